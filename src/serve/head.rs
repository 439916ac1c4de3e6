//! In which state the database is: one number for each, so that nothing is answered from a state that is gone.
//!
//! The files say so for nothing: their lengths and times. Of a commit that is being made they have changed a moment before
//! it can be read, and two commits within one tick of the clock may leave the same times. So while a change is young, the
//! database itself is asked, which takes a millisecond; whoever waits for that shares the answer with all who came before it
//! was asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::task::{JoinError, spawn_blocking};

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
    /// Looks that were begun.
    begun: AtomicU64,
    /// Whose turn it is to look.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Seen {
    head: Head,
    state: State,
    since: Instant,
    /// The last look that saw it.
    look: u64,
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
        let (head, state, since) = (Head::default(), State::default(), Instant::now());
        let seen = Seen { head, state, since, look: 0, is_settled: false };
        Self { database, seen: Mutex::new(seen), begun: AtomicU64::new(0), turn: tokio::sync::Mutex::default() }
    }

    /// The state, where the files alone say that it is the one that was seen last.
    pub(super) fn same(&self) -> Option<Head> {
        let files = files(&self.database);
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (seen.is_settled && seen.state.files == files).then_some(seen.head)
    }

    /// The state, by what the database said after this was asked.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) async fn current(self: &Arc<Self>) -> Result<Result<Head, StoreError>, JoinError> {
        let begun = self.begun.load(Ordering::SeqCst);
        let _turn = self.turn.lock().await;
        if let Some(head) = self.seen_after(begun) {
            return Ok(Ok(head));
        }
        let watch = Arc::clone(self);
        spawn_blocking(move || watch.look(Instant::now())).await
    }

    /// What was seen by a look that was begun after so many.
    fn seen_after(&self, begun: u64) -> Option<Head> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (seen.look > begun).then_some(seen.head)
    }

    /// The state `now`, by what the database says.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn look(&self, now: Instant) -> Result<Head, StoreError> {
        let look = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        // What is read is never older than the files that it is known by.
        let files = files(&self.database);
        let fingerprint = Store::open_to_read(&self.database)?.reader().fingerprint()?;
        let state = State { files, fingerprint };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.state != state {
            *seen = Seen { head: Head(seen.head.0 + 1), state, since: now, look: seen.look, is_settled: false };
        } else if now.saturating_duration_since(seen.since) > YOUNG {
            seen.is_settled = true;
        }
        seen.look = seen.look.max(look);
        Ok(seen.head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_asks_while_one_looks_shares_the_next_look() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("list.db");
        drop(Store::open(&database).unwrap());
        let watch = Arc::new(Watch::new(database));
        let busy = watch.turn.lock().await;
        let ask = || {
            let watch = Arc::clone(&watch);
            tokio::spawn(async move { watch.current().await.unwrap().unwrap() })
        };
        let asked: Vec<_> = (0..20).map(|_| ask()).collect();
        tokio::task::yield_now().await;
        // One that was begun before they came is not theirs.
        assert_eq!(watch.seen_after(0), None);
        drop(busy);
        for one in asked {
            assert_eq!(one.await.unwrap(), Head(1));
        }
        assert_eq!(watch.begun.load(Ordering::SeqCst), 1);
        assert_eq!((watch.current().await.unwrap().unwrap(), watch.begun.load(Ordering::SeqCst)), (Head(1), 2));
    }

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
