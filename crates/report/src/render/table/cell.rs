//! Typed cells, columns and rows, and what a cell of a spreadsheet can hold.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use unicode_normalization::UnicodeNormalization as _;

use crate::report::links;
use crate::visible::{is_hidden, visible};
use earwatch_law::law::designation;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known or meant.
    Empty,
    /// Words, already visible.
    Text(String),
    /// A figure or an identity.
    Number(u64),
    /// A day.
    Day(NaiveDate),
    /// An instant (UTC).
    Instant(DateTime<Utc>),
    /// A web address, and the words that a workbook shows for it.
    Link {
        /// What a workbook shows.
        words: String,
        /// The address.
        url: String,
    },
}

impl Cell {
    /// Words, made visible.
    pub fn text(text: impl AsRef<str>) -> Self {
        match text.as_ref() {
            "" => Self::Empty,
            text => Self::Text(visible(text)),
        }
    }

    /// Several words, made visible.
    pub fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::text(joined(texts))
    }

    /// A figure.
    pub fn number(n: usize) -> Self {
        Self::Number(n as u64)
    }

    /// An address that could be anything but a page is text.
    pub fn link(words: impl Into<String>, url: &str) -> Self {
        if links::is_web(url) {
            Self::Link { words: visible(&words.into()), url: url.to_owned() }
        } else {
            Self::text(url)
        }
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// What a column is called, and how wide a workbook shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// For programs, in CSV.
    pub name: &'static str,
    /// For readers, in a workbook.
    pub title: &'static str,
    /// In characters.
    pub width: u8,
}

pub const fn header(name: &'static str, title: &'static str, width: u8) -> Header {
    Header { name, title, width }
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The columns.
    pub headers: Vec<Header>,
    /// The cells of each row, one for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// Several texts in one cell: one line, which filters and searches find by any of them.
pub fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(text.as_ref());
    }
    out
}

/// Footnote numbers in one cell.
pub fn marks(marks: &[u8]) -> Cell {
    Cell::joined(marks.iter().map(u8::to_string))
}

/// Footnote numbers and what they mean in one cell.
pub fn marks_in_words(marks: &[u8]) -> Cell {
    Cell::joined(marks.iter().map(|mark| designation::in_words(*mark)))
}

/// Where a column stands on a sheet: those in front in their order, then all others.
pub fn place(name: &str, front: &[&str]) -> usize {
    front.iter().position(|of| *of == name).unwrap_or(front.len())
}

/// Code units of UTF-16 that a cell of a spreadsheet holds.
pub const LONGEST: usize = 32_767;
/// What stands at the end of a text that is longer.
const CUT: &str = " … [shortened: a cell cannot contain more; see the JSON of the report or the list for all of it]";

/// The text as far as a cell holds it. Excel puts the rest of a longer one into the cells that follow, where nothing
/// guards it.
pub fn cut(text: &str) -> Cow<'_, str> {
    // No text has more code units in UTF-16 than bytes in UTF-8.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut room = LONGEST - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push_str(CUT);
    Cow::Owned(kept)
}

/// Whether a spreadsheet would take a text for a formula: blanks and characters without a glyph do not count, and
/// full-width, small and raised forms count as what they stand for.
pub fn is_formula(text: &str) -> bool {
    match text.as_bytes().first() {
        // Of all but blanks and controls of ASCII, the first character decides, and is its own normal form.
        Some(first @ b'!'..=b'~') => return matches!(first, b'=' | b'+' | b'-' | b'@'),
        Some(b'\t' | b'\r' | b'\0') => return true,
        _ => {}
    }
    let first = text.chars().find(|c| !c.is_whitespace() && !is_hidden(*c));
    let plain = first.and_then(|c| std::iter::once(c).nfkc().next());
    plain.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\u{2212}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_known() {
        for formula in [
            "=1", "+1", "-1", "@x", "\t=1", "\tx", "\r1", " =1", "\u{A0}=1", "\u{200B}=1", "\u{FEFF}\n-1", "＝1",
            "＋1", "－1", "＠x", "﹣1", "⁺1", "−1",
        ] {
            assert!(is_formula(formula), "{formula:?}");
        }
        for text in ["", " ", "a=1", "—alias", "–", "'=1", "(-1)", "⟨U+0009⟩=1", "1-2"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }

    #[test]
    fn a_text_longer_than_a_cell_says_that_it_is_cut() {
        let units = |text: &str| text.encode_utf16().count();
        let fits = "ü".repeat(LONGEST);
        assert_eq!(cut(&fits), fits);
        for text in ["x".repeat(LONGEST + 1), "𝔸".repeat(LONGEST / 2 + 1)] {
            let cut = cut(&text);
            assert!(cut.ends_with(CUT) && (LONGEST - 1..=LONGEST).contains(&units(&cut)));
        }
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        assert!(matches!(Cell::link("x", "https://a.b/c"), Cell::Link { .. }));
        for url in ["javascript:alert(1)", "file:///etc/passwd", "https://a.b/ c", "https://a.b/\u{202E}"] {
            assert!(matches!(Cell::link("x", url), Cell::Text(_)), "{url}");
        }
    }
}
