//! How much a report matters, said once for all channels.

use serde::Serialize;

use super::Report;
use earwatch_law::diff::Counts;
use earwatch_law::finding::Finding;

/// How much a report matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// No listing changed, and nobody is needed.
    Routine,
    /// Listings changed as the documents order.
    Changes,
    /// Entries gained a designation, or a rule about all entries changed.
    Urgent,
    /// A person must look: a finding of severity `review` is open.
    Review,
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

impl Report {
    /// How much it matters.
    pub fn urgency(&self) -> Urgency {
        let listings = Counts { editorial: 0, ..self.counts };
        let mut texts = self.sections.iter().flat_map(|section| &section.texts);
        if self.findings.iter().any(Finding::needs_review) {
            Urgency::Review
        } else if !self.designations_gained.is_empty() || self.has_rule_about_all() {
            Urgency::Urgent
        } else if listings != Counts::default() || texts.any(|text| !text.is_editorial()) {
            Urgency::Changes
        } else {
            Urgency::Routine
        }
    }

    /// The word before the headline of a report that somebody must look at now.
    pub fn marker(&self) -> Option<&'static str> {
        match self.urgency() {
            Urgency::Review => Some("REVIEW"),
            Urgency::Urgent => Some("URGENT"),
            Urgency::Changes | Urgency::Routine => None,
        }
    }

    /// The headline with its marker, on one line: `REVIEW: 12 added, 1 removed · 2 findings`.
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
        let table = [
            (report(added, &[], Vec::new()), Urgency::Changes, "12 added, 1 removed"),
            (
                report(added, &[(4, 12)], Vec::new()),
                Urgency::Urgent,
                "URGENT: 12 added, 1 removed (12 with footnote 4)",
            ),
            (
                report(added, &[(4, 12)], vec![open, warning.clone()]),
                Urgency::Review,
                "REVIEW: 12 added, 1 removed (12 with footnote 4) · 2 findings",
            ),
            (report(editorial, &[], vec![answered]), Urgency::Routine, "3 editorial"),
            (report(Counts::default(), &[], vec![warning]), Urgency::Routine, "no change · 1 finding"),
        ];
        for (report, urgency, glance) in table {
            assert_eq!((report.urgency(), report.at_a_glance().as_str()), (urgency, glance));
        }
    }
}
