//! Documents that act on documents: which are not on record yet, what they move, and which entries they leave in doubt.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::params;

use super::columns::Columns as _;
use super::documents::Stated;
use super::id::{CaptureId, DocumentId, FindingId};
use super::{Reader, StoreResult, Writer};
use earwatch_law::amendment::acted::Standing;
use earwatch_law::document::Document;
use earwatch_law::document::act::Acts;
use earwatch_law::entry::EntryId;
use earwatch_law::law::citation::DocumentNumber;

/// A document that concerns no list itself, and acts on documents of which none is on record.
#[derive(Debug, Clone)]
pub struct ActingText {
    /// Number.
    pub number: DocumentNumber,
    /// Publication date.
    pub published: NaiveDate,
    /// Volume.
    pub volume: u16,
    /// First page.
    pub start_page: Option<u32>,
    /// Title.
    pub title: String,
    /// What it does to others.
    pub acts: Acts,
    /// Full text.
    pub text: CaptureId,
    /// API record.
    pub record: Option<CaptureId>,
    /// What a user stated.
    pub stated: Stated,
    /// The address of the text.
    pub url: String,
}

impl Writer<'_> {
    /// Keeps a document that may come to act on one on record.
    pub fn put_acting_text(
        &self,
        document: &Document,
        (text, record): (CaptureId, Option<CaptureId>),
        stated: Stated,
        url: &str,
    ) -> StoreResult<()> {
        self.execute(
            "INSERT OR REPLACE INTO acting_texts
                 (number, published, volume, start_page, title, acts, text_capture, record_capture, stated, url)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                document.number.as_str(),
                document.published,
                document.volume,
                document.start_page,
                document.title,
                serde_json::to_string(&document.acts)?,
                text,
                record,
                serde_json::to_string(&stated)?,
                url,
            ],
        )
    }

    /// Forgets a document that was kept: it is on record now, or its text acts on nothing any more. Where the day of
    /// publication is not known, every one of that number.
    pub fn end_acting_text(&self, number: &DocumentNumber, published: Option<NaiveDate>) -> StoreResult<()> {
        self.execute(
            "DELETE FROM acting_texts WHERE number = ?1 AND (?2 IS NULL OR published = ?2)",
            params![number.as_str(), published],
        )
    }

    /// Records what a document does to others, as it is read now.
    pub fn put_acts(&self, id: DocumentId, acts: &Acts) -> StoreResult<()> {
        self.execute("UPDATE documents SET acts = ?2 WHERE id = ?1", params![id, serde_json::to_string(acts)?])
    }

    /// Records what the acts of documents make of the orders of one; nothing where they stand as printed and always did.
    pub fn put_standing(&self, id: DocumentId, standing: &Standing) -> StoreResult<()> {
        self.execute(
            "UPDATE documents SET standing = ?2 WHERE id = ?1 AND (?3 OR standing IS NOT NULL)",
            params![id, serde_json::to_string(standing)?, !standing.is_as_printed()],
        )
    }

    /// Records which documents findings leave in doubt, in place of what was recorded.
    pub fn put_doubts(&self, doubts: &[(FindingId, DocumentId)]) -> StoreResult<()> {
        self.execute("DELETE FROM doubts", [])?;
        for (finding, document) in doubts {
            self.execute(
                "INSERT OR IGNORE INTO doubts (finding, document) VALUES (?1, ?2)",
                params![finding, document],
            )?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Documents that act on documents of which none is on record.
    pub fn acting_texts(&self) -> StoreResult<Vec<ActingText>> {
        self.all("SELECT * FROM acting_texts ORDER BY published, volume, start_page, number", [], |row| {
            Ok(ActingText {
                number: row.number("number")?,
                published: row.get("published")?,
                volume: row.get("volume")?,
                start_page: row.get("start_page")?,
                title: row.get("title")?,
                acts: row.json("acts")?,
                text: row.get("text_capture")?,
                record: row.get("record_capture")?,
                stated: row.json("stated")?,
                url: row.get("url")?,
            })
        })
    }

    /// Entries that a question about a document leaves or once left in doubt.
    pub fn entries_ever_in_doubt(&self) -> StoreResult<BTreeSet<EntryId>> {
        self.all(
            "SELECT DISTINCT m.entry FROM doubts d JOIN applications a ON a.document = d.document
                 JOIN amendments m ON m.application = a.id
             WHERE m.entry IS NOT NULL",
            [],
            |row| Ok(EntryId(row.get(0)?)),
        )
    }

    /// Entries that an open question about a document leaves in doubt, each with the findings that say so. One that a
    /// later document set anew is in doubt no more.
    pub fn entries_in_doubt(&self) -> StoreResult<BTreeMap<EntryId, Vec<FindingId>>> {
        let found: Vec<(EntryId, FindingId)> = self.all(
            "WITH settled (entry, document, published, effective) AS MATERIALIZED (
                 SELECT m.entry, a.document, a.published, a.effective
                 FROM applications a JOIN amendments m ON m.application = a.id
                 WHERE m.entry IS NOT NULL AND m.outcome = 'applied' AND m.kind IN ('add', 'revise', 'remove')
                     AND a.superseded_by IS NULL)
             SELECT DISTINCT m.entry, d.finding FROM doubts d
                 JOIN findings f ON f.id = d.finding AND f.superseded_by IS NULL
                 JOIN documents acting ON acting.id = f.document
                 JOIN applications a ON a.document = d.document AND a.superseded_by IS NULL
                 JOIN amendments m ON m.application = a.id
             WHERE m.entry IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM settled later
                 WHERE later.entry = m.entry AND later.document <> d.document
                     AND later.published > acting.published AND later.effective >= a.effective)
             ORDER BY m.entry, d.finding",
            [],
            |row| Ok((EntryId(row.get(0)?), row.get(1)?)),
        )?;
        let mut doubts: BTreeMap<EntryId, Vec<FindingId>> = BTreeMap::new();
        for (entry, finding) in found {
            doubts.entry(entry).or_default().push(finding);
        }
        Ok(doubts)
    }
}
