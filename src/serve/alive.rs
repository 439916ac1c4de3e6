//! Whether a server answers: what a container asks of its own.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::metrics::HEALTH;
use super::settings::ServeError;

/// From the first try to connect to the answer, each.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the server that listens at an address whether it lives; it needs no token for that.
///
/// # Errors
/// Where nothing answers, or something else than a server that lives.
pub fn alive(listen: SocketAddr) -> Result<(), ServeError> {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let address = SocketAddr::new(ip, listen.port());
    ask(address).map_err(|source| ServeError::Silent { address, source })
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // In one piece: what does not speak HTTP may go away at the first.
    stream.write_all(format!("GET {HEALTH} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut start = [0; "HTTP/1.1 200".len()];
    stream.read_exact(&mut start)?;
    if start.starts_with(b"HTTP/1.") && start.ends_with(b" 200") {
        return Ok(());
    }
    Err(io::Error::other(format!("expected `HTTP/1.1 200`, but got `{}`", start.escape_ascii())))
}
