//! Who is concerned: names with country and designation, by what became of them, those that weigh most first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::report::announced::{ProvisionalRecord, days_in_words, entries_of};
use crate::report::fields::marks;
use crate::report::headline::Wording;
use crate::report::record::{EntryRecord, stayed};
use crate::report::texts::{Became, Subject, TextRecord};
use crate::report::{ChangeRecord, Report, Section};
use crate::told::change;
use crate::told::designation::marks_in_words;
use crate::told::section::SectionView;
use crate::told::text::became;
use crate::visible::{capitalized, one_line, shorten};
use earwatch_law::announced::ProvisionalChange;
use earwatch_law::diff::Class;
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::words::Mark;
use earwatch_law::law::country::spoken;
use earwatch_law::law::designation::Designations;

/// Names of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedGroup {
    /// `Added`, `To be removed from 2026-05-07`, `On public inspection, tomorrow: to be added`.
    pub title: String,
    /// Which colour it has, where there is colour.
    pub tone: &'static str,
    /// How many there are.
    pub n: usize,
    /// The first of them, by weight.
    pub entries: Vec<NamedEntry>,
    /// How many are not among these.
    pub more: usize,
    /// Where these are to be read.
    pub elsewhere: &'static str,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedEntry {
    /// The name, shortened where it is very long.
    pub name: String,
    /// The country as a sentence says it; empty of what is in none.
    pub country: String,
    /// What else is to be known at once: designations, a stay, what changed.
    pub about: Vec<String>,
    /// The place that tells more, with `#`; empty where there is none.
    pub link: String,
}

impl NamedGroup {
    /// `Added (140)`.
    pub fn heading(&self) -> String {
        format!("{} ({})", self.title, self.n)
    }

    /// `and 132 more, below`.
    pub fn rest(&self) -> String {
        format!("and {} more, {}", self.more, self.elsewhere)
    }
}

impl NamedEntry {
    /// `Alpha Ltd. · China · footnote 4`.
    pub fn in_words(&self) -> String {
        let country = Some(&self.country).filter(|country| !country.is_empty());
        let parts = std::iter::once(&self.name).chain(country).chain(&self.about);
        parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// What a group is about, in the order in which groups are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Added,
    Removed,
    Renamed,
    Changed,
    Text,
}

/// A name on its way into a group.
struct Candidate {
    kind: Kind,
    how: Wording,
    /// More weighs more.
    weight: u8,
    entry: NamedEntry,
}

/// Characters of a name.
const NAME: usize = 90;
/// Characters of a text's new words; fewer than a few say nothing.
const WORDS: std::ops::RangeInclusive<usize> = 25..=120;
/// Names that each group shows at least.
const LEAST: usize = 1;
/// Names that the first group shows at least.
const FIRST: usize = 3;

/// The groups of a report, with `most` names in all.
pub(super) fn groups(report: &Report, views: &[SectionView], most: usize, elsewhere: &'static str) -> Vec<NamedGroup> {
    let mut all: Vec<Candidate> = Vec::new();
    for (at, section) in report.sections.iter().enumerate() {
        gather(section, views.get(at), report, &mut all);
    }
    // Where all weigh the same they stay in the order of the documents.
    all.sort_by_key(|it| (it.how, it.kind, Reverse(it.weight)));
    let mut groups: Vec<(NamedGroup, Vec<NamedEntry>)> = Vec::new();
    let mut last = None;
    for Candidate { kind, how, entry, .. } in all {
        match groups.last_mut().filter(|_| last == Some((how, kind))) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((group(&kind.title(how), kind.tone()), vec![entry])),
        }
        last = Some((how, kind));
    }
    groups.extend(announced(&report.provisional, report));
    let mut shown: Vec<_> = groups.iter().map(|(_, entries)| entries.len().min(LEAST)).collect();
    // Each further group takes the room of two names.
    let room = most.saturating_sub(2 * groups.len().saturating_sub(1)).max(FIRST);
    let mut left = room.saturating_sub(LEAST);
    for ((_, entries), shown) in groups.iter().zip(&mut shown) {
        let further = (entries.len() - *shown).min(left);
        *shown += further;
        left -= further;
        // The place of "and 1 more" is that of the one.
        *shown += usize::from(entries.len() - *shown == 1);
    }
    let cut = |((group, mut entries), shown): ((NamedGroup, Vec<NamedEntry>), usize)| {
        // An order may count entries that it does not name.
        let n = group.n.max(entries.len());
        entries.truncate(shown);
        NamedGroup { n, more: n - entries.len(), entries, elsewhere, ..group }
    };
    let mut groups: Vec<_> = groups.into_iter().zip(shown).map(cut).collect();
    explain(&mut groups, &report.meanings());
    groups
}

