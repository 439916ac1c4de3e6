//! The lists of a day, ready to be compared with parties.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::ensure;
use chrono::NaiveDate;
use earwatch::screen::against::entry_of;
use earwatch::screen::input::{Form, ReadRow, Row, read};
use earwatch::screen::{Against, ScreenError, Settings, heading};
use earwatch::store::Store;
use earwatch_report::report::screened::{EntryTold, HitRecord, InputUsed, ListUsed, ScreenResult, Screened};
use earwatch_screen::listed::Listed;
use earwatch_screen::party::Party;
use earwatch_screen::screening::{Screener, Screening, Thresholds};
use serde::{Deserialize, Serialize};

/// The lists of a day.
pub(crate) struct Ready {
    /// What heads results.
    pub(crate) of: Screened,
    settings: Settings,
    /// The entries as they are told, in the order of those that are compared.
    told: Vec<Arc<EntryTold>>,
    pub(crate) screening: Screening,
}

/// All that it is made of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Parts {
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
    lists: Vec<ListUsed>,
    threshold: f32,
    listed: Vec<Listed>,
    told: Vec<EntryTold>,
}

impl Ready {
    /// The lists in force on a day, as known by another.
    pub(crate) fn read(
        store: &Store,
        as_of: NaiveDate,
        known_by: Option<NaiveDate>,
        threshold: Option<f32>,
    ) -> anyhow::Result<Self> {
        let against = store.at_one_moment(|store| Against::read(store, as_of, known_by))?;
        let Against { lists, listed, told, .. } = against;
        let threshold = threshold.unwrap_or(Thresholds::default().name);
        Ok(Self::new((as_of, known_by), lists, threshold, listed, told))
    }

    fn new(
        days: (NaiveDate, Option<NaiveDate>),
        lists: Vec<ListUsed>,
        threshold: f32,
        listed: Vec<Listed>,
        told: Vec<Arc<EntryTold>>,
    ) -> Self {
        let mut settings = Settings::default();
        settings.thresholds.name = threshold;
        let of = heading(days, lists, InputUsed::default(), settings);
        Self { of, settings, told, screening: Screening::new(listed, settings.thresholds) }
    }

    /// What another machine makes the same of.
    pub(crate) fn parts(&self) -> Parts {
        Parts {
            as_of: self.of.as_of,
            known_by: self.of.known_by,
            lists: self.of.lists.clone(),
            threshold: self.settings.thresholds.name,
            listed: self.screening.listed().to_vec(),
            told: self.told.iter().map(|told| told.as_ref().clone()).collect(),
        }
    }

    /// The same of its parts.
    pub(crate) fn of_parts(parts: Parts) -> anyhow::Result<Self> {
        let Parts { as_of, known_by, lists, threshold, listed, told } = parts;
        ensure!(listed.len() == told.len(), "{} entries are compared, and {} told", listed.len(), told.len());
        Ok(Self::new((as_of, known_by), lists, threshold, listed, told.into_iter().map(Arc::new).collect()))
    }

    /// What is to be known of all results.
    pub(crate) fn about(&self) -> HashMap<String, String> {
        let list = self.of.lists.first();
        let about = [
            ("earwatch.as_of", Some(self.of.as_of.to_string())),
            ("earwatch.known_by", self.of.known_by.map(|day| day.to_string())),
            ("earwatch.content_hash", list.and_then(|list| list.content_hash.clone())),
            ("earwatch.threshold", Some(self.of.threshold.to_string())),
            ("earwatch.table_version", Some(self.of.table_version.clone())),
            ("earwatch.program", Some(self.of.program.clone())),
        ];
        about.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }

    /// What is found of a row.
    pub(crate) fn row(
        &self,
        screener: &mut Screener<&Screening>,
        row: &Row,
        form: &Form,
    ) -> Result<ScreenResult, ScreenError> {
        self.result(screener, read(row, form))
    }

    /// What is found of a party.
    pub(crate) fn party(&self, party: Party) -> Result<ScreenResult, ScreenError> {
        self.result(&mut self.screening.screener(), ReadRow::of_party(party, Vec::new()))
    }

    fn result(&self, screener: &mut Screener<&Screening>, read: ReadRow) -> Result<ScreenResult, ScreenError> {
        let ReadRow { party, notes, skipped } = read;
        let hits = if skipped.is_some() { Vec::new() } else { screener.hits(&party) };
        let hits = hits.into_iter().map(|hit| {
            let entry = entry_of(&self.told, &hit)?;
            Ok(HitRecord::new(hit, entry, self.settings.bands))
        });
        Ok(ScreenResult { hits: hits.collect::<Result<_, ScreenError>>()?, party, skipped, notes })
    }
}
