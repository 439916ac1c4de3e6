//! The columns of a list: one row for each entry.

use chrono::NaiveDate;

use super::cell::{Cell, Header, Table, header, marks, marks_in_words, place};
use super::change_row::stayed;
use crate::report::export::StateInfo;
use crate::report::links;
use crate::report::record::EntryRecord;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::citation::FrCitation;

struct ListColumn {
    header: Header,
    /// Whether the sheet has it; CSV has all.
    on_sheet: bool,
    of: fn(&EntryRecord, NaiveDate) -> Cell,
}

macro_rules! columns {
    ($($name:literal, $title:literal, $width:literal, $on_sheet:literal, $of:expr;)*) => {
        &[$(ListColumn { header: header($name, $title, $width), on_sheet: $on_sheet, of: $of },)*]
    };
}

/// Names and order are a contract: columns are added at the end, which is that of [`LAST`].
const COLUMNS: &[ListColumn] = columns! {
    "list", "List", 11, true, |entry, _| Cell::text(entry.list.name());
    "country", "Country", 18, true, |entry, _| Cell::text(&entry.country);
    "name", "Name", 40, true, |entry, _| Cell::text(&entry.name);
    "aliases", "Aliases", 40, true, |entry, _| Cell::joined(&entry.aliases);
    "former_names", "Former names among them", 24, true, |entry, _| Cell::joined(&entry.former_names);
    "addresses", "Addresses", 50, true, |entry, _| Cell::joined(&entry.addresses);
    "designations", "Designations", 13, true, |entry, _| marks(&entry.designations);
    "license_requirement", "License requirement", 40, true, |entry, _| Cell::text(&entry.license_requirement);
    "license_review_policy", "License review policy", 32, true, |entry, _| Cell::text(&entry.license_review_policy);
    "in_force", "In force", 16, true,
        |entry, day| Cell::text(stayed(entry, day).unwrap_or_else(|| "yes".to_owned()));
    "effective_from", "In this text since", 17, true, |entry, _| entry.effective_from.into();
    "document", "Set by document", 15, true,
        |entry, _| entry.document.as_ref().map_or(Cell::Empty, |number| Cell::text(number.to_string()));
    "document_url", "Federal Register", 16, true,
        |entry, _| entry.document.as_ref().map_or(Cell::Empty, |number| Cell::link("read", &links::document(number)));
    "citations", "Federal Register citations", 26, true, |entry, _| Cell::joined(&entry.citations);
    "citation_url", "Newest citation", 15, true, |entry, _| newest_citation(entry);
    "ecfr_url", "eCFR", 8, false, |entry, _| Cell::link("eCFR", &links::ecfr(entry.list));
    "subordinates", "Subordinate entities", 32, true, |entry, _| Cell::joined(entry.subordinate_texts());
    "cross_references", "Cross-references", 20, true, |entry, _| Cell::joined(&entry.cross_references);
    "entity_text", "Entry as printed", 50, true, |entry, _| Cell::text(&entry.entity_text);
    "citation_text", "Citations as printed", 26, false, |entry, _| Cell::text(&entry.citation_text);
    "entry_id", "Entry", 8, true, |entry, _| Cell::Number(u64::from(entry.id.0));
};

/// The last columns, behind the state that a list was taken from.
const LAST: &[ListColumn] = columns! {
    "in_doubt", "In doubt: findings", 16, true, |entry, _| doubts(entry);
    "public_id", "Public id", 21, true, |entry, _| Cell::text(entry.public_id.as_str());
    "former_public_ids", "Former public ids", 21, true, |entry, _| former_ids(entry);
    "designations_in_words", "Designations in words", 34, true, |entry, _| marks_in_words(&entry.designations);
    "first_cited", "First cited on", 11, true, |entry, _| entry.first_cited.into();
    "last_cited", "Last cited on", 11, true, |entry, _| entry.last_cited.into();
};

/// What stands first on the sheet, in this order; the other columns follow in theirs.
const FRONT: [&str; 7] =
    ["list", "country", "name", "designations", "designations_in_words", "effective_from", "in_force"];

/// The public ids that an entry bore before.
pub(super) fn former_ids(entry: &EntryRecord) -> Cell {
    Cell::joined(entry.former_public_ids.iter().map(PublicId::as_str))
}

/// The numbers of the findings that leave an entry in doubt.
pub(super) fn doubts(entry: &EntryRecord) -> Cell {
    Cell::joined(entry.in_doubt.iter().map(ToString::to_string))
}

/// The page of the newest action that touched the entry.
fn newest_citation(entry: &EntryRecord) -> Cell {
    let newest = entry.citations.last();
    let citation = newest.and_then(|text| Some((text, text.parse::<FrCitation>().ok()?)));
    citation.map_or(Cell::Empty, |(text, citation)| Cell::link(text.as_str(), &links::citation(&citation)))
}

/// The sheet of the entries; whether they are in force is judged on a day.
pub(super) fn sheet(entries: &[EntryRecord], day: NaiveDate) -> Table {
    let mut columns: Vec<_> = COLUMNS.iter().chain(LAST).filter(|column| column.on_sheet).collect();
    columns.sort_by_key(|column| place(column.header.name, &FRONT));
    table(&columns, entries, day)
}

/// All columns, and beside each entry the state that it is of.
pub(super) fn all(entries: &[EntryRecord], day: NaiveDate, info: &StateInfo) -> Table {
    let columns: Vec<_> = COLUMNS.iter().collect();
    let mut table = table(&columns, entries, day);
    let state = state(info, day);
    table.headers.extend(state.iter().map(|(header, _)| *header));
    table.headers.extend(LAST.iter().map(|column| column.header));
    for (row, entry) in table.rows.iter_mut().zip(entries) {
        row.extend(state.iter().map(|(_, cell)| cell.clone()));
        row.extend(LAST.iter().map(|column| (column.of)(entry, day)));
    }
    table
}

fn table(columns: &[&ListColumn], entries: &[EntryRecord], day: NaiveDate) -> Table {
    let row = |entry| columns.iter().map(|column| (column.of)(entry, day)).collect();
    Table { headers: columns.iter().map(|column| column.header).collect(), rows: entries.iter().map(row).collect() }
}

/// What a list was taken from.
pub(super) fn state(info: &StateInfo, day: NaiveDate) -> Vec<(Header, Cell)> {
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    let version = info.version.and_then(|n| u64::try_from(n).ok());
    vec![
        (header("as_of", "As of", 11), Cell::Day(day)),
        (header("asked_for", "Asked for", 11), Cell::text(&info.named)),
        (header("version", "Version", 8), version.map_or(Cell::Empty, Cell::Number)),
        (header("version_document", "Made by document", 15), text(&info.document.as_ref().map(ToString::to_string))),
        (header("version_effective", "In force since", 14), info.effective.into()),
        (header("version_published", "Published", 11), info.published.into()),
        (header("content_hash", "SHA-256 of the content", 20), text(&info.content_hash)),
    ]
}
