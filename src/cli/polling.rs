//! Commands that ask sources: the baseline, the daily poll, and history.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use earwatch::ingest::backfill::{Progress, backfill};
use earwatch::ingest::init::{ListFile, Permissions, fetch_list, init, not_to_come, read_list};
use earwatch::ingest::poll::{self, poll};
use earwatch::run::{Occasion, RunError, RunResult};
use earwatch::source::archive::Archive;
use earwatch::source::ecfr::Ecfr;
use earwatch::source::federal_register::FederalRegister;
use earwatch::source::http::Http;
use earwatch::store::Store;
use indicatif::{ProgressBar, ProgressStyle};

use super::commands::Usage;
use super::session::Session;
use super::sources::block_on;
use super::{Done, occasion, output};

/// How far ahead a poll may look: ten years.
const MOST_DAYS_AHEAD: u64 = 3652;

/// What a poll is asked for.
pub(super) struct Poll {
    pub(super) archive: Option<PathBuf>,
    pub(super) until: Option<NaiveDate>,
    pub(super) dry_run: bool,
    pub(super) heartbeat: bool,
}

impl Session {
    /// Takes a baseline, from a file or, without one, from the eCFR.
    pub(super) fn init(
        &self,
        list: Option<PathBuf>,
        as_of: Option<NaiveDate>,
        permissions: Permissions,
    ) -> anyhow::Result<Done> {
        let occasion = occasion("init", None);
        let _lock = self.lock(&occasion)?;
        let (file, as_of) = match (list, as_of) {
            (Some(list), Some(as_of)) => {
                not_to_come(as_of, &occasion)?;
                (read_list(&list, occasion.now)?, as_of)
            }
            (Some(_), None) => {
                let message =
                    "--list needs --as-of DATE, the publication date up to which the file contains every document";
                return Err(Usage(message.to_owned()).into());
            }
            (None, as_of) => self.list_of_ecfr(as_of)?,
        };
        let mut store = Store::open(&self.db)?;
        let overlays = self.overlays()?;
        let result = init(&mut store, file, as_of, permissions, &overlays, &occasion)?;
        self.finish(&mut store, &[result], &occasion, false)
    }

    fn list_of_ecfr(&self, as_of: Option<NaiveDate>) -> anyhow::Result<(ListFile, NaiveDate)> {
        if self.global.offline {
            let message = "--offline allows no network; give --list FILE and --as-of DATE";
            return Err(Usage(message.to_owned()).into());
        }
        let http = Http::new(self.config.http.clone())?;
        let mut ecfr = Ecfr::new(self.config.ecfr.as_str(), http)?;
        block_on(fetch_list(&mut ecfr, as_of))
    }

    pub(super) fn poll(&self, asked: &Poll) -> anyhow::Result<Done> {
        let occasion = occasion("poll", asked.until);
        self.to_come(asked)?;
        if asked.dry_run {
            return self.dry_run(asked, &occasion);
        }
        let ended = self.poll_locked(asked, &occasion);
        self.ping(&ended);
        ended
    }

    /// A day to come is for trying things out: what takes effect until then is reported by this run, and not again.
    fn to_come(&self, asked: &Poll) -> Result<(), Usage> {
        let today = occasion("poll", None).as_of;
        let Some(until) = asked.until.filter(|day| *day > today) else {
            return Ok(());
        };
        let latest = today + Days::new(MOST_DAYS_AHEAD);
        if until > latest {
            let message = format!("expected a day up to {latest} in --until, but found {until}");
            return Err(Usage(message));
        }
        if !asked.dry_run && asked.archive.is_none() && !self.global.quiet {
            output::warn(&format!(
                "{until} is in the future; what takes effect by then is reported now and not again (--dry-run stores \
                 nothing)"
            ));
        }
        Ok(())
    }

    fn poll_locked(&self, asked: &Poll, occasion: &Occasion) -> anyhow::Result<Done> {
        let _lock = self.lock(occasion)?;
        let mut store = match asked.archive {
            Some(_) => Store::open(&self.db)?,
            None => self.open()?,
        };
        match self.ask(&mut store, asked, occasion) {
            Ok(results) => self.finish(&mut store, &results, occasion, asked.heartbeat),
            Err(error) => {
                // What earlier runs found, and what this one has to say of the source, is not held back by its failure.
                let of_source = matches!(error.downcast_ref(), Some(RunError::Source(_)));
                if of_source && let Err(other) = self.finish(&mut store, &[], occasion, false) {
                    tracing::warn!("{other:#}");
                }
                Err(error)
            }
        }
    }

