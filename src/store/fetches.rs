//! What sources answered last: at each address, and about each document in their list.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;

use super::columns::Columns as _;
use super::id::{CaptureId, RunId};
use super::{Reader, StoreResult, Writer};
use crate::source::{Capture, Held, Validators, Window};
use earwatch_law::law::citation::DocumentNumber;

impl Writer<'_> {
    /// Records what an address serves now.
    pub fn put_fetch(&self, url: &str, capture: CaptureId, now: DateTime<Utc>) -> StoreResult<()> {
        self.execute(
            "INSERT INTO fetches (url, capture, checked) VALUES (?1, ?2, ?3)
             ON CONFLICT (url) DO UPDATE SET capture = excluded.capture, checked = excluded.checked",
            params![url, capture, now.to_rfc3339()],
        )
    }

    /// Records that an address still serves what it served last.
    pub fn put_checked(&self, url: &str, now: DateTime<Utc>) -> StoreResult<()> {
        self.execute("UPDATE fetches SET checked = ?2 WHERE url = ?1", params![url, now.to_rfc3339()])
    }

    /// Records that everything published in a window was walked.
    pub fn put_walked(&self, window: Window, run: RunId) -> StoreResult<()> {
        self.execute(
            "INSERT OR REPLACE INTO windows_walked (first, last, program, run) VALUES (?1, ?2, ?3, ?4)",
            params![window.from, window.to, env!("CARGO_PKG_VERSION"), run],
        )
    }

    /// Records what a source's list says of a document; `digest` is that of its record.
    pub fn put_listing(&self, number: &DocumentNumber, published: NaiveDate, digest: &str) -> StoreResult<()> {
        self.execute(
            "INSERT INTO listings (number, published, digest) VALUES (?1, ?2, ?3)
             ON CONFLICT (number, published) DO UPDATE SET digest = excluded.digest",
            params![number.as_str(), published, digest],
        )
    }
}

impl Reader<'_> {
    /// By what each address tells whether its answer changed.
    pub fn held(&self) -> StoreResult<Held> {
        let sql = "SELECT f.url, c.etag, c.last_modified FROM fetches f JOIN captures c ON c.id = f.capture";
        self.all(sql, [], |row| Ok((row.get(0)?, Validators { etag: row.get(1)?, last_modified: row.get(2)? })))
    }

    /// What an address served last.
    pub fn fetched(&self, url: &str) -> StoreResult<Option<Capture>> {
        self.first("SELECT c.* FROM fetches f JOIN captures c ON c.id = f.capture WHERE f.url = ?1", [url], |row| {
            Ok(Capture {
                url: url.to_owned(),
                retrieved: row.get("retrieved")?,
                media_type: row.get("media_type")?,
                etag: row.get("etag")?,
                last_modified: row.get("last_modified")?,
                sha256: row.get("sha256")?,
                bytes: row.get("bytes")?,
            })
        })
    }

    /// When the texts that this version of the program read were asked for last, by document. Another one may have read
    /// otherwise.
    pub fn texts_checked(&self) -> StoreResult<BTreeMap<DocumentNumber, DateTime<Utc>>> {
        self.all(
            "SELECT t.number, max(f.checked) FROM texts_read t JOIN fetches f ON f.url = t.url JOIN runs r ON r.id = t.run
             WHERE t.superseded_by IS NULL AND r.program = ?1 GROUP BY t.number",
            [env!("CARGO_PKG_VERSION")],
            |row| Ok((row.number(0)?, row.get(1)?)),
        )
    }

    /// Whether this version of the program walked everything published in a window, since the baseline was taken.
    pub fn was_walked(&self, window: Window) -> StoreResult<bool> {
        self.value(
            "SELECT EXISTS (
                 SELECT 1 FROM windows_walked WHERE first <= ?1 AND last >= ?2 AND program = ?3 AND run > (
                     SELECT max(run) FROM versions WHERE parent IS NULL AND superseded_by IS NULL))",
            params![window.from, window.to, env!("CARGO_PKG_VERSION")],
        )
    }

    /// What the source's list said last of documents published since a day: the digests of their records.
    pub fn listings(&self, since: NaiveDate) -> StoreResult<BTreeMap<(DocumentNumber, NaiveDate), String>> {
        let sql = "SELECT number, published, digest FROM listings WHERE published >= ?1";
        self.all(sql, [since], |row| Ok(((row.number(0)?, row.get(1)?), row.get(2)?)))
    }
}
