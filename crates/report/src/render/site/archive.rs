//! What an archive is made of, and what its pages are called.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::report::announced::ProvisionalRecord;
use crate::report::figures::Release;
use crate::report::history::EntryHistory;
use crate::report::record::EntryRecord;
use crate::report::{Report, SourceDate};
use crate::told::anchor::{self, Places};
use earwatch_law::entry::EntryId;
use earwatch_law::finding::Finding;
use earwatch_law::law::citation::DocumentNumber;

/// What an archive is made of.
#[derive(Debug)]
pub struct Archive {
    /// The legal day that "in force" refers to.
    pub as_of: NaiveDate,
    /// The sources with their as-of dates.
    pub sources: Vec<SourceDate>,
    /// How the lists grew.
    pub releases: Vec<Release>,
    /// A report on each document, the newest first.
    pub documents: Vec<Report>,
    /// Every entry that is or was listed.
    pub lives: Vec<Life>,
    /// What is on public inspection.
    pub provisional: Vec<ProvisionalRecord>,
    /// Findings that are still open, answered ones among them.
    pub findings: Vec<Finding>,
    /// Where the folder is published, with a slash at its end; feeds lead to its pages only then.
    pub base: Option<String>,
}

/// An entry: what it says on the day of the archive, and its history.
#[derive(Debug)]
pub struct Life {
    /// What it says, or last said.
    pub entry: EntryRecord,
    /// Whether it is listed on that day.
    pub listed: bool,
    /// Its history.
    pub history: EntryHistory,
}

/// The names of pages.
pub struct PageNames {
    /// Of entries.
    pub entries: BTreeMap<EntryId, String>,
    /// Of documents.
    pub documents: BTreeMap<DocumentNumber, String>,
}

/// The document that a report is about.
pub fn document(report: &Report) -> Option<&DocumentNumber> {
    let mut sections = report.sections.iter();
    sections.find_map(|section| Some(&section.document.as_ref()?.number))
}

impl PageNames {
    /// An entry is named after what it was first called, so that a new name leaves its page where it is.
    pub fn new(archive: &Archive) -> Self {
        let mut places = Places::new(Some(&|_| None));
        let entries = archive.lives.iter().map(|life| {
            let history = &life.history;
            let first = |field| {
                let mut values = history.values.iter();
                values.find(|value| value.field == field).map(|value| value.value.to_string())
            };
            let country = first("country").unwrap_or_else(|| history.country.clone());
            let name = first("name").unwrap_or_else(|| history.name.clone());
            let anchor = places.take_entry(history.list, &country, &name);
            (history.id, format!("entries/{anchor}.html"))
        });
        let entries = entries.collect();
        let documents = archive.documents.iter().filter_map(document).map(|number| {
            let page = format!("documents/{}.html", anchor::document(number.as_str()));
            (number.clone(), page)
        });
        Self { entries, documents: documents.collect() }
    }
}

/// The page of a country.
pub fn country_page(country: &str) -> String {
    format!("countries/{}.html", anchor::country(country))
}
