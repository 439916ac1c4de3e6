//! The citation cell of an entry.
//!
//! In: `76 FR 71869, 11/21/11. 77 FR 25057 4/27/12`, in many spellings. Out: one [`FrCitation`] for each action on the
//! entry, placeholders of rules that were published before their page was known, and whatever was not understood.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::FrCitation;
use crate::law::ListId;
use crate::law::text::date::{self, number, skip};

/// A citation that the rule was published with before its page was known: "88 FR [INSERT FR PAGE NUMBER AND
/// 2/27/2023]."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placeholder {
    /// The volume, where it is printed.
    pub volume: Option<u16>,
    /// The page, where it is printed.
    pub page: Option<u32>,
    /// The date, where it is printed, in the brackets or after them.
    pub date: Option<NaiveDate>,
    /// The wording as printed.
    pub text: String,
}

impl Placeholder {
    /// The citation in its place, with the date in the form that the list prints: `3/28/25` on the Entity List; as
    /// printed on the others (`October 9, 2020`), where it is that of publication. Figures within the brackets are no
    /// form: `[INSERT FR PAGE NUMBER AND 2/27/2023]` is how every list's placeholder is written.
    pub(crate) fn filled(&self, list: ListId, citation: FrCitation) -> String {
        let Some(published) = citation.date.filter(|_| list != ListId::EntityList) else {
            return citation.to_string();
        };
        let printed = self.printed_date().filter(|_| self.date == Some(published));
        let in_figures = |printed: &&str| printed.contains('/') && self.text.contains(&format!("{printed}]"));
        if printed.as_ref().is_some_and(in_figures) {
            return citation.to_string();
        }
        let date = printed.map_or_else(
            || match list {
                ListId::EntityList | ListId::UnverifiedList => published.format("%B %-d, %Y").to_string(),
                ListId::MeuList => published.format("%-m/%-d/%Y").to_string(),
            },
            str::to_owned,
        );
        format!("{}, {date}", FrCitation { date: None, ..citation })
    }

    /// The words of the date, behind the brackets or within them.
    fn printed_date(&self) -> Option<&str> {
        let (inside, after) = self.text.get(self.text.find('[')? + 1..)?.split_once(']')?;
        let found = |text| {
            let mut rest: &str = text;
            while !rest.is_empty() {
                if let Some((_, after)) = date::leading(rest) {
                    return rest.strip_suffix(after);
                }
                rest = after_token(rest);
            }
            None
        };
        found(after).or_else(|| found(inside))
    }
}

/// Everything that stands in a citation cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Citations {
    /// The citations, in the order of the cell: one for each action on the entry.
    pub found: Vec<FrCitation>,
    /// Citations whose page was not known yet.
    pub placeholders: Vec<Placeholder>,
    /// What was not understood.
    pub residue: Vec<String>,
}

/// Reads a citation cell. The list prints "VV FR PAGE, M/D/YY." for each action, in many spellings; an issue number
/// ("77 FR 61249 No. 195") is read over.
pub fn citations(cell: &str) -> Citations {
    let mut read = Citations::default();
    let mut rest = cell;
    let mut unread = cell;
    while !rest.is_empty() {
        let Some((item, after)) = item(rest) else {
            rest = after_token(rest);
            continue;
        };
        keep_residue(unread, rest, &mut read.residue);
        match item {
            Cited::Citation(citation) => read.found.push(citation),
            Cited::Placeholder(placeholder) => read.placeholders.push(placeholder),
        }
        rest = after;
        unread = after;
    }
    keep_residue(unread, "", &mut read.residue);
    read
}

enum Cited {
    Citation(FrCitation),
    Placeholder(Placeholder),
}

/// Keeps what stands between two items, if it says anything.
fn keep_residue(from: &str, to: &str, residue: &mut Vec<String>) {
    let between = before(from, to)
        .trim_start_matches(|c: char| c.is_whitespace() || is_separator(c))
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '('));
    if !between.is_empty() {
        residue.push(between.to_owned());
    }
}

