//! `GPOTABLE` → printed entries.
//!
//! A row of the table is not an entry: rows of stars stand for unchanged entries, a country has a row of its
//! own, and the addresses of an entry may follow in a row without further columns (88 FR 12170).

pub(crate) mod columns;
mod row;

use roxmltree::Node;
use serde::{Deserialize, Serialize};

use super::Text;
use super::pages::Pages;
use crate::entry::cell;
use crate::finding::Place;
use crate::law::Cells;
use crate::law::ListId;
use crate::law::canonical::is_dash;
use crate::law::country;
use crate::markup;
use columns::Columns;
use row::{EntryRow, TableRow, texts};
pub(crate) use row::{is_reserved, is_stars};

/// A row, or rows that belong together, as printed in a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedEntry {
    /// The country heading above it, as printed.
    pub country: Option<String>,
    /// The cells.
    pub cells: Cells,
    /// Why it is not certain which cell is which; nothing is entered from such a row.
    #[serde(default)]
    pub defect: Option<String>,
    /// Whether a person supplied it: it is taken as it is, and in place of a printed row that is not.
    #[serde(default)]
    pub reviewed: bool,
    /// Where the first of its rows stands.
    pub place: Place,
}

/// A table of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedTable {
    /// Entries in printed order.
    pub entries: Vec<PrintedEntry>,
    /// Country headings in printed order, those without entries included.
    pub headings: Vec<Text>,
    /// Rows that are none of stars, header, country, entry, or part of an entry.
    pub unclassified: Vec<Text>,
    /// Footnotes below the table.
    pub notes: Vec<Text>,
    /// Rows printed.
    pub rows: usize,
    /// Its columns.
    pub columns: Columns,
    /// Whether it has the header of a party list, or continues a table that has it.
    pub is_list: bool,
    /// Parts of the last entry of the table that this one continues.
    overhang: Vec<String>,
    /// The heading in force at the end, for a table that is continued in another one.
    last: Option<String>,
    /// Whether stars, a header, a country or a row that cannot be read stand below the last entry.
    parted: bool,
}

/// Elements of a table that hold no matter of a list: its title, its header, page breaks.
const NO_MATTER: [&str; 5] = ["TTITLE", "NRTTITLE", "TDESC", "BOXHD", "PRTPAGE"];

/// Reads a table. `continued` is the table before it in the same unit: one table may be printed in two parts.
pub(crate) fn read(node: Node<'_, '_>, pages: &Pages<'_>, continued: Option<&PrintedTable>) -> PrintedTable {
    let mut table = PrintedTable {
        is_list: continued.is_some_and(|table| table.is_list),
        last: continued.and_then(|table| table.last.clone()),
        parted: true,
        ..PrintedTable::default()
    };
    table.header(node, continued);
    let mut stub = 0;
    let mut rows = Vec::new();
    for child in matter(node) {
        match child.tag_name().name() {
            "ROW" => {
                let texts = texts(child, table.columns.number(), &mut stub);
                let row = TableRow::new(&texts, &table.columns);
                if let TableRow::Header(columns) = &row {
                    table.is_list |= columns.names_entries();
                    table.columns.clone_from(columns);
                }
                rows.push((place(child, pages), row));
            }
            "TNOTE" | "FTNT" => table.notes.push(text_of(child, pages)),
            tag if NO_MATTER.contains(&tag) => {}
            _ => {
                let stray = text_of(child, pages);
                if !stray.text.is_empty() {
                    table.unclassified.push(stray);
                }
            }
        }
    }
    table.rows = rows.len();
    table.join(rows, continued.is_some_and(|table| !table.parted));
    table
}

/// What a table is made of; an element of which nothing is known is taken for its rows.
fn matter<'a, 'input>(table: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let mut out = Vec::new();
    for child in table.children() {
        let says = child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty());
        let wraps = markup::is_unknown(child) && child.descendants().skip(1).any(|inside| inside.has_tag_name("ROW"));
        if wraps {
            out.extend(matter(child));
        } else if child.is_element() || says {
            out.push(child);
        }
    }
    out
}

impl PrintedTable {
    /// A table of one entry of a list.
    pub(crate) fn of(entry: PrintedEntry, list: ListId) -> Self {
        Self {
            headings: entry.country.clone().map(|text| Text { text, place: entry.place.clone() }).into_iter().collect(),
            entries: vec![entry],
            rows: 1,
            is_list: true,
            columns: Columns::of_number(match list {
                ListId::EntityList => 5,
                ListId::UnverifiedList | ListId::MeuList => 3,
            }),
            ..Self::default()
        }
    }

