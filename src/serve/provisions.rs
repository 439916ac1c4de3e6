//! The page of provisions.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use serde::Deserialize;

use super::asked::{Ask, Params, list_id};
use super::desk::Desk;
use super::login::html;
use super::pages::{day_or_none, today};
use super::problem::Problem;
use crate::query::provisions;
use earwatch_law::law::ListId;

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new().route("/provisions.html", get(page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    list: String,
    #[serde(deserialize_with = "day_or_none")]
    as_of: Option<NaiveDate>,
    #[serde(deserialize_with = "day_or_none")]
    known_by: Option<NaiveDate>,
}

async fn page(State(desk): Ask, Params(asked): Params<Asked>) -> Result<Response, Problem> {
    let Asked { list, as_of, known_by } = asked;
    let ready = desk.at(as_of, known_by).await?;
    let lists: Vec<ListId> = ready.lists.iter().map(|of| of.list).collect();
    let list = match list.as_str() {
        "" => lists.first().copied().unwrap_or(ListId::EntityList),
        name => list_id(name)?,
    };
    if !lists.contains(&list) {
        return Err(Problem::not_found(format!("the baseline holds no {list}")));
    }
    let (info, day) = (ready.info().clone(), ready.at.as_of);
    let texts = desk.ask(move |store| Ok(provisions::texts(store, list, info, day, known_by)?)).await?;
    let made = today(&desk, move |site| site.provisions(&texts, &lists, known_by)).await?;
    html(Ok(made))
}
