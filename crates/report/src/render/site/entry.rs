//! An entry: what it says, and what every rule did to it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Life, Names, country_page};
use crate::render::html::changes::FieldView;
use crate::render::html::entries::{ListOf, Term, citations, lists, terms, views};
use crate::render::html::page::{DesignationView, Place};
use crate::render::html::pieces::redline;
use crate::report::history::{Event, told};
use crate::report::links;
use crate::report::record::stayed;
use crate::visible::{shorten, visible};
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::words;

#[derive(Debug, Serialize)]
pub(super) struct EntryPage {
    heading: String,
    list: &'static str,
    country: String,
    country_page: String,
    tone: &'static str,
    standing: String,
    listed: bool,
    stay: Option<String>,
    designations: Vec<DesignationView>,
    terms: Vec<Term>,
    lists: Vec<ListOf>,
    citations: Vec<Place>,
    verbatim: String,
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
        let Life { entry, listed, history } = life;
        let stay = stayed(entry.stayed_until.filter(|_| *listed), as_of);
        Self {
            heading: visible(&entry.name),
            list: entry.list.title(),
            country: visible(&entry.country),
            country_page: country_page(&entry.country),
            tone: if *listed { "changes" } else { "routine" },
            standing: standing(life, as_of),
            listed: *listed,
            stay: stay.map(|stay| stay.capitalized()),
            designations: entry.designations.iter().map(|mark| DesignationView::new(*mark)).collect(),
            terms: views(terms(entry)),
            lists: lists(entry),
            citations: citations(&entry.citation_text, &entry.citations),
            verbatim: visible(&entry.entity_text),
            as_of: as_of.to_string(),
            ecfr: Place::named(
                &format!("{} in the eCFR, as it reads now", entry.list.title()),
                &links::ecfr(entry.list),
            ),
            events: history.events.iter().rev().map(|event| EventView::new(event, as_of, names)).collect(),
        }
    }
}

/// Whether an entry is listed on a day: `Listed on 2026-01-01`, `Not listed since 2025-11-12`.
pub(super) fn standing(life: &Life, as_of: NaiveDate) -> String {
    let days = || life.history.events.iter().map(|event| event.by.effective);
    let past = days().filter(|day| *day <= as_of).max();
    match (past, days().min()) {
        _ if life.listed => format!("Listed on {as_of}"),
        (Some(day), _) => format!("Not listed since {day}"),
        (None, Some(day)) => format!("Not listed on {as_of}: to be listed from {day}"),
        (None, None) => format!("Not listed on {as_of}"),
    }
}

impl EventView {
    fn new(event: &Event, as_of: NaiveDate, names: &Names) -> Self {
        let (fields, layout_only) =
            FieldView::all(&event.changes, &|_, old, new| Some(redline(&words::redline(old, new))));
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
            page: document.and_then(|number| names.documents.get(number)).cloned(),
            document: document.map(ToString::to_string),
            gained,
            lost,
            fields,
            layout_only: (!layout_only.is_empty()).then(|| layout_only.join(", ")),
            quote: event.by.quote.as_deref().map(|quote| shorten(&visible(quote), QUOTED)),
            place: event.by.place.as_deref().map(visible),
        }
    }
}
