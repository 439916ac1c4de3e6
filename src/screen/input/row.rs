//! A row as it stands in a file, and what the user says of the file.

use encoding_rs::Encoding;

use crate::screen::columns::Role;
use crate::screen::error::ScreenError;

/// Bytes of a row; what is longer is no party.
pub const LONGEST_ROW: usize = 1 << 20;

/// What the user says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Which column is what.
    pub columns: Vec<(Role, String)>,
    /// The encoding.
    pub encoding: Option<&'static Encoding>,
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// A row as it stands in the file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line, or the row of a sheet, counted from 1.
    pub at: u64,
    /// What stands there.
    pub raw: Raw,
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// Cells with delimiters between them.
    Table(Vec<u8>),
    /// A JSON object.
    Json(Vec<u8>),
    /// Cells of a table that is no text.
    Cells(Vec<Cell>),
    /// What cannot be read, and why.
    Bad(String),
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text; empty where there is nothing.
    Text(String),
    /// Several texts, each whole.
    Texts(Vec<String>),
    /// What has no value, and why.
    Unreadable(String),
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Texts(texts) => texts.iter().all(String::is_empty),
            Self::Unreadable(_) => false,
        }
    }
}

/// Rows, one after the other; an error ends them.
pub type Rows = Box<dyn Iterator<Item = Result<Row, ScreenError>> + Send>;
