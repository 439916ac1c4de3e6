//! Tables of contents of the issues: which were asked for, and the documents in them that may be of the bureau.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::params;

use super::{Reader, StoreResult, Writer};
use earwatch_law::law::citation::DocumentNumber;

/// What is on record of the table of contents of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContents {
    /// The day for which the run asked that had it last.
    pub asked: NaiveDate,
    /// The documents that are or may be of the bureau; `None` where no table was offered.
    pub numbers: Option<BTreeSet<DocumentNumber>>,
}

impl Writer<'_> {
    /// Records the table of contents of a day.
    pub fn put_contents(&self, day: NaiveDate, contents: &StoredContents) -> StoreResult<()> {
        let numbers = contents.numbers.as_ref().map(serde_json::to_string).transpose()?;
        self.execute(
            "INSERT OR REPLACE INTO contents (day, asked, numbers) VALUES (?1, ?2, ?3)",
            params![day, contents.asked, numbers],
        )
    }
}

impl Reader<'_> {
    /// The tables of contents of the days from one to another.
    pub fn contents(&self, from: NaiveDate, to: NaiveDate) -> StoreResult<BTreeMap<NaiveDate, StoredContents>> {
        let sql = "SELECT day, asked, numbers FROM contents WHERE day BETWEEN ?1 AND ?2";
        self.all(sql, [from, to], |row| {
            let numbers = row.get::<_, Option<String>>(2)?;
            let numbers = numbers.map(|numbers| serde_json::from_str(&numbers)).transpose()?;
            Ok((row.get(0)?, StoredContents { asked: row.get(1)?, numbers }))
        })
    }
}
