//! Public inspection: what is announced is recorded and told once, replaced when the rule is published, and withdrawn
//! when it is.
//!
//! A desk that fails ends nothing: what cannot be seen because of an error is not withdrawn.

mod desk;
mod differences;
mod texts;

use crate::ingest::announced::texts::Publications;
use crate::ingest::source_health::{PUBLIC_INSPECTION, of_source};
use crate::ingest::transaction::Ingest;
use crate::run::{Inspection, Occasion, RunError};
use crate::source::public_inspection::text as text_of;
use crate::store::captures::CaptureId;
use crate::store::findings::Which;
use crate::store::provisional::{Ending, Kind, NewProvisional, StoredProvisional};
use crate::store::{Store, Writer};
pub use desk::{Known, Seen, SeenDocument, SeenText, Watched, fetch, keep, known, watch};
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{Reading, changes};
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::citation::DocumentNumber;
use earwatch_report::report::announced::ProvisionalRecord;

/// What stands announced.
pub fn announced(store: &Store) -> Result<Vec<ProvisionalRecord>, RunError> {
    let standing = store.reader().standing_provisional()?;
    Ok(standing.into_iter().filter_map(|stored| crate::run::announced::record(stored, None)).collect())
}

/// Records what the desk showed and what was published of it, within the run.
pub(super) fn record(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    watched: &Watched,
    occasion: &Occasion,
) -> Result<(), RunError> {
    let mut standing = writer.reader().standing_provisional()?;
    let withdrawn = writer.reader().numbered_findings(&Which::Withdrawn)?;
    let anything = !standing.is_empty()
        || !withdrawn.is_empty()
        || matches!(watched, Watched::Seen(seen) if !seen.documents.is_empty());
    let published = if anything { Publications::read(writer.reader())? } else { Publications::default() };
    for stored in std::mem::take(&mut standing) {
        if published.is_read(&stored.record.number) {
            end_published(writer, ingest, &stored)?;
        } else {
            standing.push(stored);
        }
    }
    for (id, finding) in withdrawn {
        let numbered = finding.document.as_ref();
        if numbered.is_some_and(|number| published.is_read(number) || returned(watched, number)) {
            writer.supersede_finding(id, ingest.run)?;
        }
    }
    match watched {
        Watched::NotAsked => Ok(()),
        Watched::Failed(error) => {
            ingest.result.inspection = Inspection::Failed;
            let message = format!(
                "public inspection could not be seen: {error}; what it had announced stands until it can be asked again"
            );
            ingest.tell_once(writer, of_source(error.code(), PUBLIC_INSPECTION, message))
        }
        Watched::Seen(seen) => {
            let documents = u32::try_from(seen.documents.len()).unwrap_or(u32::MAX);
            ingest.result.inspection = Inspection::Seen(documents);
            let codes = [Code::SourceUnreachable, Code::SourceBlocked];
            writer.supersede_source_findings(PUBLIC_INSPECTION, &codes, ingest.run)?;
            writer.put_inspection(ingest.run, &seen.list, documents)?;
            for document in &seen.documents {
                // The desk is cleared some hours after the issue comes out.
                if published.is_read(&document.record.number) {
                    continue;
                }
                let before = standing.iter().find(|stored| stored.record.number.is_same(&document.record.number));
                look_at(writer, ingest, seen, document, before)?;
            }
            for stored in &standing {
                let there = |document: &SeenDocument| document.record.number.is_same(&stored.record.number);
                if !seen.documents.iter().any(there) && !published.awaits(&stored.record.number) {
                    gone(writer, ingest, stored, occasion)?;
                }
            }
            Ok(())
        }
    }
}

/// Whether a withdrawn document lies on the desk, and not as withdrawn.
fn returned(watched: &Watched, number: &DocumentNumber) -> bool {
    match watched {
        Watched::NotAsked | Watched::Failed(_) => false,
        Watched::Seen(seen) => {
            let mut records = seen.documents.iter().map(|document| &document.record);
            records.any(|record| record.number.is_same(number) && !record.is_withdrawn())
        }
    }
}

