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

impl Quote {
    /// Behind a mark too many: `“X””;`.
    fn past_extra(self, text: &str) -> Self {
        let Self::Closed { end, inner } = self else {
            return self;
        };
        let rest = text.get(end..).unwrap_or("");
        let extra = rest.chars().next().filter(|c| matches!(c, '”' | '"')).map_or(0, char::len_utf8);
        let after = rest.get(extra..).unwrap_or("").chars().next();
        let stray = after.is_none_or(|c| c.is_whitespace() || matches!(c, ';' | ',' | '.'));
        Self::Closed { end: if stray { end + extra } else { end }, inner }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkRole {
    Opens,
    Closes,
    Either,
}

pub(super) fn is_double(c: char) -> bool {
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
    if let Some(found) = read_doubled(text, start) {
        return Some(found);
    }
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
    let (mut depth, mut nested) = (1_u32, false);
    for (at, mark, role) in seen {
        if role == MarkRole::Opens && depth > 8 {
            break;
        }
        if role == MarkRole::Opens {
            depth += 1;
            nested = true;
            continue;
        }
        depth -= 1;
        // “OOO “Zaliv”” nests; “A; “B” lacks a mark, and a list inside betrays it.
        if depth == 0 && nested && text.get(inside..at).unwrap_or("").contains([';', ':']) {
            break;
        }
        if depth == 0 {
            return closed(text, inside, at, mark).past_extra(text);
        }
    }
    unbalanced(text, inside).unwrap_or(Quote::Broken { end: text.len() })
}

/// `“Corp JSC “SC “Star””;` has a mark inside that nothing closes; the last mark before a separator is its own. A mark
/// that opens behind a separator begins another name.
fn unbalanced(text: &str, inside: usize) -> Option<Quote> {
    let begins_another = |at: usize| {
        let before = text.get(inside..at).unwrap_or("").trim_end();
        before.ends_with([';', ',', ':']) || before.ends_with(" and")
    };
    // No name has more marks inside.
    for (at, mark, role) in marks(text, inside).take(16) {
        if role == MarkRole::Opens && begins_another(at) {
            return Some(Quote::Broken { end: at });
        }
        let rest = text.get(at + mark.len_utf8()..).unwrap_or("");
        let ends = rest.trim_start().chars().next().is_none_or(|c| matches!(c, ';' | ',' | '.' | ':' | ')'))
            || text.get(inside..at).unwrap_or("").ends_with([';', ',']) && rest.trim_start().starts_with(is_double)
            || [" and ", " under ", " from ", " to ", " in "].iter().any(|word| rest.starts_with(word));
        if role != MarkRole::Opens && !rest.starts_with(is_double) && ends {
            let whole =
                !text.get(inside..at).unwrap_or("").trim_end().trim_end_matches([';', ',']).contains([';', ':']);
            let end = at + mark.len_utf8();
            return Some(if whole { closed(text, inside, at, mark) } else { Quote::Broken { end } });
        }
    }
    None
}

/// The marks that GPO's typesetting doubles: two single ones, or two grave accents before and two apostrophes behind.
fn read_doubled(text: &str, start: usize) -> Option<Quote> {
    let rest = text.get(start..)?;
    let open = ["``", "''", "‘‘", "’’"].into_iter().find(|open| rest.starts_with(open))?;
    let before = text.get(..start)?.chars().next_back();
    let inside = start + open.len();
    let inner = text.get(inside..)?;
    if before.is_some_and(char::is_alphanumeric) || !inner.chars().next()?.is_alphanumeric() {
        return None;
    }
    let ends = |(at, close): &(usize, &str)| {
        inner.get(at + close.len()..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let found = ["''", "’’"].into_iter().flat_map(|close| inner.match_indices(close)).filter(ends).min();
    let opens = ["``", "‘‘"].into_iter().filter_map(|open| inner.find(open)).min();
    match (found, opens) {
        (Some((close, _)), Some(open)) if open < close => Some(Quote::Broken { end: inside + open }),
        (Some((close, mark)), _) => {
            let end = inside + close + mark.len();
            let text = inner.get(..close)?.trim();
            Some(if text.is_empty() { Quote::Broken { end } } else { Quote::Closed { end, inner: text.to_owned() } })
        }
        (None, open) => Some(Quote::Broken { end: open.map_or(text.len(), |open| inside + open) }),
    }
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

/// The name of an entry alone: without where else the party is listed, `“X (see alternate address under CHINA)”`.
pub(super) fn entry_name(inner: &str) -> &str {
    let name = name(inner);
    let aside = name.trim_end_matches('.').strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match aside {
        Some((before, inside)) if inside.to_lowercase().starts_with("see ") && !before.trim().is_empty() => {
            before.trim_end()
        }
        _ => name,
    }
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
