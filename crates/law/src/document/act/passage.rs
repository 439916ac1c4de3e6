//! Words of a document, and the part of it where they stand.

use serde::{Deserialize, Serialize};

use crate::finding::Place;

/// Where words stand that act on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// The subject line.
    Title,
    /// The ACTION line.
    Action,
    /// The SUMMARY.
    Summary,
    /// The DATES section.
    Dates,
    /// A heading that refers to a document.
    Heading,
    /// SUPPLEMENTARY INFORMATION and whatever else bears text.
    Body,
}

/// Words of a document, in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) section: Section,
    pub(crate) text: String,
    pub(crate) place: Place,
}
