//! Documents that were on public inspection: what they announced, and how that ended.

mod desk;
mod published;

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};
use serde::{Deserialize, Serialize};

use super::captures::CaptureId;
use super::columns::Columns as _;
use super::findings::Which;
use super::runs::RunId;
use super::{Reader, StoreError, StoreResult, Writer};
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{Announcement, ProvisionalChange};
use earwatch_law::document::dates::Dates;
use earwatch_law::document::preamble::Preamble;
use earwatch_law::document::{Document, Status};
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::citation::DocumentNumber;

pub use super::id::ProvisionalId;
pub use desk::LastSeen;

/// What a document on public inspection turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// It announces changes of a list, or of Part 744.
    Announces(Box<Announcement>),
    /// It concerns no list.
    Unrelated,
    /// Its text could not be had yet.
    Unread,
}

impl Content {
    fn name(&self) -> &'static str {
        match self {
            Self::Announces(_) => "announces",
            Self::Unrelated => "unrelated",
            Self::Unread => "unread",
        }
    }

    /// Whether both announce, both concern no list, or neither is read.
    pub fn is_like(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    /// What it announces.
    pub fn announcement(&self) -> Option<&Announcement> {
        match self {
            Self::Announces(announcement) => Some(announcement),
            Self::Unrelated | Self::Unread => None,
        }
    }
}

/// How what a document announced came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The document was published; what it orders counts.
    Published,
    /// It was withdrawn, or its day passed without it.
    Withdrawn,
    /// It reads otherwise, or was moved to another day; another row says how.
    Changed,
    /// It concerned no list, or was never read, and is on inspection no more.
    Left,
}

impl Ending {
    const ALL: [Self; 4] = [Self::Published, Self::Withdrawn, Self::Changed, Self::Left];

    fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
            Self::Changed => "changed",
            Self::Left => "left",
        }
    }
}

/// A document on public inspection, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProvisional {
    /// Row.
    pub id: ProvisionalId,
    /// The record.
    pub record: InspectionRecord,
    /// What it turned out to be.
    pub content: Content,
    /// Its text.
    pub text: Option<CaptureId>,
    /// SHA-256 of the text.
    pub text_sha256: Option<String>,
    /// The run that recorded it.
    pub run: RunId,
    /// The legal day of that run.
    pub known_since: NaiveDate,
    /// The row that it replaces.
    pub replaces: Option<ProvisionalId>,
    /// What is different from the row that it replaces, in words.
    pub told: Vec<String>,
    /// The run that ended it, how, and what is to be said of it.
    pub ended: Option<(RunId, Ending, Vec<String>)>,
}

/// A document on public inspection to be recorded.
#[derive(Debug)]
pub struct NewProvisional<'a> {
    /// The record.
    pub record: &'a InspectionRecord,
    /// What it turned out to be.
    pub content: &'a Content,
    /// The list that named it.
    pub list: CaptureId,
    /// Its text.
    pub text: Option<CaptureId>,
    /// The row that it replaces.
    pub replaces: Option<ProvisionalId>,
    /// What is different from it, in words.
    pub told: &'a [String],
}

/// What the column `body` holds of an announcement, besides the record; the view `provisional_changes` reads its changes.
/// The units of the document are not kept: the changes say what they order.
#[derive(Serialize, Deserialize)]
struct Body {
    action: String,
    dates: Dates,
    preamble: Preamble,
    changes: Vec<ProvisionalChange>,
    corrects: Vec<DocumentNumber>,
    #[serde(default)]
    may_be_cut: bool,
}

impl Body {
    fn of(announcement: &Announcement) -> Self {
        let document = announcement.document.clone();
        Self {
            action: document.action,
            dates: document.dates,
            preamble: document.preamble,
            changes: announcement.changes.clone(),
            corrects: document.corrects.into_iter().collect(),
            may_be_cut: document.status == Status::Announced { may_be_cut: true },
        }
    }

    fn announcement(self, record: &InspectionRecord) -> Announcement {
        let document = Document {
            action: self.action,
            status: Status::Announced { may_be_cut: self.may_be_cut },
            dates: self.dates,
            preamble: self.preamble,
            corrects: self.corrects.into_iter().next(),
            ..record.document()
        };
        Announcement { document, changes: self.changes }
    }
}

