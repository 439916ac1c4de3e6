//! What can go wrong where nobody looks: the database, the sources, what is pending, the lock, the disk, the clock.

pub mod deep;

use chrono::TimeDelta;

use crate::deliver::outbox;
use crate::ingest::source_health::Alerts;
use crate::lock::Lock;
use crate::run::answers::Answers;
use crate::run::check::{Check, State};
use crate::run::{Occasion, RunError};
use crate::store::Store;
use crate::store::findings::Which;
use crate::store::sources::SourceState;
use earwatch_law::finding::Code;
use earwatch_law::law::quantity::quantity;

/// A poll at 8:50 and one at 16:20 on weekdays leave at most this time between them, over a long weekend.
const LONGEST_SILENCE: TimeDelta = TimeDelta::days(4);

/// Free space that a poll and its captures need at most, in MiB.
const LEAST_FREE: u64 = 256;

/// Looks at everything that is in the database, beside it, and around it. `free` is the free space of its disk in
/// bytes, where that is known.
///
/// # Errors
/// Where the database fails and no damage of it is known.
pub fn examine(store: &Store, alerts: &Alerts, free: Option<u64>, occasion: &Occasion) -> Result<Vec<Check>, RunError> {
    let integrity = integrity(store)?;
    let damaged = integrity.state == State::Broken;
    let mut checks = vec![integrity];
    match examine_content(store, alerts, free, occasion) {
        Ok(more) => checks.extend(more),
        // What cannot be read of a damaged file is said by the damage.
        Err(error) if damaged => {
            checks.push(Check::broken("content", error.to_string(), "restore a backup, then poll"));
        }
        Err(error) => return Err(error),
    }
    Ok(checks)
}

fn examine_content(
    store: &Store,
    alerts: &Alerts,
    free: Option<u64>,
    occasion: &Occasion,
) -> Result<Vec<Check>, RunError> {
    let mut checks: Vec<_> = versions(store)?.into_iter().collect();
    checks.push(polls(store, occasion)?);
    let sources = store.reader().sources()?;
    checks.extend(sources.iter().map(|state| source(state, occasion)));
    checks.push(texts(store)?);
    checks.push(findings(store)?);
    checks.push(idle(store)?);
    checks.extend(outbox::examine(store)?);
    checks.push(lock(store));
    checks.extend(free.map(disk));
    checks.push(clock(store, &sources, alerts, occasion)?);
    Ok(checks)
}

fn integrity(store: &Store) -> Result<Check, RunError> {
    let problems = store.reader().integrity_problems()?;
    let place = store.path().display().to_string();
    Ok(if problems.is_empty() {
        Check::ok("database", format!("{place}: intact, schema {}", store.reader().schema()?))
    } else {
        let detail = format!("{place}: {}", problems.join("; "));
        Check::broken("database", detail, "restore a backup, then poll; captures since then are fetched again")
    })
}

/// The newest version reads back as it was written.
fn versions(store: &Store) -> Result<Option<Check>, RunError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let Some(newest) = chain.last() else {
        let next = "run `earwatch init`";
        return Ok(Some(Check::attention("versions", "there is no baseline yet", next)));
    };
    let state = reader.state(newest.number)?.state;
    let what = format!("{} versions, the newest effective {}", chain.len(), newest.effective);
    Ok(Some(if state.content_hash() == newest.content_hash {
        Check::ok("versions", what)
    } else {
        let detail = format!("version {} differs from what was written", newest.number.0);
        Check::broken("versions", detail, "restore a backup, or start over with `earwatch init --replace`")
    }))
}

fn polls(store: &Store, occasion: &Occasion) -> Result<Check, RunError> {
    let runs = store.reader().runs()?;
    let Some(last) = runs.iter().rfind(|run| run.asked_the_register()) else {
        return Ok(Check::attention(
            "polls",
            "no poll of the Federal Register has succeeded yet",
            "run `earwatch poll`",
        ));
    };
    let since = occasion.now - last.started;
    let later = runs.iter().filter(|run| run.id > last.id && run.command == "poll");
    let failed = later.filter(|run| !run.did_its_work()).count();
    let detail = format!("the last good poll was {} UTC, {failed} failed since", last.started.format("%Y-%m-%d %H:%M"));
    Ok(if since > LONGEST_SILENCE {
        Check::attention("polls", detail, "look whether the timer or cron still runs")
    } else if failed > 0 {
        Check::attention("polls", detail, "see `earwatch runs` for why")
    } else {
        Check::ok("polls", detail)
    })
}

