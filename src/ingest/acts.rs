//! Documents that act on documents: which of them concern one on record, what they move, and what a person decides.
//!
//! A document may come before the one that it acts on, and several in any order: what they come to is computed anew from
//! all that is on record whenever something arrives, and what differs from what stands is derived again.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::captures::TextSource;
use crate::ingest::derive::tracked;
use crate::ingest::documents::{Read, read_again, read_captures};
use crate::ingest::transaction::Ingest;
use crate::run::RunError;
use crate::store::acts::ActingText;
use crate::store::documents::{DocumentId, NewDocument, Status, StoredDocument};
use crate::store::findings::Which;
use crate::store::versions::Version;
use crate::store::{Reader, Writer};
use earwatch_law::amendment::acted::{self, Outcome, Party, Settled, Standing, Target, Verdict};
use earwatch_law::document::Document;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::list::state::Release;

/// Keeps documents that concern no list themselves, until one that they act on is on record; those that are on record
/// already are given back.
pub(super) fn keep(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    origin: &TextSource,
    acting: Vec<Document>,
) -> Result<Vec<Document>, RunError> {
    let mut recorded = Vec::new();
    for document in acting {
        if writer.reader().recorded(&document.number, Some(document.published), &origin.url)?.is_some() {
            recorded.push(document);
            continue;
        }
        ingest.result.unrelated += 1;
        writer.put_acting_text(&document, (origin.text, origin.record), origin.stated, &origin.url)?;
    }
    Ok(recorded)
}

/// Works out what the documents on record do to each other. Releases of those whose orders are moved otherwise than
/// before are replaced among `releases`, and their applications are superseded.
pub(super) fn settle(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    releases: &mut Vec<(DocumentId, Release)>,
) -> Result<(), RunError> {
    let chain = writer.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    record_linked(writer, ingest, baseline)?;
    let documents = writer.reader().documents()?;
    let settled = evaluate(writer.reader(), &documents, baseline)?;
    for (at, document) in documents.iter().enumerate() {
        let standing = settled.standing.get(&at).cloned().unwrap_or_default();
        if standing != document.standing {
            move_orders(writer, ingest, document, &standing, baseline, releases)?;
        }
    }
    tell(writer, ingest, &documents, &settled)
}

/// What documents do to each other's orders.
pub(super) fn standing(
    reader: Reader<'_>,
    documents: &[StoredDocument],
    baseline: &Version,
) -> Result<BTreeMap<DocumentId, Standing>, RunError> {
    let settled = evaluate(reader, documents, baseline)?;
    let of_document = |(at, standing): (usize, Standing)| Some((documents.get(at)?.id, standing));
    Ok(settled.standing.into_iter().filter_map(of_document).collect())
}

fn evaluate(reader: Reader<'_>, documents: &[StoredDocument], baseline: &Version) -> Result<Settled, RunError> {
    if documents.iter().all(|document| document.acts.is_empty()) {
        return Ok(Settled::default());
    }
    let overlays = reader.overlays()?;
    let tracked = tracked(&baseline.entries);
    let parties: Vec<_> = documents.iter().map(party).collect();
    let contained = baseline.complete_through.is_none().then_some(baseline.published);
    acted::settle(&parties, contained, &mut |at| {
        let Some(document) = documents.get(at) else {
            return Ok(Target::default());
        };
        let Some(read) = read_again(reader, document, overlays.get(&document.id))? else {
            return Ok(Target::default());
        };
        let mut orders = read.orders.ordered();
        orders.retain(|order| tracked.contains(&order.list));
        let target = Target::new(orders, &read.orders.findings);
        Ok(Target { unclear: target.unclear && document.status != Status::InBaseline, ..target })
    })
}

/// A document on record as others may refer to it.
pub(super) fn party(document: &StoredDocument) -> Party<'_> {
    let orders = document.status == Status::Applied && document.standing.corrections.is_empty()
        || !document.standing.moves.is_empty();
    let name = (&document.number, document.published);
    let pages = (document.start_page, document.end_page);
    Party::new(name, document.volume, pages, &document.title, &document.acts, orders)
}

