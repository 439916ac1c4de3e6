//! What a cell looks like, and what Excel can hold of it.

use std::borrow::Cow;

use chrono::Datelike as _;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Url, Worksheet, XlsxError};

use crate::render::table::cell::{Cell, cut, is_formula};

/// What a cell looks like that is no link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A text in as many lines as it needs.
    Wrapped,
    /// A text in one line.
    Flat,
    /// A text that reads like a formula, in as many lines as it needs: it stays a text when somebody edits it.
    WrappedQuoted,
    /// The same in one line.
    FlatQuoted,
    Number,
    Day,
    Instant,
}

/// The formats of cells.
pub(super) struct CellFormats {
    pub(super) title: Format,
    pub(super) strong: Format,
    pub(super) header: Format,
    wrapped: Format,
    wrapped_quoted: Format,
    flat: Format,
    flat_quoted: Format,
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
            wrapped: top().set_text_wrap(),
            wrapped_quoted: top().set_text_wrap().set_quote_prefix(),
            flat: top(),
            flat_quoted: top().set_quote_prefix(),
            day: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            instant: top().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            link: top().set_font_color("#0B5394").set_underline(FormatUnderline::Single),
        }
    }

    pub(super) fn of(&self, look: Look) -> &Format {
        match look {
            Look::Wrapped => &self.wrapped,
            Look::WrappedQuoted => &self.wrapped_quoted,
            Look::Flat | Look::Number => &self.flat,
            Look::FlatQuoted => &self.flat_quoted,
            Look::Day => &self.day,
            Look::Instant => &self.instant,
        }
    }
}

/// Cells of a column, one below the other, that look the same.
#[derive(Debug, Clone, Copy)]
struct Run {
    look: Look,
    first: u32,
    last: u32,
}

/// The looks of the cells that are written and do not have them yet. The library compares a format with all others each time
/// that it is handed one, which takes longer than to write a cell; so it is handed one for a run of cells.
struct Runs {
    /// By column.
    open: Vec<Option<Run>>,
    /// Looks that the sheet has already. The library numbers formats as they come, so each comes with its first cell.
    known: Vec<Look>,
}

impl Runs {
    /// Takes a cell; gives the run that it ends.
    fn add(&mut self, (row, column): (u32, u16), look: Look) -> Option<Run> {
        let cell = Run { look, first: row, last: row };
        let Some(open) = self.open.get_mut(usize::from(column)) else {
            return Some(cell);
        };
        match open {
            Some(run) if run.look == look && run.last + 1 == row => {
                run.last = row;
                None
            }
            _ => open.replace(cell),
        }
    }
}

/// Writes cells, and counts what Excel limits.
pub(super) struct Pen<'a> {
    looks: &'a CellFormats,
    /// What texts look like.
    pub(super) text: Look,
    /// What a text that reads like a formula looks like.
    quoted: Look,
    runs: Option<Runs>,
    pub(super) links: usize,
}

impl<'a> Pen<'a> {
    /// `text`: what texts look like, [`Look::Wrapped`] or [`Look::Flat`].
    pub(super) fn new(looks: &'a CellFormats, text: Look) -> Self {
        let quoted = if text == Look::Flat { Look::FlatQuoted } else { Look::WrappedQuoted };
        Self { looks, text, quoted, runs: None, links: 0 }
    }

    /// A pen for a sheet of so many columns whose rows all stay in memory, which is to be finished.
    pub(super) fn by_column(self, columns: usize) -> Self {
        Self { runs: Some(Runs { open: vec![None; columns], known: Vec::new() }), ..self }
    }

