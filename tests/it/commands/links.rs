//! `earwatch links`: who sits where an entry sits or sat, or bears a name of it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::support::written::Written;
use crate::support::{Desk, text_of};

const CHINA: &str = "CHINA, PEOPLE'S REPUBLIC OF";

fn put(desk: &Desk, rule: &Written) {
    let record = json!({"document_number": rule.number, "title": "Changes", "type": "Rule", "volume": 91,
        "start_page": rule.page, "publication_date": rule.published.to_string()});
    let xml = desk.file(&format!("{}.xml", rule.number), rule.xml());
    desk.file(&format!("{}.json", rule.number), record.to_string());
    desk.done(&["import", &xml]);
}

/// A list on which a company of one building is removed, and others sit or come to sit there.
fn desk() -> Desk {
    let desk = Desk::with_list();
    let rule = |number: &str, day: &str, page: u32| {
        let day: NaiveDate = day.parse().unwrap();
        Written::new(number, day, day, page)
    };
    put(
        &desk,
        &rule("2026-00001", "2026-01-05", 100)
            .add(CHINA, "Vantor Optics", "No. 8 Hefeng Road, Wuxi, Jiangsu, China")
            .add(CHINA, "Quillon Trading", "Room 12, 8 Hefeng Rd., Wuxi, China")
            .add(CHINA, "Tessel Marine", "No. 9 Hefeng Road, Wuxi, Jiangsu, China")
            .add(CHINA, "Orvane Freight", "8 Hefeng Road, Wuxi; and No. 77 Lanting Street, Dalian, China"),
    );
    put(
        &desk,
        &rule("2026-00002", "2026-03-02", 200)
            .order(format!("Under {CHINA}, by removing the entry for “Vantor Optics”"))
            .add(CHINA, "Sarrow Instruments (f.k.a. Vantor Optics)", "5 Beiling Lane, Harbin, China")
            .add(CHINA, "Moreth Cargo", "77 Lanting St., Dalian, China"),
    );
    desk
}

/// The links of an entry: kind, the other party, and whether it is listed.
fn told(desk: &Desk, args: &[&str]) -> Vec<String> {
    let linked = desk.json(&[&["links"], args].concat());
    let parties = linked["parties"].as_array().unwrap();
    let party = |id: &Value| parties.iter().find(|party| party["id"] == *id).unwrap();
    let edge = |edge: &Value| {
        let (one, other) = (party(&edge["one"]), party(&edge["other"]));
        let listed = if other["listed"] == true { "" } else { " (removed)" };
        format!("{} {}: {}{listed}", text_of(one, "name"), text_of(edge, "kind"), text_of(other, "name"))
    };
    let mut told: Vec<_> = linked["edges"].as_array().unwrap().iter().map(edge).collect();
    told.sort();
    told
}

#[test]
fn removed_entries_are_among_those_that_sit_there() {
    let desk = desk();
    for (asked, day, expected) in [
        ("Quillon Trading", "2026-02-01", &["Orvane Freight", "Vantor Optics"][..]),
        ("quillon trading", "2026-04-01", &["Orvane Freight", "Vantor Optics (removed)"]),
        ("Tessel Marine", "2026-04-01", &[]),
        ("Moreth Cargo", "2026-04-01", &["Orvane Freight"]),
    ] {
        let expected: Vec<_> = expected.iter().map(|other| format!(" same-building: {other}")).collect();
        let told = told(&desk, &[asked, "--as-of", day]);
        assert_eq!(told.len(), expected.len(), "{asked}: {told:?}");
        for words in expected {
            assert!(told.iter().any(|it| it.ends_with(&words)), "{asked}: {words}: {told:?}");
        }
    }
}

#[test]
fn who_is_not_listed_yet_is_not_found() {
    let desk = desk();
    desk.refuses(&["links", "Moreth Cargo", "--as-of", "2026-02-28"], &["no entry is called “Moreth Cargo”"]);
    desk.refuses(&["links", "Moreth Cargo", "--as-of", "2026-04-01", "--known-by", "2026-02-28"], &["Moreth Cargo"]);
}

#[test]
fn over_several_steps_the_way_is_told() {
    let desk = desk();
    assert_eq!(
        told(&desk, &["Moreth Cargo", "--as-of", "2026-04-01", "--depth", "2"]),
        [
            "Moreth Cargo same-building: Orvane Freight",
            "Orvane Freight same-building: Quillon Trading",
            "Orvane Freight same-building: Vantor Optics (removed)",
        ]
    );
    let linked = desk.json(&["links", "Moreth Cargo", "--as-of", "2026-04-01", "--depth", "3"]);
    let steps: Vec<_> =
        linked["parties"].as_array().unwrap().iter().map(|party| party["steps"].as_u64().unwrap()).collect();
    assert_eq!(steps, [0, 1, 2, 2, 3], "the one with the former name is further away");
}

#[test]
fn a_successor_is_suspected_by_building_and_by_former_name() {
    let desk = desk();
    let linked = desk.json(&["links", "Vantor Optics", "--as-of", "2026-04-01"]);
    assert_eq!(
        (text_of(&linked["parties"][0], "removed_on"), text_of(&linked["parties"][0], "removed_by")),
        ("2026-03-02", "2026-00002")
    );
    let suspicions: Vec<_> =
        linked["edges"].as_array().unwrap().iter().map(|edge| text_of(edge, "suspicion")).collect();
    for words in [
        "“Quillon Trading” may be the successor of “Vantor Optics”, which was removed on 2026-03-02: it sits where it sat",
        "“Sarrow Instruments” may be the successor of “Vantor Optics”, which was removed on 2026-03-02: it is called",
    ] {
        assert!(suspicions.iter().any(|said| said.starts_with(words)), "{words}: {suspicions:?}");
    }
    for format in ["text", "md", "html", "csv"] {
        let out = desk.done(&["links", "Quillon Trading", "--as-of", "2026-04-01", "--format", format]);
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "No. 8 Hefeng Road, Wuxi, Jiangsu, China",
            "Room 12, 8 Hefeng Rd., Wuxi, China",
            "2026-03-02",
            "house number",
        ] {
            assert!(out.replace("\\.", ".").contains(words), "{format}: {words}: {out}");
        }
    }
}

#[test]
fn who_is_meant_is_found_as_elsewhere() {
    let desk = desk();
    let nearly = desk.done(&["links", "Quilon Tradings", "--as-of", "2026-04-01"]);
    assert!(nearly.contains("Nothing is called exactly “Quilon Tradings”; nearest: “Quillon Trading”."), "{nearly}");
    desk.refuses(&["links", "Nobody At All"], &["no entry is called “Nobody At All”"]);
    desk.refuses(&["links", "Quillon Trading", "--as-of", "2020-01-01"], &["2023-06-30"]);
    assert_eq!(desk.run(&["links", "Quillon Trading", "--depth", "0"]).code, 2);
    desk.refuses(&["links", "Quillon Trading", "--format", "atom"], &["`links` prints"]);
}
