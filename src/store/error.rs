//! Why the database cannot be used, in words.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened or created.
    #[error("cannot open the database {path}: {problem}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite or the system says, in words.
        problem: String,
    },
    /// Nobody may read it, or not this user.
    #[error("cannot read the database {path}: permission denied; run as a user who may read it, or ask for a copy")]
    Denied {
        /// The file.
        path: PathBuf,
    },
    /// It may be read and not written to.
    #[error(
        "cannot write to the database {path}: the file or its folder is read-only for this user; run as the user who writes to it"
    )]
    NotWritable {
        /// The file.
        path: PathBuf,
    },
    /// It would have to be brought up to date, which nobody may.
    #[error(
        "the database {path} was made by an earlier version of this program (schema {found}, this one has {known}) and cannot be brought up to date where it is; copy it where you may write, and run `earwatch doctor --db COPY`"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Schema found.
        found: u32,
        /// Schema of this program.
        known: u32,
    },
    /// What waits beside it cannot be read, and without that it is not whole.
    #[error(
        "the database {path} is not whole without {pending} beside it, which cannot be read with it ({problem}); copy both where you may write, and name the copy with --db"
    )]
    Pending {
        /// The file.
        path: PathBuf,
        /// What waits.
        pending: PathBuf,
        /// Why it cannot be read.
        problem: String,
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
    /// Its content is not what was written.
    #[error("the database {path} is damaged: {}; restore a backup, or see `earwatch doctor`", problems.join("; "))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problems: Vec<String>,
    },
    /// Another program writes to it.
    #[error("the database {path} is locked by another program; end that program, and run again")]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// A statement failed.
    #[error("the database failed: {}", in_words(_0))]
    Sql(#[from] rusqlite::Error),
    /// A stored value does not read back.
    #[error("the database holds a {what} that cannot be read: {value}")]
    Value {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// A row that was written out does not read back.
    #[error("records/{table}.ndjson, line {line}: {problem}")]
    Record {
        /// The table.
        table: &'static str,
        /// From 1.
        line: usize,
        /// Why.
        problem: String,
    },
    /// A stored structure does not read back.
    #[error("the database holds a structure that cannot be read: {0}")]
    Json(#[from] serde_json::Error),
}

/// Result of a call to the store.
pub type StoreResult<T> = Result<T, StoreError>;

impl StoreError {
    /// What SQLite says, in words.
    pub(super) fn open(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::NotWritable { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Held { path },
            Some(ErrorCode::CannotOpen) => {
                Self::Open { path, problem: "the file or its folder does not allow it".to_owned() }
            }
            _ => Self::Open { path, problem: in_words(error) },
        }
    }
}

/// What SQLite says, without its numbers.
fn in_words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => "the file is damaged; restore it from a backup".to_owned(),
        Some(ErrorCode::DiskFull) => "the disk is full; make room".to_owned(),
        Some(ErrorCode::ReadOnly) => "it may not be written to; run as the user who may".to_owned(),
        Some(ErrorCode::NotADatabase) => "the file is not a database".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program has locked it; end that program, and run again".to_owned()
        }
        Some(ErrorCode::SystemIoFailure) => format!("the disk cannot be read or written ({error}); check it"),
        Some(ErrorCode::CannotOpen) => "a file of it cannot be opened; check the rights of its folder".to_owned(),
        _ => error.to_string(),
    }
}
