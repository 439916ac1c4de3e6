//! Which order takes effect when: what a DATES section says of instructions by their numbers.
//!
//! `effective June 5, 2023, except for amendatory instruction 3, which is effective September 16, 2023` is June 5 for
//! all but instruction 3 and what stands below it.

mod events;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::{TAKEN_BACK, is_effective, of_another_document, of_another_matter, sentences, tells_no_effect};
use crate::law::ListId;
use crate::law::text::date;
use crate::law::text::reference::Reference;
use events::{EXCEPT, Event, Spot, events};

/// The number of an instruction with those it stands below: `4.b` is `["4", "b"]`.
pub(crate) type Path = Vec<String>;

/// Instructions as prose names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numbers {
    /// `4.b`, with everything below it.
    One(Path),
    /// `3 through 5`.
    Range(Path, Path),
}

/// What is said of the instructions that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// They take effect on a day of their own.
    On(NaiveDate),
    /// They take no part in the date of the rule, and no other is said.
    Excepted,
    /// The rule takes effect without them, and no day is said.
    PutOff,
    /// Two different days.
    Several,
}

/// The days of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Schedule {
    /// Days of the rule as a whole.
    pub(crate) general: Vec<NaiveDate>,
    /// Instructions with the day of their own, `None` where they are but excepted.
    pub(crate) named: Vec<(Numbers, Option<NaiveDate>)>,
    /// Lists with the day of their own: "except for the revisions to supplement no. 6 to part 744, which are effective …".
    lists: Vec<(ListId, NaiveDate)>,
    /// Of those without a day, the ones without which the rule takes effect.
    put_off: Vec<Numbers>,
    /// An exception that names no instruction, and not other law alone.
    pub(crate) exception: Option<String>,
    /// An exception that breaks off: "except:" before bullets, which say what of.
    open: Option<String>,
}

impl Schedule {
    /// Reads the text of a DATES section.
    pub(crate) fn read(printed: &str) -> Self {
        let mut schedule = Self::default();
        // "This rule is effective: • June 5, 2023, for instructions 2 and 3": the bullets go on with it.
        let mut lead = None;
        for sentence in sentences(printed).into_iter().filter(|one| !of_another_matter(one)) {
            if lead.is_none() && sentence.trim_end().ends_with("effective:") {
                lead = Some(sentence);
            } else if let Some(lead) = lead.filter(|_| goes_on(sentence)) {
                schedule.sentence(&format!("{lead} {sentence}"));
            } else if !tells_no_effect(sentence) {
                schedule.sentence(sentence);
            }
        }
        let open = schedule.open.take().filter(|_| schedule.named.is_empty());
        schedule.exception = schedule.exception.or(open);
        schedule
    }

    /// What is said of an instruction; the closest number counts.
    pub(crate) fn of(&self, number: &[String]) -> Option<Said> {
        let depth = |numbers: &Numbers| numbers.covers(number).then(|| numbers.depth());
        let closest = self.named.iter().filter_map(|(numbers, _)| depth(numbers)).max()?;
        let here = self.named.iter().filter(|(numbers, _)| depth(numbers) == Some(closest));
        let mut days: Vec<_> = here.filter_map(|(_, day)| *day).collect();
        days.dedup();
        Some(match days.as_slice() {
            [] if self.put_off.iter().any(|numbers| numbers.covers(number) && numbers.depth() == closest) => {
                Said::PutOff
            }
            [] => Said::Excepted,
            [day] => Said::On(*day),
            [_, _, ..] => Said::Several,
        })
    }

    /// What is said of all orders about a list.
    pub(crate) fn of_list(&self, list: ListId) -> Option<Said> {
        let mut days = self.lists.iter().filter(|(of, _)| *of == list).map(|(_, day)| *day);
        let first = days.next()?;
        Some(if days.all(|day| day == first) { Said::On(first) } else { Said::Several })
    }

    /// Whether it puts off instructions, and names a day for none.
    pub(crate) fn puts_off(&self) -> bool {
        !self.named.is_empty()
            && self.named.iter().all(|(numbers, day)| day.is_none() && self.put_off.contains(numbers))
    }

    fn sentence(&mut self, sentence: &str) {
        let before = self.named.len();
        self.clauses(sentence);
        let lower = sentence.to_ascii_lowercase();
        let taken_back = || TAKEN_BACK.iter().any(|stem| lower.contains(stem)) || lower.contains("not take effect");
        if EXCEPT.iter().any(|word| lower.contains(word)) || taken_back() {
            let undated = self.named.iter().skip(before).filter(|(_, day)| day.is_none());
            self.put_off.extend(undated.map(|(numbers, _)| numbers.clone()));
        }
    }

