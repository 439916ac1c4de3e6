//! How sheets look and behave, and what Excel can hold of them.

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::pen::{CellFormats, Look, Pen, plain};
use crate::render::table::cell::{Cell, Header, Table};
use crate::render::table::summary::SummaryPart;
use crate::visible::visible;

/// How the rows of a sheet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// As high as their texts.
    Wrapped,
    /// One line each.
    Flat,
}

/// A workbook that is being written.
pub(super) struct Book {
    pub(super) workbook: Workbook,
    pub(super) looks: CellFormats,
}

impl Book {
    /// A workbook of a day, which it names as the day of its making.
    pub(super) fn new(title: &str, day: NaiveDate) -> Self {
        let mut book = Self { workbook: Workbook::new(), looks: CellFormats::new() };
        book.name(title, day);
        book
    }

    pub(super) fn name(&mut self, title: &str, day: NaiveDate) {
        let made = day.and_time(NaiveTime::MIN).and_utc();
        self.workbook.set_properties(
            &DocProperties::new()
                .set_title(cut_to(&visible(title), LONGEST_PROPERTY))
                .set_author("earwatch")
                .set_creation_datetime(&made),
        );
    }

    pub(super) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }

    /// A sheet for a table; one without rows says `nothing`.
    pub(super) fn sheet(&mut self, name: &str, table: Table, nothing: &str, rows: Rows) -> Result<(), XlsxError> {
        let Self { workbook, looks } = self;
        let sheet = printed(workbook.add_worksheet().set_name(name)?);
        let columns: Vec<_> =
            table.headers.iter().enumerate().map(|(at, header)| Column::new(&table, at, header)).collect();
        for (at, column) in (0..).zip(&columns) {
            sheet.set_column_width(at, column.width)?;
        }
        let (Some(last_row), Some(last_column)) =
            (index(table.rows.len()), index(table.headers.len().saturating_sub(1)))
        else {
            return Err(XlsxError::RowColumnLimitError);
        };
        if table.rows.is_empty() {
            sheet.write_string(0, 0, nothing)?;
            return Ok(());
        }
        for (at, header) in (0..).zip(&table.headers) {
            sheet.write_string_with_format(0, at, header.title, &looks.header)?;
        }
        let text = match rows {
            Rows::Wrapped => Look::Wrapped,
            Rows::Flat => Look::Flat,
        };
        let mut pen = Pen::new(looks, text).by_column(columns.len());
        for (at, row) in (1..).zip(table.rows) {
            if rows == Rows::Flat {
                let lines = lines(&row, &columns);
                if lines > 1 {
                    sheet.set_row_height(at, LINE_HEIGHT * lines)?;
                }
            }
            for ((at_column, cell), column) in (0..).zip(row).zip(&columns) {
                pen.text = if column.is_whole { Look::Wrapped } else { text };
                pen.write(sheet, (at, at_column), cell)?;
            }
        }
        pen.finish(sheet)?;
        finish(sheet, last_row, last_column)
    }

    /// The first sheet.
    pub(super) fn summary(&mut self, blocks: &[SummaryPart]) -> Result<(), XlsxError> {
        let Self { workbook, looks } = self;
        write_summary(printed(workbook.add_worksheet().set_name(SUMMARY)?), looks, blocks)
    }
}

/// What holds for a table as a whole: its header stays and filters.
pub(super) fn finish(sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 0)?;
    // So many columns on one page nobody could read.
    if last_column > READABLE_COLUMNS {
        sheet.set_print_fit_to_pages(last_column / READABLE_COLUMNS + 1, 0);
    }
    // A footnote number is no figure; that it stands as a text is meant.
    sheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// The name of the first sheet.
pub(super) const SUMMARY: &str = "Summary";

