//! Text from documents made safe to show: one line, no hidden characters, a bearable length.

use std::fmt::Write as _;

/// One line, with control and bidirectional characters shown by number.
pub fn visible(text: &str) -> String {
    rewritten(text, is_plain, |out, c, _| push_visible(out, c))
}

/// The text, but what `write` makes of each character that does not stay as it is, given what follows it. What stays, as
/// nearly all of a text does, is copied in runs; `stays` is asked of bytes, and answers the same for all beyond ASCII.
pub(crate) fn rewritten(text: &str, stays: impl Fn(u8) -> bool, write: impl Fn(&mut String, char, &str)) -> String {
    let mut out = String::with_capacity(text.len());
    rewrite(text, &mut out, stays, write);
    out
}

/// The same, behind what is written already.
pub(crate) fn rewrite(
    text: &str,
    out: &mut String,
    stays: impl Fn(u8) -> bool,
    write: impl Fn(&mut String, char, &str),
) {
    let mut rest = text;
    loop {
        let run = rest.bytes().position(|byte| !stays(byte)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(run);
        out.push_str(run);
        let mut after = after.chars();
        let Some(c) = after.next() else {
            return;
        };
        rest = after.as_str();
        write(out, c, rest);
    }
}

/// Whether a byte is a character that is always shown as it is: ASCII that is no control.
pub(crate) const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// A character on one line: what is hidden, by its number.
pub(crate) fn push_visible(out: &mut String, c: char) {
    match c {
        '\n' => out.push(' '),
        c if is_hidden(c) => push_number(out, c),
        c => out.push(c),
    }
}

/// A character by its number, `⟨U+202E⟩`.
pub fn push_number(out: &mut String, c: char) {
    // Writing into a String cannot fail.
    let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
}

/// The beginning of a line: `Footnote 4` for `footnote 4`.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The text on one line.
pub fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The first words, of at most `most` characters in all.
pub fn shorten_by_words(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = text.get(..end).unwrap_or(text);
    let words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    format!("{} …", words.trim_end_matches([',', ';', '(', ' ']))
}

/// The first `most` characters.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// About `most` characters around the first place where `words` stand; from the beginning where they stand nowhere.
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
    let rest = rest.split_once(' ').map_or(rest.as_str(), |(_, words)| words);
    format!("… {}", shorten(rest, most))
}

/// Beginning and end, `most` characters together.
pub fn shorten_middle(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most / 2).collect();
    let tail: String = text.chars().skip(length - most / 2).collect();
    // Whole words, where there are any.
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, words)| words);
    format!("{head} […] {tail}")
}

/// Control characters, and those that reorder, break or join text, or take no place in it.
pub fn is_hidden(c: char) -> bool {
    // Dashes and quotation marks, which most texts have.
    !matches!(c, '\u{2010}'..='\u{2027}') && is_without_glyph(c)
}

fn is_without_glyph(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}'
            // Fillers of Hangul, and what Khmer and Mongolian print without a glyph.
            | '\u{115F}'..='\u{1160}' | '\u{3164}' | '\u{FFA0}'
            | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
            // Joiners, marks of direction, separators of lines and paragraphs.
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            // Variation selectors, annotations, musical and shorthand controls, tags.
            | '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFC}'
            // A blank of Braille, joiners of hieroglyphs, and what each font shows as it likes.
            | '\u{2800}' | '\u{13430}'..='\u{1343F}' | '\u{1D159}' | '\u{E000}'..='\u{F8FF}'
            // No characters at all; XML forbids the last two.
            | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}'..='\u{FFFF}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_glyph_is_shown_by_number() {
        let hidden = "\u{AD}\u{2028}\u{2029}\u{180E}\u{FE00}\u{FE0F}\u{E0001}\u{E007F}\u{115F}\u{3164}\u{200B}\
                      \u{200F}\u{2060}\u{2064}\u{202E}\u{FEFF}\t\r\u{85}";
        assert!(hidden.chars().all(is_hidden));
        assert_eq!(visible("a\u{AD}b\nc"), "a⟨U+00AD⟩b c");
        let shown = "§ 744.11 — “Şirketi” 北京 Ελ Дом é\u{A0}ö ي ไทย";
        assert_eq!(visible(shown), shown);
    }

    #[test]
    fn only_the_first_letter_becomes_a_capital() {
        for (words, expected) in [
            ("a row is missing", "A row is missing"),
            ("“S2C Limited” is to be added", "“S2C Limited” is to be added"),
            ("élan is kept", "Élan is kept"),
            ("ß", "SS"),
            ("", ""),
        ] {
            assert_eq!(capitalized(words), expected);
        }
    }
}
