//! Documents, their instructions, and what became of their amendments.

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};
use serde::{Deserialize, Serialize};

use super::columns::Columns as _;
pub use super::id::DocumentId;
use super::id::{CaptureId, OverlayId, RunId};
use super::{Reader, StoreResult, Writer};
use earwatch_law::amendment::acted::Standing;
use earwatch_law::document::Document;
use earwatch_law::document::act::Acts;
use earwatch_law::document::dates::Dates;
use earwatch_law::instruction::{Instruction, Order};
use earwatch_law::law::citation::{DocumentName, DocumentNumber};

/// What a document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It orders changes of tracked lists; each amendment has its outcome.
    Applied,
    /// It orders nothing that changes a tracked list.
    NoListEffect,
    /// It was published up to the baseline's date; the baseline contains it.
    InBaseline,
}

impl Status {
    const ALL: [Self; 3] = [Self::Applied, Self::NoListEffect, Self::InBaseline];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::NoListEffect => "no-list-effect",
            Self::InBaseline => "in-baseline",
        }
    }
}

/// Publication date and volume that a user stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stated {
    /// Publication date.
    pub published: Option<NaiveDate>,
    /// Volume.
    pub volume: Option<u16>,
}

/// A document as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredDocument {
    /// Row.
    #[serde(skip)]
    pub id: DocumentId,
    /// Number.
    pub number: DocumentNumber,
    /// Publication date.
    pub published: NaiveDate,
    /// Effective dates as understood.
    pub effective: Vec<NaiveDate>,
    /// The DATES section as printed.
    pub dates: String,
    /// Subject.
    pub title: String,
    /// Action.
    pub action: String,
    /// Volume.
    pub volume: u16,
    /// First page.
    pub start_page: Option<u32>,
    /// Last page.
    pub end_page: Option<u32>,
    /// Page for readers.
    pub url: Option<String>,
    /// What it did.
    pub status: Status,
    /// API record.
    #[serde(skip)]
    pub record: Option<CaptureId>,
    /// Full text.
    #[serde(skip)]
    pub text: CaptureId,
    /// What a user stated.
    #[serde(skip)]
    pub stated: Stated,
    /// SHA-256 over what it orders, as it was read.
    #[serde(skip)]
    pub orders_hash: String,
    /// What it does to others, and by what they refer to it.
    #[serde(skip)]
    pub acts: Acts,
    /// What the acts of documents make of its orders.
    #[serde(skip)]
    pub standing: Standing,
}

/// A document to be recorded.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its instructions.
    pub instructions: &'a [Instruction],
    /// API record.
    pub record: Option<CaptureId>,
    /// Full text.
    pub text: CaptureId,
    /// What a user stated.
    pub stated: Stated,
    /// SHA-256 over what it orders; two renderings of one document agree in it.
    pub orders_hash: &'a str,
    /// What it does.
    pub status: Status,
    /// The overlay that it was read with.
    pub overlay: Option<OverlayId>,
}

impl Writer<'_> {
    /// Records a document with its instructions.
    pub fn put_document(&self, run: RunId, new: &NewDocument<'_>) -> StoreResult<DocumentId> {
        let document = new.document;
        let id: DocumentId = self.insert(
            "INSERT INTO documents (number, published, title, action, volume, start_page, end_page, url, dates,
                 record_capture, text_capture, stated, orders_hash, status, run, overlay, acts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            params![
                document.number.as_str(),
                document.published,
                document.title,
                document.action,
                document.volume,
                document.start_page,
                document.end_page,
                document.url,
                serde_json::to_string(&document.dates)?,
                new.record,
                new.text,
                serde_json::to_string(&new.stated)?,
                new.orders_hash,
                new.status.name(),
                run,
                new.overlay,
                serde_json::to_string(&document.acts)?,
            ],
        )?;
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO instructions (document, ordinal, list, country, certainty, effective, kind, body, quote, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for (instruction, ordinal) in new.instructions.iter().zip(1_u32..) {
            let [list, country, certainty, effective, kind, body, quote, place] = instruction_columns(instruction)?;
            statement.execute(params![id, ordinal, list, country, certainty, effective, kind, body, quote, place,])?;
        }
        Ok(id)
    }

    /// Records what a later record says of a document whose orders are on record.
    pub fn put_facts(&self, id: DocumentId, document: &Document, record: CaptureId) -> StoreResult<()> {
        self.execute(
            "UPDATE documents SET title = ?2, action = ?3, start_page = ?4, end_page = ?5, url = ?6, record_capture = ?7
             WHERE id = ?1",
            params![
                id,
                document.title,
                document.action,
                document.start_page,
                document.end_page,
                document.url,
                record,
            ],
        )
    }

    /// Records another rendering of the text of a document: its XML, where the page for readers stood in for it.
    pub fn put_text(&self, id: DocumentId, text: CaptureId) -> StoreResult<()> {
        self.execute("UPDATE documents SET text_capture = ?2 WHERE id = ?1", params![id, text])
    }

    /// Marks a document, its applications and its findings as superseded by a run.
    pub fn supersede_document(&self, document: DocumentId, run: RunId) -> StoreResult<()> {
        for (table, column) in [("applications", "document"), ("findings", "document"), ("documents", "id")] {
            self.execute(
                &format!("UPDATE {table} SET superseded_by = ?2 WHERE superseded_by IS NULL AND {column} = ?1"),
                params![document, run],
            )?;
        }
        Ok(())
    }

    /// Changes what a document is on record as having done.
    pub fn set_status(&self, document: DocumentId, status: Status) -> StoreResult<()> {
        self.execute("UPDATE documents SET status = ?2 WHERE id = ?1", params![document, status.name()])
    }
}

