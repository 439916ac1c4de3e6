//! The columns of what changed: all of them for CSV, a choice for each sheet of the workbook.

use super::line::{Line, Record, lines, remarks};
use super::{Cell, Header, Table, header, marks};
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

struct Column {
    header: Header,
    on: On,
    of: for<'a> fn(&Line<'a>) -> Cell,
}

macro_rules! columns {
    ($($name:literal, $title:literal, $width:literal, $on:ident, $of:expr;)*) => {
        &[$(Column { header: header($name, $title, $width), on: On::$on, of: $of },)*]
    };
}

/// Names and order are a contract: columns are added at the end.
const COLUMNS: &[Column] = columns! {
    "record", "Record", 9, Fields, |line| Cell::text(line.record.name());
    "list", "List", 11, Both, |line| line.list.map_or(Cell::Empty, |list| Cell::text(list.name()));
    "change", "Change", 10, Both, |line| Cell::text(line.change);
    "classes", "What changed", 20, Both, |line| Cell::joined(line.classes.iter().map(|class| class.title()));
    "country", "Country", 18, Both, |line| Cell::text(line.country);
    "name", "Name", 38, Both, |line| Cell::text(line.name);
    "field", "Field", 19, Fields, |line| Cell::text(&line.sides.field);
    "old", "Before", 60, Fields, |line| Cell::text(&line.sides.old);
    "new", "After", 60, Fields, |line| Cell::text(&line.sides.new);
    "gained", "Gained", 32, Fields, |line| Cell::text(&line.sides.gained);
    "lost", "Lost", 32, Fields, |line| Cell::text(&line.sides.lost);
    "designations", "Designations", 13, Changes, |line| of_entry(line, |entry| marks(&entry.designations));
    "designations_gained", "Designations gained", 13, Changes, |line| if_change(line, || marks(&line.marks.0));
    "designations_lost", "Designations lost", 13, Changes, |line| if_change(line, || marks(&line.marks.1));
    "aliases", "Aliases", 38, Changes, |line| of_entry(line, |entry| Cell::joined(&entry.aliases));
    "addresses", "Addresses", 50, Changes, |line| of_entry(line, |entry| Cell::joined(&entry.addresses));
    "license_requirement", "License requirement", 38, Changes,
        |line| of_entry(line, |entry| Cell::text(&entry.license_requirement));
    "license_review_policy", "License review policy", 32, Changes,
        |line| of_entry(line, |entry| Cell::text(&entry.license_review_policy));
    "citations", "Federal Register citations", 26, Changes, |line| of_entry(line, |entry| Cell::joined(&entry.citations));
    "effective", "Effective", 11, Both, |line| line.origin.effective.into();
    "published", "Published", 11, Both, |line| line.document().map(|facts| facts.published).into();
    "in_force", "In force", 16, Both, |line| Cell::text(line.in_force().unwrap_or_default());
    "document", "Document", 13, Both, |line| Cell::text(line.number().map(ToString::to_string).unwrap_or_default());
    "document_url", "Federal Register", 16, Both, document;
    "pdf_url", "Official PDF", 12, Both, pdf;
    "ecfr_url", "eCFR", 8, Changes, |line| line.list.map_or(Cell::Empty, |list| Cell::link("eCFR", &links::ecfr(list)));
    "instruction", "Ordered by the words", 50, Changes,
        |line| if_change(line, || line.order().map_or(Cell::Empty, |order| Cell::text(&order.quote)));
    "place", "Where they stand", 24, Both, |line| line.order().map_or(Cell::Empty, |order| Cell::text(&order.place));
    "cause", "Cause", 10, Both, |line| line.origin.cause.map_or(Cell::Empty, |cause| Cell::text(cause.name()));
    "entry_id", "Entry", 8, Both, |line| line.id.map_or(Cell::Empty, |id| Cell::Number(u64::from(id.0)));
    "version", "Version", 8, Both,
        |line| line.section.version.and_then(|n| u64::try_from(n).ok()).map_or(Cell::Empty, Cell::Number);
    "report_as_of", "Report as of", 12, Csv, |line| Cell::Day(line.report.as_of);
    "subordinates", "Subordinate entities", 32, Changes, |line| of_entry(line, |entry| Cell::joined(entry.subordinate_texts()));
    "cross_references", "Cross-references", 20, Changes,
        |line| of_entry(line, |entry| Cell::joined(&entry.cross_references));
    "entity_text", "Entry as printed", 50, Changes, |line| of_entry(line, |entry| Cell::text(&entry.entity_text));
    "note", "Note", 40, Both, |line| Cell::text(&line.note);
    "section", "Section of the report", 40, Both, |line| Cell::text(&line.section.title);
};

/// A value of the entry after the change; of a removed one, before it.
fn of_entry(line: &Line<'_>, of: impl Fn(&EntryRecord) -> Cell) -> Cell {
    line.entry.as_deref().map_or(Cell::Empty, of)
}

/// What is told once for each change, and not again for each field of it.
fn if_change(line: &Line<'_>, of: impl Fn() -> Cell) -> Cell {
    if line.record == Record::Change { of() } else { Cell::Empty }
}

fn document(line: &Line<'_>) -> Cell {
    match (line.document().and_then(|facts| facts.url.as_ref()), line.number()) {
        (Some(url), _) => Cell::link("read", url),
        (None, Some(number)) => Cell::link("read", &links::document(number)),
        (None, None) => Cell::Empty,
    }
}

/// The official edition, at the page of the instruction where that is known.
fn pdf(line: &Line<'_>) -> Cell {
    let Some((facts, pdf)) = line.document().and_then(|facts| Some((facts, facts.pdf.as_ref()?))) else {
        return Cell::Empty;
    };
    let page = line.order().and_then(|order| order.page);
    let words = page.map_or_else(|| "PDF".to_owned(), |page| format!("page {page}"));
    Cell::link(words, &links::pdf_page(pdf, facts.pages.0, page))
}

/// Everything that changed.
pub(super) fn all(report: &Report) -> Table {
    let mut lines = lines(report);
    lines.extend(remarks(report));
    table(&lines, |_| true, |_| true)
}

/// The sheets of changes and of fields.
pub(super) fn sheets(report: &Report) -> (Table, Table) {
    let lines = lines(report);
    let changes = table(&lines, |line| line.record == Record::Change, |on| matches!(on, On::Changes | On::Both));
    let fields = table(&lines, |line| line.record != Record::Change, |on| matches!(on, On::Fields | On::Both));
    (changes, fields)
}

fn table(lines: &[Line<'_>], is_shown: impl Fn(&Line<'_>) -> bool, shows: impl Fn(On) -> bool) -> Table {
    let columns: Vec<_> = COLUMNS.iter().filter(|column| shows(column.on)).collect();
    let row = |line: &Line<'_>| columns.iter().map(|column| (column.of)(line)).collect();
    Table {
        headers: columns.iter().map(|column| column.header).collect(),
        rows: lines.iter().filter(|line| is_shown(line)).map(row).collect(),
    }
}
