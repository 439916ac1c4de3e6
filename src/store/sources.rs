//! The sources: when each answered last, and how often it failed since.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, Row, params};
use serde::Serialize;

use super::{Reader, StoreResult, Writer};

/// How a source has been doing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SourceState {
    /// Stable name, for instance `federal-register`.
    pub name: String,
    /// When it answered last (UTC).
    pub answered: Option<DateTime<Utc>>,
    /// Failures in a row since then.
    pub failures: u32,
    /// When the first of them was (UTC).
    pub failing_since: Option<DateTime<Utc>>,
    /// The last failure, in words.
    pub error: Option<String>,
    /// Whether the failures were told as a finding.
    pub alerted: bool,
    /// Before when it asked not to be asked again (UTC).
    pub not_before: Option<DateTime<Utc>>,
    /// The newest day of which it is known to have anything of the bureau, or the day of the baseline.
    pub newest: Option<NaiveDate>,
    /// Whether it was told that this day is too long ago.
    pub stale: bool,
    /// By how many seconds this machine's clock was ahead of its own when it answered last.
    pub clock_skew: Option<i64>,
    /// The newest day of which it is known to have published an issue.
    pub issue: Option<NaiveDate>,
}

const COLUMNS: &str =
    "name, answered, failures, failing_since, error, alerted, not_before, newest, stale, clock_skew, issue";

impl Writer<'_> {
    /// Records how a source is doing.
    pub fn put_source(&self, state: &SourceState) -> StoreResult<()> {
        let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339());
        self.transaction.execute(
            &format!(
                "INSERT OR REPLACE INTO sources ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
            ),
            params![
                state.name,
                instant(state.answered),
                state.failures,
                instant(state.failing_since),
                state.error,
                state.alerted,
                instant(state.not_before),
                state.newest,
                state.stale,
                state.clock_skew,
                state.issue,
            ],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// How a source has been doing; as new, where it was never asked.
    pub fn source(&self, name: &str) -> StoreResult<SourceState> {
        let query = format!("SELECT {COLUMNS} FROM sources WHERE name = ?1");
        let state = self.connection.query_row(&query, [name], state).optional()?;
        Ok(state.unwrap_or_else(|| SourceState { name: name.to_owned(), ..SourceState::default() }))
    }

    /// All sources that were ever asked, by name.
    pub fn sources(&self) -> StoreResult<Vec<SourceState>> {
        let query = format!("SELECT {COLUMNS} FROM sources ORDER BY name");
        let mut statement = self.connection.prepare(&query)?;
        let states = statement.query_map([], state)?;
        Ok(states.collect::<Result<_, _>>()?)
    }
}

fn state(row: &Row<'_>) -> rusqlite::Result<SourceState> {
    Ok(SourceState {
        name: row.get(0)?,
        answered: row.get(1)?,
        failures: row.get(2)?,
        failing_since: row.get(3)?,
        error: row.get(4)?,
        alerted: row.get(5)?,
        not_before: row.get(6)?,
        newest: row.get(7)?,
        stale: row.get(8)?,
        clock_skew: row.get(9)?,
        issue: row.get(10)?,
    })
}
