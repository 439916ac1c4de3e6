//! HTTP/1.1 over plain sockets: requests in, answers and faults out, byte by byte under the test's control.

use std::fmt::Write as _;
use std::io::{self, BufReader, Write as _};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::answer::Answer;
use super::fault::{Fault, Switch};
use super::{Shared, routes};

/// How long an open connection waits for another request.
const IDLE: Duration = Duration::from_secs(30);
/// Smaller bodies are not worth compressing.
const COMPRESSED_FROM: usize = 512;

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Path and query, percent-decoded.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) at: Instant,
    /// As it stands in the request line.
    pub(super) raw: String,
}

impl Asked {
    /// A header, whatever the case of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn read(from: &mut impl io::BufRead) -> Option<Self> {
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let raw = line.split(' ').nth(1)?.to_owned();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let decoded = format!("q={}", raw.replace('&', "%26"));
        let target = url::form_urlencoded::parse(decoded.as_bytes())
            .next()
            .map_or_else(String::new, |(_, value)| value.into_owned());
        Some(Self { target, headers, at: Instant::now(), raw })
    }
}

/// Serves one connection until it ends.
pub(super) fn serve(shared: &Shared, stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(IDLE));
    let _ = stream.set_nodelay(true);
    let Ok(copy) = stream.try_clone() else { return };
    let mut requests = BufReader::new(copy);
    while let Some(asked) = Asked::read(&mut requests) {
        shared.asked.lock().unwrap().push(asked.clone());
        let fault = Switch::take(&mut shared.switches.lock().unwrap(), &asked.target);
        if answer(shared, &asked, fault.as_ref(), stream).is_err() || shared.stopped() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

#[allow(clippy::disallowed_methods, reason = "a server says what time it is")]
/// Answers one request; an error ends the connection.
fn answer(shared: &Shared, asked: &Asked, fault: Option<&Fault>, mut to: &TcpStream) -> io::Result<()> {
    let (mut answer, ahead, compress) = {
        let world = shared.world.lock().unwrap();
        let host = format!("http://{}", shared.address);
        (routes::answer(&world, &host, &asked.raw), world.clock_ahead, world.compresses)
    };
    if let Some(fault) = fault {
        answer = fault.spoil(answer);
    }
    let spoilt = fault.is_some();
    let date = (Utc::now() + TimeDelta::seconds(ahead)).format("%a, %d %b %Y %H:%M:%S GMT");
    let date = format!("Date: {date}\r\n");
    if answer.status == 200 && !spoilt {
        answer = answer.clone().with("ETag", answer.tag());
        if asked.header("If-None-Match") == Some(answer.tag().as_str()) {
            let head = format!("HTTP/1.1 304 Not Modified\r\n{date}ETag: {}\r\n\r\n", answer.tag());
            return to.write_all(head.as_bytes());
        }
        let accepted = asked.header("Accept-Encoding").unwrap_or_default();
        if compress && accepted.contains("gzip") && answer.body.len() >= COMPRESSED_FROM {
            answer.body = gzip([answer.body.as_slice()]);
            answer = answer.with("Content-Encoding", "gzip");
        }
    }
    let mut head = format!("HTTP/1.1 {} {}\r\n{date}", answer.status, answer.reason());
    let _ = write!(head, "Content-Type: {}\r\n", answer.media_type);
    for (name, value) in &answer.headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    send(shared, &head, &answer, fault, to)
}

/// Puts an answer on the wire as the fault wants it; an error ends the connection.
fn send(shared: &Shared, head: &str, answer: &Answer, fault: Option<&Fault>, mut to: &TcpStream) -> io::Result<()> {
    let body = answer.body.as_slice();
    let broken_off = || io::Error::from(io::ErrorKind::ConnectionAborted);
    let whole = format!("{head}Content-Length: {}\r\n\r\n", body.len());
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    match fault {
        Some(Fault::Close) => return Err(broken_off()),
        Some(Fault::Hang) => {
            while !shared.stopped() && !gone(to) {
                thread::sleep(Duration::from_millis(20));
            }
            return Err(broken_off());
        }
        Some(Fault::Truncated) => {
            to.write_all(whole.as_bytes())?;
            to.write_all(&body[..body.len() / 2])?;
            return Err(broken_off());
        }
        Some(Fault::ChunksWithoutEnd) => {
            to.write_all(chunked.as_bytes())?;
            to.write_all(format!("{:x}\r\n", body.len()).as_bytes())?;
            to.write_all(body)?;
            to.write_all(b"\r\n")?;
            return Err(broken_off());
        }
        Some(Fault::Endless) => {
            to.write_all(chunked.as_bytes())?;
            to.write_all(format!("{:x}\r\n", body.len()).as_bytes())?;
            to.write_all(body)?;
            let blanks = format!("\r\n10000\r\n{}", " ".repeat(0x1_0000));
            while !shared.stopped() {
                to.write_all(blanks.as_bytes())?;
            }
            return Err(broken_off());
        }
        Some(Fault::Slow(time)) => thread::sleep(*time),
        Some(_) | None => {}
    }
    to.write_all(whole.as_bytes())?;
    to.write_all(body)
}

/// Whether the visitor has left.
fn gone(stream: &TcpStream) -> bool {
    let _ = stream.set_nonblocking(true);
    let left = matches!(stream.peek(&mut [0]), Ok(0)) || stream.take_error().is_ok_and(|error| error.is_some());
    let _ = stream.set_nonblocking(false);
    left
}

pub(super) fn gzip<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for part in parts {
        encoder.write_all(part).unwrap();
    }
    encoder.finish().unwrap()
}
