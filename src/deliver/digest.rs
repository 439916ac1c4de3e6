//! What is delivered: one report over all runs that a channel has not been told of yet.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::store::runs::{Run, RunId};
use earwatch_law::digest::sha256_hex;
use earwatch_report::report::Report;
use earwatch_report::told::first;
use earwatch_report::visible::visible;

/// One report for one channel.
#[derive(Debug)]
pub struct Digest<'a> {
    /// Identity, the same however often the digest is sent.
    pub id: &'a str,
    /// Name of the channel.
    pub channel: &'a str,
    /// The runs that it is about, oldest first.
    pub runs: &'a [Run],
    /// What is reported.
    pub report: &'a Report,
    /// The report of each day, for channels that keep one file a day; oldest first.
    pub days: Vec<DayReport>,
    /// When it was put together.
    pub prepared: DateTime<Utc>,
    /// Whether it only tries the channel.
    pub test: bool,
}

/// What is reported of one day.
#[derive(Debug)]
pub struct DayReport {
    /// The legal day of the runs; `None` of a test.
    pub day: Option<NaiveDate>,
    /// Their report.
    pub report: Report,
}

/// A run as a receiver is told of it.
#[derive(Debug, Serialize)]
pub(super) struct RunFacts<'a> {
    run: RunId,
    command: &'a str,
    as_of: NaiveDate,
    started: DateTime<Utc>,
    exit_code: Option<u8>,
    message: Option<&'a str>,
}

/// The identity of a digest: it follows from the channel, the runs and the marks of what else it tells, and no other database
/// has it.
pub fn identity(channel: &str, runs: &[Run], marks: &[String]) -> String {
    let mut text = format!("earwatch/delivery/1\n{channel}\n");
    for run in runs {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{} {}", run.id.0, run.started.to_rfc3339());
    }
    for mark in marks {
        let _ = writeln!(text, "{mark}");
    }
    sha256_hex(text.as_bytes()).chars().take(ID_LENGTH).collect()
}

/// Hexadecimal digits of an identity.
const ID_LENGTH: usize = 32;

impl Digest<'_> {
    /// The line that a receiver sees first: `URGENT, REVIEW: Entity List: 12 added (China) · 2 findings – Alpha Ltd.; Beta Ltd. and 10 more`.
    pub fn subject(&self) -> String {
        visible(&first::subject(self.report))
    }

    pub(super) fn run_facts(&self) -> Vec<RunFacts<'_>> {
        self.runs
            .iter()
            .map(|run| RunFacts {
                run: run.id,
                command: &run.command,
                as_of: run.as_of,
                started: run.started,
                exit_code: run.exit_code,
                message: run.message.as_deref(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(id: i64, second: u32) -> Run {
        let started = format!("2025-03-28T13:00:{second:02}Z").parse().unwrap();
        Run {
            id: RunId(id),
            command: "poll".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2025, 3, 28).unwrap(),
            started,
            finished: Some(started),
            exit_code: Some(0),
            message: None,
            program: None,
            checked: None,
        }
    }

    #[test]
    fn an_identity_follows_from_channel_and_runs() {
        let runs = [run(1, 0), run(2, 5)];
        let id = identity("mail", &runs, &[]);
        assert_eq!(id, identity("mail", &runs, &[]));
        assert_eq!(id.len(), ID_LENGTH);
        for other in [
            identity("hook", &runs, &[]),
            identity("mail", &runs[..1], &[]),
            identity("mail", &runs, &["news 1".to_owned()]),
            // The runs of another database have other times.
            identity("mail", &[run(1, 0), run(2, 6)], &[]),
        ] {
            assert_ne!(id, other);
        }
    }
}
