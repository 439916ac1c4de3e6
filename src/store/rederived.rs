//! What was derived anew beside what was derived before: the rows that differ.

use rusqlite::params;

use super::documents::instruction_columns;
use super::id::{ApplicationId, DocumentId, VersionNumber};
use super::{Reader, StoreResult};
use earwatch_law::digest::sha256_hex;
use earwatch_law::instruction::Instruction;

impl Reader<'_> {
    /// What is wrong with the captures: bytes that are not those that were received, and captures that are missing.
    /// Damage of the file ends with the capture that it is in.
    pub fn damaged_captures(&self) -> StoreResult<(usize, Vec<String>)> {
        let ids: Vec<i64> = self.column("SELECT id FROM captures ORDER BY id", [])?;
        let mut problems = Vec::new();
        for id in &ids {
            let read =
                self.connection.query_row("SELECT url, sha256, bytes FROM captures WHERE id = ?1", [id], |row| {
                    let bytes: Vec<u8> = row.get(2)?;
                    Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, sha256_hex(&bytes)))
                });
            match read {
                Ok((_, recorded, found)) if recorded == found => {}
                Ok((url, recorded, found)) => {
                    problems.push(format!("capture {id} ({url}) has the SHA-256 {found}, and {recorded} was received"));
                }
                Err(error) => problems.push(format!("capture {id} cannot be read: {error}")),
            }
        }
        let missing: Vec<String> = self.all(
            "SELECT 'capture ' || c.capture || ' is missing: ' || c.what FROM (
                 SELECT text_capture AS capture, 'the text of document ' || number AS what FROM documents
                 UNION ALL SELECT record_capture, 'the record of document ' || number FROM documents
                 UNION ALL SELECT baseline_capture, 'the list of version ' || number FROM versions
                 UNION ALL SELECT text_capture, 'the text of document ' || number FROM acting_texts
                 UNION ALL SELECT record_capture, 'the record of document ' || number FROM acting_texts) c
             WHERE c.capture IS NOT NULL AND c.capture NOT IN (SELECT id FROM captures) ORDER BY c.capture, c.what",
            [],
            |row| Ok(row.get(0)?),
        )?;
        problems.extend(missing);
        Ok((ids.len(), problems))
    }

    /// Entries, lists and ids that one version has otherwise than another, each in words.
    pub fn version_differences(&self, one: VersionNumber, other: VersionNumber) -> StoreResult<Vec<String>> {
        const PARTS: [&str; 4] = [
            "SELECT 'the entry “' || name || '” (' || country || ')' AS what, entry, list, country, name, entity_text,
                     license_requirement, license_review_policy, citation_text, designations, parsed
                 FROM entry_versions WHERE opened_in = ",
            "SELECT 'the end of the entry “' || e.name || '” (' || e.country || ')' AS what, e.entry
                 FROM closings c JOIN entry_versions e ON e.id = c.entry_version WHERE c.version = ",
            "SELECT 'the texts around the entries of the ' || list AS what, list, entries, frame
                 FROM version_lists WHERE version = ",
            "SELECT 'the public id ' || p.public_id AS what, p.entry, p.public_id
                 FROM public_ids p JOIN versions v ON v.number = p.version AND v.run = p.run WHERE p.version = ",
        ];
        let mut differing: Vec<String> = Vec::new();
        for part in PARTS {
            let sql = format!(
                "SELECT what FROM (SELECT * FROM ({part} ?1) EXCEPT SELECT * FROM ({part} ?2))
                 UNION SELECT what FROM (SELECT * FROM ({part} ?2) EXCEPT SELECT * FROM ({part} ?1))"
            );
            differing.extend(self.column::<String>(&sql, [one, other])?);
        }
        Ok(differing)
    }

    /// Whether outcomes or findings of two applications of one document differ. Where in the file they stand does not
    /// count: the same document may have come once more in another file.
    pub fn outcomes_differ(&self, one: ApplicationId, other: ApplicationId) -> StoreResult<bool> {
        let amendments = "SELECT ordinal, instruction, list, kind, country, name, body, quote, entry, outcome
             FROM amendments WHERE application = ";
        let findings = "SELECT code, severity, list, country, name, quote, message FROM findings
             WHERE application = ";
        for part in [amendments, findings] {
            let differs: bool = self.value(
                &format!(
                    "SELECT EXISTS (SELECT * FROM ({part} ?1 EXCEPT {part} ?2))
                         OR EXISTS (SELECT * FROM ({part} ?2 EXCEPT {part} ?1))"
                ),
                params![one, other],
            )?;
            if differs {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the instructions of a document on record are these, wherever in the file they stand.
    pub fn has_instructions(&self, id: DocumentId, instructions: &[Instruction]) -> StoreResult<bool> {
        let stored: Vec<[Option<String>; 7]> = self.all(
            "SELECT list, country, certainty, effective, kind, body, quote FROM instructions
             WHERE document = ?1 ORDER BY ordinal",
            [id],
            |row| {
                let mut columns: [Option<String>; 7] = Default::default();
                for (at, column) in columns.iter_mut().enumerate() {
                    *column = row.get(at)?;
                }
                Ok(columns)
            },
        )?;
        let read = |instruction| {
            let [list, country, certainty, effective, kind, body, quote, _] = instruction_columns(instruction)?;
            Ok([list, country, certainty, effective, kind, body, quote])
        };
        Ok(stored == instructions.iter().map(read).collect::<StoreResult<Vec<_>>>()?)
    }

    /// The first entry that a version opened.
    pub fn first_entry(&self, version: VersionNumber) -> StoreResult<Option<u32>> {
        self.value("SELECT min(entry) FROM entry_versions WHERE opened_in = ?1", [version])
    }
}
