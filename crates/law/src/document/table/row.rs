//! What a row of a printed table is.

use roxmltree::Node;

use super::columns::{Columns, Fields};
use crate::entry::check;
use crate::law::Cells;
use crate::law::canonical::canonical;
use crate::law::country;
use crate::law::quantity::quantity;
use crate::markup;

/// What a row is.
pub(super) enum TableRow {
    Blank,
    Stars,
    Header(Columns),
    Country(String),
    /// Nothing but an entity cell.
    Part(String),
    Entry(EntryRow),
    Unclassified(String),
}

/// A row with an entity and other columns.
pub(super) struct EntryRow {
    pub(super) country: Option<String>,
    pub(super) cells: Cells,
    /// Why it is not certain which cell is which.
    pub(super) defect: Option<String>,
}

impl TableRow {
    /// Classifies a row of a table that has these columns.
    pub(super) fn new(row: &RowTexts, columns: &Columns) -> Self {
        let texts = &row.texts;
        if texts.iter().all(String::is_empty) {
            return Self::Blank;
        }
        if !texts.iter().any(|text| is_printed(text)) {
            return Self::Stars;
        }
        if let Some(header) = Columns::of_header(texts) {
            return Self::Header(header);
        }
        let Fields { country, cells, unknown } = columns.fields(texts);
        let rest = [&cells.license_requirement, &cells.license_review_policy, &cells.citation];
        let printed = |texts: &[&String]| texts.iter().any(|text| is_printed(text));
        let unclassified = || Self::Unclassified(texts.join(" | "));
        let alone = !printed(&rest);
        if unknown.iter().any(|text| is_printed(text)) || is_printed(&country) && !country::can_head(&country) {
            unclassified()
        } else if !printed(&[&cells.entity]) {
            if alone { Self::Country(country) } else { unclassified() }
        } else if is_reserved(&cells.entity) && alone {
            if is_printed(&country) { Self::Country(country) } else { Self::Stars }
        } else if !is_printed(&country) && rest.iter().all(|text| text.is_empty()) {
            if heads_alone(&cells.entity) {
                Self::Country(cells.entity)
            } else if check::reads_like_another_column(&cells.entity) {
                unclassified()
            } else {
                Self::Part(cells.entity)
            }
        } else {
            let defect = defect(&cells, columns, row.missing);
            Self::Entry(EntryRow { country: Some(country).filter(|country| is_printed(country)), cells, defect })
        }
    }
}

/// A country in capitals that slipped into the column of the entities.
fn heads_alone(text: &str) -> bool {
    !text.contains(char::is_lowercase) && country::is_known(country::continued(text).unwrap_or(text))
}

/// What is wrong with the number of cells, or blank.
fn defect(cells: &Cells, columns: &Columns, missing: usize) -> Option<String> {
    let number = columns.number();
    if missing > 0 {
        let (cells, columns) = (quantity(number - missing, "cell"), quantity(number, "column"));
        return Some(format!("the row has {cells} and the table {columns}"));
    }
    let blank = columns.of_list().find(|column| cells.get(*column).is_empty())?;
    Some(format!("the cell of the {} is blank", blank.words()))
}

fn is_printed(text: &str) -> bool {
    !text.is_empty() && !is_stars(text)
}

/// A row of asterisks: unchanged matter that is not printed.
pub(crate) fn is_stars(text: &str) -> bool {
    text.contains('*') && text.chars().all(|c| c == '*' || c.is_whitespace())
}

/// `[Reserved]` holds the place of a country without entries (Supplement No. 7).
pub(crate) fn is_reserved(entity: &str) -> bool {
    const WORD: &str = "reserved";
    let longer = entity.bytes().filter(u8::is_ascii_alphanumeric).nth(WORD.len()).is_some();
    !longer && canonical(entity) == WORD
}

/// The texts of a row by column.
pub(super) struct RowTexts {
    texts: Vec<String>,
    /// How many columns at the end no cell covers.
    missing: usize,
}

/// Cell texts by column. `A="n"` spans n + 1 columns; `EXPSTB="n"` lets the stub span n more until it is reset;
/// `I="28"` spans all; missing cells at the end are blank. Text outside any cell counts as a cell too many. In a row with
/// a cell for every column nothing spans, whatever its attributes say.
pub(super) fn texts(row: Node<'_, '_>, columns: usize, stub: &mut usize) -> RowTexts {
    if let Some(expand) = row.attribute("EXPSTB").and_then(|expand| expand.trim().parse().ok()) {
        *stub = expand;
    }
    let mut texts = Vec::with_capacity(columns);
    let (mut entries, mut others) = (Vec::new(), Vec::new());
    cells(row, &mut entries, &mut others);
    let number = entries.len();
    // A stub that is not reset ends with the next row that has all its cells.
    if number >= columns && row.attribute("EXPSTB").is_none() {
        *stub = 0;
    }
    for (i, ent) in entries.into_iter().enumerate() {
        let span = match (ent.attribute("I"), ent.attribute("A")) {
            _ if number >= columns => 1,
            (Some("28"), _) if number == 1 => columns,
            (_, Some(span)) => span.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap_or(0) + 1,
            (_, None) if i == 0 => *stub + 1,
            (_, None) => 1,
        };
        texts.push(markup::flatten(ent));
        texts.extend(std::iter::repeat_n(String::new(), span.min(columns).saturating_sub(1)));
    }
    let missing = columns.saturating_sub(texts.len());
    texts.resize(texts.len() + missing, String::new());
    let stray = others.into_iter().map(outside_cells);
    texts.extend(stray.filter(|text| !text.is_empty()));
    RowTexts { texts, missing }
}

/// The cells of a row, also of those inside an element of which nothing is known, and what stands beside them.
fn cells<'a, 'input>(row: Node<'a, 'input>, entries: &mut Vec<Node<'a, 'input>>, others: &mut Vec<Node<'a, 'input>>) {
    for child in row.children() {
        if child.has_tag_name("ENT") {
            entries.push(child);
        } else if markup::is_unknown(child) && child.descendants().any(|inside| inside.has_tag_name("ENT")) {
            cells(child, entries, others);
        } else {
            others.push(child);
        }
    }
}

fn outside_cells(node: Node<'_, '_>) -> String {
    if node.is_text() {
        return node.text().unwrap_or_default().trim().to_owned();
    }
    let is_text = node.is_element() && !markup::is_aside(node);
    if is_text { markup::flatten(node) } else { String::new() }
}
