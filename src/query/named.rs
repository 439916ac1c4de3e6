//! Documents by what people call them.

use crate::run::RunError;
use crate::store::Store;
use crate::store::findings::Which;
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
    let like = documents.iter().filter(|document| is_like(&document.number)).take(5);
    let like: Vec<_> = like
        .map(|document| match name.published {
            Some(_) => format!("{}@{}", document.number, document.published),
            None => document.number.to_string(),
        })
        .collect();
    let next = match like.as_slice() {
        [] => "see `earwatch documents`".to_owned(),
        like => format!("did you mean {}? See `earwatch documents`", like.join(" or ")),
    };
    Ok(RunError::NotOnRecord { what: format!("document {name}"), next })
}

/// That the document or run that findings are asked of is on record: silence about one that is not would read like "no
/// findings".
///
/// # Errors
/// [`RunError::NotOnRecord`] where it is not.
pub fn on_record(store: &Store, which: &Which) -> Result<(), RunError> {
    let reader = store.reader();
    match which {
        Which::OfRun(run) if !reader.runs()?.iter().any(|known| known.id == *run) => {
            Err(RunError::NotOnRecord { what: format!("run {}", run.0), next: "see `earwatch runs`".to_owned() })
        }
        Which::OfDocument(name) => {
            let known = !reader.documents_named(name)?.is_empty()
                || name.published.is_none()
                    && (!reader.findings(which)?.is_empty() || !reader.provisional_of(&name.number)?.is_empty());
            if known { Ok(()) } else { Err(no_document(store, name)?) }
        }
        _ => Ok(()),
    }
}
