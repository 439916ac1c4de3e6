//! Entries of a section: a table by country, what is new and gone, and what changed in what.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::inline::{escape, redline};
use crate::citation::DocumentNumber;
use crate::diff;
use crate::diff::fields::Values;
use crate::list::designation;
use crate::report::record::EntryRecord;
use crate::report::visible::one_line;
use crate::report::{ChangeRecord, Section};

/// Country × what happened.
pub(super) fn table(out: &mut String, section: &Section) {
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

pub(super) fn entries(out: &mut String, title: &str, entries: &[EntryRecord], section: &Section) {
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
        if let Some(until) = entry.stayed_until {
            let until =
                until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
            let _ = writeln!(out, "  - Stayed {until}: not in force");
        }
        set_by(out, entry.document.as_ref(), entry.effective_from, section);
        if title == "Added" {
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

/// The document that set a text, where the section is not about this document.
fn set_by(
    out: &mut String,
    document: Option<&DocumentNumber>,
    effective: Option<NaiveDate>,
    section: &Section,
) {
    let of_section = section.document.as_ref().map(|document| &document.number);
    if let Some(document) = document.filter(|document| Some(*document) != of_section) {
        let since = effective.map_or_else(String::new, |day| format!(", effective {day}"));
        let _ = writeln!(out, "  - Set by document {document}{since}");
    }
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

pub(super) fn render_change(out: &mut String, change: &ChangeRecord, section: &Section) {
    let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
    let _ = writeln!(
        out,
        "- **{}** · {} · {}",
        escape(&change.name),
        escape(&change.country),
        classes.join(", ")
    );
    set_by(out, change.document.as_ref(), change.effective, section);
    for designation in &change.designations {
        let _ = writeln!(out, "  - Designation: {}", escape(designation));
    }
    let mut fields: Vec<_> = change
        .changes
        .iter()
        .filter(|(field, _)| **field != CITATION)
        .collect();
    // What is not named in the order of seriousness goes last, and never out.
    fields.sort_by_key(|(field, _)| {
        ORDER
            .iter()
            .position(|of| of == *field)
            .unwrap_or(ORDER.len())
    });
    let mut editorial = Vec::new();
    for (field, values) in fields {
        let title = field.replace('_', " ");
        match values {
            Values::Marks(..) => {}
            Values::Set(old, new) => {
                for (what, values) in [("gained", only(new, old)), ("lost", only(old, new))] {
                    if !values.is_empty() {
                        let _ = writeln!(out, "  - {title} {what}: {}", values.join("; "));
                    }
                }
            }
            Values::Text(old, new) if diff::same(old, new) => editorial.push(title),
            Values::Text(..) => {
                if let Some(runs) = change.redlines.get(field) {
                    let _ = writeln!(out, "  - {title}: {}", redline(runs));
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
    if !editorial.is_empty() {
        let _ = writeln!(out, "  - in another layout only: {}", editorial.join(", "));
    }
    if let Some(runs) = change.redlines.get(CITATION) {
        let _ = writeln!(out, "  - Federal Register: {}", redline(runs));
    } else if let Some(citation) = change.citations.last() {
        let _ = writeln!(out, "  - Federal Register: {}", escape(citation));
    }
}

/// The field that ends every change.
const CITATION: &str = "citation_text";

/// Fields of a change, most serious first.
const ORDER: [&str; 9] = [
    "country",
    "name",
    "license_requirement",
    "license_review_policy",
    "aliases",
    "addresses",
    "subordinates",
    "cross_references",
    "entity_text",
];

/// Texts of one side that the other has not.
fn only(here: &[String], there: &[String]) -> Vec<String> {
    here.iter()
        .filter(|value| !there.iter().any(|other| diff::same(value, other)))
        .map(|value| escape(&one_line(value)))
        .collect()
}
