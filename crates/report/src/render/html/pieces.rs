//! Texts in pieces, as the templates print them: what stands, what is gone or new, what is raised.

use serde::Serialize;

use crate::visible::{shorten_middle, visible};
use earwatch_law::diff::words::{Mark, Run};

/// A piece of a text: as it stands, gone or new, and whether it is raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Piece {
    mark: &'static str,
    raised: bool,
    text: String,
}

impl Piece {
    /// A text as it stands.
    pub(in crate::render) fn plain(text: &str) -> Vec<Self> {
        Self::marked("keep", text)
    }

    /// A text with this mark; footnote marks (`^4^`) are raised.
    fn marked(mark: &'static str, text: &str) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut push = |raised, text: &str| {
            if !text.is_empty() {
                pieces.push(Self { mark, raised, text: visible(text) });
            }
        };
        let mut rest = text;
        while let Some((before, digits, after)) = next_mark(rest) {
            push(false, before);
            push(true, digits);
            rest = after;
        }
        push(false, rest);
        pieces
    }
}

/// The text before the next footnote mark, its digits, and the text after it.
fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('^').find_map(|(at, sign)| {
        let (digits, after) = text.get(at + sign.len()..)?.split_once('^')?;
        let is_mark = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_mark.then_some((text.get(..at)?, digits, after))
    })
}

/// A redline, long unchanged runs shortened.
pub(in crate::render) fn redline(runs: &[Run]) -> Vec<Piece> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnote_marks_are_raised_and_nothing_else_is_lost() {
        let shown = |text| -> Vec<_> {
            let pieces = Piece::plain(text).into_iter();
            pieces.map(|piece| (piece.raised, piece.text)).collect()
        };
        let of = |raised, text: &str| (raised, text.to_owned());
        assert_eq!(
            shown("§ 734.9(e)^1^ and^2^^4^ x^2 ^"),
            [
                of(false, "§ 734.9(e)"),
                of(true, "1"),
                of(false, " and"),
                of(true, "2"),
                of(true, "4"),
                of(false, " x^2 ^"),
            ]
        );
    }
}
