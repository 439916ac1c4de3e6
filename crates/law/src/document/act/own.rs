//! What a sentence does to the document that speaks, which is nothing done to those that it names beside that: "As it did in
//! the rule at 96 FR 900, BIS is delaying the effective date of this rule until July 1, 2031".

use super::head;
use super::verb::wording::{stem, words};
use crate::law::text::cited;

/// Words for the document that speaks.
const OWN: [&str; 8] = [
    "its own effective date", "present rule", "this action", "this document", "this final rule",
    "this interim final rule", "this rule", "today's rule",
];

/// Words behind which what is named shares what is done.
const TOGETHER: [&str; 5] = ["along with", "besides", "both ", "in addition to", "together with"];

/// First words of a clause that only compares.
const COMPARES: [&str; 6] = ["as ", "just as ", "like ", "unlike ", "whereas ", "while "];

/// A sentence without the clause by which a document that orders something itself acts on itself; the sentence where it has
/// none, or where that may be said of other documents, too.
pub(super) fn without_own_act(text: &str) -> &str {
    let lower = text.to_lowercase();
    let may = lower.len() == text.len() && OWN.iter().any(|own| lower.contains(own));
    if !may || TOGETHER.iter().any(|words| lower.contains(words)) {
        return text;
    }
    let mut from = 0;
    for (at, mark) in lower.match_indices([',', ';']).chain([(lower.len(), "")]) {
        let clause = lower.get(from..at).unwrap_or_default();
        if acts_on_itself(clause) && cited::spans(text.get(from..at).unwrap_or_default()).is_empty() {
            let (before, rest) = (text.get(..from).unwrap_or_default(), text.get(at..).unwrap_or_default());
            let Some((span, _)) = cited::spans(rest).into_iter().next() else { return before };
            // What is named behind it is compared only, or shares what is done.
            let lead = rest.get(..span.start).unwrap_or_default();
            let compared = lead.match_indices(", ").map(|(at, comma)| at + comma.len()).find(|at| {
                let clause = lead.get(*at..).unwrap_or_default();
                COMPARES.iter().any(|words| clause.starts_with(words))
            });
            return match compared.filter(|_| before.is_empty()) {
                Some(at) => rest.get(at..).unwrap_or_default(),
                None => text,
            };
        }
        from = at + mark.len();
    }
    text
}

/// Whether a clause delays, suspends or withdraws the document that speaks: that is the object of its verb, or the subject of
/// a passive one.
fn acts_on_itself(clause: &str) -> bool {
    let auxiliary = |word: &str| {
        ["are", "be", "been", "being", "has", "hereby", "is", "now", "therefore", "will"].contains(&word)
            || word.ends_with("ly")
    };
    let passive = |before: &str| {
        let found = words(before);
        let own = found.iter().rev().take_while(|(_, word)| auxiliary(word)).last();
        own.is_some_and(|(at, _)| {
            let subject = before.get(..*at).unwrap_or_default().trim_end();
            OWN.iter().any(|own| subject.ends_with(own))
        })
    };
    words(clause).iter().filter(|(_, word)| stem(word).is_some()).any(|(at, word)| {
        let before = clause.get(..*at).unwrap_or_default();
        let after = clause.get(at + word.len()..).unwrap_or_default();
        head::is_own(after) || passive(before) && (word.ends_with("ed") || word.ends_with("wn"))
    })
}

#[cfg(test)]
mod tests {
    use super::without_own_act;

    #[test]
    fn what_a_document_does_to_itself_is_left_out() {
        for (text, left) in [
            (
                "As it did in the rule at 96 FR 900, whose date was deferred until June 2, 2031, BIS is delaying the effective date of this rule until July 1, 2031.",
                "As it did in the rule at 96 FR 900, whose date was deferred until June 2, 2031,",
            ),
            (
                "BIS is delaying the effective date of this rule until July 1, 2031, as it did in the rule at 96 FR 900.",
                "as it did in the rule at 96 FR 900.",
            ),
            (
                "Unlike the rule at 96 FR 900, this final rule is hereby delayed until July 1, 2031.",
                "Unlike the rule at 96 FR 900,",
            ),
            ("This rule delays its own effective date.", "This rule delays its own effective date."),
        ] {
            assert_eq!(without_own_act(text), left);
        }
        for text in [
            "Along with the rule at 96 FR 900, this rule is delayed until July 1, 2031.",
            "BIS is delaying the effective date of this rule, and of the rule at 96 FR 900, until July 1, 2031.",
            "This rule delays the effective date of the rule at 96 FR 900 until July 1, 2031.",
            "BIS is delaying the effective date of this rule (96 FR 900) until July 1, 2031.",
            "The effective dates of the rule at 96 FR 900 and of this rule are delayed until July 1, 2031.",
        ] {
            assert_eq!(without_own_act(text), text);
        }
    }
}
