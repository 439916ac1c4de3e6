//! Parties of the JSON of the Consolidated Screening List: `{"results": [{"source", "name", "addresses": [{"country"}],
//! "alt_names", "federal_register_notice"}]}`, as the download and the API of trade.gov have it.

use serde_json::Value;

use super::error::FileError;
use super::row::{Parties, Row, Table, countries};
use crate::drift::Printing;

/// What is compared besides the name: under which keys, and what it is.
const KEYS: [(&[&str], &str); 3] = [
    (&["addresses", "country"], "countries"),
    (&["federal_register_notice"], "a Federal Register notice"),
    (&["alt_names"], "other names"),
];

/// Reads the records.
pub(super) fn read(text: &str) -> Result<Table, FileError> {
    let records = records(text)?;
    let mut parties = Parties::new(Printing::Csl);
    let (mut odd, mut lacking) = (0, [0; KEYS.len()]);
    for (at, record) in (1..).zip(&records.list) {
        if record.is_object() {
            for (missing, (keys, _)) in lacking.iter_mut().zip(KEYS) {
                *missing += usize::from(keys.iter().all(|key| record.get(*key).is_none()));
            }
            parties.put(row(at, record));
        } else {
            odd += 1;
        }
    }
    parties.rest("values that are no records", odd, "nothing can be read from them");
    for (missing, (keys, what)) in lacking.into_iter().zip(KEYS) {
        let why = format!("they have no “{}”; their parties were matched without it", keys.join("” or “"));
        parties.rest(&format!("records without {what}"), missing, &why);
    }
    let missing = records.total.map_or(0, |total| total.saturating_sub(records.list.len()));
    let why = "the file is one page of an answer; download the whole list";
    parties.rest("records that the file announces and does not hold", missing, why);
    parties.table()
}

struct Records {
    list: Vec<Value>,
    /// How many the file says that there are.
    total: Option<usize>,
}

/// The records of a file: under `results`, a list by itself, or one on each line.
fn records(text: &str) -> Result<Records, FileError> {
    let values: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
    let mut values = values.map_err(|error| FileError::Json { problem: error.to_string() })?;
    let shape = |found: String| Err(FileError::Shape { found });
    match values.as_mut_slice() {
        [Value::Array(list)] => Ok(Records { list: std::mem::take(list), total: None }),
        [Value::Object(object)] if object.contains_key("results") => {
            let total = object.get("total").and_then(Value::as_u64).and_then(|total| usize::try_from(total).ok());
            match object.get_mut("results") {
                Some(Value::Array(list)) => Ok(Records { list: std::mem::take(list), total }),
                Some(_) | None => shape("something else under \"results\"".to_owned()),
            }
        }
        [Value::Object(object)] if !object.contains_key("source") => {
            let keys: Vec<_> = object.keys().take(5).cloned().collect();
            shape(format!(
                "an object with {}",
                if keys.is_empty() { "nothing in it".to_owned() } else { keys.join(", ") }
            ))
        }
        all if all.iter().all(Value::is_object) => Ok(Records { list: values, total: None }),
        _ => shape("other values".to_owned()),
    }
}

/// The texts under a key: one, several in a list, or what an object calls itself.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Number(number)) => vec![number.to_string()],
        Some(Value::Array(values)) => values.iter().flat_map(|value| texts(Some(value))).collect(),
        Some(Value::Object(object)) => {
            let called = ["full_name", "name", "code"].iter().find_map(|key| object.get(*key));
            called.map(|name| texts(Some(name))).unwrap_or_default()
        }
        Some(Value::Null | Value::Bool(_)) | None => Vec::new(),
    }
}

fn row(line: u64, record: &Value) -> Row {
    let text = |key: &str| texts(record.get(key)).join("; ");
    let country = |address: &Value| match address.get("country").and_then(Value::as_str) {
        Some(country) => vec![country.to_owned()],
        None => address.as_str().map(countries).unwrap_or_default(),
    };
    let mut places = match record.get("addresses") {
        Some(Value::Array(addresses)) => addresses.iter().flat_map(country).collect(),
        Some(Value::String(addresses)) => countries(addresses),
        Some(_) | None => Vec::new(),
    };
    if places.is_empty() {
        places = texts(record.get("country"));
    }
    let aliases = texts(record.get("alt_names"));
    Row {
        line,
        source: text("source"),
        name: text("name"),
        aliases: aliases.iter().flat_map(|names| names.split(';')).map(str::to_owned).collect(),
        countries: places,
        notice: text("federal_register_notice"),
    }
}
