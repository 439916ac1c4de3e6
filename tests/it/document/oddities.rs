//! Small worlds with one oddity each. An oddity of layout gives the true list, and nobody is called; one of meaning never
//! gives another list than the true one without a word about the document.
//!
//! `EARWATCH_WORLDS=10000 cargo test --test it oddities` makes that many; `EARWATCH_WORLDS_SEED=…` begins elsewhere.

use std::collections::BTreeMap;

use earwatch_law::document::page;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::finding::Finding;

use crate::support::body_html;
use crate::support::oddity::by_turns;
use crate::support::random::Random;
use crate::support::small_world::{SmallWorld, come_of, complaint, given};

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

/// The web page of a rule is read where its XML is not there yet: an oddity of either kind may hold more of it, and never
/// gives another list without a word.
#[test]
fn no_oddity_is_wrong_in_silence_on_the_page() {
    let record =
        br#"{"document_number": "2023-90001", "type": "Rule", "publication_date": "2023-05-03", "volume": 88}"#;
    let record = DocumentRecord::from_json(record).unwrap();
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let worlds = number("EARWATCH_WORLDS").unwrap_or(200);
    let seed = number("EARWATCH_WORLDS_SEED").unwrap_or(20_261_130);
    let mut failed = BTreeMap::new();
    for at in 0..worlds {
        let mut random = Random::new(seed.wrapping_add(at));
        let world = SmallWorld::any(&mut random);
        let (name, _, oddity) = by_turns(at);
        // The page shows no element around words that were struck out.
        let shown = name != "text that is struck out";
        let rule = oddity(&world.rule, &mut random);
        let Some(rule) = rule.filter(|rule| shown && roxmltree::Document::parse(rule).is_ok()) else {
            continue;
        };
        let html = body_html::page(&rule, body_html::TODAY);
        let known = |_: Option<&_>| earwatch_law::document::Given { record: Some(record.clone()), ..given() };
        let came = come_of(&world.baseline, page::read(&html, &known).ok().as_ref());
        let called = came.refused || came.findings.iter().any(Finding::needs_review);
        if came.rows != world.truth && !called {
            let lacks: Vec<_> = world.truth.difference(&came.rows).collect();
            let more: Vec<_> = came.rows.difference(&world.truth).collect();
            failed.entry(name).or_insert_with(|| format!("seed {at}: lacks {lacks:.600?}; has {more:.600?}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
