//! A report as Markdown, for tickets and chats.
//!
//! Names come from documents: characters that mean something to Markdown are escaped, control and bidirectional
//! characters are shown by number, and a web address is a link only where a source gave it.

mod inline;
pub mod listing;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::prose::line::Line;
use super::prose::style::{Level, Style};
use super::{prose, provisions};
use crate::report::Report;
use crate::report::export::TextExport;
use crate::told::link::Link;
pub(super) use inline::escape;
pub use inline::verbatim;
use inline::{guarded, inline, link};

/// Renders a report.
pub fn render(report: &Report) -> String {
    let mut markdown = Markdown::default();
    prose::walk(report, &mut markdown);
    markdown.out
}

/// Renders what a report tells first, and words about the rest.
pub fn glance(report: &Report, rest: &str) -> String {
    let mut markdown = Markdown::default();
    prose::glance(report, &Line::plain(rest), &mut markdown);
    markdown.out
}

/// Renders the texts around the entries of a list.
pub fn texts(of: &TextExport) -> String {
    let mut markdown = Markdown::default();
    provisions::walk(of, &mut markdown);
    markdown.out
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum LastBlock {
    #[default]
    Block,
    List,
}

#[derive(Debug, Default)]
struct Markdown {
    out: String,
    last: LastBlock,
}

impl Markdown {
    /// A block, with a blank line before it.
    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
        self.last = LastBlock::Block;
    }

    /// A line of a list.
    fn listed(&mut self, depth: usize, sign: &str, text: &str) {
        if self.last == LastBlock::Block {
            self.out.push('\n');
        }
        // Writing into a String cannot fail.
        let _ = writeln!(self.out, "{:indent$}{sign} {text}", "", indent = 2 * depth);
        self.last = LastBlock::List;
    }
}

impl Style for Markdown {
    fn heading(&mut self, level: Level, text: &str) {
        let signs = match level {
            Level::Title => "#",
            Level::Part => "##",
            Level::Kind => "###",
            Level::Name => "####",
        };
        self.block(&format!("{signs} {}", guarded(&escape(text))));
    }

    fn paragraph(&mut self, line: &Line) {
        self.block(&guarded(&inline(line)));
    }

    fn apart(&mut self) {
        self.last = LastBlock::Block;
    }

    fn lines(&mut self, lines: &[Line]) {
        let lines: Vec<_> = lines.iter().map(|line| guarded(&inline(line)).into_owned()).collect();
        self.block(&lines.join("\\\n"));
    }

    fn item(&mut self, depth: usize, line: &Line) {
        self.listed(depth, "-", &guarded(&inline(line)));
    }

    fn term(&mut self, depth: usize, term: &str, value: &Line) {
        let line = format!("{}: {}", escape(term), inline(value));
        self.listed(depth, "-", line.trim_end());
    }

    fn quote(&mut self, depth: usize, words: &str) {
        let words = escape(words);
        let words = guarded(&words);
        if depth == 0 {
            self.block(&format!("> {words}"));
        } else {
            self.listed(depth, ">", &words);
        }
    }

    fn table(&mut self, head: &[&str], rows: &[(String, Vec<usize>)]) {
        let mut table = format!("| {} |\n|---|", head.join(" | "));
        for _ in head.iter().skip(1) {
            table.push_str("---:|");
        }
        for (name, figures) in rows {
            let _ = write!(table, "\n| {} |", guarded(&escape(name)));
            for figure in figures {
                let _ = write!(table, " {figure} |");
            }
        }
        self.block(&table);
    }

    fn links(&mut self, links: &[Link]) {
        let links: Vec<_> = links.iter().map(link).collect();
        self.block(&links.join(" · "));
    }
}