    /// Writes a cell.
    pub(super) fn write(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: Cell,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => Ok(()),
            Cell::Text(text) => self.text(sheet, (row, column), text),
            Cell::Number(n) => {
                // Exact up to 2^53, far beyond what is counted here.
                #[expect(clippy::cast_precision_loss, reason = "a cell holds no other numbers")]
                let n = n as f64;
                sheet.write_number(row, column, n)?;
                self.look(sheet, (row, column), Look::Number)
            }
            Cell::Day(day) if YEARS.contains(&day.year()) => {
                sheet.write_datetime(row, column, day)?;
                self.look(sheet, (row, column), Look::Day)
            }
            Cell::Day(day) => self.text(sheet, (row, column), day.to_string()),
            Cell::Instant(instant) => {
                sheet.write_datetime(row, column, instant.naive_utc())?;
                self.look(sheet, (row, column), Look::Instant)
            }
            Cell::Link { words: _, url } if self.links == MOST_LINKS || length(&url) > LONGEST_LINK => {
                self.text(sheet, (row, column), url)
            }
            Cell::Link { words, url } => {
                self.links += 1;
                let link = Url::new(url).set_text(plain(words));
                sheet.write_url_with_format(row, column, link, &self.looks.link)?;
                Ok(())
            }
        }
    }

    fn text(&mut self, sheet: &mut Worksheet, (row, column): (u32, u16), text: String) -> Result<(), XlsxError> {
        let look = if is_formula(&text) { self.quoted } else { self.text };
        sheet.write_string(row, column, plain(text))?;
        self.look(sheet, (row, column), look)
    }

    /// Says what a cell looks like that is written.
    fn look(&mut self, sheet: &mut Worksheet, (row, column): (u32, u16), look: Look) -> Result<(), XlsxError> {
        let format = self.looks.of(look);
        let Some(runs) = &mut self.runs else {
            sheet.set_cell_format(row, column, format)?;
            return Ok(());
        };
        if !runs.known.contains(&look) {
            runs.known.push(look);
            sheet.set_cell_format(row, column, format)?;
        }
        match runs.add((row, column), look) {
            Some(run) => self.lay(sheet, column, run),
            None => Ok(()),
        }
    }

    fn lay(&self, sheet: &mut Worksheet, column: u16, Run { look, first, last }: Run) -> Result<(), XlsxError> {
        sheet.set_range_format(first, column, last, column, self.looks.of(look))?;
        Ok(())
    }

    /// Gives the last cells of each column their looks.
    pub(super) fn finish(mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let open = self.runs.take().map(|runs| runs.open).unwrap_or_default();
        let open = (0..).zip(open).filter_map(|(column, run)| Some((column, run?)));
        open.into_iter().try_for_each(|(column, run)| self.lay(sheet, column, run))
    }
}

/// Links that Excel opens on one sheet.
const MOST_LINKS: usize = 65_530;
/// Characters of an address that Excel follows.
const LONGEST_LINK: usize = 2_079;
/// Years of which Excel has days.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// Characters of an address as the file holds it.
fn length(url: &str) -> usize {
    let escaped = |c: char| {
        if matches!(c, '%' | '[' | ']' | '^' | '{' | '}') { 3 } else { 1 }
    };
    url.chars().map(escaped).sum()
}

/// The text as a cell holds it.
pub(super) fn plain(text: String) -> String {
    let shortened = match cut(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(shortened) => Some(shortened),
    };
    let text = shortened.unwrap_or(text);
    // The library takes such a text for one that it marked up itself, and writes it into the file as it is.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        return format!(" {text}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, NaiveTime};
    use rust_xlsxwriter::{DocProperties, Workbook};

    #[test]
    fn a_sheet_has_no_link_that_excel_would_not_open() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let looks = CellFormats::new();
        let mut pen = Pen::new(&looks, Look::Wrapped);
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
            pen.write(sheet, (0, 0), Cell::link("read", &url)).unwrap();
            assert_eq!(pen.links, after, "{url}");
        }
    }

    #[test]
    fn looks_laid_by_column_are_those_laid_cell_by_cell() {
        let day = NaiveDate::from_ymd_opt(2025, 3, 28);
        let rows = [
            [Cell::text("a"), Cell::Empty, day.into(), Cell::text("=1")],
            [Cell::Number(1), Cell::text("-b"), day.into(), Cell::Empty],
            [Cell::text("c"), Cell::text("d"), Cell::Empty, Cell::Empty],
            [Cell::text("e"), Cell::Empty, day.into(), Cell::link("read", "https://a.b/c")],
            [Cell::text("f"), Cell::text("+g"), Cell::text("h"), Cell::text("=2")],
        ];
        let book = |by_column: bool| {
            let mut workbook = Workbook::new();
            let sheet = workbook.add_worksheet();
            let looks = CellFormats::new();
            let mut pen = Pen::new(&looks, Look::Flat);
            if by_column {
                pen = pen.by_column(4);
            }
            for (at, row) in (1..).zip(rows.clone()) {
                for (column, cell) in (0..).zip(row) {
                    pen.text = if column == 1 { Look::Wrapped } else { Look::Flat };
                    pen.write(sheet, (at, column), cell).unwrap();
                }
            }
            pen.finish(sheet).unwrap();
            let made = day.unwrap().and_time(NaiveTime::MIN).and_utc();
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
            workbook.save_to_buffer().unwrap()
        };
        assert_eq!(book(true), book(false));
    }

    #[test]
    fn a_text_is_never_taken_for_markup_of_the_library() {
        assert_eq!(plain("<r><t>x</t></r>".to_owned()), " <r><t>x</t></r>");
        assert_eq!(plain("<r>x".to_owned()), "<r>x");
    }
}
