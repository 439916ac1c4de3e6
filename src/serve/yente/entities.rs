//! `GET /entities/{id}`, and what is beside an entity.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Of};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use earwatch_report::render::exchange::ftm::graph::Graph;
use serde::{Deserialize, Serialize};

use super::answers::{AdjacentResultsResponse, EntityAdjacentResponse, EntityResponse, ErrorResponse};
use super::entity::{Told, Total};
use super::kept::All;
use super::params::{Params, Refused, window, within};
use super::search::{MOST_OFFSET, MOST_RESULTS, RESULTS};
use super::state::State;
use crate::serve::asked::Ask;
use crate::serve::problem::Problem;

/// How an entity is told.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct How {
    /// With the entities beside it: addresses, the sanction, bodies below it
    nested: bool,
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

impl Default for How {
    fn default() -> Self {
        Self { nested: true, as_of: None, known_by: None }
    }
}

/// An entity by its id
#[utoipa::path(
    get,
    path = "/entities/{entity_id}",
    operation_id = "fetch_entity",
    tag = "yente",
    params(("entity_id" = String, Path, description = "Public id of an entry, or the id of an entity beside one"), How),
    responses(
        (status = 200, body = EntityResponse, description = "The entity"),
        (status = 308, description = "The entry bears another id now"),
        (status = 404, body = ErrorResponse, content_type = "application/problem+json", description = "No such entity on that day"),
        (status = 422, description = "Not such a request"),
    )
)]
pub(super) async fn entity(
    Of(desk): Ask,
    id: Result<Path<String>, PathRejection>,
    Params(How { nested, as_of, known_by }): Params<How>,
) -> Result<Response, Refused> {
    let Path(id) = id?;
    let state = State::at(&desk, as_of, known_by).await?;
    let told = move |all: &All, place, day| {
        let told = if nested { Told::nested(all, place, day) } else { Told::at(all, place, day) };
        Ok(Json(told?).into_response())
    };
    Ok(desk.work(move || of_entity(&state, &id, told)).await??)
}

/// The answer about an entity; that of another id is elsewhere.
fn of_entity(
    state: &State,
    id: &str,
    answer: impl FnOnce(&All, usize, NaiveDate) -> Result<Response, Problem>,
) -> Result<Response, Problem> {
    let (all, day) = (state.all()?, state.day());
    if let Some(place) = all.graph.place(id) {
        return answer(all, place, day);
    }
    let now = all.current.get(id);
    let now = now.ok_or_else(|| Problem::not_found(format!("No such entity! None of this id is known of {day}")))?;
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("/entities/{now}"))]).into_response())
}

/// Which page.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// Entities of each property at most; without it, 10
    #[param(maximum = 500)]
    limit: Option<i64>,
    /// After so many
    #[param(maximum = 9499)]
    offset: Option<i64>,
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

impl Page {
    fn window(&self) -> Result<(usize, usize), Refused> {
        let offset = within("offset", self.offset.unwrap_or_default(), MOST_OFFSET)?;
        Ok((window(self.limit, RESULTS, MOST_RESULTS)?, offset))
    }
}

#[derive(Serialize)]
struct Beside<'a> {
    results: Vec<Told<'a>>,
    total: Total,
    limit: usize,
    offset: usize,
}

impl<'a> Beside<'a> {
    fn new(all: &'a All, places: &[usize], (limit, offset): (usize, usize), day: NaiveDate) -> Result<Self, Problem> {
        let page = places.iter().skip(offset).take(limit);
        let results = page.map(|place| Told::at(all, *place, day)).collect::<Result<_, _>>()?;
        Ok(Self { results, total: Total::of(places.len()), limit, offset })
    }
}

#[derive(Serialize)]
struct Adjacent<'a> {
    entity: Told<'a>,
    adjacent: BTreeMap<&'static str, Beside<'a>>,
}

/// The entities beside an entity, by property
#[utoipa::path(
    get,
    path = "/entities/{entity_id}/adjacent",
    operation_id = "fetch_adjacent",
    tag = "yente",
    params(("entity_id" = String, Path, description = "Public id of an entry, or the id of an entity beside one"), Page),
    responses(
        (status = 200, body = EntityAdjacentResponse, description = "The entity, and those beside it"),
        (status = 308, description = "The entry bears another id now"),
        (status = 404, body = ErrorResponse, content_type = "application/problem+json", description = "No such entity on that day"),
        (status = 422, description = "Not such a request"),
    )
)]
pub(super) async fn adjacent(
    Of(desk): Ask,
    id: Result<Path<String>, PathRejection>,
    Params(page): Params<Page>,
) -> Result<Response, Refused> {
    let Path(id) = id?;
    let window = page.window()?;
    let state = State::at(&desk, page.as_of, page.known_by).await?;
    let answer = move |all: &All, place, day| {
        let beside = all.graph.adjacent(place).into_iter();
        let beside = beside.map(|(property, places)| Ok((property, Beside::new(all, &places, window, day)?)));
        let adjacent = beside.collect::<Result<_, Problem>>()?;
        Ok(Json(Adjacent { entity: Told::at(all, place, day)?, adjacent }).into_response())
    };
    Ok(desk.work(move || of_entity(&state, &id, answer)).await??)
}

/// The entities beside an entity in one property
#[utoipa::path(
    get,
    path = "/entities/{entity_id}/adjacent/{property_name}",
    operation_id = "fetch_adjacent_by_property",
    tag = "yente",
    params(
        ("entity_id" = String, Path, description = "Public id of an entry, or the id of an entity beside one"),
        ("property_name" = String, Path, description = "`addressEntity`, `sanctions`, `unknownLinkFrom` …"),
        Page
    ),
    responses(
        (status = 200, body = AdjacentResultsResponse, description = "Those beside it"),
        (status = 308, description = "The entry bears another id now"),
        (status = 404, body = ErrorResponse, content_type = "application/problem+json", description = "No such entity on that day, or no such property"),
        (status = 422, description = "Not such a request"),
    )
)]
pub(super) async fn adjacent_by(
    Of(desk): Ask,
    place: Result<Path<(String, String)>, PathRejection>,
    Params(page): Params<Page>,
) -> Result<Response, Refused> {
    let Path((id, property)) = place?;
    let window = page.window()?;
    let state = State::at(&desk, page.as_of, page.known_by).await?;
    let answer = move |all: &All, place, day| {
        if !Graph::is_reference(&property) {
            return Err(Problem::not_found(format!("No such property! “{property}” leads from no entity to another")));
        }
        let beside = all.graph.adjacent(place).into_iter().find(|(known, _)| *known == property);
        let places = beside.map(|(_, places)| places).unwrap_or_default();
        Ok(Json(Beside::new(all, &places, window, day)?).into_response())
    };
    Ok(desk.work(move || of_entity(&state, &id, answer)).await??)
}
