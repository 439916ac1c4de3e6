//! Entries and their changes, as the templates print them.

use serde::Serialize;

use super::contents::Item;
use super::orders::{OrderView, order};
use super::page::{DesignationView, Place};
use super::pieces::Piece;
use super::sections::{Context, place};
use crate::render::anchor;
use crate::report::record::{EntryRecord, stayed};
use crate::report::{Section, links};
use crate::visible::visible;
use earwatch_law::diff;
use earwatch_law::law::citation::{DocumentNumber, FrCitation};

/// New or former entries. What all of them have in common is said once.
#[derive(Debug, Serialize)]
pub(super) struct EntryGroup {
    title: &'static str,
    n: usize,
    common: Vec<Term>,
    countries: Vec<CountryView>,
}

#[derive(Debug, Serialize)]
struct CountryView {
    country: String,
    entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    anchor: String,
    page: Option<String>,
    name: String,
    kind: &'static str,
    stay: Option<String>,
    set_by: Option<String>,
    designations: Vec<DesignationView>,
    lists: Vec<ListOf>,
    terms: Vec<Term>,
    order: Option<OrderView>,
    citations: Vec<Place>,
    /// The entity cell to the letter, where it is more than the name.
    verbatim: Option<String>,
}

/// A titled text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Term {
    title: &'static str,
    pieces: Vec<Piece>,
}

/// A titled list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ListOf {
    pub(super) title: &'static str,
    /// The title of a single item.
    one: &'static str,
    pub(super) field: &'static str,
    pub(super) items: Vec<String>,
}

impl EntryGroup {
    pub(super) fn new(
        title: &'static str,
        entries: &[EntryRecord],
        section: &Section,
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let first = entries.first()?;
        let mut common = terms(first);
        common.retain(|term| entries.len() > 1 && entries.iter().all(|entry| terms(entry).contains(term)));
        let mut countries: Vec<CountryView> = Vec::new();
        for entry in entries {
            let country = visible(&entry.country);
            if countries.last().is_none_or(|last| last.country != country) {
                countries.push(CountryView { country, entries: Vec::new() });
            }
            if let Some(last) = countries.last_mut() {
                let mut own = terms(entry);
                own.retain(|term| !common.contains(term));
                last.entries.push(EntryView::new(entry, title, own, section, context));
            }
        }
        Some(Self { title, n: entries.len(), common: views(common), countries })
    }

    pub(super) fn items(&self) -> impl Iterator<Item = (String, Item)> {
        self.countries.iter().flat_map(|of| {
            of.entries.iter().map(|entry| {
                let item = Item { name: entry.name.clone(), what: entry.kind, anchor: entry.anchor.clone() };
                (of.country.clone(), item)
            })
        })
    }
}

impl EntryView {
    fn new(
        entry: &EntryRecord,
        kind: &'static str,
        terms: Vec<(&'static str, &str)>,
        section: &Section,
        context: &mut Context<'_>,
    ) -> Self {
        let stay = stayed(entry.stayed_until, context.as_of).map(|stay| stay.capitalized());
        Self {
            anchor: place(anchor::entry(entry.list, &entry.country, &entry.name), &mut context.taken),
            page: (context.pages)(entry.id),
            name: visible(&entry.name),
            kind,
            stay,
            set_by: set_by(entry.document.as_ref(), entry.effective_from, section),
            designations: entry.designations.iter().map(|mark| DesignationView::new(*mark)).collect(),
            lists: lists(entry),
            terms: views(terms),
            order: order(entry.id, &entry.name, section),
            citations: citations(&entry.citation_text, &entry.citations),
            verbatim: (entry.entity_text != entry.name).then(|| visible(&entry.entity_text)),
        }
    }
}

pub(in crate::render) fn lists(entry: &EntryRecord) -> Vec<ListOf> {
    let subordinates = entry.subordinate_texts();
    let lists = [
        ("Also known as", "Also known as", "aliases", &entry.aliases),
        ("Addresses", "Address", "addresses", &entry.addresses),
        ("Subordinate entities", "Subordinate entity", "subordinates", &subordinates),
        ("Cross-references", "Cross-reference", "cross_references", &entry.cross_references),
    ];
    lists
        .into_iter()
        .filter(|(.., items)| !items.is_empty())
        .map(|(title, one, field, items)| ListOf {
            title,
            one,
            field,
            items: items.iter().map(|item| visible(item)).collect(),
        })
        .collect()
}

/// The citation cell: as links where it was understood, and as it is printed where it says more than these.
pub(in crate::render) fn citations(printed: &str, understood: &[String]) -> Vec<Place> {
    let mut places: Vec<_> = understood
        .iter()
        .filter_map(|citation| {
            let parsed: FrCitation = citation.parse().ok()?;
            Some(Place::named(citation, &links::citation(&parsed)))
        })
        .collect();
    let says_more = if places.is_empty() { !printed.is_empty() } else { !diff::same(printed, &understood.join(" ")) };
    if says_more {
        places.push(Place::new(printed));
    }
    places
}

/// On what terms an entry stands on the list.
pub(in crate::render) fn terms(entry: &EntryRecord) -> Vec<(&'static str, &str)> {
    let mut terms = vec![
        ("License requirement", entry.license_requirement.as_str()),
        ("License review policy", &entry.license_review_policy),
    ];
    terms.retain(|(_, text)| !text.is_empty());
    terms
}

pub(in crate::render) fn views(terms: Vec<(&'static str, &str)>) -> Vec<Term> {
    let view = |(title, text)| Term { title, pieces: Piece::plain(text) };
    terms.into_iter().map(view).collect()
}

/// The document that set a text, where the section is not about this document.
pub(super) fn set_by(
    document: Option<&DocumentNumber>,
    effective: Option<chrono::NaiveDate>,
    section: &Section,
) -> Option<String> {
    let of_section = section.document.as_ref().map(|document| &document.number);
    let document = document.filter(|document| Some(*document) != of_section)?;
    let since = effective.map_or_else(String::new, |day| format!(", effective {day}"));
    Some(format!("Set by document {document}{since}"))
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
