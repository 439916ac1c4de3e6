//! Entries that are not matched yet.

use std::sync::Arc;

use crate::entry::Entry;

/// An entry that is not matched yet.
pub(super) struct Unpaired {
    pub(super) entry: Arc<Entry>,
    /// The country heading in canonical form.
    pub(super) country: String,
}

/// Places of entries that share a key, before and after.
pub(super) type Group = (Vec<usize>, Vec<usize>);
