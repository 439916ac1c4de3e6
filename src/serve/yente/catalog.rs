//! `GET /catalog`: the lists as datasets; `GET /algorithms`: how matches are scored.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State as Of;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use earwatch_report::report::links;
use earwatch_report::report::screened::ListUsed;
use earwatch_screen::screening::hit::Kind;
use serde::{Deserialize, Serialize};

use super::answers::{AlgorithmResponse, DataCatalogModel};
use super::dataset;
use super::params::{Params, Refused};
use crate::serve::asked::Ask;
use crate::serve::ready::Ready;
use crate::serve::tagged::Tagged;

/// The algorithm that there is.
pub(super) const ALGORITHM: &str = "earwatch";

/// What a kind of match is called among the features of the algorithm.
pub(super) const fn feature(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "name",
        Kind::Address => "address",
        Kind::Ownership => "ownership",
        Kind::Held => "held",
        Kind::Successor => "successor",
    }
}

/// Of which state.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct When {
    /// The lists in force on this day; without it, today
    as_of: Option<NaiveDate>,
    /// As known from what had been published by this day
    known_by: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Catalog {
    datasets: Vec<Dataset>,
    current: Vec<&'static str>,
    outdated: Vec<&'static str>,
    index_stale: bool,
}

#[derive(Serialize)]
struct Dataset {
    name: &'static str,
    title: String,
    summary: String,
    url: String,
    category: &'static str,
    publisher: Option<Publisher>,
    /// When the text of the list changed last; of all lists, the last of these days.
    last_change: Option<String>,
    updated_at: Option<String>,
    last_export: Option<String>,
    entity_count: usize,
    thing_count: usize,
    version: String,
    index_version: String,
    index_current: bool,
    children: Vec<&'static str>,
    tags: [&'static str; 0],
    resources: [&'static str; 0],
    load: bool,
    deprecated: bool,
}

#[derive(Serialize)]
struct Publisher {
    name: &'static str,
    acronym: &'static str,
    url: &'static str,
    country: &'static str,
    country_label: &'static str,
    official: bool,
}

/// The lists as datasets, with the state of each
#[utoipa::path(
    get,
    path = "/catalog",
    operation_id = "catalog",
    tag = "yente",
    params(When),
    responses((status = 200, body = DataCatalogModel, description = "The datasets"), (status = 422, description = "Not such a request"))
)]
pub(super) async fn catalog(
    Of(desk): Ask,
    Params(When { as_of, known_by }): Params<When>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let ready = desk.at(as_of, known_by).await?;
    let value = Catalog::new(&ready);
    Ok(Tagged { tag: ready.tag(), value }.answer(&headers))
}

impl Catalog {
    fn new(ready: &Ready) -> Self {
        let day = ready.at.as_of;
        let mut datasets: Vec<_> = ready.lists.iter().map(|used| Dataset::of_list(used, day)).collect();
        let children: Vec<_> = datasets.iter().map(|dataset| dataset.name).collect();
        datasets.push(Dataset::of_all(&datasets, day));
        let current = datasets.iter().map(|dataset| dataset.name).collect();
        if let Some(all) = datasets.last_mut() {
            all.children = children;
        }
        Self { datasets, current, outdated: Vec::new(), index_stale: false }
    }
}

impl Dataset {
    fn of_list(used: &ListUsed, day: NaiveDate) -> Self {
        let ListUsed { list, entries, effective, document, content_hash, .. } = used;
        let supplement = list.supplement();
        let by = document.as_ref().map(|document| format!(", as {document} left it")).unwrap_or_default();
        let version = content_hash.as_deref().and_then(|hash| hash.get(..12)).unwrap_or("unknown");
        let version = format!("{}-{version}", day.format("%Y%m%d"));
        let changed = effective.map(super::entity::moment);
        Self {
            name: dataset::name(*list),
            title: list.title().to_owned(),
            summary: format!(
                "Supplement No. {supplement} to 15 CFR Part 744 in force on {day}{by}. A match is for a person to review."
            ),
            url: links::ecfr(*list),
            category: "source",
            publisher: Some(Publisher {
                name: "Bureau of Industry and Security, U.S. Department of Commerce",
                acronym: "BIS",
                url: "https://www.bis.gov/",
                country: "us",
                country_label: "United States",
                official: true,
            }),
            last_change: changed.clone(),
            updated_at: changed,
            last_export: Some(super::entity::moment(day)),
            entity_count: *entries,
            thing_count: *entries,
            index_version: version.clone(),
            version,
            index_current: true,
            children: Vec::new(),
            tags: [],
            resources: [],
            load: true,
            deprecated: false,
        }
    }

