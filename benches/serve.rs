//! The server under load: from its start to the first answer, matches one at a time, and 200 clients at once. `cargo bench
//! --bench serve` takes half a minute; `EARWATCH_LOAD_SECONDS=60` is the long form. The load generator runs on the same
//! processors.

#![expect(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a failing helper is a failing benchmark")]

use std::path::Path;
use std::time::{Duration, Instant};

use support::load::{Figures, load, questions};
use support::served::Served;
use support::{Desk, NEW_LIST, fixture};

#[macro_use]
#[path = "../tests/support/mod.rs"]
#[allow(dead_code, unused_macros, reason = "the tests need the rest")]
mod support;

const CLIENTS: usize = 200;
/// Matches a second, and seconds, that are asked for.
const ASKED: f64 = 800.0;
const FIRST_WITHIN: Duration = Duration::from_millis(300);
const ONE_WITHIN: Duration = Duration::from_millis(5);
/// What the memory may grow by from the middle of the load to its end.
const GROWTH: f64 = 1.1;

fn main() {
    let seconds = std::env::var("EARWATCH_LOAD_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/ecfr/part-744_2026-07-23.xml");
    let (lists, of) = if whole.is_file() {
        (whole.to_string_lossy().into_owned(), "the whole lists of 2026-07-23")
    } else {
        (fixture(NEW_LIST), "the lists of the fixtures")
    };
    println!("{of}; load of the machine before: {}", machine());
    let desk = Desk::with(&lists, "2026-07-23");
    first_answers(&desk);
    let served = Served::of(&desk, &[]);
    let questions = questions(&served, 20_000);
    let one = load(served.address, &questions, 1, Duration::from_secs(3));
    told("one at a time", &one);
    judge("p50 under 5 ms", one.within(500) < ONE_WITHIN);
    let half = Duration::from_secs(seconds) / 2;
    let (before, spent) = (served.memory(), served.processors());
    let warm = load(served.address, &questions, CLIENTS, half);
    let between = served.memory();
    let last = load(served.address, &questions, CLIENTS, half);
    let after = served.memory();
    told("200 clients, first half", &warm);
    told("200 clients, second half", &last);
    let spent = served.processors().saturating_sub(spent);
    let n = u32::try_from(warm.took.len() + last.took.len()).unwrap_or(u32::MAX).max(1);
    println!("time of processors for a match, without the load generator: {:?}", spent / n);
    println!(
        "memory: {before} MB before, {between} MB in between, {after} MB after; load of the machine: {}",
        machine()
    );
    judge("800 matches a second", warm.per_second().min(last.per_second()) >= ASKED);
    judge("memory flat", after <= between * GROWTH);
    judge("no error", one.errors.is_empty() && warm.errors.is_empty() && last.errors.is_empty());
}

/// From the call of the program to the last byte of the first match.
fn first_answers(desk: &Desk) {
    let mut took: Vec<(Duration, Duration)> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            let served = Served::of(desk, &[]);
            let body = r#"{"queries": {"q": {"schema": "Company", "properties": {"name": ["Huawei"]}}}}"#;
            assert_eq!(served.asks("POST", "/match/default", &[], body).status, 200);
            (begun.elapsed(), served.processors())
        })
        .collect();
    took.sort_unstable();
    println!("start to first match: {:?}, at best {:?}; of processors {:?}", took[2].0, took[0].0, took[2].1);
    judge("under 300 ms", took[2].0 < FIRST_WITHIN);
}

fn told(what: &str, figures: &Figures) {
    println!(
        "{what}: {:.0} matches/s ({} in {:.1} s), p50 {:?}, p99 {:?}, longest {:?}, {} kB each, {} errors",
        figures.per_second(),
        figures.took.len(),
        figures.lasted.as_secs_f64(),
        figures.within(500),
        figures.within(990),
        figures.within(1000),
        figures.bytes / figures.took.len().max(1) / 1000,
        figures.errors.len()
    );
    for error in figures.errors.iter().take(3) {
        println!("  {error}");
    }
}

fn judge(what: &str, holds: bool) {
    println!("  {what}: {}", if holds { "yes" } else { "NO" });
}

/// What else the machine does: processes that want to run, over one, five and fifteen minutes.
fn machine() -> String {
    std::fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".to_owned(), |load| load.trim().to_owned())
}
