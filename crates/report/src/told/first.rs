//! The first screen: what a reader sees without scrolling, whatever the rendering. Which list, what a person must look at,
//! who was added, removed and changed, since or from when, and by which document; of many names, those that weigh most.

mod named;

use std::collections::BTreeSet;

use serde::Serialize;

use super::figures::Jump;
use super::link::Link;
use super::section::SectionView;
use crate::report::announced::{ProvisionalRecord, scheduled_in_words};
use crate::report::effect::TakesEffect;
use crate::report::headline::Wording;
use crate::report::provisions::{RuleBecame, RuleChange};
use crate::report::{Report, Section, links};
use crate::visible::{one_line, shorten};
use earwatch_law::finding::Finding;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;
use named::groups;
pub use named::{NamedEntry, NamedGroup};

/// Names that a screen of 24 lines has room for.
pub const SCREEN: usize = 8;

/// What a reader sees first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstScreen {
    /// Why it does not wait: `in force before publication; 2 entries removed`.
    pub urgent: Option<String>,
    /// What a person must look at: `a person must look at 2 findings: Alpha Ltd.; document 2024-28267`.
    pub review: Option<String>,
    /// What became of rules about all entries, a sentence each.
    pub rules: Vec<String>,
    /// Who is concerned, by what became of them.
    pub groups: Vec<NamedGroup>,
    /// Since or from when, and by which documents.
    pub effects: Vec<Effect>,
    /// Documents without such a day: those that changed no list, and those that are compared, told anew or announced.
    pub others: Vec<DocumentLine>,
    /// How many documents are not named.
    pub more_documents: usize,
    /// Where what is not named is to be read: `below`.
    pub rest: &'static str,
}

/// Where what a first screen has no room for is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// Further down.
    Below,
    /// In the report of the command that prints it.
    InReport,
}

impl Elsewhere {
    /// After `and 8 more`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::InReport => "in “earwatch report”",
        }
    }
}

/// A day, and the documents by which something is in force since or from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// `In force since 2024-12-10, before it was published on 2024-12-11`.
    pub when: String,
    /// Whether the day is to come.
    pub to_come: bool,
    /// The documents.
    pub documents: Vec<DocumentLine>,
}

/// A document in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentLine {
    /// Its number and where it is told of, with `#`.
    pub number: Jump,
    /// `89 FR 99079`, `page not known`.
    pub citation: String,
    /// Its title.
    pub title: String,
    /// Both, `(89 FR 99079) Additions to the Entity List`; empty where they stand before.
    pub words: String,
    /// Its number, with its page.
    pub place: Link,
    /// What is said of it, where it changed nothing.
    pub note: Option<String>,
}

/// Days that are told one by one.
const DAYS: usize = 3;
/// Documents that are named.
const DOCUMENTS: usize = 3;
/// Findings that are named.
const FINDINGS: usize = 3;
/// Rules that are told.
const RULES: usize = 3;
/// Characters of a name of a finding.
const NAME: usize = 60;