/// List, country, certainty, day of effect, kind, body, quotation and place of an instruction, as they are stored.
pub(super) fn instruction_columns(instruction: &Instruction) -> StoreResult<[Option<String>; 8]> {
    let target = instruction.target.as_ref();
    let body = serde_json::to_value(&instruction.order)?;
    Ok([
        target.map(|target| target.list.name().to_owned()),
        target.and_then(|target| target.country.clone()),
        target.map(|target| format!("{:?}", target.certainty).to_lowercase()),
        instruction.effective.map(|day| day.to_string()),
        Some(kind(&instruction.order, &body).to_owned()),
        Some(body.to_string()),
        Some(instruction.quote.clone()),
        Some(instruction.place.to_string()),
    ])
}

/// `add-entries`, or the reason of an order without effect.
fn kind<'a>(order: &Order, body: &'a serde_json::Value) -> &'a str {
    match (order, body) {
        (Order::NoListEffect(_), serde_json::Value::Object(map)) => {
            map.values().next().and_then(serde_json::Value::as_str).unwrap_or("no-list-effect")
        }
        (_, serde_json::Value::Object(map)) => map.keys().next().map_or("", String::as_str),
        (_, other) => other.as_str().unwrap_or(""),
    }
}

impl Reader<'_> {
    /// Documents on record, in the order of publication.
    pub fn documents(&self) -> StoreResult<Vec<StoredDocument>> {
        self.documents_where("superseded_by IS NULL", [])
    }

    /// Documents that a run recorded, replaced since or not.
    pub fn documents_of_run(&self, run: RunId) -> StoreResult<Vec<StoredDocument>> {
        self.documents_where("run = ?1", [run])
    }

    fn documents_where(self, filter: &str, values: impl Params) -> StoreResult<Vec<StoredDocument>> {
        let order = "published, volume, start_page, number";
        self.all(&format!("SELECT * FROM documents WHERE {filter} ORDER BY {order}"), values, document)
    }

    /// The documents that a person can mean, oldest first: several where old numbers were used twice.
    pub fn documents_named(&self, name: &DocumentName) -> StoreResult<Vec<StoredDocument>> {
        let mut found = self.documents_where("superseded_by IS NULL AND number = ?1", [name.number.as_str()])?;
        found.retain(|document| name.is_of(document.published));
        Ok(found)
    }

    /// The document of that number; the newest, where old numbers were used twice.
    pub fn document(&self, number: &DocumentNumber) -> StoreResult<Option<StoredDocument>> {
        self.first(
            "SELECT * FROM documents WHERE superseded_by IS NULL AND number = ?1 ORDER BY published DESC",
            [number.as_str()],
            document,
        )
    }

    /// A document on record: of that number, however its zeros are padded, and of that day or that address. Where a day
    /// is given, a number that was given once does without them: the day may be stated otherwise now.
    pub fn recorded(
        &self,
        number: &DocumentNumber,
        published: Option<NaiveDate>,
        url: &str,
    ) -> StoreResult<Option<StoredDocument>> {
        let [four, five, six] = number.padded();
        let is_unique = published.is_some() && number.is_unique();
        self.first(
            "SELECT * FROM documents WHERE superseded_by IS NULL AND number IN (?1, ?4, ?5, ?6)
                 AND (?7 OR published = ?2 OR text_capture IN (SELECT id FROM captures WHERE url = ?3))
             ORDER BY number = ?1 DESC, published = ?2 DESC",
            params![number.as_str(), published, url, four, five, six, is_unique],
            document,
        )
    }
}

fn document(row: &Row<'_>) -> StoreResult<StoredDocument> {
    let dates: Dates = row.json("dates")?;
    Ok(StoredDocument {
        id: row.get("id")?,
        number: row.number("number")?,
        published: row.get("published")?,
        effective: dates.effective,
        dates: dates.printed,
        title: row.get("title")?,
        action: row.get("action")?,
        volume: row.get("volume")?,
        start_page: row.get("start_page")?,
        end_page: row.get("end_page")?,
        url: row.get("url")?,
        status: row.code("status", "document status", &Status::ALL, Status::name)?,
        record: row.get("record_capture")?,
        text: row.get("text_capture")?,
        stated: row.json("stated")?,
        orders_hash: row.get("orders_hash")?,
        acts: row.json::<Option<Acts>>("acts")?.unwrap_or_default(),
        standing: row.json::<Option<Standing>>("standing")?.unwrap_or_default(),
    })
}
