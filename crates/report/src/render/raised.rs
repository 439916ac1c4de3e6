//! Footnote marks in a text (`^4^`), which a page raises.

use serde::Serialize;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part<'a> {
    /// Whether it is raised.
    pub raised: bool,
    /// The text.
    pub text: &'a str,
}

/// A text in parts; nothing but the signs of marks is left out.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut push = |raised, text| parts.push(Part { raised, text });
    let mut rest = text;
    while let Some((before, digits, after)) = next_mark(rest) {
        push(false, before);
        push(true, digits);
        rest = after;
    }
    push(false, rest);
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// The text before the next footnote mark, its digits, and the text after it.
fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('^').find_map(|(at, sign)| {
        let (digits, after) = text.get(at + sign.len()..)?.split_once('^')?;
        let is_mark = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_mark.then_some((text.get(..at)?, digits, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnote_marks_are_raised_and_nothing_else_is_lost() {
        let shown: Vec<_> =
            parts("§ 734.9(e)^1^ and^2^^4^ x^2 ^").into_iter().map(|part| (part.raised, part.text)).collect();
        assert_eq!(
            shown,
            [(false, "§ 734.9(e)"), (true, "1"), (false, " and"), (true, "2"), (true, "4"), (false, " x^2 ^")]
        );
    }
}
