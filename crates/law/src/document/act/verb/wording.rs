//! Words that act on documents, and on what else they act.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::super::until::{INSTEAD, NEW_DATE, ON_PUBLICATION, STATES, THE_DATE};

/// What is done to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// Its effective date is moved.
    Delay,
    /// It is stayed or suspended.
    Suspend,
    /// What held it back is ended: a stay is lifted, a delay withdrawn.
    Resume,
    /// It is withdrawn, rescinded, vacated, set aside.
    Withdraw,
    /// Its text is corrected.
    Correct,
    /// It is printed anew.
    Republish,
    /// Its effective date is said; that is nothing, unless it is another one.
    State,
    /// Something else, or no sentence says what.
    Other,
}

impl Verb {
    /// The word for what was done.
    pub fn participle(self) -> &'static str {
        match self {
            Self::Delay => "delayed",
            Self::Suspend => "suspended",
            Self::Resume => "held back no longer",
            Self::Withdraw => "withdrawn",
            Self::Correct => "corrected",
            Self::Republish => "republished",
            Self::State => "effective on another day",
            Self::Other => "acted on",
        }
    }
}

/// Whether a sentence does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// It does it: "is hereby delayed".
    Done,
    /// It recounts it: "was delayed".
    Told,
    /// It is only possible, proposed, asked for or denied.
    Open,
}

/// Beginnings of words that act, and what they mean.
pub(super) const STEMS: [(&str, Verb); 39] = [
    ("delay", Verb::Delay),
    ("postpon", Verb::Delay),
    ("defer", Verb::Delay),
    ("stay", Verb::Suspend),
    ("suspen", Verb::Suspend),
    ("abeyance", Verb::Suspend),
    ("paus", Verb::Suspend),
    ("frozen", Verb::Suspend),
    ("toll", Verb::Suspend),
    ("enjoin", Verb::Suspend),
    ("enjoyn", Verb::Suspend),
    ("withdraw", Verb::Withdraw),
    ("withdrew", Verb::Withdraw),
    ("rescind", Verb::Withdraw),
    ("resciss", Verb::Withdraw),
    ("revok", Verb::Withdraw),
    ("revoc", Verb::Withdraw),
    ("vacat", Verb::Withdraw),
    ("annul", Verb::Withdraw),
    ("nullif", Verb::Withdraw),
    ("invalidat", Verb::Withdraw),
    ("repeal", Verb::Withdraw),
    ("disapprov", Verb::Withdraw),
    ("cancel", Verb::Withdraw),
    ("abrogat", Verb::Withdraw),
    ("retract", Verb::Withdraw),
    ("correct", Verb::Correct),
    ("errat", Verb::Correct),
    ("corrigend", Verb::Correct),
    ("republi", Verb::Republish),
    ("reprint", Verb::Republish),
    ("reissu", Verb::Republish),
    ("lift", Verb::Other),
    ("reinstat", Verb::Other),
    ("supersed", Verb::Other),
    ("terminat", Verb::Other),
    ("discontinu", Verb::Other),
    ("replac", Verb::Other),
    ("strik", Verb::Other),
];

/// Beginnings of words that act on many things: a document has to be named beside them.
pub(super) const WEAK: [&str; 6] = ["supersed", "terminat", "discontinu", "replac", "strik", "frozen"];

/// Words for a document as a whole.
pub(in super::super) const DOCUMENTS: [&str; 10] = [
    "rule", "rules", "regulation", "document", "publication", "rulemaking", "fr", "date", "effectiveness",
    "implementation",
];

/// What else is suspended, revoked and delayed.
pub(super) const OTHER_OBJECTS: [&str; 22] = [
    "license", "licenses", "licensing", "shipment", "shipments", "use", "export", "exports", "privileges",
    "authorization", "authorizations", "eligibility", "exceptions", "advisory", "faq", "faqs", "guidance", "opinion",
    "opinions", "press", "website", "webpage",
];

