//! Small worlds with one oddity each. An oddity of layout gives the true list, and nobody is called; one of meaning never
//! gives another list than the true one without a word about the document.
//!
//! `EARWATCH_WORLDS=10000 cargo test --test it oddities` makes that many; `EARWATCH_WORLDS_SEED=…` begins elsewhere.

use std::collections::BTreeMap;

use crate::support::oddity::by_turns;
use crate::support::random::Random;
use crate::support::small_world::{SmallWorld, complaint};

#[test]
fn no_oddity_is_wrong_in_silence_and_none_of_layout_calls_a_person() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let worlds = number("EARWATCH_WORLDS").unwrap_or(400);
    let seed = number("EARWATCH_WORLDS_SEED").unwrap_or(20_261_129);
    let mut made = 0;
    let mut failed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for at in 0..worlds {
        let mut random = Random::new(seed.wrapping_add(at));
        let world = SmallWorld::any(&mut random);
        let (name, kind, oddity) = by_turns(at);
        let Some(rule) = oddity(&world.rule, &mut random) else {
            continue;
        };
        made += 1;
        if let Some(complaint) = complaint(kind, &world.baseline, &world.truth, &rule) {
            failed.entry(name).or_default().push(format!("seed {}: {complaint}", seed.wrapping_add(at)));
        }
    }
    let summary: Vec<_> = failed.iter().map(|(name, all)| format!("{} × {name}: {}", all.len(), all[0])).collect();
    assert!(failed.is_empty(), "of {made} rules:\n{}", summary.join("\n"));
    assert!(made * 10 > worlds * 8, "{made} of {worlds}");
}
