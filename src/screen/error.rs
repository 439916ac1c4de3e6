//! Why parties cannot be screened, in words.

use std::path::PathBuf;

use crate::run::RunError;

/// Why parties cannot be screened.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not what it seems.
    #[error("{path}: {problem}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, where, and what to do next.
        problem: String,
    },
    /// Which column is which cannot be told, or what was asked for is not in the file.
    #[error("{path}: {problem}")]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is wrong, where, and what to do next.
        problem: String,
    },
    /// Whoever asked for it stopped it, or it took too long or too much.
    #[error("{0}")]
    Stopped(String),
    /// The file of parties is another one now.
    #[error("the file of parties changed while it was read; screen it again when nobody writes to it")]
    Changed,
    /// The lists cannot be read.
    #[error(transparent)]
    Lists(#[from] RunError),
    /// What has been remembered cannot be read or written.
    #[error("cannot use the store of parties {path}: {problem}")]
    Store {
        /// The file.
        path: PathBuf,
        /// What SQLite or the system says, and what to do next.
        problem: String,
    },
    /// A decision that is about nothing on record.
    #[error("{problem}")]
    Decision {
        /// What is wrong, and what to do next.
        problem: String,
    },
    /// A potential match with an entry of which nothing can be told.
    #[error(
        "there is a potential match with entry {place} of {told} that are told, which is a mistake of earwatch: report it"
    )]
    Untold {
        /// Its place.
        place: usize,
        /// How many are told.
        told: usize,
    },
    /// What is told cannot be written as JSON.
    #[error("an entry cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Results cannot be kept until all are there.
    #[error(
        "cannot write results to a temporary file in {folder}: {0}; TMPDIR names another folder",
        folder = std::env::temp_dir().display()
    )]
    Spool(std::io::Error),
}
