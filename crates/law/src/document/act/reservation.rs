//! What a document says besides what it does to another one, by which it does less, or not for certain: "The removals go ahead
//! as scheduled", "This delay is provisional".
//!
//! Such sentences are without number, and one that is not seen changes the list on a wrong day. So of a sentence whose subject
//! is the act or a part of the rule what leaves all as it is is listed, and all else is told. Sentences with another subject are
//! seen by phrases; names of parties and days are compared where the act is settled.

use super::limit;
use super::passage::{Passage, Section};
use super::quoted::unquoted;
use super::verb::wording::{stem, words};
use crate::law::text::sentence;

/// What a sentence leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reservation {
    /// Whether the act counts, or for what.
    OfAct,
    /// Which parts of the document are meant.
    OfParts,
}

/// The sentences of a passage that say more of an act than is known to be harmless, and what each leaves open.
pub(super) fn of(passage: &Passage) -> Vec<(&str, Reservation)> {
    said(passage).into_iter().filter_map(|text| Some((text, read(text)?))).collect()
}

/// The sentences of a passage that say that something is changed, now or on a coming day: where a party of the document that is
/// acted on is named, that is not done to all of it.
pub(super) fn changes(passage: &Passage) -> Vec<&str> {
    let says = |text: &&str| speaks_of_change(&unquoted(text).to_lowercase());
    said(passage).into_iter().filter(says).collect()
}

/// The sentences of a passage that say a day as of now, and not in passing: where that is the one from which the document that is
/// acted on was to be in force, something of it still is.
pub(super) fn dated(passage: &Passage) -> Vec<&str> {
    const IN_PASSING: &[&str] = &[
        "added", "anticipation", "asked", "inquir", "received", "told", "became", "between", "cannot", "did not",
        "effective date of", "had ", "instead of", "no entry", "none of", "not be", "not take", "original",
        "provides that", "published", "rather than", "scheduled", "states that", "this action", "this correction",
        "this document", "this final rule is", "this notice", "this rule is", "took effect", "was ", "were ",
        "will not", "with an effective date", "would",
    ];
    let now = |text: &&str| {
        let lower = unquoted(text).to_lowercase();
        let begins = |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let passing = |words: &&str| lower.match_indices(words.trim_end()).any(|(at, _)| begins(at));
        text.contains(|c: char| c.is_ascii_digit()) && !IN_PASSING.iter().any(passing)
    };
    said(passage).into_iter().filter(now).collect()
}

fn said(passage: &Passage) -> Vec<&str> {
    let counts = matches!(passage.section, Section::Summary | Section::Dates | Section::Body);
    if counts { sentence::sentences(&passage.text) } else { Vec::new() }
}

fn read(text: &str) -> Option<Reservation> {
    let lower = unquoted(text).to_lowercase();
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    if has(RESERVES) || defines(text) || fails(&lower) {
        return Some(Reservation::OfAct);
    }
    if has(OF_OTHER_MATTERS) {
        return None;
    }
    let clauses = || {
        let mut clauses = vec![lower.as_str()];
        for mark in ["; ", ", but ", ", and ", ", while ", ", whereas ", ": ", ", though ", ", although "] {
            clauses = clauses.into_iter().flat_map(|clause| clause.split(mark)).collect();
        }
        clauses.into_iter().map(subject_first)
    };
    let nothing = has(&["nothing in this "])
        && (limit::speaks_of_parts(&lower) || words(&lower).iter().any(|(_, word)| stem(word).is_some()));
    if nothing {
        return Some(Reservation::OfAct);
    }
    if confines(&lower) {
        return Some(if names_a_rest(&lower) { Reservation::OfParts } else { Reservation::OfAct });
    }
    let of_acts: Vec<_> = clauses().filter_map(|clause| of_act(&clause)).collect();
    if let Some(first) = of_acts.iter().find(|what| **what == Reservation::OfAct).or(of_acts.first()) {
        return Some(*first);
    }
    let of_rest = speaks_of_change(&lower) && names_a_rest(&lower);
    (of_rest || leaves_out(&lower) || clauses().any(|clause| of_part(&clause))).then_some(Reservation::OfParts)
}

/// "As used in this document, “the rule” means those changes that concern France."
fn defines(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["“rule”", "“the rule”", "“the final rule”"].iter().any(|rule| {
        let defined = [" is ", " means ", " refers to "];
        defined.iter().any(|verb| lower.contains(&format!("{rule}{verb}")))
    })
}

