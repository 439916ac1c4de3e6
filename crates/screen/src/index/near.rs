//! Words by what is left of them without a letter or two: two words with so many slips between them have one such rest in
//! common.

/// Words that share what is left without a letter with a word asked for.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Bits of a hash that choose a bucket.
    bits: u32,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    /// The other half of the hash, and the word.
    entries: Vec<(u32, u32)>,
}

/// The words that are to be found.
#[derive(Debug, Default)]
pub(super) struct Builder(Vec<(u64, u32)>);

/// Letters that are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// One at most.
    One,
    /// Two at most.
    Two,
}

/// Letters of the longest words that may have a slip.
const LONGEST: usize = crate::spelling::LONGEST;

impl Builder {
    pub(super) fn add(&mut self, word: &str, without: Without, number: u32) {
        rests(word, without, |hash| self.0.push((hash, number)));
    }

    pub(super) fn build(mut self) -> Near {
        self.0.sort_unstable();
        self.0.dedup();
        let bits = (usize::BITS - self.0.len().leading_zeros()).clamp(1, 24);
        let mut near = Near { bits, starts: vec![0; (1 << bits) + 1], entries: Vec::with_capacity(self.0.len()) };
        for (hash, number) in self.0 {
            let bucket = near.bucket(hash);
            #[expect(clippy::cast_possible_truncation, reason = "the other half is the bucket")]
            near.entries.push((hash as u32, number));
            near.starts.get_mut(bucket + 1).into_iter().for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for start in &mut near.starts {
            sum += *start;
            *start = sum;
        }
        near
    }
}

impl Near {
    /// Calls back with words that may have so many slips; some of them have more, and some come twice.
    pub(super) fn of(&self, word: &str, without: Without, mut found: impl FnMut(u32)) {
        if self.entries.is_empty() {
            return;
        }
        rests(word, without, |hash| {
            let bucket = self.bucket(hash);
            let at = |bucket: usize| self.starts.get(bucket).map_or(0, |start| *start as usize);
            #[expect(clippy::cast_possible_truncation, reason = "the other half is the bucket")]
            let half = hash as u32;
            for (other, number) in self.entries.get(at(bucket)..at(bucket + 1)).unwrap_or_default() {
                if *other == half {
                    found(*number);
                }
            }
        });
    }

    #[expect(clippy::cast_possible_truncation, reason = "the bits of a bucket are few")]
    const fn bucket(&self, hash: u64) -> usize {
        // Fewer than 32 bits are left.
        (hash >> (64 - self.bits)) as u32 as usize
    }
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of letters with one more behind them.
const fn step(hash: u64, letter: u8) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(letter as u64 + 1)
}

/// Calls back with hashes of a word, and of the word without some of its letters.
fn rests(word: &str, without: Without, mut found: impl FnMut(u64)) {
    let letters = word.as_bytes();
    if letters.len() > LONGEST {
        found(mixed(letters.iter().fold(0, |hash, letter| step(hash, *letter))));
        return;
    }
    // What lies behind a place, and what its letters multiply what lies before by.
    let (mut behind, mut powers) = ([0_u64; LONGEST + 1], [1_u64; LONGEST + 1]);
    for (at, letter) in letters.iter().enumerate().rev() {
        behind[at] = behind[at + 1].wrapping_add((u64::from(*letter) + 1).wrapping_mul(powers[at + 1]));
        powers[at] = powers[at + 1].wrapping_mul(BASE);
    }
    let joined = |before: u64, at: usize| mixed(before.wrapping_mul(powers[at]).wrapping_add(behind[at]));
    found(joined(0, 0));
    let mut before = 0_u64;
    for (at, letter) in letters.iter().enumerate() {
        // Of equal letters in a row it is the same which one is left out.
        if letters.get(at + 1) != Some(letter) {
            found(joined(before, at + 1));
        }
        if without == Without::Two {
            let mut between = before;
            for (next, letter) in letters.iter().enumerate().skip(at + 1) {
                found(joined(between, next + 1));
                between = step(between, *letter);
            }
        }
        before = step(before, *letter);
    }
}

/// A hash whose every bit depends on all bits.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::slips;

    #[test]
    fn every_word_with_so_many_slips_is_found() {
        let words = ["huawei", "huwei", "hauwei", "huabei", "huaawei", "hisense", "ab", "a", "wei", "weihua"];
        for (without, most) in [(Without::One, 1), (Without::Two, 2)] {
            let mut builder = Builder::default();
            for (number, word) in (0..).zip(words) {
                builder.add(word, without, number);
            }
            let near = builder.build();
            for word in words.iter().chain(&["huawe", "uawei", "xab", "b", "", "uhawie", "hsiensee"]) {
                let mut found = Vec::new();
                near.of(word, without, |number| found.push(number));
                for (number, other) in (0..).zip(words) {
                    assert!(slips(word, other, most).is_none() || found.contains(&number), "{word} {other}");
                }
            }
        }
    }
}
