//! What a summary says is done to a list.

use serde::{Deserialize, Serialize};

use crate::law::ListId;

/// What a summary says is done to a number of things on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The list.
    pub list: ListId,
    /// Whether the summary names the list; where it names none, the Entity List is taken to be meant.
    pub named: bool,
    /// What is done.
    pub section: Section,
    /// To how many of what; several add up.
    pub items: Vec<Item>,
    /// Aliases and addresses of the entries that are modified.
    pub features: Vec<Feature>,
    /// Under which countries, where the summary says so.
    pub destinations: Vec<Destination>,
}

/// A number of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is counted.
    pub of: Unit,
    /// How many; `None` is some.
    pub number: Option<u32>,
}

/// What a summary counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Entries: an entity has one in each country of its addresses.
    Entries,
    /// Entities, persons, companies.
    Entities,
    /// Addresses, listed by themselves or of entries.
    Addresses,
    /// Aliases of entries.
    Aliases,
}

/// Aliases or addresses of entries that come or go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    /// Whether they come or go.
    pub section: Section,
    /// Which.
    pub of: Unit,
    /// How many.
    pub number: Option<u32>,
}

/// A country of a [`Change`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// As written.
    pub country: String,
    /// Its entries, where they are counted.
    pub entries: Option<u32>,
}

impl Change {
    /// How many in all; `None` where one of its numbers is not known.
    pub fn number(&self) -> Option<u32> {
        self.items.iter().map(|item| item.number).sum()
    }
}

/// The section of a preamble that a bullet stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Additions.
    Additions,
    /// Removals.
    Removals,
    /// Modifications and corrections.
    Modifications,
}

impl Section {
    /// All sections.
    pub const ALL: [Self; 3] = [Self::Additions, Self::Removals, Self::Modifications];

    /// `Additions to the Entity List` → additions; `None` for any other heading.
    pub fn from_heading(heading: &str) -> Option<Self> {
        let heading = heading.to_lowercase();
        let about = |word: &str| heading.contains(word);
        if about("addition") || about("adding") {
            Some(Self::Additions)
        } else if about("removal") || about("removing") {
            Some(Self::Removals)
        } else if about("modification") || about("revision") || about("correction") {
            Some(Self::Modifications)
        } else {
            None
        }
    }
}
