//! What is posted to a webhook.

use chrono::NaiveDate;
use serde::Serialize;

use super::digest::{Digest, RunFacts};
use super::error::DeliveryError;
use super::settings::Shape;
use super::{jira, slack, teams};
use earwatch_report::render::RenderError;
use earwatch_report::report::Report;
use earwatch_report::report::urgency::{Reason, Urgency};

/// A delivery as other programs read it. Keys and their order are a contract.
#[derive(Debug, Serialize)]
struct Payload<'a> {
    schema: &'static str,
    id: &'a str,
    channel: &'a str,
    test: bool,
    urgency: Urgency,
    headline: String,
    as_of: NaiveDate,
    runs: Vec<RunFacts<'a>>,
    subject: String,
    reasons: Vec<Reason>,
    report: &'a Report,
}

/// The body of a request.
pub fn body(shape: &Shape, digest: &Digest<'_>) -> Result<Vec<u8>, DeliveryError> {
    let body = match shape {
        Shape::Json => serde_json::to_vec(&Payload {
            schema: "earwatch/delivery/1",
            id: digest.id,
            channel: digest.channel,
            test: digest.test,
            urgency: digest.report.urgency(),
            headline: digest.report.headline(),
            as_of: digest.report.as_of,
            runs: digest.run_facts(),
            subject: digest.subject(),
            reasons: digest.report.reasons(),
            report: digest.report,
        }),
        Shape::Slack => serde_json::to_vec(&slack::message(digest)),
        Shape::Teams => serde_json::to_vec(&teams::message(digest)),
        Shape::Jira(tracker) => serde_json::to_vec(&jira::issue(tracker, digest)),
    };
    Ok(body.map_err(RenderError::from)?)
}
