//! `earwatch doctor --deep`: whatever was changed in the database behind the program's back is named.

use rusqlite::Connection;

use crate::support::{Desk, fixture};

fn desk() -> Desk {
    Desk::after(&["rules/2023-90101.xml", "rules/2023-90202.xml"])
}

/// What `doctor --deep` says of captures, versions and chain.
fn deep(desk: &Desk) -> (i32, String) {
    let ended = desk.run(&["doctor", "--deep"]);
    (ended.code, ended.out + &ended.err)
}

#[test]
fn what_was_written_by_the_program_passes() {
    let (code, told) = deep(&desk());
    assert_eq!(code, 3, "no poll yet: {told}");
    for words in ["5 captures, each with the SHA-256", "all as recorded", "3 links whole"] {
        assert!(told.contains(words), "{told}");
    }
}

/// What is done to the file, and what is said of it.
#[test]
fn what_was_changed_is_named() {
    let cases: &[(&str, &[&str])] = &[
        (
            "UPDATE captures SET bytes = CAST(bytes || x'20' AS BLOB) WHERE url LIKE '%90101.xml'",
            &["2023-90101.xml", "was received"],
        ),
        ("UPDATE captures SET sha256 = '00' WHERE url LIKE '%90202.json'", &["2023-90202.json", "and 00 was received"]),
        ("DELETE FROM captures WHERE url LIKE '%90101.xml'", &["is missing: the text of document 2023-90101"]),
        ("DELETE FROM captures WHERE url LIKE '%markup.xml'", &["is missing: the list of version 1"]),
        (
            "UPDATE versions SET content_hash = '00' WHERE number = 2",
            &["version 2 is recorded with the content hash 00"],
        ),
        ("UPDATE versions SET content_hash = '00' WHERE number = 1", &["version 1", "the content hash 00"]),
        ("UPDATE versions SET effective = '2023-01-01' WHERE number = 2", &["document or days of version 2"]),
        (
            "UPDATE entry_versions SET entity_text = entity_text || '.' WHERE name LIKE 'Djalil%'",
            &["the entry “", "version 1", "Djalil"],
        ),
        ("UPDATE entry_versions SET name = 'X' WHERE opened_in = 2", &["the entry “X”"]),
        ("UPDATE entry_versions SET citation_text = 'X' WHERE opened_in = 3", &["version 3: the entry “"]),
        ("DELETE FROM entry_versions WHERE opened_in = 1 AND name LIKE 'Djalil%'", &["Djalil"]),
        ("DELETE FROM closings", &["the end of the entry “"]),
        ("UPDATE frames SET body = replace(body, 'FRANCE', 'FRANKIA')", &["the texts around the entries"]),
        ("UPDATE amendments SET outcome = 'held' WHERE outcome = 'applied'", &["the outcomes of document 2023-90101"]),
        ("DELETE FROM amendments WHERE outcome = 'applied'", &["the outcomes of document"]),
        (
            "UPDATE documents SET title = 'X' WHERE number = '2023-90101'",
            &["title, pages or dates of document 2023-90101"],
        ),
        ("UPDATE instructions SET quote = 'X' WHERE ordinal = 1", &["the instructions of document 2023-90101"]),
        ("UPDATE findings SET message = 'X'", &["findings recorded by run"]),
        ("DELETE FROM findings WHERE id = (SELECT min(id) FROM findings)", &["findings recorded by run"]),
        ("UPDATE runs SET message = 'X' WHERE id = 2", &["what is on record of run 2 differs"]),
        (
            "UPDATE run_chain SET sha256 = '00' WHERE run = 2",
            &["the link of run 2 does not have the hash", "run 3 does not follow"],
        ),
        ("UPDATE run_chain SET record = replace(record, 'import', 'poll') WHERE run = 2", &["the link of run 2"]),
        ("DELETE FROM run_chain WHERE run = 2", &["run 2 has no link", "run 3 does not follow"]),
        ("UPDATE public_ids SET public_id = 'X' WHERE version = 2", &["the public id"]),
    ];
    for (change, words) in cases {
        let desk = desk();
        let database = Connection::open(desk.path("earwatch.db")).unwrap();
        database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        assert!(database.execute(change, []).unwrap() > 0, "{change}");
        drop(database);
        let (code, told) = deep(&desk);
        assert_eq!(code, 1, "{change}: {told}");
        for word in *words {
            assert!(told.contains(word), "{change} does not say “{word}”: {told}");
        }
        let ended = desk.run(&["bundle", "-o", "b.zip"]);
        assert!(ended.code == 1 && !desk.path("b.zip").exists(), "{change}: {}{}", ended.out, ended.err);
    }
}

