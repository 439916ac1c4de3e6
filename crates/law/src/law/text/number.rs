//! Numbers in words and figures: `second`, `2nd`, `twenty-one`, `one hundred and five`, `15`.

const ONES: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// `first`, `2nd`.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    let figure = || {
        let (figure, end) = word.split_at_checked(word.len().checked_sub(2)?)?;
        position(&["st", "nd", "rd", "th"], end).and_then(|_| figure.parse().ok())
    };
    position(&ORDINALS, word).map(|at| at + 1).or_else(figure)
}

/// `15`, `two`, `twenty-one`.
pub(crate) fn cardinal(word: &str) -> Option<u32> {
    word.parse().ok().or_else(|| spelled(word))
}

fn spelled(word: &str) -> Option<u32> {
    let ten = |word: &str| Some(10 * (position(&TENS, word)? + 2));
    position(&ONES, word).or_else(|| ten(word)).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        Some(ten(tens)? + position(&ONES, ones).filter(|ones| (1..10).contains(ones))?)
    })
}

/// The number that words begin with, and how many of them it is: `one hundred and five` is 105, four words.
pub(crate) fn leading<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<(u32, usize)> {
    let mut words = words.into_iter().peekable();
    let first = words.next()?;
    if let Ok(figure) = first.parse() {
        return Some((figure, 1));
    }
    let value = spelled(first)?;
    if words.next_if(|word| word.eq_ignore_ascii_case("hundred")).is_none() {
        return Some((value, 1));
    }
    let and = words.next_if(|word| word.eq_ignore_ascii_case("and")).is_some();
    let rest = words.next().and_then(spelled);
    Some(rest.map_or((value * 100, 2), |rest| (value * 100 + rest, 3 + usize::from(and))))
}

fn position(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|known| known.eq_ignore_ascii_case(word)).and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for (words, number) in [
            ("15 entries", Some((15, 1))),
            ("Zero", Some((0, 1))),
            ("thirteen", Some((13, 1))),
            ("twenty-one", Some((21, 1))),
            ("twenty-zero", None),
            ("twenty-eleven", None),
            ("one hundred entries", Some((100, 2))),
            ("one hundred and five entities", Some((105, 4))),
            ("two Hundred twenty-six", Some((226, 3))),
            ("hundred", None),
            ("", None),
        ] {
            assert_eq!(leading(words.split_whitespace()), number, "{words}");
        }
        let ordinals = ["Second", "tenth", "2nd", "11th", "th", "2", "é2nd"].map(ordinal);
        assert_eq!(ordinals, [Some(2), Some(10), Some(2), Some(11), None, None, None]);
    }
}
