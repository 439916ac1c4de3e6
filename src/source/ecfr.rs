//! The eCFR's versioner: to which day a title is up to date, and Part 744 as it was in force on a day.
//!
//! `current` is no day that it knows; the day to ask for is the title's `up_to_date_as_of`, some business days back.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::address::Base;
use super::answer::Expected;
use super::capture::Capture;
use super::error::SourceError;
use super::http::Http;

/// Where the API lives.
pub const BASE_URL: &str = "https://www.ecfr.gov/api";

const TITLE: u8 = 15;

/// The eCFR.
#[derive(Debug)]
pub struct Ecfr {
    base: Base,
    http: Http,
}

/// How far the eCFR has come with a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleState {
    /// The title.
    pub number: u8,
    /// The last day to which all published amendments are worked in.
    pub up_to_date_as_of: NaiveDate,
    /// The last issue of the Federal Register that amended it.
    pub latest_issue_date: Option<NaiveDate>,
    /// Whether an import is under way.
    pub processing_in_progress: bool,
}

#[derive(Debug, Deserialize)]
struct Titles {
    titles: Vec<Value>,
}

/// The number of a title, which some servers write as a text.
fn number(title: &Value) -> Option<u64> {
    let number = title.get("number")?;
    number.as_u64().or_else(|| number.as_str()?.trim().parse().ok())
}

/// Only the day must be there; an import is under way where that is said in any way.
fn state(title: &Value) -> Result<TitleState, String> {
    let day = |key: &str| title.get(key).and_then(|day| day.as_str()?.trim().parse().ok());
    let up_to = title.get("up_to_date_as_of").cloned().unwrap_or_default();
    let up_to_date_as_of =
        day("up_to_date_as_of").ok_or_else(|| format!("expected a date under up_to_date_as_of, but found {up_to}"))?;
    let working = title.get("processing_in_progress");
    Ok(TitleState {
        number: TITLE,
        up_to_date_as_of,
        latest_issue_date: day("latest_issue_date"),
        processing_in_progress: working.is_some_and(|working| !is_no(working)),
    })
}

fn is_no(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(yes) => !yes,
        Value::Number(number) => number.as_u64() == Some(0),
        Value::String(text) => ["", "false", "no", "0"].contains(&text.trim().to_lowercase().as_str()),
        Value::Array(_) | Value::Object(_) => false,
    }
}

impl Ecfr {
    /// A source at `base_url`, by default [`BASE_URL`].
    pub fn new(base_url: &str, http: Http) -> Result<Self, SourceError> {
        Ok(Self { base: Base::parse(base_url)?, http })
    }

    /// How far it has come with Title 15.
    pub async fn title_15(&mut self) -> Result<TitleState, SourceError> {
        let url = self.base.file(&["versioner", "v1", "titles.json"]);
        let capture = self.http.get(&url, Expected::Json).await?;
        let shape = |problem: String| SourceError::Shape { url: url.to_string(), problem };
        let Titles { titles } =
            serde_json::from_slice(&capture.bytes).map_err(|error| shape(format!("found {error}")))?;
        // Other titles may be reserved, and state no dates.
        let title = titles
            .into_iter()
            .find(|title| number(title) == Some(TITLE.into()))
            .ok_or_else(|| shape(format!("found no title {TITLE}")))?;
        state(&title).map_err(|problem| shape(format!("title {TITLE}: {problem}")))
    }

    /// Part 744 as in force on a day, with its supplements.
    pub async fn part_744(&mut self, day: NaiveDate) -> Result<Capture, SourceError> {
        let url = self.part(day);
        self.http.get(&url, Expected::Xml).await
    }

    fn part(&self, day: NaiveDate) -> Url {
        let title = format!("title-{TITLE}.xml");
        let mut url = self.base.file(&["versioner", "v1", "full", &day.to_string(), &title]);
        url.query_pairs_mut().append_pair("part", "744");
        url
    }
}
