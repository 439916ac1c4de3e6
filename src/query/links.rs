//! Who else sits at the addresses of an entry, or bears a name of it, on all lists and of all times.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::history::{Standing, Stood, standing};
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::entry::EntryId;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::law::canonical::canonical;
use earwatch_report::report::linked::{Address as AddressTold, Agreement, Bond, Edge, Linked, LinkedParty};
use earwatch_screen::address::compare::{Found, Kind};
use earwatch_screen::address::{Address, Addresses, SAME_BUILDING};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The name, former name, alias, number or public id of an entry.
    pub name: &'a str,
    /// The day on which parties are listed or not.
    pub as_of: NaiveDate,
    /// Only what had been published by this day counts, where it is given.
    pub known_by: Option<NaiveDate>,
    /// Over how many steps: 1 is who sits with the entry, 2 also who sits with those.
    pub depth: usize,
    /// Whether to tell those, too, that may be in the same building.
    pub possible: bool,
}

/// Who sits with an entry.
///
/// # Errors
/// Where nobody is called so, nor nearly so.
pub fn links(store: &Store, asked: Asked<'_>) -> Result<Linked, RunError> {
    let Standing { all, ids, called, candidates } = standing(store, asked.name, asked.as_of, asked.known_by)?;
    // One that is alone is meant, and that is said.
    let (start, nearest) = match (called.as_slice(), candidates.as_slice()) {
        ([], [only]) => (vec![(only.id, only.found_by)], Some(only.matched.clone())),
        _ => (called, None),
    };
    let walked = walk(&all, start.iter().map(|(id, _)| *id).collect(), asked);
    let party = |(id, distance): (&EntryId, &usize)| {
        let stood = all.get(id)?;
        Some(LinkedParty {
            id: *id,
            public_id: ids.of(*id),
            list: stood.entry.list,
            country: stood.entry.country.clone(),
            name: stood.entry.name().to_owned(),
            is_address_only: stood.entry.is_address_only(),
            listed: stood.removed.is_none(),
            removed_on: stood.removed.as_ref().map(|by| by.effective),
            removed_by: stood.removed.as_ref().and_then(|by| by.document.clone()),
            steps: *distance,
            found_by: start.iter().find(|(of, _)| of == id).map(|(_, by)| *by),
        })
    };
    let mut parties: Vec<LinkedParty> = walked.distances.iter().filter_map(party).collect();
    parties.sort_by_key(|party| (party.steps, party.id));
    let candidates = if nearest.is_some() { Vec::new() } else { candidates };
    Ok(Linked {
        schema: "earwatch/links/1",
        asked: asked.name.to_owned(),
        as_of: asked.as_of,
        known_by: asked.known_by,
        depth: asked.depth,
        nearest,
        candidates,
        parties,
        edges: walked.edges,
        possible_not_told: walked.possible_not_told,
    })
}

/// What a walk from entry to entry found.
#[derive(Default)]
struct Walked {
    /// How many steps each party is away.
    distances: BTreeMap<EntryId, usize>,
    edges: Vec<Edge>,
    possible_not_told: usize,
}

fn walk(all: &BTreeMap<EntryId, Stood>, start: Vec<EntryId>, asked: Asked<'_>) -> Walked {
    let mut of: Vec<(EntryId, usize)> = Vec::new();
    let mut read: Vec<Address> = Vec::new();
    let mut numbers: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
    let mut bearers: BTreeMap<String, BTreeSet<EntryId>> = BTreeMap::new();
    for (id, stood) in all {
        for (at, (text, _)) in stood.addresses.iter().enumerate() {
            numbers.entry(*id).or_default().push(of.len());
            of.push((*id, at));
            read.push(Address::new(text, Some(&stood.entry.country)));
        }
        for (_, name) in stood.names.iter().filter(|_| !stood.entry.is_address_only()) {
            bearers.entry(canonical(name)).or_default().insert(*id);
        }
    }
    let index = Addresses::new(read);
    let mut finder = index.finder();
    let mut walked = Walked { distances: start.iter().map(|id| (*id, 0)).collect(), ..Walked::default() };
    let mut told: BTreeSet<(EntryId, EntryId)> = BTreeSet::new();
    let mut frontier = start;
    for step in 1..=asked.depth {
        let mut next: BTreeSet<EntryId> = BTreeSet::new();
        for id in std::mem::take(&mut frontier) {
            let Some(stood) = all.get(&id) else {
                continue;
            };
            let mut found: BTreeMap<EntryId, Vec<Edge>> = BTreeMap::new();
            for number in numbers.get(&id).into_iter().flatten() {
                let (Some(address), Some((_, at))) = (index.addresses().get(*number), of.get(*number)) else {
                    continue;
                };
                let mut seen = BTreeSet::new();
                for (hit, evidence) in finder.find(address) {
                    let Some((other, other_at)) = of.get(hit).filter(|(other, _)| *other != id) else {
                        continue;
                    };
                    // The best of each other party for each address.
                    if !seen.insert(*other) {
                        continue;
                    }
                    let Some(bond) = bond(&evidence, asked.possible) else {
                        walked.possible_not_told += usize::from(evidence.kind == Kind::PossiblySameBuilding);
                        continue;
                    };
                    let Some(other_stood) = all.get(other) else {
                        continue;
                    };
                    let edge = by_address((id, stood, *at), (*other, other_stood, *other_at), bond, &evidence);
                    found.entry(*other).or_default().push(edge);
                }
            }
            for (other, edge) in by_name(all, &bearers, id, stood) {
                found.entry(other).or_default().push(edge);
            }
            for (other, edges) in found {
                // An edge is told once, from the party that is nearer.
                if told.contains(&(other, id)) {
                    continue;
                }
                told.insert((id, other));
                walked.edges.extend(edges);
                walked.distances.entry(other).or_insert_with(|| {
                    next.insert(other);
                    step
                });
            }
        }
        frontier = next.into_iter().collect();
    }
    walked
}

