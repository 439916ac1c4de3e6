//! A report as plain text, for terminals and for the text of a mail: no markup, lines of at most 80 columns, or as many as a terminal has, and colour
//! where it is wanted.
//!
//! Colour is never all there is: what is gone stands in `[-…-]` and what is new in `{+…+}` without it too. Names come
//! from documents: control and bidirectional characters are shown by number, so that no name brings its own colour.

mod lines;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::prose::line::{Line, Tone};
use super::prose::style::{Level, Style};
use super::{prose, provisions};
use crate::report::Report;
use crate::report::export::TextExport;
use crate::told::link::Link;
use lines::Words;

/// Whether a text is coloured with escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// As it goes into files and mails.
    Without,
    /// For a terminal.
    With,
}

/// Columns of a line where nobody says how many there are; only a word that is longer goes beyond.
pub const WIDTH: usize = 80;

/// Columns of a rule under a heading.
const RULE: usize = 24;

/// Columns that a line has at least, however narrow a terminal is.
const NARROWEST: usize = 40;

/// Renders a report.
pub fn render(report: &Report, color: Color) -> String {
    wide(report, color, WIDTH)
}

/// Renders a report in lines of so many columns.
pub fn wide(report: &Report, color: Color, columns: usize) -> String {
    let mut text = Text::new(color, columns);
    prose::walk(report, &mut text);
    text.out
}

/// Renders what a report tells first, and words about the rest.
pub fn glance(report: &Report, rest: &str, color: Color, columns: usize) -> String {
    let mut text = Text::new(color, columns);
    prose::glance(report, &Line::plain(rest), &mut text);
    text.out
}

/// Renders the texts around the entries of a list.
pub fn texts(of: &TextExport, color: Color, columns: usize) -> String {
    let mut text = Text::new(color, columns);
    provisions::walk(of, &mut text);
    text.out
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Block,
    Listed(usize),
}

#[derive(Debug)]
pub(super) struct Text {
    pub(super) out: String,
    color: Color,
    columns: usize,
    last: Last,
}

impl Text {
    pub(super) fn new(color: Color, columns: usize) -> Self {
        Self { out: String::new(), color, columns: columns.max(NARROWEST), last: Last::Nothing }
    }

    /// A block, with a blank line before it.
    fn block(&mut self) {
        if self.last != Last::Nothing {
            self.out.push('\n');
        }
        self.last = Last::Block;
    }

    /// Makes room for a line within `depth` items; an item that has any below it stands apart from the next.
    fn listed(&mut self, depth: usize) {
        let apart = match self.last {
            Last::Block => true,
            Last::Listed(last) => depth == 0 && last > 0,
            Last::Nothing => false,
        };
        if apart {
            self.out.push('\n');
        }
        self.last = Last::Listed(depth);
    }

    /// Words in lines: the first begins with `first`, the others are indented by `rest`. How wide they came out.
    fn write(&mut self, first: &str, rest: usize, words: &Words) -> usize {
        let blank = " ".repeat(rest);
        words.write(&mut self.out, (first, &blank), self.columns, self.color)
    }
}

/// Columns by which one item stands within another.
const INDENT: usize = 4;

impl Style for Text {
    fn heading(&mut self, level: Level, text: &str) {
        self.block();
        let words = match level {
            Level::Kind => Words::of(&Line::toned(Tone::Strong, text.to_uppercase())),
            Level::Title | Level::Part | Level::Name => Words::of(&Line::toned(Tone::Strong, text)),
        };
        let wide = self.write("", 0, &words).min(self.columns);
        let under = match level {
            Level::Title => "=",
            Level::Part => "-",
            // What is listed under it follows at once.
            Level::Kind => {
                self.last = Last::Listed(0);
                return;
            }
            Level::Name => return,
        };
        self.out.push_str(&under.repeat(wide.min(RULE)));
        self.out.push('\n');
        if level == Level::Title {
            // What does not wait follows at once.
            self.last = Last::Listed(0);
        }
    }

    fn paragraph(&mut self, line: &Line) {
        self.block();
        self.write("", 0, &Words::of(line));
    }

    fn apart(&mut self) {
        self.last = Last::Block;
    }

    fn lines(&mut self, lines: &[Line]) {
        self.block();
        for line in lines {
            self.write("", 2, &Words::of(line));
        }
    }

    fn item(&mut self, depth: usize, line: &Line) {
        self.listed(depth);
        let sign = match depth {
            0 => "• ",
            1 => "",
            _ => "– ",
        };
        let first = format!("{}{sign}", " ".repeat(INDENT * depth.min(1) + 2 * depth.saturating_sub(1)));
        self.write(&first, first.chars().count().max(2) + 2 * usize::from(depth == 1), &Words::of(line));
    }

    fn term(&mut self, depth: usize, term: &str, value: &Line) {
        let line = Line::toned(Tone::Soft, format!("{term}:")).then(" ");
        self.item(depth, &line.followed_by(value));
    }

    fn quote(&mut self, depth: usize, words: &str) {
        if depth == 0 {
            self.block();
        } else {
            self.listed(depth);
        }
        let bar = format!("{}│ ", " ".repeat(INDENT * depth));
        let words = Words::of(&Line::soft(words));
        words.write(&mut self.out, (&bar, &bar), self.columns, self.color);
    }

    fn table(&mut self, head: &[&str], rows: &[(String, Vec<usize>)]) {
        self.block();
        let [name, figures @ ..] = head else {
            return;
        };
        let right: usize = figures.iter().map(|title| title.len() + GAP).sum();
        let names = rows.iter().map(|(name, _)| Words::of(&Line::plain(name)).width());
        let left = names.max().unwrap_or(0).max(name.len());
        let left = left.min(self.columns.saturating_sub(right));
        let row = |name: &Words, figures: &[String], out: &mut String| {
            let mut cells = String::new();
            for (title, figure) in head.iter().skip(1).zip(figures) {
                // Writing into a String cannot fail.
                let _ = write!(cells, "{figure:>wide$}", wide = title.len() + GAP);
            }
            name.beside(out, left, &cells, self.color);
        };
        let titles: Vec<_> = figures.iter().map(|title| (*title).to_owned()).collect();
        row(&Words::of(&Line::plain(*name)), &titles, &mut self.out);
        self.out.push_str(&"-".repeat(left + right));
        self.out.push('\n');
        for (name, figures) in rows {
            let figures: Vec<_> = figures.iter().map(ToString::to_string).collect();
            row(&Words::of(&Line::plain(name)), &figures, &mut self.out);
        }
    }

    fn links(&mut self, links: &[Link]) {
        self.block();
        for Link { words, link } in links {
            let line = match link {
                Some(url) => Line::soft(format!("{words}:")).then(" ").then(url),
                None => Line::plain(words),
            };
            self.write("", 2, &Words::of(&line));
        }
    }
}

/// Columns between two columns of a table.
const GAP: usize = 2;
