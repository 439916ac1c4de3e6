//! What a report is to be about.

use chrono::NaiveDate;

use crate::store::runs::RunId;
use earwatch_law::law::citation::DocumentName;

/// What a report is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The runs of that day that recorded anything, or the last such run of all.
    Run(Option<NaiveDate>),
    /// Runs that belong together: the one that took a baseline, and the first poll.
    OfRuns(Vec<RunId>),
    /// Everything published since a day.
    Since(NaiveDate),
    /// One document; all of its number, where the day is not said.
    Document(DocumentName),
}
