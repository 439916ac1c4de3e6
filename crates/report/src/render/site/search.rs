//! The search: a page, and what its script searches.

use serde::Serialize;

use super::country::note;
use super::entry::standing;
use super::{Archive, Names};
use crate::visible::visible;
use earwatch_law::law::country;

#[derive(Debug, Serialize)]
pub(super) struct Search {
    heading: &'static str,
    n: usize,
    as_of: String,
}

impl Search {
    pub(super) fn new(archive: &Archive) -> Self {
        Self { heading: "Search", n: archive.lives.len(), as_of: archive.as_of.to_string() }
    }
}

/// Name, country, page, what it is now, other names, and what else leads to it, as a script that the page loads: a page
/// that was opened as a file may not read another file otherwise.
pub(super) fn data(archive: &Archive, names: &Names) -> Result<String, serde_json::Error> {
    let rows = archive.lives.iter().filter_map(|life| {
        let history = &life.history;
        let page = names.entries.get(&history.id)?;
        let entry = &life.entry;
        let standing = match (life.listed, note(life)) {
            (true, Some(note)) => format!("listed, {note}"),
            (true, None) => "listed".to_owned(),
            (false, _) => standing(life, archive.as_of).to_lowercase(),
        };
        let mut others: Vec<_> =
            entry.aliases.iter().chain(entry.subordinate_names()).map(|name| visible(name)).collect();
        // What an entry was called once leads to it, too.
        for value in &history.values {
            if matches!(value.field, "name" | "aliases") {
                others.extend(value.value.texts().map(visible));
            }
        }
        let name = visible(&entry.name);
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != name);
        // What is searched and not shown.
        let documents = history.events.iter().filter_map(|event| event.by.document.as_ref());
        let mut besides: Vec<_> = documents.map(ToString::to_string).collect();
        besides.extend(entry.citations.iter().map(|citation| visible(citation)));
        besides.extend(country::other_names(&entry.country).map(str::to_owned));
        let country = visible(&entry.country);
        let row = (name, country, page, standing, others, besides);
        Some(serde_json::to_string(&row))
    });
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    Ok(format!("const entries = [\n{}\n];\n", rows.join(",\n")))
}
