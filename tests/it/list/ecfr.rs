//! A list as the eCFR prints it, in the markup of 2023 and in that of 2026: what is read of it.

use crate::support::{self, Desk, NEW_LIST, OLD_LIST, fixture, named, pretty, text_of};
use serde_json::Value;

fn desk(list: &str) -> Desk {
    Desk::with(&fixture(list), "2023-06-30")
}

/// An entry without its identity and without its verbatim cells: what was understood of it.
fn understood(mut entry: Value) -> Value {
    if let Some(entry) = entry.as_object_mut() {
        for key in ["id", "entity_text", "license_requirement", "license_review_policy"] {
            entry.remove(key);
        }
    }
    let text = entry.to_string().replace('–', "-");
    serde_json::from_str(&text).unwrap_or_default()
}

/// Every cell and all that is parsed from it, from the markup of 2023.
#[test]
fn the_markup_of_2023_is_read_to_the_letter() {
    golden!("the_markup_of_2023_is_read_to_the_letter", pretty(&desk(OLD_LIST).entries("1")));
}

/// The Unverified List and the MEU List stand in other columns, with long dates and rows that hold a place.
#[test]
fn supplements_6_and_7_are_read_beside_supplement_4() {
    let desk = desk(NEW_LIST);
    let mut entries = desk.ndjson(&["list", "--version", "1", "--list", "unverified-list"]);
    entries.extend(desk.ndjson(&["list", "--version", "1", "--list", "meu-list"]));
    golden!("supplements_6_and_7_are_read_beside_supplement_4", pretty(&entries));
}

