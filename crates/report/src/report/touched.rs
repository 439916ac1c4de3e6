//! What a poll tells of a user's own parties: potential matches that are new, changed or open again, and what could not be
//! screened.
//!
//! It is for those alone whom the configuration names; no report that is built from the lists has it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::screened::{Counts, HitRecord};
use crate::visible::{one_line, shorten};
use earwatch_law::law::quantity::quantity;
use earwatch_screen::party::Party;

/// What is told of a user's parties.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Touched {
    /// Why the parties could not be screened the last time; `None` where they were.
    pub failed: Option<String>,
    /// Rows that could not be screened, where they are told for the first time: how many, and why the first of them.
    pub skipped: Vec<String>,
    /// Potential matches.
    pub hits: Vec<TouchedHit>,
    /// The last screening that came to its end; `None` where none did yet.
    pub screening: Option<LastScreening>,
}

/// A potential match, and why it is told now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TouchedHit {
    /// Why it is told now.
    pub news: News,
    /// What changed, and by which document; empty of a new one.
    pub changed: Vec<String>,
    /// The party, as the file has it.
    pub party: Party,
    /// The potential match.
    pub hit: HitRecord,
}

/// Why a potential match is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// It was not there before.
    New,
    /// It was decided, and what the decision rests on has changed.
    OpenAgain,
    /// The entry reads otherwise.
    EntryChanged,
    /// Whether its owners make the party covered is answered otherwise.
    CoverageChanged,
}

/// A screening that came to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LastScreening {
    /// The day on which the lists were in force.
    pub as_of: NaiveDate,
    /// The file of parties, without its folder.
    pub input: String,
    /// SHA-256 of its bytes.
    pub input_sha256: String,
    /// Names that score so much are potential matches.
    pub threshold: f64,
    /// The version of the tables that decide scores.
    pub table_version: String,
    /// Figures of all potential matches, those among them that were told before.
    pub counts: Counts,
    /// What is to be known of the screening as a whole, in words.
    pub notes: Vec<String>,
}

impl Touched {
    /// Whether it has anything that a reader has not been told.
    pub fn is_news(&self) -> bool {
        self.failed.is_some() || !self.skipped.is_empty() || !self.hits.is_empty()
    }

    /// Whether parties, all or some, could not be screened.
    pub fn lacks_parties(&self) -> bool {
        self.failed.is_some() || !self.skipped.is_empty()
    }

    /// The parties of its matches, each once, in their order.
    pub fn parties(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for hit in &self.hits {
            if !names.contains(&hit.party.name.as_str()) {
                names.push(&hit.party.name);
            }
        }
        names
    }

    /// What heads a headline: `2 potential matches with your parties (Aster GmbH; Birch Ltd)`.
    pub fn headline(&self) -> Option<String> {
        let parties = self.parties();
        let mut named: Vec<_> = parties.iter().take(NAMED).map(|name| shorten(&one_line(name), NAME)).collect();
        let more = parties.len() - named.len();
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        let found = format!("{} with your parties ({})", matches(self.hits.len()), named.join("; "));
        let lacks = if self.failed.is_some() {
            Some("your parties could not be screened".to_owned())
        } else {
            (!self.skipped.is_empty()).then(|| "some of your parties could not be screened".to_owned())
        };
        let found = (!self.hits.is_empty()).then_some(found);
        let parts: Vec<_> = found.into_iter().chain(lacks).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// Parties that a headline names.
const NAMED: usize = 3;
/// Characters of a name within it.
const NAME: usize = 60;

/// `2 potential matches`.
pub fn matches(n: usize) -> String {
    if n == 1 { "1 potential match".to_owned() } else { format!("{n} potential matches") }
}

/// Rows that could not be screened, told for the first time.
pub fn skipped(count: u64, first: &[String]) -> Vec<String> {
    let rows = quantity(usize::try_from(count).unwrap_or(usize::MAX), "row");
    let mut lines = vec![format!("{rows} of the file of parties could not be screened:")];
    lines.extend(first.iter().cloned());
    let left = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(first.len());
    if left > 0 {
        lines.push(format!("and {left} more, which `earwatch screen` shows"));
    }
    lines
}
