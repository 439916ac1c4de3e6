//! When changes take effect: what takes effect on which day, and in which words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Report;
pub use super::day::force;
use super::day::relative;
pub use super::section::Occasion;
use super::section::Section;
pub use super::tally::{Tally, Tense};
use crate::visible::capitalized;
use earwatch_law::diff::Counts;
use earwatch_law::law::citation::DocumentNumber;

/// What takes effect on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakesEffect {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is in force again from that day, because a stay ended.
    pub again: bool,
    /// What, as figures.
    pub tally: Tally,
    /// By which documents.
    pub documents: Vec<DocumentNumber>,
    /// The day of publication of all of them, where it is one.
    pub published: Option<NaiveDate>,
}

impl TakesEffect {
    /// `In force since 2025-03-25, before it was published on 2025-03-28`, `In force again from tomorrow, 2026-11-10`.
    pub fn when(&self, as_of: NaiveDate) -> String {
        capitalized(&in_force(self.day, self.again, self.published, as_of))
    }

    /// `12 added`, or `12 to be added` of a day to come.
    pub fn what(&self, as_of: NaiveDate) -> String {
        let tense = if self.day > as_of { Tense::ToCome } else { Tense::Done };
        let stays = self.again && self.tally.counts == Counts::default();
        let words = match self.tally.texts {
            1 if stays => Some("what a stay had held back".to_owned()),
            n if stays && n > 0 => Some(format!("what {n} stays had held back")),
            _ => self.tally.in_words(tense),
        };
        words.unwrap_or_else(|| "layout of texts only".to_owned())
    }
}

/// `in force since 2025-03-25, before it was published on 2025-03-28`, `in force from today, 2025-03-28`, `in force from
/// tomorrow, 2025-03-29`, `in force from 2025-04-09, in 12 days`.
fn in_force(day: NaiveDate, again: bool, published: Option<NaiveDate>, as_of: NaiveDate) -> String {
    let again = if again { " again" } else { "" };
    let named = relative(day, as_of).map_or_else(|| day.to_string(), |word| format!("{word}, {day}"));
    match (day - as_of).num_days() {
        2.. => format!("in force{again} from {named}, {}", force(day, as_of)),
        1 => format!("in force{again} from {named}"),
        _ => {
            let early = published.filter(|published| *published > day && again.is_empty());
            let early = early.map_or_else(String::new, |published| format!(", before it was published on {published}"));
            let since = if day == as_of { "from" } else { "since" };
            format!("in force{again} {since} {named}{early}")
        }
    }
}

impl Section {
    /// From when it counts: `effective 2025-03-25 (in force)`; of the end of a stay, `in force again since 2026-11-10`,
    /// which is not the day on which its document took effect.
    pub fn effect_in_words(&self, as_of: NaiveDate) -> Option<String> {
        let day = self.effective?;
        Some(if self.ends_stay {
            in_force(day, true, None, as_of)
        } else {
            format!("effective {day} ({})", force(day, as_of))
        })
    }

    /// Since or from when it is in force, `since 2025-03-25, before it was published on 2025-03-28`.
    pub fn in_force_in_words(&self, as_of: NaiveDate) -> Option<String> {
        let published = self.document.as_ref().map(|document| document.published);
        let words = in_force(self.effective?, self.ends_stay, published, as_of);
        words.strip_prefix("in force ").map(str::to_owned)
    }

    /// The day to come from which the changes of one document are in force.
    pub fn to_come(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let told = match self.occasion? {
            Occasion::Published | Occasion::Corrected => self.effective,
            Occasion::CameIntoForce | Occasion::Test => None,
        };
        told.filter(|day| *day > as_of)
    }

    /// Whether its changes were in force before they were published.
    pub fn is_early(&self) -> bool {
        let published = self.document.as_ref().map(|document| document.published);
        let listed = Counts { editorial: 0, ..self.counts } != Counts::default();
        let in_law = listed || !self.provisions.is_empty() || self.texts.iter().any(|text| !text.is_editorial());
        let told = self.occasion == Some(Occasion::Published) && !self.ends_stay && in_law;
        told && self.effective.zip(published).is_some_and(|(effective, published)| effective < published)
    }
}

impl Report {
    /// What takes effect, or took effect, on which day, the earliest first. A comparison has no such days: each of its
    /// changes has its own; and a correction takes back what never should have been.
    pub fn takes_effect(&self) -> Vec<TakesEffect> {
        let mut days: BTreeMap<(NaiveDate, bool), Vec<&Section>> = BTreeMap::new();
        let counts = |occasion| matches!(occasion, Occasion::Published | Occasion::CameIntoForce);
        let told = self
            .sections
            .iter()
            .filter(|section| section.occasion.is_some_and(counts))
            .filter(|section| !section.is_without_changes() || !section.provisions.is_empty());
        for section in told {
            if let Some(day) = section.effective {
                let of_day = days.entry((day, section.ends_stay)).or_default();
                of_day.push(section);
            }
        }
        days.into_iter()
            .map(|((day, again), sections)| TakesEffect {
                day,
                again,
                documents: documents(&sections),
                published: published(&sections),
                tally: Tally::of(sections),
            })
            .collect()
    }
}

/// The documents of sections, each once.
fn documents(sections: &[&Section]) -> Vec<DocumentNumber> {
    let documents = sections.iter().filter_map(|section| section.document.as_ref());
    let mut numbers: Vec<_> = documents.map(|document| document.number.clone()).collect();
    numbers.dedup();
    numbers
}

/// The day on which all documents of sections were published, where it is one.
fn published(sections: &[&Section]) -> Option<NaiveDate> {
    let mut days = sections.iter().filter_map(|section| section.document.as_ref()).map(|document| document.published);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}
