//! The DATES section: sentences → dated meaning.
//!
//! `This rule is effective March 25, 2025.` → effective 2025-03-25. Compliance, comment and expiry dates are not
//! effective dates; the text as printed is kept beside what was understood.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::text::{cited, date};

/// Dates of a document as printed and as understood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dates {
    /// The section's text.
    pub printed: String,
    /// Effective dates in printed order, each once.
    pub effective: Vec<NaiveDate>,
    /// The effective date of the API's record.
    #[serde(default)]
    pub recorded: Option<NaiveDate>,
}

impl Dates {
    /// Reads the text of a DATES section.
    pub fn read(printed: &str) -> Self {
        let mut effective = Vec::new();
        for sentence in sentences(printed).into_iter().filter(|sentence| !of_another_matter(sentence)) {
            let mut rest = sentence;
            while let Some((lead, found, tail)) = date::find(rest) {
                let before = sentence.get(..sentence.len() - rest.len() + lead.len()).unwrap_or_default();
                if is_effective(before) && !effective.contains(&found) {
                    effective.push(found);
                }
                rest = tail;
            }
        }
        Self { printed: printed.to_owned(), effective, recorded: None }
    }
}

/// Whether the words before a date make it an effective date: "effective" is the nearest of the words that
/// say what a date is for.
pub(super) fn is_effective(before: &str) -> bool {
    let words = before.to_lowercase();
    if is_not_before(&words) {
        return true;
    }
    let effect = last(&words, &["effective", "takes effect", "take effect", "taking effect", "into effect"]);
    match (effect, last(&words, &OTHER_DAYS)) {
        (Some(effective), Some(other)) => effective > other,
        (effective, _) => effective.is_some(),
    }
}

/// `shall not become effective until`, in small letters: the day behind it is that of effect.
pub(super) fn is_not_before(before: &str) -> bool {
    let before = before.trim_end();
    let words = ["until", "before"].iter().find_map(|word| before.strip_suffix(word));
    let words: Vec<_> = words.into_iter().flat_map(str::split_whitespace).rev().take(4).collect();
    let in_force = words.first().is_some_and(|word| word.starts_with("effect") || *word == "force");
    in_force && words.contains(&"not")
}

/// `The removal in amendatory instruction 3 is` before `delayed`: the order, not a date that was published before.
pub(super) fn is_delayed_instruction(before: &str, verb: &str) -> bool {
    let lower = before.to_lowercase();
    let delays = ["delayed", "deferred", "postponed"].contains(&verb);
    let other = ["effective", "published", "dated", "rule of", "fr "].iter().any(|word| lower.contains(word));
    delays && !other && lower.contains("instruction") && (lower.ends_with(" is ") || lower.ends_with(" are "))
}

/// Whether the words before a date say nothing of what it is for.
pub(super) fn is_undated_matter(before: &str) -> bool {
    last(&before.to_lowercase(), &OTHER_DAYS).is_none()
}

/// Words of days that are not those of effect.
const OTHER_DAYS: [&str; 11] = [
    "until", "through", "comment", "complian", "expire", "no later than", "on or before", "en route", "delayed",
    "published", "applicable",
];

fn last(words: &str, needles: &[&str]) -> Option<usize> {
    needles.iter().filter_map(|needle| words.rfind(needle)).max()
}

/// Matters that have days of their own beside those of the rule.
const MATTERS: [&str; 6] =
    ["general license", "tgl", "modification request", "savings clause", "validity date", "request for modification"];

/// Whether a sentence tells the days of another matter than the rule and its amendments.
pub(super) fn of_another_matter(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let subject = lower.find("effect").and_then(|at| lower.get(..at)).unwrap_or(&lower);
    let within = ["in this ", "of this ", "under this ", "in the ", "of the "];
    let kinds = ["interim final rule", "final rule", "rule"];
    let attributes = within.iter().flat_map(|within| kinds.iter().map(move |kind| format!("{within}{kind}")));
    let subject = attributes.fold(subject.to_owned(), |subject, attribute| subject.replace(&attribute, ""));
    let of_rule = ["rule", "instruction", "amend", "regulation", "revision", "this action"];
    names_another_matter(&lower) && !of_rule.iter().any(|word| subject.contains(word))
}

