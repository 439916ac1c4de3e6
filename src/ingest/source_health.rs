//! How the sources are doing: a failure is recorded as a run that failed; failures in a row, a source that has nothing
//! new for too long, and a clock that disagrees are told once, and so is the recovery.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::ingest::transaction::{Ingest, failed_run};
use crate::run::{Occasion, RunError};
use crate::source::SourceError;
use crate::store::findings::Which;
use crate::store::sources::SourceState;
use crate::store::{Store, Writer};
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::business_day::business_days_after;
use earwatch_law::law::quantity::quantity;

/// The name of the published documents' source.
pub const FEDERAL_REGISTER: &str = "federal-register";

/// The name of the source of documents on public inspection.
pub const PUBLIC_INSPECTION: &str = "public-inspection";

/// From when on a source's trouble is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alerts {
    /// Failures in a row.
    pub after_failures: u32,
    /// Days since the newest day of which a source is known to have published anything.
    pub stale_after_days: u32,
    /// Minutes by which this machine's clock may differ from a source's.
    pub clock_skew_minutes: u32,
}

/// What an answer of a source tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Answered {
    /// The newest day of which it is known to have anything of the bureau.
    pub(super) newest: Option<NaiveDate>,
    /// The newest day of which it is known to have published an issue.
    pub(super) issue: Option<NaiveDate>,
    /// Whether it could say on which of the last days there was one.
    pub(super) knows_issues: bool,
    /// How many seconds from now it asked not to be asked again.
    pub(super) busy: Option<u64>,
    /// Whether it was asked about the day of the run, and not about history only.
    pub(super) about_today: bool,
    /// By how much this machine's clock was ahead.
    pub(super) clock_skew: Option<TimeDelta>,
    /// Whether the day of the run is the clock's, not one that a person gave.
    pub(super) clock_decides: bool,
}

/// Texts in a row that a source did not give. So many are a source that fails: it is not asked for the rest.
#[derive(Debug, Default)]
pub(super) struct Failures {
    pub(super) in_row: usize,
    /// How many seconds from now it asked not to be asked again.
    pub(super) busy: Option<u64>,
}

impl Failures {
    const MOST: usize = 3;

    pub(super) fn count(&mut self, error: &SourceError) {
        if let SourceError::Busy { seconds, .. } = error {
            self.busy = Some(*seconds);
            self.in_row = Self::MOST;
        } else {
            self.in_row += 1;
        }
    }

    pub(super) fn end(&mut self) {
        self.in_row = 0;
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.in_row >= Self::MOST
    }
}

/// Refuses to ask a source before the time that it gave.
pub(super) fn may_ask(store: &Store, name: &'static str, occasion: &Occasion) -> Result<(), SourceError> {
    let state = store.reader().source(name).unwrap_or_default();
    match state.not_before {
        Some(until) if until > occasion.now => Err(SourceError::NotBefore { name, until }),
        Some(_) | None => Ok(()),
    }
}

/// Records a run that a source made fail; from `alerts.after_failures` in a row on it bears a finding, once.
pub fn record_failure(
    store: &mut Store,
    name: &str,
    error: &SourceError,
    alerts: &Alerts,
    occasion: &Occasion,
) -> Result<(), RunError> {
    store.write(|writer| {
        let finding = failed(writer, name, error, alerts, occasion)?;
        failed_run(writer, occasion, &error.to_string(), finding.as_slice())
    })
}

/// Counts a failure of a source; the finding, if this is the one that is told.
pub(super) fn failed(
    writer: &Writer<'_>,
    name: &str,
    error: &SourceError,
    alerts: &Alerts,
    occasion: &Occasion,
) -> Result<Option<Finding>, RunError> {
    let mut state = writer.reader().source(name)?;
    if matches!(error, SourceError::NotBefore { .. }) {
        return Ok(None);
    }
    state.failures += 1;
    let since = *state.failing_since.get_or_insert(occasion.now);
    state.error = Some(error.to_string());
    if let SourceError::Busy { seconds, .. } = error {
        state.not_before = Some(come_again(*seconds, occasion));
    }
    let told = !state.alerted && state.failures >= alerts.after_failures;
    state.alerted |= told;
    writer.put_source(&state)?;
    Ok(told.then(|| {
        let message = format!(
            "{name} has failed {} in a row since {} UTC: {error}",
            quantity(state.failures, "time"),
            since.format("%Y-%m-%d %H:%M")
        );
        of_source(error.code(), name, message)
    }))
}

/// When a source that asked for so many seconds is asked again. Nobody means more than a day, and a slip of a server
/// must not end the watch for years.
fn come_again(seconds: u64, occasion: &Occasion) -> DateTime<Utc> {
    const LONGEST: u64 = 24 * 60 * 60;
    let seconds = i64::try_from(seconds.min(LONGEST)).unwrap_or_default();
    occasion.now + TimeDelta::seconds(seconds)
}

