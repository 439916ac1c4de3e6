//! The days of effect of the orders of a document, as they stand while others act on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::document::act::Verb;

/// The days of effect of the orders of a document, as they stand.
pub(super) struct Days {
    /// The day of publication of the document.
    pub(super) published: NaiveDate,
    pub(super) current: BTreeMap<u32, Option<NaiveDate>>,
    pub(super) withdrawn: bool,
    /// Kinds of acts that were met, understood or not.
    pub(super) met: BTreeSet<Verb>,
}

/// How the orders stood before a document moved them.
pub(super) struct Past {
    pub(super) acting: usize,
    pub(super) current: BTreeMap<u32, Option<NaiveDate>>,
    pub(super) withdrawn: bool,
}

impl Days {
    /// Whether all orders are put off, and no day is set.
    pub(super) fn is_open(&self) -> bool {
        !self.withdrawn && self.current.values().all(Option::is_none)
    }

    /// The last day of effect.
    pub(super) fn last(&self) -> Option<NaiveDate> {
        self.current.values().flatten().max().copied()
    }
}
