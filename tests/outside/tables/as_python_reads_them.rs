//! Spreadsheets as Python reads them.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::needs;

/// A row of CSV by column.
pub(crate) type Row = BTreeMap<String, String>;

/// A workbook as openpyxl reads it.
#[derive(Debug, Deserialize)]
pub(crate) struct Workbook {
    pub(crate) order: Vec<String>,
    pub(crate) title: String,
    pub(crate) created: String,
    pub(crate) sheets: BTreeMap<String, Sheet>,
}

/// A sheet: how it is set up, and its cells that are not empty.
#[derive(Debug, Deserialize)]
pub(crate) struct Sheet {
    pub(crate) setup: String,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Deserialize)]
pub(crate) struct Cell {
    pub(crate) at: String,
    pub(crate) value: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) format: String,
    pub(crate) link: Option<String>,
    pub(crate) quoted: bool,
}

impl Cell {
    /// What CSV has in its place.
    pub(crate) fn shown(&self) -> String {
        let day = |value: &str| value.split(' ').next().unwrap_or_default().to_owned();
        match &self.link {
            Some(link) => link.clone(),
            None if self.kind == "d" => day(&self.value),
            None => self.value.clone(),
        }
    }
}

/// The rows of a CSV file.
pub(crate) fn csv_rows(path: &str) -> Vec<Row> {
    read("csv", path)
}

/// A workbook.
pub(crate) fn workbook(path: &str) -> Workbook {
    read("xlsx", path)
}

/// How many rows the sheets of a workbook have.
pub(crate) fn sizes(path: &str) -> BTreeMap<String, usize> {
    read("sizes", path)
}

fn read<T: DeserializeOwned>(kind: &str, path: &str) -> T {
    let python = needs::python("openpyxl");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outside/spreadsheet.py");
    let read = Command::new(python).args([script, kind, path]).output().unwrap();
    assert!(read.status.success(), "{path}: {}", String::from_utf8_lossy(&read.stderr));
    serde_json::from_slice(&read.stdout).unwrap()
}