/// What else courts and bureaus vacate and suspend.
pub(super) const COURT_OBJECTS: [&str; 13] = [
    "order", "orders", "denial", "subpoena", "judgment", "conviction", "sentence", "injunction", "settlement",
    "penalty", "indictment", "award", "opinion",
];

/// What else is postponed, extended and withdrawn in titles.
pub(in super::super) const OTHER_MATTERS: [&str; 19] = [
    "application", "briefing", "comment", "comments", "conference", "deadline", "determination", "determinations",
    "event", "hearing", "hearings", "investigation", "investigations", "meeting", "meetings", "mission", "petition",
    "seminar", "workshop",
];

/// Phrases that act, and what they mean.
const PHRASES: [(&str, Verb); 90] = [
    ("correct the dates", Verb::Correct),
    ("correct the effective date", Verb::Correct),
    ("correction is made", Verb::Correct),
    ("corrections are made", Verb::Correct),
    ("not take effect", Verb::Delay),
    ("not become effective", Verb::Delay),
    ("not be effective", Verb::Delay),
    ("not go into effect", Verb::Delay),
    ("not enter into force", Verb::Delay),
    ("not come into force", Verb::Delay),
    ("extends the effective date", Verb::Delay),
    ("extending the effective date", Verb::Delay),
    ("changes the effective date", Verb::Delay),
    ("changing the effective date", Verb::Delay),
    ("revises the effective date", Verb::Delay),
    ("moves the effective date", Verb::Delay),
    ("pushes back the effective date", Verb::Delay),
    ("puts off the effective date", Verb::Delay),
    ("sets aside", Verb::Withdraw),
    ("set aside", Verb::Withdraw),
    ("no force or effect", Verb::Withdraw),
    ("no legal effect", Verb::Withdraw),
    ("without effect", Verb::Withdraw),
    ("null and void", Verb::Withdraw),
    ("should read", Verb::Correct),
    ("is void", Verb::Other),
    ("are void", Verb::Other),
    ("void ab initio", Verb::Other),
    ("of no effect", Verb::Other),
    ("no longer take effect", Verb::Other),
    ("no longer go into effect", Verb::Other),
    ("no longer become effective", Verb::Other),
    ("not be implemented", Verb::Other),
    ("published in error", Verb::Other),
    ("erroneously published", Verb::Other),
    ("inadvertently published", Verb::Other),
    ("on hold", Verb::Suspend),
    ("should be treated as", Verb::Other),
    ("later than stated", Verb::Delay),
    ("later than announced", Verb::Delay),
    ("later than printed", Verb::Delay),
    ("later than scheduled", Verb::Delay),
    ("later than originally", Verb::Delay),
    ("earlier than stated", Verb::Delay),
    ("earlier than announced", Verb::Delay),
    ("earlier than scheduled", Verb::Delay),
    ("earlier than originally", Verb::Delay),
    ("considered withdrawn", Verb::Other),
    ("deemed withdrawn", Verb::Other),
    ("treated as though", Verb::Other),
    ("treated as if", Verb::Other),
    ("never taken effect", Verb::Other),
    ("did not take effect", Verb::Other),
    ("did not become effective", Verb::Other),
    ("contained an error", Verb::Correct),
    ("contains an error", Verb::Correct),
    ("contained errors", Verb::Correct),
    ("contains errors", Verb::Correct),
    ("typographical error", Verb::Correct),
    ("misstated", Verb::Correct),
    ("misspelled", Verb::Correct),
    ("the wrong", Verb::Correct),
    ("should disregard", Verb::Other),
    ("should be disregarded", Verb::Other),
    ("inadvertently omitted", Verb::Correct),
    ("erroneously omitted", Verb::Correct),
    ("mistakenly omitted", Verb::Correct),
    ("inadvertently left out", Verb::Correct),
    ("should have included", Verb::Correct),
    ("should have listed", Verb::Correct),
    ("should not have been", Verb::Correct),
    ("should not have listed", Verb::Correct),
    ("ceased to", Verb::Other),
    ("no longer in effect", Verb::Other),
    ("no longer effective", Verb::Other),
    ("no longer in force", Verb::Other),
    ("has lapsed", Verb::Other),
    ("lapsed on", Verb::Other),
    ("not to proceed with", Verb::Other),
    ("not proceed with", Verb::Other),
    ("published prematurely", Verb::Other),
    ("prematurely published", Verb::Other),
    ("has no effect", Verb::Other),
    ("have no effect", Verb::Other),
    ("will not be added", Verb::Other),
    ("will not be removed", Verb::Other),
    ("shall not be added", Verb::Other),
    ("shall not be removed", Verb::Other),
    ("cease to", Verb::Other),
    ("expires on", Verb::Other),
];

