//! Screening in the browser: a file or one party goes in, potential matches come out, and nothing of it is ever on a disk
//! or in a log.
//!
//! ```text
//! form ─► place ─► job ─► hits ─► pages, downloads, decisions
//!          few     waits, runs,    kept for a while,
//!                  can be stopped  at an address that nobody guesses
//! ```

mod decide;
mod download;
mod form;
mod jobs;
mod limits;
mod work;

use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use earwatch_report::render::RenderError;
use earwatch_report::render::site::screening::{About, AskPage, ScreenedPage, progress};
use earwatch_report::render::site::{Answers, DayOf};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;
use tokio::time::{interval, timeout};

use self::form::{Refused, Sent};
pub(super) use self::jobs::Jobs;
use self::jobs::{Done, Full, Job, State as Standing};
use super::asked::{Ask, Params, Place};
use super::desk::Desk;
use super::problem::Problem;
use super::writes::{Form, Visitor, bears, own};

pub(super) fn router(jobs: &Arc<Jobs>) -> Router<Arc<Desk>> {
    // What is more than is read is taken and let go, up to here: who is cut off while sending is shown no answer.
    let sent = DefaultBodyLimit::max(jobs.limits.bytes * 4);
    Router::new()
        .route("/screening.html", get(asking).post(send).layer(sent))
        .route("/screening/{key}", get(show))
        .route("/screening/{key}/{file}", get(file))
        .route("/screening/{key}/cancel", post(cancel))
        .route("/screening/{key}/forget", post(forget))
        .route("/screening/{key}/decide", post(decide::decide))
        .layer(Extension(Arc::clone(jobs)))
}

/// Forgets what was kept long enough, also where nobody asks.
pub(super) async fn sweep(jobs: Arc<Jobs>) {
    let mut minutes = interval(Duration::from_secs(60));
    loop {
        minutes.tick().await;
        jobs.sweep(Instant::now());
    }
}

/// What makes the pages.
pub(super) fn answers(desk: &Desk) -> Result<&'static Answers, Problem> {
    static ANSWERS: OnceLock<Answers> = OnceLock::new();
    if let Some(answers) = ANSWERS.get() {
        return Ok(answers);
    }
    let made = Answers::new(desk.settings.served()).map_err(|error| Problem::failed(&error))?;
    Ok(ANSWERS.get_or_init(|| made))
}

pub(super) fn page(status: StatusCode, page: Result<Vec<u8>, RenderError>) -> Result<Response, Problem> {
    let page = page.map_err(|error| Problem::failed(&error))?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
}

/// The day that a field names; one that was left empty names today.
pub(super) fn day_of(desk: &Desk, field: &str) -> Result<DayOf, Problem> {
    let today = desk.occasion().as_of;
    let day = match field.trim() {
        "" => today,
        day => day.parse().map_err(|error| Problem::invalid(format!("as_of: {error}")))?,
    };
    Ok(DayOf { day, is_today: day == today })
}

/// What a client asks of it besides.
type All = Extension<Arc<Jobs>>;

/// What the page says at its head.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    as_of: String,
    forgotten: bool,
}

/// Where parties are given.
async fn asking(
    State(desk): Ask,
    Extension(jobs): All,
    visitor: Visitor,
    Params(said): Params<Said>,
) -> Result<Response, Problem> {
    let day = day_of(&desk, &said.as_of)?;
    let page = ask_page(&desk, &jobs, &visitor);
    let page = if said.forgotten { page.said("Nothing of the screening is kept any more.") } else { page };
    ask(&desk, &visitor, (StatusCode::OK, day), &page)
}

fn ask_page(desk: &Desk, jobs: &Jobs, visitor: &Visitor) -> AskPage {
    let limits = jobs.limits;
    AskPage::new((limits.in_words(), limits.bytes), limits.lifetime_in_words(), visitor.form_token(desk))
}

fn ask(desk: &Desk, visitor: &Visitor, (status, day): (StatusCode, DayOf), of: &AskPage) -> Result<Response, Problem> {
    Ok(visitor.shown(desk, page(status, answers(desk)?.asking(day, of))?))
}

/// Where a small screening is waited for, so that its results are the next page.
const AT_ONCE: Duration = Duration::from_millis(700);

/// Begins a screening.
async fn send(
    State(desk): Ask,
    Extension(jobs): All,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    own(&desk, &headers)?;
    let again = |Refused(status, why): Refused| {
        let page = ask_page(&desk, &jobs, &visitor).alert(why);
        ask(&desk, &visitor, (status, day_of(&desk, "")?), &page)
    };
    let Ok(form) = form else {
        return again(Refused(
            StatusCode::BAD_REQUEST,
            "the form is none of this page; send it again from here".to_owned(),
        ));
    };
    let place = match jobs.place(Instant::now()) {
        Ok(place) => place,
        Err(Full { after }) => {
            let_go(form).await;
            let seconds = after.as_secs().max(1);
            let why = format!(
                "Too many screenings are under way, or their results still kept. Come again in {}, or forget results that you do not need.",
                if seconds < 120 { format!("{seconds} seconds") } else { format!("{} minutes", seconds.div_ceil(60)) }
            );
            let mut answer = again(Refused(StatusCode::SERVICE_UNAVAILABLE, why))?;
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(answer);
        }
    };
    let sent = match Sent::read(form, jobs.limits.bytes).await {
        Ok(sent) => sent,
        Err(refused) => return again(refused),
    };
    bears(&desk, &headers, &sent.token)?;
    let wanted = match sent.wanted() {
        Ok(wanted) => wanted,
        Err(refused) => return again(refused),
    };
    let job = jobs.add(wanted.name.clone()).map_err(|error| Problem::failed(&error))?;
    let ended = job.ended.notified();
    work::begin(&desk, &jobs, (Arc::clone(&job), place), wanted);
    // Where it takes longer, its page says how far it is.
    let _ended_or_not = timeout(AT_ONCE, ended).await;
    Ok(Redirect::to(&format!("/screening/{}", job.key)).into_response())
}

