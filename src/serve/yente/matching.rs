//! `POST /match/{dataset}`: a batch of parties in the form of entities, each with the entities that it may be.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, State as Of};
use axum::response::{IntoResponse as _, Response};
use chrono::{NaiveDate, NaiveDateTime};
use earwatch_report::render::exchange::ftm::Entity;
use earwatch_report::report::screened::rounded;
use earwatch_screen::screening::Thresholds;
use earwatch_screen::screening::hit::{Hit, Kind};
use serde::{Deserialize, Serialize, Serializer};

use super::answers::{EntityMatchQuery, EntityMatchResponse, ErrorResponse};
use super::catalog::{ALGORITHM, feature};
use super::dataset::Scope;
use super::entity::{Told, Total};
use super::example::{Batch, Example, Meant, Queries};
use super::kept::About;
use super::params::{Params, Refused, moment, window};
use super::state::State;
use crate::serve::asked::Ask;
use crate::serve::problem::Problem;

/// Queries of one batch.
const MOST_QUERIES: usize = 100;
/// Results of a query, where the client does not say, and at most.
const USUAL: usize = 5;
const MOST: usize = 500;
/// Entities that are to be left out, at most.
const MOST_EXCLUDED: usize = 50;
/// Letters that are compared in less than a millisecond, so that it is not worth while to have others do it.
const SHORT: usize = 400;
/// What scores less is not like a name at all.
const LEAST: f64 = 0.5;

/// How matches are chosen.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// Results of a query at most; without it, 5
    #[param(maximum = 500)]
    limit: Option<i64>,
    /// From this score on a result is a match; without it, that of the configuration (0.76)
    threshold: Option<f64>,
    /// From this score on something is a result; without it, the threshold. Nothing is from below 0.5
    cutoff: Option<f64>,
    /// `best` or `earwatch`; no other can be had
    algorithm: Option<String>,
    /// Only of these datasets
    include_dataset: Vec<String>,
    /// Not of these datasets
    exclude_dataset: Vec<String>,
    /// Not of these schemata
    exclude_schema: Vec<String>,
    /// Only with one of these topics: `export.control`, `export.risk`
    topics: Vec<String>,
    /// Only what changed after this day or moment
    changed_since: Option<String>,
    /// Not these entities, by an id that they bear or bore; up to 50
    exclude_entity_ids: Vec<String>,
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// Potential matches of parties, given as entities of `FollowTheMoney`
#[utoipa::path(
    post,
    path = "/match/{dataset}",
    operation_id = "match",
    tag = "yente",
    params(("dataset" = String, Path, description = "`default`, or a list: `entity_list`, `unverified_list`, `meu_list`"), Choice),
    request_body = EntityMatchQuery,
    responses(
        (status = 200, body = EntityMatchResponse, description = "For each query its potential matches, the likeliest first"),
        (status = 400, body = ErrorResponse, content_type = "application/problem+json", description = "A query that names nothing known"),
        (status = 404, body = ErrorResponse, content_type = "application/problem+json", description = "No such dataset"),
        (status = 422, description = "Not such a request"),
    )
)]
pub(super) async fn matching(
    Of(desk): Ask,
    dataset: Result<Path<String>, PathRejection>,
    Params(choice): Params<Choice>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let (Path(dataset), body) = (dataset?, body?);
    let scope = Scope::new(&dataset, &choice.include_dataset, &choice.exclude_dataset)?;
    let batch: Batch = serde_json::from_slice(&body).map_err(|error| Refused::field(["body"], &error))?;
    let Queries(queries) = batch.queries;
    named(choice.algorithm.as_deref())?;
    if let Some(key) = batch.config.keys().next() {
        return Err(Refused::invalid(format!(
            "Invalid configuration parameter: {key} for algorithm {ALGORITHM}, which has none"
        )));
    }
    if let Some(feature) = batch.weights.keys().next() {
        return Err(Refused::invalid(format!("Invalid weight: {feature}. The algorithm {ALGORITHM} takes none")));
    }
    if queries.len() > MOST_QUERIES {
        return Err(Refused::invalid(format!("Too many queries in one batch (limit: {MOST_QUERIES})")));
    }
    if queries.is_empty() {
        return Err(Refused::invalid("No queries provided."));
    }
    let state = State::at(&desk, choice.as_of, choice.known_by).await?;
    let chosen = Chosen::new(choice, scope, f64::from(state.ready.settings().thresholds.name))?;
    let read = |(name, example): (String, Example)| Ok((name, example.read()?));
    let meant: Vec<(String, Meant)> = queries.into_iter().map(read).collect::<Result<_, Refused>>()?;
    let (n, ready) = (meant.len(), Arc::clone(&state.ready));
    let is_short = meant.iter().map(|(_, meant)| meant.letters()).sum::<usize>() <= SHORT;
    let answer = move || {
        let matches = meant.iter().map(|(name, meant)| Ok((name.as_str(), chosen.matches(&state, meant)?)));
        let responses = Responses(matches.collect::<Result<_, Problem>>()?);
        Ok::<_, Problem>(Json(Answer { responses, limit: chosen.limit }).into_response())
    };
    let mut response =
        if is_short && ready.screening().is_prepared() { answer()? } else { desk.work(answer).await?? };
    response.headers_mut().insert("x-batch-size", n.into());
    Ok(response)
}

