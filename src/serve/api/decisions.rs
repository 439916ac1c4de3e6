//! What people decide, recorded by programs; only with `--write`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::serve::acknowledging::{Acknowledged, Said, acknowledge, take_back};
use crate::serve::asked::{Ask, Place};
use crate::serve::problem::Problem;
use crate::serve::writes::WriteJson;

/// Who looked at a finding, and why nothing more needs to be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcknowledgeRequest {
    /// Initials of the person
    by: String,
    /// Why nothing more needs to be done
    reason: String,
    /// The message of the finding, to make sure that the number still means what was read
    message: Option<String>,
}

/// Records that a person has looked at a finding, and why nothing more needs to be done; only of a server with `--write`
#[utoipa::path(
    post,
    path = "/api/v1/findings/{number}/acknowledge",
    operation_id = "acknowledge_finding",
    params(("number" = i64, Path, description = "Number of an open finding")),
    request_body = AcknowledgeRequest,
    responses(
        (status = 201, body = Acknowledged, description = "The acknowledgement"),
        (status = 400, description = "Not such a request"),
        (status = 403, description = "The server records nothing, or the request comes from a page of another site"),
        (status = 404, description = "No finding of this number stands"),
        (status = 409, description = "It is answered already, or says something else by now"),
        (status = 415, description = "The body is not application/json")
    )
)]
pub(super) async fn acknowledge_finding(
    State(desk): Ask,
    Place(number): Place<i64>,
    WriteJson(AcknowledgeRequest { by, reason, message }): WriteJson<AcknowledgeRequest>,
) -> Result<Response, Problem> {
    let said = Said::new(number, &by, &reason)?;
    let done =
        acknowledge(&desk, said, move |finding| Ok(message.is_none_or(|message| message == finding.message))).await?;
    Ok((StatusCode::CREATED, Json(done)).into_response())
}

/// Which acknowledgement is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TakeBackRequest {
    /// The message of its finding, to make sure that the number still means what was read
    message: Option<String>,
}

/// Takes an acknowledgement back: its finding is open again; only of a server with `--write`
#[utoipa::path(
    post,
    path = "/api/v1/acknowledgements/{number}/take-back",
    operation_id = "take_back_acknowledgement",
    params(("number" = i64, Path, description = "Number of an acknowledgement that stands")),
    request_body = TakeBackRequest,
    responses(
        (status = 204, description = "It is taken back, and stays on record as such"),
        (status = 400, description = "Not such a request"),
        (status = 403, description = "The server records nothing, or the request comes from a page of another site"),
        (status = 404, description = "There is no acknowledgement of this number"),
        (status = 409, description = "It was taken back already, or answers another finding"),
        (status = 415, description = "The body is not application/json")
    )
)]
pub(super) async fn take_back_acknowledgement(
    State(desk): Ask,
    Place(number): Place<i64>,
    WriteJson(TakeBackRequest { message }): WriteJson<TakeBackRequest>,
) -> Result<StatusCode, Problem> {
    take_back(&desk, number, move |stands| Ok(message.is_none_or(|message| message == stands.finding.message))).await?;
    Ok(StatusCode::NO_CONTENT)
}
