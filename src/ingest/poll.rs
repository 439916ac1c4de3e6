//! The cron command: ask a source for what is new, and apply it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::apply;
use crate::ingest::announced::{self, DeskAnswer};
use crate::ingest::captures::{Incoming, Missing, Receipt, receive};
use crate::ingest::citing::Citing;
use crate::ingest::contents::Contents;
use crate::ingest::published::{self, OnRecord};
use crate::ingest::source_health::{self, Alerts, Answered, FEDERAL_REGISTER, Failures};
use crate::ingest::transaction::in_run;
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::source::{Held, Listed, Source, SourceError, Window};
use crate::store::Store;
use crate::store::documents::Stated;
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// Days before the last poll that are asked for again: late content, documents moved to another day, and texts that
/// change after they were published.
const OVERLAP: Days = Days::new(14);

/// The window of a poll: from some days before the last finished poll and from the first text still awaited, or from
/// the day after the baseline, to the day of the run. A poll "until" a day to come has seen no later than its own day.
pub fn window(store: &Store, until: NaiveDate) -> Result<Window, RunError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let after_baseline = baseline.lacks_from();
    let polled = reader
        .runs()?
        .into_iter()
        .filter(|run| run.id > baseline.run && run.asked_the_register())
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
    Ok(Window { from: from.min(until), to: until })
}

/// The window of a poll over an archive: everything since the baseline, since what lies there costs nothing and
/// files may be put there late.
pub fn whole_window(store: &Store, until: NaiveDate) -> Result<Window, RunError> {
    let from = store.reader().chain()?.first().ok_or(RunError::NoBaseline)?.lacks_from();
    Ok(Window { from: from.min(until), to: until })
}

/// What a source said, before anything of it is recorded.
struct Asked {
    listed: Vec<Listed>,
    incoming: Vec<Incoming>,
    /// Documents that need not be asked for.
    known: usize,
    missing: Vec<Missing>,
    issues: Issues,
    contents: Contents,
    citing: Citing,
    /// Documents whose text could not be had.
    failed: BTreeSet<DocumentNumber>,
    /// How many seconds from now the source asked not to be asked again, where it gave no more texts.
    busy: Option<u64>,
}

impl Asked {
    fn fail(&mut self, listed: &Listed) {
        self.failed.extend(listed.kind.number().cloned());
    }
}

/// On which days the Federal Register published an issue.
enum Issues {
    /// That of the day is known to be out, and was not asked for.
    Out,
    Known(BTreeSet<NaiveDate>),
    /// The source could not say it.
    Unknown(SourceError),
    /// The source has no issues.
    None,
}

/// Asks for everything that is new or may have changed in the window, and applies it. A document whose text cannot be
/// had or read is told and asked for again by the next poll; the others are applied.
///
/// # Errors
/// Where the list of documents cannot be had whole, or the database fails; the last good version stands then, and the
/// run is on record as failed.
pub async fn poll<S: Source>(
    store: &mut Store,
    source: &mut S,
    window: Window,
    overlays: &Overlays,
    alerts: &Alerts,
    occasion: &Occasion,
) -> Result<RunResult, RunError> {
    if store.reader().chain()?.is_empty() {
        return Err(RunError::NoBaseline);
    }
    let asked = match ask(store, source, window, occasion).await {
        Ok(asked) => asked,
        Err(RunError::Source(error)) if source.lists_all() => {
            source_health::record_failure(store, FEDERAL_REGISTER, &error, alerts, occasion)?;
            return Err(error.into());
        }
        Err(error) => return Err(error),
    };
    let Asked { listed, incoming, known, missing, issues, contents, citing, failed, busy } = asked;
    let checked =
        source.lists_all().then(|| looked_at(&listed, known, (&issues, &contents, &citing), window, occasion));
    let receipt = if source.lists_all() { Receipt::Lenient } else { Receipt::Strict };
    // The desk shows what lies there now: an earlier day that a person gives cannot be looked at any more.
    let desk_of_day = occasion.is_today || !store.reader().desk_seen_after(occasion.as_of)?;
    let watched = if window.contains(occasion.as_of) && desk_of_day {
        announced::watch(store, source, occasion).await?
    } else {
        DeskAnswer::NotAsked
    };
    announced::keep(store, &watched)?;
    let mut arrivals = receive(store, incoming, receipt)?;
    arrivals.known += known;
    arrivals.missing.extend(missing);
    let skew = source.clock_skew();
    in_run(store, occasion, overlays, |writer, ingest| {
        ingest.result.checked = checked;
        apply::record(writer, ingest, arrivals, overlays, occasion)?;
        if !source.lists_all() {
            return announced::record(writer, ingest, &watched, occasion);
        }
        contents.record(writer)?;
        citing.record(writer, ingest)?;
        published::record(writer, ingest, &listed, &failed, window)?;
        let newest = listed.iter().filter_map(|listed| listed.published).max();
        let baseline = writer.reader().chain()?.first().map(|first| first.published);
        let answered = Answered {
            newest: newest.max(baseline),
            issue: contents.newest_issue().max(match &issues {
                Issues::Known(days) => days.last().copied(),
                Issues::Out => Some(occasion.as_of),
                Issues::Unknown(_) | Issues::None => None,
            }),
            knows_issues: matches!(issues, Issues::Known(_) | Issues::Out),
            busy,
            // An answer about other days says nothing of these.
            about_today: window.contains(occasion.as_of)
                && !matches!(issues, Issues::Unknown(SourceError::OtherDays { .. })),
            clock_skew: skew,
            clock_decides: occasion.is_today,
        };
        source_health::answered(writer, ingest, FEDERAL_REGISTER, answered, alerts, occasion)?;
        announced::record(writer, ingest, &watched, occasion)?;
        announced::record_health(writer, ingest, &watched, alerts, occasion)
    })
}

