//! What had been told of a document whose day of effect a later one has moved since.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::run::RunError;
use crate::store::Store;
use crate::store::versions::Version;
use earwatch_law::document::act::Verb;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_report::report::Section;
use earwatch_report::report::effect::Occasion;

use super::document::document_facts;

/// What was told by a version of a document that another one moved, one sentence for each entry: `“Alpha Ltd.” (FRANCE)
/// was to be added on 2026-10-09, delayed to 2026-12-01 by 2026-20031`. Nothing where no document moved it.
pub(super) fn told(store: &Store, before: &Version) -> Result<Vec<String>, RunError> {
    let Some(number) = &before.document else {
        return Ok(Vec::new());
    };
    let document = store.reader().recorded(number, Some(before.published), "")?;
    let standing = document.map(|document| document.standing).unwrap_or_default();
    let Some((by, verb)) = &standing.by else {
        return Ok(Vec::new());
    };
    let days: BTreeSet<_> = standing.moves.values().copied().collect();
    let mut days = days.into_iter();
    let what = match (days.next(), days.next(), verb) {
        (Some(Some(day)), None, _) => format!("{} to {day} by {by}", verb.participle()),
        (Some(None), None, Verb::Withdraw) => format!("withdrawn by {by}"),
        (Some(None), None, _) => format!("{} by {by}, with no day set", verb.participle()),
        _ => format!("in part {} by {by}", verb.participle()),
    };
    let (closed, opened) = store.reader().changes(before.number)?;
    let ids = |entries: &[Arc<Entry>]| entries.iter().map(|entry| entry.id).collect();
    let (was, is): (BTreeSet<EntryId>, BTreeSet<EntryId>) = (ids(&closed), ids(&opened));
    let gone = closed.iter().filter(|entry| !is.contains(&entry.id)).map(|entry| (entry, "removed"));
    let come = opened.iter().map(|entry| (entry, if was.contains(&entry.id) { "changed" } else { "added" }));
    let day = before.effective;
    let line = |(entry, done): (&Arc<Entry>, &str)| {
        format!("“{}” ({}) was to be {done} on {day}, {what}", entry.name(), entry.country)
    };
    Ok(come.chain(gone).map(line).collect())
}

/// A section for a version of a document that was moved and makes no version any more; `None` where it was not moved.
pub(super) fn section(store: &Store, before: &Version) -> Result<Option<Section>, RunError> {
    let told = told(store, before)?;
    let Some(number) = before.document.as_ref().filter(|_| !told.is_empty()) else {
        return Ok(None);
    };
    let mut section = Section::new(format!(
        "{number}: what version {} reported for {} does not happen",
        before.number.0, before.effective
    ));
    section.occasion = Some(Occasion::Corrected);
    section.effective = Some(before.effective);
    section.document = document_facts(store, number, before.published)?;
    section.other = told;
    Ok(Some(section))
}
