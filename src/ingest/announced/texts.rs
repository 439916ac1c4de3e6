//! Texts from public inspection, read; and which of their documents are published.

use std::collections::BTreeSet;

use super::kind;
use crate::run::RunError;
use crate::source::Capture;
use crate::source::public_inspection::text;
use crate::store::Reader;
use crate::store::provisional::{Kind, StoredProvisional};
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{self, ProvisionalDocument, Reading};
use earwatch_law::finding::Finding;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;

/// A text as it was read.
pub(super) struct Read {
    pub(super) kind: Kind,
    pub(super) document: Option<ProvisionalDocument>,
    pub(super) text_sha256: Option<String>,
}

impl Read {
    pub(super) fn missing() -> Self {
        Self { kind: Kind::Unread, document: None, text_sha256: None }
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let documents = self.document.iter();
        documents.flat_map(|document| document.findings.clone()).collect()
    }
}

/// The text that was received; each name is looked up among the entries listed now.
pub(super) fn of_capture(reader: Reader<'_>, record: &InspectionRecord, capture: &Capture) -> Result<Read, RunError> {
    let documents = reader.documents()?;
    let tracked = |number: &DocumentNumber| documents.iter().any(|document| document.number.is_same(number));
    let text = text(capture);
    if text.trim().is_empty() {
        return Ok(Read::missing());
    }
    let reading = announced::read(record.clone(), &text, &tracked);
    let kind = kind(&reading);
    let document = match reading {
        Reading::Unrelated => None,
        Reading::Announces(mut document) => {
            let listed = reader.listed_names()?;
            for change in &mut document.changes {
                for named in &mut change.names {
                    named.listed = Some(listed.contains(&(change.list, canonical(&named.name))));
                }
            }
            Some(*document)
        }
    };
    Ok(Read { kind, document, text_sha256: Some(capture.sha256.clone()) })
}

/// What was read before, under the record as it is now.
pub(super) fn of_stored(
    reader: Reader<'_>,
    record: &InspectionRecord,
    before: &StoredProvisional,
) -> Result<Read, RunError> {
    let mut document = before.document.clone();
    if let Some(document) = &mut document {
        document.record = record.clone();
        // What was not understood of the text is told with each row anew, since the row before takes its own along.
        document.findings = reader.provisional_findings(before)?;
    }
    Ok(Read { kind: before.kind, document, text_sha256: before.text_sha256.clone() })
}

/// Numbers of published documents.
#[derive(Default)]
pub(super) struct Publications {
    read: BTreeSet<DocumentNumber>,
    awaited: BTreeSet<DocumentNumber>,
}

impl Publications {
    pub(super) fn read(reader: Reader<'_>) -> Result<Self, RunError> {
        Ok(Self { read: reader.published_numbers()?, awaited: reader.awaited_numbers()? })
    }

    /// Whether the document was published and read.
    pub(super) fn is_read(&self, number: &DocumentNumber) -> bool {
        is_in(&self.read, number)
    }

    /// Whether the document is published and its text is not there yet.
    pub(super) fn awaits(&self, number: &DocumentNumber) -> bool {
        is_in(&self.awaited, number)
    }
}

fn is_in(numbers: &BTreeSet<DocumentNumber>, number: &DocumentNumber) -> bool {
    numbers.contains(number) || numbers.iter().any(|known| known.is_same(number))
}
