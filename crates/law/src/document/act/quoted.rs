//! Quotations, which do nothing to a document.

use std::borrow::Cow;

/// A text whose quotations are blank: a title that says "Delay" delays nothing. Lengths stay.
pub(super) fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains('“') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        inside = if c == '“' { true } else { inside && c != '”' };
        if inside {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
