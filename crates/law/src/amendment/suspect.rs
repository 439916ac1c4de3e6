//! Printed texts that may be less than what was written, or have a letter that looks like another one: entered as printed,
//! and told.
//!
//! `Policy of denial` is a policy, and it is also where a longer one may have been cut; what the other rows of a document
//! print tells.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::rows::PrintedRow;
use crate::finding::{Code, Finding};
use crate::law::canonical::canonical;
use crate::law::quantity::quantity;
use crate::law::{Column, ListId};

/// Since this year every requirement cites a section.
const CITED_SINCE: i32 = 2012;

/// Tells them, each kind once, with the rows that have it.
pub(super) fn tell(rows: &[PrintedRow], published: NaiveDate, findings: &mut Vec<Finding>) {
    let rows: Vec<_> = rows.iter().map(Terms::of).collect();
    let suspects = rows.iter().filter(|terms| {
        let row = terms.row;
        row.list == ListId::EntityList && row.defect.is_none() && !row.reviewed
    });
    let mut told: Vec<(Column, String, Vec<&PrintedRow>)> = Vec::new();
    for terms in suspects {
        for (column, why) in cut(terms, &rows, published).into_iter().chain(odd_letters(terms.row)) {
            match told.iter_mut().find(|(of, known, _)| *of == column && *known == why) {
                Some((_, _, rows)) => rows.push(terms.row),
                None => told.push((column, why, vec![terms.row])),
            }
        }
    }
    findings.extend(told.iter().filter_map(|(column, why, rows)| of_rows(*column, why, rows)));
}

fn of_rows(column: Column, why: &str, rows: &[&PrintedRow]) -> Option<Finding> {
    let first = rows.first()?;
    let finding = |message| Finding::new(Code::ColumnSuspect, message).with_list(first.list);
    let entered = "it was entered as it is printed";
    if let [row] = rows {
        let message = format!("the text of the {} {why}; {entered}", column.words());
        let finding = finding(message).with_entry(row.country.clone().unwrap_or_default(), &row.name);
        return Some(finding.with_quote(row.cells.get(column).to_owned(), &row.place));
    }
    let names: Vec<_> = rows.iter().map(|row| format!("“{}”", row.name)).collect();
    let message = format!(
        "the text of the {} of {} {why}; {entered}: {}",
        column.words(),
        quantity(u32::try_from(rows.len()).unwrap_or(u32::MAX), "row"),
        names.join("; ")
    );
    let texts: BTreeSet<_> = rows.iter().map(|row| row.cells.get(column)).collect();
    let quote = texts.into_iter().collect::<Vec<_>>().join(" | ");
    Some(finding(message).with_quote(quote, &first.place))
}

/// What the terms of a row are compared by: each row with each other.
struct Terms<'a> {
    row: &'a PrintedRow,
    requirement: String,
    policy: String,
}

impl<'a> Terms<'a> {
    fn of(row: &'a PrintedRow) -> Self {
        let requirement = canonical(&row.cells.license_requirement);
        Self { row, requirement, policy: canonical(&row.cells.license_review_policy) }
    }

    fn key(&self, column: Column) -> &str {
        if column == Column::LicenseReviewPolicy { &self.policy } else { &self.requirement }
    }
}

/// A requirement or policy that ends where that of another row goes on.
fn cut(terms: &Terms<'_>, rows: &[Terms<'_>], published: NaiveDate) -> Option<(Column, String)> {
    for column in [Column::LicenseRequirement, Column::LicenseReviewPolicy] {
        let (text, key) = (terms.row.cells.get(column), terms.key(column));
        // A sentence that is closed is no piece of a longer one; nor is what several rows print alike.
        let equal = rows.iter().filter(|other| other.key(column) == key).count();
        if key.is_empty() || equal > 1 || text.contains('*') || text.trim_end().ends_with([')', '.', '^']) {
            continue;
        }
        let longer = |other: &&Terms<'_>| {
            let goes_on = other.key(column);
            let alike = column == Column::LicenseRequirement || other.requirement == terms.requirement;
            other.row.list == terms.row.list && alike && goes_on.len() > key.len() && goes_on.starts_with(key)
        };
        if let Some(other) = rows.iter().find(longer) {
            return Some((column, format!("ends where that of “{}” goes on, and may be cut", other.row.name)));
        }
    }
    let bare = ["for all items subject to the EAR", "all items subject to the EAR"];
    let uncited = bare.map(canonical).contains(&terms.requirement);
    (uncited && published.year() >= CITED_SINCE)
        .then(|| (Column::LicenseRequirement, "cites no section, and may be cut".to_owned()))
}

/// Words wholly in letters of another script, and section numbers with a letter for a figure.
fn odd_letters(row: &PrintedRow) -> Option<(Column, String)> {
    Column::ALL.into_iter().find_map(|column| {
        let text = row.cells.get(column);
        let foreign = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}');
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let of_script = words.find(|word| !word.is_empty() && word.chars().all(foreign));
        if let Some(word) = of_script {
            return Some((column, format!("has a word in letters of another script, “{word}”")));
        }
        let mut sections = text.split(|c: char| !(c.is_alphanumeric() || c == '.'));
        let section = sections.find(|word| column != Column::Entity && has_letter_for_figure(word))?;
        Some((column, format!("has a section number with a letter for a figure, “{section}”")))
    })
}

/// `744.2l` with the letter l, `7O2.3`: figures and such letters alone.
fn has_letter_for_figure(word: &str) -> bool {
    let word = word.trim_matches('.');
    let looks_like = |c: char| matches!(c, 'l' | 'I' | 'O' | 'o');
    let number = word.split_once('.').is_some_and(|(part, section)| !part.is_empty() && !section.is_empty());
    number
        && word.contains(looks_like)
        && word.chars().filter(char::is_ascii_digit).count() > 2
        && word.chars().all(|c| c.is_ascii_digit() || c == '.' || looks_like(c))
}

#[cfg(test)]
mod tests {
    use super::has_letter_for_figure;

    #[test]
    fn a_letter_that_looks_like_a_figure_is_seen_in_section_numbers_alone() {
        for (word, seen) in [
            ("744.2l", true),
            ("734.9", false),
            ("744.21", false),
            ("7O4.2", true),
            ("744.", false),
            ("No.", false),
            ("1A004.c", false),
            ("744.11.", false),
        ] {
            assert_eq!(has_letter_for_figure(word), seen, "{word}");
        }
    }
}
