//! Entries as rows: what JSON says of them, and the state of the lists that they are of.

use std::collections::HashMap;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use chrono::NaiveDate;
use earwatch_report::report::export::StateInfo;
use earwatch_report::report::record::EntryRecord;
use serde_json::{Map, Value};

use crate::columns::{self, Column, Kind};

const TEXTS: Kind = Kind::List(&Kind::Text);

const SUBORDINATE: &[Column] =
    &[("kind", Kind::Text), ("name", Kind::Text), ("aliases", TEXTS), ("addresses", TEXTS), ("text", Kind::Text)];

/// The keys of an entry in JSON, in their order, then what a table needs besides. Names and order are a contract: columns are
/// added at the end.
const COLUMNS: &[Column] = &[
    ("id", Kind::Integer),
    ("public_id", Kind::Text),
    ("former_public_ids", TEXTS),
    ("list", Kind::Text),
    ("country", Kind::Text),
    ("name", Kind::Text),
    ("aliases", TEXTS),
    ("former_names", TEXTS),
    ("addresses", TEXTS),
    ("entity_text", Kind::Text),
    ("license_requirement", Kind::Text),
    ("license_review_policy", Kind::Text),
    ("designations", Kind::List(&Kind::Integer)),
    ("citation_text", Kind::Text),
    ("citations", TEXTS),
    ("first_cited", Kind::Day),
    ("last_cited", Kind::Day),
    ("effective_from", Kind::Day),
    ("document", Kind::Text),
    ("subordinates", Kind::List(&Kind::Object(SUBORDINATE))),
    ("cross_references", TEXTS),
    ("stayed_until", Kind::Day),
    ("in_doubt", Kind::List(&Kind::Integer)),
    // What JSON tells by a key that is there: a stay without a last day is one all the same.
    ("is_stayed", Kind::Truth),
    ("as_of", Kind::Day),
    ("known_by", Kind::Day),
    ("version", Kind::Integer),
    ("content_hash", Kind::Text),
];

/// The entries of a day, as known by a day.
pub(crate) fn batch(
    entries: &[EntryRecord],
    info: &StateInfo,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<RecordBatch, ArrowError> {
    let state = [
        ("as_of", Some(as_of.to_string().into())),
        ("known_by", known_by.map(|day| day.to_string().into())),
        ("version", info.version.map(Value::from)),
        ("content_hash", info.content_hash.clone().map(Value::from)),
    ];
    let row = |entry: &EntryRecord| {
        let Value::Object(mut row) = serde_json::to_value(entry)? else {
            return Ok(Map::new());
        };
        row.insert("is_stayed".to_owned(), entry.stayed_until.is_some().into());
        row.extend(state.iter().filter_map(|(name, value)| Some(((*name).to_owned(), value.clone()?))));
        Ok(row)
    };
    let rows: Result<Vec<_>, serde_json::Error> = entries.iter().map(row).collect();
    let rows = rows.map_err(|error| ArrowError::ExternalError(Box::new(error)))?;
    columns::batch(&columns::schema(COLUMNS, HashMap::new()), COLUMNS, &rows)
}
