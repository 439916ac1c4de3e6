//! Rules of the fixtures, stage by stage: what they order, what is made of it, and what the list says afterwards.

use crate::support::{self, Desk, NEW_LIST, fixture, named, pretty, text, text_of};
use earwatch_law::amendment::{self, Orders};
use earwatch_law::document::Given;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::xml;
use serde::Serialize;
use serde_json::Value;

const ADDITIONS: &str = "rules/2023-90101";
const REVISIONS: &str = "rules/2023-90202";
const PARTLY: &str = "rules/2023-90303";
const UNVERIFIED: &str = "rules/2023-90404";
const UNKNOWN: &str = "rules/2023-90606";
const ISSUE: &str = "issues/FR-2023-10-02";

fn xml_of(rule: &str) -> String {
    format!("{rule}.xml")
}

/// What a rule with its record orders.
fn orders(rule: &str) -> Orders {
    let json = text(&format!("{rule}.json"));
    let record = DocumentRecord::from_json(json.as_bytes()).unwrap();
    let given = |_: Option<&_>| Given { record: Some(record.clone()), ..Given::default() };
    let reading = xml::read(&text(&xml_of(rule)), &given).unwrap();
    amendment::read(reading.documents.first().unwrap())
}

fn each<T: Serialize>(values: &[T]) -> String {
    let values: Vec<_> = values.iter().map(|value| serde_json::to_value(value).unwrap()).collect();
    pretty(&values)
}

fn imported(rules: &[(i32, &str)]) -> Desk {
    let desk = Desk::with_list();
    for (code, rule) in rules {
        desk.import(*code, &xml_of(rule));
    }
    desk
}

/// Entries that a document set.
fn set_by(desk: &Desk, version: &str, document: &str) -> Vec<Value> {
    let mut entries = desk.entries(version);
    entries.retain(|entry| text_of(entry, "document") == document);
    entries
}

/// Each order with its target, verb, names, certainty and quote; the authority citation is a named no-effect.
#[test]
fn instructions_are_read() {
    for rule in [ADDITIONS, REVISIONS, PARTLY] {
        let name = format!("instructions_of_{}", rule.rsplit('/').next().unwrap());
        golden!(name, each(&orders(rule).instructions));
    }
}

/// Each order with its row: stars, headers and countries are no rows, and addresses of the next row are joined.
#[test]
fn amendments_are_made() {
    for rule in [ADDITIONS, REVISIONS, PARTLY] {
        let name = format!("amendments_of_{}", rule.rsplit('/').next().unwrap());
        golden!(name, each(&orders(rule).amendments));
    }
}

/// What does not add up, in the document itself and against the list.
#[test]
fn findings_are_told() {
    let desk = imported(&[(0, ADDITIONS), (0, REVISIONS), (3, PARTLY)]);
    for number in ["2023-90101", "2023-90202", "2023-90303"] {
        golden!(format!("findings_of_{number}"), desk.findings(Some(number)));
    }
}

/// The rows that stand on the list afterwards, each with the document and the day that set it.
#[test]
fn rows_stand_on_the_list_afterwards() {
    let desk = imported(&[(0, ADDITIONS), (0, REVISIONS), (3, PARTLY)]);
    for (version, number) in [("2", "2023-90101"), ("3", "2023-90202"), ("4", "2023-90303")] {
        golden!(format!("rows_of_{number}"), pretty(&set_by(&desk, version, number)));
    }
}

/// The document begins on page 41170; its first amendatory paragraph for the supplement stands on 41171.
#[test]
fn the_placeholder_becomes_the_page_of_the_first_amendatory_paragraph() {
    let desk = imported(&[(0, ADDITIONS)]);
    let entries = set_by(&desk, "2", "2023-90101");
    assert_eq!(entries.len(), 7);
    for entry in entries {
        assert_eq!(entry["citation_text"], "88 FR 41171, 7/10/23.");
    }
}

/// Addresses in a row of their own belong to the entry above them.
#[test]
fn addresses_of_the_following_row_are_joined() {
    let desk = imported(&[(0, ADDITIONS)]);
    let entries = desk.entries("2");
    for (name, aliases, addresses) in
        [("Northern Signal Inc.", 3, 1), ("Promtekh Komplekt JSC", 1, 2), ("Kestrel Logic Ltd.", 2, 1)]
    {
        let entry = named(&entries, name)[0];
        assert_eq!(entry["aliases"].as_array().map(Vec::len), Some(aliases), "{name}");
        assert_eq!(entry["addresses"].as_array().map(Vec::len), Some(addresses), "{name}");
    }
}

