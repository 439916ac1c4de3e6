//! Quotations, which do nothing to a document.

/// A text whose quotations are blank: a title that says "Delay" delays nothing. Lengths stay.
pub(super) fn unquoted(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| {
            inside = if c == '“' { true } else { inside && c != '”' };
            if inside { " ".repeat(c.len_utf8()) } else { c.to_string() }
        })
        .collect()
}