/// Records that a source answered, and tells what that shows: a recovery, data that is too old, a clock that is wrong.
pub(super) fn answered(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    name: &str,
    answered: Answered,
    alerts: &Alerts,
    occasion: &Occasion,
) -> Result<(), RunError> {
    let before = writer.reader().source(name)?;
    let newest = answered.newest.max(before.newest);
    let issue = answered.issue.max(before.issue);
    let why = stale_since(answered, (newest, issue), alerts, occasion);
    let stale = if answered.about_today { why.is_some() } else { before.stale };
    let mut recovered = Vec::new();
    if before.alerted {
        recovered.push(format!("{name} answers again after {} in a row", quantity(before.failures, "failure")));
        let codes = [Code::SourceUnreachable, Code::SourceBlocked];
        writer.supersede_source_findings(name, &codes, ingest.run)?;
    }
    if before.stale && !stale {
        let newest = newest.max(issue).map(|day| day.to_string()).unwrap_or_default();
        recovered.push(format!("{name} has new data again, of {newest}"));
        writer.supersede_source_findings(name, &[Code::SourceStale], ingest.run)?;
    }
    for message in recovered {
        let finding = of_source(Code::SourceRecovered, name, message);
        ingest.tell(writer, None, vec![finding])?;
    }
    if let Some(why) = why.filter(|_| answered.about_today) {
        // That there is nothing of the bureau is a smaller matter than that there is no issue at all.
        let told = before.stale.then(|| told_frozen(writer, name)).transpose()?;
        if told != Some(why.contains(NO_ISSUE)) {
            writer.supersede_source_findings(name, &[Code::SourceStale], ingest.run)?;
            let finding = of_source(Code::SourceStale, name, format!("{name} answers, but {why}"));
            ingest.tell(writer, None, vec![finding])?;
        }
    }
    tell_clock(writer, ingest, name, answered, alerts)?;
    writer.put_source(&SourceState {
        name: name.to_owned(),
        answered: Some(occasion.now),
        newest,
        issue,
        stale,
        not_before: answered.busy.map(|seconds| come_again(seconds, occasion)),
        clock_skew: answered.clock_skew.map(|skew| skew.num_seconds()),
        ..SourceState::default()
    })?;
    Ok(())
}

/// How a source without issues is told from one whose issues hold nothing of the bureau.
const NO_ISSUE: &str = "has no issue of the Federal Register";

/// Whether a source was told to have no issues.
fn told_frozen(writer: &Writer<'_>, name: &str) -> Result<bool, RunError> {
    let standing = writer.reader().findings(&Which::Beside)?;
    let of_source = |finding: &&Finding| finding.code == Code::SourceStale && finding.name.as_deref() == Some(name);
    Ok(standing.iter().filter(of_source).any(|finding| finding.message.contains(NO_ISSUE)))
}

/// Why what a source has is too old, if so: no issue of the Federal Register on several business days, or, where there
/// are issues, nothing of the bureau in them for long.
fn stale_since(
    answered: Answered,
    (newest, issue): (Option<NaiveDate>, Option<NaiveDate>),
    alerts: &Alerts,
    occasion: &Occasion,
) -> Option<String> {
    /// The offices in Washington have never been closed so long.
    const BUSINESS_DAYS: usize = 3;
    let newest = newest?;
    let day = occasion.as_of;
    // The issue of the day itself may be to come.
    let over = if answered.clock_decides { day.pred_opt().unwrap_or(day) } else { day };
    let last = issue.unwrap_or(newest).max(newest);
    let without = business_days_after(last, over).count();
    if answered.knows_issues && without >= BUSINESS_DAYS {
        let days = quantity(without, "business day");
        return Some(format!("{NO_ISSUE} after {last}, and {days} went by up to {over}"));
    }
    let age = (day - newest).num_days();
    (age > i64::from(alerts.stale_after_days))
        .then(|| format!("has nothing of the bureau after {newest}, {} before {day}", quantity(age, "day")))
}

fn tell_clock(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    name: &str,
    answered: Answered,
    alerts: &Alerts,
) -> Result<(), RunError> {
    let Some(skew) = answered.clock_skew.filter(|_| answered.clock_decides) else {
        return Ok(());
    };
    if skew.num_minutes().abs() <= i64::from(alerts.clock_skew_minutes) {
        writer.supersede_source_findings(name, &[Code::ClockSkew], ingest.run)?;
        return Ok(());
    }
    let (minutes, way) = (skew.num_minutes(), if skew > TimeDelta::zero() { "ahead of" } else { "behind" });
    let message = format!("this machine's clock is {} {way} that of {name}", quantity(minutes.abs(), "minute"));
    let finding = of_source(Code::ClockSkew, name, message);
    ingest.tell_once(writer, finding)
}

/// A finding about a source.
pub(super) fn of_source(code: Code, name: &str, message: String) -> Finding {
    let mut finding = Finding::new(code, message);
    finding.name = Some(name.to_owned());
    finding
}
