//! The Federal Register's own record of a document: the JSON of `documents/{number}.json`, alone or
//! beside an XML file of an archive.
//!
//! Only what `earwatch` uses is kept; unknown keys are ignored, and every key but the number may be
//! absent or null, because the metadata grows for some days after publication.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::law::citation::DocumentNumber;

/// Metadata of one document as the API states it. `None` means that the API does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The number, dashes folded.
    #[serde(deserialize_with = "number")]
    pub document_number: DocumentNumber,
    /// Title, for instance "Additions of Entities to the Entity List".
    pub title: Option<String>,
    /// `Rule`, `Proposed Rule`, `Notice`, `Presidential Document`, `Correction` and the like.
    #[serde(rename = "type")]
    pub document_type: Option<String>,
    /// The ACTION line, for instance "Final rule."
    pub action: Option<String>,
    /// Day of the issue that printed it.
    pub publication_date: Option<NaiveDate>,
    /// The first effective date of the printed metadata; a rule may have more, see `dates`.
    pub effective_on: Option<NaiveDate>,
    /// The DATES section as printed.
    pub dates: Option<String>,
    /// The abstract.
    #[serde(rename = "abstract")]
    pub summary: Option<String>,
    /// Volume of the Federal Register.
    pub volume: Option<u32>,
    /// First printed page.
    pub start_page: Option<u32>,
    /// Last printed page.
    pub end_page: Option<u32>,
    /// Citation of the first page, for instance "90 FR 14048".
    pub citation: Option<String>,
    /// The page for readers.
    pub html_url: Option<String>,
    /// The official edition.
    pub pdf_url: Option<String>,
    /// The full text; absent until the XML has been imported.
    pub full_text_xml_url: Option<String>,
    /// The body as HTML.
    pub body_html_url: Option<String>,
    /// Agency docket numbers.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub docket_ids: Vec<String>,
    /// Regulation identifier numbers.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub regulation_id_numbers: Vec<String>,
    /// Parts of the CFR concerned; can be incomplete, so never the only filter.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub cfr_references: Vec<CfrPart>,
    /// The document that this one corrects; filled in only for numbers such as `C1-2024-13148`.
    pub correction_of: Option<String>,
}

/// A part of the Code of Federal Regulations, as the API refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CfrPart {
    /// Title, 15 for the EAR.
    #[serde(default, deserialize_with = "lenient_number")]
    pub title: Option<u32>,
    /// Part, 744 for the lists.
    #[serde(default, deserialize_with = "lenient_number")]
    pub part: Option<u32>,
}

/// Why bytes are not the record of a document.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not JSON, or JSON of another shape.
    #[error("expected the API's record of one document, but found other data ({0})")]
    Json(#[from] serde_json::Error),
    /// An empty number.
    #[error("expected a document_number, but found an empty one")]
    NoNumber,
}

impl DocumentRecord {
    /// The document that this one corrects.
    pub(crate) fn corrects(&self) -> Option<DocumentNumber> {
        let (_, number) = self.correction_of.as_deref()?.rsplit_once('/')?;
        number.trim_end_matches(".json").parse().ok()
    }

    /// Whether it refers to 15 CFR Part 744.
    pub fn names_part_744(&self) -> bool {
        let mut parts = self.cfr_references.iter();
        parts.any(|part| part.part == Some(744) && part.title.is_none_or(|title| title == 15))
    }

    /// Reads a single record, as served by `documents/{number}.json`.
    pub fn from_json(bytes: &[u8]) -> Result<Self, RecordError> {
        let record: Self = serde_json::from_slice(bytes)?;
        if record.document_number.as_str().is_empty() {
            return Err(RecordError::NoNumber);
        }
        Ok(record)
    }
}

fn number<'de, D: Deserializer<'de>>(value: D) -> Result<DocumentNumber, D::Error> {
    let number = DocumentNumber::new(&String::deserialize(value)?);
    let in_use = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if number.as_str().chars().all(in_use) {
        Ok(number)
    } else {
        let message = format!("“{number}” is not a document number such as 2025-05427");
        Err(serde::de::Error::custom(message))
    }
}

fn null_is_empty<'de, D, T>(value: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(value).map(Option::unwrap_or_default)
}

/// The parts of a reference come as numbers, as strings, or not at all.
fn lenient_number<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(u32),
        Text(String),
    }
    Ok(match Option::deserialize(value)? {
        Some(Written::Number(number)) => Some(number),
        Some(Written::Text(text)) => text.trim().parse().ok(),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_record_and_ignores_what_it_does_not_use() {
        let record = DocumentRecord::from_json(
            br#"{"document_number": "2031\u201300077", "type": "Rule", "abstract": "Two entries.",
                 "publication_date": "2031-05-06", "effective_on": "2031-05-02", "volume": 96,
                 "start_page": 900, "docket_ids": null, "regulation_id_numbers": ["0694-ZZ99"],
                 "cfr_references": [{"title": 15, "part": "744", "chapter": null}],
                 "images": {}, "full_text_xml_url": null}"#,
        )
        .unwrap();
        assert_eq!(record.document_number.as_str(), "2031-00077");
        assert_eq!(record.document_type.as_deref(), Some("Rule"));
        assert_eq!(record.summary.as_deref(), Some("Two entries."));
        assert_eq!(record.publication_date, NaiveDate::from_ymd_opt(2031, 5, 6));
        assert_eq!(record.volume, Some(96));
        assert!(record.docket_ids.is_empty());
        let part = CfrPart { title: Some(15), part: Some(744) };
        assert_eq!(record.cfr_references, [part]);
        assert_eq!(record.full_text_xml_url, None);
        assert_eq!(record.title, None);
    }

    #[test]
    fn a_number_is_all_that_a_record_must_have() {
        let record = DocumentRecord::from_json(br#"{"document_number": "C1-2031-00077"}"#).unwrap();
        assert_eq!(record.document_number.as_str(), "C1-2031-00077");
        for bad in [&b"{}"[..], b"[]", b"", br#"{"document_number": " "}"#, b"<html></html>"] {
            assert!(DocumentRecord::from_json(bad).is_err(), "{}", String::from_utf8_lossy(bad));
        }
    }
}
