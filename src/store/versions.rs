//! Versions of the lists: what each changed, and the state at any of them.
//!
//! A version stores what it opened and closed; the state at a version follows from its ancestors. So versions
//! that a re-derivation replaced still read as they did when they were reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rusqlite::{Params, Row, params};
use serde::Serialize;

use super::columns::Columns as _;
pub use super::id::VersionNumber;
use super::id::{CaptureId, DocumentId, RunId};
use super::{Reader, StoreResult, Writer};
use earwatch_law::entry::cell::{self, Alias, EntityView, Subordinate};
use earwatch_law::entry::{Entry, EntryId};
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

/// What is read from an entity cell besides the name, as it is stored for other tools.
#[derive(Serialize)]
struct Parsed<'a> {
    aliases: &'a [Alias],
    addresses: &'a [String],
    subordinates: &'a [Subordinate],
    cross_references: &'a [String],
}

impl Parsed<'_> {
    fn of(view: &EntityView) -> StoreResult<String> {
        let EntityView { aliases, addresses, subordinates, cross_references, .. } = view;
        Ok(serde_json::to_string(&Parsed { aliases, addresses, subordinates, cross_references })?)
    }
}

impl Writer<'_> {
    /// Records a version: its frame, the entries it opened, and the entry versions it closed. What it replaces must be
    /// superseded already.
    pub fn put_version(&self, run: RunId, new: &NewVersion<'_>) -> StoreResult<VersionNumber> {
        let number: VersionNumber = self.insert(
            "INSERT INTO versions (parent, document, cause, effective, published, content_hash, baseline_capture, run,
                 complete_through)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                new.parent.map(|(number, _)| number),
                new.document,
                new.cause,
                new.effective,
                new.published,
                new.state.content_hash(),
                new.baseline,
                run,
                new.complete_through,
            ],
        )?;
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
            self.put_ids(run, number, &before.entries, &state.entries)?;
        }
        Ok(number)
    }

    fn put_frame(&self, number: VersionNumber, list: ListId, state: &ListState) -> StoreResult<()> {
        let body = serde_json::to_string(&*state.frame)?;
        self.execute("INSERT OR IGNORE INTO frames (body) VALUES (?1)", [&body])?;
        self.execute(
            "INSERT INTO version_lists (version, list, entries, frame)
             SELECT ?1, ?2, ?3, id FROM frames WHERE body = ?4",
            params![number, list.name(), i64::try_from(state.entries.len()).unwrap_or(i64::MAX), body],
        )
    }

    fn open(&self, entry: &Entry, number: VersionNumber) -> StoreResult<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO entry_versions (entry, list, country, name, entity_text, license_requirement,
                 license_review_policy, citation_text, designations, opened_in, parsed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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
            number,
            Parsed::of(&entry.view)?,
        ])?;
        Ok(())
    }

    /// Reads the cells of all entry versions anew, for tools that ask the database: another version of the program may
    /// find another border between name and address.
    pub fn read_names_anew(&self) -> StoreResult<()> {
        let sql = "SELECT id, name, entity_text, parsed FROM entry_versions";
        let otherwise: Vec<_> = self.reader().all(sql, [], |row| {
            let view = cell::parse(&row.text(2)?);
            let parsed = Parsed::of(&view)?;
            let stands = view.name == row.text(1)? && row.get::<_, Option<String>>(3)?.as_ref() == Some(&parsed);
            Ok((!stands).then_some((view.name, parsed, row.get::<_, i64>(0)?)))
        })?;
        for read in otherwise.into_iter().flatten() {
            self.execute("UPDATE entry_versions SET name = ?1, parsed = ?2 WHERE id = ?3", read)?;
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
        statement.execute(params![entry.0, number])?;
        Ok(())
    }

    /// Marks versions after `keep` on the present chain as superseded by a run. `None` supersedes all.
    pub fn supersede_after(&self, keep: Option<VersionNumber>, run: RunId) -> StoreResult<()> {
        self.execute(
            "UPDATE versions SET superseded_by = ?2 WHERE superseded_by IS NULL AND (?1 IS NULL OR number > ?1)",
            params![keep, run],
        )
    }
}

const VERSION: &str =
    "SELECT v.number, v.parent, d.number AS document, v.cause, v.effective, v.published, v.content_hash, v.run,
    v.superseded_by, v.baseline_capture, v.complete_through FROM versions v LEFT JOIN documents d ON d.id = v.document";

impl Reader<'_> {
    /// The present chain of versions, baseline first.
    pub fn chain(&self) -> StoreResult<Vec<Version>> {
        self.versions_where("v.superseded_by IS NULL", [])
    }

    /// All versions that ever were, those replaced since among them.
    pub fn all_versions(&self) -> StoreResult<Vec<Version>> {
        self.versions_where("1", [])
    }

    /// Versions that a run made, also such as were replaced since.
    pub fn versions_of_run(&self, run: RunId) -> StoreResult<Vec<Version>> {
        self.versions_where("v.run = ?1", [run])
    }

    /// Versions that a run replaced.
    pub fn versions_replaced_by(&self, run: RunId) -> StoreResult<Vec<Version>> {
        self.versions_where("v.superseded_by = ?1", [run])
    }

    /// Versions that a document made on a day of effect, those replaced since among them, in order.
    pub fn versions_of(&self, document: &DocumentNumber, effective: NaiveDate) -> StoreResult<Vec<Version>> {
        self.versions_where("d.number = ?1 AND v.effective = ?2", params![document.as_str(), effective])
    }

    /// One version, replaced or not.
    pub fn version(&self, number: VersionNumber) -> StoreResult<Option<Version>> {
        Ok(self.versions_where("v.number = ?1", [number])?.pop())
    }

    fn versions_where(self, filter: &str, values: impl Params) -> StoreResult<Vec<Version>> {
        let sql = format!("{VERSION} WHERE {filter} ORDER BY v.number");
        let mut versions: Vec<_> = self.all(&sql, values, version)?;
        for version in &mut versions {
            let counts = "SELECT list, entries FROM version_lists WHERE version = ?1";
            version.entries =
                self.all(counts, [version.number], |row| Ok((row.list(0)?, row.get::<_, u32>(1)? as usize)))?;
        }
        Ok(versions)
    }
}

fn version(row: &Row<'_>) -> StoreResult<Version> {
    Ok(Version {
        number: row.get("number")?,
        parent: row.get("parent")?,
        document: row.get::<_, Option<String>>("document")?.map(|number| DocumentNumber::new(&number)),
        cause: row.get("cause")?,
        effective: row.get("effective")?,
        published: row.get("published")?,
        content_hash: row.get("content_hash")?,
        entries: BTreeMap::new(),
        run: row.get("run")?,
        superseded_by: row.get("superseded_by")?,
        baseline: row.get("baseline_capture")?,
        complete_through: row.get("complete_through")?,
    })
}
