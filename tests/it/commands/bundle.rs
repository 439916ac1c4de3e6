//! `earwatch bundle` and `verify-bundle`: what is in a bundle, and that nothing in it can be changed unnoticed.

use std::sync::LazyLock;

use serde_json::Value;

use crate::support::zipped::{Member, listed_anew, members, zip};
use crate::support::{Desk, fixture, text_of};

const FIRST: &str = "rules/2023-90101.xml";
const LATER: &str = "rules/2023-90202.xml";

/// A desk with two rules, each imported by a run of its own, and what a bundle of it holds: made once and copied.
fn bundled() -> (Desk, Vec<Member>) {
    static MADE: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
        let first = Desk::after(&[FIRST, LATER]);
        first.done(&["bundle", "-o", "b.zip"]);
        [first.database(), std::fs::read(first.path("b.zip")).unwrap()]
    });
    let [database, bundle] = &*MADE;
    let desk = Desk::new();
    desk.file("earwatch.db", database);
    desk.file("b.zip", bundle);
    (desk, members(bundle))
}

fn made(desk: &Desk, args: &[&str]) -> Vec<Member> {
    desk.done(&[&["bundle", "-o", "b.zip"], args].concat());
    members(&std::fs::read(desk.path("b.zip")).unwrap())
}

fn bytes<'a>(members: &'a [Member], name: &str) -> &'a [u8] {
    &members.iter().find(|member| member.name == name).unwrap_or_else(|| panic!("no {name}")).bytes
}

fn json(members: &[Member], name: &str) -> Value {
    serde_json::from_slice(bytes(members, name)).unwrap()
}

