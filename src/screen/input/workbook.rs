//! Rows of a sheet of a workbook (XLSX, XLSB, XLS, ODS). Of a formula, the value that the workbook stores for it.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Sheets, open_workbook_auto_from_rs};

use super::party::Form;
use super::row::{Raw, Row, Rows, Said};

/// The rows of a workbook, and how they are read: the first row that is not empty is the header.
pub(super) fn rows(bytes: Vec<u8>, said: &Said) -> Result<(Rows, Form), String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("the workbook cannot be read: {error}; save it again, or as CSV in UTF-8"))?;
    let names = book.sheet_names();
    let asked: Vec<_> = match &said.sheet {
        Some(asked) if names.contains(asked) => vec![asked.clone()],
        Some(asked) => return Err(format!("there is no sheet “{asked}”; there are “{}”", names.join("”, “"))),
        None => names.clone(),
    };
    let mut problem = format!("no sheet has rows; there are “{}”", names.join("”, “"));
    for name in asked {
        let range = book.worksheet_range(&name).map_err(|error| format!("sheet “{name}” cannot be read: {error}"))?;
        if range.is_empty() {
            continue;
        }
        match of_sheet(&mut book, &name, range, said) {
            Ok((rows, form)) => {
                let others: Vec<_> = names.iter().filter(|other| **other != name).cloned().collect();
                let form = if others.is_empty() || said.sheet.is_some() { form } else { form.beside(&name, &others) };
                return Ok((rows, form));
            }
            Err(of_sheet) => {
                problem = format!("sheet “{name}”: {of_sheet}");
                if said.sheet.is_none() {
                    // The first sheet with rows is the one that is meant.
                    break;
                }
            }
        }
    }
    Err(problem)
}

type Book = Sheets<Cursor<Vec<u8>>>;

fn of_sheet(book: &mut Book, name: &str, range: Range<Data>, said: &Said) -> Result<(Rows, Form), String> {
    let formulas = book.worksheet_formula(name).unwrap_or_default();
    let (first_row, first_column) = range.start().unwrap_or_default();
    let is_empty = |row: &[Data]| row.iter().all(|cell| matches!(cell, Data::Empty));
    let header_at = range.rows().position(|row| !is_empty(row)).ok_or("it has no rows")?;
    let headers = range.rows().nth(header_at).unwrap_or_default();
    let headers: Vec<String> = headers.iter().map(|cell| value(cell, false).unwrap_or_default()).collect();
    let form = Form::of_table(headers, b',', &said.columns)?;
    let (height, width) = range.get_size();
    let rows = (header_at + 1..height).filter_map(move |at| {
        let cells: Vec<_> = (0..width)
            .map(|column| {
                let cell = range.get((at, column)).unwrap_or(&Data::Empty);
                let row = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first_row);
                let place = (row, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(first_column));
                value(cell, formulas.get_value(place).is_some_and(|formula| !formula.is_empty()))
            })
            .collect();
        let is_empty = cells.iter().all(|cell| cell.as_ref().is_ok_and(String::is_empty));
        let row = Row { at: at as u64 + u64::from(first_row) + 1, raw: Raw::Cells(cells) };
        (!is_empty).then_some(Ok(row))
    });
    Ok((Box::new(rows), form))
}

/// A cell as text; what is wrong with it where it has no value.
fn value(cell: &Data, is_formula: bool) -> Result<String, String> {
    match cell {
        Data::Empty if is_formula => {
            Err("a formula whose value the workbook does not store; open and save it".to_owned())
        }
        Data::Empty => Ok(String::new()),
        Data::Error(error) => Err(format!("the error {error}")),
        // Numbers of customers are whole.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => Ok(format!("{number:.0}")),
        other => Ok(other.to_string()),
    }
}
