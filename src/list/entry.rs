//! One row of a list: its cells verbatim, and beside them the view parsed from them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ListId;
use super::canonical::canonical;
use super::cell::{self, EntityView};
use super::designation;
use crate::citation::{self, FrCitation};
use crate::instruction::Column;

/// Identity of an entry; survives revision, renaming and moving. Unique within one database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub u32);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The published text of a row, column by column; a column that the list does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Cells {
    /// Name, aliases and addresses.
    pub entity: String,
    /// License requirement, with footnote marks as `^4^`.
    pub license_requirement: String,
    /// License review policy.
    pub license_review_policy: String,
    /// Federal Register citation.
    pub citation: String,
}

impl Cells {
    /// The text of one column.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        match column {
            Column::Entity => &self.entity,
            Column::LicenseRequirement => &self.license_requirement,
            Column::LicenseReviewPolicy => &self.license_review_policy,
            Column::Citation => &self.citation,
        }
    }

    /// What is printed, for a reader who looks it up.
    #[must_use]
    pub fn quote(&self) -> String {
        let Self { entity, license_requirement, license_review_policy, citation } = self;
        [entity, license_requirement, license_review_policy, citation]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" | ")
    }

    /// The text of one column, to edit.
    pub fn get_mut(&mut self, column: Column) -> &mut String {
        match column {
            Column::Entity => &mut self.entity,
            Column::LicenseRequirement => &mut self.license_requirement,
            Column::LicenseReviewPolicy => &mut self.license_review_policy,
            Column::Citation => &mut self.citation,
        }
    }
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
    #[must_use]
    pub fn new(id: EntryId, list: ListId, country: impl Into<String>, cells: Cells) -> Self {
        let view = cell::parse(&cells.entity);
        Self {
            id,
            list,
            country: country.into(),
            key: canonical(&view.name),
            view,
            designations: designation::marks(&cells.license_requirement),
            citations: citation::citations(&cells.citation).found,
            cells,
        }
    }

    /// The name parsed from the entity cell.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.view.name
    }

    /// The same entry with other cells.
    #[must_use]
    pub fn revised(&self, cells: Cells) -> Self {
        Self::new(self.id, self.list, self.country.clone(), cells)
    }
}
