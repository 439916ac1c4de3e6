//! What one document did, or what differs between two versions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::change::{ChangeRecord, EditorialRecord};
use super::document::{DocumentFacts, OrderRecord};
use super::identity::{self, IdChange};
use super::provisions::RuleChange;
use super::record::EntryRecord;
use super::texts::TextRecord;
use earwatch_law::diff::{Cause, Counts, ListDiff, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::Ids;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::Designations;

/// Why a section is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// A document was published.
    Published,
    /// What had been reported at its publication is in force now.
    CameIntoForce,
    /// What had been reported reads otherwise now.
    Corrected,
    /// A message that only tries a channel.
    Test,
}

impl Occasion {
    /// What a reader has to know of it; nothing of the usual case.
    pub fn in_words(self) -> Option<&'static str> {
        match self {
            Self::CameIntoForce => Some(
                "Nothing new was published: these changes were reported when they were published, and are in force now.",
            ),
            Self::Corrected => Some("This corrects what had been reported before."),
            Self::Published | Self::Test => None,
        }
    }
}

/// What one document did, or what differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Why it is reported; `None` of a baseline and of a comparison.
    pub occasion: Option<Occasion>,
    /// Whether a stay ended: the document had been published and effective before, and what it held back is in force
    /// again from the day of the section.
    pub ends_stay: bool,
    /// The document behind it, where there is one.
    pub document: Option<DocumentFacts>,
    /// The version that it made.
    pub version: Option<i64>,
    /// The day from which the changes are in force.
    pub effective: Option<NaiveDate>,
    /// Why it changed; `None` where nothing says it, or where changes have several causes.
    pub cause: Option<Cause>,
    /// Figures.
    pub counts: Counts,
    /// Lists compared.
    pub lists: Vec<ListId>,
    /// New entries.
    pub added: Vec<EntryRecord>,
    /// Entries that are gone.
    pub removed: Vec<EntryRecord>,
    /// Changed listings.
    pub changed: Vec<ChangeRecord>,
    /// Citation-only and editorial changes.
    pub editorial: Vec<EditorialRecord>,
    /// Changes of the other texts of the list: introductory text, footnotes, headings, stays.
    pub texts: Vec<TextRecord>,
    /// Rules about all entries that these texts set, change, hold back or end.
    pub provisions: Vec<RuleChange>,
    /// Orders that none of the above shows, and changed public ids, in words.
    pub other: Vec<String>,
    /// Entries whose public id changed; absent where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub public_ids: Vec<IdChange>,
    /// The words that order the change of an entry.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<EntryId, OrderRecord>,
    /// What designations mean by the footnotes as the section leaves them.
    #[serde(skip)]
    pub meanings: Arc<Designations>,
    /// When what had been recorded of it before was replaced by other changes (UTC).
    #[serde(skip)]
    pub revised: Option<DateTime<Utc>>,
}

impl Section {
    /// A section without changes.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            occasion: None,
            ends_stay: false,
            document: None,
            version: None,
            effective: None,
            cause: None,
            counts: Counts::default(),
            lists: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
            editorial: Vec::new(),
            texts: Vec::new(),
            provisions: Vec::new(),
            other: Vec::new(),
            public_ids: Vec::new(),
            orders: BTreeMap::new(),
            meanings: Arc::default(),
            revised: None,
        }
    }

    /// With what designations mean by the footnotes as the section leaves them.
    pub fn explain(&mut self, meanings: Designations) {
        self.meanings = Arc::new(meanings);
        for change in &mut self.changed {
            change.explain(&self.meanings);
        }
        for entry in self.added.iter_mut().chain(&mut self.removed) {
            entry.meanings = Arc::clone(&self.meanings);
        }
    }

    /// Whether it is about a document.
    pub fn is_about(&self, number: Option<&DocumentNumber>) -> bool {
        let about = self.document.as_ref().map(|document| &document.number);
        about.is_some() && about == number
    }

    /// The entries that it shows, each once.
    pub fn entries(&self) -> BTreeSet<EntryId> {
        let records = self.added.iter().chain(&self.removed);
        records
            .map(|entry| entry.id)
            .chain(self.changed.iter().map(|change| change.id))
            .chain(self.editorial.iter().map(|record| record.id))
            .collect()
    }

    /// Whether it shows no change at all.
    pub fn is_without_changes(&self) -> bool {
        self.counts == Counts::default() && self.texts.is_empty()
    }

    /// Whether it is the list to begin with.
    pub fn is_baseline(&self) -> bool {
        self.version.is_some() && self.occasion.is_none() && self.document.is_none() && self.lists.is_empty()
    }

    /// The command that prints all of it, whatever a rendering leaves out.
    pub fn in_full(&self) -> String {
        match &self.document {
            Some(document) => format!("earwatch report --document {} --format json", document.number),
            None => "earwatch diff FROM TO --format json".to_owned(),
        }
    }

    /// Tells which public ids changed.
    pub fn tell_ids(&mut self, changes: Vec<IdChange>) {
        self.other.extend(identity::told(&changes));
        self.public_ids.extend(changes);
    }

    /// Takes out what is told of changed public ids.
    pub(super) fn take_ids(&mut self) -> Vec<IdChange> {
        let told = identity::told(&self.public_ids);
        self.other.retain(|line| !told.contains(line));
        std::mem::take(&mut self.public_ids)
    }

    /// Takes the differences of one list. `origin` says who set the text of an entry after the change; the ids are those
    /// before and after.
    pub fn add(&mut self, diff: &ListDiff, origin: &dyn Fn(EntryId) -> Origin, (before, after): (&Ids, &Ids)) {
        self.counts += diff.counts();
        let moved = diff.changed.iter().map(|changed| changed.old.list);
        self.lists.extend(diff.list.into_iter().chain(moved));
        self.lists.sort_unstable();
        self.lists.dedup();
        self.added.extend(diff.added.iter().map(|entry| {
            EntryRecord::new(entry, origin(entry.id)).with_stay(diff.stay_of(entry.id)).identified(after)
        }));
        let removed = |entry| EntryRecord::new(entry, Origin::default()).identified(before);
        self.removed.extend(diff.removed.iter().map(|entry| removed(entry)));
        self.changed.extend(diff.changed.iter().map(|changed| {
            let id = changed.new.id;
            ChangeRecord::new(changed, origin(id), diff.stay_of(id), after)
        }));
        let editorial = diff.editorial.iter();
        self.editorial.extend(editorial.map(|changed| EditorialRecord::new(changed, origin(changed.new.id), after)));
        let texts: Vec<_> = diff.texts.iter().map(TextRecord::new).collect();
        self.provisions.extend(texts.iter().flat_map(|text| RuleChange::all(text, self.effective)));
        self.texts.extend(texts);
    }
}
