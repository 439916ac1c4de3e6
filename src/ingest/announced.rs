//! Public inspection: what is announced is recorded and reported once, replaced when the rule is published, and withdrawn
//! when it is.
//!
//! A desk that fails ends nothing: what cannot be seen because of an error is not withdrawn.

mod desk;
mod differences;
mod texts;

use crate::ingest::announced::texts::{Publications, ReadText};
use crate::ingest::source_health::{PUBLIC_INSPECTION, of_source};
use crate::ingest::transaction::Ingest;
use crate::run::{Inspection, Occasion, RunError};
use crate::source::Capture;
use crate::store::Writer;
use crate::store::findings::Which;
use crate::store::provisional::{Content, Ending, NewProvisional, ProvisionalId, StoredProvisional};
pub(super) use desk::{DeskAnswer, keep, record_health, watch};
use desk::{Seen, SeenDocument, SeenText};
use earwatch_law::announced::changes;
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::finding::{Code, Finding};

/// Records what the desk showed and what was published of it, within the run.
pub(super) fn record(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    watched: &DeskAnswer,
    occasion: &Occasion,
) -> Result<(), RunError> {
    let current = writer.reader().current_provisional()?;
    let withdrawn = writer.reader().numbered_findings(&Which::Withdrawn)?;
    let seen: &[SeenDocument] = match watched {
        DeskAnswer::NotAsked | DeskAnswer::Failed(_) => &[],
        DeskAnswer::Seen(seen) => &seen.documents,
    };
    let nothing = current.is_empty() && withdrawn.is_empty() && seen.is_empty();
    let published = if nothing { Publications::default() } else { Publications::read(writer.reader())? };
    let (over, current): (Vec<_>, Vec<_>) =
        current.into_iter().partition(|stored| published.is_read(&stored.record.number));
    for stored in &over {
        end_published(writer, ingest, stored)?;
    }
    for (id, finding) in withdrawn {
        let Some(number) = &finding.document else { continue };
        let returned =
            |document: &SeenDocument| document.record.number.is_same(number) && !document.record.is_withdrawn();
        if published.is_read(number) || seen.iter().any(returned) {
            writer.supersede_finding(id, ingest.run)?;
        }
    }
    match watched {
        DeskAnswer::NotAsked => Ok(()),
        DeskAnswer::Failed(error) => {
            ingest.result.inspection = Inspection::Failed;
            let message = format!(
                "public inspection could not be read: {error}; what it had announced is kept until it can be read again"
            );
            ingest.tell_once(writer, of_source(error.code(), PUBLIC_INSPECTION, message))
        }
        DeskAnswer::Seen(Seen { list, documents }) => {
            let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
            ingest.result.inspection = Inspection::Seen(count);
            let codes = [Code::SourceUnreachable, Code::SourceBlocked];
            writer.supersede_source_findings(PUBLIC_INSPECTION, &codes, ingest.run)?;
            writer.put_inspection(ingest.run, list, count)?;
            // The desk is cleared some hours after the issue comes out.
            for document in documents.iter().filter(|document| !published.is_read(&document.record.number)) {
                let before = current.iter().find(|stored| stored.record.number.is_same(&document.record.number));
                look_at(writer, ingest, list, document, before)?;
            }
            for stored in &current {
                let is_there = |document: &SeenDocument| document.record.number.is_same(&stored.record.number);
                if !documents.iter().any(is_there) && !published.awaits(&stored.record.number) {
                    gone(writer, ingest, stored, occasion)?;
                }
            }
            Ok(())
        }
    }
}

/// A document on the desk, as a list of it proves: new, as it was, or other than it was.
fn look_at(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    proof: &Capture,
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
    let read = read(writer, ingest, document, last, &mut record)?;
    let mut told = before.map_or_else(Vec::new, |before| differences::changed(before, &read, &record));
    if let Some(before) = before.filter(|before| told.is_empty() && before.content.is_like(&read.content)) {
        writer.put_provisional_facts(before.id, &record, read.capture)?;
        if record.is_withdrawn() && before.content.announcement().is_some() {
            withdraw_by_note(writer, ingest, before.id, &record)?;
        }
        return Ok(());
    }
    if was_withdrawn {
        told.push("It had been withdrawn and is on public inspection again.".to_owned());
    }
    let mut replaces = last.filter(|_| !told.is_empty()).map(|last| last.id);
    if let Some(before) = before {
        writer.text_arrived(ingest.run, &before.record.number, None)?;
        if before.content.announcement().is_some() && read.content == Content::Unrelated {
            let message = format!(
                "{} was replaced on public inspection and no longer amends a list or Part 744; what it had announced no \
                 longer applies",
                record.number
            );
            withdraw(writer, ingest, before.id, &before.record, &message)?;
            replaces = None;
        } else {
            writer.end_provisional(before.id, ingest.run, Ending::Changed, &[])?;
        }
    }
    let new = NewProvisional {
        record: &record,
        content: &read.content,
        list: writer.put_capture(proof)?,
        text: read.capture,
        replaces,
        told: &told,
    };
    let id = writer.put_provisional(ingest.run, &new)?;
    match &read.content {
        Content::Unrelated => Ok(()),
        Content::Announces(announcement) => {
            ingest.result.provisional += 1;
            ingest.tell(writer, None, announcement.document.findings.clone())?;
            if record.is_withdrawn() {
                withdraw_by_note(writer, ingest, id, &record)?;
            }
            Ok(())
        }
        Content::Unread => {
            ingest.result.provisional += 1;
            let why = match &document.text {
                SeenText::Missing(why) => why.as_str(),
                SeenText::AsKnown | SeenText::Received(_) => "it is empty",
            };
            let message = format!("{} is on public inspection, but its text is not there yet: {why}", record.number);
            // Not to be taken for what is said when it is published without a text.
            let mut finding = of_source(Code::TextNotYet, PUBLIC_INSPECTION, message);
            finding.document = Some(record.number.clone());
            ingest.tell(writer, None, vec![finding])
        }
    }
}

