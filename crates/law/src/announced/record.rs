//! The record of a document on public inspection, one of `public-inspection-documents/current.json`.
//!
//! Nothing but the number must be there: a record that lacks a field, or has one of another type, is still a document.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::act::{Acts, Prose, Verb, declared};
use crate::document::dates::Dates;
use crate::document::preamble::Preamble;
use crate::document::record::Fields;
use crate::document::{Document, Status};
use crate::law::citation::DocumentNumber;
use crate::law::text::reference::may_concern_a_list;
use crate::law::washington;

/// What is known of a document on public inspection before its text is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionRecord {
    /// The number, dashes folded.
    pub number: DocumentNumber,
    /// Title, trimmed.
    pub title: String,
    /// `Rule`, `Proposed Rule`, `Notice` and the like; the codes of the search index in the same words.
    pub kind: Option<String>,
    /// When it was filed, in Washington's time.
    pub filed: Option<NaiveDateTime>,
    /// `special` or `regular`.
    pub filing: Option<String>,
    /// The day whose issue is to print it.
    pub scheduled: Option<NaiveDate>,
    /// The page for readers.
    pub url: Option<String>,
    /// The document as filed.
    pub pdf_url: Option<String>,
    /// The text that was taken from the PDF; absent until it is.
    pub text_url: Option<String>,
    /// A note of the Office of the Federal Register, for instance that the agency withdrew the document.
    pub note: Option<String>,
    /// What tells one state of the PDF from the next: when it was replaced, its size, its pages.
    pub version: Option<String>,
    /// What of it is of another kind than expected, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub odd: Vec<String>,
}

