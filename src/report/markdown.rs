//! A report as Markdown, for tickets, chats and terminals.
//!
//! Names come from documents: characters that mean something to Markdown are escaped, control and bidirectional
//! characters are shown by number.

mod entries;
mod inline;
mod provisional;
mod texts;

use std::fmt::Write as _;

use super::visible::{excerpt, one_line};
use super::{ChangeRecord, Report, Section};
use crate::diff::Class;
use crate::finding::{Finding, Severity};
use entries::{entries, render_change, table};
pub(super) use inline::escape;
use inline::link;
pub use inline::verbatim;
use texts::texts;

/// Renders a report for a terminal or a mail: the same, with names and addresses as they are printed.
#[must_use]
pub fn plain(report: &Report) -> String {
    let markdown = render(report);
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        out.push(if escaped {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    out
}

/// Renders a report.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut out = format!(
        "# {}\n\n**{}**\n\n",
        escape(&report.subject),
        escape(&report.headline())
    );
    let _ = writeln!(
        out,
        "In force is judged as of {}. {}\n",
        report.as_of,
        escape(&report.checked_in_words())
    );
    let (notes, told): (Vec<_>, Vec<_>) = report
        .findings
        .iter()
        .partition(|finding| finding.severity() == Severity::Info);
    let (answered, urgent): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|finding| finding.explained_by.is_some() && !finding.is_linked());
    let (review, warnings): (Vec<_>, Vec<_>) = urgent
        .into_iter()
        .partition(|finding| finding.severity() == Severity::Review);
    provisional::provisional(&mut out, &report.provisional);
    findings(&mut out, "Findings: a person has to look", &review);
    findings(&mut out, "Warnings: worth a look", &warnings);
    findings(&mut out, "Findings that are answered", &answered);
    for section in &report.sections {
        render_section(&mut out, section, report);
    }
    findings(&mut out, "Notes: nothing to do", &notes);
    if !report.sources.is_empty() {
        out.push_str("## Sources\n\n");
        for source in &report.sources {
            let as_of = source.as_of.map_or_else(
                || "a day that the file does not state".to_owned(),
                |day| day.to_string(),
            );
            let _ = write!(out, "- {}: as of {as_of}", escape(&source.source));
            if let Some(retrieved) = source.retrieved {
                let _ = write!(
                    out,
                    ", retrieved {}",
                    retrieved.format("%Y-%m-%d %H:%M UTC")
                );
            }
            if let Some(url) = &source.url {
                let _ = write!(out, ", {}", link(url));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(
        "*The official edition of the Federal Register decides. This report is no legal advice; a party that it does \
         not name may still be restricted.*\n",
    );
    out
}

fn findings(out: &mut String, title: &str, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for finding in findings {
        render_finding(out, finding);
    }
    out.push('\n');
}

fn render_finding(out: &mut String, finding: &Finding) {
    let _ = write!(out, "- **{}** `{}`", finding.severity(), finding.code);
    for part in [
        finding
            .document
            .as_ref()
            .map(|number| format!("document {number}")),
        finding
            .country
            .clone()
            .filter(|country| !country.is_empty()),
        finding.name.clone().filter(|name| !name.is_empty()),
        finding.place.as_ref().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    {
        let _ = write!(out, " · {}", escape(&part));
    }
    let _ = writeln!(out, "\n  {}.", escape(&finding.message));
    if finding.severity() != Severity::Info {
        let _ = writeln!(out, "  Next: {}.", escape(&finding.next_step()));
    }
    if let Some(quote) = finding.quote.as_ref().filter(|quote| !quote.is_empty()) {
        let name = finding.name.as_deref().unwrap_or_default();
        let quote = excerpt(&one_line(quote), name, 600);
        let _ = writeln!(out, "\n  > {}", escape(&quote));
    }
}

fn render_section(out: &mut String, section: &Section, report: &Report) {
    let _ = writeln!(out, "## {}\n", escape(&section.title));
    if let Some(document) = &section.document {
        let citation = document.citation.as_deref().unwrap_or("page not known");
        let _ = writeln!(
            out,
            "{} ({citation}) {} Published {}; {}.",
            document.number,
            escape(&document.action),
            document.published,
            section.effective.map_or_else(
                || "no effective date".to_owned(),
                |day| in_force(day, report)
            ),
        );
        if !document.dates.is_empty() {
            let _ = writeln!(out, "Dates as printed: {}", escape(&document.dates));
        }
        if let Some(url) = &document.url {
            let _ = writeln!(out, "{}", link(url));
        }
        out.push('\n');
    } else if let (Some(day), Some(_)) = (section.effective, section.cause) {
        let _ = writeln!(out, "{}.\n", in_force(day, report));
    }
    if let Some(cause) = section.cause {
        let _ = writeln!(out, "Cause: {} ({}).\n", cause.name(), cause.in_words());
    } else if !section.is_without_changes() {
        out.push_str(
            "Cause: not known; what is compared does not say by which document it changed.\n\n",
        );
    }
    table(out, section);
    texts(out, section, report.as_of);
    for note in &section.other {
        let _ = writeln!(out, "- {}", escape(note));
    }
    if !section.other.is_empty() {
        out.push('\n');
    }
    entries(out, "Added", &section.added, section);
    entries(out, "Removed", &section.removed, section);
    for (title, renamed) in [("Renamed or moved", true), ("Changed", false)] {
        let is_renamed = |change: &&ChangeRecord| {
            change.classes.contains(&Class::Renamed) || change.classes.contains(&Class::Moved)
        };
        let changes: Vec<_> = section
            .changed
            .iter()
            .filter(|change| is_renamed(change) == renamed)
            .collect();
        if !changes.is_empty() {
            let _ = writeln!(out, "### {title}\n");
            for change in changes {
                render_change(out, change, section);
            }
            out.push('\n');
        }
    }
    if !section.editorial.is_empty() {
        let _ = writeln!(
            out,
            "### Editorial and citation only: {}\n",
            section.editorial.len()
        );
        for record in section.editorial.iter().take(EDITORIAL_SHOWN) {
            let _ = writeln!(
                out,
                "- {}: {} ({})",
                escape(&record.country),
                escape(&record.name),
                record.fields.join(", ").replace('_', " ")
            );
        }
        if section.editorial.len() > EDITORIAL_SHOWN {
            let _ = writeln!(
                out,
                "- … and {} more, all in the JSON",
                section.editorial.len() - EDITORIAL_SHOWN
            );
        }
        out.push('\n');
    }
}

/// Editorial changes named one by one.
const EDITORIAL_SHOWN: usize = 25;

fn in_force(effective: chrono::NaiveDate, report: &Report) -> String {
    match (effective - report.as_of).num_days() {
        ..=0 => format!("effective {effective} (in force)"),
        1 => format!("effective {effective} (in 1 day)"),
        days => format!("effective {effective} (in {days} days)"),
    }
}