/// A block of institutions without a citation is an entry of its own, one institution a line even where the heading
/// between two is missing; what is headed by the body of the entry above belongs to that entry.
#[test]
fn a_block_of_institutions_is_an_entry() {
    let entries = |list: &str| {
        let desk = Desk::new();
        let list = desk.file("list.xml", list);
        desk.done(&["init", "--list", &list, "--as-of", "2023-06-30"]);
        desk.ndjson(&["list", "--version", "1", "--list", "meu-list"])
    };
    let printed = support::text(NEW_LIST);
    let read = entries(&printed);
    assert_eq!(text_of(&read[0], "name"), "Propulsion Test Academy (PTA)");
    assert_eq!(read[0]["subordinates"], serde_json::json!([]));
    let institutions = ["Turbine Works Guizhou, Guiyang, China", "Turbine Works Anshun, Anshun, China"];
    let texts = |entry: &Value| {
        entry["subordinates"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect::<Value>()
    };
    assert_eq!(texts(&read[1]), serde_json::json!(institutions));
    let first = serde_json::json!({
        "kind": "institution", "name": "Turbine Works Guizhou", "aliases": [], "addresses": ["Guiyang, China"],
        "text": institutions[0],
    });
    assert_eq!(read[1]["subordinates"][0], first);
    assert!(text_of(&read[1], "entity_text").starts_with("The following two subordinate"));

    let own = entries(&printed.replace("of Turbine Works of China", "of Propulsion Test Academy"));
    assert_eq!(own.len(), read.len() - 1);
    assert_eq!(texts(&own[0]), serde_json::json!(institutions));
}

/// A list printed in two tables, or with rows after its table, is read whole.
#[test]
fn a_list_is_read_in_all_its_parts() {
    let whole = desk(OLD_LIST).entries("1");
    let printed = support::text(OLD_LIST);
    let middle = printed.match_indices("<TR>").nth(12).unwrap().0;
    let (first, rest) = printed.split_at(middle);
    let (second, end) = rest.split_once("</TABLE>").unwrap();
    for parts in [format!("{first}</TABLE><TABLE>{second}</TABLE>{end}"), format!("{first}</TABLE>{second}{end}")] {
        let desk = Desk::new();
        let list = desk.file("list.xml", parts);
        desk.done(&["init", "--list", &list, "--as-of", "2023-06-30"]);
        assert_eq!(desk.entries("1"), whole);
    }
}

/// Where it is not known what an accent looks like, the letter stays and a person is told.
#[test]
fn an_accent_that_cannot_be_read_is_told() {
    let desk = Desk::new();
    let printed = support::text(OLD_LIST).replacen("Wong Kai", "Wo<AC T=\"x\"/>ng Kai", 1);
    let list = desk.file("list.xml", printed);
    desk.done(&["init", "--list", &list, "--as-of", "2023-06-30"]);
    assert!(desk.findings(None).contains("an accent in the text cannot be read"));
    assert_eq!(named(&desk.entries("1"), "Wo◌ng Kai Ming").len(), 1);
}

/// Dashes apart, which the eCFR changed in March 2024, both markups say the same.
#[test]
fn both_markups_give_the_same_entries() {
    let read = |list| -> Vec<Value> {
        let entries = desk(list).entries("1");
        entries.into_iter().map(understood).collect()
    };
    assert_eq!(read(OLD_LIST), read(NEW_LIST));
    let diff = Desk::new().json(&["diff", &fixture(OLD_LIST), &fixture(NEW_LIST)]);
    let counts = serde_json::json!({
        "added": 0, "removed": 0, "renamed": 0, "moved": 0, "changed": 0, "editorial": 2
    });
    assert_eq!(diff["counts"], counts);
}

/// 25 rows are 21 entries, because four rows without columns of their own belong to a neighbour.
#[test]
fn each_list_has_its_number_of_entries() {
    for (list, expected) in [
        (OLD_LIST, serde_json::json!({"entity-list": 21})),
        (NEW_LIST, serde_json::json!({"entity-list": 21, "unverified-list": 3, "meu-list": 4})),
    ] {
        let versions = desk(list).ndjson(&["versions"]);
        assert_eq!(versions.len(), 1);
        assert_eq!(versions[0]["entries"], expected, "{list}");
    }
}

/// Blank country cells are a blank, nothing, a line feed or a hard blank; the country above goes on in each.
#[test]
fn a_blank_country_cell_continues_the_country() {
    for list in [OLD_LIST, NEW_LIST] {
        let entries = desk(list).entries("1");
        let mut countries: Vec<_> = entries.iter().map(|e| text_of(e, "country")).collect();
        let in_china = countries.iter().filter(|c| c.starts_with("CHINA")).count();
        assert_eq!(in_china, 9, "{list}");
        countries.dedup();
        assert_eq!(countries.len(), 9, "{list}: {countries:?}");
    }
}

/// Superscripts are designations in the license requirement alone, and there each of them.
#[test]
fn marks_are_designations_and_ordinals_are_none() {
    for list in [OLD_LIST, NEW_LIST] {
        let entries = desk(list).entries("1");
        for (name, marks) in [
            ("Lapis Road Traders", "[]"),
            ("Aerolume Institute", "[4]"),
            ("Brightwave Communications Co., Ltd.", "[1,2]"),
            ("Coldridge Lithography Co., Ltd.", "[5]"),
            ("Baltpribor JSC", "[3]"),
            ("Nevatron LLC", "[3]"),
            ("Severny Radar JSC", "[3]"),
        ] {
            let entry = named(&entries, name)[0];
            assert_eq!(entry["designations"].to_string(), marks, "{list}: {name}");
        }
    }
}

/// Rows without columns of their own: two institutes, affiliates, and a first half whose columns stand below it.
#[test]
fn rows_without_columns_join_their_neighbour() {
    for list in [OLD_LIST, NEW_LIST] {
        let entries = desk(list).entries("1");
        let count = |name, key: &str| named(&entries, name)[0][key].as_array().map(Vec::len);
        assert_eq!(count("Aerolume Institute", "subordinates"), Some(2));
        assert_eq!(count("Brightwave Communications Co., Ltd.", "subordinates"), Some(1));
        assert_eq!(count("Icarus Online Parts Co. Ltd.", "aliases"), Some(4));
        assert_eq!(count("Icarus Online Parts Co. Ltd.", "addresses"), Some(2));
        assert_eq!(count("Icarus Online Parts Co. Ltd.", "citations"), Some(2));
    }
}

/// Names repeat: within a country they stay two entries.
#[test]
fn entries_of_one_name_stay_apart() {
    let entries = desk(OLD_LIST).entries("1");
    for (name, times) in [("Wong Kai Ming", 2), ("Lapis Road Traders", 2), ("Vuelo Norte DMCC", 2)] {
        assert_eq!(named(&entries, name).len(), times, "{name}");
    }
}

/// What looks wrong is said and kept as published. The row with six cells exists in the markup of 2023 only.
#[test]
fn what_looks_wrong_in_a_list_is_told() {
    golden!("findings_of_2023", desk(OLD_LIST).findings(None));
    golden!("findings_of_2026", desk(NEW_LIST).findings(None));
}

/// Findings about a published list call for a look, not for a stop.
#[test]
fn a_list_with_misprints_is_taken_with_exit_code_0() {
    let desk = Desk::new();
    let args = ["init", "--list", &fixture(NEW_LIST), "--as-of", "2023-06-30"];
    let report = desk.done(&args);
    for code in ["column-suspect", "designation-contradiction", "alias-count"] {
        assert!(report.contains(code), "{code}:\n{report}");
    }
}

/// Keys of an entry and their order are read by other programs.
#[test]
fn the_keys_of_an_entry_stand_in_their_order() {
    let desk = desk(OLD_LIST);
    let line = desk.done(&["list", "--version", "1", "--format", "ndjson"]);
    let line = line.lines().next().unwrap_or_default();
    let keys = [
        "id", "list", "country", "name", "aliases", "addresses", "entity_text", "license_requirement",
        "license_review_policy", "designations", "citation_text", "citations", "effective_from", "document",
        "subordinates", "cross_references",
    ];
    let places: Vec<_> = keys.iter().map(|key| line.find(&format!("\"{key}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{line}");
    let json = desk.json(&["list", "--version", "1"]);
    assert_eq!(json["schema"], "earwatch/list/1");
    assert_eq!(json["version"]["version"], 1);
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(21));
}