/// The part of `from` before its own tail `to`.
fn before<'a>(from: &'a str, to: &str) -> &'a str {
    from.get(..from.len().saturating_sub(to.len())).unwrap_or(from)
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | '(' | ')')
}

/// The citation or placeholder that a text begins with, and the rest.
fn item(text: &str) -> Option<(Cited, &str)> {
    let (volume, rest) = volume(text).map_or((None, text), |(volume, rest)| (Some(volume), rest));
    let (page, rest) = match number(rest) {
        Some((page, rest)) if volume.is_some() => (Some(page), rest),
        _ => (None, rest),
    };
    if let Some((dated, rest)) = brackets(rest) {
        // A date may stand in the brackets, after them, or in brackets of its own.
        let own = brackets(skip(rest));
        let (after, rest) = own.map_or_else(
            || date::leading(skip(rest)).map_or((None, rest), |(date, rest)| (Some(date), rest)),
            |(dated, rest)| (dated, rest),
        );
        let placeholder =
            Placeholder { volume, page, date: dated.or(after), text: before(text, rest).trim().to_owned() };
        return Some((Cited::Placeholder(placeholder), rest));
    }
    let (volume, page) = (volume?, page?);
    if rest.starts_with('/') {
        return glued(volume, text, rest);
    }
    // A line of the eCFR's page that its text export has taken for text.
    let rest = skip(rest).strip_prefix("preview citation details").unwrap_or(rest);
    let (date, rest) = date::leading(skip(rest)).map_or((None, rest), |(date, rest)| (Some(date), rest));
    Some((Cited::Citation(FrCitation { volume, page, date }), issue(rest)))
}

/// "88 FR 121582/27/23": page and month without a space, where only one of the two ways to part them makes a date.
fn glued<'a>(volume: u16, text: &'a str, rest: &'a str) -> Option<(Cited, &'a str)> {
    let digits = before(text, rest);
    let mut ways = (1..=2).filter_map(|month| {
        let at = digits.len().checked_sub(month)?;
        let page = digits.get(..at)?.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        let (date, rest) = date::leading(text.get(at..)?)?;
        Some((FrCitation { volume, page, date: Some(date) }, rest))
    });
    let (citation, rest) = ways.next()?;
    ways.next().is_none().then_some((Cited::Citation(citation), rest))
}

/// "88 FR" and what follows it; "88 FR FR" occurs.
fn volume(text: &str) -> Option<(u16, &str)> {
    let (volume, rest) = number(text)?;
    let mut rest = word(rest, "FR")?;
    while let Some(again) = word(rest, "FR") {
        rest = again;
    }
    Some((u16::try_from(volume).ok().filter(|volume| (1..=999).contains(volume))?, rest.trim_start()))
}

