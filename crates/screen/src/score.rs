//! How likely two names are of one party: a score with reasons.

mod likeness;

use serde::Serialize;

use crate::name::{ANY_FORM, Kind, Name, form};

pub(crate) use likeness::is_nearly;
pub use likeness::likeness;

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
#[derive(Debug, Clone, Copy, PartialEq)]
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

/// What a difference costs. Few figures, fitted on labelled pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Costs {
    /// Other words instead of some, by their share of all.
    pub replaced: f32,
    /// Words that only the first name has: the one that is asked for says more than the list.
    pub added: f32,
    /// Words that only the second name has.
    pub dropped: f32,
    /// Each word that stands instead of another one, whatever it weighs.
    pub word_replaced: f32,
    /// Each word that only the first name has.
    pub word_added: f32,
    /// A legal form that only one name has, where only the other has some word besides.
    pub form_replaced: f32,
    /// Another legal form where the second name has more words.
    pub form_dropped: f32,
    /// Another legal form; that only one name has one costs a fifth.
    pub form: f32,
    /// An order that differs.
    pub order: f32,
    /// That the word that weighs most matches nothing.
    pub head: f32,
    /// How much more all costs where the names have nothing but common words in common.
    pub thin: f32,
    /// The score of a name that was cut off, at least.
    pub cut: f32,
}

/// The costs of this version.
pub const COSTS: Costs = Costs {
    replaced: 1.35,
    added: 1.0,
    dropped: 0.62,
    word_replaced: 0.04,
    word_added: 0.09,
    form_replaced: 0.15,
    form_dropped: 0.05,
    form: 0.08,
    order: 0.03,
    head: 0.02,
    thin: 1.2,
    cut: 0.85,
};

/// What decides a score.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts {
    /// What the words that match weigh, in each of the names.
    pub matched: f32,
    /// What is left of the first name,
    pub left: f32,
    /// and of the second one.
    pub left_of_other: f32,
    /// How many words of the first name match nothing,
    pub words: f32,
    /// and of the second one.
    pub words_of_other: f32,
    /// Whether the order differs.
    pub is_reordered: bool,
    /// How much legal forms differ, up to 1.
    pub form: f32,
    /// Whether only one name has a legal form, and the other one more words: up to 1.
    pub swaps_form: f32,
    /// Whether the second name has more words, and the first one its legal forms otherwise.
    pub drops_with_form: bool,
    /// Whether no word that matches weighs as much as one that does not.
    pub lacks_head: bool,
    /// What share of the second name the first one is, if it is its beginning and breaks off.
    pub cut: Option<f32>,
}

impl Parts {
    /// The score.
    pub fn value(&self, costs: &Costs) -> f32 {
        let whole = 2.0 * self.matched + self.left + self.left_of_other;
        let flag = |is: bool| if is { 1.0 } else { 0.0 };
        let mut value = 0.0;
        if self.matched > 0.0 {
            let both = self.left.min(self.left_of_other);
            let words = self.words.min(self.words_of_other);
            let (added, dropped) = (self.left - both, self.left_of_other - both);
            let share = (costs.replaced * 2.0 * both + costs.added * added + costs.dropped * dropped) / whole;
            let word = costs.word_replaced * words + costs.word_added * (self.words - words);
            let form = costs.form_replaced * self.swaps_form + costs.form_dropped * flag(self.drops_with_form);
            let thin = 1.0 + costs.thin * (1.0 - self.matched / ENOUGH).max(0.0);
            let rest =
                costs.order * flag(self.is_reordered) + costs.form * self.form + costs.head * flag(self.lacks_head);
            value = 1.0 - (share + word + form) * thin - rest;
        }
        let cut = self.cut.map_or(0.0, |share| costs.cut + (1.0 - costs.cut) * 0.5 * share);
        value.max(cut).clamp(0.0, 1.0)
    }
}

/// The weight from which on words in common say enough.
const ENOUGH: f32 = 0.6;

/// The score of two names: the one that is asked for, and one of a list.
pub fn score(one: &Name, other: &Name) -> Score {
    score_at(one, other, &COSTS)
}

/// The score at other costs.
pub fn score_at(one: &Name, other: &Name, costs: &Costs) -> Score {
    let mut pairs = Vec::new();
    for of_one in &one.units {
        for of_other in &other.units {
            if let Some((how, likeness)) = likeness(of_one, of_other) {
                pairs.push(Pair { how, likeness, one: of_one.words, other: of_other.words });
            }
        }
    }
    assign(&mut pairs, one, other);
    of_pairs(one, other, &pairs, costs)
}

