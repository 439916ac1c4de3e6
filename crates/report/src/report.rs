//! What a reader gets: one serialisable value, rendered in many formats.
//!
//! In: comparisons of versions with what is known of the documents behind them. Out: a [`Report`]; its JSON is
//! this value, serialised.

pub mod announced;
pub mod attention;
pub mod change;
mod document;
pub mod effect;
pub mod export;
pub mod fields;
pub mod figures;
pub mod found;
mod headline;
pub mod history;
pub mod identity;
pub mod likeness;
pub mod links;
pub mod record;
mod section;
pub mod texts;
pub mod urgency;
pub mod watch;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use announced::ProvisionalRecord;
pub use change::{ChangeRecord, ChangedField, EditorialRecord};
pub use document::{DocumentFacts, OrderRecord, SourceDate};
use earwatch_law::diff::{Cause, Class, Counts};
use earwatch_law::entry::EntryId;
use earwatch_law::finding::Finding;
use figures::{CountryFigures, DesignationFigures, Release};
use record::EntryRecord;
pub use section::{Occasion, Section};
use watch::WatchRecord;

/// The words that every rendering ends with.
pub const DISCLAIMER: &str = "Only the official edition of the Federal Register is authoritative. This report is not \
                              legal advice; a party that it does not name may still be restricted.";

/// Everything that a reader of one period or comparison gets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `earwatch/report/1`.
    pub schema: &'static str,
    /// What the report is about, for instance `run 3, poll` or a comparison.
    pub subject: String,
    /// The legal day that "in force" refers to.
    pub as_of: NaiveDate,
    /// What was checked to come to this.
    pub checked: String,
    /// Figures over all sections.
    pub counts: Counts,
    /// How many entries changed in each class, most serious first; one entry can change in several.
    pub classes: BTreeMap<Class, usize>,
    /// Entries that gained a designation, by footnote number.
    pub designations_gained: BTreeMap<u8, usize>,
    /// Entries that gained or lost a designation, by footnote number.
    pub designations: BTreeMap<u8, DesignationFigures>,
    /// Figures by country heading, those with most changes first.
    pub countries: Vec<CountryFigures>,
    /// What a person must look at, most urgent first.
    pub findings: Vec<Finding>,
    /// What is on public inspection, provisional and not law, and what became of it.
    pub provisional: Vec<ProvisionalRecord>,
    /// Versions or comparisons, in order.
    pub sections: Vec<Section>,
    /// The sources with their as-of dates.
    pub sources: Vec<SourceDate>,
    /// How large the lists were after each version of the chain, up to the newest; empty of files.
    pub releases: Vec<Release>,
    /// The watch list that it was filtered by; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch: Option<WatchRecord>,
    /// The lists on the day of the report, for a rendering that shows them; absent where none was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listing: Vec<EntryRecord>,
}

impl Report {
    /// How many listed entries changed in which class, most serious first; not the kinds of change that the headline
    /// counts.
    pub fn changed_in(&self) -> impl Iterator<Item = (Class, usize)> {
        let classes = self.classes.iter().map(|(class, n)| (*class, *n));
        classes.filter(|(class, _)| *class > Class::Moved && class.changes_listing())
    }

    /// Marks the entries that findings leave in doubt.
    #[must_use]
    pub fn with_doubts(mut self, doubts: &BTreeMap<EntryId, Vec<i64>>) -> Self {
        for section in &mut self.sections {
            let changed = section.changed.iter_mut().map(|change| &mut change.after);
            let editorial = section.editorial.iter_mut().map(|change| &mut change.after);
            let entries = section.added.iter_mut().chain(&mut section.removed).chain(changed).chain(editorial);
            entries.for_each(|entry| entry.mark(doubts));
        }
        self
    }

    /// What was checked, and by what it was filtered.
    pub fn checked_in_words(&self) -> String {
        let filtered = self.watch.iter().map(|watch| watch.words.as_str());
        let words: Vec<_> =
            std::iter::once(self.checked.as_str()).chain(filtered).filter(|words| !words.is_empty()).collect();
        words.join(" ")
    }

    /// A report over sections; findings are ordered by urgency. What else belongs to it is given with `with_…`.
    pub fn new(
        subject: String,
        as_of: NaiveDate,
        checked: String,
        sections: Vec<Section>,
        mut findings: Vec<Finding>,
    ) -> Self {
        let mut counts = Counts::default();
        for section in &sections {
            counts += section.counts;
        }
        let designations = figures::by_designation(&sections);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
        Self {
            schema: "earwatch/report/1",
            subject,
            as_of,
            checked,
            counts,
            classes: figures::by_class(&sections),
            designations_gained: figures::gained(&designations),
            designations,
            countries: figures::by_country(&sections),
            findings,
            provisional: Vec::new(),
            sections,
            sources: Vec::new(),
            releases: Vec::new(),
            watch: None,
            listing: Vec::new(),
        }
    }

    /// With what is on public inspection.
    #[must_use]
    pub fn with_provisional(self, provisional: Vec<ProvisionalRecord>) -> Self {
        Self { provisional, ..self }
    }

    /// With its sources, and how large the lists were after each version.
    #[must_use]
    pub fn with_sources(self, sources: Vec<SourceDate>, releases: Vec<Release>) -> Self {
        Self { sources, releases, ..self }
    }

    /// With the lists on its day.
    #[must_use]
    pub fn with_listing(self, listing: Vec<EntryRecord>) -> Self {
        Self { listing, ..self }
    }

    /// The cause of all sections, where they have one.
    pub fn cause(&self) -> Option<Cause> {
        let mut causes = self.sections.iter().map(|section| section.cause);
        let first = causes.next()?;
        causes.all(|cause| cause == first).then_some(first)?
    }
}
