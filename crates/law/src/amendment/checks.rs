//! The preamble's claims against the instructions: names under bullets, counts per destination, totals; of additions,
//! removals and modifications.
//!
//! The regulation text wins; a difference is told.

mod counts;
mod ordered;

use std::collections::BTreeSet;

use ordered::{Name, OrderedEntries, target_of};

use super::pairing::Paired;
use super::rows::PrintedRow;
use crate::document::Document;
use crate::document::preamble::{Bullet, Preamble, Section};
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;
use crate::law::ListId;
use crate::law::canonical::{canonical, same};
use crate::law::country::{is_known, key as country_key};

/// Checks what the preamble says of the lists: what its summary counts, and, of the Entity List, the names under its
/// bullets. A difference that a name without a row, a row without an instruction, or a misspelt name explains is not told
/// again; an order that says which entries it means nowhere exempts its own country.
pub(super) fn check(
    document: &Document,
    instructions: &[Instruction],
    rows: &[PrintedRow],
    paired: &Paired,
    findings: &mut Vec<Finding>,
) {
    let preamble = &document.preamble;
    for list in ListId::ALL {
        let all = Section::ALL.map(|section| OrderedEntries::read(list, section, instructions, rows, paired));
        for (section, ordered) in Section::ALL.iter().zip(&all) {
            counts::Counts::new(preamble, list, *section, &all).check(ordered, findings);
        }
        let of_list = |at: usize| target_of(list, instructions, at).is_some();
        if list == ListId::EntityList && (0..instructions.len()).any(of_list) {
            for (section, ordered) in Section::ALL.into_iter().zip(all) {
                Claims { preamble, section }.bullets(ordered, findings);
            }
        }
    }
}

/// What the preamble says of one kind of change.
struct Claims<'a> {
    preamble: &'a Preamble,
    section: Section,
}

impl<'a> Claims<'a> {
    /// Bullets that can be names: of changes other than additions, those below a country.
    fn listed(&self) -> impl Iterator<Item = &'a Bullet> + use<'a> {
        let section = self.section;
        let bullets = self.preamble.bullets.iter();
        bullets.filter(move |bullet| {
            bullet.section == section && (section == Section::Additions || is_known(&bullet.country))
        })
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
                        done(self.section)
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
                    let message = format!("“{name}” is {}, but the preamble does not list it", done(self.section));
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

/// "added", "removed", "modified".
fn done(section: Section) -> &'static str {
    match section {
        Section::Additions => "added",
        Section::Removals => "removed",
        Section::Modifications => "modified",
    }
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
