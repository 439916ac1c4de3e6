//! Clauses of a sentence that act on a document each: "the rule at A is delayed until …, and the effective date of the rule
//! at B is delayed until …".

use super::passage::Section;
use super::verb::{self, Manner, Verb};
use crate::law::text::cited;

/// Words with which the next one begins.
const BEGIN: [&str; 9] = [
    "; and ", "; ", ", and the effective date", ", and the rule", ", and the final rule",
    ", and the interim final rule", ", and that of the", ", while the", ", whereas the",
];

/// The clauses of a sentence, where each refers to a document and says what is done to it; else the sentence.
pub(super) fn apart(text: &str, section: Section) -> Vec<&str> {
    let places = || BEGIN.iter().flat_map(|words| text.match_indices(words));
    if places().next().is_none() || text.contains("respectively") || cited::spans(text).len() < 2 {
        return vec![text];
    }
    let says = |clause: &str| {
        let moves = |(verb, manner)| {
            verb == Verb::State
                || manner == Manner::Done && matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw)
        };
        !cited::spans(clause).is_empty() && verb::read(clause, section).is_some_and(moves)
    };
    let mut at: Vec<_> = places().map(|(at, _)| at).collect();
    at.sort_unstable();
    for at in at {
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
