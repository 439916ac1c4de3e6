//! Footnote marks in a text (`^4^`), which a page raises.

use super::escape::shown;

/// A text for HTML with its marks raised, each after `sup`, a tag that opens. Nothing but the signs of marks is left out.
pub fn html(text: &str, sup: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, digits, after)) = next_mark(rest) {
        out.extend([shown(before).as_str(), sup, digits, "</sup>"]);
        rest = after;
    }
    out + &shown(rest)
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
        assert_eq!(
            html("§ 734.9(e)^1^ & <b>^2^^4^ x^2 ^", "<sup>"),
            "§ 734.9(e)<sup>1</sup> &amp; &lt;b&gt;<sup>2</sup><sup>4</sup> x^2 ^"
        );
        assert_eq!(html("", "<sup>"), "");
    }
}