/// Reads a form to its end and keeps nothing of it: who is cut off while sending is shown no answer.
async fn let_go(mut form: Multipart) {
    while let Ok(Some(mut field)) = form.next_field().await {
        while let Ok(Some(_)) = field.chunk().await {}
    }
}

/// Which part of the results, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    part: usize,
    decided: bool,
}

async fn show(
    State(desk): Ask,
    Extension(jobs): All,
    visitor: Visitor,
    Place(key): Place<String>,
    Params(Part { part, decided }): Params<Part>,
) -> Result<Response, Problem> {
    let Some(job) = jobs.get(&key, Instant::now()) else {
        return gone(&desk, &jobs, &visitor);
    };
    let said = decided.then(|| "The decision is recorded.".to_owned());
    shown(&desk, &jobs, &visitor, &job, (StatusCode::OK, About { part, said, ..About::default() }))
}

/// Nothing is at the address, or nothing any more.
fn gone(desk: &Desk, jobs: &Jobs, visitor: &Visitor) -> Result<Response, Problem> {
    let kept = jobs.limits.lifetime_in_words();
    let why =
        format!("There is no screening at this address. Results are kept for {kept}, and then gone; screen again.");
    let page = ask_page(desk, jobs, visitor).alert(why);
    ask(desk, visitor, (StatusCode::NOT_FOUND, day_of(desk, "")?), &page)
}

fn shown(
    desk: &Desk,
    jobs: &Jobs,
    visitor: &Visitor,
    job: &Job,
    (status, about): (StatusCode, About),
) -> Result<Response, Problem> {
    let (token, occasion) = (visitor.form_token(desk), desk.occasion());
    let about_job = (job.name.as_str(), job.key.as_str());
    let made = match job.state() {
        Standing::Done(done) => {
            let left = jobs.limits.lifetime.saturating_sub(done.at.elapsed());
            let until = occasion.now + chrono::Duration::from_std(left).unwrap_or_default();
            let until = until.format("%H:%M UTC").to_string();
            let about = About { until, today: Some(occasion.as_of), decides: desk.settings.write, ..about };
            let found = done.found.read().unwrap_or_else(PoisonError::into_inner);
            ScreenedPage::done((&job.key, &token), &found.screened, &found.results, &about)
        }
        Standing::Ended { why, .. } => ScreenedPage::ended(about_job, &token, &why),
        state => ScreenedPage::going(about_job, &token, matches!(state, Standing::Waiting), rows(job)),
    };
    Ok(visitor.shown(desk, page(status, answers(desk)?.screened(&made))?))
}

/// Rows that are done, of about how many.
fn rows(job: &Job) -> (u64, Option<u64>) {
    let of = job.of.load(Ordering::Relaxed);
    (job.rows.load(Ordering::Relaxed), (of > 0).then_some(of))
}

/// How far a screening is.
#[derive(Debug, Serialize)]
struct Progress {
    state: &'static str,
    rows: u64,
    of: Option<u64>,
    said: String,
}

fn done_of(job: &Job) -> Result<Arc<Done>, Problem> {
    job.done().ok_or_else(|| Problem::not_found("the screening has no results, or none yet; its page says why"))
}

async fn file(Extension(jobs): All, Place((key, name)): Place<(String, String)>) -> Result<Response, Problem> {
    let nothing = || Problem::not_found("there is no screening at this address, or it is kept no longer");
    let job = jobs.get(&key, Instant::now()).ok_or_else(nothing)?;
    if name == "progress.json" {
        let (rows, of) = rows(&job);
        let state = match job.state() {
            Standing::Waiting => "waiting",
            Standing::Running => "running",
            Standing::Done(_) => "done",
            Standing::Ended { .. } => "ended",
        };
        return Ok(Json(Progress { state, rows, of, said: progress(state == "waiting", (rows, of)) }).into_response());
    }
    let form = download::Form::of(&name).ok_or_else(|| {
        Problem::not_found("results are at screening.xlsx, screening.csv, screening.json and screening.ndjson")
    })?;
    let done = done_of(&job)?;
    spawn_blocking(move || form.answer(&done)).await.map_err(|error| Problem::failed(&error))?
}

/// A form that has nothing but its token.
#[derive(Debug, Deserialize)]
struct Nothing {}

async fn cancel(
    Extension(jobs): All,
    Place(key): Place<String>,
    Form { form: Nothing {}, .. }: Form<Nothing>,
) -> Result<Redirect, Problem> {
    if let Some(job) = jobs.get(&key, Instant::now()) {
        let ended = job.ended.notified();
        job.stop();
        if matches!(job.state(), Standing::Waiting | Standing::Running) {
            let _ended_or_not = timeout(AT_ONCE, ended).await;
        }
    }
    Ok(Redirect::to(&format!("/screening/{key}")))
}

async fn forget(
    Extension(jobs): All,
    Place(key): Place<String>,
    Form { form: Nothing {}, .. }: Form<Nothing>,
) -> Result<Redirect, Problem> {
    jobs.forget(&key);
    Ok(Redirect::to("/screening.html?forgotten=true"))
}
