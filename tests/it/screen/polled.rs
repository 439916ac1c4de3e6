//! Parties that the configuration names are screened by each poll: what is new is told once, at the head of what is meant for
//! it, and nowhere else; and a screening that fails holds no report back.

use std::time::Duration;

use crate::support::{self, Desk, Ended, fixture};
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const PARTIES: &str = "id,name,country\n1,Coldridge Litho,CN\n2,Maple Relay Incorporated,CA\n3,Kestrel Logic Ltd,HK\n\
                       4,Huamei Drone Parts,CN\n5,Gulf Meridian,AE\n6,Nobody At All,\n";
const SCREENING: &str = "[screening]\nparties = \"parties.csv\"\n";
/// One folder that is told of parties, and one that is not.
const FOLDERS: &str = "[delivery.mine]\nkind = \"files\"\ndir = \"mine\"\nhits = true\n\
                       formats = [\"txt\", \"html\", \"mail\", \"md\", \"json\", \"csv\", \"atom\", \"jsonfeed\"]\n\
                       [delivery.open]\nkind = \"files\"\ndir = \"open\"\nformats = [\"txt\", \"json\"]\n";
/// Days: before all rules, that of the first, that of the second.
const DAYS: [&str; 3] = ["2023-07-05", "2023-07-10", "2023-08-21"];

fn desk(config: &str) -> Desk {
    let desk = Desk::with_list();
    desk.file("config.toml", config);
    desk.file("parties.csv", PARTIES);
    for rule in ["2023-90101", "2023-90202"] {
        for extension in ["xml", "json"] {
            let file = format!("{rule}.{extension}");
            desk.file(&format!("archive/{file}"), std::fs::read(fixture(&format!("rules/{file}"))).unwrap());
        }
    }
    desk
}

fn poll(desk: &Desk, day: &str) -> Ended {
    desk.run(&["poll", "--archive", "archive", "--until", day])
}

/// What a poll prints as JSON of parties: news, party, kind and what changed of each match.
fn told(desk: &Desk, day: &str) -> Vec<(String, String, String, String)> {
    let ended = desk.run(&["poll", "--archive", "archive", "--until", day, "--format", "json"]);
    if ended.out.is_empty() {
        return Vec::new();
    }
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let hits = report["screening"]["hits"].as_array().unwrap().iter();
    let mut told: Vec<_> = hits
        .map(|hit| {
            let changed = hit["changed"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join("; ");
            (text(&hit["party"]["id"]), text(&hit["news"]), text(&hit["hit"]["kind"]), changed)
        })
        .collect();
    told.sort();
    told
}

fn short(told: &[(String, String, String, String)]) -> Vec<String> {
    told.iter().map(|(id, news, kind, _)| format!("{id} {news} {kind}")).collect()
}

fn entry(desk: &Desk, name: &str) -> String {
    desk.json(&["show", name])[0]["public_id"].as_str().unwrap().to_owned()
}

fn all_files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(all_files(&path));
        } else {
            files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    files
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn new_matches_head_what_is_meant_for_them_and_are_nowhere_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk(&format!("{SCREENING}{FOLDERS}"));
    let first = poll(&desk, DAYS[0]);
    assert_eq!((first.code, first.err.as_str()), (3, ""));
    assert!(first.out.starts_with("3 potential matches with your parties ("), "{}", first.out);
    let again = poll(&desk, DAYS[0]);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "two polls are one");
    let second = poll(&desk, DAYS[1]);
    assert!(second.out.starts_with("2 potential matches with your parties ("), "{}", second.out);
    for words in [
        "YOUR PARTIES: 2 POTENTIAL MATCHES, REVIEW",
        "Maple Relay Incorporated (id 2): Maple Relay Inc.",
        "new, strong",
    ] {
        assert!(second.out.contains(words), "{words}: {}", second.out);
    }
    let secret = "Maple Relay Incorporated";
    for (name, bytes) in all_files(&desk.path("mine")) {
        let is_told =
            name.contains(DAYS[1]) && !name.contains(".csv") && !name.contains("atom") && !name.contains("feed");
        assert_eq!(holds(&bytes, secret), is_told || name.contains("latest") && holds(&bytes, secret), "{name}");
        let mode = std::fs::metadata(&name).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name}");
    }
    desk.done(&["site", "site"]);
    for folder in ["open", "site"] {
        for (name, bytes) in all_files(&desk.path(folder)) {
            assert!(!holds(&bytes, secret) && !holds(&bytes, "Your parties"), "{name}");
        }
    }
    assert!(!desk.done(&["report"]).contains(secret));
    for (name, bytes) in all_files(&desk.path(".")) {
        let is_lists = name.contains("earwatch.db");
        assert!(!is_lists || !holds(&bytes, secret), "{name}");
    }
}

