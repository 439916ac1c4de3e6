//! The access log: a line for each request, without what was asked for.

use std::io::Write as _;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::connection::Peer;
use super::metrics::Metrics;
use crate::run::Occasion;

/// Lines that wait to be written; of more, it is said how many were lost.
const WAITING: usize = 8192;

/// Counts requests, and writes a line for each where that is wanted.
#[derive(Debug)]
pub(super) struct Access {
    metrics: Arc<Metrics>,
    clock: fn(&str) -> Occasion,
    log: Option<Log>,
}

/// Where lines are put: whoever reads them holds up no answer.
#[derive(Debug)]
struct Log {
    lines: SyncSender<String>,
    lost: AtomicU64,
}

/// Ends when all lines are written.
#[derive(Debug)]
pub(super) struct Written(Option<Receiver<()>>);

impl Written {
    /// Waits for it, not for long: who reads the lines may have stopped.
    pub(super) fn wait(self) {
        if let Some(ended) = self.0 {
            // An error is the end: nobody sends anything.
            let _ = ended.recv_timeout(Duration::from_secs(1));
        }
    }
}

/// A request and its answer.
#[derive(Serialize)]
struct Line<'a> {
    time: String,
    method: &'a str,
    /// The route, not the address: names of parties stand in addresses.
    route: &'a str,
    status: u16,
    /// Milliseconds from the head of the request to the head of the answer.
    ms: f64,
    /// Bytes of the answer's body; absent of one that is sent while it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    from: &'static str,
}

impl Access {
    /// Counts, and logs to standard error where `is_logged`.
    pub(super) fn new(metrics: Arc<Metrics>, clock: fn(&str) -> Occasion, is_logged: bool) -> (Self, Written) {
        let (log, written) = if is_logged { Log::begin() } else { (None, Written(None)) };
        (Self { metrics, clock, log }, written)
    }
}

impl Log {
    fn begin() -> (Option<Self>, Written) {
        let (lines, waiting) = sync_channel::<String>(WAITING);
        let (end, ended) = sync_channel::<()>(0);
        let writes = move || {
            let _end = end;
            for line in waiting {
                // Where nobody reads it, there is nobody to tell.
                let _ = std::io::stderr().lock().write_all(line.as_bytes());
            }
        };
        let thread = std::thread::Builder::new().name("access-log".to_owned()).spawn(writes);
        match thread {
            Ok(_) => (Some(Self { lines, lost: AtomicU64::new(0) }), Written(Some(ended))),
            Err(error) => {
                tracing::warn!("requests are not logged: {error}");
                (None, Written(None))
            }
        }
    }

    fn put(&self, line: &Line<'_>) {
        let Ok(mut text) = serde_json::to_string(line) else {
            return;
        };
        text.push('\n');
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            text.insert_str(0, &format!("{{\"time\":\"{}\",\"lines_lost\":{lost}}}\n", line.time));
        }
        if self.lines.try_send(text).is_err() {
            self.lost.fetch_add(lost + 1, Ordering::Relaxed);
        }
    }
}

/// Counts and logs how a request was answered. Names of parties stand in addresses and bodies, which are not said.
pub(super) async fn log(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let Peer(peer) = Peer::of(&request);
    let begun = Instant::now();
    let response = next.run(request).await;
    let (status, took) = (response.status(), begun.elapsed());
    access.metrics.add(&route, status, took);
    if let Some(log) = &access.log {
        log.put(&Line {
            time: time((access.clock)("serve").now),
            method: named(&method),
            route: &route,
            status: status.as_u16(),
            ms: (took.as_secs_f64() * 1e6).round() / 1e3,
            bytes: response.body().size_hint().exact(),
            from: class(peer),
        });
    }
    response
}

fn time(now: DateTime<Utc>) -> String {
    now.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A method by its name; one that nobody knows could be any text.
fn named(method: &Method) -> &str {
    const KNOWN: [Method; 7] =
        [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    if KNOWN.contains(method) { method.as_str() } else { "other" }
}

/// Of which kind an address is: who asked is not said.
fn class(address: IpAddr) -> &'static str {
    match address.to_canonical() {
        ip if ip.is_loopback() => "loopback",
        IpAddr::V4(v4) if v4.is_private() || v4.is_link_local() => "private",
        IpAddr::V6(v6) if v6.is_unique_local() || v6.is_unicast_link_local() => "private",
        _ => "public",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_said_by_its_kind() {
        for (address, kind) in [
            ("127.0.0.9", "loopback"),
            ("::1", "loopback"),
            ("::ffff:127.0.0.1", "loopback"),
            ("10.1.2.3", "private"),
            ("172.31.0.1", "private"),
            ("169.254.0.1", "private"),
            ("fd00::1", "private"),
            ("fe80::1", "private"),
            ("172.32.0.1", "public"),
            ("2001:db8::1", "public"),
        ] {
            assert_eq!(class(address.parse().unwrap()), kind, "{address}");
        }
    }
}
