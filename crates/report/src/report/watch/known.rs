//! What a record is known by: names, countries, citations and the document, before and after the change.

use std::collections::BTreeMap;

use crate::report::fields::CITATION;
use crate::report::record::EntryRecord;
use earwatch_law::diff::fields::Values;
use earwatch_law::entry::cell;
use earwatch_law::law::citation::{FrCitation, citations};

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
    pub(super) fn of(changes: &BTreeMap<&'static str, Values>, after: &EntryRecord) -> Self {
        let mut known = Self::of_record(after);
        for (field, values) in changes {
            match (*field, values) {
                ("name", Values::Text(old, _)) => known.names.push(old.clone()),
                ("aliases", Values::Set(old, _)) => known.names.extend(old.iter().cloned()),
                // The text of a subordinate is laid out as an Entity cell is: name, aliases, addresses.
                ("subordinates", Values::Set(old, _)) => {
                    for view in old.iter().map(|text| cell::parse(text)) {
                        known.names.push(view.name);
                        known.names.extend(view.aliases.into_iter().map(|alias| alias.name));
                    }
                }
                ("country", Values::Text(old, _)) => known.countries.push(old.clone()),
                (CITATION, Values::Text(old, _)) => known.citations.extend(citations(old).found),
                // Of no other field is a name, a country or a page read.
                (_, Values::Text(..) | Values::Set(..) | Values::Marks(..)) => {}
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
