//! `earwatch documents`.

use std::fmt::Display;

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::report::announced;
use earwatch::store::documents::StoredDocument;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::announced::ProvisionalRecord;
use earwatch_report::visible::visible;

use super::exit::Done;
use super::session::Session;
use super::values;

/// The documents on record
#[derive(Debug, Args)]
pub(super) struct Documents {
    /// Only what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
    /// Those on public inspection instead: announced, and not law yet
    #[arg(long, conflicts_with = "known_by")]
    provisional: bool,
}

impl Documents {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let store = session.open()?;
        if self.provisional {
            return session.lines(&announced::current(&store)?, announced_line);
        }
        let mut documents = store.reader().documents()?;
        documents.retain(|document| self.known_by.is_none_or(|day| document.published <= day));
        session.lines(&documents, line)
    }
}

fn line(document: &StoredDocument) -> String {
    format!(
        "{:<16}  published {}  effective {:<10}  {} FR {:<6}  {:<14}  {}\n",
        document.number.as_str(),
        document.published,
        days(&document.effective),
        document.volume,
        known(document.start_page),
        document.status.name(),
        visible(&document.title)
    )
}

fn announced_line(record: &ProvisionalRecord) -> String {
    format!(
        "{:<16}  filed {:<16}  scheduled {:<10}  effective {:<10}  provisional  {}  {}\n",
        record.document.as_str(),
        known(record.filed.map(|at| at.format("%Y-%m-%d %H:%M"))),
        known(record.scheduled),
        days(&record.effective),
        quantity(record.changes.len(), "change"),
        visible(&record.title)
    )
}

fn known(value: Option<impl Display>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.to_string())
}

fn days(days: &[NaiveDate]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
