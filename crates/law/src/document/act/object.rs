//! Whether a word for an act has a document, as a whole, for its object or its subject: "delays the effective date of the
//! final rule published at", and not "delays the footnote designations in the final rule published at".
//!
//! Words for parts are without number, so those for a whole are listed: what stands between the word for the act and the
//! reference must be one of them, or stand in a clause of its own.

use std::ops::Range;

use super::quoted::unquoted;
use super::until::NEW_DATE;
use super::verb::wording::{MOVED, MOVES, OTHER_MATTERS, Verb, places_of_phrases, stem, words};

/// Words between an act and the document on which it acts that name no part of it.
const OF_A_WHOLE: &[&str] = &[
    "a", "action", "additional", "adopted", "administratively", "agency", "all", "also", "amended", "amending",
    "amendment", "amendments", "an", "and", "announced", "announces", "announcing", "another", "any", "appeared",
    "appearing", "appears", "april", "are", "as", "at", "august", "be", "become", "becoming", "been", "beginning",
    "being", "bis", "both", "bureau", "by", "calendar", "cfr", "changes", "commerce", "concluded", "controls", "court",
    "current", "currently", "date", "dated", "dates", "day", "days", "december", "decided", "department", "determined",
    "direct", "doc", "docket", "docs", "document", "documents", "ear", "eastern", "effect", "effective",
    "effectiveness", "effectuated", "entire", "entirety", "entitled", "entity", "export", "february", "fed", "federal",
    "final", "following", "for", "forth", "fr", "from", "further", "gives", "has", "have", "hereby", "identified",
    "ifr", "implementation", "implementing", "in", "indefinitely", "industry", "interim", "into", "is", "issue",
    "issued", "it", "its", "january", "july", "june", "last", "later", "list", "listed", "made", "march", "may",
    "monday", "month", "new", "no", "nos", "notice", "notifies", "november", "number", "october", "of", "on", "one",
    "or", "original", "originally", "other", "our", "page", "pages", "part", "parts", "pending", "period", "previous",
    "previously", "prior", "promulgated", "provisions", "public", "publication", "published", "recent", "recently",
    "reg", "register", "regulation", "regulations", "regulatory", "related", "rin", "rule", "rulemaking", "rules", "s",
    "said", "same", "scheduled", "section", "security", "september", "set", "specified", "stated", "such",
    "supplement", "take", "taken", "temporarily", "temporary", "that", "the", "their", "then", "these", "this",
    "those", "through", "till", "time", "title", "titled", "to", "today", "tuesday", "two", "until", "u",
];

/// The same; those that stand there seldom.
const SELDOM: &[&str] = &[
    "administration", "c", "did", "e", "est", "et", "friday", "had", "however", "p", "saturday", "sixty", "sunday",
    "thirty", "thursday", "under", "upon", "vol", "volume", "was", "we", "wednesday", "were", "which", "while", "will",
    "with", "would", "yet", "not", "if", "more", "them",
];

/// First words of a clause before the one that acts.
const INTRODUCES: &[&str] = &[
    "accordingly", "additionally", "after", "also", "although", "as", "at", "because", "by", "consequently",
    "consistent", "effective", "finally", "first", "following", "for", "further", "furthermore", "given", "having",
    "hence", "in", "instead", "moreover", "on", "pursuant", "second", "since", "therefore", "thus", "to", "under",
    "until", "upon", "while", "with",
];

/// Such clauses by which what follows concerns a part.
const NARROWS: &[&str] = &[
    "as far as", "as for", "as regards", "as to", "for all", "for any", "for entit", "for export", "for items",
    "for part", "for person", "for purposes of", "for the purpose", "in the case of", "in relation to", "with re",
];

/// Nouns for a document, and for what it does as a whole.
const DOCUMENTS: &[&str] = &[
    "additions", "amendments", "changes", "date", "dates", "document", "effectiveness", "ifr", "implementation",
    "listing", "listings", "publication", "regulation", "regulations", "removals", "revisions", "rule", "rule's",
    "rule’s", "rulemaking", "rules",
];

/// Words for the document that speaks.
const OWN: [&str; 7] =
    ["this rule", "this final rule", "this interim", "this document", "this notice", "this action", "this correction"];

/// Words of what every rule says of its own waiting period, and of what is not done.
const OF_WAITING: &[&str] = &[
    "553", "801(", "major rule", "delay in effect", "delay in the effect", "contrary to", "good cause",
    "impracticable", "public interest", "unnecessary", "waive", "would ", "notice and",
];

/// Words that refer to a document named before.
const BEFORE: &[&str] = &[
    "that rule", "that final rule", "that interim final rule", "such rule", "such final rule", "that document",
    "the final rule", "the interim final rule", "the rule", "its effective date", "that effective date",
    "the effective date",
];

