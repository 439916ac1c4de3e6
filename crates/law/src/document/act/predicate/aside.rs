//! Documents that a sentence cites beside what it says.

use std::ops::Range;

use super::super::quoted::unquoted;
use super::super::verb::wording::{stem, words as words_of};
use super::words::{MADE, OF_CITATION, is_recounting};
use super::{is_adverb, is_named};

/// Whether the document at a place is only what something else told of, or what a document that tells is: "withdrew a notice
/// that cited the rule at 96 FR 900", "The rule at 96 FR 900 mentions that an earlier rule was withdrawn".
pub(in super::super) fn is_aside(text: &str, span: &Range<usize>) -> bool {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return false;
    }
    let words = words_of(&lower);
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let prints = |word: &str| {
        ["appear", "bear", "begin", "carr", "publish", "run", "start"].iter().any(|stem| word.starts_with(stem))
    };
    let recounts = |word: &str| {
        is_recounting(word) && !prints(word) && (word.ends_with('s') || word.ends_with("ed")) && stem(word).is_none()
    };
    let next = words.iter().position(|(at, _)| *at >= span.end).unwrap_or(words.len());
    // "The rule at 96 FR 900 notes that", but not "notes that it".
    let own = ["it", "its", "that", "the", "this"];
    let tells =
        recounts(word(next)) && ["how", "that", "why"].contains(&word(next + 1)) && !own.contains(&word(next + 2));
    let first = words.iter().position(|(at, _)| *at >= span.start).unwrap_or_default();
    let cites = |at: usize| at > 0 && ["that", "which", "who"].contains(&word(at - 1)) && recounts(word(at));
    let named = |at: usize| {
        let word = word(at);
        (is_named(word) || OF_CITATION.contains(&word) || MADE.contains(&word)) && !cites(at)
    };
    let verb = (0..first).rev().find(|at| !named(*at));
    let relative = verb.filter(|at| recounts(word(*at))).and_then(|at| (0..at).rev().find(|at| !is_adverb(word(*at))));
    let told =
        relative.is_some_and(|at| ["that", "which", "who"].contains(&word(at)) && at > 1 && !recounts(word(at - 1)));
    tells || told
}
