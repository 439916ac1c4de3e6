//! A quick look at a text before it is read: whether it holds words without which the readers find nothing in it. Nearly
//! all paragraphs of a preamble hold none.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::limit;
use super::verb::wording::{self, Verb};

/// What a text may hold. Where a sign is missing, the reader for it finds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// Words that act on a document.
    pub(super) verb: bool,
    /// Words that correct one.
    pub(super) correction: bool,
    /// Instructions, of which an act may leave out some.
    pub(super) limit: bool,
}

impl Signs {
    /// Everything.
    const ALL: u8 = Self::VERB | Self::CORRECTION | Self::LIMIT;
    const VERB: u8 = 1;
    const CORRECTION: u8 = 2;
    const LIMIT: u8 = 4;

    fn of(signs: u8) -> Self {
        let has = |sign| signs & sign != 0;
        Self { verb: has(Self::VERB), correction: has(Self::CORRECTION), limit: has(Self::LIMIT) }
    }

    /// Whether there is any.
    pub(super) fn any(self) -> bool {
        self.verb || self.limit
    }
}

/// Reads a text whatever it holds: what [`look`] spares must not matter.
#[cfg(test)]
pub(super) fn everything(_: &str) -> Signs {
    Signs::of(Signs::ALL)
}

/// Looks for the words, in one pass.
pub(super) fn look(text: &str) -> Signs {
    // Of these two letters beyond ASCII the small ones are, or begin with, letters of ASCII.
    if !text.is_ascii() && ["\u{130}", "\u{212a}"].iter().any(|letter| text.contains(letter)) {
        return Signs::of(Signs::ALL);
    }
    Signs::of(SOUGHT.signs(&text.to_ascii_lowercase()))
}

static SOUGHT: LazyLock<Sought> = LazyLock::new(|| {
    let mut sought = Sought { words: std::iter::repeat_with(Vec::new).take(26 * 26).collect(), anywhere: Vec::new() };
    let of = |verb| if verb == Verb::Correct { Signs::VERB | Signs::CORRECTION } else { Signs::VERB };
    wording::beginnings().for_each(|(word, verb)| sought.begins(word, of(verb)));
    wording::phrases().for_each(|(phrase, verb)| sought.contains(phrase, of(verb)));
    sought.begins(limit::INSTRUCTION, Signs::LIMIT);
    sought
});

/// Words and phrases in small letters, by where they are looked for.
struct Sought {
    /// Those found by a word that they have, by its first two letters.
    words: Vec<Vec<Sign>>,
    /// Those that may begin within a word.
    anywhere: Vec<(Finder<'static>, u8)>,
}

/// The beginning of a word, what stands before it, and what it is a sign of.
struct Sign {
    before: &'static str,
    word: &'static str,
    signs: u8,
}

impl Sought {
    /// Adds words that count where a word begins with them.
    fn begins(&mut self, word: &'static str, signs: u8) {
        self.add(Sign { before: "", word, signs });
    }

    /// Adds words that count wherever they stand: of several, the last one begins where a word does.
    fn contains(&mut self, phrase: &'static str, signs: u8) {
        // A blank around them may stand for a quotation.
        let phrase = phrase.trim();
        match phrase.rfind(' ').map(|at| phrase.split_at(at + 1)) {
            Some((before, word)) => self.add(Sign { before, word, signs }),
            None => self.anywhere.push((Finder::new(phrase), signs)),
        }
    }

    fn add(&mut self, sign: Sign) {
        let mut bytes = sign.word.bytes();
        let place = bytes.next().zip(bytes.next()).and_then(|(first, second)| place(first, second));
        match place.and_then(|place| self.words.get_mut(place)) {
            Some(words) => words.push(sign),
            None => self.anywhere.push((Finder::new(sign.word), sign.signs)),
        }
    }

    fn signs(&self, lower: &str) -> u8 {
        let mut found = 0;
        for (finder, signs) in &self.anywhere {
            if found & signs != *signs && finder.find(lower.as_bytes()).is_some() {
                found |= signs;
            }
        }
        let mut before = b' ';
        for (at, pair) in lower.as_bytes().windows(2).enumerate() {
            let &[first, second] = pair else { continue };
            let begins = !std::mem::replace(&mut before, first).is_ascii_alphanumeric();
            if !begins {
                continue;
            }
            let Some(words) = place(first, second).and_then(|place| self.words.get(place)) else { continue };
            if words.is_empty() {
                continue;
            }
            let Some((before, from)) = lower.split_at_checked(at) else { continue };
            for sign in words {
                if found & sign.signs != sign.signs && from.starts_with(sign.word) && before.ends_with(sign.before) {
                    found |= sign.signs;
                }
            }
            if found == Signs::ALL {
                break;
            }
        }
        found
    }
}

/// Two small letters by their places in the alphabet.
fn place(first: u8, second: u8) -> Option<usize> {
    let letter = |byte: u8| byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'));
    Some(letter(first)? * 26 + letter(second)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_beyond_ascii_become_letters_of_it() {
        let becomes = |c: &char| !c.is_ascii() && c.to_lowercase().any(|small| small.is_ascii());
        assert_eq!(('\0'..=char::MAX).filter(becomes).collect::<Vec<_>>(), ['\u{130}', '\u{212a}']);
    }

    #[test]
    fn words_count_where_they_begin_and_phrases_wherever_they_stand() {
        for (text, verb, correction, limit) in [
            ("The rule is DELAYED until", true, false, false),
            ("a relayed message undelayed by 3stays", false, false, false),
            ("shall not  be effective", false, false, false),
            ("shall not be effective", true, false, false),
            ("theymisstated it", true, true, false),
            ("a CORRECTION of it", true, true, false),
            ("Instructions 2 and 3 are not affected", false, false, true),
            ("revo\u{212a}ed", true, true, true),
            ("", false, false, false),
        ] {
            assert_eq!(look(text), Signs { verb, correction, limit }, "{text}");
        }
    }
}
