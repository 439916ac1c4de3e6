//! Parties of a request against the lists; nothing of them is kept.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::described::ScreenBody;
use crate::screen::input::ReadRow;
use crate::serve::asked::Ask;
use crate::serve::problem::Problem;
use earwatch_report::report::screened::{ScreenResult, Screened};
use earwatch_screen::party::Party;

/// Whom it is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// The parties
    parties: Vec<Asked>,
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// A party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Your own id of it
    #[serde(default)]
    id: String,
    /// Its name
    name: String,
    /// Other names
    #[serde(default)]
    other_names: Vec<String>,
    /// Addresses, each whole
    #[serde(default)]
    addresses: Vec<String>,
    /// Its country
    country: Option<String>,
}

/// Parties of one request, which is answered at once; a file in the browser may have ten times as many.
const MOST: usize = 10_000;
/// Names and addresses of all of them together.
const MOST_TEXTS: usize = 5 * MOST;

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    screened: Screened,
    results: Vec<ScreenResult>,
}

/// Parties against the lists: one result for each, also without potential matches
#[utoipa::path(
    post,
    path = "/api/v1/screen",
    request_body = Request,
    responses((status = 200, body = ScreenBody, description = "A result for each party, in their order"), (status = 400, description = "Not such a request"))
)]
pub(super) async fn screen(State(desk): Ask, body: Result<Bytes, BytesRejection>) -> Result<Response, Problem> {
    let body = body?;
    let request: Request = serde_json::from_slice(&body)
        .map_err(|error| Problem::invalid(format!("expected {{\"parties\": [{{\"name\": …}}]}}: {error}")))?;
    if request.parties.len() > MOST {
        let found = request.parties.len();
        return Err(Problem::invalid(format!("expected up to {MOST} parties in a request, but found {found}")));
    }
    let texts: usize = request.parties.iter().map(|asked| 1 + asked.other_names.len() + asked.addresses.len()).sum();
    if texts > MOST_TEXTS {
        let why = format!("expected up to {MOST_TEXTS} names and addresses in a request, but found {texts}");
        return Err(Problem::invalid(why));
    }
    let ready = desk.at(request.as_of, request.known_by).await?;
    // Nobody waits any more for what was given up, and it is not worked on.
    let waits = Arc::new(());
    let of_work = Arc::clone(&waits);
    let screen = move || {
        let mut screened = ready.screened("request", &body);
        let result = |(at, asked): (usize, Asked)| {
            if Arc::strong_count(&of_work) < 2 {
                return None;
            }
            let ReadRow { party, notes, skipped } = ReadRow::of_party(asked.party(at), Vec::new());
            let hits = if skipped.is_some() { Ok(Vec::new()) } else { ready.hits(&party) };
            Some(hits.map(|hits| ScreenResult { party, hits, skipped, notes }))
        };
        let results = request.parties.into_iter().enumerate().map_while(result).collect::<Result<Vec<_>, Problem>>()?;
        for result in &results {
            screened.counts.add(result);
        }
        Ok::<_, Problem>(Answer { screened, results })
    };
    let answer = desk.work(screen).await??;
    drop(waits);
    Ok(Json(answer).into_response())
}

impl Asked {
    /// The party; its row is its place in the request, counted from 1.
    fn party(self, at: usize) -> Party {
        let Self { id, name, other_names, addresses, country } = self;
        let row = at as u64 + 1;
        let id = if id.is_empty() { format!("row {row}") } else { id };
        Party { id, row, name, other_names, addresses, country }
    }
}
