//! Instructions and the rows printed below them → typed amendments, and the checks between them.
//!
//! In: a [`Document`]. Out: its instructions, one [`Amendment`] for every change that they order, and findings
//! for every instruction without text and every row without instruction.

mod checks;
mod direct;
mod effective;
mod pairing;
mod rows;
mod texts;
mod untracked;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Status};
use crate::finding::{Finding, Place};
use crate::instruction::{self, Instruction, Stayed, TextEdit};
use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;

/// A typed edit of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Position within the document, from 1.
    pub ordinal: u32,
    /// Index of the instruction that orders it.
    pub instruction: usize,
    /// The list it edits.
    pub list: ListId,
    /// The edit.
    pub edit: Edit,
    /// The day from which it is in force.
    pub effective: NaiveDate,
    /// The words that order it.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}

/// What an amendment does. Countries are as written in the instruction or the table; which heading is meant is
/// decided against the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Edit {
    /// Enter a row.
    Add {
        /// Country.
        country: String,
        /// Name as instructed.
        name: String,
        /// The row.
        row: Cells,
    },
    /// Replace an entry by a row; a row that bears another name renames it.
    Revise {
        /// Country.
        country: String,
        /// Name as instructed.
        name: String,
        /// Which of several entries of that name, from 1.
        ordinal: Option<u32>,
        /// The row.
        row: Cells,
    },
    /// Strike an entry.
    Remove {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Which of several entries of that name, from 1.
        ordinal: Option<u32>,
    },
    /// Give an entry another name.
    Rename {
        /// Country, where one is given.
        country: Option<String>,
        /// The name it bears.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Put an entry under another country.
    Move {
        /// Country it stands under.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Where it goes.
        to_country: String,
    },
    /// Create a country heading.
    AddCountry {
        /// Country.
        country: String,
    },
    /// Strike a country heading.
    RemoveCountry {
        /// Country.
        country: String,
        /// Whether its entries go with it.
        with_entries: bool,
    },
    /// Change words inside cells.
    ReviseText {
        /// Country, where one is given.
        country: Option<String>,
        /// The entry; `None` means all of the country, or of the list.
        name: Option<String>,
        /// The column, where one is given.
        column: Option<Column>,
        /// The edit.
        edit: TextEdit,
    },
    /// Strike and enter aliases or addresses of an entry.
    ReviseFeatures {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Which of the two.
        of: Feature,
        /// Those that go, as quoted.
        remove: Vec<String>,
        /// Those that come, as quoted; in place of those that go where they are equally many.
        add: Vec<String>,
    },
    /// Set a footnote's text; `None` strikes it.
    ReviseFootnote {
        /// Number.
        number: u8,
        /// New text.
        text: Option<String>,
    },
    /// Set the introductory text.
    ReviseIntro {
        /// New text.
        text: String,
    },
    /// Hold text back.
    Stay {
        /// Country, where one is given.
        #[serde(default)]
        country: Option<String>,
        /// What.
        what: Stayed,
        /// Last day, where one is stated.
        until: Option<NaiveDate>,
    },
    /// End a stay.
    LiftStay {
        /// Country, where one is given.
        #[serde(default)]
        country: Option<String>,
        /// What.
        what: Stayed,
    },
}

/// What an Entity cell lists besides the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Other names.
    Aliases,
    /// Addresses.
    Addresses,
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aliases => "aliases",
            Self::Addresses => "addresses",
        })
    }
}

