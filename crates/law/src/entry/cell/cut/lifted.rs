//! What stands in parentheses in the middle of other parts: cross-references, notes of a location, aliases. It is lifted out
//! of a text before the rest is cut, and woven in again behind.

use std::ops::Range;

use memchr::memchr;

use super::{Part, PartClass, cut_at, line, slice};
use crate::entry::cell::lead_ins;

/// Parentheses within parentheses beyond this depth stay in the text; none that is printed nests as deep.
const DEEPEST: u8 = 8;

/// Something in parentheses, lifted out of a text.
pub(super) struct Lifted<'a> {
    pub(super) range: Range<usize>,
    parts: Vec<Part<'a>>,
}

/// What opens a cross-reference, and what a note of where everything before it is; after their parenthesis.
const REFERENCES: [&str; 3] = ["see ", "for alternate ", "for additional "];

const LOCATIONS: [&str; 2] = ["all of ", "all located "];

/// Cross-references, notes of a location, and aliases that stand in parentheses, with the spaces before them.
pub(super) fn lifted(text: &str, depth: u8) -> Vec<Lifted<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr(b'(', slice(text, from..text.len()).as_bytes()).map(|at| from + at) {
        let inside = slice(text, open + 1..text.len());
        let word = inside.trim_start();
        let opens = |openings: &[&str]| openings.iter().any(|opening| begins_ignoring_case(word, opening));
        let class = match () {
            () if opens(&REFERENCES) => PartClass::CrossReference,
            () if opens(&LOCATIONS) => PartClass::Address,
            () if depth < DEEPEST && lead_ins::abbreviation(word).is_some() => PartClass::Mark,
            () => {
                from = open + 1;
                continue;
            }
        };
        let aliases = class == PartClass::Mark;
        let (length, end) = closing(if aliases { inside } else { line(inside).0 });
        let mut end = open + 1 + end;
        if !aliases && slice(text, end..text.len()).starts_with('.') {
            end += 1;
        }
        let before = slice(text, from..open);
        let spaces = if aliases { before.trim_end() } else { before.trim_end_matches(' ') };
        let glued = !aliases && slice(text, end..text.len()).starts_with(char::is_alphanumeric);
        let start = if glued { open } else { from + spaces.len() };
        let part = |class, text| Part { class, text, depth: depth + 1, continues: false };
        let inside = slice(inside, 0..length);
        let mut parts = vec![part(PartClass::Mark, slice(text, start..open + 1))];
        if aliases {
            parts.extend(cut_at(inside, depth + 1));
        } else {
            parts.push(part(class, inside));
        }
        parts.push(part(PartClass::Mark, slice(text, open + 1 + length..end)));
        parts.retain(|part| !part.text.is_empty());
        found.push(Lifted { range: start..end, parts });
        from = end;
    }
    found
}

/// The parts of a text, from those of the bare text and those lifted out of it.
pub(super) fn weave<'a>(
    text: &'a str,
    outline: &[(usize, PartClass)],
    lifted: Vec<Lifted<'a>>,
    depth: u8,
) -> Vec<Part<'a>> {
    let mut parts = Vec::with_capacity(outline.len() + 4 * lifted.len());
    let mut lifted = lifted.into_iter().peekable();
    // Where the reading stands in the text, and by how much that is further than in the bare text.
    let (mut at, mut ahead) = (0, 0);
    while let Some(one) = lifted.next_if(|one| one.range.start == at) {
        (at, ahead) = (one.range.end, one.range.end);
        parts.extend(one.parts);
    }
    for &(end, class) in outline {
        let mut continues = false;
        while let Some(one) = lifted.next_if(|one| one.range.start <= end + ahead) {
            if at < one.range.start {
                parts.push(Part { class, text: slice(text, at..one.range.start), depth, continues });
            }
            parts.extend(one.parts);
            (at, ahead, continues) = (one.range.end, ahead + one.range.len(), true);
        }
        if at < end + ahead {
            parts.push(Part { class, text: slice(text, at..end + ahead), depth, continues });
            at = end + ahead;
        }
    }
    parts
}

/// Where the text inside a parenthesis ends, and where what follows it begins. Those of cross-references do not always
/// balance: one that is never closed runs to the last one that is, or to the end.
fn closing(inside: &str) -> (usize, usize) {
    let mut depth = 0_u32;
    let mut end = inside.len();
    for (at, c) in inside.bytes().enumerate() {
        match c {
            b'(' => depth += 1,
            b')' if depth == 0 => return (at, at + 1),
            b')' => (depth, end) = (depth - 1, at + 1),
            _ => {}
        }
    }
    (end, end)
}

fn begins_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
