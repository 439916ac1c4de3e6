//! What acts are settled between, and what they come to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::amendment::Amendment;
use crate::document::act::known::Known;
use crate::document::act::{Act, Acts, Verb};
use crate::finding::{Code, Finding};
use crate::law::canonical::canonical;
use crate::law::citation::DocumentNumber;
use crate::law::{Cells, ListId};

/// A document among others.
#[derive(Debug, Clone, Copy)]
pub struct Party<'a> {
    /// What others may refer to it by.
    pub known: Known<'a>,
    /// What it does to others.
    pub acts: &'a Acts,
    /// Whether it orders changes of a list itself.
    pub orders: bool,
}

impl<'a> Party<'a> {
    /// A document by number and day of publication, volume, first and last page, and title.
    pub fn new(
        (number, published): (&'a DocumentNumber, NaiveDate),
        volume: u16,
        (first, last): (Option<u32>, Option<u32>),
        title: &'a str,
        acts: &'a Acts,
        orders: bool,
    ) -> Self {
        let pages = first.map(|first| (first, last.unwrap_or(first)));
        Self { known: Known { number, published, volume, pages, title, dockets: &acts.dockets }, acts, orders }
    }
}

/// An order of a document that is acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// Its number in the document.
    pub ordinal: u32,
    /// The list it changes.
    pub list: ListId,
    /// Its day of effect as the document itself says.
    pub effective: NaiveDate,
    /// The number of its instruction with those it stands below: `4.b` is `4`, `b`.
    pub instruction: Vec<String>,
    /// Whether it adds an entry.
    pub adds: bool,
    /// Country, name and text of the row that it enters.
    pub row: Option<(String, String, Cells)>,
    /// The entry that it concerns, as named, by letters and digits.
    pub name: Option<String>,
    /// The same without its legal form, as others may call it.
    pub called: Option<String>,
    /// What it orders, by letters and digits and without the citation, in which two printings differ.
    pub says: String,
    /// Its words, for a person.
    pub quote: String,
}

/// The orders of a document that is acted on, and whether anything of them was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// Its orders.
    pub orders: Vec<Ordered>,
    /// Whether a person has to look at it anyway.
    pub unclear: bool,
    /// What was not understood of it, but for its dates: quotes and names, by letters and digits.
    pub unread: BTreeSet<String>,
}

impl Target {
    /// Whether a text calls one of the entries that it orders something of by its name.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        const LEAST: usize = 4;
        let text = canonical(text);
        let called = self.orders.iter().filter_map(|order| order.called.as_deref());
        called.filter(|called| called.chars().count() >= LEAST).any(|called| text.contains(called))
    }

    /// What a document orders, and what was found in it.
    pub fn new(orders: Vec<Ordered>, findings: &[Finding]) -> Self {
        let of_text = |finding: &&Finding| {
            finding.needs_review() && !matches!(finding.code, Code::DateAmbiguous | Code::PlaceholderUnresolved)
        };
        let words = |finding: &Finding| {
            let quote = finding.quote.as_deref().unwrap_or_default();
            canonical(&format!("{} {} {quote}", finding.code, finding.name.as_deref().unwrap_or_default()))
        };
        Self {
            orders,
            unclear: findings.iter().any(Finding::needs_review),
            unread: findings.iter().filter(of_text).map(words).collect(),
        }
    }
}

/// Orders that have another day of effect than their document says, by number; `None` where they have none.
pub type Moves = BTreeMap<u32, Option<NaiveDate>>;

/// What the acts of documents make of the orders of one: those that others have moved, and those that follow from its own
/// corrections of others.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Orders that others have moved.
    #[serde(default, skip_serializing_if = "Moves::is_empty")]
    pub moves: Moves,
    /// The last document that moved them, and what it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<(DocumentNumber, Verb)>,
    /// What it corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Amendment>,
}

impl Standing {
    /// Whether its orders stand as printed.
    pub fn is_as_printed(&self) -> bool {
        self.moves.is_empty() && self.corrections.is_empty()
    }
}

/// What one document does to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The document that acts, by its place among the parties.
    pub acting: usize,
    /// The document that is acted on.
    pub target: usize,
    /// The words.
    pub act: Act,
    /// What follows.
    pub outcome: Outcome,
    /// The document that moved the target last.
    pub left_by: Option<usize>,
}

/// What follows from an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Days of effect are moved: those before, and the one after, if there is one.
    Moved {
        /// What they were.
        from: BTreeSet<NaiveDate>,
        /// What it is.
        to: Option<NaiveDate>,
    },
    /// What moved them is taken back: they take effect on these days, as before.
    Restored {
        /// The days.
        days: BTreeSet<NaiveDate>,
    },
    /// The entries that they added are stayed.
    Stayed {
        /// From when.
        from: NaiveDate,
        /// The last day, where one is set.
        until: Option<NaiveDate>,
    },
    /// The entries that they added are removed.
    Removed {
        /// From when.
        from: NaiveDate,
    },
    /// Words of its rows are corrected.
    Corrected,
    /// It is printed once more, as it was: the second printing orders nothing of its own.
    Repeated,
    /// A person decides; the reason.
    Held(String),
}

/// What all acts come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// What the acts make of the orders of each document.
    pub standing: BTreeMap<usize, Standing>,
    /// What each act comes to, in the order of publication.
    pub verdicts: Vec<Verdict>,
}
