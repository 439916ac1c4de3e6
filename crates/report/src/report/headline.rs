//! The headline: what changed, what is to come, what is in force by now, and how much there is to look at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::effect::{Occasion, Tally, Tense};
use super::provisions::{RuleBecame, RuleChange};
use super::touched::Touched;
use super::{Report, Section};
use crate::report::announced;
use earwatch_law::finding::{Code, Finding, Severity};
use earwatch_law::law::ListId;
use earwatch_law::law::quantity::quantity;

/// How the changes of a section are worded, in the order of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wording {
    /// Published and in force, or compared.
    AtOnce,
    /// In force from a day to come.
    From(NaiveDate),
    /// Reported before, and in force by now.
    NowInForce,
    /// Ends of stays, on a day to come or by now.
    StayEnds(Option<NaiveDate>),
    /// Reads otherwise than was reported.
    Corrected,
    /// The list to begin with, as of a day.
    Baseline(NaiveDate),
}

impl Wording {
    /// How the changes of a section are worded.
    pub fn of(section: &Section, as_of: NaiveDate) -> Self {
        match (section.occasion, section.to_come(as_of)) {
            (Some(Occasion::Corrected), _) => Self::Corrected,
            (_, day) if section.ends_stay => Self::StayEnds(day),
            (Some(Occasion::CameIntoForce), _) => Self::NowInForce,
            (Some(Occasion::Published), Some(day)) => Self::From(day),
            (None, _) if section.is_baseline() => Self::Baseline(section.effective.unwrap_or(as_of)),
            (Some(Occasion::Published | Occasion::Test) | None, _) => Self::AtOnce,
        }
    }

    /// `since` is the day since which all of it is in force.
    fn in_words(self, tally: &Tally, since: Option<&str>) -> Option<String> {
        let words = |tense| tally.in_full(tense);
        let since = since.unwrap_or_default();
        let line = match self {
            Self::AtOnce => format!("{}{since}", words(Tense::Done)?),
            Self::From(day) => format!("{} from {day}", words(Tense::ToCome)?),
            Self::NowInForce => format!("{} now in force", words(Tense::Noun)?),
            Self::StayEnds(day) => match (tally.held_back(), day) {
                (None, _) => return words(Tense::Done),
                (Some(what), Some(day)) => format!("{what} in force again from {day}"),
                (Some(what), None) => {
                    format!("{what} in force again{}", since.strip_prefix(", in force").unwrap_or_default())
                }
            },
            Self::Corrected => format!("corrected: {}", words(Tense::Done)?),
            Self::Baseline(day) => format!("baseline as of {day}"),
        };
        Some(line)
    }
}

/// `, in force since 2024-12-10`, where that is one day; nothing of a comparison.
fn since(sections: &[&Section]) -> Option<String> {
    let told = sections.iter().filter(|section| !section.is_without_changes());
    let days: BTreeSet<_> = told.map(|section| section.effective.filter(|_| section.occasion.is_some())).collect();
    match Vec::from_iter(days).as_slice() {
        [Some(day)] => Some(format!(", in force since {day}")),
        [Some(first), Some(last)] => Some(format!(", in force since {first} and {last}")),
        _ => None,
    }
}

/// A part of a headline, and the list that it is about, where it is about one.
type Part = (Option<ListId>, String);

impl Report {
    /// One line for a subject or a log: `Entity List: 12 added (China 11, Taiwan 1), 1 removed (Iran), in force since
    /// 2025-03-25 · 2 findings`. What is not in force yet is given with its day, `8 to be added from 2026-05-07`; what was
    /// reported before and is in force by now, as `8 additions now in force`.
    pub fn headline(&self) -> String {
        let is_test = |section: &&Section| section.occasion == Some(Occasion::Test);
        if let Some(test) = self.sections.iter().find(is_test) {
            return test.title.clone();
        }
        let told = self.changed();
        let mut announced = announced::headline(&self.provisional, self.as_of, told.is_empty());
        // What changed is not to drown in what may come: the nearest day, and that there is more.
        if !told.is_empty() && announced.len() > 1 {
            announced.truncate(1);
            announced.push((None, "more announced, below".to_owned()));
        }
        let lists: BTreeSet<_> = told.iter().chain(&announced).filter_map(|(list, _)| *list).collect();
        let lists = if lists.is_empty() { self.tracked() } else { lists };
        let prefix = match Vec::from_iter(&lists).as_slice() {
            [] => String::new(),
            [list] => format!("{}: ", list.title()),
            // Each part names its own.
            _ if told.iter().chain(&announced).any(|(list, _)| list.is_some()) => String::new(),
            _ => "Lists of Part 744: ".to_owned(),
        };
        let named = |(list, words): &Part| match list {
            Some(list) if lists.len() > 1 => format!("{}: {words}", list.title()),
            Some(_) | None => words.clone(),
        };
        let mut changes = self.rules_first(&lists, told.iter().map(named).collect()).join("; ");
        let corrects = |section: &Section| section.occasion == Some(Occasion::Corrected) && !section.other.is_empty();
        if changes.is_empty() && self.sections.iter().any(corrects) {
            changes.push_str("corrected, without a changed entry");
        }
        let mut parts = Vec::new();
        if !changes.is_empty() || announced.is_empty() || self.watch.is_some() {
            parts.push(self.among_watched(&changes));
        }
        parts.extend(announced.iter().map(named));
        let asking = |finding: &&Finding| finding.severity() != Severity::Info && finding.explained_by.is_none();
        match self.findings.iter().filter(asking).count() {
            0 => {}
            n => parts.push(quantity(n, "finding")),
        }
        let told = prefix + &parts.join(" · ");
        let is_without_news = self.sections.is_empty() && self.findings.is_empty() && self.provisional.is_empty();
        match self.screening.as_ref().and_then(Touched::headline) {
            None => told,
            Some(touched) if is_without_news => touched,
            Some(touched) => format!("{touched} · {told}"),
        }
    }

