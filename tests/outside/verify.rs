//! The real lists against each other, against BIS's own CSV, and against the Consolidated Screening List.

use crate::Test;
use crate::needs::corpus;
use crate::support::{Desk, text_of};
use serde_json::Value;

const OLD: &str = "ecfr/supplement-4_2023-12-06.xml";
const NEW: &str = "ecfr/part-744_2026-07-23.xml";
const CSL: &str = "csl/consolidated_2023-11-30_sample.csv";

/// The Entity List against a source: code of the end, and the comparison.
fn entity_list(desk: &Desk, source: &str) -> (i32, Value) {
    let ended = desk.run(&["verify", &corpus(source), "--format", "json"]);
    let verified: Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}", ended.err));
    (ended.code, verified["sources"][0]["lists"][0].clone())
}

fn of_class(list: &Value, class: &str) -> usize {
    let all = list["differences"].as_array().unwrap();
    all.iter().filter(|one| one["class"] == class).count()
}

fn the_real_lists_agree_with_themselves() {
    for (list, day, entries) in [(OLD, "2023-12-06", 2668), (NEW, "2026-07-23", 3411)] {
        let (code, found) = entity_list(&Desk::with(&corpus(list), day), list);
        assert_eq!((code, found["equal"].as_u64(), found["total"].as_u64()), (0, Some(entries), Some(entries)));
        assert_eq!(found["differences"], Value::Array(Vec::new()));
    }
}

/// The end of the chain of rules is the later list, apart from layout, and one citation that lacked a comma.
fn the_end_of_the_chain_agrees_with_the_later_list() {
    for chain in ["plain", "nested", "defects"] {
        let desk = Desk::with(&corpus(OLD), "2023-12-06");
        desk.run(&["import", &corpus(&format!("reconstructed/{chain}/rules"))]);
        let (code, found) = entity_list(&desk, NEW);
        assert_eq!((code, found["equal"].as_u64(), found["total"].as_u64()), (0, Some(3411), Some(3411)), "{chain}");
        let line = text_of(&found, "line");
        assert!(line.starts_with("agrees: 3,411 of 3,411 entries"), "{chain}: {line}");
        assert_eq!(found["differences"].as_array().unwrap().len(), of_class(&found, "editorial"), "{chain}");
    }
}

/// Names of BIS's CSV that no entry bears: three of which no list has a trace, and two that were removed before.
fn every_name_of_the_bis_csv_is_found_or_told() {
    let desk = Desk::with(&corpus(OLD), "2023-12-06");
    desk.run(&["import", &corpus("reconstructed/plain/rules")]);
    let (code, found) = entity_list(&desk, "bis-csv/entity-list_2023-12-07.csv");
    assert_eq!(code, 0);
    let names = found["names"].as_array().unwrap();
    let missing = names[1].as_u64().unwrap() - names[0].as_u64().unwrap();
    assert!(missing <= 5, "{missing} names");
    assert_eq!(names[1].as_u64(), Some(2623));
    assert!(of_class(&found, "subordinate") >= 40 && of_class(&found, "name") >= 60, "{found}");
}

/// A third of the list, which says so; of its names all but those of which no list has a trace are found.
fn the_sample_of_the_consolidated_screening_list_is_an_extract() {
    let desk = Desk::with(&corpus(OLD), "2023-12-06");
    let out = desk.done(&["verify", &corpus(CSL), "--dry-run"]);
    assert!(out.contains("the source is an extract, or cut off"), "{out}");
    let (_, found) = entity_list(&desk, CSL);
    let names = found["names"].as_array().unwrap();
    assert!(names[1].as_u64().unwrap() - names[0].as_u64().unwrap() <= 3, "{names:?}");
}

pub(crate) const TESTS: &[Test] = tests![
    the_real_lists_agree_with_themselves,
    the_end_of_the_chain_agrees_with_the_later_list,
    every_name_of_the_bis_csv_is_found_or_told,
    the_sample_of_the_consolidated_screening_list_is_an_extract,
];
