//! The texts around the entries and the provisions of Part 744 on a day, with who set them.
//!
//! Nothing is stored of them but what was received: the texts of lists follow from the versions, those of sections from the
//! baseline's file and the documents on record.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ingest::derive::releases_known_by;
use crate::ingest::section_rules::SectionRules;
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::list::state::{Frame, State};
use earwatch_law::provision::history::{self, Step};
use earwatch_report::report::export::{StateInfo, TextExport};
use earwatch_report::report::provisions::ProvisionRecord;

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
    all.extend(SectionRules::read(store.reader())?.on(as_of, known_by));
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
