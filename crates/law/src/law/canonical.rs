//! The form in which texts are compared, and used for nothing else: letters and digits, case folded.
//!
//! Two official captures with no rule between them agree in this form, and in nothing weaker.
//! What it hides is reported as editorial; [`same_marks_and_numbers`] catches the two things that
//! must not hide.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Letters and digits after NFKC and case folding.
///
/// ```
/// use earwatch_law::law::canonical::canonical;
/// assert_eq!(canonical("Spacety Co. Ltd."), canonical("SPACETY Co., Ltd"));
/// ```
pub fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // ASCII is normalised, and combines with nothing before it.
    if is_nfkc_quick(beyond_ascii(text).map(|(_, c, _)| c)) != IsNormalized::Yes {
        text.nfkc().for_each(|c| fold(c, &mut out));
        return out;
    }
    let mut rest = text;
    for (ascii, c, after) in beyond_ascii(text) {
        fold_ascii(ascii, &mut out);
        fold(c, &mut out);
        rest = after;
    }
    fold_ascii(rest, &mut out);
    out
}

/// The characters beyond ASCII, each with the ASCII before it and the text after it.
fn beyond_ascii(text: &str) -> impl Iterator<Item = (&str, char, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (ascii, from) = rest.split_at(rest.bytes().position(|byte| !byte.is_ascii())?);
        let mut after = from.chars();
        let c = after.next()?;
        rest = after.as_str();
        Some((ascii, c, rest))
    })
}

/// What a byte of ASCII becomes; 0 where it is left out.
const FOLDED: [u8; 128] = {
    let mut folded = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// [`fold`] for text of ASCII, many bytes at a time.
fn fold_ascii(text: &str, out: &mut String) {
    let mut kept = [0; 64];
    for bytes in text.as_bytes().chunks(kept.len()) {
        let mut n = 0;
        for byte in bytes {
            let folded = FOLDED[usize::from(byte & 0x7F)];
            kept[n % 64] = folded;
            n += usize::from(folded != 0);
        }
        out.extend(kept.get(..n).and_then(|kept| str::from_utf8(kept).ok()));
    }
}

/// Upper- then lower-casing equals full case folding for all letters that the lists print (ß → ss, ς → σ, İ → i).
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
    } else if c.is_alphanumeric() {
        out.extend(c.to_uppercase().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()));
    }
}

/// Hyphens and dashes of any length: which of them begins a bullet changes from capture to capture.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether a text has this canonical form.
pub fn has_form(text: &str, form: &str) -> bool {
    if !text.is_ascii() {
        return canonical(text) == form;
    }
    let folded = text.bytes().map(|byte| FOLDED[usize::from(byte & 0x7F)]);
    folded.filter(|folded| *folded != 0).eq(form.bytes())
}

/// Whether two texts agree in canonical form.
pub fn equal(a: &str, b: &str) -> bool {
    a == b || has_form(a, &canonical(b))
}

/// Whether footnote marks agree and digits are grouped alike: `1-2` and `12` agree in letters and digits, and
/// are two different addresses.
pub fn same_marks_and_numbers(a: &str, b: &str) -> bool {
    a == b || numbers(a).eq(numbers(b))
}

/// Whether two texts say the same: equal letters and digits, equal marks, digits grouped alike. Names that are not
/// the same in this sense mean two entries.
pub fn same(a: &str, b: &str) -> bool {
    a == b || (equal(a, b) && same_marks_and_numbers(a, b))
}

/// What texts share that are equal in canonical form and agree in marks and numbers.
pub fn key(text: &str) -> (String, Vec<(bool, String)>) {
    (canonical(text), numbers(text).map(|(marked, run)| (marked, run.into_owned())).collect())
}

/// Runs of digits, each with whether it is a footnote mark.
fn numbers(text: &str) -> impl Iterator<Item = (bool, Cow<'_, str>)> {
    let mut rest = text;
    let mut marked = false;
    std::iter::from_fn(move || {
        loop {
            let at = rest.bytes().position(|byte| byte == b'^' || byte.is_ascii_digit() || !byte.is_ascii())?;
            let from = rest.get(at..)?;
            let mut after = from.chars();
            let c = after.next()?;
            if c.is_numeric() {
                let script = script(c);
                rest = from.trim_start_matches(|next: char| next.is_numeric() && self::script(next) == script);
                let run = from.get(..from.len() - rest.len())?;
                let ascii = run.is_ascii();
                return Some((marked, if ascii { Cow::Borrowed(run) } else { Cow::Owned(each_nfkc(run)) }));
            }
            marked ^= c == '^';
            rest = after.as_str();
        }
    })
}

/// Digits normalised one by one.
fn each_nfkc(run: &str) -> String {
    run.chars().flat_map(|digit| std::iter::once(digit).nfkc()).collect()
}

/// Full-size, raised or lowered digit: `21¹⁄₂` is 21, 1, 2.
fn script(c: char) -> u8 {
    match c {
        '¹' | '²' | '³' | '\u{2070}'..='\u{2079}' => 1,
        '\u{2080}'..='\u{2089}' => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_width_and_punctuation_only() {
        for (a, b, same) in [
            ("Spacety Co. Ltd.", "Spacety Co., Ltd.", true),
            ("İstanbul", "istanbul", true),
            ("Straße", "STRASSE", true),
            ("ﬁrst", "First", true),
            ("Suma Techology", "Suma Technology", false),
            ("Со.", "Co.", false),
        ] {
            assert_eq!(equal(a, b), same, "{a} / {b}");
            assert_eq!(equal(b, a), same, "{b} / {a}");
            assert!(has_form(a, &canonical(a)) && has_form(b, &canonical(b)));
        }
    }

    #[test]
    fn regrouped_digits_and_moved_marks_never_pass() {
        assert!(same_marks_and_numbers("No. 1-2, 9th Floor", "No. 1–2; 9th floor"));
        assert!(!same_marks_and_numbers("No. 1-2", "No. 12"));
        assert!(!same_marks_and_numbers("744.11^4^", "744.114"));
        assert!(!same_marks_and_numbers("734.9(e) 1", "734.9(e)^1^"));
        assert!(!same_marks_and_numbers("21¹⁄₂", "211⁄2"));
    }
}
