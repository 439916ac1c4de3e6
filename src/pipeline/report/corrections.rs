//! What a run changed of what had been reported before: a document that came late, or reads differently now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{add_changes, document_facts};
use crate::diff::Origin;
use crate::list::entry::{Entry, EntryId};
use crate::pipeline::PipelineError;
use crate::report::Section;
use crate::store::Store;
use crate::store::runs::RunId;
use crate::store::versions::Version;

/// Versions of documents that a run replaced. After a new baseline identities are others, so nothing is compared.
pub(super) fn replaced_by(store: &Store, run: RunId) -> Result<Vec<Version>, PipelineError> {
    let replaced = store.reader().versions_replaced_by(run)?;
    let new_baseline = replaced.iter().any(Version::is_baseline);
    Ok(if new_baseline { Vec::new() } else { replaced })
}

/// Whether a version says anew what another one had said.
pub(super) fn replaces(version: &Version, replaced: &Version) -> bool {
    version.document == replaced.document && version.effective == replaced.effective
}

/// Entries that a version closed and opened.
struct Effect {
    closed: BTreeMap<EntryId, Arc<Entry>>,
    opened: BTreeMap<EntryId, Arc<Entry>>,
}

impl Effect {
    fn of(store: &Store, version: Option<&Version>) -> Result<Self, PipelineError> {
        let by_id = |entries: Vec<Arc<Entry>>| {
            entries
                .into_iter()
                .map(|entry| (entry.id, entry))
                .collect::<BTreeMap<_, _>>()
        };
        let (closed, opened) = match version {
            Some(version) => store.reader().changes(version.number)?,
            None => (Vec::new(), Vec::new()),
        };
        Ok(Self {
            closed: by_id(closed),
            opened: by_id(opened),
        })
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
pub(super) fn section(
    store: &Store,
    before: &Version,
    now: Option<&Version>,
) -> Result<Option<Section>, PipelineError> {
    let (was, is) = (Effect::of(store, Some(before))?, Effect::of(store, now)?);
    let ids: BTreeSet<_> = was.ids().chain(is.ids()).collect();
    let old: Vec<_> = ids.iter().filter_map(|id| was.after(*id, &is)).collect();
    let new: Vec<_> = ids.iter().filter_map(|id| is.after(*id, &was)).collect();
    let document = before.document.as_ref();
    let named = document.map(ToString::to_string).unwrap_or_default();
    let title = match now {
        Some(now) => format!(
            "Version {}: {named}, corrected: differs from version {} as reported before",
            now.number.0, before.number.0
        ),
        None => format!(
            "{named}: version {} as reported before no longer stands; its changes are undone",
            before.number.0
        ),
    };
    let mut section = Section::new(title);
    section.version = now.map(|now| now.number.0);
    section.effective = Some(before.effective);
    if let Some(number) = document {
        section.document = document_facts(store, number)?;
    }
    let origin = Origin {
        document: document.cloned(),
        effective: Some(before.effective),
    };
    add_changes(&mut section, &old, &new, &origin);
    let texts = |version: Option<&Version>| match version {
        Some(version) => store.reader().text_amendments(version.number),
        None => Ok(Vec::new()),
    };
    let (said, says) = (texts(Some(before))?, texts(now)?);
    let undone = said.iter().filter(|text| !says.contains(text));
    section.other = undone
        .map(|text| format!("no longer ordered: {text}"))
        .chain(says.iter().filter(|text| !said.contains(text)).cloned())
        .collect();
    let nothing = section.lists.is_empty() && section.other.is_empty();
    Ok((!nothing).then_some(section))
}
