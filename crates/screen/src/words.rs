//! What words of names mean, and how much they weigh.

pub mod frequency;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::letters::plain;
use crate::spelling::{abbreviation, heard, is_abbreviated, slips};

/// What a word, or several, mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A legal form, by its class: `limited`, `stock`, …
    Form(&'static str),
    /// Letters that are a legal form at the beginning or the end of a name only.
    EdgeForm(&'static str),
    /// A word that joins others.
    Small,
    /// A word that is written in several ways, as the lexicon calls it.
    Word(&'static str),
    /// A number in words.
    Number(u32),
    /// A title, where it stands before or after a name.
    Title,
}

/// Wordings by their first word as it sounds, the longest first.
type Wordings = FxHashMap<String, Vec<(Vec<String>, Meaning)>>;

/// What the lexicon says.
#[derive(Debug, Default)]
struct Lexicon {
    wordings: Wordings,
    /// Those of several words by the second one.
    by_second: Wordings,
    /// Words that stand before or after a name without being of it.
    titles: FxHashSet<String>,
    /// Words as they sound, by what is left without vowels.
    abbreviations: FxHashMap<String, String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(include_str!("words/lexicon.txt")));

/// The meaning of the first words of `sounds`, and how many words have it together. One word of several may have a slip.
pub fn meaning(sounds: &[String]) -> Option<(Meaning, usize)> {
    let Lexicon { wordings, by_second, .. } = &*LEXICON;
    let fits = |wording: &[String]| sounds.starts_with(wording) || has_slip(wording, sounds);
    let found = wordings.get(sounds.first()?).and_then(|led| led.iter().find(|(wording, _)| fits(wording)));
    let of_several = sounds.get(1).and_then(|second| by_second.get(second));
    let of_several = of_several.and_then(|known| known.iter().find(|(wording, _)| has_slip(wording, sounds)));
    let longest = match (found, of_several) {
        (Some(found), Some(other)) if other.0.len() > found.0.len() => other,
        (found, of_several) => found.or(of_several)?,
    };
    Some((longest.1, longest.0.len()))
}

/// Whether words are a wording of several but for a slip in one.
fn has_slip(wording: &[String], sounds: &[String]) -> bool {
    const LONG: usize = 4;
    let Some(sounds) = sounds.get(..wording.len()).filter(|sounds| sounds.len() > 1) else {
        return false;
    };
    let mut others = wording.iter().zip(sounds).filter(|(word, sound)| word != sound);
    match (others.next(), others.next()) {
        (Some((word, sound)), None) => word.len().min(sound.len()) >= LONG && slips(word, sound, 1).is_some(),
        _ => false,
    }
}

/// All wordings of one word, for an index that has to be asked without this crate.
pub fn wordings() -> impl Iterator<Item = (&'static [String], Meaning)> {
    LEXICON.wordings.values().flatten().map(|(wording, meaning)| (wording.as_slice(), *meaning))
}

/// Words that are written without vowels, and how they sound with them.
pub fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    LEXICON.abbreviations.iter().map(|(short, sound)| (short.as_str(), sound.as_str()))
}

/// Titles as they sound.
pub fn titles() -> impl Iterator<Item = &'static str> {
    LEXICON.titles.iter().map(String::as_str)
}

/// Whether a word as it sounds is a title.
pub fn is_title(sound: &str) -> bool {
    LEXICON.titles.contains(sound)
}

/// Words as they sound: the form in which wordings are compared.
pub fn sounds(text: &str) -> Vec<String> {
    plain(text).iter().map(|word| heard(&word.text)).collect()
}

/// A word as it sounds; one of the lexicon without its vowels as if it had them.
pub fn spoken(word: &str) -> String {
    let written_out = is_abbreviated(word).then(|| LEXICON.abbreviations.get(&abbreviation(word))).flatten();
    written_out.cloned().unwrap_or_else(|| heard(word))
}

