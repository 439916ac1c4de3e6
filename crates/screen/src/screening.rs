//! A party held against the entries of the lists: its potential matches, each with its reasons.
//!
//! A hit depends on the party, the entry, the threshold and the tables of this crate only; no other entry of the lists has
//! a say in it. So hits can be remembered, and only what changed has to be held against each other again.

pub mod hit;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::hit::{Hit, Kind, Matched, PartyField};
use crate::address::candidates::Finder;
use crate::address::compare::{self, SAME_BUILDING};
use crate::address::{Address, Addresses, country};
use crate::index::{Index, Wanted};
use crate::listed::{By, Listed};
use crate::name::Name;
use crate::party::{Field, Party};
use crate::reasons;
use crate::score::THRESHOLD;

/// What counts as a potential match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Names with this score or more.
    pub name: f32,
    /// Addresses with this score or more: of one building, one box, or the same place.
    pub address: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { name: THRESHOLD, address: SAME_BUILDING }
    }
}

/// The entries of the lists, ready to be compared with parties.
#[derive(Debug)]
pub struct Screening {
    listed: Vec<Listed>,
    thresholds: Thresholds,
    names: Index,
    /// The entry and the label of each name of the index.
    of_name: Vec<(usize, usize)>,
    addresses: Addresses,
    /// The entry and its address for each of the index.
    of_address: Vec<(usize, usize)>,
}

impl Screening {
    /// Makes the entries ready.
    pub fn new(listed: Vec<Listed>, thresholds: Thresholds) -> Self {
        let (mut names, mut of_name) = (Vec::new(), Vec::new());
        let (mut addresses, mut of_address) = (Vec::new(), Vec::new());
        for (at, entry) in listed.iter().enumerate() {
            let labels = entry.names.iter().enumerate().filter(|_| !entry.is_address_only);
            for (label, name) in labels {
                names.push(Name::new(&name.text));
                of_name.push((at, label));
            }
            let seat = [Some(entry.country.as_str()), entry.country_code.as_deref()];
            let heading = seat.into_iter().flatten().find(|text| country(text).is_some());
            for (number, address) in entry.addresses.iter().enumerate() {
                addresses.push(Address::new(address, heading));
                of_address.push((at, number));
            }
        }
        Self { names: Index::new(names), addresses: Addresses::new(addresses), listed, thresholds, of_name, of_address }
    }

    /// The entries; hits name them by their number here.
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// What counts as a match.
    pub fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// One who screens many parties, one after the other.
    pub fn screener(&self) -> Screener<'_> {
        Screener { screening: self, finder: self.addresses.finder(), asked: 0 }
    }

    /// The potential matches of a party, the likeliest first.
    pub fn hits(&self, party: &Party) -> Vec<Hit> {
        self.screener().hits(party)
    }
}

/// One who screens: what it has looked up once it need not look up again.
#[derive(Debug)]
pub struct Screener<'a> {
    screening: &'a Screening,
    finder: Finder<'a>,
    asked: u32,
}

/// Addresses after which what was looked up is forgotten, lest it grow with the number of parties.
const FORGET_AFTER: u32 = 20_000;

impl Screener<'_> {
    /// The potential matches of a party, the likeliest first: at most one of each kind with an entry, by the label that
    /// matches best.
    pub fn hits(&mut self, party: &Party) -> Vec<Hit> {
        let mut best: BTreeMap<(usize, Kind), Hit> = BTreeMap::new();
        let mut offer = |hit: Hit| {
            let known = best.get(&(hit.listed, hit.kind));
            if known.is_none_or(|known| known.score < hit.score) {
                best.insert((hit.listed, hit.kind), hit);
            }
        };
        self.by_name(party, &mut offer);
        self.by_address(party, &mut offer);
        let mut hits: Vec<_> = best.into_values().collect();
        hits.sort_by(hit::in_order);
        hits
    }

    fn by_name(&self, party: &Party, offer: &mut impl FnMut(Hit)) {
        for (field, text) in party.names() {
            self.by_text(party, (field, text), (text, &Name::new(text)), offer);
            if self.screening.thresholds.name <= OF_PART {
                for (part, name) in segments(text) {
                    self.by_text(party, (field, text), (part, &name), offer);
                }
            }
        }
    }

    /// What a name of a party matches, by itself or by a part of it.
    fn by_text(
        &self,
        party: &Party,
        (field, text): (Field, &str),
        (part, asked): (&str, &Name),
        offer: &mut impl FnMut(Hit),
    ) {
        let Screening { listed, names, of_name, thresholds, .. } = self.screening;
        if asked.tokens.is_empty() {
            return;
        }
        let is_part = part.len() < text.len();
        let wanted = Wanted::of_score(if is_part { WHOLE } else { thresholds.name });
        // Of the labels of an entry the first that scores best is told; the words are found for it alone.
        let mut best: BTreeMap<usize, (usize, usize, crate::score::Score)> = BTreeMap::new();
        for (number, mut score) in names.search(asked, wanted) {
            let Some(&(at, label)) = of_name.get(number) else {
                continue;
            };
            if is_part {
                score.value = OF_PART;
            }
            let rank = |label: usize| listed.get(at).and_then(|it| it.names.get(label)).map(|it| (it.by, label));
            let is_better = best.get(&at).is_none_or(|(_, known, of_known)| {
                score.value > of_known.value || score.value >= of_known.value && rank(label) < rank(*known)
            });
            if is_better {
                best.insert(at, (number, label, score));
            }
        }
        for (at, (number, label, score)) in best {
            let (Some(entry), Some(found)) = (listed.get(at), names.names().get(number)) else {
                continue;
            };
            let Some(label) = entry.names.get(label) else {
                continue;
            };
            let mut why_not_higher = reasons::why_not_higher(asked, found, &score);
            if is_part {
                why_not_higher.insert(0, format!("only “{part}” is compared, a part of the name"));
            }
            offer(Hit {
                kind: kind(entry, Kind::Name),
                listed: at,
                score: score.value,
                matched: Some(Matched {
                    party_field: match field {
                        Field::Name => PartyField::Name,
                        Field::OtherName => PartyField::OtherName,
                    },
                    party_text: text.to_owned(),
                    entry_field: label.by,
                    entry_text: label.text.clone(),
                }),
                reasons: reasons::why(asked, found, &score)
                    .into_iter()
                    .chain(seats(party, entry))
                    .chain(succession(entry))
                    .collect(),
                why_not_higher,
                ownership: None,
            });
        }
    }

    fn by_address(&mut self, party: &Party, offer: &mut impl FnMut(Hit)) {
        let Screening { listed, of_address, thresholds, .. } = self.screening;
        for text in &party.addresses {
            let asked = Address::new(text, party.country.as_deref());
            self.asked += 1;
            if self.asked.is_multiple_of(FORGET_AFTER) {
                self.finder = self.screening.addresses.finder();
            }
            for (number, found) in self.finder.find(&asked) {
                let is_one = match found.kind {
                    compare::Kind::SameBuilding | compare::Kind::SameBox | compare::Kind::SamePlace => true,
                    compare::Kind::PossiblySameBuilding
                    | compare::Kind::SameStreet
                    | compare::Kind::SameCity
                    | compare::Kind::Other => false,
                };
                if !is_one || found.score < thresholds.address {
                    continue;
                }
                let Some(&(at, address)) = of_address.get(number) else {
                    continue;
                };
                let Some(entry) = listed.get(at) else {
                    continue;
                };
                offer(Hit {
                    kind: kind(entry, Kind::Address),
                    listed: at,
                    score: found.score,
                    matched: Some(Matched {
                        party_field: PartyField::Address,
                        party_text: text.clone(),
                        entry_field: By::Address,
                        entry_text: entry.addresses.get(address).cloned().unwrap_or_default(),
                    }),
                    reasons: reasons::of_address(&found, entry.is_address_only)
                        .into_iter()
                        .chain(succession(entry))
                        .collect(),
                    why_not_higher: reasons::address_not_higher(&found),
                    ownership: None,
                });
            }
        }
    }
}

