//! An entry: what it says, and what every rule did to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::archive::{Life, PageNames, country_page};
use crate::report::fields::marks;
use crate::report::history::{Event, Happened, told};
use crate::report::record::EntryRecord;
use crate::told::change::FieldView;
use crate::told::cutoff::WHOLE;
use crate::told::designation::DesignationView;
use crate::told::entry::{ListOf, TitledText, citations, lists, terms};
use crate::told::link::Link;
use crate::told::redline;
use crate::visible::{one_line, shorten};
use earwatch_law::diff::words;

/// The day whose state a page shows, and by which it was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryAt {
    /// In force on this day.
    pub as_of: NaiveDate,
    /// As known from what had been published by this day.
    pub known_by: Option<NaiveDate>,
}

impl EntryAt {
    /// A day, as it is known now.
    pub fn of(as_of: NaiveDate) -> Self {
        Self { as_of, known_by: None }
    }
}

/// A time in which an entry read the same.
#[derive(Debug, Serialize)]
struct VersionView {
    /// From 1.
    number: usize,
    /// The day from which it is in force.
    day: String,
    /// What happened then: `changed by 2023-03929`.
    told: String,
    /// Whether it is the one that is shown.
    shown: bool,
}

#[derive(Debug, Serialize)]
pub struct EntryPage {
    heading: String,
    public_id: String,
    former_public_ids: Vec<String>,
    list: &'static str,
    country: String,
    country_page: String,
    tone: &'static str,
    standing: String,
    listed: bool,
    stay: Option<String>,
    designations: Vec<DesignationView>,
    terms: Vec<TitledText>,
    lists: Vec<ListOf>,
    citations: Vec<Link>,
    verbatim: String,
    as_of: String,
    ecfr: Link,
    known_by: Option<String>,
    versions: Vec<VersionView>,
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

impl EntryPage {
    pub fn new(life: &Life, EntryAt { as_of, known_by }: EntryAt, names: &PageNames) -> Self {
        let Life { entry, listed, history } = life;
        Self {
            heading: entry.name.clone(),
            public_id: life.public_id().to_string(),
            former_public_ids: history.former_public_ids.iter().map(ToString::to_string).collect(),
            list: entry.list.title(),
            country: entry.country.clone(),
            country_page: country_page(&entry.country),
            tone: if *listed { "changes" } else { "routine" },
            standing: standing(life, as_of),
            listed: *listed,
            stay: entry.qualified(as_of).filter(|_| *listed),
            designations: DesignationView::all(&entry.designations, &entry.meanings),
            terms: terms(entry),
            lists: lists(entry),
            citations: citations(&entry.citation_text, &entry.citations),
            verbatim: entry.entity_text.clone(),
            as_of: as_of.to_string(),
            ecfr: Link::list(entry.list),
            known_by: known_by.map(|day| day.to_string()),
            versions: versions(&history.events, as_of),
            events: history.events.iter().rev().map(|event| EventView::new(event, entry, as_of, names)).collect(),
        }
    }
}

/// Whether an entry is listed on a day: `Listed on 2026-01-01`, `Not listed since 2025-11-12`.
pub fn standing(life: &Life, as_of: NaiveDate) -> String {
    let days = || life.history.events.iter().map(|event| event.by.effective);
    let past = days().filter(|day| *day <= as_of).max();
    match (past, days().min()) {
        _ if life.listed => format!("Listed on {as_of}"),
        (Some(day), _) => format!("Not listed since {day}"),
        (None, Some(day)) => format!("Not listed on {as_of}: to be listed from {day}"),
        (None, None) => format!("Not listed on {as_of}"),
    }
}

/// The versions of an entry, the first one first; the last one that is in force on the day is shown.
fn versions(events: &[Event], as_of: NaiveDate) -> Vec<VersionView> {
    let mut days: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    for event in events {
        days.entry(event.by.effective).or_default().push(in_short(event));
    }
    let shown = days.range(..=as_of).count();
    let version = |(at, (day, told)): (usize, (NaiveDate, Vec<String>))| VersionView {
        number: at + 1,
        day: day.to_string(),
        told: told.join("; "),
        shown: at + 1 == shown,
    };
    days.into_iter().enumerate().map(version).collect()
}

/// `changed by 2023-03929`.
fn in_short(event: &Event) -> String {
    let what = match event.happened {
        Happened::Baseline => return "in the first list on record".to_owned(),
        Happened::Added => "added",
        Happened::Changed => "changed",
        Happened::Removed => "removed",
        Happened::Stayed => "held back",
        Happened::Lifted => "in force again",
    };
    match &event.by.document {
        Some(document) => format!("{what} by {document}"),
        None => what.to_owned(),
    }
}

/// The first day of each version of an entry.
pub fn days(life: &Life) -> Vec<NaiveDate> {
    let days: BTreeSet<_> = life.history.events.iter().map(|event| event.by.effective).collect();
    days.into_iter().collect()
}

impl EventView {
    fn new(event: &Event, entry: &EntryRecord, as_of: NaiveDate, names: &PageNames) -> Self {
        let (fields, layout_only) =
            FieldView::all(&event.changes, &|_, old, new| Some(redline::shown(&words::redline(old, new))));
        let (gained, lost) = marks(&event.changes);
        let document = event.by.document.as_ref();
        Self {
            day: event.by.effective.to_string(),
            to_come: event.by.effective > as_of,
            told: told(event),
            page: document.and_then(|number| names.documents.get(number)).cloned(),
            document: document.map(ToString::to_string),
            gained: DesignationView::all(&gained, &entry.meanings),
            lost: DesignationView::all(&lost, &entry.meanings),
            fields,
            layout_only,
            quote: event.by.quote.as_deref().map(|quote| shorten(&one_line(quote), WHOLE)),
            place: event.by.place.clone(),
        }
    }
}
