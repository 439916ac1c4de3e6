//! Who sits in the same building.

use serde::Serialize;

use super::candidates::Addresses;
use super::compare::{Found, Kind};
use super::parts::Address;

/// Two parties at one building.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// The parties, by their numbers, the lower first.
    pub parties: (usize, usize),
    /// Which of the addresses of each.
    pub addresses: (usize, usize),
    /// The evidence.
    pub found: Found,
}

/// Parties and what connects them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Graph {
    /// One for each two parties that share a building, with the addresses that agree best.
    pub edges: Vec<Edge>,
    /// Parties that are connected, in order; only those that share with another.
    pub groups: Vec<Vec<usize>>,
}

/// The parties that share a building, a box, or the same description of a place. Each party is known by its number in
/// `parties`, each address by its number there. `least` is the score from which on two are connected, and
/// [`super::compare::POSSIBLE`] or more.
pub fn links(parties: &[Vec<Address>], least: f32) -> Graph {
    let all = parties.iter().enumerate();
    let of: Vec<(usize, usize)> = all.flat_map(|(party, all)| (0..all.len()).map(move |at| (party, at))).collect();
    let index = Addresses::new(parties.iter().flatten().cloned());
    let mut finder = index.finder();
    let mut edges: std::collections::BTreeMap<(usize, usize), Edge> = std::collections::BTreeMap::new();
    for (&(party, at), address) in of.iter().zip(index.addresses()) {
        for (number, found) in finder.find(address) {
            let Some(&(other, other_at)) = of.get(number) else {
                continue;
            };
            if other <= party || found.score < least {
                continue;
            }
            let edge = Edge { parties: (party, other), addresses: (at, other_at), found };
            let is_better = edges.get(&edge.parties).is_none_or(|known| known.found.score < edge.found.score);
            if is_better {
                edges.insert(edge.parties, edge);
            }
        }
    }
    let edges: Vec<_> = edges.into_values().collect();
    Graph { groups: groups(parties.len(), &edges), edges }
}

fn groups(parties: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..parties).collect();
    let root = |first: &[usize], mut at: usize| {
        while let Some(&before) = first.get(at).filter(|before| **before != at) {
            at = before;
        }
        at
    };
    for edge in edges {
        let (one, other) = (root(&first, edge.parties.0), root(&first, edge.parties.1));
        if let Some(of_later) = first.get_mut(one.max(other)) {
            *of_later = one.min(other);
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for party in 0..parties {
        groups.entry(root(&first, party)).or_default().push(party);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Whether an entry is on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is.
    Listed,
    /// It was.
    Delisted,
    /// It is, and it is an address rather than a party: whoever operates there is reached.
    ListedAddress,
}

/// A party at the address of an entry: it may be the entry under another name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suspicion {
    /// The number of the entry's address in the index.
    pub entry_address: usize,
    /// The number of the party's address.
    pub address: usize,
    /// The entry's standing.
    pub standing: Standing,
    /// The evidence.
    pub found: Found,
}

/// The addresses of entries at which a party with other names sits, the best first. `standing` says of each address of
/// the index what its entry is; `None` leaves it out, as for the party itself. What is only possible is left out, and so
/// are places without a building: many sit there.
pub fn successors(
    party: &[Address],
    index: &Addresses,
    standing: impl Fn(usize) -> Option<Standing>,
) -> Vec<Suspicion> {
    let mut finder = index.finder();
    let mut all = Vec::new();
    for (address, of_party) in party.iter().enumerate() {
        for (entry_address, found) in finder.find(of_party) {
            let is_one = matches!(found.kind, Kind::SameBuilding | Kind::SameBox);
            if let Some(standing) = standing(entry_address).filter(|_| is_one) {
                all.push(Suspicion { entry_address, address, standing, found });
            }
        }
    }
    all.sort_by(|one, other| other.found.score.total_cmp(&one.found.score));
    all
}