fn source(state: &SourceState, occasion: &Occasion) -> Check {
    let answered = state.answered.map_or_else(
        || "has not answered yet".to_owned(),
        |at| format!("answered last {} UTC", at.format("%Y-%m-%d %H:%M")),
    );
    let newest = state.newest.map(|day| format!(", newest data of {day}"));
    let mut detail = format!("{} {answered}{}", state.name, newest.unwrap_or_default());
    if state.failures > 0 {
        let error = state.error.as_deref().unwrap_or_default();
        detail = format!("{detail}; {} in a row: {error}", quantity(state.failures, "failure"));
    }
    if let Some(until) = state.not_before.filter(|until| *until > occasion.now) {
        detail = format!("{detail}; not to be asked before {} UTC", until.format("%Y-%m-%d %H:%M"));
    }
    if state.failures > 0 {
        Check::attention("source", detail, "check the network and the address in the configuration")
    } else if state.stale {
        Check::attention("source", detail, "check the source's own status")
    } else {
        Check::ok("source", detail)
    }
}

fn texts(store: &Store) -> Result<Check, RunError> {
    let awaited = store.reader().texts_awaited()?;
    let numbers: Vec<_> = awaited.iter().map(|(number, _)| number.to_string()).collect();
    Ok(if numbers.is_empty() {
        Check::ok("texts", "none is awaited")
    } else {
        let detail = format!("{} awaited: {}", numbers.len(), numbers.join(", "));
        Check::attention("texts", detail, "read them on the official site; each poll asks again")
    })
}

fn findings(store: &Store) -> Result<Check, RunError> {
    let reader = store.reader();
    let answers = Answers::read(reader)?;
    let open = reader.findings(&Which::Current)?;
    let open = open.iter().filter(|finding| finding.needs_review() && answers.of(finding).is_none());
    Ok(match open.count() {
        0 => Check::ok("findings", "none needs a person"),
        1 => Check::attention("findings", "1 needs a person", "see `earwatch findings`"),
        n => Check::attention("findings", format!("{n} need a person"), "see `earwatch findings`"),
    })
}

fn idle(store: &Store) -> Result<Check, RunError> {
    let idle = store.reader().findings(&Which::Idle)?;
    let count = |code| idle.iter().filter(|finding| finding.code == code).count();
    let (overlays, acknowledgements) = (count(Code::OverlayUnused), count(Code::AcknowledgementUnused));
    let detail =
        format!("without use: {}, {}", quantity(overlays, "overlay"), quantity(acknowledgements, "acknowledgement"));
    Ok(if idle.is_empty() {
        Check::ok("answers", detail)
    } else {
        Check::attention("answers", detail, "see `earwatch findings`")
    })
}

fn lock(store: &Store) -> Check {
    match Lock::holder(store.path()) {
        Ok(None) => Check::ok("lock", "nobody holds it"),
        Ok(Some(holder)) => Check::ok("lock", format!("held: {holder}")),
        Err(error) => Check::attention("lock", error.to_string(), "check the folder of the database"),
    }
}

fn disk(free: u64) -> Check {
    let mebibytes = free >> 20;
    let detail = format!("{mebibytes} MiB free");
    if mebibytes < LEAST_FREE {
        Check::attention("disk", detail, "make room; a poll that cannot write fails and is repeated")
    } else {
        Check::ok("disk", detail)
    }
}

fn clock(store: &Store, sources: &[SourceState], alerts: &Alerts, occasion: &Occasion) -> Result<Check, RunError> {
    let next = "set the clock of this machine";
    let runs = store.reader().runs()?;
    if let Some(run) = runs.iter().find(|run| run.started > occasion.now) {
        let detail =
            format!("run {} was started in the future, {} UTC", run.id.0, run.started.format("%Y-%m-%d %H:%M"));
        return Ok(Check::attention("clock", detail, next));
    }
    let skew = sources.iter().filter_map(|state| state.clock_skew).max_by_key(|skew| skew.abs());
    Ok(match skew {
        None => Check::ok("clock", "no source has sent its time yet"),
        Some(skew) if skew.abs() > i64::from(alerts.clock_skew_minutes) * 60 => {
            Check::attention("clock", format!("{skew} s ahead of a source"), next)
        }
        Some(skew) => Check::ok("clock", format!("{skew} s ahead of a source")),
    })
}
