//! A report as a feed, in Atom and in JSON Feed 1.1: an entry for each document, newest first.
//!
//! An entry is the same one in every rendering: its identity follows from the document and the day of effect, not from
//! the database, the day of the report or the format. Its time is the beginning of the day of publication in
//! Washington; once a rule that was published before has come into force, it is updated at the beginning of that day.
//! Times that no document gives begin the day of the report. The clock is never asked.
//!
//! Names come from documents: control and bidirectional characters, which XML forbids or which reorder what is shown,
//! stand by number, and markup is shown as text.

mod atom;
mod content;
mod identity;
mod item;
mod json;
mod notices;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use chrono_tz::America::New_York;

use crate::report::{DISCLAIMER, Report};
use crate::visible::visible;
use earwatch_law::law::citation::DocumentNumber;
use item::Item;

/// Where a feed is published; one that is filed or mailed has no place on the web.
#[derive(Clone, Copy, Default)]
pub struct Site<'a> {
    /// The page that shows what the feed tells.
    pub home: Option<&'a str>,
    /// The address of the feed itself.
    pub feed: Option<&'a str>,
    /// The page of a document.
    pub page: Option<PageOf<'a>>,
}

/// Tells the address of the page of a document.
pub type PageOf<'a> = &'a dyn Fn(&DocumentNumber) -> Option<String>;

/// What a reader of feeds is given, whatever the format.
struct Feed<'a> {
    id: String,
    title: String,
    subtitle: String,
    updated: DateTime<FixedOffset>,
    site: Site<'a>,
    items: Vec<Item>,
}

/// Renders a report as Atom (RFC 4287).
pub fn atom(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, atom_syndication::Error> {
    atom::render(&Feed::new(report, site))
}

/// Renders a report as JSON Feed 1.1.
pub fn json(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, serde_json::Error> {
    json::render(&Feed::new(report, site))
}

const TITLE: &str = "Changes of the lists in 15 CFR Part 744";

impl<'a> Feed<'a> {
    fn new(report: &Report, site: &Site<'a>) -> Self {
        let items = item::items(report, site);
        let newest = items.iter().map(|item| item.updated).max();
        let id = identity::feed(site.feed);
        let (id, title) = match &report.watch {
            None => (id, TITLE.to_owned()),
            Some(watch) => {
                (identity::watched(&id, &watch.list), visible(&format!("{TITLE}, watch list “{}”", watch.list)))
            }
        };
        Self {
            id,
            title,
            subtitle: visible(&format!(
                "{}. In force is judged as of {}. {}{} {DISCLAIMER}",
                report.subject,
                report.as_of,
                report.checked_in_words(),
                left_out(report)
            )),
            updated: newest.unwrap_or_else(|| midnight(report.as_of)),
            site: *site,
            items,
        }
    }
}

/// What a feed does not tell.
fn left_out(report: &Report) -> String {
    match report.findings.len() - report.needing_a_person() {
        0 => String::new(),
        n => format!(" Warnings, notes and answered findings are in the other renderings of the report: {n}."),
    }
}

/// The beginning of a day in Washington.
fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    washington(day.and_time(NaiveTime::MIN))
}

/// A time in Washington; an hour that a change of clocks repeats is the first of the two.
fn washington(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let known = New_York.from_local_datetime(&local).earliest();
    known.map_or_else(|| local.and_utc().fixed_offset(), |time| time.fixed_offset())
}
