//! The names of a list, and which of them match a name.
//!
//! No pair that scores high enough is lost: what is left out of the comparison is only what cannot reach the score,
//! whichever of its words match (see [`Searcher`]).

mod deciding;
mod near;
mod searcher;
pub mod sieve;

use rustc_hash::FxHashMap;

use crate::name::{Kind, Made, Name, Unit};
use crate::score::Score;
use crate::spelling::{abbreviation, consonants, lax, letters, slips_allowed};
use near::{Near, Without};

pub use deciding::Wanted;
pub use searcher::Searcher;

/// The names of a list.
#[derive(Debug, Default)]
pub struct Index {
    names: Vec<Name>,
    groups: Vec<Group>,
    /// The units of each name, by their groups, one name after the other.
    units: Vec<(u32, Words)>,
    /// Where those of each name begin, and where the last ones end.
    starts: Vec<u32>,
    vocabulary: Vocabulary,
    /// Names by their letters, and where those begin that begin with the same ones.
    by_letters: Vec<u32>,
    begins: FxHashMap<[u8; BEGINNING], u32>,
}

/// Words of a name: the first, and the one after the last.
type Words = (u8, u8);

/// Units of the same letters, and the names that have them.
#[derive(Debug)]
struct Group {
    unit: Unit,
    names: Vec<u32>,
}

/// Where groups are found that a unit can be like.
#[derive(Debug, Default)]
struct Vocabulary {
    /// Words by their letters, numbers among them.
    words: FxHashMap<String, Vec<u32>>,
    joined: FxHashMap<String, Vec<u32>>,
    acronyms: FxHashMap<String, Vec<u32>>,
    /// Words without their vowels.
    abbreviations: FxHashMap<String, Vec<u32>>,
    /// Words of all scripts by their consonants.
    consonants: FxHashMap<String, Vec<u32>>,
    /// Words, and single letters, by their first letter.
    first: FxHashMap<u8, Vec<u32>>,
    single: FxHashMap<u8, Vec<u32>>,
    /// Words of legal forms, by how many letters they have, and the forms.
    forms: Vec<Vec<(String, Vec<u32>)>>,
    /// Words that differ in one letter at most, in two, and words joined.
    near_words: Near,
    near_middling: Near,
    near_joined: Near,
    /// Words of many letters, which may differ in more: by how many letters they have, which, and their groups.
    long: Vec<Vec<(u64, u32)>>,
}

impl Index {
    /// The index of names; each is known by its number in this order.
    pub fn new(names: impl IntoIterator<Item = Name>) -> Self {
        let mut index = Self { starts: vec![0], ..Self::default() };
        let mut known = FxHashMap::default();
        for name in names {
            index.add(name, &mut known);
        }
        index.vocabulary = Vocabulary::new(&index.groups);
        let names = &index.names;
        let letters = |number: &u32| names.get(*number as usize).map_or("", |name| name.letters.as_str());
        let mut by_letters: Vec<u32> = (0..).take(names.len()).collect();
        by_letters.sort_by(|one, other| letters(one).cmp(letters(other)));
        for (at, number) in (0..).zip(&by_letters) {
            if let Some(beginning) = beginning(letters(number)) {
                index.begins.entry(beginning).or_insert(at);
            }
        }
        index.by_letters = by_letters;
        index
    }

    /// The names, in order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Asks for one name after the other, and remembers what words are like.
    pub fn searcher(&self) -> Searcher<&Self> {
        Searcher::new(self)
    }

    /// The names that match, best first; those that match equally in their order.
    pub fn search(&self, asked: &Name, wanted: Wanted) -> Vec<(usize, Score)> {
        self.searcher().search(asked, wanted)
    }

    fn add(&mut self, name: Name, known: &mut FxHashMap<(Made, Kind, String, String), u32>) {
        let (Ok(number), Ok(count)) = (u32::try_from(self.names.len()), u32::try_from(self.groups.len())) else {
            return;
        };
        let mut new = count;
        for unit in name.units.iter().filter(|unit| unit.kind != Kind::Small) {
            // A skeleton and a word of the same letters are not alike to the same words.
            let text = if unit.is_skeleton { format!("~{}", unit.text) } else { unit.text.clone() };
            let group = *known.entry((unit.made, unit.kind, text, unit.written.clone())).or_insert_with(|| {
                self.groups.push(Group { unit: unit.clone(), names: Vec::new() });
                new += 1;
                new - 1
            });
            if let Some(group) = self.groups.get_mut(group as usize)
                && group.names.last() != Some(&number)
            {
                group.names.push(number);
            }
            let word = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
            self.units.push((group, (word(unit.words.0), word(unit.words.1))));
        }
        self.starts.push(u32::try_from(self.units.len()).unwrap_or(u32::MAX));
        self.names.push(name);
    }

    fn units_of(&self, name: usize) -> &[(u32, Words)] {
        let at = |name: usize| self.starts.get(name).map_or(0, |start| *start as usize);
        self.units.get(at(name)..at(name + 1)).unwrap_or_default()
    }

    /// The names that a name that breaks off can be.
    fn begun_by<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = u32> + 'a {
        let of = |number: &u32| self.names.get(*number as usize).map_or("", |name| name.letters.as_str());
        let first = beginning(letters).and_then(|beginning| self.begins.get(&beginning));
        let same = first.and_then(|first| self.by_letters.get(*first as usize..)).unwrap_or_default();
        let same = same.iter().take_while(move |number| beginning(of(number)) == beginning(letters));
        same.filter(move |number| of(number).starts_with(letters)).copied()
    }
}

