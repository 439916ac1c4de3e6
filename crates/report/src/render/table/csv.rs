//! Tables as CSV (RFC 4180): commas, quotes doubled, lines that end with CR LF, one header.
//!
//! The file begins with the byte order mark of UTF-8. Excel takes a CSV file that it is handed by a double click for the
//! code page of the system unless the mark is there, and would show “Şirketi” or “北京” broken; pandas, R, `LibreOffice` and
//! the `csv` crate skip the mark by themselves, Python's `csv` with `encoding="utf-8-sig"`.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front. So does what follows a semicolon: where
//! that is the separator of the system, Excel splits there. What is on public inspection is not in the file, as it
//! changes no list, and neither are the findings.

use std::borrow::Cow;

use chrono::NaiveDate;
use csv::{Error, Terminator, Writer, WriterBuilder};

use super::cell::{Cell, Table, cut, is_formula};
use super::{changes, entries, linked, screened};
use crate::report::Report;
use crate::report::export::StateInfo;
use crate::report::linked::Linked;
use crate::report::record::EntryRecord;
use crate::report::screened::{ScreenResult, Screened};

/// What a report changes: a row for each change and one for each field of it, for each other text of the list, and for
/// what else is reported; the column `record` tells them apart.
pub fn report(report: &Report) -> Result<Vec<u8>, Error> {
    write(&changes::all(report))
}

/// A list, one row for each entry; whether they are in force is judged on a day.
pub fn list(entries: &[EntryRecord], day: NaiveDate, info: &StateInfo) -> Result<Vec<u8>, Error> {
    write(&entries::all(entries, day, info))
}

/// Who sits with an entry, one row for each link.
pub fn linked(links: &Linked) -> Result<Vec<u8>, Error> {
    write(&linked::all(links))
}

/// What stands before the rows of a screening.
pub fn screened_head() -> Result<Vec<u8>, Error> {
    write(&screened::empty())
}

/// The rows of a result of a screening.
pub fn screened(result: &ScreenResult, of: &Screened) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    write_rows(&mut writer, &screened::rows(result, of))?;
    writer.into_inner().map_err(|error| Error::from(error.into_error()))
}

/// The mark at the beginning.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A table as it is.
pub(in crate::render) fn write(table: &Table) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(table.headers.iter().map(|header| header.name))?;
    write_rows(&mut writer, &table.rows)?;
    writer.into_inner().map_err(|error| Error::from(error.into_error()))
}

fn write_rows(writer: &mut Writer<Vec<u8>>, rows: &[Vec<Cell>]) -> Result<(), Error> {
    for row in rows {
        for cell in row {
            writer.write_field(written(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => safe(text),
        Cell::Number(n) => Cow::Owned(n.to_string()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Instant(instant) => Cow::Owned(instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        Cell::Link { url, .. } => safe(url),
    }
}

pub(in crate::render) fn safe(text: &str) -> Cow<'_, str> {
    if !text.split(';').any(is_formula) {
        return cut(text);
    }
    let mut guarded = String::with_capacity(text.len() + 1);
    for (at, part) in text.split(';').enumerate() {
        if at > 0 {
            guarded.push(';');
        }
        if is_formula(part) {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    Cow::Owned(cut(&guarded).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::cell::{LONGEST, header};

    #[test]
    fn rows_are_quoted_and_nothing_is_calculated() {
        let table = Table {
            headers: vec![header("a", "A", 1), header("b", "B", 1)],
            rows: vec![
                vec![Cell::text("x, \"y\"\nz"), Cell::Number(4)],
                vec![Cell::text("=1"), Cell::text("a; =b;c")],
                vec![Cell::Empty, Cell::Empty],
                vec![NaiveDate::from_ymd_opt(2025, 3, 28).into(), Cell::link("read", "https://a.b/c")],
            ],
        };
        assert_eq!(
            String::from_utf8(write(&table).unwrap()).unwrap(),
            "\u{FEFF}a,b\r\n\"x, \"\"y\"\" z\",4\r\n'=1,a;' =b;c\r\n,\r\n2025-03-28,https://a.b/c\r\n"
        );
    }

    #[test]
    fn apostrophes_make_no_cell_longer_than_it_may_be() {
        assert_eq!(safe(&";=".repeat(LONGEST)).encode_utf16().count(), LONGEST);
    }
}
