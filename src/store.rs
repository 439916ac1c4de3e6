//! The database: one SQLite file that holds captures, documents, versions, findings and runs.
//!
//! Rows are only ever added; what a re-derivation replaces is marked superseded and stays on record. A run
//! writes in one transaction after its captures are safe, so a run that dies leaves the last good state.

pub mod acknowledgements;
pub mod acts;
pub mod applications;
pub mod backup;
pub mod captures;
mod columns;
pub mod contents;
mod cut;
pub mod deliveries;
pub mod documents;
pub mod drifts;
pub mod entries;
mod error;
pub mod fetches;
pub mod findings;
mod id;
mod migrations;
mod opening;
pub mod overlays;
pub mod provisional;
pub mod public_copy;
pub mod public_ids;
pub mod records;
pub mod rederived;
pub mod run_chain;
pub mod runs;
pub mod sources;
pub mod texts;
pub mod versions;

use std::path::{Path, PathBuf};

use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, Params, Row, Transaction, TransactionBehavior};
use tempfile::TempDir;

pub use error::{StoreError, StoreResult};

/// Marks a file as ours: "EARW" as SQLite's `application_id`.
const APPLICATION_ID: i32 = 0x4541_5257;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// Where the copy lies that is read in place of the file.
    _copy: Option<TempDir>,
}

impl Store {
    /// Reads all that is to be shown together as it was at one moment, whatever another program writes meanwhile.
    pub fn at_one_moment<T, E: From<StoreError>>(&self, read: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let moment = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let found = read(self)?;
        moment.finish().map_err(StoreError::from)?;
        Ok(found)
    }

    /// A copy of the database, which the original knows nothing of.
    pub fn copy(&self, to: &Path) -> StoreResult<Self> {
        self.connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        Self::open(to)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` in one writing transaction: all of it is kept, or none.
    pub fn write<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T, E>) -> Result<T, E> {
        let begun = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Held { path: self.path.clone() },
            Some(ErrorCode::ReadOnly) => StoreError::NotWritable { path: self.path.clone() },
            _ => error.into(),
        })?;
        let writer = Writer { transaction };
        let done = work(&writer)?;
        writer.transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// The database as read by the questions of this module's submodules.
    pub fn reader(&self) -> Reader<'_> {
        Reader { connection: &self.connection }
    }
}

/// Questions to the database.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    connection: &'a Connection,
}

impl Reader<'_> {
    /// All that a question finds, each row read by `read`.
    fn all<T, C: FromIterator<T>>(
        self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> StoreResult<T>,
    ) -> StoreResult<C> {
        self.connection.prepare_cached(sql)?.query_and_then(values, read)?.collect()
    }

    /// The values of the one column that a question finds.
    fn column<T: FromSql>(self, sql: &str, values: impl Params) -> StoreResult<Vec<T>> {
        self.all(sql, values, |row| Ok(row.get(0)?))
    }

    /// The first row that a question finds.
    fn first<T>(
        self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> StoreResult<T>,
    ) -> StoreResult<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_and_then(values, read)?.next().transpose()
    }

    /// The value that a question finds, which always finds one.
    fn value<T: FromSql>(self, sql: &str, values: impl Params) -> StoreResult<T> {
        Ok(self.connection.query_row(sql, values, |row| row.get(0))?)
    }

    /// What is wrong with the file: damage that SQLite finds, and rows that refer to nothing.
    pub fn integrity_problems(&self) -> StoreResult<Vec<String>> {
        let mut problems: Vec<String> = self.column("PRAGMA integrity_check", [])?;
        problems.retain(|line| line != "ok");
        let dangling: Vec<String> = self.all("PRAGMA foreign_key_check", [], |row| {
            Ok(format!("a row of {} refers to nothing", row.get::<_, String>(0)?))
        })?;
        problems.extend(dangling);
        Ok(problems)
    }

    /// The schema of the file.
    pub fn schema(&self) -> StoreResult<u32> {
        self.value("PRAGMA user_version", [])
    }
}

/// A writing transaction.
#[derive(Debug)]
pub struct Writer<'a> {
    transaction: Transaction<'a>,
}

impl Writer<'_> {
    /// Adds a row, and says which it is.
    fn insert<Id: From<i64>>(&self, sql: &str, values: impl Params) -> StoreResult<Id> {
        self.execute(sql, values)?;
        Ok(self.transaction.last_insert_rowid().into())
    }

    /// Runs a statement.
    fn execute(&self, sql: &str, values: impl Params) -> StoreResult<()> {
        self.transaction.execute(sql, values)?;
        Ok(())
    }

    /// Questions within the transaction.
    pub fn reader(&self) -> Reader<'_> {
        Reader { connection: &self.transaction }
    }
}
