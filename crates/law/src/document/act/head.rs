//! The noun that a verb acts on, and whether it is a document: "withdraws the questions that it posted with the rule at
//! 96 FR 900" does nothing to that rule.

use super::quoted::unquoted;
use super::verb::wording::{DOCUMENTS, stem, words};

/// Words by which the words for a noun end.
const ENDS: &[&str] = &[
    "about", "after", "against", "also", "among", "and", "are", "as", "at", "available", "because", "before",
    "between", "but", "by", "can", "cited", "concerning", "could", "did", "does", "during", "filed", "for", "from",
    "given", "had", "has", "have", "in", "into", "is", "issued", "it", "made", "may", "must", "of", "on", "or", "over",
    "pending", "posted", "published", "pursuant", "regarding", "relating", "shall", "should", "since", "stated",
    "than", "that", "through", "to", "under", "until", "upon", "was", "were", "when", "which", "while", "who", "whose",
    "will", "with", "within", "without", "would",
];

/// Words with which those for a noun begin.
const BEGINS: &[&str] = &[
    "a", "all", "an", "any", "certain", "each", "every", "its", "our", "such", "that", "the", "their", "these", "this",
];

/// Finite verbs of a clause.
const FINITE: &[&str] =
    &["are", "did", "does", "had", "has", "have", "is", "must", "shall", "should", "was", "were", "will", "would"];

/// What is withdrawn, postponed, suspended and ended, and changes no document.
const THINGS: &[&str] = &[
    "advisories", "advisory", "agenda", "alert", "appeal", "appeals", "application", "applications", "appointment",
    "approval", "approvals", "authority", "authorization", "authorizations", "award", "awards", "briefing",
    "briefings", "building", "burden", "case", "cases", "challenge", "challenges", "charges", "charter", "collection",
    "comment", "comments", "complaint", "complaints", "conference", "considerations", "contract", "contracts",
    "conviction", "copies", "copy", "cost", "costs", "deadline", "deadlines", "delegation", "deliveries", "delivery",
    "discussion", "eligibility", "event", "exception", "exceptions", "explanation", "export", "exports", "facility",
    "faq", "faqs", "form", "guidance", "hearing", "hearings", "indictment", "investigation", "item", "lawsuit",
    "letter", "letters", "license", "licenses", "litigation", "matter", "measure", "measures", "meeting", "meetings",
    "memorandum", "mission", "motion", "motions", "negotiations", "nomination", "number", "objection", "objections",
    "offer", "office", "offices", "operations", "opinion", "opinions", "payment", "payments", "penalties", "penalty",
    "permission", "permit", "permits", "petition", "petitions", "plea", "premises", "privileges", "proceeding",
    "proceedings", "production", "question", "questions", "rationale", "reason", "reasoning", "reasons", "records",
    "reexports", "registration", "release", "releases", "report", "reports", "request", "requests", "resolution",
    "resolutions", "room", "sale", "sales", "seminar", "sentence", "settlement", "shipment", "shipments",
    "solicitation", "statement", "statements", "submission", "submissions", "subpoena", "suit", "survey", "system",
    "telephone", "testimony", "trade", "training", "transactions", "transfers", "trial", "visit", "vote", "webinar",
    "website", "workshop",
];

/// What runs out by itself, and is a part of a document where somebody ends it.
const RUNNING: &[&str] = &["clause", "clauses", "period", "periods", "window"];

/// The same, unless what they do to a document is said behind them: "vacated the order staying the rule".
const ORDERS: &[&str] = &["decision", "decisions", "denial", "denials", "order", "orders", "ruling", "rulings"];

