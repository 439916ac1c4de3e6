//! The comparison of two sides as a report.

use crate::query::compare::{Side, compare};
use crate::query::report::document::document_facts;
use crate::run::{Occasion, RunError};
use crate::store::Store;
use earwatch_law::diff::Cause;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_report::report::{Report, Section};

/// The cause of all versions between two of one chain, where they have one in common.
fn cause(store: Option<&Store>, from: &Side, to: &Side) -> Result<Option<Cause>, RunError> {
    let (Some(store), Some(a), Some(b)) = (store, &from.version, &to.version) else {
        return Ok(None);
    };
    if from.root.is_none() || from.root != to.root {
        return Ok(None);
    }
    let (first, last) = (a.number.min(b.number), a.number.max(b.number));
    let mut causes: Vec<_> = store
        .reader()
        .chain()?
        .into_iter()
        .filter(|version| version.number > first && version.number <= last)
        .map(|version| Cause::from_name(&version.cause))
        .collect();
    causes.dedup();
    Ok(match causes.as_slice() {
        [one] => *one,
        [] | [_, ..] => None,
    })
}

/// The comparison as a report.
pub fn report(store: Option<&Store>, from: &Side, to: &Side, occasion: &Occasion) -> Result<Report, RunError> {
    let diffs = compare(from, to);
    let mut section = Section::new(format!("{} → {}", from.label(), to.label()));
    let mut findings = Vec::new();
    for (diff, _) in &diffs {
        section.add(diff, &|id| to.origins.get(&id).cloned().unwrap_or_default(), (&from.ids, &to.ids));
        findings.extend(diff.possible_renames.iter().map(|possible| {
            let message = format!(
                "“{}” is gone and “{}” is new: {}",
                possible.removed.name(),
                possible.added.name(),
                possible.reason
            );
            let mut finding =
                Finding::new(Code::PossibleRename, message).with_entry(&possible.added.country, possible.added.name());
            finding.list = diff.list;
            finding
        }));
    }
    let compared: Vec<_> = diffs.iter().filter_map(|(diff, _)| diff.list).map(ListId::name).collect();
    section.tell_ids(diffs.into_iter().flat_map(|(_, ids)| ids).collect());
    for side in [from, to] {
        findings.extend(side.findings.iter().map(|finding| {
            let message = format!("{}: {}", side.label(), finding.message);
            Finding { message, ..finding.clone() }
        }));
    }
    if let Some(list) = to.state.lists.get(&ListId::EntityList) {
        section.explain(list.frame.designations());
    }
    section.version = to.version.as_ref().map(|version| version.number.0);
    section.cause = cause(store, from, to)?;
    // A version further on holds changes by other documents and of other days too; each change tells its own.
    if let (Some(store), Some(from), Some(to)) = (store, &from.version, &to.version)
        && to.parent == Some(from.number)
    {
        section.effective = Some(to.effective);
        if let Some(number) = &to.document {
            section.document = document_facts(store, number, to.published)?;
        }
    }
    let names = |side: &Side| side.state.lists.keys().map(|list| list.name()).collect::<Vec<_>>().join(", ");
    let checked = format!("Read: {} ({}) and {} ({}).", from.label(), names(from), to.label(), names(to));
    let checked = format!("{checked} Only lists that both hold are compared: {}.", compared.join(", "));
    let checked = if from.hides_stays(to) || to.hides_stays(from) {
        format!("{checked} Stays are not compared: the file states none.")
    } else {
        checked
    };
    let subject = format!("Differences from {} to {}", from.label(), to.label());
    let sources = vec![from.source.clone(), to.source.clone()];
    Ok(Report::new(subject, occasion.as_of, checked, vec![section], findings).with_sources(sources, Vec::new()))
}
