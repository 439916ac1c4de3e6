//! A name as its words, each with its meaning and weight.

use std::borrow::Cow;

use crate::letters::{Plain, Script, plain};
use crate::spelling::{heard, is_abbreviated, without_digits, without_vowels};
use crate::words::{Meaning, frequency, is_title, meaning, signs, spoken};

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word.
    Word,
    /// A number, in digits.
    Number,
    /// A legal form.
    Form,
    /// A word that joins others.
    Small,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// As it is compared: what the lexicon calls it, or its plain letters.
    pub text: String,
    /// As it sounds.
    pub sound: String,
    /// As written, in plain letters.
    pub written: String,
    /// As what is written sounds, where that is not how it sounds itself.
    pub spoken: String,
    /// The words of a legal form.
    parts: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// What it weighs.
    pub weight: f32,
    /// First letters of the words that it is written with.
    initials: String,
    script: Script,
    says_nothing: bool,
    is_title: bool,
    /// Whether it names a place.
    pub is_place: bool,
}

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
const LETTER_WEIGHT: f32 = 0.4;
const NUMBER_WEIGHT: f32 = 0.7;

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
        let mut tokens = tokens(&before);
        drop_titles(&mut tokens);
        let outside = tokens.len();
        tokens.extend(self::tokens(&within));
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

/// Titles before and after a name say nothing. What is general as a rule is no general.
fn drop_titles(tokens: &mut [Token]) {
    let count = tokens.len();
    let is_of_body = tokens.iter().any(Token::means_more);
    let mut drop = |at: usize| match tokens.get_mut(at) {
        Some(token) if count > 1 && token.is_title && !(is_of_body && token.written == "general") => {
            (token.kind, token.weight) = (Kind::Small, 0.0);
            token.text.clone_from(&token.written);
        }
        _ => {}
    };
    drop(0);
    drop(count.saturating_sub(1));
    // `Hadavi, Sayyed Mohammad`
    if count > 2 && !is_of_body {
        drop(1);
    }
}

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

fn tokens(words: &[Plain]) -> Vec<Token> {
    let sounds: Vec<String> =
        words.iter().map(|word| spoken(with_letters(&word.text).as_deref().unwrap_or(&word.text))).collect();
    let signs = if words.iter().any(|word| word.sign.is_some()) { signs(words) } else { Vec::new() };
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let (Some(word), Some(rest)) = (words.get(at), sounds.get(at..)) {
        // Many signs sound alike, so what sounds like several of the lexicon is one of them only if no signs are.
        let is_sign = word.sign.is_some();
        let by_sign = if is_sign { meaning(signs.get(at..).unwrap_or_default()) } else { None };
        let found = by_sign.or_else(|| meaning(rest).filter(|(_, taken)| !is_sign || *taken > 1));
        let is_edge = |taken: usize| {
            tokens.iter().all(|token| token.kind == Kind::Form || token.is_title)
                || rest.get(taken..).is_some_and(are_forms)
        };
        let (kind, text, taken) = match found {
            Some((Meaning::Form(class), taken)) => (Kind::Form, Some(class.to_owned()), taken),
            Some((Meaning::EdgeForm(class), taken)) if words.len() > taken && is_edge(taken) => {
                (Kind::Form, Some(class.to_owned()), taken)
            }
            Some((Meaning::Small, taken)) => (Kind::Small, None, taken),
            Some((Meaning::Word(text) | Meaning::Place(text), taken)) => (Kind::Word, Some(text.to_owned()), taken),
            Some((Meaning::Number(number), taken)) => (Kind::Number, Some(number.to_string()), taken),
            Some((Meaning::EdgeForm(_) | Meaning::Title, _)) | None => (Kind::Word, None, 1),
        };
        let used = words.get(at..at + taken).unwrap_or_default();
        at += taken;
        let mut next = Token::new(used, word.script, kind, text);
        next.is_place = matches!(found, Some((Meaning::Place(_), _)));
        next.takes_in(&mut tokens);
        if !tokens.last_mut().is_some_and(|last| last.takes_up(&next)) {
            tokens.push(next);
            mend(&mut tokens);
        }
    }
    tokens
}

/// A word with letters for its digits. Of a short one only the nought is a letter, where that makes a legal form: `A0`.
fn with_letters(word: &str) -> Option<String> {
    let of_form = || {
        let letters = (word.len() <= 4 && word.contains('0')).then(|| word.replace('0', "o"))?;
        let is_form = matches!(meaning(&[heard(&letters)]), Some((Meaning::Form(_) | Meaning::EdgeForm(_), 1)));
        is_form.then_some(letters)
    };
    without_digits(word).or_else(of_form)
}

