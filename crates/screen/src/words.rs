//! What words of names mean, and how much they weigh.

pub mod frequency;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters::plain;
use crate::spelling::sound;

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
}

/// Wordings by their first word as it sounds, the longest first.
type Wordings = HashMap<String, Vec<(Vec<String>, Meaning)>>;

static LEXICON: LazyLock<Wordings> = LazyLock::new(|| read(include_str!("words/lexicon.txt")));

/// The meaning of the first words of `sounds`, and how many words have it together.
pub fn meaning(sounds: &[String]) -> Option<(Meaning, usize)> {
    let wordings = LEXICON.get(sounds.first()?)?;
    let found = wordings.iter().find(|(wording, _)| sounds.starts_with(wording));
    found.map(|(wording, meaning)| (*meaning, wording.len()))
}

/// All wordings of one word, for an index that has to be asked without this crate.
pub fn wordings() -> impl Iterator<Item = (&'static [String], Meaning)> {
    LEXICON.values().flatten().map(|(wording, meaning)| (wording.as_slice(), *meaning))
}

/// Words as they sound: the form in which wordings are compared.
pub fn sounds(text: &str) -> Vec<String> {
    plain(text).iter().map(|word| sound(&word.text)).collect()
}

/// Lines that cannot be read are left out here and refused by a test.
fn read(text: &'static str) -> Wordings {
    let mut wordings = Wordings::new();
    for (meaning, written) in text.lines().filter_map(line) {
        for wording in written.split(',') {
            let wording = sounds(wording);
            let Some(first) = wording.first() else {
                continue;
            };
            let known = wordings.entry(first.clone()).or_default();
            let meaning = match meaning {
                Meaning::Form(class) if is_ambiguous(&wording) => Meaning::EdgeForm(class),
                other => other,
            };
            if !known.iter().any(|(other, _)| *other == wording) {
                let place = known.partition_point(|(other, _)| other.len() >= wording.len());
                known.insert(place, (wording, meaning));
            }
        }
    }
    wordings
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
