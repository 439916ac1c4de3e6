//! A run: a file of parties against the lists.

use std::num::NonZero;
use std::sync::Arc;

use earwatch_report::report::screened::{Counts, HitRecord, ScreenResult, Screened, rounded};
use earwatch_screen::screening::hit::{Bands, Hit};
use earwatch_screen::screening::{Screening, Thresholds};

use super::input::Input;
use super::pipeline::{self, Outcome};
use super::twice::Ids;
use super::{Against, ScreenError};

/// How parties are screened.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Settings {
    /// What counts as a match.
    pub thresholds: Thresholds,
    /// What matches are called.
    pub bands: Bands,
}

/// Screens a file. `each` is given the results in the order of the rows, with what heads them, in which the figures are
/// not final yet.
pub fn screen(
    input: &Input,
    against: Against,
    settings: Settings,
    mut each: impl FnMut(&ScreenResult, &Screened) -> Result<(), ScreenError>,
) -> Result<Screened, ScreenError> {
    let (rows, form, used) = input.rows()?;
    let Against { as_of, known_by, lists, listed, told } = against;
    let mut screened = Screened {
        schema: "earwatch/screen/1",
        as_of,
        known_by,
        since: None,
        lists,
        threshold: rounded(settings.thresholds.name),
        address_threshold: rounded(settings.thresholds.address),
        bands: settings.bands.into(),
        table_version: earwatch_screen::VERSION.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        input: used,
        counts: Counts::default(),
        notes: form.notes().to_vec(),
    };
    let screening = Screening::new(listed, settings.thresholds);
    let ids = form.has_ids().then(Ids::new).transpose()?;
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let finder = || {
        let mut screener = screening.screener();
        Ok(move |party: &_| Ok(screener.hits(party)))
    };
    let hit = |hit: Hit| {
        let entry = told.get(hit.listed).map(Arc::clone)?;
        Some(HitRecord::new(hit, entry, settings.bands))
    };
    pipeline::run(rows, &form, workers, finder, |Outcome { party, hits, mut notes }| {
        let (hits, skipped) = match hits {
            Ok(hits) => (hits.into_iter().filter_map(hit).collect(), None),
            Err(why) => (Vec::new(), Some(why)),
        };
        // A row that was not read has the number of its row for an id.
        if let Some(first) =
            ids.as_ref().filter(|_| skipped.is_none()).map(|ids| ids.first(&party.id, party.row)).transpose()?.flatten()
        {
            notes.push(format!("the id stands in row {first} too; both were screened"));
            screened.counts.duplicate_ids += 1;
        }
        let result = ScreenResult { party, hits, skipped, notes };
        screened.counts.add(&result);
        each(&result, &screened)
    })?;
    Ok(screened)
}
