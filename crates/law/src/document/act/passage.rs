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

impl Passage {
    /// What is corrected in a DATES section, with what it is to read where that is printed in a paragraph of its own: "On page
    /// 900, the DATES caption is corrected to read as follows:", "DATES: This rule is effective June 2, 2031."
    pub(super) fn with_what_it_reads(&self, next: &Self) -> Option<Self> {
        let lead = self.text.trim_end();
        let of_dates = lead.contains("DATES") || lead.to_lowercase().contains("effective date");
        let reads = ["read:", "reads:", "read as follows:", "reads as follows:"].iter().any(|end| lead.ends_with(end));
        let read = next.text.trim();
        let quoted = read.starts_with('“') && read.ends_with('”');
        let text = if quoted {
            format!("{lead} {read}")
        } else if read.starts_with("DATES") && !read.contains(['“', '”']) {
            format!("{lead} “{read}”")
        } else {
            return None;
        };
        (of_dates && reads && next.section == self.section).then(|| Self { text, ..self.clone() })
    }
}
