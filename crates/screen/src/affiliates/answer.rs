//! What owners make of a party, and why.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::provision::Force;
use super::restricted::title;
use super::seat::seat;
use super::strictest::Strictest;
use super::{Affiliates, Match};
use crate::ownership::coverage::{self, Coverage, Link, Missing, Seat};
use crate::ownership::graph::Node;
use crate::ownership::share::{Percent, Share};

/// Whether the provision for affiliates covers a party by its owners.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// Yes, no, or not to be determined, which is a red flag of its own.
    pub covered: Option<bool>,
    /// The first day on which it is covered by the texts on record, where a stay is all that keeps it from being covered.
    pub covered_from: Option<NaiveDate>,
    /// What decides, in words.
    pub reasons: Vec<String>,
    /// From the party up to the listed owners.
    pub chain: Vec<Step>,
    /// What would have to be known to tell.
    pub missing: Vec<String>,
    /// The sum of what listed owners, and owners that are covered themselves, hold of it.
    pub listed_ownership: Held,
    /// The most restrictive of what binds those owners.
    pub terms: Strictest,
    /// The listed owners behind the answer, by their number among the parties of the lists.
    #[serde(skip)]
    pub owners: Vec<usize>,
    /// The party of the lists that it is told with: the one that holds most, else one that may be meant.
    #[serde(skip)]
    pub about: Option<usize>,
}

/// A share in percent: at least, at most.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Held {
    /// At least so much.
    pub least: f64,
    /// At most so much.
    pub most: f64,
}

impl From<Share> for Held {
    fn from(share: Share) -> Self {
        Self { least: share.least.number(), most: share.most.number() }
    }
}

/// A step of a chain of owners.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The owner.
    pub owner: String,
    /// The public id of the owner's entry, where it is listed itself; the first of several.
    pub entry: Option<String>,
    /// The others, where it has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_entries: Vec<String>,
    /// What it owns.
    pub owned: String,
    /// How: `owns`, `owns_indirectly`, `controls`.
    pub kind: String,
    /// How much, in words.
    pub percent: String,
    /// At least so much, in percent.
    pub least: f64,
    /// At most so much.
    pub most: f64,
    /// Who says so.
    pub source: String,
    /// Where.
    pub place: String,
}

/// Links that are told at most.
const MOST: usize = 50;

impl Affiliates<'_, '_> {
    /// What its owners make of a party of the graph. `country` is what is known of it besides the file of owners.
    pub fn answer(&self, node: Node, country: Option<&str>) -> Answer {
        let mut countries: Vec<&str> = self.graph.countries(node).iter().map(String::as_str).collect();
        countries.extend(country);
        let (seat, said) = seat(&countries);
        let now = self.now.answer(node, seat);
        let later = self.unstayed.as_ref().map(|it| (it, it.answer(node, seat)));
        let stayed = later.filter(|(_, later)| later.covered != now.covered || later.sum != now.sum);
        let (basis, told) = stayed.as_ref().map_or((&self.now, &now), |(basis, later)| (*basis, later));
        let owners = self.owners(basis, node, told);
        let mut answer = Answer {
            covered: now.covered,
            chain: told.chain.iter().map(|link| self.step(link)).collect(),
            missing: now.missing.iter().map(|it| self.missing(it)).collect(),
            listed_ownership: told.sum.into(),
            terms: Strictest::of(owners.iter().map(|at| &self.restricted[*at].terms)),
            owners,
            ..Answer::default()
        };
        answer.reasons = self.reasons(node, told, &answer);
        let is_reached = told.sum.most > Percent::ZERO || !told.chain.is_empty();
        answer.reasons.extend(said.filter(|_| is_reached));
        if let Some((basis, later)) = &stayed {
            let nodes = basis.listed_owners(node).into_iter().chain(later.chain.iter().map(|link| link.node));
            let meant = nodes.flat_map(|node| self.matches.get(&node).map_or(&[][..], Match::entries));
            let stays = self.stays(meant.copied());
            tell_stay(&stays, later, later.missing.iter().map(|it| self.missing(it)), &mut answer);
        }
        if answer.chain.len() >= MOST {
            answer
                .reasons
                .push(format!("the chain has more links than the {MOST} that are told; see the file of owners"));
        }
        answer.missing.dedup();
        answer.about = self.about(node, told, &answer.owners);
        answer
    }

    /// The party of the lists that an answer is told with.
    fn about(&self, node: Node, told: &coverage::Answer<'_>, owners: &[usize]) -> Option<usize> {
        let direct = self.graph.into(node).iter().filter_map(|edge| {
            let share = edge.share.most;
            match self.matches.get(&edge.owner)? {
                Match::Exact(all) => all.iter().find(|at| owners.contains(at)).map(|at| (share, *at)),
                Match::Like(_) => None,
            }
        });
        let of_node = |node: &Node| match self.matches.get(node) {
            Some(Match::Exact(all)) => all.first().copied(),
            Some(Match::Like(at)) => Some(*at),
            None => self.of_addresses.get(node).copied(),
        };
        let any = || told.chain.iter().map(|link| link.node).chain(self.graph.into(node).iter().map(|edge| edge.owner));
        direct
            .max_by_key(|(share, at)| (*share, std::cmp::Reverse(*at)))
            .map(|(_, at)| at)
            .or_else(|| owners.first().copied())
            .or_else(|| any().find_map(|node| of_node(&node)))
    }