/// A revision whose row bears another name renames the entry, which stays the same one.
#[test]
fn a_renamed_entry_keeps_its_identity() {
    let desk = imported(&[(0, ADDITIONS), (0, REVISIONS)]);
    let (before, after) = (desk.entries("2"), desk.entries("3"));
    let old = named(&before, "Kestrel Logic Ltd.")[0];
    let new = named(&after, "Kestrel Logic Limited")[0];
    assert_eq!(old["id"], new["id"]);
    assert!(named(&after, "Kestrel Logic Ltd.").is_empty());
    let revised = named(&after, "Huamei Drone Parts Company")[0];
    assert_eq!(revised["designations"], serde_json::json!([4]));
    assert!(named(&after, "Gulf Meridian FZE").is_empty());
    assert_eq!(named(&after, "Marmara Parça Ticaret A.Ş.")[0]["addresses"].as_array().map(Vec::len), Some(3));
}

/// The record beside the document says it all; flags say it where there is none; else it is derived and said so.
#[test]
fn volume_and_date_come_from_record_flags_or_derivation() {
    let alone = |desk: &Desk| desk.file("alone/2023-90101.xml", text("rules/2023-90101.xml"));
    let with_record = imported(&[(0, ADDITIONS)]);
    let flagged = Desk::with_list();
    let path = alone(&flagged);
    flagged.done(&["import", &path, "--publication-date", "2023-07-10", "--volume", "88"]);
    let derived = Desk::with_list();
    derived.done(&["import", &alone(&derived)]);
    for (desk, says_so) in [(&with_record, false), (&flagged, false), (&derived, true)] {
        assert_eq!(desk.hashes(), with_record.hashes());
        let documents = desk.ndjson(&["documents"]);
        assert_eq!(text_of(&documents[0], "published"), "2023-07-10");
        assert_eq!(documents[0]["volume"], 88);
        let findings = desk.findings(Some("2023-90101"));
        assert_eq!(findings.contains("metadata-derived"), says_so, "{findings}");
    }
}

/// Flags that contradict the placeholder are believed and the difference is told.
#[test]
fn a_date_that_contradicts_the_placeholder_is_told() {
    let desk = Desk::with_list();
    let path = desk.file("alone/2023-90101.xml", text("rules/2023-90101.xml"));
    desk.ends_with(3, &["import", &path, "--publication-date", "2023-07-11", "--volume", "88"]);
    assert!(desk.findings(None).contains("date-ambiguous"));
}

/// A removal prints no placeholder, so nothing tells when it was published.
#[test]
fn a_document_without_any_date_is_refused() {
    let desk = Desk::with_list();
    let path = desk.file("alone/2023-90606.xml", text("rules/2023-90606.xml"));
    let ended = desk.run(&["import", &path]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("--publication-date"), "{}", ended.err);
    assert_eq!(desk.hashes().len(), 1);
}

/// What was read once is not read again: no version, no finding, no word.
#[test]
fn importing_twice_changes_nothing() {
    let desk = imported(&[(0, ADDITIONS), (3, PARTLY)]);
    let versions = desk.done(&["versions"]);
    let (findings, entries) = (desk.findings(None), desk.entries("3"));
    for rule in [ADDITIONS, PARTLY] {
        let ended = desk.run(&["import", &fixture(&xml_of(rule))]);
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    }
    assert_eq!(desk.done(&["versions"]), versions);
    assert_eq!((desk.findings(None), desk.entries("3")), (findings, entries));
}

/// A document none of which applies leaves the last good version, exits with 3, and says why.
#[test]
fn a_document_that_does_not_apply_leaves_the_last_good_version() {
    let desk = imported(&[(0, ADDITIONS)]);
    let before = desk.done(&["versions"]);
    let report = desk.ends_with(3, &["import", &fixture(&xml_of(UNKNOWN))]);
    assert_eq!(desk.done(&["versions"]), before);
    assert!(report.contains("entry-not-found"), "{report}");
    assert!(report.contains("“Lapis Road Trader”"), "{report}");
    assert!(desk.findings(Some("2023-90606")).contains("entry-not-found"));
}

/// What can be applied is; the rest is told, one finding for each.
#[test]
fn a_document_applies_as_far_as_it_can() {
    let desk = imported(&[(3, PARTLY)]);
    let entries = desk.entries("2");
    assert_eq!(entries.len(), 22);
    assert_eq!(named(&entries, "Rheinwerk Sensorik GmbH").len(), 1);
    assert!(named(&entries, "Uncalled For AG").is_empty());
    let findings = desk.findings(Some("2023-90303"));
    let review = findings.lines().filter(|line| line.starts_with("review"));
    assert_eq!(review.count(), 3, "{findings}");
}

