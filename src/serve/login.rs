//! Logging in where the server has a token: a page takes it once, and a cookie stands for it from then on.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;
use tokio::time::sleep;

use super::asked::{Ask, Params};
use super::connection::Peer;
use super::desk::Desk;
use super::notice::plain;
use super::origin;
use super::pages::kind;
use super::problem::Problem;
use super::settings::LOGIN;
use super::writes::{Form, Visitor};
use earwatch_report::render::RenderError;
use earwatch_report::render::site::plain::{LOADED, Login, Plain};

/// What is shown to whoever has not logged in: how to, and what that page looks like.
pub(super) const PUBLIC: [&str; 4] = [LOGIN, "/style.css", "/served.css", "/favicon.ico"];

pub(super) fn router() -> Router<Arc<Desk>> {
    let mut router = Router::new().route(LOGIN, get(page).post(log_in)).route("/logout.html", get(leave).post(log_out));
    for (name, text) in LOADED {
        let kind = kind(name).unwrap_or_default();
        let loaded = move || std::future::ready(([(header::CONTENT_TYPE, kind)], text));
        router = router.route(&format!("/{name}"), get(loaded));
    }
    router
}

/// Where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

/// What stands in the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    token: String,
    next: String,
}

/// A form without fields.
#[derive(Debug, Deserialize)]
struct Blank {}

/// A page of this server; an address that leads elsewhere is none.
fn local(next: &str) -> &str {
    let is_local = next.starts_with('/')
        && !next.starts_with("//")
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && ![LOGIN, "/logout.html"].iter().any(|page| next.starts_with(page));
    if is_local { next } else { "/" }
}

/// On to another page, which is asked for with GET.
pub(super) fn see(page: &str) -> Response {
    let to = HeaderValue::from_str(page).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Where to log in, to go on with a page.
pub(super) fn at(page: &str) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    see(&format!("{LOGIN}?next={next}"))
}

pub(super) fn html(made: Result<Vec<u8>, RenderError>) -> Result<Response, Problem> {
    let bytes = made.map_err(|error| Problem::failed(&error))?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes).into_response())
}

fn plain_of(desk: &Desk) -> Result<&'static Plain, Problem> {
    plain(desk.settings.served()).map_err(|error| Problem::failed(&error))
}

async fn page(State(desk): Ask, Params(Next { next }): Params<Next>, visitor: Visitor) -> Result<Response, Problem> {
    let next = local(&next);
    if desk.settings.token.is_none() || visitor.session.is_known {
        return Ok(see(next));
    }
    let login = Login { form_token: visitor.form_token(&desk), next: next.to_owned(), wrong: None };
    Ok(visitor.shown(&desk, html(plain_of(&desk)?.login(&login))?))
}

async fn log_in(
    State(desk): Ask,
    peer: Peer,
    headers: HeaderMap,
    Form { form, session }: Form<Shown>,
) -> Result<Response, Problem> {
    let Shown { token: shown, next } = form;
    let next = local(&next);
    let Some(token) = &desk.settings.token else {
        return Ok(see(next));
    };
    // The right one is taken whatever others guessed: behind another server, all come from one address.
    if !token.is(shown.trim()) {
        sleep(desk.guesses.wrong(peer.0)).await;
        let wrong = "That is not the token of this server. Look at it, and try again.".to_owned();
        let form_token = desk.sessions.form_token(&session);
        let page = plain_of(&desk)?.login(&Login { form_token, next: next.to_owned(), wrong: Some(wrong) });
        return Ok((StatusCode::FORBIDDEN, html(page)?).into_response());
    }
    // Who knew the session from before has none that is worth anything.
    desk.sessions.end(&session);
    let session = desk.sessions.begin(true).map_err(|error| Problem::failed(&error))?;
    let mut response = see(next);
    let cookie = desk.sessions.cookie(&session, origin::is_encrypted(&headers));
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

async fn leave(State(desk): Ask, visitor: Visitor) -> Result<Response, Problem> {
    let page = html(plain_of(&desk)?.logout(&visitor.form_token(&desk)))?;
    Ok(visitor.shown(&desk, page))
}

async fn log_out(State(desk): Ask, Form { session, form: Blank {} }: Form<Blank>) -> Response {
    desk.sessions.end(&session);
    let mut response = see(LOGIN);
    response.headers_mut().extend(desk.sessions.no_cookie().map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_leads_to_a_page_of_this_server_and_nowhere_else() {
        for next in ["/", "/news.html", "/find.html?q=a%20b&as_of=2025-01-01", "/entries/el-1.html?as_of=2025-01-01"] {
            assert_eq!(local(next), next);
        }
        for next in [
            "", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
            "/\t/evil.example", "/a\r\nSet-Cookie: x=y", "news.html", " /", "/ä", "/login.html", "/logout.html?x",
        ] {
            assert_eq!(local(next), "/", "{next}");
        }
    }
}
