//! Which parties listed ones reach by ownership: the fixpoint, once with what is certain, once with what is possible.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use super::graph::{Edge, Graph, Node};
use super::holding::Kind;
use super::share::{Percent, Share};

/// What a party is by the lists themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its name, an alias or its public id is an entry's.
    Listed,
    /// Its name is like an entry's, and nobody has decided.
    MayBeListed,
    /// Neither; an address on the list alone does not extend to what its tenant owns (15 CFR 744.11(a)(1)).
    Unlisted,
}

/// Where a party is, as far as it is known. Only foreign entities are covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// In the United States.
    UnitedStates,
    /// Elsewhere.
    Foreign,
    /// Nobody says where; counts as foreign.
    NotStated,
}

/// A step from an owner to what it owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link<'a> {
    /// The owner.
    pub owner: &'a str,
    /// Whether the owner itself is listed; else it is owned by listed parties.
    pub owner_listed: bool,
    /// What it owns.
    pub owned: &'a str,
    /// How.
    pub kind: Kind,
    /// How much.
    pub share: Share,
    /// Who says so.
    pub source: &'a str,
    /// Where.
    pub place: &'a str,
    /// The owner's place in the graph.
    #[serde(skip)]
    pub node: Node,
}

/// What would have to be known to tell whether a party is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing<'a> {
    /// How much an owner holds of what it owns.
    Share {
        /// The owner.
        owner: &'a str,
        /// What it owns.
        owned: &'a str,
        /// What is on record.
        share: Share,
    },
    /// Through whom an owner holds.
    Through {
        /// The owner.
        owner: &'a str,
        /// What it owns.
        owned: &'a str,
        /// So much.
        share: Share,
    },
    /// Whether an owner is listed.
    Listed {
        /// The owner.
        owner: &'a str,
        /// Its place in the graph.
        node: Node,
    },
}

impl fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share { owner, owned, share } => {
                write!(f, "how much “{owner}” owns of “{owned}” ({share} on record)")
            }
            Self::Through { owner, owned, share } => write!(f, "through whom “{owner}” owns {share} of “{owned}”"),
            Self::Listed { owner, .. } => write!(f, "whether “{owner}” is the listed party of a like name"),
        }
    }
}

/// Whether the provision reaches a party by its owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// Yes, no, or not to be told from what is on record.
    pub covered: Option<bool>,
    /// The sum of what owners hold that count: at least those that certainly do, at most all that may.
    pub sum: Share,
    /// Whether it was left out because it is in the United States.
    pub in_united_states: bool,
    /// From the party up to the listed owners.
    pub chain: Vec<Link<'a>>,
    /// What would have to be known to tell.
    pub missing: Vec<Missing<'a>>,
}

/// When a party joined a fixpoint; earlier ones led to later ones.
type Rank = u32;
const NEVER: Rank = Rank::MAX;

/// The two fixpoints over a graph.
#[derive(Debug)]
pub struct Coverage<'g, 'a> {
    graph: &'g Graph<'a>,
    /// The share from which on owners cover.
    from: Percent,
    standing: Vec<Standing>,
    /// Certainly covered, or listed.
    sure: Vec<Rank>,
    /// Possibly covered or listed.
    may: Vec<Rank>,
    /// Reached from a listed party, or one that may be, by any holding.
    reached: Vec<bool>,
}

/// How many links an answer shows at most; beyond them it is the file that must be looked at.
const LINKS: usize = 50;

impl<'g, 'a> Coverage<'g, 'a> {
    /// Both fixpoints, from what each party is by the lists; `from` is the share from which on owners cover.
    pub fn of(graph: &'g Graph<'a>, from: Percent, mut standing: impl FnMut(Node) -> Standing) -> Self {
        let standing: Vec<Standing> = graph.nodes().map(&mut standing).collect();
        let sure = fixpoint(
            graph,
            from,
            |node| standing[node.at()] == Standing::Listed,
            |edge| match edge.kind {
                Kind::Owns => (edge.share.least, edge.share.least >= from),
                // The file adds up what others hold: it covers alone or not at all, or a share would count twice.
                Kind::OwnsIndirectly => (Percent::ZERO, edge.share.least >= from),
                Kind::Controls => (Percent::ZERO, false),
            },
        );
        let may =
            fixpoint(graph, from, |node| standing[node.at()] != Standing::Unlisted, |edge| (edge.share.most, false));
        let reached = reach(graph, &standing);
        Self { graph, from, standing, sure, may, reached }
    }

    /// Whether any listed party, or one that may be, is among the owners of a party, however little it holds.
    pub fn is_reached(&self, node: Node) -> bool {
        self.graph.into(node).iter().any(|edge| self.reached[edge.owner.at()])
    }

