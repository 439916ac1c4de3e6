//! What is read of a file of parties at most, so that no file fills the memory.

use std::path::Path;

use earwatch_law::law::quantity::quantity;

use super::party::Form;
use super::row::Rows;
use crate::screen::error::ScreenError;

/// What is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// Rows.
    pub rows: u64,
    /// Columns of the header.
    pub columns: usize,
    /// What a workbook may be.
    pub workbook: MostOfWorkbook,
}

/// What a workbook may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MostOfWorkbook {
    /// Bytes that it may unpack to.
    pub unpacked: u64,
    /// Rows times columns of a sheet, from its first cell to its last: so much is held, also where cells are empty.
    pub area: u64,
    /// Bytes of the texts of a sheet. One text may stand in any number of cells.
    pub text: u64,
    /// Whether it is unpacked once to count its bytes, and not only its directory is believed. Then it has to be XLSX or
    /// XLSB, the sheets of which are read cell by cell; XLS and ODS are read as a whole, whatever they hold.
    pub is_strict: bool,
}

impl Most {
    /// What is read of a file of this machine: as many rows as there are. A workbook may be what a million rows of parties
    /// take, several times over.
    pub const OF_A_FILE: Self = Self {
        rows: u64::MAX,
        columns: usize::MAX,
        workbook: MostOfWorkbook { unpacked: 2 << 30, area: 64 << 20, text: 2 << 30, is_strict: false },
    };

    pub(super) fn columns_of(&self, form: &Form) -> Result<(), String> {
        let columns = form.width();
        if columns <= self.columns {
            return Ok(());
        }
        Err(format!(
            "the header has {columns} columns, and up to {} are read; leave out those that are not of parties",
            self.columns
        ))
    }

    /// Rows that end with an error where there are too many.
    pub(super) fn rows_of(&self, rows: Rows, path: &Path) -> Rows {
        let most = self.rows;
        if most == u64::MAX {
            return rows;
        }
        let path = path.to_owned();
        Box::new((1..).zip(rows).map(move |(n, row)| {
            if n <= most {
                return row;
            }
            let (at, most) = (row?.at, quantity(usize::try_from(most).unwrap_or(usize::MAX), "row"));
            let problem = format!(
                "row {at} is one too many: up to {most} are read here; divide the file, or screen it with `earwatch screen`, which reads any number"
            );
            Err(ScreenError::File { path: path.clone(), problem })
        }))
    }
}
