//! The entries of the lists by key, for a release that orders hundreds: all of a list are looked through once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::entry::{Entry, EntryId};
use crate::law::ListId;
use crate::list::state::ListState;

/// Where entries may be, by the beginning of their key, side by side; some may have gone since, or have another key.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<ListId, Vec<(u64, EntryId)>>);

impl Keys {
    /// The entries that have this key, in the order of their identities.
    pub(super) fn find(&mut self, list: ListId, state: &ListState, key: &str) -> Vec<Arc<Entry>> {
        let all = || state.entries.values().map(|entry| (begin(&entry.key), entry.id)).collect();
        let places = self.0.entry(list).or_insert_with(all);
        let begin = begin(key);
        let may = places.iter().filter(|(other, _)| *other == begin).filter_map(|(_, id)| state.entries.get(id));
        let mut found: Vec<_> = may.filter(|entry| entry.key == key).map(Arc::clone).collect();
        found.sort_unstable_by_key(|entry| entry.id);
        found.dedup_by_key(|entry| entry.id);
        found
    }

    /// Takes note of an entry that is put on a list.
    pub(super) fn add(&mut self, list: ListId, entry: &Entry) {
        if let Some(places) = self.0.get_mut(&list) {
            places.push((begin(&entry.key), entry.id));
        }
    }
}

/// The first bytes of a key, as a number.
fn begin(key: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(key.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_le_bytes(first)
}
