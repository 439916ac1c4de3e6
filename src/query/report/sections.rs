//! Sections of a report: what a version changed, and documents that made none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::changes;
use super::document::document_facts;
use crate::ingest::section_rules::{SectionDay, SectionReader};
use crate::query::ids;
use crate::run::RunError;
use crate::store::Store;
use crate::store::documents::{Status, StoredDocument};
use crate::store::runs::RunId;
use crate::store::versions::{Version, VersionNumber};
use earwatch_law::diff::{Cause, Origin};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Code, Finding};
use earwatch_report::report::effect::Occasion;
use earwatch_report::report::provisions::RuleBecame;
use earwatch_report::report::{OrderRecord, Section};

/// What a version changed.
pub(super) fn section(store: &Store, version: &Version, rules: &SectionReader<'_>) -> Result<Section, RunError> {
    let number = version.number;
    if version.is_baseline() {
        let entries: Vec<_> =
            version.entries.iter().map(|(list, entries)| format!("{list}: {entries} entries")).collect();
        let mut section = Section::new(format!("The list to begin with, as of {}", version.effective));
        section.version = Some(number.0);
        section.effective = Some(version.effective);
        section.other = entries;
        return Ok(section);
    }
    let facts = match &version.document {
        Some(document) => document_facts(store, document, version.published)?,
        None => None,
    };
    let ends_stay = store.reader().is_lapse(number)?;
    let title = match (&facts, ends_stay) {
        (Some(facts), true) => format!("The stay ordered by {} ends", facts.number),
        (None, _) => "The stay that the list to begin with states ends".to_owned(),
        (Some(facts), false) => format!("{} {}", facts.number, facts.title),
    };
    let mut section = Section::new(title);
    section.occasion = Some(Occasion::Published);
    section.ends_stay = ends_stay;
    section.version = Some(number.0);
    section.effective = Some(version.effective);
    section.document = facts;
    let (old, new) = store.reader().changes(number)?;
    let origin = Origin {
        document: version.document.clone(),
        effective: Some(version.effective),
        cause: Cause::from_name(&version.cause),
    };
    section.cause = origin.cause;
    let texts = changes::texts(store, version)?;
    let touched = old.iter().chain(&new).map(|entry| entry.id).collect();
    let (before, after, changed) = ids::of_version(store, version, &touched)?;
    changes::add(&mut section, (&old, &new), texts, &origin, (&before, &after));
    section.explain(changes::meanings(store, version)?);
    section.provisions.extend(match &version.document {
        Some(document) => rules.changed_by(document, version.effective)?,
        None => rules.changed_on(&(version.effective, None))?,
    });
    section.other = changes::not_shown(store.reader().text_amendments(number)?, &section).collect();
    section.tell_ids(changed);
    section.orders = orders(store, number, &section)?;
    section.revised = revised(store, version)?;
    Ok(section)
}

/// When a version took the place of one of the same document and day that had changed something else.
fn revised(store: &Store, version: &Version) -> Result<Option<DateTime<Utc>>, RunError> {
    let Some(document) = &version.document else {
        return Ok(None);
    };
    let reader = store.reader();
    let versions = reader.versions_of(document, version.effective)?;
    if versions.len() < 2 {
        return Ok(None);
    }
    let mut last: Option<(RunId, BTreeSet<String>)> = None;
    let mut revised = None;
    for one in versions.iter().filter(|one| one.number <= version.number) {
        let (old, new) = reader.changes(one.number)?;
        let said = |sign: char, entry: &Entry| format!("{sign} {:?} {} {:?}", entry.list, entry.country, entry.cells);
        let says: BTreeSet<_> =
            old.iter().map(|entry| said('-', entry)).chain(new.iter().map(|entry| said('+', entry))).collect();
        // Several versions of one run are the parts of what it did.
        if last.as_ref().is_some_and(|(run, said)| *run != one.run && *said != says) {
            revised = Some(one.run);
        }
        last = Some((one.run, says));
    }
    let runs = reader.runs()?;
    Ok(revised.and_then(|run| runs.into_iter().find(|of| of.id == run)).map(|run| run.started))
}

