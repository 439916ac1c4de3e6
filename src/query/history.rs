//! Entries by what people call them, and who set each of their values.

mod steps;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::ingest::derive::is_moved_since;
use crate::query::report::Doubts;
use crate::run::RunError;
use crate::store::Store;
use crate::store::versions::Version;
use earwatch_law::diff::{self, Origin};
use earwatch_law::entry::lookup::{Called, FoundBy};
use earwatch_law::entry::public_id::{Ids, PublicId};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::list::state::{State, Stay};
use earwatch_report::report::history::{EntryHistory, Event, FieldValue, Found, Happened, History, fields};
use earwatch_report::report::record::EntryRecord;
use steps::{Step, steps_known_by, steps_of_chain};

/// The entries of a state that somebody calls so.
///
/// # Errors
/// Where no entry is called so; the message names those that are close.
pub fn find(
    state: &State,
    origins: &BTreeMap<EntryId, Origin>,
    ids: &Ids,
    doubts: &Doubts,
    asked: &str,
) -> Result<Vec<Found>, RunError> {
    let called = Called::new(asked);
    let bearers = asked.parse().map(|id| ids.bearers(&id)).unwrap_or_default();
    let entries = || state.lists.values().flat_map(|list| list.in_order());
    let mut found = Vec::new();
    for entry in entries() {
        let found_by = if bearers.contains(&entry.id) { Some(FoundBy::Id) } else { called.fits(entry) };
        if let Some(found_by) = found_by {
            let origin = origins.get(&entry.id).cloned().unwrap_or_default();
            let list = state.lists.get(&entry.list);
            let stay = list.and_then(|list| list.frame.stay_of(entry.id));
            let meanings = list.map(|list| Arc::new(list.frame.designations())).unwrap_or_default();
            let mut entry = EntryRecord::new(entry, origin).with_stay(stay).identified(ids).explained(&meanings);
            entry.mark(doubts);
            found.push(Found { found_by, entry });
        }
    }
    if found.is_empty() {
        return Err(nobody(asked, &called.close_to(entries())));
    }
    found.sort_by_key(|found| found.found_by);
    Ok(found)
}

fn nobody(asked: &str, close: &[String]) -> RunError {
    if let Ok(number) = asked.trim().parse::<u32>() {
        return RunError::NoEntryOfNumber { number };
    }
    let is_id = asked.parse::<PublicId>().is_ok();
    RunError::NoSuchEntry {
        asked: asked.to_owned(),
        close: match close {
            _ if is_id => "it has the form of a public id, and no entry bears or bore it here".to_owned(),
            [] => "no name is close to it".to_owned(),
            close => format!("close to it: {}", close.join(", ")),
        },
    }
}

/// The lives of the entries that are or were called so. `known_by` leaves out what was published later.
pub fn history(store: &Store, asked: &str, known_by: Option<NaiveDate>) -> Result<History, RunError> {
    let chain = store.reader().chain()?;
    let known_all = chain.iter().all(|version| known_by.is_none_or(|day| version.published <= day));
    let steps = match known_by {
        Some(day) if !known_all || is_moved_since(store, day)? => steps_known_by(store, &chain, day)?,
        Some(_) | None => steps_of_chain(store, &chain)?,
    };
    let called = Called::new(asked);
    let ids = ids_at_the_end(store, &chain)?;
    let bearers = asked.parse().map(|id| ids.bearers(&id)).unwrap_or_default();
    let mut found: BTreeMap<EntryId, FoundBy> = bearers.into_iter().map(|id| (id, FoundBy::Id)).collect();
    let mut last: BTreeMap<EntryId, Arc<Entry>> = BTreeMap::new();
    for (id, entry) in steps.iter().flat_map(|step| &step.opened) {
        last.insert(*id, Arc::clone(entry));
        if let Some(by) = called.fits(entry) {
            let best = found.entry(*id).or_insert(by);
            *best = by.min(*best);
        }
    }
    found.retain(|id, _| last.contains_key(id));
    if found.is_empty() {
        return Err(nobody(asked, &called.close_to(last.values())));
    }
    let entries = found.into_iter().filter_map(|(id, found_by)| {
        let entry = last.get(&id)?;
        // A name that the entry bears no more is a former one.
        let found_by = match (found_by, called.fits(entry)) {
            (FoundBy::Name, Some(FoundBy::Name)) => FoundBy::Name,
            (FoundBy::Name, _) => FoundBy::FormerName,
            (other, _) => other,
        };
        Some(life(entry, found_by, &steps, &ids))
    });
    Ok(History { schema: "earwatch/history/1", asked: asked.to_owned(), known_by, entries: entries.collect() })
}

