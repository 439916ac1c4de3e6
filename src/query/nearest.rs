//! Names that are nearly what somebody asked for, likeliest first.

use std::collections::BTreeMap;

use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::law::canonical::canonical;
use earwatch_report::report::found::Matched;

use earwatch_screen::index::{Index, Wanted};
use earwatch_screen::name::{Name, printed_acronyms};
use earwatch_screen::reasons::{COVERED, why};
use earwatch_screen::score::THRESHOLD;

/// A name that something is known by.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Which of the things: names of one are one candidate.
    pub(super) of: usize,
    /// What kind of name.
    pub(super) by: FoundBy,
    /// The name.
    pub(super) text: String,
}

/// Names of things, ready to be asked.
#[derive(Debug)]
pub(super) struct Labels {
    all: Vec<Label>,
    /// Each in canonical form.
    canonical: Vec<String>,
    /// What a name prints in brackets as its own acronym is another name; with the place of the one that prints it.
    printed: Vec<(usize, String)>,
    /// All names, and behind them the acronyms.
    index: Index,
    /// How many names each thing has.
    names: BTreeMap<usize, usize>,
}

/// What names of, what kind of name it is found by, and what matches.
pub(super) type Near = (usize, FoundBy, Matched);

/// What is near enough where nothing nearer is found.
const FAR: Wanted = Wanted { score: 0.62, covered: 0.7, covers: f32::INFINITY };
/// Letters from which on a part of a word is looked for.
const PART: usize = 4;

impl Labels {
    pub(super) fn new(all: Vec<Label>) -> Self {
        let printed = all.iter().enumerate();
        let printed = printed.flat_map(|(at, label)| printed_acronyms(&label.text).map(move |it| (at, it.to_owned())));
        let printed: Vec<_> = printed.collect();
        let texts = all.iter().map(|label| &label.text).chain(printed.iter().map(|(_, text)| text));
        let index = Index::new(texts.map(|text| Name::new(text)));
        let canonical = all.iter().map(|label| canonical(&label.text)).collect();
        let mut names = BTreeMap::new();
        for label in &all {
            *names.entry(label.of).or_default() += 1;
        }
        Self { all, canonical, printed, index, names }
    }

    /// Things of which a name is nearly what was asked for, likeliest first.
    pub(super) fn nearest(&self, asked: &str) -> Vec<Near> {
        let Self { all, printed, index, names, .. } = self;
        let name = Name::new(asked);
        let near = Wanted { score: THRESHOLD, covered: COVERED, covers: f32::INFINITY };
        let mut hits = index.search(&name, near);
        let contained = self.parts(asked);
        if hits.is_empty() && contained.is_empty() {
            hits = index.search(&name, FAR);
        }
        let mut best: BTreeMap<usize, (u32, Near)> = BTreeMap::new();
        let mut offer = |label: &Label, score: f64, why: &dyn Fn() -> Vec<String>| {
            let rank = rank(score);
            let is_better = best
                .get(&label.of)
                .is_none_or(|(known, (_, by, _))| (rank, *by) > (*known, label.by) || rank == *known && label.by < *by);
            if is_better {
                let matched = Matched { name: label.text.clone(), score, why: why() };
                best.insert(label.of, (rank, (label.of, label.by, matched)));
            }
        };
        for (number, score) in &hits {
            let acronym = number.checked_sub(all.len()).and_then(|at| printed.get(at));
            let Some(label) = all.get(acronym.map_or(*number, |(at, _)| *at)) else {
                continue;
            };
            let value = f64::from((score.value * 1000.0).round()) / 1000.0;
            let found = index.names().get(*number);
            offer(label, value, &|| match acronym {
                Some((_, acronym)) => vec![format!("{acronym} is printed in it as its acronym")],
                None => found.map(|found| why(&name, found, score)).unwrap_or_default(),
            });
        }
        for (label, share) in contained {
            offer(label, share, &|| vec![format!("“{asked}” is a part of it")]);
        }
        let mut best: Vec<_> = best.into_values().collect();
        // Of those that are equally near, the one that has more names is the better known.
        best.sort_by_key(|(rank, (of, ..))| (std::cmp::Reverse((*rank, names.get(of).copied())), *of));
        best.into_iter().map(|(_, near)| near).collect()
    }

    /// Names that contain what was asked for, letter by letter, with the share that it is of them, below every match of words.
    fn parts(&self, asked: &str) -> Vec<(&Label, f64)> {
        let part = canonical(asked);
        if part.chars().count() < PART {
            return Vec::new();
        }
        let share = |name: &str| {
            #[expect(clippy::cast_precision_loss, reason = "a few letters")]
            let share = part.len() as f64 / name.len().max(1) as f64;
            name.contains(&part).then_some((share * 500.0).round() / 1000.0)
        };
        let names = self.all.iter().zip(&self.canonical);
        names.filter_map(|(label, name)| Some((label, share(name)?))).collect()
    }
}

/// Scores that differ less are equal for a reader.
fn rank(score: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score is between 0 and 1")]
    let rank = (score * 100.0).round() as u32;
    rank
}
