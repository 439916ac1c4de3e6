//! Redlines as they are shown: long unchanged runs are shortened.

use super::cutoff::LINE;
use crate::visible::shorten_middle;
use earwatch_law::diff::words::{Mark, Run};

/// A redline, long unchanged runs shortened; the blanks around a run separate it from its neighbours.
pub fn shown(runs: &[Run]) -> Vec<Run> {
    let shown = |run: &Run| match run.mark {
        Mark::Keep => {
            let core = run.text.trim();
            let (before, after) = run.text.split_once(core).unwrap_or_default();
            Run { mark: run.mark, text: format!("{before}{}{after}", shorten_middle(core, LINE)) }
        }
        Mark::Delete | Mark::Insert => run.clone(),
    };
    runs.iter().map(shown).collect()
}

/// A text without any change.
pub fn unchanged(text: &str) -> Vec<Run> {
    vec![Run { mark: Mark::Keep, text: text.to_owned() }]
}
