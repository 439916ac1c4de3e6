//! Whether a word acts, recounts or does nothing, by its form and the words around it.

use super::super::head;
use super::super::passage::Section;
use super::open::has_ordered;
use super::wording::{DOCUMENTS, Manner, refers, words};

/// Words that say of a document that it acts, before a noun: "announces the withdrawal of".
const ANNOUNCES: [&str; 11] = [
    "announc", "notice of", "gives notice", "issu", "publish", "order", "grant", "impos", "document is", "is a ",
    "effect",
];

/// Words before a verb in "-ing" that tells of no act; without one, it does: "issued a judgment vacating the final rule
/// published at".
const LEADS: [&str; 16] = [
    "about", "after", "against", "before", "consider", "considering", "for", "from", "if", "in", "of", "on", "than",
    "when", "while", "without",
];

/// Of these, those that say that it was done: "after delaying the rule".
const FACTS: [&str; 5] = ["after", "by", "in", "upon", "when"];

/// The manner of a verb by its form and the words around it, the nearest first. `None` where the word is no verb here.
pub(super) fn manner(
    word: &str,
    before: &[&str],
    after: &[&str],
    section: Section,
    (text_before, text_after): (&str, &str),
) -> Option<Manner> {
    let head = section != Section::Body;
    let next = after.first().copied().unwrap_or_default();
    let measured = next == "for" && after.get(1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    // "suspends in part", "delays for 90 days", but "the delays in 2031".
    let only_a_verb =
        word.ends_with('s') && (measured || !["delays", "stays", "pauses", "tolls", "lifts"].contains(&word));
    let noun = ["of", "to", "in", "for", "from"].contains(&next) && !only_a_verb || after.is_empty();
    let participle = word.ends_with("ed") || word.ends_with("wn") || ["set", "frozen"].contains(&word);
    if word.ends_with("ing") {
        let aux = before.iter().take(2).any(|word| ["is", "are"].contains(word));
        let led = before.first().is_none_or(|word| LEADS.contains(word) && !FACTS.contains(word));
        let of_document = after.iter().take(6).any(|word| DOCUMENTS.contains(word)) || head::is_document(text_after);
        let told = (!led && of_document).then_some(Manner::Told);
        return if aux || head { Some(Manner::Done) } else { told };
    }
    if participle || word == "abeyance" {
        // "The court ordered that the rule be stayed."
        let ordered = ["directed that", "directs that", "ordered that", "orders that"];
        let ordered = before.first() == Some(&"be") && ordered.iter().any(|words| text_before.contains(words));
        // "published on June 2, 2031, and previously delayed until"
        if before.first().is_some_and(|word| ["already", "earlier", "formerly", "previously"].contains(word))
            && passive(before).is_none()
        {
            return Some(Manner::Told);
        }
        let perfect = before.iter().take(3).any(|word| ["has", "have"].contains(word));
        if ordered || perfect && is_done_by_others(text_before, text_after) {
            return Some(Manner::Told);
        }
        // "The rules delayed by this document are the following:"
        let by_this = ["document", "rule", "action", "notice"]
            .iter()
            .any(|noun| after.get(..3) == Some(&["by", "this", *noun][..]));
        if by_this {
            return Some(Manner::Done);
        }
        return passive(before).or_else(|| {
            let takes_object = ["the", "a", "an", "that", "its", "this", "certain"].contains(&next);
            // "On May 2, 2031, BIS delayed until June 2, 2031, the effective date": who did it, and when.
            let by_agency = before.first().is_some_and(|word| ["bis", "bureau", "department", "agency"].contains(word));
            // "the rule at 96 FR 900, delayed at 96 FR 950".
            let rest: Vec<_> = after.iter().copied().skip_while(|word| is_adverb(word)).take(3).collect();
            let elsewhere = matches!(rest.as_slice(), ["at" | "by" | "in", _, "fr"]);
            let recounts = takes_object || by_agency || elsewhere;
            // "a delayed effective date", "shipments delayed in transit"
            let attributive = before.first().is_some_and(|word| ["a", "an", "any", "no", "such"].contains(word));
            let of_things = before.first().is_some_and(|word| head::are_things(word)) && !takes_object;
            (!attributive && !of_things).then_some(if head && !recounts { Manner::Done } else { Manner::Told })
        });
    }
    if word == "withdrew" {
        return Some(Manner::Told);
    }
    let skipped: Vec<_> = before.iter().copied().filter(|word| !ADVERBS.contains(word)).take(2).collect();
    let previous = skipped.first().copied().unwrap_or_default();
    if previous == "to" {
        if has_ordered(text_before) {
            return Some(Manner::Told);
        }
        if is_refused_with_others(text_before) {
            return Some(Manner::Open);
        }
        // "BIS declines to postpone it", "sees no reason to postpone it"
        let governor = skipped.get(1).copied().unwrap_or_default();
        let reason = ["basis", "ground", "need", "reason"].contains(&governor) && text_before.contains(" no ");
        if reason || REFUSED.iter().chain(&INTENDED).any(|stem| governor.starts_with(stem)) {
            return Some(Manner::Open);
        }
        // "In those rules BIS nevertheless chose to delay the effective date": what they did themselves.
        let within = ["in both rules", "in that rule", "in the latter rule", "in these rules", "in those rules"];
        if within.iter().any(|words| text_before.contains(words)) {
            return Some(Manner::Told);
        }
        let acts = [
            "action", "agree", "choose", "chose", "consent", "elect", "decided", "determined", "document", "issu",
            "notice", "order", "publish", "rule", "stipulat",
        ];
        return acts.iter().any(|word| text_before.contains(word)).then_some(Manner::Done);
    }
    let is_verb =
        word.ends_with('s') && !["a", "an", "the", "of", "no"].contains(&previous) && !word.ends_with("ss") && !noun
            || ["we", "i", "shall", "will"].contains(&previous)
            || before.first() == Some(&"hereby");
    if is_verb {
        return Some(Manner::Done);
    }
    // "BIS denies a request for a stay of the rule"
    if is_refused(text_before) {
        return Some(Manner::Open);
    }
    // A noun: "delay of effective date", "the withdrawal of the final rule".
    let text_before = &text_before.replace("published at", "").replace("published in", "").replace("published on", "");
    let acts = head
        || ANNOUNCES.iter().any(|word| text_before.contains(word))
        || next.is_empty() && !["that", "the", "this"].contains(&previous)
        || text_before.contains("following");
    let ours = ["30-day", "day", "without", "undue", "no", "any", "further"].contains(&previous);
    // "A delay until June 2, 2031, of the effective date".
    let dated = next == "until" && after.get(2).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if (acts && (noun || head) || dated) && !ours {
        return Some(Manner::Done);
    }
    // "Since the withdrawal of the rule at 96 FR 900": there is one.
    let refused = words(text_before).iter().any(|(_, word)| REFUSED.iter().any(|stem| word.starts_with(stem)));
    let if_only = [" could ", " might ", " would "].iter().any(|words| text_after.contains(words));
    let of_document =
        next == "of" && !if_only && !word.ends_with('s') && head::is_document(text_after) && refers(text_after);
    (of_document && !refused && !ours).then_some(Manner::Told)
}

/// Whether it is a court, or Congress, that has done what a participle says: what stands of it the bureau tells.
fn is_done_by_others(before: &str, after: &str) -> bool {
    const OTHERS: [&str; 6] = ["circuit", "congress", "court", "judge", "panel", "senate"];
    let clause = before.rsplit([',', ';']).next().unwrap_or_default();
    let subject = words(clause).iter().any(|(_, word)| OTHERS.contains(word));
    let by = after
        .split([',', ';'])
        .next()
        .and_then(|after| after.split_once(" by "))
        .is_some_and(|(_, agent)| words(agent).iter().take(8).any(|(_, word)| OTHERS.contains(word)));
    subject || by
}

/// Beginnings of words by which an act is none: "opposed a stay of the rule".
const REFUSED: [&str; 20] = [
    "absent", "appl", "argu", "ask", "challeng", "complain", "declin", "denied", "denies", "deny", "desir", "mere",
    "motion", "mov", "oppos", "refus", "reject", "request", "seek", "sought",
];

/// Beginnings of words by which something is refused.
const REFUSES: [&str; 7] = ["declin", "denial", "denied", "denies", "denying", "refus", "reject"];

/// Whether a verb stands in a row of those that a word before them refuses: "declines to delay the effective date, to stay the
/// rule, or to withdraw any part of it".
fn is_refused_with_others(before: &str) -> bool {
    let clause = [";", " but ", " instead ", "decid", "determin", "elect", "chose", "choos"]
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()))
        .max()
        .and_then(|from| before.get(from..))
        .unwrap_or(before);
    let row = [", to", "and to", "nor to", "or to"].iter().any(|joint| clause.trim_end().ends_with(joint));
    row && words(clause).iter().any(|(_, word)| REFUSES.iter().any(|stem| word.starts_with(stem)))
}

