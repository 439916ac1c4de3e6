//! Dates: `March 28, 2025`, `Nov. 9, 2026`, `9 November 2026`, `3/28/25`.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// The number of the month with that English name, or an abbreviation of it of three letters or more.
fn month(word: &str) -> Option<u32> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let at = MONTHS.iter().position(|name| word.len() > 2 && begins(name))?;
    u32::try_from(at + 1).ok()
}

/// The date that a text begins with, and the rest. Of years in two digits, those above 30 are of the last century.
pub(crate) fn leading(text: &str) -> Option<(NaiveDate, &str)> {
    let (month, day, rest) = if let Some((first, rest)) = number(text) {
        if let Some(rest) = slash(rest) {
            let (day, rest) = number(rest)?;
            (first, day, rest)
        } else {
            let (month, rest) = named(skip(rest))?;
            (month, first, rest)
        }
    } else {
        let (month, rest) = named(text)?;
        let (day, rest) = number(skip(rest))?;
        (month, day, rest.trim_start_matches(char::is_alphabetic))
    };
    let slashed = slash(rest);
    let rest = slashed.unwrap_or_else(|| skip(rest));
    let (year, after) = number(rest)?;
    let year = match rest.len() - after.len() {
        1 if slashed.is_some() => 2000 + year,
        2 if year > 30 => 1900 + year,
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, after))
}

/// The date that a text begins with, its year in full, and the rest: `December 2, 15 CFR part 744` has no year.
pub(crate) fn in_full(text: &str) -> Option<(NaiveDate, &str)> {
    let (date, rest) = leading(text)?;
    let years = text.strip_suffix(rest)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    (years == 4).then_some((date, rest))
}

/// A month, and either its year or a day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    month: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
}

impl Part {
    /// Whether a day can be meant.
    pub fn fits(self, date: NaiveDate) -> bool {
        let day = self.day.is_none_or(|day| day == date.day());
        date.month() == self.month && day && self.year.is_none_or(|year| year == date.year())
    }

    /// Whether the year is known.
    pub fn is_dated(self) -> bool {
        self.year.is_some()
    }
}

/// The month with a year or a day that a text begins with, and the rest: `September 2026`, `September 9`.
pub(crate) fn in_part(text: &str) -> Option<(Part, &str)> {
    let (month, rest) = named(text)?;
    let (figure, after) = number(skip(rest))?;
    let part = match skip(rest).len() - after.len() {
        4 => Part { month, day: None, year: i32::try_from(figure).ok() },
        1 | 2 => Part { month, day: Some(figure), year: None },
        _ => return None,
    };
    (!after.starts_with(char::is_alphanumeric)).then_some((part, after))
}

/// The next date of a text whose month is named: the words before it, the date, the rest.
pub(crate) fn find(text: &str) -> Option<(&str, NaiveDate, &str)> {
    let mut rest = text;
    loop {
        let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
        rest = rest.get(at..)?;
        if let Some((date, after)) = in_full(rest) {
            return Some((text.strip_suffix(rest)?, date, after));
        }
        // `effectiveMarch 25` lacks a blank.
        let ends = rest.chars().next().map_or(0, char::len_utf8);
        rest = rest.get(ends..)?.trim_start_matches(|c: char| c.is_alphanumeric() && !c.is_uppercase());
    }
}

/// The month that a text names first, and the rest.
fn named(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Some((month(text.strip_suffix(rest)?)?, rest))
}

/// Leading digits as a number, and the rest.
pub(crate) fn number(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((text.strip_suffix(rest)?.parse().ok()?, rest))
}

/// The text after blanks and the marks that stand between the parts of a date or of a citation.
pub(crate) fn skip(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')'))
}

fn slash(text: &str) -> Option<&str> {
    Some(text.trim_start().strip_prefix('/')?.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_words_and_figures() {
        for (text, date) in [
            ("March 28, 2025, and", Some("2025-03-28")),
            ("Nov. 9, 2026", Some("2026-11-09")),
            ("May 1st, 2014", Some("2014-05-01")),
            ("9 November 2026", Some("2026-11-09")),
            ("3/28/25.", Some("2025-03-28")),
            ("6/30/1997", Some("1997-06-30")),
            ("9/ 7/96", Some("1996-09-07")),
            ("13/45/23", None),
            ("May be read", None),
            ("Ma 1, 2014", None),
            ("March 28, 202", None),
        ] {
            assert_eq!(leading(text).map(|(date, _)| date.to_string()).as_deref(), date, "{text}");
        }
        let (before, date, after) = find("May be read from Nov. 9, 2026 on").unwrap();
        assert_eq!((before, date.to_string().as_str(), after), ("May be read from ", "2026-11-09", " on"));
        let part = |text| in_part(text).map(|(part, rest)| (part.month, part.day, part.year, rest));
        assert_eq!(part("September 2026, that"), Some((9, None, Some(2026), ", that")));
        assert_eq!(part("Sept. 9 rule"), Some((9, Some(9), None, " rule")));
        assert_eq!((part("May be"), part("the 9th"), part("May 123"), part("May 9th")), (None, None, None, None));
        for text in ["May 5 (80 FR 1234)", "December 2, 15 CFR part 744", "March 3, 25"] {
            assert_eq!((in_full(text), find(text)), (None, None), "{text}");
        }
    }
}
