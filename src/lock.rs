//! One writer at a time: a lock beside the database, which the system gives back when its holder ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Why the lock cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run has it.
    #[error(
        "another run holds the lock {path} ({holder}): nothing was done; run again when it has ended", path = path.display()
    )]
    Held {
        /// The lock.
        path: PathBuf,
        /// What the other run wrote into it.
        holder: String,
    },
    /// The file cannot be used.
    #[error("cannot use the lock {path}: {source}; check that its folder can be written to", path = path.display())]
    File {
        /// The lock.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// A lock that is held as long as this value lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Longer than [`Lock::holder`] takes.
const LOOK: Duration = Duration::from_millis(100);

impl Lock {
    /// Takes the lock of a database for a command.
    ///
    /// # Errors
    /// [`LockError::Held`] where another run has it; it is not waited for.
    pub fn take(database: &Path, command: &str, now: DateTime<Utc>) -> Result<Self, LockError> {
        let path = path(database);
        let failed = |source| LockError::File { path: path.clone(), source };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = open(&path).map_err(failed)?;
        let mut taken = file.try_lock();
        if matches!(taken, Err(TryLockError::WouldBlock)) {
            // Who only looks whether it is taken holds it for a moment.
            std::thread::sleep(LOOK);
            taken = file.try_lock();
        }
        match taken {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = read(&mut file);
                return Err(LockError::Held { path, holder });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let holder =
            format!("{command}, process {}, since {} UTC", std::process::id(), now.format("%Y-%m-%d %H:%M:%S"));
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()))
            .map_err(failed)?;
        Ok(Self { _file: file })
    }

    /// Who holds the lock of a database; `None` where nobody does.
    pub fn holder(database: &Path) -> Result<Option<String>, LockError> {
        let path = path(database);
        if !path.exists() {
            return Ok(None);
        }
        let failed = |source| LockError::File { path: path.clone(), source };
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // Who may only read the database need not see who writes to it.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(read(&mut file))),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// The lock of a database, however the database is called.
fn path(database: &Path) -> PathBuf {
    let mut path = std::fs::canonicalize(database).unwrap_or_else(|_| database.to_owned()).into_os_string();
    path.push(".lock");
    path.into()
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).open(path)
}

fn read(file: &mut File) -> String {
    let mut holder = String::new();
    // A holder that has not said yet who it is.
    match file.take(200).read_to_string(&mut holder) {
        Ok(0) | Err(_) => "the holder is unknown".to_owned(),
        Ok(_) => holder,
    }
}
