//! Changed entries, as exports print them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::fields::{ENTITY_TEXT, marks};
use super::record::EntryRecord;
use earwatch_law::diff::fields::{FieldChange, Values};
use earwatch_law::diff::words::{self, Mark, Run};
use earwatch_law::diff::{Cause, Changed, Class, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::{Ids, PublicId};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::Designations;
use earwatch_law::list::state::Stay;

/// A changed field. Its texts are under its name in `changes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ChangedField {
    /// The field, as exports name it.
    pub field: &'static str,
    /// What its change is.
    pub class: Class,
}

/// A changed entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRecord {
    /// Identity.
    pub id: EntryId,
    /// Public id after the change.
    pub public_id: PublicId,
    /// List.
    pub list: ListId,
    /// Country heading.
    pub country: String,
    /// Name after the change.
    pub name: String,
    /// What changed, most serious first.
    pub classes: Vec<Class>,
    /// Field → `[old, new]`.
    pub changes: BTreeMap<&'static str, Values>,
    /// Field → word-level redline.
    pub redlines: BTreeMap<&'static str, Vec<Run>>,
    /// Designations gained or lost, in words.
    pub designations: Vec<String>,
    /// The document that set the new text.
    pub document: Option<DocumentNumber>,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
    /// Why it changed; `None` where nothing says it.
    pub cause: Option<Cause>,
    /// Citations of the entry after the change.
    pub citations: Vec<String>,
    /// As of an entry: the last day of the stay that holds it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayed_until: Option<Option<NaiveDate>>,
    /// The fields of `changes`, most serious first.
    pub fields: Vec<ChangedField>,
    /// The entry in full after the change.
    pub after: EntryRecord,
}

/// An entry whose text differs without its listing being changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EditorialRecord {
    /// Identity.
    pub id: EntryId,
    /// Public id after the change.
    pub public_id: PublicId,
    /// List.
    pub list: ListId,
    /// Country heading.
    pub country: String,
    /// Name.
    pub name: String,
    /// Fields that differ.
    pub fields: Vec<&'static str>,
    /// What differs, most serious first.
    pub classes: Vec<Class>,
    /// Field → `[old, new]`.
    pub changes: BTreeMap<&'static str, Values>,
    /// The document that set the text.
    pub document: Option<DocumentNumber>,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
    /// Why it differs; `None` where nothing says it.
    pub cause: Option<Cause>,
    /// The entry in full after the change.
    pub after: EntryRecord,
}

fn values(changed: &Changed) -> BTreeMap<&'static str, Values> {
    changed.fields.iter().map(|change| (change.field, change.values.clone())).collect()
}

/// Designations gained or lost, in words.
fn designations(changes: &BTreeMap<&'static str, Values>, meanings: &Designations) -> Vec<String> {
    let (gained, lost) = marks(changes);
    let in_words = |what: &str, marks: Vec<u8>| -> Vec<_> {
        marks.into_iter().map(|mark| format!("{what} {}", meanings.in_words(mark))).collect()
    };
    [in_words("gained", gained), in_words("lost", lost)].concat()
}

impl ChangeRecord {
    /// With what designations mean by the texts of their footnotes.
    pub fn explain(&mut self, meanings: &Arc<Designations>) {
        self.designations = designations(&self.changes, meanings);
        self.after.meanings = Arc::clone(meanings);
    }

    /// A change, who set the text after it, the stay that holds the entry back, and the public ids after it.
    pub fn new(changed: &Changed, origin: Origin, stay: Option<&Stay>, ids: &Ids) -> Self {
        let (old, new) = (&changed.old, &changed.new);
        let mut redlines = BTreeMap::new();
        for FieldChange { field, values, .. } in &changed.fields {
            if let Values::Text(old, new) = values {
                redlines.insert(*field, words::redline(old, new));
            }
        }
        if old.cells.entity != new.cells.entity {
            redlines.insert(ENTITY_TEXT, words::redline(&old.cells.entity, &new.cells.entity));
        }
        let by_field = values(changed);
        let designations = designations(&by_field, &Designations::default());
        Self {
            id: new.id,
            public_id: ids.of(new.id),
            list: new.list,
            country: new.country.clone(),
            name: new.name().to_owned(),
            classes: changed.classes.clone(),
            changes: by_field,
            redlines,
            designations,
            citations: new.citations.iter().map(ToString::to_string).collect(),
            stayed_until: stay.map(|stay| stay.until),
            fields: changed.fields.iter().map(|it| ChangedField { field: it.field, class: it.class }).collect(),
            document: origin.document.clone(),
            effective: origin.effective,
            cause: origin.cause,
            after: EntryRecord::new(new, origin).with_stay(stay).identified(ids),
        }
    }

    /// Whether it is another name, or another country or list, of the same entry.
    pub fn is_renamed(&self) -> bool {
        self.classes.contains(&Class::Renamed) || self.classes.contains(&Class::Moved)
    }

    /// The verbatim cell before the change, where it differs without being a field of its own.
    pub fn entity_text_before(&self) -> Option<String> {
        let runs = self.redlines.get(ENTITY_TEXT).filter(|_| !self.changes.contains_key(ENTITY_TEXT))?;
        Some(runs.iter().filter(|run| run.mark != Mark::Insert).map(|run| run.text.as_str()).collect())
    }
}

impl EditorialRecord {
    /// A difference, who set the text after it, and the public ids after it.
    pub fn new(changed: &Changed, origin: Origin, ids: &Ids) -> Self {
        let new = &changed.new;
        Self {
            id: new.id,
            public_id: ids.of(new.id),
            list: new.list,
            country: new.country.clone(),
            name: new.name().to_owned(),
            fields: changed.fields.iter().map(|it| it.field).collect(),
            classes: changed.classes.clone(),
            changes: values(changed),
            document: origin.document.clone(),
            effective: origin.effective,
            cause: origin.cause,
            after: EntryRecord::new(new, origin).identified(ids),
        }
    }
}
