//! Which owners of a graph are on the lists. That one is called nearly as a listed party takes a search for each, so it is
//! looked for only where it can matter: among the owners of parties that are asked for, through whomever.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::called::Called;
use super::restricted::Restricted;
use crate::index::{Index, Wanted};
use crate::name::Name;
use crate::ownership::graph::{Graph, Node};

/// How an owner of the file is one of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    /// It has exactly a name, an alias or the public id of these.
    Exact(Vec<usize>),
    /// It is called nearly so.
    Like(usize),
}

impl Match {
    pub(super) fn entries(&self) -> &[usize] {
        match self {
            Self::Exact(all) => all,
            Self::Like(at) => std::slice::from_ref(at),
        }
    }
}

/// The parties of the lists, ready to be found among owners.
#[derive(Debug)]
pub struct Lists {
    pub(super) restricted: Vec<Restricted>,
    names: Index,
    /// The party of each name.
    of_name: Vec<usize>,
}

impl Lists {
    /// Makes the parties of the lists ready.
    pub fn new(restricted: Vec<Restricted>) -> Self {
        let all = restricted.iter().enumerate().filter(|(_, it)| !it.listed.is_address_only);
        let labels = all.flat_map(|(at, it)| it.listed.names.iter().map(move |label| (Name::new(&label.text), at)));
        let (names, of_name): (Vec<_>, Vec<_>) = labels.unzip();
        Self { names: Index::new(names), of_name, restricted }
    }

    /// Owners that are called nearly as a party of the lists, each with the one that it is likest. From `like` on, two names
    /// are nearly the same.
    pub fn nearly(&self, graph: &Graph<'_>, owners: &[Node], like: f32) -> Vec<(Node, usize)> {
        let mut searcher = self.names.searcher();
        let mut nearly = Vec::new();
        for &node in owners {
            let mut near = Vec::new();
            for name in graph.names(node) {
                near.extend(searcher.search(&Name::new(name), Wanted::of_score(like)));
            }
            let best = near.into_iter().max_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
            nearly.extend(best.and_then(|(number, _)| Some((node, *self.of_name.get(number)?))));
        }
        nearly
    }
}

/// Which owners are on the lists, or may be.
#[derive(Debug, Default)]
pub struct Matches {
    pub(super) matches: FxHashMap<Node, Match>,
    pub(super) of_addresses: FxHashMap<Node, usize>,
}

impl Matches {
    /// Owners that have exactly a name, an alias or the public id of a party of the lists.
    pub fn exact(graph: &Graph<'_>, called: &Called<'_, '_>, lists: &Lists) -> Self {
        let mut found: BTreeMap<Node, BTreeSet<usize>> = BTreeMap::new();
        for (at, it) in lists.restricted.iter().enumerate() {
            let labels = it.listed.names.iter().map(|label| label.text.as_str());
            for node in labels.chain([it.listed.key.as_str()]).flat_map(|name| called.nodes(name)) {
                if graph.out(node).next().is_some() {
                    found.entry(node).or_default().insert(at);
                }
            }
        }
        let mut all = Self::default();
        for (node, found) in found {
            let is_address = |at: &usize| lists.restricted.get(*at).is_some_and(|it| it.listed.is_address_only);
            let (addresses, parties): (Vec<_>, Vec<_>) = found.into_iter().partition(is_address);
            if !parties.is_empty() {
                all.matches.insert(node, Match::Exact(parties));
            } else if let Some(at) = addresses.first() {
                all.of_addresses.insert(node, *at);
            }
        }
        all
    }

    /// The parties that are asked for and all that own anything of them, through whomever, as far as it is open whether these
    /// owners are on the lists.
    pub fn open(&self, graph: &Graph<'_>, asked: impl IntoIterator<Item = Node>) -> Vec<Node> {
        let mut seen = vec![false; graph.nodes().count()];
        let mut next: Vec<Node> = asked.into_iter().collect();
        let mut open = Vec::new();
        while let Some(node) = next.pop() {
            let Some(is_new) = seen.get_mut(node.at()).filter(|seen| !**seen) else {
                continue;
            };
            *is_new = true;
            if !self.matches.contains_key(&node) && graph.out(node).next().is_some() {
                open.push(node);
            }
            next.extend(graph.into(node).iter().map(|edge| edge.owner));
        }
        open.sort_unstable();
        open
    }

    /// Adds owners that are called nearly as a party of the lists.
    pub fn add(&mut self, like: impl IntoIterator<Item = (Node, usize)>) {
        self.matches.extend(like.into_iter().map(|(node, at)| (node, Match::Like(at))));
    }
}
