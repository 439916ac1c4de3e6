//! Documents → versions: reading, ordering, applying, recording.
//!
//! Documents apply in the order of effective date, publication date, volume and page, whenever they come in. One
//! that belongs before others that are applied already makes these be applied again after it; the versions that it
//! replaces stay on record.

use std::collections::BTreeSet;

use super::derive::{apply, tracked};
use super::reading::{Read, read};
use super::{Occasion, PipelineError, RunResult};
use crate::citation::DocumentNumber;
use crate::document::record::DocumentRecord;
use crate::document::xml::Reading;
use crate::finding::{Code, Finding};
use crate::source::{Capture, Delivery, FullText, sha256_hex};
use crate::store::captures::CaptureId;
use crate::store::documents::{DocumentId, NewDocument, Stated, Status};
use crate::store::runs::RunId;
use crate::store::{Store, Writer};

/// A delivery to be applied, and what a user states about it.
#[derive(Debug)]
pub struct Incoming {
    /// As the source delivered it.
    pub delivery: Delivery,
    /// Publication date and volume, where a user states them.
    pub stated: Stated,
}

/// Where a document was read from.
#[derive(Clone)]
struct Origin {
    record: Option<CaptureId>,
    text: CaptureId,
    url: String,
    stated: Stated,
}

/// A text that is new at its address.
struct Fresh {
    reading: Reading,
    origin: Origin,
    proof: String,
}

/// SHA-256 over a text, what its record says, and what was stated about it. The record's bytes do not count: the
/// API's counts views in them.
fn proof(text: &Capture, record: Option<&DocumentRecord>, stated: Stated) -> String {
    let record = serde_json::to_string(&record).unwrap_or_default();
    sha256_hex(
        format!(
            "{} {record} {:?} {:?}",
            text.sha256, stated.published, stated.volume
        )
        .as_bytes(),
    )
}

/// The bookkeeping of one run.
pub(super) struct Ingest {
    pub(super) run: RunId,
    pub(super) result: RunResult,
}

impl Ingest {
    pub(super) fn new(run: RunId) -> Self {
        let result = RunResult {
            run,
            versions: Vec::new(),
            documents: Vec::new(),
            unrelated: 0,
            known: 0,
            in_baseline: 0,
            findings: Vec::new(),
        };
        Self { run, result }
    }
}

/// Applies what sources delivered. Captures are stored first; then everything else is written at once or not at
/// all.
///
/// # Errors
/// Where a document cannot be read at all, or the database fails; nothing but captures has changed then.
pub fn ingest(
    store: &mut Store,
    incoming: Vec<Incoming>,
    occasion: &Occasion,
) -> Result<RunResult, PipelineError> {
    if store.reader().chain()?.is_empty() {
        return Err(PipelineError::NoBaseline);
    }
    let mut known = 0;
    let mut fresh = Vec::new();
    let mut awaited = Vec::new();
    for Incoming { delivery, stated } in incoming {
        let FullText::Received(capture) = &delivery.full_text else {
            awaited.push(delivery);
            continue;
        };
        let proof = proof(capture, delivery.record.as_ref(), stated);
        if store.reader().text_was_read(&capture.url, &proof)? {
            known += 1;
            continue;
        }
        let (record, text) = store.write(|writer| {
            let record = delivery
                .metadata
                .as_ref()
                .map(|metadata| writer.put_capture(metadata))
                .transpose()?;
            Ok::<_, PipelineError>((record, writer.put_capture(capture)?))
        })?;
        let origin = Origin {
            record,
            text,
            url: capture.url.clone(),
            stated,
        };
        fresh.push(Fresh {
            reading: read(capture, delivery.record.as_ref(), stated)?,
            origin,
            proof,
        });
    }
    store.write(|writer| {
        let run = writer.start_run(&occasion.command, occasion.as_of, occasion.now)?;
        let mut ingest = Ingest::new(run);
        ingest.result.known = known;
        for delivery in &awaited {
            await_text(writer, &mut ingest, delivery, occasion)?;
        }
        let mut documents = Vec::new();
        for Fresh {
            reading,
            origin,
            proof,
        } in fresh
        {
            record_text(writer, &mut ingest, &reading, &origin, &proof)?;
            let read = reading.documents.into_iter();
            documents.extend(read.map(|document| (Read::new(document), origin.clone())));
        }
        record_documents(writer, &mut ingest, documents)?;
        writer.finish_run(
            run,
            occasion.now,
            ingest.result.exit_code(),
            &ingest.result.message(),
        )?;
        Ok(ingest.result)
    })
}

/// A document that is published and whose text is not there yet.
fn await_text(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    delivery: &Delivery,
    occasion: &Occasion,
) -> Result<(), PipelineError> {
    let kind = &delivery.kind;
    let message = format!("{kind} is published, but its full text is not there yet");
    let mut finding = Finding::new(Code::TextNotYet, message);
    if let Some(record) = &delivery.record {
        let published = record.publication_date.unwrap_or(occasion.as_of);
        writer.await_text(ingest.run, &record.document_number, published)?;
        finding.document = Some(record.document_number.clone());
    }
    ingest.tell(writer, None, vec![finding])
}

