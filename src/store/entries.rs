//! Entries at a version: what stands, and what a version changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Row;

use super::columns::Columns as _;
use super::id::VersionNumber;
use super::{Reader, StoreResult};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_law::list::state::{Frame, ListState, State};

/// The state at a version, and which version set each entry as it reads.
#[derive(Debug, Clone, Default)]
pub struct VersionState {
    /// The lists.
    pub state: State,
    /// For each entry, the version that set its present text.
    pub set_by: BTreeMap<EntryId, VersionNumber>,
}

/// Entries that a version closed, and entries that it opened.
pub type Changes = (Vec<Arc<Entry>>, Vec<Arc<Entry>>);

impl Reader<'_> {
    /// The state at a version.
    pub fn state(&self, version: VersionNumber) -> StoreResult<VersionState> {
        let mut found = VersionState::default();
        for (list, frame) in self.frames(version)? {
            let state = ListState { frame: Arc::new(frame), entries: BTreeMap::new() };
            found.state.lists.insert(list, state);
        }
        let entries: Vec<(Entry, VersionNumber)> = self.all(
            "WITH RECURSIVE lineage (number) AS (
                 SELECT ?1 UNION
                 SELECT v.parent FROM versions v JOIN lineage l ON v.number = l.number WHERE v.parent IS NOT NULL)
             SELECT entry, list, country, entity_text, license_requirement, license_review_policy, citation_text,
                 opened_in
             FROM entry_versions
             WHERE opened_in IN (SELECT number FROM lineage) AND id NOT IN (
                 SELECT entry_version FROM closings WHERE version IN (SELECT number FROM lineage))",
            [version],
            |row| Ok((entry(row)?, row.get(7)?)),
        )?;
        for (entry, opened_in) in entries {
            found.set_by.insert(entry.id, opened_in);
            if let Some(list) = found.state.lists.get_mut(&entry.list) {
                list.entries.insert(entry.id, Arc::new(entry));
            }
        }
        found.state.next_id = self.next_entry_id()?;
        Ok(found)
    }

    /// What the lists print around their entries at a version.
    pub fn frames(&self, version: VersionNumber) -> StoreResult<BTreeMap<ListId, Frame>> {
        self.all(
            "SELECT vl.list, f.body FROM version_lists vl JOIN frames f ON f.id = vl.frame WHERE vl.version = ?1",
            [version],
            |row| Ok((row.list(0)?, row.json(1)?)),
        )
    }

    /// The text that an entry had last.
    pub fn last_text(&self, id: EntryId) -> StoreResult<Option<Entry>> {
        let sql = "SELECT entry, list, country, entity_text, license_requirement, license_review_policy, citation_text
                   FROM entry_versions WHERE entry = ?1 ORDER BY id DESC LIMIT 1";
        self.first(sql, [id.0], entry)
    }

    /// The identity that no entry has borne yet.
    pub fn next_entry_id(&self) -> StoreResult<EntryId> {
        Ok(EntryId(self.value("SELECT coalesce(max(entry), 0) + 1 FROM entry_versions", [])?))
    }

    /// How many entries a version added and removed; one that it changed is neither.
    pub fn added_and_removed(&self, version: VersionNumber) -> StoreResult<(usize, usize)> {
        let mut statement = self.connection.prepare_cached(
            "WITH closed AS (SELECT DISTINCT e.entry FROM closings c JOIN entry_versions e ON e.id = c.entry_version
                 WHERE c.version = ?1),
             opened AS (SELECT DISTINCT entry FROM entry_versions WHERE opened_in = ?1)
             SELECT (SELECT count(*) FROM (SELECT entry FROM opened EXCEPT SELECT entry FROM closed)),
                 (SELECT count(*) FROM (SELECT entry FROM closed EXCEPT SELECT entry FROM opened))",
        )?;
        let (added, removed) =
            statement.query_row([version], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)))?;
        Ok((added as usize, removed as usize))
    }

    /// What a version changed: entry versions that it closed and opened.
    pub fn changes(&self, version: VersionNumber) -> StoreResult<Changes> {
        let columns = "ev.entry, ev.list, ev.country, ev.entity_text, ev.license_requirement, \
                       ev.license_review_policy, ev.citation_text";
        let read = |sql: &str| self.all(sql, [version], |row| entry(row).map(Arc::new));
        Ok((
            read(&format!(
                "SELECT {columns} FROM closings c JOIN entry_versions ev ON ev.id = c.entry_version WHERE c.version = ?1"
            ))?,
            read(&format!("SELECT {columns} FROM entry_versions ev WHERE ev.opened_in = ?1"))?,
        ))
    }
}

fn entry(row: &Row<'_>) -> StoreResult<Entry> {
    let cells = Cells {
        entity: row.get(3)?,
        license_requirement: row.get(4)?,
        license_review_policy: row.get(5)?,
        citation: row.get(6)?,
    };
    Ok(Entry::new(EntryId(row.get(0)?), row.list(1)?, row.text(2)?, cells))
}
