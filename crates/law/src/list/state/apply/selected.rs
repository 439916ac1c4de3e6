//! One order for each of the entries that the list tells.

use std::sync::Arc;

use super::{Application, Decision};
use crate::amendment::Edit;
use crate::entry::{Entry, check};
use crate::finding::Code;
use crate::instruction::Selection;
use crate::law::canonical::{same, same_marks_and_numbers};
use crate::law::{Cells, ListId, designation};
use crate::list::state::{Outcome, text};

impl Application<'_> {
    /// All of them, or none; and where one of a name is meant, there must be one.
    pub(super) fn each(&mut self, country: Option<&str>, of: &Selection, edit: &Edit) -> Decision<Outcome> {
        let heading = country.map(|country| self.heading(country)).transpose()?;
        let name = edit.name().filter(|name| !name.is_empty());
        let named = |entry: &Entry| {
            name.is_none_or(|name| same(entry.name(), name) && same_marks_and_numbers(entry.name(), name))
        };
        let here = |entry: &&Arc<Entry>| {
            heading.as_ref().is_none_or(|heading| entry.country == *heading) && named(entry) && is_of(entry, of)
        };
        let entries: Vec<_> = self.list()?.entries.values().filter(here).map(Arc::clone).collect();
        if let (Selection::Citation(citation), None) = (of, name) {
            let among = |entry: &&Arc<Entry>| {
                heading.as_ref().is_none_or(|heading| entry.country == *heading)
                    && text::occurrences(&entry.cells.citation, bare(citation)) > 0
            };
            if self.list()?.entries.values().filter(among).count() > entries.len() {
                let message = format!("entries bear the citation “{citation}” among others");
                return Err(self.held(Code::AmbiguousEntry, message));
            }
        }
        if entries.is_empty() || name.is_some() && *of != Selection::Everywhere && entries.len() > 1 {
            let (code, many) = if entries.is_empty() {
                (Code::EntryNotFound, "no entry")
            } else {
                (Code::AmbiguousEntry, "more than one entry")
            };
            return Err(self.held(code, format!("{many} of the list is one {}", said(of))));
        }
        if matches!(edit, Edit::Remove { .. }) {
            for entry in &entries {
                self.list()?.entries.remove(&entry.id);
                self.drop_if_empty(&entry.country)?;
            }
        } else {
            let mut revised = Vec::new();
            for entry in &entries {
                let cells = self.cells_after(entry, edit)?;
                revised.extend((cells != entry.cells).then_some((entry, cells)));
            }
            if let ([], [entry, ..]) = (revised.as_slice(), entries.as_slice()) {
                return self.unchanged(entry);
            }
            for (entry, cells) in revised {
                self.replace(entry, cells)?;
            }
        }
        Ok(Outcome::Applied(if let [entry] = entries.as_slice() { Some(entry.id) } else { None }))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "no other order is made of several entries")]
    fn cells_after(&self, entry: &Entry, edit: &Edit) -> Decision<Cells> {
        let cells = match edit {
            Edit::ReviseText { column, edit, .. } => {
                let edited = text::edit(&entry.cells, *column, edit);
                edited.map_err(|(code, message)| self.held(code, format!("“{}”: {message}", entry.name())))?
            }
            Edit::ReviseDesignation { number, mark, .. } => self.remarked(entry, *number, mark)?,
            other => {
                let message = format!("{} of entries that are not named", other.kind());
                return Err(self.held(Code::UnnamedObject, message));
            }
        };
        let right = self.amendment.list == ListId::EntityList && check::terms(&entry.cells).is_none();
        match check::terms(&cells).filter(|_| right) {
            Some(why) => {
                let message = format!("“{}” would not read right: {why}", entry.name());
                Err(self.held(Code::RowDefective, message))
            }
            None => Ok(cells),
        }
    }
}

fn is_of(entry: &Entry, of: &Selection) -> bool {
    match of {
        Selection::Footnote(number) => designation::marks(&entry.cells.license_requirement).contains(number),
        Selection::Citation(citation) => bare(&entry.cells.citation) == bare(citation),
        Selection::Everywhere => true,
    }
}

/// A citation without the period that ends its cell.
fn bare(citation: &str) -> &str {
    citation.trim().trim_end_matches('.')
}

fn said(of: &Selection) -> String {
    match of {
        Selection::Footnote(number) => format!("that bears footnote {number}"),
        Selection::Citation(citation) => format!("with the citation “{citation}” alone"),
        Selection::Everywhere => "of that name".to_owned(),
    }
}
