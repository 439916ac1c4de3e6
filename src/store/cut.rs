//! A copy of the database cut back to what was on record after a run, or to what led to one version.

use super::id::{CaptureId, RunId, VersionNumber};
use super::run_chain::Link;
use super::{Store, StoreResult, Writer};

/// What is of no use but to the next poll, and what was sent.
const NO_PROOF: [&str; 10] = [
    "fetches", "listings", "sources", "contents", "windows_walked", "ecfr_asked", "deliveries_due", "deliveries",
    "channels", "drifts",
];

/// Rows that name the run that wrote them.
const OF_RUNS: [&str; 12] = [
    "documents", "versions", "applications", "findings", "texts_read", "texts_awaited", "provisional_documents",
    "inspections", "section_days", "came_into_force", "public_ids", "verifications",
];

const SUPERSEDED: [&str; 6] = ["documents", "versions", "applications", "findings", "texts_read", "texts_awaited"];

/// What hangs on rows that are gone.
const ORPHANS: &str = "
DELETE FROM instructions WHERE document NOT IN (SELECT id FROM documents);
DELETE FROM documents_before WHERE document NOT IN (SELECT id FROM documents);
DELETE FROM applications WHERE document NOT IN (SELECT id FROM documents);
DELETE FROM amendments WHERE application NOT IN (SELECT id FROM applications);
DELETE FROM findings WHERE document IS NOT NULL AND document NOT IN (SELECT id FROM documents)
    OR application IS NOT NULL AND application NOT IN (SELECT id FROM applications);
DELETE FROM doubts WHERE finding NOT IN (SELECT id FROM findings) OR document NOT IN (SELECT id FROM documents);
DELETE FROM public_ids WHERE version NOT IN (SELECT number FROM versions);
DELETE FROM came_into_force WHERE version NOT IN (SELECT number FROM versions);
DELETE FROM verifications WHERE version NOT IN (SELECT number FROM versions);
DELETE FROM entry_versions WHERE opened_in NOT IN (SELECT number FROM versions);
DELETE FROM closings WHERE version NOT IN (SELECT number FROM versions)
    OR entry_version NOT IN (SELECT id FROM entry_versions);
DELETE FROM version_lists WHERE version NOT IN (SELECT number FROM versions);
DELETE FROM frames WHERE id NOT IN (SELECT frame FROM version_lists);
DELETE FROM overlays WHERE id NOT IN (SELECT overlay FROM documents WHERE overlay IS NOT NULL);
DELETE FROM acting_texts WHERE text_capture NOT IN (SELECT id FROM captures);
";

/// Captures that something on record refers to.
const IN_USE: &str = "
SELECT text_capture FROM documents UNION SELECT record_capture FROM documents
UNION SELECT text_capture FROM documents_before UNION SELECT record_capture FROM documents_before
UNION SELECT text_capture FROM acting_texts UNION SELECT record_capture FROM acting_texts
UNION SELECT baseline_capture FROM versions
UNION SELECT list_capture FROM provisional_documents UNION SELECT text_capture FROM provisional_documents
";

impl Store {
    /// Leaves out of a copy that is thrown away what proves nothing.
    pub fn keep_proof(&mut self) -> StoreResult<()> {
        self.write(|writer| {
            let empty = NO_PROOF.map(|table| format!("DELETE FROM {table};"));
            // A copy tells nothing of how it was cut.
            writer.batch(&format!("DROP TRIGGER documents_written_over; {}", empty.concat()))
        })
    }

    /// Leaves the runs behind one out of a copy that is thrown away: runs that recorded nothing but themselves.
    pub fn forget_runs_after(&mut self, RunId(run): RunId) -> StoreResult<()> {
        self.write(|writer| {
            writer.batch(&format!("DELETE FROM runs WHERE id > {run}; DELETE FROM run_chain WHERE run > {run};"))
        })
    }

    /// Cuts a copy that is thrown away back to what was on record after a run.
    pub fn cut_after_run(&mut self, run: RunId) -> StoreResult<()> {
        self.write(|writer| writer.cut_after_run(run))
    }

    /// Cuts a copy that ends with the run that made a version back to what led to the version.
    pub fn cut_after_version(&mut self, version: VersionNumber, run: RunId) -> StoreResult<()> {
        self.write(|writer| writer.cut_after_version(version, run))
    }
}