/// What a document on the desk says: its text as received, else as it was read before.
fn read(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    document: &SeenDocument,
    last: Option<&StoredProvisional>,
    record: &mut InspectionRecord,
) -> Result<ReadText, RunError> {
    match (&document.text, last.filter(|last| last.content != Content::Unread)) {
        (SeenText::Received(capture), _) => {
            let read = texts::received(writer, record, capture)?;
            writer.text_arrived(ingest.run, &record.number, None)?;
            if read.may_be_cut {
                // Without a version it is asked for again.
                record.version = None;
            }
            Ok(read)
        }
        (SeenText::Missing(why), Some(last)) => {
            // The text is asked for again at the next poll.
            record.version.clone_from(&last.record.version);
            let number = &record.number;
            let message = format!(
                "{number} may have been replaced on public inspection, and its text could not be had ({why}); what is \
                 reported of it is what was read before"
            );
            writer.text_arrived(ingest.run, number, None)?;
            ingest.tell_of(writer, Code::TextNotYet, number, message)?;
            texts::recorded(writer.reader(), last)
        }
        (SeenText::AsKnown, Some(last)) => texts::recorded(writer.reader(), last),
        (SeenText::AsKnown | SeenText::Missing(_), None) => Ok(texts::NONE),
    }
}

/// A document that was announced and is on the desk no more.
fn gone(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    stored: &StoredProvisional,
    occasion: &Occasion,
) -> Result<(), RunError> {
    let number = &stored.record.number;
    if stored.content.announcement().is_none() {
        return left(writer, ingest, stored);
    }
    let message = match stored.record.scheduled {
        // The issue of the day may still bring it.
        Some(day) if day == occasion.as_of => return Ok(()),
        Some(day) if day > occasion.as_of => format!(
            "{number} is no longer on public inspection, before {day}, the day for which it had been scheduled; what \
             it announced no longer applies"
        ),
        Some(day) => format!(
            "{number} was scheduled for {day}; it is no longer on public inspection, and no document of that number \
             was published up to {}; what it announced no longer applies",
            occasion.as_of
        ),
        None => format!(
            "{number} is no longer on public inspection, and no document of that number was published; its record had \
             named no day; what it announced no longer applies"
        ),
    };
    withdraw(writer, ingest, stored.id, &stored.record, &message)
}

fn withdraw_by_note(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    id: ProvisionalId,
    record: &InspectionRecord,
) -> Result<(), RunError> {
    let message = format!(
        "{} was withdrawn, as the Office of the Federal Register notes on public inspection; what it announced \
         no longer applies",
        record.number
    );
    withdraw(writer, ingest, id, record, &message)
}

fn withdraw(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    id: ProvisionalId,
    record: &InspectionRecord,
    message: &str,
) -> Result<(), RunError> {
    writer.end_provisional(id, ingest.run, Ending::Withdrawn, &[message.to_owned()])?;
    ingest.result.provisional += 1;
    let mut finding = Finding::new(Code::DocumentWithdrawn, message);
    finding.document = Some(record.number.clone());
    finding.quote.clone_from(&record.note);
    ingest.tell(writer, None, vec![finding])
}

/// What was announced is published: it is compared, and counts no more.
fn end_published(writer: &Writer<'_>, ingest: &mut Ingest, stored: &StoredProvisional) -> Result<(), RunError> {
    let Some(announced) = stored.content.announcement() else {
        return left(writer, ingest, stored);
    };
    let number = &stored.record.number;
    ingest.result.provisional += 1;
    let Some(document) = writer.reader().published_as(number)? else {
        // What it seemed to do to others was read again in the published text.
        if announced.changes.is_empty() {
            return Ok(writer.end_provisional(stored.id, ingest.run, Ending::Published, &[])?);
        }
        let message = "on public inspection it announced changes of a list or of Part 744; as published it orders none";
        writer.end_provisional(stored.id, ingest.run, Ending::Published, &[message.to_owned()])?;
        return ingest.tell_of(writer, Code::DocumentChanged, number, message);
    };
    let ordered = changes(&writer.reader().instructions(document.id)?);
    let rows = writer.reader().provisional_of(number)?;
    let first = rows.first().map_or(stored.known_since, |first| first.known_since);
    let told = differences::published(first, announced, &ordered, &document.effective);
    Ok(writer.end_provisional(stored.id, ingest.run, Ending::Published, &told)?)
}

/// It concerned no list, or was never read.
fn left(writer: &Writer<'_>, ingest: &Ingest, stored: &StoredProvisional) -> Result<(), RunError> {
    writer.text_arrived(ingest.run, &stored.record.number, None)?;
    Ok(writer.end_provisional(stored.id, ingest.run, Ending::Left, &[])?)
}
