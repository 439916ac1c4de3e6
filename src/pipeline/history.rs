//! Entries by what people call them, and who set each of their values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::PipelineError;
use super::derive::releases_known_by;
use crate::citation::DocumentNumber;
use crate::diff::{self, Origin};
use crate::list::entry::{Entry, EntryId};
use crate::list::lookup::{Called, FoundBy};
use crate::list::state::{Outcome, State};
use crate::report::history::{
    EntryHistory, Event, FieldValue, Found, Happened, History, Setter, fields,
};
use crate::report::record::EntryRecord;
use crate::store::Store;
use crate::store::versions::Version;

/// The entries of a state that somebody calls so.
///
/// # Errors
/// Where no entry is called so; the message names those that are close.
pub fn find(
    state: &State,
    origins: &BTreeMap<EntryId, Origin>,
    asked: &str,
) -> Result<Vec<Found>, PipelineError> {
    let called = Called::new(asked);
    let entries = || state.lists.values().flat_map(|list| list.in_order());
    let mut found = Vec::new();
    for entry in entries() {
        if let Some(found_by) = called.fits(entry) {
            let origin = origins.get(&entry.id).cloned().unwrap_or_default();
            let list = state.lists.get(&entry.list);
            let stay = list.and_then(|list| list.frame.stay_of(entry.id));
            let entry = EntryRecord::new(entry, origin).with_stay(stay);
            found.push(Found { found_by, entry });
        }
    }
    if found.is_empty() {
        return Err(nobody(asked, &called.close_to(entries())));
    }
    found.sort_by_key(|found| found.found_by);
    Ok(found)
}

fn nobody(asked: &str, close: &[String]) -> PipelineError {
    PipelineError::NoSuchEntry {
        asked: asked.to_owned(),
        close: match close {
            [] => "no name is close to it".to_owned(),
            close => format!("close to it: {}", close.join(", ")),
        },
    }
}

/// What one version did, or one release in memory.
struct Step {
    by: Setter,
    closed: BTreeMap<EntryId, Arc<Entry>>,
    opened: BTreeMap<EntryId, Arc<Entry>>,
    /// Words and place of the order that touched an entry.
    orders: BTreeMap<EntryId, (String, String)>,
}

/// The lives of the entries that are or were called so. `known_by` leaves out what was published later.
///
/// # Errors
/// Where no entry was ever called so, or the database fails.
pub fn history(
    store: &Store,
    asked: &str,
    known_by: Option<NaiveDate>,
) -> Result<History, PipelineError> {
    let chain = store.reader().chain()?;
    let known_all = chain
        .iter()
        .all(|version| known_by.is_none_or(|day| version.published <= day));
    let steps = match known_by {
        Some(day) if !known_all => steps_known_by(store, &chain, day)?,
        Some(_) | None => steps_of_chain(store, &chain)?,
    };
    let called = Called::new(asked);
    let mut found: BTreeMap<EntryId, FoundBy> = BTreeMap::new();
    let mut last: BTreeMap<EntryId, Arc<Entry>> = BTreeMap::new();
    for (id, entry) in steps.iter().flat_map(|step| &step.opened) {
        last.insert(*id, Arc::clone(entry));
        if let Some(by) = called.fits(entry) {
            let best = found.entry(*id).or_insert(by);
            *best = by.min(*best);
        }
    }
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
        Some(life(entry, found_by, &steps))
    });
    Ok(History {
        schema: "earwatch/history/1",
        asked: asked.to_owned(),
        known_by,
        entries: entries.collect(),
    })
}

