//! What looks wrong in a published row. The text is kept as published; a person is told.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::{damage, wording};
use crate::entry::Entry;
use crate::finding::{Code, Finding};
use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;
use crate::law::canonical::is_dash;
use crate::law::citation;
use crate::law::designation::{self, Designation, Effect};
use crate::law::quantity::quantity;
use crate::markup;

/// Findings about one entry: columns swapped or leaking, marks that contradict the cited section or have no
/// footnote, alias counts that do not match.
pub(crate) fn entry(entry: &Entry, footnotes: &BTreeMap<u8, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tell = |code: Code, quote: &str, message: String| {
        let mut finding = Finding::new(code, message).with_list(entry.list).with_entry(&entry.country, entry.name());
        finding.quote = Some(quote.to_owned());
        findings.push(finding);
    };
    let cells = &entry.cells;
    if cells.entity.is_empty() {
        tell(Code::ColumnSuspect, &cells.quote(), "the entity is blank".to_owned());
    }
    if let Some((column, why)) = unreadable(cells) {
        tell(Code::RowDefective, cells.get(column), format!("{why}, in the column of the {}", column.words()));
    }
    if entry.list == ListId::EntityList {
        if let Some((quote, message)) = columns(cells).or_else(|| unsaid(cells)).or_else(|| blank(entry)) {
            tell(Code::ColumnSuspect, quote, message.to_owned());
        } else if let Some((column, why)) = damage::suspicion(cells, &entry.view) {
            tell(Code::ColumnSuspect, cells.get(column), format!("the text of the {} {why}", column.words()));
        }
        if let Some(message) = citation_fault(&cells.citation, 1).filter(|_| !entry.citations.is_empty()) {
            tell(Code::ColumnSuspect, &cells.citation, message);
        }
        if let Some(message) = designation::contradiction(&cells.license_requirement) {
            tell(Code::DesignationContradiction, &cells.license_requirement, message);
        }
        let reads = |mark: &u8| {
            let text = footnotes.get(mark);
            text.is_some_and(|text| Designation::of_text(*mark, text).effect != Effect::Other)
        };
        let unknown = |mark: &&u8| designation::designation(**mark).is_none() && !reads(mark);
        for mark in entry.designations.iter().filter(unknown) {
            let known = if footnotes.contains_key(mark) { "has no known meaning" } else { "is not printed" };
            tell(Code::UnknownDesignation, &cells.license_requirement, format!("footnote {mark} {known}"));
        }
    }
    if let Some(count) = entry.view.alias_count.filter(|count| count.stated != count.found) {
        let are = |count| if count == 1 { "is" } else { "are" };
        let (stated, found) = (count.stated, count.found);
        let message = format!("{} {} stated, {found} {} printed", quantity(stated, "alias"), are(stated), are(found));
        tell(Code::AliasCount, &cells.entity, message);
    }
    findings
}

/// A cell that cannot be read, and why.
pub(crate) fn unreadable(cells: &Cells) -> Option<(Column, &'static str)> {
    Column::ALL.into_iter().find_map(|column| Some((column, markup::unreadable(cells.get(column))?)))
}

/// How license requirements begin.
const REQUIREMENTS: [&str; 3] = ["For all items", "All items subject", "For items on"];

/// How review policies begin.
const POLICIES: [&str; 4] = ["Presumption of", "Policy of", "Case-by-case", "Reviewed "];

/// Whether a cell of the entity column reads like a text of another one.
pub(crate) fn reads_like_another_column(entity: &str) -> bool {
    begins(entity, &REQUIREMENTS)
        || begins(entity, &POLICIES[..2])
        || entity.starts_with(|c: char| c.is_ascii_digit()) && is_citation(entity)
}

/// Whether a text is nothing but citations.
fn is_citation(text: &str) -> bool {
    let read = citation::citations(text);
    !(read.found.is_empty() && read.placeholders.is_empty()) && read.residue.is_empty()
}

