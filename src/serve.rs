//! `earwatch serve`: the lists over HTTP, for programs and people of the same house.
//!
//! ```text
//! connection ► guard ► api, mcp ► desk ► store
//!  limits       who     what      one state of the lists, kept until the file changes
//!               may     is asked
//! ```
//!
//! It reads the database, and records what people decide where that is wanted (`writes`). What it answers is what the commands print: the same values, by the same
//! schemas.

mod access;
mod acknowledging;
mod alive;
mod api;
mod asked;
mod body;
mod connection;
mod desk;
mod entry;
mod findings;
mod guard;
mod guesses;
mod head;
mod links;
mod login;
pub mod mcp;
mod metrics;
mod notice;
mod origin;
mod pages;
mod person;
mod problem;
mod provisions;
mod ready;
mod reconcile;
mod screening;
mod session;
mod settings;
mod shelf;
mod tagged;
mod token;
mod warm;
mod writes;
mod yente;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use self::access::Access;
pub use self::alive::alive;
use self::desk::Desk;
use self::guard::Guard;
use self::metrics::Metrics;
use self::problem::Problem;
use self::screening::Jobs;
use self::session::Sessions;
pub use self::settings::{Limits, ServeError, Settings};
pub use self::token::{Token, TokenError};

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
        let sessions = Arc::new(Sessions::new(address.port()).map_err(ServeError::Start)?);
        let served = settings.served();
        let metrics = Arc::new(Metrics::default());
        let (access, written) = Access::new(Arc::clone(&metrics), settings.clock, settings.access_log);
        let desk = Arc::new(Desk::new(settings, Arc::clone(&sessions)));
        runtime.spawn(warm::warm(Arc::clone(&desk)));
        let guard = Arc::new(Guard::new(address, &desk.settings, sessions, Arc::clone(&desk.guesses)));
        let jobs = Arc::new(Jobs::new());
        runtime.spawn(screening::sweep(Arc::clone(&jobs)));
        let router = api::router()
            .merge(reconcile::router())
            .merge(yente::router())
            .merge(pages::router())
            .merge(entry::router())
            .merge(findings::router())
            .merge(provisions::router())
            .merge(login::router())
            .merge(screening::router(&jobs))
            .merge(links::router())
            .with_state(Arc::clone(&desk))
            .merge(mcp::router(&desk).map_err(|error| ServeError::Start(error.into()))?)
            .merge(metrics::router(metrics, desk))
            .fallback(async || Problem::not_found("there is nothing at this address; see /api/v1/openapi.json"))
            .method_not_allowed_fallback(async || Problem::method())
            .layer(DefaultBodyLimit::max(limits.body))
            .layer(from_fn_with_state(limits.request, connection::in_time))
            .layer(from_fn_with_state(guard, guard::check))
            .layer(from_fn_with_state(served, notice::told))
            .layer(from_fn(guard::headers))
            .layer(from_fn_with_state(Arc::new(access), access::log));
        let ended = runtime.block_on(connection::serve(listener, router, limits));
        jobs.stop();
        // A question that a client gave up is not waited for.
        runtime.shutdown_timeout(limits.grace);
        written.wait();
        ended.map_err(ServeError::Start)
    }
}
