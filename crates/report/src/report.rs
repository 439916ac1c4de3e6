//! What a reader gets: one serialisable value, rendered in many formats.
//!
//! In: comparisons of versions with what is known of the documents behind them. Out: a [`Report`]; its JSON is
//! this value, serialised.

pub mod announced;
pub mod attention;
mod document;
pub mod effect;
pub mod export;
pub mod fields;
pub mod figures;
mod headline;
pub mod history;
pub mod links;
pub mod record;
pub mod texts;
pub mod urgency;
pub mod watch;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::report::announced::ProvisionalRecord;
pub use document::{DocumentFacts, OrderRecord, SourceDate};
use earwatch_law::diff::fields::{FieldChange, Values};
use earwatch_law::diff::words::{self, Run};
use earwatch_law::diff::{Cause, Changed, Class, Counts, ListDiff, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation;
use figures::{CountryFigures, DesignationFigures, Release};
use record::EntryRecord;
use texts::TextRecord;
use watch::WatchRecord;

/// The words that every rendering ends with.
pub const DISCLAIMER: &str = "The official edition of the Federal Register decides. This report is no legal advice; a \
                              party that it does not name may still be restricted.";

/// Everything a reader of one period or comparison is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `earwatch/report/1`.
    pub schema: &'static str,
    /// What the report is about, for instance `run 3, poll` or a comparison.
    pub subject: String,
    /// The legal day that "in force" refers to.
    pub as_of: NaiveDate,
    /// What was checked to come to this.
    pub checked: String,
    /// Figures over all sections.
    pub counts: Counts,
    /// How many entries changed in each class, most serious first; one entry can change in several.
    pub classes: BTreeMap<Class, usize>,
    /// Entries that gained a designation, by footnote number.
    pub designations_gained: BTreeMap<u8, usize>,
    /// Entries that gained or lost a designation, by footnote number.
    pub designations: BTreeMap<u8, DesignationFigures>,
    /// Figures by country heading, those with most changes first.
    pub countries: Vec<CountryFigures>,
    /// What a person has to look at, most urgent first.
    pub findings: Vec<Finding>,
    /// What is on public inspection, provisional and not law, and what became of it.
    pub provisional: Vec<ProvisionalRecord>,
    /// Versions or comparisons, in order.
    pub sections: Vec<Section>,
    /// The sources with their as-of dates.
    pub sources: Vec<SourceDate>,
    /// How large the lists were after each version of the chain, up to the newest; empty of files.
    pub releases: Vec<Release>,
    /// The watch list that it was filtered by; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch: Option<WatchRecord>,
    /// The lists on the day of the report, for a workbook that holds them; not part of the JSON.
    #[serde(skip)]
    pub listing: Vec<EntryRecord>,
}

/// What one document did, or what differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Why it is told; `None` of a baseline and of a comparison.
    pub occasion: Option<effect::Occasion>,
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
    /// Changes of what stands around the entries: introductory text, footnotes, headings, stays.
    pub texts: Vec<TextRecord>,
    /// Orders that none of the above shows, in words.
    pub other: Vec<String>,
    /// The words that order the change of an entry.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<EntryId, OrderRecord>,
}

/// A changed entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRecord {
    /// Identity.
    pub id: EntryId,
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
    /// Both sides in full, for tables; not part of the JSON.
    #[serde(skip)]
    pub compared: Changed,
}

