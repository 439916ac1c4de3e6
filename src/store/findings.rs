//! Findings as recorded by runs.

use chrono::NaiveDate;
use rusqlite::{Params, Row, ToSql, params};

use super::columns::Columns as _;
pub use super::id::FindingId;
use super::id::{ApplicationId, DocumentId, RunId};
use super::{Reader, StoreResult, Writer};
use earwatch_law::finding::{Code, Finding, links};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::{DocumentName, DocumentNumber};

/// Which findings are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All that still stand.
    Current,
    /// Those that still stand and were met by runs since a day.
    CurrentSince(NaiveDate),
    /// Those that a run met.
    OfRun(RunId),
    /// Those that still stand and are about what lies beside the documents: overlays and acknowledgements that fit
    /// nothing.
    Idle,
    /// Those that still stand and are about no document: about a source, or the clock.
    Beside,
    /// Those of documents that were withdrawn from public inspection and did not come back.
    Withdrawn,
    /// Those of a document that still stand.
    OfDocument(DocumentName),
    /// Those that were met in a document and still stand.
    InDocument(DocumentId),
}

/// The columns that make a finding.
const COLUMNS: &str = "number, code, list, country, name, quote, place, message, surplus, explained_by";

impl Writer<'_> {
    /// Records findings of a run.
    pub fn put_findings(
        &self,
        run: RunId,
        document: Option<DocumentId>,
        application: Option<ApplicationId>,
        findings: &[Finding],
    ) -> StoreResult<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO findings (run, document, application, number, code, severity, list, country, name, quote, place,
                 message, surplus)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        for finding in findings {
            let place = finding.place.as_ref().map(serde_json::to_string).transpose()?;
            statement.execute(params![
                run,
                document,
                application,
                finding.document.as_ref().map(DocumentNumber::as_str),
                finding.code.name(),
                finding.severity().to_string(),
                finding.list.map(ListId::name),
                finding.country,
                finding.name,
                finding.quote,
                place,
                finding.message,
                finding.surplus,
            ])?;
        }
        match document {
            Some(document) => self.link_findings(document),
            None => Ok(()),
        }
    }

    /// Links the findings of a document that stand: what explained one may be superseded by now.
    fn link_findings(&self, document: DocumentId) -> StoreResult<()> {
        let (ids, findings) = self.reader().findings_where("superseded_by IS NULL AND document = ?1", [document])?;
        let explained = links::explained(&findings);
        let mut update = self
            .transaction
            .prepare_cached("UPDATE findings SET explained_by = ?2 WHERE id = ?1 AND explained_by IS NOT ?2")?;
        for (id, by) in ids.iter().zip(explained) {
            update.execute(params![id, by])?;
        }
        Ok(())
    }

    /// Marks a finding as superseded by a run: what it says is so no more.
    pub fn supersede_finding(&self, finding: FindingId, run: RunId) -> StoreResult<()> {
        self.execute("UPDATE findings SET superseded_by = ?2 WHERE id = ?1", params![finding, run])
    }

    /// Marks findings of some kinds about a document, beside what stands in its text, as superseded by a run.
    pub fn supersede_findings_of(&self, number: &DocumentNumber, codes: &[Code], run: RunId) -> StoreResult<()> {
        self.supersede_findings_where("document IS NULL AND number = ?3", number.as_str(), codes, run)
    }

    /// Marks findings of some kinds that were met in a document as superseded by a run.
    pub fn supersede_findings_in(&self, document: DocumentId, codes: &[Code], run: RunId) -> StoreResult<()> {
        self.supersede_findings_where("document = ?3", document, codes, run)
    }

    /// Marks findings of some kinds about a source as superseded by a run: it does well again.
    pub fn supersede_source_findings(&self, source: &str, codes: &[Code], run: RunId) -> StoreResult<()> {
        self.supersede_findings_where("number IS NULL AND name = ?3", source, codes, run)
    }

    fn supersede_findings_where(
        &self,
        condition: &str,
        value: impl ToSql,
        codes: &[Code],
        run: RunId,
    ) -> StoreResult<()> {
        let sql =
            format!("UPDATE findings SET superseded_by = ?1 WHERE superseded_by IS NULL AND code = ?2 AND {condition}");
        for code in codes {
            self.execute(&sql, params![run, code.name(), value])?;
        }
        Ok(())
    }

    /// Marks the findings of a document as superseded by a run that says them anew.
    pub fn supersede_findings(&self, document: DocumentId, run: RunId) -> StoreResult<()> {
        self.execute(
            "UPDATE findings SET superseded_by = ?2 WHERE superseded_by IS NULL AND document = ?1",
            params![document, run],
        )
    }
}

