//! `earwatch backup`.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use earwatch::backup::{self, Copied};

use super::exit::Done;
use super::output;
use super::session::Session;

/// Copy the database into FILE, as it is at one moment, also while a poll is writing; and make sure that the copy is whole
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take the place of a file that is there
    #[arg(long)]
    replace: bool,
    /// Copy the private store of parties too, into FILE.screening
    #[arg(long)]
    with_screening: bool,
}

impl Backup {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { file, replace, with_screening } = self;
        let parties = &session.config.screening.store;
        let copied = backup::back_up(&session.db, with_screening.then_some(parties.as_path()), &file, replace)?;
        if !with_screening && parties.exists() && !session.global.quiet {
            let parties = parties.display();
            output::tell(&format!(
                "the store of parties {parties} is not in the backup; --with-screening takes it along"
            ));
        }
        session.value(&copied, |copied| format!("{}\n", words("backed up", copied)))
    }
}

/// What was copied, in words.
pub(super) fn words(done: &str, of: &Copied) -> String {
    let Copied { from, to, bytes, sha256, versions, screening, kept, .. } = of;
    let mut out = format!(
        "{done} {} to {}: {versions} versions, {bytes} bytes, verified\nSHA-256 {sha256}",
        from.display(),
        to.display()
    );
    if let Some(screening) = screening {
        let _ = write!(out, "\nstore of parties: {}", screening.display());
    }
    for kept in kept {
        let _ = write!(out, "\nwhat was there is kept as {}", kept.display());
    }
    out
}
