//! What stands in an address, or why it is none, in words.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::desk::Desk;
use super::problem::Problem;
use earwatch_law::law::ListId;

/// Where it is answered.
pub(super) type Ask = State<Arc<Desk>>;

/// What stands behind `?`.
pub(super) struct Params<T>(pub(super) T);

/// The parts of an address that differ.
pub(super) struct Place<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(read) = Query::from_request_parts(parts, state).await?;
        Ok(Self(read))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Place<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(read) = Path::from_request_parts(parts, state).await?;
        Ok(Self(read))
    }
}

/// A list by its name.
pub(super) fn list_id(name: &str) -> Result<ListId, Problem> {
    let known = ListId::ALL.into_iter().find(|list| list.name() == name);
    known.ok_or_else(|| {
        let names: Vec<_> = ListId::ALL.iter().map(|list| list.name()).collect();
        Problem::invalid(format!("expected one of {}, but found “{name}”", names.join(", ")))
    })
}

/// The state of the lists that is asked about.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct AsOf {
    /// In force on this day; without it, today
    pub(super) as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    pub(super) known_by: Option<NaiveDate>,
}
