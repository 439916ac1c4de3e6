//! Text from documents made safe to show: one line, no hidden characters, a bearable length.

use std::fmt::Write as _;

/// One line, with control and bidirectional characters shown by number.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            c if is_hidden(c) => push_number(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

/// A character by its number, `⟨U+202E⟩`.
pub fn push_number(out: &mut String, c: char) {
    // Writing into a String cannot fail.
    let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
}

/// The text on one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The first `most` characters.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// About `most` characters around the first place where `words` stand; from the beginning where they stand nowhere.
#[must_use]
pub fn excerpt(text: &str, words: &str, most: usize) -> String {
    let fits = text.chars().count() <= most;
    let at = text.find(words).filter(|_| !fits && !words.is_empty());
    let before = at.and_then(|at| text.get(..at)).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(most / 2);
    if skipped == 0 {
        return shorten(text, most);
    }
    let rest: String = text.chars().skip(skipped).collect();
    // Whole words, where there are any.
    let rest = rest
        .split_once(' ')
        .map_or(rest.as_str(), |(_, words)| words);
    format!("… {}", shorten(rest, most))
}

/// Beginning and end, `most` characters together.
#[must_use]
pub fn shorten_middle(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most / 2).collect();
    let tail: String = text.chars().skip(length - most / 2).collect();
    // Whole words, where there are any.
    let head = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(words, _)| words);
    let tail = tail
        .split_once(' ')
        .map_or(tail.as_str(), |(_, words)| words);
    format!("{head} […] {tail}")
}

/// Control characters, and format characters that reorder or hide text.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}
