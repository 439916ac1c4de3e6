//! What a source hands over: bytes as received, and what is held of earlier answers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

/// Bytes as received, with what proves where they came from. Immutable; stored before parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The address that answered, after redirects; `file:` for an archive.
    pub url: String,
    /// When the bytes were received.
    pub retrieved: DateTime<Utc>,
    /// Media type as stated by the server, without parameters.
    pub media_type: String,
    /// The server's entity tag, verbatim.
    pub etag: Option<String>,
    /// The server's `Last-Modified`, verbatim.
    pub last_modified: Option<String>,
    /// SHA-256 of `bytes`, in hexadecimal.
    pub sha256: String,
    /// The body, decompressed.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// Whether it is the page for readers, which stands in for an XML that is not there yet.
    pub fn is_page(&self) -> bool {
        let kind = self.media_type.split(';').next().unwrap_or_default().trim();
        ["text/html", "application/xhtml+xml"].iter().any(|page| kind.eq_ignore_ascii_case(page))
    }
}

/// By what a server tells whether it would answer the same again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub last_modified: Option<String>,
}

/// What is held of earlier answers, by address.
pub type Held = BTreeMap<String, Validators>;

#[expect(clippy::disallowed_methods, reason = "the edge dates what it receives")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}
