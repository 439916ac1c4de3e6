//! Reports from the database: what a run, a period or a document changed.

pub mod announced;
mod changes;
mod checked;
mod corrections;
pub(super) mod document;
mod entries;
mod moved;
mod runs;
mod scope;
mod sections;
mod selection;

use chrono::NaiveDate;

use super::compare::version_as_of;
use super::ids;
use crate::ingest::section_rules::SectionReader;
pub use crate::query::report::entries::{Doubts, all_entries, doubts, entries, with_listing};
use crate::query::report::selection::{Selection, gather};
use crate::run::answers::Answers;
use crate::run::{Occasion, RunError};
use crate::store::Store;
use crate::store::versions::Version;
pub use document::document_facts;
use earwatch_law::finding::Finding;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::announced::ProvisionalRecord;
use earwatch_report::report::effect::Occasion as SectionOccasion;
use earwatch_report::report::figures::Release;
use earwatch_report::report::{Report, Section, SourceDate, links};
pub use runs::is_news;
pub use scope::Scope;

/// Builds a report.
pub fn build(store: &Store, scope: &Scope, occasion: &Occasion) -> Result<Report, RunError> {
    let chain = store.reader().chain()?;
    let told = told(store, &chain, scope, occasion.as_of, &SectionReader::new(store.reader()))?;
    Ok(told.on(occasion.as_of, &doubts(store)?, sources(store, &chain, occasion.as_of)?, releases(store, &chain)?))
}

/// What a report tells, before it is of a day.
#[derive(Debug, Clone)]
pub(super) struct Told {
    subject: String,
    checked: String,
    sections: Vec<Section>,
    findings: Vec<Finding>,
    provisional: Vec<ProvisionalRecord>,
    about_one: bool,
}

impl Told {
    /// The report of a day.
    pub(super) fn on(
        self,
        as_of: NaiveDate,
        doubts: &Doubts,
        sources: Vec<SourceDate>,
        releases: Vec<Release>,
    ) -> Report {
        let Self { subject, checked, sections, findings, provisional, about_one } = self;
        let report = Report::new(subject, as_of, checked, sections, findings);
        let report = if about_one { report.about_one() } else { report };
        report.with_doubts(doubts).with_provisional(provisional).with_sources(sources, releases)
    }
}

/// What is to be told, where several share what is read of sections of Part 744. Of a document it is the same on any day.
pub(super) fn told(
    store: &Store,
    chain: &[Version],
    scope: &Scope,
    as_of: NaiveDate,
    rules: &SectionReader<'_>,
) -> Result<Told, RunError> {
    let Selection { subject, versions, in_force, section_days, mut replaced, mut findings, documents, runs, looked } =
        gather(store, chain, scope, as_of)?;
    let answers = Answers::read(store.reader())?;
    for finding in &mut findings {
        if let Some(answer) = answers.of(finding) {
            finding.explained_by.get_or_insert(answer.to_string());
        }
    }
    let mut sections = Vec::new();
    // A version that is told here for the first time says itself that it is in force.
    let mut anew = Vec::new();
    let mut repeated = 0;
    for version in &versions {
        let before =
            replaced.iter().position(|replaced| corrections::replaces(version, replaced)).map(|at| replaced.remove(at));
        match before {
            None => {
                anew.push((&version.document, version.effective));
                let mut section = sections::section(store, version, rules)?;
                let of_document = |before: &&Version| before.document.is_some() && before.document == version.document;
                for before in replaced.iter().filter(of_document) {
                    let lines = moved::told(store, before)?;
                    if !lines.is_empty() {
                        section.occasion = Some(SectionOccasion::Corrected);
                        section.other.extend(lines);
                    }
                }
                sections.push(section);
            }
            Some(before) => match corrections::section(store, &before, Some(version))? {
                None => repeated += 1,
                Some(section) => sections.push(section),
            },
        }
    }
    let came = |version: &&Version| !anew.contains(&(&version.document, version.effective));
    let in_force: Vec<_> = in_force.iter().filter(came).collect();
    for (at, version) in in_force.into_iter().enumerate() {
        sections.insert(at, sections::in_force(store, version, rules)?);
    }
    for day in &section_days {
        sections.extend(sections::of_day(store, day, rules)?);
    }
    for before in &replaced {
        let again = versions.iter().any(|version| version.document.is_some() && version.document == before.document);
        match moved::section(store, before)? {
            // It is said with the version that the document makes now.
            Some(_) if again => {}
            Some(section) => sections.push(section),
            None => sections.extend(corrections::section(store, before, None)?),
        }
    }
    for document in &documents {
        if !versions.iter().any(|version| version.document.as_ref() == Some(&document.number)) {
            sections.push(sections::unchanged(store, document, &findings, rules)?);
        }
    }
    for run in &runs {
        sections.extend(ids::read_anew(store, *run)?);
    }
    let mut checked = checked::documents(store, scope, documents.len(), as_of)?;
    if repeated > 0 {
        checked.push(format!(
            "Applied again, since they come later in order, and with the same result as reported before: {}.",
            quantity(repeated, "document")
        ));
    }
    checked.extend(looked);
    let provisional = announced::records(store, scope, &runs)?;
    announced::say_in_sections(&provisional, &mut sections);
    let about_one = matches!(scope, Scope::Document(_));
    Ok(Told { subject, checked: checked.join(" "), sections, findings, provisional, about_one })
}

