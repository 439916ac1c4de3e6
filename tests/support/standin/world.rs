//! What the two sites hold.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Map, Value, json};

/// A date of the test.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Documents, public inspection and the codified list, as of now.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) documents: Vec<Document>,
    pub(crate) inspection: Vec<Inspection>,
    /// Weekdays without an issue.
    pub(crate) holidays: BTreeSet<NaiveDate>,
    /// Part 744, or one of its supplements, as of a date; oldest first.
    pub(crate) codified: Vec<(NaiveDate, String)>,
    /// The eCFR's `up_to_date_as_of` of Title 15.
    pub(crate) codified_up_to: NaiveDate,
    /// Whether tables of contents are offered.
    pub(crate) contents: Contents,
    /// A field that searches do not know.
    pub(crate) lists_without: Option<&'static str>,
    /// Whether searches take no notice of the words to look for.
    pub(crate) words: Words,
    /// Whether answers name the public hosts, as the real ones do behind a proxy.
    pub(crate) public_names: bool,
    /// Whether zero hits are answered with 404, as some have seen it.
    pub(crate) missing_at_zero: bool,
    /// Whether bodies are compressed where the visitor takes it.
    pub(crate) compresses: bool,
    /// The largest `per_page` that is obeyed.
    pub(crate) most_per_page: usize,
    /// Seconds that the server's clock is ahead of this machine's.
    pub(crate) clock_ahead: i64,
}

/// Whether a server has tables of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contents {
    Offered,
    Unknown,
}

/// Whether a server searches by words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    Searched,
    Ignored,
}

impl Default for World {
    fn default() -> Self {
        Self {
            documents: Vec::new(),
            inspection: Vec::new(),
            holidays: ["2023-07-04", "2023-09-04", "2023-12-25", "2024-01-01"].map(day).into(),
            codified: Vec::new(),
            codified_up_to: day("2023-06-30"),
            contents: Contents::Offered,
            lists_without: None,
            words: Words::Searched,
            public_names: false,
            missing_at_zero: false,
            compresses: true,
            most_per_page: 1000,
            clock_ahead: 0,
        }
    }
}

impl World {
    pub(crate) fn of(documents: impl IntoIterator<Item = Document>) -> Self {
        Self { documents: documents.into_iter().collect(), ..Self::default() }
    }

    /// From now on tables of contents are offered, or not.
    pub(crate) fn offers_contents(&mut self, offers: bool) {
        self.contents = if offers { Contents::Offered } else { Contents::Unknown };
    }

    /// From now on searches take no notice of words.
    pub(crate) fn ignores_words(&mut self) {
        self.words = Words::Ignored;
    }

    /// The document of a number.
    pub(crate) fn document(&mut self, number: &str) -> &mut Document {
        let mut documents = self.documents.iter_mut();
        documents.find(|document| document.number == number).unwrap()
    }

    /// Whether an issue came out on a day.
    pub(super) fn issue_on(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }
}

/// A published document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) number: String,
    pub(crate) published: NaiveDate,
    /// The record, apart from number, date and addresses.
    pub(crate) record: Map<String, Value>,
    /// `None`: `full_text_xml_url` is null.
    pub(crate) xml: Option<String>,
    /// The body in HTML, as the site shows it.
    pub(crate) html: Option<String>,
    pub(crate) raw: Option<String>,
    /// Whether searches and tables of contents have it.
    pub(crate) listed: bool,
}

impl Document {
    /// A rule of the Bureau of Industry and Security.
    pub(crate) fn rule(number: &str, published: NaiveDate, page: u32, xml: &str) -> Self {
        let record = json!({
            "abstract": "A rule of the test.", "action": "Final rule.", "agencies": bureau(),
            "cfr_references": [{"title": 15, "part": 744, "chapter": null, "citation_url": null}],
            "citation": format!("{} FR {page}", published.year() - 1935), "correction_of": null,
            "corrections": [], "dates": null, "docket_ids": [], "effective_on": null,
            "end_page": page + 3, "regulation_id_numbers": [], "start_page": page,
            "title": format!("Rule {number}"), "type": "Rule", "volume": published.year() - 1935,
        });
        Self::with(number, published, record, xml)
    }

    /// A document of the fixtures, `tests/fixtures/rules`.
    pub(crate) fn fixture(number: &str) -> Self {
        let read = |kind| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rules");
            std::fs::read_to_string(format!("{folder}/{number}.{kind}")).unwrap()
        };
        let record: Value = serde_json::from_str(&read("json")).unwrap();
        let published = day(record["publication_date"].as_str().unwrap());
        Self::with(number, published, record, &read("xml"))
    }

    fn with(number: &str, published: NaiveDate, record: Value, xml: &str) -> Self {
        let Value::Object(record) = record else { panic!("a record is an object") };
        Self {
            number: number.to_owned(),
            published,
            record,
            xml: Some(xml.to_owned()),
            html: None,
            raw: None,
            listed: true,
        }
    }

    pub(crate) fn set(&mut self, key: &str, value: Value) {
        self.record.insert(key.to_owned(), value);
    }
}

/// A document on public inspection.
#[derive(Debug, Clone)]
pub(crate) struct Inspection {
    pub(crate) number: String,
    pub(crate) title: String,
    /// `Rule`, `Notice`, …
    pub(crate) kind: &'static str,
    /// RFC 3339, as the API has it.
    pub(crate) filed_at: String,
    /// `special` or `regular`.
    pub(crate) filing_type: &'static str,
    /// The day for which publication is announced.
    pub(crate) publication: Option<NaiveDate>,
    pub(crate) raw: Option<String>,
}

/// The agencies of a document of the Bureau, as a record names them.
pub(super) fn bureau() -> Value {
    json!([
        {"raw_name": "DEPARTMENT OF COMMERCE", "name": "Commerce Department", "id": 54,
         "parent_id": null, "slug": "commerce-department"},
        {"raw_name": "Bureau of Industry and Security", "name": "Industry and Security Bureau",
         "id": 241, "parent_id": 54, "slug": "industry-and-security-bureau"},
    ])
}
