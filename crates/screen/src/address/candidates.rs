//! The addresses of a list, and which of them may be in the building of another address.
//!
//! No pair that scores as possible is lost: two addresses of one building share a house number, a box, or a word of the
//! name of a building, street or site, however it is spelled or divided.

use std::collections::{BTreeSet, HashMap};

use super::compare::{Found, POSSIBLE, alike, joins, measure, same_building};
use super::{Address, Number, Part};

/// The addresses of a list; each is known by its number in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    addresses: Vec<Address>,
    by_number: HashMap<String, Vec<u32>>,
    /// All words.
    words: Vec<String>,
    known: HashMap<String, usize>,
    /// Words by their length.
    by_length: Vec<Vec<usize>>,
    /// Where a word names a building, a site or, without house number, a street.
    names: Vec<Vec<u32>>,
    /// Where a word stands in an address without house number or with another name.
    anywhere: Vec<Vec<u32>>,
}

impl Addresses {
    /// The index of addresses.
    pub fn new(addresses: impl IntoIterator<Item = Address>) -> Self {
        let mut index = Self::default();
        for address in addresses {
            index.add(address);
        }
        index
    }

    /// The addresses, in order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// A search; it remembers what words it has looked up, so one should serve many addresses.
    pub fn finder(&self) -> Finder<'_> {
        Finder { index: self, words: HashMap::new() }
    }

    fn add(&mut self, address: Address) {
        let Ok(at) = u32::try_from(self.addresses.len()) else {
            return;
        };
        for number in numbers(&address) {
            self.by_number.entry(number).or_default().push(at);
        }
        for word in names(&address) {
            let word = self.word(word);
            self.names.get_mut(word).into_iter().for_each(|stands| stands.push(at));
        }
        for word in anywhere(&address) {
            let word = self.word(word);
            self.anywhere.get_mut(word).into_iter().for_each(|stands| stands.push(at));
        }
        self.addresses.push(address);
    }

    fn word(&mut self, word: String) -> usize {
        if let Some(known) = self.known.get(&word) {
            return *known;
        }
        let new = self.words.len();
        if self.by_length.len() <= word.len() {
            self.by_length.resize_with(word.len() + 1, Vec::new);
        }
        self.by_length.get_mut(word.len()).into_iter().for_each(|words| words.push(new));
        self.known.insert(word.clone(), new);
        self.words.push(word);
        self.names.push(Vec::new());
        self.anywhere.push(Vec::new());
        new
    }
}

/// A search in [`Addresses`].
#[derive(Debug, Clone)]
pub struct Finder<'a> {
    index: &'a Addresses,
    /// The words of the list that are like a word.
    words: HashMap<String, Vec<usize>>,
}

impl Finder<'_> {
    /// The addresses that score as possible at least, the best first.
    pub fn find(&mut self, address: &Address) -> Vec<(usize, Found)> {
        let mut candidates: Vec<u32> = Vec::new();
        for number in numbers(address) {
            candidates.extend(self.index.by_number.get(&number).into_iter().flatten());
        }
        for word in anywhere(address) {
            self.extend(&word, &mut candidates, |index| &index.names);
        }
        for word in names(address) {
            self.extend(&word, &mut candidates, |index| &index.anywhere);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        for at in candidates {
            let at = at as usize;
            let Some(other) = self.index.addresses.get(at) else {
                continue;
            };
            if measure(address, other).score >= POSSIBLE {
                found.push((at, same_building(address, other)));
            }
        }
        found.sort_by(|one, other| other.1.score.total_cmp(&one.1.score).then(one.0.cmp(&other.0)));
        found
    }

    fn extend(&mut self, word: &str, candidates: &mut Vec<u32>, of: impl Fn(&Addresses) -> &Vec<Vec<u32>>) {
        const MOST_SLIPS: usize = 3;
        let index = self.index;
        if !self.words.contains_key(word) {
            let lengths = word.len().saturating_sub(MOST_SLIPS)..=word.len() + MOST_SLIPS;
            let words = lengths.filter_map(|length| index.by_length.get(length)).flatten();
            let is_like = |at: &&usize| index.words.get(**at).is_some_and(|other| alike(word, other).is_some());
            self.words.insert(word.to_owned(), words.filter(is_like).copied().collect());
        }
        for at in self.words.get(word).into_iter().flatten() {
            candidates.extend(of(index).get(*at).into_iter().flatten());
        }
    }
}

/// The numbers by which an address is found: of its houses, and of what may be its house.
fn numbers(address: &Address) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for number in address.houses.iter().chain(&address.blocks).chain(&address.units) {
        all.insert(number.first.clone());
        if let (true, Ok(first), Some(Ok(last))) =
            (number.is_range, number.first.parse::<u32>(), number.rest.first().map(|last| last.parse::<u32>()))
        {
            all.extend((first..=last).map(|number| number.to_string()));
        }
    }
    all.extend(address.boxes.iter().map(|number: &Number| format!("box {number}")));
    all
}

/// Words that name the building, or stand for it.
fn names(address: &Address) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = words(address.buildings.iter());
    if address.houses.is_empty() {
        all.extend(words(address.streets.iter().chain(&address.sites)));
    }
    all
}

fn anywhere(address: &Address) -> BTreeSet<String> {
    let parts = address.buildings.iter().chain(&address.streets).chain(&address.sites).chain(&address.places);
    words(parts.chain(&address.districts).chain(&address.regions).chain(&address.near))
}

fn words<'a>(parts: impl Iterator<Item = &'a Part>) -> BTreeSet<String> {
    parts.flat_map(joins).filter(|word| word.len() > 1).collect()
}
