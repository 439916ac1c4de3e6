//! Names that differ in a letter or two, found without comparing each with each.
//!
//! Names that are alike share most pairs of letters: of the rarest pairs of one, at least one stands in the other.

use std::collections::{BTreeMap, BTreeSet};

/// At least this share of the letters agrees.
const ALIKE: f32 = 0.9;

/// Names to be found again.
pub(super) struct Names<'a> {
    names: Vec<(usize, &'a str, Letters)>,
    /// Places in `names` by pairs of letters.
    by_pair: BTreeMap<(char, char), Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut all = Self { names: Vec::new(), by_pair: BTreeMap::new() };
        for (id, name) in names {
            let place = all.names.len();
            for pair in pairs(name).collect::<BTreeSet<_>>() {
                all.by_pair.entry(pair).or_default().push(place);
            }
            all.names.push((id, name, Letters::of(name)));
        }
        all
    }

    /// Those that are nearly alike.
    pub(super) fn alike(&self, name: &str) -> impl Iterator<Item = usize> {
        let letters = Letters::of(name);
        let mut rarest: Vec<&[usize]> =
            pairs(name).map(|pair| self.by_pair.get(&pair).map_or(&[][..], Vec::as_slice)).collect();
        rarest.sort_by_key(|places| places.len());
        // A name of n letters can lack, or have too many, 2n/9 of them together; each breaks two pairs at most.
        let enough = 2 * (2 * letters.length / 9) + 1;
        let mut seen = vec![false; self.names.len()];
        let mut close = Vec::new();
        for place in rarest.into_iter().take(enough).flatten() {
            if let (Some(seen), Some((id, other, of_other))) = (seen.get_mut(*place), self.names.get(*place))
                && !std::mem::replace(seen, true)
                && letters.may_be_alike(of_other)
            {
                close.push((*place, *id, *other));
            }
        }
        close.sort_unstable();
        close.into_iter().filter(move |(_, _, other)| alike(name, other)).map(|(_, id, _)| id)
    }
}

fn pairs(name: &str) -> impl Iterator<Item = (char, char)> {
    name.chars().zip(name.chars().skip(1))
}

fn alike(a: &str, b: &str) -> bool {
    !similar::get_close_matches(a, &[b], 1, ALIKE).is_empty()
}

/// How often each letter stands in a name: what two names can share at most.
struct Letters {
    length: usize,
    times: [u8; 64],
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut letters = Self { length: 0, times: [0; 64] };
        for c in name.chars() {
            letters.length += 1;
            // Letters that fall together make names look closer than they are, never farther.
            if let Some(times) = letters.times.get_mut(u32::from(c) as usize % 64) {
                *times = times.saturating_add(1);
            }
        }
        letters
    }

    fn may_be_alike(&self, other: &Self) -> bool {
        let shared: usize = self.times.iter().zip(&other.times).map(|(a, b)| u16::from(*a.min(b))).sum::<u16>().into();
        // A letter is counted up to 255 times.
        self.length.max(other.length) > 255 || 20 * shared >= 9 * (self.length + other.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The index finds what comparing each with each finds.
        #[test]
        fn nothing_alike_is_missed(
            name in "[ab]{0,12}[a-d1-3]{0,25}",
            edits in prop::collection::vec((0usize..40, prop::option::of("[a-d]")), 0..6),
            others in prop::collection::vec("[ab]{0,30}", 0..5),
        ) {
            let mut edited: Vec<char> = name.chars().collect();
            for (at, letter) in edits {
                let at = at.min(edited.len());
                match letter {
                    Some(letter) => edited.splice(at..at, letter.chars()).for_each(drop),
                    None if at < edited.len() => drop(edited.remove(at)),
                    None => {}
                }
            }
            let edited: String = edited.into_iter().collect();
            let all: Vec<&str> = others.iter().map(String::as_str).chain([edited.as_str()]).collect();
            // Entries of one name have met before.
            prop_assume!(!all.contains(&name.as_str()));
            let found: Vec<_> = Names::new(all.iter().copied().enumerate()).alike(&name).collect();
            let each: Vec<_> = (0..all.len()).filter(|at| alike(&name, all[*at])).collect();
            prop_assert_eq!(found, each);
        }
    }
}
