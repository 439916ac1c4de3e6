//! A question to a tool, and where it is answered.

use super::parameter::Given;
use crate::run::Occasion;
use crate::serve::ready::Ready;
use crate::store::Store;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::screened::ListUsed;
use earwatch_report::visible::{shorten, visible};

/// A question to a tool, and where it is answered.
pub(super) struct Question<'a> {
    pub(super) store: &'a Store,
    /// The state of the lists that is asked about.
    pub(super) ready: &'a Ready,
    pub(super) given: &'a Given,
    pub(super) occasion: &'a Occasion,
}

impl Question<'_> {
    /// The lists that were searched, in a sentence: `3411 entries of the Entity List, in force on 2026-11-30`.
    pub(super) fn searched(&self) -> String {
        let of = |used: &ListUsed| format!("{} of the {}", quantity(used.entries, "entry"), used.list.title());
        self.ready.lists.iter().map(of).collect::<Vec<_>>().join(", ")
    }

    /// What the user asked for, safe to show.
    pub(super) fn asked(&self, name: &str) -> String {
        visible(&shorten(self.given.words(name), 200))
    }
}
