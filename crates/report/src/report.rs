//! What a reader gets: one serialisable value, rendered in many formats.
//!
//! In: comparisons of versions with what is known of the documents behind them. Out: a [`Report`]; its JSON is
//! this value, serialised.

pub mod announced;
pub mod asks;
pub mod attention;
pub mod change;
mod day;
pub mod delta;
mod document;
pub mod effect;
pub mod export;
pub mod fields;
pub mod figures;
pub mod found;
pub mod headline;
pub mod history;
pub mod identity;
pub mod linked;
pub mod links;
pub mod ownership_used;
pub mod provisions;
pub mod record;
pub mod screened;
mod section;
mod tally;
pub mod texts;
pub mod touched;
pub mod urgency;
pub mod verification;
pub mod watch;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use announced::ProvisionalRecord;
use asks::Ask;
pub use change::{ChangeRecord, ChangedField, EditorialRecord};
pub use document::{DocumentFacts, OrderRecord, SourceDate};
use earwatch_law::diff::{Cause, Class, Counts};
use earwatch_law::entry::EntryId;
use earwatch_law::finding::{Finding, Severity};
use earwatch_law::law::designation::Designations;
use figures::{CountryFigures, DesignationFigures, Release};
use provisions::RuleChange;
use record::EntryRecord;
pub use section::{Occasion, Section};
use texts::Became;
use touched::Touched;
use watch::WatchRecord;

/// The words that every rendering ends with.
pub const DISCLAIMER: &str = "Only the official edition of the Federal Register is authoritative. This report is not \
                              legal advice; a party that it does not name may still be restricted.";

/// The same for a report that has nothing to tell.
pub const DISCLAIMER_IN_SHORT: &str = "Only the official edition is authoritative; this is not legal advice.";

/// Everything that a reader of one period or comparison gets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `earwatch/report/1`.
    pub schema: &'static str,
    /// What the report is about, for instance `run 3, poll` or a comparison.
    pub subject: String,
    /// The legal day that "in force" refers to.
    pub as_of: NaiveDate,
    /// What a poll tells of the user's own parties; absent for whom it is not meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screening: Option<Touched>,
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
    /// What the law and the documents say to a reader, by topic.
    pub asks: Vec<Ask>,
    /// The sources with their as-of dates.
    pub sources: Vec<SourceDate>,
    /// How large the lists were after each version of the chain, up to the newest; empty of files.
    pub releases: Vec<Release>,
    /// The watch list that it was filtered by; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch: Option<WatchRecord>,
    /// Whether it is about one document, of which all is told, even where it changed nothing.
    #[serde(skip)]
    pub about_one: bool,
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
        let asks = asks::all(&sections, &findings, as_of);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
        Self {
            schema: "earwatch/report/1",
            subject,
            as_of,
            screening: None,
            checked,
            counts,
            classes: figures::by_class(&sections),
            designations_gained: figures::gained(&designations),
            designations,
            countries: figures::by_country(&sections),
            findings,
            provisional: Vec::new(),
            sections,
            asks,
            sources: Vec::new(),
            releases: Vec::new(),
            watch: None,
            about_one: false,
            listing: Vec::new(),
        }
    }

    /// With what is on public inspection.
    #[must_use]
    pub fn with_provisional(self, provisional: Vec<ProvisionalRecord>) -> Self {
        Self { provisional, ..self }
    }

    /// With what a poll tells of the user's own parties.
    #[must_use]
    pub fn with_screening(self, screening: Option<Touched>) -> Self {
        Self { screening, ..self }
    }

    /// Whether it tells of the user's parties what was not told before.
    pub fn touches(&self) -> bool {
        self.screening.as_ref().is_some_and(Touched::is_news)
    }

    /// As a report about one document, of which all is told.
    #[must_use]
    pub fn about_one(self) -> Self {
        Self { about_one: true, ..self }
    }

    /// Whether all that it tells of its documents is that they changed no list, in a line for each.
    pub fn is_brief(&self) -> bool {
        let is_told_in_a_line = |section: &Section| {
            let plain = section.occasion == Some(Occasion::Published) && section.document.is_some();
            plain
                && section.is_without_changes()
                && section.provisions.is_empty()
                && section.other.len() <= 1
                && section.public_ids.is_empty()
        };
        let is_note = |finding: &Finding| finding.severity() == Severity::Info || finding.explained_by.is_some();
        !self.about_one
            && !self.sections.is_empty()
            && self.sections.iter().all(is_told_in_a_line)
            && self.findings.iter().all(is_note)
            && self.provisional.is_empty()
            && self.watch.is_none()
            && !self.touches()
    }

    /// Whether it has nothing to tell but that nothing changed.
    pub fn is_quiet(&self) -> bool {
        let is_without_news = self.sections.is_empty() && self.findings.is_empty() && self.provisional.is_empty();
        is_without_news && self.watch.is_none() && !self.touches()
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

    /// What became of rules about all entries, in the order of the sections.
    pub fn rules(&self) -> impl Iterator<Item = &RuleChange> {
        self.sections.iter().flat_map(|section| &section.provisions)
    }

    /// Whether a rule about all entries was set, changed, held back, put in force again or ended: it raises urgency.
    pub fn has_rule_about_all(&self) -> bool {
        self.rules().next().is_some()
    }

    /// What designations mean by the texts of the sections; of one number, by that of the last section.
    pub fn meanings(&self) -> Designations {
        let mut meanings = Designations::default();
        for section in &self.sections {
            meanings.extend(&section.meanings);
        }
        meanings
    }

    /// Whether the end of a stay is to come that the report tells with the day up to which it holds.
    pub fn says_stay_of(&self, section: &Section) -> bool {
        let is_stay = |other: &Section| {
            let document = section.document.as_ref().map(|document| &document.number);
            let stays = other.texts.iter().any(|text| text.change == Became::Stayed);
            !other.ends_stay && other.is_about(document) && stays
        };
        section.ends_stay && section.to_come(self.as_of).is_some() && self.sections.iter().any(is_stay)
    }

    /// The cause of all sections, where they have one.
    pub fn cause(&self) -> Option<Cause> {
        let mut causes = self.sections.iter().map(|section| section.cause);
        let first = causes.next()?;
        causes.all(|cause| cause == first).then_some(first)?
    }
}
