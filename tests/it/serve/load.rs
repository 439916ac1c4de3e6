//! Many clients at once. `cargo bench --bench serve` measures; here it is enough that each is answered as if it were alone.

use std::time::Duration;

use crate::support::load::{load, questions};
use crate::support::served::Served;
use crate::support::{Desk, NEW_LIST, fixture};

#[test]
fn many_clients_at_once_are_answered_as_each_alone() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    let questions = questions(&served, 2_000);
    let warm = load(served.address, &questions, 200, Duration::from_secs(1));
    let before = served.memory();
    let figures = load(served.address, &questions, 200, Duration::from_secs(3));
    let errors: Vec<_> = warm.errors.iter().chain(&figures.errors).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(
        figures.took.len() >= 200 && figures.per_second() > 1.0,
        "each client has an answer: {}",
        figures.took.len()
    );
    assert!(figures.within(990) < Duration::from_secs(60), "nobody waits: {:?}", figures.within(990));
    assert!(served.memory() < before + 50.0, "{before} MB before, {} MB after", served.memory());
    // What is asked besides is answered meanwhile and afterwards.
    assert_eq!(served.get("/healthz").status, 200);
}
