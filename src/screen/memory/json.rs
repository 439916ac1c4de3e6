//! Values as JSON in a column: what cannot be written or read is an error, and never an empty text.

use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as it is stored.
pub(in crate::screen) fn written<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// A stored value.
pub(in crate::screen) fn read<T: DeserializeOwned>(json: &str) -> rusqlite::Result<T> {
    read_of(json, 0)
}

/// The value of a column.
pub(in crate::screen) fn at<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    read_of(&row.get::<_, String>(column)?, column)
}

fn read_of<T: DeserializeOwned>(json: &str, column: usize) -> rusqlite::Result<T> {
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}
