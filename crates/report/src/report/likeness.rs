//! Why a name is taken for another one, in words.

use earwatch_screen::name::Name;
use earwatch_screen::score::{How, Reason, Score};
use earwatch_screen::spelling::heard;

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
        (true, false) => why.push("the name has more words".to_owned()),
        (false, true) => why.push("the name has fewer words".to_owned()),
        (true, true) if why.is_empty() => why.push("the same words".to_owned()),
        (true, true) => {}
        (false, false) => {
            let left = unmatched(asked, score);
            if !left.is_empty() {
                why.push(format!("without “{}”", left.join(" ")));
            }
        }
    }
    why
}

/// Words of what was asked for that match nothing.
fn unmatched(asked: &Name, score: &Score) -> Vec<String> {
    let is_matched = |at: usize| score.pairs.iter().any(|pair| (pair.one.0..pair.one.1).contains(&at));
    let words = asked.tokens.iter().enumerate().filter(|(at, token)| token.weight > 0.1 && !is_matched(*at));
    words.map(|(_, token)| token.written.clone()).collect()
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
