//! How much a report matters, said once for all channels.

use std::collections::BTreeSet;

use serde::Serialize;

use super::announced::{ProvisionalRecord, Stage};
use super::provisions::RuleChange;
use super::texts::TextRecord;
use super::touched::Touched;
use super::{Report, Section};
use earwatch_law::diff::Counts;
use earwatch_law::finding::Finding;
use earwatch_law::law::quantity::quantity;

/// How much a report matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// No listing changed, nothing is announced, and nobody is needed.
    Routine,
    /// Listings changed as the documents order, or a document on public inspection is new.
    Changes,
    /// One of the [`Reason`]s holds that do not wait.
    Urgent,
    /// A person must look: a finding of severity `review` is open, or parties of the user are potential matches.
    Review,
}

/// Why a report does not wait; `docs/delivery.md` has the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Entries gained a designation.
    DesignationGained,
    /// Changes were in force before they were published.
    InForceBeforePublication,
    /// Entries were removed.
    Removal,
    /// A text changed that counts for all entries, or for all that have a footnote.
    AllEntries,
    /// Changes are announced on public inspection.
    Announced,
    /// A finding of severity `review` is open.
    Finding,
    /// Parties of the user are potential matches.
    PotentialMatch,
    /// Parties of the user could not be screened.
    NotScreened,
}

impl Urgency {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Changes => "changes",
            Self::Urgent => "urgent",
            Self::Review => "review",
        }
    }
}

impl Reason {
    /// All of them, in the order in which they are said.
    pub const ALL: [Self; 8] = [
        Self::InForceBeforePublication,
        Self::AllEntries,
        Self::DesignationGained,
        Self::Removal,
        Self::Announced,
        Self::Finding,
        Self::PotentialMatch,
        Self::NotScreened,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::DesignationGained => "designation-gained",
            Self::InForceBeforePublication => "in-force-before-publication",
            Self::Removal => "removal",
            Self::AllEntries => "all-entries",
            Self::Announced => "announced",
            Self::Finding => "finding",
            Self::PotentialMatch => "potential-match",
            Self::NotScreened => "not-screened",
        }
    }

    /// Whether it means that a person must look.
    fn asks_for_review(self) -> bool {
        matches!(self, Self::Finding | Self::PotentialMatch | Self::NotScreened)
    }

    /// Whether it holds for a report.
    fn holds(self, report: &Report) -> bool {
        match self {
            Self::DesignationGained => !report.designations_gained.is_empty(),
            Self::InForceBeforePublication => report.sections.iter().any(Section::is_early),
            Self::Removal => report.counts.removed > 0,
            Self::AllEntries => report.has_rule_about_all() || report.texts().any(TextRecord::is_for_all_entries),
            Self::Announced => report.provisional.iter().any(|it| it.is_pending() && !it.changes.is_empty()),
            Self::Finding => report.findings.iter().any(Finding::needs_review),
            Self::PotentialMatch => report.screening.as_ref().is_some_and(|it| !it.hits.is_empty()),
            Self::NotScreened => report.screening.as_ref().is_some_and(Touched::lacks_parties),
        }
    }

    /// The reason within a line; that a person must look has a line of its own.
    fn in_words(self, report: &Report) -> Option<String> {
        Some(match self {
            Self::DesignationGained => "designation gained".to_owned(),
            Self::InForceBeforePublication => "in force before publication".to_owned(),
            Self::Removal => format!("{} removed", quantity(report.counts.removed, "entry")),
            Self::AllEntries => {
                let all: Option<BTreeSet<_>> =
                    report.texts().filter(|text| text.is_for_all_entries()).map(|text| text.footnote).collect();
                let with = |marks: BTreeSet<u8>| marks.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ");
                let of_sections = report.texts().next().is_none();
                let of_sections = of_sections && report.rules().all(RuleChange::is_of_section);
                all.filter(|marks| !marks.is_empty()).map_or_else(
                    || if of_sections { "a rule in Part 744" } else { "a rule for all entries of the list" }.to_owned(),
                    |marks| format!("a rule for all entries with footnote {}", with(marks)),
                )
            }
            Self::Announced => "on public inspection".to_owned(),
            Self::Finding | Self::PotentialMatch | Self::NotScreened => return None,
        })
    }
}

impl Report {
    /// The texts of the lists that say something else in law.
    fn texts(&self) -> impl Iterator<Item = &TextRecord> {
        self.sections.iter().flat_map(|section| &section.texts).filter(|text| !text.is_editorial())
    }

