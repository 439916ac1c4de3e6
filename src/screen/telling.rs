//! What polls tell of parties, and whom they have told: in the store of parties, and nowhere else.
//!
//! After a screening the matches that stand are compared with those that stood after the one before. What differs is *news*,
//! once; each channel is due what it has not been told. How far a message has come stands with the deliveries of the lists,
//! by an identity that says nothing; which news it has, and its bytes while it is in doubt, stand here.

mod compare;
mod transit;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use earwatch_report::report::touched::{LastScreening, Touched, TouchedHit};
use rusqlite::{Connection, OptionalExtension as _, params};

pub use self::compare::Comparison;
use crate::screen::error::ScreenError;
use crate::screen::memory::{json, schema};

/// The number of a piece of news.
pub type NewsId = i64;

/// The channel that stands for what is printed.
pub const PRINTED: &str = "";

/// The kind of news that is no match: rows that could not be screened.
const OF_ROWS: i64 = -1;

/// What is remembered by name: the last screening, why the last one failed, which rows it could not read.
const LAST: &str = "screening";
const FAILED: &str = "failed";
const UNREAD: &str = "unread";
/// A screening that has begun; that it is there when the next one begins says that the program died at it.
const BEGUN: &str = "begun";

/// The store of parties, as far as it is about telling.
#[derive(Debug)]
pub struct Telling {
    path: PathBuf,
    connection: Connection,
}

impl Telling {
    /// Opens the store, or makes one.
    pub fn open(path: &Path) -> Result<Self, ScreenError> {
        Ok(Self { path: path.to_owned(), connection: schema::open(path)? })
    }

    /// Copies the store, for its owner alone.
    pub fn copy(&self, to: &Path) -> Result<(), ScreenError> {
        let copied = self.connection.execute("VACUUM INTO ?1", [to.to_string_lossy()]);
        self.or_failed(copied.map(drop))
    }

    fn or_failed<T>(&self, result: rusqlite::Result<T>) -> Result<T, ScreenError> {
        result.map_err(|error| schema::failed(&self.path, &error))
    }

    /// Makes channels known. One that is new is told of everything that stands open.
    pub fn enrol<'c>(
        &self,
        channels: impl IntoIterator<Item = &'c str>,
        now: DateTime<Utc>,
    ) -> Result<(), ScreenError> {
        let enrol = || -> rusqlite::Result<()> {
            for channel in channels {
                let new = self.connection.execute(
                    "INSERT OR IGNORE INTO channels (name, first_seen) VALUES (?1, ?2)",
                    params![channel, now],
                )?;
                if new == 1 {
                    self.connection.execute(
                        "INSERT INTO due (channel, news) SELECT ?1, max(news.id) FROM news JOIN standing \
                         ON (standing.party, standing.entry, standing.kind) = (news.party, news.entry, news.kind) \
                         WHERE standing.state = 'open' OR standing.state LIKE 'reopened%' \
                         GROUP BY news.party, news.entry, news.kind",
                        [channel],
                    )?;
                }
            }
            Ok(())
        };
        self.or_failed(enrol())
    }

    /// Remembers that a screening begins; whether the one before died at it.
    pub fn begin_screening(&self, now: DateTime<Utc>) -> Result<bool, ScreenError> {
        let begun = || -> rusqlite::Result<bool> {
            let died = self.fact(BEGUN)?.is_some();
            self.put(BEGUN, &now.to_rfc3339())?;
            Ok(died)
        };
        self.or_failed(begun())
    }

    /// Remembers that a screening came to an end, whichever.
    pub fn end_screening(&self) -> Result<(), ScreenError> {
        self.or_failed(self.connection.execute("DELETE FROM facts WHERE name = ?1", [BEGUN]).map(drop))
    }

    /// Remembers why the parties could not be screened.
    pub fn fail(&self, why: &str) -> Result<(), ScreenError> {
        self.or_failed(self.put(FAILED, why))
    }

    fn put(&self, name: &str, value: &str) -> rusqlite::Result<()> {
        let put = "INSERT INTO facts VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection.execute(put, [name, value]).map(drop)
    }

    fn fact(&self, name: &str) -> rusqlite::Result<Option<String>> {
        let mut get = self.connection.prepare_cached("SELECT value FROM facts WHERE name = ?1")?;
        get.query_row([name], |row| row.get(0)).optional()
    }

    /// The last screening of a poll that came to its end.
    pub fn last(&self) -> Result<Option<LastScreening>, ScreenError> {
        let last = self.or_failed(self.fact(LAST))?;
        self.or_failed(last.map(|json| json::read(&json)).transpose())
    }

    /// These news, and how the parties were screened last.
    pub fn touched(&self, news: &[NewsId]) -> Result<Touched, ScreenError> {
        let mut touched =
            Touched { failed: self.or_failed(self.fact(FAILED))?, screening: self.last()?, ..Touched::default() };
        let mut read = || -> rusqlite::Result<()> {
            let mut get = self.connection.prepare("SELECT kind, said FROM news WHERE id = ?1")?;
            for id in news {
                let found = get.query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
                match found.optional()? {
                    Some((OF_ROWS, said)) => touched.skipped = json::read(&said)?,
                    Some((_, said)) => touched.hits.push(json::read(&said)?),
                    // It was about a party that is to be forgotten.
                    None => {}
                }
            }
            Ok(())
        };
        self.or_failed(read())?;
        touched.hits.sort_by(in_order);
        Ok(touched)
    }

    /// The news of a day.
    pub fn of_day(&self, day: NaiveDate) -> Result<Vec<NewsId>, ScreenError> {
        let read = || -> rusqlite::Result<Vec<NewsId>> {
            let mut get = self.connection.prepare("SELECT id FROM news WHERE as_of = ?1 ORDER BY id")?;
            get.query_map([day], |row| row.get(0))?.collect()
        };
        self.or_failed(read())
    }

    /// The days of news.
    pub fn days(&self, news: &[NewsId]) -> Result<Vec<NaiveDate>, ScreenError> {
        let read = || -> rusqlite::Result<Vec<NaiveDate>> {
            let mut get = self.connection.prepare("SELECT as_of FROM news WHERE id = ?1")?;
            let days = news.iter().map(|id| get.query_row([id], |row| row.get(0)).optional());
            Ok(days.collect::<rusqlite::Result<Vec<Option<NaiveDate>>>>()?.into_iter().flatten().collect())
        };
        self.or_failed(read())
    }
}

/// What is likeliest first; of one party together where it is the same.
fn in_order(one: &TouchedHit, other: &TouchedHit) -> std::cmp::Ordering {
    let by_score = other.hit.score.total_cmp(&one.hit.score);
    let is_possible = |hit: &TouchedHit| hit.hit.band == earwatch_screen::screening::hit::Band::Possible;
    is_possible(one).cmp(&is_possible(other)).then(by_score).then_with(|| one.party.id.cmp(&other.party.id))
}
