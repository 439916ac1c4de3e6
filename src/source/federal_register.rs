//! The Federal Register's API: all documents of the Bureau of Industry and Security and all that
//! concern 15 CFR Part 744 in a window, and the text of one of them: its XML or, until that is there,
//! the page for readers.
//!
//! Two searches, because a document may be filed under the department alone, or without its part. A third one,
//! by words, for documents of any agency that cite a rule on record: a freeze of all rules delays ours, too. No
//! filter by type or title: rules for the lists bear many titles, and corrections have types of their
//! own. The API truncates silently, so a list that does not add up is an error, never a short list.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::address::Base;
use super::answer::Expected;
use super::contents;
use super::error::SourceError;
use super::http::Http;
use super::public_inspection::PublicInspection;
use super::{Capture, FullText, Held, Listed, Publication, PublicationId, Source, Validators, Window};
use earwatch_law::digest::sha256_hex;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::law::citation::DocumentNumber;

/// Where the API lives.
pub const BASE_URL: &str = "https://www.federalregister.gov/api/v1";

const AGENCY: &str = "industry-and-security-bureau";
/// The API serves page 1 again for any page beyond this one.
const MAX_PAGES: usize = 50;
const PER_PAGE: &str = "100";
/// The most phrases of one search, so that its address stays below 8,000 octets.
const MOST_PHRASES: usize = 160;
/// More documents of a month than this do not cite rules of one bureau: the server does not search by words.
const MOST_CITING: u64 = 200;
/// Every key of [`DocumentRecord`]; an unknown one is answered with 400.
const FIELDS: [&str; 20] = [
    "abstract", "action", "body_html_url", "cfr_references", "citation", "correction_of", "dates", "docket_ids",
    "document_number", "effective_on", "end_page", "full_text_xml_url", "html_url", "pdf_url", "publication_date",
    "regulation_id_numbers", "start_page", "title", "type", "volume",
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
    results: Option<Vec<Box<RawValue>>>,
    next_page_url: Option<String>,
}

/// By what documents are searched for.
#[derive(Debug, Clone)]
enum Search {
    Bureau,
    Part744,
    /// The words of the text, as the API wants alternatives to be joined.
    Words(String),
}

impl Search {
    const ALWAYS: [Self; 2] = [Self::Bureau, Self::Part744];

    /// For any of some phrases.
    fn any_of(phrases: &[String]) -> Self {
        let quoted: Vec<_> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
        Self::Words(quoted.join(" | "))
    }

    fn conditions(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Bureau => vec![("conditions[agencies][]", AGENCY)],
            Self::Part744 => vec![("conditions[cfr][title]", "15"), ("conditions[cfr][part]", "744")],
            Self::Words(words) => vec![("conditions[term]", words)],
        }
    }
}

/// A record of a list, its bytes, and whether they hold all that was asked for.
struct Row {
    record: DocumentRecord,
    metadata: Capture,
    is_whole: bool,
}

impl Row {
    /// Number and day, where the document is of another day than those that were asked for.
    fn beyond(&self, window: Window) -> Option<(String, NaiveDate)> {
        let day = self.record.publication_date.filter(|day| !window.contains(*day))?;
        Some((self.record.document_number.to_string(), day))
    }

    fn listed(self, cites: bool) -> Listed {
        Listed {
            kind: PublicationId::Document(self.record.document_number.clone()),
            published: self.record.publication_date,
            record: Some(self.record),
            metadata: Some(self.metadata),
            is_whole: self.is_whole,
            cites,
        }
    }

    fn read(raw: &RawValue, page: &Capture, url: &Url) -> Result<Self, serde_json::Error> {
        let record: DocumentRecord = serde_json::from_str(raw.get())?;
        let keys: BTreeMap<String, &RawValue> = serde_json::from_str(raw.get())?;
        let mut url = url.clone();
        url.set_fragment(Some(record.document_number.as_str()));
        let bytes = raw.get().as_bytes().to_vec();
        // A server that does not know `fields[]` lists a few keys only.
        let is_whole = FIELDS.iter().all(|field| keys.contains_key(*field));
        for odd in &record.odd {
            tracing::info!(document = %record.document_number, "{odd}");
        }
        let metadata = Capture {
            url: url.into(),
            etag: None,
            last_modified: None,
            sha256: sha256_hex(&bytes),
            bytes,
            retrieved: page.retrieved,
            media_type: page.media_type.clone(),
        };
        Ok(Self { record, metadata, is_whole })
    }
}

/// How many documents of all agencies a day has.
#[derive(Debug, Deserialize)]
struct Facet {
    count: u64,
}

