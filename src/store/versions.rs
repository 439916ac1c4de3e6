//! Versions of the lists: what each changed, and the state at any of them.
//!
//! A version stores what it opened and closed; the state at a version follows from its ancestors. So versions
//! that a re-derivation replaced still read as they did when they were reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rusqlite::{Row, params};
use serde::Serialize;

pub use super::id::VersionNumber;
use super::id::{CaptureId, DocumentId, RunId};
use super::{Reader, StoreError, StoreResult, Writer};
use earwatch_law::entry::{Entry, EntryId, cell};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::list::state::{ListState, State};

/// A version as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Number.
    pub number: VersionNumber,
    /// The version before it.
    pub parent: Option<VersionNumber>,
    /// The document that made it; `None` for a baseline.
    pub document: Option<DocumentNumber>,
    /// `baseline`, `legal`, `source-correction`, `parser-upgrade`.
    pub cause: String,
    /// The day from which it is in force; for a baseline, its as-of date.
    pub effective: NaiveDate,
    /// The day of publication; for a baseline, its as-of date.
    pub published: NaiveDate,
    /// SHA-256 over the verbatim content.
    pub content_hash: String,
    /// Entries per list.
    pub entries: BTreeMap<ListId, usize>,
    /// The run that made it.
    pub run: RunId,
    /// The run that replaced it, if one did.
    pub superseded_by: Option<RunId>,
    /// Where a baseline came from.
    #[serde(skip)]
    pub baseline: Option<CaptureId>,
    /// For a baseline that shows what was in force on its day: the day of publication up to which documents had been
    /// worked into it. `None` for one that contains every document published up to its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete_through: Option<NaiveDate>,
}

/// A version to be recorded.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// The version and state before it.
    pub parent: Option<(VersionNumber, &'a State)>,
    /// The document that made it.
    pub document: Option<DocumentId>,
    /// Why.
    pub cause: &'static str,
    /// The day from which it is in force.
    pub effective: NaiveDate,
    /// The day of publication.
    pub published: NaiveDate,
    /// The capture of a baseline.
    pub baseline: Option<CaptureId>,
    /// As in [`Version`].
    pub complete_through: Option<NaiveDate>,
    /// The state.
    pub state: &'a State,
}

/// The list of a stored name.
pub(super) fn list_id(name: &str) -> StoreResult<ListId> {
    ListId::ALL
        .into_iter()
        .find(|list| list.name() == name)
        .ok_or_else(|| StoreError::Value { what: "list", value: name.to_owned() })
}

impl Version {
    /// Whether it is a baseline. The end of a stay that a baseline knows has no document either, but a parent.
    pub fn is_baseline(&self) -> bool {
        self.parent.is_none()
    }

    /// Whether a baseline contains what a document published on one day orders for another.
    pub fn contains(&self, published: NaiveDate, effective: NaiveDate) -> bool {
        match self.complete_through {
            None => published <= self.published,
            Some(through) => published <= through && effective <= self.effective,
        }
    }

    /// The first day of publication of which a baseline may lack something. A rule takes effect half a year after its
    /// publication at the latest (90 FR 4544: 120 days), so that what is in force on a day lacks rules of that time.
    pub fn lacks_from(&self) -> NaiveDate {
        const LONGEST_DELAY: Days = Days::new(183);
        let from = match self.complete_through {
            None => self.published.succ_opt(),
            Some(_) => self.effective.checked_sub_days(LONGEST_DELAY),
        };
        from.unwrap_or(self.published)
    }
}

