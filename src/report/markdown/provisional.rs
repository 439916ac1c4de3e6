//! What is on public inspection, in Markdown.

use std::fmt::Write as _;

use super::super::provisional::{ProvisionalRecord, Standing};
use super::super::visible::{one_line, shorten};
use super::inline::{escape, link};
use crate::document::public_inspection::ProvisionalChange;

/// Announcements, and what became of earlier ones. Those that were published stand in the sections of their documents.
pub(super) fn provisional(out: &mut String, records: &[ProvisionalRecord]) {
    let shown = |standing: &[Standing]| -> Vec<&ProvisionalRecord> {
        let of = |record: &&ProvisionalRecord| standing.contains(&record.status);
        records.iter().filter(of).collect()
    };
    let standing = shown(&[Standing::Announced, Standing::Changed]);
    if !standing.is_empty() {
        out.push_str("## On public inspection: provisional, not law yet\n\n");
        out.push_str(
            "Filed with the Office of the Federal Register and not published. What follows was read from the text of a \
             PDF, in which names can be broken or misread; it can still change or be withdrawn. The lists below and in \
             this database are unchanged by it. The published document decides.\n\n",
        );
        for record in standing {
            announcement(out, record);
        }
    }
    let withdrawn = shown(&[Standing::Withdrawn]);
    if !withdrawn.is_empty() {
        out.push_str("## Withdrawn from public inspection\n\n");
        out.push_str(
            "What these documents announced no longer stands. No list had been changed by it.\n\n",
        );
        for record in withdrawn {
            announcement(out, record);
        }
    }
}

fn announcement(out: &mut String, record: &ProvisionalRecord) {
    let _ = writeln!(
        out,
        "### {} {}\n",
        record.document,
        escape(&one_line(&record.title))
    );
    let kind = record.kind.as_deref().unwrap_or("kind not stated");
    let filing = record
        .filing
        .as_deref()
        .unwrap_or("kind of filing not stated");
    let filed = record.filed.map_or_else(
        || "at a time that its record does not state".to_owned(),
        |at| format!("{} Eastern time", at.format("%Y-%m-%d %H:%M")),
    );
    let scheduled = record.scheduled.map_or_else(
        || "on a day that its record does not state".to_owned(),
        |day| format!("on {day}"),
    );
    let was = if record.stands() {
        "scheduled"
    } else {
        "had been scheduled"
    };
    let _ = writeln!(
        out,
        "{} ({}); filed {filed} ({}); {was} to be published {scheduled}.",
        escape(kind),
        escape(if record.action.is_empty() {
            "no action line read"
        } else {
            &record.action
        }),
        escape(filing),
    );
    if !record.dates.is_empty() {
        let _ = writeln!(
            out,
            "Dates as printed, read from the PDF: {}",
            escape(&shorten(&one_line(&record.dates), 600))
        );
    }
    if let Some(url) = &record.url {
        let _ = writeln!(out, "{}", link(url));
    }
    out.push('\n');
    for told in &record.told {
        let _ = writeln!(out, "- **{}**", escape(told));
    }
    for doubt in &record.doubts {
        let _ = writeln!(out, "- {}", escape(doubt));
    }
    if let Some(note) = &record.note {
        let _ = writeln!(
            out,
            "- Note of the Office of the Federal Register: {}",
            escape(&one_line(note))
        );
    }
    if !record.counts.is_empty() {
        let counts: Vec<_> = record
            .counts
            .iter()
            .map(|claim| format!("{} ({})", claim.country, claim.entries))
            .collect();
        let _ = writeln!(
            out,
            "- Its summary counts entries: {}",
            escape(&counts.join(", "))
        );
    }
    for change in &record.changes {
        render_change(out, change, record.stands());
    }
    if record.changes.is_empty() {
        let why = if record.read {
            "No change of a list was read out of it."
        } else {
            "Its text could not be had yet."
        };
        let _ = writeln!(out, "- {why}");
    }
    out.push('\n');
}

fn render_change(out: &mut String, change: &ProvisionalChange, stands: bool) {
    let country = change.country.as_deref().unwrap_or("no country named");
    let verb = in_words(&change.verb, stands);
    let _ = write!(out, "- {verb} · {} · {}", change.list, escape(country));
    let names: Vec<_> = change
        .names
        .iter()
        .map(|named| {
            let listed = match (named.listed, change.verb.as_str()) {
                (Some(true), "add") => " (an entry of these letters and digits is listed now)",
                (Some(false), verb) if verb != "add" => {
                    " (no entry of these letters and digits is listed now)"
                }
                _ => "",
            };
            format!("“{}”{listed}", named.name)
        })
        .collect();
    match (names.is_empty(), change.count) {
        (false, _) => {
            let _ = write!(out, ": {}", escape(&names.join("; ")));
        }
        (true, Some(count)) => {
            let _ = write!(out, ": {count} entries that the instruction does not name");
        }
        (true, None) => {}
    }
    if let Some(detail) = change.detail.as_ref().filter(|detail| !detail.is_empty()) {
        let _ = write!(out, " ({})", escape(detail));
    }
    let _ = writeln!(
        out,
        "\n\n  > {}\n",
        escape(&shorten(&one_line(&change.quote), 600))
    );
}

/// What would be done, or would have been.
fn in_words(verb: &str, stands: bool) -> String {
    let done = match verb {
        "add" => "added",
        "revise" => "revised",
        "remove" => "removed",
        "rename" => "renamed",
        "move" => "moved to another country",
        "add-country" => "a new country heading",
        "remove-country" => "the country heading removed",
        "revise-text" => "words changed",
        "remove-aliases" => "aliases removed",
        "add-aliases" => "aliases added",
        "remove-addresses" => "addresses removed",
        "add-addresses" => "addresses added",
        "add-footnote" => "a footnote added",
        "revise-footnote" => "a footnote revised",
        "remove-footnote" => "a footnote removed",
        "revise-intro" => "the introductory text revised",
        "stay" => "stayed",
        "lift-stay" => "a stay lifted",
        other => other,
    };
    let when = if stands { "to be" } else { "was to be" };
    match verb {
        "add" | "revise" | "remove" | "rename" | "move" | "stay" => format!("{when} {done}"),
        _ => format!("{when} ordered: {done}"),
    }
}