impl FederalRegister {
    /// A source at `base_url`, by default [`BASE_URL`]; a mirror serves the API and the XML files
    /// under the same paths.
    pub fn new(base_url: &str, http: Http) -> Result<Self, SourceError> {
        Ok(Self { base: Base::parse(base_url)?, http, inspects: true })
    }

    /// Whether what is on public inspection is asked for too; it is, unless told otherwise.
    #[must_use]
    pub fn inspecting(self, inspects: bool) -> Self {
        Self { inspects, ..self }
    }

    fn search(&self, search: &Search, window: Window) -> Url {
        let mut url = self.base.file(&["documents.json"]);
        url.query_pairs_mut()
            .extend_pairs(search.conditions())
            .append_pair("conditions[publication_date][gte]", &window.from.to_string())
            .append_pair("conditions[publication_date][lte]", &window.to.to_string())
            .append_pair("order", "oldest")
            .append_pair("per_page", PER_PAGE)
            .extend_pairs(FIELDS.iter().map(|field| ("fields[]", field)));
        url
    }

    async fn page(&mut self, url: &Url) -> Result<(Page, Vec<Row>), SourceError> {
        let capture = match self.http.get(url, Expected::Json).await {
            // Reported of the live API for a search without hits; any other 404 stays an error.
            Err(SourceError::Refused { status: 404, body, .. }) if no_hits(&body) => {
                let none = Page { count: 0, results: None, next_page_url: None };
                return Ok((none, Vec::new()));
            }
            answer => answer?,
        };
        let shape = |problem| SourceError::Shape { url: url.to_string(), problem };
        let page: Page = serde_json::from_slice(&capture.bytes).map_err(|error| shape(format!("found {error}")))?;
        let rows = page.results.iter().flatten();
        let rows: Result<Vec<_>, _> = rows.map(|raw| Row::read(raw, &capture, url)).collect();
        let rows = rows.map_err(|error| shape(format!("found {error}")))?;
        if page.results.is_none() && page.count > 0 {
            return Err(shape(format!("found a count of {} without results", page.count)));
        }
        Ok((page, rows))
    }

    /// All documents of a window of at most a month, every page of them.
    async fn piece(&mut self, search: &Search, window: Window) -> Result<Vec<Row>, SourceError> {
        let start = self.search(search, window);
        let mut url = start.clone();
        let mut all: Vec<Row> = Vec::new();
        let mut first_numbers = BTreeSet::new();
        for _ in 0..MAX_PAGES {
            let (page, rows) = self.page(&url).await?;
            if matches!(search, Search::Words(_)) && page.count > MOST_CITING {
                let problem = format!("found {} documents, more than can hold the words searched for", page.count);
                return Err(SourceError::Shape { url: url.into(), problem });
            }
            if let Some(other) = rows.iter().find_map(|row| row.beyond(window)) {
                let (what, day) = other;
                return Err(SourceError::OtherDays { url: url.into(), what, day });
            }
            if let Some(first) = rows.first()
                && !first_numbers.insert(first.record.document_number.clone())
            {
                let number = first.record.document_number.to_string();
                return Err(SourceError::RepeatedPage { url: url.into(), number });
            }
            all.extend(rows);
            if let Some(next) = page.next_page_url.filter(|next| !next.is_empty()) {
                url = self.base.resolve(&next)?;
                continue;
            }
            // A document that moved from one page to the next while they were read stands in the
            // list twice, and another one not at all; so only different documents count.
            let different: BTreeSet<_> =
                all.iter().map(|row| (&row.record.document_number, row.record.publication_date)).collect();
            let collected = different.len() as u64;
            if collected != page.count {
                return Err(SourceError::Count { url: start.into(), announced: page.count, collected });
            }
            return Ok(all);
        }
        let problem = format!("found more than {MAX_PAGES} pages for {window}");
        Err(SourceError::Shape { url: start.into(), problem })
    }

    async fn text(&mut self, url: &Url, expected: Expected, held: &Held) -> Result<FullText, SourceError> {
        let nothing = Validators::default();
        let validators = held.get(url.as_str()).unwrap_or(&nothing);
        let answer = self.http.get_changed(url, expected, validators).await?;
        Ok(answer.map_or_else(|| FullText::Unchanged(url.to_string()), FullText::Received))
    }

