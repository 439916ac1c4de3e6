//! Orders that need no row of a table: removals, renames, moves, headings, words, footnotes, introductory text, stays.

use std::collections::BTreeSet;

use super::edit::{Edit, Feature};
use super::texts::{footnote, intro};
use crate::document::Document;
use crate::finding::{Code, Finding};
use crate::instruction::{Entries, Instruction, Order, Target};

/// The edits that such orders make, each with the index of its instruction; those that a printed row carries out are
/// left to it.
pub(super) fn edits(
    document: &Document,
    instructions: &[Instruction],
    by_row: &BTreeSet<usize>,
    findings: &mut Vec<Finding>,
) -> Vec<(Edit, usize)> {
    let mut out = Vec::new();
    for (at, instruction) in instructions.iter().enumerate().filter(|(at, _)| !by_row.contains(at)) {
        let Some(target) = &instruction.target else {
            continue;
        };
        match edits_of(document, instruction, target) {
            Ok(edits) => {
                for edit in edits {
                    let before = at.checked_sub(1).and_then(|before| instructions.get(before));
                    let same_words = before.is_some_and(|before| {
                        (&before.quote, &before.place) == (&instruction.quote, &instruction.place)
                    });
                    if !exchange(&mut out, &edit, same_words) {
                        out.push((edit, at));
                    }
                }
            }
            Err((code, message)) => {
                let mut finding = Finding::new(code, message)
                    .with_list(target.list)
                    .with_quote(instruction.quote.clone(), &instruction.place);
                finding.country.clone_from(&target.country);
                findings.push(finding);
            }
        }
    }
    out
}

type Edits = Result<Vec<Edit>, (Code, String)>;

fn edits_of(document: &Document, instruction: &Instruction, target: &Target) -> Edits {
    let country = target.country.clone();
    let heading = || country.clone().ok_or((Code::UnnamedObject, "no country is named".to_owned()));
    match &instruction.order {
        Order::NoListEffect(_) | Order::AddEntries(_) | Order::ReviseEntries(_) => Ok(Vec::new()),
        Order::RemoveEntries(entries) => {
            let remove = |name| Edit::Remove { country: country.clone(), name, ordinal: entries.ordinal, number: None };
            named(entries, "removed", remove).map(together)
        }
        Order::Each { of, order } => {
            let one = Instruction { order: (**order).clone(), ..instruction.clone() };
            let each = |edit| Edit::Each { country: country.clone(), of: of.clone(), edit: Box::new(edit) };
            Ok(edits_of(document, &one, target)?.into_iter().map(each).collect())
        }
        Order::MoveEntries { entries, to_country } => named(entries, "moved", |name| Edit::Move {
            country: country.clone(),
            name,
            to_country: to_country.clone(),
        }),
        Order::RenameEntry { from, to } => Ok(vec![Edit::Rename { country, from: from.clone(), to: to.clone() }]),
        Order::MoveCountry { to_country, number } => {
            Ok(vec![Edit::MoveCountry { country: heading()?, to_country: to_country.clone(), number: *number }])
        }
        Order::RenameCountry { to } => Ok(vec![Edit::RenameCountry { country: heading()?, to: to.clone() }]),
        Order::ReserveCountry => Ok(vec![Edit::ReserveCountry { country: heading()? }]),
        Order::WholeSupplement => Err((
            Code::UnparsedInstruction,
            format!("the order is about the {} as a whole; nothing of it was carried out", target.list.title()),
        )),
        Order::AddCountry => Ok(vec![Edit::AddCountry { country: heading()? }]),
        Order::RemoveCountry { with_entries, number, except } => Ok(vec![Edit::RemoveCountry {
            country: heading()?,
            with_entries: *with_entries,
            number: *number,
            except: except.clone(),
        }]),
        Order::ReviseText { entry, column, edit } => {
            Ok(vec![Edit::ReviseText { country, name: entry.clone(), column: *column, edit: edit.clone() }])
        }
        Order::RemoveAliases { entry, aliases } => Ok(features(country, entry, Feature::Aliases, aliases, &[], None)),
        Order::AddAliases { entry, aliases, after } => {
            Ok(features(country, entry, Feature::Aliases, &[], aliases, after.clone()))
        }
        Order::RemoveAddresses { entry, addresses } => {
            Ok(features(country, entry, Feature::Addresses, addresses, &[], None))
        }
        Order::AddAddresses { entry, addresses } => {
            Ok(features(country, entry, Feature::Addresses, &[], addresses, None))
        }
        Order::ReviseFeaturesAt { entry, aliases, places, to } => {
            let of = if *aliases { Feature::Aliases } else { Feature::Addresses };
            let (name, places, to) = (entry.clone(), places.clone(), to.clone());
            Ok(vec![Edit::ReviseFeaturesAt { country, name, of, places, to }])
        }
        Order::ReviseDesignation { entry, number, mark } => {
            Ok(vec![Edit::ReviseDesignation { country, name: entry.clone(), number: *number, mark: mark.clone() }])
        }
        Order::AddFootnote(number) | Order::ReviseFootnote(number) => {
            let text = footnote(document, target.list, *number);
            let text = text.ok_or_else(|| not_printed(&format!("the text of footnote {number}")))?;
            Ok(vec![Edit::ReviseFootnote { number: *number, text: Some(text) }])
        }
        Order::RemoveFootnote(number) => Ok(vec![Edit::ReviseFootnote { number: *number, text: None }]),
        Order::ReviseIntro => {
            let text = intro(document, target.list).ok_or_else(|| not_printed("the introductory text"))?;
            Ok(vec![Edit::ReviseIntro { text }])
        }
        Order::SetText { footnote, text } => Ok(vec![match footnote {
            Some(number) => Edit::ReviseFootnote { number: *number, text: Some(text.clone()) },
            None => Edit::ReviseIntro { text: text.clone() },
        }]),
        Order::Stay { what, until } => Ok(vec![Edit::Stay { country, what: what.clone(), until: *until }]),
        Order::LiftStay { what } => Ok(vec![Edit::LiftStay { country, what: what.clone() }]),
    }
}