#[test]
fn what_a_rule_does_to_an_entry_is_told_of_whom_it_matches() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[0]);
    poll(&desk, DAYS[1]);
    let told = told(&desk, DAYS[2]);
    assert_eq!(short(&told), ["3 entry-changed name", "4 entry-changed name", "5 new successor"]);
    let by = "changed by document 2023-90202, in force from 2023-08-18";
    assert_eq!(told[0].3, format!("the entry's name {by}"));
    assert_eq!(told[1].3, format!("the entry's designations, license requirement {by}"));
}

/// What a reviewer dismissed is not told again, what one confirmed is when the entry changes; and what a decision rests on
/// opens it again, with the rule that changed it.
#[test]
fn decisions_are_respected_until_a_rule_changes_what_they_rest_on() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[0]);
    poll(&desk, DAYS[1]);
    for (party, name, verdict) in [
        ("3", "Kestrel Logic Ltd.", "--dismiss"),
        ("4", "Huamei Drone Parts Company", "--confirm"),
        ("1", "Coldridge Lithography Co., Ltd.", "--dismiss"),
    ] {
        desk.done(&["decide", party, &entry(&desk, name), verdict, "--by", "KL", "--reason", "looked at"]);
    }
    assert_eq!(poll(&desk, DAYS[1]).out, "");
    let told = told(&desk, DAYS[2]);
    assert_eq!(short(&told), ["3 open-again name", "4 entry-changed name", "5 new successor"]);
    assert_eq!(told[0].3, "the entry's names changed by document 2023-90202, in force from 2023-08-18");
    assert_eq!(poll(&desk, DAYS[2]).out, "");
    // The party's side: a new country opens the dismissal again.
    desk.file("parties.csv", PARTIES.replace("Coldridge Litho,CN", "Coldridge Litho,HK"));
    let told = self::told(&desk, DAYS[2]);
    assert_eq!(short(&told), ["1 open-again name"]);
    assert_eq!(told[0].3, "the party's country changed");
}

#[test]
fn a_failed_screening_loses_no_report_and_is_made_good() {
    for (what, words) in [
        ("missing", "cannot read"),
        ("folder", "that is a folder"),
        ("empty", "is empty"),
        ("header", "it holds no parties"),
        ("columns", "name"),
        ("zeros", "zero"),
        ("store", "it is no store of parties"),
    ] {
        let desk = desk(&format!("{SCREENING}{FOLDERS}"));
        let parties = desk.path("parties.csv");
        std::fs::remove_file(&parties).unwrap();
        match what {
            "folder" => std::fs::create_dir(&parties).unwrap(),
            "empty" => drop(desk.file("parties.csv", "")),
            "header" => drop(desk.file("parties.csv", "id,name\n")),
            "columns" => drop(desk.file("parties.csv", "a,b\n1,2\n")),
            "zeros" => drop(desk.file("parties.csv", [0_u8; 64])),
            "store" => {
                desk.file("parties.csv", PARTIES);
                desk.file("parties.db", "some text and no store of parties at all");
            }
            _ => {}
        }
        let ended = poll(&desk, DAYS[1]);
        assert_eq!(ended.code, 3, "{what}: {}", ended.err);
        assert_eq!(ended.err.lines().count(), 1, "{what}: {}", ended.err);
        assert!(ended.err.contains(words), "{what}: {}", ended.err);
        let out = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            out.starts_with("your parties could not be screened · ") && out.contains("Maple Relay Inc."),
            "{what}: {out}"
        );
        let file = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
        assert!(
            file("open/2023-07-10.txt").contains("Maple Relay Inc.") && !file("open/latest.txt").contains("screened")
        );
        assert!(file("mine/2023-07-10.txt").starts_with("your parties could not be screened"), "{what}");
        // Mended, the next poll tells all that this one would have told.
        if what == "folder" {
            std::fs::remove_dir(&parties).unwrap();
        }
        if what == "store" {
            std::fs::remove_file(desk.path("parties.db")).unwrap();
        }
        desk.file("parties.csv", PARTIES);
        let ended = poll(&desk, DAYS[1]);
        assert!(ended.out.starts_with("5 potential matches with your parties"), "{what}: {}", ended.out);
        assert!(
            file("mine/2023-07-10.txt").starts_with("5 potential matches"),
            "{what}: {}",
            file("mine/2023-07-10.txt")
        );
        assert_eq!(poll(&desk, DAYS[1]).out, "", "{what}");
    }
}

