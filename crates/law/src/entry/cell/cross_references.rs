//! Cross-references to other countries: `… Dubai, U.A.E. (See alternate addresses under China and Russia.)`.
//!
//! In: the text of a cell. Out: the text without them, and the wordings as printed, without their parentheses.

use std::borrow::Cow;

use super::punctuation::value;

/// What opens a cross-reference, after its parenthesis.
const OPENINGS: &[&str] = &["see ", "for alternate ", "for additional "];

/// Takes the cross-references out of a cell. They stand before or after the final period, and their parentheses do not
/// always balance: one that is never closed runs to the end of its line.
pub(super) fn take(cell: &str) -> (Cow<'_, str>, Vec<String>) {
    let mut text = String::new();
    let mut found = Vec::new();
    let mut rest = cell;
    let mut searched = 0;
    while let Some((before, from)) = rest.get(searched..).and_then(|tail| tail.split_once('(')) {
        let at = searched + before.len();
        if !OPENINGS.iter().any(|opening| starts_with_ignoring_case(from.trim_start(), opening)) {
            searched = at + 1;
            continue;
        }
        let (inside, after) = inside_and_after(from);
        found.push(value(inside));
        text.push_str(rest.get(..at).unwrap_or_default().trim_end_matches(' '));
        // The period after the parenthesis ends the sentence before it.
        rest = after.strip_prefix('.').unwrap_or(after);
        if rest.starts_with(char::is_alphanumeric) {
            text.push(' ');
        }
        searched = 0;
    }
    if found.is_empty() {
        return (Cow::Borrowed(cell), found);
    }
    text.push_str(rest);
    (Cow::Owned(text), found)
}

/// Splits the text after an opening parenthesis at the one that closes it.
fn inside_and_after(from: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    let mut last_close = None;
    let mut line_end = from.len();
    for (at, c) in from.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return cut(from, at, at + 1),
            ')' => {
                depth -= 1;
                last_close = Some(at + 1);
            }
            '\n' => {
                line_end = at;
                break;
            }
            _ => {}
        }
    }
    let end = last_close.unwrap_or(line_end);
    cut(from, end, end)
}

fn cut(text: &str, end: usize, next: usize) -> (&str, &str) {
    (text.get(..end).unwrap_or_default(), text.get(next..).unwrap_or_default())
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn a_cross_reference_is_taken_out_wherever_it_stands() {
        let cases = [
            ("Dubai, U.A.E. (See alternate address under Iran).", "Dubai, U.A.E.", "See alternate address under Iran"),
            ("Tehran, Iran (see also addresses under U.A.E.)", "Tehran, Iran", "see also addresses under U.A.E."),
            ("Greece;(See alternate addresses under Turkey)", "Greece;", "See alternate addresses under Turkey"),
            ("Almaty.\n(For alternate addresses, see Turkey.)", "Almaty.\n", "For alternate addresses, see Turkey"),
            ("Kerch, Ukraine. (See also Crimea (Occupied)", "Kerch, Ukraine.", "See also Crimea (Occupied)"),
            ("A, Bahrain. (See also the United Arab (Emirates).", "A, Bahrain.", "See also the United Arab (Emirates)"),
            ("A, Iran. (See Ukraine", "A, Iran.", "See Ukraine"),
        ];
        for (cell, text, wording) in cases {
            assert_eq!(take(cell), (text.into(), vec![wording.to_owned()]), "{cell}");
        }
    }

    #[test]
    fn other_parentheses_stay() {
        let cell = "NII (Seefeld), 1 Street (Seeufer), Berlin, Germany.";
        assert_eq!(take(cell), (cell.into(), vec![]));
    }
}
