//! Why a file is no published list.

use crate::markup::MarkupError;

/// Why a file is no published list.
#[derive(Debug, thiserror::Error)]
pub enum EcfrError {
    /// Not XML.
    #[error(transparent)]
    Markup(#[from] MarkupError),
    /// XML of something else.
    #[error(
        "expected eCFR XML with Supplement No. 4 to Part 744, but found <{root}> without a supplement of a party list"
    )]
    NoSupplement {
        /// The root element.
        root: String,
    },
    /// A supplement without a table.
    #[error("expected a table in Supplement No. {supplement} at line {line}, but found none")]
    NoTable {
        /// Supplement number.
        supplement: u8,
        /// Line of the supplement.
        line: u32,
    },
    /// Two texts of one supplement.
    #[error("expected Supplement No. {supplement} once, but it begins again at line {line}")]
    Twice {
        /// Supplement number.
        supplement: u8,
        /// Line of the second one.
        line: u32,
    },
    /// Text of a table outside its cells, or a cell outside its rows.
    #[error("expected rows of cells in Supplement No. {supplement}, but found at line {line} outside of them: {text}")]
    Stray {
        /// Supplement number.
        supplement: u8,
        /// Line of the text.
        line: u32,
        /// The text, shortened.
        text: String,
    },
    /// A table with other columns than the list has.
    #[error("expected the columns {expected} in Supplement No. {supplement} at line {line}, but found {found}")]
    Columns {
        /// Supplement number.
        supplement: u8,
        /// Line of the header row.
        line: u32,
        /// The columns of the list.
        expected: String,
        /// The columns printed.
        found: String,
    },
    /// A row that does not fit the header.
    #[error(
        "expected {expected} cells in the row at line {line} of Supplement No. {supplement}, but found {found}: {text}"
    )]
    Row {
        /// Supplement number.
        supplement: u8,
        /// Line of the row.
        line: u32,
        /// Columns of the table.
        expected: usize,
        /// Cells of the row.
        found: usize,
        /// What the row says, shortened.
        text: String,
    },
    /// A table without entries.
    #[error("expected entries in the table of Supplement No. {supplement}, but found none")]
    Empty {
        /// Supplement number.
        supplement: u8,
    },
}
