//! Public ids of the entries of a state, and where they changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::run::RunError;
use crate::store::Store;
use crate::store::public_ids::IdGiven;
use crate::store::runs::RunId;
use crate::store::versions::Version;
use earwatch_law::diff::Cause;
use earwatch_law::entry::public_id::{Ids, PublicId, of_list};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::list::state::State;
use earwatch_report::report::Section;
use earwatch_report::report::identity::IdChange;

/// The ids of a state by itself, without what its entries bore before.
pub fn computed(state: &State) -> Ids {
    Ids::new(now(state), BTreeMap::new())
}

fn now(state: &State) -> BTreeMap<EntryId, PublicId> {
    state.lists.values().flat_map(|list| of_list(list.entries.values())).collect()
}

/// The ids of a state that was derived in memory, as it was known on one day to be in force on another. Earlier ones are
/// those of the last version on record that was known by then.
pub fn as_known(store: &Store, state: &State, as_of: NaiveDate, known_by: NaiveDate) -> Result<Ids, RunError> {
    let chain = store.reader().chain()?;
    let known = |version: &&Version| version.effective <= as_of && version.published <= known_by;
    let Some(version) = chain.iter().rev().find(known) else {
        return Ok(computed(state));
    };
    let on_record = store.reader().ids(version.number, None)?;
    let entries = state.lists.values().flat_map(|list| list.entries.keys());
    let before = entries.map(|id| (*id, [on_record.former_of(*id), vec![on_record.of(*id)]].concat()));
    let before = before.map(|(id, mut ids)| {
        ids.retain(|id| !id.as_str().is_empty());
        (id, ids)
    });
    Ok(Ids::new(now(state), before.collect()))
}

/// What changed of the ids of entries, with the entries as they read after it.
pub(super) fn changes<'a>(
    pairs: impl Iterator<Item = (&'a Arc<Entry>, &'a Arc<Entry>)>,
    (before, after): (&Ids, &Ids),
) -> Vec<IdChange> {
    pairs.filter_map(|(old, new)| IdChange::new(new, before.get(old.id)?, after.get(new.id)?)).collect()
}

/// The ids of entries before and after a version, and what it changed of any entry's id.
pub(super) fn of_version(
    store: &Store,
    version: &Version,
    touched: &BTreeSet<EntryId>,
) -> Result<(Ids, Ids, Vec<IdChange>), RunError> {
    let reader = store.reader();
    let Some(parent) = version.parent else {
        return Ok((Ids::default(), reader.ids(version.number, Some(touched))?, Vec::new()));
    };
    let changed = told(store, &reader.ids_changed_in(version.number, parent)?)?;
    Ok((reader.ids(parent, Some(touched))?, reader.ids(version.number, Some(touched))?, changed))
}

/// The ids that a run read otherwise than the program before it, as a section of its report.
pub(super) fn read_anew(store: &Store, run: RunId) -> Result<Option<Section>, RunError> {
    let changes = told(store, &store.reader().ids_read_anew(run)?)?;
    let mut section = Section::new("Public ids that this version of the program reads otherwise");
    section.cause = Some(Cause::ParserUpgrade);
    section.tell_ids(changes);
    Ok((!section.public_ids.is_empty()).then_some(section))
}

/// Changed ids with the entries that bear them.
fn told(store: &Store, given: &[IdGiven]) -> Result<Vec<IdChange>, RunError> {
    let mut changes = Vec::new();
    for (id, was, is) in given {
        let entry = store.reader().last_text(*id)?;
        changes.extend(entry.and_then(|entry| IdChange::new(&entry, was, is)));
    }
    changes.sort_by(|a, b| (a.list, &a.country, &a.name, a.id).cmp(&(b.list, &b.country, &b.name, b.id)));
    Ok(changes)
}
