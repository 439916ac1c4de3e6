//! Where documents come from: the Federal Register's API, or an archive of files.
//!
//! A source first lists what was published in a window, then fetches one document at a time. It hands
//! over plain values: bytes as received with what proves where they came from ([`Capture`]). Async
//! stops here, and nothing is concluded here from what a document says.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use earwatch_law::document::record::DocumentRecord;
use earwatch_law::law::citation::DocumentNumber;

mod address;
mod answer;
pub mod archive;
pub(crate) mod capture;
mod contents;
pub mod ecfr;
mod error;
pub mod federal_register;
pub mod http;
pub mod public_inspection;
pub(crate) mod retry;

pub use answer::Expected;
pub use capture::{Capture, Held, Validators};
pub use error::SourceError;

/// Days of publication, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Window {
    /// Whether a day lies in the window.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The window cut into pieces of at most a month's length, oldest first; empty if it ends before it begins.
    pub fn pieces(self) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut from = Some(self.from);
        while let Some(first) = from.filter(|first| *first <= self.to) {
            let last = first.checked_add_days(Days::new(30)).unwrap_or(self.to);
            let to = last.min(self.to);
            pieces.push(Self { from: first, to });
            from = to.succ_opt();
        }
        pieces
    }

    /// The window cut at the ends of calendar months, oldest first; empty if it ends before it begins.
    pub fn months(self) -> Vec<Self> {
        let mut months = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let next = from.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
            let last = next.and_then(|first| first.checked_sub_days(Days::new(1)));
            let to = last.map_or(self.to, |last| last.min(self.to));
            months.push(Self { from, to });
            match next {
                Some(next) => from = next,
                None => break,
            }
        }
        months
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// What a source lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationId {
    /// One document.
    Document(DocumentNumber),
    /// A whole daily issue; its documents are told apart when it is read.
    Issue(NaiveDate),
}

impl PublicationId {
    /// The number, of a single document.
    pub fn number(&self) -> Option<&DocumentNumber> {
        match self {
            Self::Document(number) => Some(number),
            Self::Issue(_) => None,
        }
    }
}

impl fmt::Display for PublicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(number) => number.fmt(f),
            Self::Issue(date) => write!(f, "issue of {date}"),
        }
    }
}

/// One line of a source's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Document or issue.
    pub kind: PublicationId,
    /// Day of publication, where the source knows it before the text is read.
    pub published: Option<NaiveDate>,
    /// The record as listed.
    pub record: Option<DocumentRecord>,
    /// The bytes of the record as listed.
    pub metadata: Option<Capture>,
    /// Whether the list holds every field of the record; else it is asked for by its number.
    pub is_whole: bool,
    /// Whether nothing but its words has brought it up: it cites a document on record.
    pub cites: bool,
}

/// A document or issue as a source delivers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Document or issue.
    pub kind: PublicationId,
    /// The record read from `metadata`.
    pub record: Option<DocumentRecord>,
    /// The record's bytes; an archive may hold an XML without them.
    pub metadata: Option<Capture>,
    /// The XML, or that there is none yet.
    pub full_text: FullText,
}

impl Publication {
    /// All captures, in the order in which they were made.
    pub fn captures(&self) -> impl Iterator<Item = &Capture> {
        self.metadata.iter().chain(self.full_text.capture())
    }
}

/// The text of a document: its XML, or the page for readers as long as there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FullText {
    /// The bytes.
    Received(Capture),
    /// The address serves what it served last.
    Unchanged(String),
    /// Published, but no text of it is there yet; ask again on the next run.
    NotYet,
}

impl FullText {
    /// The capture, if bytes were received.
    pub fn capture(&self) -> Option<&Capture> {
        match self {
            Self::Received(capture) => Some(capture),
            Self::Unchanged(_) | Self::NotYet => None,
        }
    }
}

/// A place that documents come from.
#[expect(async_fn_in_trait, reason = "awaited on one thread, so no caller needs the future to be Send")]
pub trait Source {
    /// Everything published in the window, complete, oldest first.
    ///
    /// # Errors
    ///
    /// Whenever the list could be incomplete: a short list is never returned.
    async fn documents(&mut self, window: Window) -> Result<Vec<Listed>, SourceError>;

    /// Documents of the window, of whatever agency, whose text holds one of the phrases; none where the source hands over
    /// all that it has anyway.
    ///
    /// # Errors
    ///
    /// Whenever the list could be incomplete, or the source seems not to search by words.
    async fn citing(&mut self, window: Window, phrases: &[String]) -> Result<Vec<Listed>, SourceError>;

    /// One listed document or issue; what is `held` of its text already need not be sent again.
    async fn fetch(&mut self, listed: &Listed, held: &Held) -> Result<Publication, SourceError>;

    /// The days of a window on which the Federal Register published an issue; `None` where the source cannot tell.
    async fn issues(&mut self, window: Window) -> Result<Option<BTreeSet<NaiveDate>>, SourceError>;

    /// The documents that the table of contents of a day's issue names and that are or may be of the bureau or concern
    /// Part 744; `None` where no table is offered for the day.
    async fn contents(&mut self, day: NaiveDate) -> Result<Option<BTreeSet<DocumentNumber>>, SourceError>;

    /// Whether a published document always stands in the list, so that one that is missing was withdrawn.
    fn lists_all(&self) -> bool;

    /// By how much this machine's clock differs from the source's (positive: ahead), as its last answer tells.
    fn clock_skew(&self) -> Option<TimeDelta>;

    /// The desk on which documents lie before they are published, where the source has one.
    fn inspection(&mut self) -> Option<public_inspection::PublicInspection<'_>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn months(from: &str, to: &str) -> Vec<String> {
        let window = Window { from: day(from), to: day(to) };
        window.months().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_window_is_cut_at_the_ends_of_months() {
        assert_eq!(
            months("2031-12-20", "2032-03-02"),
            [
                "2031-12-20 to 2031-12-31", "2032-01-01 to 2032-01-31", "2032-02-01 to 2032-02-29",
                "2032-03-01 to 2032-03-02",
            ]
        );
        assert_eq!(months("2031-05-06", "2031-05-06"), ["2031-05-06 to 2031-05-06"]);
        assert_eq!(months("2031-01-31", "2031-02-01").len(), 2);
        assert!(months("2031-05-07", "2031-05-06").is_empty());
    }

    #[test]
    fn a_window_is_cut_into_pieces_of_a_months_length() {
        let pieces = |from: &str, to: &str| {
            let window = Window { from: day(from), to: day(to) };
            window.pieces().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(pieces("2031-12-20", "2032-02-01"), ["2031-12-20 to 2032-01-19", "2032-01-20 to 2032-02-01"]);
        assert_eq!(pieces("2031-05-06", "2031-05-20").len(), 1);
        assert!(pieces("2031-05-07", "2031-05-06").is_empty());
    }

    #[test]
    fn a_window_includes_both_its_days() {
        let window = Window { from: day("2031-05-06"), to: day("2031-05-07") };
        assert!(window.contains(day("2031-05-06")) && window.contains(day("2031-05-07")));
        assert!(!window.contains(day("2031-05-05")) && !window.contains(day("2031-05-08")));
    }
}
