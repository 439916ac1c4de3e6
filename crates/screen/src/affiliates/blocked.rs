//! The list of Specially Designated Nationals, from a file that the user supplies: those of its parties that combine as
//! owners with the parties of the lists (15 CFR 744.8(a)(1) names the programs).
//!
//! Read are OFAC's `SDN.CSV`, which has no heading, its `ALT.CSV` of other names, and a plain CSV with the columns `name`
//! and `program`.

use std::collections::{BTreeMap, BTreeSet};

use super::restricted::{Restricted, SDN, canonical};
use super::strictest::Terms;
use crate::listed::{By, Label, Listed, Nature};
use crate::ownership::holding::Note;

/// A party of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blocked {
    /// OFAC's number; of a plain CSV the line.
    pub number: String,
    /// Its names, the first one first.
    pub names: Vec<String>,
    /// What it is.
    pub nature: Nature,
    /// The tags of its programs.
    pub programs: Vec<String>,
    /// Its country, where the file says it.
    pub country: String,
}

/// Files of the list, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlockedParties {
    /// Its parties.
    pub parties: Vec<Blocked>,
    /// Other names, by OFAC's number, for parties of another file.
    others: Vec<(String, String)>,
    /// What could not be used as it stands.
    pub notes: Vec<Note>,
}

/// Why a file of the list cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected OFAC's SDN.CSV or ALT.CSV, or a CSV with the columns name and program, but found {found}")]
pub struct BlockedError {
    found: String,
}

/// What OFAC writes where a value is missing.
const NOTHING: &str = "-0-";

/// Columns of a plain CSV.
const NAME: [&str; 3] = ["name", "sdn_name", "sdn name"];
const PROGRAM: [&str; 4] = ["program", "programs", "sdn_program", "program tag"];
const NUMBER: [&str; 4] = ["ent_num", "id", "uid", "number"];
const COUNTRY: [&str; 1] = ["country"];
const ALIASES: [&str; 3] = ["aliases", "alias", "other names"];

