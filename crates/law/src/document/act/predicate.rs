//! What a sentence says of a document that it refers to, in words that are not known: "the rule at 96 FR 900 is rolled
//! back", "BIS unwinds the additions made at 96 FR 900".
//!
//! The verbs that act on documents are known; those that will be used next are not. So the sentence is looked at from the other side: its predicate is found by its place, beside the words for the document, and
//! has to be one of those with which documents are recounted.

mod active;
mod aside;
mod governed;
mod performed;
mod subject;
pub(super) mod words;

use std::ops::Range;

use super::quoted::unquoted;
use super::verb::wording::{stem, words as words_of};
pub(super) use aside::is_aside;
use words::{
    AUXILIARIES, DETERMINERS, DOCUMENTS, FUNCTION, INSTEAD, MADE, MODALS, OF_CITATION, OWN, QUALIFIERS, SKIPPED,
    is_recounting,
};

/// A sentence as words, and which of them refer to a document.
struct Sentence<'t> {
    text: &'t str,
    /// The text with its capitals, where that is as long.
    printed: &'t str,
    words: Vec<(usize, &'t str)>,
    cited: Vec<bool>,
    /// The references, by their places in the text.
    spans: &'t [Range<usize>],
}

/// The word of a predicate that says something unknown of one of the documents at `spans`. `head` tells of words in front
/// of the preamble, where nouns act, too: "Abandonment of the rule at 96 FR 900".
pub(super) fn unknown(text: &str, spans: &[Range<usize>], head: bool) -> Option<String> {
    let lower =
        unquoted(text).to_lowercase().replace("export administration regulations", "ear                              ");
    let blank = without_asides(&lower, spans);
    let words = words_of(&blank);
    let cited = words.iter().map(|(at, _)| spans.iter().any(|span| span.contains(at))).collect::<Vec<_>>();
    if !cited.contains(&true) {
        return None;
    }
    let printed = if text.len() == blank.len() { text } else { blank.as_str() };
    let sentence = Sentence { text: &blank, printed, words, cited, spans };
    let found = sentence.subject(head).or_else(|| sentence.behind()).or_else(|| sentence.object(head));
    let found = found.or_else(|| sentence.performed());
    let found = found.or_else(|| sentence.supposed()).or_else(|| head.then(|| sentence.own_verb()).flatten());
    let found = found.filter(|word| !INSTEAD.contains(word) || !sentence.is_refused());
    // What a known verb does was read before.
    found.filter(|word| stem(word).is_none()).map(str::to_owned)
}

/// "Entries made by rules that are not yet in effect, such as that of June 2, 2031 (96 FR 900)": of the rules nothing is said.
pub(super) fn is_example(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let made = [" by rules", " in rules", " of rules", " under rules"].iter().any(|words| before.contains(words));
    let lead = before.rfind(", such as ").filter(|_| made);
    lead.is_some_and(|at| !before.get(at + 2..).is_some_and(|between| between.contains([',', ';'])))
}

