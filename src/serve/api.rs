//! `/api/v1`: what the commands print as JSON, by the same schemas.
//!
//! A route and its description in the `OpenAPI` document are one thing; what it answers is described by the schemas that
//! `earwatch schema` prints.

mod decisions;
mod described;
mod entries;
mod records;
mod screening;

use std::sync::Arc;

use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::desk::Desk;
use super::problem::Problem;
use super::yente;

/// All routes.
pub(super) fn router() -> axum::Router<Arc<Desk>> {
    let all = OpenApiRouter::with_openapi(described::document())
        .routes(routes!(entries::lists))
        .routes(routes!(entries::entries))
        .routes(routes!(entries::entry))
        .routes(routes!(entries::history))
        .routes(routes!(entries::texts))
        .routes(routes!(entries::provisions_in_force))
        .routes(routes!(records::versions))
        .routes(routes!(records::documents))
        .routes(routes!(records::diff))
        .routes(routes!(records::report))
        .routes(routes!(records::open_findings))
        .routes(routes!(records::acknowledgements))
        .routes(routes!(decisions::acknowledge_finding))
        .routes(routes!(decisions::take_back_acknowledgement))
        .routes(routes!(screening::screen))
        .merge(yente::described());
    let (router, document) = all.split_for_parts();
    let document = Arc::new(described::whole(&document));
    let document = move || {
        let document = document.as_ref().as_ref().map(|document| Json(document.clone()));
        std::future::ready(document.map_err(|error| Problem::failed(error)))
    };
    router.route("/api/v1/openapi.json", axum::routing::get(document))
}