/// A screening at which the program dies does so once before a report, and not again and again.
#[test]
fn what_the_program_dies_at_does_not_keep_a_report_from_coming() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[0]);
    let begun = "INSERT INTO facts VALUES ('begun', '2023-07-06T12:00:00Z')";
    rusqlite::Connection::open(desk.path("parties.db")).unwrap().execute(begun, []).unwrap();
    let ended = poll(&desk, DAYS[1]);
    let out = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(ended.code == 3 && out.contains("did not come to its end"), "{out}");
    assert!(out.contains("Maple Relay Inc.") && !out.contains("Maple Relay Incorporated"), "{out}");
    assert!(poll(&desk, DAYS[1]).out.starts_with("2 potential matches with your parties"));
    assert_eq!(poll(&desk, DAYS[1]).out, "");
}

/// While it fails, each poll says so by its exit code; a channel is told once a day.
#[test]
fn a_screening_that_keeps_failing_is_not_silent() {
    let desk = desk(&format!("{SCREENING}{FOLDERS}"));
    poll(&desk, DAYS[1]);
    std::fs::remove_file(desk.path("parties.csv")).unwrap();
    let deliveries = || {
        let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
        let count = "SELECT count(*) FROM deliveries WHERE channel = 'mine'";
        database.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = deliveries();
    for (day, sent) in [("2023-07-11", 1), ("2023-07-11", 1), ("2023-07-12", 2)] {
        let ended = poll(&desk, day);
        assert_eq!((ended.code, deliveries() - before), (3, sent), "{day}: {}", ended.out);
        assert!(ended.out.contains("cannot read"), "{}", ended.out);
    }
}

#[test]
fn rows_that_cannot_be_screened_are_told_once_and_their_matches_are_kept() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[1]);
    let bad = PARTIES.replace("1,Coldridge Litho,CN", "1,Coldridge Litho,CN,more,cells") + "7,?,DE\n";
    desk.file("parties.csv", &bad);
    let ended = poll(&desk, DAYS[1]);
    assert_eq!(ended.code, 3);
    for words in ["some of your parties could not be screened", "2 rows of the file", "Line 2: ", "Line 8: "] {
        assert!(ended.out.contains(words), "{words}: {}", ended.out);
    }
    // The same rows in other lines are no news.
    desk.file("parties.csv", bad.replace("2,Maple", "8,Nobody Else,\n2,Maple"));
    let ended = poll(&desk, DAYS[1]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    // A row that is read again brings nothing that was told before.
    desk.file("parties.csv", PARTIES);
    assert_eq!(poll(&desk, DAYS[1]).out, "");
    // Half of the file gone is no quiet end of matches.
    desk.file("parties.csv", "id,name,country\n1,Coldridge Litho,CN\n");
    assert!(poll(&desk, DAYS[1]).out.contains("has 1 rows, and had 6"));
}

#[test]
fn a_new_party_is_held_against_the_whole_list() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[1]);
    desk.file("parties.csv", format!("{PARTIES}7,Huamei Model Aircraft,CN\n"));
    assert_eq!(short(&told(&desk, DAYS[1])), ["7 new name"]);
    // Renamed, it is another one for `screen`, and no news for the poll.
    desk.file("parties.csv", format!("{PARTIES}7,Huamei Model Aircraft Company,CN\n"));
    assert_eq!(poll(&desk, DAYS[1]).out, "");
}

