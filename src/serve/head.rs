//! In which state the database is: one number for each, so that nothing is answered from a state that is gone.
//!
//! The files say so for nothing: their lengths and times. Of a commit that is being made they have changed a moment before
//! it can be read, and two commits within one tick of the clock may leave the same times. So while a change is young, the
//! database itself is asked, which takes a millisecond.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::store::{Store, StoreError};

/// A state of the database; a later one is greater.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head(u64);

#[cfg(test)]
impl From<u64> for Head {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

/// For how long a change is young.
const YOUNG: Duration = Duration::from_secs(10);

/// What was last seen of a database.
#[derive(Debug)]
pub(super) struct Watch {
    database: PathBuf,
    seen: Mutex<Seen>,
}

#[derive(Debug)]
struct Seen {
    head: Head,
    state: State,
    since: Instant,
    /// Whether the files alone tell this state from the next.
    is_settled: bool,
}

/// What tells one state from another.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct State {
    files: Files,
    /// What the database says of itself: its runs and acknowledgements.
    fingerprint: String,
}

/// Length and time of the file, and of what waits beside it to be worked into it.
type Files = [Option<(u64, SystemTime)>; 2];

fn files(database: &Path) -> Files {
    let mut beside = database.as_os_str().to_owned();
    beside.push("-wal");
    let about = |path: &Path| {
        let about = fs::metadata(path).ok()?;
        Some((about.len(), about.modified().ok()?))
    };
    // Who only reads lets an empty one come and go.
    [about(database), about(Path::new(&beside)).filter(|(length, _)| *length > 0)]
}

impl Watch {
    pub(super) fn new(database: PathBuf) -> Self {
        let seen = Seen { head: Head::default(), state: State::default(), since: Instant::now(), is_settled: false };
        Self { database, seen: Mutex::new(seen) }
    }

    /// The state, where the files alone say that it is the one that was seen last.
    pub(super) fn same(&self) -> Option<Head> {
        let files = files(&self.database);
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (seen.is_settled && seen.state.files == files).then_some(seen.head)
    }

    /// The state `now`, by what the database says.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn look(&self, now: Instant) -> Result<Head, StoreError> {
        // What is read is never older than the files that it is known by.
        let files = files(&self.database);
        let fingerprint = Store::open_to_read(&self.database)?.reader().fingerprint()?;
        let state = State { files, fingerprint };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.state != state {
            *seen = Seen { head: Head(seen.head.0 + 1), state, since: now, is_settled: false };
        } else if now.saturating_duration_since(seen.since) > YOUNG {
            seen.is_settled = true;
        }
        Ok(seen.head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_another_state_however_soon_it_comes() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("list.db");
        let watch = Watch::new(database.clone());
        let begun = Instant::now();
        let look = || watch.look(begun);
        assert!(look().is_err(), "there is none yet");
        let mut store = Store::open(&database).unwrap();
        let now = chrono::DateTime::UNIX_EPOCH;
        let first = look().unwrap();
        assert_eq!((look().unwrap(), watch.same()), (first, None), "a young one is asked for each time");
        let finding = earwatch_law::finding::Finding::new(earwatch_law::finding::Code::CountMismatch, "it is so");
        let mut last = first;
        for _ in 0..20 {
            store.write(|writer| writer.acknowledge(&finding, "KL", "seen", now)).unwrap();
            let next = look().unwrap();
            assert!(next > last);
            last = next;
        }
        // Another who reads changes nothing.
        drop(store);
        let last = look().unwrap();
        let reader = Store::open_to_read(&database).unwrap();
        assert_eq!(reader.reader().acknowledgements().unwrap().len(), 20);
        assert_eq!(look().unwrap(), last);
        drop(reader);
        assert_eq!(look().unwrap(), last);
        // Of one that has stood for a while the files say so, until they change.
        assert_eq!((watch.look(begun + 2 * YOUNG).unwrap(), watch.same()), (last, Some(last)));
        Store::open(&database).unwrap().write(|writer| writer.acknowledge(&finding, "KL", "seen", now)).unwrap();
        assert_eq!(watch.same(), None);
        assert!(look().unwrap() > last);
    }
}
