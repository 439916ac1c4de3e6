//! "What this asks of you": what the law and the documents of a report say to their readers, in neutral words and with
//! their sources. Nothing here is advice.

mod sections;

use chrono::NaiveDate;
use serde::Serialize;

use super::provisions::RuleBecame;
use super::section::Section;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::country::spoken;
use sections::OfSections;

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
}
