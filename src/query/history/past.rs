//! What entries were before: those that were removed, names that others bear no more, and who set what a match rests on.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::steps::Step;
use super::{Stood, addresses, stood};
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::entry::lookup;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::citation::DocumentNumber;
use earwatch_report::report::history::Setter;
use earwatch_report::report::screened::{EntryTold, Removal};

/// What entries were before a day.
#[derive(Debug, Default)]
pub struct Past {
    /// Entries that were removed.
    pub delisted: Vec<Delisted>,
    /// Names that listed entries bore and bear no more.
    pub former_names: BTreeMap<EntryId, Vec<String>>,
    /// Who set the fields of listed entries.
    pub set_by: BTreeMap<EntryId, SetBy>,
}

/// An entry that was removed from its list.
#[derive(Debug)]
pub struct Delisted {
    /// As it is told.
    pub told: EntryTold,
    /// What it was called last, and its own names before.
    pub names: Vec<String>,
    /// Where it sat last.
    pub addresses: Vec<String>,
    /// Public ids that it bore before its last.
    pub former_ids: Vec<PublicId>,
}

/// A document, and the day from which what it set is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The document.
    pub document: DocumentNumber,
    /// The day.
    pub effective: NaiveDate,
}

/// Who set the fields of an entry that a match rests on; `None` of the baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetBy {
    /// Its names.
    pub names: Option<Rule>,
    /// Its addresses.
    pub addresses: Option<Rule>,
    /// Its country.
    pub country: Option<Rule>,
}

/// What entries were up to a day, as known from what had been published by `known_by`, where that is given.
pub fn past(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Past, RunError> {
    let (mut steps, ids) = super::steps(store, known_by)?;
    steps.retain(|step| step.by.effective <= as_of);
    let mut former_names = former_names(&steps);
    let mut past = Past { set_by: set_by(&steps), ..Past::default() };
    for (id, Stood { entry, removed, .. }) in stood(&steps) {
        if entry.is_address_only() {
            continue;
        }
        let former = former_names.remove(&id).unwrap_or_default().into_iter();
        let former: Vec<_> = former.filter(|name| lookup::names(&entry).all(|(_, borne)| borne != name)).collect();
        match removed {
            Some(by) => past.delisted.extend(removal(&by).map(|removal| Delisted {
                told: EntryTold::of_delisted(&entry, ids.of(id), removal),
                names: lookup::names(&entry).map(|(_, name)| name.to_owned()).chain(former).collect(),
                addresses: addresses(&entry),
                former_ids: ids.former_of(id),
            })),
            None if former.is_empty() => {}
            None => drop(past.former_names.insert(id, former)),
        }
    }
    Ok(past)
}

/// The names that entries bore themselves before, whether they bear them now or not.
fn former_names(steps: &[Step]) -> BTreeMap<EntryId, Vec<String>> {
    let mut all: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for (id, old) in steps.iter().flat_map(|step| &step.closed) {
        let names = all.entry(*id).or_default();
        if !names.iter().any(|name| name == old.name()) {
            names.push(old.name().to_owned());
        }
    }
    all
}

/// The removal of an entry by a document; what another reading of a list left out was not removed.
fn removal(by: &Setter) -> Option<Removal> {
    by.document.is_some().then(|| Removal { on: by.effective, by: by.document.clone() })
}

fn set_by(steps: &[Step]) -> BTreeMap<EntryId, SetBy> {
    let mut all: BTreeMap<EntryId, SetBy> = BTreeMap::new();
    for step in steps {
        let rule = step.by.document.clone().map(|document| Rule { document, effective: step.by.effective });
        for (id, now) in &step.opened {
            let before = step.closed.get(id);
            let set = all.entry(*id).or_default();
            let changed = |same: fn(&Entry, &Entry) -> bool| before.is_none_or(|before| !same(before, now));
            if changed(|one, other| lookup::names(one).eq(lookup::names(other))) {
                set.names.clone_from(&rule);
            }
            if changed(|one, other| addresses(one) == addresses(other)) {
                set.addresses.clone_from(&rule);
            }
            if changed(|one, other| one.country == other.country) {
                set.country.clone_from(&rule);
            }
        }
    }
    all
}
