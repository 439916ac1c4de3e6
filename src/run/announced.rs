//! What a row about public inspection has to say to a reader.

use earwatch_law::announced::ProvisionalDocument;
use earwatch_report::report::announced::{ProvisionalRecord, Standing};

use crate::store::provisional::{Ending, Kind, StoredProvisional};
use crate::store::runs::RunId;

/// A row as the runs tell it; `None` where they tell nothing of it, because another row says what became of it.
pub(crate) fn record(stored: StoredProvisional, runs: Option<&[RunId]>) -> Option<ProvisionalRecord> {
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
