//! What words of addresses mean.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::token::{Token, tokens};
use crate::spelling::{slips, sound};

/// What a word, or several, mean in an address. Names are the lexicon's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A street of this kind.
    Street(&'static str),
    /// A building: named, or one of several with a number.
    Building,
    /// A place with many buildings.
    Site,
    /// A house number follows.
    House,
    /// A room, flat, office.
    Unit,
    Floor,
    /// A post office box.
    Box,
    /// A part of a city, or a village.
    Area,
    /// A part of a country.
    Region,
    City,
    Country(&'static str),
    /// What follows is near.
    Landmark,
    /// Decides which of several streets of one name.
    Direction(&'static str),
    Number(&'static str),
    /// One name that is written in several ways.
    Word(&'static str),
    /// A word of many names, which says little.
    Common(&'static str),
    Small,
}

/// Wordings by their first word, the longest first.
type Wordings = HashMap<String, Vec<(Vec<String>, Meaning)>>;

static LEXICON: LazyLock<Wordings> = LazyLock::new(|| read(include_str!("lexicon.txt")));

/// The meaning of the first words of `tokens`, and how many of them have it together. A wording does not reach over a
/// comma.
pub(super) fn meaning(tokens: &[Token]) -> Option<(Meaning, usize)> {
    let first = tokens.first()?;
    let Some(known) = LEXICON.get(&first.text) else {
        return misspelled(tokens).map(|meaning| (meaning, 1));
    };
    let found = known.iter().find(|(wording, _)| {
        let mut words = tokens.iter();
        wording.iter().all(|word| words.next().is_some_and(|it| it.text == *word && it.part == first.part))
    });
    found.map(|(wording, meaning)| (*meaning, wording.len()))
}

/// What a word means that is a slip away from one word of the lexicon: `Stret`, `Bulding`, `Afghannistan`. Names that
/// are so long and so near to such a word are rare; shorter ones are not, unless a number or a letter is beside them:
/// `Bock B`. What is nearly a street before the word for one is its name: `Madian East Road` is no `maidan`.
fn misspelled(tokens: &[Token]) -> Option<Meaning> {
    let word =
        tokens.first().map(|token| token.text.as_str()).filter(|word| word.len() + 2 >= LONG && word.is_ascii())?;
    let rest = || tokens.iter().skip(1).take_while(|token| Some(token.part) == tokens.first().map(|it| it.part));
    let is_value = |token: &Token| token.is_number || token.text.len() == 1;
    let has_value = || rest().next().is_some_and(is_value);
    let near = |known: &&(String, Meaning)| {
        let is_long = match known.1 {
            Meaning::Direction(_) => known.0.len() + 1 >= LONG,
            _ => known.0.len() >= LONG && word.len() + 1 >= LONG || has_value(),
        };
        is_long
            && known.0.len().abs_diff(word.len()) <= 1
            && known.0.as_bytes().first() == word.as_bytes().first()
            && slips(word, &known.0, 1).is_some()
    };
    let is_street = |token: &Token| {
        let known = LEXICON.get(&token.text);
        known.is_some_and(|known| known.iter().any(|(words, it)| words.len() == 1 && matches!(it, Meaning::Street(_))))
    };
    let found = MISSPELLED.iter().find(near).map(|(_, meaning)| *meaning)?;
    (!matches!(found, Meaning::Street(_)) || !rest().any(is_street)).then_some(found)
}

/// Letters from which on a word of the lexicon is known with a slip.
const LONG: usize = 6;

static MISSPELLED: LazyLock<Vec<(String, Meaning)>> = LazyLock::new(|| {
    let lines = include_str!("lexicon.txt").lines().filter_map(line);
    let is_kind = |meaning: Meaning| {
        matches!(
            meaning,
            Meaning::Street(_)
                | Meaning::Building
                | Meaning::Unit
                | Meaning::Floor
                | Meaning::Area
                | Meaning::Region
                | Meaning::Country(_)
                | Meaning::Direction(_)
        )
    };
    let lines = lines.filter(|(meaning, _)| is_kind(*meaning));
    let words =
        lines.flat_map(|(meaning, written)| written.split(',').map(move |word| (word.trim().to_owned(), meaning)));
    let is_long = |word: &str, meaning: Meaning| {
        word.len() >= LONG
            || word.len() + 1 == LONG
                && matches!(meaning, Meaning::Direction(_) | Meaning::Building | Meaning::Unit | Meaning::Floor)
    };
    let is_sought = |word: &str, meaning| is_long(word, meaning) && !PINYIN.contains(&word);
    words.filter(|(word, it)| is_sought(word, *it) && word.bytes().all(|it| it.is_ascii_alphabetic())).collect()
});

/// Directions in Chinese, which are syllables of names too: `Zhang` is no `zhong`.
pub(super) const PINYIN: [&str; 5] = ["bei", "nan", "dong", "xi", "zhong"];

static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("lexicon.txt").lines().filter_map(line);
    lines
        .filter_map(|(meaning, _)| if let Meaning::Common(word) = meaning { Some(sound(word)) } else { None })
        .collect()
});

/// Whether a word, as it sounds, is one of many names.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

/// The country that a text names, or of which it is the code (ISO 3166-1 alpha-2).
pub(super) fn country(text: &str) -> Option<&'static str> {
    let code = text.trim().to_ascii_lowercase();
    named_country(text).or_else(|| CODES.get(code.as_str()).copied())
}

/// The codes of the countries that have names here.
static CODES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let meanings = LEXICON.values().flatten().map(|(_, meaning)| *meaning);
    let codes = meanings.filter_map(|meaning| match meaning {
        Meaning::Country(code) => Some(code),
        _ => None,
    });
    codes.chain(["hk"]).collect()
});

