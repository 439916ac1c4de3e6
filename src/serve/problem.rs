//! What went wrong, as RFC 9457 has it.

use std::fmt::Display;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::{BytesRejection, FormRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::run::RunError;
use crate::store::StoreError;
use earwatch_report::visible::capitalized;

/// An answer that says why there is none.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Problem {
    /// `about:blank`: it is what the status says.
    r#type: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
}

impl Problem {
    fn new(status: StatusCode, detail: impl Display) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        Self { r#type: "about:blank", title, status: status.as_u16(), detail: detail.to_string() }
    }

    pub(super) fn not_found(detail: impl Display) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(super) fn invalid(detail: impl Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// It is too late, or somebody was before.
    pub(super) fn conflict(detail: impl Display) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    /// Nothing may be recorded.
    pub(super) fn read_only() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "this server records nothing; start it with `earwatch serve --write` to record decisions from the browser, or \
             use the command line",
        )
    }

    /// A page of another origin asks.
    pub(super) fn foreign() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "the request comes from a page of another site, so nothing was done; open the page at this server and send it \
             from there. Behind a server that is asked under another name, give --host NAME",
        )
    }

    /// A form without the token of a session that stands.
    pub(super) fn old_form() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "the form is not one of this session, which has ended or belongs to an earlier start of the server, so nothing \
             was done; go back, copy what you wrote, load the page again and send it anew. The browser has to take cookies \
             of this server",
        )
    }

    /// The body is of another kind.
    pub(super) fn kind(expected: &str) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("expected a body with `Content-Type: {expected}`"))
    }

    /// The database could not be written to.
    pub(super) fn not_recorded(error: &StoreError) -> Self {
        tracing::error!("nothing was recorded: {error}");
        let detail = "nothing was recorded: the database cannot be written to at this moment; the log of the server says \
                      why. Try again when another run has ended";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    /// Whether who asked is to say who it is.
    pub(super) fn is_unknown(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    /// What it is, and what to do.
    pub(super) fn in_words(&self) -> (&'static str, String) {
        let heading = match self.status {
            401 => "This server asks for its token",
            403 => "Not allowed",
            404 => "Nothing is here",
            409 => "Nothing was recorded",
            400..500 => "That cannot be answered",
            _ => "There is no answer at this moment",
        };
        (heading, capitalized(&self.detail) + ".")
    }

    /// What went wrong, in words.
    pub(super) fn detail(&self) -> &str {
        &self.detail
    }

    /// The method is none of the address.
    pub(super) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not take this method; see /api/v1/openapi.json")
    }

    /// Another host is named.
    pub(super) fn host(ours: &[String]) -> Self {
        let detail =
            format!("expected a request to {}; give --host NAME where the server has another name", ours.join(", "));
        Self::new(StatusCode::MISDIRECTED_REQUEST, detail)
    }

    /// No token, or another.
    pub(super) fn unknown() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "expected the header “Authorization: Bearer TOKEN” with the token of the server",
        )
    }

    /// Whose request it is, it may not be made.
    pub(super) fn forbidden(detail: impl Display) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// It took too long.
    pub(super) fn late(limit: Duration) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, format!("there was no answer within {} s", limit.as_secs()))
    }

    /// Something is wrong with the program or the machine: the log says what.
    pub(super) fn failed(error: &dyn Display) -> Self {
        tracing::error!("{error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the answer could not be made; the log of the server says why")
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!("{error}");
        let detail = "the database cannot be read at this moment; the log of the server says why";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }
}

impl From<RunError> for Problem {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Store(error) => error.into(),
            RunError::Endpoint { .. } => Self::invalid(error),
            RunError::BeforeBaseline { .. }
            | RunError::NotOnRecord { .. }
            | RunError::NoSuchEntry { .. }
            | RunError::NoEntryOfId { .. }
            | RunError::NoSuchAddress { .. }
            | RunError::NoEntryOfNumber { .. } => Self::not_found(error),
            RunError::NoBaseline => Self::new(StatusCode::SERVICE_UNAVAILABLE, error),
            other => Self::failed(&other),
        }
    }
}

/// What axum refuses is told as everything else is.
macro_rules! refused {
    ($($rejection:ident),*) => {
        $(impl From<$rejection> for Problem {
            fn from(rejection: $rejection) -> Self {
                Self::new(rejection.status(), rejection.body_text())
            }
        })*
    };
}

refused!(BytesRejection, FormRejection, PathRejection, QueryRejection);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
