//! `earwatch init`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use earwatch::ingest::init::{ListFile, Permissions, fetch_list, init, not_to_come, read_list};
use earwatch::source::ecfr::Ecfr;
use earwatch::source::http::Http;
use earwatch::store::Store;

use super::clock::occasion;
use super::disk::block_on;
use super::exit::{Done, Usage};
use super::news;
use super::session::Session;
use super::values;

/// Take a list from the eCFR, or from an eCFR XML file, as the baseline
#[derive(Debug, Args)]
pub(super) struct Init {
    /// eCFR XML of Supplement No. 4 to Part 744, or of the whole part [default: fetched from the eCFR]
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// Publication date up to which the file contains every document; without a file, the day whose list is
    /// fetched [default: the last to which the eCFR is up to date]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// Start over on an existing database; documents on record are applied again
    #[arg(long)]
    replace: bool,
    /// Accept a list that lost more than 5 % of its entries
    #[arg(long)]
    allow_shrink: bool,
}

impl Init {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { list, as_of, replace, allow_shrink } = self;
        let occasion = occasion("init", None);
        let _lock = session.lock(&occasion)?;
        let (file, as_of) = match (list, as_of) {
            (Some(list), Some(as_of)) => {
                not_to_come(as_of, &occasion)?;
                (read_list(&list, occasion.now)?, as_of)
            }
            (Some(_), None) => {
                let message =
                    "--list needs --as-of DATE, the publication date up to which the file contains every document";
                return Err(Usage(message.to_owned()).into());
            }
            (None, as_of) => list_of_ecfr(session, as_of)?,
        };
        let mut store = Store::open(&session.db)?;
        let permissions = Permissions { replace, allow_shrink };
        let result = init(&mut store, file, as_of, permissions, &session.overlays()?, &occasion)?;
        news::finish(session, &mut store, &[result], &occasion, false)
    }
}

fn list_of_ecfr(session: &Session, as_of: Option<NaiveDate>) -> anyhow::Result<(ListFile, NaiveDate)> {
    if session.global.offline {
        let message = "--offline allows no network; give --list FILE and --as-of DATE";
        return Err(Usage(message.to_owned()).into());
    }
    let http = Http::new(session.config.http.clone())?;
    let mut ecfr = Ecfr::new(session.config.ecfr.as_str(), http)?;
    block_on(fetch_list(&mut ecfr, as_of))
}
