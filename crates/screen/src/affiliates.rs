//! Whom listed parties reach by ownership on a day: the owners of a file, what the lists say of them, and whether the
//! provision for affiliates is in force.
//!
//! An owner is a listed party where it has exactly its name, an alias or its public id; one that is called nearly so leaves
//! the answer open. An entry that is an address only reaches who operates there, and not what that one owns (15 CFR
//! 744.11(a)(1)). Owners on several lists combine as far as the provision of each is in force; where it is not on record
//! whether it is, there is no answer.

mod answer;
pub mod blocked;
pub mod called;
pub mod matches;
pub mod provision;
pub mod restricted;
mod seat;
pub mod strictest;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

pub use self::answer::{Answer, Held, Step};
use self::called::Called;
use self::matches::{Lists, Match, Matches};
use self::provision::{Force, Provision};
use self::restricted::{Restricted, title};
use crate::ownership::coverage::{Coverage, Standing};
use crate::ownership::graph::{Graph, Node};
use crate::ownership::share::Percent;

/// The owners of a day, held against the lists.
#[derive(Debug)]
pub struct Affiliates<'g, 'a> {
    graph: &'g Graph<'a>,
    restricted: Vec<Restricted>,
    provisions: BTreeMap<String, Provision>,
    /// Owners that are on the lists, or may be.
    matches: FxHashMap<Node, Match>,
    /// Owners that match an entry which is an address only.
    of_addresses: FxHashMap<Node, usize>,
    /// As the day has it.
    now: Coverage<'g, 'a>,
    /// As it would be without stays; where there is one.
    unstayed: Option<Coverage<'g, 'a>>,
}

impl<'g, 'a> Affiliates<'g, 'a> {
    /// Holds the owners of a graph against the lists. `provisions` says of each list by its name whether its provision is in
    /// force on the day; one that is not there is not on record. From `like` on, two names are nearly the same.
    pub fn new(
        graph: &'g Graph<'a>,
        restricted: Vec<Restricted>,
        provisions: BTreeMap<String, Provision>,
        like: f32,
    ) -> Self {
        let lists = Lists::new(restricted);
        let mut matches = Matches::exact(graph, &Called::of(graph), &lists);
        let like = lists.nearly(graph, &matches.open(graph, graph.nodes()), like);
        matches.add(like);
        Self::of(graph, lists, provisions, matches)
    }

    /// The same, where it is known which owners are on the lists. Answers hold for parties of which all owners were looked
    /// for (see [`Matches::open`]).
    pub fn of(graph: &'g Graph<'a>, lists: Lists, provisions: BTreeMap<String, Provision>, matches: Matches) -> Self {
        let restricted = lists.restricted;
        let Matches { matches, of_addresses } = matches;
        let from = threshold(&provisions);
        let standing = |node: Node, is_lifted: bool| standing(matches.get(&node), &restricted, &provisions, is_lifted);
        let now = Coverage::of(graph, from, |node| standing(node, false));
        let is_stayed = provisions.values().any(|it| matches!(it.force, Force::Stayed { .. }));
        let unstayed = is_stayed.then(|| Coverage::of(graph, from, |node| standing(node, true)));
        Self { graph, restricted, provisions, matches, of_addresses, now, unstayed }
    }

    /// The lists' parties; answers name them by their number here.
    pub fn restricted(&self) -> &[Restricted] {
        &self.restricted
    }

    /// The owners of the day.
    pub fn graph(&self) -> &'g Graph<'a> {
        self.graph
    }

    /// Parties of which a listed one, or one that may be, owns anything, through whomever; listed ones among them.
    pub fn reached(&self) -> impl Iterator<Item = Node> {
        self.graph.nodes().filter(|node| self.is_reached(*node))
    }

    /// Whether a listed one, or one that may be, owns anything of a party.
    pub fn is_reached(&self, node: Node) -> bool {
        let by_lists = self.now.is_reached(node) || self.unstayed.as_ref().is_some_and(|it| it.is_reached(node));
        by_lists || self.graph.into(node).iter().any(|edge| self.is_told(edge.owner))
    }

