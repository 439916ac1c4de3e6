//! A sign of life to a service that raises the alarm when none comes.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

use super::error::DeliveryError;
use super::request::{Request, request};

/// Asks for `url` after a good run, for `url/fail` after a failed one. Its failure is nothing but a warning.
pub fn ping(url: &Url, good: bool) -> Result<(), DeliveryError> {
    let mut url = url.clone();
    if !good && let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().push("fail");
    }
    request(Request { method: Method::GET, url: &url, headers: HeaderMap::new(), body: Vec::new(), timeout: TIMEOUT })
        .map(drop)
        .map_err(|failed| failed.error)
}

/// A run does not wait longer for it.
const TIMEOUT: Duration = Duration::from_secs(10);
