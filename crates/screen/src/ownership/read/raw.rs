//! How much of a file is one line.

/// Bytes of a line, above which it is none: a break or a quotation mark is missing.
pub(super) const LONGEST: usize = 1 << 20;

/// Whether a record goes over several lines because a quotation mark is not closed.
pub(super) fn opens_unclosed(raw: &str) -> bool {
    let raw = raw.trim_end();
    raw.contains('\n') && raw.matches('"').count() % 2 == 1
}