    async fn record(&mut self, listed: &Listed) -> Result<(DocumentRecord, Capture), SourceError> {
        let number = match &listed.kind {
            PublicationId::Document(number) => number,
            PublicationId::Issue(date) => return Err(SourceError::IssueAsked { date: *date }),
        };
        let mut url = self.base.file(&["documents", &format!("{number}.json")]);
        if let Some(day) = listed.published.filter(|_| !number.is_unique()) {
            url.query_pairs_mut().append_pair("publication_date", &day.to_string());
        }
        let capture = self.http.get(&url, Expected::Json).await?;
        let place = url.to_string();
        let record = match DocumentRecord::from_json(&capture.bytes) {
            Ok(record) => record,
            Err(cause) => return Err(SourceError::Record { place, cause }),
        };
        if !record.document_number.is_same(number) {
            let found = record.document_number.to_string();
            return Err(SourceError::OtherDocument { place, expected: number.to_string(), found });
        }
        Ok((record, capture))
    }
}

impl Source for FederalRegister {
    async fn documents(&mut self, window: Window) -> Result<Vec<Listed>, SourceError> {
        let mut seen = BTreeSet::new();
        let mut listed = Vec::new();
        for piece in window.pieces() {
            let mut rows = Vec::new();
            for search in &Search::ALWAYS {
                rows.extend(self.piece(search, piece).await?);
            }
            rows.sort_by_key(|row| row.record.publication_date);
            let new = rows
                .into_iter()
                .filter(|row| seen.insert((row.record.document_number.clone(), row.record.publication_date)));
            listed.extend(new.map(|row| row.listed(false)));
        }
        Ok(listed)
    }

    async fn citing(&mut self, window: Window, phrases: &[String]) -> Result<Vec<Listed>, SourceError> {
        let mut listed = Vec::new();
        for piece in window.pieces() {
            for some in phrases.chunks(MOST_PHRASES) {
                let rows = self.piece(&Search::any_of(some), piece).await?;
                listed.extend(rows.into_iter().map(|row| row.listed(true)));
            }
        }
        Ok(listed)
    }

    async fn fetch(&mut self, listed: &Listed, held: &Held) -> Result<Publication, SourceError> {
        let (record, metadata) = match (&listed.record, &listed.metadata) {
            (Some(record), Some(metadata)) if listed.is_whole => (record.clone(), metadata.clone()),
            (Some(record), Some(metadata)) => match self.record(listed).await {
                // What the list holds of it is all that there is.
                Err(SourceError::Refused { status: 404, .. }) => (record.clone(), metadata.clone()),
                answer => answer?,
            },
            _ => self.record(listed).await?,
        };
        let mut full_text = FullText::NotYet;
        for (url, expected) in [(&record.full_text_xml_url, Expected::Xml), (&record.body_html_url, Expected::Page)] {
            let Some(url) = url.as_deref().filter(|url| !url.is_empty()) else {
                continue;
            };
            let url = self.base.resolve(url)?;
            full_text = match self.text(&url, expected, held).await {
                // The address is stated before the file is there.
                Err(SourceError::Refused { status: 404, .. }) => continue,
                answer => answer?,
            };
            break;
        }
        Ok(Publication { kind: listed.kind.clone(), record: Some(record), metadata: Some(metadata), full_text })
    }

    async fn issues(&mut self, window: Window) -> Result<Option<BTreeSet<NaiveDate>>, SourceError> {
        let mut url = self.base.file(&["documents", "facets", "daily"]);
        url.query_pairs_mut()
            .append_pair("conditions[publication_date][gte]", &window.from.to_string())
            .append_pair("conditions[publication_date][lte]", &window.to.to_string());
        let capture = self.http.get(&url, Expected::Json).await?;
        let days: BTreeMap<NaiveDate, Facet> = serde_json::from_slice(&capture.bytes)
            .map_err(|error| SourceError::Shape { url: url.to_string(), problem: format!("found {error}") })?;
        if let Some(day) = days.keys().copied().find(|day| !window.contains(*day)) {
            return Err(SourceError::OtherDays { url: url.into(), what: "an issue".to_owned(), day });
        }
        let published = days.into_iter().filter(|(_, facet)| facet.count > 0);
        Ok(Some(published.map(|(day, _)| day).collect()))
    }

    async fn contents(&mut self, day: NaiveDate) -> Result<Option<BTreeSet<DocumentNumber>>, SourceError> {
        let url = self.base.file(&["issues", &format!("{day}.json")]);
        let capture = match self.http.get(&url, Expected::Json).await {
            Err(SourceError::Refused { status: 404, .. }) => return Ok(None),
            answer => answer?,
        };
        match contents::read(&capture.bytes) {
            Ok(numbers) => Ok(Some(numbers)),
            Err(problem) => Err(SourceError::Shape { url: url.into(), problem }),
        }
    }

    fn lists_all(&self) -> bool {
        true
    }

    fn clock_skew(&self) -> Option<TimeDelta> {
        self.http.clock_skew()
    }

    fn inspection(&mut self) -> Option<PublicInspection<'_>> {
        self.inspects.then(|| PublicInspection::new(&self.base, &mut self.http))
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
