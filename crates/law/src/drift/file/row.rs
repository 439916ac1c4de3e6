//! A row of a table of parties as its printing has it, and how rows make parties.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::error::FileError;
use crate::drift::parties::Party;
use crate::drift::{NotCompared, Printing};
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::country;

/// A table, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Whose.
    pub printing: Printing,
    /// Its parties, each once.
    pub parties: Vec<Party>,
    /// What could not be compared.
    pub not_compared: Vec<NotCompared>,
}

/// A row, its fields as printed.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) source: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) notice: String,
}

/// What a row is of.
enum Whose {
    List(ListId),
    Other(String),
}

/// The parties of a table as they are put together.
pub(super) struct Parties {
    printing: Printing,
    all: Vec<Party>,
    by_name: HashMap<(ListId, String), usize>,
    rows: usize,
    others: BTreeMap<String, usize>,
    unnamed: usize,
    unlisted: usize,
    countries: BTreeMap<String, usize>,
    rest: Vec<NotCompared>,
}

impl Parties {
    pub(super) fn new(printing: Printing) -> Self {
        Self {
            printing,
            all: Vec::new(),
            by_name: HashMap::new(),
            rows: 0,
            others: BTreeMap::new(),
            unnamed: 0,
            unlisted: 0,
            countries: BTreeMap::new(),
            rest: Vec::new(),
        }
    }

    /// Says what else could not be compared.
    pub(super) fn rest(&mut self, what: &str, count: usize, why: &str) {
        if count > 0 {
            self.rest.push(NotCompared { what: what.to_owned(), count, why: why.to_owned() });
        }
    }

    /// Adds a row to the party that it is of.
    pub(super) fn put(&mut self, row: Row) {
        self.rows += 1;
        let name = row.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let list = match whose(&row.source) {
            Some(Whose::List(list)) => list,
            Some(Whose::Other(source)) => {
                *self.others.entry(source).or_insert(0) += 1;
                return;
            }
            // BIS's own file is of one list; a row there may lack the word.
            None if self.printing == Printing::Bis && !name.is_empty() => {
                self.unlisted += 1;
                ListId::EntityList
            }
            None => {
                self.unnamed += 1;
                return;
            }
        };
        let key = canonical(&name);
        if key.is_empty() {
            self.unnamed += 1;
            return;
        }
        let next = self.all.len();
        let at = *self.by_name.entry((list, key.clone())).or_insert(next);
        if at == next {
            self.all.push(Party {
                list,
                name,
                key,
                aliases: Vec::new(),
                countries: BTreeSet::new(),
                pages: BTreeSet::new(),
                line: row.line,
            });
        }
        let Some(party) = self.all.get_mut(at) else { return };
        for alias in row.aliases {
            let key = canonical(&alias);
            if !key.is_empty() && !party.aliases.contains(&key) {
                party.aliases.push(key);
            }
        }
        party.pages.extend(pages(&row.notice));
        for printed in row.countries.iter().map(|country| country.trim()).filter(|country| !country.is_empty()) {
            match code(printed) {
                Some(code) => drop(party.countries.insert(code)),
                None => *self.countries.entry(printed.to_owned()).or_insert(0) += 1,
            }
        }
    }

    /// All of them, or why there are none.
    pub(super) fn table(self) -> Result<Table, FileError> {
        let Self { printing, all: parties, rows, others, unnamed, unlisted, countries, rest, .. } = self;
        if parties.is_empty() {
            return Err(FileError::NoParty { printing, rows });
        }
        let mut not_compared = rest;
        let mut say = |what: String, count: usize, why: &str| {
            if count > 0 {
                not_compared.push(NotCompared { what, count, why: why.to_owned() });
            }
        };
        say("rows without a list or a name".to_owned(), unnamed, "nothing says whom they are of");
        say(
            "rows that name no list".to_owned(),
            unlisted,
            "taken as rows of the Entity List, which the other rows of the file are of",
        );
        for (country, count) in countries {
            let why = "no country is known by that name; the party was matched without it";
            say(format!("addresses in “{country}”"), count, why);
        }
        for (source, count) in others {
            say(format!("rows of “{source}”"), count, "a list that is not tracked here");
        }
        Ok(Table { printing, parties, not_compared })
    }
}

/// The list that a source is: `Entity List (EL) - Bureau of Industry and Security`, or `EL`.
fn whose(source: &str) -> Option<Whose> {
    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    if source.is_empty() {
        return None;
    }
    let key = canonical(&source);
    let lists = [
        (ListId::EntityList, "el", "entitylist"),
        (ListId::UnverifiedList, "uvl", "unverifiedlist"),
        (ListId::MeuList, "meu", "militaryenduser"),
    ];
    let found = lists.into_iter().find(|(_, short, long)| key == *short || key.starts_with(long));
    Some(found.map_or(Whose::Other(source), |(list, ..)| Whose::List(list)))
}

/// The code of a country as printed, by name or by its two letters.
pub(super) fn code(printed: &str) -> Option<String> {
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code(printed) && !country::is_known(printed) {
        return Some(printed.to_owned());
    }
    country::iso(printed).map(Cow::into_owned)
}

/// Volumes and pages in the spellings of the tables: `83 FR 37423; 87 FR 77505`, `84 fr 40241`, `77 FR 61249 No. 195`.
pub(super) fn pages(notice: &str) -> Vec<(u16, u32)> {
    let words: Vec<_> = notice.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let cited = words.windows(3).filter_map(|words| match words {
        [volume, fr, page] if fr.eq_ignore_ascii_case("fr") => Some((volume.parse().ok()?, page.parse().ok()?)),
        _ => None,
    });
    cited.collect()
}

/// The country at the end of each address of a text that joins them by semicolons.
pub(super) fn countries(addresses: &str) -> Vec<String> {
    let last = |address: &str| address.rsplit(',').next().unwrap_or_default().trim().to_owned();
    addresses.split("; ").map(last).filter(|country| code(country).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_read_in_the_spellings_of_the_tables() {
        for (notice, expected) in [
            ("90 FR 14046", &[(90, 14046)][..]),
            ("83 FR 37423; 87 FR 77505", &[(83, 37423), (87, 77505)]),
            ("84 fr 40241", &[(84, 40241)]),
            ("77 FR 61249 No. 195", &[(77, 61249)]),
            ("75 FR 1699 (1/13/2010), 77 FR 24587", &[(75, 1699), (77, 24587)]),
            ("66 FR 24266;70 FR 54629; 88 FR", &[(66, 24266), (70, 54629)]),
            ("Vol. 88, No. 151, 08/08/2023", &[]),
            ("", &[]),
        ] {
            assert_eq!(pages(notice), expected, "{notice}");
        }
    }

    #[test]
    fn a_country_is_a_name_or_two_letters() {
        for (printed, expected) in [
            ("CN", Some("CN")),
            ("Hong Kong", Some("HK")),
            ("UAE", Some("AE")),
            ("U.A.E.", Some("AE")),
            ("UK", Some("GB")),
            ("CRIMEA (OCCUPIED)", Some("UA-43")),
            ("Moracco", None),
            ("Ste 4", None),
        ] {
            assert_eq!(code(printed).as_deref(), expected, "{printed}");
        }
    }
}
