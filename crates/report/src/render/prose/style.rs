//! How prose is written down: what a format has to say for each part of it.

use super::line::Line;
use crate::told::link::Link;

/// How deep a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The report.
    Title,
    /// A part of it.
    Part,
    /// A kind of change.
    Kind,
    /// A name or a country, as printed.
    Name,
}

/// How prose is written down. Texts come from documents; a style makes them safe.
pub trait Style {
    /// A heading.
    fn heading(&mut self, level: Level, text: &str);
    /// A paragraph.
    fn paragraph(&mut self, line: &Line);
    /// What follows stands apart from what was before.
    fn apart(&mut self);
    /// Lines, each on its own.
    fn lines(&mut self, lines: &[Line]);
    /// An item of a list, within `depth` others.
    fn item(&mut self, depth: usize, line: &Line);
    /// A term and its value, within `depth` items.
    fn term(&mut self, depth: usize, term: &str, value: &Line);
    /// Words of a document, within `depth` items.
    fn quote(&mut self, depth: usize, words: &str);
    /// A table; the first column names the row, the others are figures.
    fn table(&mut self, head: &[&str], rows: &[(String, Vec<usize>)]);
    /// Where something can be read.
    fn links(&mut self, links: &[Link]);
}
