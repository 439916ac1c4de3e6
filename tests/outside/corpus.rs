//! The real lists, the one real rule, and documents of other agencies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::Test;
use crate::needs::corpus;
use crate::support::{Desk, named, text_of};
use chrono::NaiveDate;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::citations;
use serde_json::{Value, json};

const OLD: &str = "ecfr/supplement-4_2023-12-06.xml";
const NEW: &str = "ecfr/part-744_2026-07-23.xml";
const RULE: &str = "rules/2023-03929.xml";
const ISSUE: &str = "issues/FR-2024-02-12.xml";

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

/// Entries, countries and designations, as they were counted independently of this program.
fn both_real_lists_are_read_exactly() {
    for (name, entries, marks) in [
        (OLD, 2668, &[("[1,2]", 130), ("[3]", 492), ("[4]", 66)][..]),
        (NEW, 3411, &[("[1,2]", 130), ("[3]", 775), ("[4]", 96), ("[5]", 16)]),
    ] {
        let path = corpus(name);
        let read = Desk::with(&path, "2023-12-06").entries("1");
        assert_eq!(read.len(), entries, "{name}");
        let countries = count(read.iter().map(|entry| text_of(entry, "country")));
        assert_eq!(countries.len(), 91, "{name}");
        let mut found = count(read.iter().map(|entry| entry["designations"].to_string()));
        found.remove("[]");
        let expected = marks.iter().map(|(marks, times)| ((*marks).to_owned(), *times));
        assert_eq!(found, expected.collect(), "{name}");
        let soso = named(&read, "ICSOSO Electronics Co. Ltd.");
        assert_eq!(soso[0]["aliases"].as_array().map(Vec::len), Some(8), "{name}");
    }
}

/// The row with six cells in the capture of 2023 belongs to SPAIN, and so do the three below it.
fn the_row_with_six_cells_belongs_to_spain() {
    let path = corpus(OLD);
    let entries = Desk::with(&path, "2023-12-06").entries("1");
    let spain = entries.iter().filter(|entry| entry["country"] == "SPAIN");
    assert_eq!(spain.count(), 4);
}

/// Misprints of the official tables: swapped columns, a citation that leaked, an address that leaked.
fn misprints_of_the_real_lists_are_told() {
    for (name, suspects) in [
        (OLD, &["Djamshid Nezhad", "China HEAD Aerospace Technology Co."][..]),
        (NEW, &["Djamshid Nezhad", "Rayscience Optoelectronics Innovation Co., Ltd."]),
    ] {
        let path = corpus(name);
        let mut findings = Desk::with(&path, "2023-12-06").ndjson(&["findings"]);
        findings.retain(|finding| finding["code"] == "column-suspect");
        for suspect in suspects {
            assert_eq!(named(&findings, suspect).len(), 1, "{name}: {suspect}");
        }
    }
}

/// The list without the rows first cited on or after a day. A row that prints its country stays, so that the rows
/// below it keep theirs; the first half of ICSOSO goes with the second.
fn before(list: &str, day: NaiveDate) -> String {
    let mut out = String::new();
    for part in list.split_inclusive("</TR>") {
        let at = part.find("<TR>").unwrap_or(part.len());
        let (lead, row) = part.split_at(at);
        out.push_str(lead);
        let cited = row.rsplit_once("<TD").map(|(_, cell)| citations(cell).found);
        let late = match cited.unwrap_or_default().first() {
            Some(first) => first.date.is_some_and(|date| date >= day),
            None => row.contains("ICSOSO"),
        };
        let country = row.split_once("scope=\"row\">").is_some_and(|(_, cell)| cell.starts_with(char::is_uppercase));
        if country || !late {
            out.push_str(row);
        }
    }
    out
}

/// Country and all columns of an entry in canonical form.
fn key(entry: &Value) -> Vec<String> {
    ["country", "entity_text", "license_requirement", "license_review_policy", "citation_text"]
        .map(|column| canonical(text_of(entry, column)))
        .to_vec()
}

/// Names and countries of rows that no row of the official list equals.
fn differing(rows: &[Value], official: &[Value]) -> BTreeSet<String> {
    let official: BTreeSet<_> = official.iter().map(key).collect();
    let differing = rows.iter().filter(|row| !official.contains(&key(row)));
    differing.map(|row| format!("{}, {}", text_of(row, "name"), text_of(row, "country"))).collect()
}

