//! `GET /search/{dataset}`: entities by the words that stand in them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Of};
use axum::response::{IntoResponse as _, Response};
use chrono::{NaiveDate, NaiveDateTime};
use earwatch_report::render::exchange::ftm::Entity;
use earwatch_screen::party::Party;
use earwatch_screen::screening::Thresholds;
use serde::{Deserialize, Serialize};

use super::answers::{ErrorResponse, SearchResponse};
use super::dataset::{self, Scope};
use super::entity::{Told, Total, is_target, untold};
use super::facets::{Counts, Facet, Field, facets};
use super::kept::{About, All};
use super::params::{Params, Refused, moment, window, within};
use super::schemata::Schema;
use super::state::{State, spaced};
use crate::serve::asked::Ask;
use crate::serve::problem::Problem;

/// Results of a page, where the client does not say, and at most.
pub(super) const RESULTS: usize = 10;
pub(super) const MOST_RESULTS: usize = 500;
/// The last place at which a page may begin.
pub(super) const MOST_OFFSET: usize = 9_499;
/// Letters of a question at most.
const LONGEST: usize = 2_000;
/// From which score on a name is nearly what was asked for.
const NEARLY: f32 = 0.62;

/// What is looked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Words, all of which have to stand in an entity; without any, all entities
    q: String,
    /// Only entities of this schema, or of one below it; without it, `Thing`
    schema: Option<String>,
    /// Only of these datasets
    include_dataset: Vec<String>,
    /// Not of these datasets
    exclude_dataset: Vec<String>,
    /// Not of these schemata
    exclude_schema: Vec<String>,
    /// Only what changed after this day or moment
    changed_since: Option<String>,
    /// Only of these countries, by their codes in lower case
    countries: Vec<String>,
    /// Only with these topics: `export.control`, `export.risk`
    topics: Vec<String>,
    /// Only of these datasets
    datasets: Vec<String>,
    /// Only where a property has a value: `properties.program:…`, `schema:Company`
    filter: Vec<String>,
    /// Results at most; without it, 10
    #[param(maximum = 500)]
    limit: Option<i64>,
    /// After so many results
    #[param(maximum = 9499)]
    offset: Option<i64>,
    /// By `first_seen`, `last_change`, `caption`, `schema` or `id`, each `:asc` or `:desc`
    sort: Vec<String>,
    /// Only what has a topic, or has none
    target: Option<bool>,
    /// Also what is called nearly so
    fuzzy: bool,
    /// Counts of results: `countries`, `topics`, `datasets`, `schema`, `identifiers`, `genders`
    #[param(inline)]
    facets: Vec<Facet>,
    /// Of several values for one field, whether one has to be there (`OR`, without it) or all (`AND`)
    #[param(inline)]
    filter_op: Operator,
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// What several values for one field mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
pub(super) enum Operator {
    /// One has to be there.
    #[default]
    #[serde(rename = "OR")]
    Or,
    /// All have to be there.
    #[serde(rename = "AND")]
    And,
}

#[derive(Serialize)]
struct Answer<'a> {
    limit: usize,
    offset: usize,
    total: Total,
    results: Vec<Told<'a>>,
    facets: BTreeMap<&'static str, Counts>,
}

/// Entities by words, and by what they are
#[utoipa::path(
    get,
    path = "/search/{dataset}",
    operation_id = "search",
    tag = "yente",
    params(("dataset" = String, Path, description = "`default`, or a list: `entity_list`, `unverified_list`, `meu_list`"), Asked),
    responses(
        (status = 200, body = SearchResponse, description = "Entities, those with the words in a name first"),
        (status = 400, body = ErrorResponse, content_type = "application/problem+json", description = "A filter, a schema or an order that is none"),
        (status = 404, body = ErrorResponse, content_type = "application/problem+json", description = "No such dataset"),
        (status = 422, description = "Not such a request"),
    )
)]
pub(super) async fn search(
    Of(desk): Ask,
    dataset: Result<Path<String>, PathRejection>,
    Params(asked): Params<Asked>,
) -> Result<Response, Refused> {
    let Path(dataset) = dataset?;
    let wanted = Wanted::new(&dataset, &asked)?;
    let state = State::at(&desk, asked.as_of, asked.known_by).await?;
    let answer = move || {
        let (all, day) = (state.all()?, state.day());
        let mut found = called(&state, &asked)?;
        found.retain(|place| wanted.fits(all, *place));
        for order in wanted.orders.iter().rev() {
            found.sort_by(|one, other| order.compare(all, *one, *other));
        }
        let page = found.iter().skip(wanted.offset).take(wanted.limit);
        let results = page.map(|place| Told::at(all, *place, day)).collect::<Result<_, _>>()?;
        let answer = Answer {
            limit: wanted.limit,
            offset: wanted.offset,
            total: Total::of(found.len()),
            results,
            facets: facets(all, &found, &asked.facets),
        };
        Ok::<_, Problem>(Json(answer).into_response())
    };
    Ok(desk.work(answer).await??)
}

