//! A screening as pages: where parties are given, how far it is, and what was found.

use chrono::NaiveDate;
use serde::Serialize;

use crate::report::screened::{HitRecord, ScreenResult, Screened};
use crate::told::screened as told;
use crate::visible::capitalized;
use earwatch_law::law::quantity::quantity;
use earwatch_screen::screening::hit::Band;

/// Where parties are given.
#[derive(Debug, Default, Serialize)]
pub struct AskPage {
    heading: &'static str,
    /// What went wrong.
    alert: Option<String>,
    /// What was done.
    said: Option<String>,
    /// What is read at most, in words.
    limits: String,
    /// Bytes of a file at most.
    bytes: usize,
    /// How long results are kept, in words.
    kept: String,
    form_token: String,
}

impl AskPage {
    /// The page: `limits` says what is read at most, `kept` for how long results are.
    pub fn new((limits, bytes): (String, usize), kept: String, form_token: String) -> Self {
        Self { heading: "Screening", limits, bytes, kept, form_token, ..Self::default() }
    }

    /// With what went wrong.
    #[must_use]
    pub fn alert(self, what: impl Into<String>) -> Self {
        Self { alert: Some(what.into()), ..self }
    }

    /// With what was done.
    #[must_use]
    pub fn said(self, what: impl Into<String>) -> Self {
        Self { said: Some(what.into()), ..self }
    }
}

/// How a screening stands.
#[derive(Debug, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
enum Standing {
    /// It waits for others, or runs.
    Going { waits: bool, rows: u64, of: Option<u64>, said: String },
    /// It ended without results.
    Ended { why: String },
    /// It found what it found.
    Done(Box<Found>),
}

/// A screening.
#[derive(Debug, Serialize)]
pub struct ScreenedPage {
    heading: String,
    /// The end of its address.
    key: String,
    form_token: String,
    #[serde(flatten)]
    standing: Standing,
}

/// What was found, as much of it as a page shows.
#[derive(Debug, Serialize)]
struct Found {
    counts: String,
    against: String,
    lists: Vec<String>,
    read: Option<String>,
    unread: Option<String>,
    notes: Vec<String>,
    quiet: Option<String>,
    /// Until when results are kept.
    until: String,
    /// Results that are to be looked at, in all.
    n: usize,
    results: Vec<ResultView>,
    part: usize,
    parts: usize,
    as_of: NaiveDate,
    /// That the lists are those of another day.
    other_day: Option<String>,
    /// Whether decisions can be recorded.
    decides: bool,
    /// What was just recorded, or why not.
    said: Option<String>,
    alert: Option<String>,
}

/// What came of a party.
#[derive(Debug, Serialize)]
struct ResultView {
    row: u64,
    party: String,
    details: Vec<String>,
    outcome: String,
    tone: &'static str,
    has_own_id: bool,
    notes: Vec<String>,
    hits: Vec<HitView>,
}

