//! Which runs a report is about.

use chrono::NaiveDate;

use crate::run::RunError;
use crate::store::Store;
use crate::store::findings::Which;
use crate::store::runs::{Run, RunId};

pub(super) fn no_run(day: Option<NaiveDate>) -> RunError {
    RunError::NotOnRecord {
        what: day.map_or_else(|| "a run".to_owned(), |day| format!("a run of {day}")),
        next: "see `earwatch runs`".to_owned(),
    }
}

/// A first poll over an archive and the run that took its baseline are one occasion.
pub(super) fn with_baseline<'a>(runs: &'a [Run], asked: Vec<&'a Run>) -> Vec<&'a Run> {
    let [poll] = asked.as_slice() else {
        return asked;
    };
    let before = runs.iter().rfind(|run| run.id < poll.id);
    match before {
        Some(init) if init.command == "init" && poll.command == "poll" && init.started == poll.started => {
            vec![init, poll]
        }
        _ => asked,
    }
}

/// The runs of a day that made versions, recorded documents or met findings, else the last of the day; without a day, the
/// last such run.
pub(super) fn runs_of<'a>(store: &Store, runs: &'a [Run], day: Option<NaiveDate>) -> Result<Vec<&'a Run>, RunError> {
    let asked = || {
        let of_day = |run: &&Run| day.is_none_or(|day| run.as_of == day);
        runs.iter().filter(of_day)
    };
    let mut found = Vec::new();
    for run in asked().rev() {
        if is_news(store, run.id)? {
            found.push(run);
            if day.is_none() {
                break;
            }
        }
    }
    found.reverse();
    Ok(if found.is_empty() { asked().next_back().into_iter().collect() } else { found })
}

/// Whether a run has anything to report.
pub fn is_news(store: &Store, run: RunId) -> Result<bool, RunError> {
    let reader = store.reader();
    Ok(!reader.versions_of_run(run)?.is_empty()
        || !reader.documents_of_run(run)?.is_empty()
        || !reader.came_into_force(run)?.is_empty()
        || !reader.section_days(run)?.is_empty()
        || !reader.ids_read_anew(run)?.is_empty()
        || reader.tells_of_inspection(run)?
        || !reader.findings(&Which::OfRun(run))?.is_empty())
}
