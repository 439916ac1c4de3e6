//! What the changes of a report's sections say to their readers, kind by kind.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Ask, Brief, Topic};
use crate::report::change::ChangeRecord;
use crate::report::figures;
use crate::report::provisions::{RuleBecame, RuleChange};
use crate::report::record::EntryRecord;
use crate::report::section::Section;
use earwatch_law::law::ListId;
use earwatch_law::law::designation::{Designations, Effect};
use earwatch_law::law::quantity::quantity;
use earwatch_law::provision::savings::Savings;
use earwatch_law::provision::{self, Kind};

/// Texts of entries that are quoted; the others are counted.
const QUOTED: usize = 3;

/// Sections that take effect on one day, in one way.
pub(super) struct OfSections<'a> {
    sections: Vec<&'a Section>,
    as_of: NaiveDate,
}

impl<'a> OfSections<'a> {
    /// Sections by the day since or from which they count, in their order.
    pub(super) fn all(sections: &'a [Section], as_of: NaiveDate) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for section in sections {
            let alike = |of: &&mut Self| {
                of.sections.iter().any(|it| it.effective == section.effective && it.ends_stay == section.ends_stay)
            };
            match all.iter_mut().find(alike) {
                Some(of) => of.sections.push(section),
                None => all.push(Self { sections: vec![section], as_of }),
            }
        }
        all
    }

    fn ask(&self, topic: Topic, words: String, quote: Option<String>, source: String, brief: Brief) -> Ask {
        let mut numbers = self.sections.iter().filter_map(|section| section.document.as_ref()).map(|of| &of.number);
        let document = numbers.next().filter(|first| numbers.all(|other| other == *first)).cloned();
        Ask { topic, words, quote, source, document, brief: Brief { documents: self.documents(), ..brief } }
    }

    fn effective(&self) -> Option<NaiveDate> {
        self.sections.first()?.effective
    }

    /// `, in force since 2024-12-10`, `, in force from 2025-01-16`.
    fn since(&self) -> String {
        self.effective().map_or_else(String::new, |_| format!(", in force {}", self.since_in_brief()))
    }

    /// `since 2024-12-10`, `from 2025-01-16`.
    fn since_in_brief(&self) -> String {
        let since = |day: NaiveDate| if day > self.as_of { format!("from {day}") } else { format!("since {day}") };
        self.effective().map(since).unwrap_or_default()
    }

    fn documents(&self) -> Vec<String> {
        let documents = self.sections.iter().filter_map(|section| section.document.as_ref());
        let mut named: Vec<_> = documents
            .map(|document| match &document.citation {
                Some(citation) => format!("{} ({citation})", document.number),
                None => document.number.to_string(),
            })
            .collect();
        named.dedup();
        named
    }

    fn document(&self) -> String {
        match self.documents() {
            documents if documents.is_empty() => "the texts on record".to_owned(),
            documents => documents.join(" and "),
        }
    }

    fn added(&self) -> impl Iterator<Item = &'a EntryRecord> {
        self.sections.iter().flat_map(|section| &section.added)
    }

    fn changed(&self) -> impl Iterator<Item = &'a ChangeRecord> {
        self.sections.iter().flat_map(|section| &section.changed)
    }

    /// What became of rules; that a stay ends is said by the stay.
    pub(super) fn rules(&self, stayed: &[Kind]) -> Vec<Ask> {
        let rules = self.sections.iter().flat_map(|section| &section.provisions);
        let comes_back = |rule: &&RuleChange| {
            rule.change == RuleBecame::InForceAgain && rule.from > Some(self.as_of) && stayed.contains(&rule.kind)
        };
        let rules = rules.filter(|rule| !comes_back(rule));
        rules
            .map(|rule| {
                let quote = rule.text.clone().or_else(|| rule.old.clone());
                let list = rule.list.map_or("Part 744", ListId::title);
                let source = format!("{list}, {}, by {}", rule.section, self.document());
                let words = rule.without_preamble().to_owned();
                let brief = Brief { words, place: rule.section.clone(), ..Brief::default() };
                self.ask(Topic::Rule, rule.words.clone(), quote, source, brief)
            })
            .collect()
    }

    /// Texts of a column of the new entries, and of those whose text of it changed, with how many bear each.
    fn texts(&self, field: &str, of: fn(&EntryRecord) -> &str) -> Vec<Grouped<'a>> {
        let mut texts: BTreeMap<(ListId, &str), (usize, usize)> = BTreeMap::new();
        for entry in self.added() {
            texts.entry((entry.list, of(entry))).or_default().0 += 1;
        }
        for change in self.changed().filter(|change| change.changes.contains_key(field)) {
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
        let brief = |words: String, quote: Option<String>| Brief {
            since: self.since_in_brief(),
            words,
            quote,
            place: column.to_owned(),
            documents: Vec::new(),
        };
        // The place of "1 other text" is that of the one.
        let quoted = if groups.len() == QUOTED + 1 { groups.len() } else { QUOTED };
        let told = groups.iter().take(quoted).map(|group| {
            let words = format!("{says} {}{since}", group.whom());
            let source = format!("{column} of {}, by {}", group.list.title(), self.document());
            let quote = Some(unmarked(group.text));
            let brief = brief(group.whom(), quote.clone());
            self.ask(topic, words, quote, source, brief)
        });
        let more = groups.len().saturating_sub(quoted);
        let entries: usize = groups.iter().skip(quoted).map(|group| group.new + group.changed).sum();
        let rest = (more > 0).then(|| {
            let (entries, texts) = (quantity(entries, "entry"), quantity(more, "other text"));
            let words = format!("{says} {entries} more in {texts}, printed with each{since}");
            let brief = brief(format!("{entries} in {texts} (below)"), None);
            self.ask(topic, words, None, format!("{column}, by {}", self.document()), brief)
        });
        told.chain(rest).collect()
    }

    pub(super) fn requirements(&self) -> Vec<Ask> {
        let groups = self.texts("license_requirement", |entry| &entry.license_requirement);
        let mut asks = self.by_text(
            Topic::LicenseRequirement,
            &groups,
            "License requirement column",
            "A license is required as stated for",
        );
        // Lists without that column say it in their introductory text.
        let bare = self.added().filter(|entry| entry.license_requirement.is_empty());
        let mut lists: BTreeMap<ListId, usize> = BTreeMap::new();
        for entry in bare {
            *lists.entry(entry.list).or_default() += 1;
        }
        asks.extend(lists.into_iter().map(|(list, n)| {
            let new = quantity(n, "new entry");
            let intro = format!("introductory text of the {}", list.title());
            let words = format!("For {new}, a license is required as the {intro} says{}", self.since());
            let source = format!("Supplement No. {} to part 744, by {}", list.supplement(), self.document());
            let brief = Brief {
                since: self.since_in_brief(),
                words: format!("{new}, as the {intro} says"),
                place: format!("Supplement No. {} to part 744", list.supplement()),
                ..Brief::default()
            };
            self.ask(Topic::LicenseRequirement, words, None, source, brief)
        }));
        asks
    }

    pub(super) fn removed(&self) -> Option<Ask> {
        let n: usize = self.sections.iter().map(|section| section.removed.len()).sum();
        (n > 0).then(|| {
            let are = if n == 1 { "is" } else { "are" };
            let since = self.effective().map_or_else(String::new, |day| format!(" from {day} on"));
            let them = if n == 1 { "it" } else { "them" };
            let entries = quantity(n, "entry");
            let words = format!("{entries} {are} no longer on the list{since}; other law may still name {them}");
            let brief = Brief {
                since: self.since_in_brief(),
                words: format!("{entries}; other law may still name {them}"),
                place: "instructions".to_owned(),
                ..Brief::default()
            };
            self.ask(Topic::Removed, words, None, self.document(), brief)
        })
    }

    pub(super) fn policies(&self) -> Vec<Ask> {
        let groups = self.texts("license_review_policy", |entry| &entry.license_review_policy);
        self.by_text(
            Topic::ReviewPolicy,
            &groups,
            "License review policy column",
            "Applications are reviewed as stated for",
        )
    }

    pub(super) fn designations(&self) -> Vec<Ask> {
        let mut meanings = Designations::default();
        let mut gained: BTreeMap<u8, usize> = BTreeMap::new();
        for section in &self.sections {
            meanings.extend(&section.meanings);
            let figures = figures::by_designation(std::slice::from_ref(*section));
            for (mark, n) in figures::gained(&figures) {
                *gained.entry(mark).or_default() += n;
            }
        }
        let ask = |(mark, n): (u8, usize)| {
            let known = meanings.get(mark);
            let bear = if n == 1 { "bears" } else { "bear" };
            let entries = quantity(n, "entry");
            let words = match known.as_ref().map(|known| (known.effect, known.section.as_str())) {
                Some((Effect::Reach, section)) if !section.is_empty() => format!(
                    "{entries} {bear} footnote {mark}: products made abroad are reached as § {section} of the EAR says"
                ),
                _ => format!("{entries} {bear} {}", meanings.in_words(mark)),
            };
            let source = format!("footnote {mark} of the Entity List, by {}", self.document());
            let brief = Brief {
                words: format!("{entries} {bear} {}", meanings.in_words(mark)),
                place: format!("footnote {mark}"),
                ..Brief::default()
            };
            self.ask(Topic::Designation, words, known.and_then(|known| known.text), source, brief)
        };
        gained.into_iter().map(ask).collect()
    }

    /// License exceptions that the texts of entries name.
    pub(super) fn exceptions(&self) -> Vec<Ask> {
        let changed = self.changed().filter(|change| is_other_in_law(change)).map(|change| &change.after);
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        for entry in self.added().chain(changed) {
            for text in [&entry.license_requirement, &entry.license_review_policy] {
                let rules = provision::read(text).into_iter();
                for rule in rules.filter(|rule| rule.kind == Kind::LicenseExceptions || names_exception(&rule.text)) {
                    *named.entry(rule.text).or_default() += 1;
                }
            }
        }
        let ask = |(text, n): (String, usize)| {
            let entries = quantity(n, "entry");
            let words = format!("The text of {entries} names a license exception");
            let source = format!("the entry's own text, by {}", self.document());
            let brief =
                Brief { words: entries, quote: Some(text.clone()), place: "entries".to_owned(), ..Brief::default() };
            self.ask(Topic::LicenseExceptions, words, Some(text), source, brief)
        };
        named.into_iter().map(ask).collect()
    }

    pub(super) fn savings(&self) -> Vec<Ask> {
        // What comes back by itself, or came into force after it was told, was under the clause then.
        let told = self.sections.iter().filter(|section| !section.ends_stay && !section.is_without_changes());
        let clauses = told.filter_map(|section| section.document.as_ref()?.savings.as_ref());
        clauses
            .map(|savings| {
                let source = format!("{}, Supplementary Information", self.document());
                let words = in_words(savings);
                let brief = Brief {
                    words: uncapitalized(&words),
                    quote: savings.under_way.is_none().then(|| savings.text.clone()),
                    place: "Supplementary Information".to_owned(),
                    ..Brief::default()
                };
                self.ask(Topic::Savings, words, Some(savings.text.clone()), source, brief)
            })
            .collect()
    }
}

fn uncapitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
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
    fn texts_that_differ_in_points_and_blanks_say_the_same() {
        let (text, dotless) = ("For all items. (See § 744.11 of the EAR)", "For all items (See § 744.11 of the EAR).");
        assert_eq!(said(text), said(dotless));
        for other in ["For all items. (Se § 744.11 of the EAR)", "For all items. (See § 744.11 of the EAR)^4^"] {
            assert_ne!(said(text), said(other));
        }
        assert_eq!(unmarked("For all items (See § 744.11 of the EAR)^4^"), "For all items (See § 744.11 of the EAR)");
    }
}