impl InspectionRecord {
    /// Reads one of the results; `None` for what is no record of a numbered document.
    pub fn read(result: &Value) -> Option<Self> {
        let number: DocumentNumber = result.get("document_number")?.as_str()?.parse().ok()?;
        let mut fields = Fields::of(result)?;
        let mut text = |key: &str| {
            let text = fields.text(key)?.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let title = text("title").or_else(|| text("toc_doc")).or_else(|| text("toc_subject"));
        let (kind, filing, note) = (text("type").map(in_words), text("filing_type"), text("editorial_note"));
        let (url, pdf_url, text_url) = (text("html_url"), text("pdf_url"), text("raw_text_url"));
        let filed_at = text("filed_at");
        let filed = filed_at.as_deref().and_then(in_washington);
        if let Some(filed_at) = filed_at.filter(|_| filed.is_none()) {
            fields.note("filed_at", &format!("is “{filed_at}”, which is no instant; it was left out"));
        }
        let scheduled = fields.day("publication_date");
        let version = result.get("pdf_updated_at").filter(|at| !at.is_null()).map(|at| {
            let part = |key: &str| result.get(key).map(Value::to_string).unwrap_or_default();
            format!("{at} {} {}", part("pdf_file_size"), part("num_pages"))
        });
        Some(Self {
            number,
            title: title.unwrap_or_default(),
            kind,
            filed,
            filing,
            scheduled,
            url,
            pdf_url,
            text_url,
            note,
            version,
            odd: fields.odd(),
        })
    }

    /// The document, before anything of its text is known.
    pub fn document(&self) -> Document {
        Document {
            number: self.number.clone(),
            title: self.title.clone(),
            action: String::new(),
            status: Status::Announced { may_be_cut: false },
            published: self.scheduled.unwrap_or(NaiveDate::MAX),
            volume: 0,
            start_page: None,
            end_page: None,
            url: self.link().map(str::to_owned),
            dates: Dates::default(),
            preamble: Preamble::default(),
            corrects: None,
            prose: Prose::default(),
            acts: Acts::default(),
            units: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Whether the Office of the Federal Register notes that the agency withdrew the document. It stays on inspection
    /// for the rest of the day.
    pub fn is_withdrawn(&self) -> bool {
        let note = self.note.as_deref().unwrap_or_default().to_lowercase();
        note.contains("withdraw") && !note.contains("not withdrawn")
    }

    /// Where a reader finds it: the page, else the PDF.
    pub fn link(&self) -> Option<&str> {
        self.url.as_deref().or(self.pdf_url.as_deref())
    }
}

/// Whether one of the results is a document of the Bureau of Industry and Security, or may be one: it names none but the
/// Commerce Department, or its title speaks of a list. Its text has to show what it is.
pub fn may_be_ours(result: &Value) -> bool {
    let list = |key: &str| result.get(key).and_then(Value::as_array).into_iter().flatten();
    let mut named: Vec<String> = list("agency_names").filter_map(Value::as_str).map(letters).collect();
    named.extend(list("agencies").flat_map(agency_names));
    let mut titles = ["title", "toc_doc", "toc_subject"].into_iter().filter_map(|key| result.get(key)?.as_str());
    may_be_of_bureau(&named) || titles.any(may_be_about_a_list)
}

/// Whether the table of contents of an issue has under this agency what is or may be of the bureau.
pub fn is_or_may_be_bureau(agency: &Value) -> bool {
    may_be_of_bureau(&agency_names(agency))
}

/// Whether a title is one of a document that may concern a list, or may act on the rules of any agency.
pub fn may_be_about_a_list(title: &str) -> bool {
    may_concern_a_list(title)
        || title.to_lowercase().contains("export administration regulations")
        || acts_on_rules(title)
}

/// Whether a title speaks of a delay, a withdrawal or a correction of rules in general: `Delay of Effective Dates of Rules
/// Published by the Department of Commerce`, `Regulatory Freeze Pending Review`. One that names its own matter does not:
/// `Fisheries Regulations; Correction`.
fn acts_on_rules(title: &str) -> bool {
    let lower = title.to_lowercase();
    let general = [
        "rules", "regulations", "rulemaking", "regulatory actions", "effective dates", "documents", "final actions",
        "department of commerce", "commerce department", "federal register",
    ];
    let part = |part: &str| {
        let freezes = part.contains("regulatory freeze") || part.contains("freeze of") || part.contains("moratorium");
        freezes
            || declared(part).is_some_and(|verb| verb != Verb::Correct && verb != Verb::Republish)
                && general.iter().any(|words| part.contains(words))
            || ["correction of", "correction to", "corrections to", "corrections of"]
                .iter()
                .any(|words| part.contains(words))
                && ["rules", "documents", "department of commerce", "federal register"]
                    .iter()
                    .any(|words| part.contains(words))
    };
    lower.split([';', ':', '—']).any(part)
}

/// What an agency is called, by letters and digits.
fn agency_names(agency: &Value) -> Vec<String> {
    let words = ["slug", "name", "raw_name"].map(|key| agency.get(key).and_then(Value::as_str));
    words.into_iter().flatten().chain(agency.as_str()).map(letters).collect()
}

/// Whether the bureau is among the names, or none but the department.
fn may_be_of_bureau(named: &[String]) -> bool {
    let is = |named: &str, names: &[&str]| names.contains(&named);
    let ours = ["industryandsecuritybureau", "bureauofindustryandsecurity", "bureauofindustryandsecuritycommerce"];
    // The office that prints all documents corrects them, too.
    let printer = ["federalregisteroffice", "officeofthefederalregister", "administrativecommitteeoffederalregister"];
    named.iter().any(|named| is(named, &ours) || is(named, &printer))
        || named.iter().all(|named| is(named, &["commercedepartment", "departmentofcommerce"]))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

/// The codes of the search index, as the API calls them elsewhere.
fn in_words(kind: String) -> String {
    match kind.as_str() {
        "RULE" => "Rule".to_owned(),
        "PRORULE" => "Proposed Rule".to_owned(),
        "NOTICE" | "SUNSHINE" => "Notice".to_owned(),
        "PRESDOCU" => "Presidential Document".to_owned(),
        "CORRECT" => "Correction".to_owned(),
        _ => kind,
    }
}

/// An instant with its offset, as the clock in Washington showed it; one without is taken for Washington's.
fn in_washington(text: &str) -> Option<NaiveDateTime> {
    let instant = DateTime::parse_from_rfc3339(text);
    instant.map(|instant| washington::clock(instant.to_utc()).naive_local()).or_else(|_| text.parse()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_needs_nothing_but_its_number() {
        let record = InspectionRecord::read(&json!({"document_number": "2031\u{2013}00077"})).unwrap();
        assert_eq!(record.number.as_str(), "2031-00077");
        assert_eq!((record.scheduled, record.filed, record.version), (None, None, None));
        let odd = json!({"document_number": "2031-00077", "publication_date": 7, "filed_at": {}, "title": ["x"],
                         "agencies": "x", "filing_type": null});
        let odd = InspectionRecord::read(&odd).unwrap();
        assert_eq!((odd.title.as_str(), odd.scheduled, odd.filed), ("", None, None));
        assert_eq!(odd.odd.len(), 3, "{:?}", odd.odd);
        for no_record in
            [json!({}), json!([]), json!("x"), json!({"document_number": " "}), json!({"document_number": 7})]
        {
            assert_eq!(InspectionRecord::read(&no_record), None, "{no_record}");
        }
    }

    #[test]
    fn the_hour_of_filing_is_that_of_washington() {
        for (filed, expected) in [
            ("2031-03-25T11:15:00.000-04:00", "2031-03-25 11:15"),
            ("2031-03-25T15:15:00Z", "2031-03-25 11:15"),
            ("2031-01-08T13:45:00.000Z", "2031-01-08 08:45"),
        ] {
            let record = json!({"document_number": "2031-00077", "filed_at": filed});
            let filed = InspectionRecord::read(&record).unwrap().filed.unwrap();
            assert_eq!(filed.format("%Y-%m-%d %H:%M").to_string(), expected);
        }
    }

    #[test]
    fn the_agency_is_known_by_slug_or_name() {
        let bis = json!({"raw_name": "Bureau of Industry and Security"});
        let commerce = json!({"slug": "commerce-department", "name": "Commerce Department"});
        let noaa = json!({"slug": "national-oceanic-and-atmospheric-administration"});
        for (record, expected) in [
            (json!({"agencies": [commerce, {"slug": "industry-and-security-bureau"}]}), true),
            (json!({"agencies": [bis]}), true),
            (json!({"agency_names": ["Industry and Security Bureau"]}), true),
            (json!({"agencies": [commerce, noaa]}), false),
            (json!({"agencies": [commerce]}), true),
            (json!({"title": "Additions to the Entity List"}), true),
            (json!({"agencies": [noaa], "title": "Additions to the Entity List"}), true),
            (json!({"agencies": [noaa], "title": "Fisheries of the Northeast"}), false),
            (json!({"agencies": [noaa, null], "agency_names": 7, "title": ["x"]}), false),
            (json!({"agencies": "x"}), true),
        ] {
            assert_eq!(may_be_ours(&record), expected, "{record}");
        }
    }

    #[test]
    fn a_withdrawal_is_known_by_the_note() {
        let record = |note: &str| {
            InspectionRecord::read(&json!({"document_number": "2031-00077", "editorial_note": note})).unwrap()
        };
        assert!(record("At the agency's request this document is withdrawn from publication.").is_withdrawn());
        assert!(!record("The page was scanned anew.").is_withdrawn());
        assert!(!record("").is_withdrawn());
    }
}