/// "For Hazel SA, this delay does not apply", "This delay is limited to France": wherever the act stands in its sentence.
fn confines(lower: &str) -> bool {
    const ENDS: &[&str] = &[
        "affects only", "applies only", "applies solely", "apply only", "confined to", "limited to", "not affect",
        "not apply", "not cover", "not extend", "not include", "only applies", "restricted to",
    ];
    // "While the stay is in force, the license requirements do not apply."
    let of_time = |before: &str| {
        ["as long as", "while", "during", "until", "after"].iter().any(|word| before.trim_end().ends_with(word))
    };
    let ends = |rest: &str| {
        let found = ENDS.iter().filter_map(|words| Some((rest.find(words)?, words))).min();
        found.is_some_and(|(at, words)| !is_of_nothing_ordered(rest.get(at + words.len()..).unwrap_or_default()))
    };
    ACTS.iter().any(|act| {
        ["this", "the", "such"].iter().any(|article| {
            let of_act = lower.split_once(&format!("{article} {act}"));
            of_act.is_some_and(|(before, rest)| !of_time(before) && ends(rest))
        })
    })
}

/// "The delay will not affect license applications now pending": whether that to which an act does not extend is no order.
fn is_of_nothing_ordered(object: &str) -> bool {
    const BEGINS: &[&str] = &[
        "any license application", "any obligation", "any other", "any pending", "applications for",
        "existing licenses", "exporters’ obligations", "license applications", "licenses issued", "licenses that",
        "obligations", "other rules", "pending", "processing of", "substance of", "text of", "validity of",
        "violations",
    ];
    const PARTS: &[&str] = &["designation", "footnote", "listing", "listings", "requirement", "requirements"];
    let object = object.trim_start().trim_start_matches("to ").trim_start_matches("the ");
    // "does not affect the requirements that applied to transactions made before that day"
    let before = ["for the period", "that applied", "transactions conducted", "transactions made"];
    let part =
        |object: &str| limit::speaks_of_parts(object) || words(object).iter().any(|(_, word)| PARTS.contains(word));
    before.iter().any(|words| object.contains(words))
        || BEGINS.iter().any(|of| object.starts_with(of)) && (object.starts_with("text of") || !part(object))
}

/// "If an adverse comment is received, this withdrawal will not take effect."
fn fails(lower: &str) -> bool {
    ACTS.iter().any(|act| {
        let effect = ["will not become effective", "will not take effect"];
        effect.iter().any(|fails| lower.contains(&format!("this {act} {fails}")))
    })
}

/// Sentences on other matters than the act.
const OF_OTHER_MATTERS: &[&str] =
    &["comment", "compliance", "ecra", "executive order", "ieepa", "paperwork", "reform act", "regulatory flexibility"];

/// Words by which a document says of itself that it may not count, or not wholly.
const RESERVES: &[&str] = &[
    "of which are covered",
    "of which is covered",
    "not benefit from",
    "benefits from",
    "becomes operative",
    "becomes final",
    "editorial note",
    "excluded:",
    "original date applies",
    "original date holds",
    "original date stands",
    "original effective date applies",
    "original effective date stands",
    "further explained below",
    "in the terms in which",
    "is a draft",
    "no delay ",
    "not all of",
    "one exception",
    "only exception",
    "preceding sentence",
    "printed in error",
    "which had not been received",
    "has not signed",
    "intends to issue",
    "is being sought",
    "is to be posted",
    "present estimate",
    "requires the concurrence",
    "yet to confirm",
    "a proposed delay",
    "a proposed stay",
    "a proposed withdrawal",
    "sole exception",
    "the exception is",
    "the foregoing",
    "excluded from the",
    "part of this delay",
    "part of the delay",
    "part of this stay",
    "outside the delay",
];

/// The words of a clause from its subject on.
fn subject_first(clause: &str) -> Vec<&str> {
    let clause = clause.trim_start();
    let leads = [
        "however, ", "by contrast, ", "therefore, ", "accordingly, ", "nevertheless, ", "nonetheless, ",
        "in addition, ", "as a result, ", "consequently, ", "thus, ", "further, ", "moreover, ", "and ", "but ",
        "finally, ",
    ];
    let clause = leads.iter().fold(clause, |clause, lead| clause.strip_prefix(lead).unwrap_or(clause));
    words(clause).into_iter().map(|(_, word)| word).collect()
}

