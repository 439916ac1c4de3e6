//! Changes of the other texts of a list, as exports print them: introductory text, footnotes, headings, stays.

use chrono::NaiveDate;
use serde::Serialize;

use super::record::{Stayed, until};
use crate::visible::capitalized;
use earwatch_law::diff::frame::{Change, FrameChange, Part};
use earwatch_law::diff::words::{self, Run};
use earwatch_law::law::ListId;
use earwatch_law::law::quantity::quantity;
use earwatch_law::list::state::Stay;

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The stay of the whole list.
    List,
    /// The introductory text.
    IntroductoryText,
    /// A country heading.
    Heading,
    /// A footnote.
    Footnote,
    /// The stay of an entry.
    Entry,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// New.
    Added,
    /// Gone.
    Removed,
    /// Another text.
    Revised,
    /// The same text in another layout.
    Editorial,
    /// Held back: `until` a day, or indefinitely.
    Stayed,
    /// In force again; `until` is the day that the stay was to end.
    Lifted,
}

/// A change of another text of a list. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextRecord {
    /// List.
    pub list: ListId,
    /// What it is about.
    pub subject: Subject,
    /// What became of it.
    pub change: Became,
    /// Number of the footnote.
    pub footnote: Option<u8>,
    /// Entries that have the footnote or are under the heading.
    pub entries: Option<usize>,
    /// Country heading.
    pub country: Option<String>,
    /// Name of the entry.
    pub name: Option<String>,
    /// Text before.
    pub old: Option<String>,
    /// Text after; of an introductory text or a footnote that is stayed or in force again, the text that is.
    pub new: Option<String>,
    /// Last day of the stay; `None` of a stay is "indefinitely".
    pub until: Option<NaiveDate>,
    /// The stay that this one takes the place of, with its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayed_before: Option<Stay>,
    /// Word-level redline of both texts.
    pub redline: Vec<Run>,
}

impl TextRecord {
    /// The record of a change.
    pub fn new(changed: &FrameChange) -> Self {
        let (change, old, new, stay, stayed_before) = match changed.change.clone() {
            Change::Added(new) => (Became::Added, None, Some(new), None, None),
            Change::Removed(old) => (Became::Removed, Some(old), None, None, None),
            Change::Revised { old, new } => (Became::Revised, Some(old), Some(new), None, None),
            Change::Editorial { old, new } => (Became::Editorial, Some(old), Some(new), None, None),
            Change::Stayed { before, now } => (Became::Stayed, None, changed.stayed_text.clone(), Some(now), before),
            Change::Lifted(stay) => (Became::Lifted, None, changed.stayed_text.clone(), Some(stay), None),
        };
        let (subject, footnote) = match changed.part {
            Part::List => (Subject::List, None),
            Part::Intro => (Subject::IntroductoryText, None),
            Part::Heading(_) => (Subject::Heading, None),
            Part::Footnote(number) => (Subject::Footnote, Some(number)),
            Part::Entry(_) => (Subject::Entry, None),
        };
        let heading = (subject == Subject::Heading).then(|| new.clone().or_else(|| old.clone()));
        let entry = changed.entry.as_ref();
        Self {
            list: changed.list,
            subject,
            change,
            footnote,
            entries: changed.entries,
            country: heading.flatten().or_else(|| entry.map(|entry| entry.country.clone())),
            name: entry.map(|entry| entry.name().to_owned()),
            redline: match (&old, &new) {
                (Some(old), Some(new)) => words::redline(old, new),
                (Some(_) | None, None) | (None, Some(_)) => Vec::new(),
            },
            old,
            new,
            until: stay.and_then(|stay| stay.until),
            stayed_before,
        }
    }

    /// Whether it says something else in law.
    pub fn is_editorial(&self) -> bool {
        self.change == Became::Editorial
    }

    /// Whether it counts for all entries of the list, or for all that have a footnote, and says something else in law.
    pub fn is_for_all_entries(&self) -> bool {
        matches!(self.subject, Subject::List | Subject::IntroductoryText | Subject::Footnote) && !self.is_editorial()
    }

    /// What became of it, in words, judged on a day; `to_come` is the day from which it is in force, where that is later.
    pub fn became(&self, as_of: NaiveDate, to_come: Option<NaiveDate>) -> String {
        match self.change {
            Became::Added => "added".to_owned(),
            Became::Removed => "removed".to_owned(),
            Became::Revised if self.subject == Subject::Heading => "renamed".to_owned(),
            Became::Revised => "revised".to_owned(),
            Became::Editorial => "editorial: the same words, other layout".to_owned(),
            Became::Stayed => {
                let stayed = Stayed::new(self.until, as_of).in_words();
                match &self.stayed_before {
                    Some(before) => format!("{stayed} (before: stayed {})", until(before.until)),
                    None => stayed,
                }
            }
            Became::Lifted => match to_come {
                Some(day) => format!("in force again from {day} (stayed {})", until(self.until)),
                None if self.until.is_some_and(|last| last < as_of) => {
                    format!("in force again (it was stayed {})", until(self.until))
                }
                None => format!("stay lifted (it was to last {})", until(self.until)),
            },
        }
    }

    /// What it is: `footnote 4`, `heading`; of a stay, that of an entry or a list.
    pub fn part(&self) -> String {
        match self.subject {
            Subject::List => "the whole list".to_owned(),
            Subject::IntroductoryText => "introductory text".to_owned(),
            Subject::Heading => "heading".to_owned(),
            Subject::Footnote => format!("footnote {}", self.footnote.unwrap_or_default()),
            Subject::Entry => "stay of the entry".to_owned(),
        }
    }

    /// Its name within a sentence: `footnote 4`, `heading FRANCE`; of a stay, whose it is.
    pub fn name_in_words(&self) -> String {
        match self.subject {
            Subject::List | Subject::IntroductoryText | Subject::Footnote => self.part(),
            Subject::Heading => format!("heading {}", self.country.as_deref().unwrap_or_default()),
            Subject::Entry => self.name.clone().unwrap_or_default(),
        }
    }

    /// The same as a title: `Footnote 4`, `Heading FRANCE`, `Acme · FRANCE`.
    pub fn subject_in_words(&self) -> String {
        match self.subject {
            Subject::Entry => format!("{} · {}", self.name_in_words(), self.country.as_deref().unwrap_or_default()),
            Subject::List | Subject::IntroductoryText | Subject::Heading | Subject::Footnote => {
                capitalized(&self.name_in_words())
            }
        }
    }

    /// For whom a change counts, where it is not one entry.
    pub fn concerned(&self) -> String {
        match (self.subject, self.entries) {
            (Subject::Footnote, Some(n)) if n > 0 => {
                format!(" · {} {} it", quantity(n, "entry"), if n == 1 { "has" } else { "have" })
            }
            (Subject::Footnote, Some(_) | None)
            | (Subject::List | Subject::IntroductoryText | Subject::Heading | Subject::Entry, _) => String::new(),
        }
    }
}
