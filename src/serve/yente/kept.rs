//! What is kept of a state of the lists for clients of `yente`: entities as they are answered.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveDateTime};
use earwatch_law::entry::EntryId;
use earwatch_law::law::ListId;
use earwatch_report::render::exchange::ftm::Entity;
use earwatch_report::render::exchange::ftm::graph::Graph;

/// What is kept; each part is made when it is asked for.
#[derive(Debug)]
pub(in crate::serve) struct Kept {
    /// Since when entries are listed, where a document on record added them.
    pub(super) since: BTreeMap<EntryId, NaiveDate>,
    /// The entity of each of those that parties are held against, by their places.
    pub(super) entities: Vec<OnceLock<Option<(Entity, About)>>>,
    /// All entities.
    pub(super) all: OnceLock<All>,
}

impl Kept {
    pub(super) fn new(since: BTreeMap<EntryId, NaiveDate>, n: usize) -> Self {
        Self { since, entities: std::iter::repeat_with(OnceLock::new).take(n).collect(), all: OnceLock::new() }
    }
}

/// What is told of an entity besides its properties.
#[derive(Debug, Clone, Default)]
pub(in crate::serve) struct About {
    /// The lists that it stands on, or would.
    pub(super) lists: Vec<ListId>,
    /// Public ids that it bore before.
    pub(super) former: Vec<String>,
    /// The day from which it is listed.
    pub(super) since: Option<NaiveDate>,
    /// The day from which it reads so.
    pub(super) changed: Option<NaiveDate>,
}

impl About {
    /// Whether it reads otherwise since a moment; who of the baseline has no day does not.
    pub(super) fn has_changed_since(&self, since: NaiveDateTime) -> bool {
        self.changed.is_some_and(|day| NaiveDateTime::from(day) > since)
    }
}

/// All entities: those of the entries, and those that are on no list.
#[derive(Debug)]
pub(in crate::serve) struct All {
    pub(super) graph: Graph,
    /// By their places in the graph.
    pub(super) about: Vec<About>,
    /// Their words, as a search looks for them.
    pub(super) words: Vec<Words>,
    /// Countries by their codes, in words.
    pub(super) countries: BTreeMap<String, String>,
    /// The current id of each former one.
    pub(super) current: BTreeMap<String, String>,
}

/// Words with a blank before and behind each.
#[derive(Debug)]
pub(in crate::serve) struct Words {
    /// Each name by itself.
    pub(super) names: Vec<String>,
    /// All texts, names among them.
    pub(super) text: String,
}
