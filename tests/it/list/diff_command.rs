//! `earwatch diff`: what names the two sides, and what the answer looks like.

use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, text, text_of};
use serde_json::json;

/// A file against itself.
#[test]
fn a_file_against_itself_is_empty() {
    for list in [OLD_LIST, NEW_LIST] {
        let diff = Desk::new().json(&["diff", &fixture(list), &fixture(list)]);
        let nothing = json!({"added": 0, "removed": 0, "renamed": 0, "moved": 0, "changed": 0, "editorial": 0});
        assert_eq!(diff["counts"], nothing);
        for key in ["added", "removed", "changed", "editorial"] {
            assert_eq!(diff[key], json!([]), "{key}");
        }
        // What is wrong with a file is told of it, whatever it is compared with.
        let name = std::path::Path::new(list).file_name().unwrap().to_str().unwrap();
        for finding in diff["findings"].as_array().unwrap() {
            let message = text_of(finding, "message");
            assert!(message.starts_with(name), "{message}");
        }
    }
}

/// Versions, dates, documents and files name the two sides, in any mixture; what they say is the same.
#[test]
fn both_sides_are_named_in_any_way() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    let list = fixture(OLD_LIST);
    for (from, to, counts) in [
        ("1", "2", (7, 0, 0, 0)),
        ("1", "3", (8, 1, 0, 1)),
        ("2", "3", (1, 1, 1, 1)),
        ("2023-07-06", "2023-07-07", (7, 0, 0, 0)),
        ("2023-06-30", "2023-12-31", (8, 1, 0, 1)),
        ("2023-90101", "2023-90202", (1, 1, 1, 1)),
        ("1", "2023-90101", (7, 0, 0, 0)),
        ("2023-07-08", "3", (1, 1, 1, 1)),
        (&list, "2", (7, 0, 0, 0)),
        (&list, "1", (0, 0, 0, 0)),
        (&list, "2023-90202", (8, 1, 0, 1)),
        ("2", &list, (0, 7, 0, 0)),
    ] {
        let diff = desk.json(&["diff", from, to]);
        let count = |key: &str| diff["counts"][key].as_u64().unwrap_or_default();
        let found = (count("added"), count("removed"), count("renamed"), count("changed"));
        assert_eq!(found, counts, "{from} → {to}");
    }
}

/// Between versions the cause is known; of files it is not, and the report says so.
#[test]
fn each_change_tells_its_cause_where_it_is_known() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    assert_eq!(desk.json(&["diff", "1", "3"])["cause"], "legal");
    let report = desk.done(&["diff", "1", "3", "--format", "md"]);
    let words = [
        "Cause: legal",
        "Set by document 2023-90101, effective 2023-07-07",
        "Set by document 2023-90202, effective 2023-08-18",
    ];
    for words in words {
        assert!(report.contains(words), "{words}: {report}");
    }
    let changed = text(OLD_LIST).replace("Opal Enterprise Limited", "Opal Enterprise");
    let changed = desk.file("changed.xml", changed);
    assert!(desk.json(&["diff", "1", &changed])["cause"].is_null());
    assert!(desk.done(&["diff", "1", &changed]).contains("Cause: not known"));
}

/// What is none of the four is refused with the reason.
#[test]
fn an_unknown_side_is_refused() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90404.xml");
    for (side, why) in [
        ("99", "no version of that number"),
        ("2023-06-29", "nothing is known about 2023-06-29"),
        ("2023-90404", "changed no list"),
        ("2023-90909", "no such document"),
        ("nowhere.xml", "no such file"),
        ("yesterday", "expected a version number"),
    ] {
        let ended = desk.run(&["diff", "1", side]);
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{side}");
        assert!(ended.err.contains(why) && ended.err.lines().count() == 1, "{side}: {}", ended.err);
    }
}

/// Keys and their order are a contract, here of a diff with every kind of change.
#[test]
fn the_json_of_a_diff_keeps_its_shape() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    let out = desk.done(&["diff", "2", "3", "--format", "ndjson"]);
    let keys = [
        "{\"schema\":\"earwatch/diff/1\",\"from\":{",
        "\"to\":{",
        "\"counts\":{\"added\":1,\"removed\":1,\"renamed\":1,\"moved\":0,\"changed\":1,\"editorial\":0}",
        "\"added\":[{\"id\":",
        "\"removed\":[{\"id\":",
        "\"changed\":[{\"id\":",
        "\"editorial\":[",
    ];
    let places: Vec<_> = keys.iter().map(|key| out.find(key)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{out}");
    let (_, changed) = out.split_once("\"changed\":[").unwrap_or_default();
    let of_entry = [
        "\"id\":", "\"country\":", "\"name\":", "\"classes\":[", "\"changes\":{", "\"document\":\"2023-90202\"",
        "\"effective\":\"2023-08-18\"",
    ];
    let places: Vec<_> = of_entry.iter().map(|key| changed.find(key)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{changed}");
    let diff = desk.json(&["diff", "2", "3"]);
    let entry_of = |name| {
        let changed = diff["changed"].as_array()?.iter().find(|change| text_of(change, "name") == name);
        changed.cloned()
    };
    let renamed = entry_of("Kestrel Logic Limited").unwrap_or_default();
    assert_eq!(renamed["classes"], json!(["renamed", "address", "citation"]));
    assert_eq!(renamed["changes"]["name"], json!(["Kestrel Logic Ltd.", "Kestrel Logic Limited"]));
    let marked = entry_of("Huamei Drone Parts Company").unwrap_or_default();
    assert_eq!(marked["changes"]["designations"], json!([[], [4]]));
}

/// One word more in one cell of a file is one change of one entry.
#[test]
fn a_changed_file_shows_the_change_and_nothing_else() {
    let desk = Desk::new();
    let changed = text(OLD_LIST).replace("Opal Enterprise Limited", "Opal Enterprise Holdings Limited");
    let changed = desk.file("changed.xml", changed);
    let diff = desk.json(&["diff", &fixture(OLD_LIST), &changed]);
    assert_eq!(diff["counts"]["changed"], 1);
    assert_eq!(diff["changed"][0]["classes"], json!(["alias"]));
    let aliases = json!([["Opal Enterprise Limited"], ["Opal Enterprise Holdings Limited"]]);
    assert_eq!(diff["changed"][0]["changes"]["aliases"], aliases);
}