/// Which algorithm.
fn named(algorithm: Option<&str>) -> Result<(), Refused> {
    let algorithm = algorithm.unwrap_or(ALGORITHM);
    let is_ours = ["best", ALGORITHM].iter().any(|ours| algorithm.trim().eq_ignore_ascii_case(ours));
    let no =
        || Refused::invalid(format!("Invalid algorithm: {algorithm}. Expected best or {ALGORITHM}; see /algorithms"));
    is_ours.then_some(()).ok_or_else(no)
}

/// How matches are chosen, read.
struct Chosen {
    choice: Choice,
    scope: Scope,
    limit: usize,
    threshold: f64,
    cutoff: f64,
    /// What names are looked for from.
    least: f32,
    changed_since: Option<NaiveDateTime>,
}

impl Chosen {
    fn new(choice: Choice, scope: Scope, usual: f64) -> Result<Self, Refused> {
        let read = |name: &str, given: Option<f64>, usual: f64| match given {
            Some(given) if given.is_finite() => Ok(given),
            Some(given) => Err(Refused::field(["query", name], &format!("expected a score, but found {given}"))),
            None => Ok(usual),
        };
        let threshold = read("threshold", choice.threshold, (usual * 1000.0).round() / 1000.0)?;
        let cutoff = read("cutoff", choice.cutoff, threshold)?.min(threshold);
        let excluded = choice.exclude_entity_ids.len();
        if excluded > MOST_EXCLUDED {
            let why = format!("expected up to {MOST_EXCLUDED} ids, but found {excluded}");
            return Err(Refused::field(["query", "exclude_entity_ids"], &why));
        }
        let changed_since = choice.changed_since.as_deref().map(|text| moment("changed_since", text)).transpose()?;
        let limit = window(choice.limit, USUAL, MOST)?;
        // Scores are told to three decimals; where no other is asked for, a match is what a screening says.
        let asked = choice.threshold.or(choice.cutoff).map(|_| (cutoff - 0.0005).clamp(LEAST, 1.0));
        #[expect(clippy::cast_possible_truncation, reason = "a score")]
        let least = asked.unwrap_or(usual) as f32;
        Ok(Self { choice, scope, limit, threshold, cutoff, least, changed_since })
    }