impl BlockedParties {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is none of the layouts.
    pub fn read(text: &str) -> Result<Self, BlockedError> {
        let text = text.trim_start_matches('\u{feff}');
        // OFAC ends its files with the mark that once ended files.
        let text = text.trim_end_matches(['\u{1a}', '\r', '\n', ' ']);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut read = Self::default();
        let mut layout = None;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let message = format!("the line cannot be read and was left out: {error}");
                    read.notes.push(Note { place: format!("line {line}"), message });
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<&str> = record.iter().map(|cell| if cell == NOTHING { "" } else { cell }).collect();
            if cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            match &layout {
                None => {
                    let (found, is_heading) = Layout::of(&cells)?;
                    if !is_heading {
                        read.take(&found, &cells, line);
                    }
                    layout = Some(found);
                }
                Some(layout) => read.take(layout, &cells, line),
            }
        }
        if layout.is_some() { Ok(read) } else { Err(BlockedError { found: "an empty file".to_owned() }) }
    }

    fn take(&mut self, layout: &Layout, cells: &[&str], line: u64) {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let optional = |at: Option<usize>| at.map_or("", cell);
        let mut note =
            |message: &str| self.notes.push(Note { place: format!("line {line}"), message: message.to_owned() });
        match layout {
            Layout::Sdn if cell(1).is_empty() => note("expected a name, but it is empty; the line was left out"),
            Layout::Sdn => self.parties.push(Blocked {
                number: cell(0).to_owned(),
                names: spellings(cell(1), cell(2)),
                nature: if cell(2).eq_ignore_ascii_case("individual") { Nature::Person } else { Nature::Organisation },
                programs: programs(cell(3)),
                country: String::new(),
            }),
            Layout::Alt if cell(3).is_empty() => note("expected another name, but it is empty; the line was left out"),
            Layout::Alt => self.others.push((cell(0).to_owned(), cell(3).to_owned())),
            Layout::Plain { name, .. } if cell(*name).is_empty() => {
                note("expected a name, but it is empty; the line was left out");
            }
            Layout::Plain { name, program, number, country, aliases } => {
                let others = optional(*aliases).split(';').map(str::trim).filter(|name| !name.is_empty());
                let number = match optional(*number) {
                    "" => format!("line-{line}"),
                    number => number.to_owned(),
                };
                self.parties.push(Blocked {
                    number,
                    names: spellings(cell(*name), "").into_iter().chain(others.map(ToOwned::to_owned)).collect(),
                    nature: Nature::Unknown,
                    programs: programs(cell(*program)),
                    country: optional(*country).to_owned(),
                });
            }
        }
    }

    /// Adds what another file says.
    pub fn join(&mut self, other: Self) {
        self.parties.extend(other.parties);
        self.others.extend(other.others);
        self.notes.extend(other.notes);
    }

    /// The parties that are designated under a program of the section; all of them where it is not on record which these
    /// are, since the answer is open then. Also says how many do not count.
    pub fn restricted(&self, programs: Option<&BTreeSet<String>>) -> (Vec<Restricted>, usize) {
        let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (number, name) in &self.others {
            others.entry(number).or_default().push(name);
        }
        let tags: Option<BTreeSet<String>> = programs.map(|all| all.iter().map(|tag| canonical(tag)).collect());
        let counts = |party: &&Blocked| {
            tags.as_ref().is_none_or(|tags| party.programs.iter().any(|tag| tags.contains(&canonical(tag))))
        };
        let counted = self.parties.iter().filter(counts).map(|party| {
            let person = if party.nature == Nature::Person { "individual" } else { "" };
            let more = others.get(party.number.as_str()).into_iter().flatten().flat_map(|name| spellings(name, person));
            let label = |by: By, text: String| Label { by, text };
            let names = party.names.iter().cloned().map(|name| label(By::Name, name));
            Restricted {
                listed: Listed {
                    key: format!("{SDN}-{}", party.number),
                    list: SDN.to_owned(),
                    country: party.country.clone(),
                    names: names.chain(more.map(|name| label(By::Alias, name))).collect(),
                    nature: party.nature,
                    ..Listed::default()
                },
                terms: Terms {
                    requirement: "Any item subject to the EAR. (See § 744.8(b) of the EAR)".to_owned(),
                    policy: "See § 744.8(d) of the EAR".to_owned(),
                    designations: Vec::new(),
                },
            }
        });
        let counted: Vec<_> = counted.collect();
        let rest = self.parties.len() - counted.len();
        (counted, rest)
    }
}

/// How a file is laid out.
enum Layout {
    Sdn,
    Alt,
    Plain { name: usize, program: usize, number: Option<usize>, country: Option<usize>, aliases: Option<usize> },
}

impl Layout {
    /// The layout by the first line, and whether that is a heading.
    fn of(cells: &[&str]) -> Result<(Self, bool), BlockedError> {
        let lower: Vec<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
        let find = |names: &[&str]| names.iter().find_map(|name| lower.iter().position(|cell| cell == name));
        if let (Some(name), Some(program)) = (find(&NAME), find(&PROGRAM)) {
            let (number, country, aliases) = (find(&NUMBER), find(&COUNTRY), find(&ALIASES));
            return Ok((Self::Plain { name, program, number, country, aliases }, true));
        }
        if find(&["alt_num"]).is_some() && find(&["alt_name"]).is_some() {
            return Ok((Self::Alt, true));
        }
        let is_number = |cell: Option<&&str>| cell.is_some_and(|cell| cell.parse::<u32>().is_ok());
        let is_kind = |cell: Option<&&str>| cell.is_some_and(|cell| ["aka", "fka", "nka", "dba"].contains(cell));
        match cells {
            _ if !is_number(cells.first()) => {}
            _ if is_number(cells.get(1)) && is_kind(cells.get(2)) => return Ok((Self::Alt, false)),
            [_, _, _, _, ..] if cells.len() >= 11 => return Ok((Self::Sdn, false)),
            _ => {}
        }
        let found: String = cells.join(", ").chars().take(200).collect();
        Err(BlockedError { found: format!("“{found}” in the first line") })
    }
}

