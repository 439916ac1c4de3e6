//! Rows to outcomes on all processors, in the order of the rows, with so much in memory as there are workers.

use std::sync::mpsc::sync_channel;

use earwatch_screen::party::Party;

use super::input::{Form, ReadRow, Row, Rows, read};
use crate::screen::error::ScreenError;

/// What came of a row.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The party, or what is known of it.
    pub party: Party,
    /// What was found, or why it was not screened.
    pub found: Result<T, String>,
    /// What is odd about the row.
    pub notes: Vec<String>,
}

/// Rows that go to a worker together.
const BATCH: usize = 256;
/// Batches that wait before and behind a worker.
const WAITING: usize = 2;

/// Screens rows with so many workers. `finder` makes what looks at a party, one for each worker; `each` is given
/// the outcomes in the order of the rows.
///
/// # Errors
/// The first one of a row's file, of a worker, or of `each`; nothing is given out after it.
pub fn run<T, F, M>(
    rows: Rows,
    form: &Form,
    workers: usize,
    finder: M,
    mut each: impl FnMut(Outcome<T>) -> Result<(), ScreenError>,
) -> Result<(), ScreenError>
where
    T: Send,
    F: FnMut(&Party) -> Result<T, ScreenError>,
    M: Fn() -> Result<F, ScreenError> + Sync,
{
    let workers = workers.max(1);
    std::thread::scope(|scope| {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (send, receive) = sync_channel::<Vec<Row>>(WAITING);
            let (give, take) = sync_channel::<Result<Vec<Outcome<T>>, ScreenError>>(WAITING);
            to.push(send);
            from.push(take);
            let finder = &finder;
            scope.spawn(move || {
                let mut find = match finder() {
                    Ok(find) => find,
                    // Whoever would take it has ended otherwise.
                    Err(error) => return drop(give.send(Err(error))),
                };
                for rows in receive {
                    let outcomes: Result<Vec<_>, _> = rows.iter().map(|row| outcome(row, form, &mut find)).collect();
                    let is_last = outcomes.is_err();
                    if give.send(outcomes).is_err() || is_last {
                        return;
                    }
                }
            });
        }
        let reader = scope.spawn(move || -> Result<(), ScreenError> {
            let mut turns = to.iter().cycle();
            let mut batch = Vec::with_capacity(BATCH);
            for row in rows {
                batch.push(row?);
                if batch.len() < BATCH {
                    continue;
                }
                let rows = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if turns.next().is_none_or(|to| to.send(rows).is_err()) {
                    return Ok(());
                }
            }
            // A worker that has ended has said why.
            turns.next().into_iter().for_each(|to| drop(to.send(std::mem::take(&mut batch))));
            Ok(())
        });
        // Each worker has its turn; the first that has nothing has had the last batch before.
        for from in from.iter().cycle() {
            let Ok(outcomes) = from.recv() else {
                break;
            };
            for outcome in outcomes? {
                each(outcome)?;
            }
        }
        drop(from);
        match reader.join() {
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn outcome<T>(
    row: &Row,
    form: &Form,
    find: &mut impl FnMut(&Party) -> Result<T, ScreenError>,
) -> Result<Outcome<T>, ScreenError> {
    let ReadRow { party, notes, skipped } = read(row, form);
    let found = match skipped {
        Some(why) => Err(why),
        None => Ok(find(&party)?),
    };
    Ok(Outcome { party, found, notes })
}
