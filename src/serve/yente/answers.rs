//! What `yente` answers, as its models have it: `tests/outside/yente_schemas.py` makes the schemas from them.

use serde_json::{Map, Value};

use crate::serve::body::bodies;

bodies! {
    AdjacentResultsResponse: "The model of this name.",
    AlgorithmResponse: "The model of this name.",
    DataCatalogModel: "The model of this name.",
    EntityAdjacentResponse: "The model of this name.",
    EntityMatchQuery: "The model of this name.",
    EntityMatchResponse: "The model of this name.",
    EntityResponse: "The model of this name.",
    ErrorResponse: "The model of this name.",
    SearchResponse: "The model of this name.",
}

/// The schemas by their names.
///
/// # Errors
/// Where they are no JSON.
pub(in crate::serve) fn schemas() -> Result<Map<String, Value>, serde_json::Error> {
    let mut all: Value = serde_json::from_str(include_str!("answers.json"))?;
    Ok(all.get_mut("$defs").and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default())
}
