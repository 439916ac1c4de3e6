//! What reviewers decide holds as long as nothing that it rests on changes.

use serde_json::{Value, json};

use crate::support::Desk;

const DAY: [&str; 2] = ["--as-of", "2023-06-30"];

fn hit(desk: &Desk, path: &str, flags: &[&str]) -> Value {
    let screened = desk.json(&[&["screen", path], flags].concat());
    screened["results"][0]["hits"][0].clone()
}

/// A desk with one potential match: the file, and the public id of the entry.
fn desk() -> (Desk, String, String) {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", "id,name,country\n7,Coldridge Litho,CN\n");
    let id = hit(&desk, &path, &DAY)["entry"]["public_id"].as_str().unwrap().to_owned();
    (desk, path, id)
}

#[test]
fn a_dismissal_holds_until_the_party_changes() {
    let (desk, path, id) = desk();
    let fails = |code: i32| desk.ends_with(code, &[&["screen", &path, "--fail-on", "hits"], &DAY[..]].concat());
    fails(11);
    desk.done(&["decide", "7", &id, "--dismiss", "--by", "KL", "--reason", "another town"]);
    let decision = hit(&desk, &path, &DAY)["decision"].clone();
    assert_eq!((&decision["verdict"], &decision["holds"]), (&json!("dismissed"), &json!(true)));
    let told = fails(0);
    assert!(told.contains("Potential match, dismissed by a reviewer") && told.contains("another town"), "{told}");
    desk.file("parties.csv", "id,name,country\n7,Coldridge Litho,HK\n");
    let decision = hit(&desk, &path, &DAY)["decision"].clone();
    assert_eq!(decision["reopened"], json!(["the party's country changed"]));
    fails(11);
    // The last decision counts; all are on record.
    desk.done(&["decide", "7", &id, "--confirm", "--reason", "it is them"]);
    assert_eq!(hit(&desk, &path, &DAY)["decision"]["verdict"], "confirmed");
    fails(11);
    let log = desk.json(&["decide"]);
    assert_eq!(log.as_array().unwrap().len(), 2);
}

#[test]
fn decisions_go_out_and_come_in_as_csv() {
    let (desk, _, id) = desk();
    desk.done(&["decide", "7", &id, "--dismiss", "--by", "KL", "--reason", "another, smaller town"]);
    let log = desk.done(&["decide", "--format", "csv"]);
    let (there, _, _) = self::desk();
    let file = there.file("log.csv", log);
    there.done(&["decide", "--import", &file]);
    let there_path = there.path("parties.csv");
    let decision = hit(&there, there_path.to_str().unwrap(), &DAY)["decision"].clone();
    assert_eq!(decision["reason"], "another, smaller town");
    let bad =
        there.file("bad.csv", format!("party,entry,verdict,reason,by\n7,{id},dismissed,x,\n8,{id},dismissed,x,\n"));
    there.refuses(&["decide", "--import", &bad], &["decision 2: no party “8”"]);
    assert_eq!(there.json(&["decide"]).as_array().unwrap().len(), 1);
}

/// What an export brings in elsewhere is what it was: who, when, why, and what it rests on, so that what was open again is.
#[test]
fn an_export_comes_in_as_it_was() {
    let (desk, path, id) = desk();
    desk.done(&["decide", "7", &id, "--dismiss", "--by", "KL", "--reason", "another; \"smaller\" town"]);
    desk.file("parties.csv", "id,name,country\n7,Coldridge Litho,HK\n");
    assert_eq!(hit(&desk, &path, &DAY)["decision"]["holds"], json!(false));
    desk.done(&["decide", "7", &id, "--confirm", "--reason", "it is them"]);
    let log = desk.json(&["decide"]);
    for (key, words) in [("lists", "entity-list version 1"), ("program", env!("CARGO_PKG_VERSION"))] {
        assert_eq!(log[0][key], words);
    }
    assert_eq!(log[0]["threshold"], 0.76);
    assert_eq!(log[0]["input_hash"].as_str().unwrap().len(), 64);
    let export = desk.done(&["decide", "--format", "csv"]);
    let file = desk.file("log.csv", &export);
    // Into the same store it brings nothing, into another one all of it.
    desk.done(&["decide", "--import", &file]);
    assert_eq!(desk.done(&["decide", "--format", "csv"]), export);
    let there = Desk::with_list();
    let path = there.file("parties.csv", "id,name,country\n7,Coldridge Litho,CN\n");
    there.done(&["screen", &path, "--as-of", "2023-06-30"]);
    let file = there.file("log.csv", &export);
    there.done(&["decide", "--import", &file]);
    assert_eq!(there.done(&["decide", "--format", "csv"]), export);
    let decision = hit(&there, &path, &DAY)["decision"].clone();
    assert_eq!((&decision["verdict"], &decision["holds"]), (&json!("confirmed"), &json!(false)));
    let bad = there.file("bad.csv", export.replace("\"\"name\"\"", "\"\"nome\"\"").replace("it is them", "x"));
    there.refuses(&["decide", "--import", &bad], &["expected in kinds"]);
    let bad = there.file("bad.csv", export.replace(",0.76,", ",high,").replace("it is them", "x"));
    there.refuses(&["decide", "--import", &bad], &["expected in threshold", "“high”"]);
}

#[test]
fn a_party_is_forgotten_with_all_that_is_remembered_of_it() {
    let (desk, path, id) = desk();
    desk.file("parties.csv", "id,name,country\n7,Coldridge Lithographx,CN\n8,Wong Kai-Ming,HK\n");
    desk.done(&["screen", &path, "--as-of", "2023-06-30"]);
    desk.done(&["decide", "7", &id, "--dismiss", "--reason", "not they"]);
    let told = desk.done(&["decide", "--forget", "7"]);
    for words in ["2 states of its fields, 2 potential matches", "1 decision", "what stays: the figures of 2 runs"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for name in ["parties.db", "parties.db-wal"] {
        let bytes = std::fs::read(desk.path(name)).unwrap_or_default();
        assert!(!bytes.windows(10).any(|window| window == b"ithographx"), "{name}");
    }
    desk.refuses(&["decide", "--forget", "7"], &["nothing is remembered of a party “7”"]);
    // The other one is there, and it comes again with the file.
    assert_eq!(desk.json(&["screen", &path, "--as-of", "2023-06-30"])["counts"]["with_hits"], 2);
}

#[test]
fn what_is_no_potential_match_is_not_decided() {
    let (desk, _, id) = desk();
    for (party, entry, words) in
        [("8", id.as_str(), "no party “8”"), ("7", "el-0000000000000000", "no entry of today's lists has the id")]
    {
        desk.refuses(&["decide", party, entry, "--dismiss", "--reason", "x"], &[words]);
    }
    desk.refuses(&["decide", "7", &id, "--dismiss", "--reason", " "], &["a reason is missing"]);
    desk.ends_with(2, &["decide", "7", &id, "--reason", "x"]);
    desk.ends_with(2, &["decide", "7", &id, "--dismiss", "--confirm", "--reason", "x"]);
}