fn kept(text: &ActingText) -> Party<'_> {
    Party::new((&text.number, text.published), text.volume, (text.start_page, None), &text.title, &text.acts, false)
}

/// Records the documents that were kept and that act on one on record, or on one that does.
fn record_linked(writer: &Writer<'_>, ingest: &mut Ingest, baseline: &Version) -> Result<(), RunError> {
    let texts = writer.reader().acting_texts()?;
    if texts.is_empty() {
        return Ok(());
    }
    let documents = writer.reader().documents()?;
    let mut parties: Vec<(Party<'_>, Option<usize>)> =
        documents.iter().map(|document| (party(document), None)).collect();
    parties.extend(texts.iter().enumerate().map(|(at, text)| (kept(text), Some(at))));
    parties.sort_by_key(|(party, _)| {
        (
            party.known.published,
            party.known.volume,
            party.known.pages.map(|(first, _)| first),
            party.known.number.clone(),
        )
    });
    let (parties, texts_of): (Vec<_>, Vec<_>) = parties.into_iter().unzip();
    let pairs = acted::pairs(&parties);
    let mut on_record: BTreeSet<usize> = (0..parties.len()).filter(|at| texts_of.get(*at) == Some(&None)).collect();
    while let Some((acting, _)) =
        pairs.iter().find(|(acting, target)| !on_record.contains(acting) && on_record.contains(target))
    {
        on_record.insert(*acting);
    }
    for at in on_record {
        let Some(text) = texts_of.get(at).copied().flatten().and_then(|at| texts.get(at)) else {
            continue;
        };
        record_text(writer, ingest, text, baseline)?;
    }
    Ok(())
}

fn record_text(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    text: &ActingText,
    baseline: &Version,
) -> Result<(), RunError> {
    let reading = read_captures(writer.reader(), (text.text, text.record), text.stated)?;
    let mut all = reading.documents.into_iter().chain(reading.acting);
    // What this version of the program finds nothing in goes on waiting.
    let same = |found: &Document| found.number == text.number && found.published == text.published;
    let Some(document) = all.find(same) else {
        return Ok(());
    };
    writer.end_acting_text(&text.number, Some(text.published))?;
    let overlay = ingest.overlays.of(&text.number);
    let overlay_on_record = overlay.map(|overlay| writer.put_overlay(overlay)).transpose()?;
    let read = Read::new(document, overlay);
    let new = NewDocument {
        document: &read.document,
        instructions: &read.orders.instructions,
        record: text.record,
        text: text.text,
        stated: text.stated,
        orders_hash: &read.orders_hash,
        status: if read.is_within(baseline) { Status::InBaseline } else { Status::NoListEffect },
        overlay: overlay_on_record,
    };
    let id = writer.put_document(ingest.run, &new)?;
    ingest.result.unrelated = ingest.result.unrelated.saturating_sub(1);
    ingest.result.documents.push(text.number.clone());
    ingest.tell(writer, Some(id), read.orders.findings)
}

/// Puts the orders of a document on the days to which they are moved.
fn move_orders(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    document: &StoredDocument,
    standing: &Standing,
    baseline: &Version,
    releases: &mut Vec<(DocumentId, Release)>,
) -> Result<(), RunError> {
    let id = document.id;
    writer.put_standing(id, standing)?;
    let applications = writer.reader().applications()?;
    let of_document = applications.iter().filter(|application| application.document == id);
    let ids: Vec<_> = of_document.map(|application| application.id).collect();
    writer.supersede_applications(&ids, ingest.run)?;
    releases.retain(|(of, _)| *of != id);
    let overlays = writer.reader().overlays()?;
    let read = read_again(writer.reader(), document, overlays.get(&id))?;
    let orders = |read: &Read| !read.orders.amendments.is_empty() || !standing.corrections.is_empty();
    let Some(read) = read.filter(|read| ids.is_empty() || orders(read)) else {
        writer.set_status(id, Status::NoListEffect)?;
        let message = "another document acts on it, and this version of the program finds no order for a list in its text any \
                       more; what it had changed is undone";
        return ingest.tell_of(writer, Code::DocumentChanged, &document.number, message);
    };
    let now = read.releases_after(baseline, &tracked(&baseline.entries), standing);
    let status = match (now.is_empty(), standing.is_as_printed() && read.is_within(baseline)) {
        (false, _) => Status::Applied,
        (true, true) => Status::InBaseline,
        (true, false) => Status::NoListEffect,
    };
    writer.set_status(id, status)?;
    releases.extend(now.into_iter().map(|release| (id, release)));
    Ok(())
}

/// Tells what acts come to, once each, and takes back what is so no more.
fn tell(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    documents: &[StoredDocument],
    settled: &Settled,
) -> Result<(), RunError> {
    let parties: Vec<_> = documents.iter().map(party).collect();
    let mut doubts = Vec::new();
    for (at, document) in documents.iter().enumerate().filter(|(_, document)| !document.acts.is_empty()) {
        let which = Which::OfDocument(document.number.clone().into());
        let verdicts: Vec<_> = settled.verdicts.iter().filter(|verdict| verdict.acting == at).collect();
        let standing = writer.reader().numbered_findings(&which)?;
        let in_document = writer.reader().numbered_findings(&Which::InDocument(document.id))?;
        let mut wanted: Vec<(Finding, &Verdict)> = Vec::new();
        for verdict in &verdicts {
            match in_document.iter().find(|(_, told)| verdict.repeats(told)) {
                Some((told, _)) => doubts.extend(target(documents, settled, verdict).map(|id| (*told, id))),
                None => wanted.push((verdict.finding(&parties), verdict)),
            }
        }
        let understood =
            !verdicts.is_empty() && verdicts.iter().all(|verdict| !matches!(verdict.outcome, Outcome::Held(_)));
        let repeated = verdicts.iter().any(|verdict| verdict.outcome == Outcome::Repeated);
        for (id, told) in &standing {
            let of_acts = matches!(told.code, Code::ActHeld | Code::ActApplied);
            let by_page = told.code == Code::CorrectionByPage;
            let of_dates = told.code == Code::UnparsedInstruction && told.quote.as_ref() == Some(&document.dates);
            let stands = wanted.iter().any(|(finding, _)| finding.says_the_same(told));
            // What is wrong with a second printing is wrong with the first, and told there.
            let of_repeated = repeated && !of_acts && told.needs_review();
            if of_acts && !stands || (of_dates || by_page) && understood || of_repeated {
                writer.supersede_finding(*id, ingest.run)?;
                ingest.result.findings.retain(|finding| !finding.says_the_same(told));
            }
        }
        let new = wanted.iter().filter(|(finding, _)| !standing.iter().any(|(_, told)| told.says_the_same(finding)));
        ingest.tell(writer, Some(document.id), new.map(|(finding, _)| finding.clone()).collect())?;
        let standing = writer.reader().numbered_findings(&which)?;
        for (finding, verdict) in wanted.iter().filter(|(finding, _)| finding.code == Code::ActHeld) {
            let id = standing.iter().find(|(_, told)| told.says_the_same(finding)).map(|(id, _)| *id);
            doubts.extend(id.into_iter().flat_map(|id| target(documents, settled, verdict).map(move |of| (id, of))));
        }
    }
    Ok(writer.put_doubts(&doubts)?)
}

/// The documents that a verdict leaves in doubt: the one that is acted on, and those that this one acts on.
fn target<'a>(
    documents: &'a [StoredDocument],
    settled: &'a Settled,
    verdict: &Verdict,
) -> impl Iterator<Item = DocumentId> + 'a {
    let target = verdict.target;
    let further = settled.verdicts.iter().filter(move |other| other.acting == target).map(|other| other.target);
    std::iter::once(target).chain(further).filter_map(|at| documents.get(at)).map(|document| document.id)
}
