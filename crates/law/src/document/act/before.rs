//! What a sentence says of documents that were named before it: "That rule is withdrawn", "BIS delays the latter".

use std::ops::Range;

use super::head;
use super::passage::Section;
use super::until;
use super::verb::{self, Manner, Verb, wording};

/// Of how many documents named before one can be meant.
pub(super) const FEW: usize = 3;

/// Words for the document that was named before, those for a part of what it orders.
pub(super) const PARTS_BEFORE: [&str; 3] = ["the listing", "the addition", "the removal"];

/// Words for one document of those that were named in the sentence before, or for what was done to it.
const ONE_OF_THOSE: [&str; 15] = [
    "that rule", "that final rule", "that interim final rule", "such rule", "such final rule", "that document",
    "its effective date", "that effective date", "that delay", "that postponement", "that stay", "that suspension",
    "that deferral", "that further delay", "that further postponement",
];

/// Words for the document that was named before, where that was one.
const NAMED_BEFORE: [&str; 14] = [
    "the document is", "it will become effective", "the listing", "the addition", "the amendments", "the removal is",
    "the changes are", "the decision is", "the new effective date", "the effective date is", "the rule",
    "the final rule", "the interim final rule", "this effective date",
];

/// Where a sentence speaks of the document that was named before, as of another one than its own; `at_once` where that was
/// in the sentence before.
pub(super) fn named_before(text: &str, at_once: bool) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    let words =
        ["that rule", "that final rule", "that interim final rule", "such rule", "that document", "that notice"];
    let named = words.iter().find_map(|words| place_of(&lower, words));
    named.or_else(|| {
        let begins = ["the rule ", "the final rule ", "the interim final rule ", "the amendments ", "it "];
        let words = begins.iter().find(|words| at_once && lower.starts_with(*words))?;
        // "It is important that", "It is to be noted".
        let first: Vec<_> = lower.split(' ').take(6).collect();
        let of_nothing = *words == "it " && (first.contains(&"that") || first.contains(&"to"));
        (!of_nothing).then(|| 0..words.trim_end().len())
    })
}

/// Where words stand that are no part of longer ones: "such rule", but not "such rulemaking".
fn place_of(lower: &str, words: &str) -> Option<Range<usize>> {
    let ends = |at: &usize| !lower.get(at + words.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    lower.match_indices(words).map(|(at, _)| at).find(ends).map(|at| at..at + words.len())
}

/// Whether a sentence speaks of a document that was named before, and of how many that may have been it can mean one: what
/// was delayed, and by what, stand side by side.
pub(super) fn names_before(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    // "Unlike that rule, this rule delays one of its amendments."
    let compared = |words: &&&str| lower.find(**words).is_some_and(|at| head::is_compared(text, at, at + words.len()));
    if ONE_OF_THOSE.iter().find(|words| lower.contains(**words)).as_ref().is_some_and(compared) {
        return None;
    }
    let says = |words: &[&str]| words.iter().any(|words| place_of(&lower, words).is_some());
    let it = lower.match_indices(" it").any(|(at, it)| {
        let (before, after) = lower.split_at(at);
        let ends = !after.get(it.len()..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
        ends && before.rsplit(' ').next().and_then(wording::stem).is_some()
    });
    // "BIS is delaying that date by 60 days."
    let date = lower
        .match_indices(" that date")
        .any(|(at, _)| lower.get(..at).and_then(|before| before.rsplit(' ').next()).and_then(wording::stem).is_some());
    if it || date || says(&ONE_OF_THOSE) || names_one_of_several(&lower) {
        return Some(FEW);
    }
    says(&NAMED_BEFORE).then_some(1)
}

/// Whether a sentence that names several documents acts on one of them by its place: "Of the rules at 96 FR 900 and 96 FR
/// 950, BIS withdraws the latter".
pub(super) fn means_one_of_several(text: &str) -> bool {
    let lower = text.to_lowercase();
    let all = ["both", "them", "the two", "each"]
        .iter()
        .any(|word| wording::words(&lower).iter().any(|(_, one)| one == word));
    !all && names_one_of_several(&lower)
}

/// What a sentence says of the former and of the latter of two documents: "the former until June 2, 2031, and that of the
/// latter until July 1, 2031".
pub(super) fn halves(text: &str) -> Option<[&str; 2]> {
    let lower = text.to_lowercase();
    let [former, latter] = ["the former", "the latter"].map(|place| {
        let mut found = lower.match_indices(place).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    });
    let (former, latter) = (former?, latter?);
    let (begin, end) = (former.min(latter), former.max(latter));
    let cut = begin + lower.get(begin..end)?.rfind([',', ';'])?;
    let (one, other) = text.split_at(cut);
    Some(if former < latter { [one, other] } else { [other, one] })
}

/// What each half does, where that is certain: a half without a verb has that of the sentence.
pub(super) fn of_halves(halves: [&str; 2], verb: Verb, section: Section) -> Option<[(&str, Verb); 2]> {
    let of = |half| {
        let (verb, manner) = verb::read(half, section).unwrap_or((verb, Manner::Done));
        let said = verb == Verb::Withdraw || until::read(half, false).is_said();
        let moves = matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
        (manner == Manner::Done && said && moves).then_some((half, verb))
    };
    let [one, other] = halves;
    Some([of(one)?, of(other)?])
}

/// Which of two documents a sentence means by its place: "the latter is withdrawn".
pub(super) fn place_among_two(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    match ["the former", "the latter"].map(|place| lower.matches(place).count()) {
        [1, 0] if names_one_of_several(&lower) => Some(0),
        [0, 1] if names_one_of_several(&lower) => Some(1),
        _ => None,
    }
}

/// `BIS is delaying the second until June 1, 2031`, `the latter is withdrawn`: one of several named before, by its place alone.
fn names_one_of_several(lower: &str) -> bool {
    const PLACES: [&str; 12] = [
        "both", "the earlier", "the first", "the former", "the last", "the later", "the latter", "the other",
        "the second", "the third", "the two", "them",
    ];
    const NEXT: [&str; 13] =
        ["and", "are", "by", "for", "has", "have", "indefinitely", "is", "pending", "to", "until", "was", "will"];
    let places = PLACES.iter().filter(|place| lower.contains(**place));
    places.flat_map(|place| lower.match_indices(place)).any(|(at, place)| {
        let (before, after) = (lower.get(..at).unwrap_or_default(), lower.get(at + place.len()..).unwrap_or_default());
        let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let stands_alone =
            after.starts_with(|c: char| !c.is_alphanumeric()) && (next.is_empty() || NEXT.contains(&next));
        let before = before.trim_end();
        let is_object = before.rsplit(' ').next().and_then(wording::stem).is_some();
        stands_alone
            && (is_object
                || before.is_empty()
                || before.ends_with([',', ';', ':', '.'])
                || [" and", "effective date of", "effectiveness of"].iter().any(|lead| before.ends_with(lead)))
    })
}
