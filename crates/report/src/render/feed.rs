//! A report as a feed, in Atom and in JSON Feed 1.1: an entry for each document, newest first.
//!
//! An entry is the same one in every rendering: its identity follows from the document and the day of effect, not from
//! the database, the day of the report or the format. Its time is the beginning of the day of publication in
//! Washington; once a rule that was published before has come into force, it is updated at the beginning of that day.
//! Times that no document gives begin the day of the report. The clock is never asked.
//!
//! Names come from documents: control and bidirectional characters, which XML forbids or which reorder what is shown,
//! are shown by number, and markup is shown as text.

mod atom;
mod content;
mod identity;
mod json;
mod notices;
mod section;
mod value;
mod washington;

use std::collections::BTreeSet;

use crate::report::{DISCLAIMER, Report};
use crate::told::label::LABELS;
use value::{Feed, Item};
pub use value::{PageOfDocument, Site};
use washington::midnight;

/// Renders a report as Atom (RFC 4287).
pub fn atom(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, atom_syndication::Error> {
    atom::render(&feed(report, site))
}

/// Renders a report as JSON Feed 1.1.
pub fn json(report: &Report, site: &Site<'_>) -> Result<Vec<u8>, serde_json::Error> {
    json::render(&feed(report, site))
}

const TITLE: &str = "Changes of the lists in 15 CFR Part 744";

fn feed<'a>(report: &Report, site: &Site<'a>) -> Feed<'a> {
    let items = items(report, site);
    let newest = items.iter().map(|item| item.updated).max();
    let id = identity::feed(site.feed);
    let (id, title) = match &report.watch {
        None => (id, TITLE.to_owned()),
        Some(watch) => (identity::watched(&id, &watch.list), format!("{TITLE}, watch list “{}”", watch.list)),
    };
    let subtitle = format!(
        "{}. {} {}. {}{} {DISCLAIMER}",
        report.subject,
        LABELS.as_of,
        report.as_of,
        report.checked_in_words(),
        left_out(report)
    );
    let updated = newest.unwrap_or_else(|| midnight(report.as_of));
    Feed { id, title, subtitle, updated, site: *site, items }.neutral()
}

/// All entries of a report, newest first.
fn items(report: &Report, site: &Site<'_>) -> Vec<Item> {
    let mut items: Vec<_> = report.sections.iter().map(|of| section::item(of, report, site)).collect();
    items.extend(notices::announcements(report));
    items.extend(notices::findings(report));
    let mut given = BTreeSet::new();
    for item in &mut items {
        if let Some(watch) = &report.watch {
            item.id = identity::watched(&item.id, &watch.list);
        }
        item.id = identity::once(&item.id, &mut given);
    }
    // By publication; of the entries of one day, the later document comes first.
    items.reverse();
    items.sort_by_key(|item| std::cmp::Reverse((item.published.unwrap_or(item.updated), item.updated)));
    items
}

/// What a feed does not report.
fn left_out(report: &Report) -> String {
    match report.findings.len() - report.needing_a_person() {
        0 => String::new(),
        n => format!(" Warnings, notes and answered findings are in the other renderings of the report: {n}."),
    }
}