/// What is wrong with the columns of a row that a rule prints for the Entity List: texts in the wrong columns, and texts
/// that say nothing of what their column is for. Stars stand for a column that is unchanged. A citation behind a
/// requirement or policy is a misprint that the official list keeps ("of the EAR88 FR 13675, 3/6/23.").
pub(crate) fn printed_columns(cells: &Cells) -> Option<String> {
    let leaked = |quote: &str| quote != cells.entity && cites(quote) && !is_citation(quote);
    if let Some((quote, message)) = columns(cells).filter(|(quote, _)| !leaked(quote)) {
        return Some(format!("{message}: “{quote}”"));
    }
    if let Some((quote, message)) = unsaid(cells) {
        return Some(format!("{message}: “{quote}”"));
    }
    let cited = citation::citations(&cells.citation);
    if cited.found.is_empty() && cited.placeholders.is_empty() && !cells.citation.contains('*') {
        return Some(format!("the citation column contains no citation: “{}”", cells.citation));
    }
    citation_fault(&cells.citation, 0)
}

/// What is wrong with the citations of a row. `years` is by how many a volume may differ from the date behind it: the
/// official list prints one that differs by one.
fn citation_fault(cell: &str, years: u16) -> Option<String> {
    if cell.contains('*') {
        return None;
    }
    let read = citation::citations(cell);
    let is_text = |rest: &String| {
        rest.contains(|c: char| c.is_ascii_digit()) || rest.contains("FR") || rest.split(' ').nth(2).is_some()
    };
    let unread = read.residue.iter().find(|rest| is_text(rest));
    if let Some(rest) = unread {
        return Some(format!("“{rest}” in the citation column is no citation: “{cell}”"));
    }
    read.found.iter().find_map(|cited| {
        let Some(date) = cited.date else {
            return Some(format!("a citation has no date: “{cell}”"));
        };
        let of_year = date.year() - FIRST_YEAR;
        (of_year.abs_diff(i32::from(cited.volume)) > u32::from(years))
            .then(|| format!("volume {} of the Federal Register is not of {}: “{cell}”", cited.volume, date.year()))
    })
}

/// Volume 1 of the Federal Register is that of 1936.
const FIRST_YEAR: i32 = 1935;

/// Columns whose text is none of what they are for.
fn unsaid(cells: &Cells) -> Option<(&str, &'static str)> {
    let says = |text: &str, words: &[&str]| {
        let text = text.to_lowercase();
        text.is_empty() || text.contains('*') || words.iter().any(|word| text.contains(word))
    };
    let (requirement, policy) = (cells.license_requirement.as_str(), cells.license_review_policy.as_str());
    if reads_like_another_column(&cells.entity) {
        Some((&cells.entity, "the entity reads like the text of another column"))
    } else if !wording::is_usual(requirement, Column::LicenseRequirement)
        && !says(requirement, &["item", "ear", "licens", "§", "technolog", "commodit", "744"])
    {
        Some((requirement, "the license requirement says of no items that they need a license"))
    } else if !wording::is_usual(policy, Column::LicenseReviewPolicy)
        && !says(policy, &["denial", "denied", "deny", "approv", "case", "see ", "§", "review", "policy"])
    {
        Some((policy, "the review policy says of no license how it is reviewed"))
    } else {
        None
    }
}

/// Columns that seem swapped, or text of one that leaked into another.
fn columns(cells: &Cells) -> Option<(&str, &'static str)> {
    let requirement = cells.license_requirement.as_str();
    let policy = cells.license_review_policy.as_str();
    if begins(requirement, &POLICIES) {
        return Some((requirement, "the license requirement reads like a review policy"));
    }
    if begins(policy, &REQUIREMENTS) {
        return Some((policy, "the review policy reads like a license requirement"));
    }
    for text in [requirement, policy, cells.entity.as_str()] {
        if cites(text) || text.contains('[') && is_citation(text) {
            return Some((text, "a Federal Register citation is in another column"));
        }
    }
    for text in [requirement, policy] {
        // A requirement in bullets is a list of items, whatever its lines speak of.
        let in_bullets = text.lines().any(|line| line.trim_start().starts_with('—'));
        if !in_bullets && text.lines().skip(1).any(reads_like_entity) {
            return Some((text, "a line reads like a part of the entity column"));
        }
    }
    None
}