pub(super) fn write_summary(
    sheet: &mut Worksheet,
    looks: &CellFormats,
    blocks: &[SummaryPart],
) -> Result<(), XlsxError> {
    for (at, width) in (0..).zip(SUMMARY_WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let mut pen = Pen::new(looks, Look::Wrapped);
    let mut row = 0;
    for block in blocks {
        match block {
            SummaryPart::Title(words) => line(sheet, row, words, &looks.title)?,
            SummaryPart::Headline(words) => line(sheet, row, words, &looks.strong)?,
            SummaryPart::Paragraph(words) => paragraph(sheet, row, words, looks.of(Look::Wrapped))?,
            SummaryPart::Rows { headers, rows } => {
                for (at, header) in (0..).zip(headers) {
                    sheet.write_string_with_format(row, at, *header, &looks.header)?;
                }
                for cells in rows {
                    row += 1;
                    for (column, cell) in (0..).zip(cells) {
                        // A label has its own line breaks; what follows may run on to the right.
                        pen.text = if column == 0 { Look::Wrapped } else { Look::Flat };
                        pen.write(sheet, (row, column), cell.clone())?;
                    }
                }
                row += 1;
            }
        }
        row += 1;
    }
    Ok(())
}

/// Columns that show their texts whole: as wide as these, or in several lines.
const WHOLE: [&str; 3] = ["country", "name", "designations_in_words"];
/// The widest of them, in characters.
const WIDEST: usize = 60;

/// How a column stands.
struct Column {
    /// In characters.
    width: u8,
    /// Whether it shows its texts whole.
    is_whole: bool,
}

impl Column {
    fn new(table: &Table, at: usize, header: &Header) -> Self {
        let is_whole = WHOLE.contains(&header.name);
        if !is_whole {
            return Self { width: header.width, is_whole };
        }
        let longest = table.rows.iter().filter_map(|row| row.get(at)).map(room).max().unwrap_or_default();
        Self { width: u8::try_from(longest.min(WIDEST)).unwrap_or(header.width).max(header.width), is_whole }
    }
}

/// How much room a text takes in one line, in characters.
fn room(cell: &Cell) -> usize {
    match cell {
        // Capitals are wider than the figures that columns are measured in.
        Cell::Text(text) => text.chars().map(|c| if c.is_uppercase() { 5 } else { 4 }).sum::<usize>() / 4 + 1,
        _ => 0,
    }
}

/// How many lines a row needs for what it shows whole.
fn lines(row: &[Cell], columns: &[Column]) -> u16 {
    let whole = row.iter().zip(columns).filter(|(_, column)| column.is_whole);
    let lines = whole.map(|(cell, column)| room(cell).div_ceil(usize::from(column.width).max(1)));
    u16::try_from(lines.max().unwrap_or_default()).unwrap_or(MOST_LINES).min(MOST_LINES)
}

/// Set up for paper: across, as wide as a page, its number below.
pub(super) fn printed(sheet: &mut Worksheet) -> &mut Worksheet {
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_footer("&L&A&RPage &P of &N")
}

pub(super) fn index<T: TryFrom<usize>>(at: usize) -> Option<T> {
    at.try_into().ok()
}

fn line(sheet: &mut Worksheet, row: u32, words: &str, format: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, plain(visible(words)), format)?;
    Ok(())
}

/// A text across the columns of the summary. Excel finds no height for cells that are merged.
fn paragraph(sheet: &mut Worksheet, row: u32, words: &str, format: &Format) -> Result<(), XlsxError> {
    let words = visible(words);
    let width = usize::from(SUMMARY_WIDTHS.iter().sum::<u8>());
    let lines = u16::try_from(words.chars().count() / width + 1).unwrap_or(u16::MAX).min(MOST_LINES);
    sheet.merge_range(row, 0, row, LAST_SUMMARY_COLUMN, &plain(words), format)?;
    sheet.set_row_height(row, LINE_HEIGHT * lines)?;
    Ok(())
}

/// Columns that a page shows in a size that can be read.
const READABLE_COLUMNS: u16 = 8;

/// Widths of the columns of the summary: a label, then figures, days and links.
const SUMMARY_WIDTHS: [u8; 6] = [84, 16, 18, 18, 22, 18];
const LAST_SUMMARY_COLUMN: u16 = 5;
/// Points.
const LINE_HEIGHT: u16 = 15;
/// Excel has no higher rows.
const MOST_LINES: u16 = 27;
/// Characters of a property that Excel reads.
const LONGEST_PROPERTY: usize = 255;

fn cut_to(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
