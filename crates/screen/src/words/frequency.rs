//! How often words occur in names: the weight of a word.
//!
//! The table counts in how many names of the lists each word occurs, as the lexicon calls it. Words that are not in it are
//! rare. It is made by `cargo run -p earwatch-screen --example frequencies`; a new table has a new version, and scores of
//! different versions are not to be compared.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The version of the tables of this crate, lexicon and frequencies: what a score depends on besides the two names.
pub const VERSION: &str = "2026-07-23.4";

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("frequency.txt")));

struct Table {
    names: f32,
    counts: FxHashMap<&'static str, f32>,
}

fn read(text: &'static str) -> Table {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.rsplit_once(' '));
    let mut counts: FxHashMap<_, f32> = pairs.filter_map(|(word, n)| Some((word, n.parse().ok()?))).collect();
    Table { names: counts.remove("names").unwrap_or(1.0), counts }
}

/// The weight of a word: 1 for one that occurs in no name of the table, less the more names have it.
pub fn weight(word: &str) -> f32 {
    const LEAST: f32 = 0.12;
    let table = &*TABLE;
    let Some(count) = table.counts.get(word) else {
        return 1.0;
    };
    ((table.names / count).ln() / table.names.ln()).clamp(LEAST, 1.0)
}

/// The words of the table.
pub fn words() -> impl Iterator<Item = &'static str> {
    TABLE.counts.keys().copied()
}
