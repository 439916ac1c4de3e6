//! Who decides: the name that was typed once, and stands in the next form.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};

use super::desk::Desk;
use super::origin;
use super::session::{cookies, set_cookie};

/// How long a name is remembered.
const REMEMBERED: Duration = Duration::from_secs(180 * 24 * 3600);

/// The name that this browser's last form bore; empty where there was none.
pub(super) fn remembered(desk: &Desk, headers: &HeaderMap) -> String {
    let name = desk.sessions.cookie_name("by");
    let value = cookies(headers, &name).next().unwrap_or_default();
    let pair = format!("by={value}");
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, by)| by.into_owned()).unwrap_or_default()
}

/// Remembers a name.
pub(super) fn cookie(desk: &Desk, by: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    let value: String = url::form_urlencoded::byte_serialize(by.as_bytes()).collect();
    set_cookie(&desk.sessions.cookie_name("by"), &value, REMEMBERED, origin::is_encrypted(headers))
}
