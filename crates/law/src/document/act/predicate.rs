//! What a sentence says of a document that it refers to, in words that are not known: "the rule at 96 FR 900 is rolled
//! back", "BIS unwinds the additions made at 96 FR 900".
//!
//! The verbs that act on documents are known; those that will be used next are not. So the sentence is looked at from the other side: its predicate is found by its place, beside the words for the document, and
//! has to be one of those with which documents are recounted.

mod active;
mod performed;
pub(super) mod words;

use std::ops::Range;

use super::head;
use super::quoted::unquoted;
use super::verb::wording::{stem, words as words_of};
use performed::IMPOSED;
use words::{
    AGENTS, AUXILIARIES, BESIDE, DENIED, DENIED_OF, DETERMINERS, DOCUMENTS, ENDED, ENTERED, FUNCTION, INSTEAD, LISTED,
    MADE, MATTERS, MODALS, NOUNS, OF_CITATION, OTHERS, OWN, PRESCRIBED, QUALIFIERS, RECAST, SKIPPED, acts_now,
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
    let blank = without_asides(&unquoted(text).to_lowercase(), spans);
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
    let without = blank.contains("without vacat");
    let found = found.filter(|word| !(word.starts_with("remand") && without));
    let found = found.filter(|word| !INSTEAD.contains(word) || !sentence.is_refused());
    // What a known verb does was read before.
    found.filter(|word| stem(word).is_none()).map(str::to_owned)
}