/// What two addresses make of their parties; nothing of those that are only near.
fn bond(found: &Found, possible: bool) -> Option<Bond> {
    match found.kind {
        Kind::SameBuilding if found.score >= SAME_BUILDING => Some(Bond::SameBuilding),
        Kind::SameBox if found.score >= SAME_BUILDING => Some(Bond::SameBox),
        Kind::SamePlace if found.score >= SAME_BUILDING => Some(Bond::SamePlace),
        Kind::PossiblySameBuilding if possible => Some(Bond::PossiblySameBuilding),
        _ => None,
    }
}

/// An entry, and which of its addresses.
type Seat<'a> = (EntryId, &'a Stood, usize);

fn by_address(one: Seat<'_>, other: Seat<'_>, bond: Bond, found: &Found) -> Edge {
    let address = |(_, stood, at): Seat<'_>| {
        stood.addresses.get(at).map(|(text, until)| AddressTold { text: text.clone(), until: *until })
    };
    let agreement = found.reasons.iter().map(|reason| Agreement {
        field: reason.field,
        how: reason.how,
        one: reason.one.clone(),
        other: reason.other.clone(),
    });
    Edge {
        one: one.0,
        other: other.0,
        bond,
        one_address: address(one),
        other_address: address(other),
        name: None,
        score: (f64::from(found.score) * 1000.0).round() / 1000.0,
        agreement: agreement.collect(),
        suspicion: if one.1.entry.is_address_only() || other.1.entry.is_address_only() {
            None
        } else {
            match (&one.1.removed, &other.1.removed) {
                (Some(_), None) => Some(succeeds(other.1, one.1, "sits where it sat")),
                (None, Some(_)) => Some(succeeds(one.1, other.1, "sits where it sat")),
                (None, None) | (Some(_), Some(_)) => None,
            }
        },
    }
}

/// `“B” may be the successor of “A”, which was removed on 2025-01-15: it sits where it sat`.
fn succeeds(listed: &Stood, removed: &Stood, why: &str) -> String {
    let day =
        removed.removed.as_ref().map_or_else(String::new, |by| format!(", which was removed on {}", by.effective));
    format!("“{}” may be the successor of “{}”{day}: it {why}", listed.entry.name(), removed.entry.name())
}

/// The parties that bear a name of another one.
fn by_name(
    all: &BTreeMap<EntryId, Stood>,
    bearers: &BTreeMap<String, BTreeSet<EntryId>>,
    id: EntryId,
    stood: &Stood,
) -> Vec<(EntryId, Edge)> {
    let mut edges: BTreeMap<EntryId, Edge> = BTreeMap::new();
    for (by, name) in stood.names.iter().filter(|_| !stood.entry.is_address_only()) {
        let key = canonical(name);
        for other in bearers.get(&key).into_iter().flatten().filter(|other| **other != id) {
            let Some(other_stood) = all.get(other) else {
                continue;
            };
            let other_by = other_stood.names.iter().find(|(_, name)| canonical(name) == key).map(|(by, _)| *by);
            let is_former = |by: Option<FoundBy>| by == Some(FoundBy::FormerName);
            let bond = if is_former(Some(*by)) == is_former(other_by) { Bond::SameName } else { Bond::FormerName };
            let suspicion = match (bond, &stood.removed, &other_stood.removed) {
                (_, Some(_), None) => Some(succeeds(other_stood, stood, &format!("is called “{name}” as well"))),
                (_, None, Some(_)) => Some(succeeds(stood, other_stood, &format!("is called “{name}” as well"))),
                (Bond::FormerName, _, _) => {
                    let (now, before) = if is_former(Some(*by)) { (other_stood, stood) } else { (stood, other_stood) };
                    Some(format!("“{}” bears “{name}”, a former name of “{}”", now.entry.name(), before.entry.name()))
                }
                _ => None,
            };
            edges.entry(*other).or_insert_with(|| Edge {
                one: id,
                other: *other,
                bond,
                one_address: None,
                other_address: None,
                name: Some(name.clone()),
                score: 1.0,
                agreement: Vec::new(),
                suspicion,
            });
        }
    }
    edges.into_iter().collect()
}
