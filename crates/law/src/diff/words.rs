//! Word-level redlines.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, TextDiff};

/// What happens to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It stays.
    Keep,
    /// It goes.
    Delete,
    /// It comes.
    Insert,
}

/// A run of words with one mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What happens to it.
    pub mark: Mark,
    /// The words, white space included.
    pub text: String,
}

/// The most that is compared word by word: bytes of the one text times bytes of the other, about 20 kB each. The longest
/// cell of a real list has 9 kB.
const MOST: usize = 400_000_000;

/// Old against new, word by word. Of texts that are both very long, what lies between their common beginning and end
/// is replaced as a whole if it is still too long to compare: the work is bound by size, never by a clock, so that the
/// same texts always give the same runs. The runs always rebuild both texts.
pub fn redline(old: &str, new: &str) -> Vec<Run> {
    let mut runs = Runs::default();
    if is_bearable(old, new) {
        runs.compared(old, new);
        return runs.0;
    }
    let (start, old_rest, new_rest) = without_common_start(old, new);
    let (old_middle, new_middle, end) = without_common_end(old_rest, new_rest);
    runs.push(Mark::Keep, start);
    if is_bearable(old_middle, new_middle) {
        runs.compared(old_middle, new_middle);
    } else {
        runs.push(Mark::Delete, old_middle);
        runs.push(Mark::Insert, new_middle);
    }
    runs.push(Mark::Keep, end);
    runs.0
}

fn is_bearable(old: &str, new: &str) -> bool {
    old.len().saturating_mul(new.len()) <= MOST
}

/// The words that both begin with, and what follows in each.
fn without_common_start<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str, &'a str) {
    let words = old.split_inclusive(' ').zip(new.split_inclusive(' '));
    let length = words.take_while(|(old, new)| old == new).map(|(old, _)| old.len()).sum();
    let (start, rest) = old.split_at(length);
    (start, rest, new.split_at(length).1)
}

/// What precedes in each the words that both end with.
fn without_common_end<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str, &'a str) {
    let words = old.split(' ').rev().zip(new.split(' ').rev());
    let length = words.take_while(|(old, new)| old == new).map(|(old, _)| old.len() + 1).sum::<usize>();
    // The blank before the first of those words goes with them, unless a text is nothing but them.
    let length = length.min(old.len()).min(new.len());
    let (old, end) = old.split_at(old.len() - length);
    (old, new.split_at(new.len() - length).0, end)
}

#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn compared(&mut self, old: &str, new: &str) {
        let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
        for change in diff.iter_all_changes() {
            let mark = match change.tag() {
                ChangeTag::Equal => Mark::Keep,
                ChangeTag::Delete => Mark::Delete,
                ChangeTag::Insert => Mark::Insert,
            };
            self.push(mark, change.value());
        }
    }

    fn push(&mut self, mark: Mark, text: &str) {
        match self.0.last_mut() {
            Some(run) if run.mark == mark => run.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Run { mark, text: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rebuilt(runs: &[Run], without: Mark) -> String {
        runs.iter().filter(|run| run.mark != without).map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn texts_too_long_to_compare_keep_what_both_begin_and_end_with() {
        let long = |word: &str| format!("Both begin so. {}both end so.", format!("{word} ").repeat(9_000));
        let runs = redline(&long("old"), &long("new"));
        let marks: Vec<_> = runs.iter().map(|run| run.mark).collect();
        assert_eq!(marks, [Mark::Keep, Mark::Delete, Mark::Insert, Mark::Keep]);
        assert_eq!(rebuilt(&runs, Mark::Insert), long("old"));
        assert_eq!(rebuilt(&runs, Mark::Delete), long("new"));
    }

    #[test]
    fn common_ends_of_any_texts_rebuild_them() {
        for (old, new) in
            [("", ""), ("a b", "b"), ("b", "a b"), ("ab", "b"), ("a  b", "c  b"), (" b", "b"), ("é b", "ü b")]
        {
            let (start, old_rest, new_rest) = without_common_start(old, new);
            let (old_middle, new_middle, end) = without_common_end(old_rest, new_rest);
            assert_eq!(format!("{start}{old_middle}{end}"), old);
            assert_eq!(format!("{start}{new_middle}{end}"), new);
        }
    }

    proptest! {
        #[test]
        fn a_redline_rebuilds_both_texts(old in ".{0,80}", new in ".{0,80}") {
            let runs = redline(&old, &new);
            prop_assert_eq!(rebuilt(&runs, Mark::Insert), old);
            prop_assert_eq!(rebuilt(&runs, Mark::Delete), new);
        }
    }
}
