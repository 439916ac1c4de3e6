//! The access log: a line for each request, without what was asked for.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::metrics::Metrics;

/// Says and counts how a request was answered. Names of parties stand in queries and bodies, which are not said.
pub(super) async fn log(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let (status, took) = (response.status(), begun.elapsed());
    metrics.add(&route, status, took);
    tracing::info!(target: "earwatch::access", %method, route, status = status.as_u16(), micros = took.as_micros());
    response
}
