//! What was published of what had been announced: numbers, instructions, and the names that the lists hold.

use std::collections::BTreeSet;

use crate::store::columns::Columns as _;
use crate::store::documents::{DocumentId, StoredDocument};
use crate::store::{Reader, StoreResult};
use earwatch_law::finding::Place;
use earwatch_law::instruction::{Certainty, Instruction, Target};
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;

impl Reader<'_> {
    /// The numbers of all texts of published documents that were read, related to a list or not.
    pub fn published_numbers(&self) -> StoreResult<BTreeSet<DocumentNumber>> {
        self.numbers(
            "SELECT number FROM texts_read WHERE superseded_by IS NULL
             UNION SELECT number FROM documents WHERE superseded_by IS NULL",
        )
    }

    /// The numbers of published documents whose text is not there yet.
    pub fn awaited_numbers(&self) -> StoreResult<BTreeSet<DocumentNumber>> {
        self.numbers("SELECT number FROM texts_awaited WHERE superseded_by IS NULL")
    }

    fn numbers(self, query: &str) -> StoreResult<BTreeSet<DocumentNumber>> {
        self.all(query, [], |row| Ok(row.number(0)?))
    }

    /// The published document of a number, however its zeros are padded.
    pub fn published_as(&self, number: &DocumentNumber) -> StoreResult<Option<StoredDocument>> {
        let documents = self.documents()?;
        Ok(documents.into_iter().rev().find(|document| document.number.is_same(number)))
    }

    /// The instructions of a document that are about a list.
    pub fn instructions(&self, document: DocumentId) -> StoreResult<Vec<Instruction>> {
        self.all(
            "SELECT list, country, body, quote FROM instructions
             WHERE document = ?1 AND list IS NOT NULL ORDER BY ordinal",
            [document],
            |row| {
                let (list, country) = (row.list(0)?, row.get(1)?);
                Ok(Instruction {
                    target: Some(Target { list, country, certainty: Certainty::Stated, among: Vec::new() }),
                    order: row.json(2)?,
                    number: Vec::new(),
                    effective: None,
                    quote: row.get(3)?,
                    place: Place::default(),
                })
            },
        )
    }

    /// Names of the entries that the lists hold now, by letters and digits.
    pub fn listed_names(&self) -> StoreResult<BTreeSet<(ListId, String)>> {
        self.all("SELECT DISTINCT list, name FROM current_entries", [], |row| {
            Ok((row.list(0)?, canonical(&row.text(1)?)))
        })
    }
}