/// The rows of a table, as they stand in a bundle.
fn rows(members: &[Member], table: &str) -> Vec<Value> {
    let text = String::from_utf8(bytes(members, &format!("records/{table}.ndjson")).to_vec()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn captured(members: &[Member]) -> Vec<&str> {
    let names = members.iter().filter_map(|member| member.name.strip_prefix("captures/"));
    names.filter_map(|name| name.split_once('-')).map(|(_, name)| name).collect()
}

fn change(members: &mut [Member], name: &str, from: &str, to: &str) {
    let member = members.iter_mut().find(|member| member.name == name).unwrap();
    let text = String::from_utf8(member.bytes.clone()).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    member.bytes = text.replacen(from, to, 1).into_bytes();
}

/// One line names the file and says what is wrong; nothing else is printed, and nothing is written.
fn refused(desk: &Desk, file: &[u8], words: &[&str], why: &str) {
    desk.file("bad.zip", file);
    let before = std::fs::read_dir(desk.path("")).unwrap().count();
    desk.refuses(&["verify-bundle", "bad.zip"], &[&["bad.zip: "], words].concat());
    assert_eq!(std::fs::read_dir(desk.path("")).unwrap().count(), before, "{why}");
}

/// Bytes that do not pack.
fn random(count: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

/// The checks that are not ok, by name and detail.
fn broken(desk: &Desk, code: i32, members: &[Member]) -> String {
    desk.file("bad.zip", zip(members));
    let ended = desk.run(&["verify-bundle", "bad.zip"]);
    assert_eq!(ended.code, code, "{}{}", ended.out, ended.err);
    ended.out.lines().filter(|line| !line.contains(" ok ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_bundle_holds_what_was_received_and_what_was_made_of_it() {
    let (desk, members) = bundled();
    let about = json(&members, "bundle.json");
    for capture in about["captures"].as_array().unwrap() {
        let bytes = bytes(&members, text_of(capture, "member"));
        assert_eq!(text_of(capture, "sha256"), earwatch_law::digest::sha256_hex(bytes));
        assert!(text_of(capture, "url").starts_with("file://") && text_of(capture, "retrieved").contains('T'));
    }
    let names =
        ["supplement-4_2023-markup.xml", "2023-90101.json", "2023-90101.xml", "2023-90202.json", "2023-90202.xml"];
    assert_eq!(captured(&members), names);
    let text = std::fs::read(fixture(LATER)).unwrap();
    let member = members.iter().find(|member| member.name.ends_with("2023-90202.xml")).unwrap();
    assert_eq!(member.bytes, text);
    assert_eq!(rows(&members, "documents").len(), 2);
    assert!(rows(&members, "amendments").iter().any(|row| row["outcome"] == "applied"));
    assert!(!rows(&members, "findings").is_empty());
    assert_eq!(
        json(&members, "lists/entity-list.json")["entries"].as_array().unwrap().len(),
        desk.ndjson(&["list"]).len()
    );
    assert_eq!(json(&members, "report.json")["schema"], "earwatch/report/1");
    let config = String::from_utf8(bytes(&members, "config.json").to_vec()).unwrap();
    assert!(config.contains("sources.federal_register.base_url") && !config.contains("earwatch.db"), "{config}");
    let told = desk.done(&["verify-bundle", "b.zip"]);
    for words in ["byte for byte the same", "all as recorded", "3 links whole", "proves nothing against whoever made"] {
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn the_same_database_and_options_give_the_same_bytes() {
    let (desk, _) = bundled();
    let first = std::fs::read(desk.path("b.zip")).unwrap();
    let copy = Desk::new();
    copy.file("earwatch.db", desk.database());
    for desk in [&desk, &copy] {
        desk.done(&["bundle", "-o", "again.zip"]);
        assert_eq!(std::fs::read(desk.path("again.zip")).unwrap(), first);
    }
}

/// The manifest's hash is printed, and stands in the chain behind the runs before it.
#[test]
fn the_manifest_is_recorded_in_the_chain_of_runs() {
    let (desk, members) = bundled();
    let sha256 = earwatch_law::digest::sha256_hex(bytes(&members, "SHA256SUMS"));
    let again = desk.done(&["bundle", "-o", "again.zip"]);
    assert!(again.contains(&format!("manifest SHA-256 {sha256}\n")), "{again}");
    let runs = desk.done(&["runs"]);
    assert_eq!(runs.matches(&sha256).count(), 1, "{runs}");
    desk.run(&["import", &fixture("rules/2023-90303.xml")]);
    let later = rows(&made(&desk, &[]), "run_chain");
    let link = later.iter().map(|row| text_of(row, "record")).find(|record| record.contains("\"manifest\""));
    assert!(link.unwrap().contains(&sha256));
    assert!(desk.run(&["doctor", "--deep"]).out.contains("6 links whole"));
}

/// What is asked for, and the documents, versions and captures that are in the bundle then.
#[test]
fn a_bundle_of_a_state_holds_nothing_later() {
    let one_run = Desk::with_list();
    one_run.run(&["import", &fixture("rules")]);
    let versions = one_run.ndjson(&["versions"]);
    for version in &versions {
        let number = version["number"].to_string();
        let members = made(&one_run, &["--version", &number]);
        let last = rows(&members, "versions").last().unwrap().clone();
        assert_eq!(last["number"], version["number"], "all of one run");
        assert_eq!(last["content_hash"], version["content_hash"]);
        let documents = rows(&members, "documents");
        assert_eq!(captured(&members).len(), 1 + 2 * documents.len(), "list, texts and records: {number}");
        one_run.done(&["verify-bundle", "b.zip"]);
    }
    let (desk, _) = bundled();
    let later = fixture("rules/2023-90303.xml");
    desk.run(&["import", &later]);
    for (args, documents, why) in [
        (["--run", "1"], 0, "the starting list alone"),
        (["--run", "2"], 1, "after the first rule"),
        (["--run", "3"], 2, "after the second"),
        (["--version", "2"], 1, "what the first rule made"),
    ] {
        let members = made(&desk, &args);
        assert_eq!(rows(&members, "documents").len(), documents, "{why}");
        assert!(!captured(&members).contains(&"2023-90303.xml"), "{why}");
        desk.done(&["verify-bundle", "b.zip"]);
    }
}

/// A rule that comes late replaces versions: what was on record before it is what a bundle of the earlier run holds.
#[test]
fn versions_that_were_replaced_since_stand_in_the_bundle_of_their_run() {
    let desk = Desk::with_list();
    desk.run(&["import", &fixture(LATER)]);
    let before = desk.hashes();
    desk.run(&["import", &fixture(FIRST)]);
    assert_ne!(desk.hashes(), before);
    let members = made(&desk, &["--run", "2"]);
    let hashes: Vec<_> = rows(&members, "versions").iter().map(|row| text_of(row, "content_hash").to_owned()).collect();
    assert_eq!(hashes, before);
    assert!(rows(&members, "versions").iter().all(|row| row["superseded_by"].is_null()));
    desk.done(&["verify-bundle", "b.zip"]);
    let told = desk.run(&["doctor", "--deep"]).out;
    assert!(told.contains("that were replaced read as they were written"), "{told}");
}

/// The same document from another file later: the earlier bundle holds the file that it was read from then.
#[test]
fn a_text_that_came_again_later_is_not_in_the_earlier_bundle() {
    let desk = Desk::with_list();
    desk.run(&["import", &fixture(FIRST)]);
    let text = std::fs::read_to_string(fixture(FIRST)).unwrap();
    desk.file("again/2023-90101.json", std::fs::read(fixture("rules/2023-90101.json")).unwrap());
    let again = desk.file("again/2023-90101.xml", format!("{text}\n<!-- printed again -->"));
    desk.run(&["import", &again]);
    let whole = made(&desk, &[]);
    let now = captured(&whole).len();
    let then = made(&desk, &["--run", "2"]);
    assert_eq!((captured(&then).len(), now), (3, 5));
    desk.done(&["verify-bundle", "b.zip"]);
}

#[test]
fn a_day_before_the_first_run_is_the_version_in_force_then_and_that_is_said() {
    let (desk, _) = bundled();
    let versions = desk.ndjson(&["versions"]);
    let day = text_of(&versions[1], "effective").to_owned();
    let told = desk.done(&["bundle", "--date", &day, "-o", "day.zip"]);
    assert!(told.contains(&format!("nothing was on record yet on {day}: what led to version 2")), "{told}");
    desk.done(&["verify-bundle", "day.zip"]);
    desk.refuses(&["bundle", "--date", "2001-01-01", "-o", "day.zip"], &["nothing is known about 2001-01-01"]);
    desk.refuses(&["bundle", "--run", "99", "-o", "day.zip"], &["run 99 is not on record", "earwatch runs"]);
    desk.refuses(&["bundle", "--version", "99", "-o", "day.zip"], &["version 99 is not on record"]);
    desk.refuses(&["bundle"], &["-o FILE"]);
}

/// Parties are named only where that is asked for.
#[test]
fn screenings_are_in_a_bundle_only_if_asked_for() {
    let (desk, _) = bundled();
    let parties = desk.file("parties.csv", "id,name\n1,Lapis Road Traders\n2,Quiet Harbour Bakery\n");
    desk.run(&["screen", &parties, "--store", "parties.db"]);
    desk.file("config.toml", "[screening]\nstore = \"parties.db\"\n");
    let holds = |members: &[Member]| members.iter().any(|member| member.name.starts_with("screening/"));
    assert!(!holds(&made(&desk, &[])));
    let with = made(&desk, &["--with-screening"]);
    let runs = String::from_utf8(bytes(&with, "screening/runs.ndjson").to_vec()).unwrap();
    assert_eq!(runs.lines().count(), 1, "{runs}");
    desk.done(&["verify-bundle", "b.zip"]);
}

#[test]
fn what_is_no_bundle_is_refused_in_one_line() {
    let (desk, good) = bundled();
    let file = zip(&good);
    desk.file("good.zip", &file);
    desk.done(&["verify-bundle", "good.zip"]);
    let with = |member: Member| zip(&[good.as_slice(), &[member]].concat());
    let named = |name: &str| with(Member::new(name, "x"));
    let mut stored = file.clone();
    stored[8] = 0;
    let zip64 = [&file[..file.len() - 22], b"PK\x06\x07", &[0; 16], &file[file.len() - 22..]].concat();
    let mut comment = file.clone();
    *comment.iter_mut().rev().nth(1).unwrap() = 5;
    comment.extend(b"hello");
    // Each unpacks to no more than deflate can make of it, and all of them to too much.
    let tenth =
        |at: usize| Member { said: Some(60 << 20), ..Member::new(&format!("captures/b{at}"), random(61 << 10)) };
    let bomb = zip(&(0..10).map(tenth).collect::<Vec<_>>());
    let cases: [(Vec<u8>, &[&str], &str); 26] = [
        (named("/etc/passwd"), &["“/etc/passwd”", "absolute path"], "absolute"),
        (named("C:/x"), &["“C:/x”", "another system"], "a drive"),
        (named("a\\b"), &["another system"], "a path of Windows"),
        (named("captures/../../x"), &["leads out of the bundle"], "outwards"),
        (named(".."), &["leads out of the bundle"], "outwards alone"),
        (named("captures//x"), &["no member of a bundle has"], "an empty part"),
        (named("captures/x\u{202e}"), &["no member of a bundle has"], "hidden letters"),
        (named("captures/"), &["no member of a bundle has"], "a folder"),
        (named("report.json"), &["two members named report.json"], "doubled"),
        (named("Report.JSON"), &["two members named Report.JSON"], "doubled for systems that know no case"),
        (named("SHA256SUMS"), &["two members named SHA256SUMS"], "a second manifest"),
        (named("captures/SHA256SUMS"), &["was added, a second manifest"], "a second manifest elsewhere"),
        (named("captures/000099-x.xml"), &["captures/000099-x.xml was added"], "added"),
        (with(Member { attributes: 0o120_777 << 16, ..Member::new("captures/l", "x") }), &["is a link"], "a link"),
        (with(Member { flags: 1, ..Member::new("captures/e", "x") }), &["is encrypted"], "encrypted"),
        (with(Member { flags: 8, ..Member::new("captures/d", "x") }), &["captures/d was added"], "flags"),
        (bomb, &["captures/b8", "more than a bundle may hold"], "a bomb of many"),
        (
            with(Member { said: Some(9), ..Member::new("captures/b", vec![0; 1 << 20]) }),
            &["captures/b"],
            "a bomb that lies",
        ),
        (
            with(Member { said: Some(1 << 28), ..Member::new("captures/b", "x") }),
            &["captures/b", "more than"],
            "a size that lies",
        ),
        (
            stored,
            &["packed again or changed", "the header of the member SHA256SUMS"],
            "a header that contradicts the directory",
        ),
        (zip64, &["zip64"], "zip64"),
        (comment, &["5 bytes stand behind the end"], "a comment"),
        ([b"#!/bin/sh\n".as_slice(), &file].concat(), &["10 bytes stand before"], "something before it"),
        ([file.as_slice(), b"<html>"].concat(), &["6 bytes stand behind the end"], "something behind it"),
        (file[..file.len() / 2].to_vec(), &["it breaks off"], "cut off"),
        (b"<!DOCTYPE html><html>Request Access</html>".to_vec(), &["this is no zip file"], "a web page"),
    ];
    for (file, words, why) in &cases {
        refused(&desk, file, words, why);
    }
    refused(&desk, b"", &["this is no zip file"], "empty");
    refused(&desk, &zip(&[]), &["no SHA256SUMS"], "a zip without members");
    refused(&desk, &zip(&[Member::new("a.xml", "<a/>")]), &["no SHA256SUMS"], "another zip");
    desk.refuses(&["verify-bundle", "nothing.zip"], &["cannot read nothing.zip"]);
    desk.refuses(&["verify-bundle", "."], &["found a folder"]);
}

#[test]
fn changed_missing_and_doubled_members_are_named() {
    let (desk, good) = bundled();
    for at in 0..good.len() {
        let name = good[at].name.clone();
        let mut changed = good.clone();
        changed[at].bytes.push(b' ');
        refused(&desk, &zip(&changed), &[if name == "SHA256SUMS" { "of SHA256SUMS" } else { &name }], &name);
        let mut missing = good.clone();
        missing.remove(at);
        refused(&desk, &zip(&missing), &[&name], &name);
    }
    let mut doubled = good.clone();
    let line = String::from_utf8(doubled[0].bytes.clone()).unwrap().lines().next().unwrap().to_owned() + "\n";
    doubled[0].bytes.extend(line.as_bytes());
    refused(&desk, &zip(&doubled), &["of SHA256SUMS names", "a second time"], "a line twice");
    let mut two = good;
    change(&mut two, "report.html", "<", " <");
    change(&mut two, "config.json", "[", " [");
    refused(&desk, &zip(&two), &["config.json was changed; report.html was changed"], "both are named");
}

/// Whoever makes a manifest that fits still does not get past the captures: what is changed, and what finds it.
#[test]
fn what_does_not_follow_from_the_captures_is_found_under_a_new_manifest() {
    let (desk, good) = bundled();
    let rule = good.iter().find(|member| member.name.ends_with("2023-90101.xml")).unwrap().name.clone();
    let cases: [(&str, &str, &str, &[&str]); 8] = [
        ("lists/entity-list.json", "Djalil", "Djamil", &["lists/entity-list.json (/entries/"]),
        ("report.json", "\"subject\"", "\"Subject\"", &["report.json (/Subject"]),
        ("records/entry_versions.ndjson", "Djalil", "Djamil", &["the entry “", "does not follow from the captures"]),
        (
            "records/amendments.ndjson",
            "\"applied\"",
            "\"held\"",
            &["the outcomes of document", "amendments recorded by run"],
        ),
        ("records/findings.ndjson", "\"message\":\"", "\"message\":\"not: ", &["findings recorded by run"]),
        (
            "records/runs.ndjson",
            "\"exit_code\":",
            "\"exit_code\":1",
            &["what is on record of run 1 differs from its link"],
        ),
        ("records/instructions.ndjson", "adding", "striking", &["the instructions of document"]),
        ("bundle.json", "\"url\": \"file:", "\"url\": \"http:", &["bundle.json (/captures/0/url)"]),
    ];
    for (member, from, to, words) in cases {
        let mut forged = good.clone();
        change(&mut forged, member, from, to);
        listed_anew(&mut forged);
        let told = broken(&desk, 1, &forged);
        for word in words {
            assert!(told.contains(word), "{member}: {told}");
        }
    }
    let mut forged = good.clone();
    change(&mut forged, &rule, "adding", "removing");
    listed_anew(&mut forged);
    let told = broken(&desk, 1, &forged);
    assert!(told.contains("has the SHA-256") && told.contains("2023-90101.xml"), "{told}");
    for (table, line) in
        [("documents", "{\"nonsense\":1}"), ("versions", "{\"number\":"), ("runs", "[]"), ("runs", "{\"id\":{}}")]
    {
        let mut forged = good.clone();
        let name = format!("records/{table}.ndjson");
        forged.iter_mut().find(|member| member.name == name).unwrap().bytes.extend(line.as_bytes());
        listed_anew(&mut forged);
        refused(&desk, &zip(&forged), &[&name, "line"], "rows that are none");
    }
    let mut forged = good;
    forged.push(Member::new("notes.txt", "x"));
    listed_anew(&mut forged);
    refused(&desk, &zip(&forged), &["notes.txt: no member of a bundle is called so"], "listed, and unknown");
}

/// Another version of the program tells the same in other words: the hashes have to be the same, and what differs is named.
#[test]
fn a_bundle_of_another_version_of_the_program_is_held_against_its_hashes() {
    let (desk, mut other) = bundled();
    change(
        &mut other,
        "bundle.json",
        &format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION")),
        "\"program\": \"0.1.9\"",
    );
    change(&mut other, "report.json", "\"subject\": \"", "\"subject\": \"the former words: ");
    listed_anew(&mut other);
    desk.file("other.zip", zip(&other));
    let told = desk.done(&["verify-bundle", "other.zip"]);
    assert!(told.contains("made by version 0.1.9") && told.contains("report.json (/subject)"), "{told}");
    let mut newer = other;
    change(&mut newer, "bundle.json", "earwatch/bundle/1", "earwatch/bundle/2");
    listed_anew(&mut newer);
    refused(&desk, &zip(&newer), &["expected earwatch/bundle/1, but found earwatch/bundle/2"], "a later form");
}

#[test]
fn keys_that_are_none_are_wrong_usage() {
    let (desk, _) = bundled();
    let key = desk.file("key", "untrusted comment: x\nRWQ=\n");
    for args in [
        vec!["bundle", "-o", "s.zip", "--sign", &key],
        vec!["bundle", "-o", "s.zip", "--sign", "nothing"],
        vec!["verify-bundle", "b.zip", "--key", &key],
        vec!["verify-bundle", "b.zip", "--key", "RW"],
    ] {
        assert_eq!(desk.run(&args).code, 2, "{args:?}");
        desk.refuses(&args, &[]);
    }
    assert!(!desk.path("s.zip").exists());
    let public = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    let told = desk.ends_with(1, &["verify-bundle", "b.zip", "--key", public]);
    assert!(told.contains("was to have signed it"), "{told}");
}
