//! `/reconcile`: the Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group, which `OpenRefine` and
//! other programs that clean tables speak.
//!
//! A candidate is a potential match of a screening; its score is that of the screening, times 100. What is certain is for
//! a person to say, so `match` is set where one entry alone bears exactly the name that was asked for.

mod manifest;
mod property;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::manifest::{KINDS, Kind, Manifest};
use self::property::Property;
use super::asked::Params;
use super::desk::Desk;
use super::problem::Problem;
use super::ready::Ready;
use earwatch_law::law::canonical::canonical;
use earwatch_report::render::escape;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::screened::HitRecord;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit;

/// Queries of one request.
const MOST: usize = 1000;
/// Candidates of a query, where it does not say.
const CANDIDATES: usize = 5;
/// Candidates of a query at most.
const MOST_CANDIDATES: usize = 100;

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/reconcile", get(asked).post(posted))
        .route("/reconcile/suggest/entity", get(suggest_entity))
        .route("/reconcile/suggest/property", get(suggest_property))
        .route("/reconcile/suggest/type", get(suggest_type))
        .route("/reconcile/preview", get(preview))
        .route("/reconcile/extend", get(propose))
}

/// What a request holds: queries, or what tables are to be extended by; neither asks for the manifest.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    queries: Option<String>,
    extend: Option<String>,
}

async fn asked(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
) -> Result<Response, Problem> {
    answer(&desk, &headers, asked).await
}

async fn posted(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(asked) = asked?;
    answer(&desk, &headers, asked).await
}

async fn answer(desk: &Arc<Desk>, headers: &HeaderMap, asked: Asked) -> Result<Response, Problem> {
    let ready = desk.today().await?;
    match asked {
        Asked { queries: Some(queries), extend: None } => {
            let queries: BTreeMap<String, Asking> = read(&queries, "queries")?;
            if queries.len() > MOST {
                return Err(Problem::invalid(format!("expected up to {MOST} queries, but found {}", queries.len())));
            }
            let found = move || {
                let found = queries.into_iter();
                let found = found.map(|(key, query)| Ok((key, Found { result: query.candidates(&ready)? })));
                found.collect::<Result<BTreeMap<_, _>, Problem>>()
            };
            Ok(Json(desk.work(found).await??).into_response())
        }
        Asked { queries: None, extend: Some(extend) } => {
            Ok(Json(extended(&read(&extend, "extend")?, &ready)?).into_response())
        }
        Asked { queries: None, extend: None } => Ok(Json(Manifest::new(&base(headers))).into_response()),
        Asked { .. } => Err(Problem::invalid("expected queries or extend, but found both")),
    }
}

fn read<'a, T: Deserialize<'a>>(json: &'a str, what: &str) -> Result<T, Problem> {
    serde_json::from_str(json).map_err(|error| Problem::invalid(format!("{what}: {error}")))
}

/// The address under which it is asked. The host was checked before.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}