/// Columns in which nothing stands that belongs there.
fn blank(entry: &Entry) -> Option<(&str, &'static str)> {
    let cells = &entry.cells;
    if cells.license_requirement.is_empty() {
        return Some((&cells.entity, "the license requirement is blank"));
    }
    if cells.license_review_policy.is_empty() {
        return Some((&cells.entity, "the review policy is blank"));
    }
    if entry.citations.is_empty() && citation::citations(&cells.citation).placeholders.is_empty() {
        return Some((&cells.citation, "the citation column contains no citation"));
    }
    None
}

/// `88 FR 13675` anywhere, also glued to the word before it.
fn cites(text: &str) -> bool {
    // A search for one answer is faster than one for many, and most texts hold none.
    text.contains(" FR ")
        && text.match_indices(" FR ").any(|(at, found)| {
            text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
                && text.get(at + found.len()..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// A later line of a license requirement or review policy that speaks of neither. Bullets go on with a list.
fn reads_like_entity(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && !line.starts_with(|c| is_dash(c) || c == '(')
        && !["§", "EAR", "icense", "items", "HS "].iter().any(|word| line.contains(word))
}

fn begins(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;

    fn codes(entity: &str, requirement: &str, policy: &str, citation: &str) -> Vec<Code> {
        let cells = Cells {
            entity: entity.to_owned(),
            license_requirement: requirement.to_owned(),
            license_review_policy: policy.to_owned(),
            citation: citation.to_owned(),
        };
        let checked = Entry::new(EntryId(1), ListId::EntityList, "FRANCE", cells);
        entry(&checked, &BTreeMap::new()).iter().map(|finding| finding.code).collect()
    }

    const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
    const DENIAL: &str = "Presumption of denial";
    const CITED: &str = "88 FR 12171, 2/27/23.";

    #[test]
    fn a_row_is_told_where_its_columns_look_wrong() {
        for (entity, requirement, policy, citation, expected) in [
            ("A, Paris, France.", ALL, DENIAL, CITED, vec![]),
            ("A, Paris, France.", DENIAL, ALL, CITED, vec![Code::ColumnSuspect]),
            (
                "A, Paris, France.",
                ALL,
                "See § 744.3(d) of the EAR88 FR 13675, 3/6/23.",
                CITED,
                vec![Code::ColumnSuspect],
            ),
            (
                "A.",
                "For all items subject to the EAR. (See § 744.11 of the EAR)\n71 Boulevard national, Paris, France.",
                DENIAL,
                CITED,
                vec![Code::ColumnSuspect],
            ),
            ("A, Paris, France.", "All items except for:\n—crude oil; and\n—gas.", DENIAL, CITED, vec![]),
            ("A, Paris, France.", ALL, DENIAL, "", vec![Code::ColumnSuspect]),
            ("A, Paris, France.", "", DENIAL, CITED, vec![Code::ColumnSuspect]),
            (
                "A, Paris, France.",
                "(See §§ 734.9(g) and 744.11 of the EAR)^4^",
                DENIAL,
                CITED,
                vec![Code::DesignationContradiction],
            ),
            (
                "A, Paris, France.",
                "For all items (See § 744.11 of the EAR)^9^",
                DENIAL,
                CITED,
                vec![Code::UnknownDesignation],
            ),
            ("A, a.k.a., the following two aliases:\n—B.\nParis, France.", ALL, DENIAL, CITED, vec![Code::AliasCount]),
        ] {
            assert_eq!(codes(entity, requirement, policy, citation), expected, "{entity} | {requirement} | {policy}");
        }
    }
}
