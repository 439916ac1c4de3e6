//! An entry: what it says, and what every rule did to it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Life, Names, country_page};
use crate::diff::fields::Values;
use crate::diff::words;
use crate::report::REDLINE;
use crate::report::history::{Event, told};
use crate::report::html::changes::FieldView;
use crate::report::html::entries::{ListOf, Term, citations, lists, terms, views};
use crate::report::html::page::{DesignationView, Place};
use crate::report::html::pieces::redline;
use crate::report::links;
use crate::report::visible::{shorten, visible};

#[derive(Debug, Serialize)]
pub(super) struct EntryPage {
    heading: String,
    list: &'static str,
    country: String,
    country_page: String,
    tone: &'static str,
    standing: String,
    stay: Option<String>,
    designations: Vec<DesignationView>,
    terms: Vec<Term>,
    lists: Vec<ListOf>,
    citations: Vec<Place>,
    verbatim: Option<String>,
    as_of: String,
    ecfr: Place,
    events: Vec<EventView>,
}

#[derive(Debug, Serialize)]
struct EventView {
    day: String,
    to_come: bool,
    told: String,
    document: Option<String>,
    page: Option<String>,
    gained: Vec<DesignationView>,
    lost: Vec<DesignationView>,
    fields: Vec<FieldView>,
    layout_only: Option<String>,
    quote: Option<String>,
    place: Option<String>,
}

/// Characters of an order that are shown; all of it stands in the document.
const QUOTED: usize = 1200;

impl EntryPage {
    pub(super) fn new(life: &Life, as_of: NaiveDate, names: &Names) -> Self {
        let (entry, history) = (life.entry.as_ref(), &life.history);
        let last = history.events.last().map(|event| event.by.effective);
        let standing = match (entry, last) {
            (Some(_), _) => format!("Listed on {as_of}"),
            (None, Some(day)) if history.listed && day > as_of => {
                format!("Not listed yet: from {day}")
            }
            (None, Some(day)) => format!("Not listed any more since {day}"),
            (None, None) => "Not listed".to_owned(),
        };
        let stay = entry.and_then(|entry| entry.stayed_until).map(|until| {
            let until =
                until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
            format!("Stayed {until}: not in force")
        });
        Self {
            heading: visible(&history.name),
            list: history.list.title(),
            country: visible(&history.country),
            country_page: country_page(&history.country),
            tone: if entry.is_some() {
                "changes"
            } else {
                "routine"
            },
            standing,
            stay,
            designations: entry
                .iter()
                .flat_map(|entry| &entry.designations)
                .map(|mark| DesignationView::new(*mark))
                .collect(),
            terms: entry.map(|entry| views(terms(entry))).unwrap_or_default(),
            lists: entry.map(lists).unwrap_or_default(),
            citations: entry
                .map(|entry| citations(&entry.citation_text, &entry.citations))
                .unwrap_or_default(),
            verbatim: entry.map(|entry| visible(&entry.entity_text)),
            as_of: as_of.to_string(),
            ecfr: Place::named(
                &format!("{} in the eCFR, as it reads now", history.list.title()),
                &links::ecfr(history.list),
            ),
            events: history
                .events
                .iter()
                .rev()
                .map(|event| EventView::new(event, as_of, names))
                .collect(),
        }
    }
}

impl EventView {
    fn new(event: &Event, as_of: NaiveDate, names: &Names) -> Self {
        let (fields, layout_only) = FieldView::all(&event.changes, &|_, old, new| {
            Some(redline(&words::redline(old, new, REDLINE)))
        });
        let (gained, lost) = match event.changes.get("designations") {
            Some(Values::Marks(old, new)) => {
                let only = |here: &[u8], there: &[u8]| -> Vec<_> {
                    let marks = here.iter().filter(|mark| !there.contains(mark));
                    marks.map(|mark| DesignationView::new(*mark)).collect()
                };
                (only(new, old), only(old, new))
            }
            Some(Values::Text(..) | Values::Set(..)) | None => (Vec::new(), Vec::new()),
        };
        let document = event.by.document.as_ref();
        Self {
            day: event.by.effective.to_string(),
            to_come: event.by.effective > as_of,
            told: visible(&told(event)),
            page: document
                .and_then(|number| names.documents.get(number))
                .cloned(),
            document: document.map(ToString::to_string),
            gained,
            lost,
            fields,
            layout_only: (!layout_only.is_empty()).then(|| layout_only.join(", ")),
            quote: event
                .by
                .quote
                .as_deref()
                .map(|quote| shorten(&visible(quote), QUOTED)),
            place: event.by.place.as_deref().map(visible),
        }
    }
}