#[test]
fn a_dry_run_remembers_nothing() {
    let desk = desk(&format!("{SCREENING}{FOLDERS}"));
    poll(&desk, DAYS[0]);
    let ended = desk.run(&["poll", "--archive", "archive", "--until", DAYS[1], "--dry-run"]);
    assert!(ended.code == 3 && ended.out.starts_with("2 potential matches with your parties"), "{}", ended.out);
    assert!(poll(&desk, DAYS[1]).out.starts_with("2 potential matches with your parties"));
}

/// What is in force from a day to come touches nobody before; on the day it does, though nothing is published.
#[test]
fn what_the_clock_brings_is_told_on_its_day() {
    let desk = desk(SCREENING);
    desk.file("parties.csv", "id,name\n1,Delayed Party\n2,Dexlas Sanayi Ticaret\n");
    let row = "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
        <ROW><ENT I=\"01\">TURKEY</ENT><ENT A=\"03\">* * *</ENT></ROW><ROW><ENT I=\"22\"> </ENT>\
        <ENT>Delayed Party A.S., 1 Sokak, Ankara, Turkey.</ENT>\
        <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
        <ENT>91 FR 100, 3/2/26.</ENT></ROW></GPOTABLE>";
    put(
        &desk,
        "2026-00300",
        "Effective April 15, 2026, under TURKEY, by adding an entry for “Delayed Party A.S.”.",
        row,
    );
    let stay = "Under TURKEY, the entry for “Dexlas Sanayi Ticaret Limited Şirketi” is stayed until May 31, 2026.";
    put(&desk, "2026-00301", stay, "");
    // Entries of two countries are called so, of which one is stayed.
    assert_eq!(short(&told(&desk, "2026-03-02")), ["2 new name", "2 new name"]);
    assert_eq!(told(&desk, "2026-04-14"), []);
    assert_eq!(short(&told(&desk, "2026-04-15")), ["1 new name"]);
    assert_eq!(told(&desk, "2026-05-31"), []);
    let back = told(&desk, "2026-06-01");
    assert_eq!(short(&back), ["2 entry-changed name"]);
    assert!(back[0].3.starts_with("the entry's listing changed"), "{}", back[0].3);
}

fn put(desk: &Desk, number: &str, order: &str, table: &str) {
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Dates</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective March 2, 2026.</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. {order}</AMDPAR>{table}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 2-27-26; 8:45 am]</FRDOC></RULE>"
    );
    let record = json!({"document_number": number, "title": "Dates", "type": "Rule", "volume": 91,
        "start_page": 100, "publication_date": "2026-03-02"});
    desk.file(&format!("archive/{number}.xml"), xml);
    desk.file(&format!("archive/{number}.json"), record.to_string());
}

/// The provision for affiliates is stayed up to 2026-11-09: on the day after, without any document, it covers.
#[test]
fn the_end_of_the_stay_of_the_affiliates_provision_is_told() {
    let sections = "<DIV8 N=\"744.11\" TYPE=\"SECTION\"><HEAD>&#xA7; 744.11 Sample.</HEAD><P>(a) <I>Owners.</I> The Entity List \
        license requirements also apply to any foreign entity that is owned, directly or indirectly, individually or in aggregate, \
        50 percent or more by one or more listed entities.</P><EFFDNOT><HED>Effective Date Note:</HED><PSPACE>At 90 FR 50001, \
        Nov. 12, 2025, in &#xA7; 744.11, paragraph (a) was stayed, effective until Nov. 9, 2026.</PSPACE></EFFDNOT></DIV8>\n";
    let desk = Desk::new();
    let list = support::text(support::NEW_LIST).replacen("<DIV9", &format!("{sections}<DIV9"), 1);
    let list = desk.file("part-744.xml", list);
    desk.done(&["init", "--list", &list, "--as-of", "2026-07-23"]);
    std::fs::create_dir(desk.path("archive")).unwrap();
    desk.file("config.toml", format!("{SCREENING}ownership = [\"owners.csv\"]\n"));
    desk.file("parties.csv", "id,name,country\n1,Birch Ltd,DE\n2,Elm GmbH,AT\n3,Oak AG,CH\n");
    desk.file(
        "owners.csv",
        "owner,owned,percent\n\"Coldridge Lithography Co., Ltd.\",Birch Ltd,50\nBirch Ltd,Elm GmbH,60\n\
        \"Coldridge Lithography Co., Ltd.\",Oak AG,30\n",
    );
    let first = told(&desk, "2026-11-08");
    assert_eq!(short(&first), ["1 new ownership", "2 new ownership", "3 new ownership"]);
    assert_eq!(told(&desk, "2026-11-09"), []);
    desk.done(&[
        "decide",
        "1",
        &entry(&desk, "Coldridge Lithography Co., Ltd."),
        "--dismiss",
        "--reason",
        "not covered",
    ]);
    let covered = told(&desk, "2026-11-10");
    assert_eq!(short(&covered), ["1 open-again ownership", "2 coverage-changed ownership"]);
    assert_eq!(covered[0].3, "whether its owners make it covered is answered otherwise");
    assert_eq!(covered[1].3, "by its owners: was not covered, is covered");
    assert_eq!(told(&desk, "2026-11-10"), []);
}

