//! Deliveries → texts that are new: captures are stored before anything is read, and a text that was read is not read
//! again.

use chrono::NaiveDate;

use crate::ingest::documents::{proof, read};
use crate::run::RunError;
use crate::source::{Capture, FullText, Publication};
use crate::store::Store;
use crate::store::captures::CaptureId;
use crate::store::documents::Stated;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::xml::FileContents;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::citation::DocumentNumber;

/// A delivery to be applied, and what a user states about it.
#[derive(Debug)]
pub struct Incoming {
    /// As the source delivered it.
    pub delivery: Publication,
    /// Publication date and volume, where a user states them.
    pub stated: Stated,
}

/// What to do with a text that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Receipt {
    /// It is an error: a person handed it over.
    Strict,
    /// It is told, and asked for again.
    Lenient,
}

/// Where a document was read from.
#[derive(Clone)]
pub(super) struct TextSource {
    pub(super) record: Option<CaptureId>,
    pub(super) text: CaptureId,
    pub(super) url: String,
    pub(super) stated: Stated,
    /// Whether it is the page for readers, whose XML is still awaited.
    pub(super) is_page: bool,
}

/// A text that is new at its address.
pub(super) struct Fresh {
    pub(super) reading: FileContents,
    pub(super) origin: TextSource,
    pub(super) proof: String,
    pub(super) record: Option<DocumentRecord>,
}

/// A document that is published and of which there is nothing to apply yet, and why.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) record: Option<DocumentRecord>,
    pub(super) number: Option<DocumentNumber>,
    pub(super) finding: Finding,
}

/// What came with deliveries.
#[derive(Default)]
pub(super) struct Arrivals {
    /// Texts that were read before.
    pub(super) known: usize,
    /// Documents whose XML is, after all, the one that was read before.
    pub(super) back: Vec<(DocumentNumber, Option<NaiveDate>)>,
    pub(super) fresh: Vec<Fresh>,
    pub(super) missing: Vec<Missing>,
    /// What is worth knowing of texts that concern no list.
    pub(super) noted: Vec<Finding>,
    /// Addresses that answered, with what they serve.
    pub(super) answered: Vec<(String, CaptureId)>,
}

/// Receives deliveries; nothing but captures is written.
pub(super) fn receive(store: &mut Store, incoming: Vec<Incoming>, receipt: Receipt) -> Result<Arrivals, RunError> {
    let mut arrivals = Arrivals::default();
    for Incoming { delivery, stated } in incoming {
        let capture = match &delivery.full_text {
            FullText::Received(capture) => Some(capture.clone()),
            FullText::Unchanged(url) => store.reader().fetched(url)?,
            FullText::NotYet => None,
        };
        let number = delivery.kind.number();
        // The page for readers, or nothing, is no step forward from the XML.
        if let Some(number) = number
            && capture.as_ref().is_none_or(Capture::is_page)
            && store.reader().xml_was_read(number)?
        {
            tracing::warn!(
                document = %number,
                "the XML that was read before is not available at this moment; what was read is kept"
            );
            arrivals.known += 1;
            continue;
        }
        let Some(capture) = capture else {
            arrivals.missing.push(Missing::new(&delivery, text_not_yet(&delivery)));
            continue;
        };
        let proof = proof(&capture, delivery.record.as_ref(), stated);
        let known = store.reader().text_was_read(&capture.url, &proof)?;
        let metadata = delivery.metadata.as_ref().filter(|_| !known);
        let (record, text) = store.write(|writer| {
            let record = metadata.map(|metadata| writer.put_capture(metadata));
            Ok::<_, RunError>((record.transpose()?, writer.put_capture(&capture)?))
        })?;
        if !capture.url.starts_with("file:") {
            arrivals.answered.push((capture.url.clone(), text));
        }
        if known {
            arrivals.known += 1;
            let published = delivery.record.as_ref().and_then(|record| record.publication_date);
            arrivals.back.extend(number.filter(|_| !capture.is_page()).map(|number| (number.clone(), published)));
            continue;
        }
        let reading = match read(&capture, delivery.record.as_ref(), stated) {
            Ok(reading) => reading,
            Err(error) if receipt == Receipt::Lenient => {
                let finding = if capture.is_page() {
                    let message = format!("the XML is not there yet, and the web page could not be read: {error}");
                    Finding::new(Code::TextNotYet, message)
                } else {
                    let message = format!("the text could not be read: {error}");
                    Finding::new(Code::DocumentUnread, message)
                };
                arrivals.missing.push(Missing::new(&delivery, finding));
                continue;
            }
            Err(error) => return Err(error),
        };
        if receipt == Receipt::Lenient && reading.unrelated.iter().any(|unrelated| unrelated.orders_nothing) {
            arrivals.noted.extend(noted(&delivery, &reading));
        } else if receipt == Receipt::Lenient && orders_nothing(&delivery, &capture, &reading) {
            let message = "its record names Part 744, and its text holds no amendatory paragraph; it may be cut off";
            let finding = Finding::new(Code::DocumentUnread, message);
            arrivals.missing.push(Missing::new(&delivery, finding));
            continue;
        }
        arrivals.fresh.push(Fresh {
            reading,
            origin: TextSource { record, text, is_page: capture.is_page(), url: capture.url, stated },
            proof,
            record: delivery.record,
        });
    }
    Ok(arrivals)
}

/// That a rule of Part 744 by its record, whose text is whole, orders nothing.
fn noted(delivery: &Publication, reading: &FileContents) -> Option<Finding> {
    let record = delivery.record.as_ref().filter(|record| is_rule_of_part_744(record))?;
    let title = reading.unrelated.first().map(|unrelated| unrelated.title.as_str()).unwrap_or_default();
    let message = format!("its record names Part 744; its text is whole, and orders and claims nothing: “{title}”");
    let mut finding = Finding::new(Code::OrdersNothing, message);
    finding.document = Some(record.document_number.clone());
    Some(finding)
}

fn is_rule_of_part_744(record: &DocumentRecord) -> bool {
    record.document_type.as_deref() == Some("Rule") && record.names_part_744()
}

/// Whether the XML of a rule that amends Part 744 by its record holds nothing that amends.
fn orders_nothing(delivery: &Publication, capture: &Capture, reading: &FileContents) -> bool {
    delivery.record.as_ref().is_some_and(is_rule_of_part_744)
        && !capture.is_page()
        && reading.documents.is_empty()
        && reading.acting.is_empty()
        && memchr::memmem::find(&capture.bytes, b"<AMDPAR").is_none()
}

impl Missing {
    fn new(delivery: &Publication, finding: Finding) -> Self {
        let number = delivery.kind.number().cloned();
        Self { record: delivery.record.clone(), finding: Finding { document: number.clone(), ..finding }, number }
    }
}

/// A document is published and its text is not there yet.
pub(crate) fn text_not_yet(delivery: &Publication) -> Finding {
    let kind = &delivery.kind;
    let message = format!("{kind} is published, but its full text is not there yet");
    let mut finding = Finding::new(Code::TextNotYet, message);
    finding.document = delivery.record.as_ref().map(|record| record.document_number.clone());
    finding
}
