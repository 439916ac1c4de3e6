//! Reports from the database: what a run, a period or a document changed.

mod changes;
mod corrections;
mod runs;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::compare::version_as_of;
use super::{Occasion, PipelineError};
use crate::citation::DocumentNumber;
use crate::diff::{Cause, Origin};
use crate::finding::Finding;
use crate::report::{DocumentFacts, Report, Section, SourceDate};
use crate::store::Store;
use crate::store::documents::{Status, StoredDocument};
use crate::store::findings::Which;
use crate::store::runs::RunId;
use crate::store::versions::{Version, VersionNumber};
use runs::{no_run, run_of, with_baseline};

/// What a report is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The last run of that day that recorded anything, or the last run of all.
    Run(Option<NaiveDate>),
    /// Runs that belong together: the one that took a baseline, and the first poll.
    OfRuns(Vec<RunId>),
    /// Everything published since a day.
    Since(NaiveDate),
    /// One document.
    Document(DocumentNumber),
}

/// What is known of a document.
///
/// # Errors
/// Where the database fails.
pub fn document_facts(
    store: &Store,
    number: &DocumentNumber,
) -> Result<Option<DocumentFacts>, PipelineError> {
    Ok(store
        .reader()
        .document(number)?
        .map(|document| DocumentFacts {
            citation: document
                .start_page
                .map(|page| format!("{} FR {page}", document.volume)),
            number: document.number,
            title: document.title,
            action: document.action,
            published: document.published,
            dates: document.dates,
            url: document.url,
        }))
}

/// Builds a report.
///
/// # Errors
/// Where the database fails or holds nothing of the kind.
pub fn build(store: &Store, scope: &Scope, occasion: &Occasion) -> Result<Report, PipelineError> {
    let chain = store.reader().chain()?;
    let Material {
        subject,
        versions,
        mut replaced,
        findings,
        documents,
    } = gather(store, &chain, scope)?;
    let mut sections = Vec::new();
    let mut repeated = 0;
    for version in &versions {
        let before = replaced
            .iter()
            .position(|replaced| corrections::replaces(version, replaced))
            .map(|at| replaced.remove(at));
        match before {
            None => sections.push(section(store, version)?),
            Some(before) => match corrections::section(store, &before, Some(version))? {
                None => repeated += 1,
                Some(section) => sections.push(section),
            },
        }
    }
    for before in &replaced {
        sections.extend(corrections::section(store, before, None)?);
    }
    for document in &documents {
        if !versions
            .iter()
            .any(|version| version.document.as_ref() == Some(&document.number))
        {
            sections.push(unchanged(store, document)?);
        }
    }
    let checked = match documents.len() {
        0 => "No document was recorded.".to_owned(),
        1 => "1 document was recorded.".to_owned(),
        n => format!("{n} documents were recorded."),
    };
    let checked = match repeated {
        0 => checked,
        n => format!(
            "{checked} {n} documents that take effect later were applied again, with the same result as reported before."
        ),
    };
    let mut report = Report::new(subject, occasion.as_of, checked, sections, findings);
    report.sources = sources(store, &chain, occasion)?;
    Ok(report)
}

/// What a report is made of.
struct Material {
    subject: String,
    versions: Vec<Version>,
    /// Versions reported before that the runs replaced.
    replaced: Vec<Version>,
    findings: Vec<Finding>,
    documents: Vec<StoredDocument>,
}

fn gather(store: &Store, chain: &[Version], scope: &Scope) -> Result<Material, PipelineError> {
    let reader = store.reader();
    let runs = reader.runs()?;
    let mut replaced = Vec::new();
    let (subject, versions, findings, documents) = match scope {
        Scope::Run(_) | Scope::OfRuns(_) => {
            let (day, asked) = match scope {
                Scope::OfRuns(ids) => (
                    None,
                    runs.iter().filter(|run| ids.contains(&run.id)).collect(),
                ),
                Scope::Run(day) => (
                    *day,
                    run_of(store, &runs, *day)?.into_iter().collect::<Vec<_>>(),
                ),
                Scope::Since(_) | Scope::Document(_) => (None, Vec::new()),
            };
            let asked = with_baseline(&runs, asked);
            let Some(last) = asked.last() else {
                return Err(no_run(day));
            };
            let subject = format!("Run {} of {}: {}", last.id.0, last.as_of, last.command);
            let (mut versions, mut findings, mut documents) = (Vec::new(), Vec::new(), Vec::new());
            for run in &asked {
                versions.extend(reader.versions_of_run(run.id)?);
                findings.extend(reader.findings(&Which::OfRun(run.id))?);
                documents.extend(reader.documents_of_run(run.id)?);
                replaced.extend(corrections::replaced_by(store, run.id)?);
            }
            (subject, versions, findings, documents)
        }
        Scope::Since(day) => {
            let versions: Vec<_> = chain
                .iter()
                .filter(|version| version.published >= *day)
                .cloned()
                .collect();
            let documents: Vec<_> = reader
                .documents()?
                .into_iter()
                .filter(|document| document.published >= *day)
                .collect();
            let findings = of_period(store, *day)?;
            (
                format!("Published since {day}"),
                versions,
                findings,
                documents,
            )
        }
        Scope::Document(number) => {
            let Some(document) = reader.document(number)? else {
                let why = "no such document is on record".to_owned();
                return Err(PipelineError::Endpoint {
                    found: number.to_string(),
                    why,
                });
            };
            let versions = chain
                .iter()
                .filter(|version| version.document.as_ref() == Some(number))
                .cloned()
                .collect();
            let findings = reader.findings(&Which::OfDocument(number.clone()))?;
            (
                format!("Document {number}"),
                versions,
                findings,
                vec![document],
            )
        }
    };
    Ok(Material {
        subject,
        versions,
        replaced,
        findings,
        documents,
    })
}