/// Records that a text was read; documents that it no longer holds, or that no longer concern a list, are told.
fn record_text(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    reading: &Reading,
    origin: &Origin,
    proof: &str,
) -> Result<(), PipelineError> {
    let before = writer.supersede_text(&origin.url, ingest.run)?;
    ingest.result.unrelated += reading.unrelated.len();
    let unrelated = reading.unrelated.iter().map(|unrelated| &unrelated.number);
    let related = reading.documents.iter().map(|document| &document.number);
    let now: BTreeSet<_> = unrelated.clone().chain(related).collect();
    for number in &now {
        writer.text_arrived(ingest.run, number)?;
        writer.put_text_read(ingest.run, &origin.url, number, proof)?;
    }
    let run = ingest.run;
    let mut changed = |number: &DocumentNumber, message: String| {
        let mut finding = Finding::new(Code::DocumentChanged, message);
        finding.document = Some(number.clone());
        ingest.tell(writer, None, vec![finding])
    };
    for number in unrelated {
        if let Some((recorded, _)) = writer.reader().recorded(number, None, &origin.url)? {
            writer.supersede_document(recorded, run)?;
            let message =
                "the document orders no change of a list any more; what it had changed is undone";
            changed(number, message.to_owned())?;
        } else if writer.reader().document(number)?.is_some() {
            let message = format!(
                "{} holds a document of this number that concerns no list; what is on record stands",
                origin.url
            );
            changed(number, message)?;
        }
    }
    for number in before.iter().filter(|number| !now.contains(number)) {
        if writer
            .reader()
            .recorded(number, None, &origin.url)?
            .is_some()
        {
            let message = format!(
                "{} does not hold the document any more; what it changed stands until a person decides",
                origin.url
            );
            changed(number, message)?;
        }
    }
    Ok(())
}

impl Ingest {
    pub(super) fn tell(
        &mut self,
        writer: &Writer<'_>,
        document: Option<DocumentId>,
        findings: Vec<Finding>,
    ) -> Result<(), PipelineError> {
        writer.put_findings(self.run, document, None, &findings)?;
        self.result.findings.extend(findings);
        Ok(())
    }
}

/// Records documents and applies those that change a tracked list.
fn record_documents(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    read: Vec<(Read, Origin)>,
) -> Result<(), PipelineError> {
    let baseline = writer
        .reader()
        .chain()?
        .first()
        .map(|version| (version.published, tracked(&version.entries)));
    let Some((as_of, tracked)) = baseline else {
        return Err(PipelineError::NoBaseline);
    };
    let mut releases = Vec::new();
    let mut seen = BTreeSet::new();
    for (read, origin) in read {
        let document = &read.document;
        if !seen.insert((document.number.clone(), origin.text)) {
            let message = format!(
                "{} holds two documents of this number; “{}” was not applied",
                origin.url, document.title
            );
            let mut finding = Finding::new(Code::DocumentChanged, message);
            finding.document = Some(document.number.clone());
            ingest.tell(writer, None, vec![finding])?;
            continue;
        }
        if let Some((recorded, orders_hash)) =
            writer
                .reader()
                .recorded(&document.number, Some(document.published), &origin.url)?
        {
            if orders_hash == read.orders_hash {
                if let Some(record) = origin.record {
                    writer.put_facts(recorded, document, record)?;
                }
                ingest.result.known += 1;
                continue;
            }
            let message =
                "the document reads differently from what was recorded; it was applied anew";
            let mut finding = Finding::new(Code::DocumentChanged, message);
            finding.document = Some(document.number.clone());
            ingest.tell(writer, None, vec![finding])?;
            writer.supersede_document(recorded, ingest.run)?;
            releases.retain(|(id, _)| *id != recorded);
        }
        let in_baseline = document.published <= as_of;
        let of_document = if in_baseline {
            Vec::new()
        } else {
            read.releases(&tracked)
        };
        let status = match (in_baseline, of_document.is_empty()) {
            (true, _) => Status::InBaseline,
            (false, true) => Status::NoListEffect,
            (false, false) => Status::Applied,
        };
        let new = NewDocument {
            document,
            instructions: &read.orders.instructions,
            record: origin.record,
            text: origin.text,
            stated: origin.stated,
            orders_hash: &read.orders_hash,
            status,
        };
        let id = writer.put_document(ingest.run, &new)?;
        ingest.result.documents.push(document.number.clone());
        if in_baseline {
            ingest.result.in_baseline += 1;
        } else {
            ingest.tell(writer, Some(id), read.findings(&tracked))?;
        }
        releases.extend(of_document.into_iter().map(|release| (id, release)));
    }
    apply(writer, ingest, releases)
}
