//! How sheets look and behave, and what Excel can hold of them.

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, FormatUnderline, IgnoreError, Url, Workbook, Worksheet, XlsxError,
};

use crate::render::table::cell::{Cell, Header, Table, cut, is_formula};
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

/// The formats of cells.
pub(super) struct CellFormats {
    title: Format,
    strong: Format,
    pub(super) header: Format,
    text: Format,
    pub(super) flat: Format,
    number: Format,
    day: Format,
    instant: Format,
    link: Format,
}

impl CellFormats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(15),
            strong: Format::new().set_bold(),
            header: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#E8ECF1")
                .set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            flat: top(),
            number: top(),
            day: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            instant: top().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            link: top().set_font_color("#0B5394").set_underline(FormatUnderline::Single),
        }
    }
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
    pub(super) fn sheet(&mut self, name: &str, table: &Table, nothing: &str, rows: Rows) -> Result<(), XlsxError> {
        let Self { workbook, looks } = self;
        let sheet = printed(workbook.add_worksheet().set_name(name)?);
        let widths: Vec<_> = table.headers.iter().enumerate().map(|(at, header)| width(table, at, header)).collect();
        for (at, width) in (0..).zip(&widths) {
            sheet.set_column_width(at, *width)?;
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
            Rows::Wrapped => &looks.text,
            Rows::Flat => &looks.flat,
        };
        let mut pen = Pen::new(looks, text);
        for (at, row) in (1..).zip(&table.rows) {
            let lines = lines(row, table, &widths);
            if rows == Rows::Flat && lines > 1 {
                sheet.set_row_height(at, LINE_HEIGHT * lines)?;
            }
            for ((column, cell), header) in (0..).zip(row).zip(&table.headers) {
                pen.text = if WHOLE.contains(&header.name) { &looks.text } else { text };
                pen.write(sheet, (at, column), cell)?;
            }
        }
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
    let mut pen = Pen::new(looks, &looks.text);
    let mut row = 0;
    for block in blocks {
        match block {
            SummaryPart::Title(words) => line(sheet, row, words, &looks.title)?,
            SummaryPart::Headline(words) => line(sheet, row, words, &looks.strong)?,
            SummaryPart::Paragraph(words) => paragraph(sheet, row, words, &looks.text)?,
            SummaryPart::Rows { headers, rows } => {
                for (at, header) in (0..).zip(headers) {
                    sheet.write_string_with_format(row, at, *header, &looks.header)?;
                }
                for cells in rows {
                    row += 1;
                    for (column, cell) in (0..).zip(cells) {
                        // A label has its own line breaks; what follows may run on to the right.
                        pen.text = if column == 0 { &looks.text } else { &looks.flat };
                        pen.write(sheet, (row, column), cell)?;
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

/// How wide a column is, in characters.
fn width(table: &Table, at: usize, header: &Header) -> u8 {
    if !WHOLE.contains(&header.name) {
        return header.width;
    }
    let longest = table.rows.iter().filter_map(|row| row.get(at)).map(room).max().unwrap_or_default();
    u8::try_from(longest.min(WIDEST)).unwrap_or(header.width).max(header.width)
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
fn lines(row: &[Cell], table: &Table, widths: &[u8]) -> u16 {
    let whole = row.iter().zip(&table.headers).zip(widths).filter(|((_, header), _)| WHOLE.contains(&header.name));
    let lines = whole.map(|((cell, _), width)| room(cell).div_ceil(usize::from(*width).max(1)));
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
    sheet.write_string_with_format(row, 0, plain(&visible(words)), format)?;
    Ok(())
}

/// A text across the columns of the summary. Excel finds no height for cells that are merged.
fn paragraph(sheet: &mut Worksheet, row: u32, words: &str, format: &Format) -> Result<(), XlsxError> {
    let words = visible(words);
    let width = usize::from(SUMMARY_WIDTHS.iter().sum::<u8>());
    let lines = u16::try_from(words.chars().count() / width + 1).unwrap_or(u16::MAX).min(MOST_LINES);
    sheet.merge_range(row, 0, row, LAST_SUMMARY_COLUMN, &plain(&words), format)?;
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
/// Links that Excel opens on one sheet.
const MOST_LINKS: usize = 65_530;
/// Characters of an address that Excel follows.
const LONGEST_LINK: usize = 2_079;

/// Writes cells, and counts what Excel limits.
pub(super) struct Pen<'a> {
    looks: &'a CellFormats,
    text: &'a Format,
    /// What a text that reads like a formula looks like: it stays a text when somebody edits it.
    quoted: Format,
    pub(super) links: usize,
}

impl<'a> Pen<'a> {
    pub(super) fn new(looks: &'a CellFormats, text: &'a Format) -> Self {
        Self { looks, text, quoted: text.clone().set_quote_prefix(), links: 0 }
    }

    pub(super) fn write(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let looks = self.looks;
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(sheet, (row, column), text)?,
            Cell::Number(n) => {
                // Exact up to 2^53, far beyond what is counted here.
                #[expect(clippy::cast_precision_loss, reason = "a cell holds no other numbers")]
                let n = *n as f64;
                sheet.write_number_with_format(row, column, n, &looks.number)?;
            }
            Cell::Day(day) if YEARS.contains(&day.year()) => {
                sheet.write_date_with_format(row, column, day, &looks.day)?;
            }
            Cell::Day(day) => self.text(sheet, (row, column), &day.to_string())?,
            Cell::Instant(instant) => {
                sheet.write_datetime_with_format(row, column, instant.naive_utc(), &looks.instant)?;
            }
            Cell::Link { words, url } => {
                if self.links == MOST_LINKS || length(url) > LONGEST_LINK {
                    return self.text(sheet, (row, column), url);
                }
                self.links += 1;
                let link = Url::new(url.as_str()).set_text(plain(words));
                sheet.write_url_with_format(row, column, link, &looks.link)?;
            }
        }
        Ok(())
    }

    fn text(&self, sheet: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
        let format = if is_formula(text) { &self.quoted } else { self.text };
        sheet.write_string_with_format(row, column, plain(text), format)?;
        Ok(())
    }
}

/// Characters of an address as the file holds it.
fn length(url: &str) -> usize {
    let escaped = |c: char| {
        if matches!(c, '%' | '[' | ']' | '^' | '{' | '}') { 3 } else { 1 }
    };
    url.chars().map(escaped).sum()
}

/// Years of which Excel has days.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// The text as a cell holds it.
fn plain(text: &str) -> String {
    let text = cut(text);
    // The library takes such a text for one that it marked up itself, and writes it into the file as it is.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        return format!(" {text}");
    }
    text.into_owned()
}

fn cut_to(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_no_link_that_excel_would_not_open() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let looks = CellFormats::new();
        let mut pen = Pen::new(&looks, &looks.text);
        let address = |letters: usize| format!("https://a.b/{}", "x".repeat(letters));
        for (before, url, after) in [
            (0, address(1), 1),
            (0, address(LONGEST_LINK - 12), 1),
            (0, address(LONGEST_LINK - 11), 0),
            (0, address(LONGEST_LINK - 14) + "%", 0),
            (MOST_LINKS - 1, address(1), MOST_LINKS),
            (MOST_LINKS, address(1), MOST_LINKS),
        ] {
            pen.links = before;
            pen.write(sheet, (0, 0), &Cell::link("read", &url)).unwrap();
            assert_eq!(pen.links, after, "{url}");
        }
    }

    #[test]
    fn a_text_is_never_taken_for_markup_of_the_library() {
        assert_eq!(plain("<r><t>x</t></r>"), " <r><t>x</t></r>");
        assert_eq!(plain("<r>x"), "<r>x");
    }
}
