//! The addresses of a list, and which of them may be in the building of another address.
//!
//! No pair that scores as possible is lost: two addresses of one building share a house number, a box, or a word of the
//! name of a building, street or site, however it is spelled or divided.

use std::collections::BTreeSet;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::compare::{
    ENDINGS, Found, MOST_SLIPS, POSSIBLE, SLIPPED_ENDINGS, alike, joins, keeps_first, measure, parts, same_building,
    slips_allowed, weight,
};
use super::parts::{Address, Number, Part};

/// So much may be missing from the name of a building, and from a description.
const OF_NAME: f32 = 0.2;
const OF_ALL: f32 = 0.4;

/// The addresses of a list; each is known by its number in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    all: Vec<Address>,
    /// The words of streets and buildings of an address with both a street and a house number; else none.
    of_streets: Vec<Vec<usize>>,
    by_house: FxHashMap<String, Vec<u32>>,
    /// Numbers that may be those of houses, of addresses that have none.
    by_other: FxHashMap<String, Vec<u32>>,
    by_box: FxHashMap<String, Vec<u32>>,
    /// All words.
    words: Vec<String>,
    known: FxHashMap<String, usize>,
    /// Words by their length, with their letters.
    by_length: Vec<OfLength>,
    /// Where a word is telling.
    names: Vec<Vec<u32>>,
    /// Where a word stands at all.
    anywhere: Vec<Vec<u32>>,
}

impl Addresses {
    /// The index of addresses.
    pub fn new(addresses: impl IntoIterator<Item = Address>) -> Self {
        let mut index = Self { all: addresses.into_iter().collect(), ..Self::default() };
        let addresses = std::mem::take(&mut index.all);
        for (at, address) in (0..).zip(&addresses) {
            for word in anywhere(address) {
                let word = index.word(word);
                index.anywhere.get_mut(word).into_iter().for_each(|stands| stands.push(at));
            }
        }
        for (at, address) in (0..).zip(&addresses) {
            for number in numbers(&address.houses) {
                index.by_house.entry(number).or_default().push(at);
            }
            if address.houses.is_empty() {
                for number in numbers(address.blocks.iter().chain(&address.units)) {
                    index.by_other.entry(number).or_default().push(at);
                }
            }
            for number in &address.boxes {
                index.by_box.entry(number.first.clone()).or_default().push(at);
            }
            let mut of_streets = Vec::new();
            if has_street(address) {
                for word in address.streets.iter().chain(&address.buildings).flat_map(joins) {
                    of_streets.push(index.word(word));
                }
            }
            index.of_streets.push(of_streets);
            for word in index.telling(address) {
                let word = index.word(word);
                index.names.get_mut(word).into_iter().for_each(|stands| stands.push(at));
            }
        }
        index.all = addresses;
        index
    }

    /// Words one of which another address has to have, unless the two share a number: the rarest of each name of a
    /// building; and of an address without house number, the rarest of all.
    fn telling(&self, address: &Address) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for part in &address.buildings {
            self.rarest(std::iter::once(part), OF_NAME, &mut all);
        }
        if address.houses.is_empty() {
            self.rarest(parts(address), OF_ALL, &mut all);
        }
        all
    }

    /// The rarest words that make up more than a share of names, and what they make with their neighbours.
    fn rarest<'a>(&self, names: impl Iterator<Item = &'a Part>, share: f32, into: &mut BTreeSet<String>) {
        let mut words: Vec<(usize, &String, usize)> = Vec::new();
        for part in names {
            into.extend(joins(part).into_iter().skip(part.words.len()));
            for word in &part.words {
                let stands = self.known.get(word).and_then(|at| self.anywhere.get(*at)).map_or(0, Vec::len);
                words.push((stands, word, weight(word, part)));
            }
        }
        words.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "letters of a name are few")]
        let mut left = words.iter().map(|(_, _, weight)| *weight).sum::<usize>() as f32 * share;
        for (_, word, weight) in words {
            if left < 0.0 {
                break;
            }
            into.insert(word.clone());
            #[expect(clippy::cast_precision_loss, reason = "letters of a name are few")]
            let weight = weight as f32;
            left -= weight;
        }
    }

    /// The addresses, in order.
    pub fn addresses(&self) -> &[Address] {
        &self.all
    }

    /// A search; it remembers what words it has looked up, so one should serve many addresses.
    pub fn finder(&self) -> Finder<&Self> {
        Finder::new(self)
    }

    fn word(&mut self, word: String) -> usize {
        if let Some(known) = self.known.get(&word) {
            return *known;
        }
        let new = self.words.len();
        if self.by_length.len() <= word.len() {
            self.by_length.resize_with(word.len() + 1, OfLength::default);
        }
        if let Some(words) = self.by_length.get_mut(word.len()) {
            words.all.push((letters(&word), new));
            let first = word.bytes().next().unwrap_or_default();
            words.by_first.entry(first).or_default().push((letters(&word), new));
        }
        self.known.insert(word.clone(), new);
        self.words.push(word);
        self.names.push(Vec::new());
        self.anywhere.push(Vec::new());
        new
    }
}

