//! What is read from an Entity cell: the view beside the verbatim text.

use serde::{Deserialize, Serialize};

/// Parsed view of an Entity cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntityView {
    /// The name, up to its aliases or addresses.
    pub name: String,
    /// Other names, in the order of the cell.
    pub aliases: Vec<Alias>,
    /// Addresses, one each.
    pub addresses: Vec<String>,
    /// Cross-references as printed: "See alternate addresses under China and Russia".
    pub cross_references: Vec<String>,
    /// Subordinate institutions, affiliated entities and their like.
    pub subordinates: Vec<Subordinate>,
    /// What the lead-in states about the number of aliases, where it states a number.
    pub alias_count: Option<AliasCount>,
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Alias {
    /// How the name relates to the entity.
    pub kind: AliasKind,
    /// The name, without bullet and separators.
    pub name: String,
}

/// How another name relates to the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AliasKind {
    /// a.k.a.
    AlsoKnownAs,
    /// f.k.a.
    FormerlyKnownAs,
    /// d.b.a.
    DoingBusinessAs,
    /// n.k.a.
    NowKnownAs,
}

/// A body or facility that an entry covers besides the entity itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subordinate {
    /// What its heading calls it.
    pub kind: SubordinateKind,
    /// Its name, or the words for what is meant.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// Its own addresses; those of the entity may apply to it too.
    pub addresses: Vec<String>,
    /// All of it as printed.
    pub text: String,
}

/// What a heading calls the bodies below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubordinateKind {
    /// A subordinate entity, or what "this includes".
    Subordinate,
    /// An affiliated entity.
    Affiliated,
    /// A subordinate institution.
    Institution,
    /// Facilities and places that are described rather than named.
    Facility,
}

/// The aliases that a lead-in announces and those that follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasCount {
    /// The number printed in the lead-in.
    pub stated: u32,
    /// The aliases printed after it.
    pub found: u32,
}

impl Subordinate {
    pub(super) fn new(kind: SubordinateKind) -> Self {
        Self { kind, name: String::new(), aliases: Vec::new(), addresses: Vec::new(), text: String::new() }
    }

    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(self.aliases.iter().map(|alias| &alias.name))
    }
}
