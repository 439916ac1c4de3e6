//! "What this asks of you": what the law and the documents of a report say to their readers, in neutral words and with
//! their sources. Nothing here is advice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::change::ChangeRecord;
use super::record::EntryRecord;
use super::section::Section;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::Effect;
use earwatch_law::law::quantity::quantity;
use earwatch_law::provision::savings::Savings;
use earwatch_law::provision::{self, Kind};

/// What something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// A rule about all entries.
    Rule,
    /// A party that a document names and the list lacks.
    NotOnTheList,
    /// For what a license is required, and since when.
    LicenseRequirement,
    /// Who is not listed any more.
    Removed,
    /// How applications are reviewed.
    ReviewPolicy,
    /// Whose foreign-made products are reached, or what is excluded.
    Designation,
    /// License exceptions that texts of entries name.
    LicenseExceptions,
    /// What may go on under the rules before.
    Savings,
}

impl Topic {
    /// For a reader.
    pub fn title(self) -> &'static str {
        match self {
            Self::Rule => "Rule about all entries",
            Self::NotOnTheList => "Named, not on the list",
            Self::LicenseRequirement => "License requirement",
            Self::Removed => "No longer listed",
            Self::ReviewPolicy => "License review policy",
            Self::Designation => "Designation",
            Self::LicenseExceptions => "License exceptions",
            Self::Savings => "Savings clause",
        }
    }
}

/// One thing that the law or a document says to a reader. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// What it is about.
    pub topic: Topic,
    /// What is said, in a sentence.
    pub words: String,
    /// The words of the law or document, where they are not in the sentence.
    pub quote: Option<String>,
    /// Where they stand.
    pub source: String,
    /// The document.
    pub document: Option<DocumentNumber>,
}

/// Texts of entries that are quoted; the others are counted.
const QUOTED: usize = 3;

/// All that the sections and findings of a report say to a reader, judged on its day.
pub(super) fn all(sections: &[Section], findings: &[Finding], as_of: NaiveDate) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    for section in sections {
        let of = OfSection { section, as_of };
        asks.extend(of.rules());
        asks.extend(of.requirements());
        asks.extend(of.removed());
        asks.extend(of.policies());
        asks.extend(of.designations());
        asks.extend(of.exceptions());
        asks.extend(of.savings());
    }
    asks.extend(findings.iter().filter_map(not_on_the_list));
    asks.sort_by_key(|ask| ask.topic);
    joined(asks)
}

/// A party that an order adds, and that could not be entered. One that is to be revised stays on the list as it was.
fn not_on_the_list(finding: &Finding) -> Option<Ask> {
    let (Code::InstructionWithoutRow | Code::RowDefective) = finding.code else {
        return None;
    };
    let name = finding.name.as_deref()?;
    let country = finding.country.as_deref().filter(|country| !country.is_empty());
    let country = country.map_or_else(String::new, |country| format!(" ({country})"));
    let revises = finding.message.contains("to be revised");
    let words = if revises {
        format!(
            "“{name}”{country}: a revision is ordered by the rule, and its text is not in the list; which text applies is \
             not settled here"
        )
    } else {
        format!(
            "“{name}”{country}: named by the rule, absent from the list's text; whether the requirement applies is not \
             settled here"
        )
    };
    let place = finding.place.as_ref().map_or_else(String::new, |place| format!(", {place}"));
    let document = finding.document.as_ref().map_or_else(|| "the document".to_owned(), ToString::to_string);
    Some(Ask {
        topic: Topic::NotOnTheList,
        words,
        quote: finding.quote.as_deref().map(|quote| around(quote, name)),
        source: format!("{document}{place}; finding {}", finding.code.name()),
        document: finding.document.clone(),
    })
}

/// The beginning of an order and the name that it is about; all of an order that is short.
fn around(order: &str, name: &str) -> String {
    const SHORT: usize = 240;
    const BEGINNING: usize = 100;
    if order.chars().count() <= SHORT {
        return order.to_owned();
    }
    let beginning: String = order.chars().take(BEGINNING).collect();
    let beginning = beginning.rsplit_once(' ').map_or(beginning.as_str(), |(words, _)| words);
    if order.contains(name) && !beginning.contains(name) {
        format!("{beginning} … “{name}” …")
    } else {
        format!("{beginning} …")
    }
}

