//! What a report, or one section of it, comes to in a line.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::texts::TextRecord;
use super::{Report, Section, figures, provisional};
use crate::diff::Counts;
use crate::finding::Severity;

impl Report {
    /// One line for a subject or a log: `12 added (12 with footnote 4), 1 removed · 2 findings`.
    #[must_use]
    pub fn headline(&self) -> String {
        let texts = self.sections.iter().flat_map(|section| &section.texts);
        let mut line = changes(self.counts, texts, &self.designations_gained)
            .unwrap_or_else(|| "no change".to_owned());
        for part in provisional::headline(&self.provisional) {
            line = format!("{line} · {part}");
        }
        let urgent = self
            .findings
            .iter()
            .filter(|finding| finding.severity() != Severity::Info)
            .filter(|finding| finding.explained_by.is_none())
            .count();
        match urgent {
            0 => line,
            1 => format!("{line} · 1 finding"),
            n => format!("{line} · {n} findings"),
        }
    }
}

impl Section {
    /// What it changed, in the words of the report's headline; `None` where it shows no change.
    #[must_use]
    pub fn headline(&self) -> Option<String> {
        let gained = figures::gained(&figures::by_designation(std::slice::from_ref(self)));
        changes(self.counts, self.texts.iter(), &gained)
    }
}

/// `12 added, 1 removed (12 with footnote 4)`.
fn changes<'a>(
    counts: Counts,
    texts: impl Iterator<Item = &'a TextRecord>,
    gained: &BTreeMap<u8, usize>,
) -> Option<String> {
    let Counts {
        added,
        removed,
        renamed,
        moved,
        changed,
        editorial,
    } = counts;
    let mut parts = Vec::new();
    let mut part = |n: usize, what: &str| {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    };
    part(added, "added");
    part(removed, "removed");
    part(renamed, "renamed");
    part(moved, "moved");
    part(changed, "changed");
    part(editorial, "editorial");
    match texts.filter(|text| !text.is_editorial()).count() {
        1 => part(1, "text around the entries changed"),
        n => part(n, "texts around the entries changed"),
    }
    let line = (!parts.is_empty()).then(|| parts.join(", "))?;
    let gained: Vec<_> = gained
        .iter()
        .map(|(mark, n)| format!("{n} with footnote {mark}"))
        .collect();
    Some(if gained.is_empty() {
        line
    } else {
        format!("{line} ({})", gained.join(", "))
    })
}

/// `effective 2025-03-25 (in force)`, judged on a day.
pub(super) fn in_force(effective: NaiveDate, as_of: NaiveDate) -> String {
    match (effective - as_of).num_days() {
        ..=0 => format!("effective {effective} (in force)"),
        1 => format!("effective {effective} (in 1 day)"),
        days => format!("effective {effective} (in {days} days)"),
    }
}