    /// Whether the provision reaches a party by its owners.
    pub fn answer(&self, node: Node, seat: Seat) -> Answer<'a> {
        let into = self.graph.into(node);
        let held = |counts: &dyn Fn(&Edge) -> Option<Percent>| {
            into.iter().filter_map(counts).fold(Percent::ZERO, Percent::plus).min(Percent::ALL)
        };
        let least =
            held(&|edge| (self.sure[edge.owner.at()] != NEVER && edge.kind == Kind::Owns).then_some(edge.share.least));
        let alone = into.iter().any(|edge| {
            self.sure[edge.owner.at()] != NEVER && edge.kind != Kind::Controls && edge.share.least >= self.from
        });
        let most = held(&|edge| (self.may[edge.owner.at()] != NEVER).then_some(edge.share.most));
        let covered = if alone || least >= self.from {
            Some(true)
        } else if most >= self.from {
            None
        } else {
            Some(false)
        };
        let in_united_states = seat == Seat::UnitedStates;
        Answer {
            covered: if in_united_states { Some(false) } else { covered },
            sum: Share { least, most: most.max(least) },
            in_united_states,
            chain: self.chain(node, covered),
            missing: if covered.is_none() && !in_united_states { self.missing(node) } else { Vec::new() },
        }
    }

    /// The links that lead to the answer: of a covered party those that cover it, of another all that reach it.
    fn chain(&self, node: Node, covered: Option<bool>) -> Vec<Link<'a>> {
        let ranks = match covered {
            Some(true) => Some(&self.sure),
            None => Some(&self.may),
            Some(false) => None,
        };
        let counts = |edge: &Edge, below: Rank| match ranks {
            Some(ranks) => ranks[edge.owner.at()] < below,
            None => self.reached[edge.owner.at()],
        };
        let (mut links, mut seen, mut next) = (Vec::new(), HashSet::from([node]), vec![node]);
        while let Some(owned) = next.pop() {
            // Owners that joined later than what they own did not make it join.
            let below = ranks.map(|ranks| ranks[owned.at()]).filter(|rank| *rank > 0).unwrap_or(NEVER);
            for edge in self.graph.into(owned).iter().filter(|edge| counts(edge, below)) {
                if links.len() == LINKS {
                    return links;
                }
                links.push(self.link(edge));
                if !self.is_listed(edge.owner) && seen.insert(edge.owner) {
                    next.push(edge.owner);
                }
            }
        }
        links
    }

    fn is_listed(&self, node: Node) -> bool {
        self.standing[node.at()] == Standing::Listed
    }

    fn link(&self, edge: &Edge) -> Link<'a> {
        let holding = self.graph.holding(edge);
        Link {
            owner: self.graph.name(edge.owner),
            owner_listed: self.is_listed(edge.owner),
            owned: self.graph.name(edge.owned),
            kind: edge.kind,
            share: edge.share,
            source: &holding.source,
            place: &holding.place,
            node: edge.owner,
        }
    }

    /// What would have to be known, along all links that may count and do not certainly.
    fn missing(&self, node: Node) -> Vec<Missing<'a>> {
        let (mut missing, mut seen, mut next) = (Vec::new(), HashSet::from([node]), vec![node]);
        while let Some(owned) = next.pop() {
            for edge in self.graph.into(owned).iter().filter(|edge| self.may[edge.owner.at()] != NEVER) {
                if missing.len() == LINKS {
                    return missing;
                }
                let (owner, owned) = (self.graph.name(edge.owner), self.graph.name(edge.owned));
                let share = edge.share;
                if share.least != share.most {
                    missing.push(Missing::Share { owner, owned, share });
                } else if edge.kind == Kind::OwnsIndirectly && share.least < self.from {
                    missing.push(Missing::Through { owner, owned, share });
                }
                if self.sure[edge.owner.at()] != NEVER || !seen.insert(edge.owner) {
                    continue;
                }
                if self.standing[edge.owner.at()] == Standing::MayBeListed {
                    missing.push(Missing::Listed { owner, node: edge.owner });
                }
                next.push(edge.owner);
            }
        }
        missing
    }

    /// The listed parties whose ownership reaches a party, certainly or possibly as its answer says; the strictest of
    /// their requirements applies.
    pub fn listed_owners(&self, node: Node) -> Vec<Node> {
        let ranks = if self.sure[node.at()] == NEVER { &self.may } else { &self.sure };
        let (mut listed, mut seen, mut next) = (Vec::new(), HashSet::from([node]), vec![node]);
        while let Some(owned) = next.pop() {
            for edge in self.graph.into(owned) {
                let owner = edge.owner;
                if ranks[owner.at()] == NEVER || !seen.insert(owner) {
                    continue;
                }
                if self.standing[owner.at()] == Standing::Unlisted {
                    next.push(owner);
                } else {
                    listed.push(owner);
                }
            }
        }
        listed
    }
}

/// The least set that holds all parties of `start`, and each party in which members hold half or more, where an edge
/// says how much of it counts in the sum and whether it suffices alone.
fn fixpoint(
    graph: &Graph<'_>,
    from: Percent,
    start: impl Fn(Node) -> bool,
    counts: impl Fn(&Edge) -> (Percent, bool),
) -> Vec<Rank> {
    let mut rank = vec![NEVER; graph.nodes().count()];
    let mut sum = vec![Percent::ZERO; rank.len()];
    let mut members: Vec<Node> = graph.nodes().filter(|node| start(*node)).collect();
    for node in &members {
        rank[node.at()] = 0;
    }
    let mut at = 0;
    while let Some(&owner) = members.get(at) {
        at += 1;
        for edge in graph.out(owner) {
            let (share, suffices) = counts(edge);
            let owned = edge.owned.at();
            sum[owned] = sum[owned].plus(share);
            if rank[owned] == NEVER && (suffices || sum[owned] >= from) {
                rank[owned] = Rank::try_from(at).unwrap_or(NEVER - 1);
                members.push(edge.owned);
            }
        }
    }
    rank
}

/// Which parties a listed one, or one that may be, holds anything of, through whomever.
fn reach(graph: &Graph<'_>, standing: &[Standing]) -> Vec<bool> {
    let mut reached: Vec<bool> = standing.iter().map(|standing| *standing != Standing::Unlisted).collect();
    let mut next: Vec<Node> = graph.nodes().filter(|node| reached[node.at()]).collect();
    while let Some(owner) = next.pop() {
        for edge in graph.out(owner) {
            if edge.share.most > Percent::ZERO && !reached[edge.owned.at()] {
                reached[edge.owned.at()] = true;
                next.push(edge.owned);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests;