/// A document on the desk: new, as it was, or other than it was.
fn look_at(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    seen: &Seen,
    document: &SeenDocument,
    before: Option<&StoredProvisional>,
) -> Result<(), RunError> {
    let mut record = document.record.clone();
    let earlier = match before {
        Some(_) => None,
        None => writer.reader().provisional_of(&record.number)?.pop(),
    };
    let was_withdrawn =
        earlier.as_ref().is_some_and(|earlier| matches!(earlier.ended, Some((_, Ending::Withdrawn, _))));
    if was_withdrawn && record.is_withdrawn() {
        // It stays on the desk for the rest of the day.
        return Ok(());
    }
    let last = before.or(earlier.as_ref());
    if let (SeenText::Missing(why), Some(last)) = (&document.text, last)
        && last.kind != Kind::Unread
    {
        // The text is asked for again at the next poll.
        record.version.clone_from(&last.record.version);
        let number = &record.number;
        let message = format!(
            "{number} may have been replaced on public inspection, and its text could not be had ({why}); what is told of it is what was read before"
        );
        writer.text_arrived(ingest.run, number)?;
        ingest.tell_of(writer, Code::TextNotYet, number, message)?;
    }
    if let SeenText::Received(capture) = &document.text
        && !earwatch_law::announced::is_closed(&text_of(capture))
    {
        // It may be cut off: without a version it is asked for again.
        record.version = None;
    }
    let record = &record;
    let (read, text) = read(writer, document, last)?;
    if matches!(document.text, SeenText::Received(_)) {
        writer.text_arrived(ingest.run, &record.number)?;
    }
    let mut told = before.map_or_else(Vec::new, |before| differences::changed(before, &read, record));
    if let Some(before) = before.filter(|before| told.is_empty() && before.kind == read.kind) {
        writer.put_provisional_facts(before.id, record, text)?;
        if record.is_withdrawn() && before.kind == Kind::Announces {
            return withdraw(writer, ingest, before, &by_note(record));
        }
        return Ok(());
    }
    if was_withdrawn {
        told.push("It had been withdrawn and is on public inspection again.".to_owned());
    }
    let mut replaces = last.filter(|_| !told.is_empty());
    if let Some(before) = before {
        writer.text_arrived(ingest.run, &before.record.number)?;
        if before.kind == Kind::Announces && read.kind == Kind::Unrelated {
            let number = &record.number;
            let message = format!(
                "{number} was replaced on public inspection and amends neither a list nor Part 744 any more; what it had announced no longer stands"
            );
            withdraw(writer, ingest, before, &message)?;
            replaces = None;
        } else {
            writer.end_provisional(before, ingest.run, Ending::Changed, &[])?;
        }
    }
    let proof = writer.put_capture(&seen.list)?;
    insert(writer, ingest, (record, &document.text), (&read, proof, text), (replaces, &told))?;
    if record.is_withdrawn() && read.kind == Kind::Announces {
        let standing = writer.reader().standing_provisional()?;
        let own = standing.iter().find(|stored| stored.record.number == record.number);
        if let Some(stored) = own {
            withdraw(writer, ingest, stored, &by_note(record))?;
        }
    }
    Ok(())
}

/// What a document on the desk says: its text as received, else as it was read before.
fn read(
    writer: &Writer<'_>,
    document: &SeenDocument,
    last: Option<&StoredProvisional>,
) -> Result<(texts::Read, Option<CaptureId>), RunError> {
    let reader = writer.reader();
    if let SeenText::Received(capture) = &document.text {
        let read = texts::of_capture(reader, &document.record, capture)?;
        return Ok((read, Some(writer.put_capture(capture)?)));
    }
    // Without its text nothing new is known of a document that was read.
    match last.filter(|last| last.kind != Kind::Unread) {
        Some(last) => Ok((texts::of_stored(reader, &document.record, last)?, reader.provisional_text(last.id)?)),
        None => Ok((texts::Read::missing(), None)),
    }
}

