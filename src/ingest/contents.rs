//! Reconciliation with the tables of contents of the issues: a document that is printed in one and that no search finds is
//! asked for by its number.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::run::{Occasion, RunError};
use crate::source::{Listed, PublicationId, Source, SourceError, Window};
use crate::store::contents::StoredContents;
use crate::store::{Store, Writer};
use earwatch_law::law::business_day::is_business_day;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// Issues older than this are not asked for: the searches have had them for long.
const OLDEST: Days = Days::new(31);

/// What the tables of contents tell.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Documents that no search has ever found.
    pub(super) unlisted: Vec<Listed>,
    /// Tables that were asked for, and what came.
    answered: BTreeMap<NaiveDate, StoredContents>,
    /// The first table that could not be had, and why.
    failure: Option<(NaiveDate, SourceError)>,
}

impl Contents {
    /// Asks for the table of contents of the newest issue, and once for that of each day before; finds what the searches
    /// lack. A table that cannot be had is asked for again by the next poll.
    pub(super) async fn reconcile<S: Source>(
        store: &Store,
        source: &mut S,
        listed: &[Listed],
        window: Window,
        occasion: &Occasion,
    ) -> Result<Self, RunError> {
        let mut contents = Self::default();
        if !source.lists_all() {
            return Ok(contents);
        }
        let mut known = store.reader().contents(window.from, window.to)?;
        if window.contains(occasion.as_of) {
            contents.ask(source, &known, window, occasion).await;
        }
        known.extend(contents.answered.clone());
        let once_listed: BTreeSet<_> =
            store.reader().listings(window.from)?.into_keys().map(|(number, _)| number).collect();
        let is_listed = |number: &DocumentNumber| {
            let mut numbers = listed.iter().filter_map(|listed| listed.kind.number());
            once_listed.contains(number) || numbers.any(|listed| listed.is_same(number))
        };
        for (day, table) in known {
            for number in table.numbers.into_iter().flatten().filter(|number| !is_listed(number)) {
                contents.unlisted.push(Listed {
                    kind: PublicationId::Document(number),
                    published: Some(day),
                    record: None,
                    metadata: None,
                    is_whole: false,
                    cites: false,
                });
            }
        }
        Ok(contents)
    }

    async fn ask<S: Source>(
        &mut self,
        source: &mut S,
        known: &BTreeMap<NaiveDate, StoredContents>,
        window: Window,
        occasion: &Occasion,
    ) {
        let from = occasion.as_of.checked_sub_days(OLDEST).map_or(window.from, |oldest| oldest.max(window.from));
        // Late content may still be put into the issue of the day.
        let is_settled = |day: NaiveDate| known.get(&day).is_some_and(|table| table.asked > day);
        let days = from.iter_days().take_while(|day| *day <= occasion.as_of);
        let days: Vec<_> = days.filter(|day| is_business_day(*day) && !is_settled(*day)).collect();
        for day in days.into_iter().rev() {
            match source.contents(day).await {
                Ok(numbers) => {
                    self.answered.insert(day, StoredContents { asked: occasion.as_of, numbers });
                }
                Err(error) => {
                    tracing::info!(%day, "{error}");
                    self.failure = Some((day, error));
                    break;
                }
            }
        }
    }

    /// The newest day of which a table was had, so that there was an issue.
    pub(super) fn newest_issue(&self) -> Option<NaiveDate> {
        self.answered.iter().rev().find(|(_, table)| table.numbers.is_some()).map(|(day, _)| *day)
    }

    /// What a reader of the run should know of it.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.unlisted.is_empty() {
            let documents = quantity(self.unlisted.len(), "document");
            remarks.push(format!("{documents} found in a table of contents only"));
        }
        if let Some((day, error)) = &self.failure {
            remarks.push(format!("the table of contents of {day} could not be compared ({error})"));
        }
        remarks
    }

    pub(super) fn record(&self, writer: &Writer<'_>) -> Result<(), RunError> {
        for (day, table) in &self.answered {
            writer.put_contents(*day, table)?;
        }
        Ok(())
    }
}