/// A rule for a list without a baseline is recorded and changes nothing; with a baseline, it is applied.
#[test]
fn a_rule_for_the_unverified_list_needs_its_baseline() {
    let desk = imported(&[(0, UNVERIFIED)]);
    assert_eq!(desk.hashes().len(), 1);
    assert!(desk.findings(Some("2023-90404")).contains("list-not-tracked"));
    let desk = Desk::with(&fixture(NEW_LIST), "2023-06-30");
    desk.import(0, &xml_of(UNVERIFIED));
    let entries = desk.ndjson(&["list", "--version", "2", "--list", "unverified-list"]);
    let optics = named(&entries, "Gyumri Optics")[0];
    assert_eq!(optics["citation_text"], "88 FR 65501, 9/25/23.");
    assert_eq!(entries.len(), 4);
}

/// Of a whole-day issue, only the rule that names a list is recorded; volume and date are the issue's.
#[test]
fn a_whole_day_issue_yields_the_one_rule_of_ours() {
    let desk = imported(&[(0, ISSUE)]);
    let documents = desk.ndjson(&["documents"]);
    assert_eq!(documents.len(), 1);
    assert_eq!(text_of(&documents[0], "number"), "2023-90505");
    assert_eq!(text_of(&documents[0], "published"), "2023-10-02");
    assert_eq!(documents[0]["volume"], 88);
    assert!(named(&desk.entries("2"), "Nevatron LLC").is_empty());
    assert_eq!(desk.entries("2").len(), 20);
}

/// A late document goes to its place in the chain; what comes after it is derived again, and what was reported
/// before stays on record.
#[test]
fn documents_in_reverse_order_give_the_same_chain() {
    let in_order = imported(&[(0, ADDITIONS), (0, REVISIONS), (3, PARTLY), (0, ISSUE)]);
    // The renaming finds its entry only after the addition has come in.
    let reversed = imported(&[(0, ISSUE), (3, PARTLY), (3, REVISIONS)]);
    let ids_before = identities(&reversed);
    reversed.import(3, &xml_of(ADDITIONS));
    assert_eq!(in_order.hashes(), reversed.hashes());
    let ids_after = identities(&reversed);
    for (entry, id) in &ids_before {
        if let Some((_, after)) = ids_after.iter().find(|(other, _)| other == entry) {
            assert_eq!(id, after, "{entry}");
        }
    }
    // Version 2 was the issue applied alone; version 9 is the end of the chain that stands.
    assert_eq!(reversed.entries("2").len(), 20);
    assert!(!reversed.findings(None).contains("Kestrel Logic"));
}

/// All documents at once, in whatever order they are named, are one run in the order of application.
#[test]
fn documents_of_one_call_apply_in_their_order() {
    let desk = Desk::with_list();
    let paths = [ISSUE, PARTLY, REVISIONS, ADDITIONS].map(|rule| fixture(&xml_of(rule)));
    let mut args = vec!["import"];
    args.extend(paths.iter().map(String::as_str));
    desk.ends_with(3, &args);
    let in_order = imported(&[(0, ADDITIONS), (0, REVISIONS), (3, PARTLY), (0, ISSUE)]);
    assert_eq!(desk.hashes(), in_order.hashes());
    assert_eq!(desk.ndjson(&["runs"]).len(), 2);
}

/// Country, name and identity of the entries of the last version.
fn identities(desk: &Desk) -> Vec<(String, Value)> {
    let versions = desk.ndjson(&["versions"]);
    let last = versions.last().unwrap()["number"].to_string();
    desk.entries(&last)
        .into_iter()
        .map(|entry| {
            let key = [text_of(&entry, "country"), text_of(&entry, "entity_text")].join(" | ");
            (key, entry["id"].clone())
        })
        .collect()
}

/// As of a day counts what is in force; known by a day counts what had been published.
#[test]
fn a_list_is_read_as_of_a_day_and_as_known_by_a_day() {
    let desk = imported(&[(0, ADDITIONS)]);
    for (args, expected) in [
        (&["--as-of", "2023-07-06"][..], 21),
        (&["--as-of", "2023-07-07"], 28),
        (&["--as-of", "2023-07-08", "--known-by", "2023-07-08"], 21),
        (&["--as-of", "2023-07-08", "--known-by", "2023-07-10"], 28),
    ] {
        let entries = desk.ndjson(&[&["list"], args].concat());
        assert_eq!(entries.len(), expected, "{args:?}");
    }
}

/// The as-of date of a baseline is a publication date: what was published by then is in it, and is not applied.
#[test]
fn a_document_that_the_baseline_contains_is_not_applied() {
    for (as_of, status, versions) in [("2023-07-10", "in-baseline", 1), ("2023-07-09", "applied", 2)] {
        let desk = Desk::with(&fixture(support::OLD_LIST), as_of);
        desk.import(0, &xml_of(ADDITIONS));
        assert_eq!(text_of(&desk.ndjson(&["documents"])[0], "status"), status, "{as_of}");
        assert_eq!(desk.hashes().len(), versions, "{as_of}");
    }
}
