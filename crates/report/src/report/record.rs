//! An entry as exports print it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::visible::capitalized;
use earwatch_law::diff::Origin;
use earwatch_law::entry::cell::{AliasKind, Subordinate, SubordinateKind};
use earwatch_law::entry::public_id::{Ids, PublicId};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::Designations;
use earwatch_law::list::state::Stay;

/// An entry, its verbatim cells and what is parsed from them. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryRecord {
    /// Identity within the database.
    pub id: EntryId,
    /// The id that any two databases of the same list agree on.
    pub public_id: PublicId,
    /// Public ids that the entry bore before, as far as this database knows, oldest first.
    pub former_public_ids: Vec<PublicId>,
    /// List.
    pub list: ListId,
    /// Country heading as printed.
    pub country: String,
    /// Name.
    pub name: String,
    /// Also, formerly, now known as; doing business as.
    pub aliases: Vec<String>,
    /// Former names among the aliases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<String>,
    /// Addresses.
    pub addresses: Vec<String>,
    /// Verbatim entity cell.
    pub entity_text: String,
    /// Verbatim license requirement, footnote marks as `^4^`.
    pub license_requirement: String,
    /// Verbatim review policy.
    pub license_review_policy: String,
    /// Footnote marks.
    pub designations: Vec<u8>,
    /// Verbatim citation cell.
    pub citation_text: String,
    /// Citations, one per action.
    pub citations: Vec<String>,
    /// The day of publication that the first citation prints.
    pub first_cited: Option<NaiveDate>,
    /// The day of publication that the last citation prints.
    pub last_cited: Option<NaiveDate>,
    /// The day from which this text is in force; `None` if the baseline has it.
    pub effective_from: Option<NaiveDate>,
    /// The document that set this text; `None` if the baseline has it.
    pub document: Option<DocumentNumber>,
    /// Subordinate and affiliated entities.
    pub subordinates: Vec<SubordinateRecord>,
    /// "(See alternate address under …)".
    pub cross_references: Vec<String>,
    /// The last day of the stay that holds the entry back, `null` if it is indefinite; absent where there is no stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayed_until: Option<Option<NaiveDate>>,
    /// Findings, by number, that leave it open what a document does to the one that set, removes or changes the entry;
    /// absent where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_doubt: Vec<i64>,
    /// What its designations mean by the texts of their footnotes.
    #[serde(skip)]
    pub meanings: Arc<Designations>,
}

/// A body or facility that an entry covers besides the entity itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubordinateRecord {
    /// What its heading calls it.
    pub kind: SubordinateKind,
    /// Its name, or the words for what is meant.
    pub name: String,
    /// Also, formerly, now known as; doing business as.
    pub aliases: Vec<String>,
    /// Its own addresses; those of the entity may apply to it too.
    pub addresses: Vec<String>,
    /// All of it as printed.
    pub text: String,
}

impl From<&Subordinate> for SubordinateRecord {
    fn from(one: &Subordinate) -> Self {
        Self {
            kind: one.kind,
            name: one.name.clone(),
            aliases: one.aliases.iter().map(|alias| alias.name.clone()).collect(),
            addresses: one.addresses.clone(),
            text: one.text.clone(),
        }
    }
}

/// A stay, judged on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stayed {
    /// `until 2026-10-31`, `indefinitely`.
    pub until: String,
    /// Whether the entry is held back on that day.
    pub holds: bool,
}

/// How long a stay lasts: `until 2026-10-31`, `indefinitely`.
pub fn until(last: Option<NaiveDate>) -> String {
    last.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"))
}

/// The stay of an entry, as `stayed_until` of exports has it, judged on a day.
pub fn stayed(stayed_until: Option<Option<NaiveDate>>, as_of: NaiveDate) -> Option<Stayed> {
    stayed_until.map(|last| Stayed::new(last, as_of))
}

impl Stayed {
    /// A stay with its last day, judged on a day.
    pub fn new(last: Option<NaiveDate>, as_of: NaiveDate) -> Self {
        Self { until: until(last), holds: last.is_none_or(|last| last >= as_of) }
    }

