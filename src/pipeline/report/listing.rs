//! The entries of lists with who set their texts, as exports print them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diff::Origin;
use crate::list::entry::{Entry, EntryId};
use crate::list::state::{ListState, State};
use crate::pipeline::PipelineError;
use crate::pipeline::compare::{state_at, version_as_of};
use crate::report::Report;
use crate::report::record::EntryRecord;
use crate::store::Store;

/// The entries of a list, in its order.
#[must_use]
pub fn entries(list: &ListState, origins: &BTreeMap<EntryId, Origin>) -> Vec<EntryRecord> {
    let record = |entry: &Arc<Entry>| {
        let origin = origins.get(&entry.id).cloned().unwrap_or_default();
        EntryRecord::new(entry, origin).with_stay(list.frame.stay_of(entry.id))
    };
    list.in_order().into_iter().map(record).collect()
}

/// The entries of all lists.
#[must_use]
pub fn all_entries(state: &State, origins: &BTreeMap<EntryId, Origin>) -> Vec<EntryRecord> {
    let lists = state.lists.values();
    lists.flat_map(|list| entries(list, origins)).collect()
}

/// Puts the lists on the day of a report into it; none where nothing is known of the day.
///
/// # Errors
/// Where the database fails.
pub fn put_listing(store: &Store, report: &mut Report) -> Result<(), PipelineError> {
    let chain = store.reader().chain()?;
    let Ok(version) = version_as_of(&chain, report.as_of) else {
        return Ok(());
    };
    let (state, origins) = state_at(store, version.number)?;
    report.listing = all_entries(&state, &origins);
    Ok(())
}
