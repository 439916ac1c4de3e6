//! What a reviewer decides of a potential match in the browser: into the store of parties, as `earwatch decide` does.

use std::sync::{Arc, PoisonError};
use std::time::Instant;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use earwatch_report::render::site::screening::About;
use earwatch_report::report::screened::{Counts, DecisionTold, EntryTold, ScreenResult, Verdict};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::jobs::Done;
use super::{All, gone, shown};
use crate::screen::memory::Memory;
use crate::screen::memory::decisions::{Unremembered, Wanted};
use crate::screen::{Against, ScreenError};
use crate::serve::asked::{Ask, Place};
use crate::serve::desk::Desk;
use crate::serve::problem::Problem;
use crate::serve::writes::{Form, Visitor, WriteForm};

/// A decision.
#[derive(Debug, Deserialize)]
pub(super) struct Decision {
    row: u64,
    /// The public id of the entry, or `finding-` and the number of a finding.
    entry: String,
    verdict: Verdict,
    reason: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    part: usize,
}

/// Records a decision on a potential match of the results.
pub(super) async fn decide(
    State(desk): Ask,
    Extension(jobs): All,
    visitor: Visitor,
    Place(key): Place<String>,
    WriteForm(Form { form, .. }): WriteForm<Decision>,
) -> Result<Response, Problem> {
    let Some((job, done)) = jobs.get(&key, Instant::now()).and_then(|job| job.done().map(|done| (job, done))) else {
        return gone(&desk, &jobs, &visitor);
    };
    let (row, part) = (form.row, form.part);
    let asked = Arc::clone(&desk);
    let recorded =
        spawn_blocking(move || record(&asked, &done, &form)).await.map_err(|error| Problem::failed(&error))?;
    match recorded {
        Ok(()) => Ok(Redirect::to(&format!("/screening/{key}?part={part}&decided=true#row-{row}")).into_response()),
        Err(error) => {
            let (status, why) = match error {
                ScreenError::Decision { problem } => (StatusCode::BAD_REQUEST, problem),
                other => {
                    tracing::error!("{other}");
                    let why =
                        "nothing was recorded: the store of parties cannot be written; the log of the server says why";
                    (StatusCode::SERVICE_UNAVAILABLE, why.to_owned())
                }
            };
            shown(&desk, &jobs, &visitor, &job, (status, About { part, alert: Some(why), ..About::default() }))
        }
    }
}

fn id(entry: &EntryTold) -> Option<String> {
    let finding = || entry.finding.as_ref().map(|finding| format!("finding-{}", finding.number));
    entry.public_id.as_ref().map(ToString::to_string).filter(|id| !id.is_empty()).or_else(finding)
}

fn record(desk: &Desk, done: &Done, form: &Decision) -> Result<(), ScreenError> {
    let refused = |problem: &str| ScreenError::Decision { problem: problem.to_owned() };
    let occasion = desk.occasion();
    let against = Against::read(&desk.open()?, occasion.as_of, None)?;
    let mut found = done.found.write().unwrap_or_else(PoisonError::into_inner);
    let of_row = |result: &&ScreenResult| result.party.row == form.row && !result.hits.is_empty();
    let result = found.results.iter().find(of_row).ok_or_else(|| refused("there is no such potential match"))?;
    if !result.has_own_id() {
        return Err(refused("a decision needs an id of the party"));
    }
    let is_it = |entry: &EntryTold| id(entry).as_deref() == Some(form.entry.as_str());
    let mut kinds: Vec<_> = result.hits.iter().filter(|hit| is_it(&hit.entry)).map(|hit| hit.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        return Err(refused("there is no such potential match"));
    }
    let party = result.party.clone();
    let wanted = Wanted {
        party: party.id.clone(),
        entry: form.entry.clone(),
        verdict: form.verdict,
        reason: form.reason.clone(),
        by: form.by.clone(),
        ..Wanted::default()
    };
    let of_screening = Unremembered { party: &party, kinds, screened: &found.screened };
    let mut memory = Memory::open(&desk.settings.parties)?;
    let number = memory.decide_found(&wanted, &of_screening, &against, occasion.now)?;
    let told = DecisionTold {
        number,
        verdict: form.verdict,
        by: form.by.trim().to_owned(),
        reason: form.reason.trim().to_owned(),
        on: occasion.now.date_naive(),
        holds: true,
        reopened: Vec::new(),
    };
    let same = (party.id.clone(), party.hash());
    let mut counts = Counts { duplicate_ids: found.screened.counts.duplicate_ids, ..Counts::default() };
    for result in &mut found.results {
        if (&result.party.id, result.party.hash()) == (&same.0, same.1) {
            for hit in result.hits.iter_mut().filter(|hit| is_it(&hit.entry)) {
                hit.decision = Some(told.clone());
            }
        }
        counts.add(result);
    }
    found.screened.counts = counts;
    Ok(())
}
