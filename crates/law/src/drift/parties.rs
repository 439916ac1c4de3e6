//! The list against a table of parties that others derive from it.
//!
//! Such tables have their own grain: a row for each address and alias, bodies below an entry as parties of their own,
//! entries of one name in several countries as one party, the first page of the rule in place of that of the row. So a
//! party meets entries by name, country and page, and texts are not compared.

mod matching;

use std::collections::BTreeSet;

use super::cause::Cause;
use super::{Class, Comparison, Difference, Facts, NotCompared, Printing};
use crate::entry::Entry;
use crate::law::ListId;
use crate::law::canonical::same;
use crate::law::country;
use crate::list::state::ListState;
use matching::{Found, Matching};

/// A party of a table: all rows of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The list that it is said to stand on.
    pub list: ListId,
    /// The name as first printed.
    pub name: String,
    /// The name in canonical form.
    pub key: String,
    /// Other names in canonical form.
    pub aliases: Vec<String>,
    /// Codes of the countries of its addresses.
    pub countries: BTreeSet<String>,
    /// Volumes and pages of the rules cited.
    pub pages: BTreeSet<(u16, u32)>,
    /// Line, or number of the record, where it first stands.
    pub line: u64,
}

impl Party {
    /// Whether an entry can stand for it by its country. A heading may be wider than the country of an address.
    fn is_in(&self, entry: &Entry) -> bool {
        let heading = country::code(&entry.country);
        let within = |code: &String| match code.as_str() {
            "HK" | "MO" => heading == "CN",
            "UA" => heading == "UA-43",
            _ => false,
        };
        self.countries.is_empty() || self.countries.iter().any(|code| *code == heading || within(code))
    }