async fn ask<S: Source>(store: &Store, source: &mut S, window: Window, occasion: &Occasion) -> Result<Asked, RunError> {
    if source.lists_all() {
        source_health::may_ask(store, FEDERAL_REGISTER, occasion)?;
    }
    let mut listed = source.documents(window).await?;
    let citing = Citing::ask(store, source, &listed, window, occasion).await?;
    listed.extend(citing.listed.iter().cloned());
    let contents = Contents::reconcile(store, source, &listed, window, occasion).await?;
    let on_record = OnRecord::read(store, window)?;
    let (held, nothing) = (store.reader().held()?, Held::default());
    let mut asked = Asked {
        listed: Vec::new(),
        incoming: Vec::new(),
        known: 0,
        missing: Vec::new(),
        issues: issues(store, source, (&listed, &contents), window, occasion).await?,
        contents,
        citing,
        failed: BTreeSet::new(),
        busy: None,
    };
    listed.append(&mut asked.contents.unlisted.clone());
    let mut failures = Failures::default();
    for listed in &listed {
        if source.lists_all() && !on_record.is_to_be_asked(listed, occasion.now) {
            asked.known += 1;
            continue;
        }
        if failures.are_too_many() {
            asked.fail(listed);
            let message = format!("not asked for: the source failed {} times in a row", failures.in_row);
            asked.missing.extend(on_record.missing(listed, Code::SourceUnreachable, message));
            continue;
        }
        tracing::info!(what = %listed.kind, "fetching");
        // What could not be read, or what the list describes otherwise now, has to come whole: a server that says
        // "not modified" of it would leave it as it is for ever.
        let held = if on_record.holds(listed) { &held } else { &nothing };
        match source.fetch(listed, held).await {
            Ok(delivery) => {
                failures.end();
                asked.incoming.push(Incoming { delivery, stated: Stated::default() });
            }
            Err(error) if source.lists_all() => {
                failures.count(&error);
                asked.fail(listed);
                tracing::warn!(document = %listed.kind, "{error}");
                let message = format!("the text could not be had: {error}");
                asked.missing.extend(on_record.missing(listed, error.code(), message));
            }
            Err(error) => return Err(error.into()),
        }
    }
    asked.listed = listed;
    asked.busy = failures.busy;
    Ok(asked)
}

/// Whether there was an issue at all is asked about the last days of the window, unless that of the day was seen.
async fn issues<S: Source>(
    store: &Store,
    source: &mut S,
    (listed, contents): (&[Listed], &Contents),
    window: Window,
    occasion: &Occasion,
) -> Result<Issues, RunError> {
    if !source.lists_all() || !window.contains(occasion.as_of) {
        return Ok(Issues::None);
    }
    let newest = store.reader().source(FEDERAL_REGISTER)?.issue;
    let days = listed.iter().map(|listed| listed.published);
    if days.chain([newest, contents.newest_issue()]).any(|day| day == Some(occasion.as_of)) {
        return Ok(Issues::Out);
    }
    let from = window.to.checked_sub_days(OVERLAP).unwrap_or(window.from);
    let last = Window { from, ..window };
    Ok(match source.issues(last).await {
        Ok(Some(days)) => Issues::Known(days),
        Ok(None) => Issues::None,
        Err(error) => {
            tracing::info!("{error}");
            Issues::Unknown(error)
        }
    })
}

/// What a poll looked at, in words. A day without an issue is told apart from an issue without news.
fn looked_at(
    listed: &[Listed],
    known: usize,
    (issues, contents, citing): (&Issues, &Contents, &Citing),
    window: Window,
    occasion: &Occasion,
) -> String {
    let day = occasion.as_of;
    let issue = match issues {
        Issues::Out => format!("the issue of {day} is out"),
        Issues::Known(days) if days.contains(&day) => format!("the issue of {day} is out"),
        Issues::Known(days) => match days.last() {
            Some(last) => {
                format!("no issue was published on {day} ({}), the newest is that of {last}", day.format("%A"))
            }
            None => format!("no issue was published from {} on", window.to - OVERLAP),
        },
        Issues::Unknown(why) => {
            format!("whether an issue was published on {day} is not known ({why})")
        }
        Issues::None => String::new(),
    };
    let asked = listed.len() - known;
    let whose = if citing.listed.is_empty() {
        "the bureau or on Part 744"
    } else {
        "the bureau, on Part 744 or citing a rule on record"
    };
    let documents = quantity(listed.len(), "document");
    let mut line = format!("Federal Register, {window}: {documents} of {whose}, {asked} of them asked for");
    let remarks = contents.remarks().into_iter().chain(citing.remark());
    for remark in [issue].into_iter().filter(|issue| !issue.is_empty()).chain(remarks) {
        line = format!("{line}; {remark}");
    }
    line
}
