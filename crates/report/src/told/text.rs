//! Changes of introductory texts, footnotes, headings and stays.

use chrono::NaiveDate;
use serde::Serialize;

use super::redline;
use crate::report::Section;
use crate::report::provisions::RuleChange;
use crate::report::texts::{Subject, TextRecord};
use earwatch_law::diff::words::Run;

/// A changed text.
#[derive(Debug, Serialize)]
pub struct TextView {
    /// `Footnote 4`, `Heading FRANCE`.
    pub subject: String,
    pub list: &'static str,
    pub became: String,
    /// The text, as a redline where it changed; empty of a heading, which is named above.
    pub text: Vec<Run>,
}

/// The day to come from which the texts of a section are in force.
pub fn to_come(section: &Section, as_of: NaiveDate) -> Option<NaiveDate> {
    section.effective.filter(|day| *day > as_of)
}

/// What became of a text, and for how many entries it counts.
pub fn became(text: &TextRecord, section: &Section, as_of: NaiveDate) -> String {
    text.became(as_of, to_come(section, as_of)) + &text.concerned()
}

impl TextView {
    /// A text of a section, judged on a day.
    pub fn new(text: &TextRecord, section: &Section, as_of: NaiveDate) -> Self {
        let words = match (&text.old, &text.new) {
            (Some(_), Some(_)) => redline::shown(&text.redline),
            (Some(words), None) | (None, Some(words)) if text.subject != Subject::Heading => redline::unchanged(words),
            (Some(_) | None, None) | (None, Some(_)) => Vec::new(),
        };
        Self {
            subject: text.subject_in_words(),
            list: text.list.title(),
            became: became(text, section, as_of),
            text: words,
        }
    }

    /// `Footnote 4 · Entity List · revised`.
    pub fn in_a_line(&self) -> String {
        format!("{} · {} · {}", self.subject, self.list, self.became)
    }
}

/// What became of a rule about all entries.
#[derive(Debug, Serialize)]
pub struct RuleView {
    /// What became of it, in a sentence.
    pub words: String,
    /// `Entity List · introductory text · entities owned by listed parties`.
    pub about: String,
    /// Its words, with what is gone and what is new.
    pub text: Vec<Run>,
}

impl RuleView {
    /// What became of a rule.
    pub fn new(rule: &RuleChange) -> Self {
        Self { words: rule.words.clone(), about: rule.about(), text: redline::shown(&rule.redline) }
    }
}
