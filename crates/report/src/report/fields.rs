//! The fields of a change in the order in which a reader needs them.

use std::collections::BTreeMap;

use earwatch_law::diff;
use earwatch_law::diff::fields::Values;

/// The field that ends every change.
pub(crate) const CITATION: &str = "citation_text";

/// Fields of a change, most serious first.
const ORDER: [&str; 10] = [
    "list", "country", "name", "license_requirement", "license_review_policy", "aliases", "addresses", "subordinates",
    "cross_references", "entity_text",
];

/// The fields of a change but the citation, most serious first.
pub(crate) fn in_order<'a>(changes: &'a BTreeMap<&'static str, Values>) -> Vec<(&'static str, &'a Values)> {
    let fields = changes.iter().map(|(field, values)| (*field, values));
    let mut fields: Vec<_> = fields.filter(|(field, _)| *field != CITATION).collect();
    // What is not named in the order of seriousness goes last, and never out.
    fields.sort_by_key(|(field, _)| ORDER.iter().position(|of| of == field).unwrap_or(ORDER.len()));
    fields
}

/// Texts of one side that the other has not.
pub(crate) fn only<'a>(here: &'a [String], there: &[String]) -> Vec<&'a str> {
    here.iter().filter(|value| !there.iter().any(|other| diff::same(value, other))).map(String::as_str).collect()
}
