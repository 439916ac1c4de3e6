//! Plain text for terminals.

use std::fmt::Write as _;

use earwatch::finding::Finding;
use earwatch::report::record::EntryRecord;
use earwatch::report::visible::visible;
use earwatch::store::documents::StoredDocument;
use earwatch::store::runs::Run;
use earwatch::store::versions::Version;

pub(super) fn versions(versions: &[Version]) -> String {
    let mut out = String::new();
    for version in versions {
        let entries: Vec<_> = version
            .entries
            .iter()
            .map(|(list, entries)| format!("{list} {entries}"))
            .collect();
        let by = version
            .document
            .as_ref()
            .map_or_else(|| "baseline".to_owned(), ToString::to_string);
        let _ = writeln!(
            out,
            "{:>4}  effective {}  published {}  {by:<16}  {}  {}",
            version.number.0,
            version.effective,
            version.published,
            version.content_hash.get(..12).unwrap_or_default(),
            entries.join(", ")
        );
    }
    out
}

pub(super) fn documents(documents: &[StoredDocument]) -> String {
    let mut out = String::new();
    for document in documents {
        let page = document
            .start_page
            .map_or_else(|| "?".to_owned(), |page| page.to_string());
        let effective: Vec<_> = document.effective.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "{:<16}  published {}  effective {:<10}  {} FR {page:<6}  {:<14}  {}",
            document.number.as_str(),
            document.published,
            effective.join(", "),
            document.volume,
            document.status.name(),
            visible(&document.title)
        );
    }
    out
}

pub(super) fn findings(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = write!(out, "{:<6}  {}", finding.severity(), finding.code);
        let document = finding.document.as_ref().map(ToString::to_string);
        let place = finding.place.as_ref().map(ToString::to_string);
        for part in [
            document,
            finding.country.clone(),
            finding.name.clone(),
            place,
        ]
        .into_iter()
        .flatten()
        {
            if !part.is_empty() {
                let _ = write!(out, "  {}", visible(&part));
            }
        }
        let _ = writeln!(out, "\n        {}", visible(&finding.message));
        if let Some(quote) = finding.quote.as_ref().filter(|quote| !quote.is_empty()) {
            let _ = writeln!(out, "        “{}”", visible(quote));
        }
        let _ = writeln!(out, "        next: {}", finding.code.next_step());
    }
    out
}

pub(super) fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let code = run
            .exit_code
            .map_or_else(|| "died".to_owned(), |code| format!("exit {code}"));
        let _ = writeln!(
            out,
            "{:>4}  {}  {:<8}  {code:<6}  {}",
            run.id.0,
            run.started.format("%Y-%m-%d %H:%M:%S UTC"),
            run.command,
            run.message.as_deref().unwrap_or_default()
        );
    }
    out
}

pub(super) fn entries(entries: &[EntryRecord]) -> String {
    let mut out = String::new();
    let mut country = "";
    for entry in entries {
        if entry.country != country {
            country = &entry.country;
            let _ = writeln!(out, "{}", visible(country));
        }
        let marks: Vec<_> = entry.designations.iter().map(u8::to_string).collect();
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!("  [footnote {}]", marks.join(", "))
        };
        let citation = entry
            .citations
            .last()
            .map(String::as_str)
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "  {:>5}  {}{marks}  {citation}",
            entry.id,
            visible(&entry.name)
        );
    }
    out
}
