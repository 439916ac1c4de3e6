//! `GPOTABLE` → printed entries.
//!
//! A row of the table is not an entry: rows of stars stand for unchanged entries, a country has a row of its
//! own, and the addresses of an entry may follow in a row without further columns (88 FR 12170).

use roxmltree::Node;
use serde::{Deserialize, Serialize};

use super::pages::Pages;
use crate::finding::Place;
use crate::list::canonical::canonical;
use crate::list::entry::Cells;
use crate::markup;

/// A row, or rows that belong together, as printed in a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedEntry {
    /// The country heading above it, as printed.
    pub country: Option<String>,
    /// The cells.
    pub cells: Cells,
    /// Where the first of its rows stands.
    pub place: Place,
}

/// A table of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedTable {
    /// Entries in printed order.
    pub entries: Vec<PrintedEntry>,
    /// Country headings in printed order, those without entries included.
    pub headings: Vec<String>,
    /// Rows that are none of stars, header, country, entry, or part of an entry.
    pub unclassified: Vec<super::Text>,
    /// Footnotes below the table.
    pub notes: Vec<super::Text>,
    /// Rows printed.
    pub rows: usize,
    /// Columns, as the table states them.
    pub columns: usize,
    /// Whether it has the header of a party list, or continues a table that has it.
    pub is_list: bool,
    /// The heading in force at the end, for a table that is continued in another one.
    last: Option<String>,
}

/// Reads a table. `continued` is the table before it in the same unit: one table may be printed in two parts.
pub(crate) fn read(
    node: Node<'_, '_>,
    pages: &Pages<'_>,
    continued: Option<&PrintedTable>,
) -> PrintedTable {
    let columns = node
        .attribute("COLS")
        .and_then(|cols| cols.trim().parse().ok())
        .unwrap_or(5);
    let mut table = PrintedTable {
        columns,
        is_list: continued.is_some_and(|table| table.is_list),
        last: continued.and_then(|table| table.last.clone()),
        ..PrintedTable::default()
    };
    let mut stub = 0;
    let mut first_part: Option<PrintedEntry> = None;
    let rows: Vec<_> = node
        .descendants()
        .filter(|node| node.has_tag_name("ROW"))
        .collect();
    let read: Vec<_> = rows
        .iter()
        .map(|row| (place(*row, "ROW", pages), cells(*row, columns, &mut stub)))
        .collect();
    table.rows = read.len();
    for (at, (place, cells)) in read.iter().enumerate() {
        let row = classify(cells, columns);
        match row {
            Row::Blank | Row::Stars => {}
            Row::Header => table.is_list = true,
            Row::Country(country) => table.country(country),
            Row::Part(entity) => {
                let below_continues = read.get(at + 1).is_some_and(|(_, next)| {
                    matches!(classify(next, columns), Row::Entry(None, cells) if cells.entity.starts_with(['—', '-', '–']))
                });
                // Parts follow their entry; stars, a header or a country in between end it.
                let above = read
                    .iter()
                    .take(at)
                    .rev()
                    .map(|(_, above)| classify(above, columns));
                let below_of_stars = above
                    .filter(|above| !matches!(above, Row::Blank))
                    .map(|above| matches!(above, Row::Stars | Row::Header | Row::Country(_)))
                    .next()
                    .unwrap_or(true);
                match table.entries.last_mut() {
                    _ if below_continues => {
                        let cells = Cells {
                            entity,
                            ..Cells::default()
                        };
                        first_part = Some(PrintedEntry {
                            country: table.last.clone(),
                            cells,
                            place: place.clone(),
                        });
                    }
                    Some(entry) if !below_of_stars => {
                        entry.cells.entity.push('\n');
                        entry.cells.entity.push_str(&entity);
                    }
                    Some(_) | None => table.unclassified.push(super::Text {
                        text: entity,
                        place: place.clone(),
                    }),
                }
            }
            Row::Entry(country, mut cells) => {
                if let Some(country) = country {
                    table.country(country);
                }
                let mut place = place.clone();
                if let Some(part) = first_part.take() {
                    cells.entity = format!("{}\n{}", part.cells.entity, cells.entity);
                    place = part.place;
                }
                table.entries.push(PrintedEntry {
                    country: table.last.clone(),
                    cells,
                    place,
                });
            }
            Row::Unclassified(text) => table.unclassified.push(super::Text {
                text,
                place: place.clone(),
            }),
        }
    }
    for note in node.descendants().filter(|node| node.has_tag_name("TNOTE")) {
        table.notes.push(super::Text {
            text: markup::flatten_line(note),
            place: place_of(note, "TNOTE", pages),
        });
    }
    table
}

