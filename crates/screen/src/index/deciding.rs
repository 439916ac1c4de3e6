//! What is to be found, and the words of a name that decide whether it can be.

use crate::name::Name;
use crate::score::{COSTS, SEAT};

/// What is to be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Names with this score or more,
    pub score: f32,
    /// names in which so much of the one asked for is found,
    pub covered: f32,
    /// and names of which so much is found in the one asked for.
    pub covers: f32,
}

impl Wanted {
    /// Names with a score.
    pub const fn of_score(score: f32) -> Self {
        Self { score, covered: f32::INFINITY, covers: f32::INFINITY }
    }

    pub(super) fn is_met(self, score: f32, covered: f32, covers: f32) -> bool {
        score >= self.score || covered >= self.covered || covers >= self.covers
    }
}

/// The bit of a name that the one asked for can be the beginning of.
pub(super) const BEGUN: u16 = 1 << 15;
/// Bits for words.
pub(super) const BITS: usize = 15;

/// The words of a name without which no other name scores high enough.
pub(super) struct Deciding {
    /// A bit for each word that decides, by its place.
    bits: Vec<u16>,
    /// What words weigh, by their bits.
    weights: Vec<f32>,
    /// What all other words weigh.
    rest: f32,
}

impl Deciding {
    /// The heaviest words: what is left besides them does not suffice.
    pub(super) fn new(asked: &Name, wanted: Wanted) -> Self {
        let mut places: Vec<(usize, f32)> = asked.tokens.iter().map(|token| token.weight).enumerate().collect();
        places.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let mut deciding = Self { bits: vec![0; asked.tokens.len()], weights: Vec::new(), rest: asked.weight };
        for (place, weight) in places {
            if deciding.weights.len() < BITS && !deciding.can_reach(deciding.rest, asked, wanted) {
                break;
            }
            // The last bit stands for all words that are left.
            let bit = deciding.weights.len().min(BITS - 1);
            deciding.bits.get_mut(place).into_iter().for_each(|bits| *bits = 1 << bit);
            match deciding.weights.get_mut(bit) {
                Some(sum) => *sum += weight,
                None => deciding.weights.push(weight),
            }
            deciding.rest -= weight;
        }
        deciding.rest = deciding.rest.max(0.0);
        deciding
    }

    pub(super) fn all_bits(&self) -> u16 {
        self.bits.iter().fold(0, |bits, bit| bits | bit)
    }

    pub(super) fn bits_of(&self, (first, after): (usize, usize)) -> u16 {
        self.bits.get(first..after).unwrap_or_default().iter().fold(0, |bits, bit| bits | bit)
    }

    /// Whether a name with these words can be wanted.
    pub(super) fn can_meet(&self, bits: u16, asked: &Name, wanted: Wanted) -> bool {
        let weights = self.weights.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0);
        let matched = weights.map(|(_, weight)| weight).sum::<f32>() + self.rest;
        self.can_reach(matched, asked, wanted)
    }

    /// Whether a name in which so much of the one asked for is found can be wanted: at best all else of it matches, and costs
    /// nothing besides.
    #[expect(clippy::unused_self, reason = "it is asked before and after")]
    fn can_reach(&self, matched: f32, asked: &Name, wanted: Wanted) -> bool {
        // A little is left for how figures are rounded.
        const ROUNDED: f32 = 1e-4;
        let left = (asked.weight - matched).max(0.0);
        // Places may cost little.
        let left = left - (1.0 - SEAT) * asked.places.min(left);
        let most = 1.0 - COSTS.added * left / (2.0 * matched + left).max(f32::MIN_POSITIVE);
        let covered = matched / asked.weight.max(f32::MIN_POSITIVE);
        wanted.is_met(most + ROUNDED, covered + ROUNDED, 1.0)
    }
}
