//! A run: a file of parties against the lists.

use std::collections::HashSet;
use std::num::NonZero;
use std::path::Path;

use chrono::NaiveDate;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::screened::{Counts, HitRecord, InputUsed, ListUsed, ScreenResult, Screened, rounded};
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Bands, Hit, rank};
use earwatch_screen::screening::{Screener, Screening, Thresholds};

use super::against::{Against, entry_of, said};
use super::error::ScreenError;
use super::input::Input;
use super::memory::decisions::{Decisions, Side};
use super::memory::{Known, Memory, Recall, Seen};
use super::ownership::Ownership;
use super::pipeline::{self, Outcome};
use super::twice::Ids;
use crate::run::Occasion;

/// How parties are screened.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Settings {
    /// What counts as a match.
    pub thresholds: Thresholds,
    /// What matches are called.
    pub bands: Bands,
}

/// What is to be done with a file of parties.
#[derive(Debug)]
pub struct Request<'a> {
    /// The file.
    pub input: &'a Input,
    /// What its parties are held against.
    pub against: Against,
    /// Whom the parties belong to, where files of owners are given.
    pub ownership: Option<Ownership>,
    /// The lists on an earlier day, as they were known then: of parties that were screened by then, only what changed is told.
    pub since: Option<Against>,
    /// How.
    pub settings: Settings,
    /// Where hits are remembered; `None`: nothing is.
    pub store: Option<&'a Path>,
    /// What was decided before, where nothing is remembered.
    pub decided: Decisions,
}

/// Screens a file. `each` is given the results in the order of the rows, with what heads them, in which the figures are
/// not final yet. What is remembered is so only if all of it comes to its end.
pub fn screen(
    request: Request<'_>,
    occasion: &Occasion,
    mut each: impl FnMut(&ScreenResult, &Screened) -> Result<(), ScreenError>,
) -> Result<Screened, ScreenError> {
    let Request { input, against, ownership, since, settings, store, decided } = request;
    let (rows, form, used) = input.rows()?;
    let news = since.map(|since| against.changed(&since).map(|news| (since.as_of, news))).transpose()?;
    let mut screened = heading((against.as_of, against.known_by), against.lists.clone(), used, settings);
    screened.since = news.as_ref().map(|(day, _)| *day);
    screened.notes = form.notes().to_vec();
    let Against { as_of, listed, told, former, set_by, .. } = against;
    let graph = ownership.as_ref().map(|it| it.graph(as_of));
    screened.ownership = ownership.as_ref().zip(graph.as_ref()).map(|(ownership, graph)| ownership.used(graph));
    let mut decisions = decided;
    let mut memory = match store {
        Some(path) => {
            let mut memory = Memory::open(path)?;
            let known = memory.begin(&listed, settings.thresholds)?;
            decisions = memory.standing_decisions()?;
            Some((memory, known))
        }
        None => None,
    };
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let owners = ownership.as_ref().zip(graph.as_ref());
    let owners = owners.map(|(it, graph)| it.finder(graph, input, settings.thresholds.name, workers)).transpose()?;
    // Parties of OFAC's list come behind the entries.
    let blocked = ownership.as_ref().map(|it| it.blocked.as_slice()).unwrap_or_default();
    let told: Vec<_> = told.into_iter().chain(ownership.iter().flat_map(|it| it.told.iter().cloned())).collect();
    let screening = Screening::new(listed, settings.thresholds);
    let ids = form.has_ids().then(|| Ids::new(input.is_in_memory())).transpose()?;
    let known = memory.as_ref().map(|(_, known)| known);
    let mut anew = 0_u64;
    pipeline::run(
        rows,
        &form,
        workers,
        || {
            let mut finder = Finder::new(&screening, known)?;
            let mut of_owners = owners.as_ref().map(|owners| (owners, owners.searcher()));
            Ok(move |party: &Party| {
                let (hits, seen) = finder.find(party)?;
                let by_owners = of_owners.as_mut().map(|(owners, near)| owners.hit(party, near)).transpose()?;
                Ok((hits, seen, by_owners.flatten()))
            })
        },
        |Outcome { party, found, notes }| {
            let (found, skipped) = match found {
                Ok(found) => (Some(found), None),
                Err(why) => (None, Some(why)),
            };
            let (mut hits, seen, by_owners) = found.unwrap_or_default();
            if let (Some((memory, known)), Some(seen)) = (&memory, &seen) {
                memory.learn(known, (&party, seen), &hits, occasion.now)?;
                anew += u64::from(seen.is_anew());
            }
            if let Some((since, news)) = &news {
                // Without a store, all parties are taken for known.
                let is_known = seen.as_ref().is_none_or(|seen| seen.first_seen().is_some_and(|first| first <= *since));
                hits.retain(|hit| !is_known || news.contains(&hit.listed));
            }
            let listed =
                |place: usize| screening.listed().get(place).or_else(|| blocked.get(place - screening.listed().len()));
            // What owners make of a party depends on files that nothing is remembered of.
            if let Some(hit) = by_owners {
                if let (Some((memory, _)), Some(owner)) = (&memory, listed(hit.listed)) {
                    memory.learn_owned(&party, &owner.key, &hit, occasion.now)?;
                }
                hits.push(hit);
                rank(&mut hits);
            }
            let hit = |hit: Hit| -> Result<HitRecord, ScreenError> {
                let place = hit.listed;
                let entry = entry_of(&told, &hit)?;
                let former = former.get(place).map(Vec::as_slice).unwrap_or_default();
                let side = listed(place).map(|listed| Side { listed, former, set_by: set_by.get(place) });
                let decision = side.and_then(|side| decisions.of(&party, &hit, side));
                Ok(HitRecord { decision, ..HitRecord::new(hit, entry, settings.bands) })
            };
            let hits = hits.into_iter().map(hit).collect::<Result<_, _>>()?;
            let mut result = ScreenResult { party, hits, skipped, notes };
            if let Some(ids) = &ids
                && ids.is_twice(&mut result)?
            {
                screened.counts.duplicate_ids += 1;
            }
            screened.counts.add(&result);
            each(&result, &screened)
        },
    )?;
    if screened.counts.rows == 0 {
        screened.notes.push("the file has a header, and no rows below it".to_owned());
    }
    if let (Some(used), Some(owners)) = (&mut screened.ownership, &owners) {
        used.notes.extend(owners.notes());
    }
    screened.notes.extend(screened_anew(anew));
    if let Some((memory, known)) = &mut memory {
        memory.end(known, &screened, occasion.now)?;
    }
    Ok(screened)
}