/// What a part of a name has to score to be the name of an entry, and what that is worth: the whole is another name.
const WHOLE: f32 = 0.9;
const OF_PART: f32 = 0.8;

/// The parts of a name that can be names themselves, where it has several: `Department of Alpha: Beta Works`, a body and
/// its part, or a party and where it belongs to. A legal form behind a comma is none.
fn segments(text: &str) -> Vec<(&str, Name)> {
    const SIGNS: [char; 6] = [',', ';', ':', '|', '–', '—'];
    const BLANKS: [&str; 2] = [" - ", " / "];
    let is_long = |part: &&str| part.trim().contains(' ');
    if !text.contains(SIGNS) && !BLANKS.iter().any(|blank| text.contains(blank)) {
        return Vec::new();
    }
    let parts = text.split(SIGNS).flat_map(|part| part.split(BLANKS[0])).flat_map(|part| part.split(BLANKS[1]));
    let parts: Vec<&str> = parts.filter(is_long).map(|part| without_lead(part.trim())).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut names: Vec<_> = parts.into_iter().map(|part| (part, Name::new(part))).collect();
    names.retain(|(_, name)| is_telling(name));
    if names.len() < 2 { Vec::new() } else { names }
}

/// `and subordinate entity Alpha Works` → `Alpha Works`.
fn without_lead(mut part: &str) -> &str {
    const LEADS: [&str; 12] = [
        "and ", "subordinate ", "entity ", "entities ", "including ", "subsidiary of ", "a subsidiary of ",
        "branch of ", "part of ", "a division of ", "division of ", "member of ",
    ];
    while let Some(rest) = LEADS.iter().find_map(|lead| {
        part.get(..lead.len()).filter(|start| start.eq_ignore_ascii_case(lead)).and_then(|_| part.get(lead.len()..))
    }) {
        part = rest;
    }
    part
}

/// Whether a part of a name says enough to be a name: two words, one of which is not common.
fn is_telling(name: &Name) -> bool {
    const LEAST: f32 = 1.2;
    let words = name.tokens.iter().filter(|token| token.weight > 0.0 && !token.is_place).count();
    words > 1 && name.weight - name.places >= LEAST
}

/// What a match with an entry that was removed means.
fn succession(entry: &Listed) -> Option<String> {
    let words = "the entry was removed from its list: the party may be it, or its successor";
    entry.is_delisted.then(|| words.to_owned())
}

/// What a match with an entry is; `of_list` where the entry stands on a list.
fn kind(entry: &Listed, of_list: Kind) -> Kind {
    match (entry.is_held, entry.is_delisted) {
        (true, _) => Kind::Held,
        (false, true) => Kind::Successor,
        (false, false) => of_list,
    }
}

/// Whether the countries agree; the score does not depend on it, as a party deals from where it likes.
fn seats(party: &Party, entry: &Listed) -> Option<String> {
    let written = party.country.as_deref()?;
    let of_entry = country(&entry.country).or_else(|| country(entry.country_code.as_deref()?))?;
    Some(match country(written) {
        Some(one) if one == of_entry => format!("the same country, {}", one.to_uppercase()),
        Some(one) => format!("another country: {}, on the list {}", one.to_uppercase(), of_entry.to_uppercase()),
        None => format!("whether “{written}” is the country {} is not known here", of_entry.to_uppercase()),
    })
}
