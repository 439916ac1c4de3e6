//! A party forgotten: all that is remembered of it, as privacy law asks for it.

use earwatch_law::digest::sha256_hex;
use earwatch_screen::party::Party;
use rusqlite::params;

use super::{Memory, key};
use crate::screen::error::ScreenError;

/// What was removed of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forgotten {
    /// States of its fields.
    pub states: usize,
    /// Potential matches.
    pub hits: usize,
    /// What polls told of it.
    pub news: usize,
    /// Decisions.
    pub decisions: usize,
    /// Runs that stay, with their figures and the name and hash of each file.
    pub runs: i64,
}

impl Memory {
    /// Removes a party by the user's id, and brings it to disk that nothing of it is left.
    ///
    /// # Errors
    /// Where nothing is remembered of it.
    pub fn forget(&mut self, party: &str) -> Result<Forgotten, ScreenError> {
        let forgotten = self.removed(party);
        if forgotten.is_err() && !self.connection.is_autocommit() {
            // What failed before says why.
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        let forgotten = forgotten.map_err(|error| self.failed(&error))?;
        if forgotten.states + forgotten.hits + forgotten.news + forgotten.decisions == 0 {
            let problem = format!(
                "nothing is remembered of a party “{party}”; of parties without potential matches only a hash is kept"
            );
            return Err(ScreenError::Decision { problem });
        }
        // What was deleted must not stand in free pages, nor in the log.
        let wiped = self.connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        wiped.map_err(|error| self.failed(&error))?;
        Ok(forgotten)
    }

    fn removed(&self, party: &str) -> rusqlite::Result<Forgotten> {
        let connection = &self.connection;
        connection.execute_batch("PRAGMA secure_delete = ON; BEGIN IMMEDIATE")?;
        let mut states = connection.prepare("SELECT fields FROM subjects WHERE party = ?1")?;
        let states = states.query_map([party], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let (mut hits, mut news) = (0, 0);
        let mut keys = vec![party.to_owned()];
        for fields in &states {
            // A file without ids knows a party by its fields.
            let Ok(state) = serde_json::from_str::<Party>(fields) else { continue };
            let hash = state.hash();
            keys.push(format!("\u{0}{}", sha256_hex(&hash.0)));
            for (table, column, is_hit) in
                [("hits", "party", true), ("owned", "party", true), ("parties", "hash", false)]
            {
                let removed = connection.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [key(hash)])?;
                hits += if is_hit { removed } else { 0 };
            }
        }
        for key in &keys {
            connection.execute(
                "DELETE FROM in_transit WHERE delivery IN \
                 (SELECT delivery FROM due JOIN news ON news.id = due.news WHERE news.party = ?1)",
                params![key],
            )?;
            connection.execute("DELETE FROM due WHERE news IN (SELECT id FROM news WHERE party = ?1)", params![key])?;
            news += connection.execute("DELETE FROM news WHERE party = ?1", params![key])?;
            connection.execute("DELETE FROM standing WHERE party = ?1", params![key])?;
        }
        connection.execute("DELETE FROM listings WHERE hash NOT IN (SELECT listing FROM standing)", [])?;
        connection.execute("DELETE FROM subjects WHERE party = ?1", [party])?;
        let decisions = connection.execute("DELETE FROM decisions WHERE party = ?1", [party])?;
        let runs = connection.query_row("SELECT count(*) FROM runs", [], |row| row.get(0))?;
        connection.execute_batch("COMMIT")?;
        Ok(Forgotten { states: states.len(), hits, news, decisions, runs })
    }
}