/// What heads the results, as far as it is known at the beginning: the day of the lists, and that by which they are known.
pub fn heading(
    (as_of, known_by): (NaiveDate, Option<NaiveDate>),
    lists: Vec<ListUsed>,
    input: InputUsed,
    settings: Settings,
) -> Screened {
    Screened {
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
        input,
        ownership: None,
        counts: Counts::default(),
        notes: Vec::new(),
    }
}

fn screened_anew(rows: u64) -> Option<String> {
    let rows = (rows > 0).then(|| quantity(rows, "row"))?;
    Some(format!("{rows} had been screened by other tables or thresholds before, and was screened anew"))
}

impl Against {
    /// The places of what is new, or reads otherwise, since another day.
    fn changed(&self, since: &Self) -> Result<HashSet<usize>, ScreenError> {
        let read = |against: &Self| -> Result<Vec<_>, serde_json::Error> {
            against.listed.iter().zip(&against.told).map(|(of, told)| Ok((of.hash(), said(told)?))).collect()
        };
        let before: HashSet<_> = read(since)?.into_iter().collect();
        let now = read(self)?.into_iter().enumerate();
        Ok(now.filter(|(_, reads)| !before.contains(reads)).map(|(at, _)| at).collect())
    }
}

/// One who finds hits, with or without memory.
enum Finder<'a> {
    Recalling(Recall<'a>),
    Screening(Screener<&'a Screening>),
}

impl<'a> Finder<'a> {
    fn new(screening: &'a Screening, known: Option<&'a Known>) -> Result<Self, ScreenError> {
        Ok(match known {
            Some(known) => Self::Recalling(known.recall(screening)?),
            None => Self::Screening(screening.screener()),
        })
    }

    fn find(&mut self, party: &Party) -> Result<(Vec<Hit>, Option<Seen>), ScreenError> {
        match self {
            Self::Recalling(recall) => recall.hits(party).map(|(hits, seen)| (hits, Some(seen))),
            Self::Screening(screener) => Ok((screener.hits(party), None)),
        }
    }
}
