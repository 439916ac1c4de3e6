//! What changed around the entries.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::inline::{escape, redline};
use crate::report::Section;
use crate::report::texts::{Subject, TextRecord};
use crate::report::visible::one_line;

pub(super) fn texts(out: &mut String, section: &Section, as_of: NaiveDate) {
    if section.texts.is_empty() {
        return;
    }
    let to_come = section.effective.filter(|day| *day > as_of);
    out.push_str("### Around the entries\n\n");
    for text in &section.texts {
        let _ = writeln!(
            out,
            "- **{}** · {} · {}{}",
            subject(text),
            text.list,
            text.became(as_of, to_come),
            text.concerned()
        );
        match (&text.old, &text.new) {
            (Some(_), Some(_)) => {
                let _ = writeln!(out, "  - {}", redline(&text.redline));
            }
            // A heading is named above.
            (Some(words), None) | (None, Some(words)) if text.subject != Subject::Heading => {
                let _ = writeln!(out, "  - {}", escape(&one_line(words)));
            }
            (Some(_) | None, None) | (None, Some(_)) => {}
        }
    }
    out.push('\n');
}

fn subject(text: &TextRecord) -> String {
    let country = text.country.as_deref().unwrap_or_default();
    match (text.subject, text.footnote) {
        (Subject::List, _) => "The whole list".to_owned(),
        (Subject::IntroductoryText, _) => "Introductory text".to_owned(),
        (Subject::Heading, _) => format!("Heading {}", escape(country)),
        (Subject::Footnote, number) => format!("Footnote {}", number.unwrap_or_default()),
        (Subject::Entry, _) => format!(
            "{}** · **{}",
            escape(text.name.as_deref().unwrap_or_default()),
            escape(country)
        ),
    }
}
