//! Parties of the JSON of the Consolidated Screening List: `{"results": [{"source", "name", "addresses": [{"country"}],
//! "alt_names", "federal_register_notice"}]}`, as the download and the API of trade.gov have it.

use serde_json::Value;

use super::error::FileError;
use super::row::{Parties, Row, Table, countries};
use crate::drift::Printing;

/// Reads the records.
pub(super) fn read(text: &str) -> Result<Table, FileError> {
    let records = records(text)?;
    let mut parties = Parties::new(Printing::Csl);
    let mut odd = 0;
    for (at, record) in (1..).zip(&records.list) {
        if record.is_object() {
            parties.put(row(at, record));
        } else {
            odd += 1;
        }
    }
    parties.rest("values that are no records", odd, "nothing can be read from them");
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

fn row(line: u64, record: &Value) -> Row {
    let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let texts =
        |key: &str, one: &dyn Fn(&Value) -> Vec<String>, all: &dyn Fn(&str) -> Vec<String>| match record.get(key) {
            Some(Value::Array(values)) => values.iter().flat_map(one).collect(),
            Some(Value::String(text)) => all(text),
            Some(_) | None => Vec::new(),
        };
    let string = |value: &Value| value.as_str().map(str::to_owned).into_iter().collect();
    let country = |address: &Value| match address.get("country").and_then(Value::as_str) {
        Some(country) => vec![country.to_owned()],
        None => address.as_str().map(countries).unwrap_or_default(),
    };
    Row {
        line,
        source: text("source"),
        name: text("name"),
        aliases: texts("alt_names", &string, &|names| names.split(';').map(str::to_owned).collect()),
        countries: texts("addresses", &country, &countries),
        notice: text("federal_register_notice"),
    }
}
