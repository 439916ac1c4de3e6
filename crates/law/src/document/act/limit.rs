//! What a sentence leaves out: orders of a document to which an act does not extend, and documents that it names beside
//! the one that it acts on.

use std::ops::Range;

use super::quoted::unquoted;

/// Names for an act that a sentence speaks of.
const ACTS: [&str; 7] = ["delay", "withdrawal", "stay", "postponement", "suspension", "deferral", "rescission"];

/// Words by which an act does not extend to everything.
const ENDS: [&str; 5] = ["not apply", "not affect", "not extend", "not include", "not cover"];

/// Words by which it extends to nothing else.
const CONFINES: [&str; 8] = [
    "confined to", "restricted to", "applies only", "only applies", "apply only", "applies solely", "limited to",
    "affects only",
];

/// Words by which something stays as it was.
const STAYS: [&str; 7] = [
    "remain effective", "remains effective", "remain in effect", "remains in effect", "not affected by",
    "unaffected by", "take effect as",
];

/// Words for orders of a document.
pub(super) const ORDERS: [&str; 17] = [
    "removal", "removals", "addition", "additions", "revision", "revisions", "entry", "entries", "entity", "entities",
    "amendment", "amendments", "instruction", "provisions", "portion", "remainder", "rest",
];

/// What a sentence speaks of by which an act leaves out what it numbers.
pub(super) const INSTRUCTION: &str = "instruction";

/// Whether a sentence says of some instructions that what is done to their document is not done to them, or to them alone: "This
/// delay does not apply to instruction 2.b", "Instruction 3 remains effective".
pub(super) fn leaves_out(text: &str) -> bool {
    let lower = unquoted(text).to_lowercase();
    let act = || {
        ACTS.iter().any(|act| {
            ["this", "the", "such"].iter().any(|article| {
                let of_act = lower.split_once(&format!("{article} {act}"));
                of_act.is_some_and(|(_, rest)| ENDS.iter().chain(&CONFINES).any(|words| rest.contains(words)))
            })
        })
    };
    lower.contains(INSTRUCTION) && (STAYS.iter().any(|words| lower.contains(words)) || act())
}

/// Whether what a sentence names is what an act extends to, and not what it leaves out: "This delay applies only to".
pub(super) fn confines(lower: &str) -> bool {
    CONFINES.iter().any(|words| lower.contains(words))
}

/// Words by which a sentence concerns a part of a document only, beside those of the whole act.
const PARTLY: [&str; 29] = [
    "as concerns", "confined to", "restricted to", "what concerns", "partially", "parts of the", "part of the rule",
    "part of the final rule", "to the extent", "as applied", "as it relates", "as they relate", "it concerns",
    "they concern", "concerning", "regarding", "regards ", "with regard to", "as relates to", "all but", "only ",
    "for one ", "for two ", "listing of", "license requirement for", "paragraph ", "exception of", "the changes to",
    "replaced",
];

/// Whether a sentence names orders of a document: before the document itself, "the effective date of the additions under
/// France in the rule", or by words for a part.
pub(super) fn names_orders(text: &str) -> bool {
    // "This rule suspends the removals in the rule at 96 FR 900": the speaker is not the document meant.
    let speaker = ["this rule", "this final rule", "this interim final rule", "this document", "this action"];
    let lower = unquoted(text).to_lowercase();
    let lower = speaker.iter().fold(lower, |lower, words| lower.replace(words, "this one"));
    let document = ["rule", " fr ", "document", "fr doc"].iter().filter_map(|word| lower.find(word)).min();
    let lists =
        ["revisions to", "revision to", "amendments to", "amendment to", "entity list", "additions to the entity list"];
    let lower = without_all(&lower).replace("concerning the entity list", "").replace("regarding the entity list", "");
    // "for one month"
    let of_time = |rest: &str| ["day", "week", "month", "year"].iter().any(|unit| rest.starts_with(unit));
    let mut parts = PARTLY.iter().flat_map(|words| lower.match_indices(words));
    let partly = parts.any(|(at, words)| !lower.get(at + words.len()..).is_some_and(of_time))
        && !lower.contains("changes to the entity list");
    // "Of the rule at 96 FR 900, BIS withdraws what concerns removals."
    let partitive = ["of the rule", "of the final rule", "of the document", "from the rule", "from the final rule"];
    partly
        || partitive.iter().any(|lead| lower.starts_with(lead))
        || is_for_some(text)
        || document.is_some_and(|at| {
            let before = lower.get(..at).unwrap_or_default();
            !lists.iter().any(|words| before.contains(words)) && speaks_of_orders(before, before.len())
        })
}

