//! `earwatch doctor`.

use std::path::Path;

use earwatch::doctor::examine;
use earwatch::run::check::State;

use super::session::Session;
use super::{Done, FAILED, occasion, tables};

impl Session {
    pub(super) fn doctor(&self) -> anyhow::Result<Done> {
        let store = self.open()?;
        let occasion = occasion("doctor", None);
        let free = free_space(&self.db);
        let checks = examine(&store, &self.config.alerts, free, &occasion)?;
        self.rows(&checks, tables::checks)?;
        let worst = checks.iter().map(|check| check.state).max();
        Ok(Done(match worst.unwrap_or(State::Ok) {
            State::Ok => 0,
            State::Attention => 3,
            State::Broken => FAILED,
        }))
    }
}

/// Bytes that may still be written to the disk of a file, where the system tells it.
#[cfg(unix)]
fn free_space(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Option<u64> {
    None
}
