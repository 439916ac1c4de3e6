//! Plain text for terminals.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earwatch::query::replay::Replay;
use earwatch::run::answers::ListedFinding;
use earwatch::run::check::{Check, State};
use earwatch::store::acknowledgements::Acknowledgement;
use earwatch::store::documents::StoredDocument;
use earwatch::store::runs::Run;
use earwatch::store::versions::Version;
use earwatch_law::finding::{Answer, Severity, Through};
use earwatch_law::law::ListId;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::announced::ProvisionalRecord;
use earwatch_report::report::export::StateInfo;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::visible::visible;

pub(super) fn versions(versions: &[Version]) -> String {
    let mut out = String::new();
    for version in versions {
        let entries: Vec<_> = version.entries.iter().map(|(list, entries)| format!("{list} {entries}")).collect();
        let by = match &version.document {
            Some(document) => document.to_string(),
            None if version.is_baseline() => "baseline".to_owned(),
            None => "end of a stay".to_owned(),
        };
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

pub(super) fn checks(checks: &[Check]) -> String {
    let mut out = String::new();
    for check in checks {
        let state = match check.state {
            State::Ok => "ok",
            State::Attention => "look",
            State::Broken => "broken",
        };
        let _ = writeln!(out, "{:<10}  {state:<6}  {}", check.check, visible(&check.detail));
        if let Some(next) = &check.next_step {
            let _ = writeln!(out, "{:<20}{next}", "");
        }
    }
    out
}

pub(super) fn documents(documents: &[StoredDocument]) -> String {
    let mut out = String::new();
    for document in documents {
        let page = document.start_page.map_or_else(|| "?".to_owned(), |page| page.to_string());
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

pub(super) fn announced(records: &[ProvisionalRecord]) -> String {
    let mut out = String::new();
    for record in records {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let filed = record.filed.map_or_else(|| "?".to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string());
        let effective: Vec<_> = record.effective.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "{:<16}  filed {filed:<16}  scheduled {:<10}  effective {:<10}  provisional  {}  {}",
            record.document.as_str(),
            day(record.scheduled),
            effective.join(", "),
            quantity(record.changes.len(), "change"),
            visible(&record.title)
        );
    }
    out
}

pub(super) fn findings(findings: &[ListedFinding]) -> String {
    let mut out = String::new();
    for ListedFinding { id, finding, answer } in findings {
        let _ = write!(out, "{:>5}  {:<6}  {}", id.0, finding.severity(), finding.code);
        let document = finding.document.as_ref().map(ToString::to_string);
        let place = finding.place.as_ref().map(ToString::to_string);
        for part in [document, finding.country.clone(), finding.name.clone(), place].into_iter().flatten() {
            if !part.is_empty() {
                let _ = write!(out, "  {}", visible(&part));
            }
        }
        let _ = writeln!(out, "\n               {}", visible(&finding.message));
        if let Some(quote) = finding.quote.as_ref().filter(|quote| !quote.is_empty()) {
            let _ = writeln!(out, "               “{}”", visible(quote));
        }
        let _ = match answer {
            None => writeln!(out, "               next: {}", visible(&finding.next_step())),
            Some(answer) => writeln!(out, "               {}", answered(answer)),
        };
    }
    out
}

/// `acknowledged (KL): no text was supplied`.
fn answered(answer: &Answer) -> String {
    let how = match answer.through {
        Through::Acknowledgement => "acknowledged",
        Through::Overlay => "answered by the overlay",
    };
    let reviewer = visible(&answer.reviewer);
    format!("{how} ({reviewer}): {}", visible(&answer.reason))
}

pub(super) fn acknowledgements(acknowledgements: &[Acknowledgement]) -> String {
    let mut out = String::new();
    for it in acknowledgements {
        let document = it.finding.document.as_ref().map(ToString::to_string);
        let _ = writeln!(
            out,
            "{:>5}  {}  {}  {}  {}\n       {}\n       {}: {}",
            it.id.0,
            it.recorded.format("%Y-%m-%d"),
            it.finding.code,
            document.as_deref().unwrap_or("no document"),
            visible(it.finding.name.as_deref().unwrap_or_default()),
            visible(&it.finding.message),
            visible(&it.reviewer),
            visible(&it.reason),
        );
    }
    out
}

pub(super) fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let code = run.exit_code.map_or_else(|| "died".to_owned(), |code| format!("exit {code}"));
        let _ = writeln!(
            out,
            "{:>4}  of {}  started {}  {:<8}  {code:<6}  {}",
            run.id.0,
            run.as_of,
            run.started.format("%Y-%m-%d %H:%M:%S UTC"),
            run.command,
            visible(run.message.as_deref().unwrap_or_default())
        );
    }
    out
}

/// A list: which, at which version, how many entries, and then these.
pub(super) fn entries(list: ListId, info: &StateInfo, asked: &str, entries: &[EntryRecord]) -> String {
    let mut out = format!("{list} (Supplement No. {} to Part 744)\n", list.supplement());
    if !asked.is_empty() {
        let _ = writeln!(out, "{asked}");
    }
    // A state that no version is, as it was known at the time, has none.
    if let (Some(version), Some(day)) = (info.version, info.effective) {
        let by = info.document.as_ref().map_or_else(String::new, |number| format!(", by document {number}"));
        let _ = writeln!(out, "version {version}, in force from {day}{by}");
    }
    let _ = writeln!(out, "{}\n", quantity(entries.len(), "entry"));
    let mut country = "";
    for entry in entries {
        if entry.country != country {
            country = &entry.country;
            let _ = writeln!(out, "{}", visible(country));
        }
        let marks: Vec<_> = entry.designations.iter().map(u8::to_string).collect();
        let marks = if marks.is_empty() { String::new() } else { format!("  [footnote {}]", marks.join(", ")) };
        let stayed = match entry.stayed_until {
            None => String::new(),
            Some(None) => "  [stayed indefinitely]".to_owned(),
            Some(Some(day)) => format!("  [stayed until {day}]"),
        };
        let citation = entry.citations.last().map(String::as_str).unwrap_or_default();
        let _ = writeln!(out, "  {:>5}  {}{marks}{stayed}  {}", entry.id, visible(&entry.name), visible(citation));
    }
    out
}

pub(super) fn replay(replay: &Replay) -> String {
    let counted = |counts: &BTreeMap<&str, usize>| {
        let counts: Vec<_> = counts.iter().map(|(what, n)| format!("{n} {what}")).collect();
        if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
    };
    let mut out = String::new();
    let _ = writeln!(out, "documents     {} ({} without a list)", replay.documents.len(), replay.unrelated);
    let _ = writeln!(out, "instructions  {}", replay.instructions);
    let _ = writeln!(out, "amendments    {}", counted(&replay.amendments));
    let _ = writeln!(out, "findings      {}", counted(&replay.findings));
    let _ = writeln!(out, "entries       {} equal / {}", replay.entries.equal, replay.entries.total);
    let _ = writeln!(out, "residual      {}", replay.residual.len());
    for residual in &replay.residual {
        let by = residual.document.as_ref().map_or_else(|| "no document".to_owned(), ToString::to_string);
        let _ = writeln!(
            out,
            "  {}: {}: {} (set by {by})",
            visible(&residual.country),
            visible(&residual.name),
            residual.field
        );
        for (side, text) in [("ours", &residual.ours), ("theirs", &residual.theirs)] {
            let _ = writeln!(out, "    {side:<6} {}", text.as_deref().map_or_else(|| "–".to_owned(), visible));
        }
    }
    let _ = writeln!(out, "regrouped     {}", replay.regrouped.len());
    let _ = writeln!(out, "unexplained   {}", replay.unexplained);
    let in_documents = replay
        .documents
        .iter()
        .flat_map(|document| document.findings.iter().map(|found| (Some(&document.number), found)));
    let unread = replay.unread.iter().map(|found| (found.document.as_ref(), found));
    for (number, found) in unread.chain(in_documents) {
        if found.severity() == Severity::Review {
            let by = found.explained_by.as_deref().unwrap_or("not explained");
            let finding = found;
            let _ = writeln!(
                out,
                "  {}  {}  {}  {} ({by})",
                number.map_or_else(|| "–".to_owned(), ToString::to_string),
                finding.code,
                visible(finding.name.as_deref().unwrap_or_default()),
                visible(&finding.message)
            );
        }
    }
    out
}
