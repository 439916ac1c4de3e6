//! The sources: when each answered last, and how often it failed since.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
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

impl Writer<'_> {
    /// Records how a source is doing.
    pub fn put_source(&self, state: &SourceState) -> StoreResult<()> {
        let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339());
        self.execute(
            "INSERT OR REPLACE INTO sources (name, answered, failures, failing_since, error, alerted, not_before, newest,
                 stale, clock_skew, issue)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
        )
    }
}

impl Reader<'_> {
    /// How a source has been doing; as new, where it was never asked.
    pub fn source(&self, name: &str) -> StoreResult<SourceState> {
        let state = self.first("SELECT * FROM sources WHERE name = ?1", [name], state)?;
        Ok(state.unwrap_or_else(|| SourceState { name: name.to_owned(), ..SourceState::default() }))
    }

    /// All sources that were ever asked, by name.
    pub fn sources(&self) -> StoreResult<Vec<SourceState>> {
        self.all("SELECT * FROM sources ORDER BY name", [], state)
    }
}

fn state(row: &Row<'_>) -> StoreResult<SourceState> {
    Ok(SourceState {
        name: row.get("name")?,
        answered: row.get("answered")?,
        failures: row.get("failures")?,
        failing_since: row.get("failing_since")?,
        error: row.get("error")?,
        alerted: row.get("alerted")?,
        not_before: row.get("not_before")?,
        newest: row.get("newest")?,
        stale: row.get("stale")?,
        clock_skew: row.get("clock_skew")?,
        issue: row.get("issue")?,
    })
}
