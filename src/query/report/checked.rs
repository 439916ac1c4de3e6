//! What was looked at to come to a report, in words.

use chrono::NaiveDate;

use super::scope::Scope;
use crate::run::RunError;
use crate::store::Store;
use crate::store::runs::Run;
use earwatch_law::law::quantity::quantity;

/// Runs that are told one by one; of more, the last.
const TOLD: usize = 3;

/// What the runs that were asked for looked at.
pub(super) fn runs(scope: &Scope, all: &[Run], asked: &[&Run]) -> Vec<String> {
    let skipped = asked.len().saturating_sub(TOLD);
    let mut words = Vec::new();
    if skipped > 0 {
        words.push(format!("{} runs are reported together.", asked.len()));
    }
    words.extend(asked.iter().skip(skipped).map(|run| of_run(run)));
    // A digest is the same whenever it is sent; who asks for the last news is told what came after.
    let last = asked.last().filter(|_| *scope == Scope::Run(None));
    let later = last.and_then(|last| all.iter().rposition(|run| run.id == last.id));
    let later = later.and_then(|at| all.get(at + 1..)).unwrap_or_default();
    if let Some(last) = later.last() {
        words.push(format!("{} had nothing to report. {}", quantity(later.len(), "later run"), of_run(last)));
    }
    words
}

fn of_run(run: &Run) -> String {
    let named = format!("Run {} of {} ({})", run.id.0, run.as_of, run.command);
    let message = run.message.as_deref().unwrap_or("nothing is on record of it");
    match &run.checked {
        Some(checked) if run.did_its_work() => {
            format!("{named} asked: {checked}.")
        }
        _ if run.finished.is_none() => format!("{named} did not finish."),
        _ if !run.did_its_work() => format!("{named} failed: {message}."),
        _ if run.command == "poll" => {
            format!("{named} read an archive and asked no source.")
        }
        _ => format!("{named} ended with: {message}."),
    }
}

/// How many documents were recorded, and which is the newest on record.
pub(super) fn documents(
    store: &Store,
    scope: &Scope,
    recorded: usize,
    as_of: NaiveDate,
) -> Result<Vec<String>, RunError> {
    let mut words = vec![match recorded {
        0 => "No document was recorded.".to_owned(),
        1 => "1 document was recorded.".to_owned(),
        n => format!("{n} documents were recorded."),
    }];
    // The documents that runs recorded are named by what they did.
    let is_named = recorded > 0 && matches!(scope, Scope::OfRuns(_) | Scope::Run(Some(_)));
    if is_named || matches!(scope, Scope::Document(_)) {
        return Ok(words);
    }
    let documents = store.reader().documents()?;
    words.push(
        match documents.iter().filter(|document| document.published <= as_of).max_by_key(|document| document.published)
        {
            Some(newest) => {
                format!("The newest document on record is {}, published {}.", newest.number, newest.published)
            }
            None => "No document is on record yet.".to_owned(),
        },
    );
    Ok(words)
}
