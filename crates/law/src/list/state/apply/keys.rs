//! The entries of the lists by key, for a release that orders hundreds: all of a list are looked through once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::entry::{Entry, EntryId};
use crate::law::ListId;
use crate::list::state::ListState;

/// Where entries may be, by the beginning of their key; some may have gone since, or have another key.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<ListId, Vec<(u64, EntryId)>>);

impl Keys {
    /// The entries that have this key, in the order of their identities.
    pub(super) fn find(&mut self, list: ListId, state: &ListState, key: &str) -> Vec<Arc<Entry>> {
        let places = self.0.entry(list).or_insert_with(|| {
            let mut places: Vec<_> = state.entries.values().map(|entry| (begin(&entry.key), entry.id)).collect();
            places.sort_unstable();
            places
        });
        let begin = begin(key);
        let from = places.partition_point(|(other, _)| *other < begin);
        let may = places.iter().skip(from).take_while(|(other, _)| *other == begin);
        let found = may.filter_map(|(_, id)| state.entries.get(id)).filter(|entry| entry.key == key);
        found.map(Arc::clone).collect()
    }

    /// Takes note of an entry that is put on a list.
    pub(super) fn add(&mut self, list: ListId, entry: &Entry) {
        let Some(places) = self.0.get_mut(&list) else {
            return;
        };
        let place = (begin(&entry.key), entry.id);
        if let Err(at) = places.binary_search(&place) {
            places.insert(at, place);
        }
    }
}

/// The first bytes of a key, as a number.
fn begin(key: &str) -> u64 {
    key.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |begin, byte| begin << 8 | u64::from(byte))
}
