//! The fields of a change: in the order in which a reader needs them, and what each side has alone.

use std::collections::BTreeMap;

use earwatch_law::diff;
use earwatch_law::diff::fields::Values;

/// The field that ends every change.
pub const CITATION: &str = "citation_text";

/// The verbatim entity cell. It can have a redline without being a field: name, aliases and addresses are read of it.
pub const ENTITY_TEXT: &str = "entity_text";

/// Fields of a change, most serious first.
const ORDER: [&str; 10] = [
    "list", "country", "name", "license_requirement", "license_review_policy", "aliases", "addresses", "subordinates",
    "cross_references", ENTITY_TEXT,
];

/// The fields of a change but the citation, most serious first.
pub fn in_order<'a>(changes: &'a BTreeMap<&'static str, Values>) -> Vec<(&'static str, &'a Values)> {
    let fields = changes.iter().map(|(field, values)| (*field, values));
    let mut fields: Vec<_> = fields.filter(|(field, _)| *field != CITATION).collect();
    // What is not named in the order of seriousness goes last, and never out.
    fields.sort_by_key(|(field, _)| ORDER.iter().position(|of| of == field).unwrap_or(ORDER.len()));
    fields
}

/// A field for readers.
pub fn title(field: &str) -> String {
    field.replace('_', " ")
}

/// Texts gained and lost.
pub fn gained_and_lost<'a>(old: &'a [String], new: &'a [String]) -> (Vec<&'a str>, Vec<&'a str>) {
    let only = |here: &'a [String], there: &[String]| -> Vec<&'a str> {
        let is_there = |value: &String| there.iter().any(|other| diff::same(value, other));
        here.iter().filter(|value| !is_there(value)).map(String::as_str).collect()
    };
    (only(new, old), only(old, new))
}

/// Footnote marks gained and lost.
pub fn marks(changes: &BTreeMap<&'static str, Values>) -> (Vec<u8>, Vec<u8>) {
    match changes.get("designations") {
        Some(Values::Marks(old, new)) => marks_of(old, new),
        Some(Values::Text(..) | Values::Set(..)) | None => (Vec::new(), Vec::new()),
    }
}

/// Footnote marks gained and lost from one set to another.
pub fn marks_of(old: &[u8], new: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let only = |here: &[u8], there: &[u8]| here.iter().copied().filter(|mark| !there.contains(mark)).collect();
    (only(new, old), only(old, new))
}
