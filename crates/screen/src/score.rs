//! How likely two names are of one party: a score with reasons.

use serde::Serialize;

use crate::name::{Kind, Made, Name, Unit};
use crate::spelling::{consonants, slips, slips_allowed};

/// From this score on, two names are a potential match.
pub const THRESHOLD: f32 = 0.76;

/// How words of two names match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// They are the same, or mean the same.
    Same,
    /// They sound alike, or differ in a few letters.
    Spelling,
    /// One name writes as one word what the other writes as several.
    Joined,
    /// One is the first letters of the other.
    Acronym,
}

/// Words of one name that match words of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// How they match.
    pub how: How,
    /// How alike they are, up to 1.
    pub likeness: f32,
    /// The words of the first name.
    pub one: (usize, usize),
    /// The words of the second one.
    pub other: (usize, usize),
}

/// What two names have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// From 0 to 1.
    pub value: f32,
    /// How much of the first name is found in the second.
    pub covered: f32,
    /// How much of the second name is found in the first.
    pub covers: f32,
    /// The words that match.
    pub pairs: Vec<Pair>,
}

/// Why a score is what it is, in the words of the two names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// How the words match.
    pub how: How,
    /// Words of the first name.
    pub one: String,
    /// Words of the second one.
    pub other: String,
}

impl Score {
    /// The pairs of words that match without being the same, and whether these are all.
    pub fn reasons(&self, one: &Name, other: &Name) -> Vec<Reason> {
        let written = |name: &Name, (first, after): (usize, usize)| {
            let words = name.tokens.get(first..after).unwrap_or_default();
            words.iter().map(|token| token.written.as_str()).collect::<Vec<_>>().join(" ")
        };
        let pairs = self.pairs.iter().filter(|pair| pair.how != How::Same);
        let reason =
            |pair: &Pair| Reason { how: pair.how, one: written(one, pair.one), other: written(other, pair.other) };
        let mut reasons: Vec<_> = pairs.map(reason).collect();
        // Sounds that two scripts write alike need no word.
        reasons.retain(|reason| reason.one != reason.other);
        reasons
    }
}

/// What a difference costs. Few figures, fitted on labelled pairs of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Costs {
    /// Other words instead of some.
    pub replaced: f32,
    /// Words that only one name has.
    pub dropped: f32,
    /// Another legal form; that only one name has one costs a fifth.
    pub form: f32,
    /// An order that differs.
    pub order: f32,
    /// That the word that weighs most matches nothing.
    pub head: f32,
}

/// The costs of this version.
pub const COSTS: Costs = Costs { replaced: 1.2, dropped: 0.5, form: 0.03, order: 0.02, head: 0.08 };

/// The score of two names.
pub fn score(one: &Name, other: &Name) -> Score {
    score_at(one, other, COSTS)
}

/// The score at other costs.
pub fn score_at(one: &Name, other: &Name, costs: Costs) -> Score {
    let pairs = assigned(one, other);
    let matched = |name: &Name, words: &dyn Fn(&Pair) -> (usize, usize)| -> f32 {
        let weight = |(first, after): (usize, usize)| {
            name.tokens.get(first..after).unwrap_or_default().iter().map(|token| token.weight).sum::<f32>()
        };
        pairs.iter().map(|pair| pair.likeness * weight(words(pair))).sum()
    };
    let (in_one, in_other) = (matched(one, &|pair| pair.one), matched(other, &|pair| pair.other));
    let whole = one.weight + other.weight;
    if whole <= 0.0 {
        return Score { value: 0.0, covered: 0.0, covers: 0.0, pairs };
    }
    let (left_of_one, left_of_other) = ((one.weight - in_one).max(0.0), (other.weight - in_other).max(0.0));
    let replaced = 2.0 * left_of_one.min(left_of_other) / whole;
    let dropped = (left_of_one - left_of_other).abs() / whole;
    let order = f32::from(u8::from(!is_in_order(&pairs))) * costs.order;
    let form = forms_differ(one, other) * costs.form;
    let head =
        f32::from(u8::from(lacks_head(one, &pairs, &|pair| pair.one) || lacks_head(other, &pairs, &|pair| pair.other)))
            * costs.head;
    let value = (1.0 - costs.replaced * replaced - costs.dropped * dropped - order - form - head).clamp(0.0, 1.0);
    Score { value, covered: share(in_one, one.weight), covers: share(in_other, other.weight), pairs }
}

