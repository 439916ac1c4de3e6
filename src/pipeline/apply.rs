//! Documents → versions: reading, ordering, applying, recording.
//!
//! Documents apply in the order of effective date, publication date, volume and page, whenever they come in. One
//! that belongs before others that are applied already makes these be applied again after it; the versions that it
//! replaces stay on record.

use super::derive::{apply, tracked};
use super::reading::{Read, read};
use super::{Occasion, PipelineError, RunResult};
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
#[derive(Clone, Copy)]
struct Origin {
    record: Option<CaptureId>,
    text: CaptureId,
    stated: Stated,
}

/// SHA-256 over a text, its record, and what was stated about it.
fn proof(text: &Capture, record: Option<&Capture>, stated: Stated) -> String {
    let record = record.map_or("", |record| record.sha256.as_str());
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
    let mut findings = Vec::new();
    for Incoming { delivery, stated } in incoming {
        let FullText::Received(capture) = &delivery.full_text else {
            let message = format!(
                "{} is published, but its full text is not there yet",
                delivery.kind
            );
            let mut finding = Finding::new(Code::TextNotYet, message);
            finding.document = delivery.record.map(|record| record.document_number);
            findings.push(finding);
            continue;
        };
        let proof = proof(capture, delivery.metadata.as_ref(), stated);
        if store.reader().proof_was_read(&proof)? {
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
            stated,
        };
        fresh.push((
            read(capture, delivery.record.as_ref(), stated)?,
            origin,
            proof,
        ));
    }
    store.write(|writer| {
        let run = writer.start_run(&occasion.command, occasion.as_of, occasion.now)?;
        let mut ingest = Ingest::new(run);
        ingest.result.known = known;
        let mut documents = Vec::new();
        for (reading, origin, proof) in fresh {
            ingest.result.unrelated += reading.unrelated.len();
            for unrelated in &reading.unrelated {
                writer.put_text_read(run, &unrelated.number, None, &proof)?;
            }
            for document in reading.documents {
                let published = Some(document.published);
                writer.put_text_read(run, &document.number, published, &proof)?;
                documents.push((Read::new(document), origin));
            }
        }
        ingest.tell(writer, None, findings)?;
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
    for (read, origin) in read {
        let document = &read.document;
        if let Some((recorded, orders_hash)) =
            writer
                .reader()
                .recorded(&document.number, document.published, origin.text)?
        {
            if orders_hash == read.orders_hash {
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
