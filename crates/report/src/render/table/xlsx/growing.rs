//! A workbook with a sheet that may have a million rows.

use chrono::NaiveDate;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::layout::{Book, SUMMARY, finish, index, printed, write_summary};
use super::pen::{CellFormats, Look, Pen};
use crate::render::table::cell::{Cell, Header};
use crate::render::table::summary::SummaryPart;

/// A summary, and a sheet whose rows are written one by one and do not stay in memory unless they are to be on no disk.
pub(super) struct GrowingBook {
    book: Book,
    headers: Vec<Header>,
    rows: usize,
    links: usize,
}

impl GrowingBook {
    /// `is_in_memory`: its rows are to be on no disk, not even in a temporary file.
    pub(super) fn new(name: &str, headers: Vec<Header>, is_in_memory: bool) -> Result<Self, XlsxError> {
        let mut book = Book { workbook: Workbook::new(), looks: CellFormats::new() };
        book.workbook.add_worksheet().set_name(SUMMARY)?;
        let sheet = if is_in_memory {
            book.workbook.add_worksheet()
        } else {
            book.workbook.add_worksheet_with_constant_memory()?
        };
        let sheet = printed(sheet.set_name(name)?);
        for (at, header) in (0..).zip(&headers) {
            sheet.set_column_width(at, header.width)?;
        }
        Ok(Self { book, headers, rows: 0, links: 0 })
    }

    pub(super) fn add(&mut self, row: Vec<Cell>) -> Result<(), XlsxError> {
        let Self { book: Book { workbook, looks }, headers, rows, links } = self;
        let sheet = workbook.worksheet_from_index(1)?;
        if *rows == 0 {
            for (at, header) in (0..).zip(headers.iter()) {
                sheet.write_string_with_format(0, at, header.title, &looks.header)?;
            }
        }
        *rows += 1;
        let at = index(*rows).ok_or(XlsxError::RowColumnLimitError)?;
        let mut pen = Pen::new(looks, Look::Flat);
        pen.links = *links;
        for (column, cell) in (0..).zip(row) {
            pen.write(sheet, (at, column), cell)?;
        }
        *links = pen.links;
        Ok(())
    }

    /// The whole; without rows, the sheet says `nothing`.
    pub(super) fn bytes(
        mut self,
        (title, day): (&str, NaiveDate),
        summary: &[SummaryPart],
        nothing: &str,
    ) -> Result<Vec<u8>, XlsxError> {
        self.book.name(title, day);
        let Book { workbook, looks } = &mut self.book;
        write_summary(printed(workbook.worksheet_from_index(0)?), looks, summary)?;
        let sheet = workbook.worksheet_from_index(1)?;
        let last = (index(self.rows), index(self.headers.len().saturating_sub(1)));
        match last {
            _ if self.rows == 0 => {
                sheet.write_string(0, 0, nothing)?;
            }
            (Some(row), Some(column)) => finish(sheet, row, column)?,
            _ => return Err(XlsxError::RowColumnLimitError),
        }
        self.book.bytes()
    }
}
