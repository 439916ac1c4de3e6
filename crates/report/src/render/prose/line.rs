//! A line of prose: pieces of text, each in its tone.

use crate::told::link::Link;
use earwatch_law::diff::words::{Mark, Run};

/// How a piece of text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
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
pub struct Span {
    pub tone: Tone,
    pub text: String,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(Span),
    Link(Link),
}

/// A line of prose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(pub Vec<Piece>);

impl Line {
    pub fn toned(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    pub fn plain(text: impl Into<String>) -> Self {
        Self::toned(Tone::Plain, text)
    }

    pub fn soft(text: impl Into<String>) -> Self {
        Self::toned(Tone::Soft, text)
    }

    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece::Text(Span { tone, text }));
        }
        self
    }

    pub fn then(self, text: impl Into<String>) -> Self {
        self.and(Tone::Plain, text)
    }

    pub fn followed_by(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// Words that lead to an address, as far as it is one.
    pub fn link(mut self, to: &Link) -> Self {
        self.0.push(Piece::Link(to.clone()));
        self
    }

    /// A redline: what is gone and what is new. The blanks around a marked run are outside of it.
    pub fn redline(runs: &[Run]) -> Self {
        let mut line = Self::default();
        for run in runs {
            let text = run.text.as_str();
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
                Mark::Keep => line.then(core),
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
