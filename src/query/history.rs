//! Entries by what people call them, and who set each of their values.

pub mod past;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::find::{is_number_or_id, nobody};
use super::held::HeldBack;
use super::nearest::{Label, Labels};
use crate::ingest::derive::is_moved_since;
use crate::run::RunError;
use crate::store::Store;
use crate::store::versions::Version;
use earwatch_law::diff;
use earwatch_law::entry::lookup::{self, Called, FoundBy};
use earwatch_law::entry::public_id::Ids;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::list::state::Stay;
use earwatch_report::report::found::Candidate;
use earwatch_report::report::history::{EntryHistory, Event, FieldValue, Happened, History, Setter, fields};
use steps::{Step, steps_known_by, steps_of_chain};

/// The lives of the entries that are or were called so, else who is called nearly so. `known_by` leaves out what was
/// published later.
pub fn history(store: &Store, asked: &str, known_by: Option<NaiveDate>) -> Result<History, RunError> {
    let (steps, ids) = steps(store, known_by)?;
    let last = last(&steps);
    let entries = called(&steps, &last, &ids, asked);
    let keys: BTreeSet<&str> = last.values().map(|entry| entry.key.as_str()).collect();
    let held_back = HeldBack::read(store, known_by, |key| keys.contains(key))?;
    let mut held = held_back.called(asked);
    let mut candidates = Vec::new();
    if entries.is_empty() {
        if is_number_or_id(asked) {
            return Err(nobody(asked));
        }
        if held.is_empty() {
            held = held_back.near(asked);
        }
        candidates = self::candidates(asked, &steps, &last);
        if candidates.is_empty() && held.is_empty() {
            return Err(nobody(asked));
        }
    }
    held.extend(entries.iter().flat_map(|entry| held_back.called(&entry.name)));
    held.dedup_by_key(|held| held.number);
    Ok(History { schema: "earwatch/history/1", asked: asked.to_owned(), known_by, entries, candidates, held })
}

/// The lives of the entries that are or were called exactly so.
pub fn lives_of(store: &Store, asked: &str, known_by: Option<NaiveDate>) -> Result<Vec<EntryHistory>, RunError> {
    let (steps, ids) = steps(store, known_by)?;
    Ok(called(&steps, &last(&steps), &ids, asked))
}

/// The steps as they are known, and the public ids after the last version.
fn steps(store: &Store, known_by: Option<NaiveDate>) -> Result<(Vec<Step>, Ids), RunError> {
    let chain = store.reader().chain()?;
    let known_all = chain.iter().all(|version| known_by.is_none_or(|day| version.published <= day));
    let steps = match known_by {
        Some(day) if !known_all || is_moved_since(store, day)? => steps_known_by(store, &chain, day)?,
        Some(_) | None => steps_of_chain(store, &chain)?,
    };
    Ok((steps, ids_at_the_end(store, &chain)?))
}

/// Each entry as it read last.
fn last(steps: &[Step]) -> BTreeMap<EntryId, Arc<Entry>> {
    steps.iter().flat_map(|step| &step.opened).map(|(id, entry)| (*id, Arc::clone(entry))).collect()
}

fn called(steps: &[Step], last: &BTreeMap<EntryId, Arc<Entry>>, ids: &Ids, asked: &str) -> Vec<EntryHistory> {
    let called = Called::new(asked);
    let bearers = asked.parse().map(|id| ids.bearers(&id)).unwrap_or_default();
    let mut found: BTreeMap<EntryId, FoundBy> = bearers.into_iter().map(|id| (id, FoundBy::Id)).collect();
    for (id, entry) in steps.iter().flat_map(|step| &step.opened) {
        if let Some(by) = called.fits(entry) {
            let best = found.entry(*id).or_insert(by);
            *best = by.min(*best);
        }
    }
    let entries = found.into_iter().filter_map(|(id, found_by)| {
        let entry = last.get(&id)?;
        // A name that the entry bears no more is a former one.
        let found_by = match (found_by, called.fits(entry)) {
            (FoundBy::Name, Some(FoundBy::Name)) => FoundBy::Name,
            (FoundBy::Name, _) => FoundBy::FormerName,
            (other, _) => other,
        };
        Some(life(entry, found_by, steps, ids))
    });
    entries.collect()
}

/// The entries that are or were called nearly so.
fn candidates(asked: &str, steps: &[Step], last: &BTreeMap<EntryId, Arc<Entry>>) -> Vec<Candidate> {
    let entries: Vec<&Arc<Entry>> = last.values().collect();
    let of: BTreeMap<EntryId, usize> = entries.iter().enumerate().map(|(of, entry)| (entry.id, of)).collect();
    let mut names: BTreeMap<(usize, &str), FoundBy> = BTreeMap::new();
    for (id, entry) in steps.iter().flat_map(|step| &step.opened) {
        let Some((of, last)) = of.get(id).and_then(|of| Some((*of, entries.get(*of)?))) else {
            continue;
        };
        for (by, name) in lookup::names(entry) {
            let by = if by == FoundBy::Name && last.name() != name { FoundBy::FormerName } else { by };
            names.entry((of, name)).or_insert(by);
        }
    }
    let labels = names.into_iter().map(|((of, text), by)| Label { of, by, text: text.to_owned() }).collect();
    let is_listed = |id: EntryId| {
        let touched = steps.iter().rfind(|step| step.closed.contains_key(&id) || step.opened.contains_key(&id));
        touched.is_some_and(|step| step.opened.contains_key(&id))
    };
    let near = Labels::new(labels).nearest(asked).into_iter().filter_map(|(of, found_by, matched)| {
        let entry = entries.get(of)?;
        Some(Candidate {
            id: entry.id,
            list: entry.list,
            country: entry.country.clone(),
            name: entry.name().to_owned(),
            found_by,
            matched,
            listed: is_listed(entry.id),
        })
    });
    near.collect()
}

