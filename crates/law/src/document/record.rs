//! The Federal Register's own record of a document: the JSON of `documents/{number}.json`, alone or
//! beside an XML file of an archive.
//!
//! Only what `earwatch` uses is kept; unknown keys are ignored, and every key but the number may be
//! absent or null, because the metadata grows for some days after publication. A value of another kind
//! than its key should have costs that key, and is said in [`DocumentRecord::odd`].

mod fields;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::law::citation::DocumentNumber;
pub(crate) use fields::Fields;

/// Metadata of one document as the API states it. `None` means that the API does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRecord {
    /// The number, dashes folded.
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
    pub docket_ids: Vec<String>,
    /// Regulation identifier numbers.
    pub regulation_id_numbers: Vec<String>,
    /// Parts of the CFR concerned; can be incomplete, so never the only filter.
    pub cfr_references: Vec<CfrPart>,
    /// The document that this one corrects; filled in only for numbers such as `C1-2024-13148`.
    pub correction_of: Option<String>,
    /// What of it is of another kind than expected, one sentence each.
    #[serde(skip)]
    pub odd: Vec<String>,
}

/// A part of the Code of Federal Regulations, as the API refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CfrPart {
    /// Title, 15 for the EAR.
    pub title: Option<u32>,
    /// Part, 744 for the lists.
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

impl<'de> Deserialize<'de> for DocumentRecord {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let value = Value::deserialize(value)?;
        let mut fields = Fields::of(&value).ok_or_else(|| D::Error::custom("expected an object"))?;
        let document_number = number(&value).map_err(D::Error::custom)?;
        let mut record = Self {
            document_number,
            title: fields.text("title"),
            document_type: fields.text("type"),
            action: fields.text("action"),
            publication_date: fields.date("publication_date"),
            effective_on: fields.date("effective_on"),
            dates: fields.text("dates"),
            summary: fields.text("abstract"),
            volume: fields.number("volume"),
            start_page: fields.number("start_page"),
            end_page: fields.number("end_page"),
            citation: fields.text("citation"),
            html_url: fields.text("html_url"),
            pdf_url: fields.text("pdf_url"),
            full_text_xml_url: fields.text("full_text_xml_url"),
            body_html_url: fields.text("body_html_url"),
            docket_ids: fields.texts("docket_ids"),
            regulation_id_numbers: fields.texts("regulation_id_numbers"),
            cfr_references: cfr_parts(&mut fields),
            correction_of: fields.text("correction_of"),
            odd: Vec::new(),
        };
        record.date_from_address(&mut fields);
        record.odd = fields.odd();
        Ok(record)
    }
}

impl DocumentRecord {
    /// Every address of a published document holds the day of its issue.
    fn date_from_address(&mut self, fields: &mut Fields<'_>) {
        if self.publication_date.is_some() {
            return;
        }
        let addresses = [&self.html_url, &self.full_text_xml_url, &self.body_html_url];
        if let Some(day) = addresses.into_iter().flatten().find_map(|address| day_in(address)) {
            self.publication_date = Some(day);
            fields
                .note("publication_date", &format!("names no day; {day}, the day in the document's address, was used"));
        }
    }
}

/// The day in `https://…/documents/2026/09/09/2026-20001/…`.
fn day_in(address: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = address.split('/').collect();
    parts.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    })
}

fn number(record: &Value) -> Result<DocumentNumber, String> {
    let Some(value) = record.get("document_number") else {
        return Err("missing field `document_number`".to_owned());
    };
    let Some(text) = value.as_str() else {
        return Err(format!("document_number is {value}, no text"));
    };
    let number = DocumentNumber::new(text);
    let in_use = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if number.as_str().chars().all(in_use) {
        Ok(number)
    } else {
        Err(format!("“{number}” is not a document number such as 2025-05427"))
    }
}

