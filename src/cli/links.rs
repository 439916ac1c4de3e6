//! `earwatch links`.

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::links::{Asked, links};
use earwatch_report::render::linked;
use earwatch_report::render::table::csv;

use super::clock::today;
use super::exit::{Done, Usage};
use super::format::Format;
use super::session::Session;
use super::values;

/// Who else sits at the addresses of an entry or bears a name of it, on all lists, with the evidence
#[derive(Debug, Args)]
pub(super) struct Links {
    /// Its name, alias, former name, number or public id, now or earlier; spelling, script and legal form may differ
    #[arg(value_parser = values::entry_name)]
    name: String,
    /// Listed or not on DATE [default: today]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// As known from what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
    /// Over how many steps: with 2, also who sits with those that sit there
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    depth: u8,
    /// Those, too, of which an address only may be in the same building
    #[arg(long)]
    possible: bool,
}

impl Links {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { name, as_of, known_by, depth, possible } = self;
        let as_of = as_of.unwrap_or_else(today);
        let asked = Asked { name: &name, as_of, known_by, depth: usize::from(depth), possible };
        let found = links(&session.open()?, asked)?;
        match session.global.format {
            Format::Text => {
                let (color, columns) = session.layout();
                session.print(&linked::text(&found, color, columns))
            }
            Format::Md => session.print(&linked::markdown(&found)),
            Format::Html => session.print(&linked::page(&found)),
            Format::Json => session.json(&found),
            Format::Ndjson => session.ndjson(std::slice::from_ref(&found)),
            Format::Csv => session.write(&csv::linked(&found)?),
            Format::Xlsx | Format::Mail | Format::Atom | Format::Jsonfeed => {
                Err(Usage("`links` prints text, md, html, json, ndjson and csv".to_owned()).into())
            }
        }
    }
}
