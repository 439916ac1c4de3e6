//! Documents that change after they were read, and texts that come late: what had been concluded from the earlier
//! text is undone and told.

use crate::support::{self, Desk, text, text_of};

const RULE: &str = "2023-90101";

/// A desk with an archive that holds the rule and its record.
fn desk() -> (Desk, String) {
    let desk = Desk::with_list();
    let archive = desk.path("archive");
    desk.file(&format!("archive/{RULE}.json"), text(&format!("rules/{RULE}.json")));
    (desk, archive.to_str().unwrap().to_owned())
}

fn rule() -> String {
    text(&format!("rules/{RULE}.xml"))
}

/// The rule as it would read had it never ordered an addition under Canada.
fn without_canada() -> String {
    rule().lines().filter(|line| !line.contains("a. Under CANADA")).map(|line| line.to_owned() + "\n").collect()
}

/// The rule of another part.
fn unrelated() -> String {
    rule()
        .replace("PART=\"744\"", "PART=\"748\"")
        .replace("part 744", "part 748")
        .replace("Part 744", "Part 748")
        .replace("Entity List", "Country Group")
        .replace("744", "748")
}

fn poll(desk: &Desk, archive: &str, code: i32, rule: &str) -> String {
    desk.file(&format!("archive/{RULE}.xml"), rule);
    desk.ends_with(code, &["poll", "--archive", archive, "--until", "2023-07-31", "--format", "md"])
}

fn names(desk: &Desk) -> Vec<String> {
    let entries = desk.ndjson(&["list"]);
    entries.iter().map(|entry| text_of(entry, "name").to_owned()).collect()
}

/// Who reads a feed sees that an entry reads otherwise now, and is told nothing anew of the others.
#[test]
fn the_entry_of_a_feed_whose_document_changed_is_updated() {
    let (desk, archive) = desk();
    let updated = |number: &str| {
        desk.done(&["site", "out"]);
        let feed: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(desk.path("out/feed.json")).unwrap()).unwrap();
        let atom = std::fs::read_to_string(desk.path("out/feed.atom")).unwrap();
        let of = |item: &&serde_json::Value| text_of(item, "title").contains(number);
        let item = feed["items"].as_array().unwrap().iter().find(of).unwrap();
        let modified = text_of(item, "date_modified").to_owned();
        assert!(atom.contains(&format!("<updated>{modified}</updated>")), "{modified}: {atom}");
        (text_of(item, "id").to_owned(), modified)
    };
    poll(&desk, &archive, 0, &rule());
    let first = updated(RULE);
    assert!(first.1.starts_with("2023-07-1"), "{first:?}");
    poll(&desk, &archive, 0, &rule());
    assert_eq!(updated(RULE), first);
    poll(&desk, &archive, 3, &without_canada());
    let second = updated(RULE);
    assert!(second.0 == first.0 && second.1 > first.1, "{first:?} {second:?}");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    poll(&desk, &archive, 3, &rule());
    let third = updated(RULE);
    assert!(third.0 == first.0 && third.1 > second.1, "{second:?} {third:?}");
    // Another document changes nothing of it.
    desk.import(0, "rules/2023-90202.xml");
    assert_eq!(updated(RULE), third);
}

#[test]
fn a_text_that_changes_and_changes_back_is_read_each_time() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &rule());
    let first = names(&desk);
    assert!(first.contains(&"Maple Relay Inc.".to_owned()));
    let report = poll(&desk, &archive, 3, &without_canada());
    assert!(!names(&desk).contains(&"Maple Relay Inc.".to_owned()));
    assert!(report.contains("document-changed"), "{report}");
    let report = poll(&desk, &archive, 3, &rule());
    assert!(report.contains("document-changed"), "{report}");
    assert_eq!(names(&desk), first);
    assert_eq!(poll(&desk, &archive, 0, &rule()), "");
}

#[test]
fn what_a_changed_document_undoes_is_reported() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &rule());
    let report = poll(&desk, &archive, 3, &without_canada());
    let removed = report.split_once("corrected: it does otherwise than was reported before").unwrap().1;
    assert!(removed.contains("Maple Relay Inc."), "{report}");
    assert!(!removed.contains("Kestrel Logic Limited"), "{report}");
    assert!(removed.contains("Cause: source-correction"), "{report}");
}

