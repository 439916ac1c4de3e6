//! The desk of public inspection, where documents lie from their filing until they are published: when it was seen, and
//! what was last known of each document.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, params};

use crate::source::Capture;
use crate::store::runs::RunId;
use crate::store::{Reader, StoreResult, Writer};
use earwatch_law::announced::record::InspectionRecord;

/// The last time the desk was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSeen {
    /// The run that saw it.
    pub run: RunId,
    /// The legal day of that run.
    pub as_of: NaiveDate,
    /// When the list was received.
    pub retrieved: DateTime<Utc>,
    /// Where from.
    pub url: String,
    /// Documents on it that are or may be of the bureau.
    pub documents: u32,
}

impl Writer<'_> {
    /// Records that the desk was seen.
    pub fn put_inspection(&self, run: RunId, list: &Capture, documents: u32) -> StoreResult<()> {
        self.transaction.execute(
            "INSERT INTO inspections (run, url, retrieved, documents) VALUES (?1, ?2, ?3, ?4)",
            params![run.0, list.url, list.retrieved.to_rfc3339(), documents],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// What was last known of each document that was ever on public inspection: its record, and whether its text was
    /// read, by this version of the program.
    pub fn last_records(&self) -> StoreResult<Vec<(InspectionRecord, bool)>> {
        let mut statement = self.connection.prepare(
            "SELECT record, kind != 'unread' AND program = ?1 FROM provisional_documents
             WHERE id IN (SELECT max(id) FROM provisional_documents GROUP BY number)",
        )?;
        let mut rows = statement.query([env!("CARGO_PKG_VERSION")])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push((serde_json::from_str(&row.get::<_, String>(0)?)?, row.get(1)?));
        }
        Ok(records)
    }

    /// Whether a run of a later day saw the desk.
    pub fn desk_seen_after(&self, day: NaiveDate) -> StoreResult<bool> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM inspections i JOIN runs r ON r.id = i.run WHERE r.as_of > ?1)",
            [day],
            |row| row.get(0),
        )?)
    }

    /// The last time the desk was seen.
    pub fn inspection_last_seen(&self) -> StoreResult<Option<LastSeen>> {
        Ok(self
            .connection
            .query_row(
                "SELECT i.run, r.as_of, i.retrieved, i.url, i.documents
                 FROM inspections i JOIN runs r ON r.id = i.run ORDER BY i.run DESC LIMIT 1",
                [],
                |row| {
                    Ok(LastSeen {
                        run: RunId(row.get(0)?),
                        as_of: row.get(1)?,
                        retrieved: row.get(2)?,
                        url: row.get(3)?,
                        documents: row.get(4)?,
                    })
                },
            )
            .optional()?)
    }
}