impl Edit {
    /// The stable name of the kind of edit.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Add { .. } => "add",
            Self::Revise { .. } => "revise",
            Self::Remove { .. } => "remove",
            Self::Rename { .. } => "rename",
            Self::Move { .. } => "move",
            Self::AddCountry { .. } => "add-country",
            Self::RemoveCountry { .. } => "remove-country",
            Self::ReviseText { .. } => "revise-text",
            Self::ReviseFeatures { of: Feature::Aliases, .. } => "revise-aliases",
            Self::ReviseFeatures { of: Feature::Addresses, .. } => "revise-addresses",
            Self::ReviseFootnote { .. } => "revise-footnote",
            Self::ReviseIntro { .. } => "revise-intro",
            Self::Stay { .. } => "stay",
            Self::LiftStay { .. } => "lift-stay",
        }
    }

    /// The country as written, where there is one.
    pub fn country(&self) -> Option<&str> {
        match self {
            Self::Add { country, .. }
            | Self::Revise { country, .. }
            | Self::AddCountry { country }
            | Self::RemoveCountry { country, .. } => Some(country),
            Self::Remove { country, .. }
            | Self::Rename { country, .. }
            | Self::Move { country, .. }
            | Self::ReviseFeatures { country, .. }
            | Self::ReviseText { country, .. }
            | Self::Stay { country, .. }
            | Self::LiftStay { country, .. } => country.as_deref(),
            Self::ReviseFootnote { .. } | Self::ReviseIntro { .. } => None,
        }
    }

    /// The entry as named, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Add { name, .. }
            | Self::Revise { name, .. }
            | Self::Remove { name, .. }
            | Self::Rename { from: name, .. }
            | Self::ReviseFeatures { name, .. }
            | Self::Move { name, .. } => Some(name),
            Self::ReviseText { name, .. } => name.as_deref(),
            Self::AddCountry { .. }
            | Self::RemoveCountry { .. }
            | Self::ReviseFootnote { .. }
            | Self::ReviseIntro { .. }
            | Self::Stay { .. }
            | Self::LiftStay { .. } => None,
        }
    }
}

/// What a document orders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Orders {
    /// Its instructions in printed order.
    pub instructions: Vec<Instruction>,
    /// Its amendments in printed order.
    pub amendments: Vec<Amendment>,
    /// Everything that was not understood or does not add up, the document's own findings included.
    pub findings: Vec<Finding>,
}

/// Reads what a document orders. Every list-changing instruction ends in an amendment or a finding, and every
/// printed row in an amendment or a finding. A document that is only announced amends nothing: its instructions are read,
/// and what of them was not understood.
pub fn read(document: &Document) -> Orders {
    let paragraphs: Vec<_> = document.paragraphs().cloned().collect();
    let (instructions, mut findings) = instruction::read(&paragraphs);
    findings.splice(0..0, document.findings.iter().cloned());
    let amendments = match document.status {
        Status::Published => amendments(document, &instructions, &mut findings),
        Status::Announced { .. } => Vec::new(),
    };
    for finding in &mut findings {
        finding.document.get_or_insert_with(|| document.number.clone());
    }
    Orders { instructions, amendments, findings }
}

fn amendments(document: &Document, instructions: &[Instruction], findings: &mut Vec<Finding>) -> Vec<Amendment> {
    let rows = rows::gather(document, instructions, findings);
    let fallback = effective::date(document, instructions, findings);
    let paired = pairing::pair(instructions, &rows, findings);
    checks::check(document, instructions, &rows, &paired, findings);
    let direct = direct::edits(document, instructions, findings);
    texts::tell_unset(document, instructions, findings);
    let mut amendments: Vec<_> = paired
        .edits
        .into_iter()
        .chain(direct)
        .filter_map(|(edit, at)| amendment(instructions, at, edit, fallback))
        .collect();
    amendments.sort_by_key(|amendment| amendment.instruction);
    for (amendment, ordinal) in amendments.iter_mut().zip(1..) {
        amendment.ordinal = ordinal;
    }
    amendments
}

fn amendment(instructions: &[Instruction], at: usize, edit: Edit, fallback: NaiveDate) -> Option<Amendment> {
    let instruction = instructions.get(at)?;
    Some(Amendment {
        ordinal: 0,
        instruction: at,
        list: instruction.target.as_ref()?.list,
        edit,
        effective: instruction.effective.unwrap_or(fallback),
        quote: instruction.quote.clone(),
        place: instruction.place.clone(),
    })
}