/// Whether a sentence tells by when to comply or to comment, and nothing of effect: `The compliance date for the amendment in
/// instruction 3 is October 1, 2023.`
pub(super) fn tells_no_effect(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let subject = lower.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let in_force = ["effect", "force", "applicable", "applies"].iter().any(|word| lower.contains(word));
    !in_force && ["complian", "comply", "comment"].iter().any(|matter| subject.contains(matter))
}

/// Whether words in small letters name a matter that has days of its own.
pub(super) fn names_another_matter(words: &str) -> bool {
    MATTERS.iter().any(|matter| words.contains(matter))
}

/// Beginnings of words that take a date back or end what it began.
pub(super) const TAKEN_BACK: [&str; 15] = [
    "abeyance", "cease", "defer", "delayed", "enjoin", "expir", "indefinite", "no longer", "postpone", "rescind",
    "stay", "suspen", "terminat", "vacat", "withdrawn",
];

/// Whether a sentence speaks of a document that it cites, and not of its own: `The effective date of the rule published at 91
/// FR 100 is delayed`.
pub(super) fn of_another_document(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let own = ["this rule", "this final rule", "this interim", "this document", "this action"];
    let of_other = ["the rule", "the final rule", "the interim final rule", "fr doc", "the effective date of"];
    let cites = cited::all(sentence).iter().any(|(_, cited)| cited.number.is_some() || cited.volume.is_some());
    cites && !own.iter().any(|words| lower.contains(words)) && of_other.iter().any(|words| lower.contains(words))
}

/// Words behind whose period a sentence goes on.
const ABBREVIATED: [&str; 22] = [
    "no", "nos", "supp", "sec", "secs", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "a.m", "p.m", "u.s", "i.e",
];

/// The sentences of a section; an item behind a bullet is one of its own.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        let ends = match mark {
            '•' => true,
            '.' => {
                let rest = text.get(at + 1..).unwrap_or("");
                let word = text.get(start..at).unwrap_or("").rsplit(char::is_whitespace).next().unwrap_or("");
                let word = word.trim_start_matches('(').to_ascii_lowercase();
                rest.starts_with(char::is_whitespace) && !ABBREVIATED.contains(&word.as_str())
            }
            _ => false,
        };
        if ends {
            let end = if mark == '.' { at + 1 } else { at };
            found.push(text.get(start..end).unwrap_or(""));
            start = at + mark.len_utf8();
        }
    }
    found.push(text.get(start..).unwrap_or(""));
    found.into_iter().map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// The first `Month day, year` in a text.
pub fn first_date(text: &str) -> Option<NaiveDate> {
    date::find(text).map(|(_, date, _)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effective_dates_are_told_from_other_dates() {
        for (text, expected) in [
            ("This rule is effective February 24, 2023.", vec!["2023-02-24"]),
            ("Effective Date: August 23, 2004.", vec!["2004-08-23"]),
            (
                "This rule is effective December 2, 2024, except for amendatory instruction 5, which is effective \
                 December 31, 2024.",
                vec!["2024-12-02", "2024-12-31"],
            ),
            (
                "This rule is effective December 2, 2024. The compliance date for footnote 5 is December 31, 2024.",
                vec!["2024-12-02"],
            ),
            ("Effective November 10, 2025, the amendments are stayed until November 9, 2026.", vec!["2025-11-10"]),
            (
                "This interim final rule is effective January 10, 2014. Comments must be received by May 1, 2014.",
                vec!["2014-01-10"],
            ),
            ("The effective date of the rule published at 78 FR 79730 has been delayed until October 3, 2015.", vec![]),
            ("May be read at any time.", vec![]),
        ] {
            let read: Vec<_> = Dates::read(text).effective.iter().map(ToString::to_string).collect();
            assert_eq!(read, expected, "{text}");
        }
    }
}
