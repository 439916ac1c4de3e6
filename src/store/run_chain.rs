//! The hash chain of runs: each link holds the hash of the one before it, and digests of all that its run recorded.
//!
//! A link covers the rows that were added since the link before it, also those that no run wrote: captures of a run that
//! died, acknowledgements. The first link of a database that had runs before covers what they left.

use rusqlite::types::ValueRef;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::id::RunId;
use super::{Reader, StoreResult, Writer};
use earwatch_law::digest::{hex, sha256_hex};

/// The columns that never change of tables to which rows are only added; the first is the number by which they grow.
const COVERED: [(&str, &str); 11] = [
    ("captures", "id, url, retrieved, media_type, etag, last_modified, sha256"),
    ("documents", "id, number, published, volume, dates, stated, orders_hash, run, overlay"),
    ("instructions", "id, document, ordinal, list, country, certainty, effective, kind, body, quote, place"),
    (
        "versions",
        "number, parent, document, cause, effective, published, content_hash, baseline_capture, run, complete_through",
    ),
    ("applications", "id, document, effective, published, volume, page, number, version, run"),
    (
        "amendments",
        "id, application, ordinal, instruction, list, kind, country, name, body, quote, place, entry, outcome",
    ),
    (
        "findings",
        "id, run, document, application, number, code, severity, list, country, name, quote, place, message, surplus",
    ),
    ("overlays", "id, number, sha256, body"),
    ("acknowledgements", "id, number, code, list, country, name, quote, message, reviewer, reason, recorded"),
    ("verifications", "id, run, printing, list, day, version, sha256, equal, total, differing"),
    ("inspections", "run, url, retrieved, documents"),
];

/// Tables whose rows a later run marks as superseded.
const SUPERSEDED: [(&str, &str); 4] =
    [("documents", "id"), ("versions", "number"), ("applications", "id"), ("findings", "id")];

/// The record of one run, as it is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// `earwatch/run-link/1`.
    pub schema: String,
    /// The run.
    pub run: i64,
    /// Hash of the link before it; `None` for the first one.
    pub previous: Option<String>,
    /// What is on record of the run.
    pub facts: RunFacts,
    /// Versions that it made, with their content hashes.
    pub versions: Vec<(i64, String)>,
    /// Rows that were added since the link before, by table.
    pub rows: Vec<Covered>,
    /// Rows that the run marked as superseded.
    pub superseded: RowsDigest,
    /// SHA-256 of the manifest of the bundle that the run made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub manifest: Option<String>,
}

impl Link {
    /// The last row of a table that is covered by this link or one before it.
    pub(super) fn last(&self, table: &str) -> Option<i64> {
        self.rows.iter().find(|covered| covered.table == table).map(|covered| covered.last)
    }
}

/// What the row of a run says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFacts {
    command: String,
    as_of: String,
    started: String,
    finished: Option<String>,
    exit_code: Option<i64>,
    message: Option<String>,
    program: Option<String>,
    checked: Option<String>,
}

/// Rows of a table, with numbers above `after` and up to `last`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    table: String,
    after: i64,
    last: i64,
    #[serde(flatten)]
    digest: RowsDigest,
}

/// How many rows, and SHA-256 over them: of each row a JSON array of its columns and a line end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsDigest {
    rows: usize,
    sha256: String,
}

/// What the chain is found to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChainState {
    /// How many links there are.
    pub links: usize,
    /// The run of the first link, and the runs before it.
    pub begins: Option<(i64, usize)>,
    /// Hash of the last link.
    pub last: Option<String>,
    /// A run that is there in part.
    pub partial: Option<i64>,
    /// What does not fit, each in words.
    pub problems: Vec<String>,
}

/// Columns of a row as a JSON array.
fn line(row: &Row<'_>, columns: usize) -> StoreResult<String> {
    let mut values = Vec::with_capacity(columns);
    for at in 0..columns {
        values.push(match row.get_ref(at)? {
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
        });
    }
    Ok(serde_json::to_string(&values)? + "\n")
}

impl Writer<'_> {
    /// Puts a finished run under the chain; `manifest` is that of a bundle that it made.
    pub fn put_link(&self, run: RunId, manifest: Option<&str>) -> StoreResult<()> {
        let link = self.reader().link_of(run, manifest)?;
        let record = serde_json::to_string(&link)?;
        let sql = "INSERT INTO run_chain (run, record, sha256) VALUES (?1, ?2, ?3)";
        self.execute(sql, params![run, record, sha256_hex(record.as_bytes())])
    }
}

