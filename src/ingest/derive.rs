//! The chain of versions: releases in their place, and again what comes after them.
//!
//! A release that belongs before others that are applied already makes these be applied again after it; the versions
//! that it replaces stay on record.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::acts;
use crate::ingest::documents::read_again;
use crate::ingest::transaction::Ingest;
use crate::run::RunError;
use crate::store::documents::{DocumentId, Status, StoredDocument};
use crate::store::versions::{NewVersion, Version, VersionNumber};
use crate::store::{Store, Writer};
use earwatch_law::amendment::acted::Standing;
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::list::state::lapse::Lapse;
use earwatch_law::list::state::{Outcome, Release, State};

/// Applies documents on record anew, after the baseline changed.
pub(super) fn derive_again(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    documents: Vec<StoredDocument>,
) -> Result<(), RunError> {
    let chain = writer.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let tracked = tracked(&baseline.entries);
    let mut releases = Vec::new();
    let overlays = writer.reader().overlays()?;
    for document in documents {
        let id = document.id;
        writer.put_standing(id, &Standing::default())?;
        let read = read_again(writer.reader(), &document, overlays.get(&id))?;
        writer.supersede_findings(id, ingest.run)?;
        let mut of_document = Vec::new();
        if let Some(read) = read {
            of_document = read.releases_after(baseline, &tracked, &Standing::default());
            if of_document.is_empty() && read.is_within(baseline) {
                writer.set_status(id, Status::InBaseline)?;
                continue;
            }
            let on_record = |number: &_| Ok(writer.reader().document(number)?.is_some());
            let findings = read.findings(&tracked, on_record)?;
            ingest.tell(writer, Some(id), findings)?;
        }
        writer.set_status(id, if of_document.is_empty() { Status::NoListEffect } else { Status::Applied })?;
        releases.extend(of_document.into_iter().map(|release| (id, release)));
    }
    acts::settle(writer, ingest, &mut releases)?;
    apply(writer, ingest, releases)
}

/// Releases of documents on record that had been published by a day, in the order of application.
pub(crate) fn releases_known_by(store: &Store, known_by: NaiveDate) -> Result<Vec<Release>, RunError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let Some(baseline) = chain.first() else {
        return Ok(Vec::new());
    };
    let tracked = tracked(&baseline.entries);
    let mut releases = Vec::new();
    let overlays = reader.overlays()?;
    let mut documents = reader.documents()?;
    documents.retain(|document| document.published <= known_by);
    let standing = acts::standing(reader, &documents, baseline)?;
    let as_printed = Standing::default();
    for document in &documents {
        if document.status == Status::Applied || !document.standing.is_as_printed() {
            let read = read_again(reader, document, overlays.get(&document.id))?;
            let standing = standing.get(&document.id).unwrap_or(&as_printed);
            for mut release in read.iter().flat_map(|read| read.releases_after(baseline, &tracked, standing)) {
                release.identities = reader.identities(&release)?;
                releases.push(release);
            }
        }
    }
    releases.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(releases)
}

/// Applies releases in their place of the chain, and again what comes after them.
pub(super) fn apply(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    mut releases: Vec<(DocumentId, Release)>,
) -> Result<(), RunError> {
    let applied = writer.reader().applications()?;
    let chain = writer.reader().chain()?;
    let live: BTreeSet<_> = applied.iter().filter_map(|application| application.version).collect();
    // Versions of a document that was superseded hang in the air: the chain is derived again from before them.
    let broken = chain.iter().skip(1).find(|version| !live.contains(&version.number) && version.document.is_some());
    let first_new = releases.iter().map(|(_, release)| release.order()).min();
    let keep_count = applied
        .iter()
        .take_while(|application| first_new.as_ref().is_none_or(|first| application.order() < *first))
        .take_while(|application| {
            broken.is_none_or(|broken| {
                (application.effective, application.published) < (broken.effective, broken.published)
            })
        })
        .count();
    let only_baseline = chain.len() == 1;
    if releases.is_empty() && broken.is_none() && !only_baseline && !ingest.upgraded {
        return Ok(());
    }
    let keep_count = if ingest.upgraded { 0 } else { keep_count };
    let (kept, again) = applied.split_at(keep_count.min(applied.len()));
    let documents: BTreeMap<_, _> =
        writer.reader().documents()?.into_iter().map(|document| (document.id, document)).collect();
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let overlays = writer.reader().overlays()?;
    let tracked = tracked(&baseline.entries);
    let orders: BTreeSet<_> = again.iter().map(|application| (application.document, application.effective)).collect();
    for id in again.iter().map(|application| application.document).collect::<BTreeSet<_>>() {
        if let Some(document) = documents.get(&id) {
            let read = read_again(writer.reader(), document, overlays.get(&id))?;
            let of_document = read
                .iter()
                .flat_map(|read| read.releases_after(baseline, &tracked, &document.standing))
                .filter(|release| orders.contains(&(id, release.effective)));
            releases.extend(of_document.map(|release| (id, release)));
        }
    }
    let ids: Vec<_> = again.iter().map(|application| application.id).collect();
    writer.supersede_applications(&ids, ingest.run)?;
    // What stands is the beginning of the chain, up to the first version that is replaced.
    let cut = (again.iter().map(|application| application.effective))
        .chain(releases.iter().map(|(_, release)| release.effective))
        .chain(broken.map(|broken| broken.effective))
        .min();
    let stands = |version: &&Version| {
        let kept = || kept.iter().any(|application| application.version == Some(version.number));
        let of_baseline = version.document.is_none() && cut.is_none_or(|cut| version.effective <= cut);
        of_baseline || kept()
    };
    let parent = chain.iter().take_while(stands).last().map_or(baseline.number, |version| version.number);
    writer.supersede_after(Some(parent), ingest.run)?;
    releases.sort_by(|(_, a), (_, b)| a.order().cmp(&b.order()));
    let mut state = writer.reader().state(parent)?.state;
    let mut parent = parent;
    for (document, mut release) in releases {
        let by = Some(release.effective);
        (parent, state) = lapses(writer, ingest, by, baseline, (parent, state))?;
        release.identities = writer.reader().identities(&release)?;
        (parent, state) = apply_release(writer, ingest, document, &release, (parent, state))?;
    }
    lapses(writer, ingest, None, baseline, (parent, state))?;
    Ok(())
}

