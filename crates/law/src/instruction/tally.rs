//! How many entries the items below another one name.

use std::collections::BTreeSet;

use super::item::Harvest;
use super::order::{Entries, Instruction, Order};
use super::outline::Node;
use crate::law::canonical::canonical;

/// The number of entries that the items below `at` order, and of their names: an entity under two countries is one. `None`
/// where it is not certain.
pub(super) fn below(nodes: &[Node<'_>], starts: &[(usize, usize)], at: usize, harvest: &Harvest) -> Option<(u32, u32)> {
    let is_below = |mut node: usize| {
        while let Some(parent) = nodes.get(node).and_then(|node| node.parent) {
            if parent == at {
                return true;
            }
            node = parent;
        }
        false
    };
    let end = (at + 1..nodes.len()).find(|node| !is_below(*node)).unwrap_or(nodes.len());
    let (from, found) = *starts.get(at + 1)?;
    let (to, told) = starts.get(end).copied().unwrap_or((harvest.instructions.len(), harvest.findings.len()));
    // What was not understood may name some of them.
    if told > found {
        return None;
    }
    let below = harvest.instructions.get(from..to)?;
    let all: u32 = below.iter().map(entries).sum::<Option<u32>>()?;
    let names: BTreeSet<_> = below.iter().flat_map(names_of).map(|name| canonical(name)).collect();
    let mentions: usize = below.iter().map(|one| names_of(one).len()).sum();
    let twice = u32::try_from(mentions.saturating_sub(names.len())).ok()?;
    Some((all, all.saturating_sub(twice)))
}

fn entries(instruction: &Instruction) -> Option<u32> {
    let shared = instruction.target.as_ref().is_some_and(|target| !target.among.is_empty());
    match &instruction.order {
        Order::AddEntries(entries)
        | Order::ReviseEntries(entries)
        | Order::RemoveEntries(entries)
        | Order::MoveEntries { entries, .. }
            if !shared =>
        {
            let Entries { names, count, .. } = entries;
            if names.is_empty() { *count } else { u32::try_from(names.len()).ok() }
        }
        Order::NoListEffect(_) => Some(0),
        _ => None,
    }
}

fn names_of(instruction: &Instruction) -> &[String] {
    match &instruction.order {
        Order::AddEntries(entries)
        | Order::ReviseEntries(entries)
        | Order::RemoveEntries(entries)
        | Order::MoveEntries { entries, .. } => &entries.names,
        _ => &[],
    }
}
