//! A person has looked at a finding: what the form and the API record, as `earwatch acknowledge` does.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::desk::Desk;
use super::problem::Problem;
use crate::run::answers::{Answers, open_finding};
use crate::store::acknowledgements::{Acknowledgement, AcknowledgementId};
use earwatch_law::finding::{Finding, Through};

/// Characters of a name.
const NAME: usize = 100;
/// Characters of a reason.
const REASON: usize = 2000;

/// What somebody says of a finding.
#[derive(Debug)]
pub(super) struct Said {
    number: i64,
    by: String,
    reason: String,
}

/// An acknowledgement on record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Acknowledged {
    /// Number of the acknowledgement
    acknowledgement: i64,
    /// Number of the finding
    finding: i64,
    /// Initials of the person
    by: String,
    /// Why nothing more needs to be done
    reason: String,
    /// When (UTC)
    recorded: DateTime<Utc>,
}

impl Said {
    /// What was typed, if it is a name and a reason.
    pub(super) fn new(number: i64, by: &str, reason: &str) -> Result<Self, Problem> {
        Ok(Self { number, by: name(by)?, reason: text("a reason", reason, REASON)? })
    }
}

/// The name of whoever decides.
pub(super) fn name(by: &str) -> Result<String, Problem> {
    text("the initials of a person", by, NAME)
}

/// What somebody typed: not blank, not endless, and letters.
fn text(what: &str, typed: &str, most: usize) -> Result<String, Problem> {
    let typed = typed.trim().replace("\r\n", "\n");
    let found = typed.chars().count();
    if typed.is_empty() {
        return Err(Problem::invalid(format!("expected {what}, but found nothing; nothing was recorded")));
    }
    if found > most {
        return Err(Problem::invalid(format!(
            "expected {what} of up to {most} characters, but found {found}; nothing was recorded"
        )));
    }
    if typed.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Problem::invalid(format!("expected {what} without control characters; nothing was recorded")));
    }
    Ok(typed)
}

/// Records it, if the finding stands, nobody answered it, and it says what the person saw.
pub(super) async fn acknowledge(
    desk: &Arc<Desk>,
    said: Said,
    is_seen: impl FnOnce(&Finding) -> Result<bool, Problem> + Send + 'static,
) -> Result<Acknowledged, Problem> {
    let now = desk.occasion().now;
    desk.record(move |writer| {
        let Said { number, by, reason } = said;
        let finding = open_finding(writer.reader(), number)?.ok_or_else(|| {
            Problem::not_found(format!("no finding {number} stands; /findings.html lists those that do"))
        })?;
        if let Some(answer) = Answers::read(writer.reader())?.of(&finding) {
            let how = match answer.through {
                Through::Acknowledgement => "acknowledged already",
                Through::Overlay => "answered already by the overlay of its document",
            };
            let detail = format!("finding {number} is {how} ({}: {})", answer.reviewer, answer.reason);
            return Err(Problem::conflict(detail));
        }
        if !is_seen(&finding)? {
            return Err(Problem::conflict(format!(
                "finding {number} says something else since the page was shown: {}; read it again",
                finding.message
            )));
        }
        let id = writer.acknowledge(&finding, &by, &reason, now)?;
        Ok(Acknowledged { acknowledgement: id.0, finding: number, by, reason, recorded: now })
    })
    .await
}

/// Takes an acknowledgement back, if it stands and is the one that the person saw; it stays on record.
pub(super) async fn take_back(
    desk: &Arc<Desk>,
    number: i64,
    is_seen: impl FnOnce(&Acknowledgement) -> Result<bool, Problem> + Send + 'static,
) -> Result<(), Problem> {
    let now = desk.occasion().now;
    desk.record(move |writer| {
        let reader = writer.reader();
        let id = AcknowledgementId(number);
        let Some(acknowledgement) = reader.acknowledgements()?.into_iter().find(|one| one.id == id) else {
            return Err(if reader.is_withdrawn(id)? {
                Problem::conflict(format!("acknowledgement {number} was taken back already"))
            } else {
                Problem::not_found(format!("there is no acknowledgement {number}; /acknowledgements.html lists them"))
            });
        };
        if !is_seen(&acknowledgement)? {
            return Err(Problem::conflict(format!(
                "acknowledgement {number} is another one than the page showed: {}; read it again",
                acknowledgement.finding.message
            )));
        }
        writer.withdraw_acknowledgement(id, now)?;
        Ok(())
    })
    .await
}
