//! `earwatch show`.

use anyhow::anyhow;
use clap::Args;
use earwatch::query::history::{find, history};
use earwatch::query::report;
use earwatch_report::render::markdown::listing;
use earwatch_report::report::history::render_entries;

use super::at::{At, Lists};
use super::clock::today;
use super::exit::Done;
use super::session::Session;
use super::values;

/// One entry in full, by name, alias, former name or number
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Its name, alias, former name, number or public id
    #[arg(value_parser = values::entry_name)]
    name: String,
    #[command(flatten)]
    at: At,
}

impl Show {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { name, at } = self;
        let as_of = at.as_of.unwrap_or_else(today);
        let store = session.open()?;
        let Lists { state, origins, ids, .. } = at.lists(&store)?;
        let doubts = report::doubts(&store)?;
        let found = find(&state, &origins, &ids, &doubts, &name).map_err(|error| {
            // A former name, an entry that was removed, or one that is to come: its history knows.
            let Ok(history) = history(&store, &name, at.known_by) else {
                return error.into();
            };
            let listed = history.entries.iter().filter(|entry| entry.listed);
            let mut last = listed.filter_map(|entry| entry.events.last());
            match last.find(|event| event.by.effective > as_of) {
                Some(event) => anyhow!(
                    "{error}; an entry has this name from {day} on, which is after {as_of}: see `earwatch show \
                     --as-of {day}`",
                    day = event.by.effective
                ),
                None => anyhow!("{error}; an entry had this name at another time: see `earwatch history`"),
            }
        })?;
        session.rows_or_md(&found, |found| render_entries(found, as_of), |found| listing::entries(found, as_of))
    }
}
