//! What looks wrong in a published row. The text is kept as published; a person is told.

use chrono::Datelike as _;
use memchr::memchr;

use super::repeated::{Doubtful, Repeated};
use super::{damage, wording};
use crate::entry::Entry;
use crate::finding::{Code, Finding};
use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;
use crate::law::canonical::is_dash;
use crate::law::citation::{self, Citations};
use crate::law::designation::{self, Designation, Effect};
use crate::law::quantity::quantity;
use crate::markup;

/// Findings about one entry: columns swapped or leaking, marks that contradict the cited section or have no
/// footnote, alias counts that do not match. What was found of the same texts in other rows of the list is `known`.
pub(crate) fn entry<'f>(entry: &Entry, footnote: impl Fn(u8) -> Option<&'f str>, known: &mut Repeated) -> Vec<Finding> {
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
    let of_entity_list = entry.list == ListId::EntityList;
    let doubtful = if of_entity_list { known.doubtful(cells) } else { Doubtful::ALL };
    let cited = known.citation(&cells.citation);
    let may_be_unreadable = |column| doubtful.holds(column) && (column != Column::Citation || !cited.is_readable);
    if let Some((column, why)) = unreadable_of(cells, may_be_unreadable) {
        tell(Code::RowDefective, cells.get(column), format!("{why}, in the column of the {}", column.words()));
    }
    if of_entity_list {
        let is_uncited = cited.found.is_empty() && !cited.has_placeholders;
        let misplaced = columns(cells, doubtful).or_else(|| unsaid(cells, doubtful));
        if let Some((quote, message)) = misplaced.or_else(|| blank(cells, is_uncited)) {
            tell(Code::ColumnSuspect, quote, message.to_owned());
        } else if let Some((column, why)) = damage::suspicion(cells, &entry.view, |column| doubtful.holds(column)) {
            tell(Code::ColumnSuspect, cells.get(column), format!("the text of the {} {why}", column.words()));
        }
        if let Some(message) = cited.fault.clone().filter(|_| !cited.found.is_empty()) {
            tell(Code::ColumnSuspect, &cells.citation, message);
        }
        let requirement = Some(&cells.license_requirement).filter(|_| doubtful.requirement);
        if let Some(message) = requirement.and_then(|requirement| designation::contradiction(requirement)) {
            tell(Code::DesignationContradiction, &cells.license_requirement, message);
        }
        let reads = |mark: &u8| {
            let text = footnote(*mark);
            text.is_some_and(|text| Designation::of_text(*mark, text).effect != Effect::Other)
        };
        let unknown = |mark: &&u8| !designation::is_known(**mark) && !reads(mark);
        for mark in entry.designations.iter().filter(unknown) {
            let known = if footnote(*mark).is_some() { "has no known meaning" } else { "is not printed" };
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
    unreadable_of(cells, |_| true)
}

/// The same, of the columns that may be so.
fn unreadable_of(cells: &Cells, may_be: impl Fn(Column) -> bool) -> Option<(Column, &'static str)> {
    let columns = Column::ALL.into_iter().filter(|column| may_be(*column));
    columns.into_iter().find_map(|column| Some((column, markup::unreadable(cells.get(column))?)))
}

/// Whether nothing can be found of a license requirement or review policy of the Entity List, whatever row it is in.
pub(super) fn is_sound(text: &str, column: Column) -> bool {
    let mut alone = Cells::default();
    text.clone_into(alone.get_mut(column));
    let only =
        Doubtful { requirement: column == Column::LicenseRequirement, policy: column == Column::LicenseReviewPolicy };
    !text.is_empty()
        && unreadable(&alone).is_none()
        && columns(&alone, only).is_none()
        && unsaid(&alone, only).is_none()
        && damage::suspicion_of(&alone, column).is_none()
        && (!only.requirement || designation::contradiction(text).is_none())
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
    if let Some((quote, message)) = columns(cells, Doubtful::ALL).filter(|(quote, _)| !leaked(quote)) {
        return Some(format!("{message}: “{quote}”"));
    }
    if let Some((quote, message)) = unsaid(cells, Doubtful::ALL) {
        return Some(format!("{message}: “{quote}”"));
    }
    let cited = citation::citations(&cells.citation);
    if cited.found.is_empty() && cited.placeholders.is_empty() && !cells.citation.contains('*') {
        return Some(format!("the citation column contains no citation: “{}”", cells.citation));
    }
    citation_fault(&cells.citation, &cited, 0)
}

/// What is wrong with requirement and policy of an entry of the Entity List that an order leaves: nothing, or a text that
/// says nothing of what its column is for.
pub(crate) fn terms(cells: &Cells) -> Option<String> {
    let cited = Cells { entity: String::new(), citation: String::new(), ..cells.clone() };
    let wrong = columns(&cited, Doubtful::ALL).or_else(|| unsaid(&cited, Doubtful::ALL));
    let wrong = wrong.or_else(|| blank(&cited, false).map(|(_, message)| ("", message)));
    wrong.map(|(quote, message)| if quote.is_empty() { message.to_owned() } else { format!("{message}: “{quote}”") })
}

/// What is wrong with the citations of a row, which were read of its cell. `years` is by how many a volume may differ from the date behind it: the
/// official list prints one that differs by one.
pub(super) fn citation_fault(cell: &str, read: &Citations, years: u16) -> Option<String> {
    if cell.contains('*') {
        return None;
    }
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
fn unsaid(cells: &Cells, doubtful: Doubtful) -> Option<(&str, &'static str)> {
    let says = |text: &str, words: &[&str]| {
        let text = text.to_lowercase();
        text.is_empty() || text.contains('*') || words.iter().any(|word| text.contains(word))
    };
    let (requirement, policy) = (cells.license_requirement.as_str(), cells.license_review_policy.as_str());
    if reads_like_another_column(&cells.entity) {
        Some((&cells.entity, "the entity reads like the text of another column"))
    } else if doubtful.requirement
        && !wording::is_usual(requirement, Column::LicenseRequirement)
        && !says(requirement, &["item", "ear", "licens", "§", "technolog", "commodit", "744"])
    {
        Some((requirement, "the license requirement says of no items that they need a license"))
    } else if doubtful.policy
        && !wording::is_usual(policy, Column::LicenseReviewPolicy)
        && !says(policy, &["denial", "denied", "deny", "approv", "case", "see ", "§", "review", "policy"])
    {
        Some((policy, "the review policy says of no license how it is reviewed"))
    } else {
        None
    }
}

/// Columns that seem swapped, or text of one that leaked into another.
fn columns(cells: &Cells, doubtful: Doubtful) -> Option<(&str, &'static str)> {
    let requirement = Some(cells.license_requirement.as_str()).filter(|_| doubtful.requirement);
    let policy = Some(cells.license_review_policy.as_str()).filter(|_| doubtful.policy);
    if let Some(requirement) = requirement.filter(|text| begins(text, &POLICIES)) {
        return Some((requirement, "the license requirement reads like a review policy"));
    }
    if let Some(policy) = policy.filter(|text| begins(text, &REQUIREMENTS)) {
        return Some((policy, "the review policy reads like a license requirement"));
    }
    let terms = || requirement.into_iter().chain(policy);
    for text in terms().chain([cells.entity.as_str()]) {
        if cites(text) || memchr(b'[', text.as_bytes()).is_some() && is_citation(text) {
            return Some((text, "a Federal Register citation is in another column"));
        }
    }
    for text in terms() {
        // A requirement in bullets is a list of items, whatever its lines speak of.
        let in_bullets = text.lines().any(|line| line.trim_start().starts_with('—'));
        if !in_bullets && text.lines().skip(1).any(reads_like_entity) && !is_usual_in_lines(text) {
            return Some((text, "a line reads like a part of the entity column"));
        }
    }
    None
}

/// `Presumption` above `of denial`: a usual wording that was broken.
fn is_usual_in_lines(text: &str) -> bool {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [Column::LicenseRequirement, Column::LicenseReviewPolicy].iter().any(|column| wording::is_usual(&line, *column))
}

/// Columns in which nothing stands that belongs there.
fn blank(cells: &Cells, is_uncited: bool) -> Option<(&str, &'static str)> {
    if cells.license_requirement.is_empty() {
        return Some((&cells.entity, "the license requirement is blank"));
    }
    if cells.license_review_policy.is_empty() {
        return Some((&cells.entity, "the review policy is blank"));
    }
    if is_uncited {
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
        entry(&checked, |_| None, &mut Repeated::default()).iter().map(|finding| finding.code).collect()
    }

    /// A text of which nothing is found by itself has nothing in any row, and looking no second time loses nothing.
    #[test]
    fn what_is_known_of_a_text_changes_nothing_that_is_found() {
        let terms = [
            ALL,
            DENIAL,
            "",
            "* * *",
            "All items except for:\n—crude oil; and\n—gas.",
            "For all items subject to the EAR. (See § 744.11 of the EAR)\n71 Boulevard national, Paris, France.",
            "See § 744.3(d) of the EAR88 FR 13675, 3/6/23.",
            "[88 FR 13675, 3/6/23] Reviewed case by case",
            "(See §§ 734.9(g) and 744.11 of the EAR)^4^",
            "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)^4^",
            "For all items subject to the EAR For all items subject to the EAR",
            "Presumption of denial Policy of denial",
            "For \u{430}ll items, \u{fffc}",
            "Reviewed under § 744.11 (see",
            "Technology and commodities",
            "Approval",
        ];
        let entities = ["A, Paris, France.", "", "Policy of denial", "88 FR 13675, 3/6/23.", "A, a.k.a., the\nParis,"];
        // Cut short, most texts become something else.
        let cut = |text: &str| -> Vec<String> {
            let ends = text.char_indices().map(|(at, _)| at).step_by(7).chain([text.len()]);
            ends.map(|end| text.get(..end).unwrap_or_default().to_owned()).collect()
        };
        let mut known = Repeated::default();
        for requirement in terms.iter().flat_map(|text| cut(text)) {
            for (policy, entity) in terms.iter().flat_map(|text| entities.map(|entity| ((*text).to_owned(), entity))) {
                for (license_requirement, license_review_policy) in
                    [(requirement.clone(), policy.clone()), (policy, requirement.clone())]
                {
                    let citation = CITED.to_owned();
                    let entity = entity.to_owned();
                    let cells = Cells { entity, license_requirement, license_review_policy, citation };
                    let view = crate::entry::cell::parse(&cells.entity);
                    let doubtful = known.doubtful(&cells);
                    let found = |doubtful: Doubtful| {
                        (
                            unreadable_of(&cells, |column| doubtful.holds(column)),
                            columns(&cells, doubtful).or_else(|| unsaid(&cells, doubtful)),
                            damage::suspicion(&cells, &view, |column| doubtful.holds(column)),
                            Some(&cells.license_requirement)
                                .filter(|_| doubtful.requirement)
                                .and_then(|text| designation::contradiction(text)),
                        )
                    };
                    assert_eq!(found(doubtful), found(Doubtful::ALL), "{cells:?}");
                }
            }
        }
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
