//! The Federal Register's API: all documents of the Bureau of Industry and Security in a window, and
//! the record and XML of one of them.
//!
//! No filter by type or title: rules for the lists bear many titles, and corrections have types of
//! their own. The API truncates silently, so a list that does not add up is an error, never a short
//! list.

use std::collections::BTreeSet;

use serde::Deserialize;
use url::Url;

use super::address::Base;
use super::answer::Expected;
use super::error::SourceError;
use super::http::Http;
use super::public_inspection::PublicInspection;
use super::{Capture, Delivery, FullText, Kind, Listed, Source, Window};
use crate::document::record::DocumentRecord;

/// Where the API lives.
pub const BASE_URL: &str = "https://www.federalregister.gov/api/v1";

const AGENCY: &str = "industry-and-security-bureau";
/// The API serves page 1 again for any page beyond this one.
const MAX_PAGES: usize = 50;
const PER_PAGE: &str = "100";
/// Every key of [`DocumentRecord`]; an unknown one is answered with 400.
const FIELDS: [&str; 20] = [
    "abstract",
    "action",
    "body_html_url",
    "cfr_references",
    "citation",
    "correction_of",
    "dates",
    "docket_ids",
    "document_number",
    "effective_on",
    "end_page",
    "full_text_xml_url",
    "html_url",
    "pdf_url",
    "publication_date",
    "regulation_id_numbers",
    "start_page",
    "title",
    "type",
    "volume",
];

/// The web source.
#[derive(Debug)]
pub struct FederalRegister {
    base: Base,
    http: Http,
    inspects: bool,
}

#[derive(Debug, Deserialize)]
struct Page {
    count: u64,
    results: Option<Vec<DocumentRecord>>,
    next_page_url: Option<String>,
}

impl FederalRegister {
    /// A source at `base_url`, by default [`BASE_URL`]; a mirror serves the API and the XML files
    /// under the same paths.
    ///
    /// # Errors
    ///
    /// If the base URL is no http or https address.
    pub fn new(base_url: &str, http: Http) -> Result<Self, SourceError> {
        Ok(Self {
            base: Base::parse(base_url)?,
            http,
            inspects: true,
        })
    }

    /// Whether what is on public inspection is asked for too; it is, unless told otherwise.
    #[must_use]
    pub fn inspecting(self, inspects: bool) -> Self {
        Self { inspects, ..self }
    }

    fn search(&self, window: Window) -> Url {
        let mut url = self.base.file(&["documents.json"]);
        url.query_pairs_mut()
            .append_pair("conditions[agencies][]", AGENCY)
            .append_pair(
                "conditions[publication_date][gte]",
                &window.from.to_string(),
            )
            .append_pair("conditions[publication_date][lte]", &window.to.to_string())
            .append_pair("order", "oldest")
            .append_pair("per_page", PER_PAGE)
            .extend_pairs(FIELDS.iter().map(|field| ("fields[]", field)));
        url
    }

    async fn page(&mut self, url: &Url) -> Result<Page, SourceError> {
        let capture = match self.http.get(url, Expected::Json).await {
            // Reported of the live API for a search without hits; any other 404 stays an error.
            Err(SourceError::Refused {
                status: 404, body, ..
            }) if no_hits(&body) => {
                return Ok(Page {
                    count: 0,
                    results: None,
                    next_page_url: None,
                });
            }
            answer => answer?,
        };
        let shape = |problem| SourceError::Shape {
            url: url.to_string(),
            problem,
        };
        let page: Page = serde_json::from_slice(&capture.bytes)
            .map_err(|error| shape(format!("found {error}")))?;
        if page.results.is_none() && page.count > 0 {
            return Err(shape(format!(
                "found a count of {} without results",
                page.count
            )));
        }
        Ok(page)
    }

