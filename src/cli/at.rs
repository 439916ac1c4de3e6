//! `--as-of`, `--version` and `--known-by`: which state of the lists is asked for.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use earwatch::query::compare::{self, state_at, version_as_of};
use earwatch::store::versions::VersionNumber;
use earwatch_law::diff::Origin;
use earwatch_law::entry::EntryId;
use earwatch_law::list::state::State;
use earwatch_report::report::export::StateInfo;

use super::clock::today;
use super::session::Session;
use super::values;

/// Which state of the lists.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct At {
    /// In force on DATE [default: today]
    #[arg(long, value_name = "DATE", value_parser = values::date, conflicts_with = "version")]
    pub(super) as_of: Option<NaiveDate>,
    /// At version N
    #[arg(long, value_name = "N", value_parser = values::number)]
    pub(super) version: Option<i64>,
    /// As known from what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date, conflicts_with = "version")]
    pub(super) known_by: Option<NaiveDate>,
}

impl At {
    /// The lists as asked for: where they come from, and who set the text of each entry.
    pub(super) fn lists(self, session: &Session) -> anyhow::Result<(StateInfo, State, BTreeMap<EntryId, Origin>)> {
        let store = session.open()?;
        let as_of = self.as_of.unwrap_or_else(today);
        if let Some(known_by) = self.known_by {
            return Ok(compare::known_by(&store, as_of, known_by)?);
        }
        let (named, version) = match self.version {
            Some(number) => (number.to_string(), store.reader().version(VersionNumber(number))?),
            None => (as_of.to_string(), Some(version_as_of(&store.reader().chain()?, as_of)?.clone())),
        };
        let version =
            version.with_context(|| format!("there is no version {named}; `earwatch versions` lists them"))?;
        let (state, origins) = state_at(&store, version.number)?;
        Ok((compare::info(&named, Some(&version), None), state, origins))
    }
}
