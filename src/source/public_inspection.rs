//! What is on public inspection now: documents filed at the Office of the Federal Register that no issue has printed yet.
//!
//! One request lists everything that is on inspection, of all agencies and without pages; whose a document is says its
//! record, and what it is about its text. There is no XML: the text is what came out of the PDF.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::address::Base;
use super::answer;
use super::answer::Expected;
use super::capture::Capture;
use super::error::SourceError;
use super::http::Http;
use earwatch_law::announced::record::{InspectionRecord, may_be_ours};
use earwatch_law::law::citation::DocumentNumber;

const AGENCY: &str = "industry-and-security-bureau";
/// What of a record is used; an unknown field is answered with 400.
const FIELDS: [&str; 17] = [
    "agencies", "agency_names", "document_number", "editorial_note", "filed_at", "filing_type", "html_url",
    "num_pages", "pdf_file_size", "pdf_updated_at", "pdf_url", "publication_date", "raw_text_url", "title", "toc_doc",
    "toc_subject", "type",
];

/// The public inspection desk, asked through the client of the Federal Register's API.
#[derive(Debug)]
pub struct PublicInspection<'a> {
    base: &'a Base,
    http: &'a mut Http,
}

/// What is on inspection, of all agencies.
#[derive(Debug, Deserialize)]
struct Current {
    count: u64,
    results: Option<Vec<Value>>,
}

impl<'a> PublicInspection<'a> {
    pub(super) fn new(base: &'a Base, http: &'a mut Http) -> Self {
        Self { base, http }
    }

    /// All documents of the bureau that are on inspection, and those that may be its, with the list as received.
    ///
    /// # Errors
    ///
    /// Whenever the list could be incomplete: a short list is never returned, since what it lacks would be taken for
    /// withdrawn.
    pub async fn current(&mut self) -> Result<(Capture, Vec<InspectionRecord>), SourceError> {
        let url = self.address();
        let capture = self.http.get(&url, Expected::Json).await?;
        let records = read(url.as_str(), &capture.bytes)?;
        Ok((capture, records))
    }

    /// The text of a document; `None` where the record names none yet.
    pub async fn text(&mut self, record: &InspectionRecord) -> Result<Option<Capture>, SourceError> {
        let Some(url) = &record.text_url else {
            return Ok(None);
        };
        let url = self.base.resolve(url)?;
        Ok(Some(self.http.get(&url, Expected::Text).await?))
    }

    /// The live server knows no conditions here; one that does answers with less.
    fn address(&self) -> Url {
        let mut url = self.base.file(&["public-inspection-documents", "current.json"]);
        url.query_pairs_mut()
            .append_pair("conditions[agencies][]", AGENCY)
            .extend_pairs(FIELDS.iter().map(|field| ("fields[]", field)));
        url
    }
}

/// The records of a list that adds up.
fn read(url: &str, bytes: &[u8]) -> Result<Vec<InspectionRecord>, SourceError> {
    let shape = |problem| SourceError::Shape { url: url.to_owned(), problem };
    let current: Current = serde_json::from_slice(bytes).map_err(|error| shape(format!("found {error}")))?;
    let results = match current.results {
        Some(results) => results,
        None if current.count == 0 => Vec::new(),
        None => {
            let problem = format!("found a count of {} without results", current.count);
            return Err(shape(problem));
        }
    };
    let mut numbers: BTreeSet<DocumentNumber> = BTreeSet::new();
    let mut records = Vec::new();
    for result in &results {
        let record = InspectionRecord::read(result).ok_or_else(|| {
            let found = answer::one_line(&result.to_string(), 80);
            shape(format!("found a result without a document number: {found}"))
        })?;
        // The same record twice stands for another one that the list lacks.
        if numbers.insert(record.number.clone()) && may_be_ours(result) {
            records.push(record);
        }
    }
    let collected = numbers.len() as u64;
    if collected != current.count {
        return Err(SourceError::Count { url: url.to_owned(), announced: current.count, collected });
    }
    Ok(records)
}

