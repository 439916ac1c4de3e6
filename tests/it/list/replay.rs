//! The proof: the sample's rules lead from its baseline to the list that they order, and to no other.

use std::fmt::Write as _;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

fn earwatch(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::cargo_bin("earwatch")
        .unwrap()
        .args(arguments)
        .arg("--db")
        .arg(folder.join("earwatch.db"))
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// The list that the sample's rules make of its baseline.
fn entries(folder: &Path) -> Vec<Value> {
    earwatch(folder, &["poll", "--archive", SAMPLE]);
    let (_, list) = earwatch(folder, &["list", "--as-of", "2026-01-01", "--format", "ndjson"]);
    list.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Entries in the layout of the eCFR.
fn ecfr(entries: &[Value]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br/>");
    let marked = |text: &str| {
        let mut out = String::new();
        for (at, part) in escape(text).split('^').enumerate() {
            let _ = if at % 2 == 1 { write!(out, "<sup>{part}</sup>") } else { write!(out, "{part}") };
        }
        out
    };
    let mut rows = String::new();
    let mut country = "";
    for entry in entries {
        let text = |key: &str| entry[key].as_str().unwrap();
        let heading = if text("country") == country { " " } else { text("country") };
        country = text("country");
        let _ = writeln!(
            rows,
            "<TR><TD>{}</TD><TD>{}</TD><TD>{}</TD><TD>{}</TD><TD>{}</TD></TR>",
            escape(heading),
            escape(text("entity_text")),
            marked(text("license_requirement")),
            escape(text("license_review_policy")),
            escape(text("citation_text")),
        );
    }
    format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
         <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\n\
         {rows}</TABLE></DIV9>"
    )
}

fn replay(folder: &Path, to: &[Value]) -> (i32, Value) {
    replay_of(folder, SAMPLE, to)
}

fn replay_of(folder: &Path, rules: &str, to: &[Value]) -> (i32, Value) {
    let list = folder.join("to.xml");
    std::fs::write(&list, ecfr(to)).unwrap();
    let baseline = format!("{SAMPLE}/baseline.xml");
    let to = list.to_str().unwrap();
    let arguments = ["replay", "--from", &baseline, "--rules", rules, "--to", to, "--format", "json"];
    let (code, json) = earwatch(folder, &arguments);
    (code, serde_json::from_str(&json).unwrap())
}

#[test]
fn the_rules_lead_to_the_list_that_they_order() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries(folder.path());
    let (code, replay) = replay(folder.path(), &entries);
    assert_eq!(code, 0, "{replay:#}");
    assert_eq!(replay["schema"], "earwatch/replay/1");
    assert_eq!(replay["entries"]["equal"], entries.len());
    assert_eq!(replay["entries"]["total"], entries.len());
    assert_eq!(replay["residual"], Value::Array(Vec::new()));
    let of = |number: &str| {
        let documents = replay["documents"].as_array().unwrap();
        let document = documents.iter().find(|document| document["number"] == number).unwrap();
        document["operations"].as_array().unwrap().clone()
    };
    let march = of("2025-05427");
    assert_eq!(march.len(), 12);
    assert!(march.iter().all(|operation| operation["op"] == "add" && operation["outcome"] == "applied"));
    let renamed = of("2023-07840");
    assert!(
        renamed.iter().any(|operation| {
            operation["op"] == "revise" && operation["name"].as_str().unwrap().starts_with("AOOK")
        })
    );
}

/// A rule that lies there by itself and in the issue of its day is applied once.
#[test]
fn a_rule_that_lies_there_twice_is_applied_once() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries(folder.path());
    let rules = folder.path().join("rules");
    std::fs::create_dir(&rules).unwrap();
    for file in std::fs::read_dir(SAMPLE).unwrap() {
        let file = file.unwrap();
        if !file.file_name().to_string_lossy().starts_with("baseline") {
            std::fs::copy(file.path(), rules.join(file.file_name())).unwrap();
        }
    }
    let rule = std::fs::read_to_string(rules.join("2025-05427.xml")).unwrap();
    let issue = format!(
        "<FEDREG><VOL>90</VOL><NO>59</NO><DATE>Friday, March 28, 2025</DATE><UNITNAME>Rules and Regulations</UNITNAME><RULES>{rule}</RULES></FEDREG>"
    );
    std::fs::write(rules.join("FR-2025-03-28.xml"), issue).unwrap();
    let (code, replay) = replay_of(folder.path(), rules.to_str().unwrap(), &entries);
    assert_eq!(code, 0, "{replay:#}");
    let documents = replay["documents"].as_array().unwrap();
    let march = documents.iter().filter(|document| document["number"] == "2025-05427");
    assert_eq!(march.count(), 1, "{replay:#}");
}

/// One changed word, one entry less, one entry more: each is told with its document.
#[test]
fn every_difference_is_told_with_the_document_that_set_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut to = entries(folder.path());
    let at = |to: &[Value], name: &str| to.iter().position(|entry| entry["name"] == name).unwrap();
    let nettrix = at(&to, "Nettrix Information Industry Co., Ltd.");
    to[nettrix]["license_review_policy"] = "Presumption of denial".into();
    let inspur = at(&to, "Inspur Taiwan");
    to.remove(inspur);
    let mut invented = to[0].clone();
    invented["entity_text"] = "No Such Company, Nowhere Street 1.".into();
    to.insert(0, invented);
    let (code, replay) = replay(folder.path(), &to);
    assert_eq!(code, 3);
    let told: Vec<_> = replay["residual"]
        .as_array()
        .unwrap()
        .iter()
        .map(|residual| {
            let text = |key: &str| residual[key].as_str().unwrap_or("–").to_owned();
            (text("name"), text("field"), text("document"), residual["theirs"].is_null())
        })
        .collect();
    let expected = [
        ("Nettrix Information Industry Co., Ltd.", "license_review_policy", "2025-05427", false),
        ("Inspur Taiwan", "entry", "2025-05427", true),
        ("No Such Company", "entry", "–", false),
    ]
    .map(|(name, field, document, gone)| (name.to_owned(), field.to_owned(), document.to_owned(), gone));
    assert_eq!(told, expected);
}

/// A note explains what its own amendment left open, and nothing else about the same name.
#[test]
fn a_note_explains_only_the_amendment_that_it_cites() {
    for (cited, code) in [("90 FR 14048", 0), ("89 FR 96836", 3)] {
        let folder = tempfile::tempdir().unwrap();
        let mut to = entries(folder.path());
        to.retain(|entry| entry["name"] != "Suma-USI Electronics Co., Ltd.");
        let note = format!(
            "<EDNOTE><P>At {cited}, Mar. 28, 2025, supplement no. 4 to part 744 was amended by adding an entry for “Suma-USI \
             Electronics Co., Ltd.”; however, these amendments could not be incorporated.</P></EDNOTE></DIV9>"
        );
        let list = folder.path().join("to.xml");
        std::fs::write(&list, ecfr(&to).replace("</DIV9>", &note)).unwrap();
        let baseline = format!("{SAMPLE}/baseline.xml");
        let arguments = ["replay", "--from", &baseline, "--rules", SAMPLE, "--to", list.to_str().unwrap()];
        let (ended, text) = earwatch(folder.path(), &arguments);
        assert!(text.contains("residual      1"), "{text}");
        assert_eq!(ended, code, "{cited}: {text}");
    }
}