/// Whether the document at a place is only what something else told of, or what a document that tells is: "withdrew a notice
/// that cited the rule at 96 FR 900", "The rule at 96 FR 900 mentions that an earlier rule was withdrawn".
pub(super) fn is_aside(text: &str, span: &Range<usize>) -> bool {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return false;
    }
    let words = words_of(&lower);
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let prints =
        |word: &str| ["appear", "bear", "begin", "carr", "run", "start"].iter().any(|stem| word.starts_with(stem));
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
        any(&["motion", "petition", "request", "challenge", "complaint", "suit", "appeal"])
            && any(&["denied", "denies", "dismiss", "reject", "refus", "declin", "overrul", "withdr"])
            && !ends
    }

    /// Whether the sentence begins with a document: "The September rule", not "The committee" or "BIS published".
    fn is_about_document(&self) -> bool {
        let noun = (0..self.words.len()).find(|at| DOCUMENTS.contains(&self.word(*at)));
        self.word(0) == "fr" || self.is_cited(0) || noun.is_some_and(|noun| (0..noun).all(|at| is_named(self.word(at))))
    }

    /// "The rule at 96 FR 900 is rolled back": the word behind an auxiliary that stands behind a document.
    fn subject(&self, head: bool) -> Option<&'t str> {
        (1..self.words.len()).find_map(|at| {
            let auxiliary = self.word(at);
            if !AUXILIARIES.contains(&auxiliary) && !MODALS.contains(&auxiliary) {
                return None;
            }
            let (before, gap) = (self.word(at - 1), self.gap(at - 1));
            let near = (at.saturating_sub(16)..at).any(|at| self.is_cited(at));
            let ends_document = if near {
                let joined = DOCUMENTS.contains(&before) && self.is_joined(at - 1);
                let imposed = ["imposed", "made", "ordered"].contains(&before);
                imposed || self.is_cited(at - 1) || is_figure(before) || joined || gap.contains([')', ','])
            } else {
                head && DOCUMENTS.contains(&before) && self.is_about_document()
            };
            if !ends_document || near && !self.is_subject(at) || self.is_said_of_thing(at) {
                return None;
            }
            let mut next = at + 1;
            let mut denied = false;
            while is_adverb(self.word(next)) {
                denied |= ["not", "longer"].contains(&self.word(next));
                next += 1;
            }
            next = self.behind_a_day(next);
            let verb = self.word(next);
            // "The authority for the rule at 96 FR 900 is ECRA."
            if verb.is_empty() || is_figure(verb) || self.is_name(next) {
                return None;
            }
            let of_document = self.is_cited(at - 1) || DOCUMENTS.contains(&before);
            let is_do = ["do", "does", "did"].contains(&auxiliary);
            let says_less = DENIED.iter().any(|stem| verb.starts_with(stem)) && of_document;
            let unknown = match auxiliary {
                // "does not relieve exporters of"
                _ if is_do && !DENIED_OF.iter().any(|stem| verb.starts_with(stem)) => false,
                _ if is_do && verb.starts_with("requir") && super::denial::is_of_procedure(self.text) => false,
                _ if is_do && verb == "go" && !IN_FORCE.contains(&self.word(next + 2)) => false,
                // "because the rule at 96 FR 900 was new"
                "was" | "were" if is_quality(verb) => false,
                "should" if denied && PRESCRIBED.iter().any(|stem| verb.starts_with(stem)) => true,
                // "is under review"
                _ if verb == "under" && (next..next + 3).any(|at| self.word(at) == "review") => false,
                _ if is_do || denied => {
                    !is_recounting(verb) && (verb == "in" || !FUNCTION.contains(&verb)) || denied && says_less
                }
                "need" | "needs" => true,
                "should" if PRESCRIBED.iter().any(|stem| verb.starts_with(stem)) => true,
                // "is taken back"
                _ if ["aside", "away", "back", "off"].contains(&self.word(next + 1)) => true,
                "is" | "are" if ENDED.iter().any(|stem| verb.starts_with(stem)) && verb.ends_with("ed") => true,
                // "is set at rest"
                _ if verb == "set" && !["by", "forth", "in", "out"].contains(&self.word(next + 1)) => true,
                _ if RECAST.contains(&verb) && self.word(next + 1) == "as" => true,
                _ => !is_recounting(verb) && (!FUNCTION.contains(&verb) || BESIDE.contains(&verb)),
            };
            let if_only = ["could", "might", "would"].contains(&auxiliary)
                && (self.word(0).ends_with("ing")
                    || ["had", "if"].contains(&self.word(0))
                    || (0..2).any(|at| stem(self.word(at)).is_some()));
            let by_others = self.is_of_others(at) && !DISREGARDS.iter().any(|stem| verb.starts_with(stem));
            let other = if_only || by_others || self.is_of_party(at, verb);
            (unknown && !other).then_some(verb)
        })
    }

    /// "The savings clause of the rule at 96 FR 900 expires."
    fn is_said_of_thing(&self, at: usize) -> bool {
        let before = self.words.get(at).and_then(|(start, _)| self.text.get(..*start)).unwrap_or_default();
        head::is_said_of_thing(before.rsplit("; ").next().unwrap_or(before), self.word(at))
    }

    /// "An exporter that relied on the rule at 96 FR 900 must keep records."
    fn is_of_others(&self, at: usize) -> bool {
        (0..at.min(3)).any(|at| OTHERS.contains(&self.word(at)) && !LISTED.contains(&self.word(at)))
    }

    /// "The joint venture listed at 96 FR 900 has been dissolved", "The patent of the company named at 96 FR 900 lapsed":
    /// what becomes of a party is nothing, unless it leaves the list.
    fn is_of_party(&self, at: usize, verb: &str) -> bool {
        const LEAVES: [&str; 19] = [
            "clear", "cut", "de-list", "delet", "delist", "drop", "eras", "exclud", "excus", "exempt", "expung",
            "free", "releas", "reliev", "remov", "spare", "stric", "struck", "tak",
        ];
        let Some(cited) = (0..at).rev().find(|at| self.is_cited(*at)) else {
            return false;
        };
        let start = self.start_of(cited);
        let entered = (start.saturating_sub(2)..cited).any(|at| ENTERED.contains(&self.word(at)));
        let head = (0..start)
            .map(|at| self.word(at))
            .find(|word| DOCUMENTS.contains(word) || IMPOSED.contains(word) || DETAILS.contains(word));
        let later = self.word(at) == "need" || self.word(at + 1) == "not";
        entered && head.is_none() && !later && !LEAVES.iter().any(|stem| verb.starts_with(stem))
    }

    /// Whether a noun is of the reference before it: "the rule at 96 FR 900 and its additions", and not "the rule at 96 FR 900,
    /// BIS has found that additions".
    fn is_joined(&self, at: usize) -> bool {
        let parts = |at: &usize| AGENTS.contains(&self.word(*at)) && !DOCUMENTS.contains(&self.word(*at));
        (0..at).rev().take_while(|at| !self.is_cited(*at)).all(|at| !parts(&at))
    }

    /// "may in May 2027 lapse": the word behind a day or a month that stands at a place.
    fn behind_a_day(&self, at: usize) -> usize {
        let of_day = |word: &str| is_figure(word) || OF_CITATION.contains(&word) && !FUNCTION.contains(&word);
        if !["in", "on", "from", "by"].contains(&self.word(at)) || !of_day(self.word(at + 1)) {
            return at;
        }
        (at + 1..self.words.len()).find(|at| !of_day(self.word(*at))).unwrap_or(self.words.len())
    }

    /// Whether the last reference before a place is to what acts there, or is acted on: "the amendments made by the rule at
    /// 96 FR 900", and not "licenses revoked by the rule at 96 FR 900".
    fn is_subject(&self, at: usize) -> bool {
        let Some(last) = (0..at).rev().find(|at| self.is_cited(*at)) else {
            return true;
        };
        let head = |word: &&str| DOCUMENTS.contains(word) || LISTED.contains(word) || MATTERS.contains(word);
        let first = (0..at).find(|at| head(&self.word(*at)));
        // "The license requirement imposed by"
        let imposed = |at: usize| IMPOSED.contains(&self.word(at)) || IMPOSED.contains(&self.word(at + 1));
        if first.is_some_and(|at| MATTERS.contains(&self.word(at)) && !imposed(at)) {
            return false;
        }
        // "Hazel SA, which BIS added on May 2, 2031 (96 FR 900), has sold": that it leaves the list is read elsewhere.
        let relative = (0..last).rev().find(|at| ["which", "who", "whom"].contains(&self.word(*at)));
        if relative.is_some_and(|from| (from..last).any(|at| ENTERED.contains(&self.word(at)))) {
            return false;
        }
        let Some(lead) = self.start_of(last).checked_sub(1) else {
            return true;
        };
        if !["by", "in", "under", "through", "from", "with", "to"].contains(&self.word(lead)) {
            return true;
        }
        let listed = lead.checked_sub(1).is_some_and(|at| ENTERED.contains(&self.word(at)));
        let is_head = |at| {
            let word = self.word(at);
            let printed = DETAILS.contains(&word);
            DOCUMENTS.contains(&word) || LISTED.contains(&word) || IMPOSED.contains(&word) || printed
        };
        listed || (0..lead).any(is_head)
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

    /// "BIS unwinds the additions made at 96 FR 900": the word before a document.
    fn object(&self, head: bool) -> Option<&'t str> {
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
            let found = found.filter(|word| !denied || super::denial::is_of_force(word));
            found.filter(|word| !self.is_done_by_others(at, word))
        })
    }

    /// "The PDF of the rule at 96 FR 900"
    fn is_capitals(&self, at: usize) -> bool {
        let (from, word) = self.words.get(at).copied().unwrap_or_default();
        let printed = self.printed.get(from..from + word.len()).unwrap_or_default();
        printed.len() > 1 && printed.chars().all(char::is_uppercase)
    }

    /// "Freight forwarders should check the rule at 96 FR 900": who has no power over documents does nothing to them, but
    /// may be told to disregard one.
    fn is_done_by_others(&self, at: usize, word: &str) -> bool {
        let skip = |word: &str| {
            is_adverb(word) || AUXILIARIES.contains(&word) || MODALS.contains(&word) || is_recounting(word)
        };
        let other = (0..at).rev().find(|at| !skip(self.word(*at))).is_some_and(|at| {
            let review = self.word(at) == "committee" && at > 0 && self.word(at - 1) == "review";
            OTHERS.contains(&self.word(at)) && !review
        });
        other && !DISREGARDS.iter().any(|stem| word.starts_with(stem))
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

    /// A word that stands before the words for a document: a verb, unless it is one of the few others that can.
    fn before_document(&self, at: usize, (named, has_article): (bool, bool), head: bool) -> Option<&'t str> {
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
        if is_word(word) || word.is_empty() {
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

/// Beginnings of verbs by which readers are told that a document does not count.
const DISREGARDS: [&str; 13] = [
    "bypass", "consider", "delet", "discount", "disregard", "ignor", "overlook", "regard", "replac", "skip", "strik",
    "substitut", "treat",
];

/// What is printed of a party.
const DETAILS: [&str; 10] =
    ["address", "addresses", "alias", "aliases", "column", "footnote", "name", "names", "row", "table"];

/// How often.
const COUNTS: [&str; 10] = ["eight", "eleven", "five", "four", "once", "several", "six", "ten", "three", "twice"];

/// What a document goes into.
const IN_FORCE: [&str; 4] = ["", "effect", "force", "operation"];

/// Whether a word behind "was" is neither a participle nor a word for a fault.
fn is_quality(word: &str) -> bool {
    let participle = ["ed", "en", "wn", "ne", "ck", "ght", "ut", "ft"].iter().any(|ending| word.ends_with(ending));
    let fault = ["dead", "defect", "il", "im", "in", "moot", "nul", "off", "prema", "un", "void", "wrong"];
    !participle && !fault.iter().any(|begin| word.starts_with(begin)) && !BESIDE.contains(&word)
}

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