fn named(entries: &Entries, verb: &str, edit: impl Fn(String) -> Edit) -> Edits {
    let Entries { names, count, ordinal: _ } = entries;
    if names.is_empty() {
        let counted = match count {
            None => "entries are".to_owned(),
            Some(1) => "1 entry is".to_owned(),
            Some(count) => format!("{count} entries are"),
        };
        return Err((Code::UnnamedObject, format!("{counted} {verb}, and nothing says which")));
    }
    Ok(names.iter().cloned().map(edit).collect())
}

/// A name that is said as often as it has entries: all of them go.
fn together(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let again = out.iter_mut().find_map(|other| match (other, &edit) {
            (Edit::Remove { name: known, number, .. }, Edit::Remove { name, .. }) if known == name => Some(number),
            _ => None,
        });
        match again {
            Some(number) => *number = Some(number.unwrap_or(1) + 1),
            None => out.push(edit),
        }
    }
    out
}

fn features(
    country: Option<String>,
    entry: &str,
    of: Feature,
    remove: &[String],
    add: &[String],
    after: Option<String>,
) -> Vec<Edit> {
    let (name, remove, add) = (entry.to_owned(), remove.to_vec(), add.to_vec());
    vec![Edit::ReviseFeatures { country, name, of, remove, add, after }]
}

/// "Removing the alias “A” and adding in its place “B”" is one edit: between its halves, a lead-in would stand alone.
fn exchange(edits: &mut [(Edit, usize)], next: &Edit, same_words: bool) -> bool {
    let Edit::ReviseFeatures { country, name, of, remove, add, after: None } = next else {
        return false;
    };
    match edits.last_mut() {
        Some((Edit::ReviseFeatures { country: of_country, name: of_name, of: what, add: added, .. }, _))
            if same_words
                && remove.is_empty()
                && added.is_empty()
                && (&*of_country, &*of_name, &*what) == (country, name, of) =>
        {
            added.clone_from(add);
            true
        }
        _ => false,
    }
}

fn not_printed(what: &str) -> (Code, String) {
    (Code::InstructionWithoutRow, format!("{what} is to be set, but not printed"))
}
