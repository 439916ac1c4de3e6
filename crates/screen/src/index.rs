//! The names of a list, and which of them match a name.
//!
//! No pair that scores high enough is lost: what is left out of the comparison is only what cannot reach the score,
//! whichever of its words match (see `Index::ceiling`).

use std::collections::HashMap;

use crate::name::{Kind, Made, Name, Unit};
use crate::score::{COSTS, Score, likeness, score};
use crate::spelling::slips_allowed;

/// The names of a list.
#[derive(Debug, Clone, Default)]
pub struct Index {
    names: Vec<Name>,
    /// Where the words of each name begin in a row of all words.
    offsets: Vec<usize>,
    words: usize,
    groups: Vec<Group>,
    /// Words by the letters of their sound: how many, and which.
    words_by_length: Vec<Vec<(u64, usize)>>,
    /// Words joined, the same.
    joined_by_length: Vec<Vec<(u64, usize)>>,
    joined: HashMap<String, Vec<usize>>,
    /// Groups by their letters, for each kind of unit.
    known: [HashMap<String, usize>; 5],
    skeletons: Vec<usize>,
}

/// A unit, and where it stands.
#[derive(Debug, Clone)]
struct Group {
    unit: Unit,
    stands: Vec<(u32, (usize, usize))>,
}

/// What is to be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Names with this score or more,
    pub score: f32,
    /// names in which so much of the one asked for is found,
    pub covered: f32,
    /// and names of which so much is found in the one asked for.
    pub covers: f32,
}

impl Wanted {
    /// Names with a score.
    pub const fn of_score(score: f32) -> Self {
        Self { score, covered: f32::INFINITY, covers: f32::INFINITY }
    }

    fn is_met(self, score: f32, covered: f32, covers: f32) -> bool {
        score >= self.score || covered >= self.covered || covers >= self.covers
    }
}

impl Index {
    /// The index of names; each is known by its number in this order.
    pub fn new(names: impl IntoIterator<Item = Name>) -> Self {
        let mut index = Self::default();
        for name in names {
            index.add(name);
        }
        index
    }

