//! What is on public inspection as a table: announced, and not law. It is no change of a list, so it is in no row
//! of the changes.

use super::cell::{Cell, Header, Table, header};
use crate::report::announced::ProvisionalRecord;
use crate::told::announcement::{Announcement, groups};

const HEADERS: [Header; 7] = [
    header("standing", "Status", 24),
    header("document", "Document", 40),
    header("facts", "Filed and scheduled", 40),
    header("change", "Announced change", 60),
    header("instruction", "Instruction", 60),
    header("notes", "Notes", 50),
    header("url", "Text", 8),
];

/// One row for each announced change, and one for each document that announces none.
pub(super) fn sheet(records: &[ProvisionalRecord]) -> Table {
    let mut rows = Vec::new();
    for group in groups(records) {
        for announcement in &group.announcements {
            for change in &announcement.changes {
                rows.push(row(group.title, announcement, &change.words, &change.quote));
            }
            if announcement.changes.is_empty() {
                rows.push(row(group.title, announcement, "", ""));
            }
        }
    }
    Table { headers: HEADERS.to_vec(), rows }
}

fn row(standing: &str, of: &Announcement, change: &str, quote: &str) -> Vec<Cell> {
    vec![
        Cell::text(standing),
        Cell::text(&of.title),
        Cell::text(&of.facts),
        Cell::text(change),
        Cell::text(quote),
        Cell::joined(of.told.iter().chain(&of.notes)),
        of.place.as_ref().map_or(Cell::Empty, |place| {
            place.link.as_ref().map_or_else(|| Cell::text(&place.words), |url| Cell::link("read", url))
        }),
    ]
}
