//! Orders inside an entry whose row is printed again: the row carries them out, as far as it says what they order.

use std::collections::BTreeSet;

use super::edit::Edit;
use super::pairing::defective;
use super::rows::PrintedRow;
use crate::entry::cell;
use crate::finding::{Code, Finding};
use crate::instruction::{Instruction, Mark, Order};
use crate::law::canonical::{canonical, same};
use crate::law::country::key as country_key;
use crate::law::{Column, designation};

/// What rows carry out.
#[derive(Default)]
pub(super) struct ByRow {
    /// Revisions by rows that no other order takes, each with the index of its instruction.
    pub(super) edits: Vec<(Edit, usize)>,
    /// Indices of instructions that need no edit of their own.
    pub(super) instructions: BTreeSet<usize>,
}

/// Gives rows to orders inside their entries. `free` says of each row whether an order takes it yet.
pub(super) fn read(
    instructions: &[Instruction],
    rows: &[PrintedRow],
    taken: &mut [bool],
    edits: &[(Edit, usize)],
    findings: &mut Vec<Finding>,
) -> ByRow {
    let mut by_row = ByRow::default();
    for (at, instruction) in instructions.iter().enumerate() {
        let (Some(entry), Some(target)) = (instruction.order.inside(), &instruction.target) else {
            continue;
        };
        let here = |row: &PrintedRow| {
            let country = target.country.as_deref().map(country_key);
            let under = row.country.as_deref().map(country_key);
            let named = |name: &str| same(&row.name, name) || cell::starts_with_name(&row.cells.entity, name);
            let renamed = new_names(instructions, instruction, entry).any(named);
            row.list == target.list
                && (country.is_none() || under.is_none() || country == under)
                && (named(entry) || renamed)
        };
        let mut found = rows.iter().enumerate().filter(|(_, row)| here(row));
        let (Some((row_at, row)), None) = (found.next(), found.next()) else {
            continue;
        };
        let revision = |cells| {
            let all = || edits.iter().chain(&by_row.edits);
            all().any(|(edit, _)| matches!(edit, Edit::Revise { row, .. } | Edit::Add { row, .. } if row == cells))
        };
        let free = taken.get(row_at) == Some(&false);
        if !free && !revision(&row.cells) {
            continue;
        }
        if let Some(slot) = taken.get_mut(row_at) {
            *slot = true;
        }
        by_row.instructions.insert(at);
        if let Some(finding) = defective(row, entry, true) {
            findings.push(finding);
        } else if let Some(doubt) = doubt(row, &instruction.order, free) {
            let message = format!("the row printed for “{}” {doubt}", row.name);
            findings.push(
                Finding::new(Code::TextAmbiguous, message)
                    .with_list(row.list)
                    .with_entry(row.country.clone().unwrap_or_default(), entry)
                    .with_quote(instruction.quote.clone(), &instruction.place),
            );
        } else if free {
            let country = row.country.clone().or_else(|| target.country.clone()).unwrap_or_default();
            let (name, row) = (entry.to_owned(), row.cells.clone());
            by_row.edits.push((Edit::Revise { country, name, ordinal: None, row }, at));
        }
    }
    by_row
}

/// What orders of the same words call an entry from now on.
fn new_names<'a>(
    instructions: &'a [Instruction],
    order: &'a Instruction,
    entry: &'a str,
) -> impl Iterator<Item = &'a str> {
    let together = instructions.iter().filter(|other| (&other.quote, &other.place) == (&order.quote, &order.place));
    together.filter_map(move |other| match &other.order {
        Order::RenameEntry { from, to } if from == entry => Some(to.as_str()),
        _ => None,
    })
}

/// Why a row may not carry out an order inside its entry; `free` says whether no other order takes it.
fn doubt(row: &PrintedRow, order: &Order, free: bool) -> Option<&'static str> {
    // "revising the entry for “X” by … and removing “Y”": Y may be words of X, or another entry.
    let could_be_an_entry =
        matches!(order, Order::ReviseText { column: None, edit, .. } if edit.remove.is_some() && edit.add.is_none());
    if !free && could_be_an_entry {
        return Some("does not show whether what is to be removed stood in it");
    }
    let mismatch = if free {
        "does not say what is ordered of it; nothing was done"
    } else {
        "does not say what is ordered of it; it was entered as it is printed"
    };
    (!says(row, order)).then_some(mismatch)
}

/// Whether a row says what an order makes of its entry, as far as that can be seen without the entry.
fn says(row: &PrintedRow, order: &Order) -> bool {
    let view = cell::parse(&row.cells.entity);
    let alias = |name: &String| view.aliases.iter().any(|alias| same(&alias.name, name));
    let address = |text: &String| view.addresses.iter().any(|address| same(address, text));
    let within = |text: &str, column: Option<Column>| {
        let mut columns = Column::ALL.iter().filter(|at| column.is_none_or(|column| column == **at));
        columns.any(|at| canonical(row.cells.get(*at)).contains(&canonical(text)))
    };
    match order {
        Order::RenameEntry { to, .. } => same(&row.name, to) || cell::starts_with_name(&row.cells.entity, to),
        Order::RemoveAliases { aliases, .. } => !aliases.iter().any(alias),
        Order::AddAliases { aliases, .. } => aliases.iter().all(alias),
        Order::RemoveAddresses { addresses, .. } => !addresses.iter().any(address),
        Order::AddAddresses { addresses, .. } => addresses.iter().all(address),
        Order::ReviseFeaturesAt { aliases: true, places, to: None, .. } if *places == [0] => view.aliases.is_empty(),
        Order::ReviseFeaturesAt { to: Some(to), .. } => within(to, Some(Column::Entity)),
        Order::ReviseText { column, edit, .. } => edit.add.as_ref().is_none_or(|add| within(add, *column)),
        Order::ReviseDesignation { number, mark, .. } => {
            let marks = designation::marks(&row.cells.license_requirement);
            let stands = matches!(mark, Mark::PutInsteadOf(old) if marks.contains(old));
            marks.contains(number) == mark.comes() && !stands
        }
        _ => true,
    }
}
