//! Words that a correction replaces: `“7 rue Haute” should read “17 rue Haute”`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::Place;
use crate::law::text::date;

/// Printed words, and what they should read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// As printed.
    pub printed: String,
    /// As it should read.
    pub read: String,
    /// The sentence.
    pub quote: String,
    /// Where it stands.
    pub place: Place,
}

/// Words between what is printed and what it should read.
const BETWEEN: [&str; 14] = [
    "should read",
    "should have read",
    "should be",
    "is corrected to read",
    "is corrected to read as follows",
    "is corrected to",
    "to read",
    "is revised to read",
    "is changed to",
    "is changed to read",
    "should be corrected to read",
    "was to read",
    "should say",
    "and add in its place",
];

/// Words before what is printed, which need not be there: "remove “A” and add in its place “B”".
const BEFORE: [&str; 5] = ["and adding in its place", "and inserting in its place", "to", "with", "by"];

/// The replacements that a sentence orders; `None` where it quotes words of which it is not clear what becomes of them.
pub(super) fn read(sentence: &str, place: &Place) -> Option<Vec<Replacement>> {
    let parts = quotations(sentence);
    let mut found = Vec::new();
    let mut used = vec![false; parts.len()];
    for (at, pair) in parts.windows(2).enumerate() {
        let [(_, end, printed), (start, _, read)] = pair else {
            continue;
        };
        let between =
            sentence.get(*end..*start).unwrap_or_default().trim_matches([' ', ',', ':', '\u{a0}']).to_lowercase();
        let between = between.replace("are ", "is ");
        let before = sentence.get(..parts.get(at).map_or(0, |(start, ..)| *start)).unwrap_or_default().to_lowercase();
        let verb = ["remov", "replac", "correct", "chang", "revis"].iter().any(|verb| before.contains(verb));
        let joins = BETWEEN.contains(&between.as_str()) || verb && BEFORE.contains(&between.as_str());
        if joins && !used.get(at).copied().unwrap_or_default() {
            let replacement = Replacement {
                printed: (*printed).to_owned(),
                read: (*read).to_owned(),
                quote: sentence.to_owned(),
                place: place.clone(),
            };
            found.push(replacement);
            used.iter_mut().skip(at).take(2).for_each(|used| *used = true);
        }
    }
    // A name that says where: "in the entry for “Alder Ltd.”".
    let says_where = |(at, _): &(usize, &bool)| {
        parts.get(*at).is_some_and(|(start, ..)| {
            let before = sentence.get(..*start).unwrap_or_default().trim_end().to_lowercase();
            ["entry", "entity", "for", "entitled", "titled", "heading", "under"]
                .iter()
                .any(|word| before.ends_with(word))
        })
    };
    let clear = used.iter().enumerate().filter(|(_, used)| !**used).all(|unused| says_where(&unused));
    (clear && !found.is_empty()).then_some(found)
}

/// What a sentence quotes as what should be read, where that is all it quotes: “corrected to read: “DATES: …””.
pub(super) fn reads(sentence: &str) -> Option<&str> {
    let parts = quotations(sentence);
    let [(start, _, read)] = parts.as_slice() else { return None };
    let before = sentence.get(..*start)?.trim_end_matches([' ', ':', ',']);
    ["to read", "to read as follows", "should read"].iter().any(|words| before.ends_with(words)).then_some(*read)
}

/// The quotations of a sentence: where each begins and ends, and its words.
fn quotations(sentence: &str) -> Vec<(usize, usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = sentence.get(from..).and_then(|rest| rest.find('“')).map(|at| from + at) {
        let inner = start + '“'.len_utf8();
        let Some(len) = sentence.get(inner..).and_then(|rest| rest.find('”')) else {
            break;
        };
        let end = inner + len + '”'.len_utf8();
        found.push((start, end, sentence.get(inner..inner + len).unwrap_or_default()));
        from = end;
    }
    found
}

impl Replacement {
    /// Whether it moves a day as another correction moves the effective date: “effective October 9” in a preamble.
    pub(super) fn repeats(&self, (was, day): (NaiveDate, NaiveDate)) -> bool {
        let fits = |text: &str, day| {
            let said = text.trim().trim_start_matches("effective").trim_start_matches("on").trim_start();
            let part = date::in_part(said).filter(|(_, rest)| rest.trim_matches(['.', ',', ' ']).is_empty());
            part.is_some_and(|(part, _)| part.fits(day)) || date::in_full(said).is_some_and(|(said, _)| said == day)
        };
        fits(&self.printed, was) && fits(&self.read, day)
    }

    /// The days, where both are days: it corrects a date.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        // “This rule is effective June 2, 2031.”: the same words, but for the day
        let parts = |text| {
            let (before, day, after) = date::find(text)?;
            let marks = [' ', '.', ',', ';'];
            Some((before.trim_matches(marks), day, after.trim_matches(marks)))
        };
        let ((before, was, after), (new_before, day, new_after)) = (parts(&self.printed)?, parts(&self.read)?);
        let dated = before.is_empty() || before.to_lowercase().contains("effective");
        (dated && before == new_before && after.is_empty() && new_after.is_empty()).then_some((was, day))
    }
}
