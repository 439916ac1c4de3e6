//! The lists at a version, and what applying an amendment does to them.
//!
//! In: a state and an amendment. Out: the next state, exactly one [`Outcome`], and findings. Entries are
//! shared between states, so a version costs what it changes.

mod apply;
mod features;
mod frame;
mod hash;
mod kept_heading;
pub mod lapse;
pub(crate) mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ecfr::{PublishedList, note};
use crate::amendment::Amendment;
use crate::entry::{Entry, EntryId};
use crate::finding::Finding;
use crate::law::ListId;
use crate::law::canonical::{canonical, has_form};
use crate::law::citation::DocumentNumber;
use crate::law::country;
use chrono::NaiveDate;

pub use frame::{Frame, Provision, Stay};

/// What became of an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The list changed as ordered; the entry that it touched, where it was one.
    Applied(Option<EntryId>),
    /// The list reads so already, to the letter.
    AlreadyTrue,
    /// In force from a later day than the one asked for.
    NotYetEffective,
    /// The list stays as it was; a person decides.
    Held(Box<Finding>),
}

impl Outcome {
    /// The stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::AlreadyTrue => "already-true",
            Self::NotYetEffective => "not-yet-effective",
            Self::Held(_) => "held",
        }
    }

    /// The entry that was touched.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Applied(entry) => *entry,
            Self::AlreadyTrue | Self::NotYetEffective | Self::Held(_) => None,
        }
    }
}

/// One list at a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// What stands around the entries.
    pub frame: Arc<Frame>,
    /// The entries.
    pub entries: BTreeMap<EntryId, Arc<Entry>>,
}

/// All tracked lists at a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The lists of which there is a baseline.
    pub lists: BTreeMap<ListId, ListState>,
    /// The identity that the next new entry gets.
    pub next_id: EntryId,
}

/// All amendments of a document that take effect on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The document.
    pub document: DocumentNumber,
    /// The day of effect.
    pub effective: NaiveDate,
    /// The day of publication.
    pub published: NaiveDate,
    /// Volume and first page, which order documents of one day.
    pub position: (u16, u32),
    /// The amendments in printed order.
    pub amendments: Vec<Amendment>,
    /// Identities that additions got when the release was applied before, by ordinal of the amendment.
    pub identities: BTreeMap<u32, EntryId>,
}

impl Release {
    /// The order of application: effective date, publication date, volume, first page, number.
    pub fn order(&self) -> (NaiveDate, NaiveDate, u16, u32, &DocumentNumber) {
        (self.effective, self.published, self.position.0, self.position.1, &self.document)
    }
}

/// What applying a release gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The lists afterwards.
    pub state: State,
    /// One outcome for each amendment, in their order.
    pub outcomes: Vec<Outcome>,
    /// Findings that hold nothing up, for instance a country called otherwise than its heading.
    pub notes: Vec<Finding>,
}

impl State {
    /// The state that official lists print.
    pub fn of_published(lists: Vec<PublishedList>) -> Self {
        let mut state = Self { lists: BTreeMap::new(), next_id: EntryId(1) };
        for published in lists {
            let mut headings: BTreeSet<_> = published.headings.into_iter().collect();
            let mut entries = BTreeMap::new();
            for mut entry in published.entries {
                entry.id = state.fresh_id();
                headings.insert(entry.country.clone());
                entries.insert(entry.id, Arc::new(entry));
            }
            let footnotes = published
                .footnotes
                .into_iter()
                .map(|(number, text)| (number, Provision { text, stay: None }))
                .collect();
            let intro = Provision { text: published.intro, stay: None };
            let mut frame = Frame { intro, headings, footnotes, stay: None, stayed: BTreeMap::new() };
            for (what, until) in published.notes.iter().flat_map(|note| note::stays(note)) {
                frame.hold(&what, until, &entries);
            }
            state.lists.insert(published.list, ListState { frame: Arc::new(frame), entries });
        }
        state
    }

    fn fresh_id(&mut self) -> EntryId {
        let id = self.next_id;
        self.next_id = EntryId(id.0 + 1);
        id
    }
}

/// A heading found for a country as written.
pub(crate) struct KnownHeading {
    pub(crate) printed: String,
    /// Whether it took the table of other names to find it.
    pub(crate) by_alias: bool,
}

impl ListState {
    /// The heading that is meant by a country as written.
    pub(crate) fn heading(&self, written: &str) -> Option<KnownHeading> {
        let find = |name: &str| {
            let key = canonical(name);
            self.frame.headings.iter().find(|heading| has_form(heading, &key)).cloned()
        };
        let written = written.trim();
        let written = written.strip_prefix("the ").or_else(|| written.strip_prefix("The ")).unwrap_or(written);
        if let Some(printed) = find(written) {
            return Some(KnownHeading { printed, by_alias: false });
        }
        // A heading that was renamed is found by its former name too.
        let key = country::key(written);
        let printed = self.frame.headings.iter().find(|heading| country::key(heading) == key)?;
        Some(KnownHeading { printed: printed.clone(), by_alias: true })
    }

    /// Entries in the order of a printed list: by country, then by name.
    pub fn in_order(&self) -> Vec<&Arc<Entry>> {
        let mut entries: Vec<_> = self.entries.values().collect();
        entries.sort_by(|a, b| (&a.country, &a.key, a.id).cmp(&(&b.country, &b.key, b.id)));
        entries
    }
}

impl State {
    /// The same state with identities from `first` on, in their present order.
    #[must_use]
    pub fn renumbered(self, first: EntryId) -> Self {
        let mut state = Self { lists: BTreeMap::new(), next_id: first };
        for (list, ListState { frame, entries }) in self.lists {
            let mut renumbered = BTreeMap::new();
            let mut stayed = BTreeMap::new();
            for (before, mut entry) in entries {
                Arc::make_mut(&mut entry).id = state.fresh_id();
                stayed.extend(frame.stayed.get(&before).map(|stay| (entry.id, stay.clone())));
                renumbered.insert(entry.id, entry);
            }
            let mut frame = frame;
            if !stayed.is_empty() {
                Arc::make_mut(&mut frame).stayed = stayed;
            }
            state.lists.insert(list, ListState { frame, entries: renumbered });
        }
        state
    }
}
