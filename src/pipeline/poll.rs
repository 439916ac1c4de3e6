//! The cron command: ask a source for what is new, and apply it.

use chrono::{Days, NaiveDate};

use super::apply::{Incoming, ingest_watched};
use super::overlays::Overlays;
use super::{Occasion, PipelineError, RunResult, provisional};
use crate::source::{Source, Window};
use crate::store::Store;
use crate::store::documents::Stated;

/// Days before the last poll that are asked for again: late content, documents moved to another day, and texts that
/// change after they were published.
const OVERLAP: Days = Days::new(14);

/// The window of a poll: from some days before the last finished poll and from the first text still awaited, or from
/// the day after the baseline, to the day of the run. A poll "until" a day to come has seen no later than its own day.
///
/// # Errors
/// Where the database fails or has no baseline.
pub fn window(store: &Store, until: NaiveDate) -> Result<Window, PipelineError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let baseline = chain.first().ok_or(PipelineError::NoBaseline)?;
    let after_baseline = baseline
        .published
        .checked_add_days(Days::new(1))
        .unwrap_or(baseline.published);
    let polled = reader
        .runs()?
        .into_iter()
        .filter(|run| {
            run.id > baseline.run && run.command == "poll" && matches!(run.exit_code, Some(0 | 3))
        })
        // What another version of the program read may read otherwise now.
        .filter(|run| run.program.as_deref() == Some(env!("CARGO_PKG_VERSION")))
        .map(|run| run.as_of.min(run.started.date_naive()))
        // A run of a clock that was wrong has seen nothing of the days between.
        .filter(|day| *day <= until)
        .max();
    let from = polled
        .and_then(|day| day.checked_sub_days(OVERLAP))
        .into_iter()
        .chain(polled.and(reader.texts_awaited_since()?))
        .min()
        .map_or(after_baseline, |day| day.max(after_baseline));
    Ok(Window {
        from: from.min(until),
        to: until,
    })
}

/// The window of a poll over an archive: everything since the baseline, since what lies there costs nothing and
/// files may be put there late.
///
/// # Errors
/// Where the database fails or has no baseline.
pub fn whole_window(store: &Store, until: NaiveDate) -> Result<Window, PipelineError> {
    let from = store
        .reader()
        .chain()?
        .first()
        .ok_or(PipelineError::NoBaseline)?
        .published;
    Ok(Window {
        from: from.min(until),
        to: until,
    })
}

/// Fetches everything of the window and applies what is new or changed; then looks at public inspection. Nothing is
/// applied unless everything of the window could be fetched; public inspection may fail.
///
/// # Errors
/// Where the source or the database fails.
pub async fn poll<S: Source>(
    store: &mut Store,
    source: &mut S,
    window: Window,
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<RunResult, PipelineError> {
    let mut incoming = Vec::new();
    for listed in source.documents(window).await? {
        tracing::info!(what = %listed.kind, "fetching");
        let delivery = source.fetch(&listed).await?;
        incoming.push(Incoming {
            delivery,
            stated: Stated::default(),
        });
    }
    let watched = provisional::watch(store, source).await?;
    provisional::keep(store, &watched)?;
    ingest_watched(store, incoming, &watched, overlays, occasion)
}