impl Writer<'_> {
    fn batch(&self, sql: &str) -> StoreResult<()> {
        Ok(self.transaction.execute_batch(sql)?)
    }

    fn link(&self, run: RunId, comparison: &str) -> StoreResult<Option<Link>> {
        let sql = format!("SELECT record FROM run_chain WHERE run {comparison} ?1 ORDER BY run DESC");
        self.reader().first(&sql, [run], |row| Ok(serde_json::from_str(&row.get::<_, String>(0)?)?))
    }

    /// The last capture that was stored by the end of a run.
    fn captures_through(&self, run: RunId) -> StoreResult<CaptureId> {
        match self.link(run, "=")?.and_then(|link| link.last("captures")) {
            Some(last) => Ok(last.into()),
            None => self.reader().value(
                "SELECT coalesce(max(id), 0) FROM captures
                 WHERE retrieved < (SELECT coalesce(min(started), '9') FROM runs WHERE id > ?1)",
                [run],
            ),
        }
    }

    fn cut_after_run(&self, RunId(run): RunId) -> StoreResult<()> {
        let CaptureId(captures) = self.captures_through(RunId(run))?;
        let acknowledged =
            self.link(RunId(run), "=")?.and_then(|link| link.last("acknowledgements")).unwrap_or_default();
        let written = "title, action, start_page, end_page, url, record_capture, text_capture, status, acts, standing";
        self.batch(&format!(
            "DELETE FROM acknowledgements WHERE id > {acknowledged}
                 AND recorded > (SELECT coalesce(finished, started) FROM runs WHERE id = {run});
             UPDATE acknowledgements SET withdrawn = NULL
                 WHERE withdrawn > (SELECT coalesce(finished, started) FROM runs WHERE id = {run});
             DELETE FROM runs WHERE id > {run};
             DELETE FROM run_chain WHERE run > {run};
             UPDATE documents SET ({written}) = (
                     SELECT {written} FROM documents_before b WHERE b.document = documents.id AND b.run > {run}
                     ORDER BY b.id LIMIT 1)
                 WHERE id IN (SELECT document FROM documents_before WHERE run > {run});
             DELETE FROM documents_before WHERE run > {run};
             DELETE FROM captures WHERE id > {captures};"
        ))?;
        for table in OF_RUNS {
            self.batch(&format!("DELETE FROM {table} WHERE run > {run};"))?;
        }
        for table in SUPERSEDED {
            self.batch(&format!("UPDATE {table} SET superseded_by = NULL WHERE superseded_by > {run};"))?;
        }
        self.batch(&format!(
            "UPDATE provisional_documents SET ended_by = NULL, ending = NULL, ending_told = NULL WHERE ended_by > {run};"
        ))?;
        self.batch(ORPHANS)
    }

    fn cut_after_version(&self, VersionNumber(version): VersionNumber, RunId(run): RunId) -> StoreResult<()> {
        let later: i64 = self.reader().value("SELECT count(*) FROM versions WHERE number > ?1", [version])?;
        if later == 0 {
            return Ok(());
        }
        let before = self.link(RunId(run), "<")?.and_then(|link| link.last("captures"));
        let CaptureId(before) = match before {
            Some(last) => last.into(),
            None => self.reader().value(
                "SELECT coalesce(max(id), 0) FROM captures WHERE retrieved < (SELECT started FROM runs WHERE id = ?1)",
                [run],
            )?,
        };
        self.batch(&format!(
            "-- The place of the version among the applications.
             CREATE TEMP TABLE cut AS
                 SELECT coalesce(a.effective, v.effective) AS effective, coalesce(a.published, '') AS published,
                     coalesce(a.volume, 0) AS volume, coalesce(a.page, 0) AS page, coalesce(a.number, '') AS number,
                     v.published AS known
                 FROM versions v LEFT JOIN applications a ON a.version = v.number WHERE v.number = {version};
             DELETE FROM applications WHERE version > {version} OR run = {run} AND superseded_by IS NULL
                 AND version IS NULL AND (effective, published, volume, page, number)
                     > (SELECT effective, published, volume, page, number FROM cut);
             DELETE FROM versions WHERE number > {version};
             DELETE FROM documents WHERE run = {run} AND id NOT IN (SELECT document FROM applications)
                 AND (status = 'applied' OR published > (SELECT known FROM cut))
                 -- What others do to a document that is kept is needed to put its orders on their days.
                 AND NOT (acts -> '$.acts' IS NOT NULL AND EXISTS (
                     SELECT 1 FROM documents kept JOIN applications a ON a.document = kept.id
                     WHERE kept.standing IS NOT NULL));
             DELETE FROM texts_read WHERE run = {run} AND number NOT IN (SELECT number FROM documents);
             DELETE FROM texts_awaited WHERE run = {run};
             DELETE FROM acting_texts WHERE published > (SELECT known FROM cut);
             DELETE FROM section_days WHERE run = {run} AND day > (SELECT effective FROM cut);
             DELETE FROM findings WHERE run = {run} AND document IS NULL
                 AND number IS NOT NULL AND number NOT IN (SELECT number FROM documents);
             DELETE FROM run_chain WHERE run = {run};
             DROP TABLE cut;"
        ))?;
        self.batch(ORPHANS)?;
        self.batch(&format!("DELETE FROM captures WHERE id > {before} AND id NOT IN (SELECT text_capture FROM ({IN_USE}) WHERE text_capture IS NOT NULL);"))
    }
}
