//! What a sentence about days is made of: instructions by their numbers, days, words for the whole rule, exceptions.

use chrono::NaiveDate;

use super::{Numbers, Path};
use crate::document::dates::{is_delayed_instruction, is_effective, is_undated_matter};
use crate::law::text::date;

/// What a sentence is made of, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Instructions(Vec<Numbers>),
    Day(NaiveDate),
    /// "this rule", "all other instructions".
    Whole,
    Except,
    /// A semicolon.
    Stop,
}

/// An event and where it stands.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) event: Event,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) const EXCEPT: [&str; 6] = ["except", "excepting", "exception", "excluding", "other than", "apart from"];

/// What excepts only what is told elsewhere in the section.
const OTHERWISE: [&str; 4] = [
    "except as otherwise noted",
    "except as otherwise stated",
    "except as otherwise specified",
    "except as noted below",
];

const WHOLE: [&str; 14] = [
    "this rule", "the rule", "this final rule", "the final rule", "this interim final rule", "the interim final rule",
    "this action", "these regulations", "this regulation", "all other", "all remaining", "the remaining",
    "the remainder", "the rest",
];

const INSTRUCTIONS: [&str; 6] = [
    "instructions", "instruction", "amendatory paragraphs", "amendatory paragraph", "amendatory items",
    "amendatory item",
];

/// The events of a sentence.
pub(super) fn events(sentence: &str) -> Vec<Spot> {
    let mut events = Vec::new();
    let lower = sentence.to_ascii_lowercase();
    let mut at = 0;
    while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = !sentence.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let words = |list: &[&str]| {
            let here = lower.get(at..).unwrap_or("");
            let ends = |word: &&&str| here.get(word.len()..).is_some_and(|end| !end.starts_with(char::is_alphanumeric));
            list.iter().filter(|word| here.starts_with(**word)).find(ends).map(|word| word.len())
        };
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let (event, length) = if rest.starts_with(';') {
            (Some(Event::Stop), step)
        } else if !begins {
            (None, step)
        } else if let Some(length) = words(&OTHERWISE) {
            (None, length)
        } else if let Some(length) = words(&EXCEPT) {
            (Some(Event::Except), length)
        } else if let Some(length) = words(&WHOLE).filter(|_| !is_attribute(lower.get(..at).unwrap_or(""))) {
            (Some(Event::Whole), length)
        } else if let Some(length) = words(&INSTRUCTIONS) {
            let (numbers, after) = numbers(rest.get(length..).unwrap_or(""));
            ((!numbers.is_empty()).then_some(Event::Instructions(numbers)), rest.len() - after.len())
        } else if let Some((day, after)) =
            date::in_full(rest).filter(|_| !rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            let named = events.iter().any(|spot: &Spot| matches!(spot.event, Event::Instructions(_)));
            let before = sentence.get(..at).unwrap_or("");
            let delayed = || {
                let words = before.trim_end().strip_suffix("until")?.trim_end();
                let (before, verb) = words.split_at(words.rfind(' ')? + 1);
                is_delayed_instruction(before, verb).then_some(())
            };
            let counts = is_effective(before) || named && (is_undated_matter(before) || delayed().is_some());
            (counts.then_some(Event::Day(day)), rest.len() - after.len())
        } else {
            (None, step)
        };
        events.extend(event.map(|event| Spot { event, start: at, end: at + length }));
        at += length;
    }
    events
}

/// Whether a subject belongs to the noun before it: "instruction 3 of this rule".
fn is_attribute(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    ["of", "in", "to", "by", "from", "under", "with"].contains(&word)
}

/// `2, 3, and 4.b through 4.d`, and the rest.
fn numbers(text: &str) -> (Vec<Numbers>, &str) {
    let mut found: Vec<Numbers> = Vec::new();
    let mut rest = text;
    loop {
        let (joint, next) = joint(rest, found.is_empty());
        let above = match found.last() {
            Some(Numbers::One(path) | Numbers::Range(_, path)) => path.clone(),
            None => Path::new(),
        };
        let Some((path, after)) = number(next, &above) else {
            return (found, rest);
        };
        match (joint, found.pop()) {
            (Joint::Through, Some(Numbers::One(from))) => found.push(Numbers::Range(from, path)),
            (_, last) => {
                found.extend(last);
                found.push(Numbers::One(path));
            }
        }
        rest = after;
    }
}

enum Joint {
    And,
    Through,
}

/// What joins two numbers, and the rest.
fn joint(text: &str, first: bool) -> (Joint, &str) {
    let text = text.trim_start();
    if first {
        let text = ["No.", "Nos.", "no.", "nos.", "number", "numbers"]
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(text);
        return (Joint::And, text.trim_start());
    }
    let ranges = ["through ", "thru ", "to ", "–", "—", "-"];
    if let Some(rest) = ranges.iter().find_map(|word| text.strip_prefix(word)) {
        return (Joint::Through, rest.trim_start());
    }
    let rest = text.strip_prefix([',', '&']).unwrap_or(text).trim_start();
    let rest = ["and ", "or ", "and/or ", "& "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    (Joint::And, if rest.len() < text.len() { rest.trim_start() } else { "" })
}

/// `4`, `4.b`, `4(b)`, `4b`, or `c` after `4.b`.
fn number<'t>(text: &'t str, above: &Path) -> Option<(Path, &'t str)> {
    let mut path = Path::new();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rest;
    if digits.len() < text.len() {
        path.push(text.strip_suffix(digits)?.to_owned());
        rest = digits;
    } else {
        // A letter alone stands for a sibling of the last one.
        path.extend(above.split_last().filter(|(_, above)| !above.is_empty())?.1.iter().cloned());
        let (label, after) = label(text)?;
        path.push(label);
        rest = after;
    }
    loop {
        let open = rest.strip_prefix(['.', '(']).unwrap_or(rest);
        let open = open.strip_prefix('(').unwrap_or(open);
        let Some((label, after)) = label(open) else {
            break;
        };
        path.push(label);
        rest = after.strip_prefix(')').unwrap_or(after);
    }
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    (ends && !path.is_empty()).then_some((path, rest))
}

/// `b`, `iv`, `2`: a label of an item.
fn label(text: &str) -> Option<(String, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let label = text.strip_suffix(rest)?;
    let roman = label.chars().all(|c| "ivx".contains(c));
    let number = label.chars().all(|c| c.is_ascii_digit());
    (!label.is_empty() && label.len() < 5 && (label.len() == 1 || roman || number))
        .then(|| (label.to_ascii_lowercase(), rest))
}