/// The text of a capture: of plain text all of it, of a page what stands in its one `pre`.
pub fn text(capture: &Capture) -> String {
    let body = String::from_utf8_lossy(&capture.bytes);
    let body = body.trim_start_matches('\u{feff}');
    if !answer::is_page(&capture.bytes) {
        return decoded(&decoded(body));
    }
    let html = Html::parse_document(body);
    let inside = Selector::parse("pre")
        .ok()
        .and_then(|selector| html.select(&selector).next())
        .map(|pre| pre.text().collect::<String>());
    decoded(&inside.unwrap_or_default())
}

/// Characters of the longest name between `&` and `;` that means a character.
const LONGEST_NAME: usize = 32;

/// A text with the characters that its references to characters mean (`&amp;`, `&#xA7;`): plain text may come escaped, even
/// twice. What means none is left as it is.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let is_name = |name: &&str| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(|c| c.is_ascii_alphanumeric())
        };
        let named = after.split_once(';').filter(|(name, _)| is_name(name));
        rest = after;
        let Some((name, after)) = named else {
            out.push('&');
            continue;
        };
        let read = Html::parse_fragment(&format!("&{name};"));
        let means: String = read.root_element().text().collect();
        if means.ends_with(';') && means.len() > 1 {
            out.extend(["&", name, ";"]);
        } else {
            out.push_str(&means);
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn listed(body: &Value) -> Result<Vec<String>, SourceError> {
        let records = read("http://s/current.json", body.to_string().as_bytes())?;
        Ok(records.iter().map(|record| record.number.to_string()).collect())
    }

    fn record(number: &str, slug: &str) -> Value {
        json!({"document_number": number, "agencies": [{"slug": slug}]})
    }

    #[test]
    fn the_list_is_filtered_by_agency() {
        let results = [record("2031-00001", AGENCY), record("2031-00002", "farm-service-agency")];
        assert_eq!(listed(&json!({"count": 2, "results": results})).unwrap(), ["2031-00001"]);
        assert!(listed(&json!({"count": 0})).unwrap().is_empty());
        assert!(listed(&json!({"count": 0, "results": []})).unwrap().is_empty());
    }

    #[test]
    fn a_list_that_does_not_add_up_is_an_error() {
        let one = record("2031-00001", AGENCY);
        for body in [
            json!({"count": 2, "results": [one]}),
            json!({"count": 2, "results": [one, one]}),
            json!({"count": 0, "results": [one]}),
        ] {
            let error = listed(&body).unwrap_err();
            assert!(matches!(error, SourceError::Count { .. }), "{body}: {error}");
        }
    }

    #[test]
    fn json_of_another_shape_is_an_error() {
        for body in [
            json!({"count": 1}),
            json!({"results": []}),
            json!([]),
            json!({"errors": {}}),
            json!({"count": "1", "results": []}),
            json!({"count": 1, "results": [{"title": "Additions"}]}),
            json!({"count": 1, "results": ["2031-00001"]}),
        ] {
            let error = listed(&body).unwrap_err();
            assert!(matches!(error, SourceError::Shape { .. }), "{body}: {error}");
        }
    }

    #[test]
    fn a_text_may_come_wrapped_in_a_page() {
        let capture = |bytes: &str| Capture {
            url: String::new(),
            retrieved: chrono::DateTime::UNIX_EPOCH,
            media_type: "text/html".to_owned(),
            etag: None,
            last_modified: None,
            sha256: String::new(),
            bytes: bytes.as_bytes().to_vec(),
        };
        let page = "<html><head><title>x</title></head><body><pre>A &amp; B\n“C”</pre></body></html>";
        assert_eq!(text(&capture(page)), "A & B\n“C”");
        for (bytes, read) in [
            ("A &amp; B", "A & B"),
            ("A &amp;amp; B", "A & B"),
            ("AT&T; A & B; C &c.", "AT&T; A & B; C &c."),
            ("&sect; 744.11&#40;a&#x29; &ldquo;C&rdquo; &lt;D&gt;", "§ 744.11(a) “C” <D>"),
            ("Q&A; R&D;", "Q&A; R&D;"),
            ("a &unknownname; b", "a &unknownname; b"),
            ("<html><body><pre>A &amp;amp; B</pre></body></html>", "A & B"),
            ("no sign", "no sign"),
            ("&", "&"),
        ] {
            assert_eq!(text(&capture(bytes)), read, "{bytes}");
        }
    }
}
