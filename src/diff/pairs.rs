//! Matching entries of two official files, which carry no identity.
//!
//! A rename is one only where the files prove it: the former name stands as f.k.a. in the new entry, or citations
//! and addresses agree. Anything less is an addition and a removal, shown as a possible rename.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Matched, PossibleRename};
use crate::list::canonical::canonical;
use crate::list::cell::AliasKind;
use crate::list::entry::{Cells, Entry};

/// Matches the entries of two files.
#[must_use]
pub fn by_content(old: Vec<Arc<Entry>>, new: Vec<Arc<Entry>>) -> Matched {
    let mut sides = Sides {
        old: open(old),
        new: open(new),
        both: Vec::new(),
    };
    sides.unique_by(|entry| (entry.country.clone(), entry.cells.clone()));
    // A line break can move the end of a parsed name: rows that agree in all columns are one, whatever they parse to.
    sides.unique_by(|entry| {
        let Cells {
            entity,
            license_requirement,
            license_review_policy,
            citation,
        } = &entry.cells;
        let columns = [
            &entry.country,
            entity,
            license_requirement,
            license_review_policy,
            citation,
        ];
        columns.map(|text| canonical(text))
    });
    sides.closest_by(|entry| (entry.country.clone(), entry.key.clone()));
    sides.proven(|old, new| old.country == new.country && is_rename(old, new));
    sides.proven(|old, new| {
        old.country != new.country && old.key == new.key && same_record(old, new)
    });
    let Sides { old, new, both } = sides;
    let old: Vec<_> = old.into_iter().flatten().collect();
    let new: Vec<_> = new.into_iter().flatten().collect();
    let possible_renames = possible(&old, &new);
    Matched {
        both,
        old,
        new,
        possible_renames,
    }
}

fn open(entries: Vec<Arc<Entry>>) -> Vec<Option<Arc<Entry>>> {
    entries.into_iter().map(Some).collect()
}

/// Entries of both files that are not matched yet.
struct Sides {
    old: Vec<Option<Arc<Entry>>>,
    new: Vec<Option<Arc<Entry>>>,
    both: Vec<(Arc<Entry>, Arc<Entry>)>,
}

impl Sides {
    fn pair(&mut self, old: usize, new: usize) {
        let take =
            |side: &mut Vec<Option<Arc<Entry>>>, at: usize| side.get_mut(at).and_then(Option::take);
        if let (Some(old), Some(new)) = (take(&mut self.old, old), take(&mut self.new, new)) {
            self.both.push((old, new));
        }
    }

    /// Pairs entries with equal keys, in printed order; equal rows are interchangeable.
    fn unique_by<K: Ord>(&mut self, key: impl Fn(&Entry) -> K) {
        for (old, new) in self.groups(key) {
            for (old, new) in old.into_iter().zip(new) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs entries with equal keys; where several share one, the closest pairs first.
    fn closest_by<K: Ord>(&mut self, key: impl Fn(&Entry) -> K) {
        for (old, new) in self.groups(key) {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pair(*old, *new);
                continue;
            }
            let mut pairs = Vec::new();
            for old in &old {
                for new in &new {
                    if let (Some(Some(a)), Some(Some(b))) = (self.old.get(*old), self.new.get(*new))
                    {
                        pairs.push((std::cmp::Reverse(closeness(a, b)), *old, *new));
                    }
                }
            }
            pairs.sort_unstable();
            let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
            for (_, old, new) in pairs {
                if !used_old.contains(&old) && !used_new.contains(&new) {
                    used_old.insert(old);
                    used_new.insert(new);
                    self.pair(old, new);
                }
            }
        }
    }

    /// Pairs entries that a rule proves to be one, where it proves it of no other pair.
    fn proven(&mut self, is_one: impl Fn(&Entry, &Entry) -> bool) {
        let mut pairs = Vec::new();
        for (at_old, old) in self
            .old
            .iter()
            .enumerate()
            .filter_map(|(at, old)| Some((at, old.as_ref()?)))
        {
            for (at_new, new) in self
                .new
                .iter()
                .enumerate()
                .filter_map(|(at, new)| Some((at, new.as_ref()?)))
            {
                if is_one(old, new) {
                    pairs.push((at_old, at_new));
                }
            }
        }
        for (old, new) in &pairs {
            let single = pairs.iter().filter(|(o, n)| o == old || n == new).count() == 1;
            if single {
                self.pair(*old, *new);
            }
        }
    }

    fn groups<K: Ord>(&self, key: impl Fn(&Entry) -> K) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut groups: BTreeMap<K, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, entry) in self.old.iter().enumerate() {
            if let Some(entry) = entry {
                groups.entry(key(entry)).or_default().0.push(at);
            }
        }
        for (at, entry) in self.new.iter().enumerate() {
            if let Some(entry) = entry {
                groups.entry(key(entry)).or_default().1.push(at);
            }
        }
        groups
            .into_values()
            .filter(|(old, new)| !old.is_empty() && !new.is_empty())
            .collect()
    }
}

/// How much two entries of one name share: texts, addresses, citations.
fn closeness(a: &Entry, b: &Entry) -> (bool, usize, usize, bool) {
    (
        canonical(&a.cells.entity) == canonical(&b.cells.entity),
        addresses(a).intersection(&addresses(b)).count(),
        a.citations
            .iter()
            .filter(|citation| b.citations.contains(citation))
            .count(),
        a.cells.license_requirement == b.cells.license_requirement,
    )
}

fn addresses(entry: &Entry) -> BTreeSet<String> {
    entry
        .view
        .addresses
        .iter()
        .map(|address| canonical(address))
        .collect()
}

/// Whether the files prove that the name changed.
fn is_rename(old: &Entry, new: &Entry) -> bool {
    let former =
        new.view.aliases.iter().any(|alias| {
            alias.kind == AliasKind::FormerlyKnownAs && canonical(&alias.name) == old.key
        });
    former || same_record(old, new)
}

/// The citations of the old entry begin those of the new one, and the addresses are the same.
fn same_record(old: &Entry, new: &Entry) -> bool {
    let (before, after) = (addresses(old), addresses(new));
    !old.citations.is_empty()
        && new.citations.starts_with(&old.citations)
        && !before.is_empty()
        && before == after
}

/// Additions and removals of one country that a person should compare: the former name is now an alias, an
/// address is shared, or the names are nearly alike.
fn possible(old: &[Arc<Entry>], new: &[Arc<Entry>]) -> Vec<PossibleRename> {
    let mut found = Vec::new();
    for removed in old {
        let gone = addresses(removed);
        for added in new.iter().filter(|added| added.country == removed.country) {
            let alias = added
                .view
                .aliases
                .iter()
                .any(|alias| canonical(&alias.name) == removed.key);
            let was_alias = removed
                .view
                .aliases
                .iter()
                .any(|alias| canonical(&alias.name) == added.key);
            let reason = if alias {
                "the former name is an alias of the new entry"
            } else if was_alias {
                "the new name was an alias of the former entry"
            } else if !gone.is_empty() && addresses(added).intersection(&gone).next().is_some() {
                "an address is the same"
            } else if alike(&removed.key, &added.key) {
                "the names are nearly alike"
            } else {
                continue;
            };
            let (removed, added) = (Arc::clone(removed), Arc::clone(added));
            found.push(PossibleRename {
                removed,
                added,
                reason: reason.to_owned(),
            });
        }
    }
    found
}

/// Names that differ in a letter or two.
fn alike(a: &str, b: &str) -> bool {
    !similar::get_close_matches(a, &[b], 1, 0.9).is_empty()
}