    /// All lists together.
    fn of_all(lists: &[Self], day: NaiveDate) -> Self {
        let n = lists.iter().map(|list| list.entity_count).sum();
        let changed = lists.iter().filter_map(|list| list.last_change.clone()).max();
        let version = lists.iter().map(|list| list.version.as_str()).max().unwrap_or("unknown").to_owned();
        Self {
            name: dataset::DEFAULT,
            title: "Restricted-party lists of 15 CFR Part 744".to_owned(),
            summary: format!("All lists on record, in force on {day}. A match is for a person to review."),
            url: "https://www.ecfr.gov/current/title-15/part-744".to_owned(),
            category: "collection",
            publisher: None,
            last_change: changed.clone(),
            updated_at: changed,
            last_export: Some(super::entity::moment(day)),
            entity_count: n,
            thing_count: n,
            index_version: version.clone(),
            version,
            index_current: true,
            children: Vec::new(),
            tags: [],
            resources: [],
            load: false,
            deprecated: false,
        }
    }
}

#[derive(Serialize)]
struct Choice {
    algorithms: [Algorithm; 1],
    default: &'static str,
    best: &'static str,
}

#[derive(Serialize)]
struct Algorithm {
    name: &'static str,
    description: &'static str,
    features: BTreeMap<&'static str, Feature>,
    docs: Docs,
}

#[derive(Serialize)]
struct Docs {
    name: &'static str,
    description: &'static str,
    config: BTreeMap<&'static str, &'static str>,
    features: BTreeMap<&'static str, Feature>,
}

#[derive(Serialize)]
struct Feature {
    description: &'static str,
    coefficient: f64,
    url: &'static str,
}

const ABOUT: &str = "The score of `earwatch screen`: how much of two names is the same, word by word, where rare words weigh \
                     more than common ones and legal forms next to nothing; 1 is the same name. Two addresses of one building \
                     match by themselves. The score of a result is the greatest of its features. It is no probability, and \
                     not comparable with those of other algorithms. A match is for a person to review.";

const FEATURES: [(Kind, &str); 4] = [
    (Kind::Name, "A name, an alias, a former name or the name of a subordinate entity"),
    (Kind::Address, "An address of the entry: the same building, the same box, or the same place"),
    (Kind::Held, "A name that a document orders and a finding holds back; the list does not have it"),
    (
        Kind::Successor,
        "A name or an address of an entry that was removed from its list; never a match, always to be reviewed",
    ),
];

/// How matches are scored
#[utoipa::path(
    get,
    path = "/algorithms",
    operation_id = "algorithms",
    tag = "yente",
    responses((status = 200, body = AlgorithmResponse, description = "The one algorithm that there is"))
)]
pub(super) async fn algorithms() -> Json<impl Serialize> {
    let features = || {
        let feature = |(kind, description): (Kind, &'static str)| {
            (feature(kind), Feature { description, coefficient: 1.0, url: "/algorithms" })
        };
        FEATURES.map(feature).into_iter().collect()
    };
    let docs = Docs { name: ALGORITHM, description: ABOUT, config: BTreeMap::new(), features: features() };
    let algorithm = Algorithm { name: ALGORITHM, description: ABOUT, features: features(), docs };
    Json(Choice { algorithms: [algorithm], default: ALGORITHM, best: ALGORITHM })
}