impl Reader<'_> {
    fn link_of(self, run: RunId, manifest: Option<&str>) -> StoreResult<Link> {
        let before = self.links()?.pop();
        let previous: Option<Link> = before.as_ref().map(|(_, record, _)| serde_json::from_str(record)).transpose()?;
        let mut rows = Vec::new();
        for (table, columns) in COVERED {
            let after = previous.as_ref().and_then(|link| link.last(table)).unwrap_or_default();
            let key = columns.split(',').next().unwrap_or_default();
            let last: i64 = self.value(&format!("SELECT coalesce(max({key}), ?1) FROM {table}"), [after])?;
            rows.push(Covered {
                table: table.to_owned(),
                after,
                last,
                digest: self.added(table, columns, after, last)?,
            });
        }
        Ok(Link {
            schema: "earwatch/run-link/1".to_owned(),
            run: run.0,
            previous: before.map(|(.., sha256)| sha256),
            facts: self.run_facts(run.0)?,
            versions: self.all(
                "SELECT number, content_hash FROM versions WHERE run = ?1 ORDER BY number",
                [run],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            rows,
            superseded: self.superseded_by(run.0)?,
            manifest: manifest.map(str::to_owned),
        })
    }

    fn run_facts(self, run: i64) -> StoreResult<RunFacts> {
        let sql =
            "SELECT command, as_of, started, finished, exit_code, message, program, checked FROM runs WHERE id = ?1";
        Ok(self.connection.query_row(sql, [run], |row| {
            Ok(RunFacts {
                command: row.get(0)?,
                as_of: row.get(1)?,
                started: row.get(2)?,
                finished: row.get(3)?,
                exit_code: row.get(4)?,
                message: row.get(5)?,
                program: row.get(6)?,
                checked: row.get(7)?,
            })
        })?)
    }

    fn added(self, table: &str, columns: &str, after: i64, last: i64) -> StoreResult<RowsDigest> {
        let key = columns.split(',').next().unwrap_or_default();
        let count = columns.split(',').count();
        self.digest(
            &format!("SELECT {columns} FROM {table} WHERE {key} > ?1 AND {key} <= ?2 ORDER BY {key}"),
            params![after, last],
            count,
        )
    }

    fn superseded_by(self, run: i64) -> StoreResult<RowsDigest> {
        let parts = SUPERSEDED.iter().map(|(table, key)| {
            format!("SELECT '{table}' AS of, {key} AS number FROM {table} WHERE superseded_by = ?1")
        });
        let sql = parts.collect::<Vec<_>>().join(" UNION ALL ");
        self.digest(&format!("{sql} ORDER BY 1, 2"), [run], 2)
    }

    fn digest(self, sql: &str, values: impl rusqlite::Params, columns: usize) -> StoreResult<RowsDigest> {
        let mut digest = Sha256::new();
        let mut rows = 0;
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = statement.query(values)?;
        while let Some(row) = found.next()? {
            digest.update(line(row, columns)?);
            rows += 1;
        }
        Ok(RowsDigest { rows, sha256: hex(&digest.finalize()) })
    }

    /// The links: run, record and hash of each, in order.
    pub fn links(&self) -> StoreResult<Vec<(i64, String, String)>> {
        self.all("SELECT run, record, sha256 FROM run_chain ORDER BY run", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }

    /// The hash of the last link, and the bundle that its run made.
    pub fn last_link(&self) -> StoreResult<Option<(Link, String)>> {
        let last = self.links()?.pop();
        last.map(|(_, record, sha256)| Ok((serde_json::from_str(&record)?, sha256))).transpose()
    }

    /// Holds the chain against what is on record. Where that `is_cut`, the last run is there in part and has no link.
    pub fn check_chain(&self, is_cut: bool) -> StoreResult<ChainState> {
        let runs: Vec<i64> = self.column("SELECT id FROM runs ORDER BY id", [])?;
        let links = self.links()?;
        let mut state = ChainState { links: links.len(), ..ChainState::default() };
        let linked = |run: i64| links.iter().any(|(linked, ..)| *linked == run);
        state.partial = runs.last().copied().filter(|last| is_cut && !linked(*last));
        let first = links.first().map(|(run, ..)| *run);
        state.begins = first.map(|first| (first, runs.iter().filter(|run| **run < first).count()));
        let due = runs.iter().filter(|run| first.is_some_and(|first| **run >= first) && state.partial != Some(**run));
        for run in due.filter(|run| !linked(**run)) {
            state.problems.push(format!("run {run} has no link"));
        }
        let mut previous: Option<Link> = None;
        for (run, record, sha256) in links {
            if sha256_hex(record.as_bytes()) != sha256 {
                state.problems.push(format!("the link of run {run} does not have the hash that stands beside it"));
            }
            let link: Link = match serde_json::from_str(&record) {
                Ok(link) => link,
                Err(error) => {
                    state.problems.push(format!("the link of run {run} cannot be read: {error}"));
                    previous = None;
                    state.last = Some(sha256);
                    continue;
                }
            };
            if link.previous != state.last {
                state.problems.push(format!("the link of run {run} does not follow the one before it"));
            }
            self.check_link(run, &link, previous.as_ref(), &runs, &mut state.problems)?;
            state.last = Some(sha256);
            previous = Some(link);
        }
        Ok(state)
    }

    fn check_link(
        self,
        run: i64,
        link: &Link,
        previous: Option<&Link>,
        runs: &[i64],
        problems: &mut Vec<String>,
    ) -> StoreResult<()> {
        if link.run != run {
            problems.push(format!("the link of run {run} is that of run {}", link.run));
        }
        if !runs.contains(&run) {
            problems.push(format!("run {run} is in the chain and not on record"));
        } else if self.run_facts(run)? != link.facts {
            problems.push(format!("what is on record of run {run} differs from its link"));
        }
        let versions: Vec<(i64, String)> =
            self.all("SELECT number, content_hash FROM versions WHERE run = ?1 ORDER BY number", [run], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        if versions != link.versions {
            problems.push(format!("the versions of run {run} differ from its link"));
        }
        for (table, columns) in COVERED {
            let Some(covered) = link.rows.iter().find(|covered| covered.table == table) else {
                problems.push(format!("the link of run {run} says nothing of {table}"));
                continue;
            };
            if previous.and_then(|link| link.last(table)).unwrap_or_default() != covered.after {
                problems.push(format!("the link of run {run} leaves out rows of {table}"));
            }
            let found = self.added(table, columns, covered.after, covered.last)?;
            if found != covered.digest {
                let rows = covered.digest.rows;
                problems.push(format!(
                    "{table} recorded by run {run} differ from its link (rows {} to {}; {rows} then, {} now)",
                    covered.after + 1,
                    covered.last,
                    found.rows
                ));
            }
        }
        if self.superseded_by(run)? != link.superseded {
            problems.push(format!("what run {run} superseded differs from its link"));
        }
        Ok(())
    }
}