    /// Whether an owner is told though it extends nothing: it is on a list without such a provision, or an address.
    fn is_told(&self, owner: Node) -> bool {
        self.of_addresses.contains_key(&owner) || matches!(self.matches.get(&owner), Some(Match::Exact(_)))
    }

    /// Owners of the graph: all, those that are exactly a party of the lists, those that are called nearly so.
    pub fn matched(&self) -> (usize, usize, usize) {
        let owners = self.graph.nodes().filter(|node| self.graph.out(*node).next().is_some()).count();
        let exact = self.matches.values().filter(|it| matches!(it, Match::Exact(_))).count();
        (owners, exact + self.of_addresses.len(), self.matches.len() - exact)
    }

    /// What a party of the graph is called.
    pub fn name(&self, node: Node) -> &'a str {
        self.graph.name(node)
    }

    /// All its names.
    pub fn names(&self, node: Node) -> Vec<&'a str> {
        self.graph.names(node)
    }

    fn force(&self, at: usize) -> Force {
        force_of(&self.restricted, &self.provisions, at)
    }

    /// The stays among the provisions of listed parties, with their lists.
    fn stays(&self, owners: impl IntoIterator<Item = usize>) -> Vec<(&str, Option<NaiveDate>, String)> {
        let lists: BTreeSet<&str> = owners.into_iter().map(|at| self.restricted[at].listed.list.as_str()).collect();
        let stay = |list: &str| match self.provisions.get(list).map(|it| (&it.force, it.section.clone())) {
            Some((Force::Stayed { until }, section)) => Some((*until, section)),
            _ => None,
        };
        lists.into_iter().filter_map(|list| stay(list).map(|(until, section)| (list, until, section))).collect()
    }
}

/// What an owner is by its entries; `is_lifted` takes stays for lifted.
fn standing(
    matched: Option<&Match>,
    restricted: &[Restricted],
    provisions: &BTreeMap<String, Provision>,
    is_lifted: bool,
) -> Standing {
    let of_entry = |at: &usize| match force_of(restricted, provisions, *at) {
        Force::NotProvided => Standing::Unlisted,
        _ if restricted.get(*at).is_some_and(|it| it.listed.is_held) => Standing::MayBeListed,
        Force::InForce => Standing::Listed,
        Force::Stayed { .. } if is_lifted => Standing::Listed,
        Force::Stayed { .. } => Standing::Unlisted,
        Force::Unknown { .. } => Standing::MayBeListed,
    };
    match matched {
        None => Standing::Unlisted,
        Some(Match::Exact(all)) => all.iter().map(of_entry).min_by_key(|it| weight(*it)).unwrap_or(Standing::Unlisted),
        Some(Match::Like(at)) if of_entry(at) == Standing::Unlisted => Standing::Unlisted,
        Some(Match::Like(_)) => Standing::MayBeListed,
    }
}

fn weight(standing: Standing) -> u8 {
    match standing {
        Standing::Listed => 0,
        Standing::MayBeListed => 1,
        Standing::Unlisted => 2,
    }
}

fn force_of(restricted: &[Restricted], provisions: &BTreeMap<String, Provision>, at: usize) -> Force {
    let Some(list) = restricted.get(at).map(|it| it.listed.list.as_str()) else {
        return Force::NotProvided;
    };
    let unknown = || Force::Unknown {
        why: format!("whether a provision for affiliates of the {} is in force: none is on record", title(list)),
    };
    provisions.get(list).map_or_else(unknown, |it| it.force.clone())
}

/// The share from which on owners cover, where the texts state one; else half, as the rule was made.
fn threshold(provisions: &BTreeMap<String, Provision>) -> Percent {
    provisions.values().find_map(|it| it.from).unwrap_or(Percent::HALF)
}
