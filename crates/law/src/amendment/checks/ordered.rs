//! Which entries the instructions add, remove or modify, by country: what the preamble is held against.

use std::collections::{BTreeMap, BTreeSet};

use crate::amendment::edit::{Edit, Feature};
use crate::amendment::pairing::Paired;
use crate::amendment::rows::PrintedRow;
use crate::document::preamble::Section;
use crate::entry::cell;
use crate::instruction::{Instruction, Order};
use crate::law::ListId;
use crate::law::canonical::same;
use crate::law::country::key as country_key;

/// The country that an order for a list names; empty where it names none.
pub(super) fn target_of(list: ListId, instructions: &[Instruction], at: usize) -> Option<&str> {
    let target = instructions.get(at)?.target.as_ref()?;
    (target.list == list).then(|| target.country.as_deref().unwrap_or_default())
}

/// A name as instructed, and as its row prints it.
#[derive(Clone)]
pub(super) struct Name<'a> {
    pub(super) country: &'a str,
    pub(super) instructed: &'a str,
    pub(super) printed: Option<String>,
}

impl Name<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        let printed = || self.printed.as_ref().is_some_and(|printed| same(printed, name));
        same(self.instructed, name) || printed()
    }
}

/// What is ordered, by country.
#[derive(Default)]
pub(super) struct OrderedEntries<'a> {
    pub(super) named: BTreeMap<String, Vec<Name<'a>>>,
    /// Names without a row.
    pub(super) unprinted: BTreeMap<String, Vec<&'a str>>,
    /// Rows without an instruction.
    pub(super) uninstructed: BTreeMap<String, Vec<&'a str>>,
    /// Countries of orders that do not say which entries they mean; empty is any country.
    pub(super) unknown: BTreeSet<String>,
    /// Aliases and addresses that orders quote to be added to or removed from entries.
    pub(super) features: BTreeMap<(Section, Feature), usize>,
    /// Whether entries are also changed by orders that do not say which of their aliases or addresses come or go.
    pub(super) rewritten: bool,
}

impl<'a> OrderedEntries<'a> {
    pub(super) fn read(
        list: ListId,
        section: Section,
        instructions: &'a [Instruction],
        rows: &'a [PrintedRow],
        paired: &'a Paired,
    ) -> Self {
        let mut ordered = Self::default();
        let mut with_rows = BTreeSet::new();
        for (edit, at) in &paired.edits {
            let (country, name, row, of) = match edit {
                Edit::Add { country, name, row } => (country, name, row, Section::Additions),
                Edit::Revise { country, name, row, .. } => (country, name, row, Section::Modifications),
                // No other edit prints a row.
                _ => continue,
            };
            with_rows.insert(*at);
            ordered.rewritten |= of == Section::Modifications;
            if of == section && target_of(list, instructions, *at).is_some() {
                let of_row = rows.iter().find(|printed| printed.cells.entity == row.entity);
                let printed = of_row.map_or_else(|| cell::parse(&row.entity).name, |row| row.name.clone());
                ordered.names(country).push(Name { country, instructed: name, printed: Some(printed) });
            }
        }
        for (at, instruction) in instructions.iter().enumerate() {
            let Some(country) = target_of(list, instructions, at) else {
                continue;
            };
            ordered.instruction(section, &instruction.order, country, with_rows.contains(&at));
        }
        for (at, name) in &paired.without_row {
            let revises =
                instructions.get(*at).is_some_and(|instruction| matches!(instruction.order, Order::ReviseEntries(_)));
            let of = if revises { Section::Modifications } else { Section::Additions };
            if let (Some(country), true) = (target_of(list, instructions, *at), of == section) {
                ordered.names(country).push(Name { country, instructed: name, printed: None });
                let unprinted = ordered.unprinted.entry(country_key(country)).or_default();
                unprinted.push(name);
            }
        }
        if section != Section::Removals {
            let left = paired.without_instruction.iter();
            for row in left.filter_map(|at| rows.get(*at)) {
                if row.list == list {
                    let country = row.country.as_deref().unwrap_or_default();
                    let left = ordered.uninstructed.entry(country_key(country)).or_default();
                    left.push(&row.name);
                }
            }
        }
        ordered
    }