    /// `not in force`, `in force again`.
    pub fn force(&self) -> &'static str {
        if self.holds { "not in force" } else { "in force again" }
    }

    /// `stayed until 2026-10-31, not in force`.
    pub fn in_words(&self) -> String {
        format!("stayed {}, {}", self.until, self.force())
    }

    /// The same as the beginning of a line.
    pub fn capitalized(&self) -> String {
        capitalized(&self.in_words())
    }
}

impl EntryRecord {
    /// The subordinates as printed.
    #[must_use]
    pub fn subordinate_texts(&self) -> Vec<String> {
        self.subordinates.iter().map(|one| one.text.clone()).collect()
    }

    /// All names of the subordinates.
    pub fn subordinate_names(&self) -> impl Iterator<Item = &String> {
        self.subordinates.iter().flat_map(|one| std::iter::once(&one.name).chain(&one.aliases))
    }

    /// An entry with who set its present text.
    pub fn new(entry: &Entry, origin: Origin) -> Self {
        let former = |kind| kind == AliasKind::FormerlyKnownAs;
        Self {
            id: entry.id,
            public_id: PublicId::default(),
            former_public_ids: Vec::new(),
            list: entry.list,
            country: entry.country.clone(),
            name: entry.name().to_owned(),
            aliases: entry.view.aliases.iter().map(|alias| alias.name.clone()).collect(),
            former_names: entry
                .view
                .aliases
                .iter()
                .filter(|alias| former(alias.kind))
                .map(|alias| alias.name.clone())
                .collect(),
            addresses: entry.view.addresses.clone(),
            entity_text: entry.cells.entity.clone(),
            license_requirement: entry.cells.license_requirement.clone(),
            license_review_policy: entry.cells.license_review_policy.clone(),
            designations: entry.designations.clone(),
            citation_text: entry.cells.citation.clone(),
            citations: entry.citations.iter().map(ToString::to_string).collect(),
            first_cited: entry.citations.first().and_then(|first| first.date),
            last_cited: entry.citations.last().and_then(|last| last.date),
            effective_from: origin.effective,
            document: origin.document,
            subordinates: entry.view.subordinates.iter().map(SubordinateRecord::from).collect(),
            cross_references: entry.view.cross_references.clone(),
            stayed_until: None,
            in_doubt: Vec::new(),
            meanings: Arc::default(),
        }
    }

    /// The same entry with its public ids.
    #[must_use]
    pub fn identified(self, ids: &Ids) -> Self {
        Self { public_id: ids.of(self.id), former_public_ids: ids.former_of(self.id), ..self }
    }

    /// Marks the entry where findings leave it in doubt.
    pub fn mark(&mut self, doubts: &BTreeMap<EntryId, Vec<i64>>) {
        self.in_doubt = doubts.get(&self.id).cloned().unwrap_or_default();
    }

    /// `in doubt, see finding 12`.
    pub fn doubt(&self) -> Option<String> {
        let numbers: Vec<_> = self.in_doubt.iter().map(ToString::to_string).collect();
        let noun = if numbers.len() == 1 { "finding" } else { "findings" };
        (!numbers.is_empty()).then(|| format!("in doubt, see {noun} {}", numbers.join(", ")))
    }

    /// What qualifies the listing on a day: `Stayed until 2026-10-31, not in force; in doubt, see finding 12`.
    pub fn qualified(&self, as_of: NaiveDate) -> Option<String> {
        let stay = stayed(self.stayed_until, as_of).map(|stay| stay.in_words());
        let words: Vec<_> = stay.into_iter().chain(self.doubt()).collect();
        (!words.is_empty()).then(|| capitalized(&words.join("; ")))
    }

    /// The same entry, with what its designations mean.
    #[must_use]
    pub fn explained(self, meanings: &Arc<Designations>) -> Self {
        Self { meanings: Arc::clone(meanings), ..self }
    }

    /// The same entry, held back by a stay.
    #[must_use]
    pub fn with_stay(self, stay: Option<&Stay>) -> Self {
        Self { stayed_until: stay.map(|stay| stay.until), ..self }
    }
}
