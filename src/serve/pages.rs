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
use super::desk::{Desk, PageOf, What};
use super::problem::Problem;
use crate::query::report::{self, Scope};
use crate::query::site::OnRecord;
use crate::store::Store;
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
    let kind = kind(&name).ok_or_else(nothing)?;
    let of_day = (Arc::clone(&desk), day.as_of);
    let file = name.clone();
    let make = async move {
        let (desk, as_of) = of_day;
        let site = site(&desk, as_of).await?;
        let made = desk.work(move || site.file(&file).map_err(|error| Problem::failed(&error))).await??;
        made.ok_or_else(nothing)
    };
    Ok(page(&kept(&desk, What::File(name), day.as_of, make).await?, kind))
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
    let site = site(desk, day.as_of).await?;
    let made = desk.work(move || site.file(&name).map_err(|error| Problem::failed(&error))).await??;
    Ok(page(&made.ok_or_else(nothing)?, kind))
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

fn page(bytes: &[u8], kind: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (StatusCode::OK, headers, bytes.to_vec()).into_response()
}

/// A page that is kept, made where it is not there.
async fn kept(
    desk: &Desk,
    what: What,
    as_of: Option<NaiveDate>,
    make: impl Future<Output = Result<Vec<u8>, Problem>> + Send + 'static,
) -> Result<Arc<Vec<u8>>, Problem> {
    let page = PageOf { what, as_of, today: desk.occasion().as_of };
    desk.pages.get(desk.head().await?, page, make).await
}

/// The pages of a day; without one, of today. They are of what is known now, as a site is.
pub(super) async fn site(desk: &Arc<Desk>, as_of: Option<NaiveDate>) -> Result<Arc<Site>, Problem> {
    let (head, today) = (desk.head().await?, desk.occasion().as_of);
    let as_of = as_of.unwrap_or(today);
    let of = Arc::clone(desk);
    let make = async move {
        let reader = Arc::clone(&of);
        let read = async move { reader.ask(|store| Ok(OnRecord::read(store)?)).await };
        let record = of.record.get(head, (), read).await?;
        let served = of.settings.served();
        let archive = move |store: &Store| {
            // What was recorded since then is told with all that belongs to it, or not at all.
            let record = if record.is_of(store)? { record } else { Arc::new(OnRecord::read(store)?) };
            Ok(record.on(store, None, as_of)?)
        };
        let archive = of.ask(archive).await?;
        let made = move || Site::new(archive).map_err(|error| Problem::failed(&error));
        Ok(of.work(made).await??.served(served, today))
    };
    desk.sites.get(head, (as_of, today), make).await
}

/// What is made of the pages of today.
pub(super) async fn today<T: Send + 'static>(
    desk: &Arc<Desk>,
    make: impl FnOnce(&Site) -> Result<T, RenderError> + Send + 'static,
) -> Result<T, Problem> {
    let site = site(desk, None).await?;
    desk.work(move || make(&site).map_err(|error| Problem::failed(&error))).await?
}

/// What the last run that had any news told.
async fn news(State(desk): State<Arc<Desk>>, Params(day): Params<Day>) -> Result<Response, Problem> {
    let as_of = day.as_of;
    told(&desk, What::News, as_of, move |site, report| site.news(report, as_of)).await
}

/// All of it, however long.
async fn whole_news(State(desk): State<Arc<Desk>>, Params(day): Params<Day>) -> Result<Response, Problem> {
    told(&desk, What::WholeNews, day.as_of, Site::whole_news).await
}

async fn told(
    desk: &Arc<Desk>,
    what: What,
    as_of: Option<NaiveDate>,
    render: impl FnOnce(&Site, &Report) -> Result<Vec<u8>, RenderError> + Send + 'static,
) -> Result<Response, Problem> {
    let of = Arc::clone(desk);
    let make = async move {
        let mut occasion = of.occasion();
        occasion.as_of = as_of.unwrap_or(occasion.as_of);
        let report = of.ask(move |store| Ok(report::build(store, &Scope::Run(as_of), &occasion)?)).await?;
        today(&of, move |site| render(site, &report)).await
    };
    Ok(page(&kept(desk, what, as_of, make).await?, "text/html; charset=utf-8"))
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
    let made = today(&desk, move |site| site.found(&asked, &found, as_of)).await?;
    Ok(page(&made, "text/html; charset=utf-8"))
}
