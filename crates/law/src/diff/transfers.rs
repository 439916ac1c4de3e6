//! A party that goes from one list to another is one change, not an addition and a removal that nobody connects: from the
//! Unverified List or the Military End User List to the Entity List (87 FR 77505 did both in one rule).

use std::sync::Arc;

use super::{Changed, Class, ListDiff, changed};
use crate::entry::Entry;
use crate::law::canonical::{equal, same};

/// Joins a removal and an addition of the same name and country on two lists, where it is certain which belong
/// together. The list that it comes to has the change.
pub fn join(diffs: &mut [ListDiff]) {
    for to in 0..diffs.len() {
        for from in (0..diffs.len()).filter(|from| *from != to) {
            while let Some((removed, added)) = pair(diffs, from, to) {
                let (Some(old), Some(new)) = (
                    diffs.get_mut(from).map(|diff| diff.removed.remove(removed)),
                    diffs.get_mut(to).map(|diff| diff.added.remove(added)),
                ) else {
                    break;
                };
                if let Some(diff) = diffs.get_mut(to) {
                    diff.changed.push(transfer(&old, &new));
                }
            }
        }
    }
}

/// Indices of a removal from one list and the only addition to another that it can be.
fn pair(diffs: &[ListDiff], from: usize, to: usize) -> Option<(usize, usize)> {
    let is_one = |a: &Entry, b: &Entry| equal(&a.country, &b.country) && same(a.name(), b.name());
    let (removed, added) = (&diffs.get(from)?.removed, &diffs.get(to)?.added);
    added.iter().enumerate().find_map(|(at, new)| {
        let mut candidates = removed.iter().enumerate().filter(|(_, old)| is_one(old, new));
        let (found, old) = candidates.next()?;
        let alone = candidates.next().is_none() && added.iter().filter(|other| is_one(old, other)).count() == 1;
        alone.then_some((found, at))
    })
}

fn transfer(old: &Arc<Entry>, new: &Arc<Entry>) -> Changed {
    let mut joined = changed(old, new).unwrap_or_else(|| Changed {
        old: Arc::clone(old),
        new: Arc::clone(new),
        classes: Vec::new(),
        fields: Vec::new(),
    });
    joined.fields.insert(0, super::fields::list(old, new));
    if !joined.classes.contains(&Class::Moved) {
        joined.classes.push(Class::Moved);
        joined.classes.sort_unstable();
    }
    joined
}
