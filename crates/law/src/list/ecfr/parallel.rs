//! Work on the rows of a list, on every core. A list takes twice as long to read on one of two, and neither what is read
//! nor its order depends on how many there are.

use std::panic;
use std::sync::LazyLock;
use std::thread;

/// Does the work on a share of the items for each core, of `least` items or more; the results are in the order of the items.
pub(super) fn in_parallel<T: Send, R: Send>(
    mut items: Vec<T>,
    least: usize,
    work: impl Fn(Vec<T>) -> R + Sync,
) -> Vec<R> {
    // Asking the system takes as long as reading a hundred rows.
    static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));
    let share = items.len().div_ceil(*CORES).max(least);
    let work = &work;
    thread::scope(|scope| {
        let mut others = Vec::new();
        while items.len() > share {
            let end = items.split_off(items.len() - share);
            others.push(scope.spawn(move || work(end)));
        }
        let mut done = vec![work(items)];
        for other in others.into_iter().rev() {
            done.push(other.join().unwrap_or_else(|e| panic::resume_unwind(e)));
        }
        done
    })
}
