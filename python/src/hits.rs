//! Results of a screening as rows, with the names that its CSV has.

use earwatch_report::report::screened::{HitRecord, ScreenResult, Screened};
use earwatch_report::told::screened::{POTENTIAL, outcome};
use earwatch_screen::screening::hit::Matched;
use serde_json::{Map, Value, json};

use crate::columns::{Column, Kind};

const TEXTS: Kind = Kind::List(&Kind::Text);

/// Names and order are a contract: columns are added at the end.
pub(crate) const COLUMNS: &[Column] = &[
    ("party_id", Kind::Text),
    ("row", Kind::Integer),
    ("party_name", Kind::Text),
    ("party_country", Kind::Text),
    ("outcome", Kind::Text),
    ("kind", Kind::Text),
    ("score", Kind::Number),
    ("band", Kind::Text),
    ("entry_public_id", Kind::Text),
    ("entry_list", Kind::Text),
    ("entry_country", Kind::Text),
    ("entry_name", Kind::Text),
    ("party_field", Kind::Text),
    ("party_text", Kind::Text),
    ("entry_field", Kind::Text),
    ("entry_text", Kind::Text),
    ("reasons", TEXTS),
    ("why_not_higher", TEXTS),
    ("listing", Kind::Text),
    ("designations", TEXTS),
    ("license_requirement", Kind::Text),
    ("license_review_policy", Kind::Text),
    ("effective_from", Kind::Day),
    ("document", Kind::Text),
    ("notes", TEXTS),
    ("as_of", Kind::Day),
    ("known_by", Kind::Day),
    ("threshold", Kind::Number),
    ("table_version", Kind::Text),
    ("content_hash", Kind::Text),
];

/// The rows of a result; none of a party without potential matches, unless every one is to have some.
pub(crate) fn rows(result: &ScreenResult, of: &Screened, every: bool) -> Vec<Map<String, Value>> {
    if result.hits.is_empty() {
        let is_told = every || result.skipped.is_some();
        return if is_told { vec![row(result, None, of)] } else { Vec::new() };
    }
    result.hits.iter().map(|hit| row(result, Some(hit), of)).collect()
}

fn row(result: &ScreenResult, hit: Option<&HitRecord>, of: &Screened) -> Map<String, Value> {
    let party = &result.party;
    let outcome = if hit.is_some() { POTENTIAL.to_owned() } else { outcome(result, of) };
    let of_party = json!({
        "party_id": party.id,
        "row": party.row,
        "party_name": party.name,
        "party_country": party.country,
        "outcome": outcome,
        "notes": result.notes,
        "as_of": of.as_of,
        "known_by": of.known_by,
        "threshold": of.threshold,
        "table_version": of.table_version,
        "content_hash": of.lists.first().and_then(|list| list.content_hash.as_ref()),
    });
    let of_hit = hit.map(|hit| {
        let entry = &hit.entry;
        let matched = |of: fn(&Matched) -> &str| hit.matched.as_ref().map(of);
        json!({
            "kind": hit.kind,
            "score": hit.score,
            "band": hit.band,
            "entry_public_id": entry.public_id,
            "entry_list": entry.list,
            "entry_country": entry.country,
            "entry_name": entry.name,
            "party_field": matched(|it| it.party_field.in_words()),
            "party_text": matched(|it| &it.party_text),
            "entry_field": matched(|it| it.entry_field.in_words()),
            "entry_text": matched(|it| &it.entry_text),
            "reasons": hit.reasons,
            "why_not_higher": hit.why_not_higher,
            "listing": entry.qualified,
            "designations": entry.designations,
            "license_requirement": entry.license_requirement,
            "license_review_policy": entry.license_review_policy,
            "effective_from": entry.effective_from,
            "document": entry.document,
        })
    });
    let both = [Some(of_party), of_hit].into_iter().flatten();
    both.filter_map(|of| if let Value::Object(of) = of { Some(of) } else { None }).flatten().collect()
}
