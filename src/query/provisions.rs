//! The texts around the entries and the provisions of Part 744 on a day, with who set them.
//!
//! Nothing is stored of them but what was received: the texts of lists follow from the versions, those of sections from the
//! baseline's file and the documents on record.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ingest::derive::releases_known_by;
use crate::run::RunError;
use crate::store::Store;
use crate::store::captures::CaptureId;
use crate::store::documents::Status;
use earwatch_law::document::page;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::list::state::{Frame, State};
use earwatch_law::provision::history::{self, Dated, Step};
use earwatch_law::provision::section::{self, Printed};
use earwatch_law::provision::sections::{self, Ordered};
use earwatch_report::report::export::{StateInfo, TextExport};
use earwatch_report::report::provisions::{ProvisionRecord, RuleChange};

/// What a document did on a day to rules in sections of Part 744; nothing where it orders nothing of sections.
pub fn changed_in_sections(
    store: &Store,
    document: &DocumentNumber,
    day: NaiveDate,
) -> Result<Vec<RuleChange>, RunError> {
    let Some(stored) = store.reader().document(document)? else {
        return Ok(Vec::new());
    };
    let orders = text(store, stored.text)?.map(|text| section::orders(&text)).unwrap_or_default();
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    Ok(RuleChange::of_sections(&of_sections(store, day, None)?, document, day))
}

/// The texts of all lists from a day on.
struct Change {
    effective: NaiveDate,
    document: Option<DocumentNumber>,
    frames: BTreeMap<ListId, Frame>,
}

/// The texts of a list on a day, its footnotes, and the provisions that concern it; as known from what had been published
/// by `known_by`, where that is given.
pub fn texts(
    store: &Store,
    list: ListId,
    info: StateInfo,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<TextExport, RunError> {
    let changes = changes(store, as_of, known_by)?;
    let mut texts = history::of_texts(changes.iter().map(Change::step));
    texts.retain(|one| one.list == Some(list) && one.ended.is_none());
    let provisions = of(store, &changes, as_of, known_by)?;
    let provisions = provisions.into_iter().filter(|one| one.list.is_none_or(|of| of == list) && one.ended.is_none());
    Ok(TextExport::new(info, list, as_of, texts, provisions.collect()))
}

/// The provisions that concern a list on a day, those that ended by then among them.
pub fn provisions(
    store: &Store,
    list: ListId,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<Vec<ProvisionRecord>, RunError> {
    let mut all = of(store, &changes(store, as_of, known_by)?, as_of, known_by)?;
    all.retain(|one| one.list.is_none_or(|of| of == list));
    Ok(all)
}

/// The provisions of all lists and sections on a day.
pub fn all_provisions(store: &Store, as_of: NaiveDate) -> Result<Vec<ProvisionRecord>, RunError> {
    all_known(store, as_of, None)
}

/// The same, as known from what had been published by `known_by`, where that is given.
pub(super) fn all_known(
    store: &Store,
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<Vec<ProvisionRecord>, RunError> {
    of(store, &changes(store, as_of, known_by)?, as_of, known_by)
}

fn of(
    store: &Store,
    changes: &[Change],
    as_of: NaiveDate,
    known_by: Option<NaiveDate>,
) -> Result<Vec<ProvisionRecord>, RunError> {
    let mut all = history::of_lists(changes.iter().map(Change::step));
    all.extend(of_sections(store, as_of, known_by)?);
    Ok(ProvisionRecord::all(all))
}

impl Change {
    fn step(&self) -> Step<'_> {
        Step { effective: self.effective, document: self.document.as_ref(), frames: &self.frames }
    }

    fn of(state: &State, effective: NaiveDate, document: Option<&DocumentNumber>) -> Self {
        let frames = state.lists.iter().map(|(list, state)| (*list, state.frame.as_ref().clone())).collect();
        Self { effective, document: document.cloned(), frames }
    }
}

/// What stood around the entries up to a day, step by step.
fn changes(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Vec<Change>, RunError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let Some(baseline) = chain.first() else {
        return Ok(Vec::new());
    };
    let Some(known_by) = known_by else {
        let in_force = chain.iter().filter(|version| version.effective <= as_of);
        return in_force
            .map(|version| {
                let frames = reader.frames(version.number)?;
                Ok(Change { effective: version.effective, document: version.document.clone(), frames })
            })
            .collect();
    };
    // Stays that were extended later end as they were known to: the chain as it was known is derived in memory.
    let mut state = reader.state(baseline.number)?.state;
    let mut changes = vec![Change::of(&state, baseline.effective, None)];
    let lapse = |state: State, by: NaiveDate, changes: &mut Vec<Change>| {
        let mut state = state;
        while let Some((lapse, after)) = state.next_lapse(Some(by)) {
            changes.push(Change::of(&after, lapse.effective, lapse.document.as_ref()));
            state = after;
        }
        state
    };
    for release in releases_known_by(store, known_by)? {
        if release.effective > as_of {
            break;
        }
        state = lapse(state, release.effective, &mut changes).apply(&release).state;
        changes.push(Change::of(&state, release.effective, Some(&release.document)));
    }
    lapse(state, as_of, &mut changes);
    Ok(changes)
}

/// What the baseline's file prints of sections, and what documents order of them.
fn of_sections(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<Vec<Dated>, RunError> {
    let (printed, documents) = sections_read(store, known_by)?;
    Ok(sections::history(&printed, &documents, as_of))
}

/// Sections as the baseline's file prints them, and as documents order them, in order of effect.
pub(super) fn sections_read(
    store: &Store,
    known_by: Option<NaiveDate>,
) -> Result<(Vec<Printed>, Vec<Ordered>), RunError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let baseline = chain.first().and_then(|version| version.baseline);
    let printed = match baseline {
        Some(capture) => section::published(&text(store, capture)?.unwrap_or_default()),
        None => Vec::new(),
    };
    let mut documents = Vec::new();
    for document in reader.documents()? {
        let known = known_by.is_none_or(|day| document.published <= day);
        if document.status == Status::InBaseline || !known || !document.standing.is_as_printed() {
            continue;
        }
        let Some(text) = text(store, document.text)? else {
            continue;
        };
        let orders = section::orders(&text);
        if !orders.is_empty() {
            let effective = document.effective.first().copied().unwrap_or(document.published);
            documents.push(Ordered { document: document.number, effective, orders });
        }
    }
    documents.sort_by_key(|document| document.effective);
    Ok((printed, documents))
}

/// A text as XML; nothing of one that cannot be read, which was told when it came.
fn text(store: &Store, capture: CaptureId) -> Result<Option<String>, RunError> {
    let reader = store.reader();
    let Ok(text) = String::from_utf8(reader.capture_bytes(capture)?) else {
        return Ok(None);
    };
    if !reader.is_page(capture)? {
        return Ok(Some(text));
    }
    Ok(page::to_xml(&text, None).ok().map(|translated| translated.xml))
}
