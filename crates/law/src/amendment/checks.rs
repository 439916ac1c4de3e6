//! The preamble's claims against the instructions: names under bullets, counts per destination, totals; of additions,
//! removals and modifications.
//!
//! The regulation text wins; a difference is told.

mod ordered;

use std::collections::{BTreeMap, BTreeSet};

use ordered::{Name, OrderedEntries, target_of};

use super::pairing::Paired;
use super::rows::PrintedRow;
use crate::document::Document;
use crate::document::preamble::{Bullet, Claim, Preamble, Section};
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;
use crate::law::ListId;
use crate::law::canonical::{canonical, same};
use crate::law::country::{is_known, key as country_key};
use crate::law::quantity::quantity;

/// Checks what the preamble says of the Entity List. A difference that a name without a row, a row without an
/// instruction, or a misspelt name explains is not told again; an order that says which entries it means nowhere
/// exempts its own country.
pub(super) fn check(
    document: &Document,
    instructions: &[Instruction],
    rows: &[PrintedRow],
    paired: &Paired,
    findings: &mut Vec<Finding>,
) {
    let of_list = |at: usize| target_of(instructions, at).is_some();
    if !(0..instructions.len()).any(of_list) {
        return;
    }
    for section in [Section::Additions, Section::Removals, Section::Modifications] {
        let ordered = OrderedEntries::read(section, instructions, rows, paired);
        let claims = Claims { preamble: &document.preamble, section };
        claims.counts(&ordered, findings);
        claims.total(&ordered, findings);
        claims.bullets(ordered, findings);
    }
}

/// What the preamble says of one kind of change.
struct Claims<'a> {
    preamble: &'a Preamble,
    section: Section,
}

impl<'a> Claims<'a> {
    fn of_section(&self) -> impl Iterator<Item = &'a Claim> + use<'a> {
        let section = self.section;
        let claims = self.preamble.counts.iter();
        claims.filter(move |claim| claim.section == section)
    }

    /// Bullets that can be names: of changes other than additions, those below a country.
    fn listed(&self) -> impl Iterator<Item = &'a Bullet> + use<'a> {
        let section = self.section;
        let bullets = self.preamble.bullets.iter();
        bullets.filter(move |bullet| {
            bullet.section == section && (section == Section::Additions || is_known(&bullet.country))
        })
    }

