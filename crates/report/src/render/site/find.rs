//! What a server finds for a name: the page of a search that needs no script.

use chrono::NaiveDate;
use serde::Serialize;

use super::archive::PageNames;
use crate::report::screened::HitRecord;
use crate::told::screened::strength;
use earwatch_screen::listed::By;

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
    /// What was found for somebody who is asked for; nothing was asked for where `asked` is empty.
    pub fn new(asked: &str, hits: &[HitRecord], as_of: NaiveDate, names: &PageNames) -> Self {
        let said = match hits.len() {
            0 => format!("No potential match found in the lists as of {as_of}."),
            1 => format!("One potential match in the lists as of {as_of}; review."),
            n => format!("{n} potential matches in the lists as of {as_of}, the likeliest first; review."),
        };
        let found = hits.iter().map(|hit| FoundView::new(hit, names)).collect();
        Self { heading: "Search", asked: asked.to_owned(), said, found }
    }
}

impl FoundView {
    fn new(hit: &HitRecord, names: &PageNames) -> Self {
        let entry = &hit.entry;
        let of_entry = entry.id.and_then(|id| names.entries.get(&id));
        let of_document = entry.document.as_ref().and_then(|number| names.documents.get(number));
        Self {
            page: of_entry.or(of_document).cloned().unwrap_or_else(|| "index.html".to_owned()),
            name: entry.name.clone(),
            country: entry.country.clone().unwrap_or_default(),
            list: entry.list.map(|list| list.title()),
            qualified: entry.qualified.clone(),
            why: why(hit),
        }
    }
}

/// `alias “Marrowgate Sensors”: strong match by name, score 0.97: the same words`.
fn why(hit: &HitRecord) -> String {
    let by = hit.matched.as_ref().filter(|it| it.entry_field != By::Name);
    let by = by.map_or_else(String::new, |it| format!("{} “{}”: ", it.entry_field.in_words(), it.entry_text));
    format!("{by}{}: {}", strength(hit), hit.reasons.join("; "))
}
