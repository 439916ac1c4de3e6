//! Lists for other programs: all entries of a day, and what a system lacks that had them on an earlier day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeZone as _, Utc};

use crate::query::compare::{self, Lists, at_version};
use crate::query::report::{all_entries, doubts};
use crate::run::RunError;
use crate::store::Store;
use crate::store::runs::RunId;
use crate::store::versions::{Version, VersionNumber};
use earwatch_law::entry::EntryId;
use earwatch_law::law::ListId;
use earwatch_report::report::delta::Acts;
use earwatch_report::report::record::EntryRecord;

/// Since when entries are listed, and by whom they were touched last.
#[derive(Debug, Default)]
pub struct Past {
    /// Since when each is listed, where a document on record added it.
    pub listed: BTreeMap<EntryId, NaiveDate>,
    /// By whom and since when each was touched last.
    pub acts: Acts,
}

/// The entries of lists; of all that are tracked, where none is named.
pub fn records(store: &Store, lists: Lists, wanted: &[ListId]) -> Result<Vec<EntryRecord>, RunError> {
    if let Some(list) = wanted.iter().find(|list| !lists.state.lists.contains_key(list)) {
        return Err(RunError::NotTracked { list: *list });
    }
    let Lists { mut state, origins, ids, .. } = lists;
    state.lists.retain(|list, _| wanted.is_empty() || wanted.contains(list));
    Ok(all_entries(&state, &origins, &ids, &doubts(store)?))
}

/// All that a system may have that took an export of a day, or on that day: the list as it was known on the day; as it is
/// known now; and as this database had it on record at the time, whatever it has read otherwise since. The first is what
/// changes are told from.
pub fn earlier(store: &Store, since: NaiveDate, wanted: &[ListId]) -> Result<Vec<Vec<EntryRecord>>, RunError> {
    let mut states = Vec::new();
    match compare::lists(store, since, Some(since)) {
        Ok(lists) => states.push(records(store, lists, wanted)?),
        // A baseline taken later shows an earlier day.
        Err(RunError::BeforeBaseline { .. }) => {}
        Err(error) => return Err(error),
    }
    states.push(records(store, compare::lists(store, since, None)?, wanted)?);
    for version in on_record(store, since)? {
        let Some(version) = store.reader().version(version)? else { continue };
        let mut lists = at_version(store, &since.to_string(), &version)?;
        lists.state.lists.retain(|list, _| wanted.is_empty() || wanted.contains(list));
        let wanted: Vec<_> = lists.state.lists.keys().copied().collect();
        states.push(records(store, lists, &wanted)?);
    }
    // What was in doubt then need not be now, and the other way round.
    let ever = store.reader().entries_ever_in_doubt()?;
    let doubtful = |record: &&EntryRecord| !record.in_doubt.is_empty() || ever.contains(&record.id);
    if states.iter().flatten().any(|record| doubtful(&record)) {
        let otherwise = |record: &EntryRecord| {
            let in_doubt = if record.in_doubt.is_empty() && ever.contains(&record.id) { vec![0] } else { Vec::new() };
            EntryRecord { in_doubt, ..record.clone() }
        };
        let state = states.first().into_iter().flatten().map(otherwise).collect();
        states.push(state);
    }
    Ok(states)
}

/// The versions in force on a day by what was on record then: after the last run before it, and after each run around it,
/// since a day begins and ends elsewhere at other hours.
fn on_record(store: &Store, day: NaiveDate) -> Result<BTreeSet<VersionNumber>, RunError> {
    let reader = store.reader();
    let at =
        |day: Option<NaiveDate>| -> Option<DateTime<Utc>> { Some(Utc.from_utc_datetime(&day?.and_hms_opt(0, 0, 0)?)) };
    let (from, to) = (at(day.pred_opt()), at(day.checked_add_days(Days::new(2))));
    let runs = reader.runs()?;
    let before = runs.iter().rfind(|run| from.is_some_and(|from| run.started < from));
    let around =
        runs.iter().filter(|run| from.is_some_and(|from| run.started >= from) && to.is_some_and(|to| run.started < to));
    let all = reader.all_versions()?;
    let stood = |run: RunId| {
        let was_there = |version: &&Version| {
            version.run <= run && version.superseded_by.is_none_or(|by| by > run) && version.effective <= day
        };
        all.iter().rfind(was_there).map(|version| version.number)
    };
    Ok(before.into_iter().chain(around).filter_map(|run| stood(run.id)).collect())
}

/// Since when entries are listed and by whom they were touched last, by what is on record.
pub fn past(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Past, RunError> {
    let reader = store.reader();
    let (mut past, mut stays, mut of_lists) = (Past::default(), BTreeMap::new(), BTreeMap::new());
    for version in reader.chain()? {
        let frames = reader.frames(version.number)?;
        let whole: BTreeMap<_, _> = frames.iter().map(|(list, frame)| (*list, frame.stay.clone())).collect();
        let now: BTreeMap<_, _> = frames.into_values().flat_map(|frame| frame.stayed).collect();
        let was = std::mem::replace(&mut stays, now);
        let was_whole = std::mem::replace(&mut of_lists, whole);
        if version.is_baseline() || version.effective > as_of || known_by.is_some_and(|day| version.published > day) {
            continue;
        }
        let (closed, opened) = reader.changes(version.number)?;
        let before: BTreeSet<_> = closed.iter().map(|entry| entry.id).collect();
        for entry in opened.iter().filter(|entry| !before.contains(&entry.id)) {
            past.listed.entry(entry.id).or_insert(version.effective);
        }
        let stayed = was.keys().chain(stays.keys()).filter(|id| was.get(id) != stays.get(id)).copied();
        let mut touched: Vec<_> = stayed.collect();
        if was_whole != of_lists {
            let lists = reader.state(version.number)?.state.lists.into_iter();
            let of_list = lists.filter(|(list, _)| was_whole.get(list) != of_lists.get(list));
            touched.extend(of_list.flat_map(|(_, list)| list.entries.into_keys()));
        }
        for id in closed.iter().chain(&opened).map(|entry| entry.id).chain(touched) {
            past.acts.insert(id, (version.document.clone(), version.effective));
        }
    }
    Ok(past)
}