impl Writer<'_> {
    /// Records a version: its frame, the entries it opened, and the entry versions it closed. What it replaces must be
    /// superseded already.
    pub fn put_version(&self, run: RunId, new: &NewVersion<'_>) -> StoreResult<VersionNumber> {
        self.transaction.execute(
            "INSERT INTO versions (parent, document, cause, effective, published, content_hash, baseline_capture, run,
                 complete_through)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                new.parent.map(|(number, _)| number.0),
                new.document.map(|document| document.0),
                new.cause,
                new.effective,
                new.published,
                new.state.content_hash(),
                new.baseline.map(|capture| capture.0),
                run.0,
                new.complete_through,
            ],
        )?;
        let number = VersionNumber(self.transaction.last_insert_rowid());
        let nothing = ListState::default();
        for (list, state) in &new.state.lists {
            self.put_frame(number, *list, state)?;
            let before = new.parent.and_then(|(_, parent)| parent.lists.get(list)).unwrap_or(&nothing);
            for (id, entry) in &before.entries {
                if !state.entries.get(id).is_some_and(|now| Arc::ptr_eq(now, entry) || now == entry) {
                    self.close(*id, number)?;
                }
            }
            for (id, entry) in &state.entries {
                if !before.entries.get(id).is_some_and(|then| Arc::ptr_eq(then, entry) || then == entry) {
                    self.open(entry, number)?;
                }
            }
        }
        Ok(number)
    }

    fn put_frame(&self, number: VersionNumber, list: ListId, state: &ListState) -> StoreResult<()> {
        let body = serde_json::to_string(&*state.frame)?;
        self.transaction.execute("INSERT OR IGNORE INTO frames (body) VALUES (?1)", [&body])?;
        self.transaction.execute(
            "INSERT INTO version_lists (version, list, entries, frame)
             SELECT ?1, ?2, ?3, id FROM frames WHERE body = ?4",
            params![number.0, list.name(), i64::try_from(state.entries.len()).unwrap_or(i64::MAX), body],
        )?;
        Ok(())
    }

    fn open(&self, entry: &Entry, number: VersionNumber) -> StoreResult<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO entry_versions (entry, list, country, name, entity_text, license_requirement,
                 license_review_policy, citation_text, designations, opened_in)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        let Cells { entity, license_requirement, license_review_policy, citation } = &entry.cells;
        statement.execute(params![
            entry.id.0,
            entry.list.name(),
            entry.country,
            entry.name(),
            entity,
            license_requirement,
            license_review_policy,
            citation,
            serde_json::to_string(&entry.designations)?,
            number.0,
        ])?;
        Ok(())
    }

    /// Reads the names of all entry versions anew from their cells, for tools that ask the database: another version of
    /// the program may find another border between name and address.
    pub fn read_names_anew(&self) -> StoreResult<()> {
        let mut statement = self.transaction.prepare("SELECT id, name, entity_text FROM entry_versions")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name = cell::parse(&row.get::<_, String>(2)?).name;
            if name != row.get::<_, String>(1)? {
                let id: i64 = row.get(0)?;
                self.transaction.execute("UPDATE entry_versions SET name = ?1 WHERE id = ?2", params![name, id])?;
            }
        }
        Ok(())
    }

    /// Closes the version of an entry that is open on the present chain.
    fn close(&self, entry: EntryId, number: VersionNumber) -> StoreResult<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO closings (entry_version, version)
             SELECT ev.id, ?2 FROM entry_versions ev JOIN versions v ON v.number = ev.opened_in
             WHERE ev.entry = ?1 AND v.superseded_by IS NULL AND v.number < ?2 ORDER BY ev.id DESC LIMIT 1",
        )?;
        statement.execute(params![entry.0, number.0])?;
        Ok(())
    }

    /// Marks versions after `keep` on the present chain as superseded by a run. `None` supersedes all.
    pub fn supersede_after(&self, keep: Option<VersionNumber>, run: RunId) -> StoreResult<()> {
        self.transaction.execute(
            "UPDATE versions SET superseded_by = ?2 WHERE superseded_by IS NULL AND (?1 IS NULL OR number > ?1)",
            params![keep.map(|keep| keep.0), run.0],
        )?;
        Ok(())
    }
}

const VERSION: &str = "SELECT v.number, v.parent, d.number, v.cause, v.effective, v.published, v.content_hash, v.run,
    v.superseded_by, v.baseline_capture, v.complete_through FROM versions v LEFT JOIN documents d ON d.id = v.document";

impl Reader<'_> {
    /// The present chain of versions, baseline first.
    pub fn chain(&self) -> StoreResult<Vec<Version>> {
        self.versions_where("v.superseded_by IS NULL", None)
    }

    /// Versions that a run made, also such as were replaced since.
    pub fn versions_of_run(&self, run: RunId) -> StoreResult<Vec<Version>> {
        self.versions_where("v.run = ?1", Some(run.0))
    }

    /// Versions that a run replaced.
    pub fn versions_replaced_by(&self, run: RunId) -> StoreResult<Vec<Version>> {
        self.versions_where("v.superseded_by = ?1", Some(run.0))
    }

    /// One version, replaced or not.
    pub fn version(&self, number: VersionNumber) -> StoreResult<Option<Version>> {
        Ok(self.versions_where("v.number = ?1", Some(number.0))?.pop())
    }

    fn versions_where(self, filter: &str, value: Option<i64>) -> StoreResult<Vec<Version>> {
        let mut statement = self.connection.prepare(&format!("{VERSION} WHERE {filter} ORDER BY v.number"))?;
        let mut rows = match value {
            Some(value) => statement.query([value])?,
            None => statement.query([])?,
        };
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            versions.push(version(row)?);
        }
        let mut counts = self.connection.prepare("SELECT list, entries FROM version_lists WHERE version = ?1")?;
        for version in &mut versions {
            let mut rows = counts.query([version.number.0])?;
            while let Some(row) = rows.next()? {
                version.entries.insert(list_id(&row.get::<_, String>(0)?)?, row.get::<_, u32>(1)? as usize);
            }
        }
        Ok(versions)
    }
}

fn version(row: &Row<'_>) -> StoreResult<Version> {
    Ok(Version {
        number: VersionNumber(row.get(0)?),
        parent: row.get::<_, Option<i64>>(1)?.map(VersionNumber),
        document: row.get::<_, Option<String>>(2)?.map(|number| DocumentNumber::new(&number)),
        cause: row.get(3)?,
        effective: row.get(4)?,
        published: row.get(5)?,
        content_hash: row.get(6)?,
        entries: BTreeMap::new(),
        run: RunId(row.get(7)?),
        superseded_by: row.get::<_, Option<i64>>(8)?.map(RunId),
        baseline: row.get::<_, Option<i64>>(9)?.map(CaptureId),
        complete_through: row.get(10)?,
    })
}
