//! `earwatch restore`.

use std::path::PathBuf;

use clap::Args;
use earwatch::backup;

use super::backup::words;
use super::clock::occasion;
use super::exit::Done;
use super::session::Session;

/// Put a backup in the place of the database, if it is whole; what was there is kept beside it
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take the place of a database that is there
    #[arg(long)]
    replace: bool,
    /// Restore the private store of parties too, from FILE.screening
    #[arg(long)]
    with_screening: bool,
}

impl Restore {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { file, replace, with_screening } = self;
        let occasion = occasion("restore", None);
        let _lock = session.lock(&occasion)?;
        let parties = with_screening.then_some(session.config.screening.store.as_path());
        let copied = backup::restore(&file, &session.db, parties, replace, occasion.now)?;
        session.value(&copied, |copied| format!("{}\n", words("restored", copied)))
    }
}
