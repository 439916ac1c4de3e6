//! Whether the list as replayed agrees with what others print of it, and whose difference each difference is.
//!
//! In: a list, and the eCFR's printing of it ([`ecfr`]) or the parties of a table that others derive from it
//! ([`parties`]: the Consolidated Screening List, BIS's own CSV). Out: a [`Comparison`], in which every difference has
//! its class and its reason, and what could not be compared is counted.

#![warn(clippy::wildcard_enum_match_arm)]

mod cause;
pub mod ecfr;
pub mod file;
pub mod note;
pub mod parties;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, EntryId};
use crate::law::ListId;
use crate::law::citation::DocumentNumber;
use crate::list::state::Frame;
use note::Note;

/// Who prints the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Printing {
    /// The eCFR.
    Ecfr,
    /// The Consolidated Screening List of the International Trade Administration.
    Csl,
    /// The CSV of the Bureau of Industry and Security.
    Bis,
}

impl Printing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ecfr, Self::Csl, Self::Bis];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ecfr => "ecfr",
            Self::Csl => "csl",
            Self::Bis => "bis",
        }
    }

    /// The name for readers.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ecfr => "eCFR",
            Self::Csl => "Consolidated Screening List",
            Self::Bis => "BIS CSV",
        }
    }
}

impl fmt::Display for Printing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Whose difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Ours, until it is shown to be another's: nothing on record explains it.
    Ours,
    /// The source's.
    Source,
    /// A part of an entry that the source prints as an entry of its own.
    Subordinate,
    /// A name that the source cuts short, lengthens, or spells or transliterates otherwise.
    Name,
    /// One side is older than a rule.
    Lag,
    /// Text that is stayed, and printed like any other.
    Stayed,
    /// Punctuation, case, layout.
    Editorial,
}

impl Class {
    /// All classes, most serious first.
    pub const ALL: [Self; 7] =
        [Self::Ours, Self::Source, Self::Subordinate, Self::Name, Self::Lag, Self::Stayed, Self::Editorial];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Source => "source",
            Self::Subordinate => "subordinate",
            Self::Name => "name",
            Self::Lag => "lag",
            Self::Stayed => "stayed",
            Self::Editorial => "editorial",
        }
    }

    /// The class for readers.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ours => "ours, until shown otherwise",
            Self::Source => "the source's",
            Self::Subordinate => "part of an entry, printed as an entry",
            Self::Name => "name cut short, lengthened or spelled otherwise",
            Self::Lag => "lag: one side is older than a rule",
            Self::Stayed => "stayed text",
            Self::Editorial => "editorial: punctuation, case, layout",
        }
    }

    /// Whether a difference of this class needs nobody.
    fn is_settled(self) -> bool {
        matches!(self, Self::Lag | Self::Stayed | Self::Editorial)
    }
}

/// One thing in which two printings differ. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Whose it is.
    pub class: Class,
    /// Whether it needs nobody: its class says so, or an official note is its reason.
    pub explained: bool,
    /// The country heading, or the country that the source prints.
    pub country: Option<String>,
    /// The entry, or the text around the entries.
    pub name: String,
    /// The field; `entry` where one side has no such entry.
    pub field: String,
    /// What is on record.
    pub ours: Option<String>,
    /// What the source prints.
    pub theirs: Option<String>,
    /// Why it is of that class.
    pub reason: String,
    /// The document that decides it.
    pub document: Option<DocumentNumber>,
    /// Days between the source and the rule, where one of them is older.
    pub days: Option<i64>,
    /// Line of the source, where it is a table.
    pub line: Option<u64>,
}

/// What of a source could not be compared, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotCompared {
    /// What.
    pub what: String,
    /// How many.
    pub count: usize,
    /// Why.
    pub why: String,
}

/// How a list compares with a source. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The list.
    pub list: ListId,
    /// Entries that agree, apart from layout.
    pub equal: usize,
    /// Entries compared: those that either side has; with a table, those of the list.
    pub total: usize,
    /// Names of a table that are found, and all that it has.
    pub names: Option<(usize, usize)>,
    /// What differs, most serious first.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Differences beyond layout.
    pub fn differing(&self) -> usize {
        self.differences.iter().filter(|one| one.class != Class::Editorial).count()
    }

    /// Differences that need somebody.
    pub fn open(&self) -> usize {
        self.differences.iter().filter(|one| !one.explained).count()
    }

    /// Differences by class, most serious first.
    pub fn by_class(&self) -> BTreeMap<Class, usize> {
        let mut counts = BTreeMap::new();
        for one in &self.differences {
            *counts.entry(one.class).or_insert(0) += 1;
        }
        counts
    }

    fn sorted(mut self) -> Self {
        self.differences.sort_by(|a, b| {
            (a.class, &a.country, &a.name, &a.field, a.line).cmp(&(b.class, &b.country, &b.name, &b.field, b.line))
        });
        self
    }
}

/// A document on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub number: DocumentNumber,
    /// Its publication.
    pub published: NaiveDate,
    /// Its volume.
    pub volume: u16,
    /// First and last page.
    pub pages: (Option<u32>, Option<u32>),
}

impl Known {
    fn holds(&self, volume: u16, page: u32) -> bool {
        let first = self.pages.0.unwrap_or(u32::MAX);
        self.volume == volume && (first..=self.pages.1.unwrap_or(first)).contains(&page)
    }
}

/// What an entry read under another version of the list, and the document that made the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The entry as it read.
    pub entry: Arc<Entry>,
    /// The document that ended this text, of an earlier version; that made it, of a later one.
    pub by: DocumentNumber,
}

/// What is on record that may explain a difference.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The day that the source shows.
    pub day: NaiveDate,
    /// The last day of publication of which everything is on record.
    pub through: NaiveDate,
    /// The documents on record.
    pub documents: Vec<Known>,
    /// Who set the text of each entry; nobody since the baseline, where it is not there.
    pub set_by: BTreeMap<EntryId, DocumentNumber>,
    /// What entries read before, the last change first.
    pub earlier: Vec<Other>,
    /// What entries read after the day that is compared.
    pub later: Vec<Other>,
    /// What stood around the entries before, with the document that ended it, the last change first.
    pub frames: Vec<(Arc<Frame>, DocumentNumber)>,
    /// Notes of the source.
    pub notes: Vec<Note>,
    /// Whether the list compared is the baseline, which is later than the source.
    pub before_baseline: bool,
}

impl Facts {
    fn document(&self, number: &DocumentNumber) -> Option<&Known> {
        self.documents.iter().find(|document| document.number == *number)
    }
}
