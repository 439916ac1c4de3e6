//! The columns of what changed: all of them for CSV, a choice for each sheet of the workbook.

use super::cell::{Cell, Header, Table, header, marks, marks_in_words, place};
use super::change_row::{ChangeRow, RowKind, remarks, rows};
use super::entries::{doubts, former_ids};
use crate::report::record::EntryRecord;
use crate::report::{Report, links};

/// Which sheets show a column; CSV has all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Csv,
    Changes,
    Fields,
    Both,
}

struct ChangeColumn {
    header: Header,
    on: On,
    of: for<'a> fn(&ChangeRow<'a>) -> Cell,
}

macro_rules! columns {
    ($($name:literal, $title:literal, $width:literal, $on:ident, $of:expr;)*) => {
        &[$(ChangeColumn { header: header($name, $title, $width), on: On::$on, of: $of },)*]
    };
}

/// Names and order are a contract: columns are added at the end.
const COLUMNS: &[ChangeColumn] = columns! {
    "record", "Record", 9, Fields, |row| Cell::text(row.kind.name());
    "list", "List", 11, Both, |row| row.list.map_or(Cell::Empty, |list| Cell::text(list.name()));
    "change", "Change", 10, Both, |row| Cell::text(row.change);
    "classes", "What changed", 20, Both, |row| Cell::joined(row.classes.iter().map(|class| class.title()));
    "country", "Country", 18, Both, |row| Cell::text(row.country);
    "name", "Name", 38, Both, |row| Cell::text(row.name);
    "field", "Field", 19, Fields, |row| Cell::text(&row.sides.field);
    "old", "Before", 60, Fields, |row| Cell::text(&row.sides.old);
    "new", "After", 60, Fields, |row| Cell::text(&row.sides.new);
    "gained", "Gained", 32, Fields, |row| Cell::text(&row.sides.gained);
    "lost", "Lost", 32, Fields, |row| Cell::text(&row.sides.lost);
    "designations", "Designations", 13, Changes, |row| of_entry(row, |entry| marks(&entry.designations));
    "designations_gained", "Designations gained", 13, Changes, |row| if_change(row, || marks(&row.marks.0));
    "designations_lost", "Designations lost", 13, Changes, |row| if_change(row, || marks(&row.marks.1));
    "aliases", "Aliases", 38, Changes, |row| of_entry(row, |entry| Cell::joined(&entry.aliases));
    "addresses", "Addresses", 50, Changes, |row| of_entry(row, |entry| Cell::joined(&entry.addresses));
    "license_requirement", "License requirement", 38, Changes,
        |row| of_entry(row, |entry| Cell::text(&entry.license_requirement));
    "license_review_policy", "License review policy", 32, Changes,
        |row| of_entry(row, |entry| Cell::text(&entry.license_review_policy));
    "citations", "Federal Register citations", 26, Changes, |row| of_entry(row, |entry| Cell::joined(&entry.citations));
    "effective", "Effective", 11, Both, |row| row.origin.effective.into();
    "published", "Published", 11, Both, |row| row.document().map(|facts| facts.published).into();
    "in_force", "In force", 16, Both, |row| Cell::text(row.in_force().unwrap_or_default());
    "document", "Document", 13, Both, |row| Cell::text(row.number().map(ToString::to_string).unwrap_or_default());
    "document_url", "Federal Register", 16, Both, document;
    "pdf_url", "Official PDF", 12, Both, pdf;
    "ecfr_url", "eCFR", 8, Changes, |row| row.list.map_or(Cell::Empty, |list| Cell::link("eCFR", &links::ecfr(list)));
    "instruction", "Instruction", 50, Changes,
        |row| if_change(row, || row.order().map_or(Cell::Empty, |order| Cell::text(&order.quote)));
    "place", "Place of the instruction", 24, Both, |row| row.order().map_or(Cell::Empty, |order| Cell::text(&order.place));
    "cause", "Cause", 10, Both, |row| row.origin.cause.map_or(Cell::Empty, |cause| Cell::text(cause.name()));
    "entry_id", "Entry", 8, Both, |row| row.id.map_or(Cell::Empty, |id| Cell::Number(u64::from(id.0)));
    "version", "Version", 8, Both,
        |row| row.section.version.and_then(|n| u64::try_from(n).ok()).map_or(Cell::Empty, Cell::Number);
    "report_as_of", "Report as of", 12, Csv, |row| Cell::Day(row.report.as_of);
    "subordinates", "Subordinate entities", 32, Changes, |row| of_entry(row, |entry| Cell::joined(entry.subordinate_texts()));
    "cross_references", "Cross-references", 20, Changes,
        |row| of_entry(row, |entry| Cell::joined(&entry.cross_references));
    "entity_text", "Entry as printed", 50, Changes, |row| of_entry(row, |entry| Cell::text(&entry.entity_text));
    "note", "Note", 40, Both, |row| Cell::text(&row.note);
    "section", "Section of the report", 40, Both, |row| Cell::text(&row.section.title);
    "in_doubt", "In doubt: findings", 16, Both, |row| of_entry(row, doubts);
    "public_id", "Public id", 21, Both, |row| row.public_id.map_or(Cell::Empty, |id| Cell::text(id.as_str()));
    "former_public_ids", "Former public ids", 21, Changes, |row| of_entry(row, former_ids);
    "designations_in_words", "Designations in words", 34, Changes,
        |row| of_entry(row, |entry| marks_in_words(&entry.designations));
};

