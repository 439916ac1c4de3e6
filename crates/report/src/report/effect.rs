//! When changes take effect: what takes effect on which day, and in which words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use super::section::Occasion;
use super::section::Section;
use super::texts::Became;
use super::{Report, figures};
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
}

/// Figures of some sections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Entries.
    pub counts: Counts,
    /// Other texts of the lists that say something else in law.
    pub texts: usize,
    /// Which text, and what became of it, where it is a single one.
    text: Option<(String, Became)>,
    /// Entries that gained a designation, by footnote number.
    pub designations_gained: BTreeMap<u8, usize>,
}

/// How a tally is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tense {
    /// `12 added`.
    Done,
    /// `12 to be added`.
    ToCome,
    /// `12 additions`.
    Noun,
}

impl Tally {
    /// The figures of sections.
    pub fn of<'a>(sections: impl IntoIterator<Item = &'a Section>) -> Self {
        let sections: Vec<_> = sections.into_iter().collect();
        let mut tally = Self::default();
        for section in &sections {
            tally.counts += section.counts;
            for text in section.texts.iter().filter(|text| !text.is_editorial()) {
                tally.texts += 1;
                tally.text = (tally.texts == 1).then(|| (text.name_in_words(), text.change));
            }
        }
        tally.designations_gained = figures::gained(&figures::by_designation(sections));
        tally
    }

    /// `12 added, 1 removed`; `None` without any change.
    pub fn in_words(&self, tense: Tense) -> Option<String> {
        let parts = [self.entries(tense), self.others(tense)];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The same with the designations that entries gained: `12 added (12 with footnote 4), footnote 4 changed`.
    pub fn with_designations(&self, tense: Tense) -> Option<String> {
        let entries = self.entries(tense).map(|words| words + &self.designated());
        let parts: Vec<_> = [entries, self.others(tense)].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The entries among it.
    fn entries(&self, tense: Tense) -> Option<String> {
        let Counts { added, removed, renamed, moved, changed, editorial } = self.counts;
        let words = [
            (added, ["added", "addition"]),
            (removed, ["removed", "removal"]),
            (renamed, ["renamed", "renaming"]),
            (moved, ["moved", "move"]),
            (changed, ["changed", "change"]),
        ];
        let mut parts: Vec<_> = words
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, [done, noun])| match tense {
                Tense::Done => format!("{n} {done}"),
                Tense::ToCome => format!("{n} to be {done}"),
                Tense::Noun => format!("{n} {noun}{}", s(n)),
            })
            .collect();
        if editorial > 0 {
            parts.push(match tense {
                Tense::Done | Tense::ToCome => format!("{editorial} editorial"),
                Tense::Noun => format!("{editorial} editorial change{}", s(editorial)),
            });
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The other texts of the lists among it; a single one by its name: `footnote 4 changed`.
    fn others(&self, tense: Tense) -> Option<String> {
        let (texts, verb, noun) = match (&self.text, self.texts) {
            (_, 0) => return None,
            (None, n) => (format!("{n} other texts"), "changed", "change of"),
            (Some((text, change)), _) => {
                let (verb, noun) = match change {
                    Became::Added => ("added", "addition of"),
                    Became::Removed => ("removed", "removal of"),
                    Became::Revised | Became::Editorial => ("changed", "change of"),
                    Became::Stayed => ("stayed", "stay of"),
                    Became::Lifted => ("put in force again", "end of the stay of"),
                };
                (text.clone(), verb, noun)
            }
        };
        Some(match tense {
            Tense::Done => format!("{texts} {verb}"),
            Tense::ToCome => format!("{texts} to be {verb}"),
            Tense::Noun => format!("{noun} {texts}"),
        })
    }

    /// ` (12 with footnote 4)`; nothing without any.
    fn designated(&self) -> String {
        let gained: Vec<_> =
            self.designations_gained.iter().map(|(mark, n)| format!("{n} with footnote {mark}")).collect();
        if gained.is_empty() { String::new() } else { format!(" ({})", gained.join(", ")) }
    }
}

/// The ending of a plural.
fn s(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

impl TakesEffect {
    /// `Effective 2025-03-25 (in force)`, `In force again from 2026-11-10`.
    pub fn when(&self, as_of: NaiveDate) -> String {
        when(self.day, self.again, as_of)
    }

    /// `12 added`, or `12 to be added` of a day to come.
    pub fn what(&self, as_of: NaiveDate) -> String {
        let tense = if self.day > as_of { Tense::ToCome } else { Tense::Done };
        let stays = self.again && self.tally.counts == Counts::default();
        let words = match self.tally.texts {
            0 => self.tally.in_words(tense),
            1 if stays => Some("what 1 stay held back".to_owned()),
            n if stays => Some(format!("what {n} stays held back")),
            _ => self.tally.in_words(tense),
        };
        words.unwrap_or_else(|| "layout of texts only".to_owned())
    }
}

fn when(day: NaiveDate, again: bool, as_of: NaiveDate) -> String {
    match (again, day > as_of) {
        (false, _) => format!("Effective {day} ({})", force(day, as_of)),
        (true, false) => format!("In force again from {day}"),
        (true, true) => format!("In force again from {day} ({})", force(day, as_of)),
    }
}

impl Section {
    /// From when it counts: `effective 2025-03-25 (in force)`; of the end of a stay, `in force again from 2026-11-10`,
    /// which is not the day on which its document took effect.
    pub fn effect_in_words(&self, as_of: NaiveDate) -> Option<String> {
        let words = when(self.effective?, self.ends_stay, as_of);
        let (first, rest) = words.split_at_checked(1)?;
        Some(first.to_lowercase() + rest)
    }

    /// The day to come from which the changes of one document are in force.
    pub fn to_come(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let told = match self.occasion? {
            Occasion::Published | Occasion::Corrected => self.effective,
            Occasion::CameIntoForce | Occasion::Test => None,
        };
        told.filter(|day| *day > as_of)
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
            .filter(|section| section.occasion.is_some_and(counts) && !section.is_without_changes());
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

/// Whether a day has come: `in force`, `in 1 day`, `in 12 days`.
pub fn force(day: NaiveDate, as_of: NaiveDate) -> String {
    match (day - as_of).num_days() {
        ..=0 => "in force".to_owned(),
        1 => "in 1 day".to_owned(),
        days => format!("in {days} days"),
    }
}
