//! What differs between two versions of a list.
//!
//! In: two sets of entries, matched by identity (two versions of one database) or by [`pairs`] (official files,
//! which carry no identity). Out: a [`ListDiff`]: added, removed, changed by class, editorial, and what changed around
//! the entries.

#![warn(clippy::wildcard_enum_match_arm)]

mod class;
mod counts;
pub mod fields;
pub mod frame;
pub mod pairs;
pub mod transfers;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, EntryId};
use crate::law::ListId;
pub use crate::law::canonical::same;
use crate::law::citation::DocumentNumber;
use crate::list::state::Stay;
pub use class::Class;
pub use counts::Counts;
use fields::FieldChange;
use frame::{Change, FrameChange, Part};

/// Why what is known of a list changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The law: a published document amended the list.
    Legal,
    /// A document reads differently from what had been read before.
    SourceCorrection,
    /// The same text is understood differently by a newer program.
    ParserUpgrade,
}

impl Cause {
    /// The cause of a stored name; a baseline has none.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Legal, Self::SourceCorrection, Self::ParserUpgrade].into_iter().find(|cause| cause.name() == name)
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::SourceCorrection => "source-correction",
            Self::ParserUpgrade => "parser-upgrade",
        }
    }

    /// The cause for readers.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Legal => "a published document amends the list",
            Self::SourceCorrection => "the document reads differently from what had been read before",
            Self::ParserUpgrade => "the same text is understood differently now",
        }
    }
}

/// Who set a change, from when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The document.
    pub document: Option<DocumentNumber>,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
    /// Why; `None` where nothing says it, for instance between two files.
    pub cause: Option<Cause>,
}

/// An entry on both sides that does not read the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The entry before.
    pub old: Arc<Entry>,
    /// The entry after.
    pub new: Arc<Entry>,
    /// What changed, most serious first.
    pub classes: Vec<Class>,
    /// Field by field.
    pub fields: Vec<FieldChange>,
}

/// An addition and a removal that may be one renaming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleRename {
    /// The entry that is gone.
    pub removed: Arc<Entry>,
    /// The new entry.
    pub added: Arc<Entry>,
    /// Why they may be one.
    pub reason: String,
}

/// What differs between two versions of one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListDiff {
    /// The list; `None` for an empty comparison.
    pub list: Option<ListId>,
    /// New entries, by country and name.
    pub added: Vec<Arc<Entry>>,
    /// Entries that are gone, by country and name.
    pub removed: Vec<Arc<Entry>>,
    /// Changed listings, by country and name.
    pub changed: Vec<Changed>,
    /// Citation-only and editorial changes, by country and name.
    pub editorial: Vec<Changed>,
    /// Pairs that a person should compare.
    pub possible_renames: Vec<PossibleRename>,
    /// Changes of what stands around the entries.
    pub texts: Vec<FrameChange>,
}

/// Entries of two versions, matched.
#[derive(Debug, Default)]
pub struct Matched {
    /// Entries on both sides.
    pub both: Vec<(Arc<Entry>, Arc<Entry>)>,
    /// Only before.
    pub old: Vec<Arc<Entry>>,
    /// Only after.
    pub new: Vec<Arc<Entry>>,
    /// Pairs that a person should compare.
    pub possible_renames: Vec<PossibleRename>,
}

/// Matches entries of two versions of one database by identity.
pub fn by_identity(old: &BTreeMap<EntryId, Arc<Entry>>, new: &BTreeMap<EntryId, Arc<Entry>>) -> Matched {
    let mut matched = Matched::default();
    for (id, entry) in old {
        match new.get(id) {
            Some(after) if Arc::ptr_eq(entry, after) => {}
            Some(after) => matched.both.push((Arc::clone(entry), Arc::clone(after))),
            None => matched.old.push(Arc::clone(entry)),
        }
    }
    matched.new.extend(new.iter().filter(|(id, _)| !old.contains_key(id)).map(|(_, entry)| Arc::clone(entry)));
    matched
}

/// Compares matched entries.
pub fn compare(list: ListId, matched: Matched) -> ListDiff {
    let Matched { both, old, new, possible_renames } = matched;
    let mut diff = ListDiff { list: Some(list), added: new, removed: old, possible_renames, ..ListDiff::default() };
    for (old, new) in both {
        if let Some(changed) = changed(&old, &new) {
            if changed.classes.iter().any(|class| class.changes_listing()) {
                diff.changed.push(changed);
            } else {
                diff.editorial.push(changed);
            }
        }
    }
    let order = |entry: &Entry| (entry.country.clone(), entry.key.clone(), entry.id);
    diff.added.sort_by_cached_key(|entry| order(entry));
    diff.removed.sort_by_cached_key(|entry| order(entry));
    diff.changed.sort_by_cached_key(|changed| order(&changed.new));
    diff.editorial.sort_by_cached_key(|changed| order(&changed.new));
    diff
}

/// What changed in an entry; `None` where nothing did.
pub fn changed(old: &Arc<Entry>, new: &Arc<Entry>) -> Option<Changed> {
    if old.country == new.country && old.cells == new.cells {
        return None;
    }
    let fields = fields::changes(old, new);
    let mut classes: Vec<_> = fields.iter().map(|field| field.class).collect();
    classes.sort_unstable();
    classes.dedup();
    (!classes.is_empty()).then(|| Changed { old: Arc::clone(old), new: Arc::clone(new), classes, fields })
}

impl ListDiff {
    /// Whether nothing differs, editorial changes included.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.editorial.is_empty()
            && self.texts.is_empty()
    }

    /// The stay that an entry came under.
    pub fn stay_of(&self, entry: EntryId) -> Option<&Stay> {
        self.texts.iter().find_map(|text| match &text.change {
            Change::Stayed { now, .. } if text.part == Part::Entry(entry) => Some(now),
            Change::Added(_)
            | Change::Removed(_)
            | Change::Revised { .. }
            | Change::Editorial { .. }
            | Change::Stayed { .. }
            | Change::Lifted(_) => None,
        })
    }

    /// Figures for a summary.
    pub fn counts(&self) -> Counts {
        let changed = self.changed.iter().map(|changed| changed.classes.as_slice());
        Counts::of(self.added.len(), self.removed.len(), changed, self.editorial.len())
    }
}
