//! Which of several entries of one name are the same: those that share most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::evidence::addresses;
use super::unpaired::{Group, Unpaired};
use crate::entry::Entry;
use crate::law::canonical::canonical;

/// Pairs up to this number are compared one with another; the real lists have fewer than ten of one name.
const MOST: usize = 4096;

struct Traits<'a> {
    entry: &'a Entry,
    entity: String,
    addresses: BTreeSet<String>,
}

impl<'a> Traits<'a> {
    fn of(side: &'a [Option<Unpaired>], at: usize) -> Option<(usize, Self)> {
        let entry = &*side.get(at)?.as_ref()?.entry;
        let traits = Self { entry, entity: canonical(&entry.cells.entity), addresses: addresses(entry) };
        Some((at, traits))
    }

    /// How much two entries of one name share: texts, addresses, citations.
    fn closeness(&self, other: &Self) -> (bool, usize, usize, bool) {
        let (a, b) = (self.entry, other.entry);
        (
            self.entity == other.entity,
            self.addresses.intersection(&other.addresses).count(),
            a.citations.iter().filter(|citation| b.citations.contains(citation)).count(),
            a.cells.license_requirement == b.cells.license_requirement,
        )
    }
}

/// Pairs the entries of a group, the closest first.
pub(super) fn pairs(old: &[Option<Unpaired>], new: &[Option<Unpaired>], group: Group) -> Vec<(usize, usize)> {
    let of = |side, places: Vec<usize>| {
        let traits = places.into_iter().filter_map(|at| Traits::of(side, at));
        traits.collect::<BTreeMap<_, _>>()
    };
    let (mut old, mut new) = (of(old, group.0), of(new, group.1));
    let mut found = Vec::new();
    if old.len() * new.len() > MOST {
        found.extend(equal(&mut old, &mut new, |traits| traits.entity.clone()));
        found.extend(equal(&mut old, &mut new, |traits| (traits.addresses.clone(), traits.entry.citations.clone())));
        found.extend(equal(&mut old, &mut new, |traits| traits.addresses.clone()));
        found.extend(equal(&mut old, &mut new, |traits| traits.entry.citations.clone()));
        found.extend(equal(&mut old, &mut new, |_| ()));
        return found;
    }
    let mut pairs = Vec::new();
    for (at_old, a) in &old {
        for (at_new, b) in &new {
            pairs.push((Reverse(a.closeness(b)), *at_old, *at_new));
        }
    }
    pairs.sort_unstable();
    for (_, at_old, at_new) in pairs {
        if old.contains_key(&at_old) && new.contains_key(&at_new) {
            old.remove(&at_old);
            new.remove(&at_new);
            found.push((at_old, at_new));
        }
    }
    found
}

/// Takes out the pairs that agree in a key, in printed order.
fn equal<K: Ord>(
    old: &mut BTreeMap<usize, Traits<'_>>,
    new: &mut BTreeMap<usize, Traits<'_>>,
    key: impl Fn(&Traits<'_>) -> K,
) -> Vec<(usize, usize)> {
    let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (at, traits) in &*old {
        waiting.entry(key(traits)).or_default().push_back(*at);
    }
    let mut found = Vec::new();
    for (at, traits) in &*new {
        let first = waiting.get_mut(&key(traits)).and_then(VecDeque::pop_front);
        found.extend(first.map(|first| (first, *at)));
    }
    for (at_old, at_new) in &found {
        old.remove(at_old);
        new.remove(at_new);
    }
    found
}
