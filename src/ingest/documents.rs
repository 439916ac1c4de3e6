//! Captures → documents with their orders and releases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::run::{RunError, text};
use crate::source::Capture;
use crate::store::Reader;
use crate::store::captures::CaptureId;
use crate::store::documents::{Stated, StoredDocument};
use crate::store::versions::Version;
use earwatch_law::amendment::acted::Standing;
use earwatch_law::amendment::{self, Amendment, Edit, Orders};
use earwatch_law::digest::sha256_hex;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::xml::{self, FileContents};
use earwatch_law::document::{Document, Given, page};
use earwatch_law::entry::cell;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::{DocumentNumber, FrCitation, citations};
use earwatch_law::list::state::Release;
use earwatch_law::overlay::Overlay;

/// A document read from a capture.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) orders: Orders,
    pub(crate) orders_hash: String,
}

/// SHA-256 over a text, what its record says, what was stated about it, and the version of the program that reads it.
/// The record's bytes do not count: the API's counts views in them.
pub(crate) fn proof(text: &Capture, record: Option<&DocumentRecord>, stated: Stated) -> String {
    let record = serde_json::to_string(&record).unwrap_or_default();
    sha256_hex(
        format!("{} {record} {:?} {:?} {}", text.sha256, stated.published, stated.volume, env!("CARGO_PKG_VERSION"))
            .as_bytes(),
    )
}

pub(crate) fn read(
    capture: &Capture,
    record: Option<&DocumentRecord>,
    stated: Stated,
) -> Result<FileContents, RunError> {
    let place = &capture.url;
    // The record of a single document; an issue has none, and each of its documents prints its number.
    let given = |_: Option<&DocumentNumber>| Given {
        record: record.cloned(),
        published: stated.published,
        volume: stated.volume,
    };
    let text = text(&capture.bytes, place)?;
    let reading = if capture.is_page() { page::read(text, &given) } else { xml::read(text, &given) };
    reading.map_err(|source| RunError::Document { place: place.clone(), source })
}

impl Read {
    /// What a document orders, read as its overlay says.
    pub(crate) fn new(mut document: Document, overlay: Option<&Overlay>) -> Self {
        if let Some(overlay) = overlay {
            overlay.apply(&mut document);
        }
        let orders = amendment::read(&document);
        let orders_hash = hash(&document, &orders, overlay);
        Self { document, orders, orders_hash }
    }

    /// What it changes, apart from blanks, in which the page for readers and the XML differ.
    pub(crate) fn changes(&self) -> String {
        let mut changes = String::new();
        for amendment in &self.orders.amendments {
            let edit = serde_json::to_string(&amendment.edit).unwrap_or_default();
            let _ = writeln!(changes, "{} {} {edit}", amendment.list, amendment.effective);
        }
        changes.retain(|c| !c.is_whitespace());
        changes
    }

    /// Releases by effective date, with the amendments of tracked lists; those that others have moved, on their new day.
    pub(crate) fn releases(&self, tracked: &BTreeSet<ListId>, standing: &Standing) -> Vec<Release> {
        let mut dated: BTreeMap<NaiveDate, Vec<Amendment>> = BTreeMap::new();
        for correction in &standing.corrections {
            dated.entry(correction.effective).or_default().push(correction.clone());
        }
        for amendment in self.orders.amendments.iter().filter(|amendment| tracked.contains(&amendment.list)) {
            let effective = standing.moves.get(&amendment.ordinal).copied().unwrap_or(Some(amendment.effective));
            if let Some(effective) = effective {
                dated.entry(effective).or_default().push(Amendment { effective, ..amendment.clone() });
            }
        }
        dated
            .into_iter()
            .map(|(effective, amendments)| Release {
                document: self.document.number.clone(),
                effective,
                published: self.document.published,
                position: (self.document.volume, self.document.start_page.unwrap_or_default()),
                amendments,
                identities: BTreeMap::new(),
            })
            .collect()
    }

    /// New entries that are entered with the citation of another document on record, and with none of their own: that
    /// one did not order them. A correction may.
    pub(crate) fn cited_otherwise(&self, on_record: &[StoredDocument]) -> Vec<Finding> {
        let document = &self.document;
        if document.corrects.is_some() || document.acts.declared.is_some() {
            return Vec::new();
        }
        let odd = |amendment: &Amendment| {
            let Edit::Add { country, row, .. } = &amendment.edit else {
                return None;
            };
            let cited = citations(&row.citation).found;
            let own = |cited: &FrCitation| {
                let pages = document.start_page.map(|first| first..=document.end_page.unwrap_or(first));
                let of_page = || pages.is_some_and(|pages| pages.contains(&cited.page));
                cited.date == Some(document.published) || cited.volume == document.volume && of_page()
            };
            let other = on_record.iter().find(|other| {
                other.number != document.number && cited.iter().any(|cited| cited.date == Some(other.published))
            });
            let other = other.filter(|_| !cited.iter().any(own))?;
            let message = format!(
                "the entry is new, and its citation is that of {}, which is on record and did not order it: “{}”",
                other.number, row.citation
            );
            let name = cell::parse(&row.entity).name;
            let finding = Finding::new(Code::ColumnSuspect, message).with_list(amendment.list);
            let mut finding = finding.with_entry(country.clone(), &name).with_quote(row.quote(), &amendment.place);
            finding.document = Some(document.number.clone());
            Some(finding)
        };
        self.orders.amendments.iter().filter_map(odd).collect()
    }

