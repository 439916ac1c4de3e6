//! New and former entries.

use chrono::NaiveDate;
use serde::Serialize;

use super::anchor::Places;
use super::by_country::{ByCountry, by_country};
use super::designation::{DesignationView, marks_in_words};
use super::link::Link;
use super::order::{self, OrderView};
use crate::report::Section;
use crate::report::record::{EntryRecord, stayed};
use earwatch_law::diff;
use earwatch_law::law::citation::DocumentNumber;

/// New or former entries. What all of them have in common is said once.
#[derive(Debug, Serialize)]
pub struct EntryGroup {
    pub title: &'static str,
    pub n: usize,
    /// Terms that all of them have; they are not repeated.
    pub common: Vec<TitledText>,
    pub same: (bool, bool),
    pub countries: Vec<ByCountry<EntryView>>,
}

/// An entry in words.
#[derive(Debug, Serialize)]
pub struct EntryView {
    pub anchor: String,
    /// Its public id; empty where none is known.
    pub public_id: String,
    /// Its own page, if it has one.
    pub page: Option<String>,
    pub name: String,
    pub kind: &'static str,
    pub stay: Option<String>,
    /// The document that set its text, where that is another one than the section's.
    pub set_by: Option<String>,
    pub designations: Vec<DesignationView>,
    pub lists: Vec<ListOf>,
    /// On what terms it is listed, without what all have in common.
    pub terms: Vec<TitledText>,
    pub order: Option<OrderView>,
    pub citations: Vec<Link>,
    /// The citation cell as printed.
    pub cited: String,
    /// The entity cell to the letter, where it is more than the name.
    pub verbatim: Option<String>,
}

/// A titled text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TitledText {
    pub title: &'static str,
    pub field: &'static str,
    /// The text; footnote marks as `^4^`.
    pub text: String,
}

/// A titled list.
#[derive(Debug, Serialize)]
pub struct ListOf {
    pub title: &'static str,
    pub one: &'static str,
    pub field: &'static str,
    pub items: Vec<String>,
}

impl EntryGroup {
    /// Entries of a section under a title; `None` without any.
    pub fn new(
        title: &'static str,
        entries: &[EntryRecord],
        section: &Section,
        as_of: NaiveDate,
        places: &mut Places<'_>,
    ) -> Option<Self> {
        let [first, others @ ..] = entries else {
            return None;
        };
        let all = |same: &dyn Fn(&EntryRecord) -> bool| !others.is_empty() && others.iter().all(same);
        let mut common = terms(first);
        common.retain(|term| all(&|entry| terms_of(entry).any(|(.., field, text)| term.is_of(field, text))));
        let views = entries.iter().map(|entry| {
            let mut view = EntryView::new(entry, title, section, as_of, places);
            view.terms.retain(|term| !common.contains(term));
            (entry.country.as_str(), view)
        });
        let countries = by_country(views);
        let same_designations = !first.designations.is_empty() && all(&|it| it.designations == first.designations);
        let same_citations = !first.citation_text.is_empty() && all(&|it| it.citation_text == first.citation_text);
        Some(Self { title, n: entries.len(), common, same: (same_designations, same_citations), countries })
    }
}

impl EntryView {
    fn new(
        entry: &EntryRecord,
        kind: &'static str,
        section: &Section,
        as_of: NaiveDate,
        places: &mut Places<'_>,
    ) -> Self {
        Self {
            anchor: places.take_entry(entry.list, &entry.country, &entry.name),
            public_id: entry.public_id.to_string(),
            page: places.page_of(entry.id),
            name: entry.name.clone(),
            kind,
            stay: entry.qualified(as_of),
            set_by: set_by(entry.document.as_ref(), entry.effective_from, section),
            designations: DesignationView::all(&entry.designations, &entry.meanings),
            lists: lists(entry),
            terms: terms(entry),
            order: order::around(entry.id, &entry.name, section),
            citations: citations(&entry.citation_text, &entry.citations),
            cited: entry.citation_text.clone(),
            verbatim: (entry.entity_text != entry.name).then(|| entry.entity_text.clone()),
        }
    }
}

