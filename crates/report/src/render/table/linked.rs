//! The columns of who sits with an entry: a row for each link.

use super::cell::{Cell, Header, Table, header};
use crate::report::linked::{Edge, Linked, LinkedParty};
use crate::told::linked as told;

/// What a row is of.
struct Row<'a> {
    edge: &'a Edge,
    one: &'a LinkedParty,
    other: &'a LinkedParty,
    of: &'a Linked,
}

struct Column {
    header: Header,
    value: fn(&Row<'_>) -> Cell,
}

macro_rules! columns {
    ($($name:literal, $title:literal, $width:literal, $of:expr;)*) => {
        &[$(Column { header: header($name, $title, $width), value: $of },)*]
    };
}

/// Names and order are a contract: columns are added at the end.
const COLUMNS: &[Column] = columns! {
    "steps", "Steps", 6, |row| Cell::Number(u64::try_from(row.other.steps).unwrap_or(u64::MAX));
    "kind", "Link", 18, |row| Cell::text(row.edge.bond.in_words());
    "score", "Score", 8, |row| Cell::text(format!("{:.3}", row.edge.score));
    "public_id", "Public id", 22, |row| Cell::text(row.other.public_id.to_string());
    "list", "List", 13, |row| Cell::text(row.other.list.name());
    "country", "Country", 18, |row| Cell::text(&row.other.country);
    "name", "Name", 34, |row| Cell::text(&row.other.name);
    "listed", "Listed", 8, |row| Cell::text(row.other.listed.to_string());
    "removed_on", "Removed since", 12, |row| row.other.removed_on.into();
    "removed_by", "Removed by", 14,
        |row| Cell::text(row.other.removed_by.as_ref().map(ToString::to_string).unwrap_or_default());
    "address", "Address", 40, |row| Cell::text(row.edge.other_address.as_ref().map(told::address).unwrap_or_default());
    "with_public_id", "Public id of the other", 22, |row| Cell::text(row.one.public_id.to_string());
    "with_name", "Sits with", 34, |row| Cell::text(&row.one.name);
    "with_address", "Address of the other", 40,
        |row| Cell::text(row.edge.one_address.as_ref().map(told::address).unwrap_or_default());
    "shared_name", "Name of both", 30, |row| Cell::text(row.edge.name.as_deref().unwrap_or_default());
    "evidence", "Evidence", 40, |row| Cell::text(told::agreement(row.edge));
    "successor", "Successor", 40, |row| Cell::text(row.edge.suspicion.as_deref().unwrap_or_default());
    "as_of", "As of", 11, |row| Cell::Day(row.of.as_of);
    "known_by", "Known by", 11, |row| row.of.known_by.into();
};

/// The links of an entry.
pub(super) fn all(linked: &Linked) -> Table {
    let row = |edge: &Edge| -> Option<Vec<Cell>> {
        let (one, other) = linked.party(edge.one).zip(linked.party(edge.other))?;
        Some(COLUMNS.iter().map(|column| (column.value)(&Row { edge, one, other, of: linked })).collect())
    };
    let rows = linked.edges.iter().filter_map(row).collect();
    Table { headers: COLUMNS.iter().map(|column| column.header).collect(), rows }
}