/// A name; of a person, whose family name comes first, also in the other order.
fn spellings(name: &str, kind: &str) -> Vec<String> {
    let turned = name.split_once(", ").filter(|_| kind.eq_ignore_ascii_case("individual"));
    let turned = turned.map(|(family, given)| format!("{given} {family}"));
    std::iter::once(name.to_owned()).chain(turned).collect()
}

/// Tags of programs: `SDGT] [IFSR`, `NPWMD; IFSR`.
fn programs(text: &str) -> Vec<String> {
    let tags = text.split(['[', ']', ';', ',', '|']).map(str::trim);
    tags.filter(|tag| !tag.is_empty()).map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(parties: &BlockedParties, programs: &[&str]) -> Vec<String> {
        let programs = programs.iter().map(|tag| (*tag).to_owned()).collect();
        let (counted, _) = parties.restricted(Some(&programs));
        counted
            .iter()
            .map(|it| {
                format!(
                    "{} {}",
                    it.listed.key,
                    it.listed.names.iter().map(|label| label.text.as_str()).collect::<Vec<_>>().join("/")
                )
            })
            .collect()
    }

    const SDN: &str = "36,\"ALDER AIR CARGO\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\
                       \"7157\",\"OAKEN SHIPPING, LTD.\",\"\",\"SDGT] [IFSR\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'OAK'.\"\r\n\
                       9000,\"HOLM, Arvid\",\"individual\",\"ILLICIT-DRUGS-EO14059\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\u{1a}";

    #[test]
    fn the_layout_without_heading_and_its_other_names() {
        let mut parties = BlockedParties::read(SDN).unwrap();
        parties.join(
            BlockedParties::read("7157,1,\"aka\",\"OAK LINES\",-0- \r\n9000,2,\"fka\",\"BERG, Arvid\",-0- \r\n\u{1a}")
                .unwrap(),
        );
        assert_eq!(
            names(&parties, &["[SDGT]", "ILLICIT DRUGS-EO14059"]),
            ["sdn-7157 OAKEN SHIPPING, LTD./OAK LINES", "sdn-9000 HOLM, Arvid/Arvid HOLM/BERG, Arvid/Arvid BERG"]
        );
        assert!(parties.notes.is_empty(), "{:?}", parties.notes);
        assert_eq!(parties.restricted(None).0.len(), 3);
        assert_eq!(parties.restricted(Some(&BTreeSet::new())), (Vec::new(), 3));
    }

    #[test]
    fn a_plain_table() {
        for text in [
            "name,program\nOaken Shipping,NPWMD;SDGT\nElm,CUBA\n,SDGT\n",
            "\u{feff}Program,Name,Aliases\n\"SDGT] [NPWMD\",Oaken Shipping,\nCUBA,Elm,Ulme;Orme\nSDGT,,\n",
        ] {
            let parties = BlockedParties::read(text).unwrap();
            assert_eq!(names(&parties, &["SDGT"]), ["sdn-line-2 Oaken Shipping"]);
            assert_eq!(parties.notes.len(), 1);
            assert_eq!(parties.notes[0].place, "line 4");
        }
    }

    #[test]
    fn what_is_none_is_refused_with_what_was_found() {
        for (text, words) in [
            ("", "an empty file"),
            ("\u{1a}", "an empty file"),
            ("<?xml version=\"1.0\"?>\n<sdnList>", "“<?xml version="),
            ("party,list\nx,y\n", "“party, list”"),
            ("1,2\n", "“1, 2”"),
        ] {
            let error = BlockedParties::read(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
