//! What parties are held against: all lists on a day, as known by a day, and parties that findings hold back.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use earwatch_law::entry::is_address;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::country;
use earwatch_report::report::found::Held;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::screened::{EntryTold, ListUsed};
use earwatch_screen::listed::{By, Label, Listed, Nature};
use earwatch_screen::screening::hit::Hit;

use crate::query::compare::{self, Lists};
use crate::query::history::past::{Delisted, SetBy, past};
use crate::query::{held, report};
use crate::run::RunError;
use crate::screen::error::ScreenError;
use crate::store::Store;

/// Entries as they are matched, and beside each as it is told.
#[derive(Debug)]
pub struct Against {
    /// The day on which the lists are in force.
    pub as_of: NaiveDate,
    /// The day by which they are known.
    pub known_by: Option<NaiveDate>,
    /// The lists, and the state of each.
    pub lists: Vec<ListUsed>,
    /// The entries, and parties held back.
    pub listed: Vec<Listed>,
    /// The same, as they are told.
    pub told: Vec<Arc<EntryTold>>,
    /// The public ids that each bore before.
    pub former: Vec<Vec<String>>,
    /// Who set the fields of each that a match rests on.
    pub set_by: Vec<SetBy>,
}

impl Against {
    /// All tracked lists as a reader had them on a day, of what was known by `known_by` where that is given. A document that
    /// was published later and takes effect earlier is news after that day.
    pub fn had_on(store: &Store, day: NaiveDate, known_by: Option<NaiveDate>) -> Result<Self, RunError> {
        Self::read(store, day, Some(known_by.map_or(day, |known_by| known_by.min(day))))
    }

    /// All tracked lists in force on a day; as known from what had been published by `known_by`, where that is given.
    pub fn read(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Self, RunError> {
        let lists = compare::lists(store, as_of, known_by)?;
        let Lists { state, origins, ids, .. } = &lists;
        let entries = report::all_entries(state, origins, ids, &report::doubts(store)?);
        Self::of(store, (as_of, known_by), &lists, &entries)
    }

    /// The same of lists that were read for this day, and of their entries.
    pub fn of(
        store: &Store,
        (as_of, known_by): (NaiveDate, Option<NaiveDate>),
        lists: &Lists,
        entries: &[EntryRecord],
    ) -> Result<Self, RunError> {
        let held = held::all(store, known_by, &lists.state)?;
        let mut past = past(store, as_of, known_by)?;
        let mut against = Self {
            as_of,
            known_by,
            lists: lists.used(),
            listed: Vec::new(),
            told: Vec::new(),
            former: Vec::new(),
            set_by: Vec::new(),
        };
        let ids = |ids: &[PublicId]| ids.iter().map(ToString::to_string).collect();
        for entry in entries {
            let mut listed = listed(entry);
            let former = past.former_names.remove(&entry.id).unwrap_or_default();
            listed.names.extend(former.iter().map(|name| label(By::FormerName, name)));
            let set_by = past.set_by.remove(&entry.id).unwrap_or_default();
            against.add(listed, EntryTold::of_entry(entry, as_of), ids(&entry.former_public_ids), set_by);
        }
        for held in &held {
            against.add(of_held(held), EntryTold::of_held(held), Vec::new(), SetBy::default());
        }
        // An entry that stands again, under its name or its id, is told where it stands.
        let names = entries.iter().map(|entry| (entry.list, canonical(&entry.name)));
        let standing: BTreeSet<_> = names.collect();
        let keys: BTreeSet<_> = against.listed.iter().map(|listed| listed.key.clone()).collect();
        for delisted in past.delisted {
            let listed = of_delisted(&delisted);
            let name = (delisted.told.list, canonical(&delisted.told.name));
            let stands = name.0.is_some_and(|list| standing.contains(&(list, name.1))) || keys.contains(&listed.key);
            if !stands {
                let former = ids(&delisted.former_ids);
                against.add(listed, delisted.told, former, SetBy::default());
            }
        }
        Ok(against)
    }

    fn add(&mut self, listed: Listed, told: EntryTold, former: Vec<String>, set_by: SetBy) {
        self.listed.push(listed);
        self.told.push(Arc::new(told));
        self.former.push(former);
        self.set_by.push(set_by);
    }
}

/// The entry of a potential match, among those that are told.
///
/// # Errors
/// Where it is not among them, which is a mistake of this program.
pub fn entry_of(told: &[Arc<EntryTold>], hit: &Hit) -> Result<Arc<EntryTold>, ScreenError> {
    told.get(hit.listed).map(Arc::clone).ok_or(ScreenError::Untold { place: hit.listed, told: told.len() })
}

/// What an entry says, in a form that can be compared. Its number is of one derivation of the list only.
pub(super) fn said(told: &EntryTold) -> Result<String, serde_json::Error> {
    serde_json::to_string(&EntryTold { id: None, ..told.clone() })
}

fn label(by: By, text: &str) -> Label {
    Label { by, text: text.to_owned() }
}

/// What can be matched of an entry.
fn listed(entry: &EntryRecord) -> Listed {
    let mut names = vec![label(By::Name, &entry.name)];
    names.extend(
        entry
            .aliases
            .iter()
            .map(|alias| label(if entry.former_names.contains(alias) { By::FormerName } else { By::Alias }, alias)),
    );
    for one in &entry.subordinates {
        names.push(label(By::Subordinate, &one.name));
        names.extend(one.aliases.iter().map(|alias| label(By::SubordinateAlias, alias)));
    }
    let addresses = entry.subordinates.iter().flat_map(|one| &one.addresses);
    Listed {
        key: entry.public_id.to_string(),
        list: entry.list.name().to_owned(),
        country: entry.country.clone(),
        country_code: code(&entry.country),
        is_address_only: is_address(&entry.name),
        names,
        addresses: entry.addresses.iter().chain(addresses).cloned().collect(),
        is_held: false,
        is_delisted: false,
        nature: Nature::Unknown,
    }
}

/// An entry that was removed: what it was called, and where it sat.
fn of_delisted(delisted: &Delisted) -> Listed {
    let told = &delisted.told;
    let id = told.public_id.as_ref().map(ToString::to_string).filter(|id| !id.is_empty());
    let country = told.country.clone().unwrap_or_default();
    let names = delisted.names.iter().enumerate();
    Listed {
        key: id.unwrap_or_else(|| format!("removed-{}", told.id.map(|id| id.0).unwrap_or_default())),
        list: told.list.map(|list| list.name().to_owned()).unwrap_or_default(),
        country_code: code(&country),
        country,
        names: names.map(|(at, name)| label(if at == 0 { By::Name } else { By::Alias }, name)).collect(),
        addresses: delisted.addresses.clone(),
        is_delisted: true,
        ..Listed::default()
    }
}

fn of_held(held: &Held) -> Listed {
    let country = held.finding.country.clone().unwrap_or_default();
    Listed {
        key: format!("finding-{}", held.number),
        list: held.finding.list.map(|list| list.name().to_owned()).unwrap_or_default(),
        country_code: code(&country),
        country,
        names: vec![label(By::Held, &held.held)],
        is_held: true,
        ..Listed::default()
    }
}

fn code(heading: &str) -> Option<String> {
    Some(country::code(heading).into_owned()).filter(|code| code.len() == 2)
}
