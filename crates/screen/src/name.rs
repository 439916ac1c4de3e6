//! A name as its words, and what several of them make together.

mod token;

use std::borrow::Cow;

use crate::letters::{Plain, plain};
use crate::spelling::{heard, is_abbreviated};
use token::drop_titles;

pub use token::{Kind, Token};

/// A name, ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its words in order; what stands in brackets comes last.
    pub tokens: Vec<Token>,
    /// What its words weigh together.
    pub weight: f32,
    /// What its places weigh.
    pub places: f32,
    /// Its words, and what several of them make together.
    pub units: Vec<Unit>,
    /// Classes of its legal forms, a bit for each.
    pub forms: u32,
    /// How its legal forms are written, as a hash.
    pub written_forms: u32,
    /// Its letters in the order written, words not parted.
    pub letters: String,
    /// After how many letters words end.
    pub ends: Vec<usize>,
}

/// How a unit is made of the words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Made {
    /// One word.
    Word,
    /// Words written as one.
    Joined,
    /// First letters.
    Acronym,
}

/// What can match: one word, several written as one, or their first letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The letters.
    pub text: String,
    /// As they sound.
    pub sound: String,
    /// As they are written; empty where they are not as written in any case.
    pub written: String,
    /// As what is written sounds, if that is another sound.
    pub spoken: String,
    /// The words of a legal form.
    pub parts: Vec<String>,
    /// Whether it is written without vowels.
    pub is_abbreviated: bool,
    /// How it is made.
    pub made: Made,
    /// What it is, if it is one word.
    pub kind: Kind,
    /// Whether its script writes no vowels.
    pub is_skeleton: bool,
    /// Whether it names a place.
    pub is_place: bool,
    /// The words that it is made of: the first, and the one after the last.
    pub words: (usize, usize),
    /// What they weigh.
    pub weight: f32,
}

/// Words of a name that are compared; no list has a name of more.
const MOST_WORDS: usize = 96;
/// Letters of a name that are compared one by one.
const MOST_LETTERS: usize = 256;
impl Name {
    /// Reads a name.
    pub fn new(text: &str) -> Self {
        let mut words = plain(&without_other_names(text));
        words.truncate(4 * MOST_WORDS);
        let (mut letters, mut ends) = (String::new(), Vec::new());
        for word in words.iter().take_while(|word| word.text.len() < MOST_LETTERS) {
            if letters.len() + word.text.len() > MOST_LETTERS {
                break;
            }
            letters.push_str(&word.text);
            ends.push(letters.len());
        }
        let (before, within): (Vec<Plain>, Vec<Plain>) = words.into_iter().partition(|word| !word.in_brackets);
        let mut tokens = token::tokens(&before);
        drop_titles(&mut tokens);
        let outside = tokens.len();
        tokens.extend(token::tokens(&within));
        tokens.truncate(MOST_WORDS);
        let (units, weight, places) = (Vec::new(), 0.0, 0.0);
        let mut name = Self { tokens, weight, places, units, forms: 0, written_forms: 0, letters, ends };
        name.weigh_acronym(outside);
        name.weigh_doubled();
        // A name of nothing but forms and small words is a name all the same.
        if !name.tokens.iter().any(|token| matches!(token.kind, Kind::Word | Kind::Number)) {
            for token in &mut name.tokens {
                (token.kind, token.weight, token.text) = (Kind::Word, 0.5, token.written.clone());
                (token.sound, token.spoken) = (heard(&token.text), String::new());
                token.parts.clear();
            }
        }
        let forms = name.tokens.iter().filter(|token| token.kind == Kind::Form);
        name.forms = forms.clone().fold(0, |forms, token| forms | form(&token.text));
        let letters =
            |word: &str| word.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
        name.written_forms = forms.fold(0, |forms, token| forms | 1 << (letters(&token.written) % 32));
        name.weight = name.tokens.iter().map(|token| token.weight).sum();
        name.places = name.tokens.iter().filter(|token| token.is_place).map(|token| token.weight).sum();
        name.units = name.units_of();
        name
    }

