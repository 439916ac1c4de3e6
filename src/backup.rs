//! Backups of the database and of the store of parties, and their return. A file is there as a whole or not at all, and
//! what it takes the place of is kept.

mod part;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::Serialize;

use crate::screen::ScreenError;
use crate::screen::memory;
use crate::store::{Store, StoreError};
use earwatch_law::digest::sha256_hex;
use part::Part;

/// Why nothing was backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something is there already.
    #[error("{} is there already; --replace {then}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
        /// What it would do.
        then: &'static str,
    },
    /// A file that is both.
    #[error("{} is the database itself; name another file", path.display())]
    Same {
        /// The file.
        path: PathBuf,
    },
    /// A backup that is not whole.
    #[error("{} does not verify: {}; nothing was changed, take another backup", path.display(), problems.join("; "))]
    NotWhole {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problems: Vec<String>,
    },
    /// A backup that was taken without the store of parties.
    #[error("there is no store of parties at {}; leave out --with-screening", path.display())]
    NoParties {
        /// Where it would be.
        path: PathBuf,
    },
    /// The database that would be replaced.
    #[error("{} is in use by another program; end that program, and run again", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store of parties.
    #[error(transparent)]
    Screen(#[from] ScreenError),
    /// A file.
    #[error("cannot write {}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// What was copied. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// `earwatch/backup/1`.
    pub schema: &'static str,
    /// From where.
    pub from: PathBuf,
    /// To where.
    pub to: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The schema of the database.
    pub database_schema: u32,
    /// Versions of the lists in it.
    pub versions: usize,
    /// Where the store of parties went, if it was to go along.
    pub screening: Option<PathBuf>,
    /// Where what was replaced is kept.
    pub kept: Vec<PathBuf>,
}

/// Where the store of parties lies beside a backup.
pub fn parties_beside(backup: &Path) -> PathBuf {
    with_end(backup, ".screening")
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// Where a path leads to, whether something stands there already or not.
fn resolved(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let in_folder = || Some(fs::canonicalize(folder).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

fn failed(path: &Path) -> impl Fn(io::Error) -> BackupError {
    move |source| BackupError::File { path: path.to_owned(), source }
}

/// Copies a database, and the store of parties if it is to go along, to a file that is not there yet unless it may be
/// replaced. The copies have the rights of what they are of.
pub fn back_up(database: &Path, parties: Option<&Path>, to: &Path, replace: bool) -> Result<Copied, BackupError> {
    let store = Store::as_it_is(database)?;
    let to = &resolved(to);
    apart(database, to)?;
    let beside = parties_beside(to);
    let then = "writes the backup in its place";
    for path in std::iter::once(to).chain(parties.is_some().then_some(&beside)) {
        if path.exists() && !replace {
            return Err(BackupError::Exists { path: path.clone(), then });
        }
    }
    let part = Part::new(to)?;
    store.back_up(part.path())?;
    let parties = parties.map(|from| parties_part(from, &beside)).transpose()?;
    let part = part.like(database, false)?;
    let copied = Copied { screening: parties.is_some().then(|| beside.clone()), ..told(&store, &part, to)? };
    if let Some(parties) = parties {
        parties.stand(&beside, replace, then)?;
    }
    part.stand(to, replace, then)?;
    Ok(copied)
}

/// Puts a backup in the place of a database, and that of the store of parties in the place of that, if it is to go along.
/// Whoever calls holds the lock of the database.
pub fn restore(
    backup: &Path,
    database: &Path,
    parties: Option<&Path>,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<Copied, BackupError> {
    let database = &resolved(database);
    let store = Store::as_it_is(backup)?;
    apart(database, backup)?;
    let problems = store.problems()?;
    if !problems.is_empty() {
        return Err(BackupError::NotWhole { path: backup.to_owned(), problems });
    }
    let then = "puts the backup in its place, and keeps it beside";
    for path in std::iter::once(database.as_path()).chain(parties) {
        if path.exists() && !replace {
            return Err(BackupError::Exists { path: path.to_owned(), then });
        }
    }
    let part = Part::new(database)?;
    store.back_up(part.path())?;
    let part = part.like(if database.exists() { database } else { backup }, true)?;
    let beside = parties_beside(backup);
    let parties = parties.map(|to| Ok::<_, BackupError>((parties_part(&beside, to)?, to))).transpose()?;
    let mut copied = told(&store, &part, database)?;
    if let Some((parties, to)) = parties {
        copied.screening = Some(to.to_owned());
        copied.kept.extend(keep(to, now)?);
        parties.stand(to, true, then)?;
    }
    copied.kept.extend(keep(database, now)?);
    part.stand(database, true, then)?;
    Ok(copied)
}

fn apart(database: &Path, file: &Path) -> Result<(), BackupError> {
    let belongs = ["", "-wal", "-shm", "-journal", ".lock"].map(|end| with_end(&resolved(database), end));
    if belongs.contains(&resolved(file)) {
        return Err(BackupError::Same { path: file.to_owned() });
    }
    Ok(())
}

/// A copy of a store of parties on its way to a place; for its owner alone, as it is made.
fn parties_part(from: &Path, to: &Path) -> Result<Part, BackupError> {
    if !from.exists() {
        return Err(BackupError::NoParties { path: from.to_owned() });
    }
    let part = Part::new(to)?;
    memory::copy(from, part.path())?;
    Ok(part)
}

fn told(store: &Store, part: &Part, to: &Path) -> Result<Copied, BackupError> {
    let bytes = fs::read(part.path()).map_err(failed(part.path()))?;
    let reader = store.reader();
    Ok(Copied {
        schema: "earwatch/backup/1",
        from: store.path().to_owned(),
        to: to.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: sha256_hex(&bytes),
        database_schema: reader.schema()?,
        versions: reader.versions_on_record()?,
        screening: None,
        kept: Vec::new(),
    })
}

/// Gives what is about to be replaced another name, with what waits beside it. The file itself keeps its old name too,
/// until the new one takes its place: at no moment there is none.
fn keep(path: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, BackupError> {
    if !path.exists() {
        return Ok(None);
    }
    settle(path)?;
    let kept = with_end(path, &format!(".replaced-{}", now.format("%Y%m%dT%H%M%SZ")));
    if kept.exists() {
        return Err(BackupError::Exists { path: kept, then: "keeps no two of one second; run again" });
    }
    fs::hard_link(path, &kept).or_else(|_| fs::copy(path, &kept).map(drop)).map_err(failed(&kept))?;
    for end in ["-wal", "-journal"] {
        let pending = with_end(path, end);
        if pending.exists() {
            fs::rename(&pending, with_end(&kept, end)).map_err(failed(&pending))?;
        }
    }
    let shared = with_end(path, "-shm");
    if shared.exists() {
        fs::remove_file(&shared).map_err(failed(&shared))?;
    }
    Ok(Some(kept))
}

/// Works into a file what waits beside it. A file that is damaged is left as it is.
fn settle(path: &Path) -> Result<(), BackupError> {
    let settled = Connection::open(path).and_then(|connection| {
        connection.busy_timeout(std::time::Duration::from_secs(2))?;
        connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
    });
    match settled.map_err(|error| error.sqlite_error_code()) {
        Err(Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)) => {
            Err(BackupError::InUse { path: path.to_owned() })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes sure that what a folder holds outlives a loss of power.
fn sync_folder(of: &Path) {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Where a folder cannot be synchronised, the system does it in its own time.
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
}
