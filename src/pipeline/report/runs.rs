//! Which runs a report is about.

use chrono::NaiveDate;

use crate::pipeline::PipelineError;
use crate::store::Store;
use crate::store::findings::Which;
use crate::store::runs::Run;

pub(super) fn no_run(day: Option<NaiveDate>) -> PipelineError {
    PipelineError::Endpoint {
        found: day.map_or_else(|| "the last run".to_owned(), |day| day.to_string()),
        why: "no run is on record there".to_owned(),
    }
}

/// A first poll over an archive and the run that took its baseline are one occasion.
pub(super) fn with_baseline<'a>(runs: &'a [Run], asked: Vec<&'a Run>) -> Vec<&'a Run> {
    let [poll] = asked.as_slice() else {
        return asked;
    };
    let before = runs.iter().rfind(|run| run.id < poll.id);
    match before {
        Some(init)
            if init.command == "init" && poll.command == "poll" && init.started == poll.started =>
        {
            vec![init, poll]
        }
        _ => asked,
    }
}

/// The last run of the day that made versions, recorded documents or met findings; else the last of the day.
pub(super) fn run_of<'a>(
    store: &Store,
    runs: &'a [Run],
    day: Option<NaiveDate>,
) -> Result<Option<&'a Run>, PipelineError> {
    let mut last = None;
    for run in runs
        .iter()
        .rev()
        .filter(|run| day.is_none_or(|day| run.as_of == day))
    {
        let reader = store.reader();
        if !reader.versions_of_run(run.id)?.is_empty()
            || !reader.documents_of_run(run.id)?.is_empty()
            || !reader.came_into_force(run.id)?.is_empty()
            || !reader.findings(&Which::OfRun(run.id))?.is_empty()
        {
            return Ok(Some(run));
        }
        last = last.or(Some(run));
    }
    Ok(last)
}
