//! What parties are held against: all lists on a day, as known by a day, and parties that findings hold back.

use std::sync::Arc;

use chrono::NaiveDate;
use earwatch_law::entry::is_address;
use earwatch_law::law::country;
use earwatch_report::report::found::Held;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::screened::{EntryTold, ListUsed};
use earwatch_screen::listed::{By, Label, Listed, Nature};

use crate::query::compare::{self, Lists};
use crate::query::{held, report};
use crate::run::RunError;
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
}

impl Against {
    /// All tracked lists as a reader had them on a day, of what was known by `known_by` where that is given. A document that
    /// was published later and takes effect earlier is news after that day.
    pub fn had_on(store: &Store, day: NaiveDate, known_by: Option<NaiveDate>) -> Result<Self, RunError> {
        Self::read(store, day, Some(known_by.map_or(day, |known_by| known_by.min(day))))
    }

    /// All tracked lists in force on a day; as known from what had been published by `known_by`, where that is given.
    pub fn read(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Self, RunError> {
        let Lists { info, state, origins, ids } = compare::lists(store, as_of, known_by)?;
        let doubts = report::doubts(store)?;
        let entries = report::all_entries(&state, &origins, &ids, &doubts);
        let held = held::all(store, known_by, &state)?;
        let used = state.lists.iter().map(|(list, of)| ListUsed {
            list: *list,
            entries: of.entries.len(),
            version: info.version,
            effective: info.effective,
            document: info.document.clone(),
            content_hash: info.content_hash.clone(),
        });
        let (listed_entries, told_entries): (Vec<_>, Vec<_>) =
            entries.iter().map(|entry| (listed(entry), Arc::new(EntryTold::of_entry(entry, as_of)))).unzip();
        let (held_back, told_held): (Vec<_>, Vec<_>) =
            held.iter().map(|held| (of_held(held), Arc::new(EntryTold::of_held(held)))).unzip();
        let former = entries.iter().map(|entry| entry.former_public_ids.iter().map(ToString::to_string).collect());
        let former = former.chain(held.iter().map(|_| Vec::new())).collect();
        Ok(Self {
            former,
            as_of,
            known_by,
            lists: used.collect(),
            listed: listed_entries.into_iter().chain(held_back).collect(),
            told: told_entries.into_iter().chain(told_held).collect(),
        })
    }
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
        nature: Nature::Unknown,
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
