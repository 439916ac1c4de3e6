//! Rows that no order names or counts, to be compared with the list: the table may print a neighbour again.

use chrono::NaiveDate;

use super::edit::Edit;
use super::rows::PrintedRow;
use crate::document::Text;
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;

/// What is said of a row that no order names and that the list does not have so.
pub(crate) fn unordered(name: &str) -> String {
    format!("a row for “{name}” is printed, but no instruction names or counts it; it was not entered")
}

/// Each with the last instruction of its list, since what is printed is the list afterwards, and with its own place. Those
/// of a list that no instruction changes on a day that is known, or that stand below no country, are told.
pub(super) fn rows(
    instructions: &[Instruction],
    rows: &[PrintedRow],
    left: &[usize],
    days: &[Option<NaiveDate>],
    findings: &mut Vec<Finding>,
) -> Vec<(Edit, usize, Text)> {
    let mut reprinted = Vec::new();
    for row in left.iter().filter_map(|at| rows.get(*at)) {
        let of_list = |(one, day): (&Instruction, &Option<NaiveDate>)| {
            day.is_some() && one.target.as_ref().is_some_and(|target| target.list == row.list)
        };
        let (at, country) = (instructions.iter().zip(days).rposition(of_list), row.country.clone());
        let Some((at, country)) = at.zip(country).filter(|_| row.defect.is_none()) else {
            findings.push(uninstructed(row, unordered(&row.name)));
            continue;
        };
        let (name, cells) = (row.name.clone(), row.cells.clone());
        let text = Text { text: row.cells.quote(), place: row.place.clone() };
        reprinted.push((Edit::ReprintRow { country, name, row: cells }, at, text));
    }
    reprinted
}

/// A row that was not entered.
pub(super) fn uninstructed(row: &PrintedRow, mut message: String) -> Finding {
    if let Some(defect) = &row.defect {
        message.push_str("; ");
        message.push_str(defect);
    }
    Finding::new(Code::RowWithoutInstruction, message)
        .with_list(row.list)
        .with_entry(row.country.clone().unwrap_or_default(), &row.name)
        .with_quote(row.cells.quote(), &row.place)
}
