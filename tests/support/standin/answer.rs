//! An answer before it goes over the wire.

use earwatch_law::digest::sha256_hex;
use serde_json::Value;

/// Status, headers and body.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) body: Vec<u8>,
    /// Further headers.
    pub(super) headers: Vec<(String, String)>,
}

impl Answer {
    pub(super) fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, media_type: media_type.to_owned(), body: body.into(), headers: Vec::new() }
    }

    pub(super) fn json(value: &Value) -> Self {
        Self::new(200, "application/json; charset=utf-8", value.to_string())
    }

    pub(super) fn refusal(status: u16, value: &Value) -> Self {
        Self { status, ..Self::json(value) }
    }

    pub(super) fn missing() -> Self {
        let body = serde_json::json!({"status": 404, "message": "Record Not Found"});
        Self::refusal(404, &body)
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The entity tag: the same bytes have the same.
    pub(super) fn tag(&self) -> String {
        format!("W/\"{}\"", sha256_hex(&self.body))
    }

    pub(super) fn reason(&self) -> &'static str {
        match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            302 => "Found",
            304 => "Not Modified",
            400 => "Bad Request",
            404 => "Not Found",
            429 => "Too Many Requests",
            500 => "Internal Server Error",
            503 => "Service Unavailable",
            _ => "Unnamed",
        }
    }
}
