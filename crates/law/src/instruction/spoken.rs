//! What the words of an order mean, phrase by phrase.

use super::lexicon::{Role, Verb};
use super::object::Object;
use super::order::{Occurrence, Selection};
use super::place::{End, Way, Where};
use super::verb::{Said, Voice};
use crate::law::ListId;

/// What a run of tokens means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    Where(Where),
    Verb(Verb, Voice),
    What(What),
    Glue(Glue),
    /// What no reader takes, and why.
    Unknown(&'static str),
}

/// What an order acts on, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Names(Vec<String>),
    Object(Object),
    Role(Role),
    Until(End),
    /// "in its place".
    InPlace,
    /// "wherever it appears".
    Everywhere,
    /// "the second time it appears", "at the end of the column".
    Occurrence(Occurrence),
    Respectively,
    /// Words in a list of names that cannot be delimited; they are told, and the names beside them stand.
    Held,
    /// "as an alias": what the names before it are.
    AsFeature(Object),
    /// "(two entries)": the name before stands for so many.
    Times(u32),
    /// "all entries with the Federal Register citation “…”".
    Selected(Selection),
    /// "(two entries, one under each destination)": as many countries.
    Spread(u32),
    /// "at the end of the table".
    OfTable,
    /// "thereunder", behind the noun of an entry.
    Below,
    /// "from the Unverified List to the Entity List".
    Transfer(ListId, ListId),
    /// "except “X”": entries that an order about all of them leaves.
    Except(Vec<String>),
    /// "designated as footnote 4": what the rows of the entries bear.
    Designated(Vec<u8>),
}

/// What holds the phrases of a sentence together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glue {
    /// "is amended": what follows says how.
    Amended,
    And,
    Comma,
    /// `;`, `.` or `:`
    Stop(char),
    /// "The revisions read as follows:" or "to read as follows".
    AsFollows,
}

impl From<Where> for Phrase {
    fn from(place: Where) -> Self {
        Self::Where(place)
    }
}

impl From<What> for Phrase {
    fn from(what: What) -> Self {
        Self::What(what)
    }
}

impl From<Said> for Phrase {
    fn from(said: Said) -> Self {
        match said {
            Said::Amended => Glue::Amended.into(),
            Said::Order(verb, voice) => Self::Verb(verb, voice),
        }
    }
}

impl From<Glue> for Phrase {
    fn from(glue: Glue) -> Self {
        Self::Glue(glue)
    }
}

impl Phrase {
    pub(super) fn is_entries(&self) -> bool {
        matches!(self, Self::What(What::Object(Object::Entries { .. } | Object::AllOf { .. })))
    }

    /// Whether a nationality may stand before the noun.
    pub(super) fn is_of_entries(&self) -> bool {
        self.is_entries()
            || matches!(self, Self::Where(Where::Entry(..)) | Self::What(What::Object(Object::AllEntries)))
    }

    /// Whether the phrase does no more than say where.
    pub(super) fn says_where(&self) -> bool {
        match self {
            Self::Where(Where::Country(_, way)) => matches!(way, Way::Under | Way::For | Way::Of),
            Self::Where(_) | Self::Glue(Glue::Amended | Glue::Comma) => true,
            _ => false,
        }
    }
}

/// A phrase and the words it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken<'t> {
    pub(super) phrase: Phrase,
    pub(super) words: &'t str,
    /// Byte offsets of the words in their paragraph.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Spoken<'_> {
    pub(super) fn names_country(&self) -> bool {
        matches!(self.phrase, Phrase::Where(Where::Country(..)))
    }
}

/// "the entries for “X” and", and nothing more: the noun.
pub(super) fn broken_off<'t>(spoken: &[Spoken<'t>]) -> Option<&'t str> {
    let [before @ .., noun, name, and] = spoken else {
        return None;
    };
    let quoted = |said: &Spoken<'_>| matches!(said.phrase, Phrase::What(What::Names(_)));
    let one = matches!(&name.phrase, Phrase::What(What::Names(texts)) if texts.len() == 1);
    let words = noun.words.to_lowercase();
    let several = noun.phrase.is_entries() && ["entries", "entities"].iter().any(|plural| words.contains(plural));
    let last = one && and.phrase == Glue::And.into() && !before.iter().any(quoted);
    (last && several).then_some(noun.words)
}
