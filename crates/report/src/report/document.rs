//! What a report tells of the documents and sources behind it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::provision::savings::Savings;

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentFacts {
    /// Number.
    pub number: DocumentNumber,
    /// Subject.
    pub title: String,
    /// Action line.
    pub action: String,
    /// First page, as a citation.
    pub citation: Option<String>,
    /// Day of publication.
    pub published: NaiveDate,
    /// The DATES section as printed.
    pub dates: String,
    /// Page for readers.
    pub url: Option<String>,
    /// The official edition as PDF.
    pub pdf: Option<String>,
    /// First and last printed page, where they are known.
    pub pages: (Option<u32>, Option<u32>),
    /// The savings clause of its preamble; absent where none was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub savings: Option<Savings>,
}

/// The words of an amendatory instruction, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderRecord {
    /// The words.
    pub quote: String,
    /// Element, line and printed page, for instance `AMDPAR at line 120, page 14049`.
    pub place: String,
    /// Line of the XML text.
    pub line: Option<u32>,
    /// The printed page, where the document has a page map.
    pub page: Option<u32>,
}

impl OrderRecord {
    /// The place for a reader: the page, where it is known.
    pub fn shown_place(&self) -> String {
        self.page.map_or_else(|| self.place.clone(), |page| format!("page {page}"))
    }

    /// Words and their place, as [`Place`](earwatch_law::finding::Place) writes it.
    pub fn new(quote: String, place: String) -> Self {
        let number = |before: &str| {
            let (_, rest) = place.split_once(before)?;
            let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
            digits.parse().ok()
        };
        Self { quote, line: number(" at line "), page: number(", page "), place }
    }
}

/// A source and the day whose state it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceDate {
    /// The source, for instance `baseline` or a document.
    pub source: String,
    /// The day whose state it shows; `None` where the source does not say.
    pub as_of: Option<NaiveDate>,
    /// When it was retrieved (UTC).
    pub retrieved: Option<DateTime<Utc>>,
    /// Where from.
    pub url: Option<String>,
}
