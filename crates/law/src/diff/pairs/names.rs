//! Names that differ in a letter or two, found without comparing each with each.
//!
//! Names that are alike share most pairs of letters: of the rarest pairs of one, some stand in the other.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::law::likeness::is_like;

/// At least this share of the letters agrees.
const ALIKE: f32 = 0.9;

/// Rare pairs that names which are alike must share, where they have so many.
const SHARED: usize = 3;

/// Names to be found again.
pub(super) struct Names<'a> {
    names: Vec<(usize, &'a str, Letters)>,
    /// Places in `names` by pairs of letters.
    by_pair: HashMap<(char, char), Vec<usize>, BuildHasherDefault<PairHasher>>,
}

/// Two letters as a number: names have many pairs, and few that differ.
#[derive(Default)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32((*byte).into());
        }
    }

    fn write_u32(&mut self, letter: u32) {
        // The fraction of the golden ratio spreads what differs little.
        self.0 = (self.0.rotate_left(32) ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl<'a> Names<'a> {
    pub(super) fn new(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let names: Vec<_> = names.into_iter().map(|(id, name)| (id, name, Letters::of(name))).collect();
        let mut by_pair: HashMap<_, Vec<usize>, _> = HashMap::default();
        for (place, (_, name, _)) in names.iter().enumerate() {
            for pair in pairs(name) {
                let places = by_pair.entry(pair).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        Self { names, by_pair }
    }

    /// Those that are nearly alike.
    pub(super) fn alike(&self, name: &str) -> impl Iterator<Item = usize> {
        let letters = Letters::of(name);
        let mut rarest: Vec<&[usize]> =
            pairs(name).map(|pair| self.by_pair.get(&pair).map_or(&[][..], Vec::as_slice)).collect();
        rarest.sort_by_key(|places| places.len());
        // A name of n letters can lack, or have too many, 2n/9 of them together; each breaks two pairs at most. Of more
        // pairs than that, all others must be there; few names share several rare ones by chance.
        let broken = 2 * (2 * letters.length / 9);
        rarest.truncate(broken + SHARED);
        let needed = u8::try_from(rarest.len().saturating_sub(broken)).unwrap_or(1).max(1);
        let mut shared = vec![0_u8; self.names.len()];
        let mut close = Vec::new();
        for place in rarest.into_iter().flatten() {
            let Some(shared) = shared.get_mut(*place) else { continue };
            *shared = shared.saturating_add(1);
            if *shared == needed
                && let Some((id, other, of_other)) = self.names.get(*place)
                && letters.may_be_alike(of_other)
            {
                close.push((*place, *id, *other));
            }
        }
        close.sort_unstable();
        close.into_iter().filter(move |(_, _, other)| is_like(name, other, ALIKE)).map(|(_, id, _)| id)
    }
}

fn pairs(name: &str) -> impl Iterator<Item = (char, char)> {
    name.chars().zip(name.chars().skip(1))
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
            let each: Vec<_> = (0..all.len()).filter(|at| is_like(&name, all[*at], ALIKE)).collect();
            prop_assert_eq!(found, each);
        }
    }
}
