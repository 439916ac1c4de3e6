//! Why a digest did not arrive.

use std::path::PathBuf;

use earwatch_report::render::RenderError;

/// Why a digest did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The receiver has not got it: it said so, or was never given it.
    #[error("{0}")]
    Refused(String),
    /// It was handed over and no answer came: the receiver may have it or not.
    #[error("{0}; whether it arrived is not known")]
    InDoubt(String),
    /// A secret that cannot be had.
    #[error("{0}")]
    Secret(String),
    /// A file that cannot be written or read.
    #[error("cannot {what} {path}: {source}", path = path.display())]
    File {
        /// What was to be done.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The report cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl DeliveryError {
    /// Whether the receiver may have it all the same.
    pub fn is_in_doubt(&self) -> bool {
        matches!(self, Self::InDoubt(_))
    }
}
