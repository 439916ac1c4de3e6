//! Why a file is no printing of a list.

use crate::drift::Printing;

/// Why a file is no printing of a list.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are no text.
    #[error("expected text in UTF-8 or UTF-16, but found other bytes at offset {offset}; save it as UTF-8")]
    NotText {
        /// Where.
        offset: usize,
    },
    /// A page instead of data, as bot walls and error pages are.
    #[error("the file is a web page ({title}), not data; download it again, and look at it in a browser")]
    WebPage {
        /// What it calls itself, shortened.
        title: String,
    },
    /// The eCFR's page for readers instead of its data.
    #[error(
        "the file is a web page of the eCFR ({title}), and its XML is needed: run `earwatch verify` without a file, or save \
         https://www.ecfr.gov/api/versioner/v1/full/YYYY-MM-DD/title-15.xml?part=744 with the day in place of YYYY-MM-DD"
    )]
    EcfrPage {
        /// What it calls itself, shortened.
        title: String,
    },
    /// JSON that cannot be read to its end.
    #[error("the JSON cannot be read: {problem}; if it was cut off, download it again")]
    Json {
        /// What is wrong, and where.
        problem: String,
    },
    /// JSON of another shape.
    #[error(
        "expected the JSON of the Consolidated Screening List, a list of records under \"results\", but found {found}"
    )]
    Shape {
        /// What is there.
        found: String,
    },
    /// A table of something else.
    #[error(
        "expected eCFR XML, the Consolidated Screening List (columns source, name, addresses, …) or BIS's CSV (Source \
         List, Name, Address, Country, …), but found a table that begins “{found}”"
    )]
    Header {
        /// The first line, shortened.
        found: String,
    },
    /// A quotation that does not end.
    #[error("the table breaks off within a quoted field that begins at line {line}; download it again")]
    Open {
        /// Where it begins.
        line: u64,
    },
    /// A table with nothing of ours.
    #[error(
        "the {printing} holds {rows} rows, and none of the Entity List, the Unverified List or the MEU List; is it cut off, or filtered?"
    )]
    NoParty {
        /// Whose table it is.
        printing: Printing,
        /// Rows of others.
        rows: usize,
    },
}
