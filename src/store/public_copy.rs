//! A copy of the database for others: what is published, and nothing of whoever keeps it.

use std::path::Path;

use rusqlite::Connection;

use super::backup::snapshot;
use super::{Store, StoreError, StoreResult};
use earwatch_report::report::links;

/// What is not for others: who answered findings and with what words, readings that name a reviewer, to whom reports went,
/// how sources and runs failed, which can name proxies and folders.
const PRIVATE: &str = "
    PRAGMA foreign_keys = OFF;
    BEGIN;
    DELETE FROM acknowledgements;
    UPDATE documents SET overlay = NULL;
    DELETE FROM overlays;
    DELETE FROM deliveries_due;
    DELETE FROM deliveries;
    DELETE FROM channels;
    UPDATE sources SET error = NULL;
    UPDATE runs SET message = NULL WHERE exit_code IS NULL OR exit_code NOT IN (0, 3);
";

impl Store {
    /// Copies the database as it is at one moment into a new file, without what is private.
    pub fn public_copy(&self, to: &Path) -> StoreResult<()> {
        snapshot(&self.connection, to)?;
        let copy = Connection::open(to).map_err(|error| StoreError::open(to, &error))?;
        copy.execute_batch(PRIVATE)?;
        for (table, column) in FILES {
            shorten(&copy, table, column)?;
        }
        // What was deleted is still in free pages until the file is written anew.
        copy.execute_batch("COMMIT; VACUUM;")?;
        Ok(())
    }
}

/// Where the address of a file of this machine can stand.
const FILES: [(&str, &str); 5] =
    [("captures", "url"), ("documents", "url"), ("texts_read", "url"), ("fetches", "url"), ("acting_texts", "url")];

/// Of the address of a file, the name alone.
fn shorten(copy: &Connection, table: &str, column: &str) -> StoreResult<()> {
    let sql = format!("SELECT DISTINCT {column} FROM {table} WHERE {column} LIKE 'file:%'");
    let mut statement = copy.prepare(&sql)?;
    let all: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut update = copy.prepare(&format!("UPDATE OR IGNORE {table} SET {column} = ?2 WHERE {column} = ?1"))?;
    for address in all {
        let name = links::shown(&address);
        // Files of one name and content in several folders stay apart.
        let mut names = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name}#{n}")));
        while copy.query_row(&format!("SELECT EXISTS ({sql} AND {column} = ?1)"), [&address], |row| row.get(0))? {
            let Some(name) = names.next() else { break };
            update.execute([&address, &name])?;
        }
    }
    Ok(())
}