/// An entry as it last read by a day, with all that it was called and all addresses that it had until then.
#[derive(Debug, Clone)]
pub(super) struct Stood {
    /// As it last read.
    pub(super) entry: Arc<Entry>,
    /// Its names and how they were meant, the present ones first; one that it bears no more is a former name.
    pub(super) names: Vec<(FoundBy, String)>,
    /// Its addresses; of one that it has no more, the day from which it had it no more.
    pub(super) addresses: Vec<(String, Option<NaiveDate>)>,
    /// Who removed it, where it is not listed on the day.
    pub(super) removed: Option<Setter>,
}

/// All entries that stood on a list up to a day, and those that were called so: exactly, else nearly.
pub(super) struct Standing {
    pub(super) all: BTreeMap<EntryId, Stood>,
    pub(super) ids: Ids,
    pub(super) called: Vec<(EntryId, FoundBy)>,
    pub(super) candidates: Vec<Candidate>,
}

/// The entries that stood up to a day, as known from what had been published by `known_by`, where that is given; and who of
/// them is or was called as somebody asks.
pub(super) fn standing(
    store: &Store,
    asked: &str,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<Standing, RunError> {
    let (mut steps, ids) = steps(store, known_by)?;
    if let Some(first) = steps.first().filter(|first| as_of < first.by.effective) {
        return Err(RunError::BeforeBaseline { asked: as_of, first: first.by.effective });
    }
    steps.retain(|step| step.by.effective <= as_of);
    let last = last(&steps);
    let called: Vec<_> = called(&steps, &last, &ids, asked).iter().map(|life| (life.id, life.found_by)).collect();
    let candidates =
        if called.is_empty() && !is_number_or_id(asked) { candidates(asked, &steps, &last) } else { Vec::new() };
    if called.is_empty() && candidates.is_empty() {
        return Err(nobody(asked));
    }
    Ok(Standing { all: stood(&steps), ids, called, candidates })
}

fn stood(steps: &[Step]) -> BTreeMap<EntryId, Stood> {
    let mut all: BTreeMap<EntryId, Stood> = BTreeMap::new();
    for step in steps {
        for (id, old) in &step.closed {
            if let Some(stood) = all.get_mut(id) {
                let now = step.opened.get(id).map(|entry| addresses(entry)).unwrap_or_default();
                for address in addresses(old).into_iter().filter(|address| !now.contains(address)) {
                    stood.addresses.retain(|(known, _)| *known != address);
                    stood.addresses.push((address, Some(step.by.effective)));
                }
                stood.removed = (!step.opened.contains_key(id)).then(|| step.by.clone());
            }
        }
        for (id, entry) in &step.opened {
            let stood = all.entry(*id).or_insert_with(|| Stood {
                entry: Arc::clone(entry),
                names: Vec::new(),
                addresses: Vec::new(),
                removed: None,
            });
            stood.entry = Arc::clone(entry);
            stood.removed = None;
            let mut names: Vec<_> = lookup::names(entry).map(|(by, name)| (by, name.to_owned())).collect();
            let borne = |name: &str, names: &[(FoundBy, String)]| names.iter().any(|(_, known)| known == name);
            for (_, name) in std::mem::take(&mut stood.names) {
                if !borne(&name, &names) {
                    names.push((FoundBy::FormerName, name));
                }
            }
            stood.names = names;
            for address in addresses(entry) {
                stood.addresses.retain(|(known, _)| *known != address);
                stood.addresses.push((address, None));
            }
        }
    }
    // Where an entry went, its addresses went with it: they are the last that it had.
    for stood in all.values_mut() {
        if let Some(removed) = &stood.removed {
            let last = addresses(&stood.entry);
            let is_last = |(address, gone): &(String, Option<NaiveDate>)| {
                *gone == Some(removed.effective) && last.contains(address)
            };
            for known in &mut stood.addresses {
                if is_last(known) {
                    known.1 = None;
                }
            }
        }
    }
    all
}

/// The addresses of an entry, and of the bodies that it covers.
fn addresses(entry: &Entry) -> Vec<String> {
    let covered = entry.view.subordinates.iter().flat_map(|one| &one.addresses);
    entry.view.addresses.iter().chain(covered).cloned().collect()
}

/// All entries that are or were listed, as each last read, with their lives, as they are known now.
pub fn lives(store: &Store) -> Result<Vec<(Arc<Entry>, EntryHistory)>, RunError> {
    let chain = store.reader().chain()?;
    let steps = steps_of_chain(store, &chain)?;
    let ids = ids_at_the_end(store, &chain)?;
    let lives = last(&steps).into_values().map(|entry| {
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
