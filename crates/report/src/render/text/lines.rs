//! Words in lines of a width, each in its colour.

use unicode_width::UnicodeWidthStr as _;

use super::Color;
use crate::render::prose::line::{Line, Piece, Span, Tone};
use crate::told::link::Link;
use crate::visible::visible;

/// A word: parts that no blank separates, each in its tone.
type Word = Vec<(Tone, String)>;

/// The words of a line of prose.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<Word>);

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

fn width_of(word: &Word) -> usize {
    word.iter().map(|(_, part)| width(part)).sum()
}

impl Words {
    pub(super) fn of(line: &Line) -> Self {
        let mut words = Self::default();
        // Whether the next text begins a word of its own.
        let mut apart = true;
        for piece in &line.0 {
            let (tone, text) = match piece {
                Piece::Text(span) => (span.tone, marked(span)),
                Piece::Link(Link { words, link }) => match link.as_ref().filter(|url| *url != words) {
                    // An address that ends in the words says them.
                    Some(url) if url.ends_with(&format!("/{words}")) => (Tone::Plain, visible(url)),
                    Some(url) => (Tone::Plain, format!("{}, {}", visible(words), visible(url))),
                    None => (Tone::Plain, visible(words)),
                },
            };
            for (at, part) in text.split(' ').enumerate() {
                apart = apart || at > 0;
                if part.is_empty() {
                    continue;
                }
                let part = (tone, part.to_owned());
                match words.0.last_mut().filter(|_| !apart) {
                    Some(word) => word.push(part),
                    None => words.0.push(vec![part]),
                }
                apart = false;
            }
            apart = apart || text.ends_with(' ');
        }
        words
    }

    /// Columns that they take on one line.
    pub(super) fn width(&self) -> usize {
        let blanks = self.0.len().saturating_sub(1);
        self.0.iter().map(width_of).sum::<usize>() + blanks
    }

    /// The words by lines that fit; a word that fits on none stands alone.
    fn fitted(&self, first: usize, rest: usize) -> Vec<&[Word]> {
        let mut lines = Vec::new();
        let (mut from, mut used, mut room) = (0, 0, first);
        for (at, word) in self.0.iter().enumerate() {
            let wide = width_of(word);
            let blank = usize::from(at > from);
            if at > from && used + blank + wide > room {
                lines.extend(self.0.get(from..at));
                (from, used, room) = (at, wide, rest);
            } else {
                used += blank + wide;
            }
        }
        lines.extend(self.0.get(from..));
        lines
    }

    /// Writes lines of at most `most` columns with what each begins with. How wide the widest came out.
    pub(super) fn write(&self, out: &mut String, (first, rest): (&str, &str), most: usize, color: Color) -> usize {
        let room = |lead: &str| most.saturating_sub(width(lead));
        let mut widest = 0;
        for (at, words) in self.fitted(room(first), room(rest)).into_iter().enumerate() {
            let lead = if at == 0 { first } else { rest };
            // A line without words is only its beginning.
            out.push_str(if words.is_empty() { lead.trim_end() } else { lead });
            widest = widest.max(width(lead) + painted(out, words, color));
            out.push('\n');
        }
        widest
    }

    /// Writes the words in a column of this width, and a text beside their first line.
    pub(super) fn beside(&self, out: &mut String, wide: usize, text: &str, color: Color) {
        for (at, words) in self.fitted(wide, wide).into_iter().enumerate() {
            let used = painted(out, words, color);
            if at == 0 {
                out.push_str(&" ".repeat(wide.saturating_sub(used)));
                out.push_str(text);
            }
            out.push('\n');
        }
    }
}

/// A text with its marks, which say without colour too what is gone and what is new.
fn marked(span: &Span) -> String {
    let text = visible(&span.text);
    match span.tone {
        Tone::Deleted => format!("[-{}-]", text.trim()),
        Tone::Inserted => format!("{{+{}+}}", text.trim()),
        _ => text,
    }
}

/// Writes words with blanks between them. No colour goes beyond the end of a line. How wide they came out.
fn painted(out: &mut String, words: &[Word], color: Color) -> usize {
    let mut now = Tone::Plain;
    let mut wide = 0;
    let mut turn = |out: &mut String, to: Tone| {
        if color == Color::With && paint(now) != paint(to) {
            if paint(now).is_some() {
                out.push_str(END);
            }
            if let Some(codes) = paint(to) {
                out.push_str("\u{1B}[");
                out.push_str(codes);
                out.push('m');
            }
        }
        now = to;
    };
    let mut before = Tone::Plain;
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let begins = word.first().map_or(Tone::Plain, |(tone, _)| *tone);
            if begins != before {
                turn(out, Tone::Plain);
            }
            out.push(' ');
            wide += 1;
        }
        for (tone, part) in word {
            turn(out, *tone);
            out.push_str(part);
            wide += width(part);
            before = *tone;
        }
    }
    turn(out, Tone::Plain);
    wide
}

/// The codes of a tone.
fn paint(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain | Tone::Code => None,
        Tone::Strong => Some("1"),
        Tone::Alarm => Some("1;33"),
        Tone::Soft => Some("2"),
        Tone::Deleted => Some("1;9;31"),
        Tone::Inserted => Some("4;32"),
    }
}

/// Back to how the terminal writes by itself.
const END: &str = "\u{1B}[0m";
