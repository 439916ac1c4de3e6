//! What one document did, as the templates print it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::changes::ChangeView;
use super::contents::Item;
use super::entries::EntryGroup;
use super::orders::{OrderView, orders};
use super::page::{Pages, Place};
use super::pieces::{Piece, redline};
use crate::render::anchor;
use crate::report::effect::Occasion;
use crate::report::texts::{Subject, TextRecord};
use crate::report::{ChangeRecord, DocumentFacts, EditorialRecord, Report, Section, links};
use crate::visible::visible;
use earwatch_law::law::ListId;

#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    anchor: String,
    title: String,
    /// Why it is told, where that is not its publication.
    occasion: Option<&'static str>,
    facts: Option<FactsView>,
    effective: Option<String>,
    to_come: bool,
    cause: Option<String>,
    lists: Vec<Place>,
    /// The command that prints what a mail leaves out.
    in_full: String,
    texts: Vec<TextView>,
    other: Vec<String>,
    groups: Vec<EntryGroup>,
    changes: Vec<ChangeGroup>,
    orders: Vec<OrderView>,
    editorial: Option<EditorialView>,
}

/// What is known of the document behind a section.
#[derive(Debug, Serialize)]
struct FactsView {
    number: String,
    title: String,
    citation: String,
    action: String,
    published: String,
    dates: String,
    place: Option<Place>,
    pdf: Option<Place>,
}

#[derive(Debug, Serialize)]
struct TextView {
    subject: String,
    list: String,
    became: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct ChangeGroup {
    title: &'static str,
    items: Vec<ChangeView>,
}

#[derive(Debug, Serialize)]
struct EditorialView {
    n: usize,
    countries: Vec<EditorialCountry>,
    /// For a mail, which shows few of them.
    shown: Vec<String>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct EditorialCountry {
    country: String,
    entries: Vec<EditorialEntry>,
}

#[derive(Debug, Serialize)]
struct EditorialEntry {
    name: String,
    fields: String,
}

/// Editorial changes that a mail names one by one.
const EDITORIAL_SHOWN: usize = 25;

/// What the views of all sections share.
pub(super) struct Context<'a> {
    pub(super) taken: Taken,
    pub(super) pages: Pages<'a>,
    pub(super) as_of: NaiveDate,
}

/// Names of places that are taken, and how often.
pub(in crate::render) type Taken = BTreeMap<String, usize>;

/// A name for a place that no other place of the page has.
pub(in crate::render) fn place(name: String, taken: &mut Taken) -> String {
    let times = taken.entry(name.clone()).or_insert(0);
    *times += 1;
    match *times {
        1 => name,
        times => format!("{name}-{times}"),
    }
}

impl SectionView {
    /// The sections of a report.
    pub(super) fn all(report: &Report, pages: Pages<'_>) -> Vec<Self> {
        let mut context = Context { taken: Taken::new(), pages, as_of: report.as_of };
        let sections = report.sections.iter();
        sections.map(|section| Self::new(section, &mut context)).collect()
    }

    /// The name of its place in the page.
    pub(super) fn anchor(&self) -> &str {
        &self.anchor
    }

    /// Country, name and place of its entries.
    pub(super) fn items(&self) -> impl Iterator<Item = (String, Item)> {
        let entries = self.groups.iter().flat_map(EntryGroup::items);
        entries.chain(self.changes.iter().flat_map(|group| group.items.iter().map(ChangeView::item)))
    }

