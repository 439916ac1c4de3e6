//! Rows that two orders count under one country, some as new and some as revised: a revised row also cites the rule that
//! entered it.

use super::rows::PrintedRow;
use crate::instruction::{Entries, Instruction, Order};
use crate::law::ListId;
use crate::law::country;

/// An order that counts entries of a country and names none.
struct Count {
    list: ListId,
    country: String,
    revises: bool,
    number: usize,
}

impl Count {
    fn of(instruction: &Instruction) -> Option<Self> {
        let (Order::AddEntries(entries) | Order::ReviseEntries(entries)) = &instruction.order else {
            return None;
        };
        let Entries { names, count, .. } = entries;
        let target = instruction.target.as_ref().filter(|_| names.is_empty())?;
        Some(Self {
            list: target.list,
            country: country::key(target.country.as_deref()?),
            revises: matches!(instruction.order, Order::ReviseEntries(_)),
            number: (*count)? as usize,
        })
    }
}

/// Of the rows that are left under its country, those that an order counts, where one other order counts the rest as the
/// other kind, and the citations bear both numbers out.
pub(super) fn own(at: usize, left: &[usize], instructions: &[Instruction], rows: &[PrintedRow]) -> Option<Vec<usize>> {
    let this = Count::of(instructions.get(at)?)?;
    let others = instructions.iter().enumerate().filter(|(other, _)| *other != at);
    let beside = |other: &Count| (other.list, &other.country) == (this.list, &this.country);
    let mut others = others.filter_map(|(_, one)| Count::of(one)).filter(beside);
    let (other, none) = (others.next()?, others.next());
    if none.is_some() || other.revises == this.revises || left.len() != this.number + other.number {
        return None;
    }
    let cites_earlier = |row: &PrintedRow| row.cells.citation.matches(" FR ").count() > 1;
    let own = left.iter().copied().filter(|at| rows.get(*at).is_some_and(|row| cites_earlier(row) == this.revises));
    let own: Vec<_> = own.collect();
    (own.len() == this.number).then_some(own)
}
