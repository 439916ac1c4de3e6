//! What all charts have in common: the width of a drawing, and the same figures as a table.

use serde::Serialize;

/// Width of every drawing.
pub const WIDTH: f64 = 360.0;

/// Figures as a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureTable {
    /// Headings of the columns, that of the row names first.
    pub head: Vec<String>,
    /// Name and figures of each row.
    pub rows: Vec<(String, Vec<String>)>,
}
