//! Mistakes at the command line: each is answered with what was expected and what to do.

use crate::support::standin::{StandIn, World};
use crate::support::{self, Desk};

/// What is asked, and words of the answer.
const MISTAKES: [(&[&str], &[&str]); 40] = [
    (&["list", "--as-of", "03/24/2025"], &["YYYY-MM-DD", "03/24/2025", "did you mean 2025-03-24?"]),
    (&["list", "--as-of", "yesterday"], &["YYYY-MM-DD", "yesterday"]),
    (&["list", "--as-of", "2025-02-30"], &["no day of the calendar"]),
    (&["list", "--as-of", "2025-3-4"], &["did you mean 2025-03-04?"]),
    (&["list", "--as-of", ""], &["YYYY-MM-DD"]),
    (&["list", "--known-by", "March 24, 2025"], &["did you mean 2025-03-24?"]),
    (&["poll", "--until", "24.3.2025"], &["YYYY-MM-DD"]),
    (&["backfill", "--since", "2025"], &["YYYY-MM-DD"]),
    (&["report", "--since", "x"], &["YYYY-MM-DD"]),
    (&["init", "--list", "x", "--as-of", "7/1/2023"], &["did you mean 2023-07-01?"]),
    (&["list", "--version", "two"], &["a number such as 3", "two"]),
    (&["list", "--version", "0"], &["a number such as 3"]),
    (&["list", "--version", "99"], &["there is no version 99", "earwatch versions"]),
    (&["list", "--list", "entities"], &["entity-list, unverified-list, meu-list", "entities"]),
    (&["findings", "--run", "x"], &["a number such as 3"]),
    (&["findings", "--run", "77"], &["run 77 is not on record", "earwatch runs"]),
    (&["acknowledge", "x", "--by", "RM", "--reason", "seen"], &["a number such as 3"]),
    (&["import", "x", "--volume", "0"], &["a volume of the Federal Register"]),
    (&["show", ""], &["expected a name, an alias or the number"]),
    (&["show", " — "], &["no letter or digit"]),
    (&["history", ""], &["expected a name, an alias or the number"]),
    (&["show", "99999"], &["no entry of this database has the number 99999", "earwatch list"]),
    (&["history", "99999"], &["has the number 99999"]),
    (&["show", "Zzyzx"], &["no entry is called “Zzyzx”", "no name is close to it"]),
    (&["show", "--address", "."], &["words of an address"]),
    (&["report", "--document", "90101"], &["not on record", "did you mean 2023-90101?"]),
    (&["report", "--document", "2023-9010"], &["did you mean 2023-90101?"]),
    (&["report", "--document", ""], &["a document number such as 2025-05427"]),
    (&["report", "--document", "2023-90101@July"], &["E8-23178@2008-10-03"]),
    (&["report", "--document", "2023-90101@2022-01-01"], &["did you mean 2023-90101@2023-07-10?"]),
    (&["findings", "--document", "90101"], &["did you mean 2023-90101?"]),
    (&["diff", "1", "90101"], &["there is no version of that number"]),
    (&["diff", "07/10/2023", "2"], &["did you mean 2023-07-10?"]),
    (&["diff", "", "2"], &["nothing is named"]),
    (&["diff", "1", "2023-02-30"], &["no day of the calendar"]),
    (&["diff", "1", "2023-9010"], &["did you mean 2023-90101?"]),
    (&["diff", ".", "2"], &["that is a folder"]),
    (&["list", "-o", "no/such/folder/list.txt"], &["the folder", "is not there; make it first"]),
    (&["list", "-o", "config.toml/list.txt"], &["is no folder"]),
    (&["site", "out", "--base-url", "here"], &["https://example.org/earwatch", "here"]),
];

#[test]
fn each_mistake_is_answered_with_what_was_expected() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.file("config.toml", "");
    for (asked, words) in MISTAKES {
        let ended = desk.run(asked);
        assert!([1, 2].contains(&ended.code) && ended.out.is_empty(), "{asked:?}: {}{}", ended.out, ended.err);
        for word in words {
            assert!(ended.err.contains(word), "{asked:?} does not say “{word}”: {}", ended.err);
        }
        // The folder of the test itself begins with the same letters as a file that is on its way.
        let said = ended.err.replace(desk.path("").to_str().unwrap(), "");
        for leak in [".tmp", "os error", "Error code", "invalid digit", "invalid characters"] {
            assert!(!said.contains(leak), "{asked:?}: {said}");
        }
    }
}

