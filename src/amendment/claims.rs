//! The preamble's claims against the instructions: names under bullets, counts per destination, the total.
//!
//! The regulation text wins; a difference is told.

use std::collections::BTreeMap;

use super::pairing::country_key;
use crate::document::Document;
use crate::document::preamble::{Preamble, Section};
use crate::finding::{Code, Finding, Place};
use crate::instruction::{Instruction, Order};
use crate::list::ListId;
use crate::list::canonical::canonical;

/// Checks what the preamble says of additions to the Entity List. A difference that a name without a row explains
/// is not told again.
pub(super) fn check(
    document: &Document,
    instructions: &[Instruction],
    without_row: &[(usize, String)],
    findings: &mut Vec<Finding>,
) {
    let mut instructed = Instructed::default();
    for (at, instruction) in instructions.iter().enumerate() {
        let (Order::AddEntries(entries), Some(target)) = (&instruction.order, &instruction.target)
        else {
            continue;
        };
        if target.list != ListId::EntityList {
            continue;
        }
        // Names that stand only in the table cannot be held against the bullets one by one.
        if entries.names.is_empty() {
            return;
        }
        let country = target
            .country
            .as_deref()
            .map(country_key)
            .unwrap_or_default();
        let lacking = without_row
            .iter()
            .filter(|(of, _)| *of == at)
            .map(|(_, name)| name.as_str());
        instructed
            .unprinted
            .entry(country.clone())
            .or_default()
            .extend(lacking);
        instructed
            .named
            .entry(country)
            .or_default()
            .extend(entries.names.iter().map(String::as_str));
    }
    if instructed.named.is_empty() {
        return;
    }
    counts(&document.preamble, &instructed, findings);
    bullets(&document.preamble, instructed, findings);
}

/// Names that are added, by country.
#[derive(Default)]
struct Instructed<'a> {
    named: BTreeMap<String, Vec<&'a str>>,
    /// Those without a row.
    unprinted: BTreeMap<String, Vec<&'a str>>,
}

fn tell(code: Code, message: String, entry: (&str, &str), quote: &str, element: &str) -> Finding {
    let place = Place {
        element: element.to_owned(),
        ..Place::default()
    };
    Finding::new(code, message)
        .with_list(ListId::EntityList)
        .with_entry(entry.0, entry.1)
        .with_quote(quote, &place)
}

/// The summary's figures: entries per destination, and the total.
fn counts(preamble: &Preamble, instructed: &Instructed<'_>, findings: &mut Vec<Finding>) {
    let sum = |names: &BTreeMap<String, Vec<&str>>| names.values().map(Vec::len).sum::<usize>();
    let fits = |claimed: u32, named: usize, unprinted: usize| {
        [named, named - unprinted].contains(&(claimed as usize))
    };
    for claim in &preamble.counts {
        let key = country_key(&claim.country);
        let of = |names: &BTreeMap<String, Vec<&str>>| names.get(&key).map_or(0, Vec::len);
        let (named, unprinted) = (of(&instructed.named), of(&instructed.unprinted));
        if !fits(claim.entries, named, unprinted) {
            let message = format!(
                "the summary counts {} entries under {}, the instructions name {named}",
                claim.entries, claim.country
            );
            findings.push(tell(
                Code::CountMismatch,
                message,
                (&claim.country, ""),
                &preamble.summary,
                "SUM",
            ));
        }
    }
    let (named, unprinted) = (sum(&instructed.named), sum(&instructed.unprinted));
    if let Some(claimed) = preamble
        .total
        .filter(|claimed| !fits(*claimed, named, unprinted))
    {
        let message =
            format!("the summary counts {claimed} entries added, the instructions name {named}");
        findings.push(tell(
            Code::CountMismatch,
            message,
            ("", ""),
            &preamble.summary,
            "SUM",
        ));
    }
}

/// The names under bullets, where the preamble has any.
fn bullets(preamble: &Preamble, instructed: Instructed<'_>, findings: &mut Vec<Finding>) {
    let bullets: Vec<_> = preamble
        .bullets
        .iter()
        .filter(|bullet| bullet.section == Section::Additions)
        .collect();
    if bullets.is_empty() {
        return;
    }
    let Instructed {
        mut named,
        mut unprinted,
    } = instructed;
    for bullet in bullets {
        let key = canonical(&bullet.name);
        let found = named
            .get_mut(&country_key(&bullet.country))
            .and_then(|names| {
                let at = names.iter().position(|name| canonical(name) == key)?;
                Some(names.swap_remove(at))
            });
        let (code, name, message) = match found {
            Some(name) if trimmed(name) == trimmed(&bullet.name) => continue,
            Some(name) => (
                Code::NameVariant,
                name,
                format!(
                    "the preamble prints “{}”, the instruction “{name}”",
                    bullet.name
                ),
            ),
            None => (
                Code::CountMismatch,
                bullet.name.as_str(),
                format!(
                    "the preamble lists “{}” under {}, no instruction adds it",
                    bullet.name, bullet.country
                ),
            ),
        };
        findings.push(tell(
            code,
            message,
            (&bullet.country, name),
            &bullet.name,
            "P",
        ));
    }
    for (country, names) in named {
        let lacking = unprinted.remove(&country).unwrap_or_default();
        for name in names.into_iter().filter(|name| !lacking.contains(name)) {
            let message = format!("“{name}” is added, but the preamble does not list it");
            findings.push(tell(
                Code::CountMismatch,
                message,
                (&country, name),
                name,
                "P",
            ));
        }
    }
}

/// Without the punctuation that a sentence around the name can leave behind.
fn trimmed(name: &str) -> &str {
    name.trim().trim_end_matches(['.', ',', ';'])
}