#[test]
fn a_document_that_orders_nothing_any_more_is_undone_and_told() {
    let (desk, archive) = desk();
    let baseline = names(&desk);
    poll(&desk, &archive, 0, &rule());
    let report = poll(&desk, &archive, 3, &unrelated());
    assert_eq!(names(&desk), baseline);
    for words in ["no longer orders a change of a list", "its changes are undone", "Maple Relay Inc."] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert_eq!(poll(&desk, &archive, 0, &unrelated()), "");
}

#[test]
fn a_document_that_was_unrelated_at_first_is_read_again() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &unrelated());
    poll(&desk, &archive, 0, &rule());
    assert!(names(&desk).contains(&"Maple Relay Inc.".to_owned()));
}

#[test]
fn a_document_that_vanishes_from_its_issue_is_told() {
    let desk = Desk::with_list();
    let issue =
        |rules: &str| format!("<FEDREG><VOL>88</VOL><DATE>Monday, July 10, 2023</DATE><RULES>{rules}</RULES></FEDREG>");
    let other = unrelated().replace(RULE, "2023-90808");
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    let poll = |code, rules: &str| {
        desk.file("archive/FR-2023-07-10.xml", issue(rules));
        desk.ends_with(code, &["poll", "--archive", &archive, "--until", "2023-07-31"])
    };
    let body = rule();
    poll(0, &format!("{body}{other}"));
    let report = poll(3, &other);
    assert!(report.contains("no longer contains the document"), "{report}");
    assert!(names(&desk).contains(&"Maple Relay Inc.".to_owned()));
}

#[test]
fn two_documents_of_one_number_are_told() {
    let desk = Desk::with_list();
    let issue = format!(
        "<FEDREG><VOL>88</VOL><DATE>Monday, July 10, 2023</DATE><RULES>{}{}</RULES></FEDREG>",
        rule(),
        without_canada()
    );
    let path = desk.file("FR-2023-07-10.xml", issue);
    let report = desk.ends_with(3, &["import", &path]);
    assert!(report.contains("holds two documents of this number"), "{report}");
    assert!(names(&desk).contains(&"Maple Relay Inc.".to_owned()));
}

#[test]
fn a_text_that_is_awaited_is_told_once_and_needs_a_person_until_it_is_there() {
    let (desk, archive) = desk();
    let poll_again = || desk.run(&["poll", "--archive", &archive, "--until", "2023-07-31"]);
    let first = poll_again();
    assert_eq!(first.code, 3, "{}", first.err);
    assert!(first.out.contains("its full text is not there yet"));
    let second = poll_again();
    assert_eq!((second.code, second.out.as_str()), (3, ""));
    assert!(second.err.contains("still text-not-yet"), "{}", second.err);
    let findings = desk.findings(None);
    assert_eq!(findings.matches("text-not-yet").count(), 1, "{findings}");
    let report = desk.done(&["report", "--since", "2023-07-01"]);
    assert!(report.contains("text-not-yet"), "{report}");
    poll(&desk, &archive, 0, &rule());
    assert!(!desk.findings(None).contains("text-not-yet"));
}

/// The record may state more, or something else, later than the text was read.
#[test]
fn a_later_record_of_the_same_text_is_taken() {
    let desk = Desk::with_list();
    let path = desk.file(&format!("{RULE}.xml"), rule());
    let stated = ["--publication-date", "2023-07-10", "--volume", "88"];
    desk.done(&[&["import", &path], &stated[..]].concat());
    let record = text(&format!("rules/{RULE}.json"));
    desk.file(&format!("{RULE}.json"), &record);
    desk.done(&["import", &path]);
    let documents = desk.ndjson(&["documents"]);
    assert!(text_of(documents.first().unwrap(), "url").contains(RULE));
    desk.file(&format!("{RULE}.json"), record.replace("\"2023-07-10\"", "\"2023-07-11\""));
    let report = desk.ends_with(3, &["import", &path]);
    assert!(report.contains("document-changed"), "{report}");
    let documents = desk.ndjson(&["documents"]);
    assert_eq!(documents.len(), 1);
    assert_eq!(text_of(documents.first().unwrap(), "published"), "2023-07-11");
}

/// What a late document changes of others is no correction of theirs.
#[test]
fn a_late_document_is_a_legal_cause() {
    let desk = Desk::with_list();
    desk.import(3, "rules/2023-90202.xml");
    let path = support::fixture(&format!("rules/{RULE}.xml"));
    let report = desk.done(&["import", &path]);
    let (_, again) = report.split_once("as reported before").unwrap();
    assert!(again.contains("Cause: legal"), "{report}");
    assert!(!report.contains("Cause: source-correction"), "{report}");
}

