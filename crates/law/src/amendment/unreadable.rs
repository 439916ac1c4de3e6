//! Orders whose words cannot be read with certainty: an image in a name, characters that were lost.

use crate::finding::{Code, Finding};
use crate::instruction::{Instruction, NoListEffect, Order};
use crate::markup;

/// Holds such orders; nothing else of their paragraph is held.
pub(super) fn hold(mut instructions: Vec<Instruction>, findings: &mut Vec<Finding>) -> Vec<Instruction> {
    for instruction in &mut instructions {
        let Some(why) = markup::unreadable(&instruction.quote) else {
            continue;
        };
        let mut finding = Finding::new(Code::UnparsedInstruction, format!("the order was not applied: {why}"))
            .with_quote(instruction.quote.clone(), &instruction.place);
        finding.list = instruction.target.as_ref().map(|target| target.list);
        findings.push(finding);
        instruction.order = Order::NoListEffect(NoListEffect::Head);
    }
    instructions
}