    /// A poll of a copy of the database, which is thrown away.
    fn dry_run(&self, asked: &Poll, occasion: &Occasion) -> anyhow::Result<Done> {
        let folder = tempfile::tempdir().context("cannot make a folder for the copy of the database")?;
        let copy = folder.path().join("dry-run.db");
        let mut store =
            if self.db.exists() || asked.archive.is_none() { self.open()?.copy(&copy)? } else { Store::open(&copy)? };
        let results = self.ask(&mut store, asked, occasion)?;
        self.report_news(&mut store, &results, occasion, asked.heartbeat)
    }

    fn ask(&self, store: &mut Store, asked: &Poll, occasion: &Occasion) -> anyhow::Result<Vec<RunResult>> {
        let overlays = self.overlays()?;
        let alerts = &self.config.alerts;
        if let Some(dir) = &asked.archive {
            let mut archive = Archive::open(dir)?;
            let mut results = Vec::from_iter(self.baseline_of(&archive, store, occasion)?);
            let window = poll::whole_window(store, occasion.as_of)?;
            let polled = poll(store, &mut archive, window, &overlays, alerts, occasion);
            results.push(block_on(polled)?);
            return Ok(results);
        }
        let mut source = self.federal_register()?;
        let window = poll::window(store, occasion.as_of)?;
        let polled = poll(store, &mut source, window, &overlays, alerts, occasion);
        Ok(vec![block_on(polled)?])
    }

    fn federal_register(&self) -> anyhow::Result<FederalRegister> {
        if self.global.offline {
            let message = "--offline allows no network; give --archive DIR, or import what is on disk";
            return Err(Usage(message.to_owned()).into());
        }
        let http = Http::new(self.config.http.clone())?;
        let source = FederalRegister::new(self.config.federal_register.as_str(), http)?;
        Ok(source.inspecting(self.config.public_inspection))
    }

    /// Walks history.
    pub(super) fn backfill(&self, since: NaiveDate) -> anyhow::Result<Done> {
        let occasion = occasion("backfill", None);
        if since > occasion.as_of {
            let message = format!("expected a day up to {} in --since, but found {since}", occasion.as_of);
            return Err(Usage(message).into());
        }
        let _lock = self.lock(&occasion)?;
        let mut store = self.open()?;
        let mut source = self.federal_register()?;
        let overlays = self.overlays()?;
        let alerts = &self.config.alerts;
        let bar = self.progress_bar();
        let mut progress = |Progress { month, done, all }: Progress| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
            bar.set_message(month.from.format("%B %Y").to_string());
        };
        let walked = block_on(backfill(&mut store, &mut source, since, &overlays, alerts, &occasion, &mut progress));
        bar.finish_and_clear();
        let results = match walked {
            Ok(results) => results,
            Err(error) => {
                return Err(error.context("the months before are recorded; the same command goes on from there"));
            }
        };
        self.finish(&mut store, &results, &occasion, true)
    }

    /// Drawn on standard error, and only where that is a terminal.
    fn progress_bar(&self) -> ProgressBar {
        if self.global.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} months, {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }

    /// An archive may hold the list to begin with.
    fn baseline_of(
        &self,
        archive: &Archive,
        store: &mut Store,
        occasion: &Occasion,
    ) -> anyhow::Result<Option<RunResult>> {
        if !store.reader().chain()?.is_empty() {
            return Ok(None);
        }
        let Some((path, as_of)) = archive.baseline()? else {
            let message = format!(
                "{} has no baseline yet and the archive holds no baseline.xml; run `earwatch init` first",
                self.db.display()
            );
            return Err(Usage(message).into());
        };
        let file = read_list(&path, occasion.now)?;
        let occasion = Occasion { command: "init".to_owned(), ..occasion.clone() };
        let permissions = Permissions::default();
        let overlays = self.overlays()?;
        Ok(Some(init(store, file, as_of, permissions, &overlays, &occasion)?))
    }
}