/// What an act is called.
const ACTS: &[&str] = &[
    "deferral", "delay", "extension", "postponement", "relief", "rescission", "revocation", "stay", "suspension",
    "vacatur", "withdrawal", "delays",
];

/// Words before a noun that leave it what it is.
const BEFORE: &[&str] = &[
    "a", "additional", "administrative", "all", "any", "both", "brief", "bureau’s", "department’s", "each",
    "effective", "final", "first", "further", "indefinite", "initial", "interim", "its", "limited", "no", "one",
    "other", "our", "remaining", "second", "short", "such", "temporary", "that", "the", "these", "third", "this",
    "two",
];

/// What can be said of an act: that it is so, and why.
const SAID_OF_ACTS: &[&str] = &[
    "appropriate", "authorized", "based", "brief", "consistent", "designed", "effective", "exempt", "granted",
    "hereby", "immediately", "in", "intended", "issued", "justified", "made", "meant", "necessary", "needed", "not",
    "ordered", "procedural", "pursuant", "reasonable", "required", "short", "taken", "temporary", "to", "until",
    "warranted", "also", "indefinite", "continued", "extended", "no", "of", "the", "under", "only", "prospective",
    "without", "announced", "reflected", "an",
];

/// What an act does.
const DONE_BY_ACTS: &[&str] = &[
    "afford", "allow", "avoid", "cause", "create", "enable", "ensure", "facilitate", "follow", "give", "help",
    "impose", "keep", "operate", "leave", "maintain", "make", "mean", "move", "permit", "preclude", "prejudge",
    "preserve", "prevent", "promote", "protect", "provide", "reduce", "reflect", "relieve", "represent", "require",
    "respond", "result", "serve", "spare", "affect", "constitute", "change", "alter",
];

/// Words by which what was said is past, possible or wished.
const NOT_NOW: [&str; 12] =
    ["could", "did", "had", "may", "might", "must", "should", "was", "were", "would", "ought", "cannot"];

/// What a clause leaves open by what it says of an act; `None` where that is known to leave nothing open, or it says nothing of one.
fn of_act(found: &[&str]) -> Option<Reservation> {
    const ENDED: &[&str] = &["abandoned", "dropped", "lifted", "overtaken", "reversed"];
    let noun = found.iter().take(6).position(|word| ACTS.contains(word) || OF_COURTS.contains(word))?;
    let definite = ["the", "this", "that", "such", "its", "our", "no"];
    let led = found.iter().take(noun).all(|word| BEFORE.contains(word) || word.contains('-') || is_figure(word));
    if !led || !found.iter().take(noun).any(|word| definite.contains(word)) {
        return None;
    }
    let rest = found.get(noun + 1..)?;
    // "The delay was later abandoned."
    if rest.iter().any(|word| ENDED.contains(word)) {
        return Some(Reservation::OfAct);
    }
    let said = said_now(rest)?;
    let has = |any: &[&str]| said.iter().any(|word| any.contains(word));
    match said.as_slice() {
        // "The stay covers all of the amendments", "The delay concerns the effective date only"
        [
            "applies" | "concerns" | "covers" | "extends" | "reaches",
            "all" | "date" | "effective" | "each" | "entire" | "every" | "the" | "whole",
            ..,
        ] if has(&["all", "date", "each", "entire", "every", "whole"]) => {
            has(&["but", "except", "other", "remaining"]).then_some(Reservation::OfParts)
        }
        ["applies" | "concerns" | "covers" | "extends" | "limited" | "reaches", ..] => Some(Reservation::OfParts),
        ["take" | "takes", "effect", day, ..] if ["on", "upon"].contains(day) && !has(&["if", "only", "unless"]) => {
            None
        }
        // "The delay is for 60 days."
        ["for", "a" | "another", ..] => None,
        ["for", count, ..] if is_figure(count) => None,
        [first, ..] if is_begun(first, SAID_OF_ACTS) || is_begun(first, DONE_BY_ACTS) => {
            // "The withdrawal operates for the future only.", "The delay does not change the text of the amendments."
            // "does not relieve persons of obligations under part 744"
            let of_code = said.windows(2).any(|two| matches!(two, ["part", number] if is_figure(number)));
            let part = has(&["alone", "only", "solely"])
                || has(&["part"]) && !of_code
                || limit::speaks_of_parts(&said.join(" "));
            let part = part && !has(&["future", "text"]);
            let open = has(&["if", "unless"]).then_some(Reservation::OfAct);
            open.or(part.then_some(Reservation::OfParts))
        }
        _ if found.get(noun).is_some_and(|noun| OF_COURTS.contains(noun)) => None,
        _ => Some(Reservation::OfAct),
    }
}

