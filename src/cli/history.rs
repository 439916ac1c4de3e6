//! `earwatch history`.

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::history;
use earwatch_report::render::markdown::listing;
use earwatch_report::report::history::render;

use super::clock::today;
use super::exit::Done;
use super::format::Plain;
use super::session::Session;
use super::values;

/// The life of an entry: who set each of its values, by which rule, since when
#[derive(Debug, Args)]
pub(super) struct History {
    /// Its name, alias, former name, number or public id, now or earlier
    #[arg(value_parser = values::entry_name)]
    name: String,
    /// As known from what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
}

impl History {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let history = history::history(&session.open()?, &self.name, self.known_by)?;
        match session.global.format.plain()? {
            Plain::Text => session.print(&render(&history, today())),
            Plain::Md => session.print(&listing::history(&history, today())),
            Plain::Json => session.json(&history),
            Plain::Ndjson => session.ndjson(&history.entries),
        }
    }
}