impl Reader<'_> {
    /// Findings, in the order they were met.
    pub fn findings(&self, which: &Which) -> StoreResult<Vec<Finding>> {
        let numbered = self.numbered_findings(which)?;
        Ok(numbered.into_iter().map(|(_, finding)| finding).collect())
    }

    /// Findings with their numbers, in the order they were met.
    pub fn numbered_findings(&self, which: &Which) -> StoreResult<Vec<(FindingId, Finding)>> {
        let (filter, value) = match which {
            Which::Current => ("superseded_by IS NULL AND ?1 IS NULL", None),
            Which::Idle => (
                "superseded_by IS NULL AND document IS NULL AND code IN ('overlay-unused', 'acknowledgement-unused')
                 AND ?1 IS NULL",
                None,
            ),
            Which::Beside => ("superseded_by IS NULL AND number IS NULL AND ?1 IS NULL", None),
            Which::Withdrawn => (
                "superseded_by IS NULL AND code = 'document-withdrawn' AND EXISTS (
                     SELECT 1 FROM provisional_documents p
                     WHERE p.number = findings.number AND p.ended_by = findings.run AND p.ending = 'withdrawn')
                 AND ?1 IS NULL",
                None,
            ),
            Which::CurrentSince(day) => {
                ("superseded_by IS NULL AND run IN (SELECT id FROM runs WHERE as_of >= ?1)", Some(day.to_string()))
            }
            // What a run said and took back is not told.
            Which::OfRun(run) => ("run = CAST(?1 AS INTEGER) AND superseded_by IS NOT run", Some(run.0.to_string())),
            Which::InDocument(document) => {
                ("superseded_by IS NULL AND document = CAST(?1 AS INTEGER)", Some(document.0.to_string()))
            }
            // One that was met beside a document belongs to all of its number.
            Which::OfDocument(name) => (
                "superseded_by IS NULL AND number = substr(?1, 12)
                 AND (document IS NULL OR trim(substr(?1, 1, 10)) = ''
                      OR document IN (SELECT id FROM documents WHERE published = substr(?1, 1, 10)))",
                Some(format!("{:<10}@{}", name.published.map(|day| day.to_string()).unwrap_or_default(), name.number)),
            ),
        };
        let (ids, findings) = self.findings_where(filter, [value])?;
        let order = links::order(&findings);
        let mut numbered: Vec<_> = ids.into_iter().zip(findings).map(Some).collect();
        Ok(order.into_iter().filter_map(|at| numbered.get_mut(at)?.take()).collect())
    }

    fn findings_where(self, filter: &str, values: impl Params) -> StoreResult<(Vec<FindingId>, Vec<Finding>)> {
        let sql = format!("SELECT {COLUMNS}, id FROM findings WHERE {filter} ORDER BY id");
        let found: Vec<(FindingId, Finding)> = self.all(&sql, values, |row| Ok((row.get("id")?, finding(row)?)))?;
        Ok(found.into_iter().unzip())
    }
}

/// A finding from [`COLUMNS`].
pub(super) fn finding(row: &Row<'_>) -> StoreResult<Finding> {
    Ok(Finding {
        code: row.code("code", "finding code", Code::ALL, Code::name)?,
        document: row.get::<_, Option<String>>("number")?.map(|number| DocumentNumber::new(&number)),
        list: row.get::<_, Option<String>>("list")?.map(|_| row.list("list")).transpose()?,
        country: row.get("country")?,
        name: row.get("name")?,
        quote: row.get("quote")?,
        place: row.json("place")?,
        message: row.get("message")?,
        surplus: row.get("surplus")?,
        explained_by: row.get("explained_by")?,
    })
}
