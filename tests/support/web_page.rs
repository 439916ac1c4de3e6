//! A document as XML and as a web page, and in what the two differ.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use earwatch_law::amendment;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::xml::{DocumentError, FileContents};
use earwatch_law::document::{Given, page, xml};
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;

use super::body_html::{Layout, page};

/// What the hash of the orders covers, a line each.
pub(crate) fn said(reading: &FileContents) -> Vec<String> {
    let mut out = Vec::new();
    for document in &reading.documents {
        let orders = amendment::read(document);
        let (number, published, volume) = (&document.number, document.published, document.volume);
        out.push(format!("{number} {published} {volume}\n{}", document.dates.printed));
        out.extend(orders.instructions.iter().map(|instruction| format!("order {}", instruction.quote)));
        for amendment in &orders.amendments {
            let edit = serde_json::to_string(&amendment.edit).unwrap();
            out.push(format!("{} {} {edit}", amendment.list, amendment.effective));
        }
        for finding in &orders.findings {
            if finding.code != Code::TextFromHtml {
                out.push(format!("{} {} “{}”", finding.code, finding.message, finding.quote.as_deref().unwrap_or("")));
            }
        }
    }
    out.extend(reading.unrelated.iter().map(|other| format!("unrelated {:?}", other.number)));
    out
}

/// The lines in which two readings differ.
pub(crate) fn differences(from_xml: &[String], from_html: &[String]) -> String {
    let mut out = String::new();
    for line in from_xml.iter().filter(|line| !from_html.contains(line)) {
        let _ = writeln!(out, "- {line}");
    }
    for line in from_html.iter().filter(|line| !from_xml.contains(line)) {
        let _ = writeln!(out, "+ {line}");
    }
    if out.is_empty() && from_xml != from_html {
        out.push_str("another order of the same lines\n");
    }
    out
}

/// A text with what is known of it.
pub(crate) struct Rule {
    pub(crate) xml: String,
    pub(crate) record: DocumentRecord,
}

impl Rule {
    /// Where there is no record, one that says no more than which document it is and of what kind.
    pub(crate) fn at(path: &Path) -> Self {
        let xml = std::fs::read_to_string(path).unwrap();
        let json = std::fs::read(path.with_extension("json")).unwrap_or_else(|_| {
            let kind = if xml.contains("<PRORULE") { "Proposed Rule" } else { "Rule" };
            let printed = xml.split_once("[FR Doc. ").map(|(_, rest)| rest.split([' ', ']']).next().unwrap());
            let number = printed.unwrap_or(path.file_stem().unwrap().to_str().unwrap());
            serde_json::to_vec(&serde_json::json!({
                "document_number": number, "type": kind, "publication_date": "2015-01-01", "volume": 80,
            }))
            .unwrap()
        });
        let record = DocumentRecord::from_json(&json).unwrap();
        Self { xml, record }
    }

    pub(crate) fn own(name: &str) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
    }

    pub(crate) fn given(&self) -> impl Fn(Option<&DocumentNumber>) -> Given {
        let record = self.record.clone();
        move |_| Given { record: Some(record.clone()), ..Given::default() }
    }

    pub(crate) fn of_xml(&self) -> Result<FileContents, DocumentError> {
        xml::read(&self.xml, &self.given())
    }

    pub(crate) fn of_html(&self, html: &str) -> Result<FileContents, DocumentError> {
        page::read(html, &self.given())
    }

    /// In what the page of a layout says something else than the XML.
    pub(crate) fn differences(&self, layout: Layout) -> String {
        match (self.of_xml(), self.of_html(&page(&self.xml, layout))) {
            (Ok(from_xml), Ok(from_html)) => differences(&said(&from_xml), &said(&from_html)),
            (Err(_), Err(_)) => String::new(),
            (from_xml, from_html) => format!("{:?}\n{:?}", from_xml.err(), from_html.err()),
        }
    }
}

pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(root) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    files.retain(|path| path.file_stem().is_some_and(|stem| stem != "baseline"));
    files.sort();
    files
}
