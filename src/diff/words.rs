//! Word-level redlines.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, TextDiff};

/// What happens to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It stays.
    Keep,
    /// It goes.
    Delete,
    /// It comes.
    Insert,
}

/// A run of words with one mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What happens to it.
    pub mark: Mark,
    /// The words, white space included.
    pub text: String,
}

/// Old against new, word by word. Very different texts get a coarser redline once the deadline has passed; the
/// runs always rebuild both texts.
#[must_use]
pub fn redline(old: &str, new: &str, deadline: Duration) -> Vec<Run> {
    let diff =
        TextDiff::configure().algorithm(Algorithm::Patience).deadline(Instant::now() + deadline).diff_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Keep,
            ChangeTag::Delete => Mark::Delete,
            ChangeTag::Insert => Mark::Insert,
        };
        match runs.last_mut() {
            Some(run) if run.mark == mark => run.text.push_str(change.value()),
            _ => runs.push(Run { mark, text: change.value().to_owned() }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rebuilt(runs: &[Run], without: Mark) -> String {
        runs.iter().filter(|run| run.mark != without).map(|run| run.text.as_str()).collect()
    }

    proptest! {
        #[test]
        fn a_redline_rebuilds_both_texts(old in ".{0,80}", new in ".{0,80}") {
            let runs = redline(&old, &new, Duration::from_millis(50));
            prop_assert_eq!(rebuilt(&runs, Mark::Insert), old);
            prop_assert_eq!(rebuilt(&runs, Mark::Delete), new);
        }
    }
}
