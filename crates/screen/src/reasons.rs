//! Why a name or an address is taken for another one, and why not with more certainty, in words.

use crate::address::compare::{self, Found};
use crate::name::{Kind, Name};
use crate::score::{How, Pair, Reason, Score};
use crate::spelling::heard;

/// How much of what is sought a name has to have to be a match that has more words.
pub const COVERED: f32 = 0.8;

/// Why a name matches what was asked for, in words.
pub fn why(asked: &Name, found: &Name, score: &Score) -> Vec<String> {
    let mut why: Vec<String> = score.reasons(asked, found).iter().map(in_words).collect();
    let share = |part: f32| part > 0.98;
    if why.is_empty() && score.pairs.is_empty() {
        return vec!["similar".to_owned()];
    }
    match (share(score.covered), share(score.covers)) {
        (true, false) => why.push("the listed name has more words".to_owned()),
        (false, true) => why.push("the listed name has fewer words".to_owned()),
        (true, true) if why.is_empty() => why.push("the same words".to_owned()),
        (true, true) => {}
        (false, false) => {
            let left = unmatched(asked, score, |pair| pair.one);
            if !left.is_empty() {
                why.push(format!("without “{}”", left.join(" ")));
            }
        }
    }
    why
}

/// Words of a name that match nothing. `of` says which words of a pair are the name's.
fn unmatched(name: &Name, score: &Score, of: impl Fn(&Pair) -> (usize, usize)) -> Vec<String> {
    let is_matched = |at: usize| score.pairs.iter().any(|pair| (of(pair).0..of(pair).1).contains(&at));
    let words = name.tokens.iter().enumerate().filter(|(at, token)| token.weight > 0.1 && !is_matched(*at));
    words.map(|(_, token)| token.written.clone()).collect()
}

/// Why two names do not score higher.
pub fn why_not_higher(asked: &Name, found: &Name, score: &Score) -> Vec<String> {
    let mut why = Vec::new();
    let mut only = |whose: &str, words: &[String]| match words {
        [] => {}
        words => why.push(format!("only {whose} has “{}”", words.join(" "))),
    };
    only("the party", &unmatched(asked, score, |pair| pair.one));
    only("the entry", &unmatched(found, score, |pair| pair.other));
    let (of_asked, of_found) = (forms(asked), forms(found));
    if of_asked != of_found {
        let shown = |forms: &[&str]| if forms.is_empty() { "none".to_owned() } else { forms.join(" ") };
        why.push(format!("legal form: {}, and {} on the list", shown(&of_asked), shown(&of_found)));
    }
    let inexact = score.pairs.iter().filter(|pair| pair.how != How::Same).count();
    if inexact > 0 {
        let words = if inexact == 1 { "1 word is".to_owned() } else { format!("{inexact} words are") };
        why.push(format!("{words} written otherwise"));
    }
    let mut order: Vec<_> = score.pairs.iter().map(|pair| (pair.one.0, pair.other.0)).collect();
    order.sort_unstable();
    if order.iter().zip(order.iter().skip(1)).any(|(one, next)| one.1 > next.1) {
        why.push("the words are in another order".to_owned());
    }
    why
}

/// Legal forms by what they are.
fn forms(name: &Name) -> Vec<&str> {
    let mut forms: Vec<_> =
        name.tokens.iter().filter(|token| token.kind == Kind::Form).map(|token| token.text.as_str()).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn in_words(Reason { how, one, other }: &Reason) -> String {
    match how {
        How::Same => format!("“{one}” means “{other}”"),
        How::Spelling if heard(one) == heard(other) => format!("“{one}” sounds like “{other}”"),
        How::Spelling => format!("spelling: “{one}” for “{other}”"),
        How::Joined => format!("“{one}” is written “{other}”"),
        How::Acronym if one.len() < other.len() => format!("“{one}” is the first letters of “{other}”"),
        How::Acronym => format!("“{other}” is the first letters of “{one}”"),
    }
}

/// Why an address is taken for another one. Of an entry that is an address, what that means.
pub fn of_address(found: &Found, is_address_only: bool) -> Vec<String> {
    let shared = match found.kind {
        compare::Kind::SameBuilding => "the same building",
        compare::Kind::SameBox => "the same post office box",
        compare::Kind::SamePlace => "the same words of a place without house number or building",
        compare::Kind::PossiblySameBuilding => "possibly the same building",
        compare::Kind::SameStreet => "the same street",
        compare::Kind::SameCity => "the same city",
        compare::Kind::Other => "no part that matters",
    };
    let mut why = vec![shared.to_owned()];
    let alike = found.reasons.iter().filter(|it| !is_against(it));
    why.extend(alike.map(part));
    if is_address_only {
        why.push("the entry is this address: it reaches whoever operates there".to_owned());
    }
    why
}

/// Why two addresses do not score higher.
pub fn address_not_higher(found: &Found) -> Vec<String> {
    found.reasons.iter().filter(|it| is_against(it)).map(part).collect()
}

/// Whether a part lowers the score. Room and floor do not: they are within the building.
fn is_against(reason: &compare::Reason) -> bool {
    !matches!(reason.how, compare::How::Same | compare::How::Spelling)
        && !matches!(reason.field, compare::Field::Unit | compare::Field::Floor)
}

/// `street: “nevsky” and “nevskiy”, spelled differently`.
fn part(compare::Reason { field, how, one, other }: &compare::Reason) -> String {
    let field = match field {
        compare::Field::Street => "street",
        compare::Field::House => "house number",
        compare::Field::Building => "building",
        compare::Field::Block => "block",
        compare::Field::Place => "district or city",
        compare::Field::PostCode => "post code",
        compare::Field::Country => "country",
        compare::Field::Unit => "room",
        compare::Field::Floor => "floor",
        compare::Field::Box => "post office box",
        compare::Field::Words => "words",
    };
    match (how, one.as_str(), other.as_str()) {
        (compare::How::Same, one, _) => format!("{field}: “{one}” on both"),
        (compare::How::Spelling, ..) => format!("{field}: “{one}” and “{other}”, spelled differently"),
        (compare::How::Partly, ..) => format!("{field}: “{one}” and “{other}”, one says more"),
        (compare::How::Missing, one, "") => format!("{field}: “{one}” only of the party"),
        (compare::How::Missing, "", other) => format!("{field}: “{other}” only on the list"),
        (compare::How::Missing | compare::How::Differs, ..) => format!("{field}: “{one}” and “{other}” differ"),
    }
}