    /// All documents of a month, every page of them.
    async fn month(&mut self, window: Window) -> Result<Vec<DocumentRecord>, SourceError> {
        let start = self.search(window);
        let mut url = start.clone();
        let mut records: Vec<DocumentRecord> = Vec::new();
        let mut first_numbers = BTreeSet::new();
        for _ in 0..MAX_PAGES {
            let page = self.page(&url).await?;
            let results = page.results.unwrap_or_default();
            if let Some(first) = results.first()
                && !first_numbers.insert(first.document_number.clone())
            {
                let number = first.document_number.to_string();
                return Err(SourceError::RepeatedPage {
                    url: url.into(),
                    number,
                });
            }
            records.extend(results);
            if let Some(next) = page.next_page_url {
                url = self.base.resolve(&next)?;
                continue;
            }
            // A document that moved from one page to the next while they were read stands in the
            // list twice, and another one not at all; so only different documents count.
            let different: BTreeSet<_> = records
                .iter()
                .map(|record| (&record.document_number, record.publication_date))
                .collect();
            let collected = different.len() as u64;
            if collected != page.count {
                return Err(SourceError::Count {
                    url: start.into(),
                    announced: page.count,
                    collected,
                });
            }
            return Ok(records);
        }
        let problem = format!("found more than {MAX_PAGES} pages for {window}");
        Err(SourceError::Shape {
            url: start.into(),
            problem,
        })
    }

    async fn record(&mut self, listed: &Kind) -> Result<(DocumentRecord, Capture), SourceError> {
        let number = match listed {
            Kind::Document(number) => number,
            Kind::Issue(date) => return Err(SourceError::IssueAsked { date: *date }),
        };
        let url = self.base.file(&["documents", &format!("{number}.json")]);
        let capture = self.http.get(&url, Expected::Json).await?;
        let place = url.to_string();
        let record = match DocumentRecord::from_json(&capture.bytes) {
            Ok(record) => record,
            Err(cause) => return Err(SourceError::Record { place, cause }),
        };
        if record.document_number != *number {
            let found = record.document_number.to_string();
            return Err(SourceError::OtherDocument {
                place,
                expected: number.to_string(),
                found,
            });
        }
        Ok((record, capture))
    }
}

impl Source for FederalRegister {
    async fn documents(&mut self, window: Window) -> Result<Vec<Listed>, SourceError> {
        let mut seen = BTreeSet::new();
        let mut listed = Vec::new();
        for month in window.months() {
            let mut records = self.month(month).await?;
            // Conditions that a mirror does not know are not refused but ignored.
            records.retain(|record| {
                record
                    .publication_date
                    .is_none_or(|day| month.contains(day))
            });
            records.sort_by_key(|record| record.publication_date);
            for record in records {
                if seen.insert((record.document_number.clone(), record.publication_date)) {
                    let kind = Kind::Document(record.document_number.clone());
                    listed.push(Listed {
                        kind,
                        published: record.publication_date,
                        record: Some(record),
                    });
                }
            }
        }
        Ok(listed)
    }

    async fn fetch(&mut self, listed: &Listed) -> Result<Delivery, SourceError> {
        let (record, metadata) = self.record(&listed.kind).await?;
        let full_text = match record.full_text_xml_url.as_deref() {
            None | Some("") => FullText::NotYet,
            Some(url) => {
                let url = self.base.resolve(url)?;
                FullText::Received(self.http.get(&url, Expected::Xml).await?)
            }
        };
        let kind = listed.kind.clone();
        Ok(Delivery {
            kind,
            record: Some(record),
            metadata: Some(metadata),
            full_text,
        })
    }

    fn inspection(&mut self) -> Option<PublicInspection<'_>> {
        self.inspects
            .then(|| PublicInspection::new(&self.base, &mut self.http))
    }
}

fn no_hits(body: &[u8]) -> bool {
    serde_json::from_slice::<Page>(body).is_ok_and(|page| page.count == 0 && page.results.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_record_is_asked_for() {
        let record = DocumentRecord::from_json(br#"{"document_number": "2031-00001"}"#).unwrap();
        let json = serde_json::to_value(record).unwrap();
        let mut keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        assert_eq!(keys, FIELDS);
    }
}
