//! Asks an index for one name after the other.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::deciding::{BEGUN, BITS, Deciding};
use super::near::Without;
use super::{Index, MIDDLING, Vocabulary, Wanted, sounds};
use crate::name::{Kind, Made, Name, Unit};
use crate::score::{COSTS, How, Pair, Score, assign, can_be_cut, is_nearly, likeness, of_pairs};
use crate::spelling::{abbreviation, consonants, is_abbreviated, lax, letters, slips_allowed, with_vowels};

/// What asks an index, of its own or borrowed: it keeps what it found out about words, and its room to calculate.
#[derive(Debug)]
pub struct Searcher<I> {
    index: I,
    /// What words are like that were asked for.
    known: FxHashMap<String, Arc<[Like]>>,
    /// The word that is looked up in it.
    key: String,
    /// Units that match a unit of the name asked for, by group.
    hits: Vec<Hit>,
    /// The units of the name asked for that were looked for.
    found: Vec<bool>,
    /// The first hit of each group; what is not of this search is old.
    of_group: Vec<(u32, u32)>,
    /// Which of the words that decide match, for each name, and for names not of this search old ones.
    of_name: Vec<(u32, u16)>,
    touched: Vec<u32>,
    pairs: Vec<Pair>,
    groups: Vec<u32>,
    search: u32,
}

/// A group that a unit is like.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Like {
    group: u32,
    how: How,
    likeness: f32,
}

/// A group that a unit of the name asked for is like.
#[derive(Debug, Clone, Copy)]
struct Hit {
    like: Like,
    words: (usize, usize),
}

/// Words of which the likenesses are kept, at most.
const KNOWN: usize = 1 << 15;

impl<I: Deref<Target = Index> + Clone> Searcher<I> {
    /// What asks this index.
    pub fn new(index: I) -> Self {
        Self {
            known: FxHashMap::default(),
            key: String::new(),
            hits: Vec::new(),
            found: Vec::new(),
            of_group: vec![(0, 0); index.groups.len()],
            of_name: vec![(0, 0); index.names.len()],
            touched: Vec::new(),
            pairs: Vec::new(),
            groups: Vec::new(),
            search: 0,
            index,
        }
    }

    /// The names that match, best first; those that match equally in their order.
    pub fn search(&mut self, asked: &Name, wanted: Wanted) -> Vec<(usize, Score)> {
        self.begin();
        let deciding = Deciding::new(asked, wanted);
        let can_meet = self.find_deciding(&deciding, asked, wanted);
        self.touch(&deciding, asked, can_meet);
        let mut touched = std::mem::take(&mut self.touched);
        touched.retain(|number| {
            let bits = self.of_name.get(*number as usize).map_or(0, |(_, bits)| *bits);
            bits & BEGUN != 0 || deciding.can_meet(bits, asked, wanted)
        });
        if !touched.is_empty() {
            self.find_others(asked);
        }
        let mut found = Vec::new();
        let index = self.index.clone();
        for &number in &touched {
            let number = number as usize;
            let Some(name) = index.names.get(number) else {
                continue;
            };
            let score = self.score(asked, number, name);
            if wanted.is_met(score.value, score.covered, score.covers) {
                found.push((number, score));
            }
        }
        self.touched = touched;
        found.sort_by(|(one, score), (other, others)| others.value.total_cmp(&score.value).then(one.cmp(other)));
        found
    }

    /// What was found before is old.
    fn begin(&mut self) {
        self.hits.clear();
        self.found.clear();
        self.touched.clear();
        if self.search == u32::MAX {
            self.of_group.fill((0, 0));
            self.of_name.fill((0, 0));
            self.search = 0;
        }
        self.search += 1;
        if self.known.len() > KNOWN {
            self.known.clear();
        }
    }

    /// The groups that the units with words that decide are like, the heaviest word first; whether any name can be wanted
    /// for them. Most names end at their first word.
    fn find_deciding(&mut self, deciding: &Deciding, asked: &Name, wanted: Wanted) -> bool {
        self.found.resize(asked.units.len(), false);
        let all = deciding.all_bits();
        let (mut met, mut open) = (0, all);
        for bit in (0..BITS).map(|bit| 1_u16 << bit).take_while(|bit| all & bit != 0) {
            for (at, unit) in asked.units.iter().enumerate() {
                let bits = deciding.bits_of(unit.words);
                if bits & bit != 0 && self.find(at, unit) {
                    met |= bits;
                }
            }
            if met & bit == 0 {
                open &= !bit;
                if !deciding.can_meet(open, asked, wanted) {
                    return false;
                }
            }
        }
        true
    }

