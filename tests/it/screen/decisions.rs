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
