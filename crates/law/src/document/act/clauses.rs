//! Clauses of a sentence that act on a document each: "the rule at A is delayed until …, and the effective date of the rule
//! at B is delayed until …".

use std::ops::Range;

use super::passage::Section;
use super::predicate::words::is_recounting;
use super::verb::{self, Manner, Verb, wording};
use crate::law::text::cited;

/// Words with which the next one begins.
const BEGIN: [&str; 10] = [
    "; and ", "; ", ", and that of ", ", and the effective date", ", and the rule", ", and the final rule",
    ", and the interim final rule", ", and that of the", ", while the", ", whereas the",
];

/// A sentence without a clause that gives a reason or a purpose before the documents at `spans` or behind them: "So that the
/// additions are handled together, BIS delays the rule at 96 FR 900, because the instructions are revised". `None` where such a
/// clause says that a part is meant: "so that the removals alone take effect".
pub(super) fn without_reasons<'t>(text: &'t str, spans: &[Range<usize>]) -> Option<&'t str> {
    const LEADS: [&str; 9] = [
        "because ", "due to ", "given ", "in light of ", "in order ", "in view of ", "owing to ", "since ", "so that ",
    ];
    const FOLLOWS: [&str; 7] =
        [" because ", " in light of ", " in order that ", " in order to ", " in view of ", " owing to ", " so that "];
    const NARROWS: [&str; 11] = [
        " alone", " as to ", " except", " in part", " in so far", " insofar", " only ", " remain", " rest ",
        " to the extent", " with respect to",
    ];
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Some(text) };
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Some(text);
    }
    let lead = LEADS.iter().any(|lead| lower.starts_with(lead));
    let from = lower.get(..first.start).filter(|_| lead).and_then(|before| before.rfind(", ")).map_or(0, |at| at + 2);
    let behind = |words: &&str| Some(last.end + lower.get(last.end..)?.find(*words)?);
    let to = FOLLOWS.iter().filter_map(behind).min().unwrap_or(text.len());
    let narrows = |clause: Option<&str>| {
        clause.is_none_or(|clause| {
            // "so that entries are not placed on the list only to be changed again"
            let clause = clause.replace(" only to be ", " ");
            NARROWS.iter().any(|words| clause.contains(words))
        })
    };
    if narrows(lower.get(..from)) || narrows(lower.get(to..)) { None } else { text.get(from..to) }
}

/// The clauses of a sentence, where each refers to a document and says what is done to it; else the sentence.
pub(super) fn apart(text: &str, section: Section) -> Vec<&str> {
    let begins = |(at, _): &(usize, &str)| {
        let from = text.get(*at..).unwrap_or_default();
        BEGIN.iter().any(|words| from.starts_with(words))
    };
    if let Some((first, last)) = text.rsplit_once("; ")
        && is_of_yet_another(last)
    {
        return apart(first, section).into_iter().chain([last]).collect();
    }
    let places: Vec<_> = text.match_indices([';', ',']).filter(begins).map(|(at, _)| at).collect();
    if places.is_empty() && !text.contains(", but ") || text.contains("respectively") {
        return vec![text];
    }
    let cited = cited::spans(text).len();
    if cited == 0 {
        return vec![text];
    }
    // "State delayed the effective date of its rule at A; the rule at B complements that."
    let stands = |clause: &&str, beside: bool| {
        is_sentence(clause) && (!cited::spans(clause).is_empty() || beside && is_beside(clause))
    };
    if let Some((first, rest)) = text.split_once(", but ")
        && [first, rest].iter().all(|clause| stands(clause, false))
    {
        return std::iter::once(first).chain(apart(rest, section)).collect();
    }
    if let Some((first, rest)) = text.split_once("; ")
        && [first, rest].iter().all(|clause| stands(clause, true))
    {
        return std::iter::once(first).chain(apart(rest, section)).collect();
    }
    if cited < 2 {
        return vec![text];
    }
    // "Received: Revisions (96 FR 900), nonmajor; Fee Schedule (96 FR 950), effective date delayed to June 1, 2031."
    let items: Vec<_> = text.split("; ").map(|item| item.strip_prefix("and ").unwrap_or(item)).collect();
    let together = [" are ", " were ", " both ", " each ", " all "].iter().any(|words| text.contains(words));
    let whole = |item: &str| {
        item.matches('(').count() == item.matches(')').count()
            && item.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“^(".contains(c))
    };
    let own = items.iter().all(|item| whole(item) && !cited::spans(item).is_empty());
    if own && !together && items.len() > 1 && items.first().is_some_and(|item| verb::read(item, section).is_none()) {
        return items;
    }
    let says = |clause: &str| {
        let moves = |(verb, manner)| {
            verb == Verb::State
                || manner == Manner::Done && matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw)
        };
        !cited::spans(clause).is_empty() && verb::read(clause, section).is_some_and(moves)
    };
    for at in places {
        let (clause, rest) = text.split_at(at);
        let rest = rest.trim_start_matches([';', ',', ' ']);
        let rest = rest.strip_prefix("and ").unwrap_or(rest);
        if says(clause) {
            let others = apart(rest, section);
            if others.iter().all(|other| says(other)) {
                return std::iter::once(clause).chain(others).collect();
            }
        }
    }
    vec![text]
}

