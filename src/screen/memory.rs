//! What is remembered of parties, in a file of its own that only its owner may read: which entries each was held against,
//! the hits, and every run. Nothing of it goes into the database of the lists.
//!
//! A party is known by the hash of its fields, an entry by the hash of what can be matched of it. Parties that were held
//! against the same entries, by the same tables and thresholds, are a *set*. A party of a set is held only against the
//! entries that its set lacks; if all of a set are seen, it is enough to say what the set was held against now.

mod copy;
pub mod decisions;
pub mod forget;
pub(super) mod json;
mod recall;
pub(super) mod schema;
pub mod written;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use earwatch_report::report::screened::Screened;
use earwatch_screen::listed::Listed;
use earwatch_screen::party::{Hash, Party};
use earwatch_screen::screening::hit::Hit;
use earwatch_screen::screening::{Screening, Thresholds};
use rusqlite::{Connection, params};

pub use self::copy::copy;
pub use self::recall::Recall;
use self::recall::SetKnown;
use crate::screen::error::ScreenError;

/// Bytes of a hash that are kept: no two of any number of parties share so many.
type Key = [u8; 16];

fn key(hash: Hash) -> Key {
    let mut key = [0; 16];
    key.iter_mut().zip(hash.0).for_each(|(to, from)| *to = from);
    key
}

/// The store of parties, open for one run; what is written is there at the end of the run, or not at all.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    connection: Connection,
}

/// What is known at the beginning of a run.
#[derive(Debug)]
pub struct Known {
    path: PathBuf,
    /// The sets by the present tables and thresholds.
    sets: HashMap<i64, SetKnown>,
    /// The numbers of the entries, in the order in which they were given.
    numbers: Vec<i64>,
    /// The set of the parties of this run that are in none.
    target: i64,
}

/// A party that has been screened: what the store has to learn of it.
#[derive(Debug, Clone)]
pub struct Seen {
    party: Key,
    /// The set that it was in, and when it was first seen.
    before: Option<(i64, NaiveDate)>,
    /// Whether it was held against all entries, and not only against those that its set lacked.
    is_anew: bool,
    /// Hits that are not on record, by their place among all.
    fresh: Vec<usize>,
}

impl Seen {
    /// The day on which the party was first screened.
    pub fn first_seen(&self) -> Option<NaiveDate> {
        self.before.map(|(_, day)| day)
    }

    fn count(&self) -> i64 {
        i64::try_from(self.fresh.len()).unwrap_or(i64::MAX)
    }

    /// Whether it is on record, and had to be screened anew: by other tables or thresholds.
    pub fn is_anew(&self) -> bool {
        self.is_anew && self.before.is_some()
    }
}

impl Memory {
    /// Opens the store, or creates it, for its owner alone.
    pub fn open(path: &Path) -> Result<Self, ScreenError> {
        let connection = schema::open(path)?;
        Ok(Self { path: path.to_owned(), connection })
    }

    fn failed(&self, error: &rusqlite::Error) -> ScreenError {
        schema::failed(&self.path, error)
    }

    /// Begins a run against entries.
    pub fn begin(&mut self, listed: &[Listed], thresholds: Thresholds) -> Result<Known, ScreenError> {
        let known = self.known(listed, thresholds);
        known.map_err(|error| self.failed(&error))
    }

