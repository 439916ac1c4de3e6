//! How alike two words are.

use std::borrow::Cow;

/// Letters up to which a word keeps all of them.
const SHORT: usize = 4;

/// The form in which words that sound alike are equal: one letter for sounds that romanisations write in several ways,
/// and no letter twice in a row.
pub fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let letters = word.as_bytes();
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
            // Not the one of pinyin, which stands before `i` and `u`: `Nettrix`, `Alexander`.
            (b'x', next) if at > 0 && !matches!(next, Some(b'i' | b'u' | b'y')) => {
                sound.push('k');
                ('s', 1)
            }
            (b'y', _) => ('i', 1),
            (b'w', _) => ('v', 1),
            (letter, _) => (char::from(letter), 1),
        };
        // Short words have too few letters to lose one: `LLC`, `OOO`.
        if word.len() <= SHORT || !sound.ends_with(written) {
            sound.push(written);
        }
        at += taken;
    }
    sound
}

/// What is left without vowels, for scripts that do not write them.
pub fn consonants(word: &str) -> Cow<'_, str> {
    const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
    if word.contains(VOWELS) { Cow::Owned(word.replace(VOWELS, "")) } else { Cow::Borrowed(word) }
}

/// The slips that a word of so many letters may have and still be the same word.
pub const fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=7 => 1,
        8..=11 => 2,
        _ => 3,
    }
}

/// The slips between two words: a letter too many, too few or other, two that changed places. `None` where there are more
/// than `most`. Words of more than 64 letters are compared as they are.
pub fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    const LONGEST: usize = 64;
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one == other {
        return Some(0);
    }
    if most == 0 || one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let (mut before, mut above, mut row) = ([0_usize; LONGEST + 1], [0_usize; LONGEST + 1], [0_usize; LONGEST + 1]);
    for (at, cell) in above.iter_mut().enumerate() {
        *cell = at;
    }
    for (i, &a) in one.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, &b) in other.iter().enumerate() {
            let mut cost = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a != b && one.get(i - 1) == Some(&b) && other.get(j - 1) == Some(&a) {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        (before, above, row) = (above, row, before);
    }
    above.get(other.len()).copied().filter(|slips| *slips <= most)
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
        for (one, other) in [("zhang", "shang"), ("jin", "yin"), ("gazprom", "gasprim")] {
            assert_ne!(sound(one), sound(other));
        }
    }
}
