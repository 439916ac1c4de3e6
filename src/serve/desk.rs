//! The lists as they are asked for: read once, and kept until the database or the day changes.

use std::num::NonZero;
use std::sync::Arc;

use chrono::NaiveDate;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::guesses::Guesses;
use super::head::{Head, Watch};
use super::problem::Problem;
use super::ready::Ready;
use super::session::Sessions;
use super::settings::Settings;
use super::shelf::Shelf;
use crate::query::site::OnRecord;
use crate::run::{Occasion, RunError};
use crate::store::{Store, StoreError, Writer};
use earwatch_report::render::site::Site;

/// Which state of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// In force on this day.
    pub(super) as_of: NaiveDate,
    /// As known from what had been published by this day.
    pub(super) known_by: Option<NaiveDate>,
}

/// A page as it is kept: what, on which day, and which day is today.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PageOf {
    pub(super) what: What,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) today: NaiveDate,
}

/// Which page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    File(String),
    News,
    WholeNews,
}

/// States of the lists that are kept, and as many days of pages.
const DAYS: usize = 4;
/// Pages that are kept.
const PAGES: usize = 16;

/// Where requests are answered.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) settings: Settings,
    /// Sessions of browsers.
    pub(super) sessions: Arc<Sessions>,
    /// Wrong tokens.
    pub(super) guesses: Arc<Guesses>,
    watch: Arc<Watch>,
    states: Shelf<At, Ready>,
    /// What pages of any day are made of.
    pub(super) record: Shelf<(), OnRecord>,
    /// Pages by their day and today.
    pub(super) sites: Shelf<(NaiveDate, NaiveDate), Site>,
    /// Pages that many load first, or that are long to make.
    pub(super) pages: Shelf<PageOf, Vec<u8>>,
    /// Work at a time.
    places: Arc<Semaphore>,
}

/// How many processors there are to work on answers.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl Desk {
    pub(super) fn new(settings: Settings, sessions: Arc<Sessions>) -> Self {
        let watch = Arc::new(Watch::new(settings.database.clone()));
        Self {
            settings,
            sessions,
            guesses: Arc::default(),
            watch,
            states: Shelf::new(DAYS),
            record: Shelf::new(1),
            sites: Shelf::new(DAYS),
            pages: Shelf::new(PAGES),
            places: Arc::new(Semaphore::new(processors())),
        }
    }

    /// In which state the database is now.
    pub(super) async fn head(&self) -> Result<Head, Problem> {
        if let Some(head) = self.watch.same() {
            return Ok(head);
        }
        let head = self.watch.current().await.map_err(|error| Problem::failed(&error))?;
        Ok(head.map_err(RunError::from)?)
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
        let desk = Arc::clone(self);
        let read = async move {
            let of = Arc::clone(&desk);
            desk.work(move || Ok(Ready::read(&of.open()?, at, of.settings.screening)?)).await?
        };
        self.states.get(self.head().await?, at, read).await
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
