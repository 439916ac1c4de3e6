//! The desk of public inspection, where documents lie from their filing until they are published: what lies there, and the
//! texts that were not read yet.

use crate::ingest::source_health::{self, Alerts, Answered, Failures, PUBLIC_INSPECTION};
use crate::ingest::transaction::Ingest;
use crate::run::{Occasion, RunError};
use crate::source::public_inspection::PublicInspection;
use crate::source::{Capture, Source, SourceError};
use crate::store::provisional::StoredProvisional;
use crate::store::{Store, Writer};
use earwatch_law::announced::record::InspectionRecord;

/// What lies on the desk.
#[derive(Debug)]
pub(in crate::ingest) struct Seen {
    /// The list as received.
    pub(in crate::ingest) list: Capture,
    /// The documents that are or may be of the bureau.
    pub(in crate::ingest) documents: Vec<SeenDocument>,
}

/// A document on the desk.
#[derive(Debug)]
pub(in crate::ingest) struct SeenDocument {
    /// Its record.
    pub(in crate::ingest) record: InspectionRecord,
    /// Its text.
    pub(in crate::ingest) text: SeenText,
}

/// The text of a document on the desk.
#[derive(Debug)]
pub(in crate::ingest) enum SeenText {
    /// Its record says that it is the one that was read.
    AsKnown,
    /// The bytes.
    Received(Capture),
    /// It could not be had, and why.
    Missing(String),
}

/// What came of asking the desk.
#[derive(Debug)]
pub(in crate::ingest) enum DeskAnswer {
    /// It was not asked.
    NotAsked,
    /// It could not be asked, or answered with something else; nothing is concluded from that.
    Failed(SourceError),
    /// What lies on it.
    Seen(Seen),
}

/// Asks the desk of a source that has one: one request for the list, and one for each text that was not read yet or was
/// replaced. A text that cannot be had is no error of the whole.
///
/// # Errors
/// Where the database fails; a desk that fails, or whose list cannot be had whole, is [`DeskAnswer::Failed`].
pub(in crate::ingest) async fn watch<S: Source>(
    store: &Store,
    source: &mut S,
    occasion: &Occasion,
) -> Result<DeskAnswer, RunError> {
    let known = store.reader().last_records()?;
    let Some(mut desk) = source.inspection() else {
        return Ok(DeskAnswer::NotAsked);
    };
    if let Err(error) = source_health::may_ask(store, PUBLIC_INSPECTION, occasion) {
        return Ok(DeskAnswer::Failed(error));
    }
    Ok(fetch(&mut desk, &known).await.map_or_else(DeskAnswer::Failed, DeskAnswer::Seen))
}

async fn fetch(desk: &mut PublicInspection<'_>, known: &[(InspectionRecord, bool)]) -> Result<Seen, SourceError> {
    let (list, records) = desk.current().await?;
    let mut documents = Vec::new();
    let mut failures = Failures::default();
    for record in records {
        let as_known = known.iter().find(|(known, _)| known.number == record.number).is_some_and(|(known, is_read)| {
            *is_read && record.version.is_some() && record.version == known.version && record.text_url == known.text_url
        });
        let text = if as_known {
            SeenText::AsKnown
        } else if failures.are_too_many() {
            SeenText::Missing("not asked for: others could not be had".to_owned())
        } else {
            match desk.text(&record).await {
                Ok(Some(capture)) => {
                    failures.end();
                    SeenText::Received(capture)
                }
                Ok(None) => SeenText::Missing("its record names no text yet".to_owned()),
                Err(error) => {
                    failures.count(&error);
                    SeenText::Missing(error.to_string())
                }
            }
        };
        documents.push(SeenDocument { record, text });
    }
    Ok(Seen { list, documents })
}

/// Stores the captures before anything is read: texts, and the list where it says anything that is not known.
pub(in crate::ingest) fn keep(store: &mut Store, watched: &DeskAnswer) -> Result<(), RunError> {
    let DeskAnswer::Seen(seen) = watched else {
        return Ok(());
    };
    let known = store.reader().last_records()?;
    let is_known = |document: &SeenDocument| {
        matches!(document.text, SeenText::AsKnown) && known.iter().any(|(record, _)| *record == document.record)
    };
    let is_there = |stored: &StoredProvisional| {
        seen.documents.iter().any(|document| document.record.number == stored.record.number)
    };
    if seen.documents.iter().all(is_known) && store.reader().current_provisional()?.iter().all(is_there) {
        return Ok(());
    }
    store.write(|writer| {
        writer.put_capture(&seen.list)?;
        for document in &seen.documents {
            if let SeenText::Received(capture) = &document.text {
                writer.put_capture(capture)?;
            }
        }
        Ok(())
    })
}

/// Records how the desk did; what a failure means is said with what was announced.
pub(in crate::ingest) fn record_health(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    watched: &DeskAnswer,
    alerts: &Alerts,
    occasion: &Occasion,
) -> Result<(), RunError> {
    match watched {
        DeskAnswer::NotAsked => Ok(()),
        DeskAnswer::Failed(error) => {
            source_health::failed(writer, PUBLIC_INSPECTION, error, alerts, occasion).map(drop)
        }
        DeskAnswer::Seen(_) => {
            let answered = Answered::default();
            source_health::answered(writer, ingest, PUBLIC_INSPECTION, answered, alerts, occasion)
        }
    }
}
