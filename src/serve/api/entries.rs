//! The lists, their entries, the life of each, and the texts around them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::described::{EntriesBody, EntryBody, HistoryBody, ListsBody, TextBody};
use crate::query::{history, provisions};
use crate::serve::asked::{AsOf, Ask, Params, Place, list_id};
use crate::serve::problem::Problem;
use crate::serve::ready::Ready;
use crate::serve::tagged::Tagged;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;
use earwatch_report::report::export::StateInfo;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::screened::ListUsed;

/// The lists on a day.
#[derive(Debug, Serialize)]
struct OnDay<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
    lists: &'a [ListUsed],
}

/// The lists on record, and the state of each
#[utoipa::path(get, path = "/api/v1/lists", params(AsOf), responses((status = 200, body = ListsBody, description = "The lists")))]
pub(super) async fn lists(State(desk): Ask, Params(at): Params<AsOf>, headers: HeaderMap) -> Result<Response, Problem> {
    let ready = desk.at(at.as_of, at.known_by).await?;
    let lists =
        OnDay { schema: "earwatch/lists/1", as_of: ready.at.as_of, known_by: ready.at.known_by, lists: &ready.lists };
    Ok(Tagged { tag: ready.tag(), value: lists }.answer(&headers))
}

/// Which entries.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// In force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
    /// Of this list: `entity-list`, `unverified-list` or `meu-list`
    list: Option<String>,
    /// Under this country heading, as printed
    country: Option<String>,
    /// With this footnote mark
    designation: Option<u8>,
    /// With these words in the name, an alias, or the name of a subordinate entity, letter by letter
    name: Option<String>,
    /// From this place on, counted from 0
    offset: usize,
    /// So many at most, up to 1,000; without it, 100
    #[param(maximum = 1000)]
    limit: Option<usize>,
}

/// Entries of one answer.
const USUAL: usize = 100;
/// Entries of one answer at most.
const MOST: usize = 1000;

/// Entries, and where they stand among all that were asked for.
#[derive(Debug, Serialize)]
struct Page<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
    version: &'a StateInfo,
    total: usize,
    offset: usize,
    limit: usize,
    entries: Vec<&'a EntryRecord>,
}

/// Entries, by list, country and name
#[utoipa::path(
    get,
    path = "/api/v1/entries",
    params(Which),
    responses((status = 200, body = EntriesBody, description = "Entries"), (status = 400, description = "No such list"))
)]
pub(super) async fn entries(
    State(desk): Ask,
    Params(which): Params<Which>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let list = which.list.as_deref().map(list_id).transpose()?;
    let limit = which.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::invalid(format!("expected a limit from 1 to {MOST}, but found {limit}")));
    }
    let ready = desk.at(which.as_of, which.known_by).await?;
    let name = which.name.as_deref().map(canonical);
    let is_called = |entry: &EntryRecord, name: &str| {
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.subordinate_names());
        names.any(|of| canonical(of).contains(name))
    };
    let fits = |entry: &&EntryRecord| {
        list.is_none_or(|list| entry.list == list)
            && which.country.as_deref().is_none_or(|country| canonical(&entry.country) == canonical(country))
            && which.designation.is_none_or(|mark| entry.designations.contains(&mark))
            && name.as_deref().is_none_or(|name| is_called(entry, name))
    };
    let all: Vec<_> = ready.entries.iter().filter(fits).collect();
    let page = Page {
        schema: "earwatch/entries/1",
        as_of: ready.at.as_of,
        known_by: ready.at.known_by,
        version: ready.info(),
        total: all.len(),
        offset: which.offset,
        limit,
        entries: all.into_iter().skip(which.offset).take(limit).collect(),
    };
    Ok(Tagged { tag: ready.tag(), value: page }.answer(&headers))
}

/// An entry by its public id, or one that it bore
#[utoipa::path(
    get,
    path = "/api/v1/entries/{public_id}",
    params(("public_id" = String, Path, description = "Public id, now or earlier"), AsOf),
    responses((status = 200, body = EntryBody, description = "The entry"), (status = 404, description = "No entry of this id is listed on that day"))
)]
pub(super) async fn entry(
    State(desk): Ask,
    Place(id): Place<String>,
    Params(at): Params<AsOf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let ready = desk.at(at.as_of, at.known_by).await?;
    let entry = known(&ready, &id)?;
    Ok(Tagged { tag: ready.tag(), value: entry }.answer(&headers))
}

fn known<'a>(ready: &'a Ready, id: &str) -> Result<&'a EntryRecord, Problem> {
    ready.entry(id).ok_or_else(|| {
        let day = ready.at.as_of;
        Problem::not_found(format!(
            "no entry that bears or bore the public id “{id}” is listed on {day}; /api/v1/entries/{id}/history knows \
             entries that were"
        ))
    })
}

/// As known by a day.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Known {
    /// As known from what had been published by this day
    pub(super) known_by: Option<NaiveDate>,
}

/// The life of an entry: who set each of its values, by which rule, since when
#[utoipa::path(
    get,
    path = "/api/v1/entries/{public_id}/history",
    params(("public_id" = String, Path, description = "Public id, name, alias or former name"), Known),
    responses((status = 200, body = HistoryBody, description = "The life of each entry that is or was called so"), (status = 404, description = "Nobody is or was called so"))
)]
pub(super) async fn history(
    State(desk): Ask,
    Place(id): Place<String>,
    Params(Known { known_by }): Params<Known>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let value = desk.ask(move |store| Ok(history::history(store, &id, known_by)?)).await?;
    Ok(Tagged { tag: None, value }.answer(&headers))
}

/// Texts of which list.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Texts {
    /// `entity-list`, `unverified-list` or `meu-list`; without it, the Entity List
    list: Option<String>,
    /// In force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// The introductory text and the footnotes of a list, and the provisions in force, with who set them
#[utoipa::path(
    get,
    path = "/api/v1/texts",
    params(Texts),
    responses((status = 200, body = TextBody, description = "The texts and provisions"), (status = 400, description = "No such list"))
)]
pub(super) async fn texts(
    State(desk): Ask,
    Params(asked): Params<Texts>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let list = asked.list.as_deref().map_or(Ok(ListId::EntityList), list_id)?;
    let ready = desk.at(asked.as_of, asked.known_by).await?;
    if !ready.lists.iter().any(|of| of.list == list) {
        return Err(Problem::not_found(format!("the baseline holds no {list}")));
    }
    let of = Arc::clone(&ready);
    let texts = move |store: &_| Ok(provisions::texts(store, list, of.info().clone(), of.at.as_of, of.at.known_by)?);
    Ok(Tagged { tag: None, value: desk.ask(texts).await? }.answer(&headers))
}

/// The same under the name of what most look for in it
#[utoipa::path(
    get,
    path = "/api/v1/provisions",
    operation_id = "provisions",
    params(Texts),
    responses((status = 200, body = TextBody, description = "The texts and provisions"), (status = 400, description = "No such list"))
)]
pub(super) async fn provisions_in_force(
    desk: Ask,
    asked: Params<Texts>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    texts(desk, asked, headers).await
}
