//! The page of findings, and its form.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;

use super::acknowledging::{Said, acknowledge};
use super::asked::{Ask, Params};
use super::desk::Desk;
use super::login::{html, see};
use super::pages::today;
use super::person;
use super::problem::Problem;
use super::writes::{Form, Visitor, WriteForm};
use crate::query::findings;
use crate::run::answers::ListedFinding;
use crate::store::findings::Which;
use earwatch_law::digest::sha256_hex;
use earwatch_law::finding::Finding;
use earwatch_report::render::site::findings::{Asked, OnRecord};

pub(super) fn router() -> Router<Arc<Desk>> {
    Router::new().route("/findings.html", get(page).post(acknowledged))
}

/// Which findings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    show: String,
    page: Option<usize>,
    /// The number of one that was acknowledged just now.
    done: Option<i64>,
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

/// What tells a finding from another one that bears its number later.
fn seen(finding: &Finding) -> String {
    sha256_hex(serde_json::to_string(finding).unwrap_or_default().as_bytes())
}

async fn page(
    State(desk): Ask,
    Params(Chosen { show, page, done }): Params<Chosen>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let listed = desk.ask(|store| Ok(findings::on_record(store, &Which::Current)?)).await?;
    let asked = Asked {
        all: show == "all",
        page: page.unwrap_or(1),
        done,
        form_token: visitor.form_token(&desk),
        by: person::remembered(&desk, &headers),
    };
    let made = today(&desk, move |site, _| {
        let on_record: Vec<_> = listed
            .iter()
            .map(|ListedFinding { id, finding, answer }| OnRecord {
                number: id.0,
                finding,
                answer: answer.as_ref(),
                seen: seen(finding),
            })
            .collect();
        site.findings(&asked, &on_record)
    })
    .await?;
    let page = html(Ok(made))?;
    // Who only reads needs no session.
    Ok(if desk.settings.write { visitor.shown(&desk, page) } else { page })
}

async fn acknowledged(
    State(desk): Ask,
    headers: HeaderMap,
    WriteForm(Form { form, .. }): WriteForm<Typed>,
) -> Result<Response, Problem> {
    let Typed { number, seen: shown, by, reason, show } = form;
    let said = Said::new(number, &by, &reason)?;
    acknowledge(&desk, said, move |finding| seen(finding) == shown).await?;
    let show = if show == "all" { "show=all&" } else { "" };
    let mut response = see(&format!("/findings.html?{show}done={number}")).into_response();
    let cookie = person::cookie(&desk, by.trim(), &headers);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}
