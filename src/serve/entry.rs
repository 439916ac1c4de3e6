//! The page of an entry: on any day, as known by any day, in each of its versions.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::asked::{Ask, Params, Place};
use super::desk::Desk;
use super::login::{html, see};
use super::pages::{Day, answer, day_or_none, site};
use super::problem::Problem;
use crate::query::history;
use earwatch_report::render::site::{EntryAt, Life, days};
use earwatch_report::report::history::Happened;

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new().route("/entries/{name}", get(page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    #[serde(deserialize_with = "day_or_none")]
    as_of: Option<NaiveDate>,
    #[serde(deserialize_with = "day_or_none")]
    known_by: Option<NaiveDate>,
    /// The number of a version, from 1.
    version: Option<usize>,
}

async fn page(State(desk): Ask, Place(name): Place<String>, Params(asked): Params<Asked>) -> Result<Response, Problem> {
    let name = format!("entries/{name}");
    let Asked { as_of, known_by, version } = asked;
    let today = desk.occasion().as_of;
    let site = site(&desk, None).await?;
    let Some(life) = site.life(&name) else {
        return answer(&desk, name, &Day { as_of }).await;
    };
    if let Some(version) = version {
        let day = version.checked_sub(1).and_then(|at| days(life).get(at).copied());
        let day = day.ok_or_else(|| Problem::not_found(format!("the entry has no version {version}")))?;
        let known_by = known_by.map(|day| format!("&known_by={day}")).unwrap_or_default();
        return Ok(see(&format!("/{name}?as_of={day}{known_by}")));
    }
    let at = EntryAt { as_of: as_of.unwrap_or(today), known_by };
    if at == EntryAt::of(today) {
        return answer(&desk, name, &Day::default()).await;
    }
    let on_day = on_day(&desk, life, at).await?;
    let made = spawn_blocking(move || site.entry(&name, &on_day, at)).await;
    html(made.map_err(|error| Problem::failed(&error))?)
}

/// What an entry said on a day, and its history, as known by a day.
async fn on_day(desk: &Arc<Desk>, now: &Life, at: EntryAt) -> Result<Life, Problem> {
    let EntryAt { as_of, known_by } = at;
    let ready = desk.at(Some(as_of), known_by).await?;
    let Some(day) = known_by else {
        let entry = ready.entries.iter().find(|entry| entry.id == now.history.id);
        return Ok(Life {
            listed: entry.is_some(),
            entry: entry.unwrap_or(&now.entry).clone(),
            history: Arc::clone(&now.history),
        });
    };
    let public_id = now.public_id().to_string();
    let asked = public_id.clone();
    let lives = desk.ask(move |store| Ok(history::lives_of(store, &asked, Some(day))?)).await?;
    let history = lives.into_iter().find(|life| life.events.iter().any(|event| event.by.published <= day));
    let history =
        history.ok_or_else(|| Problem::not_found(format!("nothing had been published of this entry by {day}")))?;
    let listed = ready.entry(&public_id);
    let entry = if let Some(entry) = listed {
        entry.clone()
    } else {
        // As it last read by what was known then.
        let last = history.events.iter().rfind(|event| event.happened != Happened::Removed);
        let then = desk.at(last.map(|event| event.by.effective), known_by).await?;
        then.entry(&public_id).unwrap_or(&now.entry).clone()
    };
    Ok(Life { listed: listed.is_some(), entry, history: Arc::new(history) })
}
