//! Texts from public inspection, read; and which of their documents are published.

use std::collections::BTreeSet;

use crate::ingest::acts;
use crate::run::RunError;
use crate::source::Capture;
use crate::source::public_inspection::text;
use crate::store::captures::CaptureId;
use crate::store::provisional::{Content, StoredProvisional};
use crate::store::{Reader, Writer};
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{self, Announcement};
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;

/// A text as it was read.
pub(super) struct ReadText {
    pub(super) content: Content,
    pub(super) sha256: Option<String>,
    pub(super) capture: Option<CaptureId>,
    /// Whether it may be cut off.
    pub(super) may_be_cut: bool,
}

/// No text.
pub(super) const NONE: ReadText = ReadText { content: Content::Unread, sha256: None, capture: None, may_be_cut: false };

/// The text that was received; each name is looked up among the entries listed now.
pub(super) fn received(
    writer: &Writer<'_>,
    record: &InspectionRecord,
    capture: &Capture,
) -> Result<ReadText, RunError> {
    let reader = writer.reader();
    let text = text(capture);
    let stored = Some(writer.put_capture(capture)?);
    let may_be_cut = !announced::is_closed(&text);
    if text.trim().is_empty() {
        return Ok(ReadText { capture: stored, may_be_cut, ..NONE });
    }
    let documents = reader.documents()?;
    let tracked = |number: &DocumentNumber| documents.iter().any(|document| document.number.is_same(number));
    let parties: Vec<_> = documents.iter().map(acts::party).collect();
    let announced = announced::read(record, &text, &tracked);
    let effective = |at: usize| documents.get(at).map_or_else(Vec::new, |document| document.effective.clone());
    let acting = announced::acting(record, &text, &parties, &effective, announced.is_some());
    let announcement = announced.or_else(|| {
        let document = record.document();
        (!acting.is_empty()).then(|| Announcement { document, changes: Vec::new() })
    });
    let content = match announcement {
        None => Content::Unrelated,
        Some(mut announcement) => {
            announcement.document.findings.extend(acting);
            let listed = reader.listed_names()?;
            for change in &mut announcement.changes {
                for named in &mut change.names {
                    named.listed = Some(listed.contains(&(change.list, canonical(&named.name))));
                }
            }
            Content::Announces(Box::new(announcement))
        }
    };
    Ok(ReadText { content, sha256: Some(capture.sha256.clone()), capture: stored, may_be_cut })
}

/// What was read before.
pub(super) fn recorded(reader: Reader<'_>, before: &StoredProvisional) -> Result<ReadText, RunError> {
    let mut content = before.content.clone();
    if let Content::Announces(announcement) = &mut content {
        // What was not understood of the text is said with each row anew, since the row before takes its own along.
        announcement.document.findings = reader.provisional_findings(before)?;
    }
    Ok(ReadText { content, sha256: before.text_sha256.clone(), capture: before.text, may_be_cut: false })
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
