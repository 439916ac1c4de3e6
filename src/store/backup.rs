//! A copy of the whole database as it was at one moment, and whether a copy is whole.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode};

use super::migrations::{self, Schema};
use super::{Reader, Store, StoreError, StoreResult};
use earwatch_law::digest::sha256_hex;

/// Copies what a connection sees into a new file, by SQLite's online backup: another program may be writing meanwhile. The
/// copy is one file that needs nothing beside it, also where nobody may write.
pub fn snapshot(from: &Connection, to: &Path) -> StoreResult<()> {
    let mut copy = Connection::open(to).map_err(|error| StoreError::open(to, &error))?;
    {
        // One step copies all pages under one lock for reading.
        let backup = Backup::new(from, &mut copy)?;
        loop {
            match backup.step(-1)? {
                StepResult::Done => break,
                _ => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        }
    }
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(())
}

/// Rows of each table, by its name.
type Counts = Vec<(String, i64)>;

impl Store {
    /// Opens a database as it is, to read it: also one that an earlier version of the program made, which stays as it was.
    ///
    /// # Errors
    /// As [`Store::open_to_read`]; another program's file, and one of a newer version, too.
    pub fn as_it_is(path: &Path) -> StoreResult<Self> {
        super::opening::is_there(path)?;
        let store = Self::read_only(path)?;
        match migrations::schema(&store)? {
            // A file of SQLite without anything in it.
            Schema::Older { found: 0, .. } => Err(StoreError::Foreign { path: path.to_owned() }),
            Schema::Older { .. } | Schema::Current => Ok(store),
        }
    }

    /// Copies the database as it is at one moment into a new file, and makes sure that the copy is whole.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the copy is not what it should be, which is then what the database is.
    pub fn back_up(&self, to: &Path) -> StoreResult<()> {
        let counted = self.at_one_moment(|store| {
            let counted = store.reader().counts()?;
            snapshot(&store.connection, to)?;
            StoreResult::Ok(counted)
        })?;
        let copy = Self::as_it_is(to)?;
        let damaged = |problems: Vec<String>| StoreError::Damaged { path: self.path.clone(), problems };
        if copy.reader().counts()? != counted {
            return Err(damaged(vec!["the copy has other numbers of rows than the database".to_owned()]));
        }
        match copy.problems()? {
            problems if problems.is_empty() => Ok(()),
            problems => Err(damaged(problems)),
        }
    }

    /// What is wrong with the database: the file, captures whose bytes are not those that were received, versions that do
    /// not read back as they were written.
    pub fn problems(&self) -> StoreResult<Vec<String>> {
        let reader = self.reader();
        let found = reader.integrity_problems().or_else(unreadable)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let mut problems = reader.captures_changed().or_else(unreadable)?;
        if matches!(migrations::schema(self)?, Schema::Current) {
            problems.extend(reader.versions_changed().or_else(unreadable)?);
        }
        Ok(problems)
    }
}

/// A page that cannot be read is a finding about the file, and no failure of the check.
fn unreadable(error: StoreError) -> StoreResult<Vec<String>> {
    match &error {
        StoreError::Sql(sql)
            if matches!(sql.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) =>
        {
            Ok(vec![error.to_string()])
        }
        _ => Err(error),
    }
}

impl Reader<'_> {
    /// Versions that were ever recorded; of any schema.
    pub fn versions_on_record(&self) -> StoreResult<usize> {
        Ok(self.value::<u32>("SELECT count(*) FROM versions", [])? as usize)
    }

    fn counts(self) -> StoreResult<Counts> {
        let tables: Vec<String> =
            self.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", [])?;
        let count = |table: String| {
            let rows = self.value(&format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\"")), [])?;
            Ok((table, rows))
        };
        tables.into_iter().map(count).collect()
    }

    fn captures_changed(self) -> StoreResult<Vec<String>> {
        let changed: Vec<Option<String>> = self.all("SELECT id, sha256, bytes FROM captures", [], |row| {
            let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            let is_it = sha256_hex(bytes) == row.get::<_, String>(1)?;
            let id: i64 = row.get(0)?;
            Ok((!is_it).then(|| format!("capture {id} is not what was received: its SHA-256 is another")))
        })?;
        Ok(changed.into_iter().flatten().collect())
    }

    /// The newest version holds what every version before it wrote and did not close.
    fn versions_changed(self) -> StoreResult<Vec<String>> {
        let Some(newest) = self.chain()?.pop() else { return Ok(Vec::new()) };
        let is_it = self.state(newest.number)?.state.content_hash() == newest.content_hash;
        let problem =
            format!("version {} does not read as it was written: its content hash is another", newest.number.0);
        Ok(if is_it { Vec::new() } else { vec![problem] })
    }
}

/// Copies another file of SQLite as it is at one moment into a new file; where it lies, nothing need be writable.
pub fn copy_of(from: &Path, to: &Path) -> StoreResult<()> {
    snapshot(&Store::read_only(from)?.connection, to)
}
