//! The facts of a document as a report gives them.

use chrono::NaiveDate;

use crate::run::RunError;
use crate::store::Store;
use crate::store::captures::CaptureId;
use earwatch_law::document::page;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::provision::savings::{self, Savings};
use earwatch_report::report::DocumentFacts;

/// What is known of a document; of several of one number, that of the day, else the newest.
pub fn document_facts(
    store: &Store,
    number: &DocumentNumber,
    published: NaiveDate,
) -> Result<Option<DocumentFacts>, RunError> {
    let mut documents = store.reader().documents_named(&number.clone().into())?;
    let of_day = documents.iter().position(|document| document.published == published);
    let Some(document) = of_day.map(|at| documents.swap_remove(at)).or_else(|| documents.pop()) else {
        return Ok(None);
    };
    let record = document.record.map(|record| store.reader().capture_bytes(record)).transpose()?;
    // A record that cannot be read was told when it came.
    let record = record.and_then(|bytes| DocumentRecord::from_json(&bytes).ok());
    let savings = savings(store, document.text, document.published)?;
    Ok(Some(DocumentFacts {
        citation: document.start_page.map(|page| format!("{} FR {page}", document.volume)),
        number: document.number,
        title: document.title,
        action: document.action,
        published: document.published,
        dates: document.dates,
        url: document.url,
        pdf: record.and_then(|record| record.pdf_url),
        pages: (document.start_page, document.end_page),
        savings,
    }))
}

/// The savings clause that a text prints; of a page for readers, as it reads in the Federal Register's layout.
fn savings(store: &Store, text: CaptureId, published: NaiveDate) -> Result<Option<Savings>, RunError> {
    let bytes = store.reader().capture_bytes(text)?;
    // A text that cannot be read was told when it came.
    let Ok(text_of) = std::str::from_utf8(&bytes) else {
        return Ok(None);
    };
    if !store.reader().is_page(text)? {
        return Ok(savings::of_text(text_of, published));
    }
    let translated = page::to_xml(text_of, None).ok();
    Ok(translated.and_then(|translated| savings::of_text(&translated.xml, published)))
}
