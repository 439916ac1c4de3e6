//! How alike words of two names are.

use super::How;
use crate::name::{Kind, Made, Unit};
use crate::spelling::{consonants, is_same_abbreviated, slips, slips_allowed, without_vowels};

/// Words that are written as one and as several.
const JOINED: f32 = 0.98;
/// Words that sound alike.
const SOUND: f32 = 0.97;
/// Words of which one is written without vowels, if it has some letters left; and else.
const ABBREVIATED: (f32, f32) = (0.93, 0.86);
/// A word and its first letter.
const INITIAL: f32 = 0.85;
/// Three letters that are asked for, and the three words of the list that begin with them.
const THREE_LETTERS: f32 = 0.85;
/// Three words that are asked for, and their first letters on the list: names of three words are many, so it is no match
/// by itself.
const OF_THREE_WORDS: f32 = 0.8;
/// Letters from which on words written as one may have a slip besides.
const LONG: usize = 7;

/// How alike units are, if they match at all.
pub fn likeness(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    match (one.made, other.made) {
        (Made::Word, Made::Word) => words_alike(one, other),
        (Made::Word, Made::Joined) | (Made::Joined, Made::Word) => joined_alike(one, other),
        (Made::Joined, Made::Joined) => {
            (one.sound == other.sound && is_sensible(one) && is_sensible(other)).then_some((How::Joined, JOINED))
        }
        (Made::Word, Made::Acronym) | (Made::Acronym, Made::Word) => {
            let word = if one.made == Made::Word { one } else { other };
            let same = word.kind == Kind::Word && one.text == other.text;
            let likeness = match (one.text.len(), one.made) {
                (4.., _) => 0.9,
                (_, Made::Word) => THREE_LETTERS,
                (_, Made::Joined | Made::Acronym) => OF_THREE_WORDS,
            };
            same.then_some((How::Acronym, likeness))
        }
        (Made::Joined | Made::Acronym, Made::Acronym) | (Made::Acronym, Made::Joined) => None,
    }
}

fn is_sensible(unit: &Unit) -> bool {
    unit.text.len() >= 4
}

fn words_alike(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    match (one.kind, other.kind) {
        (Kind::Number, Kind::Number) | (Kind::Word, Kind::Word) if one.text == other.text => {
            return Some((How::Same, same(one, other)));
        }
        (Kind::Word, Kind::Word) if one.is_place && other.is_place => return None,
        (Kind::Word, Kind::Word) => {}
        // What is left of a legal form that is misspelled, or of which a word is missing, is no form by itself.
        (Kind::Word, Kind::Form) => return is_of_form(one, other).then_some((How::Spelling, SOUND)),
        (Kind::Form, Kind::Word) => return is_of_form(other, one).then_some((How::Spelling, SOUND)),
        _ => return None,
    }
    if one.text.len() == 1 || other.text.len() == 1 {
        let is_initial = one.text.len().max(other.text.len()) > 2 && first(one) == first(other);
        return is_initial.then_some((How::Acronym, INITIAL));
    }
    if one.is_skeleton != other.is_skeleton {
        let has_two = |unit: &Unit| without_vowels(&unit.sound).len() > 1;
        let is_same = consonants(&one.sound) == consonants(&other.sound) && has_two(one) && has_two(other);
        return is_same.then_some((How::Spelling, 0.9));
    }
    if alike(one, other, |one, other| (one == other).then_some(SOUND)).is_some() {
        return Some((How::Spelling, SOUND));
    }
    if (one.is_abbreviated || other.is_abbreviated) && is_same_abbreviated(&one.written, &other.written) {
        let letters = one.written.len().min(other.written.len());
        return Some((How::Spelling, if letters > 3 { ABBREVIATED.0 } else { ABBREVIATED.1 }));
    }
    misspelled(one, other).map(|likeness| (How::Spelling, likeness))
}

/// Whether a word is one of a legal form, or nearly so.
fn is_of_form(word: &Unit, form: &Unit) -> bool {
    form.parts.iter().any(|part| is_nearly(word, part))
}

/// Whether a word is a word of a legal form, or nearly so.
pub(crate) fn is_nearly(unit: &Unit, part: &str) -> bool {
    let word = unit.written.as_str();
    match word.len().min(part.len()) {
        1 => part.len() > 3 && word.len() == 1 && part.starts_with(word),
        2 => word.len() == part.len() && (is_lax(word, part) || has_same_letters(word, part)),
        letters => {
            is_lax(word, part)
                || slips(word, part, slips_allowed(letters)).is_some()
                || unit.is_abbreviated && part.len() > word.len() && is_same_abbreviated(word, part)
        }
    }
}

/// Whether words differ in letters only that people write for each other.
fn is_lax(one: &str, other: &str) -> bool {
    let lax = |letter: u8| match letter {
        b'c' => b'k',
        b'z' => b's',
        letter => letter,
    };
    one.len() == other.len() && one.bytes().map(lax).eq(other.bytes().map(lax))
}

fn same(one: &Unit, other: &Unit) -> f32 {
    if one.written == other.written { 1.0 } else { 0.99 }
}

fn first(unit: &Unit) -> Option<u8> {
    unit.text.bytes().next()
}

/// The greatest likeness of the sounds of two units.
fn alike(one: &Unit, other: &Unit, like: impl Fn(&str, &str) -> Option<f32>) -> Option<f32> {
    let sounds = |unit: &Unit| [!unit.sound.is_empty(), !unit.spoken.is_empty()];
    let mut best: Option<f32> = None;
    for (of_one, is_one) in [&one.sound, &one.spoken].into_iter().zip(sounds(one)) {
        for (of_other, is_other) in [&other.sound, &other.spoken].into_iter().zip(sounds(other)) {
            if is_one && is_other {
                best = best.into_iter().chain(like(of_one, of_other)).reduce(f32::max);
            }
        }
    }
    best
}

fn joined_alike(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    if one.kind != Kind::Word || other.kind != Kind::Word || !is_sensible(one) || !is_sensible(other) {
        return None;
    }
    let like = |one: &str, other: &str| {
        if one == other {
            return Some(JOINED);
        }
        let letters = one.len().max(other.len());
        (one.len().min(other.len()) >= LONG)
            .then(|| slips(one, other, 1))
            .flatten()
            .map(|slips| spelled(letters, slips))
    };
    alike(one, other, like).map(|likeness| (How::Joined, likeness))
}

fn misspelled(one: &Unit, other: &Unit) -> Option<f32> {
    let like = |one: &str, other: &str| {
        let letters = one.len().max(other.len());
        let slips = slips(one, other, slips_allowed(one.len().min(other.len())))?;
        let likeness = spelled(letters, slips);
        // Letters that changed places are all there.
        Some(if has_same_letters(one, other) { likeness + 0.03 } else { likeness })
    };
    // A slip can change what a letter sounds like.
    alike(one, other, like).into_iter().chain(like(&one.written, &other.written)).reduce(f32::max)
}

/// The likeness of words with slips.
#[expect(clippy::cast_precision_loss, reason = "a few letters")]
fn spelled(letters: usize, slips: usize) -> f32 {
    const ONE: f32 = 0.8;
    let likeness = 1.0 - slips as f32 / letters.max(1) as f32;
    if slips == 1 { likeness.max(ONE) } else { likeness }
}

fn has_same_letters(one: &str, other: &str) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut counts = [0_i8; 128];
    for (one, other) in one.bytes().zip(other.bytes()) {
        counts[usize::from(one & 0x7F)] += 1;
        counts[usize::from(other & 0x7F)] -= 1;
    }
    counts.iter().all(|count| *count == 0)
}
