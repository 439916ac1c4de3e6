//! What a report says of public inspection.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::run::RunError;
use crate::store::Store;
use crate::store::provisional::{Content, Ending, StoredProvisional};
use crate::store::runs::RunId;
use earwatch_law::announced::Announcement;
use earwatch_report::report::Section;
use earwatch_report::report::announced::{ProvisionalRecord, Stage};
use earwatch_report::report::effect::Occasion;

/// What is announced now.
pub fn current(store: &Store) -> Result<Vec<ProvisionalRecord>, RunError> {
    let current = store.reader().current_provisional()?;
    Ok(current.into_iter().filter_map(|stored| record(stored, None)).collect())
}

/// What the runs, the period or the document have to say of public inspection.
pub(super) fn records(store: &Store, scope: &Scope, runs: &[RunId]) -> Result<Vec<ProvisionalRecord>, RunError> {
    let reader = store.reader();
    let (found, of_runs) = match scope {
        Scope::Run(_) | Scope::OfRuns(_) => {
            let mut seen = BTreeSet::new();
            let mut found = Vec::new();
            for run in runs {
                found.extend(reader.provisional_of_run(*run)?.into_iter().filter(|stored| seen.insert(stored.id)));
            }
            (found, Some(runs))
        }
        Scope::Since(day) => (reader.provisional_since(*day)?, None),
        Scope::Document(name) => (reader.provisional_of(&name.number)?, None),
    };
    let mut records: Vec<_> = found.into_iter().filter_map(|stored| record(stored, of_runs)).collect();
    records.sort_by_key(|record| (record.status, record.scheduled, record.document.clone()));
    Ok(records)
}

/// A row as the runs knew it; `None` where there is nothing to say of it: it concerns no list, or another row says what
/// became of it.
fn record(stored: StoredProvisional, runs: Option<&[RunId]>) -> Option<ProvisionalRecord> {
    if stored.content == Content::Unrelated {
        return None;
    }
    let said_by = |run: RunId| runs.is_none_or(|runs| runs.contains(&run));
    let begun = if stored.replaces.is_some() && !stored.told.is_empty() { Stage::Changed } else { Stage::Announced };
    let (status, told) = match stored.ended {
        Some((_, Ending::Changed | Ending::Left, _)) => return None,
        Some((run, Ending::Published, told)) if said_by(run) => (Stage::Published, told),
        Some((run, Ending::Withdrawn, told)) if said_by(run) => (Stage::Withdrawn, told),
        Some((_, Ending::Published | Ending::Withdrawn, _)) | None => (begun, stored.told),
    };
    let (record, announcement) = (stored.record, stored.content.announcement());
    let document = announcement.map_or_else(|| record.document(), |announcement| announcement.document.clone());
    Some(ProvisionalRecord {
        provisional: true,
        status,
        document: document.number,
        title: document.title,
        kind: record.kind,
        action: document.action,
        filed: record.filed,
        filing: record.filing,
        scheduled: record.scheduled,
        effective: document.dates.effective,
        dates: document.dates.printed,
        url: document.url,
        read: announcement.is_some(),
        counts: document.preamble.counts,
        doubts: announcement.map(Announcement::doubts).unwrap_or_default(),
        changes: announcement.map(|announcement| announcement.changes.clone()).unwrap_or_default(),
        note: record.note,
        told,
    })
}

/// Puts what was announced of published documents into their sections.
pub(super) fn say_in_sections(records: &[ProvisionalRecord], sections: &mut Vec<Section>) {
    for record in records.iter().filter(|record| record.status == Stage::Published) {
        let of_document = sections
            .iter_mut()
            .find(|section| section.document.as_ref().is_some_and(|facts| facts.number.is_same(&record.document)));
        if let Some(section) = of_document {
            section.other.extend(record.told.iter().cloned());
        } else {
            let mut section = Section::new(format!("{} {}", record.document, record.title));
            section.occasion = Some(Occasion::Published);
            section.other.clone_from(&record.told);
            sections.push(section);
        }
    }
}
