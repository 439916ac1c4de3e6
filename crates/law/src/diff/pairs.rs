//! Matching entries of two official files, which carry no identity.
//!
//! A rename is one only where the files prove it: the former name stands as f.k.a. in the new entry, or citations
//! and addresses agree. Anything less is an addition and a removal, shown as a possible rename. Entries meet by keys
//! that they share, so lists of any size are matched without comparing every pair.

mod closeness;
mod evidence;
mod names;
mod possible;
mod unpaired;

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::Matched;
use crate::entry::Entry;
use crate::law::Cells;
use crate::law::canonical::canonical;
use crate::law::country;
use unpaired::{Group, Unpaired};

/// Matches the entries of two files.
pub fn by_content(old: Vec<Arc<Entry>>, new: Vec<Arc<Entry>>) -> Matched {
    let mut sides = Sides { old: open(old), new: open(new), both: Vec::new() };
    sides.in_order(sides.alike_in(|open| (&open.entry.country, &open.entry.cells)));
    // A line break can move the end of a parsed name: rows that agree in all columns are one, whatever they parse to.
    sides.in_order(sides.alike_in(|open| (&open.country, columns(&open.entry.cells))));
    sides.closest(sides.alike_in(|open| (&open.country, &open.entry.key)));
    sides.proven(&sides.meeting(
        |old| with(&old.country, evidence::of_old(&old.entry)),
        |new| with(&new.country, evidence::of_new(&new.entry)),
    ));
    // A move: the same name with the same record, under whatever country.
    sides.proven(&sides.meeting(
        |old| with(&old.entry.key, evidence::record(&old.entry)),
        |new| with(&new.entry.key, evidence::records_until(&new.entry)),
    ));
    let Sides { old, new, both } = sides;
    let old: Vec<_> = old.into_iter().flatten().collect();
    let new: Vec<_> = new.into_iter().flatten().collect();
    let possible_renames = possible::renames(&old, &new);
    let entries = |side: Vec<Unpaired>| side.into_iter().map(|open| open.entry).collect();
    Matched { both, old: entries(old), new: entries(new), possible_renames }
}

/// All columns in canonical form.
fn columns(cells: &Cells) -> [String; 4] {
    let Cells { entity, license_requirement, license_review_policy, citation } = cells;
    [entity, license_requirement, license_review_policy, citation].map(|text| canonical(text))
}

/// Keys that count under `scope` only.
fn with<K: Ord>(scope: &str, keys: impl IntoIterator<Item = K>) -> BTreeSet<(&str, K)> {
    keys.into_iter().map(|key| (scope, key)).collect()
}

fn open(entries: Vec<Arc<Entry>>) -> Vec<Option<Unpaired>> {
    let open = |entry: Arc<Entry>| {
        let country = country::key(&entry.country);
        Some(Unpaired { entry, country })
    };
    entries.into_iter().map(open).collect()
}

struct Sides {
    old: Vec<Option<Unpaired>>,
    new: Vec<Option<Unpaired>>,
    both: Vec<(Arc<Entry>, Arc<Entry>)>,
}

impl Sides {
    fn pair(&mut self, old: usize, new: usize) {
        let take = |side: &mut Vec<Option<Unpaired>>, at: usize| side.get_mut(at).and_then(Option::take);
        if let (Some(old), Some(new)) = (take(&mut self.old, old), take(&mut self.new, new)) {
            self.both.push((old.entry, new.entry));
        }
    }

    /// Groups of entries with one key each.
    fn alike_in<'a, K: Ord + Hash>(&'a self, key: impl Fn(&'a Unpaired) -> K) -> Vec<Group> {
        self.meeting(|old| [key(old)], |new| [key(new)])
    }

    /// Groups of entries that share a key, where there are such on both sides, in the order of their keys.
    fn meeting<'a, K: Ord + Hash, Keys: IntoIterator<Item = K>>(
        &'a self,
        of_old: impl Fn(&'a Unpaired) -> Keys,
        of_new: impl Fn(&'a Unpaired) -> Keys,
    ) -> Vec<Group> {
        let mut groups: HashMap<K, Group> = HashMap::new();
        for (at, open) in standing(&self.old) {
            for key in of_old(open) {
                groups.entry(key).or_default().0.push(at);
            }
        }
        for (at, open) in standing(&self.new) {
            for key in of_new(open) {
                // A key that the old side does not have brings nobody together.
                if let Some((_, new)) = groups.get_mut(&key) {
                    new.push(at);
                }
            }
        }
        let mut groups: Vec<_> = groups.into_iter().filter(|(_, (_, new))| !new.is_empty()).collect();
        groups.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Pairs the entries of each group in printed order; equal rows are interchangeable.
    fn in_order(&mut self, groups: Vec<Group>) {
        for (old, new) in groups {
            for (old, new) in old.into_iter().zip(new) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs the entries of each group, the closest first.
    fn closest(&mut self, groups: Vec<Group>) {
        for group in groups {
            let pairs = match (group.0.as_slice(), group.1.as_slice()) {
                ([old], [new]) => vec![(*old, *new)],
                _ => closeness::pairs(&self.old, &self.new, group),
            };
            for (old, new) in pairs {
                self.pair(old, new);
            }
        }
    }

    /// Pairs entries that share evidence, where neither shares any with another entry.
    fn proven(&mut self, groups: &[Group]) {
        let mut old = vec![Partner::None; self.old.len()];
        let mut new = vec![Partner::None; self.new.len()];
        for (olds, news) in groups {
            meet(&mut old, olds, news);
            meet(&mut new, news, olds);
        }
        for (at, partner) in old.into_iter().enumerate() {
            if let Partner::One(other) = partner
                && new.get(other) == Some(&Partner::One(at))
            {
                self.pair(at, other);
            }
        }
    }
}

fn standing(side: &[Option<Unpaired>]) -> impl Iterator<Item = (usize, &Unpaired)> {
    side.iter().enumerate().filter_map(|(at, open)| Some((at, open.as_ref()?)))
}

/// With whom an entry shares evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Partner {
    None,
    One(usize),
    Several,
}

fn meet(side: &mut [Partner], here: &[usize], there: &[usize]) {
    for at in here {
        if let Some(partner) = side.get_mut(*at) {
            *partner = match (*partner, there) {
                (partner, []) => partner,
                (Partner::None, [one]) => Partner::One(*one),
                (Partner::One(known), [one]) if known == *one => Partner::One(known),
                (Partner::None | Partner::One(_) | Partner::Several, _) => Partner::Several,
            };
        }
    }
}