    /// The listed parties behind an answer.
    fn owners(&self, basis: &Coverage<'_, '_>, node: Node, told: &coverage::Answer<'_>) -> Vec<usize> {
        let nodes: Vec<Node> = match told.covered {
            Some(false) => told.chain.iter().map(|link| link.node).collect(),
            Some(true) | None => basis.listed_owners(node),
        };
        let all = nodes.iter().flat_map(|node| match self.matches.get(node) {
            Some(Match::Exact(all)) => all.as_slice(),
            Some(Match::Like(_)) | None => &[],
        });
        let counts = |at: &&usize| !matches!(self.force(**at), Force::NotProvided);
        all.filter(counts).copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn reasons(&self, node: Node, told: &coverage::Answer<'_>, answer: &Answer) -> Vec<String> {
        let mut reasons = Vec::new();
        let half = super::threshold(&self.provisions);
        let sum = told.sum;
        match told.covered {
            Some(true) => reasons.push(format!(
                "listed parties, or parties that they cover, own {sum} of it: {half} percent or more, in aggregate"
            )),
            Some(false) if told.in_united_states && sum.most > Percent::ZERO => {
                reasons.push(format!("listed parties, or parties that they cover, own {sum} of it"));
            }
            Some(false) if sum.most > Percent::ZERO => reasons.push(format!(
                "listed parties, or parties that they cover, own {sum} of it, less than {half} percent: not covered, and a \
                 red flag"
            )),
            Some(false) if !told.chain.is_empty() => reasons.push(
                "listed parties own shares further up, in owners that they do not cover; these count nothing here".to_owned(),
            ),
            Some(false) => {}
            None => reasons.push(format!(
                "listed parties, or parties that may be, may own {half} percent or more of it{}",
                if answer.covered.is_none() { ": it cannot be determined whether it is covered" } else { "" }
            )),
        }
        for edge in self.graph.into(node) {
            let owner = self.graph.name(edge.owner);
            if let Some(at) = self.of_addresses.get(&edge.owner) {
                let key = &self.restricted[*at].listed.key;
                reasons.push(format!(
                    "“{owner}” matches an entry that is an address only ({key}); that does not extend to what it owns"
                ));
            }
            let Some(Match::Exact(all)) = self.matches.get(&edge.owner) else {
                continue;
            };
            for at in all.iter().filter(|at| matches!(self.force(**at), Force::NotProvided)) {
                let list = &self.restricted[*at].listed.list;
                reasons.push(format!(
                    "“{owner}” is on the {} and owns {} of it; no text on record extends that list to what its parties own",
                    title(list),
                    edge.share
                ));
            }
        }
        if answer.owners.is_empty() && answer.covered == Some(true) {
            reasons.push("the listed owners are further up than the chain shows".to_owned());
        }
        reasons
    }

    fn step(&self, link: &Link<'_>) -> Step {
        let mut entries = match self.matches.get(&link.node) {
            Some(Match::Exact(all)) => all.as_slice(),
            Some(Match::Like(_)) | None => &[],
        }
        .iter()
        .map(|at| self.restricted[*at].listed.key.clone());
        let kind = match link.kind {
            crate::ownership::holding::Kind::Owns => "owns",
            crate::ownership::holding::Kind::OwnsIndirectly => "owns_indirectly",
            crate::ownership::holding::Kind::Controls => "controls",
        };
        Step {
            owner: link.owner.to_owned(),
            entry: entries.next(),
            other_entries: entries.collect(),
            owned: link.owned.to_owned(),
            kind: kind.to_owned(),
            percent: link.share.to_string(),
            least: link.share.least.number(),
            most: link.share.most.number(),
            source: link.source.to_owned(),
            place: link.place.to_owned(),
        }
    }

    fn missing(&self, missing: &Missing<'_>) -> String {
        let Missing::Listed { owner, node } = missing else {
            return missing.to_string();
        };
        match self.matches.get(node) {
            Some(Match::Like(at)) => {
                let listed = &self.restricted[*at].listed;
                format!("whether “{owner}” is “{}” ({}, {})", listed.name(), listed.list, listed.key)
            }
            Some(Match::Exact(all)) => {
                let whys = all.iter().filter_map(|at| match self.force(*at) {
                    _ if self.restricted[*at].listed.is_held => {
                        Some(format!("whether “{owner}” is listed: see {}", self.restricted[*at].listed.key))
                    }
                    Force::Unknown { why } => Some(why),
                    Force::InForce | Force::Stayed { .. } | Force::NotProvided => None,
                });
                whys.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
            }
            None => missing.to_string(),
        }
    }

    /// Whether a party is in the United States by what is on record of it.
    pub fn is_in_united_states(&self, node: Node) -> bool {
        let countries: Vec<&str> = self.graph.countries(node).iter().map(String::as_str).collect();
        seat(&countries).0 == Seat::UnitedStates
    }
}

/// What stays keep from being so.
fn tell_stay(
    stays: &[(&str, Option<NaiveDate>, String)],
    later: &coverage::Answer<'_>,
    missing: impl Iterator<Item = String>,
    answer: &mut Answer,
) {
    for (list, until, section) in stays {
        let until = until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
        answer
            .reasons
            .push(format!("the provision for affiliates of the {} ({section}) is stayed {until}", title(list)));
    }
    let last = stays.iter().map(|(_, until, _)| *until).max_by_key(|until| until.unwrap_or(NaiveDate::MAX)).flatten();
    let from = last.and_then(|day| day.checked_add_days(Days::new(1)));
    let when =
        from.map_or_else(|| "without the stay".to_owned(), |day| format!("by the texts on record, from {day} on"));
    match later.covered {
        Some(true) => {
            answer.covered_from = from;
            answer.reasons.push(format!("{when} it is covered"));
        }
        None => {
            let missing: Vec<_> = missing.collect();
            answer
                .reasons
                .push(format!("{when} it cannot be determined whether it is covered: {}", missing.join("; ")));
        }
        Some(false) => {}
    }
}