/// The score of two names whose matching words are known.
pub(crate) fn of_pairs(one: &Name, other: &Name, pairs: &[Pair], costs: &Costs) -> Score {
    let value = parts(one, other, pairs).value(costs);
    // One letter says no more than a letter, whatever the word weighs that begins with it.
    let weighs = |name: &Name, pair: &Pair, words: (usize, usize)| {
        let weight_of = weight(name, words);
        if is_initial(pair) { weight_of.min(weight(one, pair.one)).min(weight(other, pair.other)) } else { weight_of }
    };
    let covered = |name: &Name, words: fn(&Pair) -> (usize, usize)| {
        let matched: f32 = pairs.iter().map(|pair| pair.likeness * weighs(name, pair, words(pair))).sum();
        if name.weight > 0.0 { (matched / name.weight).clamp(0.0, 1.0) } else { 0.0 }
    };
    Score {
        value,
        covered: covered(one, |pair| pair.one),
        covers: covered(other, |pair| pair.other),
        pairs: pairs.to_vec(),
    }
}

/// What words of a name weigh together.
fn weight(name: &Name, (first, after): (usize, usize)) -> f32 {
    name.tokens.get(first..after).unwrap_or_default().iter().map(|token| token.weight).sum()
}

/// What decides the score of two names whose matching words are known.
pub fn parts(one: &Name, other: &Name, pairs: &[Pair]) -> Parts {
    let (mut of_one, mut of_other) = (0_u128, 0_u128);
    let mut parts = Parts::default();
    let (mut heaviest, mut beyond) = (0.0_f32, 0.0_f32);
    for pair in pairs {
        of_one |= bits(pair.one);
        of_other |= bits(pair.other);
        // A common word that is misspelled looks rare.
        let common = weight(one, pair.one).min(weight(other, pair.other));
        parts.matched += pair.likeness * common;
        parts.left += (1.0 - pair.likeness) * common;
        heaviest = heaviest.max(common);
        if is_initial(pair) {
            beyond += BEYOND_LETTER * (weight(one, pair.one) - common);
        }
    }
    let (mine, others) = (Left::of(one, of_one), Left::of(other, of_other));
    // Where a party sits, beside a name that says nothing else.
    let is_seat = mine.places > 0.0 && others.words < 1.0 && one.forms == other.forms;
    let (seats, seat_words) = if is_seat { (mine.places, mine.place_words) } else { (0.0, 0.0) };
    parts.left_of_other = parts.left + others.weight;
    parts.left += beyond + mine.weight - (1.0 - SEAT) * seats;
    (parts.words, parts.words_of_other) = (mine.words - seat_words, others.words);
    let heaviest_left = if is_seat { mine.heaviest_besides_places } else { mine.heaviest };
    parts.lacks_head = heaviest < heaviest_left.max(others.heaviest) - 0.01;
    parts.is_reordered = !is_in_order(pairs);
    let is_same_written = one.written_forms == other.written_forms;
    parts.form = forms_differ(one.forms, other.forms, is_same_written);
    parts.swaps_form = if one.forms == 0 && parts.words > parts.words_of_other && others.has_form
        || other.forms == 0 && parts.words_of_other > parts.words && mine.has_form
    {
        1.0
    } else if one.forms == ANY_FORM && parts.words > parts.words_of_other && other.forms & !ANY_FORM != 0 {
        LESS_FORM
    } else {
        0.0
    };
    let have_forms = one.forms != 0 && other.forms != 0;
    parts.drops_with_form = parts.words_of_other > parts.words && have_forms && !is_same_written;
    parts.cut = cut_off(one, other);
    parts
}

/// What a place weighs that only the name has that is asked for, beside a name that says nothing else.
pub(crate) const SEAT: f32 = 0.4;
/// So much of a word is left where the name of the list has its first letter only: many words begin with it.
const BEYOND_LETTER: f32 = 0.5;
/// How much of a form a name has that is a company and nothing more.
const LESS_FORM: f32 = 0.6;

/// Whether a word and its first letter match.
fn is_initial(pair: &Pair) -> bool {
    pair.how == How::Acronym && [pair.one, pair.other].iter().all(|it| it.1 - it.0 == 1)
}

/// The words of a name that match nothing.
#[derive(Default)]
struct Left {
    weight: f32,
    words: f32,
    places: f32,
    place_words: f32,
    heaviest: f32,
    heaviest_besides_places: f32,
    has_form: bool,
}

