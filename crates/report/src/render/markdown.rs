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
use inline::{escape_into, guarded, inline_into, link};

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
pub(super) struct Markdown {
    pub(super) out: String,
    last: LastBlock,
    /// Where a line is put together before it is written.
    line: String,
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
        self.out.extend(std::iter::repeat_n("  ", depth));
        self.out.extend([sign, " ", text, "\n"]);
        self.last = LastBlock::List;
    }

    /// Writes a line that `put` puts together and `write` gets.
    fn with_line(&mut self, put: impl FnOnce(&mut String), write: impl FnOnce(&mut Self, &str)) {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        put(&mut line);
        write(self, &line);
        self.line = line;
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
        self.with_line(|out| inline_into(line, out), |to, line| to.block(&guarded(line)));
    }

    fn apart(&mut self) {
        self.last = LastBlock::Block;
    }

    fn lines(&mut self, lines: &[Line]) {
        let inline = |line: &Line| {
            let mut out = String::new();
            inline_into(line, &mut out);
            guarded(&out).into_owned()
        };
        let lines: Vec<_> = lines.iter().map(inline).collect();
        self.block(&lines.join("\\\n"));
    }

    fn item(&mut self, depth: usize, line: &Line) {
        self.with_line(|out| inline_into(line, out), |to, line| to.listed(depth, "-", &guarded(line)));
    }

    fn term(&mut self, depth: usize, term: &str, value: &Line) {
        let put = |out: &mut String| {
            escape_into(term, out);
            out.push_str(": ");
            inline_into(value, out);
        };
        self.with_line(put, |to, line| to.listed(depth, "-", line.trim_end()));
    }

    fn quote(&mut self, depth: usize, words: &str) {
        let write = |to: &mut Self, words: &str| {
            let words = guarded(words);
            if depth == 0 {
                to.block(&format!("> {words}"));
            } else {
                to.listed(depth, ">", &words);
            }
        };
        self.with_line(|out| escape_into(words, out), write);
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
