//! `earwatch poll`, the cron command.

use std::path::PathBuf;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use clap::Args;
use earwatch::deliver::ping;
use earwatch::ingest::drift;
use earwatch::ingest::init::{Permissions, init, read_list};
use earwatch::ingest::poll::{self, poll};
use earwatch::query::verify::{Given, verify};
use earwatch::run::{Occasion, RunError, RunResult};
use earwatch::screen::telling::Telling;
use earwatch::source::Capture;
use earwatch::source::archive::Archive;
use earwatch::source::ecfr::Ecfr;
use earwatch::source::http::{Http, Settings};
use earwatch::store::Store;

use super::clock::{occasion, today};
use super::disk::block_on;
use super::exit::{self, Done, LOCKED, Usage};
use super::parties::Parties;
use super::session::Session;
use super::values;
use super::{news, output};

/// Ask the Federal Register, or an archive, for new documents and apply them (the cron command)
#[derive(Debug, Args)]
pub(super) struct Poll {
    /// Read documents from a directory instead of the network; it may hold baseline.xml for a first run
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// As if today were DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    until: Option<NaiveDate>,
    /// Report what the poll would find, but store and deliver nothing
    #[arg(long)]
    dry_run: bool,
    /// Print a line even if nothing is new
    #[arg(long)]
    heartbeat: bool,
}

/// How far ahead a poll may look: ten years.
const MOST_DAYS_AHEAD: u64 = 3652;

impl Poll {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let occasion = occasion("poll", self.until);
        self.to_come(session)?;
        if self.dry_run {
            return self.dry(session, &occasion);
        }
        let ended = self.locked(session, &occasion);
        ping(session, &ended);
        ended
    }

    /// A day to come is for trying things out: what takes effect until then is reported by this run, and not again.
    fn to_come(&self, session: &Session) -> Result<(), Usage> {
        let today = today();
        let Some(until) = self.until.filter(|day| *day > today) else {
            return Ok(());
        };
        let latest = today + Days::new(MOST_DAYS_AHEAD);
        if until > latest {
            return Err(Usage(format!("expected a day up to {latest} in --until, but found {until}")));
        }
        if !self.dry_run && self.archive.is_none() && !session.global.quiet {
            output::warn(&format!(
                "{until} is in the future; what takes effect by then is reported now and not again (--dry-run stores \
                 nothing)"
            ));
        }
        Ok(())
    }

    fn locked(&self, session: &Session, occasion: &Occasion) -> anyhow::Result<Done> {
        let _lock = session.lock(occasion)?;
        let mut store = match self.archive {
            Some(_) => Store::open(&session.db)?,
            None => session.open_to_write()?,
        };
        match self.ask(session, &mut store, occasion) {
            Ok(mut results) => {
                if self.archive.is_none() {
                    results.extend(official(session, &mut store, occasion));
                }
                news::finish(session, &mut store, &results, occasion, self.heartbeat)
            }
            Err(error) => {
                // What earlier runs found, and what this one has to say of the source, is not held back by its failure.
                let of_source = matches!(error.downcast_ref(), Some(RunError::Source(_)));
                if of_source && let Err(other) = news::finish(session, &mut store, &[], occasion, false) {
                    tracing::warn!("{other:#}");
                }
                Err(error)
            }
        }
    }

    /// A poll of a copy of the database, which is thrown away.
    fn dry(&self, session: &Session, occasion: &Occasion) -> anyhow::Result<Done> {
        let folder = tempfile::tempdir().context("cannot make a folder for the copy of the database")?;
        let copy = folder.path().join("dry-run.db");
        let is_there = session.db.exists() || self.archive.is_none();
        let mut store = if is_there { session.open()?.copy(&copy)? } else { Store::open(&copy)? };
        let results = self.ask(session, &mut store, occasion)?;
        let parties = folder.path().join("parties.db");
        let kept = &session.config.screening.store;
        if session.config.screening.polled.is_some() && kept.exists() {
            Telling::open(kept)?.copy(&parties)?;
        }
        let parties = Parties::screened(session, &store, occasion, &parties);
        news::report(session, &mut store, &results, &parties, occasion, self.heartbeat)
    }

    fn ask(&self, session: &Session, store: &mut Store, occasion: &Occasion) -> anyhow::Result<Vec<RunResult>> {
        let overlays = session.overlays()?;
        let alerts = &session.config.alerts;
        if let Some(dir) = &self.archive {
            let mut archive = Archive::open(dir)?;
            let mut results = Vec::from_iter(baseline_of(session, &archive, store, occasion)?);
            let window = poll::whole_window(store, occasion.as_of)?;
            results.push(block_on(poll(store, &mut archive, window, &overlays, alerts, occasion))?);
            return Ok(results);
        }
        let mut source = session.federal_register()?;
        if session.config.http.contact.is_empty() && !session.global.quiet {
            output::warn(
                "no contact is configured; set sources.contact (or EARWATCH_CONTACT) to an address at which the operators of \
                 the Federal Register reach you",
            );
        }
        let window = poll::window(store, occasion.as_of)?;
        Ok(vec![block_on(poll(store, &mut source, window, &overlays, alerts, occasion))?])
    }
}

/// Compares the list with the eCFR once that has caught up with the last rule: at most one request a day. The poll has
/// done its work already; what fails here is tried again on another day.
fn official(session: &Session, store: &mut Store, occasion: &Occasion) -> Option<RunResult> {
    let occasion = Occasion { command: "verify".to_owned(), ..occasion.clone() };
    let compare = |store: &mut Store| -> anyhow::Result<Option<RunResult>> {
        let Some(day) = drift::due(store, &occasion)? else { return Ok(None) };
        drift::asked(store, day, &occasion)?;
        let overlays = session.overlays()?;
        let compared = ask_ecfr(session, day).and_then(|capture| {
            let source = verify(store, &Given::fetched(&capture, day))?;
            Ok(drift::record(store, &[source], Some(&capture), &overlays, &occasion)?)
        });
        compared.map(Some).or_else(|error| {
            tracing::info!("the eCFR was not compared: {error:#}");
            Ok(drift::missed(store, (day, &format!("{error:#}")), &overlays, &occasion)?)
        })
    };
    compare(store).unwrap_or_else(|error| {
        tracing::info!("the eCFR was not compared: {error:#}");
        None
    })
}

/// Part 744 of a day by one request, without waiting: the answer can come tomorrow.
fn ask_ecfr(session: &Session, day: NaiveDate) -> anyhow::Result<Capture> {
    let http = Http::new(Settings { max_attempts: 1, ..session.config.http.clone() })?;
    let mut ecfr = Ecfr::new(session.config.ecfr.as_str(), http)?;
    block_on(ecfr.part_744(day))
}

/// An archive may hold the list to begin with.
fn baseline_of(
    session: &Session,
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
            session.db.display()
        );
        return Err(Usage(message).into());
    };
    let file = read_list(&path, occasion.now)?;
    let occasion = Occasion { command: "init".to_owned(), ..occasion.clone() };
    Ok(Some(init(store, file, as_of, Permissions::default(), &session.overlays()?, &occasion)?))
}

/// A sign of life, as a run ended; one that found another at work leaves it to that. That none could be given is a
/// warning.
fn ping(session: &Session, ended: &anyhow::Result<Done>) {
    if ended.as_ref().is_err_and(|error| exit::code(error) == LOCKED) {
        return;
    }
    let url = session.config.ping_url.as_ref().filter(|_| !session.global.offline);
    if let Some(Err(error)) = url.map(|url| ping::ping(url, ended.is_ok())) {
        output::warn(&format!("no sign of life was given: {error}"));
    }
}
