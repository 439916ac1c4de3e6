//! `/api/v1`: what the commands print as JSON, by the same schemas.
//!
//! A route and its description in the `OpenAPI` document are one thing; what it answers is described by the schemas that
//! `earwatch schema` prints.

mod described;
mod entries;
mod records;
mod screening;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asked::{Params, Place};
use super::desk::Desk;
use super::problem::Problem;

type Ask = State<Arc<Desk>>;

/// All routes.
pub(super) fn router() -> axum::Router<Arc<Desk>> {
    let all = OpenApiRouter::with_openapi(described::document())
        .routes(routes!(entries::lists))
        .routes(routes!(entries::entries))
        .routes(routes!(entries::entry))
        .routes(routes!(entries::history))
        .routes(routes!(entries::texts))
        .routes(routes!(records::versions))
        .routes(routes!(records::documents))
        .routes(routes!(records::diff))
        .routes(routes!(records::report))
        .routes(routes!(records::open_findings))
        .routes(routes!(screening::screen));
    let (router, document) = all.split_for_parts();
    let document = Arc::new(described::whole(&document));
    let document = move || {
        let document = document.as_ref().as_ref().map(|document| Json(document.clone()));
        std::future::ready(document.map_err(|error| Problem::failed(error)))
    };
    router.route("/api/v1/openapi.json", axum::routing::get(document))
}

/// The state of the lists that is asked about.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AsOf {
    /// In force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// A value that stays the same as long as its tag; without one, nobody keeps it.
struct Tagged<T> {
    tag: Option<String>,
    value: T,
}

impl<T: Serialize> Tagged<T> {
    /// The answer; a client that has it already is told so.
    fn answer(self, asked: &HeaderMap) -> Response {
        let Self { tag, value } = self;
        let tag = tag.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok());
        let Some(tag) = tag else {
            return Json(value).into_response();
        };
        let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
        let plain = |known: &str| known.trim().trim_start_matches("W/").to_owned();
        let is_known = known.split(',').map(plain).any(|known| known == "*" || known.as_bytes() == tag.as_bytes());
        let mut response =
            if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Json(value).into_response() };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag);
        // It may be kept, and has to be asked for again each time.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        response
    }
}
