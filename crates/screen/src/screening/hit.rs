//! A potential match, and how strong it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::affiliates::strictest::Strictest;
pub use crate::affiliates::{Answer as Owned, Held, Step};
use crate::listed::By;

/// A potential match of a party with an entry. It is for a person to review, and says nothing on its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// By what.
    pub kind: Kind,
    /// The number of the entry among those that were screened against.
    pub listed: usize,
    /// From 0 to 1.
    pub score: f32,
    /// The texts that match; none where a party is reached by its owners.
    pub matched: Option<Matched>,
    /// Why it is a potential match, in words.
    pub reasons: Vec<String>,
    /// Why the score is not higher, in words; empty where it is the highest.
    pub why_not_higher: Vec<String>,
    /// What its owners make of it; of hits by ownership only.
    pub ownership: Option<Owned>,
}

/// Puts the likeliest first. Of those that are equally likely, first those of an entry that is alike in more than one way, so
/// that the party itself stands before the others of its building; then names before addresses, in the order of the entries.
pub fn rank(hits: &mut [Hit]) {
    let mut likeness = BTreeMap::new();
    for hit in hits.iter() {
        *likeness.entry(hit.listed).or_insert(0.0) += hit.score;
    }
    let likeness = |hit: &Hit| likeness.get(&hit.listed).copied().unwrap_or_default();
    hits.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score).then_with(|| likeness(other).total_cmp(&likeness(one)));
        by_score.then_with(|| (one.kind, one.listed).cmp(&(other.kind, other.listed)))
    });
}

/// By what a party matches an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A name.
    Name,
    /// An address.
    Address,
    /// Listed parties among its owners.
    Ownership,
    /// A name that a document orders and a finding holds back.
    Held,
    /// A name or an address of an entry that was removed from its list: the party may be its successor.
    Successor,
}

/// The texts that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// The field of the party.
    pub party_field: PartyField,
    /// What stands in it.
    pub party_text: String,
    /// What it is of the entry.
    pub entry_field: By,
    /// As the list prints it.
    pub entry_text: String,
}

/// A field of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyField {
    /// Its name.
    Name,
    /// Another name.
    OtherName,
    /// An address.
    Address,
}

impl PartyField {
    /// `other name`.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OtherName => "other name",
            Self::Address => "address",
        }
    }
}

/// How strong a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// It is hardly another party.
    Strong,
    /// It is rather this party than another.
    Likely,
    /// It may be.
    Possible,
}

impl Band {
    /// `strong`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// From which scores on a match has which band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bands {
    /// Strong from here on,
    pub strong: f32,
    /// likely from here on, and possible below.
    pub likely: f32,
}

impl Default for Bands {
    fn default() -> Self {
        Self { strong: 0.95, likely: 0.85 }
    }
}

impl Bands {
    /// The band of a score.
    pub fn of(self, score: f32) -> Band {
        if score >= self.strong {
            Band::Strong
        } else if score >= self.likely {
            Band::Likely
        } else {
            Band::Possible
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_party_itself_stands_before_others_of_its_building() {
        let hit = |kind, listed, score| Hit {
            kind,
            listed,
            score,
            matched: None,
            reasons: Vec::new(),
            why_not_higher: Vec::new(),
            ownership: None,
        };
        let mut hits: Vec<_> = (0..9).map(|listed| hit(Kind::Address, listed, 1.0)).collect();
        hits.extend([hit(Kind::Name, 7, 0.93), hit(Kind::Name, 11, 1.0), hit(Kind::Successor, 12, 0.97)]);
        rank(&mut hits);
        let order: Vec<_> = hits.iter().map(|hit| (hit.kind, hit.listed)).collect();
        assert_eq!(order[..3], [(Kind::Address, 7), (Kind::Name, 11), (Kind::Address, 0)]);
        assert_eq!(order[10..], [(Kind::Successor, 12), (Kind::Name, 7)]);
    }
}
