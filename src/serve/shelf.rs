//! What was made of one state of the database, kept until there is another: few things, each made once however many ask.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::head::Head;
use super::problem::Problem;

/// Things that were made of a state of the database.
#[derive(Debug)]
pub(super) struct Shelf<K, V> {
    /// So many are kept.
    most: usize,
    kept: Mutex<Kept<K, V>>,
}

/// What is made, or being made, of one state; the last asked for at the end.
#[derive(Debug)]
struct Kept<K, V> {
    head: Head,
    made: Vec<(K, Made<V>)>,
}

type Made<V> = Arc<OnceCell<Arc<V>>>;

impl<K: PartialEq, V: Send + Sync + 'static> Shelf<K, V> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(Kept { head: Head::default(), made: Vec::new() }) }
    }

    /// What is asked for of a state, made where it is not there. It is made to its end and kept, also where nobody waits for
    /// it any more; what cannot be made is not kept, and the next who asks tries again.
    pub(super) async fn get<F>(&self, head: Head, key: K, make: F) -> Result<Arc<V>, Problem>
    where
        F: Future<Output = Result<V, Problem>> + Send + 'static,
    {
        let place = self.place(head, key);
        if let Some(made) = place.get() {
            return Ok(Arc::clone(made));
        }
        let to_its_end = async move { place.get_or_try_init(async || make.await.map(Arc::new)).await.cloned() };
        tokio::spawn(to_its_end).await.map_err(|error| Problem::failed(&error))?
    }

    /// Where it is kept. Who saw a state that is gone by now is given something of that state, which is not kept.
    fn place(&self, head: Head, key: K) -> Made<V> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if head < kept.head {
            return Made::default();
        }
        if head > kept.head {
            *kept = Kept { head, made: Vec::new() };
        }
        let known = kept.made.iter().position(|(of, _)| *of == key).map(|at| kept.made.remove(at).1);
        let place = known.unwrap_or_default();
        if kept.made.len() >= self.most {
            kept.made.remove(0);
        }
        kept.made.push((key, Arc::clone(&place)));
        place
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn it_is_made_once_of_each_state_and_few_are_kept() {
        let (shelf, n) = (Shelf::new(2), AtomicUsize::new(0));
        let ask = async |head: u64, key: &'static str| {
            let next = n.fetch_add(1, Ordering::Relaxed);
            *shelf.get(Head::from(head), key, async move { Ok(next) }).await.unwrap()
        };
        assert_eq!((ask(1, "a").await, ask(1, "a").await, ask(1, "b").await), (0, 0, 2));
        // The one that nobody asked for longest makes room.
        assert_eq!((ask(1, "a").await, ask(1, "c").await, ask(1, "a").await, ask(1, "b").await), (0, 4, 0, 6));
        // Of another state all is made anew; who saw the old one is given something that nobody else is given.
        assert_eq!((ask(2, "a").await, ask(1, "a").await, ask(2, "a").await), (7, 8, 7));
    }

    #[tokio::test]
    async fn many_at_a_time_wait_for_one_and_it_is_made_though_the_first_gives_up() {
        let shelf = Arc::new(Shelf::new(2));
        let (begun, go_on, n) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
        let ask = || {
            let (shelf, n) = (Arc::clone(&shelf), Arc::clone(&n));
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            let make = async move {
                n.fetch_add(1, Ordering::Relaxed);
                begun.notify_one();
                go_on.notified().await;
                Ok("made")
            };
            tokio::spawn(async move { shelf.get(Head::from(1), "a", make).await.unwrap() })
        };
        let first = ask();
        begun.notified().await;
        first.abort();
        let others: Vec<_> = (0..8).map(|_| ask()).collect();
        go_on.notify_one();
        for other in others {
            assert_eq!(*other.await.unwrap(), "made");
        }
        assert_eq!(n.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_cannot_be_made_is_tried_again() {
        let shelf = Shelf::new(2);
        let failed = shelf.get(Head::from(1), "a", async { Err(Problem::not_found("no")) }).await;
        assert_eq!(failed.map(|made: Arc<u8>| *made).unwrap_err().detail(), "no");
        assert_eq!(*shelf.get(Head::from(1), "a", async { Ok(7) }).await.unwrap(), 7);
    }
}
