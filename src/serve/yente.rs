//! What clients of `yente`, the matching server of `OpenSanctions`, ask for: `/match`, `/search`, `/entities`, `/catalog`,
//! `/algorithms`, answered as its version 5 does.
//!
//! Datasets are the lists, and `default` is all of them. Entities are those of `earwatch export --to ftm`; scores are those
//! of a screening. The list does not say what a party is, so a query by any schema is held against all entries.

pub(super) mod answers;
mod catalog;
mod dataset;
mod entities;
mod entity;
mod example;
mod facets;
pub(super) mod kept;
mod matching;
mod params;
mod schemata;
mod search;
mod state;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::desk::Desk;
use super::problem::Problem;

/// The routes, with their descriptions.
pub(super) fn described() -> OpenApiRouter<Arc<Desk>> {
    OpenApiRouter::new()
        .routes(routes!(matching::matching))
        .routes(routes!(search::search))
        .routes(routes!(entities::entity))
        .routes(routes!(entities::adjacent))
        .routes(routes!(entities::adjacent_by))
        .routes(routes!(catalog::catalog))
        .routes(routes!(catalog::algorithms))
}

/// Another address of the catalog.
pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new().route("/manifest", get(catalog::catalog))
}

/// Makes the lists of today ready.
pub(super) async fn warm(desk: &Arc<Desk>) -> Result<(), Problem> {
    state::State::at(desk, None, None).await.map(drop)
}
