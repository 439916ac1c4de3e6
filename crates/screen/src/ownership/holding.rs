//! What a file of owners says, before it is a graph.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::share::Share;

/// How an owner holds its share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// As an owner of its own.
    Owns,
    /// Through others: the file states the result, which may count the same shares a second time.
    OwnsIndirectly,
    /// It controls, which says nothing of its share.
    Controls,
}

/// One line of a file: an owner, what it owns, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The owner, as the file calls it.
    pub owner: String,
    /// What it owns, as the file calls it.
    pub owned: String,
    /// How.
    pub kind: Kind,
    /// How much.
    pub share: Share,
    /// The first day, where it is known.
    pub since: Option<NaiveDate>,
    /// The last day, where it is known.
    pub until: Option<NaiveDate>,
    /// Who says so: the file's own word, else its name.
    pub source: String,
    /// The line or statement of the file.
    pub place: String,
}

impl Holding {
    /// Whether it is held on a day, as far as the file knows.
    pub fn is_held(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A party of a file of owners, where the file says more of it than a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// As holdings refer to it.
    pub id: String,
    /// All its names.
    pub names: Vec<String>,
    /// Its country, as the file writes it (mostly ISO 3166-1 alpha-2).
    pub countries: Vec<String>,
}

/// What a reader of a file met and could not use as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The line or statement.
    pub place: String,
    /// What is wrong, and what was made of it.
    pub message: String,
}

/// A file of owners, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owners {
    /// Who holds what.
    pub holdings: Vec<Holding>,
    /// Who they are.
    pub parties: Vec<Party>,
    /// What could not be used as it stands.
    pub notes: Vec<Note>,
    /// Whether holdings refer to parties by their names, and not by ids of the file's own.
    pub by_name: bool,
}

impl Owners {
    pub(super) fn note(&mut self, place: &str, message: impl Into<String>) {
        self.notes.push(Note { place: place.to_owned(), message: message.into() });
    }
}

/// What a reader passes over because it says nothing of who owns, by kind: one note for each, however many there are.
#[derive(Debug, Default)]
pub(super) struct PassedOver(BTreeMap<String, (String, usize)>);

impl PassedOver {
    pub(super) fn count(&mut self, kind: &str, place: &str) {
        self.0.entry(kind.to_owned()).or_insert_with(|| (place.to_owned(), 0)).1 += 1;
    }

    /// Notes each kind at its first place; `words` says of a kind what it is and why it does not count.
    pub(super) fn tell(self, owners: &mut Owners, words: impl Fn(&str) -> String) {
        for (kind, (place, count)) in self.0 {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times, first here") };
            owners.note(&place, format!("{}; {times}", words(&kind)));
        }
    }
}
