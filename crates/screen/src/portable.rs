//! What a script needs to compare names as this crate does: its tables, and names as they are read.

use std::collections::{BTreeMap, BTreeSet};

use any_ascii::any_ascii_char;
use serde::Serialize;

use crate::letters::look_alike;
use crate::name::{Kind, Name};
use crate::score::{COSTS, Costs, THRESHOLD};
use crate::words::frequency::{self, VERSION};
use crate::words::{Meaning, Wording, abbreviations, titles, wordings};

/// The tables.
#[derive(Debug, Serialize)]
pub struct Tables {
    version: &'static str,
    threshold: f32,
    costs: Costs,
    /// What wordings mean, by their words as they sound: `f` a form, `e` one at the edge only, `s` a small word, `w` a word,
    /// `p` a place, `n` a number, each with its name; after `=` those that are written so and no other way.
    wordings: BTreeMap<String, String>,
    /// Words before or after a name that are not of it, as they sound.
    titles: BTreeSet<&'static str>,
    /// How words sound that are written without vowels.
    abbreviations: BTreeMap<&'static str, &'static str>,
    /// Weights of words that are not rare.
    weights: BTreeMap<&'static str, f32>,
    /// Plain letters, and the characters that are written so.
    letters: BTreeMap<&'static str, String>,
    /// Letters of other scripts that look like Latin ones.
    look_alikes: BTreeMap<char, char>,
}

/// The characters whose plain letters a script is given: Latin beyond ASCII, the alphabets of Europe, the Near East, India
/// and the Far East, and the common Chinese characters.
const SCRIPTS: [std::ops::RangeInclusive<u32>; 5] =
    [0xC0..=0x24F, 0x370..=0x11FF, 0x1E00..=0x1EFF, 0x3041..=0x30FF, 0x4E00..=0x9FFF];

/// The tables of this version.
pub fn tables() -> Tables {
    let mut letters: BTreeMap<&'static str, String> = BTreeMap::new();
    for c in SCRIPTS.into_iter().flatten().filter_map(char::from_u32) {
        let plain = any_ascii_char(c);
        if !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphanumeric()) {
            letters.entry(plain).or_default().push(c);
        }
    }
    let meanings = wordings().map(|Wording { words, meaning, is_exact }| {
        let meaning = match meaning {
            Meaning::Form(class) => format!("f{class}"),
            Meaning::EdgeForm(class) => format!("e{class}"),
            Meaning::Small => "s".to_owned(),
            Meaning::Word(word) => format!("w{word}"),
            Meaning::Place(place) => format!("p{place}"),
            Meaning::Number(number) => format!("n{number}"),
            Meaning::Title => "t".to_owned(),
        };
        (words.join(" "), if *is_exact { format!("={meaning}") } else { meaning })
    });
    let looks = (0x370..=0x58F).filter_map(char::from_u32).filter_map(|c| Some((c, look_alike(c)?)));
    let weights = frequency::words().map(|word| (word, (frequency::weight(word) * 1000.0).round() / 1000.0));
    Tables {
        version: VERSION,
        threshold: THRESHOLD,
        costs: COSTS,
        wordings: meanings.collect(),
        titles: titles().collect(),
        abbreviations: abbreviations().collect(),
        weights: weights.collect(),
        letters,
        look_alikes: looks.collect(),
    }
}

/// A name as it is read: its words, separated by blanks. A word is `text`, `text=written` or `text=written=initials` (the words of a legal form with `+` between them), after
/// `.` for a form, `-` for a small word, `#` for a number, `*` for what says nothing of its own, `~` where vowels are not
/// written. Spaces within a text are `_`.
pub fn words(name: &Name) -> String {
    let words = name.tokens.iter().map(|token| {
        let mark = match token.kind {
            Kind::Form => ".",
            Kind::Small => "-",
            Kind::Word | Kind::Number if token.says_nothing() => "*",
            Kind::Number => "#",
            Kind::Word if token.is_skeleton() => "~",
            Kind::Word => "",
        };
        let text = token.text.replace(' ', "_");
        let first = token.written.get(..1).unwrap_or_default();
        let written = if token.kind == Kind::Form { &token.parts().join("+") } else { &token.written };
        match (*written == token.text, token.initials() == first) {
            (_, false) => format!("{mark}{text}={written}={}", token.initials()),
            (false, true) => format!("{mark}{text}={written}"),
            (true, true) => format!("{mark}{text}"),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_what_decides_its_score() {
        for (name, read) in [
            ("Alpha Technologies Co., Ltd.", "alpha technology=technologies .limited=co+ltd=cl"),
            ("58th Institute of Physics", "#58=58th institute -of physics"),
            ("Alpha Beta Gamma Corporation (ABGC)", "alpha beta gamma .company=corporation *abgc"),
            ("香港 Alpha", "hong_kong=xianggang=xg alpha"),
        ] {
            assert_eq!(words(&Name::new(name)), read);
        }
    }

    #[test]
    fn the_tables_have_every_script() {
        let tables = tables();
        let plain = |c: char| tables.letters.iter().find(|(_, written)| written.contains(c)).map(|(plain, _)| *plain);
        for (c, letters) in [('华', "Hua"), ('ж', "zh"), ('ø', "o"), ('ك', "k"), ('タ', "ta")] {
            assert_eq!(plain(c), Some(letters));
        }
        assert_eq!(tables.look_alikes.get(&'а'), Some(&'a'));
    }
}
