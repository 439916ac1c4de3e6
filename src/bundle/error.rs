//! Why a bundle cannot be made or believed.

use std::path::PathBuf;

use crate::run::RunError;
use crate::screen::ScreenError;
use crate::store::StoreError;
use earwatch_report::render::RenderError;

/// Why a bundle cannot be made or believed.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The database, or what was asked for is not on record.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The store of parties.
    #[error(transparent)]
    Screen(#[from] ScreenError),
    /// The report.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Something cannot be written as JSON.
    #[error("cannot write the bundle: {0}")]
    Json(#[from] serde_json::Error),
    /// There is no place for a copy.
    #[error("cannot make a copy of the database in {}: {source}", path.display())]
    Scratch {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no zip as a bundle is one.
    #[error("{0}")]
    Container(String),
    /// Its members are not those of its manifest.
    #[error("the members are not as the manifest says: {0}")]
    Manifest(String),
    /// A member does not say what it should.
    #[error("{member}: {problem}")]
    Member {
        /// The member.
        member: String,
        /// What is wrong with it.
        problem: String,
    },
    /// What is on record does not follow from what was received.
    #[error("no bundle was written, since it would not verify: {0}; see `earwatch doctor --deep`")]
    NotProvable(String),
    /// What is on record was derived by another version of the program.
    #[error(
        "no bundle was written: what is on record was derived by version {0} of the program; run `earwatch poll` first"
    )]
    OtherProgram(String),
    /// A key.
    #[error("{place}: {problem}")]
    Key {
        /// The file or argument.
        place: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl From<StoreError> for BundleError {
    fn from(error: StoreError) -> Self {
        Self::Run(error.into())
    }
}