impl FirstScreen {
    /// The first screen of a report with `most` names; `views` are its sections in words, where a rendering has places that
    /// names lead to.
    pub fn new(report: &Report, views: &[SectionView], most: usize, elsewhere: Elsewhere) -> Self {
        let rest = elsewhere.in_words();
        let line = |section: &Section, note: Option<String>| {
            let facts = section.document.as_ref()?;
            let view = report.sections.iter().zip(views).find(|(of, _)| std::ptr::eq(*of, section));
            let link = view.map(|(_, view)| format!("#{}", view.anchor)).unwrap_or_default();
            let citation = facts.citation.clone().unwrap_or_else(|| "page not known".to_owned());
            let title = one_line(&facts.title);
            Some(DocumentLine {
                number: Jump { words: facts.number.to_string(), link },
                words: format!("({citation}) {title}"),
                citation,
                title,
                place: Link::new(facts.number.as_str(), &links::document(&facts.number)),
                note,
            })
        };
        let of = |number: &DocumentNumber| {
            let section = report.sections.iter().find(|section| section.is_about(Some(number)))?;
            line(section, None)
        };
        let mut left = DOCUMENTS;
        let mut more_documents = 0;
        let mut effects = Vec::new();
        let mut days = report.takes_effect();
        if days.len() > DAYS {
            effects.extend(of_many(&days, report, rest));
            days.clear();
        }
        for effect in days {
            let mut documents: Vec<_> = effect.documents.iter().filter_map(of).take(left).collect();
            more_documents += effect.documents.len() - documents.len();
            left -= documents.len();
            let is_named = |line: &DocumentLine| {
                let named = effects.iter().flat_map(|effect: &Effect| &effect.documents);
                named.into_iter().any(|other| other.number == line.number)
            };
            for line in &mut documents {
                if is_named(line) {
                    line.words.clear();
                }
            }
            if !documents.is_empty() || effect.documents.is_empty() {
                let to_come = effect.day > report.as_of;
                effects.push(Effect { when: effect.when(report.as_of), to_come, documents });
            }
        }
        let told = report.takes_effect();
        let is_told = |section: &&Section| {
            let number = section.document.as_ref().map(|document| &document.number);
            number.is_some_and(|number| told.iter().any(|effect| effect.documents.contains(number)))
        };
        let untold = report.sections.iter().filter(|section| !is_told(section));
        let note = |section: &Section| section.other.first().filter(|_| section.is_without_changes()).cloned();
        let mut others: Vec<_> = untold.filter_map(|section| line(section, note(section))).collect();
        let pending = report.provisional.iter().filter(|record| record.is_pending());
        others.splice(0..0, pending.map(|record| announced(record, report)));
        let groups = groups(report, views, most, rest);
        more_documents += others.len().saturating_sub(left);
        others.truncate(left);
        Self {
            urgent: report.reasons_in_words(),
            review: review(report),
            rules: rules(report, &groups, rest),
            groups,
            effects,
            others,
            more_documents,
            rest,
        }
    }
}

