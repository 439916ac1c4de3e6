//! What is said of a document that is the subject: "The rule at 96 FR 900 is rolled back".

use super::super::verb::wording::stem;
use super::super::{denial, head};
use super::performed::IMPOSED;
use super::words::{
    AGENTS, AUXILIARIES, BESIDE, DENIED, DENIED_OF, DOCUMENTS, ENDED, ENTERED, FUNCTION, LISTED, MATTERS, MODALS,
    OF_CITATION, OTHERS, PRESCRIBED, RECAST, is_recounting,
};
use super::{DISREGARDS, Sentence, is_adverb, is_figure};

/// What is printed of a party.
const DETAILS: [&str; 10] =
    ["address", "addresses", "alias", "aliases", "column", "footnote", "name", "names", "row", "table"];

/// What a document goes into.
const IN_FORCE: [&str; 4] = ["", "effect", "force", "operation"];

impl<'t> Sentence<'t> {
    /// "The rule at 96 FR 900 is rolled back": the word behind an auxiliary that stands behind a document.
    pub(super) fn subject(&self, head: bool) -> Option<&'t str> {
        (1..self.words.len()).find_map(|at| {
            let auxiliary = self.word(at);
            if !AUXILIARIES.contains(&auxiliary) && !MODALS.contains(&auxiliary) {
                return None;
            }
            let (before, gap) = (self.word(at - 1), self.gap(at - 1));
            let near = (at.saturating_sub(16)..at).any(|at| self.is_cited(at));
            let ends_document = if near {
                let joined = DOCUMENTS.contains(&before) && self.is_joined(at - 1);
                let imposed = ["effect", "imposed", "made", "ordered"].contains(&before);
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
                _ if is_do && verb.starts_with("requir") && denial::is_of_procedure(self.text) => false,
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
    pub(super) fn is_said_of_thing(&self, at: usize) -> bool {
        let before = self.words.get(at).and_then(|(start, _)| self.text.get(..*start)).unwrap_or_default();
        head::is_said_of_thing(before.rsplit("; ").next().unwrap_or(before), self.word(at))
    }

    /// "An exporter that relied on the rule at 96 FR 900 must keep records."
    pub(super) fn is_of_others(&self, at: usize) -> bool {
        (0..at.min(3)).any(|at| OTHERS.contains(&self.word(at)) && !LISTED.contains(&self.word(at)))
    }

    /// "The joint venture listed at 96 FR 900 has been dissolved", "The patent of the company named at 96 FR 900 lapsed":
    /// what becomes of a party is nothing, unless it leaves the list.
    pub(super) fn is_of_party(&self, at: usize, verb: &str) -> bool {
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
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let parts = |at: &usize| AGENTS.contains(&self.word(*at)) && !DOCUMENTS.contains(&self.word(*at));
        (0..at).rev().take_while(|at| !self.is_cited(*at)).all(|at| !parts(&at))
    }

    /// "may in May 2027 lapse": the word behind a day or a month that stands at a place.
    pub(super) fn behind_a_day(&self, at: usize) -> usize {
        let of_day = |word: &str| is_figure(word) || OF_CITATION.contains(&word) && !FUNCTION.contains(&word);
        if !["in", "on", "from", "by"].contains(&self.word(at)) || !of_day(self.word(at + 1)) {
            return at;
        }
        (at + 1..self.words.len()).find(|at| !of_day(self.word(*at))).unwrap_or(self.words.len())
    }

    /// Whether the last reference before a place is to what acts there, or is acted on: "the amendments made by the rule at
    /// 96 FR 900", and not "licenses revoked by the rule at 96 FR 900".
    pub(super) fn is_subject(&self, at: usize) -> bool {
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
}

/// Whether a word behind "was" is neither a participle nor a word for a fault.
fn is_quality(word: &str) -> bool {
    let participle = ["ed", "en", "wn", "ne", "ck", "ght", "ut", "ft"].iter().any(|ending| word.ends_with(ending));
    let fault = ["dead", "defect", "il", "im", "in", "moot", "nul", "off", "prema", "un", "void", "wrong"];
    !participle && !fault.iter().any(|begin| word.starts_with(begin)) && !BESIDE.contains(&word)
}