/// Two words that nobody knows, and that are one together: `Com pany`, `Limit ed`.
fn mend(tokens: &mut Vec<Token>) {
    /// Letters of both together, and of the shorter piece.
    const LEAST: usize = 3;
    const LONGEST: usize = 14;
    const PIECE: usize = 4;
    let [.., first, second] = tokens.as_slice() else {
        return;
    };
    let is_unknown = |token: &Token| {
        token.kind == Kind::Word && !token.means_more() && token.script == Script::Alphabet && !token.is_title
    };
    let (letters, of_other) = (first.written.len(), second.written.len());
    let is_sensible = (LEAST..=LONGEST).contains(&(letters + of_other)) && letters.min(of_other) <= PIECE;
    if !is_sensible || !is_unknown(first) || !is_unknown(second) {
        return;
    }
    let joined = Plain { text: format!("{}{}", first.written, second.written), ..Plain::default() };
    let (kind, text) = match meaning(&[heard(&joined.text)]) {
        Some((Meaning::Form(class), 1)) => (Kind::Form, class),
        Some((Meaning::Word(text), 1)) if joined.text.len() > LEAST => (Kind::Word, text),
        _ => return,
    };
    let mended = Token::new(&[joined], Script::Alphabet, kind, Some(text.to_owned()));
    tokens.truncate(tokens.len() - 2);
    if !tokens.last_mut().is_some_and(|last| last.takes_up(&mended)) {
        tokens.push(mended);
    }
}

/// Whether words are legal forms to the last, but for a title.
fn are_forms(sounds: &[String]) -> bool {
    let mut rest = sounds;
    while !rest.is_empty() {
        match meaning(rest) {
            Some((Meaning::Form(_) | Meaning::EdgeForm(_), taken)) => rest = rest.get(taken..).unwrap_or_default(),
            _ => return matches!(rest, [last] if is_title(last)),
        }
    }
    true
}

impl Token {
    fn new(words: &[Plain], script: Script, kind: Kind, meaning: Option<String>) -> Self {
        let written: String = words.iter().map(|word| word.text.as_str()).collect();
        let number = numeral(&written);
        let (kind, text) = match (kind, meaning, number) {
            (Kind::Word, None, Some(number)) => (Kind::Number, number),
            (kind, Some(meaning), _) => (kind, meaning),
            (kind, None, _) => (kind, without_digits(&written).unwrap_or_else(|| written.clone())),
        };
        let weight = match kind {
            Kind::Form | Kind::Small => 0.0,
            Kind::Number => frequency::weight(&text).max(NUMBER_WEIGHT),
            Kind::Word if text.len() == 1 => LETTER_WEIGHT,
            Kind::Word => frequency::weight(&text),
        };
        let mut sound = heard(&text);
        let (mut spoken, mut parts) = (String::new(), Vec::new());
        match kind {
            // Its class has no sound.
            Kind::Form => {
                sound = heard(&written);
                parts = words.iter().map(|word| word.text.clone()).collect();
            }
            Kind::Word if script == Script::Consonants => sound = without_vowels(&sound),
            Kind::Word if text != written => spoken = heard(&written),
            _ => {}
        }
        if spoken == sound {
            spoken.clear();
        }
        let initials = words.iter().filter_map(|word| word.text.chars().next()).collect();
        let is_title = words.len() == 1 && is_title(if spoken.is_empty() { &sound } else { &spoken });
        let (says_nothing, is_place) = (false, false);
        Self { sound, text, written, spoken, parts, kind, weight, initials, script, says_nothing, is_title, is_place }
    }

    /// First letters of the words that it is written with.
    pub fn initials(&self) -> &str {
        &self.initials
    }

    /// Whether it says nothing of its own: it is the first letters of the other words of its name, or one of them again.
    pub fn says_nothing(&self) -> bool {
        self.says_nothing
    }

    /// The words of a legal form.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether its script writes no vowels.
    pub fn is_skeleton(&self) -> bool {
        self.script == Script::Consonants
    }

    /// Whether it is not just letters: a legal form, or a word that the lexicon knows.
    fn means_more(&self) -> bool {
        self.kind == Kind::Form || self.kind == Kind::Word && self.text != self.written
    }

    /// A scientific research institute is an institute, in whatever words.
    fn takes_in(&mut self, before: &mut Vec<Self>) {
        for kind in ["research", "science"] {
            let is_kind = self.text == "institute" && before.last().is_some_and(|last| last.text == kind);
            if let Some(last) = before.pop_if(|_| is_kind) {
                self.written = last.written + &self.written;
                self.initials = last.initials + &self.initials;
                self.spoken = heard(&self.written);
            }
        }
    }

    /// `forty` takes up `four`: one number. A form that repeats the one before is the same.
    fn takes_up(&mut self, next: &Self) -> bool {
        let number = |token: &Self| (token.kind == Kind::Number).then(|| token.text.parse::<u32>().ok()).flatten();
        match (number(self), number(next)) {
            (Some(tens), Some(units)) if (20..100).contains(&tens) && tens % 10 == 0 && (1..10).contains(&units) => {
                let is_in_words = !self.written.starts_with(|c: char| c.is_ascii_digit());
                if is_in_words {
                    self.text = (tens + units).to_string();
                    self.sound.clone_from(&self.text);
                    self.written.push_str(&next.written);
                }
                is_in_words
            }
            _ => self.kind == Kind::Form && next.kind == Kind::Form && self.text == next.text,
        }
    }
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

/// `58th`, `0044`: a number without its ending and zeros before it.
fn numeral(word: &str) -> Option<String> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let shown = digits.trim_start_matches('0');
    is_number.then(|| if shown.is_empty() { "0" } else { shown }.to_owned())
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
