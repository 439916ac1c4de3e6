//! What is on record of screenings, written out: a table each, a row a line.

use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use super::schema;
use crate::screen::error::ScreenError;
use crate::store::records::record;

/// Tables by name, and their rows up to an instant. Hits bear no instant: they stand for all runs, and are left out
/// where there is one.
const TABLES: [(&str, &str); 4] = [
    ("runs", "SELECT * FROM runs WHERE ?1 IS NULL OR at < ?1 ORDER BY id"),
    ("subjects", "SELECT * FROM subjects WHERE ?1 IS NULL OR seen < ?1 ORDER BY id"),
    (
        "hits",
        "SELECT h.party, e.entry, h.kind, h.hit FROM hits h JOIN entries e ON e.id = h.entry WHERE ?1 IS NULL
         ORDER BY h.party, h.entry, h.kind",
    ),
    ("decisions", "SELECT * FROM decisions WHERE ?1 IS NULL OR at < ?1 ORDER BY id"),
];

/// The tables of a store of parties as they were before an instant, or all of them.
///
/// # Errors
/// Where there is no store, or it cannot be read.
pub fn written(path: &Path, before: Option<&str>) -> Result<Vec<(&'static str, String)>, ScreenError> {
    if !path.exists() {
        let problem = "there is none: nothing was screened, or with --no-store".to_owned();
        return Err(ScreenError::Store { path: path.to_owned(), problem });
    }
    let connection = schema::open_to_read(path)?;
    let read = |(name, sql)| Ok((name, rows(&connection, sql, before)?));
    TABLES.into_iter().map(read).collect::<rusqlite::Result<_>>().map_err(|error| schema::failed(path, &error))
}

fn rows(connection: &Connection, sql: &str, before: Option<&str>) -> rusqlite::Result<String> {
    let mut statement = connection.prepare(sql)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([before])?;
    let mut out = String::new();
    while let Some(row) = rows.next()? {
        out.push_str(&Value::Object(record(row, &columns)?).to_string());
        out.push('\n');
    }
    Ok(out)
}
