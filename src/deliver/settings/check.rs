//! Checks that the tables of all channels share.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::deliver::secret::Secret;

/// What is wrong with one channel, without its name.
pub(in crate::deliver) type Mistakes = Vec<String>;

/// A secret that is named by one key at most.
pub(super) fn secret(key: &str, env: Option<String>, file: Option<PathBuf>, mistakes: &mut Mistakes) -> Option<Secret> {
    match (env, file) {
        (Some(_), Some(_)) => {
            mistakes.push(format!("{key}: expected {key}_env or {key}_file, but found both"));
            None
        }
        (Some(name), None) => {
            if name.is_empty() || name.contains(['=', '\0']) {
                mistakes
                    .push(format!("{key}_env: expected the name of an environment variable, but found something else"));
            }
            Some(Secret::Env(name))
        }
        (None, Some(path)) => Some(Secret::File(path)),
        (None, None) => None,
    }
}

/// Whether a host is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub(super) fn seconds(key: &str, value: u64, mistakes: &mut Mistakes) -> Duration {
    if !(1..=LONGEST_WAIT).contains(&value) {
        mistakes.push(format!("{key}: expected 1 to {LONGEST_WAIT} seconds, but found {value}"));
    }
    Duration::from_secs(value)
}

/// Seconds that a run may wait for one answer.
const LONGEST_WAIT: u64 = 600;