fn insert(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    (record, seen): (&InspectionRecord, &SeenText),
    (read, list, text): (&texts::Read, CaptureId, Option<CaptureId>),
    (before, told): (Option<&StoredProvisional>, &[String]),
) -> Result<(), RunError> {
    let new = NewProvisional {
        kind: read.kind,
        record,
        document: read.document.as_ref(),
        list,
        text,
        replaces: before.map(|before| before.id),
        told,
    };
    writer.put_provisional(ingest.run, &new)?;
    match read.kind {
        Kind::Unrelated => Ok(()),
        Kind::Announces => {
            ingest.result.provisional += 1;
            ingest.tell(writer, None, read.findings())
        }
        Kind::Unread => {
            ingest.result.provisional += 1;
            let why = match seen {
                SeenText::Missing(why) => why.as_str(),
                SeenText::AsKnown | SeenText::Received(_) => "it is empty",
            };
            let message = format!("{} is on public inspection, but its text is not there yet: {why}", record.number);
            // Not to be taken for what is told when it is published without a text.
            let mut finding = of_source(Code::TextNotYet, PUBLIC_INSPECTION, message);
            finding.document = Some(record.number.clone());
            ingest.tell(writer, None, vec![finding])
        }
    }
}

/// A document that stood and is on the desk no more.
fn gone(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    stored: &StoredProvisional,
    occasion: &Occasion,
) -> Result<(), RunError> {
    let number = &stored.record.number;
    if stored.kind != Kind::Announces {
        writer.text_arrived(ingest.run, number)?;
        return Ok(writer.end_provisional(stored, ingest.run, Ending::Left, &[])?);
    }
    let message = match stored.record.scheduled {
        // The issue of the day may still bring it.
        Some(day) if day == occasion.as_of => return Ok(()),
        Some(day) if day > occasion.as_of => format!(
            "{number} is on public inspection no more, before {day}, the day for which it had been scheduled; what it announced no longer stands"
        ),
        Some(day) => format!(
            "{number} was scheduled for {day}; it is on public inspection no more, and no document of that number was published up to {}; what it announced no longer stands",
            occasion.as_of
        ),
        None => format!(
            "{number} is on public inspection no more, and no document of that number was published; its record had named no day; what it announced no longer stands"
        ),
    };
    withdraw(writer, ingest, stored, &message)
}

fn by_note(record: &InspectionRecord) -> String {
    let number = &record.number;
    format!(
        "{number} was withdrawn, as the Office of the Federal Register notes on public inspection; what it announced no longer stands"
    )
}

fn withdraw(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    stored: &StoredProvisional,
    message: &str,
) -> Result<(), RunError> {
    writer.end_provisional(stored, ingest.run, Ending::Withdrawn, &[message.to_owned()])?;
    ingest.result.provisional += 1;
    let mut finding = Finding::new(Code::DocumentWithdrawn, message);
    finding.document = Some(stored.record.number.clone());
    finding.quote.clone_from(&stored.record.note);
    ingest.tell(writer, None, vec![finding])
}

/// What was announced is published: it is compared, and counts no more.
fn end_published(writer: &Writer<'_>, ingest: &mut Ingest, stored: &StoredProvisional) -> Result<(), RunError> {
    let number = &stored.record.number;
    let announced = match (&stored.document, stored.kind) {
        (Some(document), Kind::Announces) => document,
        (_, Kind::Announces | Kind::Unrelated | Kind::Unread) => {
            writer.text_arrived(ingest.run, number)?;
            return Ok(writer.end_provisional(stored, ingest.run, Ending::Left, &[])?);
        }
    };
    ingest.result.provisional += 1;
    let Some(document) = writer.reader().published_as(number)? else {
        let message = "on public inspection it announced changes of a list or of Part 744; as published it orders none";
        writer.end_provisional(stored, ingest.run, Ending::Published, &[message.to_owned()])?;
        return ingest.tell_of(writer, Code::DocumentChanged, number, message);
    };
    let ordered = changes(&writer.reader().instructions(document.id)?);
    let rows = writer.reader().provisional_of(number)?;
    let first = rows.first().map_or(stored.known_since, |first| first.known_since);
    let told = differences::published(first, announced, &ordered, &document.effective);
    Ok(writer.end_provisional(stored, ingest.run, Ending::Published, &told)?)
}

/// Whether the text that was read says anything of a list.
fn kind(reading: &Reading) -> Kind {
    match reading {
        Reading::Announces(_) => Kind::Announces,
        Reading::Unrelated => Kind::Unrelated,
    }
}
