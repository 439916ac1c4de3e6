//! Documents → versions: reading, ordering, applying, recording.
//!
//! Documents apply in the order of effective date, publication date, volume and page, whenever they come in. One
//! that belongs before others that are applied already makes these be applied again after it; the versions that it
//! replaces stay on record.

use std::collections::BTreeSet;

use super::acts;
use super::derive::{apply, tracked};
use crate::ingest::announced::{self, DeskAnswer};
pub use crate::ingest::captures::Incoming;
use crate::ingest::captures::{Arrivals, Fresh, Missing, Receipt, TextSource, receive};
use crate::ingest::documents::{Read, read_again};
use crate::ingest::transaction::{Ingest, in_run};
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::store::captures::CaptureId;
use crate::store::documents::{NewDocument, Status, StoredDocument};
use crate::store::{Store, Writer};
use earwatch_law::amendment::acted::Standing;
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::overlay::Overlay;
use earwatch_report::report::links;

/// Applies documents that a person handed over. Captures are stored first; then everything else is written at once or
/// not at all.
///
/// # Errors
/// Where a document cannot be read at all, or the database fails; nothing but captures has changed then.
pub fn ingest(
    store: &mut Store,
    incoming: Vec<Incoming>,
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<RunResult, RunError> {
    if store.reader().chain()?.is_empty() {
        return Err(RunError::NoBaseline);
    }
    let arrivals = receive(store, incoming, Receipt::Strict)?;
    in_run(store, occasion, overlays, |writer, ingest| {
        record(writer, ingest, arrivals, overlays, occasion)?;
        announced::record(writer, ingest, &DeskAnswer::NotAsked, occasion)
    })
}

/// Records what arrived and applies what changes a list.
pub(super) fn record(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    arrivals: Arrivals,
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<(), RunError> {
    ingest.result.known += arrivals.known;
    ingest.result.missing += arrivals.missing.len();
    for (url, capture) in &arrivals.answered {
        writer.put_fetch(url, *capture, occasion.now)?;
    }
    let awaited = writer.reader().texts_awaited()?;
    for (number, published) in
        arrivals.back.iter().filter(|(number, _)| awaited.iter().any(|(other, _)| other == number))
    {
        writer.text_arrived(ingest.run, number, *published)?;
    }
    for noted in arrivals.noted {
        ingest.tell_once(writer, noted)?;
    }
    for missing in arrivals.missing {
        await_text(writer, ingest, missing, occasion)?;
    }
    let texts = arrivals.fresh.iter().map(|fresh| fresh.origin.text).collect();
    let mut documents = reread(writer, ingest, overlays, &texts)?;
    for fresh in arrivals.fresh {
        record_text(writer, ingest, &fresh, occasion)?;
        let Fresh { mut reading, origin, .. } = fresh;
        ingest.tell(writer, None, reading.findings)?;
        reading.documents.extend(acts::keep(writer, ingest, &origin, reading.acting)?);
        documents.extend(reading.documents.into_iter().map(|document| {
            let overlay = overlays.of(&document.number);
            (Read::new(document, overlay), origin.clone())
        }));
    }
    record_documents(writer, ingest, overlays, documents)
}

/// Documents on record whose overlay is another one now, and, where another program read them, all that read
/// otherwise now. Those whose text was fetched again are read with it.
fn reread(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    overlays: &Overlays,
    fresh: &BTreeSet<CaptureId>,
) -> Result<Vec<(Read, TextSource)>, RunError> {
    let reader = writer.reader();
    let before = reader.overlays()?;
    let mut again = Vec::new();
    for document in reader.documents()? {
        let overlay = overlays.of(&document.number);
        let same = before.get(&document.id) == overlay;
        if same && !ingest.upgraded || fresh.contains(&document.text) {
            continue;
        }
        let Some(read) = read_again(reader, &document, overlay)? else {
            writer.supersede_document(document.id, ingest.run)?;
            let message =
                "this version of the program finds no order for a list in the document; what it had changed is undone";
            ingest.tell_of(writer, Code::DocumentChanged, &document.number, message)?;
            continue;
        };
        if read.orders_hash == document.orders_hash {
            writer.put_acts(document.id, &read.document.acts)?;
            continue;
        }
        let origin = TextSource {
            record: document.record,
            text: document.text,
            url: reader.capture_origin(document.text)?.0,
            stated: document.stated,
            is_page: false,
        };
        again.push((read, origin));
    }
    Ok(again)
}

/// Tells that there is nothing of a document to apply yet, once, and keeps waiting for it.
fn await_text(writer: &Writer<'_>, ingest: &mut Ingest, missing: Missing, occasion: &Occasion) -> Result<(), RunError> {
    if let Some(number) = &missing.number {
        let record = missing.record.as_ref();
        let published = record.and_then(|record| record.publication_date);
        writer.await_text(ingest.run, number, published.unwrap_or(occasion.as_of))?;
    }
    ingest.tell_once(writer, missing.finding)
}

/// Records that a text was read; documents that it no longer holds, or that no longer concern a list, are told.
fn record_text(writer: &Writer<'_>, ingest: &mut Ingest, fresh: &Fresh, occasion: &Occasion) -> Result<(), RunError> {
    let Fresh { reading, origin, proof, record } = fresh;
    let before = writer.supersede_text(&origin.url, ingest.run)?;
    ingest.result.unrelated += reading.unrelated.len();
    let unrelated = reading.unrelated.iter().flat_map(|unrelated| &unrelated.number);
    let related = reading.documents.iter().chain(&reading.acting).map(|document| &document.number);
    let now: BTreeSet<_> = unrelated.clone().chain(related).collect();
    let published = record.as_ref().and_then(|record| record.publication_date);
    for number in &now {
        writer.text_arrived(ingest.run, number, published)?;
        if origin.is_page {
            writer.await_text(ingest.run, number, published.unwrap_or(occasion.as_of))?;
        }
        writer.put_text_read(ingest.run, &origin.url, number, proof)?;
    }
    let run = ingest.run;
    let mut changed =
        |number: &DocumentNumber, message: String| ingest.tell_of(writer, Code::DocumentChanged, number, message);
    for number in unrelated {
        writer.end_acting_text(number, published)?;
        if let Some(recorded) = writer.reader().recorded(number, None, &origin.url)? {
            writer.supersede_document(recorded.id, run)?;
            let message = format!(
                "the document no longer orders a change of a list; what it had changed is undone (reading {})",
                short(&recorded.orders_hash)
            );
            changed(number, message)?;
        } else if writer.reader().document(number)?.is_some() {
            let message = format!(
                "{} holds a document of this number that concerns no list; what is on record is kept (text {})",
                links::shown(&origin.url),
                short(proof)
            );
            changed(number, message)?;
        }
    }
    for number in before.iter().filter(|number| !now.contains(number)) {
        if writer.reader().recorded(number, None, &origin.url)?.is_some() {
            let message = format!(
                "{} no longer contains the document; what it changed is kept until a person decides (text {})",
                links::shown(&origin.url),
                short(proof)
            );
            changed(number, message)?;
        }
    }
    Ok(())
}

/// The beginning of a digest: enough for a person, and no two changes of a document read the same.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// Tells why a document on record is applied anew: another text, another overlay, or a program that reads it otherwise.
/// The cause of what follows.
fn tell_changed(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    (recorded, was): (&StoredDocument, Option<&Overlay>),
    (read, origin, overlay): (&Read, &TextSource, Option<&Overlay>),
) -> Result<&'static str, RunError> {
    let number = &recorded.number;
    let same_text = (recorded.text, recorded.record, recorded.stated) == (origin.text, origin.record, origin.stated);
    let reader = writer.reader();
    let was_page = !same_text && !origin.is_page && reader.is_page(recorded.text)?;
    // Where the page for readers had stood in, only what it did not show is told.
    let shown = was_page && read_again(reader, recorded, was)?.is_some_and(|page| page.changes() == read.changes());
    if !same_text && !shown {
        let message = format!(
            "the document reads differently from what was recorded; it was applied again (reading {} instead of {})",
            short(&read.orders_hash),
            short(&recorded.orders_hash)
        );
        ingest.tell_of(writer, Code::DocumentChanged, number, message)?;
    }
    if was != overlay {
        let what = match (was, overlay) {
            (Some(_), None) => "was taken away; what it had changed is undone",
            (None, _) => "was put beside it",
            (Some(_), Some(_)) => "changed",
        };
        let message = format!("the overlay of the document {what}; it was read again");
        ingest.tell_of(writer, Code::OverlayApplied, number, message)?;
    }
    Ok(if same_text && was == overlay { "parser-upgrade" } else { "source-correction" })
}

/// Records documents and applies those that change a tracked list.
fn record_documents(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    overlays: &Overlays,
    read: Vec<(Read, TextSource)>,
) -> Result<(), RunError> {
    let chain = writer.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let tracked = tracked(&baseline.entries);
    let read_with = writer.reader().overlays()?;
    let mut releases = Vec::new();
    let mut seen = BTreeSet::new();
    let arriving: BTreeSet<_> = read.iter().map(|(read, _)| read.document.number.clone()).collect();
    for (read, origin) in read {
        let document = &read.document;
        let mut anew = None;
        if !seen.insert((document.number.clone(), origin.text)) {
            let message = format!(
                "{} holds two documents of this number; “{}” was not applied",
                links::shown(&origin.url),
                document.title
            );
            ingest.tell_of(writer, Code::DocumentChanged, &document.number, message)?;
            continue;
        }
        if let Some(recorded) = writer.reader().recorded(&document.number, Some(document.published), &origin.url)? {
            if recorded.orders_hash == read.orders_hash {
                writer.put_acts(recorded.id, &document.acts)?;
                if let Some(record) = origin.record {
                    writer.put_facts(recorded.id, document, record)?;
                }
                if !origin.is_page {
                    writer.put_text(recorded.id, origin.text)?;
                    let codes = [Code::TextFromHtml];
                    writer.supersede_findings_in(recorded.id, &codes, ingest.run)?;
                }
                ingest.result.known += 1;
                continue;
            }
            let was = read_with.get(&recorded.id);
            anew =
                Some(tell_changed(writer, ingest, (&recorded, was), (&read, &origin, overlays.of(&document.number)))?);
            writer.supersede_document(recorded.id, ingest.run)?;
            releases.retain(|(id, _)| *id != recorded.id);
        }
        let of_document = read.releases_after(baseline, &tracked, &Standing::default());
        let in_baseline = of_document.is_empty() && read.is_within(baseline);
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
            overlay: overlays.of(&document.number).map(|overlay| writer.put_overlay(overlay)).transpose()?,
        };
        let id = writer.put_document(ingest.run, &new)?;
        ingest.causes.extend(anew.map(|cause| (id, cause)));
        ingest.result.documents.push(document.number.clone());
        let on_record = |number: &_| Ok(arriving.contains(number) || writer.reader().document(number)?.is_some());
        let mut findings = read.findings(&tracked, on_record)?;
        if !of_document.is_empty() {
            findings.extend(read.cited_otherwise(&writer.reader().documents()?));
        }
        if in_baseline {
            ingest.result.in_baseline += 1;
            // A derived day of publication is why it counts as contained in the baseline.
            findings.retain(|finding| finding.code == Code::MetadataDerived);
        }
        ingest.tell(writer, Some(id), findings)?;
        releases.extend(of_document.into_iter().map(|release| (id, release)));
    }
    acts::settle(writer, ingest, &mut releases)?;
    apply(writer, ingest, releases)
}
