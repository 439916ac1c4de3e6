//! One oddity of a rule: of its layout, after which it says the same, or of its meaning, after which it does not.

#![allow(clippy::string_slice, reason = "places are found in the same text")]
#![allow(clippy::assigning_clones, clippy::format_collect, reason = "what is odd should be easy to read")]

mod cells;
mod layout;
mod meaning;
mod pieces;

use super::random::Random;

/// What an oddity changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The layout only: the list comes out as the rule means it, and nobody is called.
    Layout,
    /// The meaning, or what can be read of it: where the list comes out otherwise, a person is called.
    Meaning,
}

/// Makes the oddity; `None` where the rule has nothing that it could befall.
pub(crate) type Make = fn(&str, &mut Random) -> Option<String>;

/// One of all oddities, by turns: its name, its kind, and how it is made.
pub(crate) fn by_turns(turn: u64) -> (&'static str, Kind, Make) {
    let of = |kind: Kind| move |(name, make): &(&'static str, Make)| (*name, kind, *make);
    let layout = layout::ALL.iter().map(of(Kind::Layout));
    let all: Vec<_> = layout.chain(meaning::ALL.iter().chain(cells::ALL).map(of(Kind::Meaning))).collect();
    all[usize::try_from(turn).unwrap() % all.len()]
}
