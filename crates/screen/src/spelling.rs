//! How alike two words are.

use std::borrow::Cow;

/// Letters up to which a word keeps all of them.
const SHORT: usize = 4;

/// The form in which words that sound alike are equal: one letter for sounds that romanisations write in several ways, and
/// no letter twice in a row.
pub fn sound(word: &str) -> String {
    sounding(word, false)
}

/// The same, also for letters that people and scanners write for each other: `c` and `k`, `s` and `z`, `rn` and `m`.
pub fn heard(word: &str) -> String {
    sounding(word, true)
}

fn sounding(word: &str, is_lax: bool) -> String {
    let mut sound = String::with_capacity(word.len());
    let letters = word.as_bytes();
    // Short words have too few letters to lose one, or to have another: `LLC`, `OOO`, `Co` and `Ko`.
    let is_short = letters.len() <= SHORT;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        if letter == b'x' && next == Some(b'x') {
            at += 1;
            continue;
        }
        let (written, taken) = match (letter, next) {
            (b'p', Some(b'h')) => ('f', 2),
            (b'c', Some(b'k')) => ('k', 2),
            (b'k' | b'g', Some(b'h')) => (if letter == b'k' { 'h' } else { 'g' }, 2),
            (b'r', Some(b'n')) if is_lax && !is_short => ('m', 2),
            (b'c', next) if is_lax && !is_short && next != Some(b'h') => ('k', 1),
            (b'z', next) if is_lax && !is_short && next != Some(b'h') => ('s', 1),
            // Not the one of pinyin, which stands before `i` and `u`: `Nettrix`, `Alexander`.
            (b'x', next) if at > 0 && !matches!(next, Some(b'i' | b'u' | b'y')) => {
                sound.push('k');
                ('s', 1)
            }
            (b'y', _) => ('i', 1),
            (b'w', _) => ('v', 1),
            (letter, _) => (char::from(letter), 1),
        };
        if is_short || !sound.ends_with(written) {
            sound.push(written);
        }
        at += taken;
    }
    sound
}

/// A word of few letters in which `c` is written `k`, and `z` is written `s`.
pub fn lax(word: &str) -> String {
    word.replace('c', "k").replace('z', "s")
}

/// What scripts that do not write vowels leave out; what they write for `u` they write for `w` too.
const VOWELS: [char; 8] = ['a', 'e', 'i', 'o', 'u', 'y', 'v', 'w'];

/// What scripts write that do not write vowels.
pub fn without_vowels(word: &str) -> String {
    word.replace(VOWELS, "")
}

/// The same, and no letter twice in a row: what is doubled is written once in them.
pub fn consonants(word: &str) -> Cow<'_, str> {
    let is_doubled = word.as_bytes().windows(2).any(|two| two.first() == two.last());
    if !is_doubled && !word.contains(VOWELS) {
        return Cow::Borrowed(word);
    }
    let mut left = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| !VOWELS.contains(letter)) {
        if !left.ends_with(letter) {
            left.push(letter);
        }
    }
    Cow::Owned(left)
}

/// A word without the vowels behind its first letter: what `Tchnlgy` and `Technology` have in common.
pub fn abbreviation(word: &str) -> String {
    behind_first(word).map(char::from).collect()
}

/// Whether words are the same without the vowels behind their first letters. Of a word of some letters the first one can
/// be missing too: `lctrnc`.
pub fn is_same_abbreviated(one: &str, other: &str) -> bool {
    let is_cut = |short: &str, long: &str| {
        behind_first(short).count() >= SHORT
            && long.bytes().next().is_some_and(is_vowel)
            && behind_first(short).eq(behind_first(long).skip(1))
    };
    behind_first(one).eq(behind_first(other)) || is_cut(one, other) || is_cut(other, one)
}

/// What a word without its vowels can be that has lost the first one too.
pub fn with_vowels(short: &str) -> impl Iterator<Item = String> {
    let is_long = short.len() >= SHORT;
    "aeiou".chars().filter(move |_| is_long).map(move |vowel| format!("{vowel}{short}"))
}

/// Plain letters but for the vowels behind the first one.
fn behind_first(word: &str) -> impl Iterator<Item = u8> {
    word.bytes().enumerate().filter(|(at, letter)| *at == 0 || !is_vowel(*letter)).map(|(_, letter)| letter)
}

