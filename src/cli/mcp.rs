//! `earwatch mcp`.

use clap::Args;
use earwatch::serve::{Limits, Settings, mcp};

use super::clock::occasion;
use super::exit::Done;
use super::session::Session;

/// Answer an assistant by the Model Context Protocol, over standard input and output; reads only
#[derive(Debug, Args)]
pub(super) struct Mcp {}

impl Mcp {
    pub(super) fn run(session: &Session) -> anyhow::Result<Done> {
        // What cannot be read is said now, and not to the first who asks.
        drop(session.open()?);
        mcp::serve(Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            write: false,
            access_log: false,
            token: None,
            hosts: Vec::new(),
            database: session.db.clone(),
            parties: session.config.screening.store.clone(),
            screening: session.config.screening.settings,
            limits: Limits::default(),
            clock: |command| occasion(command, None),
        })?;
        Ok(Done(0))
    }
}
