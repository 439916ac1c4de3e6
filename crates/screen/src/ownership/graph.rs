//! The owners of a day as a graph: each pair once, with the range in which its share lies.

use std::ops::Range;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::holding::{Holding, Kind, Note, Owners};
use super::share::{Percent, Share};

/// A party of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(u32);

impl Node {
    /// Its place among all.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// What one party holds of another on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Who holds.
    pub owner: Node,
    /// Of whom.
    pub owned: Node,
    /// How.
    pub kind: Kind,
    /// How much, by all that is on record.
    pub share: Share,
    /// The first holding that says so.
    holding: u32,
}

/// Who holds what on a day.
#[derive(Debug)]
pub struct Graph<'a> {
    owners: &'a Owners,
    /// By the spellings that occur.
    spelled: FxHashMap<&'a str, Node>,
    /// By the spelling in which those that differ in case or blanks only are one.
    nodes: FxHashMap<String, Node>,
    parties: Vec<PartyOf<'a>>,
    /// By what is owned, then by owner.
    edges: Vec<Edge>,
    /// Where the edges into a node stand.
    into: Vec<Range<usize>>,
    /// The places of the edges, by their owner.
    by_owner: Vec<u32>,
    /// Where the edges out of a node stand in `by_owner`.
    out: Vec<Range<usize>>,
    /// What the day's holdings contradict.
    notes: Vec<Note>,
}

/// A party, by the first name that the file gives it.
#[derive(Debug)]
struct PartyOf<'a> {
    id: &'a str,
    /// Its place among the parties of the file.
    described: Option<usize>,
}

/// Two spellings that differ in case or blanks only are one party; of names of several words, also those that differ in
/// punctuation. Ids are one word, and `1-2` is not `12`.
pub(super) fn key(id: &str) -> String {
    let is_name = id.split_whitespace().nth(1).is_some();
    let mut key = String::with_capacity(id.len());
    let mut is_apart = false;
    let mut put = |c: char| match c {
        '.' | '\'' | '’' if is_name && !key.ends_with(|last: char| last.is_ascii_digit()) => {}
        c if c.is_whitespace() || is_name && !c.is_alphanumeric() => is_apart = true,
        c => {
            if is_apart && !key.is_empty() {
                key.push(' ');
            }
            is_apart = false;
            key.extend(c.to_lowercase());
        }
    };
    if id.is_ascii() {
        id.chars().for_each(&mut put);
    } else {
        id.nfkc().for_each(&mut put);
    }
    key
}

impl<'a> Graph<'a> {
    /// The holdings of a day.
    pub fn on(owners: &'a Owners, day: NaiveDate) -> Self {
        let mut graph = Self {
            owners,
            spelled: FxHashMap::default(),
            nodes: FxHashMap::default(),
            parties: Vec::new(),
            edges: Vec::new(),
            into: Vec::new(),
            by_owner: Vec::new(),
            out: Vec::new(),
            notes: Vec::new(),
        };
        for (at, party) in owners.parties.iter().enumerate() {
            let node = graph.intern(&party.id);
            graph.parties[node.at()].described = Some(at);
        }
        let mut held = Vec::new();
        for (at, holding) in owners.holdings.iter().enumerate().filter(|(_, holding)| holding.is_held(day)) {
            let (owner, owned) = (graph.intern(&holding.owner), graph.intern(&holding.owned));
            if owner == owned {
                let message =
                    format!("“{}” owns itself; shares that a company holds of itself are not counted", holding.owner);
                graph.notes.push(Note { place: holding.place.clone(), message });
                continue;
            }
            held.push((owned, owner, holding.kind, u32::try_from(at).unwrap_or(u32::MAX)));
        }
        held.sort_unstable();
        for pair in held.chunk_by(|one, two| (one.0, one.1, one.2) == (two.0, two.1, two.2)) {
            let (owned, owner, kind, holding) = pair[0];
            let share = match pair {
                [_] => owners.holdings[holding as usize].share,
                several => together(several.iter().map(|&(.., at)| &owners.holdings[at as usize])),
            };
            // Control adds nothing to a share that is stated.
            let is_stated = graph.edges.last().is_some_and(|edge| (edge.owner, edge.owned) == (owner, owned));
            if kind != Kind::Controls || !is_stated {
                graph.edges.push(Edge { owner, owned, kind, share, holding });
            }
        }
        graph.connect();
        graph
    }

    fn intern(&mut self, id: &'a str) -> Node {
        let (nodes, parties) = (&mut self.nodes, &mut self.parties);
        *self.spelled.entry(id).or_insert_with(|| {
            *nodes.entry(key(id)).or_insert_with(|| {
                parties.push(PartyOf { id, described: None });
                Node(u32::try_from(parties.len() - 1).unwrap_or(u32::MAX))
            })
        })
    }