async fn run(desk: &Desk, day: &str) -> Ended {
    let mut program = desk.program();
    program.args(["poll", "--archive", "archive", "--until", day]);
    let output = tokio::task::spawn_blocking(move || program.output().unwrap());
    support::ended(&output.await.unwrap())
}

/// What was refused comes with what is new; what is in doubt comes again as it was, and is kept apart from the lists.
#[tokio::test(flavor = "multi_thread")]
async fn matches_arrive_once_and_none_is_lost_on_the_way() {
    let server = MockServer::start().await;
    let answer = |status: u16| ResponseTemplate::new(status);
    let slow = answer(200).set_delay(Duration::from_secs(30));
    Mock::given(method("POST")).respond_with(answer(500)).up_to_n_times(1).mount(&server).await;
    Mock::given(method("POST")).respond_with(slow).up_to_n_times(1).mount(&server).await;
    Mock::given(method("POST")).respond_with(answer(200)).mount(&server).await;
    let desk = desk(&format!(
        "{SCREENING}[delivery.hook]\nkind = \"webhook\"\nhits = true\nurl = \"{}/in\"\nmax_attempts = 1\ntimeout_seconds = 2\n",
        server.uri()
    ));
    assert_eq!(run(&desk, DAYS[0]).await.code, 3);
    assert!(run(&desk, DAYS[1]).await.err.contains("not known"));
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    let kept: i64 =
        database.query_row("SELECT count(*) FROM deliveries WHERE body IS NOT NULL", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "nothing of parties is kept with the lists");
    drop(database);
    run(&desk, DAYS[1]).await;
    run(&desk, DAYS[1]).await;
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[1].body, requests[2].body);
    let body: Value = serde_json::from_slice(&requests[2].body).unwrap();
    assert_eq!(body["report"]["screening"]["hits"].as_array().unwrap().len(), 5);
    assert!(
        body["subject"].as_str().unwrap().starts_with("URGENT, REVIEW: 5 potential matches with your parties"),
        "{body}"
    );
    assert_eq!(
        (&body["urgency"], &body["reasons"][2]),
        (&json!("review"), &json!("potential-match")),
        "{}",
        body["reasons"]
    );
    let left: i64 = rusqlite::Connection::open(desk.path("parties.db"))
        .unwrap()
        .query_row("SELECT (SELECT count(*) FROM in_transit) + (SELECT count(*) FROM due)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

/// A channel that is told of parties from now on is told of all that stands open.
#[test]
fn a_channel_that_is_new_to_matches_gets_those_that_stand() {
    let desk = desk(SCREENING);
    poll(&desk, DAYS[1]);
    desk.done(&["decide", "1", &entry(&desk, "Coldridge Lithography Co., Ltd."), "--dismiss", "--reason", "looked at"]);
    poll(&desk, DAYS[1]);
    desk.file("config.toml", format!("{SCREENING}{FOLDERS}"));
    assert_eq!(poll(&desk, "2023-07-11").out, "");
    let told = std::fs::read_to_string(desk.path("mine/2023-07-10.txt")).unwrap();
    assert!(told.contains("Maple Relay Incorporated (id 2)"), "{told}");
    assert!(!desk.path("open").exists());
}
