//! What amendments did, in the four words that other programs know: add, revise, remove, text.

use std::sync::Arc;

use serde::Serialize;

use earwatch_law::amendment::{Amendment, Edit};
use earwatch_law::diff;
use earwatch_law::entry::Entry;
use earwatch_law::entry::cell;
use earwatch_law::instruction::Stayed;
use earwatch_law::list::state::{Outcome, State};

/// One operation on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// `add`, `revise`, `remove` or `text`.
    pub op: &'static str,
    /// The finer kind, for instance `rename`.
    pub kind: &'static str,
    /// Country heading.
    pub country: Option<String>,
    /// Entry, or the text concerned.
    pub name: Option<String>,
    /// `applied`, `already-true` or `held`.
    pub outcome: &'static str,
}

/// The entry that an amendment touched, in a state.
pub(super) fn touched<'a>(amendment: &Amendment, outcome: &Outcome, state: &'a State) -> Option<&'a Arc<Entry>> {
    state.lists.get(&amendment.list)?.entries.get(&outcome.entry()?)
}

/// What an amendment did, in the four words that others use. A move is a removal and an addition; a heading is no
/// operation.
pub(super) fn operations_of(amendment: &Amendment, outcome: &Outcome, before: &State, after: &State) -> Vec<Operation> {
    let edit = &amendment.edit;
    let entry = touched(amendment, outcome, after).or_else(|| touched(amendment, outcome, before));
    let country = entry.map(|entry| entry.country.clone()).or_else(|| edit.country().map(str::to_owned));
    // The name as instructed, unless the row or the list spells it otherwise.
    let instructed =
        edit.name().filter(|name| entry.is_none_or(|entry| cell::starts_with_words(&entry.cells.entity, name)));
    let name = instructed.or_else(|| entry.map(|entry| entry.name())).map(str::to_owned);
    let (kind, outcome_name) = (edit.kind(), outcome.name());
    let operation = |op, country, name| Operation { op, kind, country, name, outcome: outcome_name };
    match edit {
        Edit::Add { .. } => vec![operation("add", country, name)],
        Edit::Revise { .. }
        | Edit::Rename { .. }
        | Edit::ReviseFeatures { .. }
        | Edit::ReviseFeaturesAt { .. }
        | Edit::ReviseDesignation { .. }
        | Edit::ReviseText { name: Some(_), .. } => {
            vec![operation("revise", country, name)]
        }
        Edit::Remove { .. } => vec![operation("remove", country, name)],
        Edit::Move { .. } => {
            let old = touched(amendment, outcome, before).map(|entry| entry.country.clone());
            let from = old.or_else(|| edit.country().map(str::to_owned));
            vec![operation("remove", from, name.clone()), operation("add", country, name)]
        }
        Edit::ReviseText { name: None, .. } | Edit::Each { .. } => {
            // One order may edit many entries.
            let (Some(old), Some(new)) = (before.lists.get(&amendment.list), after.lists.get(&amendment.list)) else {
                return Vec::new();
            };
            let edited = diff::by_identity(&old.entries, &new.entries).both;
            let revised = edited.iter().map(|(_, entry)| (Some(entry.country.clone()), Some(entry.name().to_owned())));
            match outcome {
                Outcome::Applied(_) => revised.map(|(country, name)| operation("revise", country, name)).collect(),
                Outcome::AlreadyTrue | Outcome::NotYetEffective | Outcome::Held(_) => {
                    vec![operation("revise", country, name)]
                }
            }
        }
        Edit::ReviseFootnote { number, .. } => {
            vec![operation("text", None, Some(format!("footnote {number}")))]
        }
        Edit::ReviseIntro { .. } => vec![operation("text", None, Some("introductory text".to_owned()))],
        Edit::Stay { what, .. } | Edit::LiftStay { what, .. } => {
            let name = match what {
                Stayed::Intro => Some("introductory text".to_owned()),
                Stayed::Footnote(number) => Some(format!("footnote {number}")),
                Stayed::Entries(entries) => Some(entries.names.join("; ")),
                Stayed::Supplement => Some("supplement".to_owned()),
            };
            vec![operation("text", None, name)]
        }
        Edit::MoveCountry { .. } => {
            let (Some(old), Some(new)) = (before.lists.get(&amendment.list), after.lists.get(&amendment.list)) else {
                return Vec::new();
            };
            let moved = diff::by_identity(&old.entries, &new.entries).both;
            let each = moved.iter().flat_map(|(old, new)| {
                [("remove", old), ("add", new)]
                    .map(|(op, entry)| operation(op, Some(entry.country.clone()), Some(entry.name().to_owned())))
            });
            each.collect()
        }
        Edit::Reprint { .. }
        | Edit::ReprintRow { .. }
        | Edit::AddCountry { .. }
        | Edit::RemoveCountry { .. }
        | Edit::RenameCountry { .. }
        | Edit::ReserveCountry { .. } => Vec::new(),
    }
}
