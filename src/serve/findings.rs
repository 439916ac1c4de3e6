//! The page of findings, and its form.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::{Deserialize, Serialize};

use super::acknowledging::{Said, acknowledge, take_back};
use super::asked::{Ask, Params};
use super::desk::Desk;
use super::login::{html, see};
use super::pages::today;
use super::person;
use super::problem::Problem;
use super::writes::{Form, Visitor, WriteForm};
use crate::query::findings;
use crate::run::answers::ListedFinding;
use crate::store::Store;
use crate::store::acknowledgements::AcknowledgementId;
use crate::store::findings::Which;
use earwatch_law::digest::sha256_hex;
use earwatch_report::render::site::findings::{Acknowledged, Asked, OnRecord, Show};

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/findings.html", get(page).post(acknowledged))
        .route("/acknowledgements.html", get(acknowledgements).post(taken_back))
}

/// Which findings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    show: String,
    page: Option<usize>,
    /// The number of one that was acknowledged just now.
    done: Option<i64>,
    /// The number of the acknowledgement that was taken back just now.
    taken_back: Option<i64>,
}

/// What stands in the form of a finding.
#[derive(Debug, Deserialize)]
struct Typed {
    number: i64,
    seen: String,
    by: String,
    reason: String,
    #[serde(default)]
    show: String,
}

/// What stands in the form of an acknowledgement.
#[derive(Debug, Deserialize)]
struct TakenBack {
    number: i64,
    seen: String,
    #[serde(default)]
    show: String,
}

/// What tells a finding, or an acknowledgement, from another one that bears its number later.
fn seen(what: &impl Serialize) -> Result<String, Problem> {
    let text = serde_json::to_vec(what).map_err(|error| Problem::failed(&error))?;
    Ok(sha256_hex(&text))
}

async fn page(
    State(desk): Ask,
    Params(chosen): Params<Chosen>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let show = if chosen.show == "all" { Show::All } else { Show::Open };
    shown(&desk, show, chosen, &headers, &visitor).await
}

async fn acknowledgements(
    State(desk): Ask,
    Params(chosen): Params<Chosen>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, Problem> {
    shown(&desk, Show::Acknowledgements, chosen, &headers, &visitor).await
}

async fn shown(
    desk: &Arc<Desk>,
    show: Show,
    Chosen { page, done, taken_back, .. }: Chosen,
    headers: &HeaderMap,
    visitor: &Visitor,
) -> Result<Response, Problem> {
    let on_record = move |store: &Store| {
        let reader = store.reader();
        let listed = findings::on_record(store, &Which::Current)?;
        let taken_back = match taken_back {
            Some(number) if reader.is_withdrawn(AcknowledgementId(number))? => Some(number),
            Some(_) | None => None,
        };
        Ok((listed, reader.acknowledgements()?, taken_back))
    };
    let (listed, acknowledged, taken_back) = desk.ask(on_record).await?;
    let asked = Asked {
        show,
        page: page.unwrap_or(1),
        done,
        taken_back,
        form_token: visitor.form_token(desk),
        by: person::remembered(desk, headers),
    };
    let seen_of = |listed: &[ListedFinding]| listed.iter().map(|one| seen(&one.finding)).collect::<Result<Vec<_>, _>>();
    let (seen_findings, seen_acknowledgements) =
        (seen_of(&listed)?, acknowledged.iter().map(seen).collect::<Result<Vec<_>, _>>()?);
    let made = today(desk, move |site| {
        let on_record: Vec<_> = listed
            .iter()
            .zip(seen_findings)
            .map(|(ListedFinding { id, finding, answer }, seen)| OnRecord {
                number: id.0,
                finding,
                answer: answer.as_ref(),
                seen,
            })
            .collect();
        let acknowledged: Vec<_> = acknowledged
            .iter()
            .zip(seen_acknowledgements)
            .map(|(one, seen)| Acknowledged {
                number: one.id.0,
                finding: &one.finding,
                by: &one.reviewer,
                reason: &one.reason,
                recorded: one.recorded.date_naive(),
                seen,
            })
            .collect();
        site.findings(&asked, &on_record, &acknowledged)
    })
    .await?;
    let page = html(Ok(made))?;
    // Who only reads needs no session.
    Ok(if desk.settings.write { visitor.shown(desk, page) } else { page })
}

async fn acknowledged(
    State(desk): Ask,
    headers: HeaderMap,
    WriteForm(Form { form, .. }): WriteForm<Typed>,
) -> Result<Response, Problem> {
    let Typed { number, seen: shown, by, reason, show } = form;
    let said = Said::new(number, &by, &reason)?;
    acknowledge(&desk, said, move |finding| Ok(seen(finding)? == shown)).await?;
    let show = if show == "all" { "show=all&" } else { "" };
    let mut response = see(&format!("/findings.html?{show}done={number}")).into_response();
    let cookie = person::cookie(&desk, by.trim(), &headers);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

async fn taken_back(State(desk): Ask, WriteForm(Form { form, .. }): WriteForm<TakenBack>) -> Result<Response, Problem> {
    let TakenBack { number, seen: shown, show } = form;
    take_back(&desk, number, move |acknowledgement| Ok(seen(acknowledgement)? == shown)).await?;
    let page = match show.as_str() {
        "acknowledgements" => "acknowledgements.html?",
        "all" => "findings.html?show=all&",
        _ => "findings.html?",
    };
    Ok(see(&format!("/{page}taken_back={number}")).into_response())
}