    /// Whether a baseline contains what the document orders, as far as its dates tell. One that shows what was in force
    /// on its day does not contain what takes effect later, or on days that could not be read.
    pub(crate) fn is_within(&self, baseline: &Version) -> bool {
        let dates = &self.document.dates;
        let last = dates.effective.iter().copied().chain(dates.recorded).max();
        baseline.contains(self.document.published, last.unwrap_or(NaiveDate::MAX))
    }

    /// Those of the releases that a baseline does not contain.
    pub(crate) fn releases_after(
        &self,
        baseline: &Version,
        tracked: &BTreeSet<ListId>,
        standing: &Standing,
    ) -> Vec<Release> {
        let mut releases = self.releases(tracked, standing);
        releases.retain(|release| !baseline.contains(release.published, release.effective));
        releases
    }

    /// Findings about tracked lists; what concerns other lists is summed up by list.
    /// A correction by page needs a person if what it corrects is `on_record`.
    pub(crate) fn findings(
        &self,
        tracked: &BTreeSet<ListId>,
        on_record: impl FnOnce(&DocumentNumber) -> Result<bool, RunError>,
    ) -> Result<Vec<Finding>, RunError> {
        let mut findings = self.orders.findings_for(&self.document, tracked);
        if let Some(number) = &self.document.corrects
            && on_record(number)?
        {
            for finding in &mut findings {
                if finding.code == Code::CorrectionElsewhere {
                    finding.code = Code::CorrectionByPage;
                    finding.message = format!("{}; it corrects {number}", finding.message);
                }
            }
        }
        Ok(findings)
    }
}

/// What a document orders and what is told of it, apart from where in the file it stands and of whether the file is the
/// XML or the web page.
fn hash(document: &Document, orders: &Orders, overlay: Option<&Overlay>) -> String {
    let mut text =
        format!("{} {} {}\n{}\n", document.number, document.published, document.volume, document.dates.printed);
    if let Some(overlay) = overlay {
        text.push_str(&overlay.text);
    }
    for instruction in &orders.instructions {
        text.push_str(&instruction.quote);
        text.push('\n');
    }
    for amendment in &orders.amendments {
        let edit = serde_json::to_string(&amendment.edit).unwrap_or_default();
        let _ = writeln!(text, "{} {} {edit}", amendment.list, amendment.effective);
    }
    let told = orders.findings.iter();
    for finding in told.filter(|finding| finding.code != Code::TextFromHtml) {
        let quote = finding.quote.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{} {} “{quote}”", finding.code, finding.message);
    }
    sha256_hex(text.as_bytes())
}

/// A document on record, read from its captures; `None` where this version of the program finds nothing about a list in
/// it.
pub(crate) fn read_again(
    reader: Reader<'_>,
    document: &StoredDocument,
    overlay: Option<&Overlay>,
) -> Result<Option<Read>, RunError> {
    let reading = read_captures(reader, (document.text, document.record), document.stated)?;
    let mut all = reading.documents.into_iter().chain(reading.acting);
    let found = all.find(|found| found.number == document.number);
    Ok(found.map(|found| Read::new(found, overlay)))
}

/// A text with its record, read again as they were captured.
pub(crate) fn read_captures(
    reader: Reader<'_>,
    (text, record): (CaptureId, Option<CaptureId>),
    stated: Stated,
) -> Result<FileContents, RunError> {
    let record = match record {
        Some(record) => {
            let place = reader.capture_origin(record)?.0;
            let record = DocumentRecord::from_json(&reader.capture_bytes(record)?);
            Some(record.map_err(|source| RunError::Record { place, source })?)
        }
        None => None,
    };
    let capture = received(reader, text)?;
    read(&capture, record.as_ref(), stated)
}

/// A capture as it was received.
pub(crate) fn received(reader: Reader<'_>, id: CaptureId) -> Result<Capture, RunError> {
    let (url, retrieved) = reader.capture_origin(id)?;
    let bytes = reader.capture_bytes(id)?;
    let sha256 = sha256_hex(&bytes);
    let media_type = reader.capture_media_type(id)?;
    Ok(Capture { url, retrieved, media_type, etag: None, last_modified: None, sha256, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(media_type: &str, bytes: &str) -> Read {
        let record = include_bytes!("../../tests/fixtures/rules/2023-90101.json");
        let record = DocumentRecord::from_json(record).unwrap();
        let capture = Capture {
            url: "https://www.federalregister.gov/documents/full_text/".to_owned(),
            retrieved: chrono::DateTime::UNIX_EPOCH,
            media_type: media_type.to_owned(),
            etag: None,
            last_modified: None,
            sha256: String::new(),
            bytes: bytes.as_bytes().to_vec(),
        };
        let mut reading = read(&capture, Some(&record), Stated::default()).unwrap();
        Read::new(reading.documents.remove(0), None)
    }

    /// When the XML comes, nothing is told of a document that its page showed as it is.
    #[test]
    fn the_page_and_the_xml_of_a_document_have_the_same_orders() {
        let xml = include_str!("../../tests/fixtures/rules/2023-90101.xml");
        let html = include_str!("../../tests/fixtures/html/today.html");
        let from_xml = read_as("application/xml", xml);
        let from_html = read_as("text/html; charset=utf-8", html);
        assert_eq!(from_html.orders_hash, from_xml.orders_hash);
        let marked = |read: &Read| {
            let mut codes = read.orders.findings.iter().map(|finding| finding.code);
            codes.any(|code| code == Code::TextFromHtml)
        };
        assert_eq!((marked(&from_html), marked(&from_xml)), (true, false));
        let other = read_as("text/html", &html.replace("Maple Relay Inc.", "Maple Relays Inc."));
        assert_ne!(other.orders_hash, from_xml.orders_hash);
    }
}
