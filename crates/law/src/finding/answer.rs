//! Who looked at a finding, and why nothing more is to be done about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Finding;

/// An answered finding does not ask for a person any more; it is still shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Where the answer stands.
    pub through: Through,
    /// Initials of the person.
    pub reviewer: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let through = match self.through {
            Through::Acknowledgement => "an acknowledgement",
            Through::Overlay => "the overlay",
        };
        write!(f, "{through} ({}: {})", self.reviewer, self.reason)
    }
}

/// Where an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Through {
    /// An acknowledgement on record.
    Acknowledgement,
    /// The overlay of the document.
    Overlay,
}

impl Finding {
    /// Whether two findings say the same about the same words; the line may differ between two renderings.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self { code, document, list, country, name, quote, place: _, surplus: _, explained_by: _, message } = self;
        *code == other.code
            && *document == other.document
            && *list == other.list
            && *country == other.country
            && *name == other.name
            && *quote == other.quote
            && *message == other.message
    }
}