impl Left {
    /// `matched` has a bit for each word that matches.
    fn of(name: &Name, matched: u128) -> Self {
        let mut left = Self::default();
        for (_, token) in name.tokens.iter().enumerate().filter(|(at, _)| matched & (1 << at) == 0) {
            left.has_form |= token.kind == Kind::Form;
            if token.weight <= 0.0 {
                continue;
            }
            left.weight += token.weight;
            left.words += 1.0;
            left.heaviest = left.heaviest.max(token.weight);
            if token.is_place {
                left.places += token.weight;
                left.place_words += 1.0;
            } else {
                left.heaviest_besides_places = left.heaviest_besides_places.max(token.weight);
            }
        }
        left
    }
}

/// The words from one to another as bits.
fn bits((first, after): (usize, usize)) -> u128 {
    let upto = |at: usize| if at >= 128 { u128::MAX } else { (1 << at) - 1 };
    upto(after) & !upto(first)
}

/// How much legal forms differ: not where a class is in both, fully where both have some and none in common.
fn forms_differ(one: u32, other: u32, is_same_written: bool) -> f32 {
    match (one, other) {
        (0, 0) => 0.0,
        (0, _) | (_, 0) => 0.2,
        _ if one & other != 0 => {
            if is_same_written {
                0.0
            } else {
                0.05
            }
        }
        (ANY_FORM, _) | (_, ANY_FORM) => 0.1,
        _ => 1.0,
    }
}

fn is_in_order(pairs: &[Pair]) -> bool {
    let ordered = || pairs.iter().filter(|pair| pair.how != How::Acronym);
    // Few pairs: each with each is faster than a sorted copy.
    ordered().all(|pair| ordered().all(|next| next.one.0 <= pair.one.0 || next.other.0 >= pair.other.1))
}

/// Letters, legal forms aside, from which on the beginning of a name is told from another name; and where it ends with a
/// word.
const CUT: (usize, usize) = (12, 26);
/// Letters with legal forms from which on it is, and how many of them are of no form.
const CUT_WITH_FORMS: (usize, usize) = (16, 5);

/// What share of another name a name is, if it is its beginning and breaks off: fields of records are short.
pub(crate) fn cut_off(one: &Name, other: &Name) -> Option<f32> {
    let (letters, of_other) = (one.letters.len(), other.letters.len());
    if !can_be_cut(one) || letters >= of_other || !other.letters.starts_with(&one.letters) {
        return None;
    }
    let is_whole = letters < CUT.1 && other.ends.contains(&letters);
    #[expect(clippy::cast_precision_loss, reason = "a few letters")]
    (!is_whole).then_some(letters as f32 / of_other as f32)
}

/// Whether a name is long enough to be one that breaks off.
pub(crate) fn can_be_cut(name: &Name) -> bool {
    let words = name.tokens.iter().filter(|token| token.kind != Kind::Form);
    let letters = words.map(|token| token.written.len()).sum::<usize>();
    letters >= CUT.0 || letters >= CUT_WITH_FORMS.1 && name.letters.len() >= CUT_WITH_FORMS.0
}

/// Keeps the pairs of which none shares a word with another: the heaviest first.
pub(crate) fn assign(pairs: &mut Vec<Pair>, one: &Name, other: &Name) {
    pairs.retain(|pair| !repeats_form(pair, one, other));
    let weights = |pair: &Pair| (weight(one, pair.one), weight(other, pair.other));
    let gain = |pair: &Pair| pair.likeness * (weights(pair).0 + weights(pair).1);
    pairs.sort_unstable_by(|pair, other| {
        let place = |pair: &Pair| (pair.one, pair.other, pair.how);
        // What weighs nothing takes no word away.
        let is_other = |pair: &Pair| pair.how != How::Same || weights(pair).0.min(weights(pair).1) <= 0.0;
        let same_first = is_other(pair).cmp(&is_other(other));
        same_first.then_with(|| gain(other).total_cmp(&gain(pair))).then_with(|| place(pair).cmp(&place(other)))
    });
    let (mut taken, mut taken_of_other) = (0_u128, 0_u128);
    pairs.retain(|pair| {
        // Several words can be of one legal form.
        let bits = |name: &Name, words| if weight(name, words) > 0.0 { bits(words) } else { 0 };
        let (words, of_other) = (bits(one, pair.one), bits(other, pair.other));
        let is_free = taken & words == 0 && taken_of_other & of_other == 0;
        if is_free {
            taken |= words;
            taken_of_other |= of_other;
        }
        is_free
    });
}