/// Entities with all words in a name, then those with all words anywhere; where there are none, or it is asked for, those
/// that are called nearly so.
fn called(state: &State, asked: &Asked) -> Result<Vec<usize>, Problem> {
    let all = state.all()?;
    let question: String = asked.q.chars().take(LONGEST).collect();
    let spaced_question = spaced(&question);
    let words: Vec<String> = spaced_question.split_whitespace().map(|word| format!(" {word} ")).collect();
    let places = 0..all.words.len();
    if words.is_empty() {
        // What has no letter stands in nothing.
        return Ok(if question.trim().is_empty() { places.collect() } else { Vec::new() });
    }
    let has_all = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let rank = |place: usize| {
        let of = all.words.get(place)?;
        if of.names.contains(&spaced_question) {
            Some(0)
        } else if of.names.iter().any(|name| has_all(name)) {
            Some(1)
        } else {
            has_all(&of.text).then_some(2)
        }
    };
    let mut found: Vec<(u8, usize)> = places.filter_map(|place| Some((rank(place)?, place))).collect();
    found.sort_unstable();
    let mut found: Vec<usize> = found.into_iter().map(|(_, place)| place).collect();
    if found.is_empty() || asked.fuzzy {
        let party = Party { name: question, ..Party::default() };
        let thresholds = Thresholds { name: NEARLY, ..state.ready.settings().thresholds };
        for hit in state.ready.hits_from(&party, thresholds) {
            let (entity, _) = state.entity(hit.listed)?;
            let place = all.graph.place(entity.id()).ok_or_else(|| untold(hit.listed))?;
            if !found.contains(&place) {
                found.push(place);
            }
        }
    }
    Ok(found)
}

/// What is wanted of those that are found.
struct Wanted {
    schema: &'static Schema,
    scope: Scope,
    excluded: Vec<String>,
    changed_since: Option<NaiveDateTime>,
    target: Option<bool>,
    /// Fields with the values that are wanted.
    filters: Vec<(Field, Vec<String>)>,
    operator: Operator,
    orders: Vec<Order>,
    limit: usize,
    offset: usize,
}

impl Wanted {
    fn new(dataset: &str, asked: &Asked) -> Result<Self, Refused> {
        let schema = asked.schema.as_deref().unwrap_or("Thing");
        let schema = Schema::named(schema).ok_or_else(|| Refused::invalid(format!("Invalid schema: “{schema}”")))?;
        let mut filters: Vec<(Field, Vec<String>)> = Vec::new();
        let mut add = |field: Field, value: String| match filters.iter_mut().find(|(known, _)| *known == field) {
            Some((_, values)) => values.push(value),
            None => filters.push((field, vec![value])),
        };
        asked.countries.iter().for_each(|code| add(Field::Countries, code.to_lowercase()));
        asked.topics.iter().for_each(|topic| add(Field::Topics, topic.clone()));
        for named in &asked.datasets {
            for list in dataset::lists(named)? {
                add(Field::Datasets, dataset::name(list).to_owned());
            }
        }
        for filter in &asked.filter {
            let (field, value) = Field::filter(filter)
                .ok_or_else(|| Refused::invalid(format!("Invalid filter: “{filter}”. Expected field:value")))?;
            add(field, value.to_owned());
        }
        let order = |sort: &String| {
            Order::read(sort).ok_or_else(|| {
                Refused::invalid(format!(
                    "Invalid order: “{sort}”. Expected {} and :asc or :desc",
                    Order::FIELDS.join(", ")
                ))
            })
        };
        Ok(Self {
            schema,
            scope: Scope::new(dataset, &asked.include_dataset, &asked.exclude_dataset)?,
            excluded: asked.exclude_schema.clone(),
            changed_since: asked.changed_since.as_deref().map(|text| moment("changed_since", text)).transpose()?,
            target: asked.target,
            filters,
            operator: asked.filter_op,
            orders: asked.sort.iter().map(order).collect::<Result<_, _>>()?,
            limit: window(asked.limit, RESULTS, MOST_RESULTS)?,
            offset: within("offset", asked.offset.unwrap_or_default(), MOST_OFFSET)?,
        })
    }

    fn fits(&self, all: &All, place: usize) -> bool {
        let Some((entity, about)) = all.graph.entity(place).zip(all.about.get(place)) else {
            return false;
        };
        let has = |field: &Field, wanted: &Vec<String>| {
            let values = field.values(entity, about);
            let is_there = |wanted: &String| values.iter().any(|value| value == wanted);
            match self.operator {
                Operator::Or => wanted.iter().any(is_there),
                Operator::And => wanted.iter().all(is_there),
            }
        };
        self.schema.has(entity.schema())
            && self.scope.has(&about.lists)
            && !self.excluded.iter().any(|schema| schema == entity.schema())
            && self.changed_since.is_none_or(|since| about.has_changed_since(since))
            && self.target.is_none_or(|target| is_target(entity) == target)
            && self.filters.iter().all(|(field, wanted)| has(field, wanted))
    }
}

/// In which order results come.
struct Order {
    field: &'static str,
    is_falling: bool,
}

impl Order {
    const FIELDS: [&'static str; 5] = ["first_seen", "last_change", "caption", "schema", "id"];

    /// `first_seen:desc`.
    fn read(sort: &str) -> Option<Self> {
        let (field, way) = sort.rsplit_once(':').unwrap_or((sort, "asc"));
        let field = Self::FIELDS.into_iter().find(|known| *known == field)?;
        matches!(way, "asc" | "desc").then_some(Self { field, is_falling: way == "desc" })
    }

    /// What has no value comes last.
    fn compare(&self, all: &All, one: usize, other: usize) -> std::cmp::Ordering {
        let key = |place: usize| {
            let (entity, about): (&Entity, &About) = all.graph.entity(place).zip(all.about.get(place))?;
            match self.field {
                "first_seen" => about.since.map(|day| day.to_string()),
                "last_change" => about.changed.map(|day| day.to_string()),
                "caption" => Some(entity.caption().to_owned()),
                "schema" => Some(entity.schema().to_owned()),
                _ => Some(entity.id().to_owned()),
            }
        };
        let (one, other) = (key(one), key(other));
        let way = if self.is_falling { other.cmp(&one) } else { one.cmp(&other) };
        one.is_none().cmp(&other.is_none()).then(way)
    }
}