/// Aliases, addresses and the like, those that the entry has.
pub fn lists(entry: &EntryRecord) -> Vec<ListOf> {
    let subordinates = entry.subordinate_texts();
    let lists = [
        ("Also known as", "Also known as", "aliases", &entry.aliases),
        ("Addresses", "Address", "addresses", &entry.addresses),
        ("Subordinate entities", "Subordinate entity", "subordinates", &subordinates),
        ("Cross-references", "Cross-reference", "cross_references", &entry.cross_references),
    ];
    let filled = lists.into_iter().filter(|(.., items)| !items.is_empty());
    filled.map(|(title, one, field, items)| ListOf { title, one, field, items: items.clone() }).collect()
}

/// On what terms an entry is listed.
pub fn terms(entry: &EntryRecord) -> Vec<TitledText> {
    terms_of(entry).map(|(title, field, text)| TitledText { title, field, text: text.to_owned() }).collect()
}

/// The same: title, field and text of each.
fn terms_of(entry: &EntryRecord) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
    let terms = [
        ("License requirement", "license_requirement", entry.license_requirement.as_str()),
        ("License review policy", "license_review_policy", entry.license_review_policy.as_str()),
    ];
    terms.into_iter().filter(|(.., text)| !text.is_empty())
}

impl TitledText {
    fn is_of(&self, field: &str, text: &str) -> bool {
        self.field == field && self.text == text
    }
}

/// The citation cell: as links where it was understood, and as it is printed where it says more than these.
pub fn citations(printed: &str, understood: &[String]) -> Vec<Link> {
    let mut links: Vec<_> = understood.iter().filter_map(|citation| Link::citation(citation)).collect();
    // Nearly all cells print their citations as they were understood, and a full stop behind each.
    let is_printed_so = |printed: &str| printed.strip_suffix('.').is_some_and(|cited| cited == understood.join(". "));
    let says_more = if links.is_empty() {
        !printed.is_empty()
    } else {
        !is_printed_so(printed) && !diff::same(printed, &understood.join(" "))
    };
    if says_more {
        links.push(Link::bare(printed));
    }
    links
}

/// The document that set a text, where the section is not about this document.
pub fn set_by(document: Option<&DocumentNumber>, effective: Option<NaiveDate>, section: &Section) -> Option<String> {
    let document = document.filter(|document| !section.is_about(Some(document)))?;
    let since = effective.map_or_else(String::new, |day| format!(", effective {day}"));
    Some(format!("Set by document {document}{since}"))
}

/// `Alpha Ltd. (footnote 4), stayed until 2025-05-01, not in force`.
pub fn in_a_line(entry: &EntryRecord, as_of: NaiveDate) -> String {
    let marks = marks_in_words(&entry.designations).map_or_else(String::new, |marks| format!(" ({marks})"));
    let stay = stayed(entry.stayed_until, as_of).map_or_else(String::new, |stay| format!(", {}", stay.in_words()));
    let doubt = entry.doubt().map_or_else(String::new, |doubt| format!(", {doubt}"));
    format!("{}{marks}{stay}{doubt}", entry.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_that_is_not_wholly_understood_is_shown_as_it_is_printed_too() {
        let shown = |printed: &str| {
            let found = earwatch_law::law::citation::citations(printed).found;
            let understood: Vec<_> = found.iter().map(ToString::to_string).collect();
            serde_json::to_string(&citations(printed, &understood)).unwrap()
        };
        let whole = shown("88 FR 12171, 2/27/23. 90 FR 14048, 3/28/25.");
        assert!(whole.contains("90 FR 14048, 3/28/25") && !whole.contains("3/28/25.\""));
        for printed in
            ["88 FR 12171, 2/27/23. 90 FR [INSERT FR PAGE NUMBER AND 3/28/2025].", "See the note below.", "--- ---"]
        {
            assert!(shown(printed).contains(printed), "{}", shown(printed));
        }
        assert_eq!(shown(""), "[]");
    }
}