    /// A word that is the first letters of all the others says nothing of its own, nor do such letters in brackets, which
    /// begin behind the words outside, with a number that stands there: `(CETC 13)`.
    fn weigh_acronym(&mut self, outside: usize) {
        let count = self.tokens.len();
        let runs = initials(&self.tokens, 0, count);
        let is_initials = |token: &Token| {
            token.kind == Kind::Word && token.text.len() >= 3 && runs.iter().any(|run| run.0.starts_with(&token.text))
        };
        if let Some(token) = self.tokens.last_mut().filter(|token| count > 3 && is_initials(token)) {
            token.weight = 0.0;
            token.says_nothing = true;
        }
        let (before, within) = self.tokens.split_at_mut(outside.min(count));
        if before.len() < 3 || !within.iter().any(is_initials) {
            return;
        }
        let is_again = |token: &Token| {
            token.kind == Kind::Number && before.iter().any(|it| it.kind == Kind::Number && it.text == token.text)
        };
        for token in within.iter_mut().filter(|token| is_initials(token) || is_again(token)) {
            token.weight = 0.0;
            token.says_nothing = true;
        }
    }

    /// A word that is written twice says no more than once. Given names of a syllable are doubled: `Li Li`.
    fn weigh_doubled(&mut self) {
        const SYLLABLE: usize = 3;
        let mut before = "";
        for token in &mut self.tokens {
            let is_doubled = token.kind == Kind::Word && token.text.len() > SYLLABLE && token.text == before;
            if is_doubled {
                token.weight = 0.0;
                token.says_nothing = true;
            }
            before = &token.text;
        }
    }

    fn units_of(&self) -> Vec<Unit> {
        const MOST_JOINED: usize = 4;
        const LONGEST: usize = 64;
        let mut units = Vec::new();
        let count = self.tokens.len();
        for (at, token) in self.tokens.iter().enumerate() {
            units.push(Unit {
                text: token.text.clone(),
                sound: token.sound.clone(),
                written: token.written.clone(),
                spoken: token.spoken.clone(),
                parts: token.parts.clone(),
                is_abbreviated: token.kind == Kind::Word && is_abbreviated(&token.written),
                made: Made::Word,
                kind: token.kind,
                is_skeleton: token.is_skeleton(),
                is_place: token.is_place,
                words: (at, at + 1),
                weight: token.weight,
            });
        }
        let mut several = |made: Made, text: String, first: usize, after: usize| {
            let words = self.tokens.get(first..after).unwrap_or_default();
            let weight = words.iter().map(|token| token.weight).sum();
            let sound = if made == Made::Joined { heard(&text) } else { String::new() };
            units.push(Unit {
                text,
                sound,
                written: String::new(),
                spoken: String::new(),
                parts: Vec::new(),
                is_abbreviated: false,
                made,
                kind: Kind::Word,
                is_skeleton: false,
                is_place: false,
                words: (first, after),
                weight,
            });
        };
        let end = self.tokens.iter().rposition(|token| token.kind != Kind::Form).map_or(0, |last| last + 1);
        for first in 0..count {
            let mut text = String::new();
            for (at, token) in self.tokens.iter().enumerate().skip(first) {
                if token.kind == Kind::Form {
                    break;
                }
                text.push_str(&token.written);
                let is_whole = first == 0 && at + 1 == end;
                if text.len() > LONGEST || first > 0 && at - first >= MOST_JOINED {
                    break;
                }
                if at > first && (at - first < MOST_JOINED || is_whole) {
                    several(Made::Joined, text.clone(), first, at + 1);
                }
            }
        }
        for first in 0..count {
            for (letters, after) in initials(&self.tokens, first, count) {
                if letters.len() >= 3 && after - first >= 2 {
                    several(Made::Acronym, letters, first, after);
                }
            }
        }
        units
    }
}

/// A name without the other names that it is printed with: `Alpha OOO (f.k.a., Beta OOO)`, `Alpha, a.k.a. Beta`.
fn without_other_names(text: &str) -> Cow<'_, str> {
    const MARKS: [&str; 9] =
        ["f.k.a", "fka", "a.k.a", "aka", "d.b.a", "dba", "n.k.a", "formerly known as", "also known as"];
    let is_marked = |within: &str| {
        let within = within.trim_start();
        MARKS.iter().any(|mark| {
            let begins = within.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark));
            begins && !within.get(mark.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        })
    };
    let found = text.match_indices(['(', ',']).find_map(|(at, _)| {
        let (before, within) = (text.get(..at)?, text.get(at + 1..)?);
        (is_marked(within) && before.contains(char::is_alphanumeric)).then_some((before, within))
    });
    match found {
        Some((before, within)) => {
            Cow::Owned(format!("{before} {}", within.split_once(')').map_or("", |(_, rest)| rest)))
        }
        None => Cow::Borrowed(text),
    }
}

