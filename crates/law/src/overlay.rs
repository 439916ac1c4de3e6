//! Reviewed readings of a defective document: `overlays/<document-number>.toml` → what its text is to be read as.
//!
//! Published text is never corrected silently. An overlay says which printed words are read how, what is ordered
//! besides, and which findings need nothing more, each with a reason and the initials of who decided. Every reading
//! that is applied is told, and so is every one that fits nothing any more.
//!
//! ```toml
//! reviewer = "KL"
//!
//! [[replace]]
//! printed = "Shenzen Ready Tech"
//! read = "Shenzhen Ready Tech"
//! reason = "misspelt; the list prints the other spelling"
//! ```

mod apply;

use serde::Deserialize;
use toml::Spanned;

use crate::digest::sha256_hex;
use crate::finding::{Answer, Code, Finding, Through};
use crate::law::ListId;
use crate::law::citation::DocumentNumber;

/// The readings of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// The document.
    pub number: DocumentNumber,
    /// The file as written.
    pub text: String,
    readings: Readings,
}

/// A file as written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Readings {
    /// Initials of who decided.
    reviewer: String,
    #[serde(default)]
    replace: Vec<Spanned<Replace>>,
    #[serde(default)]
    instruct: Vec<Spanned<Instruct>>,
    #[serde(default)]
    row: Vec<Spanned<MissingRow>>,
    #[serde(default)]
    accept: Vec<Spanned<Accept>>,
}

/// Printed words, which must stand exactly once in the amendatory text, its tables and the DATES section, or, where none
/// of these has them, in the prose of the preamble, and what they are read as.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replace {
    printed: String,
    read: String,
    reason: String,
}

/// An order in the words of an amendatory paragraph for Part 744.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instruct {
    order: String,
    reason: String,
}

/// A row that the document does not print.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingRow {
    #[serde(default = "entity_list")]
    list: ListId,
    country: String,
    entity: String,
    #[serde(default)]
    license_requirement: String,
    #[serde(default)]
    license_review_policy: String,
    #[serde(default)]
    citation: String,
    reason: String,
}

/// A finding of the document that needs nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    code: Code,
    country: Option<String>,
    name: Option<String>,
    /// Words of its quote or message.
    contains: Option<String>,
    reason: String,
}

fn entity_list() -> ListId {
    ListId::EntityList
}

const REASON: &str = "a reason";
const WORDS: &str = "the words of the reading";

/// Why a file is no overlay.
#[derive(Debug, thiserror::Error)]
pub enum OverlayError {
    /// Not TOML, or other keys.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A value that cannot be.
    #[error("line {line}: expected {expected}")]
    Value {
        /// Line of the file.
        line: u32,
        /// What should stand there.
        expected: &'static str,
    },
}

impl Overlay {
    /// Reads the overlay of a document.
    pub fn read(number: DocumentNumber, text: &str) -> Result<Self, OverlayError> {
        let readings: Readings = toml::from_str(text)?;
        let overlay = Self { number, text: text.to_owned(), readings };
        overlay.validated()
    }

    fn validated(self) -> Result<Self, OverlayError> {
        let Readings { reviewer, replace, instruct, row, accept } = &self.readings;
        if reviewer.trim().is_empty() {
            return Err(OverlayError::Value { line: 1, expected: "the initials of the reviewer" });
        }
        let mut required = Vec::new();
        for it in replace {
            required.push((it.span(), &it.get_ref().reason, REASON));
            required.push((it.span(), &it.get_ref().printed, WORDS));
        }
        for it in instruct {
            required.push((it.span(), &it.get_ref().reason, REASON));
            required.push((it.span(), &it.get_ref().order, WORDS));
        }
        for it in row {
            required.push((it.span(), &it.get_ref().reason, REASON));
            required.push((it.span(), &it.get_ref().entity, WORDS));
        }
        for it in accept {
            required.push((it.span(), &it.get_ref().reason, REASON));
        }
        if required.is_empty() {
            return Err(OverlayError::Value {
                line: 1,
                expected: "a [[replace]], [[instruct]], [[row]] or [[accept]]",
            });
        }
        if let Some((span, _, expected)) = required.into_iter().find(|(_, value, _)| value.trim().is_empty()) {
            let line = self.line(&span);
            return Err(OverlayError::Value { line, expected });
        }
        Ok(self)
    }

    /// SHA-256 over the file.
    pub fn sha256(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }

    fn line(&self, span: &std::ops::Range<usize>) -> u32 {
        let before = self.text.bytes().take(span.start);
        let lines = before.filter(|byte| *byte == b'\n').count();
        u32::try_from(lines + 1).unwrap_or(u32::MAX)
    }

    /// What the overlay answers to a finding, if it is about its document and one of the accepted.
    pub fn answer(&self, finding: &Finding) -> Option<Answer> {
        if finding.document.as_ref() != Some(&self.number) {
            return None;
        }
        let accepted = self.readings.accept.iter().map(Spanned::get_ref);
        accepted.into_iter().find(|accept| accept.fits(finding)).map(|accept| Answer {
            through: Through::Overlay,
            reviewer: self.readings.reviewer.clone(),
            reason: accept.reason.clone(),
        })
    }

    /// Accepted findings that none of the document's findings fits.
    pub fn unused(&self, findings: &[Finding]) -> Vec<Finding> {
        let of_document: Vec<_> =
            findings.iter().filter(|finding| finding.document.as_ref() == Some(&self.number)).collect();
        let idle = self.readings.accept.iter().filter(|accept| {
            let fits = |finding: &&&Finding| accept.get_ref().fits(finding);
            !of_document.iter().any(|finding| fits(&finding))
        });
        idle.map(|accept| {
            let message =
                format!("the overlay accepts a finding {} that the document does not have", accept.get_ref().code);
            self.told(Code::OverlayUnused, message, "accept", &accept.span())
        })
        .collect()
    }
}

impl Accept {
    fn fits(&self, finding: &Finding) -> bool {
        let is =
            |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted.as_deref() == found.as_deref();
        let contains = self.contains.as_deref().is_none_or(|words| {
            finding.message.contains(words) || finding.quote.as_deref().is_some_and(|quote| quote.contains(words))
        });
        self.code == finding.code && is(&self.country, &finding.country) && is(&self.name, &finding.name) && contains
    }
}
