//! Overlays as they were read, so that what they led to can be derived again.

use std::collections::BTreeMap;

use rusqlite::params;

use super::columns::Columns as _;
use super::id::DocumentId;
pub use super::id::OverlayId;
use super::{Reader, StoreError, StoreResult, Writer};
use earwatch_law::overlay::Overlay;

impl Writer<'_> {
    /// Stores an overlay; the same text is stored once.
    pub fn put_overlay(&self, overlay: &Overlay) -> StoreResult<OverlayId> {
        let sha256 = overlay.sha256();
        let number = overlay.number.as_str();
        self.execute(
            "INSERT OR IGNORE INTO overlays (number, sha256, body) VALUES (?1, ?2, ?3)",
            params![number, sha256, overlay.text],
        )?;
        self.reader().value("SELECT id FROM overlays WHERE number = ?1 AND sha256 = ?2", params![number, sha256])
    }
}

impl Reader<'_> {
    /// The overlays of documents on record.
    pub fn overlays(&self) -> StoreResult<BTreeMap<DocumentId, Overlay>> {
        self.all(
            "SELECT d.id, o.number, o.body FROM documents d JOIN overlays o ON o.id = d.overlay
             WHERE d.superseded_by IS NULL",
            [],
            |row| {
                let body = row.text(2)?;
                let overlay = Overlay::read(row.number(1)?, &body)
                    .map_err(|error| StoreError::Value { what: "overlay", value: format!("{body}: {error}") })?;
                Ok((row.get(0)?, overlay))
            },
        )
    }
}
