//! What one document did, as the template prints it.

use chrono::NaiveDate;
use serde::Serialize;

use super::Place;
use super::entries::{ChangeView, EntryGroup, Piece, redline};
use crate::diff::Class;
use crate::report::texts::{Subject, TextRecord};
use crate::report::visible::visible;
use crate::report::{ChangeRecord, Section};

#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    title: String,
    facts: Option<FactsView>,
    effective: Option<String>,
    cause: Option<String>,
    texts: Vec<TextView>,
    other: Vec<String>,
    groups: Vec<EntryGroup>,
    changes: Vec<ChangeGroup>,
    editorial: Option<EditorialView>,
}

/// What is known of the document behind a section.
#[derive(Debug, Serialize)]
struct FactsView {
    number: String,
    citation: String,
    action: String,
    published: String,
    dates: String,
    place: Option<Place>,
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
    shown: Vec<String>,
    more: usize,
}

/// Editorial changes named one by one.
const EDITORIAL_SHOWN: usize = 25;

impl SectionView {
    pub(super) fn new(section: &Section, as_of: NaiveDate) -> Self {
        let facts = section.document.as_ref().map(|document| FactsView {
            number: document.number.to_string(),
            citation: document
                .citation
                .clone()
                .unwrap_or_else(|| "page not known".to_owned()),
            action: visible(&document.action),
            published: document.published.to_string(),
            dates: visible(&document.dates),
            place: document.url.as_deref().map(Place::new),
        });
        let cause = match section.cause {
            Some(cause) => Some(format!("{} ({})", cause.name(), cause.in_words())),
            None if section.is_without_changes() => None,
            None => Some(
                "not known; what is compared does not say by which document it changed".to_owned(),
            ),
        };
        let effective = match section.effective {
            Some(day) if facts.is_some() || section.cause.is_some() => Some(in_force(day, as_of)),
            None if facts.is_some() => Some("no effective date".to_owned()),
            Some(_) | None => None,
        };
        let to_come = section.effective.filter(|day| *day > as_of);
        let (renamed, changed): (Vec<_>, Vec<_>) = section
            .changed
            .iter()
            .partition(|change| is_renamed(change));
        let group = |title, items: Vec<&ChangeRecord>| {
            let items: Vec<_> = items
                .into_iter()
                .map(|change| ChangeView::new(change, section))
                .collect();
            (!items.is_empty()).then_some(ChangeGroup { title, items })
        };
        Self {
            title: visible(&section.title),
            effective,
            cause,
            texts: section
                .texts
                .iter()
                .map(|text| TextView::new(text, as_of, to_come))
                .collect(),
            other: section.other.iter().map(|note| visible(note)).collect(),
            groups: [
                EntryGroup::new("Added", &section.added, section),
                EntryGroup::new("Removed", &section.removed, section),
            ]
            .into_iter()
            .flatten()
            .collect(),
            changes: [
                group("Renamed or moved", renamed),
                group("Changed", changed),
            ]
            .into_iter()
            .flatten()
            .collect(),
            editorial: editorial(section),
            facts,
        }
    }
}

fn is_renamed(change: &ChangeRecord) -> bool {
    change.classes.contains(&Class::Renamed) || change.classes.contains(&Class::Moved)
}

fn editorial(section: &Section) -> Option<EditorialView> {
    let n = section.editorial.len();
    let shown = section
        .editorial
        .iter()
        .take(EDITORIAL_SHOWN)
        .map(|record| {
            let fields = record.fields.join(", ").replace('_', " ");
            visible(&format!("{}: {} ({fields})", record.country, record.name))
        });
    (n > 0).then(|| EditorialView {
        n,
        shown: shown.collect(),
        more: n.saturating_sub(EDITORIAL_SHOWN),
    })
}

fn in_force(effective: NaiveDate, as_of: NaiveDate) -> String {
    match (effective - as_of).num_days() {
        ..=0 => format!("effective {effective} (in force)"),
        1 => format!("effective {effective} (in 1 day)"),
        days => format!("effective {effective} (in {days} days)"),
    }
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
            (Some(words), None) | (None, Some(words)) if text.subject != Subject::Heading => {
                Piece::plain(words)
            }
            (Some(_) | None, None) | (None, Some(_)) => Vec::new(),
        };
        Self {
            subject: visible(&subject),
            list: text.list.to_string(),
            became: format!("{}{}", text.became(as_of, to_come), text.concerned()),
            pieces,
        }
    }
}