#[test]
fn a_file_that_is_no_database_is_said_once() {
    let desk = Desk::new();
    let text = desk.file("notes.txt", "x".repeat(5000));
    for db in [text.as_str(), "."] {
        let ended = desk.run(&["--db", db, "list"]);
        assert!(ended.err.contains("is not a database of this program"), "{}", ended.err);
        assert_eq!(ended.err.matches("database").count(), 1, "{}", ended.err);
    }
}

#[test]
fn a_configuration_that_is_no_toml_is_said_plainly() {
    let desk = Desk::with_list();
    desk.file("config.toml", "[sources\n");
    let ended = desk.run(&["list"]);
    assert!(ended.code == 2 && ended.err.contains("this is no TOML: "), "{}", ended.err);
}

/// The operators of a public server want to know whom to ask.
#[test]
fn a_poll_without_a_contact_warns() {
    let (desk, hosts) = (Desk::with_list(), StandIn::new(World::default()));
    let poll = |contact: &str, more: &[&str]| {
        let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
        program.env("EARWATCH_CONTACT", contact).args(["poll", "--until", "2023-06-30"]).args(more);
        support::ended(&program.output().unwrap())
    };
    let warned = poll("", &[]);
    assert!(warned.code == 0 && warned.err.contains("warning: no contact is configured"), "{}", warned.err);
    assert_eq!(poll("", &["--quiet"]).err, "");
    assert_eq!(poll("compliance@example.org", &[]).err, "");
}

/// Before 2016 numbers were given twice: without a day both are meant.
#[test]
fn a_number_that_two_documents_bear_is_told_apart_by_the_day() {
    let desk = Desk::with_list();
    let rule = |day: &str, printed: &str, name: &str, page: u32| {
        let json = support::text("rules/2023-90101.json");
        let mut record: serde_json::Value = serde_json::from_str(&json).unwrap();
        record["document_number"] = "E8-90101".into();
        record["publication_date"] = day.into();
        record["start_page"] = page.into();
        record["title"] = format!("Additions of {printed}").into();
        let xml = support::text("rules/2023-90101.xml").replace("2023-90101", "E8-90101").replace("Maple Relay", name);
        desk.file(&format!("{day}/E8-90101.json"), record.to_string());
        desk.file(&format!("{day}/E8-90101.xml"), xml)
    };
    let first = rule("2023-07-10", "July", "Maple Relay", 41_170);
    let second = rule("2023-08-10", "August", "Birch Relay", 51_170);
    desk.run(&["import", &first]);
    desk.run(&["import", &second]);
    let documents = desk.done(&["documents"]);
    assert_eq!(documents.matches("E8-90101").count(), 2, "{documents}");
    let report = |name: &str| desk.run(&["report", "--document", name, "--format", "json"]).out;
    let (both, one) = (report("E8-90101"), report("E8-90101@2023-07-10"));
    assert!(both.contains("Documents E8-90101@2023-07-10 and E8-90101@2023-08-10"), "{both}");
    assert!(both.contains("Maple Relay") && both.contains("Birch Relay"), "{both}");
    assert!(one.contains("Maple Relay") && !one.contains("Birch Relay"), "{one}");
    assert!(one.contains("88 FR 41170") && !one.contains("88 FR 51170"), "{one}");
    let ended = desk.run(&["diff", "1", "E8-90101"]);
    assert!(ended.err.contains("E8-90101@2023-07-10 or E8-90101@2023-08-10"), "{}", ended.err);
    assert_eq!(desk.run(&["diff", "1", "E8-90101@2023-08-10"]).err, "");
    let of = |name: &str| desk.ndjson(&["findings", "--document", name]).len();
    assert_eq!(of("E8-90101"), of("E8-90101@2023-07-10") + of("E8-90101@2023-08-10"));
    desk.done(&["site", "out"]);
}
