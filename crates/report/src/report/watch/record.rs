//! What a report says of the watch list that it was filtered by.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Kind, Term, WatchList, shown};

/// The watch list that a report was filtered by. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WatchRecord {
    /// The name of its file.
    pub list: String,
    /// How many of the changed entries match.
    pub changes: Matching,
    /// The terms, in the order of their lines.
    pub terms: Vec<WatchedTerm>,
    /// All of it in words, for the top of a report.
    pub words: String,
}

/// How many match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Matching {
    /// Changed entries that match and are shown.
    pub matching: usize,
    /// Changed entries before the filter.
    pub of: usize,
}

/// A term and where it was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WatchedTerm {
    /// Line of the watch list, counted from 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub term: String,
    /// Changed entries that it matches.
    pub changes: usize,
    /// Documents, other texts of the lists, announcements and findings that it matches; these are shown in any case.
    pub elsewhere: usize,
    /// Names that it matches otherwise than by exactly its words, and how; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    /// Whether it can be a heading: false of a country that no heading is known to be called by.
    pub is_known: bool,
}

/// Terms that are named one by one.
const NAMED: usize = 20;

impl WatchRecord {
    pub(super) fn new(
        list: &WatchList,
        changes: &[usize],
        elsewhere: &[usize],
        how: Vec<BTreeSet<String>>,
        (matching, of): (usize, usize),
    ) -> Self {
        let met = changes.iter().zip(elsewhere).zip(how);
        let term = |(term, ((changes, elsewhere), how)): (&Term, ((&usize, &usize), BTreeSet<String>))| WatchedTerm {
            line: term.line,
            kind: term.sought.kind(),
            term: term.written.clone(),
            changes: *changes,
            elsewhere: *elsewhere,
            how: how.into_iter().collect(),
            is_known: !term.is_unknown_country(),
        };
        let mut record = Self {
            list: list.name.clone(),
            changes: Matching { matching, of },
            terms: list.terms.iter().zip(met).map(term).collect(),
            words: String::new(),
        };
        record.words = record.in_words();
        record
    }

    fn in_words(&self) -> String {
        let Matching { matching, of } = self.changes;
        let terms = match self.terms.len() {
            1 => "1 term".to_owned(),
            n => format!("{n} terms"),
        };
        let matched = match matching {
            1 => "1 matches".to_owned(),
            n => format!("{n} match"),
        };
        let entries = if of == 1 { "entry" } else { "entries" };
        let mut words = format!(
            "Filtered by the watch list “{}” ({terms}): of {of} changed {entries} {matched}; findings, announcements and \
             other texts of the list are not filtered.",
            self.list
        );
        let mut say = |before: &str, terms: Vec<String>| {
            if !terms.is_empty() {
                words = format!("{words} {before}: {}.", some(&terms, ", "));
            }
        };
        let select = |wanted: &dyn Fn(&WatchedTerm) -> bool| {
            let terms = self.terms.iter().filter(|term| wanted(term));
            terms.map(WatchedTerm::in_words).collect::<Vec<_>>()
        };
        let counted = self.terms.iter().filter(|term| term.changes > 0);
        say("Changed entries by term", counted.map(|term| format!("{} {}", term.in_words(), term.changes)).collect());
        let otherwise = self.terms.iter().filter(|term| !term.how.is_empty());
        say(
            "Written otherwise",
            otherwise.map(|term| format!("{} is {}", term.in_words(), some(&term.how, " and "))).collect(),
        );
        say(
            "No changed entry, but a document, a finding, an announcement or another text of the list matches",
            select(&|term| term.changes == 0 && term.elsewhere > 0),
        );
        say("Nothing in this report matches", select(&|term| term.changes == 0 && term.elsewhere == 0));
        say("Not known as the name of a country heading; searched as written", select(&|term| !term.is_known));
        format!(
            "{words} If nothing here matches a term, that does not mean that such a party is not listed or not restricted."
        )
    }
}

/// The first of some words, and how many more there are.
fn some(terms: &[String], between: &str) -> String {
    let first: Vec<_> = terms.iter().take(NAMED).map(String::as_str).collect();
    match terms.len().saturating_sub(NAMED) {
        0 => first.join(between),
        more => format!("{} and {more} more, all in the JSON", first.join(between)),
    }
}

impl WatchedTerm {
    /// `“Inspur”`, `country “TAIWAN”`.
    fn in_words(&self) -> String {
        let kind = match self.kind {
            Kind::Name => "",
            Kind::Country => "country ",
            Kind::Citation => "citation ",
            Kind::Document => "document ",
        };
        format!("{kind}“{}”", shown(&self.term))
    }
}
