//! What went wrong, as a page for people who follow a link in a browser.

use std::sync::OnceLock;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::problem::Problem;
use super::settings::LOGIN;
use earwatch_report::render::RenderError;
use earwatch_report::render::site::Served;
use earwatch_report::render::site::plain::{Notice, Plain};

/// What makes pages that are about no list; there is one in a program.
pub(super) fn plain(served: Served) -> Result<&'static Plain, RenderError> {
    static PLAIN: OnceLock<Plain> = OnceLock::new();
    if let Some(plain) = PLAIN.get() {
        return Ok(plain);
    }
    let made = Plain::new(served)?;
    Ok(PLAIN.get_or_init(|| made))
}

/// Whether it is a browser that asks for a page.
pub(super) fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    !path.starts_with("/api/")
        && accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/html"))
}

/// Tells people on a page what programs are told as JSON.
pub(super) async fn told(State(served): State<Served>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_page = wants_page(&path, request.headers());
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned().filter(|_| is_page) else {
        return response;
    };
    let name = path.trim_start_matches('/');
    let Ok(page) = plain(served).and_then(|plain| plain.notice(name, &notice(&problem))) else {
        return response;
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.remove(header::CONTENT_LENGTH);
    (parts, page).into_response()
}

fn notice(problem: &Problem) -> Notice {
    let (heading, detail) = problem.in_words();
    if problem.is_unknown() {
        let detail = "Nothing was done: you are not logged in, or no longer. Log in, and send it again.";
        return Notice { heading: heading.to_owned(), detail: detail.to_owned(), helps: Some((LOGIN, "Log in")) };
    }
    Notice { heading: heading.to_owned(), detail, helps: None }
}