    fn printed_countries(&self) -> Option<String> {
        let all: Vec<_> = self.countries.iter().map(String::as_str).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn printed_pages(&self) -> String {
        self.pages.iter().map(|(volume, page)| format!("{volume} FR {page}")).collect::<Vec<_>>().join("; ")
    }
}

/// What no table is compared in.
pub fn never_compared(printing: Printing, parties: &[Party]) -> NotCompared {
    let what = match printing {
        Printing::Ecfr | Printing::Csl => "addresses, aliases, license requirements and policies",
        Printing::Bis => "addresses, aliases, license requirements and policies of the rows",
    };
    NotCompared {
        what: what.to_owned(),
        count: parties.len(),
        why: "the table retypes and splits them; name, country and page of the rule were compared".to_owned(),
    }
}

/// Compares a list with the parties of a table that are said to stand on it.
pub fn compare(list: ListId, ours: &ListState, parties: &[Party], facts: &Facts) -> Comparison {
    let parties: Vec<&Party> = parties.iter().filter(|party| party.list == list).collect();
    let matching = Matching::new(ours, facts, &parties);
    let newest = newest(ours, facts);
    let mut differences = Vec::new();
    let mut found = 0;
    for (party, found_as) in parties.iter().zip(&matching.found) {
        found += usize::from(!matches!(found_as, Found::Nowhere));
        match found_as {
            Found::Exactly(entries) => differences.extend(of_exact(party, entries, facts)),
            Found::As(class, entry, why) => {
                let reason = format!("{why}: “{}”", entry.name());
                differences.push(difference(Cause::new(*class, reason), party, Some(entry), "name"));
            }
            Found::Nowhere => differences.push(difference(nowhere(party, facts, newest), party, None, "entry")),
        }
    }
    let mut equal = 0;
    for entry in ours.entries.values() {
        match matching.covers.get(&entry.id) {
            Some(true) => equal += 1,
            Some(false) => {}
            None => differences.push(lacking(entry, facts)),
        }
    }
    let total = ours.entries.len();
    Comparison { list, equal, total, names: Some((found, parties.len())), differences }.sorted()
}

/// A party whose name is that of entries: name to the letter, countries, pages.
fn of_exact(party: &Party, entries: &[&Entry], facts: &Facts) -> Vec<Difference> {
    let mut differences = Vec::new();
    let Some(first) = entries.iter().find(|entry| party.is_in(entry)).or(entries.first()) else {
        return differences;
    };
    if !entries.iter().any(|entry| entry.name() == party.name) {
        let class =
            if entries.iter().any(|entry| same(entry.name(), &party.name)) { Class::Editorial } else { Class::Name };
        let why = if class == Class::Editorial { "letters and digits agree" } else { "digits are grouped otherwise" };
        differences.push(difference(Cause::new(class, why), party, Some(first), "name"));
    }
    if !entries.iter().any(|entry| party.is_in(entry) || mentions(entry, party)) {
        let reason = "the entry stands under another country, and its text does not name that of the source";
        differences.push(difference(Cause::new(Class::Source, reason), party, Some(first), "country"));
    }
    let compared = !party.pages.is_empty() && entries.iter().any(|entry| !entry.citations.is_empty());
    if compared && !entries.iter().any(|entry| matching::shares_rule(party, entry, facts)) {
        let reason = "no rule that the entry cites begins on or holds the page that the source cites";
        differences.push(difference(Cause::new(Class::Source, reason), party, Some(first), "citation"));
    }
    differences
}

/// Whether the text of an entry names a country of the party.
fn mentions(entry: &Entry, party: &Party) -> bool {
    let text = entry.cells.entity.as_str();
    let words = text.split(['\n', ';']).flat_map(|line| line.split(','));
    let ends = words.map(|word| word.trim().trim_end_matches(['.', ')']));
    ends.map(country::code).any(|code| party.countries.contains(&*code))
}

/// The last page of the Federal Register that the list or a document on record is of.
fn newest(list: &ListState, facts: &Facts) -> (u16, u32) {
    let of_entries = list.entries.values().flat_map(|entry| &entry.citations).map(|cited| (cited.volume, cited.page));
    let of_documents =
        facts.documents.iter().filter_map(|known| Some((known.volume, known.pages.1.or(known.pages.0)?)));
    of_entries.chain(of_documents).max().unwrap_or_default()
}

/// Why no entry is called so.
fn nowhere(party: &Party, facts: &Facts, newest: (u16, u32)) -> Cause {
    let was = |other: &&super::Other| other.entry.list == party.list && other.entry.key == party.key;
    if let Some(former) = facts.earlier.iter().find(was) {
        return super::cause::behind(facts, &former.by);
    }
    if let Some(later) = facts.later.iter().find(was) {
        let reason = format!("document {} adds it after the day compared", later.by);
        return Cause::new(Class::Lag, reason).of(&later.by);
    }
    if let Some((volume, page)) = party.pages.iter().find(|page| **page > newest) {
        return Cause::new(
            Class::Ours,
            format!("the source cites {volume} FR {page}, later than all that is on record; poll or import it"),
        );
    }
    if facts.before_baseline {
        let reason = "the list compared is the baseline, of a later day; the entry may have been removed in between";
        return Cause::new(Class::Ours, reason);
    }
    Cause::new(Class::Ours, "no entry of the list is or was called so, and none holds the name")
}

/// An entry that the table does not have.
fn lacking(entry: &Entry, facts: &Facts) -> Difference {
    let added = entry.citations.iter().map(|citation| citation.date).min().flatten();
    let cause = match (facts.set_by.get(&entry.id), added) {
        (Some(number), _) if facts.document(number).is_some_and(|known| known.published > facts.day) => {
            super::cause::behind(facts, number)
        }
        (_, Some(day)) if day > facts.day => {
            let mut cause = Cause::new(
                Class::Lag,
                format!("the source, of {}, is older than the rule of {day} that added the entry", facts.day),
            );
            cause.days = Some((day - facts.day).num_days());
            cause
        }
        (Some(_) | None, _) => Cause::new(Class::Source, "the source does not have the entry"),
    };
    let citation = Some(entry.cells.citation.clone());
    cause.difference(Some(entry.country.clone()), (entry.name().to_owned(), "entry"), (citation, None))
}

fn difference(cause: Cause, party: &Party, entry: Option<&Entry>, field: &str) -> Difference {
    let (ours, theirs) = match field {
        "country" => (entry.map(|entry| entry.country.clone()), party.printed_countries()),
        "citation" => (entry.map(|entry| entry.cells.citation.clone()), Some(party.printed_pages())),
        "name" => (entry.map(|entry| entry.name().to_owned()), Some(party.name.clone())),
        _ => (None, Some(party.printed_pages())),
    };
    let country = entry.map(|entry| entry.country.clone()).or_else(|| party.printed_countries());
    let difference = cause.difference(country, (party.name.clone(), field), (ours, theirs));
    Difference { line: Some(party.line), ..difference }
}