    fn names(&mut self, country: &str) -> &mut Vec<Name<'a>> {
        self.named.entry(country_key(country)).or_default()
    }

    /// Orders that need no row, and those that say nowhere which entries they mean.
    fn instruction(&mut self, section: Section, order: &'a Order, country: &'a str, rows: bool) {
        let mut unknown = |of: Section| {
            if of == section {
                self.unknown.insert(country_key(country));
            }
        };
        let quoted = match order {
            Order::RemoveAliases { aliases, .. } => Some((Section::Removals, Feature::Aliases, aliases)),
            Order::AddAliases { aliases, .. } => Some((Section::Additions, Feature::Aliases, aliases)),
            Order::RemoveAddresses { addresses, .. } => Some((Section::Removals, Feature::Addresses, addresses)),
            Order::AddAddresses { addresses, .. } => Some((Section::Additions, Feature::Addresses, addresses)),
            _ => None,
        };
        if let Some((section, of, quoted)) = quoted {
            *self.features.entry((section, of)).or_default() += quoted.len();
        }
        self.rewritten |= matches!(order, Order::ReviseText { .. } | Order::MoveEntries { .. });
        match order {
            Order::AddEntries(entries) if entries.names.is_empty() && !rows => {
                unknown(Section::Additions);
            }
            Order::ReviseEntries(entries) if entries.names.is_empty() && !rows => {
                unknown(Section::Modifications);
            }
            Order::RemoveEntries(entries) if entries.names.is_empty() => {
                unknown(Section::Removals);
            }
            Order::RemoveCountry { with_entries: true, .. } | Order::ReserveCountry => unknown(Section::Removals),
            Order::Each { order, .. } => {
                let goes = matches!(**order, Order::RemoveEntries(_));
                unknown(if goes { Section::Removals } else { Section::Modifications });
            }
            Order::ReviseText { entry: None, .. } => unknown(Section::Modifications),
            // Whether a move is announced as a change, or as a removal and an addition, is not settled.
            Order::MoveEntries { .. } | Order::MoveCountry { .. } => {
                [Section::Additions, Section::Removals, Section::Modifications].into_iter().for_each(unknown);
            }
            Order::RemoveEntries(entries) if section == Section::Removals => {
                let names = entries.names.iter().map(|name| Name { country, instructed: name, printed: None });
                self.names(country).extend(names);
            }
            Order::RenameEntry { from: entry, .. }
            | Order::ReviseText { entry: Some(entry), .. }
            | Order::RemoveAliases { entry, .. }
            | Order::AddAliases { entry, .. }
            | Order::RemoveAddresses { entry, .. }
            | Order::AddAddresses { entry, .. }
            | Order::ReviseFeaturesAt { entry, .. }
            | Order::ReviseDesignation { entry, .. }
                if section == Section::Modifications =>
            {
                let names = self.names(country);
                if !names.iter().any(|name| name.is(entry)) {
                    names.push(Name { country, instructed: entry, printed: None });
                }
            }
            Order::AddEntries(_)
            | Order::ReviseEntries(_)
            | Order::RemoveEntries(_)
            | Order::RenameEntry { .. }
            | Order::ReviseText { .. }
            | Order::RemoveAliases { .. }
            | Order::AddAliases { .. }
            | Order::RemoveAddresses { .. }
            | Order::AddAddresses { .. }
            | Order::ReviseFeaturesAt { .. }
            | Order::ReviseDesignation { .. }
            | Order::NoListEffect(_)
            | Order::RenameCountry { .. }
            | Order::WholeSupplement
            | Order::AddCountry
            | Order::RemoveCountry { with_entries: false, .. }
            | Order::AddFootnote(_)
            | Order::ReviseFootnote(_)
            | Order::RemoveFootnote(_)
            | Order::ReviseIntro
            | Order::SetText { .. }
            | Order::Stay { .. }
            | Order::LiftStay { .. } => {}
        }
    }

    /// Whether it is not known which entries of a country are meant.
    pub(super) fn is_open(&self, country: &str) -> bool {
        self.unknown.contains(country)
            || self.unknown.contains("")
            || self.named.get("").is_some_and(|names| !names.is_empty())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.unknown.is_empty()
    }
}
