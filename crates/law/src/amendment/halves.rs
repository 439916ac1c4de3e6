//! Halves of one order: a removal whose return under another heading was held is held too, and so is one in whose place
//! nothing could be put.

use super::edit::Edit;
use super::pairing::Paired;
use super::rows::{PrintedRow, list_before};
use crate::finding::{Code, Finding};
use crate::instruction::{Instruction, Order};
use crate::law::ListId;
use crate::law::canonical::same;
use crate::law::text::quoted::quotes;

/// Takes such removals out of `edits` and tells them.
pub(super) fn hold(
    edits: &mut Vec<(Edit, usize)>,
    instructions: &[Instruction],
    rows: &[PrintedRow],
    paired: &Paired,
    findings: &mut Vec<Finding>,
) {
    let halves = Halves { instructions, rows, paired };
    let mut held = Vec::new();
    edits.retain(|(edit, at)| {
        if halves.lacks_its_row(edit, *at) {
            return false;
        }
        let (Edit::Remove { country, name, .. }, Some(instruction)) = (edit, instructions.get(*at)) else {
            return true;
        };
        let Some(list) = instruction.target.as_ref().map(|target| target.list) else {
            return true;
        };
        if !halves.returns(list, name, instruction, findings) && !halves.is_replaced(*at) {
            return true;
        }
        let message = format!("the removal of “{name}” belongs together with an order that is held; the entry stays");
        held.push(
            Finding::new(Code::UnparsedInstruction, message)
                .with_list(list)
                .with_entry(country.clone().unwrap_or_default(), name)
                .with_quote(instruction.quote.clone(), &instruction.place),
        );
        false
    });
    findings.extend(held);
}

struct Halves<'a> {
    instructions: &'a [Instruction],
    rows: &'a [PrintedRow],
    paired: &'a Paired,
}

impl Halves<'_> {
    fn adds(&self, at: usize) -> Option<ListId> {
        let instruction = self.instructions.get(at)?;
        let target = instruction.target.as_ref()?;
        matches!(instruction.order, Order::AddEntries(_)).then_some(target.list)
    }

    /// Whether aliases or addresses are told by an order that the missing row of their entry was to tell further ones of.
    fn lacks_its_row(&self, edit: &Edit, at: usize) -> bool {
        let (Edit::ReviseFeatures { name, .. }, Some(this)) = (edit, self.instructions.get(at)) else {
            return false;
        };
        self.paired.without_row.iter().any(|(other, lacking)| {
            let one = self.instructions.get(*other);
            one.is_some_and(|one| (&one.quote, &one.place) == (&this.quote, &this.place)) && same(lacking, name)
        })
    }

    /// Whether the name was to come back: without a row, with a row that no order takes, or in words that are held.
    fn returns(&self, list: ListId, name: &str, removal: &Instruction, findings: &[Finding]) -> bool {
        // "moving “A” from the Unverified List to the Entity List" is one sentence of two lists.
        let of_removal = |at: usize| {
            let one = self.instructions.get(at);
            one.is_some_and(|one| (&one.quote, &one.place) == (&removal.quote, &removal.place))
        };
        let lacks_row = |(at, lacking): &(usize, String)| {
            same(lacking, name) && self.adds(*at).is_some_and(|on| on == list || of_removal(*at))
        };
        let uninstructed = |at: &usize| self.rows.get(*at).is_some_and(|row| row.list == list && same(&row.name, name));
        let unread = |finding: &Finding| {
            let (Some(quote), Some(place)) = (&finding.quote, &finding.place) else {
                return false;
            };
            finding.code == Code::UnparsedInstruction
                && (quote, place) != (&removal.quote, &removal.place)
                && list_before(self.instructions, Some(place.line)) == Some(list)
                && quotes(quote, name)
        };
        self.paired.without_row.iter().any(lacks_row)
            || self.paired.without_instruction.iter().any(uninstructed)
            || findings.iter().any(unread)
    }

    /// Whether the next order puts something in the place of what goes, and has no row for it.
    fn is_replaced(&self, removal: usize) -> bool {
        let (Some(this), Some(next)) = (self.instructions.get(removal), self.instructions.get(removal + 1)) else {
            return false;
        };
        let words = this.quote.to_lowercase();
        let in_place = ["in its place", "in their place", "in lieu", "in place of"];
        (&this.quote, &this.place) == (&next.quote, &next.place)
            && self.adds(removal + 1).is_some()
            && in_place.iter().any(|place| words.contains(place))
            && self.paired.without_row.iter().any(|(at, _)| *at == removal + 1)
    }
}