/// The list before the rule, and the rule: 13 rows, equal to the official ones but for those that a later rule
/// revised (88 FR 23334) and the one that the capture of 2023 misprints.
fn the_real_rule_gives_the_real_rows() {
    let (old, new, rule) = (corpus(OLD), corpus(NEW), corpus(RULE));
    let list = before(&std::fs::read_to_string(&old).unwrap(), "2023-02-27".parse().unwrap());
    let desk = Desk::new();
    let base = desk.file("base.xml", list);
    desk.done(&["init", "--list", &base, "--as-of", "2023-02-01"]);
    desk.done(&["import", &rule, "--publication-date", "2023-02-27", "--volume", "88"]);
    let mut rows = desk.entries("2");
    rows.retain(|entry| entry["document"] == "2023-03929");
    assert_eq!(rows.len(), 13);
    let countries = count(rows.iter().map(|entry| text_of(entry, "country")));
    let expected = [
        ("CANADA", 2),
        ("CHINA, PEOPLE'S REPUBLIC OF", 5),
        ("FRANCE", 1),
        ("LUXEMBOURG", 1),
        ("NETHERLANDS", 1),
        ("RUSSIA", 3),
    ];
    assert_eq!(countries, expected.into());
    for row in &rows {
        assert_eq!(row["designations"], json!([3]), "{row}");
        assert_eq!(row["citation_text"], "88 FR 12171, 2/27/23.", "{row}");
    }
    let revised = [
        "AOOK Technology Ltd., CHINA, PEOPLE'S REPUBLIC OF",
        "Dexias Industrial Products and Trade Limited Company, RUSSIA",
    ];
    let misprinted = "China HEAD Aerospace Technology Co., FRANCE";
    let official = |path: &str| Desk::with(path, "2023-12-06").entries("1");
    let both: BTreeSet<_> = revised.map(str::to_owned).into();
    assert_eq!(differing(&rows, &official(&new)), both);
    let mut three = both;
    three.insert(misprinted.to_owned());
    assert_eq!(differing(&rows, &official(&old)), three);
    let findings = desk.findings(Some("2023-03929"));
    assert!(findings.contains("name-variant") && findings.contains("Spacety Co. Ltd."), "{findings}");
    assert!(!findings.contains("review |"), "{findings}");
}

/// Eight amendatory paragraphs, two of which change no list.
fn the_real_rule_has_eight_paragraphs() {
    let rule = corpus(RULE);
    let given = |_: Option<&_>| earwatch_law::document::Given::default();
    let text = std::fs::read_to_string(rule).unwrap();
    let reading = earwatch_law::document::xml::read(&text, &given).unwrap();
    let orders = earwatch_law::amendment::read(reading.documents.first().unwrap());
    assert_eq!(orders.instructions.len(), 8);
    assert_eq!(orders.amendments.len(), 13);
    let targeted = orders.instructions.iter().filter(|order| order.target.is_some());
    assert_eq!(targeted.count(), 6);
}

/// Rules of other agencies, and a whole day without a rule of ours, order nothing.
fn documents_of_others_order_nothing() {
    let (list, issue, folder) = (corpus(NEW), corpus(ISSUE), corpus("rules-other-agencies"));
    let desk = Desk::with(&list, "2001-01-01");
    let (findings, hashes) = (desk.findings(None), desk.hashes());
    desk.done(&["import", &issue]);
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let args = ["import", path.to_str().unwrap(), "--publication-date", "2016-05-02", "--volume", "81"];
        assert_eq!(desk.done(&args), "", "{args:?}");
    }
    assert_eq!(desk.ndjson(&["documents"]), Vec::<Value>::new());
    assert_eq!(desk.hashes(), hashes);
    assert_eq!(desk.findings(None), findings);
}

/// The same documents as if the bureau had issued them, without the parts and titles that their `REGTEXT`s state:
/// the words alone tell that none of it is a list of ours.
fn orders_of_others_name_no_list_of_ours() {
    let (issue, folder) = (corpus(ISSUE), corpus("rules-other-agencies"));
    let files = std::fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path()).chain([PathBuf::from(issue)]);
    let mut read = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let paragraphs = document.descendants().filter(|node| node.has_tag_name("AMDPAR"));
        let paragraphs: Vec<_> = (1..)
            .zip(paragraphs)
            .map(|(line, node)| earwatch_law::document::AmendatoryParagraph {
                title: None,
                part: None,
                text: earwatch_law::markup::flatten_line(node),
                place: earwatch_law::finding::Place { element: "AMDPAR".to_owned(), line, page: None },
            })
            .collect();
        let (instructions, findings) = earwatch_law::instruction::read(&paragraphs);
        read += paragraphs.len();
        let ours = instructions.iter().filter(|one| one.target.is_some());
        assert_eq!(ours.collect::<Vec<_>>(), Vec::<&earwatch_law::instruction::Instruction>::new());
        for paragraph in &paragraphs {
            let ordered = instructions.iter().any(|one| one.place == paragraph.place);
            let told = findings.iter().any(|one| one.place.as_ref() == Some(&paragraph.place));
            assert!(ordered || told, "{}: {}", path.display(), paragraph.text);
        }
    }
    assert_eq!(read, 283);
}

