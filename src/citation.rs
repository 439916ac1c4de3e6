//! Identifiers of published law: document numbers and Federal Register citations.
//!
//! `"90 FR 14048, 3/28/25".parse::<FrCitation>()` and back through `Display`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A Federal Register document number such as `2025-05427`, `C1-2024-13148` or `E8-23178`, kept as
/// printed (dashes folded to `-`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// Takes a number as printed; white space is trimmed and typographic dashes become `-`.
    #[must_use]
    pub fn new(printed: &str) -> Self {
        Self(
            printed
                .trim()
                .replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'], "-"),
        )
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
