//! What people decide, recorded by programs; only with `--write`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::serve::acknowledging::{Acknowledged, Said, acknowledge};
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
