//! From which day orders are in force, and what makes that day doubtful.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::document::schedule::{Said, Schedule};
use crate::document::{Document, in_force};
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;

/// The day of each instruction: the one that it states, else the one that the DATES section says of its number, else
/// the first of the section. Where it matters that the section prints several dates, none, one that the record does not
/// have or one that cannot be meant, takes one back, or contradicts an instruction, that is a finding. `None` where the rule takes effect without the instruction, and no
/// day is said.
pub(super) fn dates(
    document: &Document,
    instructions: &[Instruction],
    findings: &mut Vec<Finding>,
) -> Vec<Option<NaiveDate>> {
    let dates = &document.dates;
    let schedule = Schedule::read(&dates.printed);
    let date = schedule.general.first().or(dates.effective.first()).copied().unwrap_or(document.published);
    let mut days = Vec::with_capacity(instructions.len());
    // What is doubtful, once each, at the first instruction that it concerns.
    let mut doubts: BTreeMap<String, &Instruction> = BTreeMap::new();
    for instruction in instructions {
        let said = said_of(&schedule, instruction);
        let day = instruction.effective.unwrap_or(match said {
            Some(Said::On(day)) => day,
            Some(Said::Excepted | Said::PutOff | Said::Several) | None => date,
        });
        let put_off = instruction.effective.is_none() && said == Some(Said::PutOff);
        days.push((!put_off).then_some(day));
        if instruction.target.is_some() {
            let doubt = match (instruction.effective, said) {
                (Some(own), Some(Said::On(day))) => contradicted(own, &[day]),
                (Some(own), _) if is_remote(own, document.published) => None,
                // A later day of its own narrows the date of the rule; an earlier one contradicts it.
                (Some(own), _) => {
                    contradicted(own, &dates.effective).filter(|_| dates.effective.iter().all(|day| own < *day))
                }
                (None, Some(Said::On(_))) => None,
                (None, Some(Said::Excepted)) => Some(format!(
                    "the DATES section excepts the instruction and gives it no date of its own; {day} was used"
                )),
                (None, Some(Said::PutOff)) => Some(format!(
                    "the DATES section excepts instruction {} of {} and names no day for it: nothing of it is applied",
                    instruction.number.join("."),
                    document.number
                )),
                (None, Some(Said::Several)) => {
                    Some(format!("the DATES section gives the instruction two dates; {day} was used"))
                }
                (None, None) => unclear(document, &schedule, date),
            };
            if let Some(doubt) = doubt {
                doubts.entry(doubt).or_insert(instruction);
            }
        }
    }
    let mut told: Vec<_> = doubts.into_iter().map(|(message, instruction)| (instruction, message)).collect();
    told.extend(of_the_rule(document, instructions, &schedule, (&days, date)));
    told.sort_by_key(|(instruction, _)| instruction.place.line);
    for (instruction, message) in told {
        let quote = if dates.printed.is_empty() { &instruction.quote } else { &dates.printed };
        findings.push(Finding::new(Code::DateAmbiguous, message).with_quote(quote.clone(), &instruction.place));
    }
    days
}

/// What the DATES section says of an instruction, by its number or by its list.
fn said_of(schedule: &Schedule, instruction: &Instruction) -> Option<Said> {
    let of_list = || schedule.of_list(instruction.target.as_ref()?.list);
    schedule.of(&instruction.number).or_else(of_list)
}

/// Doubts about the rule as a whole.
fn of_the_rule<'a>(
    document: &Document,
    instructions: &'a [Instruction],
    schedule: &Schedule,
    (days, date): (&[Option<NaiveDate>], NaiveDate),
) -> Vec<(&'a Instruction, String)> {
    let dates = &document.dates;
    let ours = || instructions.iter().zip(days).filter(|(instruction, _)| instruction.target.is_some());
    let any = ours().map(|(instruction, _)| instruction).next();
    let is_undated =
        |instruction: &Instruction| instruction.effective.is_none() && said_of(schedule, instruction).is_none();
    let first_undated = ours().map(|(instruction, _)| instruction).find(|instruction| is_undated(instruction));
    let with_day = || ours().filter_map(|(instruction, day)| Some((instruction, (*day)?)));
    let remote = with_day().find(|(_, day)| is_remote(*day, document.published));
    // A sentence about other instructions says nothing of ours.
    let applies = |sentence: &str| {
        let schedule = Schedule::read(sentence);
        let named = &schedule.named;
        named.is_empty()
            || !schedule.puts_off()
                && named.iter().any(|(numbers, _)| ours().any(|(one, _)| numbers.covers(&one.number)))
    };
    let taken_back = in_force::qualification(&dates.printed, orders_a_stay(document), &applies);
    let applies_from = in_force::applicable_from(&dates.printed, &dates.effective);
    let unknown =
        schedule.named.iter().find(|(numbers, _)| !instructions.iter().any(|one| numbers.reaches(&one.number)));
    let doubts = [
        any.zip(taken_back.map(|words| {
            format!("the DATES section says “{words}”; {date} was used for instructions that state no date")
        })),
        first_undated.zip(
            dates.recorded.filter(|recorded| !dates.effective.contains(recorded)).map(|recorded| {
                format!("the record says {recorded}, which the DATES section does not; {date} was used")
            }),
        ),
        remote.map(|(instruction, day)| {
            let published = document.published;
            (instruction, format!("{day} is more than two years from the publication on {published}; it was used"))
        }),
        any.zip(
            applies_from.map(|from| format!("the DATES section gives {from} as a day of application; {date} was used")),
        ),
        first_undated
            .zip(unknown.map(|_| "the DATES section names an instruction that the document does not have".to_owned())),
    ];
    doubts.into_iter().flatten().collect()
}

/// A date inside an instruction that is none of those that the DATES section allows.
fn contradicted(own: NaiveDate, printed: &[NaiveDate]) -> Option<String> {
    let other = printed.first().filter(|_| !printed.contains(&own))?;
    Some(format!("the instruction says {own}, the DATES section {other}; {own} was used"))
}

/// Why it is not clear which date is meant.
fn unclear(document: &Document, schedule: &Schedule, date: NaiveDate) -> Option<String> {
    match schedule.general.len() {
        0 if document.dates.effective.is_empty() || schedule.named.is_empty() && document.dates.recorded.is_none() => {
            Some("no effective date can be read; the publication date was used".to_owned())
        }
        0 if !schedule.named.is_empty() => {
            Some(format!("the DATES section gives dates to other instructions only; {date} was used"))
        }
        0 | 1 => schedule
            .exception
            .as_ref()
            .map(|_| format!("the DATES section says “except”; {date} was used for all instructions")),
        several => {
            Some(format!("{several} effective dates are printed and the instruction states none; {date} was used"))
        }
    }
}

fn is_remote(effective: NaiveDate, published: NaiveDate) -> bool {
    let (earlier, later) = (effective.min(published), effective.max(published));
    earlier.checked_add_months(Months::new(24)).is_some_and(|limit| later > limit)
}

/// Whether the document itself orders a stay, of a list or of other text: then its DATES section speaks of that.
fn orders_a_stay(document: &Document) -> bool {
    document.paragraphs().any(|paragraph| {
        paragraph
            .text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| ["stay", "stayed", "staying"].contains(&word.to_lowercase().as_str()))
    })
}
