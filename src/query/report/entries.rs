//! The entries of lists with who set their texts, as exports print them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::query::compare::{state_at, version_as_of};
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::diff::Origin;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::list::state::{ListState, State};
use earwatch_report::report::Report;
use earwatch_report::report::record::EntryRecord;

/// The entries of a list, in its order.
pub fn entries(list: &ListState, origins: &BTreeMap<EntryId, Origin>) -> Vec<EntryRecord> {
    let record = |entry: &Arc<Entry>| {
        let origin = origins.get(&entry.id).cloned().unwrap_or_default();
        EntryRecord::new(entry, origin).with_stay(list.frame.stay_of(entry.id))
    };
    list.in_order().into_iter().map(record).collect()
}

/// The entries of all lists.
pub fn all_entries(state: &State, origins: &BTreeMap<EntryId, Origin>) -> Vec<EntryRecord> {
    let lists = state.lists.values();
    lists.flat_map(|list| entries(list, origins)).collect()
}

/// A report with the lists on its day; without them where nothing is known of the day.
pub fn with_listing(store: &Store, report: Report) -> Result<Report, RunError> {
    let chain = store.reader().chain()?;
    let Ok(version) = version_as_of(&chain, report.as_of) else {
        return Ok(report);
    };
    let (state, origins) = state_at(store, version.number)?;
    Ok(report.with_listing(all_entries(&state, &origins)))
}