/// Whether the last verb before a noun refuses what the noun says.
fn is_refused(before: &str) -> bool {
    // "denied requests for a stay, or in the alternative a delay, of the rule"
    let clause = before.rfind([',', ';']).map_or(0, |at| at + 1);
    let joined = before.get(clause..).is_some_and(|clause| clause.trim_start().starts_with("or "));
    let clause = if joined {
        before.get(..clause.saturating_sub(1)).and_then(|before| before.rfind([',', ';'])).map_or(0, |at| at + 1)
    } else {
        clause
    };
    let found = words(before.get(clause..).unwrap_or_default());
    let refuses = found.iter().rposition(|(_, word)| REFUSES.iter().any(|stem| word.starts_with(stem)));
    let behind = refuses.and_then(|at| found.get(at + 1..)).unwrap_or_default();
    let joined =
        |(_, word): &(usize, &str)| ["and", "announces", "but", "grants", "imposes", "issues", "orders"].contains(word);
    refuses.is_some() && !behind.iter().any(joined)
}

/// Beginnings of words behind which an act is only intended.
const INTENDED: [&str; 5] = ["contemplat", "intend", "intent", "plan", "propos"];

/// Words that can stand before "was delayed" where a document, or its date, was.
const SUBJECTS: [&str; 25] = [
    "action", "addition", "amendment", "amendments", "date", "dates", "delay", "document", "documents",
    "effectiveness", "it", "listing", "notice", "publication", "register", "regulation", "regulations", "removal",
    "rule", "rules", "stay", "suspension", "that", "this", "which",
];

