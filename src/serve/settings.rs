//! How it is served, and why it may not be.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::token::Token;
use crate::run::Occasion;
use crate::screen;
use earwatch_report::render::site::Served;

/// Where people log in.
pub(super) const LOGIN: &str = "/login.html";

/// How it is served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Whether what people decide is recorded.
    pub write: bool,
    /// Whether each request is logged.
    pub access_log: bool,
    /// What every request has to bear; needed where others than this machine can ask.
    pub token: Option<Token>,
    /// Names besides its address under which it may be asked.
    pub hosts: Vec<String>,
    /// The database.
    pub database: PathBuf,
    /// The store of parties, where decisions are.
    pub parties: PathBuf,
    /// How parties are screened.
    pub screening: screen::Settings,
    /// Limits.
    pub limits: Limits,
    /// The clock: the moment, and the legal day that it belongs to.
    pub clock: fn(&str) -> Occasion,
}

impl Settings {
    /// What the pages offer besides.
    pub(super) fn served(&self) -> Served {
        Served { writes: self.write, login: self.token.is_some() }
    }
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
    /// No server answers there.
    #[error("no `earwatch serve` answers at {address}: {source}")]
    Silent {
        /// The address that was asked.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system refuses.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
}