/// Every page of the file in turn is overwritten: none of it passes unseen, but for pages that hold nothing.
#[test]
fn a_damaged_page_is_named() {
    let desk = desk();
    let good = desk.database();
    let page = 4096;
    let mut unseen = Vec::new();
    let pages = good.len() / page;
    for at in (1..pages).step_by((pages / 40).max(1)) {
        let mut bad = good.clone();
        bad[at * page..at * page + page].iter_mut().for_each(|byte| *byte ^= 0x5a);
        desk.file("earwatch.db", &bad);
        let (code, told) = deep(&desk);
        if code != 1 {
            unseen.push(format!("page {at}: {told}"));
        }
    }
    assert!(unseen.len() <= 4, "{} unseen: {unseen:#?}", unseen.len());
}

/// A database that had runs before there was a chain: the chain begins with the next run, and that is said.
#[test]
fn a_chain_begins_with_the_run_after_it_was_thought_of() {
    let desk = desk();
    let database = Connection::open(desk.path("earwatch.db")).unwrap();
    database.execute_batch("DELETE FROM run_chain").unwrap();
    drop(database);
    assert!(deep(&desk).1.contains("no run here is under the chain"));
    desk.run(&["import", &fixture("rules/2023-90303.xml")]);
    let told = deep(&desk).1;
    assert!(told.contains("it begins with run 4, which covers what 3 runs before it left"), "{told}");
    desk.done(&["bundle", "-o", "b.zip"]);
    desk.done(&["verify-bundle", "b.zip"]);
    desk.done(&["bundle", "--run", "2", "-o", "b.zip"]);
    let database = Connection::open(desk.path("earwatch.db")).unwrap();
    database.execute_batch("UPDATE findings SET message = 'X' WHERE run = 2").unwrap();
    assert!(deep(&desk).1.contains("findings recorded by run 4 differ"), "what it covers is of runs before it");
}

/// What another version of the program derived may read otherwise now; that is no damage.
#[test]
fn what_another_version_of_the_program_derived_is_told_as_such() {
    let desk = desk();
    let database = Connection::open(desk.path("earwatch.db")).unwrap();
    database
        .execute_batch(
            "UPDATE runs SET program = '0.1.9'; DELETE FROM run_chain;
             UPDATE versions SET content_hash = '00' WHERE number = 3;",
        )
        .unwrap();
    drop(database);
    let told = deep(&desk).1;
    assert!(told.contains("derived     look") && told.contains("recorded by version 0.1.9"), "{told}");
    desk.refuses(&["bundle", "-o", "b.zip"], &["derived by version 0.1.9", "earwatch poll"]);
}

/// A document read with an overlay is derived again with the overlay on record, wherever the file is now.
#[test]
fn overlays_are_derived_again_as_they_were() {
    let desk = desk();
    let accept = "reviewer = \"KL\"\n[[accept]]\ncode = \"row-without-instruction\"\nname = \"Uncalled For AG\"\nreason = \"seen\"\n";
    let overlay = desk.file("overlays/2023-90303.toml", accept);
    desk.run(&["import", &fixture("rules/2023-90303.xml")]);
    std::fs::remove_file(overlay).unwrap();
    let told = deep(&desk).1;
    assert!(told.contains("all as recorded"), "{told}");
    desk.done(&["bundle", "-o", "b.zip"]);
    desk.done(&["verify-bundle", "b.zip"]);
}
