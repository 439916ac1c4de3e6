//! A line of prose: pieces of text, each in its tone.

use crate::visible::{one_line, shorten_middle};
use earwatch_law::diff::words::{Mark, Run};

/// How a piece of text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Tone {
    /// As it is.
    Plain,
    /// A name, or what is to be seen at once.
    Strong,
    /// What needs a person.
    Alarm,
    /// Said beside.
    Soft,
    /// A name that the program gives.
    Code,
    /// Words that are gone.
    Deleted,
    /// Words that are new.
    Inserted,
}

/// A piece of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Span {
    pub(in crate::render) tone: Tone,
    pub(in crate::render) text: String,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Link {
    pub(in crate::render) words: String,
    pub(in crate::render) url: String,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) enum Piece {
    Text(Span),
    Link(Link),
}

/// A line of prose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::render) struct Line(pub(in crate::render) Vec<Piece>);

impl Link {
    pub(super) fn new(words: impl Into<String>, url: impl Into<String>) -> Self {
        Self { words: words.into(), url: url.into() }
    }
}

impl Line {
    pub(in crate::render) fn toned(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    pub(in crate::render) fn plain(text: impl Into<String>) -> Self {
        Self::toned(Tone::Plain, text)
    }

    pub(in crate::render) fn soft(text: impl Into<String>) -> Self {
        Self::toned(Tone::Soft, text)
    }

    pub(super) fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece::Text(Span { tone, text }));
        }
        self
    }

    pub(in crate::render) fn then(self, text: impl Into<String>) -> Self {
        self.and(Tone::Plain, text)
    }

    pub(in crate::render) fn followed_by(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    pub(super) fn link(mut self, words: impl Into<String>, url: impl Into<String>) -> Self {
        self.0.push(Piece::Link(Link::new(words, url)));
        self
    }

    /// A redline: what is gone and what is new, long unchanged runs shortened. The blanks around a marked run stand
    /// outside of it.
    pub(super) fn redline(runs: &[Run]) -> Self {
        let mut line = Self::default();
        for run in runs {
            let text = one_line(&run.text);
            let core = text.trim();
            if core.is_empty() {
                line = line.then(" ");
                continue;
            }
            // A change stands apart from the one before it.
            let touches = run.mark != Mark::Keep && line.ends_marked();
            if touches || text.starts_with(char::is_whitespace) {
                line = line.then(" ");
            }
            line = match run.mark {
                Mark::Keep => line.then(shorten_middle(core, KEPT)),
                Mark::Delete => line.and(Tone::Deleted, core),
                Mark::Insert => line.and(Tone::Inserted, core),
            };
            if text.ends_with(char::is_whitespace) {
                line = line.then(" ");
            }
        }
        line
    }

    fn ends_marked(&self) -> bool {
        matches!(self.0.last(), Some(Piece::Text(Span { tone: Tone::Deleted | Tone::Inserted, .. })))
    }
}

/// Characters of an unchanged run that are shown.
const KEPT: usize = 80;
