//! Days and document numbers that a narrow screen does not break at their hyphens.

use super::escape::shown;

/// Text as HTML, in which each day (`2026-11-10`) and document number (`2025-19846`) stands within `whole` and `</span>`.
pub(super) fn html(text: &str, whole: &str) -> String {
    let mut out = String::new();
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    for piece in text.split_inclusive(|c: char| !is_part(c)) {
        let (number, after) = piece.split_at(piece.find(|c: char| !is_part(c)).unwrap_or(piece.len()));
        let is_whole = number.len() > 5 && number.as_bytes().get(4) == Some(&b'-');
        if is_whole {
            out.extend([whole, number, "</span>"]);
        } else {
            out.push_str(&shown(number));
        }
        out.push_str(&shown(after));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_document_numbers_stay_whole() {
        for (text, is) in [
            ("In force since 2026-11-10, by", "In force since <b>2026-11-10</span>, by"),
            ("2025-19846 (90 FR 50857)", "<b>2025-19846</span> (90 FR 50857)"),
            ("a < 2026-01-02", "a &lt; <b>2026-01-02</span>"),
            ("Alpha-Beta 5-axis, 734-9", "Alpha-Beta 5-axis, 734-9"),
        ] {
            assert_eq!(html(text, "<b>"), is);
        }
    }
}
