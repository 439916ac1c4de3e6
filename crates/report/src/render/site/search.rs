//! The search: a page, and what its script searches.

use serde::Serialize;

use super::archive::{Archive, PageNames};
use super::country::note;
use super::entry::standing;
use crate::report::found::Held;
use crate::visible::visible;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::country;
use earwatch_screen::name::{Name, printed_acronyms};
use earwatch_screen::portable;

#[derive(Debug, Serialize)]
pub struct SearchPage {
    heading: &'static str,
    n: usize,
    as_of: String,
}

impl SearchPage {
    pub fn new(archive: &Archive) -> Self {
        Self { heading: "Search", n: archive.lives.len(), as_of: archive.as_of.to_string() }
    }
}

/// Name, country, page, what it is now, other names, and what else leads to it, as a script that the page loads: a page
/// that was opened as a file may not read another file otherwise.
pub fn data(archive: &Archive, names: &PageNames) -> Result<String, serde_json::Error> {
    let rows = archive.lives.iter().filter_map(|life| {
        let history = &life.history;
        let page = names.entries.get(&history.id)?;
        let entry = &life.entry;
        let standing = match (life.listed, note(life)) {
            (true, Some(note)) => format!("listed, {note}"),
            (true, None) => "listed".to_owned(),
            (false, _) => standing(life, archive.as_of).to_lowercase(),
        };
        let mut others: Vec<_> = entry.aliases.iter().chain(entry.subordinate_names()).map(String::as_str).collect();
        // What an entry was called once leads to it, too.
        for value in &history.values {
            if matches!(value.field, "name" | "aliases") {
                others.extend(value.value.texts());
            }
        }
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != entry.name);
        // What is searched and not shown.
        let documents = history.events.iter().filter_map(|event| event.by.document.as_ref());
        let mut besides: Vec<_> = documents.map(DocumentNumber::as_str).collect();
        besides.extend(entry.citations.iter().map(String::as_str));
        let former = history.former_public_ids.iter().chain([&history.public_id, life.public_id()]);
        besides.extend(former.map(PublicId::as_str).filter(|id| !id.is_empty()));
        besides.dedup();
        let mut besides = all(besides);
        besides.extend(country::other_names(&entry.country).map(str::to_owned));
        let read = read(std::iter::once(entry.name.as_str()).chain(others.iter().copied()));
        let row = (visible(&entry.name), visible(&entry.country), page, standing, all(others), besides, read);
        Some(serde_json::to_string(&row))
    });
    let mut rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    for party in archive.held.iter().filter(|party| !party.listed) {
        rows.push(held(party, names)?);
    }
    let tables = serde_json::to_string(&portable::tables())?;
    Ok(format!("const tables = {tables};\nconst entries = [\n{}\n];\n", rows.join(",\n")))
}

/// Names as they are compared, and after them the acronyms that they print of themselves.
fn read<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let acronyms = names.clone().flat_map(printed_acronyms);
    names.chain(acronyms).map(|name| portable::words(&Name::new(name))).collect()
}

/// A party that a document orders and the list does not hold: its page is that of the document.
fn held(party: &Held, names: &PageNames) -> Result<String, serde_json::Error> {
    let Held { held, finding, answer, number, .. } = party;
    let document = finding.document.as_ref();
    let page = document.and_then(|number| names.documents.get(number)).map_or("index.html", String::as_str);
    let by = document.map(|number| format!(" by {number}")).unwrap_or_default();
    let state = if answer.is_some() { "answered" } else { "open" };
    let standing = format!("ordered{by}, and no entry: held back by finding {number}, {state}");
    let none: [&str; 0] = [];
    let country = finding.country.as_deref().unwrap_or_default();
    let read = read(std::iter::once(held.as_str()));
    let besides: Vec<_> = document.iter().map(|number| visible(number.as_str())).collect();
    serde_json::to_string(&(visible(held), visible(country), page, standing, none, besides, read, 1))
}

fn all(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(visible).collect()
}
