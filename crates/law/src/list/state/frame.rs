//! What stands around the entries of a list, and what of it is held back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, EntryId};
use crate::instruction::Stayed;
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
use crate::law::designation::Designations;

/// A stay: text that is stored, but not in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// What designations mean by its footnotes.
    pub fn designations(&self) -> Designations {
        Designations::of_footnotes(self.footnotes.iter().map(|(number, text)| (*number, text.text.as_str())))
    }

    /// What holds an entry back, where something does.
    pub fn stay_of(&self, entry: EntryId) -> Option<&Stay> {
        self.stayed.get(&entry).or(self.stay.as_ref())
    }

    /// Holds back what a note of the official list says to be stayed.
    pub(super) fn hold(&mut self, what: &Stayed, until: Option<NaiveDate>, entries: &BTreeMap<EntryId, Arc<Entry>>) {
        let stay = Stay { until, document: None };
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
                self.stayed.extend(held.map(|entry| (entry.id, stay.clone())));
            }
            Stayed::Supplement => {
                self.stayed.extend(entries.keys().map(|id| (*id, stay.clone())));
            }
        }
    }
}
