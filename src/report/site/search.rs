//! The search: a page, and what its script searches.

use serde::Serialize;

use super::{Archive, Names};
use crate::report::visible::visible;

#[derive(Debug, Serialize)]
pub(super) struct Search {
    heading: &'static str,
    n: usize,
    as_of: String,
}

impl Search {
    pub(super) fn new(archive: &Archive) -> Self {
        Self {
            heading: "Search",
            n: archive.lives.len(),
            as_of: archive.as_of.to_string(),
        }
    }
}

/// Name, country, page, what it is now, and other names, as a script that the page loads: a page that was opened as a
/// file may not read another file otherwise.
pub(super) fn data(archive: &Archive, names: &Names) -> String {
    let rows = archive.lives.iter().filter_map(|life| {
        let history = &life.history;
        let page = names.entries.get(&history.id)?;
        let standing = if life.entry.is_some() {
            "listed"
        } else {
            "not listed on this day"
        };
        let entry = life.entry.as_ref();
        let mut others: Vec<_> = entry
            .iter()
            .flat_map(|entry| entry.aliases.iter().chain(&entry.subordinates))
            .map(|name| visible(name))
            .collect();
        // What an entry was called once leads to it, too.
        for value in &history.values {
            if matches!(value.field, "name" | "aliases") {
                others.extend(value.value.texts().map(visible));
            }
        }
        let name = visible(&history.name);
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != name);
        let row = (name, visible(&history.country), page, standing, others);
        serde_json::to_string(&row).ok()
    });
    let rows: Vec<_> = rows.collect();
    format!("const entries = [\n{}\n];\n", rows.join(",\n"))
}
