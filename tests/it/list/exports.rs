//! `earwatch export`: the lists in the forms of other programs, and the steps from one day to another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, text, text_of};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A desk with a chain of rules: entries added, revised, renamed, removed, stayed.
fn chain() -> Desk {
    let desk = Desk::with_list();
    for rule in ["2023-90101", "2023-90202", "2023-90303", "2023-90404", "2023-90606"] {
        desk.run(&["import", &fixture(&format!("rules/{rule}.xml"))]);
    }
    desk
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Records by id.
fn kept(out: &str) -> BTreeMap<String, Value> {
    lines(out).into_iter().map(|record| (text_of(&record, "public_id").to_owned(), record)).collect()
}

/// The steps applied as a downstream system does.
fn applied(mut kept: BTreeMap<String, Value>, steps: &str) -> BTreeMap<String, Value> {
    for step in lines(steps) {
        match (&step["record"], step.get("end")) {
            (_, Some(_)) => {}
            (Value::Null, None) => drop(kept.remove(text_of(&step, "public_id"))),
            (record, None) => drop(kept.insert(text_of(&step, "public_id").to_owned(), record.clone())),
        }
    }
    kept
}

/// The days on which anything on record takes effect or is published, and those around them.
fn days(desk: &Desk) -> Vec<String> {
    let versions = desk.ndjson(&["versions"]);
    let day = |version: &Value, key: &str| text_of(version, key).parse::<chrono::NaiveDate>().unwrap();
    let mut days: Vec<_> =
        versions.iter().flat_map(|version| [day(version, "effective"), day(version, "published")]).collect();
    let first = day(&versions[0], "effective");
    days.extend(days.clone().iter().filter_map(chrono::NaiveDate::pred_opt));
    days.retain(|day| *day >= first);
    days.sort();
    days.dedup();
    days.iter().map(ToString::to_string).collect()
}

#[test]
fn entries_are_those_of_all_lists() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let day = ["--as-of", "2026-07-23"];
    let list = |id: &str| desk.done(&[&["list", "--list", id, "--format", "ndjson"], &day[..]].concat());
    let (entity, unverified) = (list("entity-list"), list("unverified-list"));
    let all = desk.done(&[&["export", "--to", "ndjson"], &day[..]].concat());
    assert_eq!(all, entity + &unverified + &list("meu-list"));
    let one = desk.done(&[&["export", "--to", "ndjson", "--list", "unverified-list"], &day[..]].concat());
    assert_eq!(one, unverified);
    let file = desk.path("out.ndjson");
    desk.done(&[&["export", "--to", "ndjson", "-o", file.to_str().unwrap()], &day[..]].concat());
    assert_eq!(std::fs::read_to_string(file).unwrap(), all);
}

/// Whoever took an export of a day, of it as known on it, or has taken the steps before, ends with the full export of a later
/// day, and its fingerprint is the one told.
#[test]
fn steps_lead_from_every_day_to_every_later_one() {
    let desk = chain();
    let export = |args: &[&str]| desk.done(&[&["export", "--to", "ndjson"], args].concat());
    let days = days(&desk);
    assert!(days.len() > 8, "{days:?}");
    let lists: Vec<_> = days.iter().map(|day| export(&["--as-of", day])).collect();
    for (at, since) in days.iter().enumerate() {
        let known = export(&["--as-of", since, "--known-by", since]);
        for (day, now) in days.iter().zip(&lists).skip(at) {
            let steps = export(&["--since", since, "--as-of", day]);
            for before in [&lists[at], &known] {
                let then = applied(kept(before), &steps);
                assert_eq!(then, kept(now), "{since} to {day}");
                assert_eq!(applied(then.clone(), &steps), then, "twice: {since} to {day}");
            }
            let end = lines(&steps).pop().unwrap();
            let sorted: BTreeMap<_, _> = now
                .lines()
                .map(|line| {
                    let record: Value = serde_json::from_str(line).unwrap();
                    (text_of(&record, "public_id").to_owned(), line)
                })
                .collect();
            let text = sorted.values().fold(String::new(), |out, line| out + line + "\n");
            let sha256 = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "{byte:02x}");
                out
            });
            assert_eq!((text_of(&end, "sha256"), &end["entries"]), (sha256.as_str(), &json!(sorted.len())));
        }
    }
}

/// A rule takes effect before it is published, and a poll may read it later still: who took the list in between has it after
/// the steps.
#[test]
fn a_rule_that_was_read_late_is_among_the_steps() {
    let desk = Desk::with_list();
    let today = text_of(&desk.ndjson(&["runs"])[0], "as_of").to_owned();
    let before = desk.done(&["export", "--to", "ndjson"]);
    desk.import(0, "rules/2023-90101.xml");
    let steps = desk.done(&["export", "--to", "ndjson", "--since", &today]);
    assert_eq!(applied(kept(&before), &steps), kept(&desk.done(&["export", "--to", "ndjson"])));
    assert!(
        lines(&steps).iter().any(|step| step["document"] == "2023-90101" && step["effective"] == "2023-07-07"),
        "{steps}"
    );
}

