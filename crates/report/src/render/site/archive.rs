//! What an archive is made of, and what its pages are called.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::report::announced::ProvisionalRecord;
use crate::report::figures::Release;
use crate::report::found::Held;
use crate::report::history::EntryHistory;
use crate::report::provisions::ProvisionRecord;
use crate::report::record::EntryRecord;
use crate::report::verification::Fidelity;
use crate::report::{Report, SourceDate};
use crate::told::anchor::{self, Places};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::PublicId;
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
    /// The provisions in force or held back on that day.
    pub provisions: Vec<ProvisionRecord>,
    /// Findings that are still open, answered ones among them.
    pub findings: Vec<Finding>,
    /// How faithful the Entity List on record is.
    pub fidelity: Fidelity,
    /// Parties that a document orders and no list holds.
    pub held: Vec<Held>,
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
    pub history: Arc<EntryHistory>,
}

impl Life {
    /// The public id on the day of the archive; of what is not listed then, the last one.
    pub fn public_id(&self) -> &PublicId {
        if self.listed { &self.entry.public_id } else { &self.history.public_id }
    }
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
    /// An entry is named by its public id, which is the same in every archive of the same list.
    pub fn new(archive: &Archive) -> Self {
        let mut places = Places::new(Some(&|_| None));
        // What is listed comes first to its own id.
        let (listed, others): (Vec<_>, Vec<_>) = archive.lives.iter().partition(|life| life.listed);
        let entries: BTreeMap<_, _> = listed
            .into_iter()
            .chain(others)
            .map(|life| {
                let name = match life.public_id().as_str() {
                    "" => anchor::entry(life.entry.list, &life.entry.country, &life.entry.name),
                    id => id.to_owned(),
                };
                (life.history.id, format!("entries/{}.html", places.take(name)))
            })
            .collect();
        let documents = archive.documents.iter().filter_map(document).map(|number| {
            let page = format!("documents/{}.html", anchor::document(number.as_str()));
            (number.clone(), page)
        });
        Self { entries, documents: documents.collect() }
    }

    /// Addresses under other public ids of an entry, each with the page that stands for it.
    pub fn moved<'a>(&'a self, archive: &'a Archive) -> BTreeMap<String, &'a str> {
        let taken: BTreeSet<_> = self.entries.values().collect();
        let mut moved = BTreeMap::new();
        for life in &archive.lives {
            let Some(page) = self.entries.get(&life.history.id) else {
                continue;
            };
            let former = life.entry.former_public_ids.iter().chain(&life.history.former_public_ids);
            for id in former.chain([&life.history.public_id]).filter(|id| !id.as_str().is_empty()) {
                let address = format!("entries/{id}.html");
                if !taken.contains(&address) {
                    moved.entry(address).or_insert(page.as_str());
                }
            }
        }
        moved
    }
}

/// The page of a country.
pub fn country_page(country: &str) -> String {
    format!("countries/{}.html", anchor::country(country))
}
