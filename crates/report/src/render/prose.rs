//! One walk over a report for all that is read as prose: it says what is told and in which order, a [`Style`] how it is
//! written down.
//!
//! Texts come from documents and are given as they are; a style makes them safe.

mod announcements;
mod entries;
mod figures;
mod findings;
pub(super) mod line;
mod sections;
mod summary;
mod texts;

use line::{Line, Link};

use crate::report::attention::Attention;
use crate::report::{DISCLAIMER, Report};

/// How deep a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The report.
    Title,
    /// A part of it.
    Part,
    /// A kind of change.
    Kind,
    /// A name or a country, as printed.
    Name,
}

/// How prose is written down.
pub(super) trait Style {
    /// A heading.
    fn heading(&mut self, level: Level, text: &str);
    /// A paragraph.
    fn paragraph(&mut self, line: &Line);
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

/// Tells a report.
pub(super) fn walk(report: &Report, out: &mut impl Style) {
    summary::summary(report, out);
    announcements::announcements(&report.provisional, out);
    let (told, notes): (Vec<_>, Vec<_>) =
        Attention::ALL.into_iter().partition(|attention| *attention != Attention::Nothing);
    for attention in told {
        findings::findings(report, attention, out);
    }
    if !report.countries.is_empty() {
        out.heading(Level::Part, "By country");
        figures::countries(&report.countries, out);
    }
    let with_changes = report.sections.iter().filter(|section| !section.is_without_changes());
    let several = with_changes.count() > 1;
    for section in &report.sections {
        sections::section(section, report.as_of, several, out);
    }
    for attention in notes {
        findings::findings(report, attention, out);
    }
    summary::sources(report, out);
    out.paragraph(&Line::soft(DISCLAIMER));
}
