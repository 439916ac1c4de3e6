//! The database: one SQLite file that holds captures, documents, versions, findings and runs.
//!
//! Rows are only ever added; what a re-derivation replaces is marked superseded and stays on record. A run
//! writes in one transaction after its captures are safe, so a run that dies leaves the last good state.

pub mod acknowledgements;
pub mod acts;
pub mod applications;
pub mod captures;
mod columns;
pub mod deliveries;
pub mod documents;
pub mod entries;
pub mod fetches;
pub mod findings;
mod id;
mod migrations;
pub mod overlays;
pub mod provisional;
pub mod runs;
pub mod sources;
pub mod texts;
pub mod versions;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, Params, Row, Transaction, TransactionBehavior};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened or created.
    #[error("cannot open the database {path}: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite or the system says.
        source: rusqlite::Error,
    },
    /// Its folder cannot be created.
    #[error("cannot create the folder of the database {path}: {source}")]
    Folder {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A newer program wrote it.
    #[error(
        "the database {path} has schema {found}, this program knows schemas up to {known}; use the program that wrote it, or a newer one"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema found.
        found: u32,
        /// Newest schema known.
        known: u32,
    },
    /// There is none yet.
    #[error("there is no database at {path}; run `earwatch init` first, or name it with --db")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Another program's file.
    #[error("{path} is not a database of this program; name another file with --db")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another program writes to it.
    #[error("the database {path} is locked by another program; end that program, and run again")]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// A statement failed.
    #[error("the database failed: {0}")]
    Sql(#[from] rusqlite::Error),
    /// A stored value does not read back.
    #[error("the database holds a {what} that cannot be read: {value}")]
    Value {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// A stored structure does not read back.
    #[error("the database holds a structure that cannot be read: {0}")]
    Json(#[from] serde_json::Error),
}

/// Result of a call to the store.
pub type StoreResult<T> = Result<T, StoreError>;

/// Marks a file as ours: "EARW" as SQLite's `application_id`.
const APPLICATION_ID: i32 = 0x4541_5257;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a database, or creates it with its folder, and brings its schema up to date.
    pub fn open(path: &Path) -> StoreResult<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { path: path.to_owned(), source })?;
        }
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(path)?;
            connection.busy_timeout(Duration::from_secs(10))?;
            Ok(connection)
        };
        let connection = open().map_err(|source| StoreError::Open { path: path.to_owned(), source })?;
        let mut store = Self { connection, path: path.to_owned() };
        migrations::migrate(&mut store)?;
        store
            .connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
            .map_err(|source| StoreError::Open { path: path.to_owned(), source })?;
        Ok(store)
    }

    /// Reads all that is to be shown together as it was at one moment, whatever another program writes meanwhile.
    pub fn at_one_moment<T, E: From<StoreError>>(&self, read: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let moment = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let found = read(self)?;
        moment.finish().map_err(StoreError::from)?;
        Ok(found)
    }

    /// Opens a database that must exist.
    pub fn open_existing(path: &Path) -> StoreResult<Self> {
        if path.exists() { Self::open(path) } else { Err(StoreError::Missing { path: path.to_owned() }) }
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
