//! Owners as JSON: an array, or an object a line.

use serde_json::Value;

use super::error::OwnersError;
use super::raw::LONGEST;
use super::table::too_long;
use super::{bods, ftm};
use crate::ownership::holding::Owners;

/// The objects of a file, each with its place.
pub(super) fn owners(text: &str, name: &str) -> Result<Owners, OwnersError> {
    let mut owners = Owners::default();
    let mut objects: Vec<(String, Value)> = Vec::new();
    let mut add = |at: usize, what: &str, value: Value| objects.push((format!("{what} {at}"), value));
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        match value {
            Value::Array(items) => items.into_iter().zip(1..).for_each(|(item, at)| add(at, "object", item)),
            one => add(1, "object", one),
        }
    } else if text.trim_start().starts_with('[') {
        let problem = serde_json::from_str::<Value>(text).err().map_or_else(String::new, |error| error.to_string());
        return Err(OwnersError::Format(format!("JSON that breaks off: {problem}")));
    } else {
        for (line, at) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            if line.len() > LONGEST {
                owners.note(&format!("line {at}"), too_long(line.len()));
                continue;
            }
            match serde_json::from_str(line) {
                Ok(value) => add(at, "line", value),
                Err(error) => owners
                    .note(&format!("line {at}"), format!("expected an object in JSON; the line was left out: {error}")),
            }
        }
    }
    let has = |key: &str| objects.iter().any(|(_, object)| object.get(key).is_some());
    if has("recordType") {
        bods::owners(&objects, name, &mut owners);
    } else if has("schema") && has("properties") {
        ftm::owners(&objects, name, &mut owners);
    } else {
        return Err(OwnersError::Format("JSON without “recordType” and without “schema” and “properties”".to_owned()));
    }
    Ok(owners)
}
