//! Why a text is no Federal Register document.

use crate::document::page::error::PageError;
use crate::law::citation::DocumentNumber;
use crate::markup::MarkupError;

/// Why a text is no Federal Register document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not XML.
    #[error(transparent)]
    Markup(#[from] MarkupError),
    /// No page of a document.
    #[error(transparent)]
    Page(#[from] PageError),
    /// XML of something else.
    #[error("expected a Federal Register document (RULE, NOTICE, CORRECT …) or an issue of them, but found <{root}>")]
    NoDocument {
        /// The root element.
        root: String,
    },
    /// Nothing says which document it is.
    #[error(
        "expected a document number (FRDOC) in the document at line {line}, but found none; put its API record (.json) beside it"
    )]
    NoNumber {
        /// Line of the document.
        line: u32,
    },
    /// The record beside the document is another document's.
    #[error("expected the record of document {printed}, but the record given is that of {given}")]
    OtherRecord {
        /// Number printed in the document.
        printed: DocumentNumber,
        /// Number in the record.
        given: DocumentNumber,
    },
    /// Nothing says when it was published.
    #[error(
        "expected a publication date for document {number}, but neither its record nor its text has one; put its API record (.json) beside it or pass --publication-date and --volume"
    )]
    NoPublicationDate {
        /// The document.
        number: DocumentNumber,
    },
}
