//! Documents, their instructions, and what became of their amendments.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::captures::CaptureId;
use super::runs::RunId;
use super::versions::VersionNumber;
use super::{Reader, StoreError, StoreResult, Writer};
use crate::citation::DocumentNumber;
use crate::document::Document;
use crate::document::dates::Dates;
use crate::instruction::{Instruction, Order};
use crate::list::entry::EntryId;
use crate::list::state::{Outcome, Release};

/// Row of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentId(pub(super) i64);

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
    #[must_use]
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
}

/// Row of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApplicationId(pub(super) i64);

/// A release as it was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Row.
    pub id: ApplicationId,
    /// Its document.
    pub document: DocumentId,
    /// Number of the document.
    pub number: DocumentNumber,
    /// The day of effect.
    pub effective: NaiveDate,
    /// The day of publication.
    pub published: NaiveDate,
    /// Volume and first page.
    pub position: (u16, u32),
    /// The version that it made, if it changed anything.
    pub version: Option<VersionNumber>,
}

impl Application {
    /// The order of application, as [`Release::order`].
    #[must_use]
    pub fn order(&self) -> (NaiveDate, NaiveDate, u16, u32, &DocumentNumber) {
        (
            self.effective,
            self.published,
            self.position.0,
            self.position.1,
            &self.number,
        )
    }
}

const COLUMNS: &str = "id, number, published, dates, title, action, volume, start_page, end_page, url, status, \
                       record_capture, text_capture, stated";

impl Writer<'_> {
    /// Records a document with its instructions.
    ///
    /// # Errors
    /// Where the database fails, or holds the document already.
    pub fn put_document(&self, run: RunId, new: &NewDocument<'_>) -> StoreResult<DocumentId> {
        let document = new.document;
        self.transaction.execute(
            "INSERT INTO documents (number, published, title, action, volume, start_page, end_page, url, dates,
                 record_capture, text_capture, stated, orders_hash, status, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
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
                new.record.map(|capture| capture.0),
                new.text.0,
                serde_json::to_string(&new.stated)?,
                new.orders_hash,
                new.status.name(),
                run.0,
            ],
        )?;
        let id = DocumentId(self.transaction.last_insert_rowid());
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO instructions (document, ordinal, list, country, certainty, effective, kind, body, quote, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for (instruction, ordinal) in new.instructions.iter().zip(1_u32..) {
            let target = instruction.target.as_ref();
            let body = serde_json::to_value(&instruction.order)?;
            statement.execute(params![
                id.0,
                ordinal,
                target.map(|target| target.list.name()),
                target.and_then(|target| target.country.as_deref()),
                target.map(|target| format!("{:?}", target.certainty).to_lowercase()),
                instruction.effective,
                kind(&instruction.order, &body),
                body.to_string(),
                instruction.quote,
                instruction.place.to_string(),
            ])?;
        }
        Ok(id)
    }

    /// Records what became of a release; `version` is what it made, if it changed anything.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn put_application(
        &self,
        run: RunId,
        document: DocumentId,
        release: &Release,
        outcomes: &[Outcome],
        version: Option<VersionNumber>,
    ) -> StoreResult<ApplicationId> {
        self.transaction.execute(
            "INSERT INTO applications (document, effective, published, volume, page, number, version, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                document.0,
                release.effective,
                release.published,
                release.position.0,
                release.position.1,
                release.document.as_str(),
                version.map(|version| version.0),
                run.0,
            ],
        )?;
        let application = self.transaction.last_insert_rowid();
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO amendments (application, ordinal, instruction, list, kind, country, name, body, quote, place,
                 entry, outcome)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        for (amendment, outcome) in release.amendments.iter().zip(outcomes) {
            statement.execute(params![
                application,
                amendment.ordinal,
                u32::try_from(amendment.instruction + 1).unwrap_or(u32::MAX),
                amendment.list.name(),
                amendment.edit.kind(),
                amendment.edit.country(),
                amendment.edit.name(),
                serde_json::to_string(&amendment.edit)?,
                amendment.quote,
                amendment.place.to_string(),
                outcome.entry().map(|entry| entry.0),
                outcome.name(),
            ])?;
        }
        Ok(ApplicationId(application))
    }

    /// Marks applications and the findings met in them as superseded by a run.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn supersede_applications(
        &self,
        applications: &[ApplicationId],
        run: RunId,
    ) -> StoreResult<()> {
        for application in applications {
            self.transaction.execute(
                "UPDATE applications SET superseded_by = ?2 WHERE id = ?1",
                params![application.0, run.0],
            )?;
            self.transaction.execute(
                "UPDATE findings SET superseded_by = ?2 WHERE application = ?1 AND superseded_by IS NULL",
                params![application.0, run.0],
            )?;
        }
        Ok(())
    }

    /// Marks a document, its applications and its findings as superseded by a run.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn supersede_document(&self, document: DocumentId, run: RunId) -> StoreResult<()> {
        for (table, column) in [
            ("applications", "document"),
            ("findings", "document"),
            ("documents", "id"),
        ] {
            self.transaction.execute(
                &format!("UPDATE {table} SET superseded_by = ?2 WHERE superseded_by IS NULL AND {column} = ?1"),
                params![document.0, run.0],
            )?;
        }
        Ok(())
    }

    /// Changes what a document is on record as having done.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_status(&self, document: DocumentId, status: Status) -> StoreResult<()> {
        self.transaction.execute(
            "UPDATE documents SET status = ?2 WHERE id = ?1",
            params![document.0, status.name()],
        )?;
        Ok(())
    }

    /// Records that a text was read.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn put_text_read(
        &self,
        run: RunId,
        number: &DocumentNumber,
        published: Option<NaiveDate>,
        sha256: &str,
    ) -> StoreResult<()> {
        self.transaction.execute(
            "INSERT OR IGNORE INTO texts_read (number, published, sha256, run) VALUES (?1, ?2, ?3, ?4)",
            params![number.as_str(), published, sha256, run.0],
        )?;
        Ok(())
    }
}

