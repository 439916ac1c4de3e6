//! Field by field: what an entry said and says.

use serde::{Deserialize, Serialize};

use super::class::Class;
use crate::entry::Entry;
use crate::law::canonical::{self, canonical, same};
use crate::law::country;

/// Before and after of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Values {
    /// A text.
    Text(String, String),
    /// A set of texts.
    Set(Vec<String>, Vec<String>),
    /// Footnote marks.
    Marks(Vec<u8>, Vec<u8>),
}

/// One changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, as exports name it.
    pub field: &'static str,
    /// The class of the change.
    pub class: Class,
    /// Before and after.
    pub values: Values,
}

/// All changed fields of an entry, most serious first. Every difference of the verbatim cells is in at least one
/// of them.
pub(super) fn changes(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    let mut out = Vec::new();
    let mut text = |field, class, same: bool, old: &str, new: &str| {
        let class = if same { Class::Editorial } else { class };
        if old != new {
            out.push(FieldChange { field, class, values: Values::Text(old.to_owned(), new.to_owned()) });
        }
    };
    // Under another name of the same country the entry stands where it stood.
    let same_country = country::key(&old.country) == country::key(&new.country);
    text("country", Class::Moved, same_country, &old.country, &new.country);
    // Footnote marks are a field of their own; without them the rest decides whether the requirement changed. A mark
    // that stands elsewhere in the text is a change of designation too.
    let (before, after) = (&old.cells.license_requirement, &new.cells.license_requirement);
    let same_requirement = same(&without_marks(before), &without_marks(after));
    let class = if same_requirement { Class::Designation } else { Class::LicenseRequirement };
    text("license_requirement", class, same(before, after), before, after);
    let (before, after) = (&old.cells.license_review_policy, &new.cells.license_review_policy);
    text("license_review_policy", Class::ReviewPolicy, same(before, after), before, after);
    let (before, after) = (&old.cells.citation, &new.cells.citation);
    text("citation_text", Class::Citation, same(before, after), before, after);
    if old.designations != new.designations {
        let values = Values::Marks(old.designations.clone(), new.designations.clone());
        out.push(FieldChange { field: "designations", class: Class::Designation, values });
    }
    if old.cells.entity != new.cells.entity {
        entity(old, new, &mut out);
    }
    out.sort_by_key(|change| change.class);
    out
}

/// The list that an entry came from, and the one that it came to.
pub(super) fn list(old: &Entry, new: &Entry) -> FieldChange {
    FieldChange { field: "list", class: Class::Moved, values: Values::Text(old.list.to_string(), new.list.to_string()) }
}

/// The entity cell, split into what its parsed view knows. What the view does not explain is shown as text.
fn entity(old: &Entry, new: &Entry, out: &mut Vec<FieldChange>) {
    let before = out.len();
    if same(&old.cells.entity, &new.cells.entity) {
        let values = Values::Text(old.cells.entity.clone(), new.cells.entity.clone());
        return out.push(FieldChange { field: "entity_text", class: Class::Editorial, values });
    }
    if !same(old.name(), new.name()) {
        let values = Values::Text(old.name().to_owned(), new.name().to_owned());
        out.push(FieldChange { field: "name", class: Class::Renamed, values });
    }
    let aliases = |entry: &Entry| entry.view.aliases.iter().map(|alias| alias.name.clone()).collect::<Vec<_>>();
    let subordinates = |entry: &Entry| entry.view.subordinates.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    let sets = [
        ("aliases", Class::Alias, aliases(old), aliases(new)),
        ("addresses", Class::Address, old.view.addresses.clone(), new.view.addresses.clone()),
        ("subordinates", Class::Subordinate, subordinates(old), subordinates(new)),
        (
            "cross_references",
            Class::CrossReference,
            old.view.cross_references.clone(),
            new.view.cross_references.clone(),
        ),
    ];
    for (field, class, old, new) in sets {
        if !same_set(&old, &new) {
            out.push(FieldChange { field, class, values: Values::Set(old, new) });
        }
    }
    if out.len() == before {
        // Neither name nor any list differs: the order, or words around them such as a stated number of aliases.
        let class = if same_words(&old.cells.entity, &new.cells.entity) { Class::Editorial } else { Class::Alias };
        let values = Values::Text(old.cells.entity.clone(), new.cells.entity.clone());
        out.push(FieldChange { field: "entity_text", class, values });
    }
}

/// Whether two lists hold the same texts, in whatever order.
fn same_set(old: &[String], new: &[String]) -> bool {
    let sorted = |texts: &[String]| {
        let mut keys: Vec<_> = texts.iter().map(|text| canonical::key(text)).collect();
        keys.sort_unstable();
        keys
    };
    old.len() == new.len() && (old == new || sorted(old) == sorted(new))
}

fn same_words(old: &str, new: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<_> =
            text.split_whitespace().map(canonical).filter(|word| !word.is_empty() && word != "and").collect();
        words.sort_unstable();
        words
    };
    words(old) == words(new)
}

/// A license requirement without its footnote marks.
fn without_marks(text: &str) -> String {
    text.split('^').step_by(2).collect()
}
