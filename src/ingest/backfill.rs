//! History, month by month: each month is fetched and recorded as a whole, so that a walk that is interrupted goes on
//! where it stopped.

use chrono::{Days, NaiveDate};

use super::poll::poll;
use crate::ingest::source_health::Alerts;
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::source::{Source, Window};
use crate::store::Store;

/// Months that ended this long ago do not change any more; they are walked once by each version of the program.
const SETTLED: Days = Days::new(60);

/// How far a walk has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The month that comes next.
    pub month: Window,
    /// Months that are done.
    pub done: usize,
    /// Months in all.
    pub all: usize,
}

/// Walks everything published since a day, oldest month first.
///
/// # Errors
/// Where the source or the database fails; the months before are recorded then, and are not walked again.
pub async fn backfill<S: Source>(
    store: &mut Store,
    source: &mut S,
    since: NaiveDate,
    overlays: &Overlays,
    alerts: &Alerts,
    occasion: &Occasion,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<RunResult>, RunError> {
    let months = Window { from: since, to: occasion.as_of }.months();
    let settled = occasion.as_of.checked_sub_days(SETTLED);
    let mut results = Vec::new();
    for (done, month) in months.iter().copied().enumerate() {
        let all = months.len();
        progress(Progress { month, done, all });
        if store.reader().was_walked(month)? {
            continue;
        }
        let result = poll(store, source, month, overlays, alerts, occasion).await?;
        let is_settled = settled.is_some_and(|settled| month.to < settled);
        if is_settled && result.missing == 0 {
            let run = result.run;
            store.write(|writer| Ok::<_, RunError>(writer.put_walked(month, run)?))?;
        }
        results.push(result);
    }
    Ok(results)
}
