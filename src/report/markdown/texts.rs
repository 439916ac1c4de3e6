//! What changed around the entries.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::inline::{escape, redline};
use crate::report::Section;
use crate::report::texts::{Became, Subject, TextRecord};
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
            became(text, as_of, to_come),
            concerned(text)
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

fn became(text: &TextRecord, as_of: NaiveDate, to_come: Option<NaiveDate>) -> String {
    let until = |day: Option<NaiveDate>| {
        day.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"))
    };
    match text.change {
        Became::Added => "added".to_owned(),
        Became::Removed => "removed".to_owned(),
        Became::Revised => "revised".to_owned(),
        Became::Editorial => "editorial: the same words in another layout".to_owned(),
        Became::Stayed => {
            let over = text.until.is_some_and(|last| last < as_of);
            let force = if over {
                "in force again"
            } else {
                "not in force"
            };
            let stayed = format!("stayed {}, {force}", until(text.until));
            match &text.stayed_before {
                Some(before) => format!("{stayed} (before: stayed {})", until(before.until)),
                None => stayed,
            }
        }
        Became::Lifted => match to_come {
            Some(day) => format!("in force again from {day} (stayed {})", until(text.until)),
            None => format!("stay lifted (it ran {})", until(text.until)),
        },
    }
}

/// For whom a change counts, where it is not one entry.
fn concerned(text: &TextRecord) -> String {
    match (text.subject, text.entries) {
        (Subject::Footnote, Some(1)) => " · 1 entry bears it".to_owned(),
        (Subject::Footnote, Some(n)) => format!(" · {n} entries bear it"),
        (Subject::Footnote, None)
        | (Subject::List | Subject::IntroductoryText | Subject::Heading | Subject::Entry, _) => {
            String::new()
        }
    }
}
