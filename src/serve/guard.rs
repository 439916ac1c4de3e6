//! Who may ask: the host that is asked for, the token, and what a browser is told of an answer.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::time::sleep;

use super::connection::Peer;
use super::guesses::Guesses;
use super::login::{self, PUBLIC};
use super::metrics::HEALTH;
use super::notice::wants_page;
use super::problem::Problem;
use super::session::Sessions;
use super::settings::Settings;
use super::token::{Token, borne};

/// What a request has to bear.
#[derive(Debug)]
pub(super) struct Guard {
    token: Option<Token>,
    /// Names under which it may be asked, lower case, without port.
    hosts: Vec<String>,
    /// Whether other machines can ask.
    is_open: bool,
    sessions: Arc<Sessions>,
    guesses: Arc<Guesses>,
}

impl Guard {
    pub(super) fn new(
        address: SocketAddr,
        settings: &Settings,
        sessions: Arc<Sessions>,
        guesses: Arc<Guesses>,
    ) -> Self {
        let ip = address.ip();
        let own = if address.is_ipv6() { format!("[{ip}]") } else { ip.to_string() };
        let local = ip.is_loopback().then(|| ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        let named = settings.hosts.iter().map(|host| host.to_lowercase());
        let hosts = local.into_iter().flatten().chain([own]).chain(named).collect();
        Self { token: settings.token.clone(), hosts, is_open: !ip.is_loopback(), sessions, guesses }
    }

    /// Whether the request names a host that is ours. A page of somebody else whose name was made to lead here (DNS
    /// rebinding) names its own.
    fn is_host(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else {
            return false;
        };
        let authority = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
        let Some(authority) = authority.filter(|authority| !authority.as_str().contains('@')) else {
            return false;
        };
        let host = authority.host().to_lowercase();
        // Where others can ask, the names that lead here are not known; whoever asks bears the token.
        self.hosts.contains(&host) || self.is_open && self.token.is_some()
    }

    /// Whether who asks may know: there is no token, or the request bears it, or the cookie of somebody who showed it.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        self.token.as_ref().is_none_or(|token| {
            token.is_borne(headers) || self.sessions.of(headers).is_some_and(|session| session.is_known)
        })
    }
}

/// Lets a request pass that names this host and bears the token. Whether the program lives may be asked without a token.
pub(super) async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !guard.is_host(headers) {
        return Problem::host(&guard.hosts).into_response();
    }
    let path = request.uri().path();
    if guard.is_known(headers) || path == HEALTH || PUBLIC.contains(&path) {
        return next.run(request).await;
    }
    if borne(headers).is_some() {
        let peer = Peer::of(&request);
        sleep(guard.guesses.wrong(peer.0)).await;
    } else if request.method() == Method::GET && wants_page(path, headers) {
        return login::at(request.uri().path_and_query().map_or("/", |asked| asked.as_str()));
    }
    Problem::unknown().into_response()
}

/// What holds of every answer: it is no page that another may embed, and nothing of it is guessed or kept by others. Forms of
/// these pages say where they come from: without any referrer a browser would say that they come from nowhere.
const HEADERS: [(header::HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action \
         'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds what holds of every answer.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