/// `add-entries`, or the reason of an order without effect.
fn kind<'a>(order: &Order, body: &'a serde_json::Value) -> &'a str {
    match (order, body) {
        (Order::NoListEffect(_), serde_json::Value::Object(map)) => map
            .values()
            .next()
            .and_then(serde_json::Value::as_str)
            .unwrap_or("no-list-effect"),
        (_, serde_json::Value::Object(map)) => map.keys().next().map_or("", String::as_str),
        (_, other) => other.as_str().unwrap_or(""),
    }
}

impl Reader<'_> {
    /// Documents on record, in the order of publication.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn documents(&self) -> StoreResult<Vec<StoredDocument>> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT {COLUMNS} FROM documents WHERE superseded_by IS NULL
             ORDER BY published, volume, start_page, number"
        ))?;
        let mut rows = statement.query([])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(document(row)?);
        }
        Ok(documents)
    }

    /// Documents that a run recorded, replaced since or not.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn documents_of_run(&self, run: RunId) -> StoreResult<Vec<StoredDocument>> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT {COLUMNS} FROM documents WHERE run = ?1 ORDER BY published, volume, start_page, number"
        ))?;
        let mut rows = statement.query([run.0])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(document(row)?);
        }
        Ok(documents)
    }

    /// Applied amendments of a version that concern no entry: headings, footnotes, introductory text, stays.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn text_amendments(&self, version: VersionNumber) -> StoreResult<Vec<String>> {
        let mut statement = self.connection.prepare(
            "SELECT m.list, m.kind, m.quote FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.version = ?1 AND m.outcome = 'applied' AND m.entry IS NULL AND m.kind NOT IN ('add', 'remove')
             ORDER BY m.ordinal",
        )?;
        let rows = statement.query_map([version.0], |row| {
            let (list, kind, quote): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(format!("{list}, {}: “{quote}”", kind.replace('-', " ")))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document of that number; the newest, where old numbers were used twice.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn document(&self, number: &DocumentNumber) -> StoreResult<Option<StoredDocument>> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT {COLUMNS} FROM documents WHERE superseded_by IS NULL AND number = ?1 ORDER BY published DESC"
        ))?;
        let mut rows = statement.query([number.as_str()])?;
        rows.next()?.map(document).transpose()
    }

    /// Row and orders hash of a document on record.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn recorded(
        &self,
        number: &DocumentNumber,
        published: NaiveDate,
    ) -> StoreResult<Option<(DocumentId, String)>> {
        Ok(self
            .connection
            .query_row(
                "SELECT id, orders_hash FROM documents
                 WHERE superseded_by IS NULL AND number = ?1 AND published = ?2",
                params![number.as_str(), published],
                |row| Ok((DocumentId(row.get(0)?), row.get(1)?)),
            )
            .optional()?)
    }

    /// Whether a document was read, whatever it was about; `published` is compared where it is known.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn was_read(
        &self,
        number: &DocumentNumber,
        published: Option<NaiveDate>,
    ) -> StoreResult<bool> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM texts_read
                 WHERE number = ?1 AND (published IS NULL OR ?2 IS NULL OR published = ?2))",
            params![number.as_str(), published],
            |row| row.get(0),
        )?)
    }

    /// Whether this very text was read.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn text_was_read(&self, sha256: &str) -> StoreResult<bool> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM texts_read WHERE sha256 = ?1)",
            [sha256],
            |row| row.get(0),
        )?)
    }

    /// The applications of the present chain, in the order of application.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn applications(&self) -> StoreResult<Vec<Application>> {
        let mut statement = self.connection.prepare(
            "SELECT id, document, number, effective, published, volume, page, version FROM applications
             WHERE superseded_by IS NULL ORDER BY effective, published, volume, page, number",
        )?;
        let applications = statement.query_map([], |row| {
            Ok(Application {
                id: ApplicationId(row.get(0)?),
                document: DocumentId(row.get(1)?),
                number: DocumentNumber::new(&row.get::<_, String>(2)?),
                effective: row.get(3)?,
                published: row.get(4)?,
                position: (row.get(5)?, row.get(6)?),
                version: row.get::<_, Option<i64>>(7)?.map(VersionNumber),
            })
        })?;
        Ok(applications.collect::<Result<_, _>>()?)
    }

    /// Identities that additions of a document gave, by position of the amendment, so that applying it again gives
    /// the same ones.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn identities(&self, number: &DocumentNumber) -> StoreResult<BTreeMap<u32, EntryId>> {
        let mut statement = self.connection.prepare(
            "SELECT m.ordinal, m.entry FROM amendments m JOIN applications a ON a.id = m.application
             WHERE a.number = ?1 AND m.kind = 'add' AND m.entry IS NOT NULL ORDER BY m.id",
        )?;
        let identities = statement.query_map([number.as_str()], |row| {
            Ok((row.get(0)?, EntryId(row.get(1)?)))
        })?;
        Ok(identities.collect::<Result<_, _>>()?)
    }
}

fn document(row: &Row<'_>) -> StoreResult<StoredDocument> {
    let dates: Dates = serde_json::from_str(&row.get::<_, String>(3)?)?;
    let status: String = row.get(10)?;
    Ok(StoredDocument {
        id: DocumentId(row.get(0)?),
        number: DocumentNumber::new(&row.get::<_, String>(1)?),
        published: row.get(2)?,
        effective: dates.effective,
        dates: dates.printed,
        title: row.get(4)?,
        action: row.get(5)?,
        volume: row.get(6)?,
        start_page: row.get(7)?,
        end_page: row.get(8)?,
        url: row.get(9)?,
        status: Status::ALL
            .into_iter()
            .find(|known| known.name() == status)
            .ok_or(StoreError::Value {
                what: "document status",
                value: status,
            })?,
        record: row.get::<_, Option<i64>>(11)?.map(CaptureId),
        text: CaptureId(row.get(12)?),
        stated: serde_json::from_str(&row.get::<_, String>(13)?)?,
    })
}