/// Blanks in place of brackets in which no document is referred to.
fn without_asides(text: &str, spans: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let (before, inner) = rest.split_at(open);
        out.push_str(before);
        let Some(len) = inner.find(')').map(|close| close + 1) else {
            rest = inner;
            break;
        };
        let (aside, after) = inner.split_at(len);
        let refers = spans.iter().any(|span| span.start >= out.len() && span.start < out.len() + len);
        if refers {
            out.push_str(aside);
        } else {
            out.extend(std::iter::repeat_n(' ', len));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

impl<'t> Sentence<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |(_, word)| *word)
    }

    fn is_cited(&self, at: usize) -> bool {
        self.cited.get(at).copied().unwrap_or_default()
    }

    /// What stands between a word and the next one.
    fn gap(&self, at: usize) -> &str {
        let from = self.words.get(at).map_or(0, |(start, word)| start + word.len());
        let to = self.words.get(at + 1).map_or(self.text.len(), |(start, _)| *start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// "The court denied a motion for a stay against the rule at 96 FR 900": nothing was done.
    fn is_refused(&self) -> bool {
        let any = |stems: &[&str]| self.words.iter().any(|(_, word)| stems.iter().any(|stem| word.starts_with(stem)));
        let ends = any(&["lift", "dissolv", "vacat", "moot"]);
        any(&["motion", "petition", "request", "challenge", "complaint", "suit", "appeal", "injunction", "relief"])
            && any(&["denied", "denies", "dismiss", "reject", "refus", "declin", "overrul", "withdr"])
            && !ends
    }

    /// Whether the sentence begins with a document: "The September rule", not "The committee" or "BIS published".
    fn is_about_document(&self) -> bool {
        let noun = (0..self.words.len()).find(|at| DOCUMENTS.contains(&self.word(*at)));
        self.word(0) == "fr" || self.is_cited(0) || noun.is_some_and(|noun| (0..noun).all(|at| is_named(self.word(at))))
    }

    /// Where the words for the document of a reference begin.
    fn start_of(&self, cited: usize) -> usize {
        let within = |at: &usize| {
            let word = self.word(*at);
            let other = ["by", "in", "under", "through", "from", "with", "to"].contains(&word);
            self.is_cited(*at)
                || is_named(word)
                || !other && (OF_CITATION.contains(&word) || MADE.contains(&word))
                || ["at", "on", "in"].contains(&word) && self.is_cited(*at + 1)
        };
        (0..=cited).rev().take_while(within).last().unwrap_or(cited)
    }

    /// "The amendments at 96 FR 900 lapse": the word behind a document, where it is no word that goes on with it.
    fn behind(&self) -> Option<&'t str> {
        self.spans.iter().find_map(|span| {
            let from = self.words.iter().position(|(at, _)| *at >= span.end)?;
            let mut set_off = false;
            if self.is_of_others(from) {
                return None;
            }
            for at in from..self.words.len() {
                let word = self.word(at);
                set_off |= at.checked_sub(1).is_some_and(|before| self.gap(before).contains([',', ';', ':', '.']));
                let next = self.word(at + 1);
                // What follows has a subject of its own.
                if at.checked_sub(1).is_some_and(|before| self.gap(before).contains(';')) {
                    return None;
                }
                if COUNTS.contains(&word) {
                    return None;
                }
                let place = ["at", "in", "of", "on"].contains(&word);
                let further = if next == "the" { self.word(at + 2) } else { next };
                if place && !is_figure(further) && !OF_CITATION.contains(&further) {
                    return None;
                }
                let is_month = word != "may" || is_figure(next);
                if is_figure(word)
                    || word.chars().all(|c| "ivx".contains(c))
                    || ["itself", "later"].contains(&word)
                    || OF_CITATION.contains(&word) && is_month
                    || word.ends_with("ly")
                {
                    continue;
                }
                let open = MODALS.contains(&word) || word == "be";
                let goes_on = open || FUNCTION.contains(&word) || AUXILIARIES.contains(&word) || is_recounting(word);
                let said = !self.is_said_of_thing(at)
                    && !self.is_of_party(at, word)
                    && (!set_off || self.is_about_document())
                    && !self.does_itself(at, set_off);
                return (!goes_on && said).then_some(word);
            }
            None
        })
    }

    /// "BIS will treat the party as if it had not been added by 96 FR 900".
    fn supposed(&self) -> Option<&'t str> {
        (0..self.words.len()).find(|at| self.word(*at) == "as" && ["if", "though"].contains(&self.word(at + 1)))?;
        Some("as")
    }

    /// "This technical amendment fixes an address in the rule at 96 FR 900": what the document says that it does itself,
    /// where it does it by no order.
    fn own_verb(&self) -> Option<&'t str> {
        let own = |at: usize| match self.word(at) {
            "bis" | "bureau" => true,
            noun => DOCUMENTS.contains(&noun) && (at.saturating_sub(4)..at).any(|at| OWN.contains(&self.word(at))),
        };
        let cited = self.cited.iter().position(|cited| *cited)?;
        (1..cited).find_map(|at| {
            let subject = (0..at).rev().find(|before| !is_adverb(self.word(*before)))?;
            let word = self.word(at);
            let is_verb =
                word.ends_with('s') && !word.ends_with("ss") && own(subject) && self.gap(subject).trim().is_empty();
            let known =
                is_recounting(word) || FUNCTION.contains(&word) || AUXILIARIES.contains(&word) || is_named(word);
            (is_verb && !known).then_some(word)
        })
    }

    /// The first word from a place backwards that is not of a kind.
    fn back(&self, from: usize, of_kind: &dyn Fn(&str) -> bool) -> Option<usize> {
        (0..=from).rev().find(|at| !of_kind(self.word(*at)))
    }
}

/// Beginnings of verbs by which readers are told that a document does not count.
const DISREGARDS: [&str; 13] = [
    "bypass", "consider", "delet", "discount", "disregard", "ignor", "overlook", "regard", "replac", "skip", "strik",
    "substitut", "treat",
];

/// How often.
const COUNTS: [&str; 10] = ["eight", "eleven", "five", "four", "once", "several", "six", "ten", "three", "twice"];

fn is_figure(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && !["apply", "comply", "rely", "supply"].contains(&word) || SKIPPED.contains(&word)
}

fn is_article(word: &str) -> bool {
    DETERMINERS.contains(&word) || word.ends_with("'s") || word.ends_with("’s")
}

/// Whether a word can be one of those for a document: "the final rule", "its September additions".
fn is_named(word: &str) -> bool {
    DOCUMENTS.contains(&word) || QUALIFIERS.contains(&word) || is_article(word) || is_figure(word)
}

#[cfg(test)]
mod tests;
