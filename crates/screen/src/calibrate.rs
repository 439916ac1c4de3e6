//! Scores of labelled pairs: how well a threshold tells pairs of one party from others.

mod read;

use serde::Serialize;

use crate::name::Name;
use crate::score::{How, Reason, Score, THRESHOLD, score};

pub use read::{CalibrationError, pairs};

/// Two names, and whether they are of one party, if somebody has said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledPair {
    /// The line of the file.
    pub line: u64,
    /// All cells of the row.
    pub row: Vec<String>,
    /// The name that is asked for.
    pub query: String,
    /// The name of a list.
    pub candidate: String,
    /// Whether they are of one party.
    pub label: Option<bool>,
}

/// A pair and its score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoredPair {
    /// From 0 to 1, to four places.
    pub score: f64,
    /// Whether it is a potential match at the default threshold.
    #[serde(rename = "match")]
    pub is_match: bool,
    /// Why the score is what it is.
    pub reason: String,
}

/// Scores a pair.
pub fn scored(pair: &LabelledPair) -> ScoredPair {
    let (query, candidate) = (Name::new(&pair.query), Name::new(&pair.candidate));
    let score = score(&query, &candidate);
    // What is said and what decides are the same figure.
    let value = (f64::from(score.value) * 10_000.0).round() / 10_000.0;
    let is_match = score.value >= THRESHOLD;
    let reason = match (query.tokens.is_empty(), candidate.tokens.is_empty()) {
        (false, false) => reason(&query, &candidate, &score),
        (true, _) => "the query has no letter or digit".to_owned(),
        (false, true) => "the candidate has no letter or digit".to_owned(),
    };
    ScoredPair { score: value, is_match, reason }
}

/// Why two names score as they do, in words.
fn reason(query: &Name, candidate: &Name, score: &Score) -> String {
    let mut said: Vec<String> = score.reasons(query, candidate).iter().map(in_words).collect();
    let left = |name: &Name, of: fn(&crate::score::Pair) -> (usize, usize)| {
        let is_matched = |at: usize| score.pairs.iter().any(|pair| (of(pair).0..of(pair).1).contains(&at));
        let words = name.tokens.iter().enumerate().filter(|(at, token)| token.weight > 0.0 && !is_matched(*at));
        words.map(|(_, token)| token.written.as_str()).collect::<Vec<_>>().join(" ")
    };
    for (name, words) in [("query", left(query, |pair| pair.one)), ("candidate", left(candidate, |pair| pair.other))] {
        if !words.is_empty() {
            said.push(format!("only the {name} has “{words}”"));
        }
    }
    if crate::score::cut_off(query, candidate).is_some() {
        said.push("the candidate begins with the query, which breaks off".to_owned());
    }
    if said.is_empty() { "the same words".to_owned() } else { said.join("; ") }
}

fn in_words(Reason { how, one, other }: &Reason) -> String {
    match how {
        How::Same => format!("“{one}” means “{other}”"),
        How::Spelling => format!("“{one}” is nearly “{other}”"),
        How::Joined => format!("“{one}” is written “{other}”"),
        How::Acronym => format!("“{one}” and “{other}”: first letters"),
    }
}

/// How well a threshold tells pairs of one party from others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// From this score on, pairs are potential matches.
    pub threshold: f64,
    /// Pairs of one party that are found,
    pub found: usize,
    /// and that are missed;
    pub missed: usize,
    /// pairs of different parties that are taken for one,
    pub wrong: usize,
    /// and that are told apart.
    pub apart: usize,
    /// Share of those found that are of one party; none where nothing is found.
    pub precision: Option<f64>,
    /// Share of those of one party that are found.
    pub recall: Option<f64>,
    /// Harmonic mean of both.
    pub f1: Option<f64>,
    /// Share of all pairs that are told rightly.
    pub accuracy: Option<f64>,
}

impl Figures {
    /// Figures at a threshold, of scores with their labels.
    pub fn at(threshold: f64, pairs: &[(f64, bool)]) -> Self {
        let count = |found: bool, same: bool| {
            pairs.iter().filter(|pair| (pair.0 >= threshold) == found && pair.1 == same).count()
        };
        let (found, missed, wrong, apart) =
            (count(true, true), count(false, true), count(true, false), count(false, false));
        #[expect(clippy::cast_precision_loss, reason = "pairs of a file")]
        let share =
            |part: usize, whole: usize| (whole > 0).then(|| (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0);
        Self {
            threshold,
            found,
            missed,
            wrong,
            apart,
            precision: share(found, found + wrong),
            recall: share(found, found + missed),
            f1: share(2 * found, 2 * found + wrong + missed),
            accuracy: share(found + apart, pairs.len()),
        }
    }

    /// Figures by threshold: from 0.5 to 1 in steps of 0.02, that of the program and the one of the best F1 among them.
    pub fn by_threshold(pairs: &[(f64, bool)]) -> Vec<Self> {
        (25..=50).map(|step| Self::at(f64::from(step) * 2.0 / 100.0, pairs)).collect()
    }
}

/// The threshold of the program, as scores are printed.
pub fn threshold() -> f64 {
    (f64::from(THRESHOLD) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_their_threshold() {
        let pairs = [(0.9, true), (0.8, false), (0.8, true), (0.3, true), (0.1, false)];
        let figures = Figures::at(0.76, &pairs);
        assert_eq!((figures.found, figures.missed, figures.wrong, figures.apart), (2, 1, 1, 1));
        assert_eq!((figures.precision, figures.recall), (Some(0.6667), Some(0.6667)));
        assert_eq!((figures.f1, figures.accuracy), (Some(0.6667), Some(0.6)));
        assert_eq!(Figures::at(0.95, &pairs).precision, None);
        assert!(Figures::by_threshold(&pairs).iter().any(|row| (row.threshold - threshold()).abs() < 1e-9));
    }

    #[test]
    fn reasons_say_what_differs() {
        for (query, candidate, said) in [
            ("Alpha Ltd", "ALPHA Limited", "the same words"),
            ("Alhpa Trading", "Alpha Trading", "“alhpa” is nearly “alpha”"),
            ("Alpha Beta", "Alpha Gamma", "only the query has “beta”; only the candidate has “gamma”"),
            ("…", "Alpha", "the query has no letter or digit"),
        ] {
            let row = vec![query.to_owned(), candidate.to_owned()];
            let (query, candidate) = (query.to_owned(), candidate.to_owned());
            assert_eq!(scored(&LabelledPair { line: 2, row, query, candidate, label: None }).reason, said);
        }
    }
}