    fn known(&self, listed: &[Listed], thresholds: Thresholds) -> rusqlite::Result<Known> {
        let connection = &self.connection;
        connection.execute_batch(
            "BEGIN IMMEDIATE; \
             CREATE TEMP TABLE IF NOT EXISTS seen (party BLOB NOT NULL, set_id INTEGER NOT NULL) STRICT; \
             DELETE FROM seen;",
        )?;
        let mut put = connection.prepare("INSERT OR IGNORE INTO entries (hash, entry) VALUES (?1, ?2)")?;
        let mut get = connection.prepare("SELECT id FROM entries WHERE hash = ?1")?;
        let mut numbers = Vec::with_capacity(listed.len());
        for entry in listed {
            let hash = key(entry.hash());
            put.execute(params![hash, entry.key])?;
            numbers.push(get.query_row([hash], |row| row.get::<_, i64>(0))?);
        }
        let mut all = connection.prepare(
            "SELECT id FROM sets WHERE table_version = ?1 AND threshold = ?2 AND address_threshold = ?3 ORDER BY id",
        )?;
        let measure = params![earwatch_screen::VERSION, f64::from(thresholds.name), f64::from(thresholds.address)];
        let sets = all.query_map(measure, |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        connection
            .execute("INSERT INTO sets (table_version, threshold, address_threshold) VALUES (?1, ?2, ?3)", measure)?;
        let target = connection.last_insert_rowid();
        let mut members = connection.prepare("SELECT entry FROM set_entries WHERE set_id = ?1")?;
        let mut known = HashMap::new();
        for set in sets {
            let held = members.query_map([set], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            known.insert(set, SetKnown::new(&held, listed, &numbers, thresholds));
        }
        Ok(Known { path: self.path.clone(), sets: known, numbers, target })
    }

    /// Remembers a party that was screened.
    pub fn learn(
        &self,
        known: &Known,
        (party, seen): (&Party, &Seen),
        hits: &[Hit],
        now: DateTime<Utc>,
    ) -> Result<(), ScreenError> {
        let subject = if hits.is_empty() { Ok(()) } else { self.put_subject(party, now) };
        let learned = subject.and_then(|()| self.learned(known, seen, hits, now.date_naive()));
        learned.map_err(|error| self.failed(&error))
    }

    fn learned(&self, known: &Known, seen: &Seen, hits: &[Hit], day: NaiveDate) -> rusqlite::Result<()> {
        let connection = &self.connection;
        if seen.is_anew {
            let first = seen.first_seen().unwrap_or(day);
            if seen.before.is_some() {
                connection.prepare_cached("DELETE FROM hits WHERE party = ?1")?.execute([seen.party])?;
            }
            let mut put = connection.prepare_cached(
                "INSERT INTO parties (hash, set_id, first_seen, hits) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (hash) DO UPDATE SET set_id = excluded.set_id, hits = excluded.hits",
            )?;
            put.execute(params![seen.party, known.target, first, seen.count()])?;
        } else if let Some((set, _)) = seen.before.filter(|(set, _)| known.sets.get(set).is_some_and(SetKnown::differs))
        {
            connection.prepare_cached("INSERT INTO seen VALUES (?1, ?2)")?.execute(params![seen.party, set])?;
            if !seen.fresh.is_empty() {
                let mut add = connection.prepare_cached("UPDATE parties SET hits = hits + ?2 WHERE hash = ?1")?;
                add.execute(params![seen.party, seen.count()])?;
            }
        }
        let mut put = connection
            .prepare_cached("INSERT OR REPLACE INTO hits (party, entry, kind, hit) VALUES (?1, ?2, ?3, ?4)")?;
        for hit in seen.fresh.iter().filter_map(|at| hits.get(*at)) {
            let Some(entry) = known.numbers.get(hit.listed) else {
                continue;
            };
            put.execute(params![seen.party, entry, i64::from(hit.kind as u8), json::written(hit)?])?;
        }
        Ok(())
    }

    /// Ends a run: says what the parties were held against, and records the run.
    pub fn end(&mut self, known: &Known, screened: &Screened, now: DateTime<Utc>) -> Result<(), ScreenError> {
        self.ended(known, screened, now).map_err(|error| self.failed(&error))
    }

    fn ended(&self, known: &Known, screened: &Screened, now: DateTime<Utc>) -> rusqlite::Result<()> {
        let connection = &self.connection;
        let counts = |sql: &str| -> rusqlite::Result<BTreeMap<i64, i64>> {
            let mut counts = connection.prepare(sql)?;
            let counts = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            counts.collect()
        };
        let seen = counts("SELECT set_id, count(DISTINCT party) FROM temp.seen GROUP BY set_id")?;
        let all = if seen.is_empty() {
            BTreeMap::new()
        } else {
            counts("SELECT set_id, count(*) FROM parties GROUP BY set_id")?
        };
        let whole = seen.iter().filter(|(set, count)| all.get(set) == Some(count));
        let whole = whole.max_by_key(|(_, count)| **count).map(|(set, _)| *set);
        let target = whole.unwrap_or(known.target);
        if target != known.target {
            connection.execute("DELETE FROM set_entries WHERE set_id = ?1", [target])?;
            connection.execute("UPDATE parties SET set_id = ?1 WHERE set_id = ?2", [target, known.target])?;
        }
        for set in seen.keys().filter(|set| **set != target) {
            connection.execute(
                "UPDATE parties SET set_id = ?1 WHERE set_id = ?2 AND hash IN (SELECT party FROM temp.seen)",
                [target, *set],
            )?;
        }
        let mut put = connection.prepare("INSERT OR IGNORE INTO set_entries VALUES (?1, ?2)")?;
        for number in &known.numbers {
            put.execute([target, *number])?;
        }
        connection.execute_batch(
            "DELETE FROM set_entries WHERE set_id NOT IN (SELECT set_id FROM parties); \
             DELETE FROM sets WHERE id NOT IN (SELECT set_id FROM parties); \
             DELETE FROM hits WHERE entry NOT IN (SELECT entry FROM set_entries); \
             DELETE FROM entries WHERE id NOT IN (SELECT entry FROM set_entries);",
        )?;
        connection.execute(
            "INSERT INTO runs (at, program, table_version, threshold, address_threshold, as_of, known_by, since, lists, \
             input, input_hash, counts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                now,
                screened.program,
                screened.table_version,
                screened.threshold,
                screened.address_threshold,
                screened.as_of,
                screened.known_by,
                screened.since,
                json::written(&screened.lists)?,
                screened.input.name,
                screened.input.sha256,
                json::written(&screened.counts)?,
            ],
        )?;
        connection.execute_batch("COMMIT")
    }
}

impl Known {
    /// One who recalls, with a connection of its own.
    pub fn recall<'a>(&'a self, screening: &'a Screening) -> Result<Recall<'a>, ScreenError> {
        Recall::new(self, screening)
    }
}
