//! Answers that a client need not be sent twice.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

/// A value that stays the same as long as its tag; without one, nobody keeps it.
pub(super) struct Tagged<T> {
    pub(super) tag: Option<String>,
    pub(super) value: T,
}

impl<T: Serialize> Tagged<T> {
    /// The answer; a client that has it already is told so.
    pub(super) fn answer(self, asked: &HeaderMap) -> Response {
        let Self { tag, value } = self;
        let tag = tag.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok());
        let Some(tag) = tag else {
            return Json(value).into_response();
        };
        let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
        let plain = |known: &str| known.trim().trim_start_matches("W/").to_owned();
        let is_known = known.split(',').map(plain).any(|known| known == "*" || known.as_bytes() == tag.as_bytes());
        let mut response =
            if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Json(value).into_response() };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag);
        // It may be kept, and has to be asked for again each time.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        response
    }
}