    /// Takes the columns from the header above the rows, where it is printed; else from the table that is
    /// continued, else from their number. A header may also stand among the rows.
    fn header(&mut self, node: Node<'_, '_>, continued: Option<&Self>) {
        let number = node.attribute("COLS").and_then(|cols| cols.trim().parse().ok());
        let names: Vec<_> =
            node.descendants().filter(|node| node.has_tag_name("CHED")).map(markup::flatten_line).collect();
        let number = number.unwrap_or(if names.is_empty() { 5 } else { names.len() });
        self.columns = if names.iter().all(String::is_empty) {
            continued
                .map(|table| &table.columns)
                .filter(|columns| columns.number() == number)
                .map_or_else(|| Columns::of_number(number), Clone::clone)
        } else if let Some(columns) = Columns::of_header(&names) {
            self.is_list |= columns.names_entries();
            columns
        } else {
            Columns::unknown(number)
        };
    }

    /// Joins rows that belong together. A table that goes on with another one (`goes_on`) may begin with parts of the last
    /// entry of that one.
    fn join(&mut self, rows: Vec<(Place, TableRow)>, mut goes_on: bool) {
        let mut rows = rows.into_iter().peekable();
        let mut first_part = None;
        let with_bullet = |(_, next): &(Place, TableRow)| {
            let TableRow::Entry(EntryRow { country: None, cells, .. }) = next else {
                return false;
            };
            cells.entity.starts_with(is_dash)
        };
        while let Some((place, row)) = rows.next() {
            goes_on &= matches!(row, TableRow::Blank | TableRow::Header(_) | TableRow::Part(_));
            match row {
                TableRow::Part(entity) if rows.peek().is_some_and(with_bullet) => {
                    first_part = Some((place, entity));
                }
                TableRow::Part(entity) if goes_on && !cell::begins_with_name(&entity, "") => self.overhang.push(entity),
                TableRow::Part(entity) => self.part(entity, place),
                TableRow::Entry(mut row) => {
                    let mut place = place;
                    if let Some((above, part)) = first_part.take() {
                        row.cells.entity = format!("{part}\n{}", row.cells.entity);
                        place = above;
                    }
                    self.entry(row, place);
                }
                // A head may be repeated at the top of a page.
                TableRow::Blank | TableRow::Header(_) => {}
                TableRow::Stars => self.parted = true,
                TableRow::Country(country) => self.country(&country, place),
                TableRow::Unclassified(text) => {
                    self.parted = true;
                    self.unclassified.push(Text { text, place });
                }
            }
        }
    }

    /// Takes the parts of its last entry that a table printed below it begins with.
    pub(super) fn take_overhang(&mut self, below: &mut Self) {
        if let Some(entry) = self.entries.last_mut() {
            for part in std::mem::take(&mut below.overhang) {
                entry.cells.entity.push('\n');
                entry.cells.entity.push_str(&part);
            }
        }
    }

    /// `IRAN—Continued` goes on with IRAN.
    fn country(&mut self, printed: &str, place: Place) {
        let goes_on = country::continued(printed);
        let country = goes_on.unwrap_or(printed).to_owned();
        if goes_on.is_some() && self.last.as_ref() == Some(&country) {
            return;
        }
        self.parted = true;
        self.headings.push(Text { text: country.clone(), place });
        self.last = Some(country);
    }

    fn entry(&mut self, row: EntryRow, place: Place) {
        let EntryRow { country, cells, defect } = row;
        if let Some(country) = country {
            self.country(&country, place.clone());
        }
        self.parted = false;
        self.entries.push(PrintedEntry { country: self.last.clone(), cells, defect, reviewed: false, place });
    }

    /// Parts follow their entry; whatever stands in between parts them. A part that heads institutions of another
    /// body begins an entry of its own, where the list has no columns that it lacks; one with another name is left to a
    /// person.
    fn part(&mut self, text: String, place: Place) {
        let above = self.entries.last_mut().filter(|_| !self.parted);
        let above_text = above.as_ref().map_or("", |entry| &entry.cells.entity);
        if self.columns.fit(ListId::MeuList) && cell::heads_institutions_of_another(&text, above_text) {
            let cells = Cells { entity: text, ..Cells::default() };
            return self.entry(EntryRow { country: None, cells, defect: None }, place);
        }
        // Of institutions that are listed with a body each row has a name.
        if !self.columns.fit(ListId::MeuList) && cell::begins_with_name(&text, above_text) {
            self.parted = true;
            return self.unclassified.push(Text { text, place });
        }
        match above {
            Some(entry) => {
                entry.cells.entity.push('\n');
                entry.cells.entity.push_str(&text);
            }
            None => self.unclassified.push(Text { text, place }),
        }
    }
}

fn place(row: Node<'_, '_>, pages: &Pages<'_>) -> Place {
    // A page break printed inside the row stands before its text.
    let text = row.children().find(|child| child.has_tag_name("ENT")).unwrap_or(row);
    Place { page: pages.page(text), ..pages.place(row) }
}

fn text_of(node: Node<'_, '_>, pages: &Pages<'_>) -> Text {
    let own = node.text().filter(|_| node.is_text());
    let text = own.map_or_else(|| markup::flatten_line(node), |text| text.trim().to_owned());
    Text { text, place: pages.place(node) }
}