/// Records the ends of stays up to a day. They are known as soon as the stay is, like the later of two effective dates.
fn lapses(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    by: Option<NaiveDate>,
    baseline: &Version,
    (mut parent, mut before): (VersionNumber, State),
) -> Result<(VersionNumber, State), RunError> {
    while let Some((Lapse { effective, document }, state)) = before.next_lapse(by) {
        let document = match &document {
            Some(number) => writer.reader().document(number)?,
            None => None,
        };
        let published = document.as_ref().map_or(baseline.published, |document| document.published);
        let new = NewVersion {
            parent: Some((parent, &before)),
            document: document.as_ref().map(|document| document.id),
            cause: "legal",
            effective,
            published,
            baseline: None,
            complete_through: None,
            state: &state,
        };
        let number = writer.put_version(ingest.run, &new)?;
        ingest.result.versions.push(number);
        if let Some(document) = document {
            let release = Release {
                document: document.number,
                effective,
                published,
                position: (0, 0),
                amendments: Vec::new(),
                identities: BTreeMap::new(),
            };
            writer.put_application(ingest.run, document.id, &release, &[], Some(number))?;
        }
        (parent, before) = (number, state);
    }
    Ok((parent, before))
}

/// Applies one release and records version, outcomes and findings.
fn apply_release(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    document: DocumentId,
    release: &Release,
    (parent, before): (VersionNumber, State),
) -> Result<(VersionNumber, State), RunError> {
    let applied = before.apply(release);
    let mut findings = applied.notes;
    for outcome in &applied.outcomes {
        if let Outcome::Held(finding) = outcome {
            findings.push(Finding::clone(finding));
        }
    }
    let changed = applied.state.lists != before.lists;
    let version = if changed {
        let new = NewVersion {
            parent: Some((parent, &before)),
            document: Some(document),
            cause: ingest.causes.get(&document).copied().unwrap_or("legal"),
            effective: release.effective,
            published: release.published,
            baseline: None,
            complete_through: None,
            state: &applied.state,
        };
        let number = writer.put_version(ingest.run, &new)?;
        ingest.result.versions.push(number);
        Some(number)
    } else {
        None
    };
    let application = writer.put_application(ingest.run, document, release, &applied.outcomes, version)?;
    writer.put_findings(ingest.run, Some(document), Some(application), &findings)?;
    ingest.result.findings.extend(findings);
    Ok(version.map_or((parent, before), |version| (version, applied.state)))
}

/// Whether what was known on a day of the documents on record differs from what is known of them now: later ones moved
/// their days of effect.
pub(crate) fn is_moved_since(store: &Store, known_by: NaiveDate) -> Result<bool, RunError> {
    let documents = store.reader().documents()?;
    let moved = |document: &StoredDocument| !document.standing.is_as_printed() && document.published <= known_by;
    let acts = |document: &StoredDocument| !document.acts.is_empty() && document.published > known_by;
    Ok(documents.iter().any(moved) && documents.iter().any(acts))
}

/// Lists of which there is a baseline.
pub(super) fn tracked(entries: &BTreeMap<ListId, usize>) -> BTreeSet<ListId> {
    entries.keys().copied().collect()
}
