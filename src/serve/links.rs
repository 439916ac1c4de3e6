//! Who sits with an entry or bears a name of it, as `earwatch links` tells it: a drawing and a table.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use earwatch_report::render::site::AskedLinks;
use serde::Deserialize;

use super::asked::{Ask, Params};
use super::desk::Desk;
use super::problem::Problem;
use super::screening::{answers, day_of, page};
use crate::query::links::{Asked, links};
use crate::run::RunError;

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new().route("/links.html", get(show))
}

/// Who is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    /// A name, alias, former name, number or public id, now or earlier.
    entry: String,
    as_of: String,
    depth: Option<usize>,
    possible: bool,
}

/// Steps that a page goes.
const MOST_STEPS: usize = 3;

async fn show(State(desk): Ask, Params(query): Params<Query>) -> Result<Response, Problem> {
    let of = day_of(&desk, &query.as_of)?;
    let day = of.day;
    let depth = query.depth.unwrap_or(1);
    if !(1..=MOST_STEPS).contains(&depth) {
        return Err(Problem::invalid(format!("expected a depth from 1 to {MOST_STEPS}, but found {depth}")));
    }
    let asked = AskedLinks { asked: query.entry.trim().to_owned(), depth, possible: query.possible };
    if asked.asked.is_empty() {
        return page(StatusCode::OK, answers(&desk)?.links(of, None, asked, None));
    }
    let of_question = asked.clone();
    let found = desk
        .ask(move |store| {
            let asked = Asked {
                name: &of_question.asked,
                as_of: day,
                known_by: None,
                depth: of_question.depth,
                possible: of_question.possible,
            };
            match links(store, asked) {
                Ok(found) => Ok(Ok(found)),
                Err(
                    error @ (RunError::NoSuchEntry { .. }
                    | RunError::NoEntryOfId { .. }
                    | RunError::NoEntryOfNumber { .. }
                    | RunError::NoSuchAddress { .. }),
                ) => Ok(Err(error.to_string())),
                Err(other) => Err(other.into()),
            }
        })
        .await?;
    match found {
        Ok(found) => page(StatusCode::OK, answers(&desk)?.links(of, Some(&found), asked, None)),
        Err(nobody) => page(StatusCode::NOT_FOUND, answers(&desk)?.links(of, None, asked, Some(nobody))),
    }
}
