//! A report as Markdown, for tickets, chats and terminals.
//!
//! Names come from documents: characters that mean something to Markdown are escaped, control and bidirectional
//! characters are shown by number.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::record::EntryRecord;
use super::visible::{is_hidden, one_line, push_number, shorten, shorten_middle};
use super::{ChangeRecord, Report, Section};
use crate::diff::fields::Values;
use crate::diff::words::{Mark, Run};
use crate::diff::{self, Class};
use crate::finding::{Finding, Severity};
use crate::list::designation;

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
        escape(&report.checked)
    );
    findings(&mut out, &report.findings);
    for section in &report.sections {
        render_section(&mut out, section, report);
    }
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
                let _ = write!(out, ", {}", escape(url));
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

fn findings(out: &mut String, findings: &[Finding]) {
    let (notes, urgent): (Vec<_>, Vec<_>) = findings
        .iter()
        .partition(|finding| finding.severity() == Severity::Info);
    for (title, findings) in [
        ("Findings: a person has to look", urgent),
        ("Notes: nothing to do", notes),
    ] {
        if findings.is_empty() {
            continue;
        }
        let _ = writeln!(out, "## {title}\n");
        for finding in findings {
            render_finding(out, finding);
        }
        out.push('\n');
    }
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
        let _ = writeln!(out, "\n  > {}", escape(&shorten(&one_line(quote), 600)));
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
            let _ = writeln!(out, "<{url}>");
        }
        out.push('\n');
    }
    table(out, section);
    for note in &section.other {
        let _ = writeln!(out, "- {}", escape(note));
    }
    if !section.other.is_empty() {
        out.push('\n');
    }
    entries(out, "Added", &section.added, true);
    entries(out, "Removed", &section.removed, false);
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
                render_change(out, change);
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

/// Country × what happened.
fn table(out: &mut String, section: &Section) {
    let mut rows: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let count = |country: &'_ str, at: usize, rows: &mut BTreeMap<&str, [usize; 4]>| {
        if let Some(slot) = rows
            .iter_mut()
            .find(|(name, _)| **name == country)
            .and_then(|(_, row)| row.get_mut(at))
        {
            *slot += 1;
        }
    };
    let countries = section.added.iter().map(|entry| entry.country.as_str());
    let countries = countries.chain(section.removed.iter().map(|entry| entry.country.as_str()));
    let countries = countries.chain(section.changed.iter().map(|change| change.country.as_str()));
    for country in countries {
        rows.entry(country).or_default();
    }
    for entry in &section.added {
        count(&entry.country, 0, &mut rows);
    }
    for entry in &section.removed {
        count(&entry.country, 1, &mut rows);
    }
    for change in &section.changed {
        count(&change.country, 2, &mut rows);
        if !change.designations.is_empty() {
            count(&change.country, 3, &mut rows);
        }
    }
    if rows.is_empty() {
        return;
    }
    out.push_str("| Country | Added | Removed | Changed | Designation changed |\n|---|---:|---:|---:|---:|\n");
    for (country, [added, removed, changed, designated]) in rows {
        let _ = writeln!(
            out,
            "| {} | {added} | {removed} | {changed} | {designated} |",
            escape(country)
        );
    }
    out.push('\n');
}

fn entries(out: &mut String, title: &str, entries: &[EntryRecord], detailed: bool) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {title}");
    let mut country = "";
    for entry in entries {
        if entry.country != country {
            country = &entry.country;
            let _ = writeln!(out, "\n**{}**\n", escape(country));
        }
        let _ = writeln!(out, "- **{}**", escape(&entry.name));
        if detailed {
            for mark in &entry.designations {
                let _ = writeln!(
                    out,
                    "  - Designation: {}",
                    escape(&designation::in_words(*mark))
                );
            }
            list(out, "Also known as", &entry.aliases);
            list(out, "Addresses", &entry.addresses);
            list(out, "Subordinate entities", &entry.subordinates);
            list(out, "Cross-references", &entry.cross_references);
            if !entry.license_requirement.is_empty() {
                let _ = writeln!(
                    out,
                    "  - License requirement: {}",
                    escape(&one_line(&entry.license_requirement))
                );
                let _ = writeln!(
                    out,
                    "  - License review policy: {}",
                    escape(&one_line(&entry.license_review_policy))
                );
            }
        }
        let _ = writeln!(
            out,
            "  - Federal Register: {}",
            escape(&one_line(&entry.citation_text))
        );
    }
    out.push('\n');
}

fn list(out: &mut String, title: &str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<_> = values
            .iter()
            .map(|value| escape(&one_line(value)))
            .collect();
        let _ = writeln!(out, "  - {title} ({}): {}", values.len(), values.join("; "));
    }
}

fn render_change(out: &mut String, change: &ChangeRecord) {
    let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
    let _ = writeln!(
        out,
        "- **{}** · {} · {}",
        escape(&change.name),
        escape(&change.country),
        classes.join(", ")
    );
    for designation in &change.designations {
        let _ = writeln!(out, "  - Designation: {}", escape(designation));
    }
    for (field, values) in &change.changes {
        match values {
            Values::Marks(..) => {}
            Values::Set(old, new) => {
                let title = field.replace('_', " ");
                let only = |here: &[String], there: &[String]| -> Vec<String> {
                    here.iter()
                        .filter(|value| !there.iter().any(|other| diff::same(value, other)))
                        .cloned()
                        .collect()
                };
                for (what, values) in [("gained", only(new, old)), ("lost", only(old, new))] {
                    if !values.is_empty() {
                        let values: Vec<_> = values
                            .iter()
                            .map(|value| escape(&one_line(value)))
                            .collect();
                        let _ = writeln!(out, "  - {title} {what}: {}", values.join("; "));
                    }
                }
            }
            Values::Text(..) => {
                if let Some(runs) = change.redlines.get(field) {
                    let _ = writeln!(out, "  - {}: {}", field.replace('_', " "), redline(runs));
                }
            }
        }
    }
    if let Some(runs) = change
        .redlines
        .get("entity_text")
        .filter(|_| !change.changes.contains_key("entity_text"))
    {
        let _ = writeln!(out, "  - entity text: {}", redline(runs));
    }
    if let Some(citation) = change.citations.last() {
        let _ = writeln!(out, "  - Federal Register: {}", escape(citation));
    }
}

/// `~~old~~ **new**`, long unchanged runs shortened.
fn redline(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = one_line(&run.text);
        let (blank_before, blank_after) =
            (text.starts_with(' '), text.ends_with(' ') && text.len() > 1);
        let core = text.trim();
        if core.is_empty() {
            out.push(' ');
            continue;
        }
        if blank_before {
            out.push(' ');
        }
        match run.mark {
            Mark::Keep => out.push_str(&escape(&shorten_middle(core, 80))),
            Mark::Delete => {
                let _ = write!(out, "~~{}~~", escape(core));
            }
            Mark::Insert => {
                let _ = write!(out, "**{}**", escape(core));
            }
        }
        if blank_after {
            out.push(' ');
        }
    }
    out
}

/// Text that Markdown shows as it is.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '\n' => out.push('\n'),
            c if is_hidden(c) => {
                push_number(&mut out, c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_shown_as_text() {
        assert_eq!(
            escape("a|b <script> [x](y)"),
            "a\\|b \\<script\\> \\[x\\](y)"
        );
        assert_eq!(escape("a\u{202E}b\u{7}"), "a⟨U+202E⟩b⟨U+0007⟩");
    }
}
