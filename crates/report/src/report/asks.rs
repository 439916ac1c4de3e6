//! "What this asks of you": what the law and the documents of a report say to their readers, in neutral words and with
//! their sources. Nothing here is advice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::change::ChangeRecord;
use super::provisions::{RuleBecame, RuleChange};
use super::record::EntryRecord;
use super::section::Section;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::country::spoken;
use earwatch_law::law::designation::{Designations, Effect};
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
    /// The document; `None` where several say it.
    pub document: Option<DocumentNumber>,
    /// The same as a line of few words.
    #[serde(skip)]
    pub brief: Brief,
}

/// What is said, as few words as a line has: `License requirement since 2024-12-10: 8 new entries, “For all items …”`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brief {
    /// Since or from when, `since 2024-12-10`; empty where that is not said.
    pub since: String,
    /// Who or what, `8 new entries`.
    pub words: String,
    /// Words of the law that the line quotes.
    pub quote: Option<String>,
    /// Where these stand, `License requirement column`.
    pub place: String,
    /// In which documents.
    pub documents: Vec<String>,
}

/// Texts of entries that are quoted; the others are counted.
const QUOTED: usize = 3;

/// All that the sections and findings of a report say to a reader, judged on its day.
pub(super) fn all(sections: &[Section], findings: &[Finding], as_of: NaiveDate) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    let rules = sections.iter().flat_map(|section| &section.provisions);
    let stayed: Vec<_> = rules.filter(|rule| rule.change == RuleBecame::Stayed).map(|rule| rule.kind).collect();
    for of in OfSections::all(sections, as_of) {
        asks.extend(of.rules(&stayed));
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
    let by = finding.document.as_ref().map_or_else(String::new, |document| format!(" by {document}"));
    let brief = words.replacen(" by the rule", &by, 1);
    let brief = match finding.country.as_deref() {
        Some(printed) => brief.replacen(&format!("({printed})"), &format!("({})", spoken(printed)), 1),
        None => brief,
    };
    let code = finding.code.name();
    let brief = Brief { words: format!("{brief} (finding {code})"), ..Brief::default() };
    Some(Ask {
        brief,
        topic: Topic::NotOnTheList,
        words,
        quote: finding.quote.as_deref().map(|quote| around(quote, name)),
        source: format!("{document}{place}; finding {code}"),
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

/// Sections that take effect on one day, in one way.
struct OfSections<'a> {
    sections: Vec<&'a Section>,
    as_of: NaiveDate,
}

impl<'a> OfSections<'a> {
    /// Sections by the day since or from which they count, in their order.
    fn all(sections: &'a [Section], as_of: NaiveDate) -> Vec<Self> {
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
    fn rules(&self, stayed: &[Kind]) -> Vec<Ask> {
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

    fn requirements(&self) -> Vec<Ask> {
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

    fn removed(&self) -> Option<Ask> {
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
        let mut meanings = Designations::default();
        let mut gained: BTreeMap<u8, usize> = BTreeMap::new();
        for section in &self.sections {
            meanings.extend(&section.meanings);
            let figures = super::figures::by_designation(std::slice::from_ref(*section));
            for (mark, n) in super::figures::gained(&figures) {
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
    fn exceptions(&self) -> Vec<Ask> {
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

    fn savings(&self) -> Vec<Ask> {
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
