//! Figures of a report: by class, by country, by designation, and how the lists grew.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::fields::marks;
use super::section::Section;
use earwatch_law::diff::Class;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// Figures of one country heading over all sections.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CountryFigures {
    /// The heading as printed.
    pub country: String,
    /// New entries.
    pub added: usize,
    /// Entries that are gone.
    pub removed: usize,
    /// Entries renamed, moved or changed otherwise; editorial changes are not counted.
    pub changed: usize,
    /// Listed entries that gained or lost a designation.
    pub designation_changed: usize,
}

/// Entries that gained and lost one designation over all sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct DesignationFigures {
    /// New entries that have it.
    pub added_with: usize,
    /// Listed entries that gained it.
    pub gained: usize,
    /// Listed entries that lost it.
    pub lost: usize,
    /// Removed entries that had it.
    pub removed_with: usize,
}

impl DesignationFigures {
    /// `12 new entries have it, 3 listed entries gained it`.
    pub fn in_words(&self) -> String {
        let parts = [
            (self.added_with, "new", if self.added_with == 1 { "has" } else { "have" }),
            (self.gained, "listed", "gained"),
            (self.lost, "listed", "lost"),
            (self.removed_with, "removed", "had"),
        ];
        let parts = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, which, verb)| {
            let entries = quantity(n, &format!("{which} entry"));
            format!("{entries} {verb} it")
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

impl CountryFigures {
    /// New, removed and changed entries, and those that gained or lost a designation.
    pub fn columns(&self) -> [usize; 4] {
        [self.added, self.removed, self.changed, self.designation_changed]
    }

    /// `RUSSIA: 2 added, 1 changed`.
    pub fn in_words(&self) -> String {
        let figures = [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed")];
        let figures = figures.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        format!("{}: {}", self.country, figures.collect::<Vec<_>>().join(", "))
    }

    /// New, removed and changed entries together.
    pub fn all(&self) -> usize {
        self.added + self.removed + self.changed
    }
}

/// How large the lists were after one version of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    /// The version.
    pub version: i64,
    /// The document that made it; `None` for a baseline and for the end of a stay that a baseline states.
    pub document: Option<DocumentNumber>,
    /// Day of publication.
    pub published: NaiveDate,
    /// Day from which it is in force.
    pub effective: NaiveDate,
    /// Entries of each list.
    pub entries: BTreeMap<ListId, usize>,
    /// Entries that it added; zero for a baseline.
    pub added: usize,
    /// Entries that it removed.
    pub removed: usize,
}

/// How many entries changed in each class, most serious first.
pub(crate) fn by_class(sections: &[Section]) -> BTreeMap<Class, usize> {
    let mut classes = BTreeMap::new();
    let mut count = |class, n: usize| {
        if n > 0 {
            *classes.entry(class).or_insert(0) += n;
        }
    };
    for section in sections {
        count(Class::Added, section.added.len());
        count(Class::Removed, section.removed.len());
        for class in section.changed.iter().flat_map(|change| &change.classes) {
            count(*class, 1);
        }
        count(Class::Editorial, section.editorial.len());
    }
    classes
}

/// Figures by country heading, those with most changes first.
pub(crate) fn by_country(sections: &[Section]) -> Vec<CountryFigures> {
    let mut countries: BTreeMap<&str, CountryFigures> = BTreeMap::new();
    for section in sections {
        for entry in &section.added {
            countries.entry(&entry.country).or_default().added += 1;
        }
        for entry in &section.removed {
            countries.entry(&entry.country).or_default().removed += 1;
        }
        for change in &section.changed {
            let figures = countries.entry(&change.country).or_default();
            figures.changed += 1;
            figures.designation_changed += usize::from(!change.designations.is_empty());
        }
    }
    let mut figures: Vec<_> = countries
        .into_iter()
        .map(|(country, figures)| CountryFigures { country: country.to_owned(), ..figures })
        .collect();
    figures.sort_by_key(|of| std::cmp::Reverse(of.all()));
    figures
}

/// Figures by footnote number.
pub(crate) fn by_designation<'a>(sections: impl IntoIterator<Item = &'a Section>) -> BTreeMap<u8, DesignationFigures> {
    let mut designations: BTreeMap<u8, DesignationFigures> = BTreeMap::new();
    for section in sections {
        for mark in section.added.iter().flat_map(|entry| &entry.designations) {
            designations.entry(*mark).or_default().added_with += 1;
        }
        for mark in section.removed.iter().flat_map(|entry| &entry.designations) {
            designations.entry(*mark).or_default().removed_with += 1;
        }
        for (gained, lost) in section.changed.iter().map(|change| marks(&change.changes)) {
            for mark in gained {
                designations.entry(mark).or_default().gained += 1;
            }
            for mark in lost {
                designations.entry(mark).or_default().lost += 1;
            }
        }
    }
    designations
}

/// Entries that gained a designation, new ones among them, by footnote number.
pub(super) fn gained(designations: &BTreeMap<u8, DesignationFigures>) -> BTreeMap<u8, usize> {
    designations
        .iter()
        .map(|(mark, figures)| (*mark, figures.added_with + figures.gained))
        .filter(|(_, gained)| *gained > 0)
        .collect()
}
