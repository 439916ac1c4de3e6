//! The id of an entry that others keep: the same wherever it is named, followed when it changes, and found by.

use std::fs;

use crate::support::{Desk, text, text_of};
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
/// AOOK Technology Ltd. until 2023-04-12.
const RENAMED: &str = "AOOK Technology Limited";
const RENAMED_IN: &str = "2023-07840";

fn sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    desk
}

fn entry(desk: &Desk, name: &str) -> Value {
    desk.ndjson(&["show", name]).remove(0)
}

fn former(entry: &Value) -> &str {
    entry["former_public_ids"][0].as_str().unwrap()
}

#[test]
fn an_entry_bears_its_id_wherever_it_is_named() {
    let desk = sample();
    let listed = desk.ndjson(&["list"]);
    let report = desk.json(&["report", "--since", "2023-01-01"]);
    let sections = report["sections"].as_array().unwrap();
    let of = |id: &Value| listed.iter().find(|entry| entry["id"] == *id).map(|entry| &entry["public_id"]);
    let added: Vec<_> = sections.iter().flat_map(|section| section["added"].as_array().unwrap()).collect();
    assert!(added.len() > 20, "{}", added.len());
    for entry in added {
        assert_eq!(of(&entry["id"]), Some(&entry["public_id"]), "{entry}");
    }
    let nettrix = entry(&desk, "Nettrix Information Industry Co., Ltd.");
    let id = text_of(&nettrix, "public_id");
    assert_eq!(id, "el-9096006f9e1d66e7", "docs/ids.md computes it");
    for args in [
        &["list", "--format", "csv"][..],
        &["list", "--format", "md"],
        &["diff", "1", "7", "--format", "json"],
        &["diff", "1", "7", "--format", "csv"],
        &["report", "--document", "2025-05427", "--format", "csv"],
        &["report", "--document", "2025-05427", "--format", "atom"],
        &["report", "--document", "2025-05427", "--format", "jsonfeed"],
        &["history", id, "--format", "json"],
        &["show", id],
        &["show", &format!(" {} ", id.to_uppercase())],
        &["show", id, "--format", "md"],
    ] {
        assert!(desk.done(args).contains(id), "{args:?}");
    }
}

#[test]
fn a_former_id_leads_to_its_entry() {
    let desk = sample();
    let renamed = entry(&desk, RENAMED);
    let (id, before) = (text_of(&renamed, "public_id"), former(&renamed));
    assert_ne!(id, before);
    // Wherever the entry can be asked for.
    for args in [&["show", before][..], &["history", before], &["show", "--known-by", "2025-01-01", before]] {
        let said = desk.done(args);
        assert!(said.contains(RENAMED) && said.contains(id) && said.contains(before), "{args:?}: {said}");
    }
    // Before the rename it bears the other one, and has none before it.
    let then = desk.ndjson(&["show", before, "--as-of", "2023-04-01"]).remove(0);
    assert_eq!((text_of(&then, "public_id"), then["former_public_ids"].as_array().unwrap().len()), (before, 0));
    let unknown = desk.run(&["show", "el-0000000000000000"]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    assert!(unknown.err.contains("no entry bears or bore it"), "{}", unknown.err);
}

#[test]
fn a_changed_id_is_told_and_is_no_change_of_the_law() {
    let desk = sample();
    let renamed = entry(&desk, RENAMED);
    let (id, before) = (text_of(&renamed, "public_id"), former(&renamed));
    let section = &desk.json(&["report", "--document", RENAMED_IN])["sections"][0];
    let told = section["public_ids"].as_array().unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((text_of(&told[0], "public_id"), text_of(&told[0], "former_public_id")), (id, before));
    let words = format!("is now {id}; it was {before}");
    for format in ["text", "md", "html", "mail", "atom"] {
        let said = desk.done(&["report", "--document", RENAMED_IN, "--format", format]);
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&words), "{format}");
    }
    let diff = desk.json(&["diff", "1", "7"]);
    assert_eq!(diff["public_ids"][0]["public_id"], id);
    let changed = diff["changed"].as_array().unwrap().iter().find(|change| change["name"] == RENAMED).unwrap();
    assert_eq!((&changed["public_id"], &changed["after"]["former_public_ids"][0]), (&id.into(), &before.into()));
}

#[test]
fn a_watch_list_leaves_the_ids_of_what_it_names() {
    let desk = sample();
    for (term, told) in [("AOOK Technology", true), ("Nettrix", false)] {
        let list = desk.file("watch.txt", term);
        let report = desk.json(&["report", "--document", RENAMED_IN, "--watch", &list]);
        let section = &report["sections"][0];
        assert_eq!(section.get("public_ids").is_some(), told, "{term}");
        assert_eq!(section["other"].to_string().contains("public id"), told, "{term}: {}", section["other"]);
    }
}