/// What stands first on a sheet, in this order; the other columns follow in theirs.
const FRONT: [&str; 11] = [
    "record", "change", "country", "name", "effective", "in_force", "field", "old", "new", "designations",
    "designations_in_words",
];

/// A value of the entry after the change; of a removed one, before it.
fn of_entry(row: &ChangeRow<'_>, of: impl Fn(&EntryRecord) -> Cell) -> Cell {
    row.entry.map_or(Cell::Empty, of)
}

/// What is said once for each change, and not again for each field of it.
fn if_change(row: &ChangeRow<'_>, of: impl Fn() -> Cell) -> Cell {
    if row.kind == RowKind::Change { of() } else { Cell::Empty }
}

fn document(row: &ChangeRow<'_>) -> Cell {
    match (row.document().and_then(|facts| facts.url.as_ref()), row.number()) {
        (Some(url), _) => Cell::link("read", url),
        (None, Some(number)) => Cell::link("read", &links::document(number)),
        (None, None) => Cell::Empty,
    }
}

/// The official edition, at the page of the instruction where that is known.
fn pdf(row: &ChangeRow<'_>) -> Cell {
    let Some((facts, pdf)) = row.document().and_then(|facts| Some((facts, facts.pdf.as_ref()?))) else {
        return Cell::Empty;
    };
    let page = row.order().and_then(|order| order.page);
    let words = page.map_or_else(|| "PDF".to_owned(), |page| format!("page {page}"));
    Cell::link(words, &links::pdf_page(pdf, facts.pages.0, page))
}

/// Everything that changed.
pub(super) fn all(report: &Report) -> Table {
    let mut rows = rows(report);
    rows.extend(remarks(report));
    table(&rows, &[], |_| true, |_| true)
}

/// The sheets of changes and of fields.
pub(super) fn sheets(report: &Report) -> (Table, Table) {
    let rows = rows(report);
    let changes = table(&rows, &FRONT, |row| row.kind == RowKind::Change, |on| matches!(on, On::Changes | On::Both));
    let fields = table(&rows, &FRONT, |row| row.kind != RowKind::Change, |on| matches!(on, On::Fields | On::Both));
    (changes, fields)
}

fn table(
    rows: &[ChangeRow<'_>],
    front: &[&str],
    is_shown: impl Fn(&ChangeRow<'_>) -> bool,
    shows: impl Fn(On) -> bool,
) -> Table {
    let mut columns: Vec<_> = COLUMNS.iter().filter(|column| shows(column.on)).collect();
    columns.sort_by_key(|column| place(column.header.name, front));
    let row = |row: &ChangeRow<'_>| columns.iter().map(|column| (column.of)(row)).collect();
    Table {
        headers: columns.iter().map(|column| column.header).collect(),
        rows: rows.iter().filter(|row| is_shown(row)).map(row).collect(),
    }
}
