//! `earwatch import`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use earwatch::ingest::apply::{Incoming, ingest};
use earwatch::store::documents::Stated;

use super::clock::occasion;
use super::disk::deliveries;
use super::exit::{Done, Usage};
use super::news;
use super::session::Session;
use super::values;

/// Apply documents from disk: XML files (with .json beside them), whole-day issues, directories
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files and directories
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Publication date of a single document without a .json
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    publication_date: Option<NaiveDate>,
    /// Federal Register volume of a single document without a .json
    #[arg(long, value_name = "N", value_parser = values::volume)]
    volume: Option<u16>,
}

impl Import {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let stated = Stated { published: self.publication_date, volume: self.volume };
        let occasion = occasion("import", None);
        let _lock = session.lock(&occasion)?;
        let mut incoming = Vec::new();
        for path in &self.paths {
            incoming.extend(deliveries(path)?.into_iter().map(|delivery| Incoming { delivery, stated }));
        }
        if incoming.len() != 1 && (stated.published.is_some() || stated.volume.is_some()) {
            let message =
                format!("--publication-date and --volume describe one document, but {} were found", incoming.len());
            return Err(Usage(message).into());
        }
        let mut store = session.open_to_write()?;
        let result = ingest(&mut store, incoming, &session.overlays()?, &occasion)?;
        news::finish(session, &mut store, &[result], &occasion, false)
    }
}