/// Whether something else than a document is said to be acted on: "deliveries were delayed".
pub(super) fn is_of_another(before: &[&str]) -> bool {
    let mut words = before.iter().filter(|word| !ADVERBS.contains(word));
    // "Congress has disapproved"
    if words.clone().next().is_some_and(|word| ["had", "has", "have"].contains(word)) {
        return false;
    }
    let aux = ["is", "are", "was", "were", "be", "been", "has", "have", "had"];
    let Some(subject) =
        words.find(|word| !aux.contains(word)).filter(|_| before.first().is_some_and(|word| aux.contains(word)))
    else {
        return false;
    };
    // "Two rules bear later dates; one of them was withdrawn."
    let of_rules = ["both", "them"].contains(subject) && before.contains(&"rules");
    !is_subject(subject) && !of_rules
}

/// Whether a word before a verb can be the end of what is said of a document.
pub(super) fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(&word) || word.contains(|c: char| c.is_ascii_digit())
}

/// Adverbs between an auxiliary and its verb.
pub(super) const ADVERBS: [&str; 16] = [
    "hereby", "further", "temporarily", "again", "also", "being", "indefinitely", "therefore", "immediately", "thus",
    "now", "additionally", "administratively", "partially", "formally", "hereafter",
];

pub(super) fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || word.ends_with("ly") && !["only", "july"].contains(&word)
}

/// The manner of a participle by its auxiliary, the nearest word first.
pub(super) fn passive(before: &[&str]) -> Option<Manner> {
    let mut words = before.iter().copied().filter(|word| !is_adverb(word));
    match words.next()? {
        "is" | "are" | "has" | "have" | "stands" | "stand" | "remains" | "remain" => Some(Manner::Done),
        "be" => match words.next() {
            Some("will" | "shall") => Some(Manner::Done),
            Some("to") if matches!(words.next(), Some("is" | "are")) => Some(Manner::Done),
            _ => Some(Manner::Open),
        },
        "been" => Some(match words.next() {
            Some("has" | "have") => Manner::Done,
            _ => Manner::Told,
        }),
        "was" | "were" | "had" | "not" => Some(Manner::Told),
        "held" => passive(&words.collect::<Vec<_>>()),
        "in" => {
            let rest: Vec<_> = words.collect();
            (rest.first() == Some(&"held")).then(|| passive(rest.get(1..).unwrap_or_default())).flatten()
        }
        _ => None,
    }
}