#[test]
fn the_page_of_an_entry_is_named_by_its_id_and_a_former_address_leads_on() {
    let desk = sample();
    let renamed = entry(&desk, RENAMED);
    let (id, before) = (text_of(&renamed, "public_id"), former(&renamed));
    let dir = desk.path("site");
    desk.done(&["site", dir.to_str().unwrap()]);
    let page = |id: &str| fs::read_to_string(dir.join(format!("entries/{id}.html"))).unwrap();
    assert!(page(id).contains(RENAMED) && page(id).contains(before));
    assert!(page(before).contains(&format!("url={id}.html")));
    let search = fs::read_to_string(dir.join("search-data.js")).unwrap();
    assert!(search.contains(id) && search.contains(before));
}

/// What another version of the program had read is changed in the database to something else.
#[test]
fn an_id_that_a_new_program_reads_otherwise_is_told_as_that() {
    let desk = sample();
    let nettrix = entry(&desk, "Nettrix Information Industry Co., Ltd.");
    let id = text_of(&nettrix, "public_id").to_owned();
    let old = "el-00000000000000aa";
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    database.execute("UPDATE public_ids SET public_id = ?1 WHERE public_id = ?2", [old, &id]).unwrap();
    database.execute("UPDATE runs SET program = '0.0.1'", []).unwrap();
    drop(database);
    let poll = || desk.done(&["poll", "--archive", SAMPLE, "--format", "json"]);
    let report: Value = serde_json::from_str(&poll()).unwrap();
    let sections = report["sections"].as_array().unwrap();
    let told: Vec<_> = sections.iter().filter(|section| section.get("public_ids").is_some()).collect();
    assert_eq!(told.len(), 1, "{sections:#?}");
    assert_eq!(told[0]["cause"], "parser-upgrade");
    assert_eq!(
        (&told[0]["public_ids"][0]["public_id"], told[0]["added"].as_array().unwrap().len()),
        (&id.as_str().into(), 0)
    );
    let found = entry(&desk, old);
    assert_eq!((text_of(&found, "public_id"), former(&found)), (id.as_str(), old));
    assert_eq!(poll(), "", "and only once");
}

#[test]
fn a_database_that_knew_of_no_ids_has_them_when_it_is_opened() {
    let desk = Desk::new();
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    database.execute_batch(&text("database_0.1.0.sql").replace("ARCHIVE", "archive")).unwrap();
    drop(database);
    let listed = desk.ndjson(&["list"]);
    assert!(listed.iter().all(|entry| text_of(entry, "public_id").len() == 19));
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize;
    assert_eq!(count("SELECT count(DISTINCT public_id) FROM current_entries"), listed.len());
    for (view, key) in [("entry_aliases", "aliases"), ("entry_addresses", "addresses")] {
        let expected: usize = listed.iter().map(|entry| entry[key].as_array().unwrap().len()).sum();
        assert_eq!(count(&format!("SELECT count(*) FROM {view}")), expected, "{view}");
    }
}

/// An entry without an id hides no former id of another one from tools that ask the database.
#[test]
fn former_ids_are_listed_whatever_entry_has_none() {
    let desk = sample();
    let renamed = entry(&desk, RENAMED);
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    let listed = || -> Vec<String> {
        let mut query = database.prepare("SELECT former_public_id FROM former_public_ids ORDER BY 1").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let all = listed();
    assert!(all.iter().any(|id| id == former(&renamed)), "{all:?}");
    let other = "SELECT max(entry) FROM current_entries WHERE entry <> ?1";
    let other: i64 = database.query_row(other, [renamed["id"].as_i64()], |row| row.get(0)).unwrap();
    database.execute("DELETE FROM public_ids WHERE entry = ?1", [other]).unwrap();
    assert_eq!(listed(), all);
}

/// That an id changed is bookkeeping: it stands behind what the law changed.
#[test]
fn changed_ids_stand_behind_the_changes() {
    let desk = sample();
    let renamed = entry(&desk, RENAMED);
    for (format, title) in [
        ("text", "PUBLIC IDS THAT CHANGED"),
        ("md", "Public ids that changed"),
        ("html", "Public ids that changed"),
        ("mail", "Public ids that changed"),
    ] {
        let report = desk.done(&["report", "--document", RENAMED_IN, "--format", format]);
        let [before, after] = report.split(title).collect::<Vec<_>>()[..] else { panic!("{format}: {report}") };
        assert!(!before.contains(former(&renamed)) && after.contains(former(&renamed)), "{format}: {report}");
        let changes = if format == "text" { "INSTRUCTIONS (" } else { "Instructions (" };
        assert!(before.contains(changes), "{format}: {before}");
    }
    let json = desk.json(&["report", "--document", RENAMED_IN]);
    assert!(json["sections"][0]["other"].to_string().contains(former(&renamed)), "{json:#}");
}