/// Whether a sentence that acts on the documents at `spans` acts on each as a whole, as far as its words tell.
pub(super) fn is_whole(text: &str, spans: &[Range<usize>]) -> bool {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return true;
    }
    let starts: Vec<usize> = if spans.is_empty() {
        BEFORE.iter().filter_map(|words| lower.find(words)).collect()
    } else {
        spans.iter().map(|span| span.start).collect()
    };
    let acts = acts(&lower);
    let part = |from: usize, to: usize| lower.get(from..to).unwrap_or_default();
    let reaches = |start: usize| {
        let active = acts.iter().filter(|act| act.end <= start).any(|act| are_of_a_whole(part(act.end, start)));
        let passive = acts.is_empty() || acts.iter().any(|act| act.start > start);
        let begin = lower.get(..start).and_then(|before| before.rfind("; ")).map_or(0, |at| at + 2);
        active || passive && leads(part(begin, start))
    };
    let subject = |act: &Range<usize>| {
        let before = part(0, act.start);
        let begin = before.rfind([',', ';']).map_or(0, |at| at + 1);
        let clause = part(begin, act.start);
        begin > 0 && are_of_a_whole(clause) && words(clause).iter().any(|(_, word)| DOCUMENTS.contains(word))
    };
    // "BIS has reviewed the rule at 96 FR 900 and is advancing the effective date of that rule"
    let before = || {
        let named = named_before(&lower);
        acts.iter().any(|act| named.iter().any(|at| at.start >= act.end && are_of_a_whole(part(act.end, at.start))))
    };
    starts.is_empty() || starts.into_iter().any(reaches) || acts.iter().any(subject) || before()
}

/// Where what a sentence says of a document ends that it acts on: behind its references, else behind the words that refer to one
/// named before, else behind those for the act. Lengths are those of the text.
pub(super) fn end(lower: &str, spans: &[Range<usize>]) -> Option<usize> {
    // "BIS declines to stay the rule, but has decided to withdraw it."
    let but = lower.rfind(", but ").filter(|_| spans.is_empty());
    if let Some(act) = acts(lower).last().filter(|act| but.is_some_and(|but| act.start > but)) {
        return Some(act.end);
    }
    let end = |spans: &[Range<usize>]| spans.iter().map(|span| span.end).max();
    end(spans).or_else(|| end(&named_before(lower))).or_else(|| acts(lower).first().map(|act| act.end))
}

/// Where a sentence speaks of a document named before.
pub(super) fn named_before(lower: &str) -> Vec<Range<usize>> {
    BEFORE.iter().filter_map(|words| lower.find(words).map(|at| at..at + words.len())).collect()
}

/// Whether a sentence says that an act is on the whole of a rule: "vacated the rule in full", but not "withdraws the removal in the
/// rule in its entirety".
pub(super) fn is_entire(text: &str) -> bool {
    const ENTIRE: [&str; 3] = [" the rule in full", " the rule in its entirety", " the entire rule"];
    let lower = text.to_lowercase();
    let acts = |before: &str| words(before).last().is_some_and(|(_, word)| stem(word).is_some());
    ENTIRE.iter().filter_map(|words| lower.split_once(words)).any(|(before, _)| acts(before))
        && !lower.contains("in part")
}

/// Whether a sentence that refers to no document acts on one all the same: "The effective date is therefore delayed",
/// "BIS withdraws the September 2031 rule". What it says of its own document is not meant.
pub(super) fn is_some_document(text: &str) -> bool {
    let lower = unquoted(text).to_lowercase();
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    if has(OF_WAITING) || has(&["proposed rule", "advance notice"]) {
        return false;
    }
    let noun = |words: &str| -> bool {
        let found = super::verb::wording::words(words);
        let Some(at) = found.iter().position(|(_, word)| DOCUMENTS.contains(word)) else {
            return false;
        };
        let of = |range: &[(usize, &str)]| range.iter().all(|(_, word)| is_of_a_whole(word));
        found.get(..at).is_some_and(of)
    };
    // "A separate document delays a rule of the Bureau of Economic Analysis."
    let other = ["a separate document", "a separate notice", "a separate rule", "rule of the department of state"];
    let others = ["a rule of the ", "a final rule of the ", "rules of the "];
    let of_other = others.iter().filter_map(|words| lower.split_once(words)).any(|(_, rest)| {
        ["bureau of", "department of", "office of", "agency"].iter().any(|body| rest.starts_with(body))
            && !rest.starts_with("bureau of industry")
            && !rest.starts_with("department of commerce")
    });
    if of_other || has(&other) {
        return false;
    }
    acts(&lower).into_iter().any(|act| {
        let (before, rest) = (lower.get(..act.start).unwrap_or_default(), lower.get(act.end..).unwrap_or_default());
        let infinitive = before.trim_end().ends_with(" to")
            && !["decided to", "determined to", "is to", "are to"].iter().any(|to| before.trim_end().ends_with(to));
        let begin = before.rfind([',', ';']).map_or(0, |at| at + 1);
        let subject = before.get(begin..).unwrap_or_default();
        let object = rest.split([',', ';']).next().unwrap_or_default();
        let until = rest.trim_start().starts_with("until ");
        let object = if until { rest } else { object };
        // "each regulation listed in this document"
        let own = |words: &str| {
            let words =
                words.replace("listed in this", "listed in the").replace("identified in this", "identified in the");
            OWN.iter().any(|own| words.contains(own))
        };
        // "This rule therefore delays one of its amendments."
        let of_itself = own(subject)
            && ["its ", "one of its ", "some of its ", "two of its "]
                .iter()
                .any(|its| object.trim_start().starts_with(its));
        !infinitive && !of_itself && (noun(object) && !own(object) || noun(subject) && !own(subject))
    })
}

