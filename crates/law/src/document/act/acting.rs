//! A sentence that acts on other documents, as it is read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::passage::Section;
use super::scope::Scope;
use super::until::{Length, Until};
use super::verb::{Manner, Verb};
use super::{object, quoted, until};
use crate::finding::Place;
use crate::law::text::cited::Cited;

/// A sentence that acts on other documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What it does.
    pub verb: Verb,
    /// Whether it does it or recounts it.
    pub manner: Manner,
    /// Until when.
    pub until: Until,
    /// For how long, where the sentence says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// The day from which it acts, where the sentence says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The effective date that it replaces, where the sentence says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<NaiveDate>,
    /// Which orders it concerns.
    #[serde(default)]
    pub scope: Scope,
    /// The documents referred to; none where it is meant that shares title and docket.
    pub on: Vec<Cited>,
    /// Which of them may only be spoken of, by their places in `on`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<usize>,
    /// Whether it means one of several that were named before: the one on which another of them acts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_of: bool,
    /// Where it stands.
    pub section: Section,
    /// Its words.
    pub quote: String,
    /// The place of the words.
    pub place: Place,
}

impl Act {
    /// Whether it says that its rule takes effect earlier than on the days that stand: "is changed from October 14, 2031, to
    /// October 5, 2031". A delay to an earlier day is none.
    pub fn advances(&self, standing: &[NaiveDate]) -> bool {
        let quote = quoted::without_past(&self.quote).to_lowercase();
        // "is advancing its effective date, which had been delayed"
        let quote = ["deferred", "delayed", "postponed"]
            .iter()
            .fold(quote, |quote, past| quote.replace(&format!("been {past}"), ""));
        // "the inquiry that prompted the delay has been completed"
        let quote = ["that delay", "the delay", "the deferral", "the postponement"]
            .iter()
            .fold(quote, |quote, noun| quote.replace(noun, ""));
        let has = |any: &[&str]| any.iter().any(|words| quote.contains(words));
        let earlier = has(&["accelerat", "advanc", "brought forward", "earlier", "forward", "moved up", "sooner"]);
        let from = self.was.is_some_and(|was| standing.iter().all(|day| *day == was));
        // "is changed to November 20, 2026"
        let from = from || has(&["changed to", "changes the effective date", "moved to", "reset to", "revised to"]);
        self.verb == Verb::Delay && (earlier || from) && !has(&["defer", "delay", "postpon"])
    }

    /// The day of effect that it says.
    pub fn effect(&self) -> Option<NaiveDate> {
        self.until.day().or_else(|| until::of_effect(&self.quote))
    }

    /// Whether a text says a day, and not as one by which something is to be done.
    pub fn says_day(text: &str, day: NaiveDate) -> bool {
        until::says_day(text, day)
    }

    /// Whether all days that a text says are that to which it moves a document.
    pub fn agrees_in_days(&self, text: &str) -> bool {
        let days = until::all_days(text);
        !days.is_empty() && days.iter().all(|day| self.until == Until::Day(*day) && until::says_day(text, *day))
    }

    /// Whether it says, as of now, the day of effect of a document.
    pub fn insists(&self) -> bool {
        self.verb == Verb::State && until::insists(&self.quote)
    }

    /// Whether it names no document and concerns all that are still to take effect: "regulations of the Bureau that have not
    /// taken effect".
    pub fn is_of_pending(&self) -> bool {
        self.on.is_empty() && object::is_of_pending(&self.quote)
    }
}
