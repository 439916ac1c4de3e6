//! Markers of items: `2.`, `a.`, `xlvi.`, `(a)`, `(1)`, `A.`.

/// How a marker counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Number,
    Lower,
    Upper,
    Roman,
    UpperRoman,
}

/// What one marker may stand for: `i.` is the ninth letter or the first Roman numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) style: Style,
    pub(crate) bracketed: bool,
    pub(crate) value: u32,
}

/// What the marker may stand for that a text begins with, and the text behind it.
pub(crate) fn leading(text: &str) -> Option<(Vec<Label>, &str)> {
    let bracketed = text.strip_prefix('(');
    let (inside, rest) = match bracketed {
        Some(inside) => inside.split_once(')')?,
        None => text.split_once(['.', ')'])?,
    };
    // `2.Supplement` lacks a blank; `A.Smith` is a name.
    let glued = || rest.starts_with(char::is_uppercase) && !inside.starts_with(char::is_uppercase);
    let labels = labels(inside, bracketed.is_some());
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace) || glued();
    (apart && !labels.is_empty()).then(|| (labels, rest.trim_start()))
}

/// What letters or digits may stand for as a marker.
pub(crate) fn labels(text: &str, bracketed: bool) -> Vec<Label> {
    let label = |style, value| Label { style, bracketed, value };
    if text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map(|value| label(Style::Number, value)).into_iter().collect();
    }
    if let Some((number, inner)) = numbered(text).filter(|_| !bracketed) {
        return [labels(number, false), labels(inner, false)].concat();
    }
    let lower = text.bytes().all(|b| b.is_ascii_lowercase());
    let upper = text.bytes().all(|b| b.is_ascii_uppercase());
    if !lower && !upper {
        return Vec::new();
    }
    let (letters, numerals) = if lower { (Style::Lower, Style::Roman) } else { (Style::Upper, Style::UpperRoman) };
    let text = text.to_ascii_lowercase();
    letter(&text)
        .map(|value| label(letters, value))
        .into_iter()
        .chain(roman(&text).map(|value| label(numerals, value)))
        .collect()
}

/// `2a`: the number of an item and the letter of one below it.
pub(crate) fn numbered(text: &str) -> Option<(&str, &str)> {
    let (number, letter) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let is_letter = letter.bytes().all(|b| b.is_ascii_lowercase());
    (is_letter && (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
        .then_some((number, letter))
}

/// `a` is 1, `z` 26, `aa` 27.
fn letter(text: &str) -> Option<u32> {
    let first = text.bytes().next()?;
    let same = text.bytes().all(|b| b == first);
    let rounds = u32::try_from(text.len()).ok()?.checked_sub(1)?;
    (same && rounds < 2).then(|| u32::from(first - b'a') + 1 + 26 * rounds)
}

/// `xlvi` is 46; anything but the canonical spelling is no numeral.
fn roman(text: &str) -> Option<u32> {
    (1..100).find(|value| {
        const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
        const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
        let digit = |table: [&'static str; 10], n: u32| table.into_iter().nth(n as usize).unwrap_or("");
        text.strip_prefix(digit(TENS, value / 10)) == Some(digit(ONES, value % 10))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_the_words_behind_them() {
        for (text, rest) in [
            ("2. Supplement", Some("Supplement")),
            ("2.Supplement", Some("Supplement")),
            ("(1) By", Some("By")),
            ("xlvi. Under", Some("Under")),
            ("aa. Under", Some("Under")),
            ("A.", Some("")),
            ("1) Under", Some("Under")),
            ("2a. Under", Some("Under")),
            ("A.Smith", None),
            ("No. 4", None),
            ("2024. On", None),
            ("U.S. law", None),
            ("Under", None),
        ] {
            assert_eq!(leading(text).map(|(_, rest)| rest), rest, "{text}");
        }
    }

    #[test]
    fn roman_numerals_are_canonical() {
        let values: Vec<_> = ["i", "iv", "ix", "xlvi", "xcix", "iiii", "vv", "ic", "b"].map(roman).into();
        assert_eq!(values, [Some(1), Some(4), Some(9), Some(46), Some(99), None, None, None, None]);
    }
}
