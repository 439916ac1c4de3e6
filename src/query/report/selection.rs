//! What a report is made of: versions, documents and findings of runs, of a period, or of one document.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::corrections;
use super::runs::{no_run, runs_of, with_baseline};
use super::scope::Scope;
use crate::ingest::section_rules::SectionDay;
use crate::query::named::no_document;
use crate::query::report::checked;
use crate::run::RunError;
use crate::store::Store;
use crate::store::documents::StoredDocument;
use crate::store::findings::Which;
use crate::store::runs::{Run, RunId};
use crate::store::versions::Version;
use earwatch_law::finding::Finding;

/// What a report is made of.
pub(super) struct Selection {
    pub(super) subject: String,
    pub(super) versions: Vec<Version>,
    /// Versions reported before that came into force since the run before.
    pub(super) in_force: Vec<Version>,
    /// Days on which rules in sections of Part 744 changed without a version, told by these runs.
    pub(super) section_days: Vec<SectionDay>,
    /// Versions reported before that the runs replaced.
    pub(super) replaced: Vec<Version>,
    pub(super) findings: Vec<Finding>,
    pub(super) documents: Vec<StoredDocument>,
    /// The runs, where it is about runs.
    pub(super) runs: Vec<RunId>,
    /// What they looked at, in words.
    pub(super) looked: Vec<String>,
}

pub(super) fn gather(store: &Store, chain: &[Version], scope: &Scope, as_of: NaiveDate) -> Result<Selection, RunError> {
    let reader = store.reader();
    let runs = reader.runs()?;
    let (mut replaced, mut in_force) = (Vec::new(), Vec::new());
    let mut section_days = Vec::new();
    let (mut of_runs, mut told) = (Vec::new(), Vec::new());
    let (subject, versions, findings, documents) = match scope {
        Scope::Run(_) | Scope::OfRuns(_) => {
            let (day, asked) = match scope {
                Scope::OfRuns(ids) => (None, runs.iter().filter(|run| ids.contains(&run.id)).collect()),
                Scope::Run(day) => (*day, runs_of(store, &runs, *day)?),
                Scope::Since(_) | Scope::Document(_) => (None, Vec::new()),
            };
            let asked = with_baseline(&runs, asked);
            of_runs.extend(asked.iter().map(|run| run.id));
            let subject = match (asked.last(), scope) {
                (Some(last), _) => subject_of(&asked, last),
                // What is told besides the lists may be all that there is to tell.
                (None, Scope::OfRuns(_)) => format!("Report of {as_of}"),
                (None, _) => return Err(no_run(day)),
            };
            told = checked::runs(scope, &runs, &asked);
            let (mut versions, mut findings, mut documents) = (Vec::new(), Vec::new(), Vec::new());
            for run in &asked {
                versions.extend(reader.versions_of_run(run.id)?);
                findings.extend(reader.findings(&Which::OfRun(run.id))?);
                documents.extend(reader.documents_of_run(run.id)?);
                replaced.extend(corrections::replaced_by(store, run.id)?);
                section_days.extend(reader.section_days(run.id)?);
                let now = reader.came_into_force(run.id)?;
                in_force.extend(chain.iter().filter(|version| now.contains(&version.number)).cloned());
            }
            (subject, versions, findings, documents)
        }
        Scope::Since(day) => {
            let versions: Vec<_> = chain.iter().filter(|version| version.published >= *day).cloned().collect();
            let documents: Vec<_> =
                reader.documents()?.into_iter().filter(|document| document.published >= *day).collect();
            let findings = of_period(store, *day)?;
            in_force.extend(
                chain
                    .iter()
                    .filter(|version| version.published < *day)
                    .filter(|version| version.effective >= *day && version.effective <= as_of)
                    .filter(|version| !version.is_baseline())
                    .cloned(),
            );
            section_days.extend(reader.section_days_since(*day, as_of)?);
            (format!("Published since {day}"), versions, findings, documents)
        }
        Scope::Document(name) => {
            let documents = reader.documents_named(name)?;
            if documents.is_empty() && (name.published.is_some() || reader.provisional_of(&name.number)?.is_empty()) {
                return Err(no_document(store, name)?);
            }
            let of_document = |version: &&Version| version.document.as_ref() == Some(&name.number);
            let versions = chain.iter().filter(of_document).filter(|version| {
                documents.len() > 1 || version.superseded_by.is_none() && name.is_of(version.published)
            });
            let findings = reader.findings(&Which::OfDocument(name.clone()))?;
            let subject = match documents.as_slice() {
                [] | [_] => format!("Document {}", name.number),
                several => {
                    let named = several.iter().map(|document| format!("{}@{}", document.number, document.published));
                    format!("Documents {}", named.collect::<Vec<_>>().join(" and "))
                }
            };
            (subject, versions.cloned().collect(), findings, documents)
        }
    };
    Ok(Selection {
        subject,
        versions,
        in_force,
        section_days,
        replaced,
        findings,
        documents,
        runs: of_runs,
        looked: told,
    })
}

/// `Report of 2025-03-28`, or `Report of 2025-03-26 to 2025-03-28` where the runs are of several days.
fn subject_of(asked: &[&Run], last: &Run) -> String {
    let first = asked.iter().map(|run| run.as_of).min().filter(|first| *first < last.as_of);
    first.map_or_else(|| format!("Report of {}", last.as_of), |first| format!("Report of {first} to {}", last.as_of))
}

/// Findings that still stand: about documents published since a day, and met since then about documents that are not
/// on record, for instance because their text is not there yet.
fn of_period(store: &Store, day: NaiveDate) -> Result<Vec<Finding>, RunError> {
    let reader = store.reader();
    let published: BTreeMap<_, _> =
        reader.documents()?.into_iter().map(|document| (document.number, document.published)).collect();
    let mut findings = reader.findings(&Which::Current)?;
    let mut met_since = reader.findings(&Which::CurrentSince(day))?;
    // What an older list prints wrong was told with it.
    if let Some(baseline) = reader.chain()?.first().filter(|baseline| baseline.published < day) {
        let of_list = reader.findings(&Which::OfRun(baseline.run))?;
        met_since.retain(|finding| finding.document.is_some() || !of_list.contains(finding));
    }
    findings.retain(|finding| match &finding.document {
        None => met_since.contains(finding),
        Some(number) => match published.get(number) {
            Some(published) => *published >= day,
            None => met_since.contains(finding),
        },
    });
    Ok(findings)
}