/// What a court gives, of which much can be said that limits nothing.
const OF_COURTS: &[&str] = &["injunction", "judgment", "order"];

fn is_begun(word: &str, by: &[&str]) -> bool {
    by.iter().any(|one| {
        if one.len() > 4 { word.starts_with(one) } else { word == *one || word.strip_suffix('s') == Some(one) }
    })
}

/// What is said behind a subject to be so or to come, without adverbs: the words behind the auxiliary, or from the verb on. `None`
/// where no verb is seen, or it was so, or might be.
fn said_now<'w>(rest: &[&'w str]) -> Option<Vec<&'w str>> {
    const NOW: &[&str] = &["are", "do", "does", "has", "have", "is", "remain", "remains", "shall", "will"];
    for (at, word) in rest.iter().enumerate() {
        // "The removals that were published remain effective."
        let relative =
            at.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|word| ["that", "which"].contains(word));
        if NOT_NOW.contains(word) && relative {
            continue;
        }
        if NOT_NOW.contains(word) {
            return None;
        }
        let after = rest.get(at + 1..).unwrap_or_default();
        if NOW.contains(word) {
            // "This postponement is not a rule."
            if after.starts_with(&["not", "a"]) || after.starts_with(&["not", "an"]) {
                return None;
            }
            let skipped = after.iter().take_while(|word| ["be", "been", "not", "now", "also"].contains(*word)).count();
            return Some(without_adverbs(after.get(skipped..)?));
        }
        let verb = is_begun(word, DONE_BY_ACTS) || VERBS.contains(word);
        if verb && at.checked_sub(1).is_none_or(|before| !["to", "the", "of"].contains(&rest[before])) {
            return Some(without_adverbs(rest.get(at..)?));
        }
    }
    None
}

/// Verbs by which something comes to be in force, or stays so.
const VERBS: &[&str] = &[
    "applies", "apply", "becomes", "begins", "benefits", "comes", "concerns", "continue", "continues", "covers",
    "ends", "expires", "falls", "go", "goes", "hold", "holds", "keep", "keeps", "lapses", "proceed", "proceeds",
    "reach", "reaches", "stand", "stands", "starts", "stay", "stays", "take", "takes", "extends", "runs", "occurs",
    "survive", "survives", "depends", "operates",
];

/// Nouns for parts of a rule.
const PARTS: &[&str] = &[
    "addition", "additions", "amendment", "amendments", "change", "changes", "entries", "entry", "instruction",
    "instructions", "listing", "listings", "portion", "portions", "provisions", "remainder", "removal", "removals",
    "rest", "revision", "revisions",
];

/// What is said of the parts of a rule in general: "additions to the list impose requirements".
const SAID_OF_PARTS: &[&str] = &[
    "appear", "appears", "based", "consist", "consists", "contain", "contains", "described", "described", "discussed",
    "explained", "identified", "identify", "impose", "imposed", "imposes", "include", "includes", "listed", "made",
    "reflect", "reflects", "relieve", "require", "required", "requires", "result", "results", "set", "subject",
];

/// Whether a clause says of a part of a rule that it is in force, or will be.
fn of_part(found: &[&str]) -> bool {
    let Some(noun) = found.iter().take(7).position(|word| PARTS.contains(word)) else { return false };
    let led = found.iter().take(noun).all(|word| {
        BEFORE.contains(word)
            || is_figure(word)
            || ["of", "date", "three", "four", "five", "not", "rule’s", "rule's"].contains(word)
    });
    let rest = found.get(noun + 1..).unwrap_or_default();
    if !led || is_of_whole(found, noun) {
        return false;
    }
    let Some(said) = said_now(rest) else { return false };
    let as_before = matches!(said.as_slice(), ["as" | "remain" | "remains", ..])
        && said.iter().any(|word| ["as", "unchanged"].contains(word));
    // "No amendment of the Code is needed."
    let none = found.first() == Some(&"no")
        && said.first().is_some_and(|word| {
            ["added", "changed", "made", "needed", "removed", "required", "revised"].contains(word)
        });
    !as_before && !none && said.first().is_some_and(|first| !SAID_OF_PARTS.contains(first))
}

