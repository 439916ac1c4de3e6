//! Opening a database: to write to it, or to read it where nothing may be written.
//!
//! A reader with no right to write sees all that was committed: what a `-wal` beside the file holds is read with it, from
//! a copy where that is the only way, and never left out.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::migrations::{self, Schema};
use super::{Store, StoreError, StoreResult};

/// How long another program's lock is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

impl Store {
    /// Opens a database, or creates it with its folder, and brings its schema up to date.
    pub fn open(path: &Path) -> StoreResult<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|source| StoreError::Folder { path: path.to_owned(), source })?;
        }
        let connection = Connection::open(path).and_then(patient).map_err(|error| StoreError::open(path, &error))?;
        let mut store = Self { connection, path: path.to_owned(), _copy: None };
        migrations::migrate(&mut store)?;
        store
            .connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
            .map_err(|error| StoreError::open(path, &error))?;
        Ok(store)
    }

    /// Opens a database that must exist.
    pub fn open_existing(path: &Path) -> StoreResult<Self> {
        is_there(path)?;
        Self::open(path)
    }

    /// Opens a database that must exist, to read it only: as [`Store::open_existing`] where it may be written to, and else
    /// without a trace.
    ///
    /// # Errors
    /// [`StoreError::Older`] where the schema would have to be brought up to date.
    pub fn open_to_read(path: &Path) -> StoreResult<Self> {
        is_there(path)?;
        match Self::open(path) {
            Err(StoreError::NotWritable { .. } | StoreError::Open { .. }) => Self::without_writing(path),
            opened => opened,
        }
    }

    fn without_writing(path: &Path) -> StoreResult<Self> {
        Self::read_only(path)?.current_only()
    }

    /// The file as it is, of whatever schema.
    pub(super) fn read_only(path: &Path) -> StoreResult<Self> {
        let plain = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // Where others may be writing at this moment, or have left something behind, SQLite itself must see it.
        if let Ok(connection) = Connection::open_with_flags(path, plain).and_then(patient)
            && connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).is_ok()
        {
            return Ok(Self { connection, path: path.to_owned(), _copy: None });
        }
        let pending: Vec<_> =
            ["-wal", "-journal"].map(|end| beside(path, end)).into_iter().filter(|file| holds(file)).collect();
        if !pending.is_empty() {
            return Self::of_copy(path, &pending);
        }
        let uri = format!("file:{}?mode=ro&immutable=1", escaped(path));
        let connection = Connection::open_with_flags(uri, plain | OpenFlags::SQLITE_OPEN_URI)
            .and_then(patient)
            .map_err(|error| StoreError::open(path, &error))?;
        Ok(Self { connection, path: path.to_owned(), _copy: None })
    }

    /// A copy of the file and of what waits beside it to be worked into it, which is thrown away at the end.
    fn of_copy(path: &Path, pending: &[PathBuf]) -> StoreResult<Self> {
        let refused = |file: &Path, problem: &dyn ToString| StoreError::Pending {
            path: path.to_owned(),
            pending: file.to_owned(),
            problem: problem.to_string(),
        };
        let folder = TempDir::new().map_err(|error| refused(path, &error))?;
        let name = path.file_name().unwrap_or_default();
        let copy = folder.path().join(name);
        for file in pending.iter().map(PathBuf::as_path).chain([path]) {
            let to = folder.path().join(file.file_name().unwrap_or_default());
            let copied = File::open(file).and_then(|mut from| std::io::copy(&mut from, &mut File::create(to)?));
            copied.map_err(|error| refused(file, &error))?;
        }
        let connection = Connection::open(&copy).and_then(patient).map_err(|error| StoreError::open(path, &error))?;
        Ok(Self { connection, path: path.to_owned(), _copy: Some(folder) })
    }

    /// A database whose schema is the one that is known; nothing can be brought up to date.
    fn current_only(self) -> StoreResult<Self> {
        match migrations::schema(&self)? {
            Schema::Current => Ok(self),
            Schema::Older { found, known } => Err(StoreError::Older { path: self.path, found, known }),
        }
    }
}

fn patient(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

pub(super) fn is_there(path: &Path) -> StoreResult<()> {
    let denied = || StoreError::Denied { path: path.to_owned() };
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => Err(StoreError::Foreign { path: path.to_owned() }),
        Ok(_) => match File::open(path) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(denied()),
            _ => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(denied()),
        Err(_) => Err(StoreError::Missing { path: path.to_owned() }),
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

fn holds(file: &Path) -> bool {
    fs::metadata(file).map_or_else(|error| error.kind() != ErrorKind::NotFound, |about| about.len() > 0)
}

/// A path as it stands in an address.
fn escaped(path: &Path) -> String {
    let mut out = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => out.push(char::from(*byte)),
            _ => {
                // Writing into a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
