//! The desk of public inspection, where documents lie from their filing until they are published: when it was seen, and
//! what was last known of each document.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;

use crate::source::Capture;
use crate::store::columns::Columns as _;
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
        self.execute(
            "INSERT INTO inspections (run, url, retrieved, documents) VALUES (?1, ?2, ?3, ?4)",
            params![run, list.url, list.retrieved.to_rfc3339(), documents],
        )
    }
}

impl Reader<'_> {
    /// What was last known of each document that was ever on public inspection: its record, and whether its text was
    /// read, by this version of the program.
    pub fn last_records(&self) -> StoreResult<Vec<(InspectionRecord, bool)>> {
        self.all(
            "SELECT record, kind != 'unread' AND program = ?1 FROM provisional_documents
             WHERE id IN (SELECT max(id) FROM provisional_documents GROUP BY number)",
            [env!("CARGO_PKG_VERSION")],
            |row| Ok((row.json(0)?, row.get(1)?)),
        )
    }

    /// Whether a run of a later day saw the desk.
    pub fn desk_seen_after(&self, day: NaiveDate) -> StoreResult<bool> {
        self.value("SELECT EXISTS (SELECT 1 FROM inspections i JOIN runs r ON r.id = i.run WHERE r.as_of > ?1)", [day])
    }

    /// The last time the desk was seen.
    pub fn inspection_last_seen(&self) -> StoreResult<Option<LastSeen>> {
        self.first(
            "SELECT i.*, r.as_of FROM inspections i JOIN runs r ON r.id = i.run ORDER BY i.run DESC LIMIT 1",
            [],
            |row| {
                Ok(LastSeen {
                    run: row.get("run")?,
                    as_of: row.get("as_of")?,
                    retrieved: row.get("retrieved")?,
                    url: row.get("url")?,
                    documents: row.get("documents")?,
                })
            },
        )
    }
}