/// Findings that still stand: about documents published since a day, and met since then about documents that are not
/// on record, for instance because their text is not there yet.
fn of_period(store: &Store, day: NaiveDate) -> Result<Vec<Finding>, PipelineError> {
    let reader = store.reader();
    let published: BTreeMap<_, _> = reader
        .documents()?
        .into_iter()
        .map(|document| (document.number, document.published))
        .collect();
    let mut findings = reader.findings(&Which::Current)?;
    let met_since = reader.findings(&Which::CurrentSince(day))?;
    findings.retain(|finding| match &finding.document {
        None => false,
        Some(number) => match published.get(number) {
            Some(published) => *published >= day,
            None => met_since.contains(finding),
        },
    });
    Ok(findings)
}

/// What a version changed.
fn section(store: &Store, version: &Version) -> Result<Section, PipelineError> {
    let number = version.number;
    let Some(document) = &version.document else {
        let entries: Vec<_> = version
            .entries
            .iter()
            .map(|(list, entries)| format!("{list}: {entries} entries"))
            .collect();
        let mut section = Section::new(format!(
            "Version {}: baseline as of {}",
            number.0, version.effective
        ));
        section.version = Some(number.0);
        section.effective = Some(version.effective);
        section.other = entries;
        return Ok(section);
    };
    let facts = document_facts(store, document)?;
    let title = facts
        .as_ref()
        .map(|facts| facts.title.clone())
        .unwrap_or_default();
    let mut section = Section::new(format!("Version {}: {document} {title}", number.0));
    section.version = Some(number.0);
    section.effective = Some(version.effective);
    section.document = facts;
    let (old, new) = store.reader().changes(number)?;
    let origin = Origin {
        document: Some(document.clone()),
        effective: Some(version.effective),
        cause: Cause::from_name(&version.cause),
    };
    section.cause = origin.cause;
    let texts = changes::texts(store, version)?;
    changes::add(&mut section, (&old, &new), texts, &origin);
    section.other = changes::not_shown(store.reader().text_amendments(number)?, &section).collect();
    Ok(section)
}

/// A document that made no version.
fn unchanged(store: &Store, document: &StoredDocument) -> Result<Section, PipelineError> {
    let mut section = Section::new(format!("{} {}", document.number, document.title));
    section.document = document_facts(store, &document.number)?;
    section.effective = document.effective.first().copied();
    section.other = vec![
        match document.status {
            Status::Applied => {
                "No list changed: nothing of it could be applied, or all of it was true already."
            }
            Status::NoListEffect => "It changes no tracked list.",
            Status::InBaseline => {
                "It was published up to the baseline's date; the baseline contains it."
            }
        }
        .to_owned(),
    ];
    Ok(section)
}

/// The baseline, the newest document, and the version in force.
fn sources(
    store: &Store,
    chain: &[Version],
    occasion: &Occasion,
) -> Result<Vec<SourceDate>, PipelineError> {
    let mut sources = Vec::new();
    if let Some(baseline) = chain.first() {
        let origin = baseline
            .baseline
            .map(|capture| store.reader().capture_origin(capture))
            .transpose()?;
        sources.push(SourceDate {
            source: "baseline".to_owned(),
            as_of: Some(baseline.published),
            retrieved: origin.as_ref().map(|(_, retrieved)| *retrieved),
            url: origin.map(|(url, _)| url),
        });
    }
    if let Some(document) = store
        .reader()
        .documents()?
        .into_iter()
        .max_by_key(|document| document.published)
    {
        let (_, retrieved) = store.reader().capture_origin(document.text)?;
        sources.push(SourceDate {
            source: format!("Federal Register, newest document {}", document.number),
            as_of: Some(document.published),
            retrieved: Some(retrieved),
            url: document.url,
        });
    }
    if let Ok(version) = version_as_of(chain, occasion.as_of) {
        sources.push(SourceDate {
            source: format!(
                "version in force on {}: {}",
                occasion.as_of,
                VersionNumber(version.number.0).0
            ),
            as_of: Some(version.effective),
            retrieved: None,
            url: None,
        });
    }
    Ok(sources)
}
