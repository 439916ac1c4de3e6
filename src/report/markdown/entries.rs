//! Entries of a section: a table by country, what is new and gone, and what changed in what.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::inline::{escape, redline};
use crate::citation::DocumentNumber;
use crate::diff;
use crate::diff::fields::Values;
use crate::list::designation;
use crate::report::fields::{self, CITATION, only};
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

/// New or former entries by country. What all of them have in common is said once.
pub(super) fn entries(out: &mut String, title: &str, entries: &[EntryRecord], section: &Section) {
    let [first, others @ ..] = entries else {
        return;
    };
    let detailed = title == "Added";
    let _ = writeln!(out, "### {title}");
    let mut common = terms(first, detailed);
    common.retain(|term| {
        !others.is_empty()
            && others
                .iter()
                .all(|entry| terms(entry, detailed).contains(term))
    });
    if !common.is_empty() {
        let _ = writeln!(out, "\nThe same for all {}:\n", entries.len());
        for term in &common {
            let _ = writeln!(out, "- {term}");
        }
    }
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
        let (marks, rest): (Vec<_>, Vec<_>) = terms(entry, detailed)
            .into_iter()
            .filter(|term| !common.contains(term))
            .partition(|term| term.starts_with(DESIGNATION));
        for term in marks {
            let _ = writeln!(out, "  - {term}");
        }
        list(out, "Also known as", &entry.aliases);
        list(out, "Addresses", &entry.addresses);
        list(out, "Subordinate entities", &entry.subordinates);
        if detailed {
            list(out, "Cross-references", &entry.cross_references);
        }
        for term in rest {
            let _ = writeln!(out, "  - {term}");
        }
    }
    out.push('\n');
}

/// What a reader sees first of an entry.
const DESIGNATION: &str = "Designation";

/// On what terms an entry stands on the list, and what it cites; a rule gives many entries the same.
fn terms(entry: &EntryRecord, detailed: bool) -> Vec<String> {
    let mut terms = Vec::new();
    let mut term = |title: &str, text: &str| {
        if !text.is_empty() {
            terms.push(format!("{title}: {}", escape(&one_line(text))));
        }
    };
    if detailed {
        for mark in &entry.designations {
            term(DESIGNATION, &designation::in_words(*mark));
        }
        term("License requirement", &entry.license_requirement);
        term("License review policy", &entry.license_review_policy);
    }
    term("Federal Register", &entry.citation_text);
    terms
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
    let mut editorial = Vec::new();
    for (field, values) in fields::in_order(&change.changes) {
        let title = field.replace('_', " ");
        match values {
            Values::Marks(..) => {}
            Values::Set(old, new) => {
                for (what, values) in [("gained", only(new, old)), ("lost", only(old, new))] {
                    if !values.is_empty() {
                        let values: Vec<_> = values
                            .into_iter()
                            .map(|value| escape(&one_line(value)))
                            .collect();
                        let _ = writeln!(out, "  - {title} {what}: {}", values.join("; "));
                    }
                }
            }
            Values::Text(old, new) if field == "list" => {
                let _ = writeln!(out, "  - list: from the {old} to the {new}");
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diff::Origin;
    use crate::list::ListId;
    use crate::list::entry::{Cells, Entry, EntryId};

    fn record(entity: &str, requirement: &str) -> EntryRecord {
        let cells = Cells {
            entity: entity.to_owned(),
            license_requirement: requirement.to_owned(),
            license_review_policy: "Presumption of denial".to_owned(),
            citation: "73 FR 54504, 9/22/08.".to_owned(),
        };
        let entry = Entry::new(EntryId(1), ListId::EntityList, "GERMANY", cells);
        EntryRecord::new(&Arc::new(entry), Origin::default())
    }

    #[test]
    fn what_all_have_in_common_is_said_once_and_nothing_is_left_out() {
        let records = [
            record("Acme GmbH, Bonn, Germany.", ""),
            record("Zenith GmbH, Bonn, Germany.", "For all items."),
        ];
        let mut out = String::new();
        entries(&mut out, "Added", &records, &Section::new("a rule"));
        let times = |words: &str| out.matches(words).count();
        assert_eq!(times("The same for all 2:"), 1, "{out}");
        assert_eq!(times("Presumption of denial"), 1, "{out}");
        assert_eq!(times("73 FR 54504"), 1, "{out}");
        assert_eq!(times("License requirement: For all items."), 1, "{out}");
        let mut one = String::new();
        entries(&mut one, "Added", &records[..1], &Section::new("a rule"));
        assert!(one.contains("Presumption of denial"), "{one}");
    }
}