/// Letters of the beginning of a name, no more than those of the shortest name that breaks off.
const BEGINNING: usize = 12;

fn beginning(letters: &str) -> Option<[u8; BEGINNING]> {
    letters.as_bytes().first_chunk().copied()
}

/// Letters of words that have two slips from another one at most, and of that other one.
const MIDDLING: std::ops::RangeInclusive<usize> = 8..=13;

/// What a unit sounds like, and how it is written.
fn sounds(unit: &Unit) -> impl Iterator<Item = &str> {
    let written = if unit.written == unit.sound { "" } else { &unit.written };
    [&unit.sound, &unit.spoken, written].into_iter().filter(|sound| !sound.is_empty())
}

impl Vocabulary {
    fn new(groups: &[Group]) -> Self {
        let mut vocabulary = Self::default();
        let (mut near_words, mut near_middling) = (near::Builder::default(), near::Builder::default());
        let mut near_joined = near::Builder::default();
        for (number, Group { unit, .. }) in (0..).zip(groups) {
            let sounds = sounds(unit);
            match unit.made {
                Made::Acronym => vocabulary.acronyms.entry(unit.text.clone()).or_default().push(number),
                Made::Joined => {
                    vocabulary.joined.entry(unit.sound.clone()).or_default().push(number);
                    sounds.for_each(|sound| near_joined.add(sound, Without::One, number));
                }
                Made::Word => {
                    for part in &unit.parts {
                        vocabulary.add_form(part, number);
                    }
                    if unit.kind != Kind::Form {
                        vocabulary.words.entry(unit.text.clone()).or_default().push(number);
                    }
                    if unit.kind == Kind::Word {
                        for sound in sounds {
                            if MIDDLING.contains(&sound.len()) {
                                near_middling.add(sound, Without::Two, number);
                            }
                            near_words.add(sound, Without::One, number);
                            vocabulary.add_long(sound, number);
                        }
                        near_words.add(&lax(&unit.written), Without::One, number);
                        vocabulary.add_word(unit, number);
                    }
                }
            }
        }
        vocabulary.near_words = near_words.build();
        vocabulary.near_middling = near_middling.build();
        vocabulary.near_joined = near_joined.build();
        vocabulary
    }

    fn add_form(&mut self, part: &str, number: u32) {
        let length = part.len();
        if self.forms.len() <= length {
            self.forms.resize_with(length + 1, Vec::new);
        }
        let Some(parts) = self.forms.get_mut(length) else {
            return;
        };
        match parts.iter_mut().find(|(known, _)| known == part) {
            Some((_, forms)) => forms.push(number),
            None => parts.push((part.to_owned(), vec![number])),
        }
    }

    fn add_long(&mut self, sound: &str, number: u32) {
        let length = sound.len();
        if slips_allowed(length) < 3 {
            return;
        }
        if self.long.len() <= length {
            self.long.resize_with(length + 1, Vec::new);
        }
        self.long.get_mut(length).into_iter().for_each(|groups| groups.push((letters(sound), number)));
    }

    fn add_word(&mut self, unit: &Unit, number: u32) {
        self.consonants.entry(consonants(&unit.sound).into_owned()).or_default().push(number);
        self.abbreviations.entry(abbreviation(&unit.written)).or_default().push(number);
        if let Some(first) = unit.text.bytes().next() {
            let by_letter = if unit.text.len() == 1 { &mut self.single } else { &mut self.first };
            by_letter.entry(first).or_default().push(number);
        }
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::score;

    /// Names as lists have them, made of invented parts.
    fn names() -> Vec<String> {
        let heads =
            ["Alpha", "Alfa", "Hua Xin", "Huaxin", "Zarya", "Beta Gamma", "BG", "Nordlicht", "Nord Licht", "Orion 58"];
        let middles =
            ["Technology", "Technologies (Shenzhen)", "Electronic Trading", "Research Institute No. 13", "Group"];
        let forms = ["Co., Ltd.", "LLC", "", "JSC"];
        let mut names = Vec::new();
        for head in heads {
            for middle in middles {
                names.extend(forms.iter().map(|form| format!("{head} {middle} {form}")));
            }
        }
        names.extend(
            ["Beta Gamma Delta Institute (BGDI)", "محمد", "华新科技有限公司", "Technology Group Co., Ltd."]
                .map(str::to_owned),
        );
        names
    }

    #[test]
    fn nothing_that_scores_high_enough_is_lost() {
        let index = Index::new(names().iter().map(|name| Name::new(name)));
        let wanted = Wanted { score: 0.6, covered: 0.9, covers: 0.95 };
        let others = [
            "Alhpa Tech", "BGDI", "Huaxin Technology", "Muhammad", "Zaria Electronics Trade", "Norldicht Group",
            "Co Ltd",
        ];
        for asked in names().iter().map(String::as_str).chain(others) {
            let asked = Name::new(asked);
            let mut each: Vec<_> = index.names().iter().map(|name| score(&asked, name)).enumerate().collect();
            each.retain(|(_, score)| wanted.is_met(score.value, score.covered, score.covers));
            each.sort_by(|(_, one), (_, other)| other.value.total_cmp(&one.value));
            assert_eq!(index.search(&asked, wanted), each, "{asked:?}");
        }
    }
}
