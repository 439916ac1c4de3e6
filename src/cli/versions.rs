//! `earwatch versions`.

use chrono::NaiveDate;
use clap::Args;
use earwatch::store::versions::Version;

use super::exit::Done;
use super::session::Session;
use super::values;

/// The versions of the lists, and the document that made each
#[derive(Debug, Args)]
pub(super) struct Versions {
    /// Only what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
}

impl Versions {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let mut versions = session.open()?.reader().chain()?;
        versions.retain(|version| self.known_by.is_none_or(|day| version.published <= day));
        session.lines(&versions, line)
    }
}

fn line(version: &Version) -> String {
    let entries: Vec<_> = version.entries.iter().map(|(list, entries)| format!("{list} {entries}")).collect();
    let by = match &version.document {
        Some(document) => document.to_string(),
        None if version.is_baseline() => "baseline".to_owned(),
        None => "end of a stay".to_owned(),
    };
    format!(
        "{:>4}  effective {}  published {}  {by:<16}  {}  {}\n",
        version.number.0,
        version.effective,
        version.published,
        version.content_hash.get(..12).unwrap_or_default(),
        entries.join(", ")
    )
}
