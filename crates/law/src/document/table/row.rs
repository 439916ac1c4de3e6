//! What a row of a printed table is.

use roxmltree::Node;

use super::columns::{Columns, Fields};
use crate::law::Cells;
use crate::law::canonical::canonical;
use crate::markup;

/// What a row is.
pub(super) enum TableRow {
    Blank,
    Stars,
    Header(Columns),
    Country(String),
    /// Nothing but an entity cell.
    Part(String),
    Entry(Option<String>, Cells),
    Unclassified(String),
}

impl TableRow {
    /// Classifies the texts of a row of a table that has these columns.
    pub(super) fn new(texts: &[String], columns: &Columns) -> Self {
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
        if unknown.iter().any(|text| is_printed(text)) {
            unclassified()
        } else if !printed(&[&cells.entity]) && !printed(&rest) {
            Self::Country(country)
        } else if !printed(&[&cells.entity]) {
            unclassified()
        } else if is_reserved(&cells.entity) && !printed(&rest) {
            if is_printed(&country) { Self::Country(country) } else { Self::Stars }
        } else if is_printed(&country) {
            Self::Entry(Some(country), cells)
        } else if rest.iter().all(|text| text.is_empty()) {
            Self::Part(cells.entity)
        } else {
            Self::Entry(None, cells)
        }
    }
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

/// Cell texts by column. `A="n"` spans n + 1 columns; `EXPSTB="n"` lets the stub span n more until it is reset;
/// `I="28"` spans all; missing cells at the end are blank. Text outside any cell counts as a cell too many.
pub(super) fn texts(row: Node<'_, '_>, columns: usize, stub: &mut usize) -> Vec<String> {
    if let Some(expand) = row.attribute("EXPSTB").and_then(|expand| expand.parse().ok()) {
        *stub = expand;
    }
    let mut texts = Vec::with_capacity(columns);
    let (entries, others): (Vec<_>, Vec<_>) = row.children().partition(|child| child.has_tag_name("ENT"));
    for (i, ent) in entries.into_iter().enumerate() {
        let span = match (ent.attribute("I"), ent.attribute("A")) {
            (Some("28"), _) => columns,
            (_, Some(span)) => span.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap_or(0) + 1,
            (_, None) if i == 0 => *stub + 1,
            (_, None) => 1,
        };
        texts.push(markup::flatten(ent));
        texts.extend(std::iter::repeat_n(String::new(), span.min(columns).saturating_sub(1)));
    }
    if texts.len() < columns {
        texts.resize(columns, String::new());
    }
    let stray = others.into_iter().map(outside_cells);
    texts.extend(stray.filter(|text| !text.is_empty()));
    texts
}

fn outside_cells(node: Node<'_, '_>) -> String {
    if node.is_text() { node.text().unwrap_or_default().trim().to_owned() } else { markup::flatten(node) }
}