/// The noun that words begin with, and where it ends.
fn noun(text: &str) -> Option<(&str, usize)> {
    let found = words(text);
    let gap = |at: usize| {
        let from = found.get(at).map_or(0, |(start, word)| start + word.len());
        let to = found.get(at + 1).map_or(text.len(), |(start, _)| *start);
        text.get(from..to).unwrap_or_default()
    };
    let mut last = None;
    for (at, (start, word)) in found.iter().enumerate() {
        // "the license described in"
        let described = word.ends_with("ed") && found.get(at + 1).is_some_and(|(_, next)| ENDS.contains(next));
        if described && at > 0
            || ENDS.contains(word) && (at > 0 || !BEGINS.contains(word))
            || word.starts_with(|c: char| c.is_ascii_digit())
        {
            break;
        }
        last = Some((*word, start + word.len()));
        if gap(at).contains([',', '.', ';', ':', '(', ')']) {
            break;
        }
    }
    last.filter(|(word, _)| !BEGINS.contains(word))
}

/// The words of the object behind a verb: what is inserted before it is skipped, "suspends for 90 days the rule".
fn object(after: &str) -> &str {
    let after = after.trim_start();
    let after = after.strip_prefix("of ").unwrap_or(after);
    let first = words(after).first().map_or("", |(_, word)| *word);
    if !ENDS.contains(&first) && !after.starts_with(',') || BEGINS.contains(&first) {
        return after;
    }
    let article = words(after).into_iter().find(|(_, word)| ["certain", "the", "its", "their"].contains(word));
    article.and_then(|(at, _)| after.get(at..)).unwrap_or(after)
}

/// Whether what a verb acts on is something else than a document, by the words behind it.
pub(super) fn is_thing(after: &str) -> bool {
    let after = after.split(';').next().unwrap_or_default();
    let object = object(after);
    noun(object).is_some_and(|(noun, end)| is_other(noun, object.get(end..).unwrap_or_default()))
}

/// Whether what was acted on is the document that speaks: "BIS delayed publication of this rule so that".
pub(super) fn is_own(after: &str) -> bool {
    let own =
        ["this rule", "this final rule", "this interim final rule", "this action", "this notice", "this document"];
    let begins = |text: &str| own.iter().find_map(|words| text.trim_start().strip_prefix(*words).map(str::to_owned));
    let object = object(after);
    let of = || noun(object).and_then(|(_, end)| object.get(end..)?.trim_start().strip_prefix("of ").and_then(begins));
    let rest = begins(object).or_else(of);
    let refers = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ',']);
        rest.starts_with('(') || rest.starts_with("published") || rest.starts_with("at ")
    };
    rest.is_some_and(|rest| !refers(&rest))
}

/// Whether it is a document.
pub(super) fn is_document(after: &str) -> bool {
    noun(object(after)).is_some_and(|(noun, _)| DOCUMENTS.contains(&noun))
}

/// Whether a noun is none of a document: one that is referred to right behind it is.
fn is_other(noun: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let next = words(rest).first().map_or("", |(_, word)| *word);
    let refers =
        rest.starts_with('(') || ["announced", "at", "made", "printed", "published", "reported"].contains(&next);
    let acts = || words(rest).iter().any(|(_, word)| stem(word).is_some());
    // "the application of the rule at 96 FR 900"
    if ["application", "approval"].contains(&noun) && next == "of" && is_document(rest) {
        return false;
    }
    !refers && (THINGS.contains(&noun) || ORDERS.contains(&noun) && !acts())
}

