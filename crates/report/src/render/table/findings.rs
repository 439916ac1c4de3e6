//! The findings as a table, most urgent first.

use super::cell::{Cell, Header, Table, header};
use earwatch_law::finding::Finding;

const HEADERS: [Header; 11] = [
    header("severity", "Severity", 9),
    header("code", "Code", 24),
    header("document", "Document", 13),
    header("list", "List", 11),
    header("country", "Country", 18),
    header("name", "Name", 36),
    header("place", "Place", 24),
    header("message", "Finding", 60),
    header("next_step", "Next step", 40),
    header("quote", "The published text", 60),
    header("answered_by", "Answered by", 36),
];

pub(super) fn sheet(findings: &[Finding]) -> Table {
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    let row = |finding: &Finding| {
        vec![
            Cell::text(finding.severity().to_string()),
            Cell::text(finding.code.name()),
            text(&finding.document.as_ref().map(ToString::to_string)),
            finding.list.map_or(Cell::Empty, |list| Cell::text(list.name())),
            text(&finding.country),
            text(&finding.name),
            text(&finding.place.as_ref().map(ToString::to_string)),
            Cell::text(&finding.message),
            Cell::text(finding.next_step()),
            text(&finding.quote),
            text(&finding.explained_by),
        ]
    };
    Table { headers: HEADERS.to_vec(), rows: findings.iter().map(row).collect() }
}
