//! What is on record as JSON, a row a line, and back into an empty database.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Row, ToSql, params_from_iter};
use serde_json::{Map, Value};

use super::id::CaptureId;
use super::{Reader, Store, StoreError, StoreResult, Writer};
use earwatch_law::digest::hex;

/// The tables that prove what the lists are and were. The others hold what the next poll needs, what was sent, and the
/// drift ledger.
pub const TABLES: [&str; 26] = [
    "runs", "run_chain", "captures", "overlays", "documents", "documents_before", "instructions", "versions",
    "version_lists", "frames", "entry_versions", "closings", "applications", "amendments", "findings", "doubts",
    "acknowledgements", "acting_texts", "texts_read", "texts_awaited", "came_into_force", "section_days", "public_ids",
    "provisional_documents", "inspections", "verifications",
];

/// The column that holds bytes: they are given beside the rows.
const BYTES: &str = "bytes";

/// A capture without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCapture {
    /// Row.
    pub id: CaptureId,
    /// Where it came from.
    pub url: String,
    /// When it was retrieved, as on record.
    pub retrieved: String,
    /// What the source said that it is.
    pub media_type: String,
    /// SHA-256 as on record.
    pub sha256: String,
}

impl Reader<'_> {
    /// The rows of one of [`TABLES`], in their order; without the bytes of captures.
    pub fn records(&self, table: &str) -> StoreResult<String> {
        let columns: Vec<String> = self.columns_of(table)?.into_iter().filter(|column| column != BYTES).collect();
        let order: Vec<_> = (1..=columns.len().min(3)).map(|at| at.to_string()).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY {}", columns.join(", "), order.join(", "));
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut out = String::new();
        while let Some(row) = rows.next()? {
            let record = record(row, &columns)?;
            out.push_str(&serde_json::to_string(&record)?);
            out.push('\n');
        }
        Ok(out)
    }

    fn columns_of(self, table: &str) -> StoreResult<Vec<String>> {
        self.column("SELECT name FROM pragma_table_info(?1)", [table])
    }

    /// All captures, without their bytes.
    pub fn captures(&self) -> StoreResult<Vec<StoredCapture>> {
        self.all("SELECT id, url, retrieved, media_type, sha256 FROM captures ORDER BY id", [], |row| {
            Ok(StoredCapture {
                id: row.get(0)?,
                url: row.get(1)?,
                retrieved: row.get(2)?,
                media_type: row.get(3)?,
                sha256: row.get(4)?,
            })
        })
    }
}

impl Store {
    /// A database that is thrown away, which need not survive anything.
    pub fn scratch(path: &Path) -> StoreResult<Self> {
        let store = Self::open(path)?;
        store.is_scratch()?;
        Ok(store)
    }

    pub(super) fn is_scratch(&self) -> StoreResult<()> {
        Ok(self.connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?)
    }

    /// A copy that is thrown away.
    pub fn scratch_copy(&self, to: &Path) -> StoreResult<Self> {
        let copy = self.copy(to)?;
        copy.is_scratch()?;
        Ok(copy)
    }
}

impl Writer<'_> {
    /// Puts the rows of a table, as [`Reader::records`] wrote them; `bytes` gives those of a capture by its row.
    ///
    /// # Errors
    /// [`StoreError::Record`] names the line.
    pub fn put_records(
        &self,
        table: &'static str,
        lines: &str,
        bytes: &dyn Fn(i64) -> Option<Vec<u8>>,
    ) -> StoreResult<()> {
        let known: BTreeSet<_> = self.reader().columns_of(table)?.into_iter().collect();
        for (line, at) in lines.lines().zip(1..) {
            self.put_record(table, line, &known, bytes).map_err(|problem| StoreError::Record {
                table,
                line: at,
                problem,
            })?;
        }
        Ok(())
    }

    fn put_record(
        &self,
        table: &str,
        line: &str,
        known: &BTreeSet<String>,
        bytes: &dyn Fn(i64) -> Option<Vec<u8>>,
    ) -> Result<(), String> {
        let record: Map<String, Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if let Some(odd) = record.keys().find(|column| !known.contains(*column) || *column == BYTES) {
            return Err(format!("“{odd}” is no column that this program knows"));
        }
        let mut columns: Vec<&str> = record.keys().map(String::as_str).collect();
        let mut values = record.values().map(sql_value).collect::<Result<Vec<_>, _>>()?;
        if known.contains(BYTES) {
            let id = record.get("id").and_then(Value::as_i64).ok_or("expected an id")?;
            columns.push(BYTES);
            values.push(SqlValue::Blob(bytes(id).ok_or(format!("there are no bytes of capture {id}"))?));
        }
        let places = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", "));
        let mut statement = self.transaction.prepare_cached(&sql).map_err(|error| error.to_string())?;
        let values = values.iter().map(|value| value as &dyn ToSql);
        statement.execute(params_from_iter(values)).map_err(|error| error.to_string())?;
        Ok(())
    }
}

/// A row as JSON, bytes as hexadecimal digits.
pub(crate) fn record(row: &Row<'_>, columns: &[String]) -> rusqlite::Result<Map<String, Value>> {
    let mut record = Map::new();
    for (at, column) in columns.iter().enumerate() {
        let value = match row.get_ref(at)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Real(number) => Value::from(number),
            ValueRef::Text(_) => Value::from(row.get::<_, String>(at)?),
            ValueRef::Blob(bytes) => Value::from(hex(bytes)),
        };
        record.insert(column.clone(), value);
    }
    Ok(record)
}

fn sql_value(value: &Value) -> Result<SqlValue, String> {
    let converted = match value {
        Value::Null => SqlValue::Null,
        Value::String(text) => SqlValue::Text(text.clone()),
        Value::Number(number) => SqlValue::Integer(number.as_i64().ok_or(format!("{number} is no whole number"))?),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Err(format!("expected text or a number, but found {value}"));
        }
    };
    Ok(converted)
}