    /// Why it does not wait, in the order in which that is said.
    pub fn reasons(&self) -> Vec<Reason> {
        Reason::ALL.into_iter().filter(|reason| reason.holds(self)).collect()
    }

    /// The same in words: `in force before publication; 2 entries removed`; `None` where nothing but a finding is urgent.
    pub fn reasons_in_words(&self) -> Option<String> {
        let words: Vec<_> = self.reasons().into_iter().filter_map(|reason| reason.in_words(self)).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// How much it matters.
    pub fn urgency(&self) -> Urgency {
        let listings = Counts { editorial: 0, ..self.counts };
        let reasons = self.reasons();
        let news = || {
            let told = |record: &ProvisionalRecord| record.status != Stage::Published;
            listings != Counts::default() || self.texts().next().is_some() || self.provisional.iter().any(told)
        };
        if reasons.iter().any(|reason| reason.asks_for_review()) {
            Urgency::Review
        } else if !reasons.is_empty() {
            Urgency::Urgent
        } else if news() {
            Urgency::Changes
        } else {
            Urgency::Routine
        }
    }

    /// The words before the headline of a report that does not wait: `URGENT`, `REVIEW`, or both.
    pub fn marker(&self) -> Option<&'static str> {
        let reasons = self.reasons();
        let (review, urgent): (Vec<_>, Vec<_>) = reasons.into_iter().partition(|reason| reason.asks_for_review());
        match (!urgent.is_empty(), !review.is_empty()) {
            (true, true) => Some("URGENT, REVIEW"),
            (true, false) => Some("URGENT"),
            (false, true) => Some("REVIEW"),
            (false, false) => None,
        }
    }

    /// The headline with its marker, on one line: `URGENT, REVIEW: Entity List: 12 added (China) · 2 findings`.
    pub fn at_a_glance(&self) -> String {
        let headline = self.headline();
        self.marker().map_or_else(|| headline.clone(), |marker| format!("{marker}: {headline}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;
    use crate::report::record::EntryRecord;
    use earwatch_law::diff::Origin;
    use earwatch_law::entry::{Entry, EntryId};
    use earwatch_law::finding::Code;
    use earwatch_law::law::Cells;
    use earwatch_law::law::ListId;

    fn report(counts: Counts, gained: &[(u8, usize)], findings: Vec<Finding>) -> Report {
        let bearing = |mark: u8| {
            let cells = Cells::default();
            let mut entry = Entry::new(EntryId(1), ListId::EntityList, "GERMANY", cells);
            entry.designations = vec![mark];
            EntryRecord::new(&entry, Origin::default())
        };
        let added = gained.iter().flat_map(|(mark, n)| vec![bearing(*mark); *n]);
        let section = Section { counts, added: added.collect(), ..Section::new("a rule") };
        let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
        Report::new("run 1".to_owned(), day, String::new(), vec![section], findings)
    }

    #[test]
    fn a_subject_says_first_what_needs_somebody() {
        let added = Counts { added: 12, removed: 1, ..Counts::default() };
        let editorial = Counts { editorial: 3, ..Counts::default() };
        let open = Finding::new(Code::UnparsedInstruction, "x");
        let mut answered = open.clone();
        answered.explained_by = Some("an overlay".to_owned());
        let warning = Finding::new(Code::ColumnSuspect, "x");
        let removed = Counts { removed: 1, ..Counts::default() };
        let only_added = Counts { added: 12, ..Counts::default() };
        let table = [
            (report(only_added, &[], Vec::new()), Urgency::Changes, "12 added"),
            (report(removed, &[], Vec::new()), Urgency::Urgent, "URGENT: 1 removed"),
            (
                report(added, &[(4, 12)], Vec::new()),
                Urgency::Urgent,
                "URGENT: Entity List: 12 added (Germany), 1 removed, all with footnote 4",
            ),
            (
                report(added, &[(4, 5)], vec![open.clone(), warning.clone()]),
                Urgency::Review,
                "URGENT, REVIEW: Entity List: 12 added (Germany), 1 removed, 5 with footnote 4 · 2 findings",
            ),
            (report(only_added, &[], vec![open]), Urgency::Review, "REVIEW: 12 added · 1 finding"),
            (report(editorial, &[], vec![answered]), Urgency::Routine, "3 editorial"),
            (report(Counts::default(), &[], vec![warning]), Urgency::Routine, "no change · 1 finding"),
        ];
        for (report, urgency, glance) in table {
            assert_eq!((report.urgency(), report.at_a_glance().as_str()), (urgency, glance));
        }
    }
}