impl Writer<'_> {
    /// Records a document on public inspection.
    pub fn put_provisional(&self, run: RunId, new: &NewProvisional<'_>) -> StoreResult<ProvisionalId> {
        let body = new.content.announcement().map(|announcement| serde_json::to_string(&Body::of(announcement)));
        self.insert(
            "INSERT INTO provisional_documents
                 (number, kind, scheduled, record, body, list_capture, text_capture, program, replaces, told, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                new.record.number.as_str(),
                new.content.name(),
                new.record.scheduled,
                serde_json::to_string(new.record)?,
                body.transpose()?,
                new.list,
                new.text,
                env!("CARGO_PKG_VERSION"),
                new.replaces,
                serde_json::to_string(new.told)?,
                run,
            ],
        )
    }

    /// Records a later record of a document that announces the same as before.
    pub fn put_provisional_facts(
        &self,
        id: ProvisionalId,
        record: &InspectionRecord,
        text: Option<CaptureId>,
    ) -> StoreResult<()> {
        self.execute(
            "UPDATE provisional_documents SET record = ?2, program = ?3, text_capture = coalesce(?4, text_capture)
             WHERE id = ?1",
            params![id, serde_json::to_string(record)?, env!("CARGO_PKG_VERSION"), text],
        )
    }

    /// Ends what a document announced; what was found in its text is superseded.
    pub fn end_provisional(&self, id: ProvisionalId, run: RunId, ending: Ending, told: &[String]) -> StoreResult<()> {
        self.execute(
            "UPDATE provisional_documents SET ended_by = ?2, ending = ?3, ending_told = ?4
             WHERE id = ?1 AND ended_by IS NULL",
            params![id, run, ending.name(), serde_json::to_string(told)?],
        )?;
        self.execute(
            "UPDATE findings SET superseded_by = ?2
             WHERE superseded_by IS NULL AND document IS NULL
                 AND (number, run) = (SELECT number, run FROM provisional_documents WHERE id = ?1)",
            params![id, run],
        )
    }
}

impl Reader<'_> {
    /// Documents on public inspection that have come to no end, in the order in which they were recorded.
    pub fn current_provisional(&self) -> StoreResult<Vec<StoredProvisional>> {
        self.provisional("WHERE p.ended_by IS NULL", [])
    }

    /// Documents on public inspection that runs since a day recorded.
    pub fn provisional_since(&self, day: NaiveDate) -> StoreResult<Vec<StoredProvisional>> {
        self.provisional("WHERE r.as_of >= ?1", [day])
    }

    /// Documents on public inspection that a run recorded or ended.
    pub fn provisional_of_run(&self, run: RunId) -> StoreResult<Vec<StoredProvisional>> {
        self.provisional("WHERE ?1 IN (p.run, p.ended_by)", [run])
    }

    /// All that is on record of public inspection of a document, oldest first.
    pub fn provisional_of(&self, number: &DocumentNumber) -> StoreResult<Vec<StoredProvisional>> {
        let mut found = self.provisional("", [])?;
        found.retain(|stored| stored.record.number.is_same(number));
        Ok(found)
    }

    fn provisional(self, filter: &str, values: impl Params) -> StoreResult<Vec<StoredProvisional>> {
        let sql = format!(
            "SELECT p.*, c.sha256, r.as_of
             FROM provisional_documents p JOIN runs r ON r.id = p.run LEFT JOIN captures c ON c.id = p.text_capture
             {filter} ORDER BY p.id"
        );
        self.all(&sql, values, stored)
    }

    /// Whether a run has anything to tell of public inspection.
    pub fn tells_of_inspection(&self, run: RunId) -> StoreResult<bool> {
        self.value(
            "SELECT EXISTS (SELECT 1 FROM provisional_documents
                 WHERE kind != 'unrelated' AND (run = ?1 OR (ended_by = ?1 AND ending IN ('published', 'withdrawn'))))",
            [run],
        )
    }

    /// What was found in the text of a document on public inspection.
    pub fn provisional_findings(&self, stored: &StoredProvisional) -> StoreResult<Vec<Finding>> {
        let mut findings = self.findings(&Which::OfRun(stored.run))?;
        findings.retain(|finding| {
            finding.document.as_ref() == Some(&stored.record.number) && finding.code != Code::TextNotYet
        });
        Ok(findings)
    }
}

fn stored(row: &Row<'_>) -> StoreResult<StoredProvisional> {
    let record: InspectionRecord = row.json("record")?;
    let kind = row.text("kind")?;
    let content = match (kind.as_str(), row.json::<Option<Body>>("body")?) {
        ("announces", Some(body)) => Content::Announces(Box::new(body.announcement(&record))),
        ("unrelated", _) => Content::Unrelated,
        ("unread", _) => Content::Unread,
        _ => return Err(StoreError::Value { what: "kind of a document on public inspection", value: kind }),
    };
    let ended = match row.get("ended_by")? {
        None => None,
        Some(run) => {
            let ending = row.code("ending", "end of an announcement", &Ending::ALL, Ending::name)?;
            Some((run, ending, row.json::<Option<_>>("ending_told")?.unwrap_or_default()))
        }
    };
    Ok(StoredProvisional {
        id: row.get("id")?,
        record,
        content,
        text: row.get("text_capture")?,
        text_sha256: row.get("sha256")?,
        run: row.get("run")?,
        known_since: row.get("as_of")?,
        replaces: row.get("replaces")?,
        told: row.json("told")?,
        ended,
    })
}