/// Says what a designation means where it first stands: `footnote 4: reaches foreign-made items`.
fn explain(groups: &mut [NamedGroup], meanings: &Designations) {
    let mut said = BTreeSet::new();
    for about in groups.iter_mut().flat_map(|group| &mut group.entries).flat_map(|entry| &mut entry.about) {
        let (verb, marks) = about.split_once("footnote ").unwrap_or_default();
        let mark = marks.parse().ok().filter(|_| matches!(verb, "" | "gains " | "loses "));
        if let Some(known) = mark.and_then(|mark: u8| meanings.get(mark))
            && said.insert(known.number)
        {
            let meaning = known.meaning.split(" (").next().unwrap_or_default();
            *about = format!("{verb}footnote {}: {meaning}", known.number);
        }
    }
}

fn group(title: &str, tone: &'static str) -> NamedGroup {
    NamedGroup { title: capitalized(title), tone, n: 0, entries: Vec::new(), more: 0, elsewhere: "" }
}

impl Kind {
    fn title(self, how: Wording) -> String {
        match (self, how) {
            (Self::Added, how) => how.title("added"),
            (Self::Removed, how) => how.title("removed"),
            (Self::Renamed, how) => how.title("renamed or moved"),
            (Self::Changed, how) => how.title("changed"),
            (Self::Text, Wording::StayEnds(_)) => "in force again".to_owned(),
            (Self::Text, _) => "texts of the list".to_owned(),
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed | Self::Changed | Self::Text => "changed",
        }
    }
}

/// The names of a section.
fn gather(section: &Section, view: Option<&SectionView>, report: &Report, all: &mut Vec<Candidate>) {
    let how = Wording::of(section, report.as_of);
    if report.says_stay_of(section) {
        return;
    }
    let mut put = |kind, weight, entry: NamedEntry| all.push(Candidate { kind, how, weight, entry });
    for text in section.texts.iter().filter(|text| !text.is_editorial()) {
        let link = view.map(|view| place(&view.anchor)).unwrap_or_default();
        put(Kind::Text, weight_of_text(text), named_text(text, section, report, link));
    }
    for (kind, title, entries) in [(Kind::Added, "Added", &section.added), (Kind::Removed, "Removed", &section.removed)]
    {
        let group = view.and_then(|view| view.groups.iter().find(|group| group.title == title));
        let mut views = group.into_iter().flat_map(|group| group.countries.iter().flat_map(|of| &of.entries));
        for entry in entries {
            let link = views.next().map(|view| place(&view.anchor)).unwrap_or_default();
            put(kind, weight_of(entry), named(entry, report, link));
        }
    }
    for (title, changes) in change::by_kind(section) {
        let group = view.and_then(|view| view.changes.iter().find(|group| group.title == title));
        let mut views = group.into_iter().flat_map(|group| group.countries.iter().flat_map(|of| &of.entries));
        for change in changes {
            let link = views.next().map(|view| place(&view.anchor)).unwrap_or_default();
            let kind = if change.is_renamed() { Kind::Renamed } else { Kind::Changed };
            put(kind, weight_of_change(change), named_change(change, report, link));
        }
    }
}

fn place(anchor: &str) -> String {
    if anchor.is_empty() { String::new() } else { format!("#{anchor}") }
}

fn named(entry: &EntryRecord, report: &Report, link: String) -> NamedEntry {
    NamedEntry {
        name: short(&entry.name),
        country: spoken(&entry.country),
        about: marks_in_words(&entry.designations).into_iter().chain(qualified(entry, report)).collect(),
        link,
    }
}

/// A stay that holds it back, and findings that leave it in doubt.
fn qualified(entry: &EntryRecord, report: &Report) -> impl Iterator<Item = String> {
    let stay = stayed(entry.stayed_until, report.as_of).map(|stay| stay.in_words());
    stay.into_iter().chain(entry.doubt())
}

/// What weighs more: a designation, then a party that is named before an address that is listed alone (`Address 16`).
fn weight_of(entry: &EntryRecord) -> u8 {
    let number = entry.name.strip_prefix("Address ");
    let is_address = number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    2 * u8::from(!entry.designations.is_empty()) + u8::from(!is_address)
}

/// What weighs more: a designation gained or lost, then the more serious class.
fn weight_of_change(change: &ChangeRecord) -> u8 {
    let (gained, lost) = marks(&change.changes);
    match change.classes.first() {
        _ if !gained.is_empty() => 4,
        _ if !lost.is_empty() => 3,
        Some(Class::LicenseRequirement | Class::ReviewPolicy) => 2,
        Some(Class::Alias | Class::Address | Class::Subordinate) => 1,
        Some(_) | None => 0,
    }
}

