//! The public ids that entries bear and bore: written with each version, so that what is asked later costs no hash.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::columns::Columns as _;
use super::id::{RunId, VersionNumber};
use super::{Reader, StoreResult, Writer};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::{Entries, Ids, PublicId, given};
use earwatch_law::law::ListId;

/// An entry, and the ids that it bore and bears.
pub type IdGiven = (EntryId, PublicId, PublicId);

impl Writer<'_> {
    /// Records the ids that the entries of a list bear from a version on.
    pub(super) fn put_ids(&self, run: RunId, version: VersionNumber, old: &Entries, new: &Entries) -> StoreResult<()> {
        given(old, new).iter().try_for_each(|(entry, id)| self.put_id(run, version, *entry, id))
    }

    fn put_id(&self, run: RunId, version: VersionNumber, entry: EntryId, id: &PublicId) -> StoreResult<()> {
        let sql = "INSERT INTO public_ids (entry, public_id, version, run) VALUES (?1, ?2, ?3, ?4)";
        self.transaction.prepare_cached(sql)?.execute(params![entry.0, id.as_str(), version, run])?;
        Ok(())
    }

    /// Computes the ids of all versions anew, and records those that this program reads otherwise. Without a run, for a
    /// database that knew of no ids, each is the work of the run that made the version.
    pub fn read_ids_anew(&self, run: Option<RunId>) -> StoreResult<()> {
        let mut lists: BTreeMap<ListId, Entries> = BTreeMap::new();
        let (mut read, mut stored) = (BTreeMap::new(), BTreeMap::new());
        for version in self.reader().chain()? {
            let before = lists.clone();
            let (closed, opened) = self.reader().changes(version.number)?;
            for entry in closed {
                lists.entry(entry.list).or_default().remove(&entry.id);
            }
            for entry in opened {
                lists.entry(entry.list).or_default().insert(entry.id, entry);
            }
            let mut touched = BTreeSet::new();
            for (list, now) in &lists {
                let nothing = Entries::new();
                for (entry, id) in given(before.get(list).unwrap_or(&nothing), now) {
                    touched.insert(entry);
                    read.insert(entry, id);
                }
            }
            for (entry, id) in self.reader().ids_given_in(version.number)? {
                touched.insert(entry);
                stored.insert(entry, id);
            }
            for entry in touched {
                if let Some(id) = read.get(&entry).filter(|id| stored.get(&entry) != Some(id)) {
                    self.put_id(run.unwrap_or(version.run), version.number, entry, id)?;
                    stored.insert(entry, id.clone());
                }
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The ids that entries bear at a version, and those that they bore before it, as far as this database knows: in the
    /// versions that led to it, or in versions that were replaced since. `None` stands for all entries.
    pub fn ids(&self, version: VersionNumber, of: Option<&BTreeSet<EntryId>>) -> StoreResult<Ids> {
        let led: BTreeSet<VersionNumber> = self.all(
            "WITH RECURSIVE lineage (number) AS (
                 SELECT ?1 UNION
                 SELECT v.parent FROM versions v JOIN lineage l ON v.number = l.number WHERE v.parent IS NOT NULL)
             SELECT number FROM lineage",
            [version],
            |row| Ok(row.get(0)?),
        )?;
        let asked = of.map(|entries| entries.iter().map(|entry| entry.0).collect::<Vec<_>>());
        let filter = if asked.is_some() { "entry IN (SELECT value FROM json_each(?1))" } else { "?1 IS NULL" };
        let asked = asked.map(|entries| serde_json::to_string(&entries)).transpose()?;
        let sql = format!("SELECT entry, public_id, version FROM public_ids WHERE {filter} ORDER BY id");
        let mut rows: Vec<(EntryId, PublicId, VersionNumber)> =
            self.all(&sql, [asked], |row| Ok((EntryId(row.get(0)?), PublicId::stored(row.text(1)?), row.get(2)?)))?;
        // What was read anew stands behind later versions.
        rows.sort_by_key(|(.., version)| *version);
        let replaced = self.replaced_versions()?;
        let mut now: BTreeMap<EntryId, PublicId> = BTreeMap::new();
        let mut former: BTreeMap<EntryId, Vec<PublicId>> = BTreeMap::new();
        // What an entry bears on the present chain only later, it did not bear before.
        let is_later = |version| !led.contains(version) && !replaced.contains(version);
        let later = rows.iter().filter(|(.., version)| is_later(version));
        let later: BTreeSet<_> = later.map(|(entry, id, _)| (*entry, id.clone())).collect();
        for (entry, id, version) in rows {
            if led.contains(&version) {
                if let Some(before) = now.insert(entry, id) {
                    former.entry(entry).or_default().push(before);
                }
            } else if replaced.contains(&version) && !later.contains(&(entry, id.clone())) {
                former.entry(entry).or_default().push(id);
            }
        }
        Ok(Ids::new(now, former))
    }

    fn replaced_versions(self) -> StoreResult<BTreeSet<VersionNumber>> {
        self.all("SELECT number FROM versions WHERE superseded_by IS NOT NULL", [], |row| Ok(row.get(0)?))
    }

    /// The ids that entries got in a version, the last one of each.
    fn ids_given_in(self, version: VersionNumber) -> StoreResult<BTreeMap<EntryId, PublicId>> {
        self.all("SELECT entry, public_id FROM public_ids WHERE version = ?1 ORDER BY id", [version], |row| {
            Ok((EntryId(row.get(0)?), PublicId::stored(row.text(1)?)))
        })
    }

    /// Entries of which a version changed the id.
    pub fn ids_changed_in(&self, version: VersionNumber, parent: VersionNumber) -> StoreResult<Vec<IdGiven>> {
        let given = self.ids_given_in(version)?;
        let before = self.ids(parent, Some(&given.keys().copied().collect()))?;
        let changed = given.into_iter().map(|(entry, now)| (entry, before.of(entry), now));
        Ok(changed.filter(|(_, was, is)| !was.as_str().is_empty() && was != is).collect())
    }

    /// Entries of which a run read the id otherwise than an earlier program had, and nothing else about them changed.
    pub fn ids_read_anew(&self, run: RunId) -> StoreResult<Vec<IdGiven>> {
        let rows: Vec<(EntryId, PublicId, bool)> = self.all(
            "SELECT p.entry, p.public_id, p.run = ?1 FROM public_ids p JOIN versions v ON v.number = p.version
             WHERE p.run <= ?1 AND v.run < ?1 AND (v.superseded_by IS NULL OR v.superseded_by >= ?1) AND p.entry IN (
                 SELECT q.entry FROM public_ids q JOIN versions w ON w.number = q.version
                 WHERE q.run = ?1 AND w.run <> ?1)
             ORDER BY p.version, p.id",
            [run],
            |row| Ok((EntryId(row.get(0)?), PublicId::stored(row.text(1)?), row.get(2)?)),
        )?;
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        for (entry, id, anew) in rows {
            if !anew {
                before.insert(entry, id.clone());
            }
            after.insert(entry, id);
        }
        let changed = after.into_iter().filter_map(|(entry, is)| Some((entry, before.remove(&entry)?, is)));
        Ok(changed.filter(|(_, was, is)| was != is).collect())
    }
}
