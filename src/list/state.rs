//! The lists at a version, and what applying an amendment does to them.
//!
//! In: a state and an amendment. Out: the next state, exactly one [`Outcome`], and findings. Entries are
//! shared between states, so a version costs what it changes.

mod apply;
mod features;
pub mod lapse;
pub(crate) mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::ListId;
use super::canonical::canonical;
use super::country;
use super::ecfr::{PublishedList, note};
use super::entry::{Entry, EntryId};
use crate::amendment::Amendment;
use crate::citation::DocumentNumber;
use crate::digest::hex;
use crate::finding::Finding;
use crate::instruction::Stayed;

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
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::AlreadyTrue => "already-true",
            Self::NotYetEffective => "not-yet-effective",
            Self::Held(_) => "held",
        }
    }

    /// The entry that was touched.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Applied(entry) => *entry,
            Self::AlreadyTrue | Self::NotYetEffective | Self::Held(_) => None,
        }
    }
}

/// A stay: text that is stored, but not in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The last day of the stay; `None` is "indefinitely".
    pub until: Option<NaiveDate>,
    /// The document that ordered it; `None` where the baseline says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<DocumentNumber>,
}

/// Text of a list that is no entry, and whether it is held back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provision {
    /// The text.
    pub text: String,
    /// The stay, where there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stay: Option<Stay>,
}

/// What a list prints around its entries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frame {
    /// Introductory text.
    pub intro: Provision,
    /// Country headings.
    pub headings: BTreeSet<String>,
    /// Footnotes by number.
    pub footnotes: BTreeMap<u8, Provision>,
    /// The stay of the whole list, where there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stay: Option<Stay>,
    /// Entries that are held back.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub stayed: BTreeMap<EntryId, Stay>,
}

impl Frame {
    /// Holds back what a note of the official list says to be stayed.
    fn hold(
        &mut self,
        what: &Stayed,
        until: Option<NaiveDate>,
        entries: &BTreeMap<EntryId, Arc<Entry>>,
    ) {
        let stay = Stay {
            until,
            document: None,
        };
        match what {
            Stayed::Intro => self.intro.stay = Some(stay),
            Stayed::Footnote(number) => {
                if let Some(footnote) = self.footnotes.get_mut(number) {
                    footnote.stay = Some(stay);
                }
            }
            Stayed::Entries(named) => {
                let keys: Vec<_> = named.names.iter().map(|name| canonical(name)).collect();
                let held = entries.values().filter(|entry| keys.contains(&entry.key));
                self.stayed
                    .extend(held.map(|entry| (entry.id, stay.clone())));
            }
            Stayed::Supplement => {
                self.stayed
                    .extend(entries.keys().map(|id| (*id, stay.clone())));
            }
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
    #[must_use]
    pub fn order(&self) -> (NaiveDate, NaiveDate, u16, u32, &DocumentNumber) {
        (
            self.effective,
            self.published,
            self.position.0,
            self.position.1,
            &self.document,
        )
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
    #[must_use]
    pub fn of_published(lists: Vec<PublishedList>) -> Self {
        let mut state = Self {
            lists: BTreeMap::new(),
            next_id: EntryId(1),
        };
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
            let intro = Provision {
                text: published.intro,
                stay: None,
            };
            let mut frame = Frame {
                intro,
                headings,
                footnotes,
                stay: None,
                stayed: BTreeMap::new(),
            };
            for (what, until) in published.notes.iter().flat_map(|note| note::stays(note)) {
                frame.hold(&what, until, &entries);
            }
            state.lists.insert(
                published.list,
                ListState {
                    frame: Arc::new(frame),
                    entries,
                },
            );
        }
        state
    }

    fn fresh_id(&mut self) -> EntryId {
        let id = self.next_id;
        self.next_id = EntryId(id.0 + 1);
        id
    }

    /// Applies the amendments of a release, one after the other.
    #[must_use]
    pub fn apply(&self, release: &Release) -> Applied {
        let mut state = self.clone();
        let mut notes = Vec::new();
        let mut outcomes = Vec::with_capacity(release.amendments.len());
        for amendment in &release.amendments {
            let mut application = apply::Application {
                state: &mut state,
                release,
                amendment,
                document: &release.document,
                identity: release.identities.get(&amendment.ordinal).copied(),
                notes: &mut notes,
            };
            outcomes.push(application.outcome());
        }
        for (outcome, amendment) in outcomes.iter_mut().zip(&release.amendments) {
            if let Some(finding) = apply::kept(self, &state, release, amendment) {
                *outcome = Outcome::Held(Box::new(finding));
            }
            if let Outcome::Held(finding) = outcome {
                finding.document = Some(release.document.clone());
            }
        }
        for note in &mut notes {
            note.document = Some(release.document.clone());
        }
        Applied {
            state,
            outcomes,
            notes,
        }
    }

    /// SHA-256 over the verbatim content of all lists, independent of the order of rows and of identities.
    #[must_use]
    pub fn content_hash(&self) -> String {
        let mut digest = Sha256::new();
        let mut field = |text: &str| {
            digest.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(text.as_bytes());
        };
        for (list, state) in &self.lists {
            field(list.name());
            field(&state.frame.intro.text);
            for (number, footnote) in &state.frame.footnotes {
                field(&number.to_string());
                field(&footnote.text);
            }
            for heading in &state.frame.headings {
                field(heading);
            }
            let mut rows: Vec<_> = state
                .entries
                .values()
                .map(|entry| (&entry.country, &entry.cells))
                .collect();
            rows.sort_unstable();
            for (country, cells) in rows {
                field(country);
                field(&cells.entity);
                field(&cells.license_requirement);
                field(&cells.license_review_policy);
                field(&cells.citation);
            }
        }
        hex(&digest.finalize())
    }
}

/// A heading found for a country as written.
pub(crate) struct Heading {
    pub(crate) printed: String,
    /// Whether it took the table of other names to find it.
    pub(crate) by_alias: bool,
}

impl ListState {
    /// The heading that is meant by a country as written.
    pub(crate) fn heading(&self, written: &str) -> Option<Heading> {
        let find = |name: &str| {
            let key = canonical(name);
            self.frame
                .headings
                .iter()
                .find(|heading| canonical(heading) == key)
                .cloned()
        };
        let written = written.trim();
        let written = written
            .strip_prefix("the ")
            .or_else(|| written.strip_prefix("The "))
            .unwrap_or(written);
        if let Some(printed) = find(written) {
            return Some(Heading {
                printed,
                by_alias: false,
            });
        }
        let printed = find(country::heading_alias(written)?)?;
        Some(Heading {
            printed,
            by_alias: true,
        })
    }

    /// Entries in the order of a printed list: by country, then by name.
    #[must_use]
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
        let mut state = Self {
            lists: BTreeMap::new(),
            next_id: first,
        };
        for (list, ListState { frame, entries }) in self.lists {
            let mut renumbered = BTreeMap::new();
            let mut stayed = BTreeMap::new();
            for (before, mut entry) in entries {
                Arc::make_mut(&mut entry).id = state.fresh_id();
                stayed.extend(
                    frame
                        .stayed
                        .get(&before)
                        .map(|stay| (entry.id, stay.clone())),
                );
                renumbered.insert(entry.id, entry);
            }
            let mut frame = frame;
            if !stayed.is_empty() {
                Arc::make_mut(&mut frame).stayed = stayed;
            }
            state.lists.insert(
                list,
                ListState {
                    frame,
                    entries: renumbered,
                },
            );
        }
        state
    }
}
