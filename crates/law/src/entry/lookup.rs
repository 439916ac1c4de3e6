//! Entries by what people call them: number, name, alias, former name.

use std::collections::BTreeSet;
use std::sync::Arc;

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
            .map(|alias| match alias.kind {
                AliasKind::FormerlyKnownAs => FoundBy::FormerName,
                AliasKind::AlsoKnownAs | AliasKind::NowKnownAs | AliasKind::DoingBusinessAs => FoundBy::Alias,
            })
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

    /// Names with a word that is the one asked for but for a slip of the hand.
    fn slips<'n>(&self, names: &'n [(String, String)]) -> BTreeSet<&'n str> {
        const MOST: usize = 8;
        let is_slip = |shown: &str| {
            let mut words = shown.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 4);
            words.any(|word| is_a_slip_away(&self.key, &canonical(word)))
        };
        names.iter().filter(|(_, shown)| is_slip(shown)).map(|(key, _)| key.as_str()).take(MOST).collect()
    }

    /// Names that contain the words, or are close to them: suggestions, never matches.
    pub fn close_to<'a>(&self, entries: impl Iterator<Item = &'a Arc<Entry>>) -> Vec<String> {
        const MOST: usize = 8;
        if self.key.is_empty() {
            return Vec::new();
        }
        let mut names: Vec<(String, String)> = Vec::new();
        for entry in entries {
            let shown = |name: &str| format!("“{name}” ({})", entry.country);
            names.push((entry.key.clone(), shown(entry.name())));
            let aliases = entry.view.aliases.iter().map(|alias| &alias.name);
            let others = aliases.chain(entry.view.subordinates.iter().flat_map(Subordinate::names));
            names.extend(others.map(|name| (canonical(name), shown(name))));
        }
        let keys: BTreeSet<&str> = names.iter().map(|(key, _)| key.as_str()).collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let near = similar::get_close_matches(self.key.as_str(), &keys, MOST, 0.8);
        let containing = keys.iter().filter(|key| key.contains(&self.key));
        let slips = if self.written.contains(char::is_whitespace) { BTreeSet::new() } else { self.slips(&names) };
        let mut close: Vec<String> = Vec::new();
        for key in containing.chain(near.iter().map(|near| near as &&str)).chain(&slips) {
            for (_, shown) in names.iter().filter(|(name, _)| name == key) {
                if !close.contains(shown) {
                    close.push(shown.clone());
                }
            }
        }
        // Words before what only happens to be within one.
        let begins_word = |shown: &String| {
            let mut words = shown.split_whitespace();
            words.any(|word| canonical(word).starts_with(&self.key))
        };
        close.sort_by_key(|shown| !begins_word(shown));
        let more = close.len().saturating_sub(MOST);
        close.truncate(MOST);
        if more > 0 {
            close.push(format!("and {more} more"));
        }
        close
    }
}

/// Whether two words differ by one letter too many, too few or other, or by two that changed places.
fn is_a_slip_away(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() < 4 || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (left, right) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    let rest = |letters: &[char], from: usize| letters.get(from..).map(<[char]>::to_vec);
    let crossed = left.first() == right.get(1) && left.get(1) == right.first();
    let swapped = left.len() > 1 && crossed && rest(left, 2) == rest(right, 2);
    let slips = [(1, 1), (1, 0), (0, 1)];
    swapped || slips.iter().any(|(of, by)| rest(left, *of).is_some_and(|rest_of| Some(rest_of) == rest(right, *by)))
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