    fn clauses(&mut self, sentence: &str) {
        if let Some(found) = day_of_list(sentence) {
            self.lists.push(found);
            return;
        }
        let events = events(sentence);
        let except = events.iter().position(|spot| spot.event == Event::Except);
        let (rule, excepted) = events.split_at_checked(except.unwrap_or(events.len())).unwrap_or((&events, &[]));
        let exception = excepted.first().and_then(|spot| sentence.get(spot.start..)).unwrap_or("");
        let excepted = excepted.get(1..).unwrap_or(&[]);
        for segment in rule.split(|spot| spot.event == Event::Stop) {
            self.segment(segment, sentence);
        }
        if events.len() == rule.len() {
            return;
        }
        if let Some(found) =
            day_of_list(exception).filter(|_| !excepted.iter().any(|spot| matches!(spot.event, Event::Instructions(_))))
        {
            self.lists.push(found);
            return;
        }
        let dated = rule.iter().any(|spot| matches!(spot.event, Event::Day(_)));
        let names = excepted.iter().any(|spot| matches!(spot.event, Event::Instructions(_)));
        let lower = sentence.to_lowercase();
        let aside = !lower.contains("effect") && ["complian", "comment"].iter().any(|matter| lower.contains(matter));
        let words = exception.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        let breaks_off = exception.trim_end().ends_with([':', '—']) && words < 4;
        if !names && !aside && breaks_off {
            self.open.get_or_insert_with(|| sentence.to_owned());
        } else if !names && !aside && is_ours(exception) && !of_another_document(exception) {
            self.exception.get_or_insert_with(|| sentence.to_owned());
        }
        for segment in excepted.split(|spot| spot.event == Event::Stop) {
            if let (false, [first, second, rest @ ..]) = (dated, segment)
                && let (Event::Instructions(numbers), Event::Day(day)) = (&first.event, &second.event)
                && returns_to_rule(sentence.get(first.end..second.start).unwrap_or(""))
            {
                // "This rule, except for instruction 3, is effective June 5"
                self.named.extend(numbers.iter().map(|numbers| (numbers.clone(), None)));
                self.general(*day);
                self.segment(rest, sentence);
            } else if names {
                self.segment(segment, sentence);
            }
        }
    }

    /// Instructions and days of one clause: "instructions 2 and 3 on June 5", "June 5 for instructions 2 and 3".
    fn segment(&mut self, segment: &[Spot], sentence: &str) {
        let mut pending: Vec<Numbers> = Vec::new();
        // A day that no instruction has taken yet.
        let mut free = None;
        let mut before: Option<&Spot> = None;
        for (at, spot) in segment.iter().enumerate() {
            let day = match before.map(|before| &before.event) {
                Some(Event::Day(day)) => Some(*day),
                _ => None,
            };
            let between = before.and_then(|before| sentence.get(before.end..spot.start)).unwrap_or("");
            match (&spot.event, day) {
                (Event::Instructions(numbers), Some(day)) if governs(between, segment.get(at + 1).is_none()) => {
                    self.named.extend(numbers.iter().map(|numbers| (numbers.clone(), Some(day))));
                    free = None;
                    // "(instruction 3: June 5)" behind a day may be said of either.
                    let next = segment
                        .get(at + 1)
                        .filter(|next| sentence.get(spot.end..next.start).is_some_and(tells_its_own));
                    if let Some(Spot { event: Event::Day(own), .. }) = next {
                        self.general(day);
                        self.named.extend(numbers.iter().map(|numbers| (numbers.clone(), Some(*own))));
                    }
                }
                (Event::Instructions(numbers), _) => pending.extend(numbers.iter().cloned()),
                (Event::Day(day), _) if pending.is_empty() => {
                    if let Some(day) = free.replace(*day) {
                        self.general(day);
                    }
                }
                (Event::Day(day), _) => self.named.extend(pending.drain(..).map(|numbers| (numbers, Some(*day)))),
                (Event::Whole, _) => self.named.extend(pending.drain(..).map(|numbers| (numbers, None))),
                (Event::Except | Event::Stop, _) => {}
            }
            before = Some(spot);
        }
        if let Some(day) = free {
            self.general(day);
        }
        self.named.extend(pending.into_iter().map(|numbers| (numbers, None)));
    }

    fn general(&mut self, day: NaiveDate) {
        if !self.general.contains(&day) {
            self.general.push(day);
        }
    }
}

impl Numbers {
    /// Whether an instruction is one of these, or stands below one.
    pub(crate) fn covers(&self, number: &[String]) -> bool {
        match self {
            Self::One(path) => number.starts_with(path),
            Self::Range(from, to) => {
                let (Some((first, above)), Some(last)) = (from.split_last(), to.last()) else {
                    return false;
                };
                let at = number.get(above.len()).filter(|_| number.starts_with(above));
                at.is_some_and(|at| rank(first) <= rank(at) && rank(at) <= rank(last))
            }
        }
    }

