//! Asking the desk of public inspection: what lies there, and the texts that were not read yet.

use crate::ingest::source_health::{self, PUBLIC_INSPECTION};
use crate::run::{Occasion, RunError};
use crate::source::public_inspection::PublicInspection;
use crate::source::{Capture, Source, SourceError};
use crate::store::provisional::{Kind, StoredProvisional};
use crate::store::{Reader, Store};
use earwatch_law::announced::record::InspectionRecord;

/// What is known of a document on public inspection before the desk is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its record as last seen.
    pub record: InspectionRecord,
    /// Whether its text was read, by this version of the program.
    pub read: bool,
}

/// What lies on the desk.
#[derive(Debug)]
pub struct Seen {
    /// The list as received.
    pub list: Capture,
    /// The documents that are or may be of the bureau.
    pub documents: Vec<SeenDocument>,
}

/// A document on the desk.
#[derive(Debug)]
pub struct SeenDocument {
    /// Its record.
    pub record: InspectionRecord,
    /// Its text.
    pub text: SeenText,
}

/// The text of a document on the desk.
#[derive(Debug)]
pub enum SeenText {
    /// Its record says that it is the one that was read.
    AsKnown,
    /// The bytes.
    Received(Capture),
    /// It could not be had, and why.
    Missing(String),
}

/// What came of asking the desk.
#[derive(Debug)]
pub enum Watched {
    /// It was not asked.
    NotAsked,
    /// It could not be asked, or answered with something else; nothing is concluded from that.
    Failed(SourceError),
    /// What lies on it.
    Seen(Seen),
}

/// The documents that were seen on the desk before.
pub fn known(reader: Reader<'_>) -> Result<Vec<Known>, RunError> {
    let seen = reader.last_seen()?.into_iter();
    Ok(seen
        .map(|(record, kind, program)| Known {
            record,
            read: kind != Kind::Unread && program == env!("CARGO_PKG_VERSION"),
        })
        .collect())
}

/// So many texts that cannot be had end the asking; published documents wait for the end of it.
const MOST_FAILURES: usize = 3;

/// Asks the desk: one request for the list, and one for each text that was not read yet or was replaced.
///
/// # Errors
/// Where the list cannot be had whole. A text that cannot be had is no error of the whole.
pub async fn fetch(desk: &mut PublicInspection<'_>, known: &[Known]) -> Result<Seen, SourceError> {
    let (list, records) = desk.current().await?;
    let mut documents = Vec::new();
    let mut failures = 0;
    for record in records {
        let before = known.iter().find(|known| known.record.number == record.number);
        let as_known = before.is_some_and(|known| {
            known.read
                && record.version.is_some()
                && record.version == known.record.version
                && record.text_url == known.record.text_url
        });
        let text = if as_known {
            SeenText::AsKnown
        } else if failures >= MOST_FAILURES {
            SeenText::Missing("not asked for: others could not be had".to_owned())
        } else {
            match desk.text(&record).await {
                Ok(Some(capture)) => SeenText::Received(capture),
                Ok(None) => SeenText::Missing("its record names no text yet".to_owned()),
                Err(error) => {
                    failures = if matches!(error, SourceError::Busy { .. }) { MOST_FAILURES } else { failures + 1 };
                    SeenText::Missing(error.to_string())
                }
            }
        };
        documents.push(SeenDocument { record, text });
    }
    Ok(Seen { list, documents })
}

/// Asks the desk of a source that has one.
///
/// # Errors
/// Where the database fails; a desk that fails is [`Watched::Failed`].
pub async fn watch<S: Source>(store: &Store, source: &mut S, occasion: &Occasion) -> Result<Watched, RunError> {
    let known = known(store.reader())?;
    let Some(mut desk) = source.inspection() else {
        return Ok(Watched::NotAsked);
    };
    if let Err(error) = source_health::may_ask(store, PUBLIC_INSPECTION, occasion) {
        return Ok(Watched::Failed(error));
    }
    Ok(match fetch(&mut desk, &known).await {
        Ok(seen) => Watched::Seen(seen),
        Err(error) => Watched::Failed(error),
    })
}

/// Stores the captures before anything is read: texts, and the list where it says anything that is not known.
pub fn keep(store: &mut Store, watched: &Watched) -> Result<(), RunError> {
    let Watched::Seen(seen) = watched else {
        return Ok(());
    };
    let known = known(store.reader())?;
    let standing = store.reader().standing_provisional()?;
    let same = |document: &SeenDocument| {
        matches!(document.text, SeenText::AsKnown) && known.iter().any(|known| known.record == document.record)
    };
    let there = |stored: &StoredProvisional| {
        let mut documents = seen.documents.iter();
        documents.any(|document| document.record.number == stored.record.number)
    };
    if seen.documents.iter().all(same) && standing.iter().all(there) {
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
