//! Figures of some sections in words: how many entries, in which countries, and which other texts.

use std::collections::{BTreeMap, BTreeSet};

use super::figures;
use super::section::Section;
use super::texts::Became;
use earwatch_law::diff::Counts;
use earwatch_law::law::{ListId, country};

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
    /// Where the new entries are, those that are gone, and those that changed otherwise.
    countries: [Countries; 3],
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
            let [added, removed, others] = &mut tally.countries;
            section.added.iter().for_each(|entry| added.count(&entry.country, 1));
            section.removed.iter().for_each(|entry| removed.count(&entry.country, 1));
            section.changed.iter().for_each(|change| others.count(&change.country, 1));
        }
        tally.designations_gained = figures::gained(&figures::by_designation(sections));
        tally
    }

    /// The figures of what sections do to one list.
    pub fn of_list<'a>(sections: impl IntoIterator<Item = &'a Section>, list: ListId) -> Self {
        let sections: Vec<_> = sections.into_iter().map(|section| section.of_list(list)).collect();
        Self::of(&sections)
    }

    /// `12 added, 1 removed`; `None` without any change.
    pub fn in_words(&self, tense: Tense) -> Option<String> {
        let parts: Vec<_> = self.entries(tense).into_iter().map(|(words, _)| words).chain(self.others(tense)).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The same with countries, and the designations that entries gained: `12 added (China 11, Taiwan 1), all with
    /// footnote 4, footnote 4 changed`.
    pub fn in_full(&self, tense: Tense) -> Option<String> {
        let [added, removed, others] = &self.countries;
        let mut parts = Vec::new();
        let entries = self.entries(tense);
        let last = entries.iter().rposition(|(_, kind)| *kind == Kind::Other);
        for (at, (words, kind)) in entries.into_iter().enumerate() {
            let countries = match kind {
                Kind::Added => added.in_words(),
                Kind::Removed => removed.in_words(),
                // Countries of what changed otherwise are said where nothing weighs more.
                Kind::Other if last == Some(at) && self.counts.added + self.counts.removed == 0 => others.in_words(),
                Kind::Other | Kind::Editorial => None,
            };
            parts.push(countries.map_or(words.clone(), |countries| format!("{words} ({countries})")));
        }
        parts.extend(self.designated());
        parts.extend(self.others(tense));
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The entries among it, by kind.
    fn entries(&self, tense: Tense) -> Vec<(String, Kind)> {
        let Counts { added, removed, renamed, moved, changed, editorial } = self.counts;
        let words = [
            (added, ["added", "addition"], Kind::Added),
            (removed, ["removed", "removal"], Kind::Removed),
            (renamed, ["renamed", "renaming"], Kind::Other),
            (moved, ["moved", "move"], Kind::Other),
            (changed, ["changed", "change"], Kind::Other),
        ];
        let mut parts: Vec<_> = words
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, [done, noun], kind)| match tense {
                Tense::Done => (format!("{n} {done}"), kind),
                Tense::ToCome => (format!("{n} to be {done}"), kind),
                Tense::Noun => (format!("{n} {noun}{}", s(n)), kind),
            })
            .collect();
        if editorial > 0 {
            let words = match tense {
                Tense::Done | Tense::ToCome => format!("{editorial} editorial"),
                Tense::Noun => format!("{editorial} editorial change{}", s(editorial)),
            };
            parts.push((words, Kind::Editorial));
        }
        parts
    }

    /// The other texts of the lists among it; a single one by its name: `footnote 4 changed`.
    fn others(&self, tense: Tense) -> Option<String> {
        let (texts, verb, noun) = match (&self.text, self.texts) {
            (_, 0) => return None,
            (None, n) => (format!("{n} texts"), "changed", "change of"),
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

    /// What stays held back: `introductory text`, `2 texts or entries`; `None` where no stay is among it.
    pub(super) fn held_back(&self) -> Option<String> {
        match (&self.text, self.texts) {
            (_, 0) => None,
            (Some((text, _)), _) => Some(text.clone()),
            (None, n) => Some(format!("{n} stayed texts or entries")),
        }
    }

    /// `16 with footnote 4, 2 with footnote 5`; `all with footnote 4`.
    fn designated(&self) -> Option<String> {
        let Counts { added, renamed, moved, changed, .. } = self.counts;
        let all = added + renamed + moved + changed;
        let mut gained = self.designations_gained.iter();
        let (mark, n) = gained.next()?;
        let first = match (n, all) {
            (1, 1) => format!("with footnote {mark}"),
            (n, all) if *n == all => format!("all with footnote {mark}"),
            _ => format!("{n} with footnote {mark}"),
        };
        Some(gained.fold(first, |words, (mark, n)| format!("{words}, {n} with footnote {mark}")))
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Added,
    Removed,
    Other,
    Editorial,
}

/// The ending of a plural.
fn s(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// Countries as a sentence says them, with how many entries each has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Countries(BTreeMap<String, usize>);

/// Countries that a line names.
const NAMED: usize = 4;

impl Countries {
    /// Counts entries under a heading.
    pub(super) fn count(&mut self, heading: &str, n: usize) {
        *self.0.entry(country::spoken(heading)).or_default() += n;
    }

    /// `China 11, Taiwan 1`; a single one by its name; of many, those with most entries.
    pub(super) fn in_words(&self) -> Option<String> {
        let mut countries: Vec<_> = self.0.iter().collect();
        if let [(country, _)] = countries.as_slice() {
            return Some((*country).clone());
        }
        let more = countries.len().saturating_sub(NAMED);
        if more > 1 {
            countries.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
            countries.truncate(NAMED);
        }
        let mut words: Vec<_> = countries.into_iter().map(|(country, n)| format!("{country} {n}")).collect();
        if more > 1 {
            words.push(format!("{more} more countries"));
        }
        (!words.is_empty()).then(|| words.join(", "))
    }
}

impl Section {
    /// What it does to one list.
    fn of_list(&self, list: ListId) -> Self {
        let mut section = Self { texts: self.texts.clone(), ..Self::new(String::new()) };
        section.texts.retain(|text| text.list == list);
        section.added = self.added.iter().filter(|entry| entry.list == list).cloned().collect();
        section.removed = self.removed.iter().filter(|entry| entry.list == list).cloned().collect();
        section.changed = self.changed.iter().filter(|change| change.list == list).cloned().collect();
        let editorial = self.editorial.iter().filter(|change| change.list == list).count();
        let classes = section.changed.iter().map(|change| change.classes.as_slice());
        section.counts = Counts::of(section.added.len(), section.removed.len(), classes, editorial);
        section
    }

    /// The lists that it changes anything of.
    pub(super) fn changed_lists(&self) -> BTreeSet<ListId> {
        let entries = self.added.iter().chain(&self.removed).map(|entry| entry.list);
        let changed = self.changed.iter().map(|change| change.list);
        let editorial = self.editorial.iter().map(|change| change.list);
        entries.chain(changed).chain(editorial).chain(self.texts.iter().map(|text| text.list)).collect()
    }
}
