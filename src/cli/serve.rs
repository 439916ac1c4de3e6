//! `earwatch serve`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use earwatch::serve::{Limits, Server, Settings, Token, alive};

use super::clock::occasion;
use super::exit::Done;
use super::output;
use super::session::Session;

/// Answer people and programs over HTTP, on this machine: pages, search, an API
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port; 0 takes one that is free
    #[arg(long, value_name = "N", default_value_t = 8744)]
    port: u16,
    /// The address; other machines can ask at any but a loopback address, and need the token
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// A file with the token that every request has to bear
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// A further name under which it is asked; may be given several times
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Ask the server that listens at this address and port whether it lives, and end: 0 if so, 1 if not
    #[arg(long)]
    check: bool,
    /// Record what people decide in the pages and through the API; without it, nothing is written
    #[arg(long)]
    write: bool,
}

impl Serve {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { port, listen, token_file, host, check, write } = self;
        let listen = SocketAddr::new(listen, port);
        if check {
            alive(listen)?;
            return Ok(Done(0));
        }
        // What cannot be read is said now, and not to the first who asks.
        drop(session.open()?);
        let server = Server::bind(Settings {
            listen,
            write,
            access_log: !session.global.quiet,
            token: token_file.as_deref().map(Token::read).transpose()?,
            hosts: host,
            database: session.db.clone(),
            parties: session.config.screening.store.clone(),
            screening: session.config.screening.settings,
            limits: Limits::default(),
            clock: |command| occasion(command, None),
        })?;
        output::tell(&format!("open http://{}/ in a browser; programs: /api/v1/openapi.json", server.address()));
        server.run()?;
        Ok(Done(0))
    }
}