/// Whether a word of one name stands for a legal form of the other that its own name has already, elsewhere: a word of a
/// form is left where the rest of the form is.
fn repeats_form(pair: &Pair, one: &Name, other: &Name) -> bool {
    let repeats = |name: &Name, at: usize, of: &Name, form_at: usize| {
        let (Some(word), Some(other)) = (name.tokens.get(at), of.tokens.get(form_at)) else {
            return false;
        };
        let is_form = |at: usize| name.tokens.get(at).is_some_and(|token| token.kind == Kind::Form);
        word.kind == Kind::Word
            && other.kind == Kind::Form
            && name.forms & form(&other.text) != 0
            && !is_form(at + 1)
            && !at.checked_sub(1).is_some_and(is_form)
    };
    repeats(one, pair.one.0, other, pair.other.0) || repeats(other, pair.other.0, one, pair.one.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(one: &str, other: &str) -> bool {
        score(&Name::new(one), &Name::new(other)).value >= THRESHOLD
    }

    #[test]
    fn names_of_one_party_match_however_they_are_written() {
        for (one, other) in [
            ("Alpha Optics Lrd", "Alpha Optics Ltd"),
            ("Joint Company Alpha", "Joint Stock Company Alpha"),
            ("Jnt Stck Cmpny Vntrn", "Joint Stock Company Vantarin"),
            ("Company Stock Joint Vantarin", "Joint Stock Company Vantarin"),
            ("Vantarin Tchnlgs (Shnzhn)", "Vantarin Technologies (Shenzhen)"),
            ("Vantarin Electornics", "Vantarin Electronics Co., Ltd."),
            ("V. Lysenkov", "Viktor Lysenkov"),
            ("Dr. Viktor Lysenkov Jr.", "Viktor Lysenkov"),
            ("Eastern Vantarin Optoel", "Eastern Vantarin Optoelectronic Materials Ltd."),
            ("Vаntаrіn Ѕystеms", "Vantarin Systems"),
            ("Vantarin Vantarin Optics", "Vantarin Optics"),
            ("Vantarin Shenzhen", "Vantarin"),
            ("Vantarin Optics Limited Omsk", "Vantarin Optics Limited"),
            ("Lysenkov Limit ed", "Lysenkov Limited"),
            ("A0 Vantarin", "AO Vantarin"),
            ("Vntrn lctrncs Ltd", "Vantarin Electronics Ltd"),
            ("Hadavi, Dr. Mehdi Oloyt", "Mehdi Oloyt Hadavi"),
            ("General Vantarin Trading", "General Vantarin Trading LLC"),
            ("上海光学集团公司第十三研究所", "Shanghai Optics Group Corporation 13th Research Institute"),
            ("深圳市万塔技术有限公司", "Shenzhen Wanta Technology Co., Ltd."),
            ("محمد حسين", "Mohammad Hossein"),
            ("دانشگاه امام حسین", "Imam Hossein University"),
            ("Bachar el-Lysenkov", "Bashar al-Lysenkov"),
            ("VTZ", "Vantarin Tractor Zavod"),
        ] {
            assert!(is_match(one, other), "{one} | {other}");
        }
    }

    #[test]
    fn names_of_several_parties_do_not() {
        for (one, other) in [
            ("Vantarin Optics Ltd", "Lysenkov Optics Ltd"),
            ("Shenzhen Technology Co., Ltd.", "Shenzhen Electronics Co., Ltd."),
            ("Viktor Lysenkov", "Viktor Mareshev"),
            ("Vantarin Institute No. 13", "Vantarin Institute No. 31"),
            ("Spa Vantarin", "Sea Lysenkov"),
            ("Vantarin Tractor Zavod", "VTZ"),
            ("Silver Creek Trading Company", "S&C Trading Company"),
            ("Vantarin Optics Co. Lysenkov", "Vantarin Optics Co., Ltd."),
            ("Joint Stock Company Vantarin Joint", "Joint Stock Company Vantarin Yard"),
            ("Tomsk State University", "Omsk State University"),
            ("Vantarin Wuhan", "Vantarin Tianjin"),
        ] {
            assert!(!is_match(one, other), "{one} | {other}");
        }
    }

    #[test]
    fn one_letter_covers_no_word() {
        let score = score(&Name::new("D Research Center"), &Name::new("Djamshid"));
        assert!(score.covers < 0.5, "{}", score.covers);
    }
}
