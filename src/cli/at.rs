//! `--as-of`, `--version` and `--known-by`: which state of the lists is asked for.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use earwatch::query::compare::{self, state_at, version_as_of};
use earwatch::query::ids;
use earwatch::store::Store;
use earwatch::store::versions::VersionNumber;
use earwatch_law::diff::Origin;
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::Ids;
use earwatch_law::list::state::State;
use earwatch_report::report::export::StateInfo;

use super::clock::today;
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

/// The lists at a state.
pub(super) struct Lists {
    /// Where they come from.
    pub(super) info: StateInfo,
    pub(super) state: State,
    /// Who set the text of each entry.
    pub(super) origins: BTreeMap<EntryId, Origin>,
    pub(super) ids: Ids,
}

impl At {
    /// The lists as asked for: where they come from, who set the text of each entry, and their public ids.
    pub(super) fn lists(self, store: &Store) -> anyhow::Result<Lists> {
        let as_of = self.as_of.unwrap_or_else(today);
        if let Some(known_by) = self.known_by {
            let (info, state, origins) = compare::known_by(store, as_of, known_by)?;
            let ids = ids::as_known(store, &state, as_of, known_by)?;
            return Ok(Lists { info, state, origins, ids });
        }
        let (named, version) = match self.version {
            Some(number) => (number.to_string(), store.reader().version(VersionNumber(number))?),
            None => (as_of.to_string(), Some(version_as_of(&store.reader().chain()?, as_of)?.clone())),
        };
        let version =
            version.with_context(|| format!("there is no version {named}; `earwatch versions` lists them"))?;
        let (state, origins) = state_at(store, version.number)?;
        let ids = store.reader().ids(version.number, None)?;
        Ok(Lists { info: compare::info(&named, Some(&version), None), state, origins, ids })
    }
}
