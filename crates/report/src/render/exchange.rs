//! Lists in the forms of other programs: `FollowTheMoney` entities, the rows of the Consolidated Screening List.

pub mod csl;
pub mod ftm;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::report::record::EntryRecord;
use earwatch_law::entry::EntryId;
use earwatch_law::law::citation::FrCitation;
use earwatch_law::law::designation;

/// The entries of lists on a day.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// The entries.
    pub records: &'a [EntryRecord],
    /// Since when each entry is listed, where a document on record added it.
    pub listed: &'a BTreeMap<EntryId, NaiveDate>,
    /// The day by which stays are judged.
    pub day: NaiveDate,
}

impl Listing<'_> {
    /// The day from which an entry is listed.
    fn since(&self, record: &EntryRecord) -> Option<NaiveDate> {
        self.listed.get(&record.id).copied()
    }
}

/// What the footnotes of an entry order, in words: `footnote 4: …`.
fn designations(record: &EntryRecord) -> Vec<String> {
    let words = |number: u8| match record.meanings.get(number) {
        Some(_) => record.meanings.in_words(number),
        None => designation::in_words(number),
    };
    record.designations.iter().map(|number| words(*number)).collect()
}

/// The citations of an entry that can be read, `90 FR 14048` each.
fn cited(record: &EntryRecord) -> Vec<FrCitation> {
    record.citations.iter().filter_map(|printed| printed.parse().ok()).collect()
}

/// Volume and page.
fn page(citation: &FrCitation) -> String {
    format!("{} FR {}", citation.volume, citation.page)
}
