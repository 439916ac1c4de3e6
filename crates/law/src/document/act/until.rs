//! Days of an act on a document: until when, from when, and instead of which.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::dates::Dates;
use crate::law::text::date;

/// Words behind which a new effective date stands.
pub(super) const NEW_DATE: [&str; 11] = [
    "new effective date is", "will become effective", "shall become effective", "will take effect",
    "shall take effect", "will be effective", "shall be effective", "is now effective", "effective date is now",
    "effective date will be", "now takes effect",
];

/// Words that make a date said to be that of effect a new one.
pub(super) const INSTEAD: [&str; 3] = ["new effective date", "instead of", "rather than"];

/// Words behind which a document's day of effect stands as it is said to be.
pub(super) const STATES: [&str; 10] = [
    "is effective", "are effective", "takes effect", "take effect", "remains effective", "becomes effective",
    "goes into effect", "go into effect", "effective date remains", "effective date is",
];

/// The day of effect that a sentence says a document to have: `The rule is effective June 2, 2031`.
pub(super) fn stated(text: &str, lower: &str) -> Option<NaiveDate> {
    let behind = |lead: &&str| {
        let mut places = lower.match_indices(*lead);
        places.find_map(|(at, _)| dated(text.get(at + lead.len()..)?))
    };
    STATES.iter().find_map(behind).or_else(|| {
        lower
            .contains("effective date")
            .then(|| [" is now", " is", " will be", " shall be", " remains"].iter().find_map(behind))?
    })
}

/// Until when something is delayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// Not before this day.
    Day(NaiveDate),
    /// No day is set.
    Indefinite,
    /// It is not said.
    Unsaid,
    /// It is said in words that were not understood.
    Unclear,
}

impl Until {
    /// Whether a day or none is set.
    pub(super) fn is_said(&self) -> bool {
        matches!(self, Self::Day(_) | Self::Indefinite)
    }
}

/// Words that set no day.
const INDEFINITELY: [&str; 9] = [
    "indefinite", "further notice", "further action", "pending", "sine die", "further order", "until such time",
    "until the bureau", "until bis",
];

/// Words between "until" and the day that change nothing.
const BEFORE_A_DAY: [&str; 34] = [
    "12:01 a.m.", "12:00 a.m.", "11:59 p.m.", "12 a.m.", "midnight", "noon", "eastern standard time",
    "eastern daylight time", "eastern time", "(est)", "(edt)", "(et)", "est", "edt", "et", "local time", "read", "be",
    "the new date of", "on", "of", "at", "in", "the date of", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "a new date of", "as late as", "a date of",
];

/// Until when a sentence delays. Of several days the last is meant: "from May 2, 2031, to June 2, 2031"; unless it speaks of
/// `several` documents and does not recount what was before.
pub(super) fn read(text: &str, several: bool) -> Until {
    let lower = text.to_lowercase();
    let days = |word: &str| -> Vec<(usize, NaiveDate)> {
        let found = lower.match_indices(word).filter(|(at, _)| begins_word(&lower, *at));
        found.filter_map(|(at, _)| Some((at, dated(text.get(at + word.len()..)?)?))).collect()
    };
    let mut until: Vec<_> = ["until", "to", "till"].iter().flat_map(|word| days(word)).collect();
    until.sort_by_key(|(at, _)| *at);
    let unclear = ["no later than", "not later than", "until after", "respectively"];
    if unclear.iter().any(|words| lower.contains(words)) {
        return Until::Unclear;
    }
    let differ = until.iter().any(|(_, day)| Some(day) != until.first().map(|(_, first)| first));
    let recounts =
        ["was ", "were ", "had been", "previously", "which has been"].iter().any(|words| lower.contains(words));
    match until.last() {
        Some(_) if several && differ && !recounts => Until::Unclear,
        Some((_, day)) => Until::Day(*day),
        None if INDEFINITELY.iter().any(|words| lower.contains(words)) => Until::Indefinite,
        None => match new_date(text, &lower) {
            Some(day) => Until::Day(day),
            None if lower.contains("until") || lower.contains(" through ") || period(&lower) => Until::Unclear,
            None => Until::Unsaid,
        },
    }
}

/// `for 60 days`, `by sixty days`.
fn period(lower: &str) -> bool {
    let ends = |word: &str| lower.contains(&format!("{word} "));
    (ends(" for") || ends(" by")) && ["days", "months", "year"].iter().any(|unit| lower.contains(unit))
}

/// `The new effective date is June 2, 2031`, `will become effective on June 2, 2031`.
pub(super) fn new_date(text: &str, lower: &str) -> Option<NaiveDate> {
    let found = NEW_DATE.iter().find_map(|lead| {
        let at = lower.find(lead)? + lead.len();
        dated(text.get(at..)?)
    });
    let is_new = INSTEAD.iter().any(|words| lower.contains(words));
    found.or_else(|| is_new.then(|| stated(text, lower))?)
}

/// The day that words begin with.
fn dated(text: &str) -> Option<NaiveDate> {
    let mut rest = text.trim_start_matches([' ', '\u{a0}', ',', '“', ':']);
    while let Some(word) = BEFORE_A_DAY.iter().find(|word| {
        rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
            && rest.get(word.len()..).is_some_and(|after| after.starts_with([' ', ',', '\u{a0}']))
    }) {
        rest = rest.get(word.len()..)?.trim_start_matches([' ', '\u{a0}', ',', '“']);
    }
    date::in_full(rest).map(|(day, _)| day)
}

/// `As of May 2, 2031, …`, `Effective May 2, 2031, the …`, `is withdrawn effective May 2, 2031`.
pub(super) fn from(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let lead = |word: &&str| lower.starts_with(*word).then(|| dated(text.get(word.len()..)?)).flatten();
    let behind = |verb: &&str| {
        let at = lower.rfind(*verb)? + verb.len();
        let rest = text.get(at..)?.trim_start_matches([' ', ',']);
        ["effective", "as of", "on"].iter().find_map(|word| dated(rest.strip_prefix(word)?))
    };
    let leads = ["as of", "effective date:", "effective on", "effective", "beginning"];
    let verbs = ["withdrawn", "delayed", "stayed", "rescinded", "vacated", "suspended", "postponed", "revoked"];
    leads.iter().find_map(lead).or_else(|| verbs.iter().find_map(behind))
}

/// The effective date that a sentence says to be replaced: `the effective date of June 5, 2031`, `from June 5, 2031, to`.
pub(super) fn was(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let leads = ["effective date of", "effective date from", " from", "to take effect on", "original effective date"];
    leads.iter().find_map(|lead| dated(text.get(lower.find(lead)? + lead.len()..)?))
}

/// The effective date that a DATES section prints for its own document, apart from the days of an act.
pub(super) fn own_effective(printed: &str) -> Option<NaiveDate> {
    let dates = Dates::read(printed).effective;
    let until = read(printed, false);
    dates.into_iter().find(|day| until != Until::Day(*day))
}

fn begins_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
}
