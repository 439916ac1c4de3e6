//! The shapes that other programs read: a list at a version, the difference of two. Keys and their order are a
//! contract.

use chrono::NaiveDate;
use serde::Serialize;

use super::identity::IdChange;
use super::provisions::{ProvisionRecord, Standing};
use super::record::EntryRecord;
use super::texts::TextRecord;
use super::watch::WatchRecord;
use super::{ChangeRecord, EditorialRecord, Report};
use earwatch_law::diff::{Cause, Counts};
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation::Designation;
use earwatch_law::provision::history::{Dated, StayedTime};

/// What a list was taken from: a version of the database, or a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateInfo {
    /// As the user named it.
    pub named: String,
    /// Version number.
    pub version: Option<i64>,
    /// The document that made the version.
    pub document: Option<DocumentNumber>,
    /// The day from which it is in force.
    pub effective: Option<NaiveDate>,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// SHA-256 over the verbatim content.
    pub content_hash: Option<String>,
    /// Name of a file.
    pub url: Option<String>,
}

/// A list at a version.
#[derive(Debug, Serialize)]
pub struct ListExport {
    /// `earwatch/list/1`.
    pub schema: &'static str,
    /// The version.
    pub version: StateInfo,
    /// Which list.
    pub list: ListId,
    /// Its entries, by country and name.
    pub entries: Vec<EntryRecord>,
    /// Rules about all entries and what sections of Part 744 order of listed parties, with their days.
    pub provisions: Vec<ProvisionRecord>,
}

impl ListExport {
    /// The export of a list.
    pub fn new(version: StateInfo, list: ListId, entries: Vec<EntryRecord>, provisions: Vec<ProvisionRecord>) -> Self {
        Self { schema: "earwatch/list/1", version, list, entries, provisions }
    }
}

/// The difference of two states, all lists that both have.
#[derive(Debug, Serialize)]
pub struct DiffExport<'a> {
    /// `earwatch/diff/1`.
    pub schema: &'static str,
    /// Before.
    pub from: StateInfo,
    /// After.
    pub to: StateInfo,
    /// Lists compared.
    pub lists: Vec<ListId>,
    /// Figures.
    pub counts: Counts,
    /// New entries.
    pub added: Vec<&'a EntryRecord>,
    /// Entries that are gone.
    pub removed: Vec<&'a EntryRecord>,
    /// Changed listings.
    pub changed: Vec<&'a ChangeRecord>,
    /// Citation-only and editorial changes.
    pub editorial: Vec<&'a EditorialRecord>,
    /// Changes of introductory text, footnotes, headings, stays.
    pub texts: Vec<&'a TextRecord>,
    /// Entries whose public id changed; absent where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub public_ids: Vec<&'a IdChange>,
    /// Why it changed; `None` of files, which do not say, and where changes have several causes.
    pub cause: Option<Cause>,
    /// Possible renames and the like.
    pub findings: &'a [Finding],
    /// The watch list that it was filtered by; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch: Option<&'a WatchRecord>,
}

impl<'a> DiffExport<'a> {
    /// The export of a comparison.
    pub fn new(from: StateInfo, to: StateInfo, report: &'a Report) -> Self {
        let sections = || report.sections.iter();
        Self {
            schema: "earwatch/diff/1",
            from,
            to,
            lists: sections().flat_map(|section| section.lists.iter().copied()).collect(),
            counts: report.counts,
            added: sections().flat_map(|section| &section.added).collect(),
            removed: sections().flat_map(|section| &section.removed).collect(),
            changed: sections().flat_map(|section| &section.changed).collect(),
            editorial: sections().flat_map(|section| &section.editorial).collect(),
            texts: sections().flat_map(|section| &section.texts).collect(),
            public_ids: sections().flat_map(|section| &section.public_ids).collect(),
            cause: report.cause(),
            findings: &report.findings,
            watch: report.watch.as_ref(),
        }
    }
}

/// A text of a list on a day.
#[derive(Debug, Serialize)]
pub struct TextState {
    /// The text.
    pub text: String,
    /// The document that set it; `None` where the baseline has it.
    pub document: Option<DocumentNumber>,
    /// The first day on which it is in force; `None` where the baseline has it.
    pub in_force_from: Option<NaiveDate>,
    /// Where it stands on the day.
    pub standing: Standing,
    /// The times in which it was held back.
    pub stays: Vec<StayedTime>,
    /// Who set it, since when, and what holds it back.
    pub words: String,
}

/// A footnote on a day.
#[derive(Debug, Serialize)]
pub struct FootnoteState {
    /// What it means, by its text.
    #[serde(flatten)]
    pub meaning: Designation,
    /// Its text and who set it.
    #[serde(flatten)]
    pub state: TextState,
}

/// The texts of a list on a day, and the provisions that concern it.
#[derive(Debug, Serialize)]
pub struct TextExport {
    /// `earwatch/text/1`.
    pub schema: &'static str,
    /// The version.
    pub version: StateInfo,
    /// Which list.
    pub list: ListId,
    /// The day.
    pub as_of: NaiveDate,
    /// The introductory text; `None` where the list has none.
    pub introductory_text: Option<TextState>,
    /// The footnotes, by number.
    pub footnotes: Vec<FootnoteState>,
    /// The provisions in force or held back on the day.
    pub provisions: Vec<ProvisionRecord>,
}

impl TextExport {
    /// The export of texts, each whole, and of provisions.
    pub fn new(
        version: StateInfo,
        list: ListId,
        as_of: NaiveDate,
        texts: Vec<Dated>,
        provisions: Vec<ProvisionRecord>,
    ) -> Self {
        let (mut introductory_text, mut footnotes) = (None, Vec::new());
        for record in ProvisionRecord::all(texts) {
            let words = record.in_words();
            let number = record.section.strip_prefix("footnote ").and_then(|number| number.parse().ok());
            let meaning = number.map(|number| Designation { text: None, ..Designation::of_text(number, &record.text) });
            let state = TextState {
                text: record.text,
                document: record.document,
                in_force_from: record.in_force_from,
                standing: record.standing,
                stays: record.stays,
                words,
            };
            match meaning {
                Some(meaning) => footnotes.push(FootnoteState { meaning, state }),
                None => introductory_text = Some(state),
            }
        }
        footnotes.sort_by_key(|footnote| footnote.meaning.number);
        Self { schema: "earwatch/text/1", version, list, as_of, introductory_text, footnotes, provisions }
    }

    /// Whether anything of a section is on record.
    pub fn has_sections(&self) -> bool {
        self.provisions.iter().any(ProvisionRecord::is_of_section)
    }
}
