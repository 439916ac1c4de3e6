//! The headline: what changed, what is to come, what is in force by now, and how much there is to look at.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::effect::{Occasion, Tally, Tense};
use super::{Report, Section};
use crate::report::announced;
use earwatch_law::finding::{Code, Finding, Severity};

/// How the changes of a section are worded, in the order of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wording {
    AtOnce,
    From(NaiveDate),
    NowInForce,
    /// Ends of stays, on a day to come or by now.
    StayEnds(Option<NaiveDate>),
    Corrected,
}

impl Wording {
    fn of(section: &Section, as_of: NaiveDate) -> Self {
        match (section.occasion, section.to_come(as_of)) {
            (Some(Occasion::Corrected), _) => Self::Corrected,
            (_, day) if section.ends_stay => Self::StayEnds(day),
            (Some(Occasion::CameIntoForce), _) => Self::NowInForce,
            (Some(Occasion::Published), Some(day)) => Self::From(day),
            (Some(Occasion::Published | Occasion::Test) | None, _) => Self::AtOnce,
        }
    }

    fn in_words(self, tally: &Tally) -> Option<String> {
        let words = |tense| tally.with_designations(tense);
        let line = match self {
            Self::AtOnce => words(Tense::Done)?,
            Self::From(day) => format!("{} from {day}", words(Tense::ToCome)?),
            Self::NowInForce => format!("{} now in force", words(Tense::Noun)?),
            Self::StayEnds(day) => {
                let stays = match tally.texts {
                    0 => return words(Tense::Done),
                    1 => "1 stay".to_owned(),
                    n => format!("{n} stays"),
                };
                match day {
                    Some(day) => format!("{stays} to end, in force again from {day}"),
                    None => format!("{stays} ended, in force again"),
                }
            }
            Self::Corrected => format!("corrected: {}", words(Tense::Done)?),
        };
        Some(line)
    }
}

impl Report {
    /// One line for a subject or a log: `12 added, 1 removed (12 with footnote 4) · 2 findings`. What is not in force yet
    /// is given with its day, `8 to be added from 2026-05-07`; what was reported before and is in force by now, as
    /// `8 additions now in force`.
    pub fn headline(&self) -> String {
        let is_test = |section: &&Section| section.occasion == Some(Occasion::Test);
        if let Some(test) = self.sections.iter().find(is_test) {
            return test.title.clone();
        }
        let mut told: BTreeMap<Wording, Vec<&Section>> = BTreeMap::new();
        for section in &self.sections {
            let how = Wording::of(section, self.as_of);
            told.entry(how).or_default().push(section);
        }
        let parts: Vec<_> = told.into_iter().filter_map(|(how, sections)| how.in_words(&Tally::of(sections))).collect();
        let mut changes = parts.join("; ");
        let corrects = |section: &Section| section.occasion == Some(Occasion::Corrected) && !section.other.is_empty();
        if changes.is_empty() && self.sections.iter().any(corrects) {
            changes.push_str("corrected, without a changed entry");
        }
        let mut line = self.among_watched(&changes);
        for part in announced::headline(&self.provisional) {
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

impl Report {
    /// What changed; of a report that was filtered, out of how much. Nothing that matches is not the same as no change.
    fn among_watched(&self, changes: &str) -> String {
        let watched = self.watch.as_ref().filter(|watch| watch.changes.of > 0);
        match (watched, changes) {
            (None, "") => self.without_change().to_owned(),
            (None, changes) => changes.to_owned(),
            (Some(watch), changes) => {
                let entries = match watch.changes.of {
                    1 => "1 changed entry".to_owned(),
                    n => format!("{n} changed entries"),
                };
                let matching = match watch.changes.matching {
                    0 => "none".to_owned(),
                    n => n.to_string(),
                };
                let matches = format!("{matching} of {entries} on the watch list “{}”", watch.list);
                if changes.is_empty() { matches } else { format!("{matches}: {changes}") }
            }
        }
    }

    /// That nothing changed, without saying more than is known.
    fn without_change(&self) -> &'static str {
        let untracked = |finding: &Finding| finding.code == Code::ListNotTracked;
        if self.findings.iter().any(Finding::needs_review) {
            "no change applied"
        } else if self.findings.iter().any(untracked) {
            "no change of a tracked list"
        } else {
            "no change"
        }
    }
}

impl Section {
    /// What it changed, in the words of the report's headline; `None` where it shows no change.
    pub fn headline(&self, as_of: NaiveDate) -> Option<String> {
        Wording::of(self, as_of).in_words(&Tally::of([self]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earwatch_law::diff::Counts;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn section(occasion: Option<Occasion>, effective: &str, counts: Counts) -> Section {
        Section { occasion, effective: Some(day(effective)), counts, ..Section::new("a rule") }
    }

    fn headline(sections: Vec<Section>) -> String {
        let subject = "run 1".to_owned();
        Report::new(subject, day("2026-05-01"), String::new(), sections, Vec::new()).headline()
    }

    #[test]
    fn publication_and_coming_into_force_are_told_apart() {
        let counts = Counts { added: 8, removed: 1, ..Counts::default() };
        let published = |effective| section(Some(Occasion::Published), effective, counts);
        let in_force = section(Some(Occasion::CameIntoForce), "2026-04-30", counts);
        let corrected = section(Some(Occasion::Corrected), "2026-06-01", counts);
        assert_eq!(headline(vec![published("2026-05-01")]), "8 added, 1 removed");
        assert_eq!(headline(vec![published("2026-05-07")]), "8 to be added, 1 to be removed from 2026-05-07");
        assert_eq!(headline(vec![in_force.clone()]), "8 additions, 1 removal now in force");
        assert_eq!(headline(vec![corrected.clone()]), "corrected: 8 added, 1 removed");
        assert_eq!(
            headline(vec![in_force, corrected, published("2026-05-07"), published("2026-04-30")]),
            "8 added, 1 removed; 8 to be added, 1 to be removed from 2026-05-07; \
             8 additions, 1 removal now in force; corrected: 8 added, 1 removed"
        );
        assert_eq!(headline(Vec::new()), "no change");
        let ends = |effective| {
            let heading: crate::report::texts::TextRecord =
                crate::render::hostile::text_record("x", crate::report::texts::Subject::Entry);
            Section {
                ends_stay: true,
                texts: vec![heading],
                ..section(Some(Occasion::Published), effective, Counts::default())
            }
        };
        assert_eq!(
            headline(vec![ends("2026-04-30"), ends("2026-05-09")]),
            "1 stay ended, in force again; 1 stay to end, in force again from 2026-05-09"
        );
    }

    #[test]
    fn a_comparison_and_a_test_say_what_they_are() {
        let counts = Counts { moved: 1, editorial: 2, ..Counts::default() };
        assert_eq!(headline(vec![section(None, "2026-05-07", counts)]), "1 moved, 2 editorial");
        let test = section(Some(Occasion::Test), "2026-05-01", Counts::default());
        assert_eq!(headline(vec![test]), "a rule");
    }
}
