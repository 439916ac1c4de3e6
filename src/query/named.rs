//! Documents by what people call them.

use crate::run::RunError;
use crate::store::Store;
use earwatch_law::law::citation::{DocumentName, DocumentNumber};

/// That no such document is on record, with those whose numbers are like it.
pub fn no_document(store: &Store, name: &DocumentName) -> Result<RunError, RunError> {
    let documents = store.reader().documents()?;
    let asked = name.number.as_str().to_ascii_lowercase();
    let digits = asked.rsplit('-').next().unwrap_or_default().trim_start_matches('0').to_owned();
    let is_like = |number: &DocumentNumber| {
        let serial = number.as_str().rsplit('-').next().unwrap_or_default().trim_start_matches('0');
        number.as_str().to_ascii_lowercase().contains(&asked) || !digits.is_empty() && serial == digits
    };
    let like: Vec<_> = documents.iter().filter(|document| is_like(&document.number)).take(5).collect();
    let shared = |number: &DocumentNumber| like.iter().filter(|document| document.number == *number).count() > 1;
    let like: Vec<_> = like
        .iter()
        .map(|document| match name.published {
            None if !shared(&document.number) => document.number.to_string(),
            _ => format!("{}@{}", document.number, document.published),
        })
        .collect();
    let next = match like.as_slice() {
        [] => "see `earwatch documents`".to_owned(),
        like => format!("did you mean {}? See `earwatch documents`", like.join(" or ")),
    };
    Ok(RunError::NotOnRecord { what: format!("document {name}"), next })
}
