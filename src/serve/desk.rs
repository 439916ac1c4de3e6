//! The lists as they are asked for: read once, and kept until the database or the day changes.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use chrono::NaiveDate;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::guesses::Guesses;
use super::problem::Problem;
use super::ready::Ready;
use super::session::Sessions;
use super::settings::Settings;
use crate::run::{Occasion, RunError};
use crate::store::{Store, StoreError, Writer};

/// Which state of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// In force on this day.
    pub(super) as_of: NaiveDate,
    /// As known from what had been published by this day.
    pub(super) known_by: Option<NaiveDate>,
}

/// States that are kept besides.
const KEPT: usize = 4;

/// Where requests are answered.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) settings: Settings,
    /// Sessions of browsers.
    pub(super) sessions: Arc<Sessions>,
    /// Wrong tokens.
    pub(super) guesses: Arc<Guesses>,
    kept: Mutex<Kept>,
    /// Who reads a state: others that wait for it read none.
    reading: tokio::sync::Mutex<()>,
    /// Work at a time.
    places: Arc<Semaphore>,
}

/// States of the lists of one state of the file, the last asked for at the end.
#[derive(Debug, Default)]
struct Kept {
    file: Stamp,
    states: Vec<(At, Arc<Ready>)>,
}

/// What tells one state of the file from another: length and time of the file, and of what waits beside it to be worked
/// into it.
type Stamp = [Option<(u64, SystemTime)>; 2];

fn stamp(database: &Path) -> Stamp {
    let mut beside = database.as_os_str().to_owned();
    beside.push("-wal");
    [database, Path::new(&beside)].map(|path| {
        let about = fs::metadata(path).ok()?;
        Some((about.len(), about.modified().ok()?))
    })
}

/// How many processors there are to work on answers.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl Desk {
    pub(super) fn new(settings: Settings, sessions: Arc<Sessions>) -> Self {
        let places = Arc::new(Semaphore::new(processors()));
        let (guesses, kept, reading) = (Arc::default(), Mutex::default(), tokio::sync::Mutex::default());
        Self { settings, sessions, guesses, kept, reading, places }
    }

    /// The occasion of a request: now.
    pub(super) fn occasion(&self) -> Occasion {
        (self.settings.clock)("serve")
    }

    /// The lists of today.
    pub(super) async fn today(self: &Arc<Self>) -> Result<Arc<Ready>, Problem> {
        self.at(None, None).await
    }

    /// The lists on a day, as known by a day.
    pub(super) async fn at(
        self: &Arc<Self>,
        as_of: Option<NaiveDate>,
        known_by: Option<NaiveDate>,
    ) -> Result<Arc<Ready>, Problem> {
        let at = At { as_of: as_of.unwrap_or_else(|| self.occasion().as_of), known_by };
        if let Some(ready) = self.kept(stamp(&self.settings.database), at) {
            return Ok(ready);
        }
        let _turn = self.reading.lock().await;
        let file = stamp(&self.settings.database);
        if let Some(ready) = self.kept(file, at) {
            return Ok(ready);
        }
        let desk = Arc::clone(self);
        let read = move || {
            let ready = Arc::new(Ready::read(&desk.open()?, at, desk.settings.screening)?);
            desk.keep(file, at, &ready);
            Ok(ready)
        };
        self.work(read).await?
    }

    fn kept(&self, file: Stamp, at: At) -> Option<Arc<Ready>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.file != file {
            *kept = Kept { file, states: Vec::new() };
        }
        let place = kept.states.iter().position(|(of, _)| *of == at)?;
        let state = kept.states.remove(place);
        let ready = Arc::clone(&state.1);
        kept.states.push(state);
        Some(ready)
    }

    /// What was read while the file changed is of use to who asked for it, and not kept.
    fn keep(&self, file: Stamp, at: At, ready: &Arc<Ready>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.file != file || stamp(&self.settings.database) != file || kept.states.iter().any(|(of, _)| *of == at) {
            return;
        }
        if kept.states.len() >= KEPT {
            kept.states.remove(0);
        }
        kept.states.push((at, Arc::clone(ready)));
    }

    /// The database, to be read.
    pub(super) fn open(&self) -> Result<Store, RunError> {
        Ok(Store::open_to_read(&self.settings.database)?)
    }

    /// What a question to the database finds, all of it as it was at one moment.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = Arc::clone(self);
        self.work(move || desk.open()?.at_one_moment(question)).await?
    }

    /// Work that takes more than a millisecond, away from those who only pass on what comes and goes. There is as much of
    /// it at a time as there are processors; the rest waits for its turn.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        // The semaphore is never closed.
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        let work = move || {
            // It is taken until the end, also where nobody waits for the answer any more.
            let _place = place;
            work()
        };
        spawn_blocking(work).await.map_err(|error| Problem::failed(&error))
    }

    /// Records something in one transaction: all of it, or nothing where `work` refuses.
    pub(super) async fn record<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Writer<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = Arc::clone(self);
        let recorded = move || {
            let mut store =
                Store::open_existing(&desk.settings.database).map_err(|error| Problem::not_recorded(&error))?;
            store.write(|writer| work(writer).map_err(Refused)).map_err(|Refused(problem)| problem)
        };
        spawn_blocking(recorded).await.map_err(|error| Problem::failed(&error))?
    }
}

/// Why nothing was recorded.
struct Refused(Problem);

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(Problem::not_recorded(&error))
    }
}