/// Whether what is said to be acted on is something else than a document, by the words before a verb: "The savings clause of
/// the rule at 96 FR 900 expires".
pub(super) fn is_said_of_thing(before: &str, verb: &str) -> bool {
    let runs_out = ["ceas", "continu", "end", "expir", "laps", "run"].iter().any(|stem| verb.starts_with(stem));
    let found = words(before);
    let auxiliary = |word: &str| {
        FINITE.contains(&word) || ["be", "been", "being", "hereby", "now"].contains(&word) || word.ends_with("ly")
    };
    let own = found.iter().rev().take_while(|(_, word)| auxiliary(word));
    let until = own.last().map_or(before.len(), |(at, _)| *at);
    let subject = before.get(..until).unwrap_or_default();
    // "The license, which the rule does not affect, is revoked."
    let aside = [", which ", ", who "].iter().find_map(|words| subject.find(words)).and_then(|from| {
        let to = subject.get(from + 2..)?.rfind(',')? + from + 2;
        Some(from..to)
    });
    let is_finite =
        |(at, word): &(usize, &str)| FINITE.contains(word) && !aside.as_ref().is_some_and(|aside| aside.contains(at));
    // "The delegation cited at 96 FR 900 has been superseded."
    let cites = [
        "cited at", "cited in", "mentioned at", "mentioned in", "described at", "described in", "referred to at",
        "referred to in",
    ];
    if is_of_party(subject) || cites.iter().any(|words| subject.contains(words)) {
        return true;
    }
    if words(subject).iter().any(is_finite) {
        return false;
    }
    // "licenses that have been suspended"
    if let [.., (_, noun), (_, "that" | "which" | "who")] = words(subject).as_slice() {
        return THINGS.contains(noun);
    }
    let mut from = 0;
    loop {
        let part = subject.get(from..).unwrap_or_default();
        if let Some((noun, end)) = noun(part) {
            return runs_out && RUNNING.contains(&noun) || is_other(noun, part.get(end..).unwrap_or_default());
        }
        let Some(next) = part.find(", ") else {
            return false;
        };
        from += next + 2;
    }
}

/// "The visa of the director of the company named at 96 FR 900": what is said of a party, or of what it has.
pub(super) fn is_of_party(subject: &str) -> bool {
    const PARTIES: [&str; 8] = ["companies", "company", "entities", "entity", "parties", "party", "person", "persons"];
    const ENTERED: [&str; 4] = ["added", "designated", "listed", "named"];
    const LISTING: [&str; 21] = [
        "addition", "additions", "address", "addresses", "alias", "country", "date", "designation", "entry", "listing",
        "listings", "name", "names", "removal", "requirement", "requirements", "restrictions", "row", "rule",
        "spelling", "table",
    ];
    let found: Vec<&str> = words(subject).into_iter().map(|(_, word)| word).collect();
    let at = found.windows(3).position(|three| {
        matches!(three, [party, entered, at] if PARTIES.contains(party) && ENTERED.contains(entered) && *at == "at")
    });
    at.is_some_and(|at| !found.iter().take(at).any(|word| LISTING.contains(word)))
}

/// Whether a noun is of something else than a document.
pub(super) fn names_thing(noun: &str) -> bool {
    THINGS.contains(&noun)
}

/// "an error in the press release on the rule at 96 FR 900"
pub(super) fn is_of_topic(words: &[(usize, &str)]) -> bool {
    let of_topic = |pair: &[(usize, &str)]| match pair {
        [(_, thing), (_, next)] => {
            (names_thing(thing) || *thing == "notice")
                && ["about", "accompanying", "concerning", "explaining", "on", "regarding"].contains(next)
        }
        _ => false,
    };
    words.windows(2).any(of_topic)
}

/// Whether a noun before a participle is of several things that are no documents: "shipments delayed in transit".
pub(super) fn are_things(noun: &str) -> bool {
    THINGS.contains(&noun) && noun.ends_with('s')
}

/// What leads a clause that only compares with a document.
const COMPARES: &[&str] = &[
    "as in ", "as was the case with ", "as with ", "compared to ", "compared with ", "in contrast to ", "just as in ",
    "like ", "similar to ", "similarly to ", "unlike ",
];

/// Words behind "as" by which a sentence says where the same was done or said.
const AS_BEFORE: &[&str] = &[
    "as bis described", "as bis did", "as bis explained", "as bis noted", "as bis stated", "as did", "as described",
    "as discussed", "as explained", "as in", "as it did", "as it explained", "as noted", "as stated", "as was done",
    "as was the case",
];

/// How many words stand between these and the document at most.
const MOST_BETWEEN: usize = 8;

