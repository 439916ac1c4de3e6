//! Overlays as they were read, so that what they led to can be derived again.

use std::collections::BTreeMap;

use rusqlite::params;

use super::id::DocumentId;
pub use super::id::OverlayId;
use super::{Reader, StoreError, StoreResult, Writer};
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::overlay::Overlay;

impl Writer<'_> {
    /// Stores an overlay; the same text is stored once.
    pub fn put_overlay(&self, overlay: &Overlay) -> StoreResult<OverlayId> {
        let sha256 = overlay.sha256();
        let number = overlay.number.as_str();
        self.transaction.execute(
            "INSERT OR IGNORE INTO overlays (number, sha256, body) VALUES (?1, ?2, ?3)",
            params![number, sha256, overlay.text],
        )?;
        Ok(OverlayId(self.transaction.query_row(
            "SELECT id FROM overlays WHERE number = ?1 AND sha256 = ?2",
            params![number, sha256],
            |row| row.get(0),
        )?))
    }
}

impl Reader<'_> {
    /// The overlays of documents on record.
    pub fn overlays(&self) -> StoreResult<BTreeMap<DocumentId, Overlay>> {
        let mut statement = self.connection.prepare(
            "SELECT d.id, o.number, o.body FROM documents d JOIN overlays o ON o.id = d.overlay
             WHERE d.superseded_by IS NULL",
        )?;
        let mut rows = statement.query([])?;
        let mut overlays = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let number = DocumentNumber::new(&row.get::<_, String>(1)?);
            let body: String = row.get(2)?;
            let overlay = Overlay::read(number, &body)
                .map_err(|error| StoreError::Value { what: "overlay", value: format!("{body}: {error}") })?;
            overlays.insert(DocumentId(row.get(0)?), overlay);
        }
        Ok(overlays)
    }
}
