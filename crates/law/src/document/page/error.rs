//! Why a page is not read.

use super::limits::DEEPEST;

/// Why a page is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Nothing in it.
    #[error("expected the page of a Federal Register document, but found an empty one; ask again later")]
    Empty,
    /// A bot wall, an error page, a page of something else.
    #[error(
        "expected the page of a Federal Register document, but found none of its paragraphs, only “{shown}”; open the address in a browser"
    )]
    NoDocument {
        /// What the page says.
        shown: String,
    },
    /// It ends in the middle.
    #[error("expected the whole page, but it ends before the document does; ask again later")]
    Cut,
    /// Every order of the document may lack words.
    #[error(
        "expected whole orders, but the page keeps only the words before the first change of type, as in “{quote}”; wait for the XML"
    )]
    WordsLost {
        /// The first of the orders.
        quote: String,
    },
    /// Nested deeper than any page of the site.
    #[error(
        "expected elements nested at most {} deep, but the page goes deeper; it is not a page of the site",
        DEEPEST
    )]
    TooDeep,
    /// Longer than any page of the site.
    #[error("expected at most 64 MiB, but the page has {bytes} bytes; it is not a page of the site")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}
