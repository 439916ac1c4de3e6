//! The web page of a document says what its XML says, or that it does not.

#![expect(clippy::unwrap_used, reason = "a failing helper is a failing test")]

#[path = "support/body_html.rs"]
mod body_html;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use body_html::{ICONS, Layout, Orders, TODAY, page};
use earwatch::amendment;
use earwatch::document::record::DocumentRecord;
use earwatch::document::xml::{DocumentError, Reading};
use earwatch::document::{Given, html, xml};
use earwatch::finding::{Code, Severity};

fn given(record: Option<&DocumentRecord>) -> Given {
    Given {
        record: record.cloned(),
        ..Given::default()
    }
}

/// What the hash of the orders covers, a line each.
fn said(reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    for document in &reading.documents {
        let orders = amendment::read(document);
        let (number, published, volume) = (&document.number, document.published, document.volume);
        out.push(format!(
            "{number} {published} {volume}\n{}",
            document.dates.printed
        ));
        out.extend(
            orders
                .instructions
                .iter()
                .map(|instruction| format!("order {}", instruction.quote)),
        );
        for amendment in &orders.amendments {
            let edit = serde_json::to_string(&amendment.edit).unwrap();
            out.push(format!("{} {} {edit}", amendment.list, amendment.effective));
        }
        for finding in &orders.findings {
            if finding.code != Code::TextFromHtml {
                out.push(format!(
                    "{} {} “{}”",
                    finding.code,
                    finding.message,
                    finding.quote.as_deref().unwrap_or("")
                ));
            }
        }
    }
    out.extend(
        reading
            .unrelated
            .iter()
            .map(|other| format!("unrelated {:?}", other.number)),
    );
    out
}

/// The lines in which two readings differ.
fn differences(from_xml: &[String], from_html: &[String]) -> String {
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

/// XML with its record, and both readings' differences.
fn compare(path: &Path, layout: Layout) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let record = std::fs::read(path.with_extension("json")).ok();
    let record = record.map(|json| DocumentRecord::from_json(&json).unwrap());
    let ask = |_: Option<&_>| Given {
        volume: Some(80),
        published: chrono::NaiveDate::from_ymd_opt(2015, 1, 1),
        ..given(record.as_ref())
    };
    let from_xml = xml::read(&text, &ask);
    let from_html = html::read(&page(&text, layout), &ask);
    match (from_xml, from_html) {
        (Ok(from_xml), Ok(from_html)) => differences(&said(&from_xml), &said(&from_html)),
        (Err(_), Err(_)) => String::new(),
        (from_xml, from_html) => format!("{:?}\n{:?}", from_xml.err(), from_html.err()),
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
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

fn all_agree(folders: &[&str], layout: Layout) -> (usize, Vec<String>) {
    let mut agree = 0;
    let mut others = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let differences = compare(&path, layout);
        if differences.is_empty() {
            agree += 1;
        } else {
            others.push(format!("{}\n{differences}", path.display()));
        }
    }
    (agree, others)
}

const OWN: [&str; 2] = ["tests/fixtures/rules", "snapshots/sample"];

#[test]
fn what_is_ordered_is_the_same_in_the_page_and_in_the_xml() {
    let (agree, others) = all_agree(&OWN, TODAY);
    assert_eq!(others, Vec::<String>::new());
    assert_eq!(agree, 11);
}

#[test]
fn icons_in_place_of_blocks_are_read_as_well() {
    let (agree, others) = all_agree(&OWN, ICONS);
    assert_eq!(others, Vec::<String>::new());
    assert_eq!(agree, 11);
}
