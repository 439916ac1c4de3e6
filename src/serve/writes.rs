//! What a request that changes something has to bear, so that no page of somebody else makes it in a browser's name.
//!
//! | request | needs |
//! |---|---|
//! | a form ([`Form`]) | the cookie of a session, and the token of that session in the field `form_token` |
//! | a form that records something ([`WriteForm`]) | the same, and `--write` |
//! | JSON of a program ([`WriteJson`]) | `Content-Type: application/json`, where the server has a token that token, and `--write` |
//!
//! None of them may come from a page of another origin.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;

use super::desk::Desk;
use super::origin;
use super::problem::Problem;
use super::session::Session;

/// The field of a form that bears the token of its session.
pub(super) const FORM_TOKEN: &str = "form_token";

/// A form that a page of this server gave to this browser.
pub(super) struct Form<T> {
    pub(super) form: T,
    pub(super) session: Session,
}

/// Such a form that records something.
pub(super) struct WriteForm<T>(pub(super) Form<T>);

/// JSON of a program that records something.
pub(super) struct WriteJson<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Desk>> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        own(desk, &parts.headers)?;
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), desk).await?;
        let mut fields = url::form_urlencoded::parse(&bytes);
        let shown = fields.find(|(name, _)| name == FORM_TOKEN).map(|(_, value)| value.into_owned());
        let session = bears(desk, &parts.headers, shown.as_deref().unwrap_or_default())?;
        let axum::Form(form) = axum::Form::from_request(Request::from_parts(parts, Body::from(bytes)), desk).await?;
        Ok(Self { form, session })
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<Desk>> for WriteForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Problem> {
        writes(desk)?;
        Form::from_request(request, desk).await.map(Self)
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<Desk>> for WriteJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Problem> {
        writes(desk)?;
        let headers = request.headers();
        own(desk, headers)?;
        // A page of somebody else can send forms and text, and JSON only where the server says that it may.
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(Problem::kind("application/json"));
        }
        if desk.settings.token.as_ref().is_some_and(|token| !token.is_borne(headers)) {
            return Err(Problem::unknown());
        }
        let bytes = Bytes::from_request(request, desk).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(Problem::invalid)
    }
}

/// Nothing is recorded unless whoever started the server wanted it.
pub(super) fn writes(desk: &Desk) -> Result<(), Problem> {
    if desk.settings.write { Ok(()) } else { Err(Problem::read_only()) }
}

/// A page of somebody else asks nothing.
pub(super) fn own(desk: &Desk, headers: &HeaderMap) -> Result<(), Problem> {
    if origin::is_own(headers, &desk.settings.hosts) { Ok(()) } else { Err(Problem::foreign()) }
}

/// The session of a request whose form bears its token.
pub(super) fn bears(desk: &Desk, headers: &HeaderMap, shown: &str) -> Result<Session, Problem> {
    let session = desk.sessions.of(headers).ok_or_else(Problem::old_form)?;
    if desk.sessions.is_form_of(&session, shown) { Ok(session) } else { Err(Problem::old_form()) }
}

/// Who asks for a page with a form: the session that the form will belong to.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) session: Session,
    is_new: bool,
    is_encrypted: bool,
}

impl FromRequestParts<Arc<Desk>> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Problem> {
        let is_encrypted = origin::is_encrypted(&parts.headers);
        if let Some(session) = desk.sessions.of(&parts.headers) {
            return Ok(Self { session, is_new: false, is_encrypted });
        }
        let session = desk.sessions.begin(false).map_err(|error| Problem::failed(&error))?;
        Ok(Self { session, is_new: true, is_encrypted })
    }
}

impl Visitor {
    /// The token for a form of the page.
    pub(super) fn form_token(&self, desk: &Desk) -> String {
        desk.sessions.form_token(&self.session)
    }

    /// The page, with the cookie of a session that is new.
    pub(super) fn shown(&self, desk: &Desk, page: Response) -> Response {
        let mut page = page.into_response();
        if let Some(cookie) = desk.sessions.cookie(&self.session, self.is_encrypted).filter(|_| self.is_new) {
            page.headers_mut().append(header::SET_COOKIE, cookie);
        }
        page
    }
}