fn named_change(change: &ChangeRecord, report: &Report, link: String) -> NamedEntry {
    let (gained, lost) = marks(&change.changes);
    let before = change.changes.get("name").and_then(|values| match values {
        Values::Text(old, _) => Some(format!("before: {}", short(old))),
        Values::Set(..) | Values::Marks(..) => None,
    });
    let marks = [("gains", gained), ("loses", lost)];
    let marks = marks.into_iter().filter_map(|(verb, marks)| Some(format!("{verb} {}", marks_in_words(&marks)?)));
    let marks: Vec<_> = marks.collect();
    let is_said = |class: &Class| *class == Class::Designation && !marks.is_empty();
    let mut classes: Vec<_> = change.classes.iter().filter(|class| !is_said(class)).collect();
    // Citation and layout are said of what else changes nothing.
    if classes.iter().any(|class| **class < Class::Citation) {
        classes.retain(|class| **class < Class::Citation);
    }
    let classes: Vec<_> = classes.into_iter().map(|class| class.title()).collect();
    let classes = (!classes.is_empty()).then(|| classes.join(", "));
    let about = before.into_iter().chain(marks).chain(classes).chain(qualified(&change.after, report));
    NamedEntry { name: short(&change.name), country: spoken(&change.country), about: about.collect(), link }
}

fn weight_of_text(text: &TextRecord) -> u8 {
    match text.subject {
        Subject::List => 5,
        Subject::IntroductoryText => 4,
        Subject::Footnote => 3,
        Subject::Entry => 2,
        Subject::Heading => 1,
    }
}

fn named_text(text: &TextRecord, section: &Section, report: &Report, link: String) -> NamedEntry {
    let country = text.country.as_deref().filter(|_| text.subject == Subject::Entry);
    let words = new_words(text).map(|words| format!("“{words}”"));
    let about = std::iter::once(became(text, section, report.as_of)).chain(words);
    NamedEntry {
        name: short(&capitalized(&text.name_in_words())),
        country: country.map(spoken).unwrap_or_default(),
        about: about.collect(),
        link,
    }
}

/// The words of a text that are new, the longest run of them; of a text that is new, its beginning.
fn new_words(text: &TextRecord) -> Option<String> {
    let inserted = text.redline.iter().filter(|run| run.mark == Mark::Insert).map(|run| run.text.trim());
    let longest = inserted.max_by_key(|words| words.len()).filter(|words| !words.is_empty());
    let is_new = text.change == Became::Added && text.subject != Subject::Heading;
    let words = longest.or(text.new.as_deref().filter(|_| is_new))?;
    (words.chars().count() >= *WORDS.start()).then(|| shorten(&one_line(words), *WORDS.end()))
}

/// What documents on public inspection announce, by day and order.
fn announced(records: &[ProvisionalRecord], report: &Report) -> Vec<(NamedGroup, Vec<NamedEntry>)> {
    let mut groups: Vec<(NamedGroup, Vec<NamedEntry>)> = Vec::new();
    let day_in_words = days_in_words(records, report.as_of);
    for record in records.iter().filter(|record| record.is_pending()) {
        let day = day_in_words(record.scheduled);
        for change in &record.changes {
            let (what, tone) = match change.verb.as_str() {
                "add" => ("to be added", "added"),
                "remove" => ("to be removed", "removed"),
                _ => ("to be changed", "changed"),
            };
            let title = format!("On public inspection, {day}: {what}");
            let at = groups.iter().position(|(group, _)| group.title == title).unwrap_or(groups.len());
            if at == groups.len() {
                groups.push((group(&title, tone), Vec::new()));
            }
            if let Some((group, entries)) = groups.get_mut(at) {
                let names = announced_names(change);
                group.n += names.len().max(entries_of(change));
                entries.extend(names);
            }
        }
    }
    groups
}

fn announced_names(change: &ProvisionalChange) -> Vec<NamedEntry> {
    let country = change.country.as_deref().map(spoken).unwrap_or_default();
    let is_plain = matches!(change.verb.as_str(), "add" | "remove");
    let about: Vec<_> = (!is_plain).then(|| change.ordered()).into_iter().collect();
    let entry = |name: &str, about: &[String]| NamedEntry {
        name: short(name),
        country: country.clone(),
        about: about.to_vec(),
        link: ANNOUNCED.to_owned(),
    };
    match change.names.as_slice() {
        // What is no entry is named by what is ordered.
        [] if !is_plain => vec![entry(&capitalized(&change.ordered()), &[])],
        names => names.iter().map(|named| entry(&named.name, &about)).collect(),
    }
}

/// The place where announcements are told in full.
const ANNOUNCED: &str = "#announced";

fn short(name: &str) -> String {
    shorten(&one_line(name), NAME)
}
