//! The preamble's claims against the instructions: names under bullets, counts per destination, the total.
//!
//! The regulation text wins; a difference is told.

use std::collections::BTreeMap;

use super::pairing::Paired;
use super::rows::Row;
use crate::document::Document;
use crate::document::preamble::{Bullet, Preamble, Section};
use crate::finding::{Code, Finding};
use crate::instruction::{Instruction, Order};
use crate::list::ListId;
use crate::list::canonical::same;
use crate::list::country::key as country_key;

/// Checks what the preamble says of additions to the Entity List. A difference that a name without a row, a row
/// without an instruction, or a misspelt name explains is not told again.
pub(super) fn check(
    document: &Document,
    instructions: &[Instruction],
    rows: &[Row],
    paired: &Paired,
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
        let lacking = paired.without_row.iter().filter(|(of, _)| *of == at);
        let lacking = lacking.map(|(_, name)| name.as_str());
        instructed
            .unprinted
            .entry(country.clone())
            .or_default()
            .extend(lacking);
        let printed = |name: &str| {
            let respelt = paired.respelt.iter();
            let mut found = respelt.filter(|(of, instructed, _)| *of == at && instructed == name);
            found.next().map(|(_, _, printed)| printed.as_str())
        };
        for name in &entries.names {
            let name = Name {
                instructed: name,
                printed: printed(name),
            };
            instructed
                .named
                .entry(country.clone())
                .or_default()
                .push(name);
        }
    }
    if instructed.named.is_empty() {
        return;
    }
    let unclaimed = paired
        .without_instruction
        .iter()
        .filter_map(|at| rows.get(*at));
    for row in unclaimed.filter(|row| row.list == ListId::EntityList) {
        let country = row.country.as_deref().map(country_key).unwrap_or_default();
        instructed
            .uninstructed
            .entry(country)
            .or_default()
            .push(&row.name);
    }
    counts(&document.preamble, &instructed, findings);
    bullets(&document.preamble, instructed, findings);
}

/// A name as instructed, and as its row prints it where that differs.
#[derive(Clone, Copy)]
struct Name<'a> {
    instructed: &'a str,
    printed: Option<&'a str>,
}

impl Name<'_> {
    fn is(&self, name: &str) -> bool {
        let printed = || self.printed.is_some_and(|printed| same(printed, name));
        same(self.instructed, name) || printed()
    }
}

/// Names that are added, by country.
#[derive(Default)]
struct Instructed<'a> {
    named: BTreeMap<String, Vec<Name<'a>>>,
    /// Those without a row.
    unprinted: BTreeMap<String, Vec<&'a str>>,
    /// Rows without an instruction.
    uninstructed: BTreeMap<String, Vec<&'a str>>,
}

fn tell(code: Code, message: String, entry: (&str, &str), quote: &str) -> Finding {
    let mut finding = Finding::new(code, message)
        .with_list(ListId::EntityList)
        .with_entry(entry.0, entry.1);
    finding.quote = Some(quote.to_owned());
    finding
}

/// The summary's figures: entries per destination, and the total.
fn counts(preamble: &Preamble, instructed: &Instructed<'_>, findings: &mut Vec<Finding>) {
    let Instructed {
        named,
        unprinted,
        uninstructed,
    } = instructed;
    let fits = |claimed: u32, named: usize, unprinted: usize, uninstructed: usize| {
        let claimed = claimed as usize;
        [
            named,
            named - unprinted,
            named + uninstructed,
            named - unprinted + uninstructed,
        ]
        .contains(&claimed)
    };
    let bullets = |country: &str| {
        let of = |bullet: &&Bullet| {
            bullet.section == Section::Additions && country_key(&bullet.country) == country
        };
        preamble.bullets.iter().filter(of).count()
    };
    for claim in &preamble.counts {
        let key = country_key(&claim.country);
        let names = named.get(&key).map_or(0, Vec::len);
        let without = unprinted.get(&key).map_or(0, Vec::len);
        let extra = uninstructed.get(&key).map_or(0, Vec::len);
        let message = match bullets(&key) {
            _ if !fits(claim.entries, names, without, extra) => {
                format!("the instructions name {names}")
            }
            n if n > 0 && n != claim.entries as usize => format!("the preamble lists {n}"),
            _ => continue,
        };
        let message = format!(
            "the summary counts {} entries under {}, {message}",
            claim.entries, claim.country
        );
        findings.push(tell(
            Code::CountMismatch,
            message,
            (&claim.country, ""),
            &preamble.summary,
        ));
    }
    let names = named.values().map(Vec::len).sum();
    let sum = |names: &BTreeMap<String, Vec<&str>>| names.values().map(Vec::len).sum();
    if let Some(claimed) = preamble
        .total
        .filter(|claimed| !fits(*claimed, names, sum(unprinted), sum(uninstructed)))
    {
        let message =
            format!("the summary counts {claimed} entries added, the instructions name {names}");
        findings.push(tell(
            Code::CountMismatch,
            message,
            ("", ""),
            &preamble.summary,
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
        mut uninstructed,
    } = instructed;
    for bullet in bullets {
        let country = country_key(&bullet.country);
        let found = named.get_mut(&country).and_then(|names| {
            let at = names.iter().position(|name| name.is(&bullet.name))?;
            Some(names.swap_remove(at))
        });
        let rows = uninstructed.entry(country).or_default();
        let (code, name, message) = if let Some(Name {
            instructed: name,
            printed,
        }) = found
        {
            let spelt = |name: &str| trimmed(name) == trimmed(&bullet.name);
            if spelt(name) || printed.is_some_and(spelt) {
                continue;
            }
            (
                Code::NameVariant,
                name,
                format!(
                    "the preamble prints “{}”, the instruction “{name}”",
                    bullet.name
                ),
            )
        } else if let Some(at) = rows.iter().position(|row| same(row, &bullet.name)) {
            rows.swap_remove(at);
            continue;
        } else {
            let message = format!(
                "the preamble lists “{}” under {}, no instruction adds it",
                bullet.name, bullet.country
            );
            (Code::CountMismatch, bullet.name.as_str(), message)
        };
        findings.push(tell(code, message, (&bullet.country, name), &bullet.name));
    }
    for (country, names) in named {
        let lacking = unprinted.remove(&country).unwrap_or_default();
        for name in names
            .iter()
            .map(|name| name.instructed)
            .filter(|name| !lacking.contains(name))
        {
            let message = format!("“{name}” is added, but the preamble does not list it");
            findings.push(tell(Code::CountMismatch, message, (&country, name), name));
        }
    }
}

/// Without the punctuation that a sentence around the name can leave behind.
fn trimmed(name: &str) -> &str {
    name.trim().trim_end_matches(['.', ',', ';'])
}
