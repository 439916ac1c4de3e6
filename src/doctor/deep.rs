//! What takes a second: every capture hashed again, every version derived again, the chain of runs followed.

use tempfile::TempDir;

use crate::ingest::rederive::{Extent, Rederived, rederive};
use crate::run::RunError;
use crate::run::check::{Check, State};
use crate::store::run_chain::ChainState;
use crate::store::{Store, StoreError};
use earwatch_law::law::quantity::quantity;

const RESTORE: &str = "restore a backup that passes `earwatch doctor --deep`, then poll";

/// Problems that are named one by one.
const MOST: usize = 20;

/// Holds everything on record against the bytes that were received.
pub fn examine(store: &Store) -> Vec<Check> {
    let captures = captures(store);
    let whole = captures.state == State::Ok;
    let mut checks = vec![captures];
    if whole {
        checks.push(versions(store).unwrap_or_else(|error| Check::broken("derived", error.to_string(), RESTORE)));
    } else {
        let detail = "the versions were not derived again, since captures are damaged";
        checks.push(Check::broken("derived", detail, RESTORE));
    }
    checks.push(match store.reader().check_chain(false) {
        Ok(state) => chain(&state),
        Err(error) => Check::broken("chain", error.to_string(), RESTORE),
    });
    checks
}

/// Every capture, hashed again.
pub fn captures(store: &Store) -> Check {
    match store.reader().damaged_captures() {
        Ok((count, problems)) if problems.is_empty() => {
            Check::ok("captures", format!("{}, each with the SHA-256 that was recorded", quantity(count, "capture")))
        }
        Ok((_, problems)) => Check::broken("captures", listed(&problems), RESTORE),
        Err(error) => Check::broken("captures", error.to_string(), RESTORE),
    }
}

fn versions(store: &Store) -> Result<Check, RunError> {
    let folder = TempDir::new().map_err(|source| StoreError::Folder { path: std::env::temp_dir(), source })?;
    let mut scratch = store.scratch_copy(&folder.path().join("derived.db"))?;
    Ok(derived(&rederive(&mut scratch, Extent::Whole)?))
}

/// What came of deriving everything again.
pub fn derived(found: &Rederived) -> Check {
    let replaced = match found.replaced {
        0 => String::new(),
        n => format!("; {} that were replaced read as they were written", quantity(n, "version")),
    };
    let what = format!(
        "{} derived again from the captures, {} read again{replaced}",
        quantity(found.versions, "version"),
        quantity(found.documents, "document")
    );
    match (&found.other_program, found.problems.is_empty()) {
        (_, true) => Check::ok("derived", format!("{what}: all as recorded")),
        (Some(program), false) => {
            let detail = format!("{what}; recorded by version {program} of the program: {}", listed(&found.problems));
            Check::attention(
                "derived",
                detail,
                "use that version, or poll: what this one reads otherwise is then reported",
            )
        }
        (None, false) => Check::broken("derived", listed(&found.problems), RESTORE),
    }
}

/// What the chain of runs is found to be.
pub fn chain(state: &ChainState) -> Check {
    let partial =
        state.partial.map_or_else(String::new, |run| format!("; of run {run} a part is here, without its link"));
    let Some((first, before)) = state.begins.filter(|_| state.problems.is_empty()) else {
        return if state.problems.is_empty() {
            Check::ok("chain", format!("no run here is under the chain{partial}; it begins with the first run that is"))
        } else {
            Check::broken("chain", listed(&state.problems), RESTORE)
        };
    };
    let begins = match before {
        0 => String::new(),
        n => format!(
            "; it begins with run {first}, which covers what {} before it left, as it stood then",
            quantity(n, "run")
        ),
    };
    let last = state.last.as_deref().unwrap_or_default();
    Check::ok("chain", format!("{} whole, the last is {last}{begins}{partial}", quantity(state.links, "link")))
}

/// Problems in one line.
pub fn listed(problems: &[String]) -> String {
    let mut named = problems.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    if problems.len() > MOST {
        named = format!("{named}; and {} more", problems.len() - MOST);
    }
    named
}
