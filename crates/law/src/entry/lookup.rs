//! Entries by what people call them: number, name, alias, former name.

use serde::{Deserialize, Serialize};

use super::cell::{AliasKind, Subordinate, can_be_named};
use crate::entry::Entry;
use crate::law::canonical::canonical;

/// By what an entry was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    /// Its number.
    Id,
    /// Its name.
    Name,
    /// A name that it had borne.
    FormerName,
    /// An alias.
    Alias,
    /// A name of a body that it covers besides the entity itself.
    Subordinate,
    /// An address.
    Address,
}

/// What somebody calls an entry. Names are compared by letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    written: String,
    key: String,
    id: Option<u32>,
}

impl Called {
    /// As written.
    pub fn new(written: &str) -> Self {
        Self { written: written.to_owned(), key: canonical(written), id: written.trim().parse().ok() }
    }

    /// By what an entry is called so, if it is.
    pub fn fits(&self, entry: &Entry) -> Option<FoundBy> {
        if self.id == Some(entry.id.0) {
            return Some(FoundBy::Id);
        }
        if self.key.is_empty() {
            return None;
        }
        if entry.key == self.key {
            return Some(FoundBy::Name);
        }
        let aliases = entry.view.aliases.iter();
        let found = aliases.filter(|alias| canonical(&alias.name) == self.key);
        found
            .map(|alias| by_alias(alias.kind))
            .min()
            .or_else(|| self.names_subordinate(entry).then_some(FoundBy::Subordinate))
            .or_else(|| self.begins(entry).then_some(FoundBy::Name))
    }

    /// Whether the entry is called as it is printed: `LTS Holding Limited (f.k.a. IPP Ltd.)`.
    fn begins(&self, entry: &Entry) -> bool {
        self.key.starts_with(&entry.key) && can_be_named(&entry.cells.entity, entry.name(), &self.written)
    }

    fn names_subordinate(&self, entry: &Entry) -> bool {
        entry.view.subordinates.iter().flat_map(Subordinate::names).any(|name| canonical(name) == self.key)
    }
}

/// Everything that an entry is called: its name, former names, aliases, and the names of bodies that it covers besides.
pub fn names(entry: &Entry) -> impl Iterator<Item = (FoundBy, &str)> {
    let aliases = entry.view.aliases.iter().map(|alias| (by_alias(alias.kind), alias.name.as_str()));
    let covered = entry.view.subordinates.iter().flat_map(Subordinate::names);
    let covered = covered.map(|name| (FoundBy::Subordinate, name.as_str()));
    std::iter::once((FoundBy::Name, entry.name())).chain(aliases).chain(covered)
}

fn by_alias(kind: AliasKind) -> FoundBy {
    match kind {
        AliasKind::FormerlyKnownAs => FoundBy::FormerName,
        AliasKind::AlsoKnownAs | AliasKind::NowKnownAs | AliasKind::DoingBusinessAs => FoundBy::Alias,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::law::{Cells, ListId};

    #[test]
    fn an_entry_is_found_by_each_of_its_names() {
        let entry = |entity: &str| {
            let cells = Cells { entity: entity.to_owned(), ..Cells::default() };
            Entry::new(EntryId(7), ListId::EntityList, "CHINA", cells)
        };
        let holding = "LTS Holding Limited (f.k.a. IPP Ltd.), Tortola, British Virgin Islands.";
        let headed = "13th Institute (CETC 13) subordinate institution: Bowei, a.k.a., the following one alias:\n—Hebei \
                      Bowei.\n113 Hezuo Road, China.";
        for (entity, called, by) in [
            (holding, "7", Some(FoundBy::Id)),
            (holding, "LTS Holding, Limited", Some(FoundBy::Name)),
            (holding, "LTS Holding Limited (f.k.a. IPP Ltd.)", Some(FoundBy::Name)),
            (holding, "IPP Ltd", Some(FoundBy::FormerName)),
            (holding, "LTS Holding", None),
            (holding, "LTS Holding Limited Tortola", None),
            (headed, "13th Institute (CETC 13), subordinate institution: Bowei", Some(FoundBy::Name)),
            (headed, "Hebei Bowei", Some(FoundBy::Alias)),
            (headed, "Bowei", Some(FoundBy::Subordinate)),
            (headed, "13th Institute (CETC 13)", None),
            (headed, "", None),
        ] {
            assert_eq!(Called::new(called).fits(&entry(entity)), by, "{called}");
        }
    }
}
