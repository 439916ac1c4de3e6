//! What a record is known by: names, countries, citations and the document, before and after the change.

use crate::report::record::EntryRecord;
use earwatch_law::diff::Changed;
use earwatch_law::entry::cell::Subordinate;
use earwatch_law::law::citation::FrCitation;

/// Everything that a watch list is compared with. A record of a change prints only what changed, and its other names
/// count as well.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// Name, aliases, former names, and those of subordinate entities.
    pub names: Vec<String>,
    /// Country headings.
    pub countries: Vec<String>,
    /// Citations.
    pub citations: Vec<FrCitation>,
}

impl Known {
    /// An entry before and after a change.
    pub(super) fn of(changed: &Changed) -> Self {
        let mut known = Self::default();
        for entry in [&changed.old, &changed.new] {
            let aliases = entry.view.aliases.iter().map(|alias| &alias.name);
            let names = std::iter::once(&entry.view.name).chain(aliases);
            let subordinates = entry.view.subordinates.iter();
            extend(&mut known.names, names.chain(subordinates.flat_map(Subordinate::names)));
            extend(&mut known.countries, [&entry.country]);
            for citation in &entry.citations {
                if !known.citations.contains(citation) {
                    known.citations.push(*citation);
                }
            }
        }
        known
    }

    /// A new entry, or one that is gone.
    pub(super) fn of_record(record: &EntryRecord) -> Self {
        let names = std::iter::once(&record.name).chain(&record.aliases);
        Self {
            names: names.chain(record.subordinate_names()).cloned().collect(),
            countries: vec![record.country.clone()],
            citations: record.citations.iter().filter_map(|citation| citation.parse().ok()).collect(),
        }
    }
}

fn extend<'a>(known: &mut Vec<String>, more: impl IntoIterator<Item = &'a String>) {
    for text in more {
        if !known.contains(text) {
            known.push(text.clone());
        }
    }
}