/// Whether the document at a place of a sentence is one with which it only compares: "As with the rule at 96 FR 900, …",
/// "…, as it did in the rule at 96 FR 900". What it says is said of something else.
pub(super) fn is_compared(text: &str, start: usize, end: usize) -> bool {
    let lower = unquoted(text).to_lowercase();
    if lower.len() != text.len() {
        return false;
    }
    let (before, after) = (lower.get(..start).unwrap_or_default(), lower.get(end..).unwrap_or_default());
    let plain = |words_of: &str| {
        let all = words(words_of);
        let relative = ["which", "that", "whose", "whereby"];
        !all.iter().any(|(_, word)| FINITE.contains(word) || relative.contains(word) || stem(word).is_some())
    };
    let begin = before.rfind("; ").map_or(0, |at| at + 2);
    let lead = before.get(begin..).unwrap_or_default();
    if let Some(words) = COMPARES.iter().find(|words| lead.starts_with(**words)) {
        let rest = lead.get(words.len()..).unwrap_or_default();
        let next = after.trim_start_matches(')').trim_start();
        let clause = next.strip_prefix(',').map(str::trim_start);
        let relative = clause.is_some_and(|next| ["which", "whose", "as "].iter().any(|word| next.starts_with(word)));
        return plain(rest) && clause.is_some() && !relative;
    }
    let trailing = AS_BEFORE.iter().filter_map(|words| before.rfind(words).map(|at| at + words.len())).max();
    let after = after.trim_start_matches(')');
    // "as it did in the rule at 96 FR 900, whose effective date was deferred"
    let relative = [", which", ", whose"].iter().any(|word| after.starts_with(word));
    let ends = after.starts_with(['.', ',', ';']) && !relative || after.is_empty();
    trailing.and_then(|at| before.get(at..)).is_some_and(|between| {
        // "as did the rule of September 9, 2031 ("
        let of_day = |part: &str| part.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let short = words(between).len() <= MOST_BETWEEN && between.split(',').skip(1).all(of_day);
        ends && short && between.starts_with(' ') && plain(between) && !between.starts_with(" effect")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_verb_acts_on_is_told_by_its_noun() {
        for (after, thing) in [
            (" the frequently asked questions that it posted with the rule at 96 fr 900", true),
            (" its motion for a preliminary injunction against the rule at 96 fr 900", true),
            (" a denial order against a party listed at 96 fr 900", true),
            (" earlier orders on which the rule at 96 fr 900 did not rely", true),
            (" the order staying the rule at 96 fr 900", false),
            (" the order published at 96 fr 900", false),
            (" for 90 days the effectiveness of the rule published at 96 fr 900", false),
            (" the license requirements in the rule at 96 fr 900", false),
            (" of the hearing on the rule at 96 fr 900", true),
        ] {
            assert_eq!(is_thing(after), thing, "{after}");
        }
        assert!(is_document(", under 5 u.s.c. 705, the final rule published at 96 fr 900"));
    }

    #[test]
    fn what_is_acted_on_is_told_by_its_noun() {
        assert!(is_said_of_thing("the savings clause of the rule at 96 fr 900 ", "expires"));
        for (before, thing) in [
            ("the savings clause of the rule at 96 fr 900 is ", false),
            ("the approval of the information collection cited in the rule at 96 fr 900 ", true),
            ("on may 2, 2031, the public hearing on the rule at 96 fr 900 is ", true),
            ("licenses are required and the rule at 96 fr 900 is ", false),
            ("the license requirements of the rule at 96 fr 900 are ", false),
            ("the rule at 96 fr 900 is hereby ", false),
        ] {
            assert_eq!(is_said_of_thing(before, "withdrawn"), thing, "{before}");
        }
    }

    #[test]
    fn a_document_that_is_compared_is_not_the_one_of_which_something_is_said() {
        for (text, compared) in [
            ("As with the rule at 96 FR 900, a 30-day delay in effective date is not required.", true),
            ("BIS waives the 30-day delay, as it did in the rule at 96 FR 900.", true),
            ("Unlike the rule at 96 FR 900, which is withdrawn, this rule stays.", false),
            ("As with the rule at 96 FR 900 is the case, it is withdrawn.", false),
            ("The rule at 96 FR 900 is withdrawn.", false),
        ] {
            let (span, _) = crate::law::text::cited::spans(text).remove(0);
            assert_eq!(is_compared(text, span.start, span.end), compared, "{text}");
        }
    }
}
