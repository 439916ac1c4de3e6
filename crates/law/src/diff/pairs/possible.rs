//! Additions and removals of one country that a person should compare.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::evidence::addresses;
use super::names::Names;
use super::unpaired::Unpaired;
use crate::diff::PossibleRename;
use crate::law::canonical::canonical;

/// Suggestions for one removal; where more entries come into question, the last suggestion says so.
const MOST: usize = 5;

/// New entries of a country by what a former entry can share with them.
struct Country<'a> {
    by_key: HashMap<&'a str, Vec<usize>>,
    by_alias: HashMap<String, Vec<usize>>,
    by_address: HashMap<String, Vec<usize>>,
    names: Names<'a>,
}

impl<'a> Country<'a> {
    fn of(added: &[(usize, &'a Unpaired)]) -> Self {
        let (mut by_key, mut by_alias, mut by_address) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (at, open) in added {
            let entry = &open.entry;
            by_key.entry(entry.key.as_str()).or_insert_with(Vec::new).push(*at);
            for alias in aliases(open) {
                by_alias.entry(alias).or_insert_with(Vec::new).push(*at);
            }
            for address in addresses(entry) {
                by_address.entry(address).or_insert_with(Vec::new).push(*at);
            }
        }
        Self {
            by_key,
            by_alias,
            by_address,
            names: Names::new(added.iter().map(|(at, open)| (*at, open.entry.key.as_str()))),
        }
    }

    /// New entries that may be a removed one, those with the best reasons, and whether there are more.
    fn candidates(&self, removed: &Unpaired) -> (BTreeMap<usize, &'static str>, bool) {
        let key = removed.entry.key.as_str();
        let alias = self.by_alias.get(key).into_iter().flatten().copied();
        let was_alias =
            aliases(removed).into_iter().filter_map(|alias| self.by_key.get(alias.as_str())).flatten().copied();
        let address = addresses(&removed.entry)
            .into_iter()
            .filter_map(|address| self.by_address.get(&address))
            .flatten()
            .copied();
        let because = |reason: &'static str| move |at| (at, reason);
        let all = alias
            .map(because("the former name is an alias of the new entry"))
            .chain(was_alias.map(because("the new name was an alias of the former entry")))
            .chain(address.map(because("an address is the same")))
            .chain(self.names.alike(key).map(because("the names are nearly alike")));
        let mut candidates = BTreeMap::new();
        for (at, reason) in all {
            if candidates.len() == MOST && !candidates.contains_key(&at) {
                return (candidates, true);
            }
            candidates.entry(at).or_insert(reason);
        }
        (candidates, false)
    }
}

fn aliases(open: &Unpaired) -> BTreeSet<String> {
    let aliases = open.entry.view.aliases.iter();
    aliases.map(|alias| canonical(&alias.name)).collect()
}

/// Additions and removals of one country that may be one renaming: the former name is now an alias, an address is
/// shared, or the names are nearly alike.
pub(super) fn renames(old: &[Unpaired], new: &[Unpaired]) -> Vec<PossibleRename> {
    let removed_in: BTreeSet<_> = old.iter().map(|open| &open.country).collect();
    let mut added_in: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (at, open) in new.iter().enumerate() {
        if removed_in.contains(&open.country) {
            added_in.entry(&open.country).or_default().push((at, open));
        }
    }
    let countries: BTreeMap<_, _> = added_in.iter().map(|(country, added)| (country, Country::of(added))).collect();
    let mut found = Vec::new();
    for removed in old {
        let (candidates, more) =
            countries.get(&&removed.country).map(|country| country.candidates(removed)).unwrap_or_default();
        for (n, (at, reason)) in (1..).zip(candidates) {
            let reason = if more && n == MOST {
                format!("{reason}; more new entries come into question than are named")
            } else {
                reason.to_owned()
            };
            found.extend(new.get(at).map(|added| PossibleRename {
                removed: Arc::clone(&removed.entry),
                added: Arc::clone(&added.entry),
                reason,
            }));
        }
    }
    found
}