/// What several documents say in the same words, once, with all of their sources.
fn joined(asks: Vec<Ask>) -> Vec<Ask> {
    let mut all: Vec<Ask> = Vec::new();
    for ask in asks {
        let same = |other: &&mut Ask| (other.topic, &other.words, &other.quote) == (ask.topic, &ask.words, &ask.quote);
        match all.iter_mut().find(same) {
            Some(other) if other.source == ask.source => {}
            Some(other) => other.source = format!("{}; {}", other.source, ask.source),
            None => all.push(ask),
        }
    }
    all
}

struct OfSection<'a> {
    section: &'a Section,
    as_of: NaiveDate,
}

impl OfSection<'_> {
    fn ask(&self, topic: Topic, words: String, quote: Option<String>, source: String) -> Ask {
        let document = self.section.document.as_ref().map(|document| document.number.clone());
        Ask { topic, words, quote, source, document }
    }

    /// `in force since 2024-12-10, 1 day before publication`, `in force from 2025-01-16`.
    fn since(&self) -> String {
        let Some(day) = self.section.effective else {
            return String::new();
        };
        let published = self.section.document.as_ref().map(|document| document.published);
        let early = published.map(|published| (published - day).num_days()).filter(|days| *days > 0);
        let early = early.and_then(|days| usize::try_from(days).ok());
        let early = early.map_or_else(String::new, |days| format!(", {} before publication", quantity(days, "day")));
        if day > self.as_of { format!(", in force from {day}") } else { format!(", in force since {day}{early}") }
    }

    fn document(&self) -> String {
        let document = self.section.document.as_ref();
        document.map_or_else(
            || "the texts on record".to_owned(),
            |document| match &document.citation {
                Some(citation) => format!("{}, {citation}", document.number),
                None => document.number.to_string(),
            },
        )
    }

    fn rules(&self) -> Vec<Ask> {
        let rules = self.section.provisions.iter();
        rules
            .map(|rule| {
                let quote = rule.text.clone().or_else(|| rule.old.clone());
                let list = rule.list.map_or("Part 744", ListId::title);
                let source = format!("{list}, {}, by {}", rule.section, self.document());
                self.ask(Topic::Rule, rule.words.clone(), quote, source)
            })
            .collect()
    }

    /// Texts of a column of the new entries, and of those whose text of it changed, with how many bear each.
    fn texts(&self, field: &str, of: fn(&EntryRecord) -> &str) -> Vec<Grouped<'_>> {
        let changed = self.section.changed.iter().filter(|change| change.changes.contains_key(field));
        let mut texts: BTreeMap<(ListId, &str), (usize, usize)> = BTreeMap::new();
        for entry in &self.section.added {
            texts.entry((entry.list, of(entry))).or_default().0 += 1;
        }
        for change in changed {
            texts.entry((change.list, of(&change.after))).or_default().1 += 1;
        }
        let mut texts: Vec<_> = texts.into_iter().filter(|((_, text), _)| !text.is_empty()).collect();
        texts.sort_by_key(|(_, (new, changed))| std::cmp::Reverse(new + changed));
        let mut groups: Vec<Grouped<'_>> = Vec::new();
        for ((list, text), (new, changed)) in texts {
            let same = |group: &&mut Grouped<'_>| group.list == list && said(group.text) == said(text);
            match groups.iter_mut().find(same) {
                Some(group) => (group.new, group.changed) = (group.new + new, group.changed + changed),
                None => groups.push(Grouped { list, text, new, changed }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.new + group.changed));
        groups
    }

    fn by_text(&self, topic: Topic, groups: &[Grouped<'_>], column: &str, says: &str) -> Vec<Ask> {
        let since = self.since();
        let told = groups.iter().take(QUOTED).map(|group| {
            let words = format!("{says} {}{since}", group.whom());
            let source = format!("{column} of {}, by {}", group.list.title(), self.document());
            self.ask(topic, words, Some(unmarked(group.text)), source)
        });
        let more = groups.len().saturating_sub(QUOTED);
        let entries: usize = groups.iter().skip(QUOTED).map(|group| group.new + group.changed).sum();
        let rest = (more > 0).then(|| {
            let words = format!(
                "{says} {} more in {}, printed with each{since}",
                quantity(entries, "entry"),
                quantity(more, "other text")
            );
            self.ask(topic, words, None, format!("{column}, by {}", self.document()))
        });
        told.chain(rest).collect()
    }

    fn requirements(&self) -> Vec<Ask> {
        let groups = self.texts("license_requirement", |entry| &entry.license_requirement);
        let mut asks = self.by_text(
            Topic::LicenseRequirement,
            &groups,
            "License requirement column",
            "A license is required as stated for",
        );
        // Lists without that column say it in their introductory text.
        let bare = self.section.added.iter().filter(|entry| entry.license_requirement.is_empty());
        let mut lists: BTreeMap<ListId, usize> = BTreeMap::new();
        for entry in bare {
            *lists.entry(entry.list).or_default() += 1;
        }
        asks.extend(lists.into_iter().map(|(list, n)| {
            let words = format!(
                "What the introductory text of the {} orders counts for {}{}",
                list.title(),
                quantity(n, "new entry"),
                self.since()
            );
            let source = format!("Supplement No. {} to part 744, by {}", list.supplement(), self.document());
            self.ask(Topic::LicenseRequirement, words, None, source)
        }));
        asks
    }

    fn removed(&self) -> Option<Ask> {
        let n = self.section.removed.len();
        (n > 0).then(|| {
            let are = if n == 1 { "is" } else { "are" };
            let since = self.section.effective.map_or_else(String::new, |day| format!(" from {day} on"));
            let them = if n == 1 { "it" } else { "them" };
            let words = format!(
                "{} {are} not on the list any more{since}; other law may still name {them}",
                quantity(n, "entry")
            );
            self.ask(Topic::Removed, words, None, self.document())
        })
    }

    fn policies(&self) -> Vec<Ask> {
        let groups = self.texts("license_review_policy", |entry| &entry.license_review_policy);
        self.by_text(
            Topic::ReviewPolicy,
            &groups,
            "License review policy column",
            "Applications are reviewed as stated for",
        )
    }

    fn designations(&self) -> Vec<Ask> {
        let one = std::slice::from_ref(self.section);
        let gained = super::figures::gained(&super::figures::by_designation(one));
        let ask = |(mark, n): (u8, usize)| {
            let known = self.section.meanings.get(mark);
            let bear = if n == 1 { "bears" } else { "bear" };
            let words = match known.as_ref().map(|known| (known.effect, known.section.as_str())) {
                Some((Effect::Reach, section)) if !section.is_empty() => format!(
                    "{} {bear} footnote {mark}: products made abroad are reached as § {section} of the EAR says",
                    quantity(n, "entry")
                ),
                _ => format!("{} {bear} {}", quantity(n, "entry"), self.section.meanings.in_words(mark)),
            };
            let source = format!("footnote {mark} of the Entity List, by {}", self.document());
            self.ask(Topic::Designation, words, known.and_then(|known| known.text), source)
        };
        gained.into_iter().map(ask).collect()
    }

    /// License exceptions that the texts of entries name.
    fn exceptions(&self) -> Vec<Ask> {
        let changed = self.section.changed.iter().filter(|change| is_other_in_law(change)).map(|change| &change.after);
        let entries: Vec<_> = self.section.added.iter().chain(changed).collect();
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        for entry in &entries {
            for text in [&entry.license_requirement, &entry.license_review_policy] {
                let rules = provision::read(text).into_iter();
                for rule in rules.filter(|rule| rule.kind == Kind::LicenseExceptions || names_exception(&rule.text)) {
                    *named.entry(rule.text).or_default() += 1;
                }
            }
        }
        let ask = |(text, n): (String, usize)| {
            let words = format!("The text of {} names a license exception", quantity(n, "entry"));
            let source = format!("the entry's own text, by {}", self.document());
            self.ask(Topic::LicenseExceptions, words, Some(text), source)
        };
        named.into_iter().map(ask).collect()
    }

    fn savings(&self) -> Option<Ask> {
        // What comes back by itself, or came into force after it was told, was under the clause then.
        let document = self.section.document.as_ref().filter(|_| !self.section.ends_stay)?;
        let savings = document.savings.as_ref().filter(|_| !self.section.is_without_changes())?;
        let source = format!("{}, Supplementary Information", self.document());
        Some(self.ask(Topic::Savings, in_words(savings), Some(savings.text.clone()), source))
    }
}