fn life(entry: &Entry, found_by: FoundBy, steps: &[Step]) -> EntryHistory {
    let id = entry.id;
    let mut events = Vec::new();
    let mut values: Vec<FieldValue> = Vec::new();
    let mut listed = false;
    for step in steps {
        let (old, new) = (step.closed.get(&id), step.opened.get(&id));
        let mut by = step.by.clone();
        if let Some((quote, place)) = step.orders.get(&id) {
            (by.quote, by.place) = (Some(quote.clone()), Some(place.clone()));
        }
        let happened = match (old, new) {
            (None, None) => continue,
            (None, Some(_)) if by.cause == "baseline" => Happened::Baseline,
            (None, Some(_)) => Happened::Added,
            (Some(_), Some(_)) => Happened::Changed,
            (Some(_), None) => Happened::Removed,
        };
        let current = new.map(|entry| fields(entry));
        for value in values.iter_mut().filter(|value| value.until.is_none()) {
            let stands = current
                .as_ref()
                .is_some_and(|current| current.contains(&(value.field, value.value.clone())));
            if !stands {
                value.until = Some(by.effective);
            }
        }
        for (field, value) in current.into_iter().flatten() {
            let stands = values
                .iter()
                .any(|known| known.field == field && known.until.is_none());
            if !stands {
                values.push(FieldValue {
                    field,
                    value,
                    set_by: by.clone(),
                    until: None,
                });
            }
        }
        let difference = old.zip(new).and_then(|(old, new)| diff::changed(old, new));
        let (classes, changes) = difference.map_or_else(Default::default, |it| {
            let fields = it.fields.into_iter();
            let fields = fields.map(|field| (field.field, field.values));
            (it.classes, fields.collect())
        });
        listed = new.is_some();
        events.push(Event {
            happened,
            by,
            classes,
            changes,
        });
    }
    let order: Vec<_> = fields(entry).into_iter().map(|(field, _)| field).collect();
    values.sort_by_key(|value| order.iter().position(|field| *field == value.field));
    EntryHistory {
        id,
        list: entry.list,
        country: entry.country.clone(),
        name: entry.name().to_owned(),
        found_by,
        listed,
        events,
        values,
    }
}

fn by_id(entries: Vec<Arc<Entry>>) -> BTreeMap<EntryId, Arc<Entry>> {
    entries.into_iter().map(|entry| (entry.id, entry)).collect()
}

/// First pages of documents on record, as citations.
fn citations(store: &Store) -> Result<BTreeMap<DocumentNumber, String>, PipelineError> {
    let documents = store.reader().documents()?.into_iter();
    let cited = documents.filter_map(|document| {
        let citation = format!("{} FR {}", document.volume, document.start_page?);
        Some((document.number, citation))
    });
    Ok(cited.collect())
}

fn steps_of_chain(store: &Store, chain: &[Version]) -> Result<Vec<Step>, PipelineError> {
    let citations = citations(store)?;
    let mut steps = Vec::new();
    for version in chain {
        let (closed, opened) = store.reader().changes(version.number)?;
        let by = Setter {
            version: Some(version.number.0),
            cause: version.cause.clone(),
            citation: version
                .document
                .as_ref()
                .and_then(|number| citations.get(number).cloned()),
            document: version.document.clone(),
            published: version.published,
            effective: version.effective,
            place: None,
            quote: None,
        };
        let (closed, opened) = (by_id(closed), by_id(opened));
        let touched: BTreeSet<_> = closed.keys().chain(opened.keys()).copied().collect();
        steps.push(Step {
            by,
            closed,
            opened,
            orders: store.reader().orders(version.number, &touched)?,
        });
    }
    Ok(steps)
}

/// The chain as it was known on a day, derived in memory.
fn steps_known_by(
    store: &Store,
    chain: &[Version],
    day: NaiveDate,
) -> Result<Vec<Step>, PipelineError> {
    let baseline = chain.first().ok_or(PipelineError::NoBaseline)?;
    if day < baseline.published {
        return Err(PipelineError::BeforeBaseline {
            asked: day,
            first: baseline.published,
        });
    }
    let citations = citations(store)?;
    let mut steps = steps_of_chain(store, std::slice::from_ref(baseline))?;
    let mut state = store.reader().state(baseline.number)?.state;
    for release in releases_known_by(store, day)? {
        let applied = state.apply(&release);
        let mut orders = BTreeMap::new();
        for (amendment, outcome) in release.amendments.iter().zip(&applied.outcomes) {
            if let Outcome::Applied(Some(id)) = outcome {
                let order = (amendment.quote.clone(), amendment.place.to_string());
                orders.insert(*id, order);
            }
        }
        let (mut closed, mut opened) = (BTreeMap::new(), BTreeMap::new());
        for (list, after) in &applied.state.lists {
            let before = state.lists.get(list).map(|list| &list.entries);
            let matched = diff::by_identity(before.unwrap_or(&BTreeMap::new()), &after.entries);
            for (old, new) in matched.both {
                closed.insert(old.id, old);
                opened.insert(new.id, new);
            }
            closed.extend(matched.old.into_iter().map(|entry| (entry.id, entry)));
            opened.extend(matched.new.into_iter().map(|entry| (entry.id, entry)));
        }
        let by = Setter {
            version: None,
            cause: "legal".to_owned(),
            citation: citations.get(&release.document).cloned(),
            document: Some(release.document.clone()),
            published: release.published,
            effective: release.effective,
            place: None,
            quote: None,
        };
        steps.push(Step {
            by,
            closed,
            opened,
            orders,
        });
        state = applied.state;
    }
    Ok(steps)
}
