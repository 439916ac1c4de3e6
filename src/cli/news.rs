//! The end of a command that writes: what is new is reported, and where nothing is, nothing is said.

use std::fmt::Write as _;

use anyhow::bail;
use earwatch::deliver::outbox;
use earwatch::query::report::{self, Scope};
use earwatch::run::{Occasion, RunResult};
use earwatch::store::Store;
use earwatch_report::report::Section;

use super::exit::{Done, FAILED, NEEDS_A_PERSON};
use super::output;
use super::parties::Parties;
use super::session::Session;

/// Reports what is new; then every channel gets its digest, whether the report could be printed or not.
pub(super) fn finish(
    session: &Session,
    store: &mut Store,
    results: &[RunResult],
    occasion: &Occasion,
    heartbeat: bool,
) -> anyhow::Result<Done> {
    let mut channels = session.channels();
    outbox::enrol(store, &channels, occasion)?;
    let parties = Parties::screened(session, store, occasion, &session.config.screening.store);
    channels.lost.clone_from(&parties.lost);
    let reported = report(session, store, results, &parties, occasion, heartbeat);
    let outcomes = outbox::deliver_pending(store, &channels, occasion);
    for outcome in outcomes.iter().filter(|outcome| outcome.failure().is_none()) {
        tracing::info!("{}", outcome.message());
    }
    parties.afterwards(session, store, occasion);
    let Done(delivered) = warn_of(&outcomes);
    let Done(found) = reported?;
    Ok(Done(found.max(delivered)))
}

/// Prints the report of the runs that were not reported yet: these, and earlier ones whose report could not be
/// written. Runs without news print nothing.
pub(super) fn report(
    session: &Session,
    store: &mut Store,
    results: &[RunResult],
    parties: &Parties,
    occasion: &Occasion,
    heartbeat: bool,
) -> anyhow::Result<Done> {
    let unreported = store.reader().unreported()?;
    let mut news = Vec::new();
    for run in &unreported {
        if report::is_news(store, *run)? {
            news.push(*run);
        }
    }
    let runs = store.reader().runs()?;
    let codes = runs.iter().filter(|run| news.contains(&run.id));
    // What failed before was said then.
    let codes = codes.filter_map(|run| run.exit_code).filter(|code| *code != FAILED);
    let code = codes.chain(results.iter().map(RunResult::exit_code)).max();
    if !news.is_empty() || parties.is_news() {
        let report = report::build(store, &Scope::OfRuns(news), occasion)?;
        let report = session.with_listing(store, report.with_screening(parties.touched.clone()))?;
        // A first poll tells of everything on record.
        let is_first = report.sections.len() > 1 && report.sections.iter().any(Section::is_baseline);
        let printed = if is_first { session.glance(&report) } else { session.render(&report) };
        match printed {
            // Who reads a list may stop in the middle; of a report nobody knows then what was read.
            Err(error) if output::reader_left(&error) => {
                bail!("the report was not read to its end; it comes with the next run")
            }
            rendered => rendered?,
        };
        parties.printed();
    } else if let (true, Some(last)) = (heartbeat, results.last()) {
        session.print(&sign_of_life(occasion, last))?;
    }
    store.write(|writer| writer.put_reported(&unreported, occasion.now))?;
    for result in results {
        tracing::info!("{}", result.message());
        for finding in &result.standing {
            let document = finding.document.as_ref().map(ToString::to_string);
            let what = document.as_deref().or(finding.name.as_deref()).unwrap_or_default();
            tracing::warn!("still {} {what}: {}", finding.code, finding.message);
        }
    }
    Ok(Done(code.unwrap_or_default().max(parties.done().0)))
}

fn sign_of_life(occasion: &Occasion, last: &RunResult) -> String {
    let mut line = format!("earwatch {}: nothing new as of {}; {}", occasion.command, occasion.as_of, last.message());
    match &last.checked {
        Some(checked) => {
            let _ = write!(line, "; {checked}");
        }
        None => line.push_str("; an archive was read, and no source was asked"),
    }
    line + "\n"
}

/// Warns of what did not arrive. It ends with 3: it must not pass unseen.
pub(super) fn warn_of(outcomes: &[outbox::Outcome]) -> Done {
    let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.failure().is_some()).collect();
    for outcome in &failed {
        output::warn(&outcome.message());
    }
    Done(if failed.is_empty() { 0 } else { NEEDS_A_PERSON })
}