    /// Whether an instruction is one of these, or stands above or below one.
    pub(crate) fn reaches(&self, number: &[String]) -> bool {
        let below = matches!(self, Self::One(path) if path.starts_with(number) && !number.is_empty());
        below || self.covers(number)
    }

    /// Whether an instruction can be of both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(one), Self::One(other)) => one.starts_with(other) || other.starts_with(one),
            (Self::One(path), range @ Self::Range(from, _)) | (range @ Self::Range(from, _), Self::One(path)) => {
                range.covers(path) || from.starts_with(path)
            }
            (Self::Range(..), Self::Range(..)) => true,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::One(path) | Self::Range(path, _) => path.len(),
        }
    }
}

/// The instructions that a sentence names by number.
pub(crate) fn instructions_of(sentence: &str) -> Vec<Numbers> {
    let named = |spot| match spot {
        Spot { event: Event::Instructions(numbers), .. } => Some(numbers),
        _ => None,
    };
    events(sentence).into_iter().filter_map(named).flatten().collect()
}

/// Numbers by their value, letters by their place.
fn rank(label: &str) -> (usize, u32, &str) {
    (label.len().min(9), label.parse().unwrap_or_default(), label)
}

/// Whether a bullet begins with a day or with instructions, and does not say itself what it tells of them.
fn goes_on(bullet: &str) -> bool {
    let lower = bullet.to_ascii_lowercase();
    let begins = ["on ", "for ", "amendatory ", "instruction"].iter().any(|word| lower.starts_with(word));
    !is_effective(bullet) && (begins || date::in_full(bullet).is_some()) && date::find(bullet).is_some()
}

/// `except for the revisions to supplement no. 6 to part 744, which are effective October 9, 2026`, `The amendments to
/// supplement no. 6 to part 744 are effective October 9, 2026.`: all that is ordered of one list, and its day. Additions
/// alone may be a part of it.
fn day_of_list(said: &str) -> Option<(ListId, NaiveDate)> {
    const WORDS: &[&str] = &[
        "except", "for", "that", "the", "with", "respect", "amendment", "amendments", "revision", "revisions",
        "change", "changes", "made", "to", "in", "of", "supplement", "no", "number", "part", "unverified", "list",
        "entity", "military", "end", "user", "meu", "uvl", "ear", "cfr", "15", "4", "6", "7", "744", "which", "is",
        "are", "will", "shall", "be", "become", "becomes", "take", "takes", "effect", "effective",
    ];
    let (before, day, after) = date::find(said)?;
    let mut lists = Reference::all(said).into_iter().map(Reference::list).collect::<Option<Vec<_>>>()?;
    lists.dedup();
    let &[list] = lists.as_slice() else {
        return None;
    };
    let lower = before.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let changes = ["amend", "revis", "change", "except"].iter().any(|stem| lower.contains(stem));
    let plain = words.all(|word| WORDS.contains(&word) || word == "on") && lower.contains("effect");
    (changes && plain && after.trim_matches(['.', ' ']).is_empty()).then_some((list, day))
}

/// Whether an exception can mean a list: it names one, or no law at all.
fn is_ours(sentence: &str) -> bool {
    let named = Reference::all(sentence);
    named.is_empty() || named.iter().any(|one| one.list().is_some())
}

/// `, is effective`: after the exception the sentence goes on about the rule.
fn returns_to_rule(between: &str) -> bool {
    let Some(rest) = between.trim_start().strip_prefix(',') else {
        return false;
    };
    let verbs = ["is ", "are ", "becomes ", "become ", "takes ", "take ", "shall ", "will ", "goes "];
    verbs.iter().any(|verb| rest.trim_start().starts_with(verb))
}

/// Whether a day is said of the instructions behind it: `June 5, 2023, for amendatory instructions 2 and 3`; where no other
/// day follows, a comma is enough.
fn governs(between: &str, last: bool) -> bool {
    const JOINING: [&str; 11] =
        ["for", "the", "amendatory", "amendments", "in", "respect", "to", "as", "of", "revisions", "additions"];
    const PREPOSITIONS: [&str; 4] = ["for", "in", "to", "of"];
    // "with amendatory instruction 3 effective October 1" begins something else.
    let between = between.to_ascii_lowercase().replace("with respect", "respect");
    let words: Vec<_> = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let joined = last || between.contains([':', '(', '—', '–']) || words.iter().any(|word| PREPOSITIONS.contains(word));
    joined && words.iter().all(|word| JOINING.contains(word))
}

/// Whether a day that follows is that of the instructions before it: `instruction 3: October 1`, `instruction 3 effective
/// October 1`.
fn tells_its_own(between: &str) -> bool {
    const WORDS: [&str; 10] = ["effective", "is", "are", "which", "on", "becomes", "become", "takes", "take", "effect"];
    let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    !between.contains([')', ';']) && words.all(|word| WORDS.contains(&word))
}
