//! Provisions: what the texts around the entries order of all of them.
//!
//! In: the introductory text or a footnote of a list, or a paragraph of a section of Part 744. Out: its sentences, each
//! with the kind of rule that its words make it. Nothing is known beforehand of any rule: what a text orders is read from
//! the text, and a sentence whose words are not understood is of the kind `other`, told with its text.

pub mod history;
pub mod kind;
pub mod ownership;
pub mod paragraphs;
pub mod savings;
pub mod section;
pub mod sections;

use serde::Serialize;

use crate::law::canonical::canonical;
use crate::law::text::sentence::sentences;
pub use kind::Kind;
pub use ownership::Ownership;

/// A rule that a text sets, as far as its words are understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Of which kind it is.
    pub kind: Kind,
    /// Whose owners it counts, of a rule about affiliates.
    pub ownership: Option<Ownership>,
    /// Its sentences as printed.
    pub text: String,
}

impl Rule {
    /// Whether two say the same apart from layout and punctuation.
    pub fn says_as(&self, other: &Self) -> bool {
        canonical(&self.text) == canonical(&other.text)
    }

    /// Whether it is a rule about parties that no list names: those that listed ones own.
    pub fn is_about_affiliates(&self) -> bool {
        matches!(self.kind, Kind::Affiliates | Kind::AffiliatesExcepted)
    }
}

/// The rules of a text, in order. Sentences that only refer, and neighbours of the kind `other`, are kept together.
pub fn read(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        for sentence in whole_sentences(paragraph) {
            let (kind, ownership) = kind::of(&sentence);
            match rules.last_mut() {
                Some(last) if kind::only_refers(&sentence) || (kind == Kind::Other && last.kind == Kind::Other) => {
                    last.text = format!("{} {sentence}", last.text);
                }
                Some(_) | None => rules.push(Rule { kind, ownership, text: sentence }),
            }
        }
    }
    rules
}

/// The sentences of a paragraph; one that opens a bracket holds it to its end.
fn whole_sentences(paragraph: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let open = |text: &str| text.matches('(').count() > text.matches(')').count();
    for sentence in sentences(paragraph) {
        match whole.last_mut() {
            Some(last) if open(last) => *last = format!("{last} {sentence}"),
            Some(_) | None => whole.push(sentence.to_owned()),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_sentence_by_sentence() {
        let text = "This supplement lists certain entities. License requirements for these entities include exports \
                    unless otherwise stated. See § 744.11 for more (see also the note. It is short). This list is \
                    revised on a periodic basis.";
        let kinds: Vec<_> = read(text).into_iter().map(|rule| (rule.kind, rule.text)).collect();
        assert_eq!(
            kinds,
            [
                (Kind::Other, "This supplement lists certain entities.".to_owned()),
                (
                    Kind::LicenseRequirement,
                    "License requirements for these entities include exports unless otherwise stated. See § 744.11 for \
                     more (see also the note. It is short)."
                        .to_owned()
                ),
                (Kind::Other, "This list is revised on a periodic basis.".to_owned()),
            ]
        );
        assert_eq!(read(" \n"), []);
    }
}
