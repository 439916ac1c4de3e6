//! A row of the table before neighbours are joined.

use crate::list::entry::Cells;

/// A row of the table before neighbours are joined.
pub(super) struct Row {
    pub(super) country: String,
    pub(super) cells: Cells,
    pub(super) line: u32,
}

impl Row {
    /// Nothing but an entity cell: a part of a neighbour.
    pub(super) fn is_part(&self) -> bool {
        let Cells {
            entity: _,
            license_requirement,
            license_review_policy,
            citation,
        } = &self.cells;
        self.country.is_empty()
            && license_requirement.is_empty()
            && license_review_policy.is_empty()
            && citation.is_empty()
    }
}
