//! Entries of a section: a table by country, what is new and gone, and what changed in what.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::inline::{escape, redline};
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

pub(super) fn entries(out: &mut String, title: &str, entries: &[EntryRecord], detailed: bool) {
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

pub(super) fn render_change(out: &mut String, change: &ChangeRecord) {
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
