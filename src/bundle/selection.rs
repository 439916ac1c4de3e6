//! What a bundle is of: a copy of the database is cut back to it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::error::BundleError;
use crate::ingest::rederive::Extent;
use crate::query::compare::version_as_of;
use crate::query::report::Scope;
use crate::run::RunError;
use crate::store::Store;
use crate::store::runs::{Run, RunId};
use crate::store::versions::{Version, VersionNumber};
use earwatch_law::law::citation::{DocumentName, DocumentNumber};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All that is on record.
    Everything,
    /// What was on record after a run.
    Run(i64),
    /// What led to a version.
    Version(i64),
    /// What was on record at the end of a day; of a day before the first run, the version in force on it.
    Date(NaiveDate),
}

/// What a bundle is of, so that its report and lists can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Selection {
    /// In words.
    pub(super) of: String,
    /// The last run.
    pub(super) through_run: i64,
    /// The version whose lists are in it.
    pub(super) version: i64,
    /// The day for which it says what is in force.
    pub(super) as_of: NaiveDate,
    /// The instant of the last run.
    pub(super) at: DateTime<Utc>,
    /// What the report is about.
    pub(super) report: About,
    /// Whether later days of its documents are left out.
    pub(super) cut: bool,
}

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum About {
    /// Everything published since a day.
    Since(NaiveDate),
    /// A run.
    Run(i64),
    /// A document, and when it was published.
    Document(String, NaiveDate),
}

impl About {
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::Since(day) => Scope::Since(*day),
            Self::Run(run) => Scope::OfRuns(vec![RunId(*run)]),
            Self::Document(number, day) => {
                Scope::Document(DocumentName { number: DocumentNumber::new(number), published: Some(*day) })
            }
        }
    }
}

impl Selection {
    pub(super) fn extent(&self) -> Extent {
        if self.cut { Extent::Cut } else { Extent::Whole }
    }
}

fn not_on_record(what: String, next: &str) -> BundleError {
    RunError::NotOnRecord { what, next: next.to_owned() }.into()
}

/// Cuts a copy that is thrown away back to what is wanted.
pub(super) fn cut(scratch: &mut Store, wanted: Wanted) -> Result<Selection, BundleError> {
    scratch.keep_proof()?;
    let chain = scratch.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let runs = scratch.reader().runs()?;
    match wanted {
        Wanted::Everything => {
            let last = runs.iter().rfind(|run| !run.is_of_bundle()).ok_or(RunError::NoBaseline)?;
            after_run(scratch, &runs, last, last.as_of, "everything on record".to_owned(), None)
        }
        Wanted::Run(number) => {
            let run = runs.iter().find(|run| run.id.0 == number);
            let run = run.ok_or_else(|| not_on_record(format!("run {number}"), "`earwatch runs` lists the runs"))?;
            let of = format!("what was on record after run {number}");
            after_run(scratch, &runs, run, run.as_of, of, Some(About::Run(number)))
        }
        Wanted::Version(number) => {
            let version = scratch.reader().version(VersionNumber(number))?;
            let next = "`earwatch versions` lists the versions";
            let version = version.ok_or_else(|| not_on_record(format!("version {number}"), next))?;
            at_version(scratch, &runs, &version, version.effective, format!("what led to version {number}"))
        }
        Wanted::Date(day) => {
            let by_then = |run: &&Run| run.as_of <= day && !run.is_of_bundle();
            if let Some(run) = runs.iter().rfind(by_then) {
                let of = format!("what was on record at the end of {day}");
                return after_run(scratch, &runs, run, day, of, None);
            }
            if day < baseline.effective {
                return Err(RunError::BeforeBaseline { asked: day, first: baseline.effective }.into());
            }
            let version = version_as_of(&chain, day)?.clone();
            let of = format!(
                "nothing was on record yet on {day}: what led to version {}, which was in force then by what is on record now",
                version.number.0
            );
            at_version(scratch, &runs, &version, day, of)
        }
    }
}

fn after_run(
    scratch: &mut Store,
    runs: &[Run],
    run: &Run,
    as_of: NaiveDate,
    of: String,
    report: Option<About>,
) -> Result<Selection, BundleError> {
    let mut later = runs.iter().filter(|later| later.id > run.id);
    if later.all(Run::is_of_bundle) {
        scratch.forget_runs_after(run.id)?;
    } else {
        scratch.cut_after_run(run.id)?;
    }
    let chain = scratch.reader().chain()?;
    let baseline = chain.first();
    let baseline =
        baseline.ok_or_else(|| not_on_record(format!("a list after run {}", run.id.0), "name a later run"))?;
    Ok(Selection {
        of,
        through_run: run.id.0,
        version: version_as_of(&chain, as_of)?.number.0,
        as_of,
        at: run.started,
        report: report.unwrap_or(About::Since(baseline.published)),
        cut: false,
    })
}

fn at_version(
    scratch: &mut Store,
    runs: &[Run],
    version: &Version,
    as_of: NaiveDate,
    of: String,
) -> Result<Selection, BundleError> {
    let run = runs.iter().find(|run| run.id == version.run);
    let run = run.ok_or_else(|| not_on_record(format!("the run of version {}", version.number.0), "name a run"))?;
    after_run(scratch, runs, run, version.effective.max(as_of), String::new(), None)?;
    scratch.cut_after_version(version.number, run.id)?;
    let report = match &version.document {
        Some(number) => About::Document(number.to_string(), version.published),
        None => About::Run(run.id.0),
    };
    Ok(Selection { of, through_run: run.id.0, version: version.number.0, as_of, at: run.started, report, cut: true })
}

/// Before which instant something has to be that is no row of the database, as text; `None` for all of it.
pub fn ends(store: &Store, wanted: Wanted) -> Result<Option<String>, BundleError> {
    let runs = store.reader().runs()?;
    let run = match wanted {
        Wanted::Everything => return Ok(None),
        // The legal day ends at five in UTC at the latest.
        Wanted::Date(day) => return Ok(day.succ_opt().map(|next| format!("{next}T05:00:00"))),
        Wanted::Run(run) => Some(RunId(run)),
        Wanted::Version(version) => store.reader().version(VersionNumber(version))?.map(|version| version.run),
    };
    let next = runs.iter().find(|next| run.is_some_and(|run| next.id > run) && !next.is_of_bundle());
    Ok(next.map(|next| next.started.to_rfc3339()))
}
