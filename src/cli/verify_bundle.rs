//! `earwatch verify-bundle`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use earwatch::bundle::signature::PublicKey;
use earwatch::bundle::{BundleError, LARGEST, verify};

use super::doctor;
use super::exit::Done;
use super::session::Session;

/// Verify a bundle: that nothing in it was changed, and that everything follows from what was received
#[derive(Debug, Args)]
pub(super) struct VerifyBundle {
    /// The bundle
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The key that must have signed it: a file of minisign, or its line
    #[arg(long, value_name = "PUBKEY")]
    key: Option<String>,
}

impl VerifyBundle {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        session.global.format.plain()?;
        let key = self.key.as_deref().map(PublicKey::read).transpose()?;
        let place = || self.file.display().to_string();
        let about = std::fs::metadata(&self.file).with_context(|| format!("cannot read {}", place()))?;
        if about.len() > LARGEST || about.is_dir() {
            let problem = if about.is_dir() { "a folder" } else { "a larger file" };
            let problem = format!("expected a bundle of at most {} MiB, but found {problem}", LARGEST >> 20);
            return Err(BundleError::Container(problem)).with_context(place);
        }
        let bytes = std::fs::read(&self.file).with_context(|| format!("cannot read {}", place()))?;
        let verified = verify(&bytes, key.as_ref()).with_context(place)?;
        doctor::print(session, &verified.checks)
    }
}
