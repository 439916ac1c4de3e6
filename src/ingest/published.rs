//! The list of published documents as a source gives it: which documents to ask for, and which are gone from it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::ingest::captures::Missing;
use crate::ingest::transaction::Ingest;
use crate::run::RunError;
use crate::source::{Listed, Window};
use crate::store::{Reader, Store, Writer};
use earwatch_law::digest::sha256_hex;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::citation::DocumentNumber;

/// A text that concerns no list is asked for again after this time, in case it changed: once while the windows of polls
/// hold it. One that does is asked for at every poll.
const UNRELATED_AGAIN_AFTER: TimeDelta = TimeDelta::days(7);

/// What is on record of the documents of a window.
pub(super) struct OnRecord {
    related: BTreeSet<DocumentNumber>,
    awaited: Vec<(DocumentNumber, NaiveDate)>,
    checked: BTreeMap<DocumentNumber, DateTime<Utc>>,
    digests: BTreeMap<(DocumentNumber, NaiveDate), String>,
}

impl OnRecord {
    pub(super) fn read(store: &Store, window: Window) -> Result<Self, RunError> {
        let reader = store.reader();
        let related = reader.documents()?.into_iter().map(|document| document.number);
        Ok(Self {
            related: related.collect(),
            awaited: reader.texts_awaited()?,
            checked: reader.texts_checked()?,
            digests: reader.listings(window.from)?,
        })
    }

    /// Whether a listed document is to be asked for: it was not read yet, its record changed, it concerns a list, or it
    /// is time to look whether it changed.
    pub(super) fn is_to_be_asked(&self, listed: &Listed, now: DateTime<Utc>) -> bool {
        let Some(number) = listed.kind.number() else {
            return true;
        };
        let Some(checked) = self.checked.get(number) else {
            return true;
        };
        !self.holds(listed)
            || self.related.contains(number)
            || now.signed_duration_since(*checked).abs() >= UNRELATED_AGAIN_AFTER
    }

    /// Whether what is held of a document was read, and the list says of it what it said then.
    pub(super) fn holds(&self, listed: &Listed) -> bool {
        let Some(number) = listed.kind.number() else {
            return true;
        };
        // A table of contents says nothing but the number.
        let says_the_same = match digest(listed) {
            Some((key, digest)) => self.digests.get(&key) == Some(&digest),
            None => listed.record.is_none() && self.checked.contains_key(number),
        };
        !self.awaits(listed) && says_the_same
    }

    fn awaits(&self, listed: &Listed) -> bool {
        self.awaited.iter().any(|(number, published)| is_listed_as(listed, number, *published))
    }

    /// A listed document whose text cannot be had, unless it was read before: then only a change may be missed, and the
    /// next poll looks again.
    pub(super) fn missing(&self, listed: &Listed, code: Code, message: String) -> Option<Missing> {
        let number = listed.kind.number()?;
        // A number that was given more than once was read as the document of that day.
        let of_day = || listed.published.is_none_or(|day| self.digests.contains_key(&(number.clone(), day)));
        let read = self.checked.contains_key(number) && (number.is_unique() || of_day()) && !self.awaits(listed);
        let message = match (&listed.record, listed.published) {
            (None, Some(day)) => {
                format!("the table of contents of the issue of {day} names it, no search finds it, and {message}")
            }
            _ => message,
        };
        (!read).then(|| {
            let mut finding = Finding::new(code, message);
            finding.document = Some(number.clone());
            Missing { record: listed.record.clone(), number: Some(number.clone()), finding }
        })
    }
}

/// Before the digest of a document that only a search by words has found: it is in no list that has to hold it.
const FOUND_BY_WORDS: &str = "cites ";

/// Document and day, and the SHA-256 of what the list says of it.
fn digest(listed: &Listed) -> Option<((DocumentNumber, NaiveDate), String)> {
    let record = serde_json::to_string(listed.record.as_ref()?).ok()?;
    let number = listed.kind.number()?;
    let found_by = if listed.cites { FOUND_BY_WORDS } else { "" };
    Some(((number.clone(), listed.published?), format!("{found_by}{}", sha256_hex(record.as_bytes()))))
}

/// Whether a listed document is the one of a number and a day; a number that was given once does without the day.
fn is_listed_as(listed: &Listed, number: &DocumentNumber, published: NaiveDate) -> bool {
    let of_day = number.is_unique() || listed.published.is_none_or(|day| day == published);
    listed.kind.number() == Some(number) && of_day
}

/// Records what the list says of each document, and tells which documents of the window are gone from it.
pub(super) fn record(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    listed: &[Listed],
    failed: &BTreeSet<DocumentNumber>,
    window: Window,
) -> Result<(), RunError> {
    let before = writer.reader().listings(window.from)?;
    for ((number, published), digest) in listed.iter().filter_map(digest) {
        // What the list says of a text that could not be had is new at the next poll, too.
        if failed.contains(&number) {
            continue;
        }
        if before.get(&(number.clone(), published)) != Some(&digest) {
            writer.put_listing(&number, published, &digest)?;
        }
    }
    let numbers: BTreeSet<_> = listed.iter().filter_map(|listed| listed.kind.number()).collect();
    let mut gone = expected(writer.reader(), window)?;
    gone.retain(|(number, published)| !listed.iter().any(|listed| is_listed_as(listed, number, *published)));
    for number in numbers.iter().filter(|number| !gone.iter().any(|(gone, _)| gone == **number)) {
        writer.supersede_findings_of(number, &[Code::DocumentWithdrawn], ingest.run)?;
    }
    for (number, published) in gone {
        let message =
            format!("published {published} and on record, but the list of published documents no longer contains it");
        let mut finding = Finding::new(Code::DocumentWithdrawn, message);
        finding.document = Some(number);
        ingest.tell_once(writer, finding)?;
    }
    Ok(())
}

/// Documents that concern a list, or that are awaited, and that the list has to hold.
fn expected(reader: Reader<'_>, window: Window) -> Result<BTreeSet<(DocumentNumber, NaiveDate)>, RunError> {
    let mut expected = BTreeSet::new();
    let listings = reader.listings(window.from)?;
    let by_words = |number: &DocumentNumber, published: NaiveDate| {
        listings.get(&(number.clone(), published)).is_some_and(|digest| digest.starts_with(FOUND_BY_WORDS))
    };
    for document in reader.documents()? {
        // What came from disk may never have been in the list.
        let (url, _) = reader.capture_origin(document.text)?;
        let listed = !url.starts_with("file:") && !by_words(&document.number, document.published);
        if listed && window.contains(document.published) {
            expected.insert((document.number, document.published));
        }
    }
    for (number, published) in reader.texts_awaited()? {
        if window.contains(published) && !by_words(&number, published) {
            expected.insert((number, published));
        }
    }
    Ok(expected)
}
