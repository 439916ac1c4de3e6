//! `earwatch serve`: the lists over HTTP, for programs and people of the same house.
//!
//! ```text
//! connection ► guard ► api ► desk ► store
//!  limits       who     what   one state of the lists, kept until the file changes
//!               may     is asked
//! ```
//!
//! It reads the database and writes nothing. What it answers is what the commands print: the same values, by the same
//! schemas.

mod access;
mod api;
mod asked;
mod connection;
mod desk;
mod guard;
mod metrics;
mod pages;
mod problem;
mod ready;
mod reconcile;
mod token;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use self::desk::Desk;
use self::guard::Guard;
use self::metrics::Metrics;
use self::problem::Problem;
pub use self::token::{Token, TokenError};
use crate::run::Occasion;
use crate::screen;

/// How it is served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What every request has to bear; needed where others than this machine can ask.
    pub token: Option<Token>,
    /// Names besides its address under which it may be asked.
    pub hosts: Vec<String>,
    /// The database.
    pub database: PathBuf,
    /// How parties are screened.
    pub screening: screen::Settings,
    /// Limits.
    pub limits: Limits,
    /// The clock: the moment, and the legal day that it belongs to.
    pub clock: fn(&str) -> Occasion,
}

/// What a client may ask of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// From the first byte of a request to the last one of its head.
    pub head: Duration,
    /// From the end of the head to the beginning of the answer.
    pub request: Duration,
    /// Connections at a time; others wait.
    pub connections: usize,
    /// How long requests that have begun are waited for at the end.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { body: 8 << 20, head: seconds(10), request: seconds(60), connections: 512, grace: seconds(10) }
    }
}

/// Why it is not served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others could ask without a token.
    #[error(
        "{0} can be reached from other machines, so every request has to bear a token: give --token-file FILE, or listen \
         at 127.0.0.1"
    )]
    Open(SocketAddr),
    /// The address cannot be had.
    #[error("cannot listen at {listen}: {source}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system refuses.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
}

/// A server that listens, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    settings: Settings,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// Where it is taken, or can be reached from other machines and there is no token.
    pub fn bind(settings: Settings) -> Result<Self, ServeError> {
        if settings.token.is_none() && !settings.listen.ip().is_loopback() {
            return Err(ServeError::Open(settings.listen));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Start)?;
        let listener = runtime
            .block_on(TcpListener::bind(settings.listen))
            .map_err(|source| ServeError::Listen { listen: settings.listen, source })?;
        Ok(Self { runtime, listener, settings })
    }

    /// Where it listens; of port 0, the one that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap_or(self.settings.listen)
    }

    /// Answers until the program is told to end (SIGINT, SIGTERM); requests that have begun are answered to their end.
    ///
    /// # Errors
    /// Where the system gives no more connections.
    pub fn run(self) -> Result<(), ServeError> {
        let address = self.address();
        let Self { runtime, listener, settings } = self;
        let limits = settings.limits;
        let guard = Arc::new(Guard::new(address, &settings));
        let metrics = Arc::new(Metrics::default());
        let desk = Arc::new(Desk::new(settings));
        let router = api::router()
            .merge(reconcile::router())
            .merge(pages::router())
            .with_state(Arc::clone(&desk))
            .merge(metrics::router(Arc::clone(&metrics), desk))
            .fallback(async || Problem::not_found("there is nothing at this address; see /api/v1/openapi.json"))
            .method_not_allowed_fallback(async || Problem::method())
            .layer(DefaultBodyLimit::max(limits.body))
            .layer(from_fn_with_state(limits.request, connection::in_time))
            .layer(from_fn_with_state(guard, guard::check))
            .layer(from_fn(guard::headers))
            .layer(from_fn_with_state(metrics, access::log));
        let served = runtime.block_on(connection::serve(listener, router, limits));
        // A question that a client gave up is not waited for.
        runtime.shutdown_timeout(limits.grace);
        served.map_err(ServeError::Start)
    }
}
