//! Instructions and the rows printed below them → typed amendments, and the checks between them.
//!
//! In: a [`Document`]. Out: its instructions, one [`Amendment`] for every change that they order, and findings
//! for every instruction without text and every row without instruction.

pub mod acted;
mod by_citation;
mod by_row;
mod checks;
mod direct;
mod edit;
mod effective;
mod halves;
mod marked;
mod pairing;
mod reprinted;
mod rows;
mod suspect;
mod texts;
mod unreadable;
mod untracked;

use chrono::NaiveDate;
pub use edit::{Edit, Feature};
pub(crate) use reprinted::unordered;
use serde::{Deserialize, Serialize};
pub(crate) use texts::UNSET;

use crate::document::{Document, Status, Text};
use crate::finding::{Finding, Place};
use crate::instruction::{self, Instruction};

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
    let instructions = unreadable::hold(instructions, &mut findings);
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
    suspect::tell(&rows, document.published, findings);
    let days = effective::dates(document, instructions, findings);
    let paired = pairing::pair(instructions, &rows, findings);
    marked::tell(&paired.edits, instructions, findings);
    checks::check(document, instructions, &rows, &paired, findings);
    let mut direct = direct::edits(document, instructions, &paired.by_row, findings);
    halves::hold(&mut direct, instructions, &rows, &paired, findings);
    let mut reprinted = texts::unset(document, instructions, &days, findings);
    reprinted.extend(reprinted::rows(instructions, &rows, &paired.unordered, &days, findings));
    let ordered = paired.edits.into_iter().chain(direct);
    let mut amendments: Vec<_> = ordered.filter_map(|(edit, at)| amendment(instructions, at, edit, &days)).collect();
    amendments.extend(reprinted.into_iter().filter_map(|(edit, at, Text { text, place })| {
        amendment(instructions, at, edit, &days).map(|one| Amendment { quote: text, place, ..one })
    }));
    amendments.sort_by_key(|amendment| amendment.instruction);
    for (amendment, ordinal) in amendments.iter_mut().zip(1..) {
        amendment.ordinal = ordinal;
    }
    amendments
}

fn amendment(instructions: &[Instruction], at: usize, edit: Edit, days: &[Option<NaiveDate>]) -> Option<Amendment> {
    let instruction = instructions.get(at)?;
    Some(Amendment {
        ordinal: 0,
        instruction: at,
        list: instruction.target.as_ref()?.list,
        edit,
        effective: (*days.get(at)?)?,
        quote: instruction.quote.clone(),
        place: instruction.place.clone(),
    })
}
