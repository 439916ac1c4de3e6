//! Columns of text that hold a value of the field: numbers of documents, codes, structures.

use rusqlite::{Row, RowIndex};
use serde::de::DeserializeOwned;

use super::{StoreError, StoreResult};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;

/// Values that are stored as text.
pub(super) trait Columns {
    /// A text as it is stored.
    fn text(&self, column: impl RowIndex) -> rusqlite::Result<String>;

    /// The number of a document.
    fn number(&self, column: impl RowIndex) -> rusqlite::Result<DocumentNumber> {
        Ok(DocumentNumber::new(&self.text(column)?))
    }

    /// The one of `known` that bears the stored name.
    fn code<T: Copy>(
        &self,
        column: impl RowIndex,
        what: &'static str,
        known: &[T],
        name: fn(T) -> &'static str,
    ) -> StoreResult<T> {
        let value = self.text(column)?;
        let found = known.iter().copied().find(|known| name(*known) == value);
        found.ok_or(StoreError::Value { what, value })
    }

    /// A list.
    fn list(&self, column: impl RowIndex) -> StoreResult<ListId> {
        self.code(column, "list", &ListId::ALL, ListId::name)
    }

    /// A structure; where nothing is stored, what JSON's `null` stands for.
    fn json<T: DeserializeOwned>(&self, column: impl RowIndex) -> StoreResult<T>;
}

impl Columns for Row<'_> {
    fn text(&self, column: impl RowIndex) -> rusqlite::Result<String> {
        self.get(column)
    }

    fn json<T: DeserializeOwned>(&self, column: impl RowIndex) -> StoreResult<T> {
        let text: Option<String> = self.get(column)?;
        Ok(serde_json::from_str(text.as_deref().unwrap_or("null"))?)
    }
}
