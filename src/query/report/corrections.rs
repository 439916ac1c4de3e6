//! What a run changed of what had been reported before: a document that came late, or reads differently now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::changes;
use super::document::document_facts;
use crate::query::ids;
use crate::run::RunError;
use crate::store::Store;
use crate::store::applications::TextAmendment;
use crate::store::runs::RunId;
use crate::store::versions::Version;
use earwatch_law::diff::frame::{self, FrameChange, Part, Parts};
use earwatch_law::diff::{Cause, Origin};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::ListId;
use earwatch_law::list::state::{Frame, Provision};
use earwatch_report::report::Section;
use earwatch_report::report::effect::Occasion;

type Frames = BTreeMap<ListId, Frame>;

/// Versions of documents that a run replaced. After a new baseline identities are others, so nothing is compared.
pub(super) fn replaced_by(store: &Store, run: RunId) -> Result<Vec<Version>, RunError> {
    let replaced = store.reader().versions_replaced_by(run)?;
    let new_baseline = replaced.iter().any(Version::is_baseline);
    Ok(if new_baseline { Vec::new() } else { replaced })
}

/// Whether a version says anew what another one had said.
pub(super) fn replaces(version: &Version, replaced: &Version) -> bool {
    version.number != replaced.number
        && version.document == replaced.document
        && version.effective == replaced.effective
}

/// Entries that a version closed and opened.
struct Effect {
    closed: BTreeMap<EntryId, Arc<Entry>>,
    opened: BTreeMap<EntryId, Arc<Entry>>,
}

impl Effect {
    fn of(store: &Store, version: Option<&Version>) -> Result<Self, RunError> {
        let by_id =
            |entries: Vec<Arc<Entry>>| entries.into_iter().map(|entry| (entry.id, entry)).collect::<BTreeMap<_, _>>();
        let (closed, opened) = match version {
            Some(version) => store.reader().changes(version.number)?,
            None => (Vec::new(), Vec::new()),
        };
        Ok(Self { closed: by_id(closed), opened: by_id(opened) })
    }

    /// The entry as this version leaves it; what it does not touch stands as `other` found it.
    fn after(&self, id: EntryId, other: &Self) -> Option<Arc<Entry>> {
        let touched = self.closed.contains_key(&id) || self.opened.contains_key(&id);
        let entries = if touched { &self.opened } else { &other.closed };
        entries.get(&id).cloned()
    }

    fn ids(&self) -> impl Iterator<Item = EntryId> {
        self.closed.keys().chain(self.opened.keys()).copied()
    }
}

/// What is different now about a version that had been reported; `None` if nothing is.
pub(super) fn section(store: &Store, before: &Version, now: Option<&Version>) -> Result<Option<Section>, RunError> {
    let (was, is) = (Effect::of(store, Some(before))?, Effect::of(store, now)?);
    let touched: BTreeSet<_> = was.ids().chain(is.ids()).collect();
    let after = |this: &Effect, other: &Effect| -> Vec<Arc<Entry>> {
        touched.iter().filter_map(|id| this.after(*id, other)).collect()
    };
    let (mut old, mut new) = (after(&was, &is), after(&is, &was));
    let settled = settled(store, &mut old, &mut new)?;
    let document = before.document.as_ref();
    let named = document.map(ToString::to_string).unwrap_or_default();
    let title = match now {
        Some(_) => format!("{named}, corrected: it does otherwise than was reported before"),
        None => format!("{named}: what was reported of it no longer applies; its changes are undone"),
    };
    let mut section = Section::new(title);
    section.occasion = Some(Occasion::Corrected);
    section.version = now.map(|now| now.number.0);
    section.effective = Some(before.effective);
    if let Some(number) = document {
        section.document = document_facts(store, number, before.published)?;
    }
    let origin =
        Origin { document: document.cloned(), effective: Some(before.effective), cause: cause(store, before)? };
    section.cause = origin.cause;
    let texts = texts(store, before, now)?;
    let reader = store.reader();
    let left = now.map_or(before.parent, |now| Some(now.number)).unwrap_or(before.number);
    let (was_ids, is_ids) = (reader.ids(before.number, Some(&touched))?, reader.ids(left, Some(&touched))?);
    changes::add(&mut section, (&old, &new), texts, &origin, (&was_ids, &is_ids));
    section.explain(changes::meanings(store, now.unwrap_or(before))?);
    let orders = |version: Option<&Version>| match version {
        Some(version) => store.reader().text_amendments(version.number),
        None => Ok(Vec::new()),
    };
    let (said, says) = (orders(Some(before))?, orders(now)?);
    let only = |here: &[TextAmendment], there: &[TextAmendment]| {
        let only = here.iter().filter(|order| !there.contains(order)).cloned();
        changes::not_shown(only.collect::<Vec<_>>(), &section).collect::<Vec<_>>()
    };
    let (undone, ordered) = (only(&said, &says), only(&says, &said));
    section.other = settled
        .into_iter()
        .chain(undone.into_iter().map(|order| format!("no longer ordered: {order}")))
        .chain(ordered)
        .collect();
    let after: BTreeMap<_, _> = new.iter().map(|entry| (entry.id, entry)).collect();
    let both = old.iter().filter_map(|old| Some((old, *after.get(&old.id)?)));
    section.tell_ids(ids::changes(both, (&was_ids, &is_ids)));
    let nothing = section.lists.is_empty() && section.other.is_empty();
    Ok((!nothing).then_some(section))
}

