//! How a command ends: the exit codes, and which error ends with which.

use earwatch::bundle::BundleError;
use earwatch::config::ConfigError;
use earwatch::lock::LockError;
use earwatch::run::RunError;
use earwatch::screen::ScreenError;

/// A command that did its work, and its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Done(pub(super) u8);

/// Exit code of a run that failed.
pub(super) const FAILED: u8 = 1;
/// Exit code of wrong usage or configuration.
const USAGE: u8 = 2;
/// Exit code of what is done, and needs a person.
pub(super) const NEEDS_A_PERSON: u8 = 3;
/// Exit code of a run that found another one at work.
pub(super) const LOCKED: u8 = 4;

/// Exit code of a screening with potential matches, where it was asked for.
pub(super) const HITS: u8 = 11;

/// Arguments that contradict each other or the state of things.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub(super) String);

/// The exit code of an error: that of the first of its causes that has one of its own.
pub(super) fn code(error: &anyhow::Error) -> u8 {
    let own = error.chain().find_map(|cause| {
        let is_usage = cause.is::<Usage>()
            || cause.is::<ConfigError>()
            || matches!(cause.downcast_ref(), Some(ScreenError::Columns { .. } | ScreenError::Decision { .. }))
            || matches!(cause.downcast_ref(), Some(BundleError::Key { .. }))
            || matches!(cause.downcast_ref(), Some(RunError::Overlay { .. } | RunError::OverlayName { .. }));
        let is_locked = matches!(cause.downcast_ref(), Some(LockError::Held { .. }));
        is_usage.then_some(USAGE).or(is_locked.then_some(LOCKED))
    });
    own.unwrap_or(FAILED)
}