/// An entry whose text differs without its listing being changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditorialRecord {
    /// Identity.
    pub id: EntryId,
    /// List.
    pub list: ListId,
    /// Country heading.
    pub country: String,
    /// Name.
    pub name: String,
    /// Fields that differ.
    pub fields: Vec<&'static str>,
    /// Both sides in full, for tables; not part of the JSON, which they would make half as large again.
    #[serde(skip)]
    pub compared: Changed,
    /// Who set the text, for tables; not part of the JSON.
    #[serde(skip)]
    pub origin: Origin,
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
            other: Vec::new(),
            orders: BTreeMap::new(),
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

    /// The command that prints all of it, whatever a rendering leaves out.
    pub fn in_full(&self) -> String {
        match &self.document {
            Some(document) => format!("earwatch report --document {} --format json", document.number),
            None => "earwatch diff FROM TO --format json".to_owned(),
        }
    }

    /// Takes the differences of one list. `origin` tells who set the text of an entry after the change.
    pub fn add(&mut self, diff: &ListDiff, origin: &dyn Fn(EntryId) -> Origin) {
        self.counts += diff.counts();
        let moved = diff.changed.iter().map(|changed| changed.old.list);
        self.lists.extend(diff.list.into_iter().chain(moved));
        self.lists.sort_unstable();
        self.lists.dedup();
        self.added.extend(
            diff.added.iter().map(|entry| EntryRecord::new(entry, origin(entry.id)).with_stay(diff.stay_of(entry.id))),
        );
        self.removed.extend(diff.removed.iter().map(|entry| EntryRecord::new(entry, Origin::default())));
        self.changed.extend(diff.changed.iter().map(|changed| ChangeRecord {
            stayed_until: diff.stay_of(changed.new.id).map(|stay| stay.until),
            ..ChangeRecord::new(changed, origin(changed.new.id))
        }));
        self.editorial.extend(diff.editorial.iter().map(|changed| EditorialRecord {
            id: changed.new.id,
            list: changed.new.list,
            country: changed.new.country.clone(),
            name: changed.new.name().to_owned(),
            fields: changed.fields.iter().map(|field| field.field).collect(),
            compared: changed.clone(),
            origin: origin(changed.new.id),
        }));
        self.texts.extend(diff.texts.iter().map(TextRecord::new));
    }
}

impl ChangeRecord {
    /// Whether it is another name, or another country or list, of the same entry.
    pub(crate) fn is_renamed(&self) -> bool {
        self.classes.contains(&Class::Renamed) || self.classes.contains(&Class::Moved)
    }

    fn new(changed: &Changed, origin: Origin) -> Self {
        let (old, new) = (&changed.old, &changed.new);
        let mut values_of = BTreeMap::new();
        let mut redlines = BTreeMap::new();
        for FieldChange { field, values, .. } in &changed.fields {
            if let Values::Text(old, new) = values {
                redlines.insert(*field, words::redline(old, new));
            }
            values_of.insert(*field, values.clone());
        }
        if old.cells.entity != new.cells.entity {
            redlines.insert("entity_text", words::redline(&old.cells.entity, &new.cells.entity));
        }
        let gained = new.designations.iter().filter(|mark| !old.designations.contains(mark));
        let lost = old.designations.iter().filter(|mark| !new.designations.contains(mark));
        let designations = gained
            .map(|mark| format!("gained {}", designation::in_words(*mark)))
            .chain(lost.map(|mark| format!("lost {}", designation::in_words(*mark))))
            .collect();
        Self {
            id: new.id,
            list: new.list,
            country: new.country.clone(),
            name: new.name().to_owned(),
            classes: changed.classes.clone(),
            changes: values_of,
            redlines,
            designations,
            document: origin.document,
            effective: origin.effective,
            cause: origin.cause,
            citations: new.citations.iter().map(ToString::to_string).collect(),
            stayed_until: None,
            compared: changed.clone(),
        }
    }
}

impl Report {
    /// How many listed entries changed in which class, most serious first; not the kinds of change that the headline
    /// counts.
    pub fn changed_in(&self) -> impl Iterator<Item = (Class, usize)> {
        let classes = self.classes.iter().map(|(class, n)| (*class, *n));
        classes.filter(|(class, _)| *class > Class::Moved && class.changes_listing())
    }

    /// A report over sections; findings are ordered by urgency.
    pub fn new(
        subject: String,
        as_of: NaiveDate,
        checked: String,
        sections: Vec<Section>,
        mut findings: Vec<Finding>,
    ) -> Self {
        let mut counts = Counts::default();
        for section in &sections {
            counts += section.counts;
        }
        let designations = figures::by_designation(&sections);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
        Self {
            schema: "earwatch/report/1",
            subject,
            as_of,
            checked,
            counts,
            classes: figures::by_class(&sections),
            designations_gained: figures::gained(&designations),
            designations,
            countries: figures::by_country(&sections),
            findings,
            provisional: Vec::new(),
            sections,
            sources: Vec::new(),
            releases: Vec::new(),
            watch: None,
            listing: Vec::new(),
        }
    }

    /// The cause of all sections, where they have one.
    pub fn cause(&self) -> Option<Cause> {
        let mut causes = self.sections.iter().map(|section| section.cause);
        let first = causes.next()?;
        causes.all(|cause| cause == first).then_some(first)?
    }
}