    /// "added", "removed", "modified".
    fn done(&self) -> &'static str {
        match self.section {
            Section::Additions => "added",
            Section::Removals => "removed",
            Section::Modifications => "modified",
        }
    }

    /// The summary's entries per destination.
    fn counts(&self, ordered: &OrderedEntries<'_>, findings: &mut Vec<Finding>) {
        if ordered.is_empty() {
            return;
        }
        for claim in self.of_section() {
            let key = country_key(&claim.country);
            if ordered.is_open(&key) {
                continue;
            }
            let names = ordered.named.get(&key).map_or(0, Vec::len);
            let without = ordered.unprinted.get(&key).map_or(0, Vec::len);
            let extra = ordered.uninstructed.get(&key).map_or(0, Vec::len);
            let listed = self.listed();
            let listed = listed.filter(|bullet| country_key(&bullet.country) == key);
            let (found, message) = match listed.count() {
                _ if !fits(claim.entries, names, without, extra) => {
                    (Some(names), format!("the instructions name {names}"))
                }
                n if n > 0 && n != claim.entries as usize => (None, format!("the preamble lists {n}")),
                _ => continue,
            };
            let message = format!(
                "the summary counts {} {} under {}, {message}",
                quantity(claim.entries, "entry"),
                self.done(),
                claim.country
            );
            let entry = (claim.country.as_str(), "");
            let mismatch = tell(Code::CountMismatch, message, entry, &self.preamble.summary);
            findings.push(match found {
                Some(found) => mismatch.with_surplus(found, claim.entries as usize),
                None => mismatch,
            });
        }
    }

    /// The summary's totals. One that is said twice counts once or twice; "entities" may mean names or entries.
    fn total(&self, ordered: &OrderedEntries<'_>, findings: &mut Vec<Finding>) {
        let totals = self.preamble.totals.iter();
        let totals: Vec<u32> =
            totals.filter(|total| total.section == self.section).map(|total| total.entries).collect();
        let Some(claimed) = totals.iter().copied().reduce(|sum, entries| sum + entries) else {
            return;
        };
        if ordered.is_empty() || !ordered.unknown.is_empty() {
            return;
        }
        let sum = |names: &BTreeMap<String, Vec<&str>>| names.values().map(Vec::len).sum();
        let names = ordered.named.values().map(Vec::len).sum();
        let (without, extra) = (sum(&ordered.unprinted), sum(&ordered.uninstructed));
        let entities = ordered.named.values().flatten();
        let entities: BTreeSet<_> = entities.map(|name| canonical(name.instructed)).collect();
        let said = |claimed: u32| {
            fits(claimed, names, without, extra)
                || self.section != Section::Additions && entities.len() == claimed as usize
        };
        if said(claimed) || totals.iter().any(|total| said(*total)) {
            return;
        }
        let message =
            format!("the summary counts {} {}, the instructions name {names}", quantity(claimed, "entry"), self.done());
        let mismatch = tell(Code::CountMismatch, message, ("", ""), &self.preamble.summary);
        findings.push(mismatch.with_surplus(names, claimed as usize));
    }

    /// The names under bullets, where the preamble has any.
    fn bullets(&self, mut ordered: OrderedEntries<'_>, findings: &mut Vec<Finding>) {
        let mut listed = BTreeSet::new();
        for bullet in self.listed() {
            let country = country_key(&bullet.country);
            listed.insert(country.clone());
            let (code, name, message) = match self.take(&mut ordered, &country, bullet) {
                Taken::Spelt => continue,
                Taken::Otherwise(name) => {
                    let message = format!("the preamble prints “{}”, the instruction “{name}”", bullet.name);
                    (Code::NameVariant, name, message)
                }
                Taken::Nothing if ordered.is_open(&country) => continue,
                Taken::Nothing => {
                    let message = format!(
                        "the preamble lists “{}” under {} as {}, no instruction says so",
                        bullet.name,
                        bullet.country,
                        self.done()
                    );
                    (Code::CountMismatch, bullet.name.clone(), message)
                }
            };
            let told = tell(code, message, (&bullet.country, &name), &bullet.name);
            findings.push(if code == Code::CountMismatch { told.with_surplus(0, 1) } else { told });
        }
        if listed.is_empty() {
            return;
        }
        for (country, names) in ordered.named {
            if self.section != Section::Additions && !listed.contains(&country) {
                continue;
            }
            let lacking = ordered.unprinted.remove(&country).unwrap_or_default();
            for Name { country, instructed: name, .. } in names {
                if !lacking.contains(&name) {
                    let message = format!("“{name}” is {}, but the preamble does not list it", self.done());
                    let told = tell(Code::CountMismatch, message, (country, name), name);
                    findings.push(told.with_surplus(1, 0));
                }
            }
        }
    }

    fn take(&self, ordered: &mut OrderedEntries<'_>, country: &str, bullet: &Bullet) -> Taken {
        let said = canonical(&bullet.name);
        for key in [country, ""] {
            let Some(names) = ordered.named.get_mut(key) else {
                continue;
            };
            if let Some(at) = names.iter().position(|name| name.is(&bullet.name)) {
                let name = names.swap_remove(at);
                let spelt = |name: &str| trimmed(name) == trimmed(&bullet.name);
                if spelt(name.instructed) || name.printed.as_deref().is_some_and(spelt) {
                    return Taken::Spelt;
                }
                return Taken::Otherwise(name.instructed.to_owned());
            }
            // "Alpha: two addresses are removed" speaks of Alpha.
            let speaks = |name: &Name<'_>| said.contains(&canonical(name.instructed));
            let within = (self.section != Section::Additions).then(|| names.iter().position(speaks));
            if let Some(at) = within.flatten() {
                names.swap_remove(at);
                return Taken::Spelt;
            }
        }
        let rows = ordered.uninstructed.entry(country.to_owned()).or_default();
        match rows.iter().position(|row| same(row, &bullet.name)) {
            Some(at) => {
                rows.swap_remove(at);
                Taken::Spelt
            }
            None => Taken::Nothing,
        }
    }
}

/// What a bullet stands for.
enum Taken {
    /// A name, spelt so, or a row that is told already.
    Spelt,
    /// A name that the instruction spells otherwise.
    Otherwise(String),
    /// No order.
    Nothing,
}

/// Whether a count can mean what is named, with or without what is told already.
fn fits(claimed: u32, named: usize, unprinted: usize, uninstructed: usize) -> bool {
    [named, named - unprinted, named + uninstructed, named - unprinted + uninstructed].contains(&(claimed as usize))
}

fn tell(code: Code, message: String, entry: (&str, &str), quote: &str) -> Finding {
    let mut finding = Finding::new(code, message).with_list(ListId::EntityList).with_entry(entry.0, entry.1);
    finding.quote = Some(quote.to_owned());
    finding
}

/// Without the punctuation that a sentence around the name can leave behind.
fn trimmed(name: &str) -> &str {
    name.trim().trim_end_matches(['.', ',', ';'])
}