/// A bit for a class of legal forms.
pub(crate) fn form(class: &str) -> u32 {
    1 << match class {
        "company" => 0,
        "limited" => 1,
        "stock" => 2,
        "partnership" => 3,
        "sole" => 4,
        "state" => 5,
        _ => 6,
    }
}

/// The bit of the form that is said of any.
pub const ANY_FORM: u32 = 1;

/// The first letters of the words from one on, with the word after the last, each with and without small words.
fn initials(tokens: &[Token], first: usize, end: usize) -> Vec<(String, usize)> {
    const MOST: usize = 8;
    let mut found: Vec<(String, usize)> = Vec::new();
    let is_led = tokens.get(first).is_some_and(|token| token.kind == Kind::Word);
    for with_small in [false, true] {
        let mut letters = String::new();
        for (at, token) in tokens.iter().enumerate().take(end).skip(first) {
            if !is_led || letters.len() > MOST {
                break;
            }
            if with_small || token.kind != Kind::Small {
                letters.push_str(&token.initials);
                let run = (letters.clone(), at + 1);
                if token.kind != Kind::Small && !found.contains(&run) {
                    found.push(run);
                }
            }
        }
    }
    found
}

/// Acronyms that a name prints of itself in brackets: `Alpha Beta Gamma Corporation (ABGC)`.
pub fn printed_acronyms(text: &str) -> impl Iterator<Item = &str> {
    let within = text.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    within.map(|(within, _)| within.trim()).filter(|within| {
        let letters = within.chars().filter(char::is_ascii_uppercase).count();
        let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '&');
        letters >= 3 && within.chars().all(fits) && !Name::new(within).tokens.iter().any(Token::means_more)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_looks_only_have_the_same_words() {
        for (one, other) in [
            ("Alpha Co., Ltd.", "ALPHA Company Limited"),
            ("OOO Alpha", "Общество с ограниченной ответственностью «Alpha»"),
            ("Alpha Technology", "Alpha Technologies"),
            ("58th Institute", "Fifty-Eighth Institute"),
            ("Alpha (Shenzhen) LLC", "Alpha LLC Shenzhen"),
            ("Alpha A.Ş.", "Alpha Anonim Şirketi"),
            ("Alpha & Beta", "Alpha and Beta"),
            ("Alpha (f.k.a., Gamma) OOO", "Alpha OOO"),
            ("Alpha (Fkara)", "Alpha Fkara"),
        ] {
            let forms_aside = |text: &str| {
                let mut tokens = Name::new(text).tokens;
                tokens.retain(|token| matches!(token.kind, Kind::Word | Kind::Number));
                tokens.into_iter().map(|token| token.text).collect::<Vec<_>>()
            };
            assert_eq!(forms_aside(one), forms_aside(other));
        }
    }

    #[test]
    fn a_name_as_long_as_a_book_is_no_matter() {
        for text in [
            "a ".repeat(1 << 20),
            "公司".repeat(1 << 18),
            "of the ".repeat(1 << 18),
            "(".repeat(1 << 20),
            "x".repeat(1 << 20),
        ] {
            let name = Name::new(&text);
            assert!(name.tokens.len() <= MOST_WORDS && name.units.len() < 2000, "{}", name.units.len());
        }
    }

    #[test]
    fn letters_that_can_be_words_are_forms_at_the_edge_only() {
        let kinds = |text: &str| Name::new(text).tokens.into_iter().map(|token| token.kind).collect::<Vec<_>>();
        assert_eq!(kinds("AO Zarya"), [Kind::Form, Kind::Word]);
        assert_eq!(kinds("Zarya AO"), [Kind::Word, Kind::Form]);
        assert_eq!(kinds("Zarya AO Plant"), [Kind::Word, Kind::Word, Kind::Word]);
        assert_eq!(kinds("AS"), [Kind::Word]);
        assert_eq!(kinds("Ltd."), [Kind::Word]);
    }
}
