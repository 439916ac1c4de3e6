//! Runs: what was started when, and how it ended.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;
use serde::Serialize;

use super::{Reader, StoreResult, Writer};

/// Number of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct RunId(pub i64);

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
}

impl Writer<'_> {
    /// Records the start of a run.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn start_run(
        &self,
        command: &str,
        as_of: NaiveDate,
        now: DateTime<Utc>,
    ) -> StoreResult<RunId> {
        self.transaction.execute(
            "INSERT INTO runs (command, as_of, started) VALUES (?1, ?2, ?3)",
            params![command, as_of, now.to_rfc3339()],
        )?;
        Ok(RunId(self.transaction.last_insert_rowid()))
    }

    /// Records the end of a run.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn finish_run(
        &self,
        run: RunId,
        now: DateTime<Utc>,
        exit_code: u8,
        message: &str,
    ) -> StoreResult<()> {
        self.transaction.execute(
            "UPDATE runs SET finished = ?2, exit_code = ?3, message = ?4 WHERE id = ?1",
            params![run.0, now.to_rfc3339(), exit_code, message],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// All runs, oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn runs(&self) -> StoreResult<Vec<Run>> {
        let mut statement = self
            .connection
            .prepare("SELECT id, command, as_of, started, finished, exit_code, message FROM runs ORDER BY id")?;
        let runs = statement.query_map([], |row| {
            Ok(Run {
                id: RunId(row.get(0)?),
                command: row.get(1)?,
                as_of: row.get(2)?,
                started: row.get(3)?,
                finished: row.get(4)?,
                exit_code: row.get(5)?,
                message: row.get(6)?,
            })
        })?;
        Ok(runs.collect::<Result<_, _>>()?)
    }
}
