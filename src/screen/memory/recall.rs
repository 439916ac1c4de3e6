//! The hits of a party: from memory, and against what it was not held against yet.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use earwatch_screen::listed::Listed;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Hit, rank};
use earwatch_screen::screening::{Screener, Screening, Thresholds};
use rusqlite::{Connection, OptionalExtension as _};

use super::{Key, Known, Seen, json, key, schema};
use crate::screen::error::ScreenError;

/// Parties that were held against the same entries.
#[derive(Debug)]
pub(super) struct SetKnown {
    /// The entries of this run that they were held against: their numbers, and their places in this run.
    has: HashMap<i64, usize>,
    /// Those that they were not held against, and their places.
    lacks: Option<(Screening, Vec<usize>)>,
    /// Whether they were held against others than those of this run.
    differs: bool,
}

impl SetKnown {
    pub(super) fn new(held: &HashSet<i64>, listed: &[Listed], numbers: &[i64], thresholds: Thresholds) -> Self {
        let (mut has, mut places) = (HashMap::new(), Vec::new());
        for (place, number) in numbers.iter().enumerate() {
            if held.contains(number) {
                has.insert(*number, place);
            } else {
                places.push(place);
            }
        }
        let differs = !places.is_empty() || has.len() != held.len();
        let lacks: Vec<_> = places.iter().filter_map(|place| listed.get(*place)).cloned().collect();
        let lacks = (!lacks.is_empty()).then(|| (Screening::new(lacks, thresholds), places));
        Self { has, lacks, differs }
    }

    pub(super) fn differs(&self) -> bool {
        self.differs
    }
}

/// One who recalls.
#[derive(Debug)]
pub struct Recall<'a> {
    known: &'a Known,
    connection: Connection,
    all: Screener<&'a Screening>,
    /// By set.
    lacking: HashMap<i64, Screener<&'a Screening>>,
}

impl<'a> Recall<'a> {
    pub(super) fn new(known: &'a Known, screening: &'a Screening) -> Result<Self, ScreenError> {
        let lacking = known.sets.iter().filter_map(|(set, of)| Some((*set, of.lacks.as_ref()?.0.screener())));
        Ok(Self {
            known,
            connection: schema::open_to_read(&known.path)?,
            all: screening.screener(),
            lacking: lacking.collect(),
        })
    }

    /// The hits of a party, the likeliest first, the same as if it was held against all entries.
    pub fn hits(&mut self, party: &Party) -> Result<(Vec<Hit>, Seen), ScreenError> {
        let hash = key(party.hash());
        let before = self.before(hash).map_err(|error| schema::failed(&self.known.path, &error))?;
        let place = before.map(|(set, first, _)| (set, first));
        let Some((set, of, remembered)) =
            before.and_then(|(set, _, hits)| Some((set, self.known.sets.get(&set)?, hits)))
        else {
            let hits = self.all.hits(party);
            let fresh = (0..hits.len()).collect();
            return Ok((hits, Seen { party: hash, before: place, is_anew: true, fresh }));
        };
        let mut hits = Vec::new();
        if let (Some(screener), Some((_, places))) = (self.lacking.get_mut(&set), &of.lacks) {
            let found = screener.hits(party).into_iter();
            hits.extend(found.filter_map(|hit| Some(Hit { listed: *places.get(hit.listed)?, ..hit })));
        }
        let fresh: HashSet<_> = hits.iter().map(|hit| (hit.listed, hit.kind)).collect();
        if remembered > 0 {
            let on_record = self.on_record(hash, of).map_err(|error| schema::failed(&self.known.path, &error))?;
            hits.extend(on_record);
        }
        rank(&mut hits);
        let is_fresh = |hit: &Hit| fresh.contains(&(hit.listed, hit.kind));
        let fresh = hits.iter().enumerate().filter(|(_, hit)| is_fresh(hit)).map(|(at, _)| at).collect();
        Ok((hits, Seen { party: hash, before: place, is_anew: false, fresh }))
    }

    fn before(&self, hash: Key) -> rusqlite::Result<Option<(i64, NaiveDate, i64)>> {
        let mut get = self.connection.prepare_cached("SELECT set_id, first_seen, hits FROM parties WHERE hash = ?1")?;
        get.query_row([hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
    }

    fn on_record(&self, hash: Key, of: &SetKnown) -> rusqlite::Result<Vec<Hit>> {
        let mut get = self.connection.prepare_cached("SELECT entry, hit FROM hits WHERE party = ?1")?;
        let mut rows = get.query([hash])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(place) = of.has.get(&row.get(0)?) else {
                continue;
            };
            hits.push(Hit { listed: *place, ..json::at(row, 1)? });
        }
        Ok(hits)
    }
}