    /// The groups that all other units are like, in the order of groups.
    fn find_others(&mut self, asked: &Name) {
        for (at, unit) in asked.units.iter().enumerate() {
            self.find(at, unit);
        }
        self.hits.sort_unstable_by_key(|hit| hit.like.group);
        for (at, hit) in self.hits.iter().enumerate().rev() {
            if let Some(place) = self.of_group.get_mut(hit.like.group as usize) {
                *place = (self.search, u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
    }

    /// The groups that a unit is like, once; whether there are any.
    fn find(&mut self, at: usize, unit: &Unit) -> bool {
        let is_found = self.found.get_mut(at).is_none_or(|found| std::mem::replace(found, true));
        if is_found || unit.kind == Kind::Small {
            return false;
        }
        let (words, before) = (unit.words, self.hits.len());
        if unit.made == Made::Word {
            let likes = self.known_likes(unit);
            self.hits.extend(likes.iter().map(|like| Hit { like: *like, words }));
        } else {
            let Self { index, hits, groups, .. } = self;
            index.each_like(unit, groups, |like| hits.push(Hit { like, words }));
        }
        self.hits.len() > before
    }

    /// Whether any unit of a name is like one of these groups.
    pub(super) fn is_like_any(&mut self, name: &Name, of: &[bool]) -> bool {
        let is_one = |like: &Like| of.get(like.group as usize).is_some_and(|is_one| *is_one);
        name.units.iter().filter(|unit| unit.kind != Kind::Small).any(|unit| {
            if unit.made == Made::Word {
                return self.known_likes(unit).iter().any(is_one);
            }
            let mut found = false;
            self.index.each_like(unit, &mut self.groups, |like| found |= is_one(&like));
            found
        })
    }

    fn known_likes(&mut self, unit: &Unit) -> Arc<[Like]> {
        let kind = match unit.kind {
            Kind::Form => '.',
            Kind::Number => '#',
            Kind::Word | Kind::Small if unit.is_skeleton => '~',
            Kind::Word | Kind::Small => '-',
        };
        self.key.clear();
        self.key.push(kind);
        for text in [unit.text.as_str(), "=", &unit.written].into_iter().chain(unit.parts.iter().map(String::as_str)) {
            self.key.push_str(text);
        }
        if let Some(known) = self.known.get(&self.key) {
            return Arc::clone(known);
        }
        let mut likes = Vec::new();
        self.index.each_like(unit, &mut self.groups, |like| likes.push(like));
        let likes: Arc<[Like]> = likes.into();
        self.known.insert(self.key.clone(), Arc::clone(&likes));
        likes
    }

    /// Names with a word that is like one that decides, where such a name can be wanted, and names that the one asked for
    /// can be the beginning of.
    fn touch(&mut self, deciding: &Deciding, asked: &Name, can_meet: bool) {
        let Self { index, hits, of_name, touched, search, .. } = self;
        let mut touch = |number: u32, bits: u16| {
            let Some(place) = of_name.get_mut(number as usize) else {
                return;
            };
            if place.0 != *search {
                *place = (*search, 0);
                touched.push(number);
            }
            place.1 |= bits;
        };
        for hit in hits.iter().filter(|_| can_meet) {
            let bits = deciding.bits_of(hit.words);
            if bits != 0
                && let Some(group) = index.groups.get(hit.like.group as usize)
            {
                group.names.iter().for_each(|number| touch(*number, bits));
            }
        }
        if can_be_cut(asked) {
            index.begun_by(&asked.letters).for_each(|number| touch(number, BEGUN));
        }
    }

    fn score(&mut self, asked: &Name, number: usize, name: &Name) -> Score {
        self.pairs.clear();
        for (group, other) in self.index.units_of(number) {
            let Some((search, first)) = self.of_group.get(*group as usize) else {
                continue;
            };
            if *search != self.search {
                continue;
            }
            let hits = self.hits.get(*first as usize..).unwrap_or_default();
            for Hit { like, words } in hits.iter().take_while(|hit| hit.like.group == *group) {
                let other = (usize::from(other.0), usize::from(other.1));
                self.pairs.push(Pair { how: like.how, likeness: like.likeness, one: *words, other });
            }
        }
        assign(&mut self.pairs, asked, name);
        of_pairs(asked, name, &self.pairs, &COSTS)
    }
}

impl Index {
    /// Calls back with every group that a unit is like, once.
    fn each_like(&self, unit: &Unit, groups: &mut Vec<u32>, mut found: impl FnMut(Like)) {
        groups.clear();
        self.vocabulary.near(unit, groups);
        groups.sort_unstable();
        groups.dedup();
        for &group in groups.iter() {
            let Some(other) = self.groups.get(group as usize) else {
                continue;
            };
            if let Some((how, likeness)) = likeness(unit, &other.unit) {
                found(Like { group, how, likeness });
            }
        }
    }
}

impl Vocabulary {
    /// Groups that a unit can be like, and some besides.
    fn near(&self, unit: &Unit, groups: &mut Vec<u32>) {
        let named = |known: &'_ FxHashMap<String, Vec<u32>>, text: &str, groups: &mut Vec<u32>| {
            groups.extend(known.get(text).into_iter().flatten());
        };
        match unit.made {
            Made::Acronym => named(&self.words, &unit.text, groups),
            Made::Joined => {
                named(&self.joined, &unit.sound, groups);
                self.near_words.of(&unit.sound, Without::One, |group| groups.push(group));
            }
            Made::Word if unit.kind == Kind::Number => named(&self.words, &unit.text, groups),
            Made::Word if unit.kind == Kind::Form => {
                for part in &unit.parts {
                    self.near_sound(part, groups);
                    self.near_writing(part, groups);
                }
            }
            Made::Word => {
                for sound in sounds(unit) {
                    self.near_sound(sound, groups);
                    self.near_joined.of(sound, Without::One, |group| groups.push(group));
                }
                self.near_writing(&unit.written, groups);
                self.near_forms(unit, groups);
                named(&self.words, &unit.text, groups);
                named(&self.acronyms, &unit.text, groups);
                named(&self.consonants, &consonants(&unit.sound), groups);
                if unit.text.len() == 1 {
                    groups.extend(unit.text.bytes().filter_map(|first| self.first.get(&first)).flatten());
                }
            }
        }
    }

    /// Words that sound nearly so.
    fn near_sound(&self, sound: &str, groups: &mut Vec<u32>) {
        if MIDDLING.contains(&sound.len()) {
            self.near_middling.of(sound, Without::Two, |group| groups.push(group));
        }
        // The shorter of two words decides.
        if sound.len() <= *MIDDLING.start() {
            self.near_words.of(sound, Without::One, |group| groups.push(group));
        }
        self.near_long(sound, groups);
        groups.extend(sound.bytes().next().and_then(|first| self.single.get(&first)).into_iter().flatten());
    }

    /// Words that are written nearly so, or shorter.
    fn near_writing(&self, written: &str, groups: &mut Vec<u32>) {
        self.near_words.of(&lax(written), Without::One, |group| groups.push(group));
        let short = abbreviation(written);
        let mut named = |short: &str| groups.extend(self.abbreviations.get(short).into_iter().flatten());
        named(&short);
        // One of two has lost the first vowel too.
        if is_abbreviated(written) {
            with_vowels(&short).for_each(|short| named(&short));
        }
        if short.starts_with(['a', 'e', 'i', 'o', 'u']) {
            named(short.trim_start_matches(['a', 'e', 'i', 'o', 'u']));
        }
    }

    /// Legal forms that a word is nearly one of.
    fn near_forms(&self, unit: &Unit, groups: &mut Vec<u32>) {
        let letters = unit.written.len();
        let most = slips_allowed(letters);
        // Without vowels, or as a first letter, it stands for longer ones.
        let lengths = if letters == 1 || unit.is_abbreviated {
            0..self.forms.len()
        } else {
            letters.saturating_sub(most)..(letters + most + 1).min(self.forms.len())
        };
        let parts = self.forms.get(lengths).unwrap_or_default().iter().flatten();
        parts.filter(|(part, _)| is_nearly(unit, part)).for_each(|(_, forms)| groups.extend(forms));
    }

    /// Words that may have more slips than two.
    fn near_long(&self, sound: &str, groups: &mut Vec<u32>) {
        let most = slips_allowed(sound.len());
        if most < 3 {
            return;
        }
        let mask = letters(sound);
        for length in sound.len().saturating_sub(most)..=sound.len() + most {
            let words = self.long.get(length).map(Vec::as_slice).unwrap_or_default();
            let near = words.iter().filter(|(letters, _)| (letters ^ mask).count_ones() as usize <= 2 * most);
            groups.extend(near.map(|(_, group)| group));
        }
    }
}
