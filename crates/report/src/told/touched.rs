//! What is said of a user's own parties at the head of a report, and in which words.

use serde::Serialize;

use super::screened as told;
use crate::report::Report;
use crate::report::touched::{LastScreening, News, Touched, TouchedHit, matches};
use crate::visible::{capitalized, one_line, shorten};

/// What is told of a user's parties. Nothing is escaped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TouchedView {
    /// `Your parties: 2 potential matches, review`.
    pub title: String,
    /// `review` where a person must look, else `info`.
    pub tone: &'static str,
    /// What stands before the matches: why parties could not be screened.
    pub alarms: Vec<String>,
    /// The matches.
    pub hits: Vec<TouchedHitView>,
    /// How many matches are only counted, and where to read them; `None` where all are told.
    pub more: Option<String>,
    /// Against what the parties were held, and with what figures.
    pub notes: Vec<String>,
}

/// A potential match in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TouchedHitView {
    /// `Aster GmbH (id 7)`.
    pub party: String,
    /// `Aster Co. · CHINA (entity-list, el-…)`.
    pub entry: String,
    /// `new, strong match by name, score 0.97`.
    pub strength: String,
    /// What it says besides, each with its title.
    pub terms: Vec<TouchedTerm>,
}

/// A part of a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TouchedTerm {
    /// What it is.
    pub title: &'static str,
    /// What it says.
    pub text: String,
}

/// Matches that a report tells; of more, the rest is counted.
const MOST: usize = 500;
/// Characters of a name of a party within a line.
const NAME: usize = 60;

impl TouchedView {
    /// What a report tells of parties, where it tells anything of them.
    pub fn new(report: &Report) -> Option<Self> {
        let touched = report.screening.as_ref()?;
        let alarms = touched.failed.iter().map(|why| format!("Not screened: {why}. The next run tries again."));
        let skipped = touched.skipped.iter().map(|line| capitalized(line));
        let left = touched.hits.len().saturating_sub(MOST);
        Some(Self {
            title: title(touched),
            tone: if touched.is_news() { "review" } else { "info" },
            alarms: alarms.chain(skipped).collect(),
            hits: touched.hits.iter().take(MOST).map(TouchedHitView::new).collect(),
            more: (left > 0).then(|| format!("and {left} more, which `earwatch screen` shows")),
            notes: touched.screening.iter().flat_map(|screening| notes(screening, touched)).collect(),
        })
    }
}

impl TouchedHitView {
    fn new(of: &TouchedHit) -> Self {
        let changed = (!of.changed.is_empty()).then(|| of.changed.join("; "));
        let changed = changed.map(|text| TouchedTerm { title: "what changed", text });
        let described = told::described(&of.hit).into_iter();
        let terms = described.map(|(title, values)| TouchedTerm { title, text: values.join("; ") });
        Self {
            party: party(of),
            entry: told::entry(&of.hit.entry),
            strength: format!("{}, {}", news(of), told::strength(&of.hit)),
            terms: changed.into_iter().chain(terms).collect(),
        }
    }

    /// All but the parts, in a line.
    pub fn in_words(&self) -> String {
        format!("{}: {}: {}", self.party, self.entry, self.strength)
    }

    /// A part by its title.
    pub fn term(&self, title: &str) -> Option<&str> {
        self.terms.iter().find(|term| term.title == title).map(|term| term.text.as_str())
    }
}

/// `Aster GmbH (id 7)`, or the row where the file has no ids.
fn party(of: &TouchedHit) -> String {
    let name = shorten(&one_line(&of.party.name), NAME);
    let id = one_line(&of.party.id);
    if id.starts_with("row ") { format!("{name} ({id})") } else { format!("{name} (id {id})") }
}

fn news(of: &TouchedHit) -> &'static str {
    match of.news {
        News::New => "new",
        News::OpenAgain => "open again",
        News::EntryChanged => "the entry changed",
        News::CoverageChanged => "coverage changed",
    }
}

fn title(touched: &Touched) -> String {
    match (touched.hits.len(), touched.lacks_parties()) {
        (0, true) if touched.failed.is_some() => "Your parties could not be screened".to_owned(),
        (0, true) => "Your parties: some could not be screened".to_owned(),
        (0, false) => "Your parties: no new potential match found".to_owned(),
        (n, _) => format!("Your parties: {}, review", matches(n)),
    }
}

fn notes(screening: &LastScreening, touched: &Touched) -> Vec<String> {
    let against = format!("lists as of {}, with threshold {}", screening.as_of, screening.threshold);
    let counts = told::counts(&screening.counts);
    let whole = if touched.failed.is_some() {
        format!("Screened last against {against}: {counts}.")
    } else if touched.hits.is_empty() {
        format!("No potential match that was not told before, in {against}. {}: {counts}.", screening.input)
    } else {
        format!("{}, against {against}: {counts}.", screening.input)
    };
    let review = "A potential match is for a person to review; `earwatch decide` records what they find. That none is found \
                  does not mean that a party is not listed or not restricted.";
    let notes = screening.notes.iter().map(|note| format!("{}.", capitalized(note)));
    std::iter::once(whole).chain(notes).chain([review.to_owned()]).collect()
}
