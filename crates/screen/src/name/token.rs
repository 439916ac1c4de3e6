//! The words of a name, each with its meaning and weight.

use crate::letters::{Plain, Script};
use crate::spelling::{heard, without_digits, without_vowels};
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
    pub(super) parts: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// What it weighs.
    pub weight: f32,
    /// First letters of the words that it is written with.
    pub(super) initials: String,
    script: Script,
    pub(super) says_nothing: bool,
    is_title: bool,
    /// Whether it names a place.
    pub is_place: bool,
}

const LETTER_WEIGHT: f32 = 0.4;
const NUMBER_WEIGHT: f32 = 0.7;

/// Titles before and after a name say nothing. What is general as a rule is no general.
pub(super) fn drop_titles(tokens: &mut [Token]) {
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

/// Reads the words of a name.
pub(super) fn tokens(words: &[Plain]) -> Vec<Token> {
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
        Self { text, sound, written, spoken, parts, kind, weight, initials, script, says_nothing, is_title, is_place }
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
    pub(super) fn means_more(&self) -> bool {
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

/// `58th`, `0044`: a number without its ending and zeros before it.
fn numeral(word: &str) -> Option<String> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let shown = digits.trim_start_matches('0');
    is_number.then(|| if shown.is_empty() { "0" } else { shown }.to_owned())
}
