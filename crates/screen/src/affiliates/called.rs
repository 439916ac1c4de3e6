//! The parties of a graph by the letters and digits of their names and ids.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::restricted::canonical;
use crate::ownership::graph::{Graph, Node};

/// Parties by what they are called. Kept are hashes: names are looked up in the graph.
#[derive(Debug)]
pub struct Called<'g, 'a> {
    graph: &'g Graph<'a>,
    /// In the order of hashes.
    all: Vec<(u64, Node)>,
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

fn names<'a>(graph: &Graph<'a>, node: Node) -> impl Iterator<Item = String> + use<'a> {
    let names = graph.names(node).into_iter().chain([graph.id(node)]);
    names.map(canonical).filter(|name| !name.is_empty())
}

impl<'g, 'a> Called<'g, 'a> {
    /// All parties of a graph.
    pub fn of(graph: &'g Graph<'a>) -> Self {
        let all = graph.nodes().flat_map(|node| names(graph, node).map(move |name| (hash(&name), node)));
        let mut all: Vec<_> = all.collect();
        all.sort_unstable();
        all.dedup();
        Self { graph, all }
    }

    /// The parties that have exactly this name or id.
    pub fn nodes(&self, name: &str) -> impl Iterator<Item = Node> {
        let name = canonical(name);
        let hash = if name.is_empty() { None } else { Some(hash(&name)) };
        let first = self.all.partition_point(|(other, _)| hash.is_none_or(|hash| *other < hash));
        let same = self.all.get(first..).unwrap_or_default().iter();
        let same = same.take_while(move |(other, _)| Some(*other) == hash);
        same.map(|(_, node)| *node).filter(move |node| names(self.graph, *node).any(|other| other == name))
    }
}