    fn connect(&mut self) {
        self.into = vec![0..0; self.parties.len()];
        let mut start = 0;
        for pair in self.edges.chunk_by(|one, two| one.owned == two.owned) {
            let owned = pair[0].owned;
            self.into[owned.at()] = start..start + pair.len();
            start += pair.len();
            let direct = pair.iter().filter(|edge| edge.kind == Kind::Owns);
            let sum = direct.fold(Percent::ZERO, |sum, edge| sum.plus(edge.share.least));
            if sum > Percent::ALL {
                let place = self.owners.holdings[pair[0].holding as usize].place.clone();
                let message = format!(
                    "the shares in “{}” add up to at least {sum} percent; they were counted as they are reported",
                    self.parties[owned.at()].id
                );
                self.notes.push(Note { place, message });
            }
        }
        self.out = vec![0..0; self.parties.len()];
        self.by_owner = (0..u32::try_from(self.edges.len()).unwrap_or(u32::MAX)).collect();
        self.by_owner.sort_by_key(|&at| self.edges[at as usize].owner);
        start = 0;
        for pair in
            self.by_owner.chunk_by(|&one, &two| self.edges[one as usize].owner == self.edges[two as usize].owner)
        {
            self.out[self.edges[pair[0] as usize].owner.at()] = start..start + pair.len();
            start += pair.len();
        }
    }

    /// All parties.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        (0..u32::try_from(self.parties.len()).unwrap_or(u32::MAX)).map(Node)
    }

    /// The party that the file calls so.
    pub fn node(&self, id: &str) -> Option<Node> {
        self.nodes.get(&key(id)).copied()
    }

    /// What the file calls a party.
    pub fn id(&self, node: Node) -> &'a str {
        self.parties[node.at()].id
    }

    /// All names of a party; what the file calls it where it gives no other.
    pub fn names(&self, node: Node) -> Vec<&'a str> {
        let party = &self.parties[node.at()];
        match party.described.map(|at| &self.owners.parties[at]).filter(|described| !described.names.is_empty()) {
            Some(described) => described.names.iter().map(String::as_str).collect(),
            None => vec![party.id],
        }
    }

    /// The first of its names.
    pub fn name(&self, node: Node) -> &'a str {
        let party = &self.parties[node.at()];
        let described = party.described.and_then(|at| self.owners.parties[at].names.first());
        described.map_or(party.id, String::as_str)
    }

    /// The countries of a party, as the file writes them.
    pub fn countries(&self, node: Node) -> &'a [String] {
        self.parties[node.at()].described.map_or(&[], |at| &self.owners.parties[at].countries)
    }

    /// Who holds something of a party.
    pub fn into(&self, node: Node) -> &[Edge] {
        &self.edges[self.into[node.at()].clone()]
    }

    /// Of whom a party holds something.
    pub fn out(&self, node: Node) -> impl Iterator<Item = &Edge> {
        self.by_owner[self.out[node.at()].clone()].iter().map(|&at| &self.edges[at as usize])
    }

    /// The holding that an edge comes from; the first where several say so.
    pub fn holding(&self, edge: &Edge) -> &'a Holding {
        &self.owners.holdings[edge.holding as usize]
    }

    /// What the day's holdings contradict.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// The range in which the share of a pair lies. Two sources may differ; two lines of one source may be two blocks of
/// shares or one block twice, and nobody says which.
fn together<'a>(holdings: impl Iterator<Item = &'a Holding>) -> Share {
    let mut by_source: Vec<(&str, Vec<Share>)> = Vec::new();
    for holding in holdings {
        match by_source.iter_mut().find(|(source, _)| *source == holding.source) {
            Some((_, shares)) if shares.contains(&holding.share) => {}
            Some((_, shares)) => shares.push(holding.share),
            None => by_source.push((&holding.source, vec![holding.share])),
        }
    }
    let each = by_source.into_iter().map(|(_, shares)| {
        let sum = shares.iter().fold(Share::NONE, |sum, share| sum.plus(*share));
        let least = shares.iter().map(|share| share.least).max().unwrap_or_default();
        Share { least, most: sum.most.min(Percent::ALL) }
    });
    each.reduce(Share::hull).unwrap_or(Share::UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_are_one_where_case_blanks_and_points_differ_and_ids_are_not() {
        for (one, other, is_one) in [
            ("Cedar Holding, Ltd.", "CEDAR  HOLDING LTD", true),
            ("Cedar S.A. Holding", "Cedar SA Holding", true),
            ("Cedar Holding Co.,Ltd.", "Cedar Holding Co., Ltd", true),
            ("Cedar “Best” Holding", "Cedar Best Holding", true),
            ("Ｃｅｄａｒ Holding", "Cedar Holding", true),
            ("Plant 1-2 Works", "Plant 12 Works", false),
            ("Plant 1.2 Works", "Plant 12 Works", false),
            ("NK-1-2", "NK-12", false),
            ("a.b", "ab", false),
            ("529900ABC", "529900abc", true),
        ] {
            assert_eq!(key(one) == key(other), is_one, "{one} / {other}");
        }
    }
}
