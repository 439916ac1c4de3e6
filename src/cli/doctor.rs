//! `earwatch doctor`.

use std::path::Path;

use clap::Args;
use earwatch::doctor::{deep, examine};
use earwatch::run::check::{Check, State};
use earwatch_report::visible::visible;

use super::clock::occasion;
use super::exit::{Done, FAILED, NEEDS_A_PERSON};
use super::session::Session;

/// Check the installation: database, sources, what is pending, lock, disk, clock
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Hash every capture again, derive every version again, and follow the chain of runs
    #[arg(long)]
    deep: bool,
}

impl Doctor {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let store = session.open()?;
        let mut checks = examine(&store, &session.config.alerts, free_space(&session.db), &occasion("doctor", None))?;
        if self.deep {
            checks.extend(deep::examine(&store));
        }
        print(session, &checks)
    }
}

/// Prints what was looked at; the worst of it decides the exit code.
pub(super) fn print(session: &Session, checks: &[Check]) -> anyhow::Result<Done> {
    session.lines(checks, line)?;
    let worst = checks.iter().map(|check| check.state).max();
    Ok(Done(match worst.unwrap_or(State::Ok) {
        State::Ok => 0,
        State::Attention => NEEDS_A_PERSON,
        State::Broken => FAILED,
    }))
}

/// Bytes that may still be written to the disk of a file, where the system says.
#[cfg(unix)]
fn free_space(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Option<u64> {
    None
}

fn line(check: &Check) -> String {
    let state = match check.state {
        State::Ok => "ok",
        State::Attention => "look",
        State::Broken => "broken",
    };
    let next = check.next_step.as_ref().map_or_else(String::new, |next| format!("{:<20}{next}\n", ""));
    format!("{:<10}  {state:<6}  {}\n{next}", check.check, visible(&check.detail))
}