/// Whether a sentence is about somebody whom it names behind its day: "is delayed until June 2, 2031, for Hazel Works".
fn is_for_some(text: &str) -> bool {
    let text = unquoted(text);
    let named = |rest: &str| {
        let rest = rest.trim_start_matches("the ");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let of_all = ["Bureau", "Department", "Secretary", "Federal", "Industry", "BIS", "Congress", "Under"];
        let of_time = MONTHS.contains(&word.to_lowercase().as_str());
        word.starts_with(char::is_uppercase) && !of_all.contains(&word) && !of_time
    };
    text.match_indices(" for ").any(|(at, lead)| {
        let before = text.get(..at).unwrap_or_default().trim_end_matches(',');
        before.ends_with(|c: char| c.is_ascii_digit()) && text.get(at + lead.len()..).is_some_and(named)
    })
}

/// A sentence without words for all that a document orders: "the amendments made by the rule at", "all changes in".
fn without_all(lower: &str) -> String {
    let mut out = lower.to_owned();
    for noun in ["amendments", "changes"] {
        for article in ["none of the", "the", "all", "all the", "all of the", "all other"] {
            for joint in [
                "made", "adopted", "effected", "effectuated", "published", "promulgated", "contained", "set forth",
                "set out", "in", "by", "of",
            ] {
                out = out.replace(&format!("{article} {noun} {joint} "), &format!("{article} {joint} "));
            }
        }
    }
    out
}

/// Whether a sentence uses a word for what a list consists of.
pub(super) fn names_a_part(text: &str) -> bool {
    const PARTS: [&str; 16] = [
        "address", "addresses", "alias", "aliases", "column", "designation", "designations", "footnote", "footnotes",
        "heading", "headings", "half", "name", "names", "requirement", "requirements",
    ];
    let lower = unquoted(text).to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    speaks_of_orders(&lower, lower.len()) || words.any(|word| PARTS.contains(&word))
}

/// Whether words speak of what a document orders, one by one.
pub(super) fn speaks_of_parts(lower: &str) -> bool {
    const OF_ANY: [&str; 3] = ["entity", "entities", "provisions"];
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ORDERS.contains(&word) && !OF_ANY.contains(&word))
}

fn speaks_of_orders(lower: &str, until: usize) -> bool {
    let before = lower.get(..until).unwrap_or_default().replace("entity list", "list").replace("in addition", "");
    let mut words = before.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ORDERS.contains(&word))
}

/// Words between documents that are acted on together.
const JOINING: [&str; 44] = [
    "and", "or", "the", "final", "interim", "rule", "rules", "published", "publication", "on", "at", "in", "of", "fr",
    "doc", "docs", "document", "documents", "no", "nos", "number", "federal", "register", "docket", "rin", "entitled",
    "titled", "effective", "date", "dates", "both", "as", "well", "page", "pages", "a", "s", "bis", "also", "which",
    "appeared", "issue", "was", "were",
];

/// Which of the documents that a sentence names it may only speak of, by their numbers: `spans` are the places where it
/// names them. "The rule at A, which is related to the rule at B, is delayed" is not certain to delay B, nor A.
pub(super) fn beside(text: &str, spans: &[Range<usize>]) -> Vec<usize> {
    let lower = unquoted(text).to_lowercase();
    let mut beside = Vec::new();
    for (at, pair) in spans.windows(2).enumerate() {
        let [from, to] = pair else {
            continue;
        };
        let between = lower.get(from.start..to.start).unwrap_or_default();
        let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let joins = words.all(|word| {
            JOINING.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word)
        });
        if joins {
            // With the document before it, whatever that is.
            if beside.contains(&at) {
                beside.push(at + 1);
            }
            continue;
        }
        let recounts = [
            "delayed", "postponed", "deferred", "extended", "stayed", "corrected", "amended", "revised", "announced",
            "imposed",
        ];
        if !recounts.iter().any(|word| between.contains(word)) {
            beside.extend(0..=at);
        }
        beside.push(at + 1);
    }
    beside.sort_unstable();
    beside.dedup();
    beside
}

/// The months, in lower case.
pub(super) const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];
