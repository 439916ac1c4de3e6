//! Entries, and parties held back, by what people call them or nearly so, or by an address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::held::HeldBack;
use super::nearest::{Label, Labels};
use crate::query::report::Doubts;
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::diff::Origin;
use earwatch_law::entry::lookup::{self, Called, FoundBy};
use earwatch_law::entry::public_id::{Ids, PublicId};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::list::state::State;
use earwatch_report::report::found::{Found, Held, Matched, Party};
use earwatch_report::report::record::EntryRecord;
use earwatch_screen::index::{Index, Wanted};
use earwatch_screen::name::Name;

/// A state of the lists in which somebody is looked for.
#[derive(Debug)]
pub struct Lists<'a> {
    /// The lists.
    pub state: &'a State,
    /// Who set the text of each entry.
    pub origins: &'a BTreeMap<EntryId, Origin>,
    /// Their public ids.
    pub ids: &'a Ids,
    /// Entries in doubt.
    pub doubts: &'a Doubts,
    /// What of them is looked up.
    pub indexes: &'a Indexes,
}

/// Names and addresses of a state of the lists as they are looked up: made when they are needed, and of use as long as the
/// state.
#[derive(Debug, Default)]
pub struct Indexes {
    names: OnceLock<Labels>,
    addresses: OnceLock<Addresses>,
}

/// Addresses, each with the place of its entry.
#[derive(Debug)]
struct Addresses {
    all: Vec<(usize, String)>,
    index: Index,
}

impl Lists<'_> {
    /// The entries; indexes name them by their place here.
    fn entries(&self) -> Vec<&Arc<Entry>> {
        self.state.lists.values().flat_map(|list| list.in_order()).collect()
    }

    fn found(&self, entry: &Entry, found_by: FoundBy, matched: Option<Matched>) -> Party {
        let origin = self.origins.get(&entry.id).cloned().unwrap_or_default();
        let list = self.state.lists.get(&entry.list);
        let stay = list.and_then(|list| list.frame.stay_of(entry.id));
        let meanings = list.map(|list| Arc::new(list.frame.designations())).unwrap_or_default();
        let mut entry = EntryRecord::new(entry, origin).with_stay(stay).identified(self.ids).explained(&meanings);
        entry.mark(self.doubts);
        Party::Entry(Box::new(Found { found_by, matched, entry }))
    }
}

/// Who is called so: entries of exactly this name or number, with what findings hold back of them; else parties of this name
/// that are held back, then those that are called nearly so, likeliest first.
///
/// # Errors
/// Where nobody is called so, nor nearly so.
pub fn by_name(
    store: &Store,
    lists: &Lists<'_>,
    asked: &str,
    known_by: Option<NaiveDate>,
) -> Result<Vec<Party>, RunError> {
    let called = Called::new(asked);
    let entries = lists.entries();
    let bearers = asked.parse().map(|id| lists.ids.bearers(&id)).unwrap_or_default();
    let fits = |entry: &Entry| if bearers.contains(&entry.id) { Some(FoundBy::Id) } else { called.fits(entry) };
    let exact = entries.iter().filter_map(|entry| Some((fits(entry)?, *entry)));
    let mut exact: Vec<_> = exact.collect();
    exact.sort_by_key(|(by, _)| *by);
    let keys: BTreeSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let held_back = HeldBack::read(store, known_by, |key| keys.contains(key))?;
    let boxed = |held: Vec<Held>| held.into_iter().map(|held| Party::Held(Box::new(held)));
    if !exact.is_empty() {
        let found = exact.iter().map(|(by, entry)| lists.found(entry, *by, None));
        let held = exact.iter().flat_map(|(_, entry)| held_back.called(entry.name()));
        return Ok(found.chain(boxed(held.collect())).collect());
    }
    if is_number_or_id(asked) {
        return Err(nobody(asked));
    }
    let mut parties: Vec<_> = boxed(held_back.called(asked)).collect();
    if parties.is_empty() {
        parties.extend(boxed(held_back.near(asked)));
    }
    let label = |of: usize, (by, text): (FoundBy, &str)| Label { of, by, text: text.to_owned() };
    let labels = || {
        let labels = entries.iter().enumerate();
        Labels::new(labels.flat_map(|(of, entry)| lookup::names(entry).map(move |name| label(of, name))).collect())
    };
    let near = lists.indexes.names.get_or_init(labels).nearest(asked).into_iter();
    parties.extend(near.filter_map(|(of, by, matched)| Some(lists.found(entries.get(of)?, by, Some(matched)))));
    if parties.is_empty() { Err(nobody(asked)) } else { Ok(parties) }
}

/// Entries at an address: those of which an address has the words asked for, likeliest first.
///
/// # Errors
/// Where there are none.
pub fn by_address(lists: &Lists<'_>, asked: &str) -> Result<Vec<Party>, RunError> {
    const COVERED: f32 = 0.85;
    let entries = lists.entries();
    let Addresses { all, index } = lists.indexes.addresses.get_or_init(|| Addresses::new(&entries));
    let wanted = Wanted { score: f32::INFINITY, covered: COVERED, covers: f32::INFINITY };
    let mut hits = index.search(&Name::new(asked), wanted);
    hits.sort_by(|(_, one), (_, other)| other.covered.total_cmp(&one.covered));
    let mut seen = BTreeSet::new();
    let parties = hits.iter().filter_map(|(number, score)| {
        let (at, address) = all.get(*number)?;
        let why = if score.covered > 0.98 { "all words are in it" } else { "nearly all words are in it" };
        let score = f64::from((score.covered * 1000.0).round()) / 1000.0;
        let matched = Matched { name: address.clone(), score, why: vec![why.to_owned()] };
        seen.insert(*at).then_some(lists.found(entries.get(*at)?, FoundBy::Address, Some(matched)))
    });
    let parties: Vec<_> = parties.collect();
    let none = || RunError::NoSuchAddress { asked: asked.to_owned() };
    if parties.is_empty() { Err(none()) } else { Ok(parties) }
}

impl Addresses {
    fn new(entries: &[&Arc<Entry>]) -> Self {
        let mut all = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let record = EntryRecord::new(entry, Origin::default());
            let covered = record.subordinates.iter().flat_map(|one| &one.addresses);
            all.extend(record.addresses.iter().chain(covered).map(|address| (at, address.clone())));
        }
        let index = Index::new(all.iter().map(|(_, address)| Name::new(address)));
        Self { all, index }
    }
}

/// Whether it can be the number or the public id of an entry only.
pub(super) fn is_number_or_id(asked: &str) -> bool {
    asked.trim().parse::<u32>().is_ok() || asked.parse::<PublicId>().is_ok()
}

/// That nobody is called so.
pub(super) fn nobody(asked: &str) -> RunError {
    match asked.trim().parse::<u32>() {
        Ok(number) => RunError::NoEntryOfNumber { number },
        Err(_) if asked.parse::<PublicId>().is_ok() => RunError::NoEntryOfId { asked: asked.to_owned() },
        Err(_) => RunError::NoSuchEntry { asked: asked.to_owned() },
    }
}