    /// What became of rules about the owners of entities, each once, before all else.
    fn rules_first(&self, lists: &BTreeSet<ListId>, rest: Vec<String>) -> Vec<String> {
        let rules: Vec<_> = self.rules().collect();
        let stay_says = |rule: &RuleChange| {
            let comes_back = rule.change == RuleBecame::InForceAgain && rule.from > Some(self.as_of);
            comes_back && rules.iter().any(|other| other.change == RuleBecame::Stayed && other.kind == rule.kind)
        };
        let mut parts: Vec<String> = Vec::new();
        for rule in rules.iter().filter(|rule| !stay_says(rule)) {
            let Some(short) = rule.in_short() else { continue };
            let part = match rule.list {
                Some(list) if lists.len() > 1 => format!("{}: {short}", list.title()),
                Some(_) | None => short,
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.extend(rest);
        if parts.is_empty() {
            parts.extend(other_rules(&rules));
        }
        parts
    }

    /// What changed, in the order of a headline; of several lists, list by list.
    fn changed(&self) -> Vec<Part> {
        let mut told: BTreeMap<Wording, Vec<&Section>> = BTreeMap::new();
        for section in self.sections.iter().filter(|section| !self.says_stay_of(section)) {
            let how = Wording::of(section, self.as_of);
            told.entry(how).or_default().push(section);
        }
        let lists: BTreeSet<_> = self.sections.iter().flat_map(Section::changed_lists).collect();
        let mut parts = Vec::new();
        for (how, sections) in told {
            let since = since(&sections);
            let words = |tally: &Tally| how.in_words(tally, since.as_deref());
            if lists.len() > 1 && !matches!(how, Wording::Baseline(_)) {
                let of_list = |list: &ListId| {
                    let tally = Tally::of_list(sections.iter().copied(), *list);
                    Some((Some(*list), words(&tally)?))
                };
                parts.extend(lists.iter().filter_map(of_list));
            } else {
                let list = lists.first().copied();
                parts.extend(words(&Tally::of(sections.iter().copied())).map(|words| (list, words)));
            }
        }
        parts
    }

    /// The lists that are on record.
    fn tracked(&self) -> BTreeSet<ListId> {
        self.releases.last().iter().flat_map(|release| release.entries.keys()).copied().collect()
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
        let how = Wording::of(self, as_of);
        let words = how.in_words(&Tally::of([self]), since(&[self]).as_deref());
        let rules = self.provisions.iter().filter_map(RuleChange::in_short);
        let words: Vec<_> = rules.chain(words).collect();
        let words =
            if words.is_empty() { other_rules(&self.provisions.iter().collect::<Vec<_>>())? } else { words.join("; ") };
        Some(match Vec::from_iter(self.changed_lists()).as_slice() {
            [list] => format!("{}: {words}", list.title()),
            _ => words,
        })
    }
}

/// What became of rules that are about other things than owners, for a headline that says nothing else: the first, and how
/// many more.
fn other_rules(rules: &[&RuleChange]) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    for words in rules.iter().map(|rule| rule.without_preamble()) {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let (first, more) = said.split_first()?;
    Some(if more.is_empty() { (*first).to_owned() } else { format!("{first}; {}", quantity(more.len(), "more rule")) })
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
        assert_eq!(headline(vec![published("2026-05-01")]), "8 added, 1 removed, in force since 2026-05-01");
        assert_eq!(headline(vec![published("2026-05-07")]), "8 to be added, 1 to be removed from 2026-05-07");
        assert_eq!(headline(vec![in_force.clone()]), "8 additions, 1 removal now in force");
        assert_eq!(headline(vec![corrected.clone()]), "corrected: 8 added, 1 removed");
        assert_eq!(
            headline(vec![in_force, corrected, published("2026-05-07"), published("2026-04-30")]),
            "8 added, 1 removed, in force since 2026-04-30; 8 to be added, 1 to be removed from 2026-05-07; \
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
            "Entity List: x in force again since 2026-04-30; x in force again from 2026-05-09"
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
