//! Ids that stand in several rows, found on disk: no number of parties fills the memory. Those of parties that are to be on
//! no disk are held in memory; there are only so many of them.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::screen::error::ScreenError;
use earwatch_report::report::screened::ScreenResult;

/// The ids of the rows before.
#[derive(Debug)]
pub struct Ids(Connection);

fn failed(error: &rusqlite::Error) -> ScreenError {
    ScreenError::Store { path: PathBuf::from("(temporary)"), problem: error.to_string() }
}

impl Ids {
    /// None yet, in a temporary file that only this process sees, or in memory.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn new(is_in_memory: bool) -> Result<Self, ScreenError> {
        let place = if is_in_memory { ":memory:" } else { "" };
        let made = Connection::open(place).and_then(|connection| {
            connection.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000; \
                 CREATE TABLE ids (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID; BEGIN",
            )?;
            Ok(connection)
        });
        made.map(Self).map_err(|error| failed(&error))
    }

    /// Whether a row before has the id of a result, which is then told with it. Ids that the file does not give are of one row
    /// each.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn is_twice(&self, result: &mut ScreenResult) -> Result<bool, ScreenError> {
        if !result.has_own_id() {
            return Ok(false);
        }
        let first = self.first(&result.party.id, result.party.row)?;
        result.notes.extend(first.map(|first| format!("the id stands in row {first} too")));
        Ok(first.is_some())
    }

    /// The first row of an id, if there was one before.
    fn first(&self, id: &str, row: u64) -> Result<Option<u64>, ScreenError> {
        let at = i64::try_from(row).unwrap_or(i64::MAX);
        let look = || -> rusqlite::Result<Option<i64>> {
            let mut put = self.0.prepare_cached("INSERT OR IGNORE INTO ids VALUES (?1, ?2)")?;
            if put.execute(params![id, at])? == 1 {
                return Ok(None);
            }
            let mut get = self.0.prepare_cached("SELECT at FROM ids WHERE id = ?1")?;
            get.query_row([id], |row| row.get(0)).optional()
        };
        let first = look().map_err(|error| failed(&error))?;
        Ok(first.and_then(|at| u64::try_from(at).ok()))
    }
}
