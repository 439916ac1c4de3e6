//! What changed around the entries.

use chrono::NaiveDate;

use super::line::{Line, Tone};
use super::{Level, Style};
use crate::report::Section;
use crate::report::texts::{Subject, TextRecord};
use crate::visible::one_line;

/// Introductory text, headings, footnotes and stays.
pub(super) fn texts(section: &Section, as_of: NaiveDate, out: &mut impl Style) {
    if section.texts.is_empty() {
        return;
    }
    out.heading(Level::Kind, "Around the entries");
    let to_come = section.effective.filter(|day| *day > as_of);
    for text in &section.texts {
        let became = text.became(as_of, to_come);
        let line = subject(text).then(format!(" · {} · {became}{}", text.list, text.concerned()));
        out.item(0, &line);
        match (&text.old, &text.new) {
            (Some(_), Some(_)) => out.item(1, &Line::redline(&text.redline)),
            // A heading is named above.
            (Some(words), None) | (None, Some(words)) if text.subject != Subject::Heading => {
                out.item(1, &Line::plain(one_line(words)));
            }
            (Some(_) | None, None) | (None, Some(_)) => {}
        }
    }
}

fn subject(text: &TextRecord) -> Line {
    let country = text.country.as_deref().unwrap_or_default();
    let name = text.name.as_deref().unwrap_or_default();
    let strong = |words: &str| Line::toned(Tone::Strong, words);
    match (text.subject, text.footnote) {
        (Subject::List, _) => strong("The whole list"),
        (Subject::IntroductoryText, _) => strong("Introductory text"),
        (Subject::Heading, _) => strong(&format!("Heading {country}")),
        (Subject::Footnote, number) => strong(&format!("Footnote {}", number.unwrap_or_default())),
        (Subject::Entry, _) => strong(name).then(" · ").then(country),
    }
}
