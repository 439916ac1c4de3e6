//! What is on public inspection, as a report has it: announced, and not law.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use earwatch_law::announced::ProvisionalChange;
use earwatch_law::document::preamble::Claim;
use earwatch_law::law::citation::DocumentNumber;

/// What became of an announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Withdrawn before it was published, and its changes with it.
    Withdrawn,
    /// On public inspection, and reported for the first time.
    Announced,
    /// On public inspection; it reads otherwise, or is scheduled for another day, than was reported.
    Changed,
    /// Published; what the published document orders counts.
    Published,
}

/// A document on public inspection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvisionalRecord {
    /// Always true: nothing of it is law.
    pub provisional: bool,
    /// What became of it.
    pub status: Stage,
    /// Its number.
    pub document: DocumentNumber,
    /// Its title.
    pub title: String,
    /// `Rule`, `Notice` and the like, as the record says.
    pub kind: Option<String>,
    /// The action line.
    pub action: String,
    /// When it was filed, in Washington's time.
    pub filed: Option<NaiveDateTime>,
    /// `special` or `regular`.
    pub filing: Option<String>,
    /// The day whose issue is to print it.
    pub scheduled: Option<NaiveDate>,
    /// Effective dates as understood from the text.
    pub effective: Vec<NaiveDate>,
    /// The DATES section as read.
    pub dates: String,
    /// Page or PDF for readers.
    pub url: Option<String>,
    /// Whether its text could be had.
    pub read: bool,
    /// The changes that it announces.
    pub changes: Vec<ProvisionalChange>,
    /// Entries per destination, as its summary counts them.
    pub counts: Vec<Claim>,
    /// The note of the Office of the Federal Register.
    pub note: Option<String>,
    /// What does not add up in it.
    pub doubts: Vec<String>,
    /// What is different from what was reported before, or from what was published.
    pub told: Vec<String>,
}

impl ProvisionalRecord {
    /// Whether it is on public inspection and not published yet.
    pub fn is_pending(&self) -> bool {
        matches!(self.status, Stage::Announced | Stage::Changed)
    }
}

/// `2 on public inspection · 1 withdrawn from public inspection`; empty without any.
pub(super) fn headline(records: &[ProvisionalRecord]) -> Vec<String> {
    let pending = records.iter().filter(|record| record.is_pending()).count();
    let withdrawn = records.iter().filter(|record| record.status == Stage::Withdrawn).count();
    let mut parts = Vec::new();
    if pending > 0 {
        parts.push(format!("{pending} on public inspection"));
    }
    if withdrawn > 0 {
        parts.push(format!("{withdrawn} withdrawn from public inspection"));
    }
    parts
}
