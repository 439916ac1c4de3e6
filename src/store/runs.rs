//! Runs: what was started when, and how it ended.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use serde::Serialize;

use super::columns::Columns as _;
pub use super::id::RunId;
use super::id::VersionNumber;
use super::{Reader, StoreResult, Writer};
use earwatch_law::law::citation::DocumentNumber;

/// One run as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Number.
    pub id: RunId,
    /// The command, for instance `poll`.
    pub command: String,
    /// The legal day of the run.
    pub as_of: NaiveDate,
    /// Start (UTC).
    pub started: DateTime<Utc>,
    /// End (UTC); `None` for a run that died.
    pub finished: Option<DateTime<Utc>>,
    /// Exit code.
    pub exit_code: Option<u8>,
    /// What it did, in a line.
    pub message: Option<String>,
    /// Version of the program, where it is on record.
    pub program: Option<String>,
    /// What it looked at, in words.
    pub checked: Option<String>,
}

/// The command of runs that make a bundle.
pub const BUNDLE: &str = "bundle";

impl Run {
    /// Whether it saw the list of the Federal Register whole, as a poll of it does and one of an archive does not.
    pub fn asked_the_register(&self) -> bool {
        self.command == "poll" && self.checked.is_some() && self.did_its_work()
    }

    /// Whether it made a bundle, and recorded nothing but that.
    pub fn is_of_bundle(&self) -> bool {
        self.command == BUNDLE
    }

    /// Whether it came to its end, with or without something for a person.
    pub fn did_its_work(&self) -> bool {
        matches!(self.exit_code, Some(0 | 3))
    }
}

impl Writer<'_> {
    /// Records the start of a run.
    pub fn start_run(&self, command: &str, as_of: NaiveDate, now: DateTime<Utc>) -> StoreResult<RunId> {
        self.insert(
            "INSERT INTO runs (command, as_of, started, program) VALUES (?1, ?2, ?3, ?4)",
            params![command, as_of, now.to_rfc3339(), env!("CARGO_PKG_VERSION")],
        )
    }

    /// Records the end of a run.
    pub fn finish_run(&self, run: RunId, now: DateTime<Utc>, exit_code: u8, message: &str) -> StoreResult<()> {
        self.execute(
            "UPDATE runs SET finished = ?2, exit_code = ?3, message = ?4 WHERE id = ?1",
            params![run, now.to_rfc3339(), exit_code, message],
        )
    }

    /// Records that a bundle with this manifest was made: a run of its own, under the chain like any other.
    pub fn put_bundle(
        &self,
        as_of: NaiveDate,
        now: DateTime<Utc>,
        manifest: &str,
        message: &str,
    ) -> StoreResult<RunId> {
        let run = self.start_run(BUNDLE, as_of, now)?;
        self.finish_run(run, now, 0, message)?;
        self.put_reported(&[run], now)?;
        self.put_link(run, Some(manifest))?;
        Ok(run)
    }

    /// Records what a run looked at, in words.
    pub fn put_run_checked(&self, run: RunId, checked: &str) -> StoreResult<()> {
        self.execute("UPDATE runs SET checked = ?2 WHERE id = ?1", params![run, checked])
    }

    /// Records that the reports of runs have been written.
    pub fn put_reported(&self, runs: &[RunId], now: DateTime<Utc>) -> StoreResult<()> {
        for run in runs {
            self.execute("UPDATE runs SET reported = ?2 WHERE id = ?1", params![run, now.to_rfc3339()])?;
        }
        Ok(())
    }

    /// Records which versions came into force up to a day that earlier runs had reported as to come; these. A version
    /// that was derived anew stands for the one that it replaces.
    pub fn put_came_into_force(&self, run: RunId, day: NaiveDate) -> StoreResult<Vec<VersionNumber>> {
        self.reader().column(
            "WITH named (number, effective, as_of, run, superseded_by, document) AS (
                 SELECT v.number, v.effective, made.as_of, v.run, v.superseded_by, coalesce(d.number, '')
                 FROM versions v JOIN runs made ON made.id = v.run LEFT JOIN documents d ON d.id = v.document
                 WHERE v.parent IS NOT NULL)
             INSERT INTO came_into_force (run, version)
             SELECT ?1, v.number FROM named v
             WHERE v.superseded_by IS NULL AND v.effective <= ?2
                 AND (v.effective, v.document) IN (
                     SELECT effective, document FROM named WHERE run < ?1 AND effective > as_of)
                 AND (v.effective, v.document) NOT IN (
                     SELECT w.effective, w.document FROM came_into_force c JOIN named w ON w.number = c.version)
             RETURNING version",
            params![run, day],
        )
    }
}

