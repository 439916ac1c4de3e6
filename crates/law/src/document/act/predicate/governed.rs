//! What is done to a document that is the object: "BIS unwinds the additions made at 96 FR 900".

use super::super::denial;
use super::words::{
    AGENTS, AUXILIARIES, DOCUMENTS, FUNCTION, INSTEAD, LISTED, MADE, MODALS, NOUNS, OF_CITATION, OTHERS, OWN, acts_now,
    is_recounting,
};
use super::{DISREGARDS, Sentence, is_adverb, is_article, is_figure, is_named};

impl<'t> Sentence<'t> {
    /// "BIS unwinds the additions made at 96 FR 900": the word before a document.
    pub(super) fn object(&self, head: bool) -> Option<&'t str> {
        self.spans.iter().find_map(|span| {
            let last = self.words.iter().rposition(|(at, _)| *at < span.start)?;
            let skip = |word: &str| {
                (OF_CITATION.contains(&word) && word != "of" || is_figure(word) || word == "by") && !is_named(word)
            };
            let mut at = self.back(last, &|word| skip(word) || MADE.contains(&word))?;
            let start = at;
            let ends_with_document = DOCUMENTS.contains(&self.word(at));
            // "BIS reminds the public that the rule at 96 FR 900 is in effect."
            let named = (0..=at).rev().find(|at| !is_named(self.word(*at)))?;
            if (named + 1..at).any(|at| self.word(at) == "that" && is_article(self.word(at + 1))) {
                return None;
            }
            at = named;
            let has_article = (at + 1..=start).any(|at| is_article(self.word(at)));
            let found = self.before_document(at, (ends_with_document || has_article, has_article), head);
            let denied = at > 0 && self.word(at - 1) == "not";
            let found = found.filter(|word| !denied || denial::is_of_force(word));
            found.filter(|word| !self.is_done_by_others(at, word))
        })
    }

    /// "The PDF of the rule at 96 FR 900"
    pub(super) fn is_capitals(&self, at: usize) -> bool {
        let (from, word) = self.words.get(at).copied().unwrap_or_default();
        let printed = self.printed.get(from..from + word.len()).unwrap_or_default();
        printed.len() > 1 && printed.chars().all(char::is_uppercase)
    }

    /// "Freight forwarders should check the rule at 96 FR 900": who has no power over documents does nothing to them, but
    /// may be told to disregard one.
    pub(super) fn is_done_by_others(&self, at: usize, word: &str) -> bool {
        let skip = |word: &str| {
            is_adverb(word) || AUXILIARIES.contains(&word) || MODALS.contains(&word) || is_recounting(word)
        };
        let other = (0..at).rev().find(|at| !skip(self.word(*at))).is_some_and(|at| {
            let review = self.word(at) == "committee" && at > 0 && self.word(at - 1) == "review";
            OTHERS.contains(&self.word(at)) && !review
        });
        other && !DISREGARDS.iter().any(|stem| word.starts_with(stem))
    }

    /// A word that stands before the words for a document: a verb, unless it is one of the few others that can.
    pub(super) fn before_document(&self, at: usize, (named, has_article): (bool, bool), head: bool) -> Option<&'t str> {
        let word = self.word(at);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        // "Background The rule published at …": a heading that runs on.
        let begins = self.words.get(at + 1).and_then(|(next, _)| self.printed.get(*next..));
        let begins = is_article(self.word(at + 1)) && begins.is_some_and(|text| text.starts_with(char::is_uppercase));
        if begins || self.is_capitals(at) {
            return None;
        }
        if self.gap(at).contains([',', ';', '.', '(', ':', ')']) || OWN.contains(&word) || self.is_cited(at) {
            return None;
        }
        if INSTEAD.contains(&word) || word == "of" && INSTEAD.contains(&before) {
            return Some(word);
        }
        if word == "of" {
            let other = NOUNS.contains(&before) || DOCUMENTS.contains(&before) || FUNCTION.contains(&before);
            let of_notice = at > 2 && self.word(at - 2) == "of" && self.word(at - 3) == "notice";
            let begins = (head || at < 3 || of_notice) && !self.is_capitals(at - 1);
            return (begins && named && !other && !is_recounting(before) && !is_figure(before)).then_some(before);
        }
        let is_word =
            |word: &str| FUNCTION.contains(&word) || AUXILIARIES.contains(&word) || is_adverb(word) || is_figure(word);
        // "the most recent being those published on"
        if is_word(word) || word.is_empty() || word == "being" {
            return None;
        }
        // "rules amending the Entity List on September 9, 2031 (96 FR 900)"
        let of_list = self.word(at + 1) == "the" && self.word(at + 2) == "entity" && self.word(at + 3) == "list";
        if of_list && word.ends_with("ing") && DOCUMENTS.contains(&before) {
            return None;
        }
        // "exports to entities added at 96 FR 900"
        if LISTED.contains(&word) {
            return None;
        }
        let from = at.saturating_sub(3);
        let has_subject =
            at == 0 || (from..at).any(|at| AGENTS.contains(&self.word(at)) || AUXILIARIES.contains(&self.word(at)));
        let by_form = ["s", "ing", "ed"].iter().any(|ending| word.ends_with(ending)) || before == "to";
        if !has_article && !(by_form && (has_subject || before == "to")) {
            return None;
        }
        if !is_recounting(word) || named && acts_now(word) {
            return Some(word);
        }
        // "declines to implement the rule"
        let governor = at.checked_sub(2).map_or("", |at| self.word(at));
        let other = is_word(governor) || DOCUMENTS.contains(&governor) || NOUNS.contains(&governor);
        (before == "to" && !governor.is_empty() && !other && !is_recounting(governor)).then_some(governor)
    }
}
