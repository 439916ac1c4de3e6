//! Public ids of the real lists: each its own, the same in every database of a list, and what anybody computes from the eCFR.

use std::collections::BTreeSet;
use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::{Desk, text_of};
use serde_json::Value;

const BASE: &str = "supplement-4_2023-12-06.xml";
const LAST: &str = "part-744_2026-07-23.xml";
const DAY: &str = "2026-07-23";

fn ids(entries: &[Value]) -> BTreeSet<String> {
    let ids: BTreeSet<_> = entries.iter().map(|entry| text_of(entry, "public_id").to_owned()).collect();
    assert_eq!(ids.len(), entries.len(), "each id stands once");
    ids
}

fn listed(desk: &Desk, lists: &[&str], day: &str) -> Vec<Value> {
    lists.iter().flat_map(|list| desk.ndjson(&["list", "--list", list, "--as-of", day])).collect()
}

fn anybody_computes_them_from_the_ecfr() {
    let python = needs::python("json");
    let all = ["entity-list", "unverified-list", "meu-list"];
    for (file, day, lists) in [(BASE, "2023-12-06", &all[..1]), (LAST, DAY, &all)] {
        let file = needs::corpus(&format!("ecfr/{file}"));
        let desk = Desk::with(&file, day);
        let entries = listed(&desk, lists, day);
        ids(&entries);
        let lines: Vec<_> = entries.iter().map(Value::to_string).collect();
        let export = desk.file("list.ndjson", lines.join("\n"));
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outside/public_ids.py");
        let done = Command::new(&python).args([script, &file, &export]).output().unwrap();
        let told: Value = serde_json::from_slice(&done.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&done.stderr)));
        assert_eq!((&told["rows"], &told["distinct"]), (&entries.len().into(), &entries.len().into()), "{told}");
        for key in ["not_told", "not_found"] {
            assert_eq!(told[key], Value::Array(Vec::new()), "{file}: {key}");
        }
    }
}

/// A list that was read from the eCFR, and three databases that came to it by rules, each written in another way.
fn every_database_of_a_list_has_the_same() {
    let [base, last] = [BASE, LAST].map(|name| needs::corpus(&format!("ecfr/{name}")));
    let read = Desk::with(&last, DAY);
    let expected = ids(&listed(&read, &["entity-list"], DAY));
    for chain in ["plain", "nested", "defects"] {
        let desk = Desk::with(&base, "2023-12-06");
        let _ = desk.run(&["import", &needs::corpus(&format!("reconstructed/{chain}/rules"))]);
        let entries = listed(&desk, &["entity-list"], DAY);
        assert_eq!(ids(&entries), expected, "{chain}");
        let renamed: Vec<_> =
            entries.iter().filter(|entry| entry["former_public_ids"] != Value::Array(Vec::new())).collect();
        assert!(!renamed.is_empty());
        for entry in renamed {
            let former = entry["former_public_ids"][0].as_str().unwrap();
            let found = desk.json(&["show", former, "--as-of", DAY]);
            assert_eq!(found[0]["public_id"], entry["public_id"], "{former}");
        }
    }
}

pub(crate) const TESTS: &[Test] = tests![anybody_computes_them_from_the_ecfr, every_database_of_a_list_has_the_same];
