//! Whom listed parties reach by ownership on a day: the owners of a file, what the lists say of them, and whether the
//! provision for affiliates is in force.
//!
//! An owner is a listed party where it has exactly its name, an alias or its public id; one that is called nearly so leaves
//! the answer open. An entry that is an address only reaches who operates there, and not what that one owns (15 CFR
//! 744.11(a)(1)). Owners on several lists combine as far as the provision of each is in force; where it is not on record
//! whether it is, there is no answer.

mod answer;
pub mod blocked;
pub mod provision;
pub mod restricted;
mod seat;
pub mod strictest;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

pub use self::answer::{Answer, Held, Step};
use self::provision::{Force, Provision};
use self::restricted::{Restricted, canonical, title};
use crate::index::{Index, Wanted};
use crate::name::Name;
use crate::ownership::coverage::{Coverage, Standing};
use crate::ownership::graph::{Graph, Node};
use crate::ownership::share::Percent;

/// How an owner of the file is one of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Match {
    /// It has exactly a name, an alias or the public id of these.
    Exact(Vec<usize>),
    /// It is called nearly so.
    Like(usize),
}

impl Match {
    fn entries(&self) -> &[usize] {
        match self {
            Self::Exact(all) => all,
            Self::Like(at) => std::slice::from_ref(at),
        }
    }
}

/// The owners of a day, held against the lists.
#[derive(Debug)]
pub struct Affiliates<'g, 'a> {
    graph: &'g Graph<'a>,
    restricted: Vec<Restricted>,
    provisions: BTreeMap<String, Provision>,
    matches: HashMap<Node, Match>,
    /// Owners that match an entry which is an address only.
    of_addresses: HashMap<Node, usize>,
    /// As the day has it.
    now: Coverage<'g, 'a>,
    /// As it would be without stays; where there is one.
    unstayed: Option<Coverage<'g, 'a>>,
    /// Parties of the graph by the letters and digits of their names and ids.
    called: HashMap<String, Vec<Node>>,
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
        let (matches, of_addresses) = matched(graph, &restricted, like);
        let from = threshold(&provisions);
        let standing = |node: Node, is_lifted: bool| standing(matches.get(&node), &restricted, &provisions, is_lifted);
        let now = Coverage::of(graph, from, |node| standing(node, false));
        let is_stayed = provisions.values().any(|it| matches!(it.force, Force::Stayed { .. }));
        let unstayed = is_stayed.then(|| Coverage::of(graph, from, |node| standing(node, true)));
        let mut called: HashMap<String, Vec<Node>> = HashMap::new();
        for node in graph.nodes() {
            let names = graph.names(node).into_iter().chain([graph.id(node)]);
            for name in names.map(canonical).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>() {
                called.entry(name).or_default().push(node);
            }
        }
        Self { graph, restricted, provisions, matches, of_addresses, now, unstayed, called }
    }

    /// The lists' parties; answers name them by their number here.
    pub fn restricted(&self) -> &[Restricted] {
        &self.restricted
    }

    /// The parties of the graph that have exactly this name or id.
    pub fn called(&self, name: &str) -> &[Node] {
        self.called.get(&canonical(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Parties of which a listed one, or one that may be, owns anything, through whomever; listed ones among them.
    pub fn reached(&self) -> impl Iterator<Item = Node> {
        self.graph.nodes().filter(|node| self.is_reached(*node))
    }

    fn is_reached(&self, node: Node) -> bool {
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

/// Which parties of a graph are on the lists; and those that match an entry which is an address only.
fn matched(graph: &Graph<'_>, restricted: &[Restricted], like: f32) -> (HashMap<Node, Match>, HashMap<Node, usize>) {
    let mut exact: HashMap<String, Vec<usize>> = HashMap::new();
    let (mut names, mut of_name) = (Vec::new(), Vec::new());
    for (at, it) in restricted.iter().enumerate() {
        let labels = it.listed.names.iter().map(|label| label.text.as_str());
        for name in labels.clone().chain([it.listed.key.as_str()]).map(canonical).filter(|name| !name.is_empty()) {
            let all = exact.entry(name).or_default();
            if all.last() != Some(&at) {
                all.push(at);
            }
        }
        for label in labels.filter(|_| !it.listed.is_address_only) {
            names.push(Name::new(label));
            of_name.push(at);
        }
    }
    let index = Index::new(names);
    let (mut matches, mut of_addresses) = (HashMap::new(), HashMap::new());
    for node in graph.nodes().filter(|node| graph.out(*node).next().is_some()) {
        let called = graph.names(node);
        let keys = called.iter().copied().chain([graph.id(node)]);
        let found: BTreeSet<usize> = keys.filter_map(|name| exact.get(&canonical(name))).flatten().copied().collect();
        let (addresses, parties): (Vec<usize>, Vec<usize>) =
            found.into_iter().partition(|at| restricted[*at].listed.is_address_only);
        if let (Some(at), []) = (addresses.first(), parties.as_slice()) {
            of_addresses.insert(node, *at);
        }
        if !parties.is_empty() {
            matches.insert(node, Match::Exact(parties));
            continue;
        }
        let near = called.iter().flat_map(|name| index.search(&Name::new(name), Wanted::of_score(like)));
        let best = near.max_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
        if let Some(at) = best.and_then(|(number, _)| of_name.get(number)) {
            matches.insert(node, Match::Like(*at));
        }
    }
    (matches, of_addresses)
}
