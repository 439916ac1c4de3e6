//! Footnote marks that are printed as raised digits of Unicode, `(g),³ 746.8`, in place of a superscript element.

use std::borrow::Cow;

/// A text in which the raised digits that are footnote marks are written as those of an element are: `(g),^3^ 746.8`.
///
/// Marks stand behind a bracket, a section or `EAR`, stop or comma between or not, and before the text of a footnote.
/// All other raised digits, those of fractions and of `m²`, stay. `before` is what stands before the text.
pub(super) fn marked<'t>(before: &str, text: &'t str) -> Cow<'t, str> {
    if text.is_ascii() || !text.contains(is_raised) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(at) = rest.find(is_raised) {
        let (lead, from) = rest.split_at(at);
        out.push_str(lead);
        let end = from.find(|c| !is_raised(c)).unwrap_or(from.len());
        let (digits, behind) = from.split_at(end);
        let opens_text = before.is_empty() && out.is_empty() && opens_footnote(behind);
        if opens_text || !behind.starts_with(['⁄', '/']) && !joins(behind) && bears_mark(before, &out) {
            out.truncate(out.trim_end().len());
            out.push('^');
            out.extend(digits.chars().filter_map(plain));
            out.push('^');
        } else {
            out.push_str(digits);
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn plain(raised: char) -> Option<char> {
    let digit = match raised {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        other => u32::from(other).checked_sub(0x2070)?,
    };
    char::from_digit(digit, 10)
}

fn joins(behind: &str) -> bool {
    behind.starts_with(char::is_alphanumeric)
}

/// `³ For this entity, …`
fn opens_footnote(behind: &str) -> bool {
    behind.strip_prefix(' ').is_some_and(|text| text.trim_start().starts_with(char::is_uppercase))
}

/// Whether a text ends with what bears footnote marks, or with another one.
fn bears_mark(before: &str, text: &str) -> bool {
    let end = |text: &str| text.trim_end().trim_end_matches([',', '.', ';']).trim_end().to_owned();
    let so_far = if end(text).is_empty() { end(&format!("{before}{text}")) } else { end(text) };
    let word = so_far.rsplit(|c: char| c.is_whitespace() || c == '§').next().unwrap_or_default();
    let section = |(part, rest): (&str, &str)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        part.len() == 3 && digits(part) && digits(rest)
    };
    so_far.ends_with([')', ']', '^']) || word == "EAR" || word.split_once('.').is_some_and(section)
}
