//! Numbers in words and figures: `second`, `2nd`, `twenty-one`, `15`.

use super::scope::number;
use super::token::{Cursor, Kind};

/// `first`, `2nd`.
pub(super) fn ordinal(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let token = cursor.peek().filter(|token| token.kind == Kind::Word)?;
    let word = token.text.to_lowercase();
    let spelled = WORDS.iter().position(|w| *w == word).and_then(|at| u32::try_from(at + 1).ok());
    let figure = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)?.parse().ok());
    Some((spelled.or(figure)?, cursor.next()))
}

/// `15`, `two`, `twenty-one`, `one hundred and five`.
pub(super) fn count(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    const ONES: [&str; 20] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(found) = number(cursor) {
        return Some(found);
    }
    let index =
        |table: &[&str], word: &str| table.iter().position(|w| *w == word).and_then(|at| u32::try_from(at).ok());
    let small = |at: Cursor<'_>| {
        let word = at.peek().filter(|token| token.kind == Kind::Word)?.text.to_lowercase();
        let (tens, ones) = word.split_once('-').unwrap_or((&word, ""));
        match (index(&ONES, tens), index(&TENS, tens), index(&ONES, ones)) {
            (Some(value), _, None) if ones.is_empty() => Some(value),
            (None, Some(tens), Some(ones)) => Some(tens * 10 + ones),
            (None, Some(tens), None) if ones.is_empty() => Some(tens * 10),
            (Some(_) | None, Some(_) | None, Some(_) | None) => None,
        }
    };
    let value = small(cursor)?;
    let next = cursor.next();
    let Some(next) = next.one_of(&["hundred"]) else {
        return Some((value, next));
    };
    let rest = next.one_of(&["and"]).unwrap_or(next);
    Some(small(rest).map_or((value * 100, next), |rest_value| (value * 100 + rest_value, rest.next())))
}
