//! Full texts: which were read, and which are still awaited.

use chrono::NaiveDate;
use rusqlite::params;

use super::columns::Columns as _;
use super::id::RunId;
use super::{Reader, StoreResult, Writer};
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;

impl Writer<'_> {
    /// Records that a text was read from an address. `proof` is the SHA-256 over the text, its record and what was
    /// stated about it.
    pub fn put_text_read(&self, run: RunId, url: &str, number: &DocumentNumber, proof: &str) -> StoreResult<()> {
        self.execute(
            "INSERT INTO texts_read (url, number, proof, run) VALUES (?1, ?2, ?3, ?4)",
            params![url, number.as_str(), proof, run],
        )
    }

    /// Marks what an address had held before as superseded; the numbers of the documents in it.
    pub fn supersede_text(&self, url: &str, run: RunId) -> StoreResult<Vec<DocumentNumber>> {
        self.reader().all(
            "UPDATE texts_read SET superseded_by = ?2 WHERE url = ?1 AND superseded_by IS NULL RETURNING number",
            params![url, run],
            |row| Ok(row.number(0)?),
        )
    }

    /// Records that a document is published and its text is not there yet. An old number was used twice, on different days.
    pub fn await_text(&self, run: RunId, number: &DocumentNumber, published: NaiveDate) -> StoreResult<()> {
        self.execute(
            "INSERT INTO texts_awaited (number, published, run)
             SELECT ?1, ?2, ?3 WHERE NOT EXISTS (
                 SELECT 1 FROM texts_awaited
                 WHERE superseded_by IS NULL AND number = ?1 AND (?4 OR published = ?2))",
            params![number.as_str(), published, run, number.is_unique()],
        )
    }

    /// Ends the wait for the text of a document; where its day is not known, for all of its number.
    pub fn text_arrived(&self, run: RunId, number: &DocumentNumber, published: Option<NaiveDate>) -> StoreResult<()> {
        let published = published.filter(|_| !number.is_unique());
        self.execute(
            "UPDATE texts_awaited SET superseded_by = ?2
             WHERE superseded_by IS NULL AND number = ?1 AND (?3 IS NULL OR published = ?3)",
            params![number.as_str(), run, published],
        )?;
        if self.reader().texts_awaited()?.iter().any(|(awaited, _)| awaited == number) {
            return Ok(());
        }
        let ended = [Code::TextNotYet, Code::DocumentUnread, Code::SourceUnreachable, Code::SourceBlocked];
        self.supersede_findings_of(number, &ended, run)
    }
}

impl Reader<'_> {
    /// Whether this very text was the last one read from an address, with the same record and statements beside it.
    pub fn text_was_read(&self, url: &str, proof: &str) -> StoreResult<bool> {
        self.value(
            "SELECT EXISTS (SELECT 1 FROM texts_read WHERE superseded_by IS NULL AND url = ?1 AND proof = ?2)",
            [url, proof],
        )
    }

    /// Whether the XML of a document was read, and not only the page for readers.
    pub fn xml_was_read(&self, number: &DocumentNumber) -> StoreResult<bool> {
        self.value(
            "SELECT EXISTS (
                 SELECT 1 FROM texts_read t JOIN fetches f ON f.url = t.url JOIN captures c ON c.id = f.capture
                 WHERE t.superseded_by IS NULL AND t.number = ?1 AND c.media_type NOT LIKE '%html%')",
            [number.as_str()],
        )
    }

    /// Whether a document that a run replaced came from other bytes, or was read with another overlay, than what it was
    /// replaced by; `None` where the run replaced no document of this number.
    pub fn read_anew(&self, number: &DocumentNumber, run: RunId) -> StoreResult<Option<bool>> {
        self.first(
            "SELECT NOT EXISTS (
                 SELECT 1 FROM documents n JOIN captures c ON c.id = n.text_capture
                 WHERE n.number = d.number AND n.run = ?2 AND c.sha256 = t.sha256
                     AND n.record_capture IS d.record_capture AND n.stated = d.stated
                     AND n.overlay IS d.overlay)
             FROM documents d JOIN captures t ON t.id = d.text_capture
             WHERE d.number = ?1 AND d.superseded_by = ?2",
            params![number.as_str(), run],
            |row| Ok(row.get(0)?),
        )
    }

    /// Documents whose text is still awaited, with their day of publication.
    pub fn texts_awaited(&self) -> StoreResult<Vec<(DocumentNumber, NaiveDate)>> {
        let sql = "SELECT number, published FROM texts_awaited WHERE superseded_by IS NULL ORDER BY number, published";
        self.all(sql, [], |row| Ok((row.number(0)?, row.get(1)?)))
    }

    /// The earliest publication of a document whose text is still awaited.
    pub fn texts_awaited_since(&self) -> StoreResult<Option<NaiveDate>> {
        self.value("SELECT min(published) FROM texts_awaited WHERE superseded_by IS NULL", [])
    }
}