/// Words of which it is kept what they are like, at most.
const KNOWN: usize = 1 << 15;

/// A search in [`Addresses`], its own or borrowed.
#[derive(Debug, Clone)]
pub struct Finder<I> {
    index: I,
    /// The words of the list that are like a word.
    words: FxHashMap<String, Vec<usize>>,
    /// The turn in which a word of the list was last like one of the address.
    seen: Vec<u32>,
    turn: u32,
}

impl<I: Deref<Target = Addresses> + Clone> Finder<I> {
    /// A search in these addresses.
    pub fn new(index: I) -> Self {
        Self { words: FxHashMap::default(), seen: vec![0; index.words.len()], turn: 0, index }
    }

    /// The addresses that score as possible at least, the best first.
    pub fn find(&mut self, address: &Address) -> Vec<(usize, Found)> {
        let mut candidates: Vec<u32> = Vec::new();
        let index = self.index.clone();
        self.begin();
        for word in anywhere(address) {
            let turn = self.turn;
            for at in self.like(&word) {
                candidates.extend(index.names.get(*at).into_iter().flatten());
            }
            let Self { words, seen, .. } = self;
            for at in words.get(&word).into_iter().flatten() {
                seen.get_mut(*at).into_iter().for_each(|seen| *seen = turn);
            }
        }
        let mut telling = BTreeSet::new();
        for part in &address.buildings {
            index.rarest(std::iter::once(part), OF_NAME, &mut telling);
        }
        for word in telling {
            for at in self.like(&word) {
                candidates.extend(index.anywhere.get(*at).into_iter().flatten());
            }
        }
        // Of two with streets, the streets or the buildings have a word in common.
        let has_street = has_street(address);
        let is_seen = |at: &usize| self.seen.get(*at) == Some(&self.turn);
        let is_open = |at: &&u32| {
            let words = index.of_streets.get(**at as usize);
            !has_street || words.is_none_or(|words| words.is_empty() || words.iter().any(is_seen))
        };
        let mut take = |by: &FxHashMap<String, Vec<u32>>, number: &str| {
            candidates.extend(by.get(number).into_iter().flatten().filter(is_open));
        };
        for number in numbers(&address.houses) {
            take(&index.by_house, &number);
            take(&index.by_other, &number);
        }
        if address.houses.is_empty() {
            for number in numbers(address.blocks.iter().chain(&address.units)) {
                take(&index.by_house, &number);
            }
            for number in numbers(&address.blocks) {
                take(&index.by_other, &number);
            }
        }
        for number in &address.boxes {
            candidates.extend(index.by_box.get(&number.first).into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        for at in candidates {
            let at = at as usize;
            let Some(other) = index.all.get(at) else {
                continue;
            };
            if measure(address, other).score >= POSSIBLE {
                found.push((at, same_building(address, other)));
            }
        }
        found.sort_by(|one, other| other.1.score.total_cmp(&one.1.score).then(one.0.cmp(&other.0)));
        found
    }

    /// What was found before is old.
    fn begin(&mut self) {
        if self.turn == u32::MAX {
            self.seen.fill(0);
            self.turn = 0;
        }
        self.turn += 1;
        if self.words.len() > KNOWN {
            self.words.clear();
        }
    }

    /// The words of the list that are like a word.
    fn like(&mut self, word: &str) -> &[usize] {
        if !self.words.contains_key(word) {
            let like = self.index.like(word);
            self.words.insert(word.to_owned(), like);
        }
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Words of one length.
#[derive(Debug, Clone, Default)]
struct OfLength {
    all: Vec<(u64, usize)>,
    by_first: FxHashMap<u8, Vec<(u64, usize)>>,
}

impl Addresses {
    /// The words that are [`alike`] a word.
    fn like(&self, word: &str) -> Vec<usize> {
        let mut like: Vec<usize> = self.known.get(word).copied().into_iter().collect();
        for ending in ENDINGS {
            like.extend(self.known.get(&format!("{word}{ending}")));
            like.extend(word.strip_suffix(ending).and_then(|short| self.known.get(short)));
        }
        // An ending with a slip in it is left out of the other one.
        for beyond in SLIPPED_ENDINGS {
            let stem = word.len().checked_sub(beyond).and_then(|at| word.get(..at));
            like.extend(stem.and_then(|stem| self.known.get(&format!("{stem}k"))));
            if word.ends_with("sk")
                && let Some(words) = self.by_length.get(word.len() - 1 + beyond)
            {
                let of_letter = word.bytes().next().and_then(|first| words.by_first.get(&first));
                like.extend(of_letter.into_iter().flatten().map(|(_, at)| *at));
            }
        }
        let mask = letters(word);
        for length in word.len().saturating_sub(MOST_SLIPS)..=word.len() + MOST_SLIPS {
            let (short, apart) = (length.min(word.len()), length.abs_diff(word.len()));
            let most = slips_allowed(short);
            let Some(words) = self.by_length.get(length).filter(|_| apart <= most && most > 0) else {
                continue;
            };
            let words = if keeps_first(short) {
                word.bytes().next().and_then(|first| words.by_first.get(&first)).map_or(&[][..], Vec::as_slice)
            } else {
                &words.all
            };
            // A slip changes one letter at most.
            let is_near = |other: u64| (mask & !other).count_ones().max((other & !mask).count_ones()) as usize <= most;
            like.extend(words.iter().filter(|(other, _)| is_near(*other)).map(|(_, at)| *at));
        }
        like.retain(|at| self.words.get(*at).is_some_and(|other| alike(word, other).is_some()));
        like.sort_unstable();
        like.dedup();
        like
    }
}

/// Whether a street is named by words.
fn has_street(address: &Address) -> bool {
    !address.houses.is_empty()
        && address.streets.first().is_some_and(|street| street.words.iter().any(|it| it.len() > 1))
}

/// The first figures of numbers; all of a range.
fn numbers<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for number in numbers {
        all.insert(number.first.clone());
        if let (true, Ok(first), Some(Ok(last))) =
            (number.is_range, number.first.parse::<u32>(), number.rest.first().map(|last| last.parse::<u32>()))
        {
            all.extend((first..=last).map(|number| number.to_string()));
        }
    }
    all
}

fn anywhere(address: &Address) -> BTreeSet<String> {
    parts(address).flat_map(joins).filter(|word| word.len() > 1).collect()
}

/// The letters of a word: a bit for each, and another for those that stand in it twice.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |all, letter| match letter {
        b'a'..=b'z' => {
            let bit = 1 << (letter - b'a');
            all | bit | (all & bit) << 26
        }
        letter => all | 1 << (52 + letter % 12),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_that_are_alike_are_found() {
        let words = [
            "khabarov", "khabarovskiy", "khabarovsk", "jingsheng", "jingshen", "jinshengg", "zhongguancun",
            "zhongguncun", "hzongguancun", "tverskaia", "tverskaya", "beiya", "deya", "12a", "12b", "a", "ab", "abcd",
            "abcds", "abcdshi", "industrialnaia", "ndustrialnai", "industrialnaiashi", "улица", "улицы", "zavodsk",
            "zavodskaay", "zavodskii",
        ];
        let mut index = Addresses::default();
        for word in words {
            index.word(word.to_owned());
        }
        for word in words
            .into_iter()
            .chain(["khabarovski", "jngsheng", "zhonguancn", "tverskai", "abcdov", "abcda", "zavodskai", "zavodskk"])
        {
            let each: Vec<_> = (0..words.len()).filter(|at| alike(word, words[*at]).is_some()).collect();
            assert_eq!(index.like(word), each, "{word}");
        }
    }
}
