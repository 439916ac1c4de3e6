//! The words of an address with what they mean, and its numbers with what belongs to them.

use super::super::lexicon::{Meaning, meaning};
use super::super::parts::Number;
use super::super::token::Token;

/// What stands in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Word(String),
    /// A word of the lexicon.
    Mean(Meaning, String),
    Number(Number),
    /// `4th`, `1-ya`.
    Ordinal(String),
    /// `6/F`, `31F`.
    Floor(Number),
    /// Five or six digits by themselves.
    Post(String),
}

/// Items by the part between commas in which they stand.
pub(super) fn items(tokens: &[Token]) -> Vec<(usize, Item)> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        let (item, taken) = number(rest).unwrap_or_else(|| match meaning(rest) {
            Some((meaning, taken)) => {
                let text = rest.iter().take(taken).map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
                (Item::Mean(meaning, text), taken)
            }
            None => (Item::Word(token.text.clone()), 1),
        });
        items.push((token.part, item));
        at += taken.max(1);
    }
    items
}

/// A number, and how many tokens it has.
fn number(tokens: &[Token]) -> Option<(Item, usize)> {
    const MOST_LETTERS: usize = 2;
    let first = tokens.first()?;
    let next = tokens.get(1).filter(|it| it.is_glued && !it.is_sign);
    let mut number = Number::default();
    let mut taken = 1;
    if first.is_number {
        number.first.clone_from(&first.text);
    } else {
        // `A105`, `P8-03`; but `No.5` has its point, and `ul5` would be a street.
        let digits = next.filter(|it| it.is_number && !first.is_sign && first.text.len() <= 3)?;
        let is_word = matches!(meaning(tokens), Some((it, _)) if !matches!(it, Meaning::Direction(_)));
        if is_word && first.text.len() > 1 {
            return None;
        }
        if first.text == "f" && digits.sign.is_none() {
            return Some((Item::Floor(Number { first: digits.text.clone(), ..Number::default() }), 2));
        }
        if is_word && digits.sign.is_none() && matches!(first.text.as_str(), "k" | "d" | "g") {
            return None;
        }
        number.first = format!("{}{}", first.text, digits.text);
        taken = 2;
    }
    let mut sign = None;
    while let Some(token) = tokens.get(taken).filter(|it| it.is_glued && !it.is_sign) {
        if !token.is_number {
            let is_alone = tokens.get(taken + 1).is_none_or(|it| !it.is_glued || it.is_sign);
            if first.is_number && taken == 1 && is_ordinal(&token.text, token.sign) && is_alone {
                return Some((Item::Ordinal(number.first), 2));
            }
            if token.text == "f" && taken == 1 && is_alone {
                return Some((Item::Floor(number), 2));
            }
            if token.text.len() > MOST_LETTERS
                || token.sign.is_none() && meaning(&tokens[taken..]).is_some() && token.text.len() > 1
            {
                break;
            }
            // `17k2`: building 2 of number 17.
            let joins = matches!(token.text.as_str(), "k" | "c" | "s")
                && token.sign.is_none()
                && tokens.get(taken + 1).is_some_and(|it| it.is_glued && it.is_number);
            if joins {
                taken += 1;
                continue;
            }
        }
        sign = token.sign;
        number.rest.push(token.text.clone());
        taken += 1;
    }
    number.is_range = sign == Some('-') && is_range(&number);
    let is_plain = first.is_number && number.rest.is_empty() && taken == 1;
    // `123 A,`: a letter by itself at the end of a part belongs to the number.
    if is_plain && first.text.len() <= 3 {
        let letter = tokens.get(1).filter(|it| it.part == first.part && it.text.len() == 1 && !it.is_number);
        let is_last = tokens.get(2).is_none_or(|it| it.part != first.part);
        if let Some(letter) = letter.filter(|_| is_last) {
            number.rest.push(letter.text.clone());
            return Some((Item::Number(number), 2));
        }
    }
    // `2 to 12`
    if is_plain
        && let Some([to, last]) = tokens.get(1..3)
        && to.text == "to"
        && last.is_number
        && last.part == first.part
    {
        number.rest.push(last.text.clone());
        number.is_range = is_range(&number);
        if number.is_range {
            return Some((Item::Number(number), 3));
        }
        number.rest.clear();
    }
    if is_plain && matches!(number.first.len(), 5 | 6) {
        return Some((Item::Post(number.first), taken));
    }
    Some((Item::Number(number), taken))
}

fn is_range(number: &Number) -> bool {
    const LONGEST: u32 = 60;
    let [last] = number.rest.as_slice() else {
        return false;
    };
    match (number.first.parse::<u32>(), last.parse::<u32>()) {
        (Ok(first), Ok(last)) => first < last && last - first <= LONGEST,
        _ => false,
    }
}

fn is_ordinal(text: &str, sign: Option<char>) -> bool {
    match sign {
        None => matches!(text, "st" | "nd" | "rd" | "th" | "eme"),
        Some('-') => matches!(text, "ya" | "aya" | "y" | "i" | "iy" | "oy" | "go" | "ia" | "th"),
        Some(_) => false,
    }
}