impl PrintedTable {
    /// A table of one entry.
    pub(crate) fn of(entry: PrintedEntry) -> Self {
        Self {
            headings: entry.country.clone().into_iter().collect(),
            entries: vec![entry],
            rows: 1,
            is_list: true,
            ..Self::default()
        }
    }

    fn country(&mut self, country: String) {
        self.headings.push(country.clone());
        self.last = Some(country);
    }
}

fn place(row: Node<'_, '_>, element: &str, pages: &Pages<'_>) -> Place {
    // A page break printed inside the row stands before its text.
    let text = row
        .children()
        .find(|child| child.has_tag_name("ENT"))
        .unwrap_or(row);
    Place {
        page: pages.page(text),
        ..place_of(row, element, pages)
    }
}

fn place_of(node: Node<'_, '_>, element: &str, pages: &Pages<'_>) -> Place {
    Place {
        element: element.to_owned(),
        line: pages.line(node),
        page: pages.page(node),
    }
}

/// Cell texts by column. `A="n"` spans n + 1 columns; `EXPSTB="n"` lets the stub span n more until it is reset;
/// `I="28"` spans all; missing cells at the end are blank.
fn cells(row: Node<'_, '_>, columns: usize, stub: &mut usize) -> Vec<String> {
    if let Some(expand) = row
        .attribute("EXPSTB")
        .and_then(|expand| expand.parse().ok())
    {
        *stub = expand;
    }
    let mut texts = Vec::with_capacity(columns);
    for (i, ent) in row
        .children()
        .filter(|child| child.has_tag_name("ENT"))
        .enumerate()
    {
        let span = match (ent.attribute("I"), ent.attribute("A")) {
            (Some("28"), _) => columns,
            (_, Some(span)) => {
                span.trim_start_matches(|c: char| !c.is_ascii_digit())
                    .parse::<usize>()
                    .unwrap_or(0)
                    + 1
            }
            (_, None) if i == 0 => *stub + 1,
            (_, None) => 1,
        };
        texts.push(markup::flatten(ent));
        texts.extend(std::iter::repeat_n(
            String::new(),
            span.min(columns).saturating_sub(1),
        ));
    }
    if texts.len() < columns {
        texts.resize(columns, String::new());
    }
    texts
}

/// What a row is.
enum Row {
    Blank,
    Stars,
    Header,
    Country(String),
    Part(String),
    Entry(Option<String>, Cells),
    Unclassified(String),
}

/// A row of asterisks: unchanged matter that is not printed.
pub(crate) fn is_stars(text: &str) -> bool {
    text.contains('*') && text.chars().all(|c| c == '*' || c.is_whitespace())
}

fn classify(cells: &[String], columns: usize) -> Row {
    let printed = |text: &str| !text.is_empty() && !is_stars(text);
    let unclassified = || Row::Unclassified(cells.join(" | "));
    if cells.iter().all(String::is_empty) {
        return Row::Blank;
    }
    if !cells.iter().any(|text| printed(text)) {
        return Row::Stars;
    }
    if cells.len() > columns && cells.iter().skip(columns).any(|text| printed(text)) {
        return unclassified();
    }
    let Some((first, rest)) = cells.split_first() else {
        return Row::Blank;
    };
    if canonical(first) == "country" {
        return Row::Header;
    }
    if !rest.iter().any(|text| printed(text)) {
        return Row::Country(first.clone());
    }
    let Some((entity, columns)) = rest.split_first().filter(|(entity, _)| printed(entity)) else {
        return unclassified();
    };
    let country = printed(first).then(|| first.clone());
    if country.is_none() && columns.iter().all(String::is_empty) {
        return Row::Part(entity.clone());
    }
    match columns {
        [license_requirement, license_review_policy, citation, ..] => Row::Entry(
            country,
            Cells {
                entity: entity.clone(),
                license_requirement: license_requirement.clone(),
                license_review_policy: license_review_policy.clone(),
                citation: citation.clone(),
            },
        ),
        [citation] => Row::Entry(
            country,
            Cells {
                entity: entity.clone(),
                citation: citation.clone(),
                ..Cells::default()
            },
        ),
        [] | [_, _] => unclassified(),
    }
}