fn named_country(text: &str) -> Option<&'static str> {
    let mut words = tokens(text);
    for word in &mut words {
        word.part = 0;
    }
    match meaning(&words) {
        Some((Meaning::Country(code), taken)) if taken == words.len() => Some(code),
        Some((Meaning::Word("hongkong"), taken)) if taken == words.len() => Some("hk"),
        _ => None,
    }
}

/// Lines that cannot be read are left out here and refused by a test.
fn read(text: &'static str) -> Wordings {
    let mut wordings = Wordings::new();
    for (meaning, written) in text.lines().filter_map(line) {
        for wording in written.split(',') {
            let wording: Vec<_> = tokens(wording).into_iter().map(|token| token.text).collect();
            let Some(first) = wording.first() else {
                continue;
            };
            let known = wordings.entry(first.clone()).or_default();
            if !known.iter().any(|(other, _)| *other == wording) {
                known.push((wording, meaning));
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
    for known in wordings.values_mut() {
        known.sort_by_key(|(wording, _)| std::cmp::Reverse(wording.len()));
    }
    wordings
}

fn line(line: &'static str) -> Option<(Meaning, &'static str)> {
    let (head, written) = line.split_once(':')?;
    let (class, name) = head.split_once(' ')?;
    let meaning = match class {
        "street" => Meaning::Street(name),
        "building" => Meaning::Building,
        "site" => Meaning::Site,
        "house" => Meaning::House,
        "unit" => Meaning::Unit,
        "floor" => Meaning::Floor,
        "box" => Meaning::Box,
        "area" => Meaning::Area,
        "region" => Meaning::Region,
        "city" => Meaning::City,
        "country" => Meaning::Country(name),
        "landmark" => Meaning::Landmark,
        "direction" => Meaning::Direction(name),
        "number" => Meaning::Number(name),
        "word" => Meaning::Word(name),
        "common" => Meaning::Common(name),
        "small" => Meaning::Small,
        _ => return None,
    };
    Some((meaning, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_no_wording_has_two_meanings() {
        let text = include_str!("lexicon.txt");
        let mut known: HashMap<Vec<String>, Meaning> = HashMap::new();
        for written in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (meaning, wordings) = line(written).unwrap_or_else(|| panic!("cannot be read: {written}"));
            for wording in wordings.split(',') {
                let words: Vec<_> = tokens(wording).into_iter().map(|token| token.text).collect();
                assert!(!words.is_empty(), "{written}: {wording}");
                if let Some(other) = known.insert(words, meaning) {
                    assert_eq!(other, meaning, "{wording} has two meanings");
                }
            }
        }
    }
}