/// The parts of a reference come as numbers, as texts, or not at all.
fn cfr_parts(fields: &mut Fields<'_>) -> Vec<CfrPart> {
    let mut parts = Vec::new();
    for value in fields.list("cfr_references") {
        let Some(mut reference) = Fields::of(value) else {
            fields.odd_member("cfr_references", value);
            continue;
        };
        parts.push(CfrPart { title: reference.quiet_number("title"), part: reference.quiet_number("part") });
    }
    parts
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

    #[test]
    fn a_field_of_another_kind_costs_that_field() {
        let record = |key: &str, value: &str| {
            let json = format!(
                r#"{{"document_number": "2031-00077 ", "publication_date": "2031-05-06", "title": "Additions",
                     "start_page": 900, "docket_ids": ["D"], "{key}": {value}}}"#
            );
            DocumentRecord::from_json(json.as_bytes()).unwrap_or_else(|error| panic!("{key}: {value}: {error}"))
        };
        for (key, value, words) in [
            ("effective_on", "\"2031-09-31\"", "“2031-09-31”, which is no date"),
            ("effective_on", "\"\"", "an empty text, which is no date"),
            ("effective_on", "20310931", "20310931, which is no date"),
            ("effective_on", "\"September 30, 2031\"", "which is no date"),
            ("effective_on", "[\"2031-09-30\"]", "which is no date"),
            ("docket_ids", "[null]", "holds null"),
            ("docket_ids", "\"Docket No. 310501-0001\"", "a text instead of a list"),
            ("docket_ids", "{}", "{}, which is no list"),
            ("regulation_id_numbers", "[7]", "holds 7"),
            ("cfr_references", "[null]", "holds null"),
            ("cfr_references", "[\"15 CFR 744\"]", "holds “15 CFR 744”"),
            ("cfr_references", "\"15 CFR 744\"", "holds “15 CFR 744”"),
            ("dates", "{\"effective\": \"x\"}", "which is no text"),
            ("title", "[\"Additions\"]", "which is no text"),
            ("title", "7", "7, which is no text"),
            ("abstract", "false", "false, which is no text"),
            ("type", "{}", "which is no text"),
            ("volume", "-91", "-91, which is no number"),
            ("volume", "\"ninety-one\"", "which is no number"),
            ("volume", "91.5", "which is no number"),
            ("volume", "\"91\"", "the text “91”; it was read as 91"),
            ("end_page", "99999999999", "which is no number"),
            ("start_page", "0", "0, which is no number"),
            ("html_url", "7", "which is no text"),
            ("correction_of", "true", "which is no text"),
            ("publication_date", "\"2031-05-06T08:45:00-04:00\"", "it was read as 2031-05-06"),
        ] {
            let record = record(key, value);
            let [note] = record.odd.as_slice() else { panic!("{key}: {value}: {:?}", record.odd) };
            assert!(note.contains(key) && note.contains(words), "{key}: {value}: {note}");
            assert_eq!(record.publication_date, NaiveDate::from_ymd_opt(2031, 5, 6), "{key}: {value}");
        }
        for (key, value) in [
            ("dates", "null"),
            ("title", "\"\""),
            ("docket_ids", "null"),
            ("docket_ids", "[]"),
            ("cfr_references", "[{\"title\": \"15\", \"part\": \"744\"}, {\"chapter\": null}]"),
            ("images", "7"),
            ("type", "\"Uncategorized Document\""),
        ] {
            assert!(record(key, value).odd.is_empty(), "{key}: {value}");
        }
        assert_eq!(record("volume", "\"91\"").volume, Some(91));
        assert_eq!(record("docket_ids", "\"D 2\"").docket_ids, ["D 2"]);
        assert_eq!(record("docket_ids", "[null, \"D 2\"]").docket_ids, ["D 2"]);
    }

    #[test]
    fn a_day_that_the_record_lacks_stands_in_the_address() {
        let json = br#"{"document_number": "2031-00077", "publication_date": "2031-02-30",
                        "html_url": "https://www.federalregister.gov/documents/2031/05/06/2031-00077/additions"}"#;
        let record = DocumentRecord::from_json(json).unwrap();
        assert_eq!(record.publication_date, NaiveDate::from_ymd_opt(2031, 5, 6));
        assert_eq!(record.odd.len(), 2, "{:?}", record.odd);
    }
}