/// `The effective dates of the following rules are delayed until July 1, 2031:`.
pub(super) fn introduces(text: &str) -> bool {
    let follows = [
        "following rule", "following final rule", "following table", "in the table", "in this table", "table below",
        "listed below", "listed in", "set forth below", "identified below", "shown below",
    ];
    text.ends_with(':') || follows.iter().any(|words| text.contains(words))
}

/// Whether a clause speaks of a document beside those that were named before it: "and one, published in January, was delayed
/// and then withdrawn".
fn is_of_yet_another(clause: &str) -> bool {
    let clause = clause.strip_prefix("and ").or(clause.strip_prefix("but ")).unwrap_or(clause);
    let other = ["a fourth ", "a third ", "another ", "one more "].iter().any(|words| clause.starts_with(words));
    let own = clause.strip_prefix("one").map(|rest| rest.trim_start_matches([',', ' ']));
    let own = own.is_some_and(|rest| ["from ", "issued ", "of ", "published "].iter().any(|of| rest.starts_with(of)));
    let strong = |(_, cited): &(_, cited::Cited)| cited.number.is_some() || cited.page.is_some();
    (other || own && !["one of the", "one of those", "one of them"].iter().any(|of| clause.starts_with(of)))
        && !cited::all(clause).iter().any(strong)
}

/// Whether a clause that refers to no document speaks of none, nor of what one orders.
fn is_beside(clause: &str) -> bool {
    const OF_DOCUMENTS: [&str; 12] = [
        "addition", "amend", "correct", "document", "effective", "entr", "instruction", "it ", "listing", "remov",
        "revis", "rule",
    ];
    let lower = clause.to_lowercase();
    !OF_DOCUMENTS.iter().any(|word| lower.contains(word))
}

/// Whether a paragraph lists what a meeting will speak of.
pub(super) fn is_agenda(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("session:") || lower.contains("agenda") && lower.contains("meet")
}

/// Whether a sentence is an item of a list that says nothing: "3. Delay of the rule at 96 FR 900: presentation".
pub(super) fn is_item(text: &str) -> bool {
    let marked = text.split_once(['.', ')']).is_some_and(|(mark, _)| {
        let mark = mark.trim_start_matches('(');
        mark.len() <= 2 && mark.starts_with(|c: char| c.is_ascii_alphanumeric())
    });
    marked && !is_sentence(text)
}

/// Whether words have a verb of their own, as far as that can be seen: an item of a list has none.
fn is_sentence(clause: &str) -> bool {
    const AUXILIARIES: [&str; 24] = [
        "are", "began", "came", "can", "could", "did", "does", "gave", "had", "has", "have", "held", "is", "made",
        "may", "must", "shall", "should", "took", "was", "went", "were", "will", "would",
    ];
    wording::words(clause).iter().any(|(_, word)| {
        AUXILIARIES.contains(word)
            || word.ends_with('s') && is_active(word)
            || word.ends_with("ed") && wording::stem(word).is_some()
    })
}

/// Whether a word that ends as a verb of the third person does is one with which documents are recounted.
fn is_active(word: &str) -> bool {
    const NOUNS: [&str; 8] = ["amend", "revis", "addition", "remov", "correct", "comment", "requir", "control"];
    word.starts_with(char::is_lowercase) && is_recounting(word) && !NOUNS.iter().any(|noun| word.starts_with(noun))
}
