//! The entries of lists with who set their texts, as exports print them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::query::compare::{state_at, version_as_of};
use crate::run::RunError;
use crate::run::answers::Answers;
use crate::store::Store;
use crate::store::findings::Which;
use earwatch_law::diff::Origin;
use earwatch_law::entry::public_id::Ids;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Finding, Through};
use earwatch_law::list::state::{ListState, State};
use earwatch_report::report::Report;
use earwatch_report::report::record::EntryRecord;

/// The findings, by number, that leave entries in doubt.
pub type Doubts = BTreeMap<EntryId, Vec<i64>>;

/// The entries in doubt, each with the findings that nobody has decided in an overlay. An acknowledgement decides nothing.
pub fn doubts(store: &Store) -> Result<Doubts, RunError> {
    let reader = store.reader();
    let mut doubts = reader.entries_in_doubt()?;
    if doubts.is_empty() {
        return Ok(Doubts::new());
    }
    let answers = Answers::read(reader)?;
    let decided = |finding: &Finding| answers.of(finding).is_some_and(|answer| answer.through == Through::Overlay);
    let findings = reader.numbered_findings(&Which::Current)?;
    let open: BTreeSet<_> = findings.iter().filter(|(_, finding)| !decided(finding)).map(|(id, _)| *id).collect();
    for findings in doubts.values_mut() {
        findings.retain(|id| open.contains(id));
    }
    doubts.retain(|_, findings| !findings.is_empty());
    Ok(doubts.into_iter().map(|(entry, findings)| (entry, findings.into_iter().map(|id| id.0).collect())).collect())
}

/// The entries of a list, in its order.
pub fn entries(list: &ListState, origins: &BTreeMap<EntryId, Origin>, ids: &Ids, doubts: &Doubts) -> Vec<EntryRecord> {
    let meanings = Arc::new(list.frame.designations());
    let record = |entry: &Arc<Entry>| {
        let origin = origins.get(&entry.id).cloned().unwrap_or_default();
        let record = EntryRecord::new(entry, origin).with_stay(list.frame.stay_of(entry.id)).identified(ids);
        let mut record = record.explained(&meanings);
        record.mark(doubts);
        record
    };
    list.in_order().into_iter().map(record).collect()
}

/// The entries of all lists.
pub fn all_entries(state: &State, origins: &BTreeMap<EntryId, Origin>, ids: &Ids, doubts: &Doubts) -> Vec<EntryRecord> {
    let lists = state.lists.values();
    lists.flat_map(|list| entries(list, origins, ids, doubts)).collect()
}

/// A report with the lists on its day; without them where nothing is known of the day.
pub fn with_listing(store: &Store, report: Report) -> Result<Report, RunError> {
    let chain = store.reader().chain()?;
    let Ok(version) = version_as_of(&chain, report.as_of) else {
        return Ok(report);
    };
    let (state, origins) = state_at(store, version.number)?;
    let ids = store.reader().ids(version.number, None)?;
    Ok(report.with_listing(all_entries(&state, &origins, &ids, &doubts(store)?)))
}