/// How large the lists were after each version.
pub(super) fn releases(store: &Store, chain: &[Version]) -> Result<Vec<Release>, RunError> {
    let reader = store.reader();
    let release = |version: &Version| {
        let (added, removed) = if version.is_baseline() { (0, 0) } else { reader.added_and_removed(version.number)? };
        Ok(Release {
            version: version.number.0,
            document: version.document.clone(),
            published: version.published,
            effective: version.effective,
            entries: version.entries.clone(),
            added,
            removed,
        })
    };
    chain.iter().map(release).collect()
}

/// The baseline, the newest document, and the version in force.
pub fn sources(store: &Store, chain: &[Version], as_of: NaiveDate) -> Result<Vec<SourceDate>, RunError> {
    let mut sources = Vec::new();
    if let Some(baseline) = chain.first() {
        let origin = baseline.baseline.map(|capture| store.reader().capture_origin(capture)).transpose()?;
        sources.push(SourceDate {
            source: "baseline, by day of publication".to_owned(),
            as_of: Some(baseline.published),
            retrieved: origin.as_ref().map(|(_, retrieved)| *retrieved),
            url: origin.map(|(url, _)| links::shown(&url)),
        });
    }
    if let Some(document) = store
        .reader()
        .documents()?
        .into_iter()
        .filter(|document| document.published <= as_of)
        .max_by_key(|document| document.published)
    {
        let (_, retrieved) = store.reader().capture_origin(document.text)?;
        sources.push(SourceDate {
            source: format!("Federal Register, newest document on record {}, by day of publication", document.number),
            as_of: Some(document.published),
            retrieved: Some(retrieved),
            url: document.url,
        });
    }
    if let Some(seen) = store.reader().inspection_last_seen()? {
        sources.push(SourceDate {
            source: match seen.documents {
                1 => "public inspection, 1 document of the bureau".to_owned(),
                n => format!("public inspection, {n} documents of the bureau"),
            },
            as_of: Some(seen.as_of),
            retrieved: Some(seen.retrieved),
            // The address without the list of fields that it asks for.
            url: seen.url.split('?').next().map(str::to_owned),
        });
    }
    if let Ok(version) = version_as_of(chain, as_of) {
        sources.push(SourceDate {
            source: format!("version {}, in force on {}, by day of effect", version.number.0, as_of),
            as_of: Some(version.effective),
            retrieved: None,
            url: None,
        });
    }
    Ok(sources)
}
