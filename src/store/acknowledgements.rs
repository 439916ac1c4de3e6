//! Acknowledgements: who looked at a finding, and why nothing more is to be done about it.

use chrono::{DateTime, Utc};
use rusqlite::params;
use serde::Serialize;

use super::findings::finding;
pub use super::id::AcknowledgementId;
use super::{Reader, StoreResult, Writer};
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;

/// An acknowledgement that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acknowledgement {
    /// Number.
    pub id: AcknowledgementId,
    /// What was acknowledged.
    #[serde(flatten)]
    pub finding: Finding,
    /// Initials of the person.
    pub reviewer: String,
    /// Why.
    pub reason: String,
    /// When (UTC).
    pub recorded: DateTime<Utc>,
}

impl Writer<'_> {
    /// Records who looked at a finding, and why.
    pub fn acknowledge(
        &self,
        finding: &Finding,
        reviewer: &str,
        reason: &str,
        now: DateTime<Utc>,
    ) -> StoreResult<AcknowledgementId> {
        self.insert(
            "INSERT INTO acknowledgements (number, code, list, country, name, quote, message, reviewer, reason, recorded)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                finding.document.as_ref().map(DocumentNumber::as_str),
                finding.code.name(),
                finding.list.map(ListId::name),
                finding.country,
                finding.name,
                finding.quote,
                finding.message,
                reviewer,
                reason,
                now.to_rfc3339(),
            ],
        )
    }

    /// Takes an acknowledgement back; it stays on record. Whether there was one that stood.
    pub fn withdraw_acknowledgement(&self, id: AcknowledgementId, now: DateTime<Utc>) -> StoreResult<bool> {
        let changed = self.transaction.execute(
            "UPDATE acknowledgements SET withdrawn = ?2 WHERE id = ?1 AND withdrawn IS NULL",
            params![id, now.to_rfc3339()],
        )?;
        Ok(changed > 0)
    }
}

impl Reader<'_> {
    /// Whether an acknowledgement was taken back.
    pub fn is_withdrawn(&self, id: AcknowledgementId) -> StoreResult<bool> {
        let withdrawn = self.first(
            "SELECT withdrawn IS NOT NULL FROM acknowledgements WHERE id = ?1",
            [id],
            |row| Ok(row.get(0)?),
        )?;
        Ok(withdrawn.unwrap_or(false))
    }

    /// The acknowledgements that stand, oldest first.
    pub fn acknowledgements(&self) -> StoreResult<Vec<Acknowledgement>> {
        self.all(
            "SELECT number, code, list, country, name, quote, NULL AS place, message, NULL AS surplus,
                 NULL AS explained_by, id, reviewer, reason, recorded
             FROM acknowledgements WHERE withdrawn IS NULL ORDER BY id",
            [],
            |row| {
                Ok(Acknowledgement {
                    finding: finding(row)?,
                    id: row.get("id")?,
                    reviewer: row.get("reviewer")?,
                    reason: row.get("reason")?,
                    recorded: row.get("recorded")?,
                })
            },
        )
    }
}