fn is_other_in_law(change: &ChangeRecord) -> bool {
    ["license_requirement", "license_review_policy"].iter().any(|field| change.changes.contains_key(field))
}

fn names_exception(text: &str) -> bool {
    text.contains("License Exception") || text.to_lowercase().contains("license exception")
}

/// The text without its footnote marks (`^4^`): what they mean is said beside it.
fn unmarked(text: &str) -> String {
    let parts = text.split('^').enumerate();
    let is_mark = |at: usize, part: &str| at % 2 == 1 && part.chars().all(|c| c.is_ascii_digit() || c == ' ');
    parts.filter(|(at, part)| !is_mark(*at, part)).map(|(_, part)| part).collect::<String>().trim_end().to_owned()
}

/// The words alone: a point or a blank more is the same requirement. A footnote is part of what is said.
fn said(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '^' | '(' | ')' | '§')).collect()
}

/// The text and the entries that bear it.
struct Grouped<'a> {
    list: ListId,
    text: &'a str,
    new: usize,
    changed: usize,
}

impl Grouped<'_> {
    /// `8 new entries and 1 changed entry`.
    fn whom(&self) -> String {
        let new = (self.new > 0).then(|| quantity(self.new, "new entry"));
        let changed = (self.changed > 0).then(|| quantity(self.changed, "changed entry"));
        new.into_iter().chain(changed).collect::<Vec<_>>().join(" and ")
    }
}