/// "The amendments made by the rule", "all provisions of the rule": whether words for parts mean all that a document orders.
fn is_of_whole(found: &[&str], noun: usize) -> bool {
    let all = ["amendments", "changes", "provisions"].contains(&found.get(noun).copied().unwrap_or_default());
    let led = found.iter().take(noun).all(|word| ["all", "both", "its", "of", "the", "these"].contains(word));
    let of_rule = [
        "by", "contained", "document", "final", "in", "interim", "made", "of", "published", "rule", "set", "forth",
        "that", "the", "this",
    ];
    let verb = |word: &&&str| !of_rule.contains(*word) && !is_figure(word);
    let next = found.iter().skip(noun + 1).find(verb);
    all && led && next.is_none_or(|word| ["are", "do", "have", "shall", "take", "were", "will"].contains(word))
}

/// Whether a sentence says of parts, or of listed parties, that something does not reach them.
fn leaves_out(lower: &str) -> bool {
    const NOT: &[&str] = &[
        "not affect", "not appl", "not concern", "not cover", "not extend", "not include", "not reach", "not touch",
        "leaves the", "leave the",
    ];
    const PASSIVE: &[&str] =
        &["not affected", "not concerned", "not covered", "not touched", "unaffected", "untouched"];
    const STAYS: &[&str] = &["remain effective", "remain in effect", "remains effective", "remains in effect"];
    let of_parts = |text: &str| {
        let parties = ["entities", "the entity", "listed part", "listed person"];
        limit::speaks_of_parts(text) || parties.iter().any(|words| text.contains(words))
    };
    let split = |words: &&str| lower.split_once(*words);
    let active = NOT.iter().filter_map(split).any(|(_, object)| of_parts(object));
    let passive = PASSIVE.iter().filter_map(split).any(|(subject, _)| of_parts(subject));
    let stays = STAYS.iter().filter_map(split).any(|(subject, _)| of_parts(subject));
    (active || passive || stays) && !lower.contains("text of")
}

/// Whether a sentence says that something is changed, or comes into force, now or on a coming day.
fn speaks_of_change(lower: &str) -> bool {
    const CHANGES: &[&str] = &[
        " another matter", " as planned", " as scheduled", " benefits from", " changes on", " come off", " comes off",
        " go ahead", " go forward", " goes ahead", " holds", " is what is ", " in force from", " on schedule",
        " proceeds", " stands", " take effect", " takes effect",
    ];
    // "No entry is added."
    let none = ["no amendment ", "no change ", "no entity ", "no entry "].iter().any(|none| lower.contains(none));
    !none && (is_changed(lower) || CHANGES.iter().any(|words| lower.contains(words)))
}

/// Whether words say that something is changed: "while Hazel SA is removed".
pub(super) fn is_changed(lower: &str) -> bool {
    const NOW: &[&str] = &[" are ", " is ", " will ", " as "];
    const BETWEEN: &[&str] = &["be", "nevertheless", "nonetheless", "still", "to"];
    const CHANGED: &[&str] = &[
        "added", "changed", "delisted", "deleted", "excepted", "excluded", "exempt", "listed", "removed", "revised",
        "unaffected", "untouched",
    ];
    NOW.iter().flat_map(|now| lower.match_indices(now)).any(|(at, now)| {
        let rest = words(lower.get(at + now.len()..).unwrap_or_default());
        let first = rest.iter().map(|(_, word)| word).find(|word| !is_adverb(word) && !BETWEEN.contains(word));
        first.is_some_and(|first| CHANGED.contains(first))
    })
}

/// Whether a sentence speaks of what is left of a rule.
fn names_a_rest(lower: &str) -> bool {
    const RESTS: &[&str] = &[
        "all other amend", "all other part", "another of its", "one of its", "other changes", "other entries",
        "other two", "remaining amend", "remaining change", "remaining entr", "some of its", "the others",
        "the remainder", "the rest",
    ];
    RESTS.iter().any(|words| lower.contains(words))
}

fn without_adverbs<'w>(said: &[&'w str]) -> Vec<&'w str> {
    said.iter().copied().filter(|word| !is_adverb(word)).collect()
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && !["apply", "only"].contains(&word) || ["also", "hereby", "now", "therefore"].contains(&word)
}
