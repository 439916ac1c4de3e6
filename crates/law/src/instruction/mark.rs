//! Footnote designations: the mark of a footnote put on an entry, taken off, or exchanged for that of another one.

use super::complement::{Complement, Why, clean};
use super::edit::revised;
use super::lexicon::Verb;
use super::object::Object;
use super::order::{Entries, Mark, Occurrence, Order};
use crate::law::Column;

/// "adding a footnote 4 designation to the entries for “X” and “Y”": a mark put on or taken off. It is one of the license
/// requirement.
pub(super) fn designations(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    let plain = parts.to.is_empty() && parts.of.is_empty() && parts.before.is_empty();
    let of_requirement = parts.column.is_none_or(|column| column == Column::LicenseRequirement);
    let mark = match (verb, parts.after.as_slice(), parts.occurrence) {
        (Verb::Add, [], None | Some(Occurrence::End)) => Mark::Put,
        (Verb::Add, [after], None) => Mark::PutAfter(after.clone()),
        (Verb::Remove, [], None | Some(Occurrence::End)) => Mark::Off,
        _ => return revised(parts),
    };
    let numbers = parts.footnotes();
    if !plain || !of_requirement || numbers.len() > 1 && matches!(mark, Mark::PutAfter(_)) {
        return revised(parts);
    }
    Ok(marks(parts.entries_inside()?, &numbers, &mark))
}

fn marks(entries: Vec<String>, numbers: &[u8], mark: &Mark) -> Vec<Order> {
    let of_entry = |entry: String| {
        let order =
            |number: &u8| Order::ReviseDesignation { entry: entry.clone(), number: *number, mark: mark.clone() };
        numbers.iter().map(order).collect::<Vec<_>>()
    };
    entries.into_iter().flat_map(of_entry).collect()
}

/// The one footnote that nothing else is said beside.
pub(super) fn sole_footnote(parts: &Complement) -> Option<u8> {
    match parts.objects.as_slice() {
        [Object::Footnotes(numbers)] if parts.names.is_empty() => {
            numbers.first().copied().filter(|_| numbers.len() == 1)
        }
        _ => None,
    }
}

/// "replacing the footnote 4 designation with a footnote 5 designation".
pub(super) fn redesignated(parts: &Complement) -> Option<Result<Vec<Order>, Why>> {
    let new = parts.designated.first().copied().filter(|_| parts.designated.len() == 1);
    remarked(sole_footnote(parts), new, parts)
}

/// "removing the footnote 4 designation and adding in its place a footnote 5 designation", "replacing it with one".
pub(super) fn remarked(old: Option<u8>, new: Option<u8>, both: &Complement) -> Option<Result<Vec<Order>, Why>> {
    let (old, new) = old.zip(new)?;
    let plain = both.after.is_empty() && both.to.is_empty() && both.of.is_empty() && both.occurrence.is_none();
    let of_requirement = both.column.is_none_or(|column| column == Column::LicenseRequirement);
    let entries = both.inside.as_ref().map(|_| both.entries_inside())?;
    (plain && of_requirement && old != new).then(|| Ok(marks(entries?, &[new], &Mark::PutInsteadOf(old))))
}

/// "designating the entries for “X” and “Y” as footnote 3 entities": a mark put on them.
pub(super) fn marked(parts: &Complement) -> Result<Vec<Order>, Why> {
    let names = parts.inside.as_ref().map_or_else(|| clean(&parts.names), |(names, _)| names.clone());
    let plain = parts.to.is_empty() && parts.of.is_empty() && parts.column.is_none();
    if names.is_empty() || parts.designated.is_empty() || !plain {
        return Err("a designation of entries that are not named");
    }
    Ok(marks(names, &parts.designated, &Mark::Put))
}

/// "adding entries for “X” and “Y”, designated as footnote 4": their rows bear the mark.
pub(super) fn designated(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if let Some(found) = redesignated(parts).filter(|_| matches!(verb, Verb::Revise | Verb::Amend)) {
        return found;
    }
    let names = parts.inside.as_ref().map_or_else(|| clean(&parts.names), |(names, _)| names.clone());
    let plain = parts.to.is_empty() && parts.of.is_empty() && parts.column.is_none() && parts.footnotes().is_empty();
    let entries = Entries { names: names.clone(), count: None, ordinal: None };
    let entries = match verb {
        Verb::Add if parts.inside.is_none() => Order::AddEntries(entries),
        Verb::Revise | Verb::Amend => Order::ReviseEntries(entries),
        _ => return Err("a designation of entries that are neither added nor revised"),
    };
    if names.is_empty() || !plain || parts.inside.is_some() && !parts.names.is_empty() {
        return Err("a designation of entries that are not named");
    }
    Ok(std::iter::once(entries).chain(marks(names, &parts.designated, &Mark::Put)).collect())
}
