//! The file of the store: made for its owner alone, and its tables.

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::screen::error::ScreenError;

/// What SQLite calls a file of ours: `parties` in a few bytes.
pub(super) const APPLICATION: i32 = 0x6561_7270;
/// The tables as they are now.
pub(super) const VERSION: i32 = 2;
/// How long another run is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

const TABLES: &str = "
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, program TEXT NOT NULL, table_version TEXT NOT NULL,
    threshold REAL NOT NULL, address_threshold REAL NOT NULL, as_of TEXT NOT NULL, known_by TEXT, since TEXT,
    lists TEXT NOT NULL, input TEXT NOT NULL, input_hash TEXT NOT NULL, counts TEXT NOT NULL
) STRICT;
CREATE TABLE sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, table_version TEXT NOT NULL, threshold REAL NOT NULL,
    address_threshold REAL NOT NULL
) STRICT;
CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, entry TEXT NOT NULL) STRICT;
CREATE TABLE set_entries (set_id INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (set_id, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE parties (
    hash BLOB PRIMARY KEY, set_id INTEGER NOT NULL, first_seen TEXT NOT NULL, hits INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE hits (
    party BLOB NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL, hit TEXT NOT NULL,
    PRIMARY KEY (party, entry, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE subjects (
    id INTEGER PRIMARY KEY, party TEXT NOT NULL, hash BLOB NOT NULL, fields TEXT NOT NULL, seen TEXT NOT NULL,
    UNIQUE (party, hash)
) STRICT;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, party TEXT NOT NULL, entry TEXT NOT NULL, verdict TEXT NOT NULL,
    reason TEXT NOT NULL, by TEXT NOT NULL, kinds TEXT NOT NULL, party_fields TEXT NOT NULL, entry_fields TEXT NOT NULL
) STRICT;
";

/// What is there since version 2: what polls tell and whom they told, matches by ownership, and what a decision was made on.
const SINCE_2: &str = "
ALTER TABLE decisions ADD COLUMN lists TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN threshold REAL;
ALTER TABLE decisions ADD COLUMN table_version TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN input_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN program TEXT NOT NULL DEFAULT '';
CREATE TABLE owned (
    party BLOB NOT NULL, entry TEXT NOT NULL, hit TEXT NOT NULL, PRIMARY KEY (party, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE standing (
    party TEXT NOT NULL, entry TEXT NOT NULL, kind INTEGER NOT NULL, state TEXT NOT NULL, covered TEXT NOT NULL,
    listing BLOB NOT NULL, PRIMARY KEY (party, entry, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE listings (hash BLOB PRIMARY KEY, told TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, as_of TEXT NOT NULL, party TEXT NOT NULL, entry TEXT NOT NULL,
    kind INTEGER NOT NULL, said TEXT NOT NULL
) STRICT;
CREATE INDEX news_of_party ON news (party, entry, kind);
CREATE TABLE channels (name TEXT PRIMARY KEY, first_seen TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE due (
    channel TEXT NOT NULL, news INTEGER NOT NULL, delivery TEXT, PRIMARY KEY (channel, news)
) STRICT, WITHOUT ROWID;
CREATE TABLE in_transit (delivery TEXT PRIMARY KEY, form TEXT NOT NULL, body BLOB NOT NULL) STRICT;
";

/// Why the store cannot be used, in words.
pub(in crate::screen) fn failed(path: &Path, error: &rusqlite::Error) -> ScreenError {
    let problem = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another run is using it; wait until it has ended".to_owned()
        }
        Some(ErrorCode::NotADatabase) => "it is no store of parties; name another file with --store".to_owned(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => format!(
            "{error}; name a file that you may write to with --store, or screen with --no-store, which remembers nothing"
        ),
        _ => error.to_string(),
    };
    ScreenError::Store { path: path.to_owned(), problem }
}

/// Opens a store, or makes one.
pub(in crate::screen) fn open(path: &Path) -> Result<Connection, ScreenError> {
    private(path).map_err(|error| ScreenError::Store {
        path: path.to_owned(),
        problem: format!(
            "{error}; name a file that you may write to with --store, or screen with --no-store, which remembers nothing"
        ),
    })?;
    let ready = || -> rusqlite::Result<Result<Connection, String>> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;")?;
        let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let (application, version) = (pragma("application_id")?, pragma("user_version")?);
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 {
            connection.execute_batch(&format!(
                "BEGIN; {TABLES} {SINCE_2} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
            ))?;
        } else if application != APPLICATION {
            return Ok(Err("it is no store of parties; name another file with --store".to_owned()));
        } else if version > VERSION {
            return Ok(Err(format!("it was written by a newer version of this program (schema {version})")));
        } else if version < VERSION {
            connection.execute_batch(&format!("BEGIN; {SINCE_2} PRAGMA user_version = {VERSION}; COMMIT;"))?;
        }
        Ok(Ok(connection))
    };
    let opened = ready().map_err(|error| failed(path, &error))?;
    opened.map_err(|problem| ScreenError::Store { path: path.to_owned(), problem })
}

/// To read what was there at the beginning of a run.
pub(in crate::screen) fn open_to_read(path: &Path) -> Result<Connection, ScreenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch("PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456;")?;
        Ok(connection)
    });
    opened.map_err(|error| failed(path, &error))
}

/// Makes the file where there is none, and lets nobody else read it.
fn private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = file.metadata()?.permissions();
        if permissions.mode() & 0o077 != 0 {
            permissions.set_mode(0o600);
            file.set_permissions(permissions)?;
        }
    }
    Ok(())
}
