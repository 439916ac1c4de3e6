//! Texts that a list prints again and again: of 3,400 rows, a few hundred texts are all there is in each column but the
//! entity's. Each is read and judged once.
//!
//! In: the cells of one list, row by row. Out: what was found for the same text before. It is made for the reading of one
//! list and dropped with it.

use std::collections::HashMap;
use std::rc::Rc;

use super::check;
use crate::law::citation::{self, FrCitation};
use crate::law::{Cells, Column};
use crate::markup;

/// What is known of the texts of a list's columns.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    requirements: HashMap<String, bool>,
    policies: HashMap<String, bool>,
    citations: HashMap<String, Rc<CitationCell>>,
}

/// A citation cell, read and judged.
#[derive(Debug)]
pub(crate) struct CitationCell {
    /// One citation for each action on the entry.
    pub(crate) found: Vec<FrCitation>,
    /// Whether it holds citations whose page was not known yet.
    pub(crate) has_placeholders: bool,
    /// What is wrong with it as the official lists print them.
    pub(crate) fault: Option<String>,
    pub(crate) is_readable: bool,
}

impl CitationCell {
    pub(crate) fn new(cell: &str) -> Self {
        let read = citation::citations(cell);
        Self {
            fault: check::citation_fault(cell, &read, 1),
            has_placeholders: !read.placeholders.is_empty(),
            found: read.found,
            is_readable: markup::unreadable(cell).is_none(),
        }
    }
}

/// Columns in whose texts something may be found; in the others, nothing was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubtful {
    pub(super) requirement: bool,
    pub(super) policy: bool,
}

impl Doubtful {
    /// Where no text was looked at yet.
    pub(super) const ALL: Self = Self { requirement: true, policy: true };

    pub(super) fn holds(self, column: Column) -> bool {
        match column {
            Column::LicenseRequirement => self.requirement,
            Column::LicenseReviewPolicy => self.policy,
            Column::Entity | Column::Citation => true,
        }
    }
}

impl Repeated {
    /// A citation cell, read.
    pub(crate) fn citation(&mut self, cell: &str) -> Rc<CitationCell> {
        if let Some(known) = self.citations.get(cell) {
            return Rc::clone(known);
        }
        let read = Rc::new(CitationCell::new(cell));
        self.citations.insert(cell.to_owned(), Rc::clone(&read));
        read
    }

    /// In which columns of a row of the Entity List something may be found.
    pub(super) fn doubtful(&mut self, cells: &Cells) -> Doubtful {
        let is_doubtful = |known: &mut HashMap<String, bool>, column| {
            let text = cells.get(column);
            if let Some(doubtful) = known.get(text) {
                return *doubtful;
            }
            let doubtful = !check::is_sound(text, column);
            known.insert(text.to_owned(), doubtful);
            doubtful
        };
        Doubtful {
            requirement: is_doubtful(&mut self.requirements, Column::LicenseRequirement),
            policy: is_doubtful(&mut self.policies, Column::LicenseReviewPolicy),
        }
    }
}
