//! What one document did, or what differs between two versions.

use chrono::NaiveDate;
use serde::Serialize;

use super::anchor::{self, Places};
use super::by_country::{ByCountry, by_country};
use super::change::{ChangeGroup, cause_in_words};
use super::cutoff::EDITORIAL;
use super::entry::EntryGroup;
use super::link::{self, Link};
use super::order::{self, OrderView};
use super::text::{RuleView, TextView, to_come};
use crate::report::figures::{self, CountryFigures};
use crate::report::{DocumentFacts, EditorialRecord, Occasion, Section, fields, identity};
use crate::visible::one_line;
use earwatch_law::diff::Cause;

/// A section in words.
#[derive(Debug, Serialize)]
pub struct SectionView {
    pub anchor: String,
    pub title: String,
    /// Why it is reported, where that is not its publication.
    pub occasion: Option<&'static str>,
    pub facts: Option<FactsView>,
    pub line: Option<String>,
    pub effective: Option<String>,
    /// `since 2025-03-25, before it was published on 2025-03-28`.
    pub in_force: Option<String>,
    pub to_come: bool,
    pub cause: Option<String>,
    pub places: Vec<Link>,
    pub lists: Vec<Link>,
    pub in_full: String,
    pub figures: Vec<CountryFigures>,
    pub has_changes: bool,
    pub rules: Vec<RuleView>,
    pub texts: Vec<TextView>,
    pub other: Vec<String>,
    /// Public ids that changed, a line for each.
    pub ids: Vec<String>,
    pub groups: Vec<EntryGroup>,
    pub changes: Vec<ChangeGroup>,
    pub orders: Vec<OrderView>,
    pub editorial: Option<EditorialView>,
}

/// What is known of the document behind a section.
#[derive(Debug, Serialize)]
pub struct FactsView {
    pub number: String,
    pub title: String,
    pub citation: String,
    pub action: String,
    pub published: String,
    /// The DATES section as printed.
    pub dates: String,
    /// The savings clause as printed.
    pub savings: Option<String>,
}

/// Changes of citation and layout.
#[derive(Debug, Serialize)]
pub struct EditorialView {
    pub n: usize,
    pub countries: Vec<ByCountry<EditorialEntry>>,
    pub shown: Vec<String>,
    pub more: usize,
}

/// An entry with another citation or layout.
#[derive(Debug, Serialize)]
pub struct EditorialEntry {
    pub name: String,
    pub fields: String,
}

impl SectionView {
    /// A section, judged on a day.
    pub fn new(section: &Section, as_of: NaiveDate, places: &mut Places<'_>) -> Self {
        let anchor = match (&section.document, section.version) {
            (Some(document), _) => format!("document-{}", anchor::slug(document.number.as_str())),
            (None, Some(version)) => format!("version-{version}"),
            (None, None) => "changes".to_owned(),
        };
        let anchor = places.take(anchor);
        let ids = identity::told(&section.public_ids);
        let groups = [("Added", &section.added), ("Removed", &section.removed)];
        let groups = groups.map(|(title, entries)| EntryGroup::new(title, entries, section, as_of, places));
        Self {
            anchor,
            title: section.title.clone(),
            occasion: section.occasion.and_then(Occasion::in_words),
            facts: section.document.as_ref().map(|document| FactsView {
                // What comes back, or came into force after it was told, was under the clause then.
                savings: savings(document)
                    .filter(|_| section.occasion != Some(Occasion::CameIntoForce) && !section.ends_stay),
                ..FactsView::new(document)
            }),
            line: line(section, as_of),
            effective: effective(section, as_of),
            in_force: effective(section, as_of).map(|words| section.in_force_in_words(as_of).unwrap_or(words)),
            to_come: to_come(section, as_of).is_some(),
            cause: match section.cause {
                // That a document amends the list is the usual case.
                Some(Cause::Legal) if is_usual(section) => None,
                Some(cause) => Some(cause_in_words(cause)),
                None if section.is_without_changes() => None,
                None => Some("not known; files do not say which document changed them".to_owned()),
            },
            places: document_places(section),
            lists: link::lists(section),
            in_full: section.in_full(),
            figures: figures::by_country(std::slice::from_ref(section)),
            has_changes: !section.is_without_changes(),
            rules: section.provisions.iter().map(RuleView::new).collect(),
            texts: section.texts.iter().map(|text| TextView::new(text, section, as_of)).collect(),
            other: section.other.iter().filter(|line| !ids.contains(line)).cloned().collect(),
            ids,
            groups: groups.into_iter().flatten().collect(),
            changes: ChangeGroup::all(section, as_of, places),
            orders: order::all(section),
            editorial: EditorialView::new(&section.editorial),
        }
    }
}

/// Whether a document amends the list, which is the usual cause, and needs no word.
fn is_usual(section: &Section) -> bool {
    section.document.is_some() && matches!(section.occasion, Some(Occasion::Published | Occasion::CameIntoForce))
}

/// From when a section is in force; of files, which have no such day, nothing.
fn effective(section: &Section, as_of: NaiveDate) -> Option<String> {
    match section.effective {
        Some(_) if section.document.is_some() || section.cause.is_some() => section.effect_in_words(as_of),
        None if section.document.is_some() => Some("no effective date".to_owned()),
        Some(_) | None => None,
    }
}

/// `2025-05427 (90 FR 14046) Final rule. Published 2025-03-28; effective 2025-03-25 (in force).`
pub fn line(section: &Section, as_of: NaiveDate) -> Option<String> {
    let effective = effective(section, as_of)?;
    let Some(document) = section.document.as_ref().map(FactsView::new) else {
        return Some(format!("{effective}."));
    };
    let FactsView { number, citation, action, published, .. } = document;
    Some(format!("{number} ({citation}) {action} Published {published}; {effective}."))
}

/// The page and the PDF of the document behind a section.
pub fn document_places(section: &Section) -> Vec<Link> {
    let document = section.document.iter();
    let links = document
        .flat_map(|document| [document.url.as_deref().map(Link::document), document.pdf.as_deref().map(Link::pdf)]);
    links.flatten().collect()
}

fn savings(document: &DocumentFacts) -> Option<String> {
    document.savings.as_ref().map(|savings| one_line(&savings.text))
}

impl FactsView {
    fn new(document: &DocumentFacts) -> Self {
        Self {
            number: document.number.to_string(),
            title: document.title.clone(),
            citation: document.citation.clone().unwrap_or_else(|| "page not known".to_owned()),
            action: document.action.clone(),
            published: document.published.to_string(),
            dates: document.dates.clone(),
            savings: savings(document),
        }
    }
}

impl EditorialView {
    fn new(records: &[EditorialRecord]) -> Option<Self> {
        let fields = |record: &EditorialRecord| fields::title(&record.fields.join(", "));
        let entry = |record: &EditorialRecord| EditorialEntry { name: record.name.clone(), fields: fields(record) };
        let shown = records.iter().take(EDITORIAL);
        (!records.is_empty()).then(|| Self {
            n: records.len(),
            countries: by_country(records.iter().map(|record| (record.country.as_str(), entry(record)))),
            shown: shown.map(|it| format!("{}: {} ({})", it.country, it.name, fields(it))).collect(),
            more: records.len().saturating_sub(EDITORIAL),
        })
    }
}
