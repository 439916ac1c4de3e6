//! `--as-of`, `--version` and `--known-by`: which state of the lists is asked for.

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use earwatch::query::compare;
pub(super) use earwatch::query::compare::Lists;
use earwatch::store::Store;
use earwatch::store::versions::VersionNumber;

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

impl At {
    /// The lists as asked for: where they come from, who set the text of each entry, and their public ids.
    pub(super) fn lists(self, store: &Store) -> anyhow::Result<Lists> {
        let Some(number) = self.version else {
            return Ok(compare::lists(store, self.as_of.unwrap_or_else(today), self.known_by)?);
        };
        let version = store.reader().version(VersionNumber(number))?;
        let version =
            version.with_context(|| format!("there is no version {number}; `earwatch versions` lists them"))?;
        Ok(compare::at_version(store, &number.to_string(), &version)?)
    }
}