/// `Shipments under way on 2025-03-25 may go on under the rules before, before 2025-04-24`.
fn in_words(savings: &Savings) -> String {
    let Some(day) = savings.under_way else {
        return "The rule prints a savings clause; its days were not understood, so it is quoted".to_owned();
    };
    let end = match (savings.before, savings.until) {
        (Some(end), _) => format!(", before {end}"),
        (None, Some(end)) => format!(", until {end}"),
        (None, None) => String::new(),
    };
    format!("Shipments that were under way on {day} may go on as the clause says{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_of_many_names_is_quoted_where_it_is_about_the_party() {
        let short = "a. Under CHINA, by adding an entry for “Alpha Ltd.”;";
        assert_eq!(around(short, "Alpha Ltd."), short);
        let names = (0..40).map(|n| format!("“Company {n} Ltd.”; ")).collect::<Vec<_>>().concat();
        let long = format!("a. Under CHINA, by adding in alphabetical order entries for {names}and “Zeta Ltd.”;");
        assert!(around(&long, "Zeta Ltd.").ends_with("… “Zeta Ltd.” …"));
        assert!(around(&long, "Not There Ltd.").ends_with(" …") && around(&long, "Zeta Ltd.").len() < 140);
    }

    #[test]
    fn texts_that_differ_in_points_and_blanks_say_the_same() {
        let (text, dotless) = ("For all items. (See § 744.11 of the EAR)", "For all items (See § 744.11 of the EAR).");
        assert_eq!(said(text), said(dotless));
        for other in ["For all items. (Se § 744.11 of the EAR)", "For all items. (See § 744.11 of the EAR)^4^"] {
            assert_ne!(said(text), said(other));
        }
        assert_eq!(unmarked("For all items (See § 744.11 of the EAR)^4^"), "For all items (See § 744.11 of the EAR)");
    }
}
