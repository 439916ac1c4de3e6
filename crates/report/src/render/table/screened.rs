//! The columns of a screening: a row for each potential match, and one for each party without and each row that was not
//! screened.

use super::cell::{Cell, Header, Table, header};
use crate::report::screened::{HitRecord, ScreenResult, Screened};
use crate::told::screened as told;
use earwatch_law::law::ListId;

/// What a row is of.
struct Row<'a> {
    result: &'a ScreenResult,
    hit: Option<&'a HitRecord>,
    of: &'a Screened,
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
    "party_id", "Party", 12, |row| Cell::text(&row.result.party.id);
    "row", "Row", 7, |row| Cell::Number(row.result.party.row);
    "party_name", "Name", 30, |row| Cell::text(&row.result.party.name);
    "party_country", "Country", 14, |row| Cell::text(row.result.party.country.as_deref().unwrap_or_default());
    "outcome", "Outcome", 30, |row| Cell::text(match row.hit {
        Some(hit) if hit.is_dismissed() => told::DISMISSED.to_owned(),
        Some(_) => told::POTENTIAL.to_owned(),
        None => told::outcome(row.result, row.of),
    });
    "kind", "By", 10, |row| of_hit(row, |hit| serde_name(&hit.kind));
    "score", "Score", 8, |row| of_hit(row, |hit| format!("{:.3}", hit.score));
    "band", "Band", 9, |row| of_hit(row, |hit| hit.band.name().to_owned());
    "entry_public_id", "Public id", 22, |row| of_hit(row, |hit| text(hit.entry.public_id.as_ref()));
    "entry_list", "List", 13, |row| of_hit(row, |hit| text(hit.entry.list.map(ListId::name).as_ref()));
    "entry_country", "Country of the entry", 18, |row| of_hit(row, |hit| text(hit.entry.country.as_ref()));
    "entry_name", "Entry", 34, |row| of_hit(row, |hit| hit.entry.name.clone());
    "party_field", "Field of the party", 12, |row| matched(row, |it| it.party_field.in_words().to_owned());
    "party_text", "Text of the party", 30, |row| matched(row, |it| it.party_text.clone());
    "entry_field", "Field of the entry", 12, |row| matched(row, |it| it.entry_field.in_words().to_owned());
    "entry_text", "Text of the entry", 30, |row| matched(row, |it| it.entry_text.clone());
    "covered", "Covered by ownership", 12, |row| of_hit(row, |hit| match hit.covered {
        None => String::new(),
        Some(Some(true)) => "true".to_owned(),
        Some(Some(false)) => "false".to_owned(),
        Some(None) => "cannot be determined".to_owned(),
    });
    "missing", "Missing to tell", 24, |row| of_hit(row, |hit| hit.missing.clone().unwrap_or_default().join("; "));
    "reasons", "Why", 40, |row| of_hit(row, |hit| hit.reasons.join("; "));
    "why_not_higher", "Why not higher", 30, |row| of_hit(row, |hit| hit.why_not_higher.join("; "));
    "listing", "Listing", 20, |row| of_hit(row, |hit| text(hit.entry.qualified.as_ref()));
    "designations", "Designations", 24, |row| of_hit(row, |hit| hit.entry.designations.join("; "));
    "license_requirement", "License requirement", 40, |row| of_hit(row, |hit| text(hit.entry.license_requirement.as_ref()));
    "license_review_policy", "License review policy", 32,
        |row| of_hit(row, |hit| text(hit.entry.license_review_policy.as_ref()));
    "effective_from", "In this text since", 12, |row| row.hit.map_or(Cell::Empty, |hit| hit.entry.effective_from.into());
    "document", "Set by document", 14, |row| of_hit(row, |hit| text(hit.entry.document.as_ref()));
    "notes", "Notes", 24, |row| Cell::joined(&row.result.notes);
    "as_of", "As of", 11, |row| Cell::Day(row.of.as_of);
    "known_by", "Known by", 11, |row| row.of.known_by.into();
    "decision", "Decision", 24, |row| of_hit(row, |hit| told::decision(hit).unwrap_or_default());
    "threshold", "Threshold", 9, |row| Cell::text(row.of.threshold.to_string());
    "covered_from", "Covered from", 12, |row| row.hit.and_then(|hit| hit.covered_from).into();
    "listed_ownership_least", "Listed ownership, at least", 10,
        |row| of_hit(row, |hit| hit.listed_ownership.map(|it| it.least.to_string()).unwrap_or_default());
    "listed_ownership_most", "Listed ownership, at most", 10,
        |row| of_hit(row, |hit| hit.listed_ownership.map(|it| it.most.to_string()).unwrap_or_default());
    "chain", "Owners", 40, |row| of_hit(row, |hit| told::chain(hit).join("; "));
    "strictest_requirement", "Strictest requirement of owners", 40,
        |row| of_hit(row, |hit| hit.strictest.as_ref().map(|it| it.requirements.join("; ")).unwrap_or_default());
    "strictest_policy", "Strictest review policy of owners", 32,
        |row| of_hit(row, |hit| hit.strictest.as_ref().map(|it| it.policies.join("; ")).unwrap_or_default());
};

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn serde_name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn of_hit(row: &Row<'_>, value: impl Fn(&HitRecord) -> String) -> Cell {
    row.hit.map_or(Cell::Empty, |hit| Cell::text(value(hit)))
}

fn matched(row: &Row<'_>, value: impl Fn(&earwatch_screen::screening::hit::Matched) -> String) -> Cell {
    row.hit.and_then(|hit| hit.matched.as_ref()).map_or(Cell::Empty, |it| Cell::text(value(it)))
}

/// The columns, without rows.
pub(super) fn empty() -> Table {
    Table { headers: COLUMNS.iter().map(|column| column.header).collect(), rows: Vec::new() }
}

/// The rows of a result.
pub(super) fn rows(result: &ScreenResult, of: &Screened) -> Vec<Vec<Cell>> {
    let row = |hit: Option<&HitRecord>| COLUMNS.iter().map(|column| (column.value)(&Row { result, hit, of })).collect();
    if result.hits.is_empty() { vec![row(None)] } else { result.hits.iter().map(|hit| row(Some(hit))).collect() }
}