/// A query.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asking {
    query: String,
    r#type: Types,
    limit: Option<f64>,
    properties: Vec<Given>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Types {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

impl Types {
    fn fits(&self, list: &str) -> bool {
        match self {
            Self::None => true,
            Self::One(one) => one.is_empty() || one == Kind::ANY || one == list,
            Self::Several(several) => several.is_empty() || several.iter().any(|one| one == Kind::ANY || one == list),
        }
    }
}

/// What else is known of who is asked for.
#[derive(Debug, Deserialize)]
struct Given {
    pid: String,
    v: Value,
}

impl Given {
    /// Its values as texts.
    fn texts(&self) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(keys) => keys.get("name").or(keys.get("id")).and_then(Value::as_str).map(str::to_owned),
            Value::Null | Value::Bool(_) | Value::Array(_) => None,
        };
        match &self.v {
            Value::Array(values) => values.iter().filter_map(text).collect(),
            value => text(value).into_iter().collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Found {
    result: Vec<Candidate>,
}

/// A candidate.
#[derive(Debug, Serialize)]
struct Candidate {
    id: String,
    name: String,
    description: String,
    score: f64,
    features: [Feature; 1],
    r#match: bool,
    r#type: Vec<Kind>,
}

/// What the score is made of.
#[derive(Debug, Serialize)]
struct Feature {
    id: hit::Kind,
    value: f64,
}

impl Asking {
    /// Whom it asks for. A property that names nothing of a party is no reason to leave somebody out.
    fn party(&self) -> Party {
        let mut party = Party { name: self.query.trim().to_owned(), ..Party::default() };
        for given in &self.properties {
            match given.pid.as_str() {
                "country" => party.country = given.texts().into_iter().next(),
                "addresses" => party.addresses.extend(given.texts()),
                "name" if party.name.is_empty() => party.name = given.texts().into_iter().next().unwrap_or_default(),
                "name" | "aliases" => party.other_names.extend(given.texts()),
                _ => {}
            }
        }
        party
    }

    /// Those who may be meant, the likeliest first, each once.
    fn candidates(&self, ready: &Ready) -> Result<Vec<Candidate>, Problem> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is no number of things is 0")]
        let limit = self.limit.map_or(CANDIDATES, |limit| limit.max(0.0) as usize).min(MOST_CANDIDATES);
        let mut candidates: Vec<Candidate> = Vec::new();
        let hits = ready.hits(&self.party())?;
        for hit in hits.iter().filter(|hit| hit.entry.list.is_none_or(|list| self.r#type.fits(list.name()))) {
            let candidate = Candidate::new(hit);
            if !candidates.iter().any(|known| known.id == candidate.id) {
                candidates.push(candidate);
            }
        }
        let exact = candidates.iter().filter(|candidate| candidate.r#match).count();
        if exact > 1 {
            for candidate in &mut candidates {
                candidate.r#match = false;
            }
        }
        candidates.truncate(limit);
        Ok(candidates)
    }
}

impl Candidate {
    fn new(hit: &HitRecord) -> Self {
        let entry = &hit.entry;
        let is_exact = hit.kind == hit::Kind::Name
            && hit.matched.as_ref().is_some_and(|it| canonical(&it.party_text) == canonical(&it.entry_text));
        let finding = entry.finding.as_ref().map(|finding| format!("finding-{}", finding.number));
        Self {
            id: entry.public_id.as_ref().map(ToString::to_string).or(finding).unwrap_or_default(),
            name: entry.name.clone(),
            description: described(entry.country.as_deref(), &hit.reasons),
            score: (hit.score * 1000.0).round() / 10.0,
            features: [Feature { id: hit.kind, value: hit.score }],
            r#match: is_exact,
            r#type: entry.list.map(Kind::of).into_iter().collect(),
        }
    }
}

/// `CHINA, PEOPLE'S REPUBLIC OF: the same words; potential match, review`.
fn described(country: Option<&str>, reasons: &[String]) -> String {
    let mut out = String::new();
    if let Some(country) = country {
        let _ = write!(out, "{country}: ");
    }
    out + &reasons.join("; ") + "; potential match, review"
}

/// What entries are to be extended by.
#[derive(Debug, Deserialize)]
struct Extend {
    ids: Vec<String>,
    properties: Vec<Wanted>,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    id: String,
}

#[derive(Debug, Serialize)]
struct Extended {
    meta: Vec<Named>,
    rows: BTreeMap<String, BTreeMap<&'static str, Vec<Value>>>,
}

/// Something with an id and a name for people.
#[derive(Debug, Serialize)]
struct Named {
    id: &'static str,
    name: &'static str,
}

/// The values of entries; of who is not listed there are none.
fn extended(extend: &Extend, ready: &Ready) -> Result<Extended, Problem> {
    let wanted: Vec<&Property> =
        extend.properties.iter().map(|wanted| Property::named(&wanted.id)).collect::<Result<_, _>>()?;
    let row = |id: &String| {
        let entry = ready.entry(id);
        let values = wanted.iter().map(|property| (property.id, entry.map(property.values).unwrap_or_default()));
        (id.clone(), values.collect())
    };
    Ok(Extended {
        meta: wanted.iter().map(|property| Named { id: property.id, name: property.name }).collect(),
        rows: extend.ids.iter().map(row).collect(),
    })
}

/// What begins so.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Prefix {
    prefix: String,
}

#[derive(Debug, Serialize)]
struct Suggested<T> {
    result: Vec<T>,
}

#[derive(Debug, Serialize)]
struct SuggestedEntry {
    id: String,
    name: String,
    description: String,
    notable: [Kind; 1],
}

async fn suggest_entity(
    State(desk): State<Arc<Desk>>,
    Params(Prefix { prefix }): Params<Prefix>,
) -> Result<Json<Suggested<SuggestedEntry>>, Problem> {
    const SUGGESTED: usize = 20;
    let ready = desk.today().await?;
    let wanted = canonical(&prefix);
    let begins = |entry: &&EntryRecord| {
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
        !wanted.is_empty()
            && (entry.public_id.as_str() == prefix || names.any(|name| canonical(name).starts_with(&wanted)))
    };
    let suggested = ready.entries.iter().filter(begins).take(SUGGESTED).map(|entry| SuggestedEntry {
        id: entry.public_id.to_string(),
        name: entry.name.clone(),
        description: entry.country.clone(),
        notable: [Kind::of(entry.list)],
    });
    Ok(Json(Suggested { result: suggested.collect() }))
}

async fn suggest_property(Params(Prefix { prefix }): Params<Prefix>) -> Json<Suggested<Named>> {
    let begins = |property: &&Property| property.name.to_lowercase().starts_with(&prefix.to_lowercase());
    Json(Suggested { result: Property::all().iter().filter(begins).map(Property::told).collect() })
}

async fn suggest_type(Params(Prefix { prefix }): Params<Prefix>) -> Json<Suggested<Kind>> {
    let begins = |kind: &&Kind| kind.name.to_lowercase().starts_with(&prefix.to_lowercase());
    Json(Suggested { result: KINDS.iter().filter(begins).copied().collect() })
}

/// What entries can be extended by.
#[derive(Debug, Serialize)]
struct Proposed {
    properties: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Propose {
    r#type: Option<String>,
    limit: Option<usize>,
}

async fn propose(Params(Propose { r#type, limit }): Params<Propose>) -> Json<Proposed> {
    let all = Property::all().iter().take(limit.unwrap_or(usize::MAX));
    Json(Proposed { properties: all.map(Property::told).collect(), r#type, limit })
}

#[derive(Debug, Deserialize)]
struct Id {
    id: String,
}

/// A small page about an entry, for a frame of the program that asks.
async fn preview(State(desk): State<Arc<Desk>>, Params(Id { id }): Params<Id>) -> Result<Response, Problem> {
    let ready = desk.today().await?;
    let Some(entry) = ready.entry(&id) else {
        return Err(Problem::not_found(format!("no entry of the public id “{id}” is listed on {}", ready.at.as_of)));
    };
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
    let _ = writeln!(page, "{}</title></head>\n<body>\n<h1>{0}</h1>\n<dl>", escape::shown(&entry.name));
    for property in Property::all().iter().filter(|property| property.id != "name") {
        let values = (property.values)(entry);
        let texts: Vec<_> = values.iter().filter_map(|value| value.as_object()?.values().next()?.as_str()).collect();
        if !texts.is_empty() {
            let _ = writeln!(page, "<dt>{}</dt><dd>{}</dd>", property.name, escape::shown(&texts.join("; ")));
        }
    }
    let _ = writeln!(page, "</dl>\n<p>Listed on {}.</p>\n</body>\n</html>", ready.at.as_of);
    // The program that asks shows it in a frame of its own.
    let policy = "default-src 'none'; frame-ancestors *";
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response())
}