/// Takes out entries whose listing the other documents settle all the same, with a sentence for each: what one version
/// does not add any more another one may add, and what it does not remove any more another one may have removed.
fn settled(store: &Store, old: &mut Vec<Arc<Entry>>, new: &mut Vec<Arc<Entry>>) -> Result<Vec<String>, RunError> {
    let chain = store.reader().chain()?;
    let Some(last) = chain.last() else {
        return Ok(Vec::new());
    };
    let state = store.reader().state(last.number)?.state;
    let stands = |entry: &Entry| {
        let found = state.lists.get(&entry.list);
        found.is_some_and(|list| {
            let mut entries = list.entries.values();
            entries.any(|other| other.country == entry.country && other.key == entry.key)
        })
    };
    let ids = |entries: &[Arc<Entry>]| entries.iter().map(|entry| entry.id).collect();
    let (before, after): (BTreeSet<EntryId>, BTreeSet<EntryId>) = (ids(old), ids(new));
    let mut told = Vec::new();
    let mut tell = |entry: &Entry, how: &str| {
        told.push(format!("“{}” ({}) {how}", entry.name(), entry.country));
    };
    old.retain(|entry| {
        let stays = !after.contains(&entry.id) && stands(entry);
        if stays {
            tell(entry, "is still on the list, because of another document");
        }
        !stays
    });
    new.retain(|entry| {
        let stays = !before.contains(&entry.id) && !stands(entry);
        if stays {
            tell(entry, "is still off the list, because of another document");
        }
        !stays
    });
    Ok(told)
}

/// Why a version that had been reported does not stand as it was.
fn cause(store: &Store, before: &Version) -> Result<Option<Cause>, RunError> {
    let (Some(number), Some(run)) = (&before.document, before.superseded_by) else {
        return Ok(None);
    };
    Ok(Some(match store.reader().read_anew(number, run)? {
        Some(true) => Cause::SourceCorrection,
        Some(false) => Cause::ParserUpgrade,
        // The document stands as it was: another one came in before it.
        None => Cause::Legal,
    }))
}

/// What a version found and left around the entries of a list.
struct Around {
    before: Parts,
    after: Parts,
}

impl Around {
    /// A part as this version leaves it; what it does not touch stands as `other` found it.
    fn after(&self, part: &Part, other: &Self) -> Option<Provision> {
        let parts = if self.touches(part) { &self.after } else { &other.before };
        parts.get(part).cloned()
    }

    fn touches(&self, part: &Part) -> bool {
        self.before.get(part) != self.after.get(part)
    }
}

/// What is different now around the entries.
fn texts(store: &Store, before: &Version, now: Option<&Version>) -> Result<Vec<FrameChange>, RunError> {
    let reader = store.reader();
    let around = |version: &Version| -> Result<_, RunError> {
        let parent = version.parent.unwrap_or(version.number);
        Ok((reader.frames(parent)?, reader.frames(version.number)?))
    };
    let was = around(before)?;
    let is = match now {
        Some(now) => around(now)?,
        None => (was.0.clone(), was.0.clone()),
    };
    if was.0 == was.1 && is.0 == is.1 {
        return Ok(Vec::new());
    }
    let old = reader.state(before.number)?.state;
    let left = now.map_or(before.parent, |now| Some(now.number));
    let new = reader.state(left.unwrap_or(before.number))?.state;
    let mut found = Vec::new();
    for (list, old, new) in changes::both(&old, &new) {
        let around = |(before, after): &(Frames, Frames)| Around {
            before: before.get(&list).map(frame::parts).unwrap_or_default(),
            after: after.get(&list).map(frame::parts).unwrap_or_default(),
        };
        let (was, is) = (around(&was), around(&is));
        let parts: BTreeSet<_> = [&was, &is]
            .into_iter()
            .flat_map(|around| around.before.keys().chain(around.after.keys()))
            .filter(|part| was.touches(part) || is.touches(part))
            .collect();
        let side = |this: &Around, other: &Around| -> Parts {
            parts.iter().filter_map(|part| Some((Part::clone(part), this.after(part, other)?))).collect()
        };
        let entries = (&old.entries, &new.entries);
        let (old, new) = (side(&was, &is), side(&is, &was));
        found.extend(frame::compare_parts(list, (&old, &new), entries));
    }
    Ok(found)
}
