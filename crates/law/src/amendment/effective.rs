//! From which day orders are in force, and what makes that day doubtful.

use chrono::{Months, NaiveDate};

use crate::document::{Document, in_force};
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;

/// The effective date of instructions that state none: the first of the DATES section. Where it matters that the
/// section prints several dates, none, one that the record does not have or one that cannot be meant, or takes it
/// back, that is a finding.
pub(super) fn date(document: &Document, instructions: &[Instruction], findings: &mut Vec<Finding>) -> NaiveDate {
    let dates = &document.dates;
    let date = dates.effective.first().copied().unwrap_or(document.published);
    let mut ours = instructions.iter().filter(|instruction| instruction.target.is_some());
    let undated = ours.clone().find(|instruction| instruction.effective.is_none());
    let remote = ours.clone().find_map(|instruction| {
        let effective = instruction.effective.unwrap_or(date);
        is_remote(effective, document.published).then_some((instruction, effective))
    });
    let any = ours.next();
    let taken_back = in_force::qualification(&dates.printed, orders_a_stay(document));
    let doubts =
        [
            undated.zip(unclear(document, date)),
            any.zip(taken_back.map(|words| {
                format!("the DATES section says “{words}”; {date} was used for instructions that state no date")
            })),
            undated.zip(dates.recorded.filter(|recorded| !dates.effective.contains(recorded)).map(|recorded| {
                format!("the record says {recorded}, which the DATES section does not; {date} was used")
            })),
            remote.map(|(instruction, date)| {
                let published = document.published;
                let message = format!("{date} is more than two years from the publication on {published}; it was used");
                (instruction, message)
            }),
        ];
    for (instruction, message) in doubts.into_iter().flatten() {
        let quote = if dates.printed.is_empty() { &instruction.quote } else { &dates.printed };
        findings.push(Finding::new(Code::DateAmbiguous, message).with_quote(quote.clone(), &instruction.place));
    }
    date
}

/// Why it is not clear which date is meant.
fn unclear(document: &Document, date: NaiveDate) -> Option<String> {
    match document.dates.effective.len() {
        0 => Some("no effective date can be read; the publication date was used".to_owned()),
        1 => document
            .dates
            .printed
            .to_lowercase()
            .contains("except")
            .then(|| format!("the DATES section says “except”; {date} was used for all instructions")),
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
