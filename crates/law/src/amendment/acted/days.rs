//! The days of effect of the orders of a document, as they stand while others act on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::parts::Ordered;
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
    /// Whether orders are put off, and no day is set.
    pub(super) fn are_open(&self, orders: &[&Ordered]) -> bool {
        !self.withdrawn && orders.iter().all(|order| self.current.get(&order.ordinal).is_some_and(Option::is_none))
    }

    /// The last day of effect.
    pub(super) fn last(&self) -> Option<NaiveDate> {
        self.current.values().flatten().max().copied()
    }
}
