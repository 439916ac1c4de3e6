//! The protocol over HTTP: a question, an answer, and nothing in between. No sessions and no streams, so that nothing is
//! kept of a client, and nothing holds up the end.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use rmcp::transport::streamable_http_server::StreamableHttpServerConfig;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::tower::StreamableHttpService;

use super::assistant::Assistant;
use crate::serve::desk::Desk;
use crate::serve::problem::Problem;

/// Where it is asked. The host that a request names is looked at before it comes here.
///
/// # Errors
/// Where a schema of this program is no JSON.
pub(in crate::serve) fn router(desk: &Arc<Desk>) -> Result<Router, serde_json::Error> {
    let assistant = Assistant::new(Arc::clone(desk))?;
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .disable_allowed_hosts()
        .with_max_request_body_bytes(desk.settings.limits.body);
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(assistant.clone()), sessions, config);
    Ok(Router::new().route_service("/mcp", service).layer(from_fn(of_own_pages)))
}

/// Lets a request pass that no page of another origin sends. Programs name no origin.
async fn of_own_pages(request: Request, next: Next) -> Response {
    if is_own(request.headers()) {
        next.run(request).await
    } else {
        Problem::forbidden("this address is not for pages of another origin").into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::ORIGIN).iter();
    let (origin, None) = (named.next(), named.next()) else {
        return false;
    };
    let Some(origin) = origin else {
        return true;
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    let authority = authority.filter(|(scheme, _)| ["http", "https"].contains(scheme)).map(|(_, authority)| authority);
    host.zip(authority).is_some_and(|(host, authority)| host.eq_ignore_ascii_case(authority))
}
