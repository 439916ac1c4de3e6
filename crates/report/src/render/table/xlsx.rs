//! Tables as a workbook: a sheet for each, with a header that stays, filters, real dates and links.
//!
//! Every text is written as a text, never as a formula; a link is one that the table says. The same report gives the same
//! bytes: the only time in the file is the day of the report.

mod growing;
mod layout;
mod pen;

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::{announced, changes, entries, findings, screened, summary};
use crate::report::Report;
use crate::report::export::StateInfo;
use crate::report::record::EntryRecord;
use crate::report::screened::{ScreenResult, Screened};
use earwatch_law::law::ListId;
use growing::GrowingBook;
use layout::{Book, Rows};

/// A report: summary, changes, fields, findings, what is on public inspection, and the lists.
///
/// # Errors
/// Where the workbook cannot be put together: a report of more rows than a sheet holds, or a defect of the program.
pub fn report(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let (changes, fields) = changes::sheets(report);
    let findings = findings::sheet(&report.findings);
    let announced = announced::sheet(&report.provisional);
    let list = entries::sheet(&report.listing, report.as_of);
    let sheets = [
        (
            "Changes",
            changes,
            "added, removed and changed entries, each as it reads after the change",
            "No entry changed.",
            Rows::Wrapped,
        ),
        (
            "Fields",
            fields,
            "each field of a changed entry, and each other text of the list, before and after",
            "No field of an entry and no other text of the list changed.",
            Rows::Wrapped,
        ),
        (
            "Findings",
            findings,
            "findings, warnings and notes, most urgent first",
            "There are no findings.",
            Rows::Wrapped,
        ),
        (
            "Public inspection",
            announced,
            "what is announced and is not law; it changes no list",
            "Nothing on public inspection belongs to this report.",
            Rows::Wrapped,
        ),
        (
            "List",
            list,
            "all entries of the lists on the day of the report; of a comparison, those of its later side",
            "The lists are not part of this report; `earwatch list --format xlsx` prints them.",
            Rows::Flat,
        ),
    ];
    let held = sheets.each_ref().map(|(name, table, what, _, _)| (*name, table.rows.len(), *what));
    let mut book = Book::new(&report.subject, report.as_of);
    book.summary(&summary::of_report(report, &held))?;
    for (name, table, _, nothing, rows) in sheets {
        book.sheet(name, table, nothing, rows)?;
    }
    book.bytes()
}

/// A list; whether its entries are in force is judged on a day.
///
/// # Errors
/// Where the workbook cannot be put together: a list of more rows than a sheet holds, or a defect of the program.
pub fn list(list: ListId, entries: &[EntryRecord], day: NaiveDate, info: &StateInfo) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(&format!("{list} as of {day}"), day);
    book.summary(&summary::of_list(list, entries.len(), day, info))?;
    let table = entries::sheet(entries, day);
    book.sheet("List", table, "The list has no entries.", Rows::Flat)?;
    book.bytes()
}

/// A screening: summary and results. Results are added one by one, and do not stay in memory.
pub struct ScreenedBook(GrowingBook);

impl ScreenedBook {
    /// A workbook without results.
    ///
    /// # Errors
    /// Where it cannot be put together.
    pub fn new() -> Result<Self, XlsxError> {
        Ok(Self(GrowingBook::new("Results", screened::empty().headers, false)?))
    }

    /// The same, of which nothing is ever on a disk, not even in a temporary file.
    ///
    /// # Errors
    /// Where it cannot be put together.
    pub fn in_memory() -> Result<Self, XlsxError> {
        Ok(Self(GrowingBook::new("Results", screened::empty().headers, true)?))
    }

    /// Adds a result.
    ///
    /// # Errors
    /// Where a sheet has no more rows.
    pub fn add(&mut self, result: &ScreenResult, of: &Screened) -> Result<(), XlsxError> {
        screened::rows(result, of).into_iter().try_for_each(|row| self.0.add(row))
    }

    /// The whole.
    ///
    /// # Errors
    /// Where it cannot be put together.
    pub fn bytes(self, of: &Screened) -> Result<Vec<u8>, XlsxError> {
        let title = format!("Screening of {}", of.input.name);
        self.0.bytes((&title, of.as_of), &summary::of_screening(of), "The file has no rows.")
    }
}