/// Whether no word that matches weighs as much as one that does not.
fn lacks_head(name: &Name, pairs: &[Pair], words: &dyn Fn(&Pair) -> (usize, usize)) -> bool {
    let is_matched = |at: usize| pairs.iter().any(|pair| (words(pair).0..words(pair).1).contains(&at));
    let heaviest = |matched: bool| {
        let tokens = name.tokens.iter().enumerate().filter(|(at, _)| is_matched(*at) == matched);
        tokens.map(|(_, token)| token.weight).fold(0.0, f32::max)
    };
    heaviest(true) < heaviest(false) - 0.01
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// How much legal forms differ: not where a class is in both, fully where both have some and none in common.
fn forms_differ(one: &Name, other: &Name) -> f32 {
    let forms = |name: &Name| -> Vec<String> {
        let forms = name.tokens.iter().filter(|token| token.kind == Kind::Form);
        forms.map(|token| token.text.clone()).collect()
    };
    // `Company` is said of any.
    let is_any = |forms: &[String]| forms.iter().all(|form| form == "company");
    let (one, other) = (forms(one), forms(other));
    match (one.is_empty(), other.is_empty()) {
        (true, true) => 0.0,
        (false, false) if one.iter().any(|form| other.contains(form)) => 0.0,
        (false, false) if !is_any(&one) && !is_any(&other) => 1.0,
        (false, false) => 0.1,
        (true, false) | (false, true) => 0.2,
    }
}

fn is_in_order(pairs: &[Pair]) -> bool {
    let mut order: Vec<_> =
        pairs.iter().filter(|pair| pair.how != How::Acronym).map(|it| (it.one.0, it.other.0)).collect();
    order.sort_unstable();
    order.windows(2).all(|two| matches!(two, [before, after] if before.1 <= after.1))
}

/// The pairs that match, none of which shares a word with another: the heaviest first.
fn assigned(one: &Name, other: &Name) -> Vec<Pair> {
    let mut all: Vec<(f32, Pair)> = Vec::new();
    for of_one in &one.units {
        for of_other in &other.units {
            if let Some((how, likeness)) = likeness(of_one, of_other) {
                let gain = likeness * (of_one.weight + of_other.weight);
                all.push((gain, Pair { how, likeness, one: of_one.words, other: of_other.words }));
            }
        }
    }
    all.sort_by(|(gain, pair), (other_gain, other)| {
        let place = |pair: &Pair| (pair.one, pair.other);
        let is_other = |pair: &Pair| pair.how != How::Same;
        let same_first = is_other(pair).cmp(&is_other(other));
        same_first.then_with(|| other_gain.total_cmp(gain)).then_with(|| place(pair).cmp(&place(other)))
    });
    let (mut taken, mut taken_other) = (vec![false; one.tokens.len()], vec![false; other.tokens.len()]);
    let mut pairs = Vec::new();
    for (_, pair) in all {
        let is_free = |taken: &[bool], (first, after): (usize, usize)| {
            taken.get(first..after).is_some_and(|words| words.iter().all(|word| !word))
        };
        if is_free(&taken, pair.one) && is_free(&taken_other, pair.other) {
            for (taken, (first, after)) in [(&mut taken, pair.one), (&mut taken_other, pair.other)] {
                for word in taken.get_mut(first..after).into_iter().flatten() {
                    *word = true;
                }
            }
            pairs.push(pair);
        }
    }
    pairs
}

/// How alike units are, if they match at all.
pub fn likeness(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    match (one.made, other.made) {
        (Made::Word, Made::Word) => words_alike(one, other),
        (Made::Word, Made::Joined) | (Made::Joined, Made::Word) => joined_alike(one, other),
        (Made::Joined, Made::Joined) => {
            (one.sound == other.sound && is_sensible(one) && is_sensible(other)).then_some((How::Joined, JOINED))
        }
        (Made::Word, Made::Acronym) | (Made::Acronym, Made::Word) => {
            let word = if one.made == Made::Word { one } else { other };
            let same = word.kind == Kind::Word && one.text == other.text;
            same.then_some((How::Acronym, if one.text.len() > 3 { 0.9 } else { 0.8 }))
        }
        (Made::Joined | Made::Acronym, Made::Acronym) | (Made::Acronym, Made::Joined) => None,
    }
}

const JOINED: f32 = 0.98;

fn is_sensible(unit: &Unit) -> bool {
    unit.text.len() >= 4
}

fn words_alike(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    if one.kind != other.kind {
        return None;
    }
    if one.text == other.text {
        return Some((How::Same, if one.written == other.written { 1.0 } else { 0.99 }));
    }
    if one.kind != Kind::Word {
        return None;
    }
    if one.is_skeleton != other.is_skeleton {
        let (one, other) = (consonants(&one.sound), consonants(&other.sound));
        return (one == other && one.len() > 1).then_some((How::Spelling, 0.9));
    }
    if one.sound == other.sound {
        return Some((How::Spelling, 0.97));
    }
    misspelled(one, other).map(|likeness| (How::Spelling, likeness))
}

fn joined_alike(one: &Unit, other: &Unit) -> Option<(How, f32)> {
    if one.kind != Kind::Word || other.kind != Kind::Word || !is_sensible(one) {
        return None;
    }
    if one.sound == other.sound {
        return Some((How::Joined, JOINED));
    }
    if one.sound.len().min(other.sound.len()) < LONG {
        return None;
    }
    misspelled(one, other).map(|likeness| (How::Joined, likeness))
}

/// Letters from which on words written as one may have slips besides.
const LONG: usize = 7;

fn misspelled(one: &Unit, other: &Unit) -> Option<f32> {
    let letters = one.text.len().max(other.text.len());
    let slips = slips(&one.sound, &other.sound, slips_allowed(letters))?;
    #[expect(clippy::cast_precision_loss, reason = "a few letters")]
    let likeness = 1.0 - slips as f32 / letters as f32;
    // Letters that changed places are all there.
    Some(if has_same_letters(&one.sound, &other.sound) { likeness + 0.03 } else { likeness })
}

fn has_same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}
