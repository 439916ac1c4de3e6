//! Paragraphs of a section by their designations: `(a)(1)(i)(A)`, which a text prints one level at a time.

use crate::law::text::marker::{self, Style};

/// A paragraph of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its designation, `["a", "1"]`; empty of what stands before the first.
    pub path: Vec<String>,
    /// What it calls itself, where that is set apart.
    pub heading: Option<String>,
    /// Its text without designation and heading.
    pub text: String,
}

impl Paragraph {
    fn new(path: &[String], printed: &str) -> Self {
        let (heading, text) = match printed.split_once(BEHIND_HEADING) {
            Some((heading, text)) => (Some(heading.trim().to_owned()), text),
            None => (None, printed),
        };
        Self { path: path.to_vec(), heading, text: text.trim().to_owned() }
    }

    /// `(a)(1)`.
    pub fn designation(&self) -> String {
        designation(&self.path)
    }
}

/// `(a)(1)`.
pub fn designation(path: &[String]) -> String {
    path.iter().flat_map(|mark| ["(", mark, ")"]).collect()
}

/// How the levels of a section count.
const LEVELS: [Style; 6] = [Style::Lower, Style::Number, Style::Roman, Style::Upper, Style::Number, Style::Roman];

/// What stands behind a heading in a printed paragraph.
pub const BEHIND_HEADING: char = '\u{1f}';

/// Gives printed paragraphs their designations. One without a mark goes on the one before it.
pub fn designated<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut current: Vec<String> = Vec::new();
    for text in texts {
        let mut rest = text.trim();
        let mut marked = false;
        while let Some((mark, after)) = mark(rest) {
            let Some(path) = place(&current, mark) else {
                break;
            };
            current = path;
            marked = true;
            let (own, child) = split_child(after.trim_start(), &current);
            match child {
                Some(child) => {
                    paragraphs.push(Paragraph::new(&current, own));
                    rest = child;
                }
                None => rest = after.trim_start(),
            }
        }
        match paragraphs.last_mut() {
            Some(last) if !marked => {
                last.text.push('\n');
                last.text.push_str(rest);
            }
            Some(_) | None => paragraphs.push(Paragraph::new(&current, rest)),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty() || paragraph.heading.is_some());
    paragraphs
}

/// `(a)` at the beginning of a text, and the rest.
fn mark(text: &str) -> Option<(&str, &str)> {
    let (mark, rest) = text.strip_prefix('(')?.split_once(')')?;
    let is_mark = (1..=5).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_mark && !marker::labels(mark, true).is_empty()).then_some((mark, rest))
}

/// The value of a mark on a level.
fn value(mark: &str, level: usize) -> Option<u32> {
    let style = LEVELS.get(level)?;
    marker::labels(mark, true).into_iter().find(|label| label.style == *style).map(|label| label.value)
}

/// Where a mark stands after a paragraph: the next of a level, or the first of a deeper one; where paragraphs between
/// are left out, a later one.
fn place(current: &[String], mark: &str) -> Option<Vec<String>> {
    let deepest = current.len().min(LEVELS.len() - 1);
    let levels = || (0..=deepest).rev().filter(|level| value(mark, *level).is_some());
    let follows = |level: usize| match current.get(level) {
        Some(before) => value(before, level).map(|before| before + 1) == value(mark, level),
        None => value(mark, level) == Some(1),
    };
    // `(ii)` is a letter behind `(z)` only.
    let later = |level: usize| {
        let doubled = level == 0 && mark.len() > 1;
        !doubled && current.get(level).is_none_or(|before| value(before, level) < value(mark, level))
    };
    let level = levels().find(|level| follows(*level)).or_else(|| levels().find(|level| later(*level)))?;
    let mut path = current.get(..level)?.to_vec();
    path.push(mark.to_owned());
    Some(path)
}

/// A heading before the first paragraph of the next level, `Scope. (1) In addition …`, apart from that.
fn split_child<'t>(text: &'t str, path: &[String]) -> (&'t str, Option<&'t str>) {
    const HEADING: usize = 260;
    const LONG_HEADING: usize = 700;
    let first = match LEVELS.get(path.len()) {
        Some(Style::Number) => "(1) ",
        Some(Style::Roman) => "(i) ",
        Some(Style::Upper) => "(A) ",
        Some(Style::Lower | Style::UpperRoman) | None => return (text, None),
    };
    let Some((own, child)) = text.find(first).and_then(|at| text.split_at_checked(at)) else {
        return (text, None);
    };
    let said = own.trim_end_matches(|c: char| c.is_whitespace() || c == BEHIND_HEADING);
    let heads = own.is_empty()
        || said.ends_with('—') && own.len() < LONG_HEADING
        || said.ends_with(['.', '-', '–']) && own.len() < HEADING;
    if heads { (own, Some(child)) } else { (text, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_get_the_designations_that_their_marks_mean() {
        let table: [(&[&str], &[&str]); 8] = [
            (
                &[
                    "Intro.", "(a) One.", "(1) Two.", "(i) Three.", "(A) Four.", "(B) Five.", "(ii) Six.",
                    "(2) Seven.", "(b) Eight.",
                ],
                &["", "(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(i)(A)", "(a)(1)(i)(B)", "(a)(1)(ii)", "(a)(2)", "(b)"],
            ),
            (&["(a) Scope. (1) In addition, x.", "(2) y."], &["(a)", "(a)(1)", "(a)(2)"]),
            (
                &["(a) * * *", "(2) Heading—(i) Footnote 1.", "(ii) [Reserved]"],
                &["(a)", "(a)(2)", "(a)(2)(i)", "(a)(2)(ii)"],
            ),
            (
                &[
                    "(a) x",
                    "(2) y",
                    "(i) z",
                    "(v) Footnote 5 entities and a long heading—(A) One.",
                    "(1) Two.",
                    "(2) Three.",
                    "(i) Four.",
                    "(ii) Five.",
                    "(3) Six.",
                    "(i) Seven.",
                    "(B) Eight.",
                    "(b) Nine.",
                ],
                &[
                    "(a)", "(a)(2)", "(a)(2)(i)", "(a)(2)(v)", "(a)(2)(v)(A)", "(a)(2)(v)(A)(1)", "(a)(2)(v)(A)(2)",
                    "(a)(2)(v)(A)(2)(i)", "(a)(2)(v)(A)(2)(ii)", "(a)(2)(v)(A)(3)", "(a)(2)(v)(A)(3)(i)",
                    "(a)(2)(v)(B)", "(b)",
                ],
            ),
            // The ninth letter and the first numeral.
            (&["(h) x", "(i) y", "(j) z"], &["(h)", "(i)", "(j)"]),
            (&["(b) x", "(1) y", "(i) z", "(c) w"], &["(b)", "(b)(1)", "(b)(1)(i)", "(c)"]),
            (&["(a)(1) x", "goes on", "(e) later"], &["(a)(1)", "(e)"]),
            (&["Text (see § 744.11) and (in-country) transfers.", "(in-country) is no mark."], &[""]),
        ];
        for (texts, designations) in table {
            let read: Vec<_> = designated(texts.iter().copied()).iter().map(Paragraph::designation).collect();
            assert_eq!(read, designations, "{texts:?}");
        }
    }
}