    fn matches<'a>(&self, state: &'a State, meant: &'a Meant) -> Result<Matches<'a>, Problem> {
        let Meant { example, party, skipped, notes } = meant;
        let mut matches = Matches {
            status: if skipped.is_some() { 400 } else { 200 },
            results: Vec::new(),
            total: Total::of(0),
            query: example,
            detail: skipped.as_deref(),
            notes,
        };
        if skipped.is_some() {
            return Ok(matches);
        }
        let settings = state.ready.settings();
        let hits = state.ready.hits_from(party, Thresholds { name: self.least, ..settings.thresholds });
        // The likeliest hit of an entity decides its place.
        let mut found: Vec<(usize, Vec<Hit>)> = Vec::new();
        for hit in hits.into_iter().filter(|hit| rounded(hit.score) >= self.cutoff) {
            match found.iter_mut().find(|(place, _)| *place == hit.listed) {
                Some((_, hits)) => hits.push(hit),
                None => found.push((hit.listed, vec![hit])),
            }
        }
        let mut results = Vec::new();
        for (place, hits) in found {
            let (entity, about) = state.entity(place)?;
            if self.fits(entity, about) {
                results.push(Scored::new(Told::new(entity, about, state.day()), hits, self.threshold));
            }
        }
        matches.total = Total::of(results.iter().filter(|result| result.r#match).count());
        results.truncate(self.limit);
        matches.results = results;
        Ok(matches)
    }

    fn fits(&self, entity: &Entity, about: &About) -> bool {
        let Choice { exclude_schema, topics, exclude_entity_ids, .. } = &self.choice;
        let is_called = |id: &String| entity.id() == id || about.former.contains(id);
        self.scope.has(&about.lists)
            && !exclude_schema.iter().any(|schema| schema == entity.schema())
            && (topics.is_empty() || entity.values("topics").iter().any(|topic| topics.contains(topic)))
            && !exclude_entity_ids.iter().any(is_called)
            && self.changed_since.is_none_or(|since| about.has_changed_since(since))
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    responses: Responses<'a>,
    limit: usize,
}

/// By the names of the queries, in their order.
struct Responses<'a>(Vec<(&'a str, Matches<'a>)>);

impl Serialize for Responses<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, matches)| (name, matches)))
    }
}

/// What was found of a query.
#[derive(Serialize)]
struct Matches<'a> {
    /// 200, or 400 where nothing of the query can be compared.
    status: u16,
    results: Vec<Scored<'a>>,
    /// How many are matches.
    total: Total,
    query: &'a Example,
    /// Why nothing was compared; `yente` has no such key.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// What was left out of the comparison, in words; `yente` has no such key.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
}

/// An entity, and how like it is.
#[derive(Serialize)]
struct Scored<'a> {
    #[serde(flatten)]
    entity: Told<'a>,
    score: f64,
    r#match: bool,
    explanations: BTreeMap<&'static str, Explained>,
}

/// By what it is like, and why.
#[derive(Serialize)]
struct Explained {
    score: f64,
    detail: String,
    query: Option<String>,
    candidate: Option<String>,
}

impl<'a> Scored<'a> {
    fn new(entity: Told<'a>, hits: Vec<Hit>, threshold: f64) -> Self {
        let score = hits.iter().map(|hit| rounded(hit.score)).fold(0.0, f64::max);
        // Who is like a party that was removed is not like one that is listed.
        let is_listed = hits.iter().any(|hit| hit.kind != Kind::Successor);
        let explained = |hit: Hit| {
            let told = hit.reasons.iter().chain(&hit.why_not_higher).map(String::as_str);
            let detail = told.chain(["potential match, review"]).collect::<Vec<_>>().join("; ");
            let (query, candidate) = hit.matched.map(|it| (it.party_text, it.entry_text)).unzip();
            (feature(hit.kind), Explained { score: rounded(hit.score), detail, query, candidate })
        };
        let r#match = is_listed && score >= threshold;
        Self { entity, score, r#match, explanations: hits.into_iter().map(explained).collect() }
    }
}
