//! Texts in pieces, as the templates print them: what stands, what is gone or new, what is raised.

use serde::Serialize;

use crate::diff::words::{Mark, Run};
use crate::report::visible::{shorten_middle, visible};

/// A piece of a text: as it stands, gone or new, and whether it is raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Piece {
    mark: &'static str,
    raised: bool,
    text: String,
}

impl Piece {
    /// A text as it stands.
    pub(in crate::report) fn plain(text: &str) -> Vec<Self> {
        Self::marked("keep", text)
    }

    /// A text with this mark; footnote marks (`^4^`) are raised.
    fn marked(mark: &'static str, text: &str) -> Vec<Self> {
        let parts: Vec<_> = text.split('^').collect();
        let mut pieces = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let closed = at + 1 < parts.len();
            let is_mark = at % 2 == 1 && closed && part.bytes().all(|b| b.is_ascii_digit());
            if !part.is_empty() {
                pieces.push(Self {
                    mark,
                    raised: is_mark,
                    text: visible(part),
                });
            }
        }
        pieces
    }
}

/// A redline, long unchanged runs shortened.
pub(in crate::report) fn redline(runs: &[Run]) -> Vec<Piece> {
    let pieces = runs.iter().flat_map(|run| match run.mark {
        Mark::Keep => Piece::plain(&shortened(&run.text)),
        Mark::Delete => Piece::marked("delete", &run.text),
        Mark::Insert => Piece::marked("insert", &run.text),
    });
    pieces.collect()
}

/// Characters of an unchanged run that are shown.
const KEPT: usize = 120;

/// The blanks around a run separate it from its neighbours.
fn shortened(text: &str) -> String {
    let core = text.trim();
    let (before, after) = text.split_once(core).unwrap_or_default();
    format!("{before}{}{after}", shorten_middle(core, KEPT))
}