    /// The names, in order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    fn add(&mut self, name: Name) {
        let Ok(number) = u32::try_from(self.names.len()) else {
            return;
        };
        for unit in &name.units {
            if !matches!(unit.kind, Kind::Word | Kind::Number) {
                continue;
            }
            let group = self.group(unit);
            if let Some(group) = self.groups.get_mut(group) {
                group.stands.push((number, unit.words));
            }
        }
        self.offsets.push(self.words);
        self.words += name.tokens.len();
        self.names.push(name);
    }

    /// The group of a unit; a new one where it has none.
    fn group(&mut self, unit: &Unit) -> usize {
        let new = self.groups.len();
        let Some(known) = self.known.get_mut(kind(unit)) else {
            return new;
        };
        if let Some(known) = known.get(&unit.text) {
            return *known;
        }
        known.insert(unit.text.clone(), new);
        self.groups.push(Group { unit: unit.clone(), stands: Vec::new() });
        if unit.made == Made::Joined {
            self.joined.entry(unit.sound.clone()).or_default().push(new);
        }
        if unit.is_skeleton {
            self.skeletons.push(new);
        } else {
            let by_length = match unit.made {
                Made::Word => &mut self.words_by_length,
                Made::Joined => &mut self.joined_by_length,
                Made::Acronym => return new,
            };
            let length = unit.sound.len();
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Vec::new);
            }
            by_length.get_mut(length).into_iter().for_each(|groups| groups.push((letters(&unit.sound), new)));
        }
        new
    }

    /// The names that match, best first; those that match equally in their order.
    pub fn search(&self, asked: &Name, wanted: Wanted) -> Vec<(usize, Score)> {
        let ceiling = self.ceiling(asked);
        let mut found = Vec::new();
        for (number, name) in self.names.iter().enumerate() {
            let Some([most, covered, covers]) = ceiling(number, name) else {
                continue;
            };
            // A little is left for how figures are rounded.
            if !wanted.is_met(most + 1e-4, covered + 1e-4, covers + 1e-4) {
                continue;
            }
            let score = score(asked, name);
            if wanted.is_met(score.value, score.covered, score.covers) {
                found.push((number, score));
            }
        }
        found.sort_by(|(_, one), (_, other)| other.value.total_cmp(&one.value));
        found
    }

    /// What each name can score, cover of the name asked for and have covered of itself, at most: as if each word matched with its
    /// best partner, though two words may not have the same one.
    fn ceiling<'a>(&'a self, asked: &'a Name) -> impl Fn(usize, &Name) -> Option<[f32; 3]> + 'a {
        let asked_words = asked.tokens.len();
        let mut of_asked = vec![0.0_f32; self.names.len() * asked_words];
        let mut of_names = vec![0.0_f32; self.words];
        let mut touched = vec![false; self.names.len()];
        for unit in asked.units.iter().filter(|unit| matches!(unit.kind, Kind::Word | Kind::Number)) {
            self.each_like(unit, |group, likeness| {
                for (number, (first, after)) in &group.stands {
                    let number = *number as usize;
                    touched.get_mut(number).into_iter().for_each(|touched| *touched = true);
                    let raise = |row: &mut [f32], from: usize, (first, after): (usize, usize)| {
                        for best in row.get_mut(from + first..from + after).into_iter().flatten() {
                            *best = best.max(likeness);
                        }
                    };
                    raise(&mut of_asked, number * asked_words, unit.words);
                    raise(&mut of_names, self.offsets.get(number).copied().unwrap_or_default(), (*first, *after));
                }
            });
        }
        move |number, name| {
            if !*touched.get(number)? {
                return None;
            }
            let most = |name: &Name, best: &[f32]| -> f32 {
                let weigh = |(token, best): (&crate::name::Token, &f32)| match token.kind {
                    Kind::Word | Kind::Number => token.weight * best,
                    Kind::Form | Kind::Small => token.weight,
                };
                name.tokens.iter().zip(best).map(weigh).sum()
            };
            let in_asked = most(asked, of_asked.get(number * asked_words..)?);
            let in_name = most(name, of_names.get(*self.offsets.get(number)?..)?);
            let whole = asked.weight + name.weight;
            let (left, left_of_name) = (asked.weight - in_asked, name.weight - in_name);
            let replaced = 2.0 * left.min(left_of_name) / whole;
            let dropped = (left - left_of_name).abs() / whole;
            let value = 1.0 - COSTS.replaced * replaced - COSTS.dropped * dropped;
            Some([value, in_asked / asked.weight, in_name / name.weight])
        }
    }

    /// Calls back with every group that a unit is like.
    fn each_like(&self, unit: &Unit, mut found: impl FnMut(&Group, f32)) {
        let mut compare = |group: &Group| {
            if let Some((_, likeness)) = likeness(unit, &group.unit) {
                found(group, likeness);
            }
        };
        let at = |number: &usize| self.groups.get(*number);
        let [words, _, acronyms, ..] = &self.known;
        match unit.made {
            Made::Acronym => {
                words.get(&unit.text).and_then(at).into_iter().for_each(compare);
                return;
            }
            Made::Joined => {
                let same = self.joined.get(&unit.sound).into_iter().flatten();
                same.filter_map(at).for_each(&mut compare);
            }
            Made::Word => acronyms.get(&unit.text).and_then(at).into_iter().for_each(&mut compare),
        }
        if unit.is_skeleton {
            self.groups.iter().filter(|group| group.unit.made == Made::Word).for_each(compare);
            return;
        }
        self.skeletons.iter().filter_map(at).for_each(&mut compare);
        let most = slips_allowed(usize::MAX);
        let mask = letters(&unit.sound);
        let lengths = unit.sound.len().saturating_sub(most)..=unit.sound.len() + most;
        let words = lengths.clone().filter_map(|length| self.words_by_length.get(length));
        let joined = lengths.filter_map(|length| self.joined_by_length.get(length));
        let joined = joined.filter(|_| unit.made == Made::Word);
        for groups in words.chain(joined) {
            // Each slip changes two letters at most.
            let near = groups.iter().filter(|(letters, _)| (letters ^ mask).count_ones() as usize <= 2 * most);
            near.filter_map(|(_, number)| at(number)).for_each(&mut compare);
        }
    }
}

/// Where units of its kind are known.
fn kind(unit: &Unit) -> usize {
    match (unit.made, unit.kind) {
        (Made::Word, _) if unit.is_skeleton => 4,
        (Made::Word, Kind::Number) => 3,
        (Made::Acronym, _) => 2,
        (Made::Joined, _) => 1,
        (Made::Word, _) => 0,
    }
}

/// Which letters and digits a word has.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 0x3F))
}

#[cfg(test)]
mod tests {
    use super::*;

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