/// Whether a word is written without the vowels within: `Tchnlgy`, `Shnzhn`.
pub fn is_abbreviated(word: &str) -> bool {
    let letters = word.as_bytes();
    let within = letters.get(1..letters.len().saturating_sub(1)).unwrap_or_default();
    !within.is_empty() && !within.iter().any(|letter| is_vowel(*letter)) && letters.iter().all(u8::is_ascii_alphabetic)
}

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The slips that words may have and still be the same word, by the letters of the shorter one.
pub const fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=7 => 1,
        8..=11 => 2,
        _ => 3,
    }
}

/// Letters of the longest words whose slips are counted.
pub const LONGEST: usize = 64;

/// The slips between two words of letters and digits: a letter too many, too few or other, two that changed places. `None`
/// where there are more than `most`. Words of more than 64 letters are compared as they are.
///
/// The distance of Damerau and Levenshtein (optimal string alignment), a column of the table in one machine word: Hyyrö,
/// "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003).
pub fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one == other {
        return Some(0);
    }
    if most == 0 || one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > LONGEST || one.is_empty() {
        return None;
    }
    let mut places = [0_u64; 64];
    for (at, letter) in one.iter().enumerate() {
        places[place(*letter)] |= 1 << at;
    }
    let last = 1_u64 << (one.len() - 1);
    let (mut above, mut below, mut zero, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
    let mut slips = one.len();
    for letter in other {
        let here = places[place(*letter)];
        let swapped = ((!zero & here) << 1) & before;
        zero = ((here & above).wrapping_add(above) ^ above) | here | below | swapped;
        let (more, less) = (below | !(zero | above), zero & above);
        slips += usize::from(more & last != 0);
        slips -= usize::from(less & last != 0);
        let more = (more << 1) | 1;
        above = (less << 1) | !(zero | more);
        below = more & zero;
        before = here;
    }
    (slips <= most).then_some(slips)
}

/// Where a letter or a digit stands in a table of 64.
const fn place(letter: u8) -> usize {
    (letter & 0x1F | (letter & 0x40) >> 1) as usize
}

/// Which letters and digits a word has: each slip changes two at most.
pub fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, letter| letters | 1 << place(letter))
}

/// Digits as the letters that they are mistaken for: `I9or`, `Huawe1`. A word of digits alone is a number.
pub fn without_digits(word: &str) -> Option<String> {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let letters = word.chars().filter(|c| is_letter(*c)).count();
    if letters == word.len() || letters * 2 <= word.len() {
        return None;
    }
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        c => c,
    };
    Some(word.chars().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_vowels_are_known() {
        for (short, long) in
            [("tchnlgy", "technology"), ("shnzhn", "shenzhen"), ("ngya", "nagoya"), ("avtn", "aviation")]
        {
            assert_eq!(abbreviation(short), abbreviation(long));
            assert!(is_abbreviated(short) && !is_abbreviated(long), "{short} {long}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (one, other, most, found) in [
            ("huawei", "hauwei", 1, Some(1)),
            ("huawei", "huwei", 1, Some(1)),
            ("huawei", "huaawei", 1, Some(1)),
            ("huawei", "huabei", 1, Some(1)),
            ("huawei", "hisense", 2, None),
            ("armenia", "america", 1, None),
            ("halloway", "hathaway", 3, Some(3)),
            ("", "ab", 1, None),
            ("sea", "sda", 1, Some(1)),
            ("institute", "isntituet", 2, Some(2)),
            ("kitten", "sitting", 3, Some(3)),
            ("ca", "abc", 3, Some(3)),
            ("ab", "ab", 0, Some(0)),
        ] {
            assert_eq!(slips(one, other, most), found, "{one} {other}");
        }
    }

    #[test]
    fn romanisations_of_one_sound_are_equal() {
        for (one, other) in [
            ("issledovatelskiy", "issledovatelskii"),
            ("mohammed", "mohamed"),
            ("kazakh", "kazah"),
            ("nettrix", "netriks"),
            ("alexander", "aleksander"),
            ("yug", "iug"),
        ] {
            assert_eq!(sound(one), sound(other));
        }
        for (one, other) in [("systems", "zystems"), ("company", "kompany"), ("limited", "lirnited")] {
            assert_eq!(heard(one), heard(other));
            assert_ne!(sound(one), sound(other));
        }
        for (one, other) in
            [("zhang", "shang"), ("jin", "yin"), ("gazprom", "gasprim"), ("co", "ko"), ("chang", "kang")]
        {
            assert_ne!(heard(one), heard(other));
        }
    }
}
