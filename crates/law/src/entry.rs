//! One row of a list: its cells verbatim, and beside them the view parsed from them.

pub mod cell;
pub(crate) mod check;
pub(crate) mod damage;
pub mod lookup;
mod places;
pub mod public_id;
pub(crate) mod repeated;
mod wording;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::law::Cells;
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::citation::{self, FrCitation};
use crate::law::designation;
use cell::EntityView;

/// Identity of an entry; survives revision, renaming and moving. Unique within one database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub u32);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a name names an address and nobody: `Address 01`.
pub fn is_address(name: &str) -> bool {
    let rest = canonical(name);
    rest.to_uppercase().strip_prefix("ADDRESS").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: EntryId,
    /// The list it stands on.
    pub list: ListId,
    /// The country heading as printed.
    pub country: String,
    /// The published text.
    pub cells: Cells,
    /// The name in canonical form: with the country, the match key of amendments.
    pub key: String,
    /// What the entity cell says, parsed.
    pub view: EntityView,
    /// Footnote marks of the license requirement, ascending.
    pub designations: Vec<u8>,
    /// One per action that touched the entry, as the citation cell prints them.
    pub citations: Vec<FrCitation>,
}

impl Entry {
    /// Parses the cells of a row.
    pub fn new(id: EntryId, list: ListId, country: impl Into<String>, cells: Cells) -> Self {
        let citations = citation::citations(&cells.citation).found;
        Self::cited(id, list, country, cells, citations)
    }

    /// The same, with the citations that its citation cell prints.
    pub(crate) fn cited(
        id: EntryId,
        list: ListId,
        country: impl Into<String>,
        cells: Cells,
        citations: Vec<FrCitation>,
    ) -> Self {
        let view = cell::parse(&cells.entity);
        Self {
            id,
            list,
            country: country.into(),
            key: canonical(&view.name),
            view,
            designations: designation::marks(&cells.license_requirement),
            citations,
            cells,
        }
    }

    /// The name parsed from the entity cell.
    pub fn name(&self) -> &str {
        &self.view.name
    }

    /// Whether the entry is an address, and reaches whoever operates there.
    pub fn is_address_only(&self) -> bool {
        is_address(self.name())
    }

    /// The same entry with other cells.
    #[must_use]
    pub fn revised(&self, cells: Cells) -> Self {
        Self::new(self.id, self.list, self.country.clone(), cells)
    }
}
