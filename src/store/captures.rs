//! Captures: bytes as received. Stored before anything is parsed; never changed, never deleted.

use chrono::{DateTime, Utc};
use rusqlite::params;

pub use super::id::CaptureId;
use super::{Reader, StoreResult, Writer};
use crate::source::Capture;

impl Writer<'_> {
    /// Stores a capture; the same bytes from the same address are stored once.
    pub fn put_capture(&self, capture: &Capture) -> StoreResult<CaptureId> {
        let same = "SELECT id FROM captures WHERE url = ?1 AND sha256 = ?2";
        let stored = self.reader().first(same, params![capture.url, capture.sha256], |row| Ok(row.get(0)?))?;
        if let Some(id) = stored {
            return Ok(id);
        }
        self.insert(
            "INSERT INTO captures (url, retrieved, media_type, etag, last_modified, sha256, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                capture.url,
                capture.retrieved.to_rfc3339(),
                capture.media_type,
                capture.etag,
                capture.last_modified,
                capture.sha256,
                capture.bytes
            ],
        )
    }
}

impl Reader<'_> {
    /// What the source said the bytes of a capture are.
    pub fn capture_media_type(&self, id: CaptureId) -> StoreResult<String> {
        self.value("SELECT media_type FROM captures WHERE id = ?1", [id])
    }

    /// The bytes of a capture.
    pub fn capture_bytes(&self, id: CaptureId) -> StoreResult<Vec<u8>> {
        self.value("SELECT bytes FROM captures WHERE id = ?1", [id])
    }

    /// Whether a capture is the page for readers.
    pub fn is_page(&self, id: CaptureId) -> StoreResult<bool> {
        Ok(self.capture_media_type(id)?.contains("html"))
    }

    /// Where and when a capture was retrieved.
    pub fn capture_origin(&self, id: CaptureId) -> StoreResult<(String, DateTime<Utc>)> {
        Ok(self.connection.query_row("SELECT url, retrieved FROM captures WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?)
    }
}
