//! What is on record that may explain a difference.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use crate::query::compare::state_at;
use crate::run::{RunError, text};
use crate::store::Store;
use crate::store::runs::Run;
use earwatch_law::document::page;
use earwatch_law::document::xml::DocumentError;
use earwatch_law::drift::note::Note;
use earwatch_law::drift::{Facts, Known, Other};
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::markup::plain;

/// Reads it.
pub(super) fn read(desk: &Desk<'_>, notes: &[String]) -> Result<Facts, RunError> {
    let reader = desk.store.reader();
    let documents: Vec<_> = reader
        .documents()?
        .into_iter()
        .map(|document| Known {
            pages: (document.start_page, document.end_page),
            number: document.number,
            published: document.published,
            volume: document.volume,
        })
        .collect();
    let polled = reader.runs()?.into_iter().filter(Run::asked_the_register).map(|run| run.as_of);
    let baseline = desk.chain.first().map(|first| first.complete_through.unwrap_or(first.published));
    let through = documents.iter().map(|known| known.published).chain(polled).chain(baseline).max();
    let (_, origins) = state_at(desk.store, desk.version.number)?;
    let set_by = origins.into_iter().filter_map(|(entry, origin)| Some((entry, origin.document?))).collect();
    let mut facts = Facts {
        day: desk.given.day,
        through: through.unwrap_or_default(),
        documents,
        set_by,
        notes: Note::of(notes),
        before_baseline: desk.before_baseline,
        ..Facts::default()
    };
    let mut before = None;
    for version in desk.chain {
        let is_earlier = version.number <= desk.version.number;
        if let Some(by) = version.document.as_ref().filter(|_| !version.is_baseline()) {
            let (closed, opened) = reader.changes(version.number)?;
            let other = |entry: Arc<_>| Other { entry, by: by.clone() };
            if is_earlier {
                facts.earlier.extend(closed.into_iter().map(other));
                facts.frames.extend(before.take().into_iter().flatten().map(|frame| (frame, by.clone())));
            } else {
                facts.later.extend(opened.into_iter().map(other));
            }
        }
        if is_earlier {
            before = Some(reader.frames(version.number)?.into_values().map(Arc::new).collect::<Vec<_>>());
        }
    }
    facts.earlier.reverse();
    facts.frames.reverse();
    Ok(facts)
}

/// The texts of documents, in the form in which texts are compared.
pub(super) struct Texts<'a> {
    store: &'a Store,
    read: RefCell<BTreeMap<DocumentNumber, String>>,
    failed: RefCell<Option<RunError>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, read: RefCell::default(), failed: RefCell::default() }
    }

    /// Whether a document prints a text. What cannot be read is told by [`Texts::all_read`].
    pub(super) fn print(&self, number: &DocumentNumber, text: &str) -> bool {
        let text = canonical(text);
        let mut read = self.read.borrow_mut();
        let whole = read.entry(number.clone()).or_insert_with(|| {
            self.text(number).unwrap_or_else(|error| {
                self.failed.borrow_mut().get_or_insert(error);
                String::new()
            })
        });
        !text.is_empty() && whole.contains(&text)
    }

    /// Nothing, if every text that was asked for could be read.
    pub(super) fn all_read(self) -> Result<(), RunError> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn text(&self, number: &DocumentNumber) -> Result<String, RunError> {
        let reader = self.store.reader();
        // A number without a document is that of a version whose document was withdrawn; it prints nothing.
        let Some(document) = reader.document(number)? else { return Ok(String::new()) };
        let bytes = reader.capture_bytes(document.text)?;
        let place = number.to_string();
        let markup = text(&bytes, &place)?;
        let is_page = reader.is_page(document.text)?;
        let flat = || -> Result<String, DocumentError> {
            Ok(if is_page { plain(&page::to_xml(markup, None)?.xml)? } else { plain(markup)? })
        };
        flat().map(|flat| canonical(&flat)).map_err(|source| RunError::Document { place, source })
    }
}
