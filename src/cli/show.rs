//! `earwatch show`.

use anyhow::anyhow;
use clap::Args;
use earwatch::query::find::{self, Indexes, Lists};
use earwatch::query::history::lives_of;
use earwatch::query::report;
use earwatch_report::render::markdown::listing;
use earwatch_report::report::found::{Party, render};

use super::at::{self, At};
use super::clock::today;
use super::exit::Done;
use super::session::Session;
use super::values;

/// One entry in full, by name, alias, former name or number; else who may be meant
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Its name, alias, former name, number or public id; spelling, accents, script and legal form may differ
    #[arg(value_parser = values::entry_name, required_unless_present = "address")]
    name: Option<String>,
    /// Entries with an address that has these words
    #[arg(long, value_name = "TEXT", value_parser = values::address, conflicts_with = "name")]
    address: Option<String>,
    #[command(flatten)]
    at: At,
}

impl Show {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { name, address, at } = self;
        let as_of = at.as_of.unwrap_or_else(today);
        let store = session.open()?;
        let at::Lists { state, origins, ids, .. } = at.lists(&store)?;
        let doubts = report::doubts(&store)?;
        let indexes = Indexes::default();
        let lists = Lists { state: &state, origins: &origins, ids: &ids, doubts: &doubts, indexes: &indexes };
        let asked = name.as_deref().or(address.as_deref()).unwrap_or_default();
        let parties = match &name {
            None => find::by_address(&lists, asked)?,
            Some(name) => {
                let found = find::by_name(&store, &lists, name, at.known_by);
                // Somebody who is called exactly so is meant rather than one who is called nearly so.
                let is_exact = |party: &Party| match party {
                    Party::Entry(found) => found.matched.is_none(),
                    Party::Held(held) => held.matched.is_none(),
                };
                match found {
                    Ok(parties) if parties.iter().any(is_exact) => parties,
                    other => match at_another_time(session, at, name)? {
                        Some(error) => return Err(error),
                        None => other?,
                    },
                }
            }
        };
        let text = |parties: &[Party]| render(asked, parties, as_of);
        session.rows_or_md(&parties, text, |parties| {
            // Entries that were asked for have a layout of their own.
            let exact = parties.iter().map(|party| match party {
                Party::Entry(found) if found.matched.is_none() => Some(found.as_ref().clone()),
                Party::Entry(_) | Party::Held(_) => None,
            });
            match exact.collect::<Option<Vec<_>>>() {
                Some(found) => listing::entries(&found, as_of),
                None => format!("```text\n{}```\n", render(asked, parties, as_of)),
            }
        })
    }
}

/// A former name, an entry that was removed, or one that is to come: its history knows.
fn at_another_time(session: &Session, at: At, name: &str) -> anyhow::Result<Option<anyhow::Error>> {
    let as_of = at.as_of.unwrap_or_else(today);
    let lives = lives_of(&session.open()?, name, at.known_by).unwrap_or_default();
    if lives.is_empty() {
        return Ok(None);
    }
    let listed = lives.iter().filter(|entry| entry.listed);
    let mut last = listed.filter_map(|entry| entry.events.last());
    Ok(Some(match last.find(|event| event.by.effective > as_of) {
        Some(event) => anyhow!(
            "no entry is called “{name}”; an entry has this name from {day} on, which is after {as_of}: see `earwatch \
             show --as-of {day}`",
            day = event.by.effective
        ),
        None => anyhow!("no entry is called “{name}”; an entry had this name at another time: see `earwatch history`"),
    }))
}