/// All entries that are or were listed, as each last read, with their lives, as they are known now.
pub fn lives(store: &Store) -> Result<Vec<(Arc<Entry>, EntryHistory)>, RunError> {
    let chain = store.reader().chain()?;
    let steps = steps_of_chain(store, &chain)?;
    let ids = ids_at_the_end(store, &chain)?;
    let mut last: BTreeMap<EntryId, Arc<Entry>> = BTreeMap::new();
    for (id, entry) in steps.iter().flat_map(|step| &step.opened) {
        last.insert(*id, Arc::clone(entry));
    }
    let lives = last.into_values().map(|entry| {
        let life = life(&entry, FoundBy::Id, &steps, &ids);
        (entry, life)
    });
    Ok(lives.collect())
}

/// The public ids after the last version of the chain.
fn ids_at_the_end(store: &Store, chain: &[Version]) -> Result<Ids, RunError> {
    chain.last().map_or_else(|| Ok(Ids::default()), |last| Ok(store.reader().ids(last.number, None)?))
}

fn life(entry: &Entry, found_by: FoundBy, steps: &[Step], ids: &Ids) -> EntryHistory {
    let id = entry.id;
    let mut events = Vec::new();
    let mut values: Vec<FieldValue> = Vec::new();
    let mut present: Option<&Entry> = None;
    let mut stay: Option<&Stay> = None;
    for step in steps {
        if let Some(event) = event(id, step, &mut values) {
            present = step.opened.get(&id).map(Arc::as_ref);
            events.push(event);
        }
        let held = present.and_then(|entry| step.frames.get(&entry.list)?.stay_of(id));
        events.extend(present.and_then(|entry| stay_event(entry, step, stay, held)));
        stay = held;
    }
    let order: Vec<_> = fields(entry).into_iter().map(|(field, _)| field).collect();
    values.sort_by_key(|value| order.iter().position(|field| *field == value.field));
    EntryHistory {
        id,
        public_id: ids.of(id),
        former_public_ids: ids.former_of(id),
        list: entry.list,
        country: entry.country.clone(),
        name: entry.name().to_owned(),
        found_by,
        listed: present.is_some(),
        events,
        values,
    }
}

/// What a step did to an entry, and to the values that are known of it.
fn event(id: EntryId, step: &Step, values: &mut Vec<FieldValue>) -> Option<Event> {
    let (old, new) = (step.closed.get(&id), step.opened.get(&id));
    let mut by = step.by.clone();
    if let Some((quote, place)) = step.orders.get(&id) {
        (by.quote, by.place) = (Some(quote.clone()), Some(place.clone()));
    }
    let happened = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) if by.cause == "baseline" => Happened::Baseline,
        (None, Some(_)) => Happened::Added,
        (Some(_), Some(_)) => Happened::Changed,
        (Some(_), None) => Happened::Removed,
    };
    let current = new.map(|entry| fields(entry));
    for value in values.iter_mut().filter(|value| value.until.is_none()) {
        let stands = current.as_ref().is_some_and(|current| current.contains(&(value.field, value.value.clone())));
        if !stands {
            value.until = Some(by.effective);
        }
    }
    for (field, value) in current.into_iter().flatten() {
        let stands = values.iter().any(|known| known.field == field && known.until.is_none());
        if !stands {
            values.push(FieldValue { field, value, set_by: by.clone(), until: None });
        }
    }
    let difference = old.zip(new).and_then(|(old, new)| diff::changed(old, new));
    let (classes, changes) = difference.map_or_else(Default::default, |it| {
        let fields = it.fields.into_iter();
        let fields = fields.map(|field| (field.field, field.values));
        (it.classes, fields.collect())
    });
    Some(Event { happened, by, stayed_until: None, classes, changes })
}

/// An entry that is held back, held back until another day, or in force again.
fn stay_event(entry: &Entry, step: &Step, before: Option<&Stay>, now: Option<&Stay>) -> Option<Event> {
    let (happened, stay) = match (before, now) {
        (before, Some(now)) if before != Some(now) => (Happened::Stayed, now),
        (Some(before), None) => (Happened::Lifted, before),
        (Some(_) | None, Some(_)) | (None, None) => return None,
    };
    let mut by = step.by.clone();
    by.quote = step.stay_order(entry).map(str::to_owned);
    Some(Event { happened, by, stayed_until: Some(stay.until), classes: Vec::new(), changes: BTreeMap::new() })
}
