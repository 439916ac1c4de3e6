//! A report and a list as tables: columns and rows are said here once, for CSV and for the workbook.
//!
//! In: a [`Report`], or the entries of a list. Out: rows of typed cells. Text comes from documents: control and bidirectional
//! characters are shown by number in every cell, and what a cell cannot hold is cut where a reader sees it.

mod announced;
pub(super) mod cell;
mod change_row;
mod changes;
pub mod csv;
mod entries;
mod findings;
mod linked;
mod screened;
mod summary;
pub mod xlsx;

pub use cell::{Cell, Header, Table};

use crate::report::Report;

/// What a report changes, as the rows of its CSV.
pub fn changed(report: &Report) -> Table {
    changes::all(report)
}
