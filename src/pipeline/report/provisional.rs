//! What a report tells of public inspection.

use std::collections::BTreeSet;

use super::Scope;
use crate::document::public_inspection::ProvisionalDocument;
use crate::pipeline::PipelineError;
use crate::report::Section;
use crate::report::effect::Occasion;
use crate::report::provisional::{ProvisionalRecord, Standing};
use crate::store::Store;
use crate::store::provisional::{Ending, Kind, StoredProvisional};
use crate::store::runs::RunId;

/// What the runs, the period or the document have to tell of public inspection.
pub(super) fn records(store: &Store, scope: &Scope, runs: &[RunId]) -> Result<Vec<ProvisionalRecord>, PipelineError> {
    let reader = store.reader();
    let mut records = Vec::new();
    match scope {
        Scope::Run(_) | Scope::OfRuns(_) => {
            let mut seen = BTreeSet::new();
            for run in runs {
                for stored in reader.provisional_of_run(*run)? {
                    if seen.insert(stored.id) {
                        records.extend(record(stored, Some(runs)));
                    }
                }
            }
        }
        Scope::Since(day) => {
            let since = reader.provisional_since(*day)?;
            records.extend(since.into_iter().filter_map(|stored| record(stored, None)));
        }
        Scope::Document(number) => {
            let all = reader.provisional_of(number)?;
            records.extend(all.into_iter().filter_map(|stored| record(stored, None)));
        }
    }
    records.sort_by_key(|record| (record.status, record.scheduled, record.document.clone()));
    Ok(records)
}

/// A row as the runs tell it; `None` where they tell nothing of it, because another row says what became of it.
pub(in crate::pipeline) fn record(stored: StoredProvisional, runs: Option<&[RunId]>) -> Option<ProvisionalRecord> {
    if stored.kind == Kind::Unrelated {
        return None;
    }
    let told_by = |run: RunId| runs.is_none_or(|runs| runs.contains(&run));
    let begun =
        if stored.replaces.is_some() && !stored.told.is_empty() { Standing::Changed } else { Standing::Announced };
    let (status, told) = match stored.ended {
        Some((_, Ending::Changed | Ending::Left, _)) => return None,
        Some((run, Ending::Published, told)) if told_by(run) => (Standing::Published, told),
        Some((run, Ending::Withdrawn, told)) if told_by(run) => (Standing::Withdrawn, told),
        Some((_, Ending::Published | Ending::Withdrawn, _)) | None => (begun, stored.told),
    };
    let record = stored.record;
    let read = stored.kind == Kind::Announces;
    let document = stored.document;
    let doubts = document.as_ref().map(ProvisionalDocument::doubts).unwrap_or_default();
    Some(ProvisionalRecord {
        provisional: true,
        status,
        url: record.link().map(str::to_owned),
        document: record.number,
        title: record.title,
        kind: record.kind,
        action: document.as_ref().map(|document| document.action.clone()).unwrap_or_default(),
        filed: record.filed,
        filing: record.filing,
        scheduled: record.scheduled,
        effective: document.as_ref().map(|document| document.dates.effective.clone()).unwrap_or_default(),
        dates: document.as_ref().map(|document| document.dates.printed.clone()).unwrap_or_default(),
        read,
        counts: document.as_ref().map(|document| document.preamble.counts.clone()).unwrap_or_default(),
        changes: document.map(|document| document.changes).unwrap_or_default(),
        note: record.note,
        doubts,
        told,
    })
}

/// Puts what was announced of published documents into their sections.
pub(super) fn say_in_sections(records: &[ProvisionalRecord], sections: &mut Vec<Section>) {
    for record in records.iter().filter(|record| record.status == Standing::Published) {
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