impl Writer<'_> {
    /// Records that a run tells of a day on which rules in sections of Part 744 changed; 0 where one did so before.
    pub fn put_section_day(&self, run: RunId, day: NaiveDate, document: Option<&DocumentNumber>) -> StoreResult<usize> {
        let document = document.map(DocumentNumber::as_str).unwrap_or_default();
        let sql = "INSERT OR IGNORE INTO section_days (run, day, document) VALUES (?1, ?2, ?3)";
        Ok(self.transaction.execute(sql, params![run, day, document])?)
    }
}

impl Reader<'_> {
    /// The days on which rules in sections of Part 744 changed that a run tells of, with the document behind each.
    pub fn section_days(&self, run: RunId) -> StoreResult<Vec<(NaiveDate, Option<DocumentNumber>)>> {
        self.all("SELECT day, document FROM section_days WHERE run = ?1 ORDER BY day, document", [run], section_day)
    }

    /// Those from one day up to another, by whichever run they were told.
    pub fn section_days_since(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> StoreResult<Vec<(NaiveDate, Option<DocumentNumber>)>> {
        let sql = "SELECT day, document FROM section_days WHERE day BETWEEN ?1 AND ?2 ORDER BY day, document";
        self.all(sql, params![from, to], section_day)
    }

    /// The day of the run that first recorded a document of this number.
    pub fn first_recorded(&self, document: &DocumentNumber) -> StoreResult<Option<NaiveDate>> {
        let sql = "SELECT r.as_of FROM documents d JOIN runs r ON r.id = d.run WHERE d.number = ?1 ORDER BY 1 LIMIT 1";
        self.first(sql, [document.as_str()], |row| Ok(row.get(0)?))
    }

    /// Runs and acknowledgements so far, as one text: all that a report tells comes from them, so that two that are equal
    /// mean that nothing new is to be told.
    pub fn fingerprint(&self) -> StoreResult<String> {
        self.value(
            "SELECT (SELECT coalesce(group_concat(id || ' ' || coalesce(finished, '')), '') FROM runs
                     WHERE id > (SELECT max(id) - 20 FROM runs)) || ';'
                 || (SELECT count(*) || ' ' || count(withdrawn) FROM acknowledgements)",
            [],
        )
    }

    /// Finished runs whose report has not been written yet, oldest first.
    pub fn unreported(&self) -> StoreResult<Vec<RunId>> {
        let sql = "SELECT id FROM runs WHERE reported IS NULL AND finished IS NOT NULL ORDER BY id";
        self.column(sql, [])
    }

    /// Versions of earlier runs that had come into force by a run; of one that was derived anew since, what stands for it.
    pub fn came_into_force(&self, run: RunId) -> StoreResult<Vec<VersionNumber>> {
        self.column(
            "WITH named (number, effective, superseded_by, document) AS (
                     SELECT v.number, v.effective, v.superseded_by, coalesce(d.number, '')
                     FROM versions v LEFT JOIN documents d ON d.id = v.document)
                 SELECT DISTINCT coalesce(now.number, told.number)
                 FROM came_into_force c JOIN named told ON told.number = c.version
                     LEFT JOIN named now ON now.superseded_by IS NULL
                         AND (now.effective, now.document) = (told.effective, told.document)
                 WHERE c.run = ?1 ORDER BY 1",
            [run],
        )
    }

    /// The version of the program that made the last run that did not fail, where it is on record; `None` where there is
    /// no such run. Runs that derive nothing do not count.
    pub fn last_program(&self) -> StoreResult<Option<Option<String>>> {
        let sql = "SELECT program FROM runs WHERE exit_code IN (0, 3) AND command NOT IN ('bundle', 'verify')
                   ORDER BY id DESC LIMIT 1";
        self.first(sql, [], |row| Ok(row.get(0)?))
    }

    /// All runs, oldest first.
    pub fn runs(&self) -> StoreResult<Vec<Run>> {
        self.all("SELECT * FROM runs ORDER BY id", [], |row| {
            Ok(Run {
                id: row.get("id")?,
                command: row.get("command")?,
                as_of: row.get("as_of")?,
                started: row.get("started")?,
                finished: row.get("finished")?,
                exit_code: row.get("exit_code")?,
                message: row.get("message")?,
                program: row.get("program")?,
                checked: row.get("checked")?,
            })
        })
    }
}

fn section_day(row: &Row<'_>) -> StoreResult<(NaiveDate, Option<DocumentNumber>)> {
    let document = row.text(1)?;
    Ok((row.get(0)?, (!document.is_empty()).then(|| DocumentNumber::new(&document))))
}
