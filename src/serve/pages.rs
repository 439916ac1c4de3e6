//! The pages: those of the archive site, each made when it is asked for, as of any day, and what only a server can do.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use chrono::NaiveDate;
use serde::Deserialize;

use super::asked::{Params, Place};
use super::desk::Desk;
use super::problem::Problem;
use super::ready::Ready;
use crate::query::report::{self, Scope};
use earwatch_report::render::RenderError;
use earwatch_report::render::site::Site;
use earwatch_report::report::Report;

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/", get(async || Redirect::temporary("/news.html")))
        .route("/news.html", get(news))
        .route("/news-whole.html", get(whole_news))
        .route("/find.html", get(find))
        .route("/{name}", get(file))
        .route("/{folder}/{name}", get(of_folder))
}

/// The day of the lists; without it, today.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Day {
    #[serde(deserialize_with = "day_or_none")]
    pub(super) as_of: Option<NaiveDate>,
}

/// A field of a form that was left empty names no day.
pub(super) fn day_or_none<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() { Ok(None) } else { text.trim().parse().map(Some).map_err(serde::de::Error::custom) }
}

async fn file(
    State(desk): State<Arc<Desk>>,
    Place(name): Place<String>,
    Params(day): Params<Day>,
) -> Result<Response, Problem> {
    answer(&desk, name, &day).await
}

async fn of_folder(
    State(desk): State<Arc<Desk>>,
    Place((folder, name)): Place<(String, String)>,
    Params(day): Params<Day>,
) -> Result<Response, Problem> {
    answer(&desk, format!("{folder}/{name}"), &day).await
}

pub(super) async fn answer(desk: &Arc<Desk>, name: String, day: &Day) -> Result<Response, Problem> {
    let kind = kind(&name).ok_or_else(nothing)?;
    let made = on(desk, day, move |site, _| site.file(&name)).await?;
    Ok(page(made.ok_or_else(nothing)?, kind))
}

fn nothing() -> Problem {
    Problem::not_found("there is no such page; the first one is at /")
}

/// What a file is, by the end of its name.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "ico" => "image/svg+xml",
        "json" => "application/json",
        "atom" => "application/atom+xml; charset=utf-8",
        _ => return None,
    })
}

fn page(bytes: Vec<u8>, kind: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (StatusCode::OK, headers, bytes).into_response()
}

/// What is made of the pages of a day.
async fn on<T: Send + 'static>(
    desk: &Arc<Desk>,
    day: &Day,
    make: impl FnOnce(&Site, &Ready) -> Result<T, RenderError> + Send + 'static,
) -> Result<T, Problem> {
    let ready = desk.at(day.as_of, None).await?;
    let of = Arc::clone(desk);
    let render = move || {
        let site = ready.site(&of)?;
        make(&site, &ready).map_err(|error| Problem::failed(&error))
    };
    desk.work(render).await?
}

/// Today, and its pages.
pub(super) async fn site_of_today(desk: &Arc<Desk>) -> Result<(NaiveDate, Arc<Site>), Problem> {
    let ready = desk.today().await?;
    let of = Arc::clone(desk);
    let day = ready.at.as_of;
    let site = desk.work(move || ready.site(&of)).await??;
    Ok((day, site))
}

/// What is made of the pages of today.
pub(super) async fn today<T: Send + 'static>(
    desk: &Arc<Desk>,
    make: impl FnOnce(&Site, &Ready) -> Result<T, RenderError> + Send + 'static,
) -> Result<T, Problem> {
    on(desk, &Day::default(), make).await
}

/// What the last run that had any news told.
async fn news(State(desk): State<Arc<Desk>>, Params(day): Params<Day>) -> Result<Response, Problem> {
    let report = told(&desk, &day).await?;
    let as_of = day.as_of;
    let made = today(&desk, move |site, _| site.news(&report, as_of)).await?;
    Ok(page(made, "text/html; charset=utf-8"))
}

/// All of it, however long.
async fn whole_news(State(desk): State<Arc<Desk>>, Params(day): Params<Day>) -> Result<Response, Problem> {
    let report = told(&desk, &day).await?;
    let made = today(&desk, move |site, _| site.whole_news(&report)).await?;
    Ok(page(made, "text/html; charset=utf-8"))
}

async fn told(desk: &Arc<Desk>, day: &Day) -> Result<Report, Problem> {
    let mut occasion = desk.occasion();
    occasion.as_of = day.as_of.unwrap_or(occasion.as_of);
    let scope = Scope::Run(day.as_of);
    desk.ask(move |store| Ok(report::build(store, &scope, &occasion)?)).await
}

/// Who is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    #[serde(flatten)]
    day: Day,
}

/// Those who may be meant by a name, an address or a public id, as `earwatch show` finds them.
async fn find(State(desk): State<Arc<Desk>>, Params(Asked { q, day }): Params<Asked>) -> Result<Response, Problem> {
    let asked = q.trim().to_owned();
    let ready = desk.at(day.as_of, None).await?;
    let name = asked.clone();
    let as_of = ready.at.as_of;
    let found =
        if asked.is_empty() { Vec::new() } else { desk.ask(move |store| Ok(ready.called(store, &name)?)).await? };
    let made = today(&desk, move |site, _| site.found(&asked, &found, as_of)).await?;
    Ok(page(made, "text/html; charset=utf-8"))
}