#[test]
fn a_step_says_what_became_of_an_entry_by_which_document_and_since_when() {
    let desk = chain();
    let steps = lines(&desk.done(&["export", "--to", "ndjson", "--since", "2023-06-30"]));
    let (end, steps) = steps.split_last().unwrap();
    assert_eq!(end["changes"], json!(steps.len()));
    let mut told: Vec<_> = steps
        .iter()
        .map(|step| {
            let of = if step["record"].is_null() { &step["previous"] } else { &step["record"] };
            let fields: Vec<_> =
                step["fields"].as_array().unwrap().iter().map(|field| field.as_str().unwrap()).collect();
            let (change, document, day) =
                (text_of(step, "change"), text_of(step, "document"), text_of(step, "effective"));
            format!("{change} | {} | {document} | {day} | {}\n", text_of(of, "name"), fields.join(" "))
        })
        .collect();
    told.sort();
    golden!("steps", told.concat());
    let mut ids: Vec<_> = steps.iter().map(|step| text_of(step, "public_id")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "each id has one step");
}

/// The Consolidated Screening List's columns, which `verify` takes for that list and agrees with, on any day.
#[test]
fn the_table_of_the_screening_list_agrees_with_the_list() {
    let desk = chain();
    for day in ["2023-06-30", "2023-07-31", "2024-12-31"] {
        let file = desk.path(&format!("csl_{day}.csv"));
        desk.done(&["export", "--to", "csl", "--as-of", day, "-o", file.to_str().unwrap()]);
        let out = desk.done(&["verify", file.to_str().unwrap(), "--dry-run"]);
        assert!(out.starts_with("agrees: "), "{day}: {out}");
    }
    golden!("csl", desk.done(&["export", "--to", "csl", "--as-of", "2023-06-30"]));
}

#[test]
fn entities_have_the_kind_that_the_list_tells() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let entities = lines(&desk.done(&["export", "--to", "ftm", "--as-of", "2026-07-23"]));
    let of = |schema: &str| {
        let found = entities.iter().filter(|entity| entity["schema"] == schema);
        found.map(|entity| text_of(entity, "caption")).collect::<Vec<_>>()
    };
    let entries = lines(&desk.done(&["export", "--to", "ndjson", "--as-of", "2026-07-23"]));
    assert_eq!(of("Sanction").len(), entries.len());
    let (companies, untold) = (of("Company"), of("LegalEntity"));
    assert!(!companies.is_empty() && !untold.is_empty());
    golden!(
        "entities",
        entities.iter().fold(String::new(), |out, entity| {
            out + text_of(entity, "schema") + ": " + text_of(entity, "caption") + "\n"
        })
    );
    let ids: std::collections::BTreeSet<_> = entities.iter().map(|entity| text_of(entity, "id")).collect();
    assert_eq!(ids.len(), entities.len(), "each id once");
    for entity in &entities {
        for key in ["entity", "addressEntity", "subject", "object"] {
            for id in entity["properties"][key].as_array().into_iter().flatten() {
                assert!(ids.contains(id.as_str().unwrap()), "{id} of {entity}");
            }
        }
    }
}

#[test]
fn the_copy_of_the_database_holds_its_views_and_nothing_private() {
    let desk = Desk::new();
    let list = desk.file("secret-folder/list.xml", text(OLD_LIST));
    desk.done(&["init", "--list", &list, "--as-of", "2023-06-30"]);
    desk.run(&["import", &fixture("rules/2023-90202.xml")]);
    desk.done(&["acknowledge", "1", "--by", "Rosalind Secret", "--reason", "secret reason"]);
    let copy = desk.path("copy.db");
    desk.done(&["export", "--to", "sqlite", "-o", copy.to_str().unwrap()]);
    let bytes = std::fs::read(&copy).unwrap();
    for secret in ["secret-folder", "Rosalind", "secret reason"] {
        let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "{secret} is in the copy");
    }
    let of = |path: &std::path::Path, sql: &str| -> Vec<String> {
        let database = rusqlite::Connection::open(path).unwrap();
        let mut statement = database.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for view in of(&copy, "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name") {
        let count = format!("SELECT CAST(count(*) AS TEXT) FROM {view}");
        assert_eq!(of(&copy, &count), of(&desk.path("earwatch.db"), &count), "{view}");
    }
    assert_eq!(of(&copy, "PRAGMA journal_mode"), ["delete"]);
    assert_eq!(of(&copy, "SELECT CAST(count(*) AS TEXT) FROM pragma_foreign_key_check"), ["0"]);
    // Nothing but the program itself is needed to read it.
    let out = desk.done(&["--db", copy.to_str().unwrap(), "export", "--to", "ndjson"]);
    assert_eq!(out, desk.done(&["export", "--to", "ndjson"]));
}

#[test]
fn what_cannot_be_exported_is_refused_in_a_line() {
    let desk = Desk::with_list();
    for (args, words) in [
        (&["export", "--to", "ndjson", "--list", "meu-list"][..], "holds no meu-list"),
        (&["export", "--to", "ndjson", "--as-of", "2020-01-01"], "2020-01-01"),
        (&["export", "--to", "ndjson", "--since", "2020-01-01"], "2020-01-01"),
        (&["export", "--to", "csl", "--as-of", "2023-07-01", "--since", "2023-07-02"], "2023-07-02"),
        (&["export", "--to", "sqlite", "--since", "2023-07-02", "-o", "copy.db"], "leave out"),
        (&["export", "--to", "ftm", "--format", "json"], "--format"),
        (&["export", "--to", "ftm", "-o", "earwatch.db"], "it is the database"),
    ] {
        desk.refuses(args, &[words]);
    }
}