#[derive(Debug, Serialize)]
struct HitView {
    entry: String,
    /// Its public id, or `finding-` and the number of a finding.
    id: String,
    page: Option<String>,
    strength: String,
    tone: &'static str,
    decided: Option<String>,
    /// What is to be read to judge the match,
    evidence: Vec<(&'static str, Vec<String>)>,
    /// and what the entry requires.
    terms: Vec<(&'static str, Vec<String>)>,
    decides: bool,
}

/// Results on a page.
const ON_A_PAGE: usize = 25;

/// What of a hit is told on opening it only.
const TERMS: [&str; 5] = ["designation", "requirement", "review policy", "set by", "finding"];

impl ScreenedPage {
    fn new(name: &str, key: &str, form_token: &str, standing: Standing) -> Self {
        Self {
            heading: format!("Screening of {name}"),
            key: key.to_owned(),
            form_token: form_token.to_owned(),
            standing,
        }
    }

    /// Of one that waits for others or runs: how many rows are done, of about how many.
    pub fn going((name, key): (&str, &str), form_token: &str, waits: bool, (rows, of): (u64, Option<u64>)) -> Self {
        Self::new(name, key, form_token, Standing::Going { waits, rows, of, said: progress(waits, (rows, of)) })
    }

    /// Of one that ended without results.
    pub fn ended((name, key): (&str, &str), form_token: &str, why: &str) -> Self {
        Self::new(name, key, form_token, Standing::Ended { why: why.to_owned() })
    }

    /// Of one that came to its end; `part` of those that are to be looked at, counted from 1.
    pub fn done((key, form_token): (&str, &str), of: &Screened, results: &[ScreenResult], about: &About) -> Self {
        let shown =
            |result: &&ScreenResult| !result.hits.is_empty() || result.skipped.is_some() || !result.notes.is_empty();
        // One party is shown, whatever came of it.
        let is_one = results.len() == 1;
        let to_look_at: Vec<_> = results.iter().filter(|result| is_one || shown(result)).collect();
        let parts = to_look_at.len().div_ceil(ON_A_PAGE).max(1);
        let part = about.part.clamp(1, parts);
        let on_page = to_look_at.iter().skip((part - 1) * ON_A_PAGE).take(ON_A_PAGE);
        let read = [of.input.encoding.clone().map(|encoding| format!("encoding {encoding}"))];
        let read: Vec<_> = read.into_iter().flatten().chain(of.input.columns.iter().cloned()).collect();
        let is_some = |text: String| Some(text).filter(|text| !text.is_empty());
        let quiet = of.counts.without_hits;
        let parties = if quiet == 1 { "party" } else { "parties" };
        let found = Found {
            counts: capitalized(&told::counts(&of.counts)),
            against: told::against(of),
            lists: told::lists(of),
            read: is_some(read.join("; ")),
            unread: is_some(of.input.unread.join(", ")),
            notes: of.notes.iter().map(|note| capitalized(note)).collect(),
            quiet: (quiet > 0).then(|| format!("Of {quiet} {parties}: {}.", told::no_match(of))),
            until: about.until.clone(),
            n: to_look_at.len(),
            results: on_page.map(|result| ResultView::new(result, of, about.decides)).collect(),
            part,
            parts,
            as_of: of.as_of,
            other_day: about
                .today
                .filter(|today| *today != of.as_of)
                .map(|_| format!("The lists are those of {}, and not of today", of.as_of)),
            decides: about.decides,
            said: about.said.clone(),
            alert: about.alert.clone(),
        };
        Self::new(&of.input.name, key, form_token, Standing::Done(Box::new(found)))
    }
}

/// How far a screening is, in a sentence: rows that are done, of about how many.
pub fn progress(waits: bool, (rows, of): (u64, Option<u64>)) -> String {
    let done = quantity(usize::try_from(rows).unwrap_or(usize::MAX), "row");
    match of {
        _ if waits => "Waiting for other screenings to end.".to_owned(),
        Some(of) => format!("{done} of about {of} done."),
        None => format!("{done} done."),
    }
}

/// What a page tells besides results.
#[derive(Debug, Default)]
pub struct About {
    /// Which part of the results, counted from 1.
    pub part: usize,
    /// The day of today.
    pub today: Option<NaiveDate>,
    /// Until when they are kept.
    pub until: String,
    /// Whether decisions can be recorded.
    pub decides: bool,
    /// What was just recorded.
    pub said: Option<String>,
    /// Why it was not.
    pub alert: Option<String>,
}

impl ResultView {
    fn new(result: &ScreenResult, of: &Screened, decides: bool) -> Self {
        let party = &result.party;
        let several =
            |what: &str, texts: &[String]| (!texts.is_empty()).then(|| format!("{what}: {}", texts.join("; ")));
        let details = [
            several("Other names", &party.other_names),
            several("Address", &party.addresses),
            party.country.as_ref().map(|country| format!("Country: {country}")),
        ];
        let is_open = result.hits.iter().any(|hit| !hit.is_dismissed());
        let decides = decides && result.has_own_id();
        Self {
            row: party.row,
            party: told::party(result),
            details: details.into_iter().flatten().collect(),
            outcome: capitalized(&told::outcome(result, of)),
            tone: if is_open || result.skipped.is_some() { "review" } else { "routine" },
            has_own_id: result.has_own_id(),
            notes: result.notes.iter().map(|note| capitalized(note)).collect(),
            hits: result.hits.iter().map(|hit| HitView::new(hit, decides)).collect(),
        }
    }
}

impl HitView {
    fn new(hit: &HitRecord, decides: bool) -> Self {
        let entry = &hit.entry;
        let public_id = entry.public_id.as_ref().map(ToString::to_string).filter(|id| !id.is_empty());
        let finding = entry.finding.as_ref().map(|finding| format!("finding-{}", finding.number));
        let id = public_id.clone().or(finding);
        let (terms, evidence) = told::described(hit)
            .into_iter()
            .filter(|(what, _)| *what != "decision")
            .partition(|(what, _)| TERMS.contains(what));
        Self {
            entry: told::entry(entry),
            page: public_id.map(|id| format!("entries/{id}.html")),
            strength: capitalized(&told::strength(hit)),
            tone: match (hit.is_dismissed(), hit.band) {
                (true, _) => "routine",
                (false, Band::Strong) => "review",
                (false, Band::Likely) => "warn",
                (false, Band::Possible) => "info",
            },
            decided: told::decision(hit).map(|decision| capitalized(&decision)),
            evidence,
            terms,
            decides: decides && id.is_some(),
            id: id.unwrap_or_default(),
        }
    }
}
