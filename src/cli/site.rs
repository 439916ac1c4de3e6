//! `earwatch site`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::site;
use earwatch_law::law::quantity::quantity;

use super::clock::occasion;
use super::exit::Done;
use super::session::Session;
use super::values;

/// Write everything on record as a website into a folder: an index, documents, countries, entries, a search
#[derive(Debug, Args)]
pub(super) struct Site {
    /// Created if missing; a site that is in it already is brought up to date
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// As if today were DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// Where the folder is published; without it its feeds lead to the official pages alone
    #[arg(long, value_name = "URL", value_parser = values::web_address)]
    base_url: Option<String>,
}

impl Site {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        session.global.format.plain()?;
        let Self { dir, as_of, base_url } = self;
        let written = site::write(&session.open()?, &dir, base_url.as_deref(), &occasion("site", as_of))?;
        session.lines(&[written], |site::Written { files, written, removed }| {
            format!(
                "{}: {}, {written} written, {removed} removed\n",
                dir.join("index.html").display(),
                quantity(*files, "file")
            )
        })
    }
}
