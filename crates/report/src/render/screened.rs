//! A screening as text, Markdown and page: what heads it, each result, and the end, apart from one another, so that a file
//! of any size can be written without being held.

pub(super) mod html;

use super::markdown::Markdown;
use super::prose::line::{Line, Tone};
use super::prose::style::{Level, Style};
use super::text::{Color, Text};
use crate::report::screened::{ScreenResult, Screened};
use crate::told::screened as told;
use crate::visible::capitalized;
use html::Html;

/// How a screening is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// For a terminal, in lines of so many columns.
    Text(Color, usize),
    /// For tickets and chats.
    Markdown,
    /// One page, with nothing to load.
    Html,
}

impl Dress {
    /// What stands before the results.
    pub fn head(self, of: &Screened) -> String {
        let head = self.written(|out| head(of, out));
        if self == Self::Html { html::begin(&title(of)) + &head } else { head }
    }

    /// A result. A party without a potential match is only counted.
    pub fn result(self, result: &ScreenResult, of: &Screened) -> String {
        if result.hits.is_empty() && result.skipped.is_none() && result.notes.is_empty() {
            return String::new();
        }
        let written = self.written(|out| self::result(result, of, out));
        if self == Self::Html { written } else { format!("\n{written}") }
    }

    /// What stands after the results.
    pub fn end(self) -> String {
        let end = self.written(|out| out.paragraph(&Line::soft(DISCLAIMER)));
        if self == Self::Html { end + html::END } else { format!("\n{end}") }
    }

    fn written(self, walk: impl FnOnce(&mut dyn Style)) -> String {
        match self {
            Self::Text(color, columns) => {
                let mut text = Text::new(color, columns);
                walk(&mut text);
                text.out
            }
            Self::Markdown => {
                let mut markdown = Markdown::default();
                walk(&mut markdown);
                markdown.out
            }
            Self::Html => {
                let mut html = Html::default();
                walk(&mut html);
                html.finished()
            }
        }
    }
}

/// What every screening ends with.
const DISCLAIMER: &str = "A potential match is for a person to review. That none is found does not mean that a party is \
                          not listed or not restricted. This is not legal advice.";

fn title(of: &Screened) -> String {
    let since = of.since.map_or_else(String::new, |day| format!(", what changed after {day}"));
    format!("Screening of {}{since}", of.input.name)
}

fn head(of: &Screened, out: &mut dyn Style) {
    out.heading(Level::Title, &title(of));
    out.paragraph(&Line::toned(Tone::Strong, format!("{}.", capitalized(&told::counts(&of.counts)))));
    out.paragraph(&Line::plain(format!("Screened against {}:", told::against(of))));
    for list in told::lists(of) {
        out.item(0, &Line::plain(list));
    }
    let quiet = of.counts.without_hits;
    if quiet > 0 {
        let parties = if quiet == 1 { "party".to_owned() } else { "parties".to_owned() };
        out.paragraph(&Line::plain(format!("Of {quiet} {parties}: {}.", told::no_match(of))));
    }
    let read = [of.input.encoding.clone().map(|encoding| format!("encoding {encoding}"))];
    let read: Vec<_> = read.into_iter().flatten().chain(of.input.columns.iter().cloned()).collect();
    if !read.is_empty() {
        out.paragraph(&Line::soft(format!("Read from {}: {}.", of.input.name, read.join("; "))));
    }
    if !of.input.unread.is_empty() {
        out.paragraph(&Line::soft(format!("Columns that were not read: {}.", of.input.unread.join(", "))));
    }
    for note in &of.notes {
        out.paragraph(&Line::toned(Tone::Alarm, capitalized(note)));
    }
    owners(of, out);
}

fn owners(of: &Screened, out: &mut dyn Style) {
    let Some(used) = &of.ownership else {
        return;
    };
    out.paragraph(&Line::plain("Owners:"));
    for line in told::owners(of) {
        out.item(0, &Line::plain(line));
    }
    out.apart();
    for note in used.notes.iter().take(told::NOTES) {
        out.paragraph(&Line::toned(Tone::Alarm, capitalized(note)));
    }
    if let Some(more) = used.notes.len().checked_sub(told::NOTES).filter(|more| *more > 0) {
        out.paragraph(&Line::toned(
            Tone::Alarm,
            format!("And {more} more notes on the files of owners: see --format json"),
        ));
    }
}

fn result(result: &ScreenResult, of: &Screened, out: &mut dyn Style) {
    out.heading(Level::Name, &told::party(result));
    let tone = if result.hits.is_empty() && result.skipped.is_none() { Tone::Plain } else { Tone::Alarm };
    out.paragraph(&Line::toned(tone, capitalized(&told::outcome(result, of))));
    for note in &result.notes {
        out.paragraph(&Line::plain(capitalized(note)));
    }
    for hit in &result.hits {
        let line = Line::toned(Tone::Strong, told::entry(&hit.entry)).then(format!(": {}", told::strength(hit)));
        out.item(0, &line);
        for (term, values) in told::described(hit) {
            out.term(1, term, &Line::plain(values.join("; ")));
        }
    }
}
