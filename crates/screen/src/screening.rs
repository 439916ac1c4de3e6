//! A party held against the entries of the lists: its potential matches, each with its reasons.
//!
//! A hit depends on the party, the entry, the threshold and the tables of this crate only; no other entry of the lists has
//! a say in it. So hits can be remembered, and only what changed has to be held against each other again.

pub mod hit;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use self::hit::{Hit, Kind, Matched, PartyField};
use crate::address::candidates::Finder;
use crate::address::compare::{self, SAME_BUILDING};
use crate::address::{Address, Addresses, country};
use crate::index::{Index, Searcher, Wanted};
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

/// The entries of the lists, to be compared with parties. What of them is looked up is made ready when it is first needed.
#[derive(Debug)]
pub struct Screening {
    listed: Vec<Listed>,
    thresholds: Thresholds,
    names: OnceLock<Names>,
    places: OnceLock<Places>,
}

/// The names of the entries.
#[derive(Debug)]
struct Names {
    index: Arc<Index>,
    /// The entry and the label of each name of the index.
    of_name: Vec<(usize, usize)>,
}

/// The addresses of the entries.
#[derive(Debug)]
struct Places {
    index: Arc<Addresses>,
    /// The entry and its address for each of the index.
    of_address: Vec<(usize, usize)>,
}

impl Screening {
    /// Entries, and what counts as a match.
    pub fn new(listed: Vec<Listed>, thresholds: Thresholds) -> Self {
        Self { listed, thresholds, names: OnceLock::new(), places: OnceLock::new() }
    }

    /// Makes the names ready.
    pub fn prepare_names(&self) {
        self.names();
    }

    /// Makes the addresses ready.
    pub fn prepare_addresses(&self) {
        self.places();
    }

    /// Whether all is ready.
    pub fn is_prepared(&self) -> bool {
        self.names.get().is_some() && self.places.get().is_some()
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.listed))
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::new(&self.listed))
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
    pub fn screener(&self) -> Screener<&Self> {
        Screener::new(self)
    }

    /// The potential matches of a party, the likeliest first.
    pub fn hits(&self, party: &Party) -> Vec<Hit> {
        self.screener().hits(party)
    }
}

impl Names {
    fn new(listed: &[Listed]) -> Self {
        let (mut names, mut of_name) = (Vec::new(), Vec::new());
        for (at, entry) in listed.iter().enumerate().filter(|(_, entry)| !entry.is_address_only) {
            for (label, name) in entry.names.iter().enumerate() {
                names.push(Name::new(&name.text));
                of_name.push((at, label));
            }
        }
        Self { index: Arc::new(Index::new(names)), of_name }
    }
}

impl Places {
    fn new(listed: &[Listed]) -> Self {
        let (mut addresses, mut of_address) = (Vec::new(), Vec::new());
        for (at, entry) in listed.iter().enumerate() {
            let seat = [Some(entry.country.as_str()), entry.country_code.as_deref()];
            let heading = seat.into_iter().flatten().find(|text| country(text).is_some());
            for (number, address) in entry.addresses.iter().enumerate() {
                addresses.push(Address::new(address, heading));
                of_address.push((at, number));
            }
        }
        Self { index: Arc::new(Addresses::new(addresses)), of_address }
    }
}

/// One who screens against entries, of its own or borrowed: what it has looked up once it need not look up again.
#[derive(Debug)]
pub struct Screener<S> {
    screening: S,
    /// From the first name on.
    searcher: Option<Searcher<Arc<Index>>>,
    /// From the first address on.
    finder: Option<Finder<Arc<Addresses>>>,
}

impl<S: Deref<Target = Screening> + Clone> Screener<S> {
    /// One who screens against these entries.
    pub fn new(screening: S) -> Self {
        Self { screening, searcher: None, finder: None }
    }

    /// The potential matches of a party, the likeliest first: at most one of each kind with an entry, by the label that
    /// matches best.
    pub fn hits(&mut self, party: &Party) -> Vec<Hit> {
        self.hits_from(party, self.screening.thresholds)
    }

    /// The same by other thresholds.
    pub fn hits_from(&mut self, party: &Party, thresholds: Thresholds) -> Vec<Hit> {
        let mut best: BTreeMap<(usize, Kind), Hit> = BTreeMap::new();
        let mut offer = |hit: Hit| {
            let known = best.get(&(hit.listed, hit.kind));
            if known.is_none_or(|known| known.score < hit.score) {
                best.insert((hit.listed, hit.kind), hit);
            }
        };
        self.by_name(party, thresholds.name, &mut offer);
        self.by_address(party, thresholds.address, &mut offer);
        let mut hits: Vec<_> = best.into_values().collect();
        hit::rank(&mut hits);
        hits
    }

    fn by_name(&mut self, party: &Party, least: f32, offer: &mut impl FnMut(Hit)) {
        for (field, text) in party.names() {
            self.by_text(party, (field, text), (text, &Name::new(text), least), offer);
            if least <= OF_PART {
                for (part, name) in segments(text) {
                    self.by_text(party, (field, text), (part, &name, WHOLE), offer);
                }
            }
        }
    }

    /// What a name of a party matches, by itself or by a part of it.
    fn by_text(
        &mut self,
        party: &Party,
        (field, text): (Field, &str),
        (part, asked, least): (&str, &Name, f32),
        offer: &mut impl FnMut(Hit),
    ) {
        if asked.tokens.is_empty() {
            return;
        }
        let screening = self.screening.clone();
        let (listed, Names { index, of_name }) = (&screening.listed, screening.names());
        let searcher = self.searcher.get_or_insert_with(|| Searcher::new(Arc::clone(index)));
        let is_part = part.len() < text.len();
        // Of the labels of an entry the first that scores best is told; the words are found for it alone.
        let mut best: BTreeMap<usize, (usize, usize, crate::score::Score)> = BTreeMap::new();
        for (number, mut score) in searcher.search(asked, Wanted::of_score(least)) {
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
            let (Some(entry), Some(found)) = (listed.get(at), index.names().get(number)) else {
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

    fn by_address(&mut self, party: &Party, least: f32, offer: &mut impl FnMut(Hit)) {
        let screening = self.screening.clone();
        let listed = &screening.listed;
        for text in &party.addresses {
            let asked = Address::new(text, party.country.as_deref());
            let Places { index, of_address } = screening.places();
            let finder = self.finder.get_or_insert_with(|| Finder::new(Arc::clone(index)));
            for (number, found) in finder.find(&asked) {
                let is_one = match found.kind {
                    compare::Kind::SameBuilding | compare::Kind::SameBox | compare::Kind::SamePlace => true,
                    compare::Kind::PossiblySameBuilding
                    | compare::Kind::SameStreet
                    | compare::Kind::SameCity
                    | compare::Kind::Other => false,
                };
                if !is_one || found.score < least {
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
