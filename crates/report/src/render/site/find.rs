//! What a server finds for a name: the page of a search that needs no script.

use chrono::NaiveDate;
use serde::Serialize;

use super::archive::PageNames;
use crate::report::found::{Found, Matched, Party, in_words, kind};
use crate::visible::capitalized;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::law::ListId;

#[derive(Debug, Serialize)]
pub struct FindPage {
    heading: &'static str,
    asked: String,
    said: String,
    found: Vec<FoundView>,
}

/// Somebody who may be meant.
#[derive(Debug, Serialize)]
struct FoundView {
    page: String,
    name: String,
    country: String,
    list: Option<&'static str>,
    qualified: Option<String>,
    why: String,
}

impl FindPage {
    /// What was found on a day for somebody who is asked for; nothing was asked for where `asked` is empty.
    pub fn new(asked: &str, found: &[Party], as_of: NaiveDate, names: &PageNames) -> Self {
        let said = match found.len() {
            0 => format!(
                "Nobody is called so on the lists as of {as_of}, or nearly so, and no address has these words. That does \
                 not mean that a party is not listed."
            ),
            1 => format!("One party on the lists as of {as_of}; review."),
            n => format!("{n} parties on the lists as of {as_of}, the likeliest first; review."),
        };
        let found = found.iter().map(|party| FoundView::new(party, as_of, names)).collect();
        Self { heading: "Search", asked: asked.to_owned(), said, found }
    }
}

impl FoundView {
    fn new(party: &Party, as_of: NaiveDate, names: &PageNames) -> Self {
        let index = || "index.html".to_owned();
        match party {
            Party::Entry(found) => {
                let Found { found_by, matched, entry } = found.as_ref();
                Self {
                    page: names.entries.get(&entry.id).cloned().unwrap_or_else(index),
                    name: entry.name.clone(),
                    country: entry.country.clone(),
                    list: Some(entry.list.title()),
                    qualified: entry.qualified(as_of),
                    why: why(*found_by, matched.as_ref()),
                }
            }
            Party::Held(held) => {
                let document = held.finding.document.as_ref();
                let state = if held.answer.is_some() { "answered" } else { "open" };
                Self {
                    page: document.and_then(|number| names.documents.get(number)).cloned().unwrap_or_else(index),
                    name: held.held.clone(),
                    country: held.finding.country.clone().unwrap_or_default(),
                    list: held.finding.list.map(ListId::title),
                    qualified: Some(format!("Ordered and not applied: held back by finding {}, {state}", held.number)),
                    why: capitalized(&held.finding.message),
                }
            }
        }
    }
}

/// `Alias “Marrowgate Sensors”: the same words`.
fn why(found_by: FoundBy, matched: Option<&Matched>) -> String {
    match matched {
        None => format!("Found by its {}", kind(found_by)),
        Some(matched) if matches!(found_by, FoundBy::Id | FoundBy::Name) => capitalized(&in_words(matched)),
        Some(matched) => capitalized(&format!("{} “{}”: {}", kind(found_by), matched.name, in_words(matched))),
    }
}
