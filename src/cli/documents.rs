//! `earwatch documents`.

use std::fmt::Display;

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::report::announced;
use earwatch::store::documents::StoredDocument;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;
use earwatch_report::render::markdown::listing::{self, Cell};
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
            let announced = announced::current(&store)?;
            return session.rows_or_md(&announced, |rows| rows.iter().map(announced_line).collect(), announced_table);
        }
        let mut documents = store.reader().documents()?;
        documents.retain(|document| self.known_by.is_none_or(|day| document.published <= day));
        session.rows_or_md(&documents, |rows| rows.iter().map(line).collect(), table)
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

/// The number of a document, which leads to its page where that is known.
fn number(number: &DocumentNumber, url: Option<&String>) -> Cell {
    url.map_or_else(|| Cell::text(number), |url| Cell::link(number.as_str(), url))
}

fn table(documents: &[StoredDocument]) -> String {
    let row = |document: &StoredDocument| {
        vec![
            number(&document.number, document.url.as_ref()),
            Cell::text(&document.published),
            Cell::Text(days(&document.effective)),
            Cell::Text(format!("{} FR {}", document.volume, known(document.start_page))),
            Cell::text(document.status.name()),
            Cell::text(&document.title),
        ]
    };
    let heads = ["Document", "Published", "Effective", "Citation", "Status", "Title"];
    listing::table(&heads, &documents.iter().map(row).collect::<Vec<_>>())
}

fn announced_table(records: &[ProvisionalRecord]) -> String {
    let row = |record: &ProvisionalRecord| {
        vec![
            number(&record.document, record.url.as_ref()),
            Cell::Text(filed(record)),
            Cell::Text(known(record.scheduled)),
            Cell::Text(days(&record.effective)),
            Cell::Text(quantity(record.changes.len(), "change")),
            Cell::text(&record.title),
        ]
    };
    let heads = ["Document", "Filed", "Scheduled", "Effective", "Announces (provisional)", "Title"];
    listing::table(&heads, &records.iter().map(row).collect::<Vec<_>>())
}

fn filed(record: &ProvisionalRecord) -> String {
    known(record.filed.map(|at| at.format("%Y-%m-%d %H:%M")))
}

fn announced_line(record: &ProvisionalRecord) -> String {
    format!(
        "{:<16}  filed {:<16}  scheduled {:<10}  effective {:<10}  provisional  {}  {}\n",
        record.document.as_str(),
        filed(record),
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
