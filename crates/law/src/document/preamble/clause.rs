//! What a sentence of a summary says so far of one verb and what it counts.

use std::collections::BTreeSet;

use super::claim::{Destination, Item};
use super::verbs::Verb;
use super::words::Listing;
use crate::law::ListId;

/// One verb, what it counts, and where.
#[derive(Default)]
pub(super) struct Clause {
    pub(super) verb: Option<Verb>,
    /// Where the verb stands.
    pub(super) at: usize,
    /// Where what was read of it last ends.
    pub(super) end: usize,
    pub(super) items: Vec<Item>,
    /// How many entries aliases or addresses are added to or removed from.
    pub(super) target: Option<u32>,
    pub(super) destinations: Vec<Destination>,
    pub(super) listing: Option<Listing>,
    /// Lists that the same is done to, or that it is moved to: `both the Entity List and the MEU List`.
    pub(super) also: Vec<ListId>,
    /// What of a breakdown waits for its destination.
    pub(super) pieces: u32,
    pub(super) marks: Marks,
}

/// What is known of a clause, or of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// One more than what was told before: `also`, `an additional`.
    Additional,
    /// `adding them`: counts what the clause before counted.
    Again,
    /// What follows tells of what was counted already: `including`, `one each under`.
    Breakdown,
    /// The list is named later: `removing two entities from, and adding …`.
    Dangling,
    /// `the two entities`: of which something was said before.
    Definite,
    /// `one each under`.
    Each,
    /// It is about Country Group A, or something else that is no list of ours.
    Elsewhere,
    /// What the entries that were counted are of has begun: `eight entries, for five entities and three addresses`.
    Explained,
    /// Of a sentence: why two totals differ.
    Explains,
    /// Of a sentence: how lists are changed, not that one is.
    General,
    /// The verb was taken over from the clause before.
    Inherited,
    /// What follows says by what means entries are modified.
    Means,
    /// Things go from one list to another.
    Moves,
    /// It counts only where it names one of our lists itself.
    NeedsList,
    /// What is told may be a part only: `Of these, five are …`.
    Part,
    /// Of a sentence: what follows is told of an earlier document.
    Past,
    /// Of a sentence: several things have one country each.
    Respectively,
    /// Of an earlier document, denied, or possible only.
    Void,
}

/// The marks that hold.
#[derive(Clone, Default)]
pub(super) struct Marks(BTreeSet<Mark>);

impl Marks {
    pub(super) fn of(marks: &[Mark]) -> Self {
        Self(marks.iter().copied().collect())
    }

    pub(super) fn has(&self, mark: Mark) -> bool {
        self.0.contains(&mark)
    }

    /// Sets a mark where it holds; one that is set stays.
    pub(super) fn set(&mut self, mark: Mark, holds: bool) {
        if holds {
            self.0.insert(mark);
        }
    }

    pub(super) fn end(&mut self, mark: Mark) {
        self.0.remove(&mark);
    }
}