    fn new(section: &Section, context: &mut Context<'_>) -> Self {
        let as_of = context.as_of;
        let name = match (&section.document, section.version) {
            (Some(document), _) => format!("document-{}", anchor::slug(document.number.as_str())),
            (None, Some(version)) => format!("version-{version}"),
            (None, None) => "changes".to_owned(),
        };
        let cause = match section.cause {
            Some(cause) => Some(format!("{} ({})", cause.name(), cause.in_words())),
            None if section.is_without_changes() => None,
            None => Some("not known; what is compared does not say by which document it changed".to_owned()),
        };
        let effective = match section.effective {
            Some(_) if section.document.is_some() || section.cause.is_some() => section.effect_in_words(as_of),
            None if section.document.is_some() => Some("no effective date".to_owned()),
            Some(_) | None => None,
        };
        let to_come = section.effective.filter(|day| *day > as_of);
        let (renamed, changed): (Vec<_>, Vec<_>) = section.changed.iter().partition(|change| change.is_renamed());
        let anchor = place(name, &mut context.taken);
        let groups = [
            EntryGroup::new("Added", &section.added, section, context),
            EntryGroup::new("Removed", &section.removed, section, context),
        ];
        let mut group = |title, items: Vec<&ChangeRecord>| {
            let items: Vec<_> = items.into_iter().map(|change| ChangeView::new(change, section, context)).collect();
            (!items.is_empty()).then_some(ChangeGroup { title, items })
        };
        let listings = [group("Renamed or moved", renamed), group("Changed", changed)];
        Self {
            anchor,
            title: visible(&section.title),
            occasion: section.occasion.and_then(Occasion::in_words),
            in_full: section.in_full(),
            facts: section.document.as_ref().map(FactsView::new),
            effective,
            to_come: to_come.is_some(),
            cause,
            lists: lists(section),
            texts: section.texts.iter().map(|text| TextView::new(text, as_of, to_come)).collect(),
            other: section.other.iter().map(|note| visible(note)).collect(),
            groups: groups.into_iter().flatten().collect(),
            changes: listings.into_iter().flatten().collect(),
            orders: orders(section),
            editorial: editorial(&section.editorial),
        }
    }
}

impl FactsView {
    fn new(document: &DocumentFacts) -> Self {
        let citation = document.citation.clone().unwrap_or_else(|| "page not known".to_owned());
        Self {
            number: document.number.to_string(),
            title: visible(&document.title),
            pdf: document.pdf.as_deref().map(|pdf| {
                if links::is_official(pdf) { Place::named("official edition (PDF)", pdf) } else { Place::new(pdf) }
            }),
            action: visible(&document.action),
            published: document.published.to_string(),
            dates: visible(&document.dates),
            place: document.url.as_deref().map(Place::new),
            citation,
        }
    }
}

/// The lists that a section is about, in the eCFR.
fn lists(section: &Section) -> Vec<Place> {
    let mut lists: Vec<ListId> = section.lists.clone();
    lists.sort_unstable();
    lists.dedup();
    let place = |list: ListId| {
        let words =
            format!("{}: Supplement No. {} to Part 744 in the eCFR, as it reads now", list.title(), list.supplement());
        Place::named(&words, &links::ecfr(list))
    };
    lists.into_iter().map(place).collect()
}

fn editorial(records: &[EditorialRecord]) -> Option<EditorialView> {
    let fields = |record: &EditorialRecord| record.fields.join(", ").replace('_', " ");
    let mut countries: Vec<EditorialCountry> = Vec::new();
    for record in records {
        let country = visible(&record.country);
        if countries.last().is_none_or(|last| last.country != country) {
            countries.push(EditorialCountry { country, entries: Vec::new() });
        }
        if let Some(last) = countries.last_mut() {
            last.entries.push(EditorialEntry { name: visible(&record.name), fields: fields(record) });
        }
    }
    let shown = records
        .iter()
        .take(EDITORIAL_SHOWN)
        .map(|record| visible(&format!("{}: {} ({})", record.country, record.name, fields(record))));
    (!records.is_empty()).then(|| EditorialView {
        n: records.len(),
        countries,
        shown: shown.collect(),
        more: records.len().saturating_sub(EDITORIAL_SHOWN),
    })
}

impl TextView {
    fn new(text: &TextRecord, as_of: NaiveDate, to_come: Option<NaiveDate>) -> Self {
        let country = text.country.as_deref().unwrap_or_default();
        let name = text.name.as_deref().unwrap_or_default();
        let subject = match (text.subject, text.footnote) {
            (Subject::List, _) => "The whole list".to_owned(),
            (Subject::IntroductoryText, _) => "Introductory text".to_owned(),
            (Subject::Heading, _) => format!("Heading {country}"),
            (Subject::Footnote, number) => format!("Footnote {}", number.unwrap_or_default()),
            (Subject::Entry, _) => format!("{name} · {country}"),
        };
        let pieces = match (&text.old, &text.new) {
            (Some(_), Some(_)) => redline(&text.redline),
            // A heading is named above.
            (Some(words), None) | (None, Some(words)) if text.subject != Subject::Heading => Piece::plain(words),
            (Some(_) | None, None) | (None, Some(_)) => Vec::new(),
        };
        Self {
            subject: visible(&subject),
            list: text.list.title().to_owned(),
            became: format!("{}{}", text.became(as_of, to_come), text.concerned()),
            pieces,
        }
    }
}