/// What became of rules about all entries, each said once: not those that the headline says, nor what a designation means
/// where the first name that bears it says so.
fn rules(report: &Report, groups: &[NamedGroup], rest: &str) -> Vec<String> {
    const RECORD: &str = "By the texts on record, ";
    let abouts: Vec<_> = groups.iter().flat_map(|group| &group.entries).flat_map(|entry| &entry.about).collect();
    let meanings: Vec<_> =
        abouts.iter().filter_map(|about| about.trim_start_matches("gains ").split_once(": ")).collect();
    let is_explained = |rule: &&RuleChange| {
        let says = |(of, meaning): &(&str, &str)| *of == rule.section && rule.words.contains(meaning);
        rule.change == RuleBecame::Set && meanings.iter().any(says)
    };
    let mut sentences: Vec<String> = Vec::new();
    for rule in report.rules().filter(|rule| rule.in_short().is_none() && !is_explained(rule)) {
        let sentence = rule.words.strip_prefix(RECORD).unwrap_or(&rule.words).to_owned();
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    let more = sentences.len().saturating_sub(RULES);
    sentences.truncate(RULES);
    if more > 0 {
        sentences.push(format!("and {}, {rest}", quantity(more, "more rule")));
    }
    if sentences.is_empty() { Vec::new() } else { vec![format!("{RECORD}{}.", sentences.join("; "))] }
}

impl FirstScreen {
    /// What does not wait, and what a person must look at, each a line with its marker.
    pub fn alarms(&self) -> impl Iterator<Item = String> {
        let alarms = [("URGENT", &self.urgent), ("REVIEW", &self.review)];
        alarms.into_iter().filter_map(|(marker, words)| Some(format!("{marker}: {}", words.as_ref()?)))
    }
}

/// A document on public inspection in a line.
fn announced(record: &ProvisionalRecord, report: &Report) -> DocumentLine {
    let number = record.document.to_string();
    let page = record.url.clone().unwrap_or_else(|| links::document(&record.document));
    let days: Vec<_> = record.effective.iter().map(ToString::to_string).collect();
    let citation =
        format!("on public inspection, to be published {}", scheduled_in_words(record.scheduled, report.as_of));
    let title = one_line(&record.title);
    DocumentLine {
        place: Link::new(&number, &page),
        number: Jump { words: number, link: "#announced".to_owned() },
        words: format!("({citation}) {title}"),
        citation,
        title,
        note: (!days.is_empty()).then(|| format!("effective {}, as its text says", days.join(" and "))),
    }
}

/// Many days in a line: `In force since 2023-04-12 to 2025-10-08, by 6 documents, below`.
fn of_many(days: &[TakesEffect], report: &Report, rest: &str) -> Option<Effect> {
    let (first, last) = (days.first()?.day, days.last()?.day);
    let documents: BTreeSet<_> = days.iter().flat_map(|day| &day.documents).collect();
    let since = if last > report.as_of { "In force, or to come, from" } else { "In force since" };
    let by = quantity(documents.len(), "document");
    let to_come = first > report.as_of;
    Some(Effect { when: format!("{since} {first} to {last}, by {by}, {rest}"), to_come, documents: Vec::new() })
}

/// The line that a reader sees before anything else: marker and headline, and the first names where they fit.
pub fn subject(report: &Report) -> String {
    let glance = report.at_a_glance();
    let groups = groups(report, &[], SUBJECT_NAMES, "");
    // A text that the headline names is not a party, and not named again.
    let said = glance.to_lowercase();
    let is_said = |entry: &NamedEntry| said.contains(&entry.name.to_lowercase());
    let all = groups.iter().flat_map(|group| &group.entries);
    let again = all.clone().filter(|entry| is_said(entry)).count();
    let entries = all.filter(|entry| !is_said(entry)).map(|entry| entry.name.as_str());
    let n = groups.iter().map(|group| group.n).sum::<usize>().saturating_sub(again);
    let with = |names: &[&str]| match (names, n.saturating_sub(names.len())) {
        ([], _) => glance.clone(),
        (names, 0) => format!("{glance} – {}", names.join("; ")),
        (names, more) => format!("{glance} – {} and {more} more", names.join("; ")),
    };
    let names: Vec<_> = entries.collect();
    let fitting = (0..=names.len()).rev().map(|most| with(names.get(..most).unwrap_or_default()));
    fitting.into_iter().find(|subject| subject.chars().count() <= SUBJECT).unwrap_or(glance.clone())
}

/// Characters of a subject up to which it takes names.
const SUBJECT: usize = 140;
/// Names of a subject.
const SUBJECT_NAMES: usize = 3;

/// What a person must look at, in a line.
fn review(report: &Report) -> Option<String> {
    let open: Vec<_> = report.findings.iter().filter(|finding| finding.needs_review()).collect();
    let about = |finding: &&Finding| {
        let name = finding.name.as_deref().filter(|name| !name.is_empty());
        let document = || finding.document.as_ref().map(|number| format!("document {number}"));
        name.map(|name| shorten(&one_line(name), NAME)).or_else(document)
    };
    let mut named: Vec<String> = Vec::new();
    for about in open.iter().filter_map(about) {
        if !named.contains(&about) {
            named.push(about);
        }
    }
    let more = named.len().saturating_sub(FINDINGS);
    named.truncate(FINDINGS);
    let mut words = format!("a person must look at {}", quantity(open.len(), "finding"));
    if !named.is_empty() {
        words = format!("{words}: {}", named.join("; "));
    }
    if more > 0 {
        words = format!("{words}; and {more} more");
    }
    (!open.is_empty()).then_some(words)
}

impl Wording {
    /// What a group of names is called of which this `became` true, such as `added`.
    fn title(self, became: &str) -> String {
        match self {
            Self::AtOnce | Self::StayEnds(None) | Self::Baseline(_) => became.to_owned(),
            Self::From(day) | Self::StayEnds(Some(day)) => format!("to be {became} from {day}"),
            Self::NowInForce => format!("{became}, in force now"),
            Self::Corrected => format!("{became}, as corrected"),
        }
    }
}

impl DocumentLine {
    /// `2024-29136 (89 FR 99079) Additions to the Entity List`.
    pub fn in_words(&self) -> String {
        format!("{} {}", self.number.words, self.words).trim_end().to_owned()
    }
}
