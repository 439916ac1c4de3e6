//! What a report tells of public inspection.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::run::RunError;
use crate::run::announced::record;
use crate::store::Store;
use crate::store::runs::RunId;
use earwatch_report::report::Section;
use earwatch_report::report::announced::{ProvisionalRecord, Standing};
use earwatch_report::report::effect::Occasion;

/// What the runs, the period or the document have to tell of public inspection.
pub(super) fn records(store: &Store, scope: &Scope, runs: &[RunId]) -> Result<Vec<ProvisionalRecord>, RunError> {
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
