//! Where quotation marks open and close: `“A;” and "B"` holds the names `A` and `B`.
//!
//! Curly, straight and mixed pairs are read; a pair that does not close is reported, never guessed at.

/// One pair of quotation marks, or what is left of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Quote {
    /// A closed pair; byte offset after the closing mark, and the text between without outer blanks.
    Closed { end: usize, inner: String },
    /// A mark without its partner; byte offset where reading may go on.
    Broken { end: usize },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkRole {
    Opens,
    Closes,
    Either,
}

fn is_double(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '‟' | '″')
}

/// What the mark `c` does, judged by its neighbours as a reader would.
fn role(before: Option<char>, c: char, after: Option<char>) -> MarkRole {
    let free_before = before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—'));
    let free_after = after.is_none_or(|a| !a.is_alphanumeric() && !matches!(a, '§' | '('));
    match c {
        // Typesetters do turn marks the wrong way round.
        '“' | '„' if !free_before && free_after => MarkRole::Closes,
        '”' | '″' if free_before && !free_after => MarkRole::Opens,
        '“' | '„' => MarkRole::Opens,
        '”' | '″' => MarkRole::Closes,
        _ if free_before && !free_after => MarkRole::Opens,
        _ if !free_before && free_after => MarkRole::Closes,
        _ => MarkRole::Either,
    }
}

/// The double quotation marks of `text` from byte `from` on, with what they do.
fn marks(text: &str, from: usize) -> impl Iterator<Item = (usize, char, MarkRole)> + '_ {
    let rest = text.get(from..).unwrap_or("");
    let before = text.get(..from).and_then(|head| head.chars().next_back());
    let mut previous = before;
    let mut chars = rest.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            let b = previous.replace(c);
            if is_double(c) {
                let after = chars.peek().map(|&(_, next)| next);
                return Some((from + at, c, role(b, c, after)));
            }
        }
        None
    })
}

/// Reads the quotation that begins at byte `start`; `None` if no quotation mark stands there.
pub(super) fn read(text: &str, start: usize) -> Option<Quote> {
    let first = text.get(start..)?.chars().next()?;
    if is_double(first) {
        return Some(read_double(text, start, first));
    }
    matches!(first, '\'' | '‘').then(|| read_single(text, start, first)).flatten()
}

fn read_double(text: &str, start: usize, first: char) -> Quote {
    let inside = start + first.len_utf8();
    let mut seen = marks(text, start);
    if seen.next().is_some_and(|(_, _, role)| role == MarkRole::Closes) {
        return Quote::Broken { end: inside };
    }
    let (mut depth, mut nested) = (1_u32, None);
    for (at, mark, role) in seen {
        if role == MarkRole::Opens && depth > 8 {
            break;
        }
        if role == MarkRole::Opens {
            depth += 1;
            nested = nested.or(Some(at));
            continue;
        }
        depth -= 1;
        // “OOO “Zaliv”” nests; “A; “B” lacks a mark, and a list inside betrays it.
        if depth == 0 && nested.is_some() && text.get(inside..at).unwrap_or("").contains([';', ':']) {
            break;
        }
        if depth == 0 {
            return closed(text, inside, at, mark);
        }
    }
    Quote::Broken { end: nested.unwrap_or(text.len()) }
}

fn closed(text: &str, inside: usize, at: usize, mark: char) -> Quote {
    let inner = text.get(inside..at).unwrap_or("").trim();
    let end = at + mark.len_utf8();
    if inner.is_empty() {
        return Quote::Broken { end };
    }
    Quote::Closed { end, inner: inner.to_owned() }
}

/// Single marks quote only where no letter touches them outside: `'HONG KONG'`, not `PEOPLE'S`.
fn read_single(text: &str, start: usize, first: char) -> Option<Quote> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let inside = start + first.len_utf8();
    let rest = text.get(inside..)?;
    if !rest.chars().next()?.is_uppercase() {
        return None;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // No heading is longer, and no text is read twice for an apostrophe.
        if is_double(c) || matches!(c, ';' | ':') || at > 120 {
            return None;
        }
        let free_after = chars.peek().is_none_or(|&(_, next)| !next.is_alphanumeric());
        if matches!(c, '\'' | '’') && free_after {
            return Some(closed(text, inside, inside + at, c));
        }
    }
    None
}

/// Drops the separators that a quotation swallowed: `“X;”` names `X`. A period stays, for it may end an
/// abbreviation; in wording that is edited everything stays.
pub(super) fn name(inner: &str) -> &str {
    inner.trim_end_matches([';', ',', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut at = 0;
        let mut found = Vec::new();
        while at < text.len() {
            match read(text, at) {
                Some(Quote::Closed { end, inner }) => {
                    found.push(name(&inner).to_owned());
                    at = end;
                }
                Some(Quote::Broken { end }) => {
                    found.push("?".to_owned());
                    at = end;
                }
                None => at += text.get(at..).unwrap().chars().next().unwrap().len_utf8(),
            }
        }
        found
    }

    #[test]
    fn quotation_marks_of_every_make_hold_names() {
        for (text, expected) in [
            ("“A Co., Ltd.;” and “B; C”", vec!["A Co., Ltd.", "B; C"]),
            ("\"A\"; \"B.\", \" C\"", vec!["A", "B.", "C"]),
            ("“A\" and \"B”", vec!["A", "B"]),
            ("“ Sino IC”", vec!["Sino IC"]),
            ("“Shipyard 'Zaliv;' JSC,”", vec!["Shipyard 'Zaliv;' JSC"]),
            ("“OOO “Zaliv”” and “OOO \"Zaliv\" Yard”", vec!["OOO “Zaliv”", "OOO \"Zaliv\" Yard"]),
            ("the heading 'HONG KONG' of PEOPLE'S ‘X’", vec!["HONG KONG", "X"]),
            ("”A” “B“", vec!["A", "B"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_without_its_partner_is_broken() {
        for (text, expected) in [
            ("“A; “B”; “C”", vec!["?", "B", "C"]),
            ("“A”; B”; “C”", vec!["A", "?", "C"]),
            ("\"A; \"B\"", vec!["?", "B"]),
            ("“A", vec!["?"]),
            ("“”", vec!["?"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