/// Whether what is postponed, heard or asked for is no document, but something that a sentence names before one: "The
/// meeting at which the rule at 96 FR 900 is discussed is postponed".
pub(super) fn is_of_another_matter(before: &str) -> bool {
    let found = words(before);
    let first = found.iter().position(|(_, word)| {
        OTHER_MATTERS.contains(word) || ["rule", "rules", "date", "dates", "document", "fr"].contains(word)
    });
    first.is_some_and(|at| {
        let is_other = found.get(at).is_some_and(|(_, word)| OTHER_MATTERS.contains(word));
        is_other && found.get(at + 1).is_none_or(|(_, next)| *next != "of")
    })
}

/// Whether a sentence tells of what rules do to licenses, exceptions and shipments: "License exceptions were suspended for Hazel SA by
/// the rule at 96 FR 900, and are suspended for Juniper SA by this rule".
pub(super) fn is_of_exceptions(lower: &str, before: &str) -> bool {
    const OBJECTS: [&str; 7] =
        ["authorizations", "eligibility", "exception", "exceptions", "licenses", "privileges", "shipments"];
    let found = words(before);
    let first = found.iter().map(|(_, word)| *word).find(|word| OBJECTS.contains(word) || DOCUMENTS.contains(word));
    let by_rule = ["by the rule", "by the final rule", "by this rule", "by this final rule"];
    first.is_some_and(|word| OBJECTS.contains(&word)) && by_rule.iter().any(|by| lower.contains(by))
}

/// Whether a sentence speaks of all rules that are still to take effect: "regulations of the Bureau that have not taken effect".
pub(super) fn is_of_pending(text: &str) -> bool {
    const PENDING: [&str; 7] = [
        "not become effective", "not taken effect", "not yet become effective", "not yet effective",
        "not yet in effect", "not yet taken effect", "pending rules",
    ];
    let lower = text.to_lowercase();
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    has(&["regulations", "rules"]) && has(&PENDING)
}

/// Whether one that does says that they are put off.
pub(super) fn puts_off_pending(text: &str) -> bool {
    is_of_pending(text) && !acts(&unquoted(text).to_lowercase()).is_empty()
}

/// Where the words for an act stand.
fn acts(lower: &str) -> Vec<Range<usize>> {
    let is_act = |verb: Verb| matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let dated = lower.contains("effective date");
    let of_word = |word: &str| {
        let moved = || MOVED.contains(&word) || MOVES.iter().any(|stem| word.starts_with(stem));
        stem(word).is_some_and(is_act) || dated && moved() || word == "extended"
    };
    let found = words(lower);
    let single = found.iter().filter(|(_, word)| of_word(word)).map(|(at, word)| *at..at + word.len());
    let phrases = places_of_phrases(lower).filter(|(_, _, verb)| is_act(*verb));
    let phrases = phrases.map(|(at, phrase, _)| at..at + phrase.len());
    let leads = NEW_DATE.iter().filter(|phrase| lower.contains(**phrase));
    let leads = leads.flat_map(|phrase| lower.match_indices(phrase).map(|(at, found)| at..at + found.len()));
    single.chain(phrases).chain(leads).collect()
}

fn is_of_a_whole(word: &str) -> bool {
    let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
    word.starts_with(|c: char| c.is_ascii_digit())
        || OF_A_WHOLE.contains(&word)
        || SELDOM.contains(&word)
        || stem(word).is_some()
        || word.split_once('-').is_some_and(|(first, _)| first.chars().all(|c| c.is_ascii_digit()))
}

fn are_of_a_whole(text: &str) -> bool {
    words(text).iter().all(|(_, word)| is_of_a_whole(word))
}

/// Whether words before a document lead to it and to nothing of it: clauses of their own may stand before them.
fn leads(before: &str) -> bool {
    let clauses: Vec<&str> = before.split(',').map(str::trim).collect();
    let introduces = |clause: &&str| {
        let clause = clause.strip_prefix("and ").unwrap_or(clause);
        let first = words(clause).first().map_or("", |(_, word)| *word);
        are_of_a_whole(clause) || INTRODUCES.contains(&first) && !NARROWS.iter().any(|words| clause.starts_with(words))
    };
    (0..clauses.len()).any(|at| {
        let (leading, rest) = clauses.split_at(at);
        rest.iter().all(|clause| are_of_a_whole(clause)) && leading.iter().all(introduces)
    })
}
