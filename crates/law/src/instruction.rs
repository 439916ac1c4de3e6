//! What each sentence of an amendatory paragraph orders.
//!
//! In: the `AMDPAR` texts of a document, flattened. Out: [`Instruction`]s, and a finding for every
//! piece of text that was not understood.

mod below;
mod bracket;
mod clause;
mod complement;
mod connecting;
mod counted;
mod country_list;
mod doubtful;
mod edit;
mod effect;
mod groups;
mod heading;
mod in_passing;
mod item;
mod lexer;
mod lexicon;
mod mark;
mod names;
mod object;
mod occurrence;
mod order;
mod outline;
mod phrase;
mod place;
mod quotation;
mod reason;
mod scope;
mod selection;
mod setting;
mod spoken;
mod spot;
mod tally;
mod target;
#[cfg(test)]
mod tests;
mod title;
mod unmarked;
mod verb;
mod whole;

pub use connecting::is_connecting;
pub use order::{
    Certainty, Entries, Instruction, Mark, NoListEffect, Occurrence, Order, Selection, Stayed, Target, TextEdit,
};

use crate::document::AmendatoryParagraph;
use crate::finding::Finding;

/// Reads the amendatory paragraphs of one document, in order.
///
/// Every paragraph yields at least one instruction or finding; text that was not understood is quoted in
/// an `unparsed-instruction` finding.
pub fn read(paragraphs: &[AmendatoryParagraph]) -> (Vec<Instruction>, Vec<Finding>) {
    let harvest = item::read(paragraphs);
    (harvest.instructions, harvest.findings)
}