/// What finds each of the [`PHRASES`]: to look for one costs more than to find that it is not there.
static FINDERS: LazyLock<Vec<(Finder<'static>, &'static str, Verb)>> =
    LazyLock::new(|| PHRASES.iter().map(|(phrase, verb)| (Finder::new(phrase), *phrase, *verb)).collect());

/// Where phrases that act stand in a text, phrase by phrase, and what they mean.
pub(in super::super) fn places_of_phrases(lower: &str) -> impl Iterator<Item = (usize, &'static str, Verb)> {
    let places = |finder: &'static Finder<'static>| finder.find_iter(lower.as_bytes());
    FINDERS.iter().flat_map(move |(finder, phrase, verb)| places(finder).map(move |at| (at, *phrase, *verb)))
}

/// Participles that move a date where the effective date is spoken of: "the effective date … is extended until".
pub(in super::super) const MOVED: [&str; 14] = [
    "extended", "changed", "revised", "moved", "reset", "pushed", "put", "accelerated", "advanced", "brought",
    "shifted", "adjusted", "modified", "amended",
];

/// Beginnings of verbs that move a date where the effective date is their object: "pushes the effective date back to".
pub(in super::super) const MOVES: [&str; 10] =
    ["extend", "chang", "revis", "mov", "reset", "push", "accelerat", "advanc", "shift", "adjust"];

/// Participles that change a document where it is their subject: "the rule published at 96 FR 900 is amended by".
pub(super) const CHANGED: [&str; 6] = ["amended", "modified", "deleted", "removed", "struck", "stricken"];

/// Acts that can be undone.
pub(super) const UNDONE: [&str; 7] =
    ["delay", "stay", "suspension", "postponement", "withdrawal", "deferral", "abeyance"];

/// Beginnings of words without which a sentence does nothing, unless one of the [`phrases`] stands there; with what they
/// can mean.
pub(in super::super) fn beginnings() -> impl Iterator<Item = (&'static str, Verb)> {
    STEMS.into_iter().chain(CHANGED.into_iter().chain(UNDONE).map(|word| (word, Verb::Other)))
}

/// See [`beginnings`].
pub(in super::super) fn phrases() -> impl Iterator<Item = (&'static str, Verb)> {
    let of_dates = NEW_DATE.iter().copied().chain(STATES).chain(INSTEAD).chain(["effective date"]);
    let of_dates = of_dates.chain(ON_PUBLICATION).chain(THE_DATE);
    PHRASES.into_iter().chain(of_dates.map(|phrase| (phrase, Verb::Delay)))
}

/// What a word means by its beginning.
pub(in crate::document::act) fn stem(word: &str) -> Option<Verb> {
    let all = STEMS
        .iter()
        .find(|(stem, _)| word.starts_with(stem) && !["corrective", "correctly", "correctional"].contains(&word));
    all.map(|(_, verb)| *verb)
}

/// Words with the places where they begin.
pub(in crate::document::act) fn words(lower: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '’' || c == '\'')) {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len() + lower.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Whether words refer to a document.
pub(super) fn refers(words: &str) -> bool {
    [" fr ", "fr doc", "fed. reg"].iter().any(|word| words.contains(word))
}

pub(super) fn starts_with_any(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}
