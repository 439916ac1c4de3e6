//! One entry: how it is found, and who set each of its values.

use crate::support::{Desk, text_of};
use serde_json::{Value, json};

/// A desk with the sample of the project, as polled at the end of 2025.
fn sample() -> Desk {
    let desk = Desk::new();
    let archive = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
    desk.done(&["poll", "--archive", archive, "--until", "2025-12-31"]);
    desk
}

fn values<'a>(entry: &'a Value, field: &str) -> Vec<&'a Value> {
    let all = entry["values"].as_array().unwrap().iter();
    all.filter(|value| value["field"] == field).collect()
}

#[test]
fn each_value_names_the_rule_that_set_it() {
    let desk = sample();
    let history = desk.json(&["history", "AOOK Technology Ltd."]);
    assert_eq!(history["schema"], "earwatch/history/1");
    let entry = &history["entries"][0];
    assert_eq!(entry["name"], "AOOK Technology Limited");
    assert_eq!(entry["found_by"], "former-name");
    let names = values(entry, "name");
    assert_eq!(names[0]["value"], "AOOK Technology Ltd.");
    assert_eq!(names[0]["set_by"]["cause"], "baseline");
    assert_eq!(names[0]["until"], "2023-04-12");
    assert_eq!(names[1]["value"], "AOOK Technology Limited");
    let setter = &names[1]["set_by"];
    assert_eq!(setter["document"], "2023-07840");
    assert_eq!(setter["citation"], "88 FR 23332");
    assert_eq!((&setter["published"], &setter["effective"]), (&json!("2023-04-17"), &json!("2023-04-12")));
    assert!(text_of(setter, "place").contains("page 23334"), "{setter}");
    assert!(text_of(setter, "quote").contains("AOOK Technology Ltd."));
    assert_eq!(values(entry, "license_review_policy").len(), 1);
    let event = &entry["events"][1];
    assert_eq!(event["happened"], "changed");
    assert_eq!(event["classes"][0], "renamed");
}

#[test]
fn an_entry_is_found_by_every_name_it_has_or_had() {
    let desk = sample();
    let by_name = desk.json(&["history", "aook technology limited"]);
    let entry = &by_name["entries"][0];
    assert_eq!(entry["found_by"], "name");
    let id = entry["id"].to_string();
    for (asked, found_by) in
        [(id.as_str(), "id"), ("AOOK Electronics", "alias"), ("AOOK Technology Ltd.", "former-name")]
    {
        let found = desk.json(&["history", asked]);
        assert_eq!(found["entries"][0]["id"], entry["id"], "{asked}");
        assert_eq!(found["entries"][0]["found_by"], found_by, "{asked}");
    }
}

#[test]
fn a_removed_entry_keeps_its_history() {
    let desk = sample();
    let history = desk.json(&["history", "Jazirah Aviation Club"]);
    let entry = &history["entries"][0];
    assert_eq!(entry["listed"], false);
    let last = entry["events"].as_array().unwrap().last().unwrap();
    assert_eq!(last["happened"], "removed");
    assert_eq!(last["document"], "2024-03674");
    for value in entry["values"].as_array().unwrap() {
        assert_eq!(value["until"], last["effective"], "{value}");
    }
    let ended = desk.run(&["show", "Jazirah Aviation Club"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("had this name at another time"), "{}", ended.err);
}

#[test]
fn what_was_not_published_yet_is_not_told() {
    let desk = sample();
    let known = desk.json(&["history", "AOOK Technology Ltd.", "--known-by", "2023-04-16"]);
    let entry = &known["entries"][0];
    assert_eq!(entry["name"], "AOOK Technology Ltd.");
    assert_eq!(entry["events"].as_array().unwrap().len(), 1);
    let shown = desk.json(&["show", "BAAI", "--as-of", "2025-03-26"]);
    assert_eq!(shown[0]["document"], "2025-05427");
    let ended = desk.run(&["show", "BAAI", "--as-of", "2025-03-26", "--known-by", "2025-03-27"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
}

#[test]
fn a_name_that_nobody_bears_is_answered_with_close_ones() {
    let desk = sample();
    for command in ["show", "history"] {
        let told = desk.done(&[command, "Netrix Information Industry"]);
        assert!(told.contains("Nettrix Information Industry Co., Ltd."), "{told}");
        let ended = desk.run(&[command, "Zzyzx"]);
        assert_eq!(ended.code, 1);
        assert!(ended.err.contains("no name is close to it"), "{}", ended.err);
        assert_eq!(desk.run(&[command, "—"]).code, 2);
    }
}

#[test]
fn the_text_says_who_and_since_when() {
    let desk = sample();
    let history = desk.done(&["history", "Netrix"]);
    assert!(
        history.contains("added by 2025-05427 (90 FR 14046), published 2025-03-28, effective 2025-03-25"),
        "{history}"
    );
    assert!(history.contains("entry 117, found by alias)"), "{history}");
    assert!(history.contains("\n  license review policy\n"), "{history}");
    let former = desk.done(&["history", "AOOK Technology Ltd."]);
    assert!(former.contains(", found by former name)"), "{former}");
    let by_name = desk.done(&["show", "AOOK Technology Limited"]);
    assert!(!by_name.contains("found by"), "{by_name}");
    let shown = desk.done(&["show", "Netrix"]);
    assert!(shown.contains(", found by alias)"), "{shown}");
    assert!(shown.contains("footnote 4: reaches foreign-made items, § 734.9(e)(2)"), "{shown}");
}

#[test]
fn every_reading_command_can_leave_out_what_came_later() {
    let desk = sample();
    let documents = desk.ndjson(&["documents", "--known-by", "2025-03-27"]);
    assert!(documents.iter().all(|it| text_of(it, "published") <= "2025-03-27"));
    let versions = desk.ndjson(&["versions", "--known-by", "2025-03-27"]);
    assert_eq!(versions.len(), documents.len() + 1);
    let diff = |extra: &[&str]| {
        let args = [&["diff", "2025-03-24", "2025-03-26"], extra].concat();
        desk.json(&args)["counts"]["added"].clone()
    };
    assert_ne!(diff(&[]), 0);
    assert_eq!(diff(&["--known-by", "2025-03-27"]), 0);
}

#[test]
fn as_markdown_events_are_a_list_and_values_a_table() {
    let desk = sample();
    let history = desk.done(&["history", "AOOK Technology Ltd.", "--format", "md"]);
    for words in [
        "## AOOK Technology Limited · ",
        "### What happened\n\n- **2023-03-31** in the baseline as of 2023-03-31\n",
        "\n- **2023-04-12** changed by 2023-07840",
        "\n  - name: AOOK Technology Ltd. → AOOK Technology Limited\n",
        "\n| Field | Value | Set by | Until |\n|---|---|---|---|\n",
        "\n| name | AOOK Technology Ltd. | baseline as of 2023-03-31 | 2023-04-12 |\n",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    assert!(!history.contains("```"), "{history}");
    // What is no entry is laid out as it is in text.
    let near = desk.done(&["history", "AOOK Technologi Ltd.", "--format", "md"]);
    assert!(near.starts_with("```") && near.contains("AOOK Technology Limited"), "{near}");
}