/// The words that order the changes of a section.
fn orders(store: &Store, number: VersionNumber, section: &Section) -> Result<BTreeMap<EntryId, OrderRecord>, RunError> {
    let touched = section.entries();
    let orders = store.reader().orders(number, &touched)?.into_iter();
    Ok(orders
        .filter(|(id, _)| touched.contains(id))
        .map(|(id, (quote, place))| (id, OrderRecord::new(quote, place)))
        .collect())
}

/// A document that made no version.
pub(super) fn unchanged(
    store: &Store,
    document: &StoredDocument,
    findings: &[Finding],
    rules: &SectionReader<'_>,
) -> Result<Section, RunError> {
    let of_document: Vec<_> =
        findings.iter().filter(|finding| finding.document.as_ref() == Some(&document.number)).collect();
    let open = of_document.iter().any(|finding| finding.needs_review());
    let untracked = of_document.iter().any(|finding| finding.code == Code::ListNotTracked);
    let mut section = Section::new(format!("{} {}", document.number, document.title));
    section.occasion = Some(Occasion::Published);
    section.document = document_facts(store, &document.number, document.published)?;
    section.effective = document.effective.first().copied();
    if document.status != Status::InBaseline {
        let day = section.effective.unwrap_or(document.published);
        section.provisions = rules.changed_by(&document.number, day)?;
    }
    section.other = vec![
        match document.status {
            Status::Applied => "No list changed: nothing of it could be applied, or all of it was true already.",
            Status::NoListEffect if open => {
                "Nothing of it was applied; what it changes has to be decided by a person (see the findings)."
            }
            Status::NoListEffect if untracked => {
                "It orders changes of a list of which there is no baseline; they were not applied (see the findings)."
            }
            Status::NoListEffect => "It changes no tracked list.",
            Status::InBaseline => {
                "It was published up to the baseline's date. It was not applied, and not compared with the baseline, \
                 which is taken to contain it."
            }
        }
        .to_owned(),
    ];
    Ok(section)
}

/// A version that was reported before and is in force now.
pub(super) fn in_force(store: &Store, version: &Version, rules: &SectionReader<'_>) -> Result<Section, RunError> {
    let section = section(store, version, rules)?;
    Ok(Section {
        title: format!("In force since {}: {}", version.effective, section.title),
        occasion: Some(Occasion::CameIntoForce),
        ..section
    })
}

/// Rules in sections that changed on a day without a version of a list: a stay ended, or a date came.
pub(super) fn of_day(store: &Store, day: &SectionDay, rules: &SectionReader<'_>) -> Result<Option<Section>, RunError> {
    let provisions = rules.changed_on(day)?;
    let (day, document) = day;
    let stored = match document {
        Some(number) => store.reader().document(number)?,
        None => None,
    };
    let facts = match &stored {
        Some(stored) => document_facts(store, &stored.number, stored.published)?,
        None => None,
    };
    let ends_stay = provisions.iter().all(|rule| rule.change == RuleBecame::InForceAgain);
    let title = match (&facts, ends_stay) {
        (Some(facts), true) => format!("The stay ordered by {} ends", facts.number),
        (Some(facts), false) => format!("{} {}", facts.number, facts.title),
        (None, _) => "The stay that the sections to begin with state ends".to_owned(),
    };
    let mut section = Section::new(format!("In force since {day}: {title}"));
    section.occasion = Some(Occasion::CameIntoForce);
    section.ends_stay = ends_stay;
    section.document = facts;
    section.effective = Some(*day);
    section.cause = Some(Cause::Legal);
    section.provisions = provisions;
    Ok((!section.provisions.is_empty()).then_some(section))
}
