//! `earwatch backfill`.

use std::time::Duration;

use chrono::NaiveDate;
use clap::Args;
use earwatch::ingest::backfill::{Progress, backfill};
use indicatif::{ProgressBar, ProgressStyle};

use super::clock::occasion;
use super::disk::block_on;
use super::exit::{Done, Usage};
use super::news;
use super::session::Session;
use super::values;

/// Read the documents published since a day, month by month; continues where it was interrupted
#[derive(Debug, Args)]
pub(super) struct Backfill {
    /// First day of publication
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    since: NaiveDate,
}

impl Backfill {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { since } = self;
        let occasion = occasion("backfill", None);
        if since > occasion.as_of {
            let message = format!("expected a day up to {} in --since, but found {since}", occasion.as_of);
            return Err(Usage(message).into());
        }
        let _lock = session.lock(&occasion)?;
        let mut store = session.open_to_write()?;
        let mut source = session.federal_register()?;
        let overlays = session.overlays()?;
        let alerts = &session.config.alerts;
        let bar = progress_bar(session.global.quiet);
        let mut progress = |Progress { month, done, all }: Progress| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
            bar.set_message(month.from.format("%B %Y").to_string());
        };
        let walked = block_on(backfill(&mut store, &mut source, since, &overlays, alerts, &occasion, &mut progress));
        bar.finish_and_clear();
        let results = walked
            .map_err(|error| error.context("the months before are recorded; the same command goes on from there"))?;
        news::finish(session, &mut store, &results, &occasion, true)
    }
}

/// Drawn on standard error, and only where that is a terminal.
fn progress_bar(quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} months, {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
