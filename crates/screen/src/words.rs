//! What words of names mean, and how much they weigh.

pub mod frequency;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::letters::{Plain, Script, plain};
use crate::spelling::{abbreviation, heard, is_abbreviated, slips, with_vowels};

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
    /// A city, a province or a country.
    Place(&'static str),
    /// A number in words.
    Number(u32),
    /// A title, where it stands before or after a name.
    Title,
}

/// Wordings by their first word as it sounds, the longest first.
type Wordings = FxHashMap<String, Vec<Wording>>;

/// One or several words that mean something.
#[derive(Debug, Clone)]
pub struct Wording {
    /// As they sound; or the signs of a script of syllables, of which many sound alike.
    pub words: Vec<String>,
    /// What they mean.
    pub meaning: Meaning,
    /// Whether no word of several may have a slip: short ones differ in no more than that.
    pub is_exact: bool,
}

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
    let fits = |known: &&Wording| sounds.starts_with(&known.words) || known.has_slip(sounds);
    let found = wordings.get(sounds.first()?).and_then(|led| led.iter().find(fits));
    let of_several = sounds.get(1).and_then(|second| by_second.get(second));
    let of_several = of_several.and_then(|known| known.iter().find(|known| known.has_slip(sounds)));
    let longest = match (found, of_several) {
        (Some(found), Some(other)) if other.words.len() > found.words.len() => other,
        (found, of_several) => found.or(of_several)?,
    };
    Some((longest.meaning, longest.words.len()))
}

impl Wording {
    /// Whether words are this wording of several but for a slip in one.
    fn has_slip(&self, sounds: &[String]) -> bool {
        const LONG: usize = 4;
        let Some(sounds) = sounds.get(..self.words.len()).filter(|sounds| sounds.len() > 1 && !self.is_exact) else {
            return false;
        };
        let mut others = self.words.iter().zip(sounds).filter(|(word, sound)| word != sound);
        match (others.next(), others.next()) {
            (Some((word, sound)), None) => word.len().min(sound.len()) >= LONG && slips(word, sound, 1).is_some(),
            _ => false,
        }
    }
}

/// All wordings, for an index that has to be asked without this crate.
pub fn wordings() -> impl Iterator<Item = &'static Wording> {
    LEXICON.wordings.values().flatten()
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
    let long = |short: &str| LEXICON.abbreviations.get(short);
    let written_out = is_abbreviated(word).then(|| {
        let short = abbreviation(word);
        long(&short).or_else(|| with_vowels(&short).find_map(|short| long(&short)))
    });
    written_out.flatten().cloned().unwrap_or_else(|| heard(word))
}

/// Lines that cannot be read are left out here and refused by a test.
fn read(text: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (meaning, written) in text.lines().flat_map(lines) {
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
            let is_exact = words.iter().any(|word| word.script != Script::Alphabet);
            if words.iter().any(|word| word.sign.is_some()) {
                lexicon.add(&signs(&words), meaning, true);
            }
            // A name that is written the last word first.
            if !is_exact && wording.len() > 1 {
                let turned: Vec<String> = wording.iter().rev().cloned().collect();
                lexicon.add(&turned, meaning, false);
            }
            lexicon.add(&wording, meaning, is_exact);
        }
    }
    // What is a word of its own is no other one without vowels.
    let Lexicon { wordings, abbreviations, .. } = &mut lexicon;
    abbreviations.retain(|short, _| !wordings.contains_key(short));
    lexicon
}

impl Lexicon {
    fn add(&mut self, words: &[String], meaning: Meaning, is_exact: bool) {
        let Some(first) = words.first() else {
            return;
        };
        let second = words.get(1).map(|second| (&mut self.by_second, second.clone()));
        for (wordings, key) in [(&mut self.wordings, first.clone())].into_iter().chain(second) {
            let known = wordings.entry(key).or_default();
            if !known.iter().any(|other| other.words == *words) {
                let place = known.partition_point(|other| other.words.len() >= words.len());
                known.insert(place, Wording { words: words.to_vec(), meaning, is_exact });
            }
        }
    }
}

/// Signs, and other words as they sound.
pub(crate) fn signs(words: &[Plain]) -> Vec<String> {
    words.iter().map(|word| word.sign.map_or_else(|| heard(&word.text), String::from)).collect()
}

/// Whether the letters of a form can as well be a word, or its beginning.
fn is_ambiguous(wording: &[String]) -> bool {
    const PLAIN: [&str; 16] =
        ["co", "ltd", "llc", "inc", "plc", "pvt", "pte", "bhd", "sdn", "jsc", "ooo", "zao", "oao", "pao", "fzc", "fze"];
    matches!(wording, [word] if word.len() <= 3 && !PLAIN.contains(&word.as_str()))
}

/// `places: omsk, tver` are several lines in one.
fn lines(text: &'static str) -> Vec<(Meaning, String)> {
    match text.strip_prefix("places:") {
        Some(names) => names.split(',').map(|name| (Meaning::Place(name.trim()), name.to_owned())).collect(),
        None => line(text).into_iter().collect(),
    }
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
        "place" => Some((Meaning::Place(name), format!("{name},{wordings}"))),
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
            assert!(is_comment || !lines(text).is_empty(), "{text}");
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