/// Two real lists: what came and what went. A file against itself, and against itself in the database: nothing.
fn the_real_lists_are_compared() {
    let (old, new) = (corpus(OLD), corpus(NEW));
    let desk = Desk::new();
    let diff = desk.json(&["diff", &old, &new]);
    let counts = json!({"added": 745, "removed": 2, "renamed": 0, "moved": 0, "changed": 173, "editorial": 984});
    assert_eq!(diff["counts"], counts);
    let texts = diff["texts"].as_array().unwrap().iter();
    let texts: Vec<_> = texts
        .map(|text| {
            let key = |key: &str| text[key].to_string().replace('"', "");
            ["subject", "footnote", "change", "entries"].map(key).join(" ")
        })
        .collect();
    let expected = [
        "introductory-text null revised null",
        "introductory-text null stayed null",
        "footnote 3 revised 775",
        "footnote 4 revised 96",
        "footnote 5 added 16",
    ];
    assert_eq!(texts, expected);
    let nothing = json!({"added": 0, "removed": 0, "renamed": 0, "moved": 0, "changed": 0, "editorial": 0});
    for list in [&old, &new] {
        assert_eq!(desk.json(&["diff", list, list])["counts"], nothing);
    }
    desk.done(&["init", "--list", &new, "--as-of", "2026-07-23"]);
    assert_eq!(desk.json(&["diff", "1", &new])["counts"], nothing);
}

/// The rule about affiliates of September 2025, its stay, and its return.
fn the_rule_about_affiliates_is_told_stayed_and_back() {
    let desk = Desk::with(&corpus(OLD), "2023-12-06");
    let rules = ["2025-19001", "2025-19846"].map(|number| corpus(&format!("reconstructed/plain/rules/{number}.xml")));
    desk.done(&["import", &rules[0], &rules[1]]);
    let owned = "foreign entities owned 50 percent or more by one or more listed entities, in aggregate";
    let words = |number: &str| -> Vec<String> {
        let report = desk.json(&["report", "--document", number, "--as-of", "2026-11-10"]);
        let sections = report["sections"].as_array().unwrap().iter();
        let rules = sections.flat_map(|section| section["provisions"].as_array().unwrap());
        rules.filter(|rule| rule["kind"] == "affiliates").map(|rule| text_of(rule, "words").to_owned()).collect()
    };
    let said = |words: &str| format!("By the texts on record, {words}");
    assert_eq!(words("2025-19001"), [said(&format!("the license requirements apply from 2025-09-29 to {owned}"))]);
    let stay = format!(
        "the rule by which the license requirements apply to {owned} is stayed from 2025-11-10 until 2026-11-09"
    );
    let back = format!("the license requirements apply again from 2026-11-10 to {owned}");
    assert_eq!(words("2025-19846"), [said(&stay), said(&back)]);
}

/// What the real part says of affiliates, all of it stayed by the notes of the eCFR, and back by itself.
fn the_sections_of_the_real_part_are_stayed_and_back() {
    let desk = Desk::with(&corpus(NEW), "2026-07-23");
    let on = |day: &str| -> Vec<String> {
        let text = desk.json(&["text", "--as-of", day]);
        let provisions = text["provisions"].as_array().unwrap().iter();
        let affiliates = provisions.filter(|one| one["kind"] == "affiliates");
        let mut said: Vec<_> =
            affiliates.map(|one| format!("{} {}", text_of(one, "section"), text_of(one, "standing"))).collect();
        said.dedup();
        said
    };
    let places = ["introductory text", "§ 744.8(a)(2)", "§ 744.11(a)(1)", "§ 744.21(a)(3)", "Supplement No. 8(b)"];
    assert_eq!(on("2026-11-09"), places.map(|place| format!("{place} stayed")));
    assert_eq!(on("2026-11-10"), places.map(|place| format!("{place} in-force")));
}

pub(crate) const TESTS: &[Test] = tests![
    both_real_lists_are_read_exactly,
    the_row_with_six_cells_belongs_to_spain,
    misprints_of_the_real_lists_are_told,
    the_real_rule_gives_the_real_rows,
    the_real_rule_has_eight_paragraphs,
    documents_of_others_order_nothing,
    orders_of_others_name_no_list_of_ours,
    the_real_lists_are_compared,
    the_rule_about_affiliates_is_told_stayed_and_back,
    the_sections_of_the_real_part_are_stayed_and_back,
];
