//! The columns of who sits with an entry: a row for each link.

use super::cell::{Cell, Header, Table, header};
use crate::report::linked::{Edge, Linked, LinkedParty};
use crate::told::linked as told;

/// What a row is of.
struct Row<'a> {
    edge: &'a Edge,
    /// Absent of a party that is not told, which has a name still.
    one: Option<&'a LinkedParty>,
    other: Option<&'a LinkedParty>,
    of: &'a Linked,
}

/// What a cell says of a party.
fn of(party: Option<&LinkedParty>, cell: impl Fn(&LinkedParty) -> Cell) -> Cell {
    party.map_or(Cell::Empty, cell)
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
    "steps", "Steps", 6, |row| of(row.other, |it| Cell::Number(u64::try_from(it.steps).unwrap_or(u64::MAX)));
    "kind", "Link", 18, |row| Cell::text(row.edge.bond.in_words());
    "score", "Score", 8, |row| Cell::text(format!("{:.3}", row.edge.score));
    "public_id", "Public id", 22, |row| of(row.other, |it| Cell::text(it.public_id.to_string()));
    "list", "List", 13, |row| of(row.other, |it| Cell::text(it.list.name()));
    "country", "Country", 18, |row| of(row.other, |it| Cell::text(&it.country));
    "name", "Name", 34, |row| Cell::text(row.of.name(row.edge.other));
    "listed", "Listed", 8, |row| of(row.other, |it| Cell::text(it.listed.to_string()));
    "removed_on", "Removed since", 12, |row| of(row.other, |it| it.removed_on.into());
    "removed_by", "Removed by", 14,
        |row| of(row.other, |it| Cell::text(it.removed_by.as_ref().map(ToString::to_string).unwrap_or_default()));
    "address", "Address", 40, |row| Cell::text(row.edge.other_address.as_ref().map(told::address).unwrap_or_default());
    "with_public_id", "Public id of the other", 22, |row| of(row.one, |it| Cell::text(it.public_id.to_string()));
    "with_name", "Sits with", 34, |row| Cell::text(row.of.name(row.edge.one));
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
    let row = |edge: &Edge| -> Vec<Cell> {
        let row = Row { edge, one: linked.party(edge.one), other: linked.party(edge.other), of: linked };
        COLUMNS.iter().map(|column| (column.value)(&row)).collect()
    };
    let rows = linked.edges.iter().map(row).collect();
    Table { headers: COLUMNS.iter().map(|column| column.header).collect(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::linked::Bond;
    use earwatch_law::entry::EntryId;

    #[test]
    fn a_link_with_a_party_that_is_not_told_has_its_row_and_says_which_it_is() {
        let edge = Edge {
            one: EntryId(7),
            other: EntryId(8),
            bond: Bond::SameBuilding,
            one_address: None,
            other_address: None,
            name: None,
            score: 1.0,
            agreement: Vec::new(),
            suspicion: None,
        };
        let linked = Linked {
            schema: "earwatch/links/1",
            asked: String::new(),
            as_of: chrono::NaiveDate::MIN,
            known_by: None,
            depth: 1,
            nearest: None,
            candidates: Vec::new(),
            parties: Vec::new(),
            edges: vec![edge],
            possible_not_told: 0,
        };
        let table = all(&linked);
        let cell = |name: &str| {
            let at = table.headers.iter().position(|header| header.name == name)?;
            table.rows.first()?.get(at).cloned()
        };
        assert_eq!(cell("with_name"), Some(Cell::text("entry 7, which is not told here")));
        assert_eq!(cell("name"), Some(Cell::text("entry 8, which is not told here")));
        assert_eq!(cell("list"), Some(Cell::Empty), "and no list is guessed");
    }
}