/// A word in any case, and the rest without white space.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = text.trim_start();
    let found = text.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    let rest = text.get(word.len()..).filter(|_| found)?;
    (!rest.starts_with(char::is_alphanumeric) || rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// "[INSERT FR PAGE NUMBER AND 2/27/2023]": the date in brackets that ask for a page or date, or hold a date only.
fn brackets(text: &str) -> Option<(Option<NaiveDate>, &str)> {
    let (inside, rest) = text.trim_start().strip_prefix('[')?.split_once(']')?;
    let mut dated = None;
    let mut tail = inside;
    while dated.is_none() && !tail.is_empty() {
        dated = date::leading(tail).map(|(date, _)| date);
        tail = after_token(tail);
    }
    let wording = inside.to_ascii_lowercase();
    (dated.is_some() || wording.contains("insert") || wording.contains("date")).then_some((dated, rest))
}

/// The text after an issue number: "No. 195".
fn issue(text: &str) -> &str {
    let numbered = word(skip(text), "No").and_then(|rest| number(skip(rest)));
    numbered.map_or(text, |(_, rest)| rest)
}

/// The text after the next word or sign.
fn after_token(text: &str) -> &str {
    let mut chars = text.chars();
    let letters = |c: char| c.is_alphanumeric();
    match chars.next() {
        Some(first) if letters(first) => text.trim_start_matches(letters),
        _ => chars.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(cell: &str) -> Vec<String> {
        let read = citations(cell);
        assert!(read.residue.is_empty() && read.placeholders.is_empty(), "{cell}: {read:?}");
        read.found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_spelling_of_a_citation_is_read() {
        let cases: [(&str, &[&str]); 17] = [
            ("90 FR 14048, 3/28/25.", &["90 FR 14048, 3/28/25"]),
            ("73 FR 54504,\n9/22/08.", &["73 FR 54504, 9/22/08"]),
            ("76 FR 71869, 11/21/11. 77 FR 25057 4/27/12", &["76 FR 71869, 11/21/11", "77 FR 25057, 4/27/12"]),
            ("88 FR FR 12158, 2/27/23", &["88 FR 12158, 2/27/23"]),
            ("89 FR 3342, 1/18/2024,", &["89 FR 3342, 1/18/24"]),
            ("85 FR 83799, 12/23/2020", &["85 FR 83799, 12/23/20"]),
            ("85 FR 64017, October 9, 2020.", &["85 FR 64017, 10/9/20"]),
            ("84 fr 40241", &["84 FR 40241"]),
            ("77 FR 61249 No. 195", &["77 FR 61249"]),
            ("83 FR 37423; 87 FR 77505", &["83 FR 37423", "87 FR 77505"]),
            ("62 FR 35334,6/30/97.65 FR 14444, 3/17/00", &["62 FR 35334, 6/30/97", "65 FR 14444, 3/17/00"]),
            ("88 FR13675, 3/6/23.", &["88 FR 13675, 3/6/23"]),
            ("81 FR 61604, 9/ 7/16", &["81 FR 61604, 9/7/16"]),
            ("76 FR 50407 (08/15/2011), 77 FR 58006 (no. 182)", &["76 FR 50407, 8/15/11", "77 FR 58006"]),
            ("80 FR 52968 preview citation details, 9/2/15.", &["80 FR 52968, 9/2/15"]),
            ("88 FR 121582/27/23.", &["88 FR 12158, 2/27/23"]),
            ("", &[]),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_placeholder_keeps_what_is_printed_and_its_wording() {
        let cases = [
            ("88 FR [INSERT FR PAGE NUMBER AND 2/27/2023].", Some(88), Some("2023-02-27")),
            ("89 FR [INSERT FR PAGE NUMBER], 6/18/2024.", Some(89), Some("2024-06-18")),
            ("[INSERT FEDERAL REGISTER PAGE NUMBER AND DATE OF PUBLICATION]", None, None),
            ("90 FR [INSERT FIRST PAGE OF FEDERAL REGISTER DOCUMENT], [date].", Some(90), None),
            ("90 FR [Insert FR Page Number], [March 28, 2025]", Some(90), Some("2025-03-28")),
        ];
        for (cell, volume, date) in cases {
            let read = citations(&format!("76 FR 71869, 11/21/11. {cell}"));
            let text = cell.trim_end_matches('.').to_owned();
            let date = date.map(|date| date.parse().unwrap());
            assert_eq!(read.placeholders, [Placeholder { volume, page: None, date, text }], "{cell}");
            assert_eq!((read.found.len(), read.residue.len()), (1, 0), "{cell}");
        }
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let cases: [(&str, &[&str]); 4] = [
            ("See § 744.3(d) 88 FR 13675, 3/6/23.", &["See § 744.3(d)"]),
            ("88 FR 13675, 13/45/23.", &["13/45/23"]),
            ("88 12158, 2/27/23", &["88 12158, 2/27/23"]),
            ("[Reserved]", &["[Reserved]"]),
        ];
        for (cell, residue) in cases {
            assert_eq!(citations(cell).residue, residue, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_the_reader_fail(cell in "\\PC*|([0-9]{1,3} FR |[0-9/]{1,8}|[\\[\\], .\n]|INSERT|May )*") {
            let read = citations(&cell);
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            prop_assert!(read.residue.iter().all(|text| digits(text) <= digits(&cell)));
        }
    }
}