#[test]
fn another_version_of_the_program_reads_anew_what_is_on_record() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &rule());
    let (first, hashes) = (names(&desk), desk.hashes());
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    // As if an older program had made the run, and had read something else in the same bytes.
    database.execute_batch("UPDATE runs SET program = '0.0.1'; UPDATE documents SET orders_hash = 'other';").unwrap();
    drop(database);
    let report = poll(&desk, &archive, 0, &rule());
    assert!(!report.contains("document-changed"), "{report}");
    assert!(report.contains("with the same result"), "{report}");
    assert_eq!((names(&desk), desk.hashes()), (first, hashes));
    let causes: Vec<_> =
        desk.ndjson(&["versions"]).iter().map(|version| text_of(version, "cause").to_owned()).collect();
    assert_eq!(causes, ["baseline", "parser-upgrade"]);
    assert_eq!(poll(&desk, &archive, 0, &rule()), "", "and only once");
}

/// The rule with something below it that changes no amendment: a printed row that no order names.
fn with_a_row_more() -> String {
    let row = "<ROW><ENT I=\"22\"> </ENT><ENT>Uninvited Party SA, 1 Rue A, Lyon, France.</ENT>\
        <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
        <ENT>88 FR 1, 7/10/23.</ENT></ROW></GPOTABLE>";
    rule().replacen("</GPOTABLE>", row, 1)
}

#[test]
fn a_changed_text_that_orders_the_same_tells_what_is_new_in_it() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &rule());
    let report = poll(&desk, &archive, 3, &with_a_row_more());
    for words in ["document-changed", "row-without-instruction", "Uninvited Party SA"] {
        assert!(report.contains(words), "{words}: {report}");
    }
}

#[test]
fn an_acknowledged_change_does_not_cover_the_next_one() {
    let (desk, archive) = desk();
    poll(&desk, &archive, 0, &rule());
    poll(&desk, &archive, 3, &without_canada());
    let findings = desk.ndjson(&["findings"]);
    let changed = findings.iter().find(|it| text_of(it, "code") == "document-changed");
    let number = changed.unwrap()["id"].to_string();
    desk.done(&["acknowledge", &number, "--by", "KL", "--reason", "seen"]);
    let report = poll(&desk, &archive, 3, &rule());
    assert!(report.contains("document-changed"), "{report}");
}

/// A rule of one item under FRANCE, with the row that it prints.
fn french(number: &str, published: &str, effective: &str, item: &str, row: &str) -> (String, String) {
    let table = format!(
        "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\"><ROW><ENT I=\"01\">FRANCE</ENT>\
         <ENT A=\"03\">* * *</ENT></ROW><ROW><ENT I=\"22\"> </ENT><ENT>{row}</ENT>\
         <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
         <ENT>89 FR 1, 2/5/24.</ENT></ROW></GPOTABLE>"
    );
    let table = if row.is_empty() { "" } else { &table };
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>France</SUBJECT><EFFDATE><HD>DATES:</HD><P>This rule is effective \
         {effective}.</P></EFFDATE></PREAMB><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part \
         744 is amended under FRANCE by {item}.</AMDPAR>{table}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 3-4-24; 8:45 am]</FRDOC></RULE>"
    );
    let record = format!(
        "{{\"document_number\": \"{number}\", \"type\": \"Rule\", \"publication_date\": \"{published}\", \"volume\": 89, \
         \"start_page\": 1}}"
    );
    (xml, record)
}

#[test]
fn what_a_late_rule_does_first_is_neither_removed_nor_added() {
    for (item, row, code) in [
        ("adding an entry for “Senseless Limited”", "Senseless Limited, 1 Rue A, Lyon, France.", 3),
        ("removing the entry for “Atelier Horizon Spatial”", "", 3),
    ] {
        let desk = Desk::with_list();
        let import = |number, published, effective, code| {
            let (xml, record) = french(number, published, effective, item, row);
            desk.file(&format!("{number}.json"), record);
            let path = desk.file(&format!("{number}.xml"), xml);
            desk.ends_with(code, &["import", &path, "--format", "md"])
        };
        import("2024-00001", "2024-03-05", "March 5, 2024", 0);
        let report = import("2024-00002", "2024-02-05", "February 5, 2024", code);
        let wrong = if row.is_empty() { "### Added" } else { "### Removed" };
        assert!(!report.contains(wrong), "{report}");
        assert!(report.contains("because of another document"), "{report}");
    }
}
