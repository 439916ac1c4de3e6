//! Screenings of browsers: in memory alone, at addresses that nobody guesses, and no more than a small machine holds.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use earwatch_law::digest::hex;
use earwatch_report::report::screened::{ScreenResult, Screened};
use ring::rand::{SecureRandom as _, SystemRandom};
use tokio::sync::{Notify, Semaphore};

use super::limits::Limits;

/// All screenings.
#[derive(Debug)]
pub(in crate::serve) struct Jobs {
    pub(super) limits: Limits,
    held: Mutex<Held>,
    /// Places of those that run.
    pub(super) running: Semaphore,
}

#[derive(Debug, Default)]
struct Held {
    jobs: HashMap<String, Arc<Job>>,
    /// Screenings that have not ended.
    unfinished: usize,
}

/// A screening.
#[derive(Debug)]
pub(super) struct Job {
    /// The end of its address.
    pub(super) key: String,
    /// The name of the file, or of the party.
    pub(super) name: String,
    /// Rows that are done, and about how many there are; 0 where that is not known.
    pub(super) rows: AtomicU64,
    pub(super) of: AtomicU64,
    /// Whether it is to be stopped.
    stop: AtomicBool,
    state: Mutex<State>,
    /// Wakes those who wait for its end.
    pub(super) ended: Notify,
}

/// How a screening stands.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// It waits for others to end.
    Waiting,
    Running,
    Done(Arc<Done>),
    /// It ended without results.
    Ended {
        why: String,
        at: Instant,
    },
}

/// What was found.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) found: RwLock<Found>,
    /// Bytes that it takes, about.
    pub(super) weight: usize,
    pub(super) at: Instant,
}

/// A screening and its results, in which decisions are entered.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) screened: Screened,
    pub(super) results: Vec<ScreenResult>,
}

/// A place for a screening that has not ended.
#[derive(Debug)]
pub(super) struct Place(Arc<Jobs>);

/// There is no place: when to come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full {
    pub(super) after: Duration,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.0.lock();
        held.unfinished = held.unfinished.saturating_sub(1);
    }
}

/// When those that are on their way may have ended.
const SOON: Duration = Duration::from_secs(10);

impl Jobs {
    pub(in crate::serve) fn new() -> Self {
        Self::within(Limits::default())
    }

    fn within(limits: Limits) -> Self {
        Self { limits, held: Mutex::default(), running: Semaphore::new(limits.running) }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a screening, before anything of it is read.
    pub(super) fn place(self: &Arc<Self>, now: Instant) -> Result<Place, Full> {
        let Limits { unfinished, kept, kept_bytes, lifetime, .. } = self.limits;
        let mut held = self.lock();
        held.sweep(now, lifetime);
        if held.unfinished >= unfinished {
            return Err(Full { after: SOON });
        }
        let done = || held.jobs.values().filter_map(|job| job.done());
        let weight: usize = done().map(|done| done.weight).sum();
        if held.jobs.len() >= kept || weight >= kept_bytes {
            let first = held.jobs.values().filter_map(|job| job.end()).min().unwrap_or(now);
            return Err(Full { after: (first + lifetime).saturating_duration_since(now).max(SOON) });
        }
        held.unfinished += 1;
        Ok(Place(Arc::clone(self)))
    }

    /// A screening that waits.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub(super) fn add(&self, name: String) -> std::io::Result<Arc<Job>> {
        let mut key = [0; 24];
        let random = SystemRandom::new().fill(&mut key);
        random.map_err(|_none| std::io::Error::other("the system gives no random bytes"))?;
        let job = Arc::new(Job {
            key: hex(&key),
            name,
            rows: AtomicU64::new(0),
            of: AtomicU64::new(0),
            stop: AtomicBool::new(false),
            state: Mutex::new(State::Waiting),
            ended: Notify::new(),
        });
        self.lock().jobs.insert(job.key.clone(), Arc::clone(&job));
        Ok(job)
    }

    /// A screening by the end of its address, as long as it is kept.
    pub(super) fn get(&self, key: &str, now: Instant) -> Option<Arc<Job>> {
        let mut held = self.lock();
        held.sweep(now, self.limits.lifetime);
        held.jobs.get(key).map(Arc::clone)
    }

    /// Stops a screening, and keeps nothing of it.
    pub(super) fn forget(&self, key: &str) {
        if let Some(job) = self.lock().jobs.remove(key) {
            job.stop();
        }
    }

    /// Forgets what was kept long enough.
    pub(super) fn sweep(&self, now: Instant) {
        self.lock().sweep(now, self.limits.lifetime);
    }

    /// Stops all of them: the program ends.
    pub(in crate::serve) fn stop(&self) {
        self.lock().jobs.values().for_each(|job| job.stop());
    }
}

impl Held {
    fn sweep(&mut self, now: Instant, lifetime: Duration) {
        self.jobs.retain(|_, job| job.end().is_none_or(|end| now.saturating_duration_since(end) < lifetime));
    }
}

impl Job {
    pub(super) fn state(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        if self.end().is_some() {
            self.ended.notify_waiters();
        }
    }

    pub(super) fn done(&self) -> Option<Arc<Done>> {
        if let State::Done(done) = self.state() { Some(done) } else { None }
    }

    /// When it ended.
    fn end(&self) -> Option<Instant> {
        match self.state() {
            State::Waiting | State::Running => None,
            State::Done(done) => Some(done.at),
            State::Ended { at, .. } => Some(at),
        }
    }

    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs() -> Arc<Jobs> {
        Arc::new(Jobs::within(Limits { unfinished: 2, kept: 3, kept_bytes: 100, ..Limits::default() }))
    }

    fn ended(at: Instant) -> State {
        State::Ended { why: "x".to_owned(), at }
    }

    #[test]
    fn places_are_few_and_come_back() {
        let (jobs, now) = (jobs(), Instant::now());
        let (first, second) = (jobs.place(now), jobs.place(now));
        assert!(first.is_ok() && second.is_ok());
        assert_eq!(jobs.place(now).unwrap_err(), Full { after: SOON });
        drop(first);
        assert!(jobs.place(now).is_ok());
    }

    #[test]
    fn what_was_kept_long_enough_is_gone() {
        let (jobs, now) = (jobs(), Instant::now());
        let lifetime = jobs.limits.lifetime;
        let keys: Vec<_> = (0..3).map(|_| jobs.add("a".to_owned()).unwrap()).collect();
        for job in &keys {
            job.set(ended(now));
        }
        // A desk that holds as much as it may says when there is room again.
        let (minute, second) = (Duration::from_secs(60), Duration::from_secs(1));
        assert_eq!(jobs.place(now + minute).unwrap_err().after + minute, lifetime);
        assert!(jobs.get(&keys[0].key, now + lifetime.saturating_sub(second)).is_some());
        assert!(jobs.get(&keys[0].key, now + lifetime).is_none());
        assert!(jobs.place(now + lifetime).is_ok());
        // What runs has no end yet.
        let running = jobs.add("b".to_owned()).unwrap();
        assert!(jobs.get(&running.key, now + lifetime * 9).is_some());
        jobs.forget(&running.key);
        assert!(running.is_stopped() && jobs.get(&running.key, now).is_none());
    }

    #[test]
    fn addresses_are_not_guessed() {
        let jobs = jobs();
        let keys: std::collections::BTreeSet<_> =
            (0..100).map(|_| jobs.add("a".to_owned()).unwrap().key.clone()).collect();
        assert_eq!(keys.len(), 100);
        assert!(keys.iter().all(|key| key.len() == 48 && key.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }
}
