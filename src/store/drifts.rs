//! The drift ledger: what the lists were compared with, and since when they differ in what.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::id::{DriftId, RunId, VersionNumber};
use super::{Reader, StoreResult, Writer};
use earwatch_law::drift::{Difference, Printing};
use earwatch_law::law::ListId;

/// A comparison as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVerification {
    /// Whose printing.
    pub printing: Printing,
    /// Which list.
    pub list: ListId,
    /// The day of the printing.
    pub day: NaiveDate,
    /// The version it was compared with.
    pub version: VersionNumber,
    /// SHA-256 of the printing.
    pub sha256: String,
    /// Entries that agree.
    pub equal: usize,
    /// Entries compared.
    pub total: usize,
    /// Differences beyond layout.
    pub differing: usize,
}

/// What makes a difference the same from one comparison to the next: country, name, field.
pub type DriftKey = (Option<String>, String, String);

impl Writer<'_> {
    /// Records a comparison.
    pub fn put_verification(&self, run: RunId, of: &StoredVerification) -> StoreResult<()> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.execute(
            "INSERT INTO verifications (run, printing, list, day, version, sha256, equal, total, differing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                run,
                of.printing.name(),
                of.list.name(),
                of.day,
                of.version,
                of.sha256,
                number(of.equal),
                number(of.total),
                number(of.differing),
            ],
        )
    }

    /// Records a difference that a printing shows for the first time.
    pub fn put_drift(
        &self,
        run: RunId,
        (printing, list, day): (Printing, ListId, NaiveDate),
        of: &Difference,
    ) -> StoreResult<()> {
        self.execute(
            "INSERT INTO drifts (printing, list, country, name, field, class, ours, theirs, reason, explained, since,
                 seen_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                printing.name(),
                list.name(),
                of.country,
                of.name,
                of.field,
                of.class.name(),
                of.ours,
                of.theirs,
                of.reason,
                of.explained,
                day,
                run,
            ],
        )
    }

    /// Brings a difference that still stands up to date: its class and reason may be others now.
    pub fn renew_drift(&self, id: DriftId, of: &Difference) -> StoreResult<()> {
        self.execute(
            "UPDATE drifts SET class = ?2, ours = ?3, theirs = ?4, reason = ?5, explained = ?6 WHERE id = ?1",
            params![id, of.class.name(), of.ours, of.theirs, of.reason, of.explained],
        )
    }

    /// Records that a printing does not show a difference any more.
    pub fn mend_drift(&self, id: DriftId, run: RunId, day: NaiveDate) -> StoreResult<()> {
        self.execute("UPDATE drifts SET mended = ?2, mended_by = ?3 WHERE id = ?1", params![id, day, run])
    }

    /// Records that the eCFR was asked on a day for its text of another.
    pub fn put_ecfr_asked(&self, day: NaiveDate, wanted: NaiveDate) -> StoreResult<()> {
        self.execute("INSERT OR REPLACE INTO ecfr_asked (day, wanted) VALUES (?1, ?2)", [day, wanted])
    }
}

impl Reader<'_> {
    /// The differences of a printing from a list that are not mended.
    pub fn open_drifts(&self, printing: Printing, list: ListId) -> StoreResult<BTreeMap<DriftKey, DriftId>> {
        let sql = "SELECT country, name, field, id FROM drifts
                   WHERE mended IS NULL AND printing = ?1 AND list = ?2";
        self.all(sql, [printing.name(), list.name()], |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?)))
    }

    /// The last comparison of a list with a printing, by the day of the printing.
    pub fn last_verification(&self, printing: Printing, list: ListId) -> StoreResult<Option<StoredVerification>> {
        let sql = "SELECT * FROM verifications WHERE printing = ?1 AND list = ?2 ORDER BY day DESC, id DESC LIMIT 1";
        self.first(sql, [printing.name(), list.name()], |row| {
            let number = |n: i64| usize::try_from(n).unwrap_or_default();
            Ok(StoredVerification {
                printing,
                list,
                day: row.get("day")?,
                version: row.get("version")?,
                sha256: row.get("sha256")?,
                equal: number(row.get("equal")?),
                total: number(row.get("total")?),
                differing: number(row.get("differing")?),
            })
        })
    }

    /// The days on which polls asked the eCFR for its text of a day.
    pub fn days_asked_for(&self, wanted: NaiveDate) -> StoreResult<Vec<NaiveDate>> {
        self.column("SELECT day FROM ecfr_asked WHERE wanted = ?1 ORDER BY day", [wanted])
    }

    /// Whether a poll asked the eCFR on a day.
    pub fn ecfr_was_asked(&self, day: NaiveDate) -> StoreResult<bool> {
        self.value("SELECT EXISTS (SELECT 1 FROM ecfr_asked WHERE day = ?1)", [day])
    }
}
