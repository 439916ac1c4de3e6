//! Whether the program lives, whether it can answer, and how it did so far.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use super::desk::Desk;
use super::problem::Problem;

/// Where it is asked whether the program lives.
pub(super) const HEALTH: &str = "/healthz";

/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// How requests were answered, by route and status.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<BTreeMap<(String, u16), Answered>>);

#[derive(Debug, Default, Clone)]
struct Answered {
    n: u64,
    seconds: f64,
    /// By class, each with those below it.
    within: [u64; CLASSES.len()],
}

impl Metrics {
    pub(super) fn add(&self, route: &str, status: StatusCode, took: Duration) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = all.entry((route.to_owned(), status.as_u16())).or_default();
        answered.n += 1;
        answered.seconds += took.as_secs_f64();
        for (end, within) in CLASSES.iter().zip(&mut answered.within) {
            *within += u64::from(took.as_secs_f64() <= *end);
        }
    }

    /// In the text format of Prometheus, version 0.0.4.
    fn text(&self) -> String {
        const NAME: &str = "earwatch_http_request_duration_seconds";
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut out =
            format!("# HELP {NAME} From the head of a request to the head of its answer.\n# TYPE {NAME} histogram\n");
        for ((route, status), Answered { n, seconds, within }) in &all {
            // Routes are this program's own, so nothing in them has to be escaped.
            let of = format!("route=\"{route}\",status=\"{status}\"");
            for (end, n) in CLASSES.iter().zip(within) {
                let _ = writeln!(out, "{NAME}_bucket{{{of},le=\"{end}\"}} {n}");
            }
            let _ = writeln!(out, "{NAME}_bucket{{{of},le=\"+Inf\"}} {n}");
            let _ = writeln!(out, "{NAME}_sum{{{of}}} {seconds}\n{NAME}_count{{{of}}} {n}");
        }
        out
    }
}

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

/// Health and figures.
pub(super) fn router(metrics: Arc<Metrics>, desk: Arc<Desk>) -> Router {
    let figures = move || {
        let text = metrics.text();
        std::future::ready(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text))
    };
    Router::new()
        .route(HEALTH, get(async || Json(Status { status: "ok" })))
        .route("/readyz", get(ready).with_state(desk))
        .route("/metrics", get(figures))
}

/// Whether the lists can be read.
async fn ready(State(desk): State<Arc<Desk>>) -> Result<Response, Problem> {
    desk.today().await?;
    Ok(Json(Status { status: "ok" }).into_response())
}
