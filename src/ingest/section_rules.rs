//! Rules in sections of Part 744: what the baseline's file prints of them and what documents order, read once; and the
//! days on which they change without a version of a list.
//!
//! Nothing is stored of them but what was received.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::run::RunError;
use crate::store::captures::CaptureId;
use crate::store::documents::Status;
use crate::store::runs::RunId;
use crate::store::{Reader, Writer};
use earwatch_law::document::page;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::provision::history::Dated;
use earwatch_law::provision::section::{self, Printed};
use earwatch_law::provision::sections::{self, Ordered};
use earwatch_report::report::provisions::RuleChange;

/// What is on record of sections of Part 744.
#[derive(Debug)]
pub struct SectionRules {
    printed: Vec<Printed>,
    /// Days of publication with what was ordered, in order of effect.
    ordered: Vec<(NaiveDate, Ordered)>,
}

/// A day on which rules in sections change, and the document behind it; the stays that a baseline notes have none.
pub type SectionDay = (NaiveDate, Option<DocumentNumber>);

impl SectionRules {
    /// Reads the baseline's file and the documents on record.
    pub fn read(reader: Reader<'_>) -> Result<Self, RunError> {
        let chain = reader.chain()?;
        let printed = match chain.first().and_then(|version| version.baseline) {
            Some(capture) => section::published(&text(reader, capture)?.unwrap_or_default()),
            None => Vec::new(),
        };
        let mut ordered = Vec::new();
        for document in reader.documents()? {
            if document.status == Status::InBaseline || !document.standing.is_as_printed() {
                continue;
            }
            let orders = text(reader, document.text)?.map(|text| section::orders(&text)).unwrap_or_default();
            if !orders.is_empty() {
                let effective = document.effective.first().copied().unwrap_or(document.published);
                ordered.push((document.published, Ordered { document: document.number, effective, orders }));
            }
        }
        ordered.sort_by_key(|(_, document)| document.effective);
        Ok(Self { printed, ordered })
    }

    /// The sections that the baseline's file prints.
    pub fn printed(&self) -> &[Printed] {
        &self.printed
    }

    /// What was ordered, in order of effect, as known from what had been published by `known_by`, where that is given.
    pub fn ordered(&self, known_by: Option<NaiveDate>) -> Vec<Ordered> {
        let known = self.ordered.iter().filter(|(published, _)| known_by.is_none_or(|day| *published <= day));
        known.map(|(_, document)| document.clone()).collect()
    }

    /// The provisions on a day, as known from what had been published by `known_by`, where that is given.
    pub fn on(&self, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Vec<Dated> {
        sections::history(&self.printed, &self.ordered(known_by), as_of)
    }

    /// What a document, or a note of the baseline, did on a day.
    fn changed(&self, document: Option<&DocumentNumber>, day: NaiveDate) -> Vec<RuleChange> {
        RuleChange::of_sections(&self.on(day, None), document, day)
    }

    /// The days up to one on which something changes.
    fn days(&self, as_of: NaiveDate) -> BTreeSet<SectionDay> {
        let mut days = BTreeSet::new();
        for one in self.on(as_of, None) {
            let stays = one.stays.iter().flat_map(|stay| [stay.from, stay.lifted].map(|day| (day, &stay.document)));
            days.extend(stays.filter_map(|(day, document)| Some((day?, document.clone()))));
            let extensions = one.stays.iter().flat_map(|stay| &stay.extensions);
            days.extend(extensions.map(|it| (it.from, Some(it.document.clone()))));
            days.extend(one.from.map(|day| (day, one.document.clone())));
            days.extend(one.ended);
        }
        days.retain(|(day, _)| *day <= as_of);
        days
    }
}

/// The rules in sections, read when they are first asked for.
pub struct SectionReader<'a> {
    reader: Reader<'a>,
    rules: OnceCell<SectionRules>,
}

impl<'a> SectionReader<'a> {
    /// Of a database.
    pub fn new(reader: Reader<'a>) -> Self {
        Self { reader, rules: OnceCell::new() }
    }

    /// All of them.
    pub fn rules(&self) -> Result<&SectionRules, RunError> {
        if let Some(rules) = self.rules.get() {
            return Ok(rules);
        }
        let rules = SectionRules::read(self.reader)?;
        Ok(self.rules.get_or_init(|| rules))
    }

    /// What a document did on a day to rules in sections of Part 744; nothing where it orders nothing of sections.
    pub fn changed_by(&self, document: &DocumentNumber, day: NaiveDate) -> Result<Vec<RuleChange>, RunError> {
        let Some(stored) = self.reader.document(document)? else {
            return Ok(Vec::new());
        };
        let orders = text(self.reader, stored.text)?.map(|text| section::orders(&text)).unwrap_or_default();
        if orders.is_empty() { Ok(Vec::new()) } else { Ok(self.rules()?.changed(Some(document), day)) }
    }

    /// What changed on a day that is told as an event of its own.
    pub fn changed_on(&self, (day, document): &SectionDay) -> Result<Vec<RuleChange>, RunError> {
        Ok(self.rules()?.changed(document.as_ref(), *day))
    }
}

/// Records the days up to one on which rules in sections changed and that no version and no publication tells: the end of
/// a stay, a date that was to come. Each is told once.
pub(super) fn tell(writer: &Writer<'_>, run: RunId, as_of: NaiveDate) -> Result<usize, RunError> {
    let reader = writer.reader();
    let rules = SectionRules::read(reader)?;
    let chain = reader.chain()?;
    let Some(baseline) = chain.first() else {
        return Ok(0);
    };
    let mut told = 0;
    for (day, document) in rules.days(as_of) {
        let is_told = match &document {
            None => {
                day <= baseline.effective
                    || chain.iter().any(|it| it.parent.is_some() && it.document.is_none() && it.effective == day)
            }
            Some(number) => {
                let mut versions = chain.iter().filter(|version| version.document.as_ref() == Some(number)).peekable();
                let is_published_alone = versions.peek().is_none();
                let at_publication = rules.ordered.iter().any(|(_, it)| it.document == *number && it.effective == day)
                    && reader.first_recorded(number)?.is_some_and(|recorded| day <= recorded);
                is_published_alone && at_publication || versions.any(|version| version.effective == day)
            }
        };
        if !is_told && !rules.changed(document.as_ref(), day).is_empty() {
            told += writer.put_section_day(run, day, document.as_ref())?;
        }
    }
    Ok(told)
}

/// A text as XML; nothing of one that cannot be read, which was told when it came.
fn text(reader: Reader<'_>, capture: CaptureId) -> Result<Option<String>, RunError> {
    let Ok(text) = String::from_utf8(reader.capture_bytes(capture)?) else {
        return Ok(None);
    };
    if !reader.is_page(capture)? {
        return Ok(Some(text));
    }
    Ok(page::to_xml(&text, None).ok().map(|translated| translated.xml))
}
