//! What is on record: versions, documents, findings, reports, and the difference of any two states.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use serde::Deserialize;

use super::described::{AcknowledgementsBody, DiffBody, DocumentsBody, FindingsBody, ReportBody, VersionsBody};
use super::entries::Known;
use crate::query::compare::{self, Side};
use crate::query::report::{self, Scope};
use crate::query::{comparison, findings};
use crate::run::Occasion;
use crate::serve::asked::{Ask, Params};
use crate::serve::problem::Problem;
use crate::store::Store;
use crate::store::findings::Which;
use crate::store::runs::RunId;
use earwatch_law::law::citation::DocumentName;
use earwatch_report::report::export::DiffExport;

/// The versions of the lists, and the document that made each
#[utoipa::path(get, path = "/api/v1/versions", params(Known), responses((status = 200, body = VersionsBody, description = "The versions")))]
pub(super) async fn versions(State(desk): Ask, Params(Known { known_by }): Params<Known>) -> Result<Response, Problem> {
    let mut versions = desk.ask(|store| Ok(store.reader().chain()?)).await?;
    versions.retain(|version| known_by.is_none_or(|day| version.published <= day));
    Ok(Json(versions).into_response())
}

/// The documents on record
#[utoipa::path(get, path = "/api/v1/documents", params(Known), responses((status = 200, body = DocumentsBody, description = "The documents")))]
pub(super) async fn documents(
    State(desk): Ask,
    Params(Known { known_by }): Params<Known>,
) -> Result<Response, Problem> {
    let mut documents = desk.ask(|store| Ok(store.reader().documents()?)).await?;
    documents.retain(|document| known_by.is_none_or(|day| document.published <= day));
    Ok(Json(documents).into_response())
}

/// Two states of the lists.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Two {
    /// The earlier state: a version number, a day, or a document number
    from: String,
    /// The later one
    to: String,
    /// Days as known from what had been published by this day
    known_by: Option<NaiveDate>,
}

/// What differs between two states of the lists
#[utoipa::path(
    get,
    path = "/api/v1/diff",
    params(Two),
    responses((status = 200, body = DiffBody, description = "What differs"), (status = 400, description = "No such state"))
)]
pub(super) async fn diff(
    State(desk): Ask,
    Params(Two { from, to, known_by }): Params<Two>,
) -> Result<Response, Problem> {
    let occasion = desk.occasion();
    desk.ask(move |store| {
        let (old, new) = (side(store, &from, known_by)?, side(store, &to, known_by)?);
        let as_of = new.source.as_of.unwrap_or(occasion.as_of);
        let report = comparison::report(Some(store), &old, &new, &Occasion { as_of, ..occasion })?;
        Ok(Json(DiffExport::new(old.info(), new.info(), &report)).into_response())
    })
    .await
}

/// A side that is on record; a file of this machine is none that a client may name.
fn side(store: &Store, named: &str, known_by: Option<NaiveDate>) -> Result<Side, Problem> {
    let is_number = named.parse::<u32>().is_ok();
    if !is_number && named.parse::<NaiveDate>().is_err() && named.parse::<DocumentName>().is_err() {
        return Err(Problem::invalid(format!(
            "expected a version number, a day or a document number, but found “{named}”"
        )));
    }
    Ok(compare::on_record(store, named, known_by)?)
}

/// What a report is about; one of them, or none.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct About {
    /// The runs of this day that had news; without any of the three, the last run that had
    date: Option<NaiveDate>,
    /// Everything published since this day
    since: Option<NaiveDate>,
    /// One document, by its number
    document: Option<String>,
    /// Judge what is in force as of this day; without it, `date`, else today
    as_of: Option<NaiveDate>,
}

/// What a run, a period or a document changed
#[utoipa::path(
    get,
    path = "/api/v1/report",
    params(About),
    responses((status = 200, body = ReportBody, description = "The report"), (status = 404, description = "Not on record"))
)]
pub(super) async fn report(State(desk): Ask, Params(about): Params<About>) -> Result<Response, Problem> {
    let scope = match (about.date, about.since, about.document) {
        (day, None, None) => Scope::Run(day),
        (None, Some(day), None) => Scope::Since(day),
        (None, None, Some(number)) => Scope::Document(document_name(&number)?),
        _ => return Err(Problem::invalid("expected one of date, since and document, but found several")),
    };
    let mut occasion = desk.occasion();
    occasion.as_of = about.as_of.or(about.date).unwrap_or(occasion.as_of);
    let report = desk.ask(move |store| Ok(report::build(store, &scope, &occasion)?)).await?;
    Ok(Json(report).into_response())
}

fn document_name(number: &str) -> Result<DocumentName, Problem> {
    number.parse().map_err(|error| Problem::invalid(format!("“{number}”: {error}")))
}

/// Of which document or run.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Of {
    /// Only those of this document
    document: Option<String>,
    /// Only those of this run
    run: Option<i64>,
}

/// The findings that stand
#[utoipa::path(
    get,
    path = "/api/v1/findings",
    operation_id = "findings",
    params(Of),
    responses((status = 200, body = FindingsBody, description = "The findings, the most urgent first"), (status = 404, description = "Not on record"))
)]
pub(super) async fn open_findings(State(desk): Ask, Params(of): Params<Of>) -> Result<Response, Problem> {
    let which = match (of.document, of.run) {
        (None, None) => Which::Current,
        (Some(number), None) => Which::OfDocument(document_name(&number)?),
        (None, Some(run)) => Which::OfRun(RunId(run)),
        (Some(_), Some(_)) => return Err(Problem::invalid("expected a document or a run, but found both")),
    };
    Ok(Json(desk.ask(move |store| Ok(findings::on_record(store, &which)?)).await?).into_response())
}

/// The acknowledgements that stand, the oldest first
#[utoipa::path(get, path = "/api/v1/acknowledgements", responses((status = 200, body = AcknowledgementsBody, description = "The acknowledgements")))]
pub(super) async fn acknowledgements(State(desk): Ask) -> Result<Response, Problem> {
    Ok(Json(desk.ask(|store| Ok(store.reader().acknowledgements()?)).await?).into_response())
}