/// Lines that cannot be read are left out here and refused by a test.
fn read(text: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (meaning, written) in text.lines().filter_map(line) {
        for wording in written.split(',') {
            let words = plain(wording);
            let wording: Vec<String> = words.iter().map(|word| heard(&word.text)).collect();
            for (word, sound) in words.iter().zip(&wording) {
                let short = abbreviation(&word.text);
                // Of a short word by itself too little is left.
                if short.len() >= if words.len() > 1 { 3 } else { 4 } && word.text.len() > short.len() {
                    lexicon.abbreviations.entry(short).or_insert_with(|| sound.clone());
                }
            }
            let meaning = match meaning {
                Meaning::Title => {
                    lexicon.titles.extend(wording);
                    continue;
                }
                Meaning::Form(class) if is_ambiguous(&wording) => Meaning::EdgeForm(class),
                other => other,
            };
            // A name that is written the last word first.
            let turned: Vec<String> = wording.iter().rev().cloned().collect();
            lexicon.add(&wording, meaning);
            lexicon.add(&turned, meaning);
        }
    }
    // What is a word of its own is no other one without vowels.
    let Lexicon { wordings, abbreviations, .. } = &mut lexicon;
    abbreviations.retain(|short, _| !wordings.contains_key(short));
    lexicon
}

impl Lexicon {
    fn add(&mut self, wording: &[String], meaning: Meaning) {
        let Some(first) = wording.first() else {
            return;
        };
        let second = wording.get(1).map(|second| (&mut self.by_second, second.clone()));
        for (wordings, key) in [(&mut self.wordings, first.clone())].into_iter().chain(second) {
            let known = wordings.entry(key).or_default();
            if !known.iter().any(|(other, _)| *other == wording) {
                let place = known.partition_point(|(other, _)| other.len() >= wording.len());
                known.insert(place, (wording.to_vec(), meaning));
            }
        }
    }
}

/// Whether the letters of a form can as well be a word, or its beginning.
fn is_ambiguous(wording: &[String]) -> bool {
    const PLAIN: [&str; 16] =
        ["co", "ltd", "llc", "inc", "plc", "pvt", "pte", "bhd", "sdn", "jsc", "ooo", "zao", "oao", "pao", "fzc", "fze"];
    matches!(wording, [word] if word.len() <= 3 && !PLAIN.contains(&word.as_str()))
}

/// `word bank: banks, banque` → the meaning and its wordings, its own name among them.
fn line(line: &'static str) -> Option<(Meaning, String)> {
    let (head, wordings) = line.split_once(':').filter(|_| !line.starts_with('#'))?;
    let (kind, name) = head.split_once(' ').unwrap_or((head, ""));
    match kind {
        "form" => Some((Meaning::Form(name), wordings.to_owned())),
        "small" => Some((Meaning::Small, wordings.to_owned())),
        "title" => Some((Meaning::Title, wordings.to_owned())),
        "word" => Some((Meaning::Word(name), format!("{name},{wordings}"))),
        "number" => Some((Meaning::Number(name.parse().ok()?), wordings.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        for text in include_str!("words/lexicon.txt").lines() {
            let is_comment = text.is_empty() || text.starts_with('#');
            assert!(is_comment || line(text).is_some(), "{text}");
        }
    }

    #[test]
    fn words_of_several_languages_mean_the_same() {
        for (text, means) in [
            ("有限公司", Meaning::Form("limited")),
            ("Общество с ограниченной ответственностью", Meaning::Form("limited")),
            ("Sdn. Bhd.", Meaning::Form("limited")),
            ("Gesellschaft mit beschränkter Haftung", Meaning::Form("limited")),
            ("A.Ş.", Meaning::EdgeForm("stock")),
            ("股份有限公司", Meaning::Form("stock")),
            ("технологии", Meaning::Word("technology")),
            ("科技", Meaning::Word("technology")),
            ("Int'l", Meaning::Word("international")),
            ("Twelfth", Meaning::Number(12)),
        ] {
            let sounds = sounds(text);
            assert_eq!(meaning(&sounds), Some((means, sounds.len())), "{text}");
        }
    }
}
