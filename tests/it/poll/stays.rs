//! Dates that arrive without a document: a stay ends, a delayed date comes.

use crate::support::{self, Desk, text_of};
use serde_json::json;

/// A rule of one order about the Entity List.
fn put(desk: &Desk, number: &str, published: &str, effective: &str, order: &str, table: &str) {
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Dates</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective {effective}.</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. {order}</AMDPAR>{table}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 7-6-23; 8:45 am]</FRDOC></RULE>"
    );
    let volume: u32 = published.get(..4).unwrap().parse::<u32>().unwrap() - 1935;
    let record = json!({"document_number": number, "title": "Dates", "type": "Rule", "volume": volume,
        "start_page": 100, "publication_date": published});
    desk.file(&format!("archive/{number}.xml"), xml);
    desk.file(&format!("archive/{number}.json"), record.to_string());
}

const STAY: &str =
    "Under TURKEY, the entry for “Dexlas Sanayi Ticaret Limited Şirketi” is stayed until December 31, 2026.";
const LONGER: &str =
    "Under TURKEY, the entry for “Dexlas Sanayi Ticaret Limited Şirketi” is stayed until June 30, 2027.";

fn poll(desk: &Desk, day: &str) -> String {
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    desk.done(&["poll", "--archive", &archive, "--until", day, "--format", "md"])
}

fn stayed_until(desk: &Desk, day: &str) -> Option<String> {
    let entries = desk.ndjson(&["list", "--as-of", day]);
    let entry = entries.iter().find(|entry| text_of(entry, "name").starts_with("Dexlas Sanayi")).unwrap();
    entry.get("stayed_until").map(|until| until.as_str().unwrap().to_owned())
}

#[test]
fn a_stay_ends_on_the_day_after_its_last_and_that_days_poll_says_so() {
    let desk = Desk::with_list();
    put(&desk, "2026-00001", "2026-01-05", "January 5, 2026", STAY, "");
    let report = poll(&desk, "2026-01-05");
    assert!(report.contains("stayed until 2026-12-31, not in force"), "{report}");
    assert_eq!(stayed_until(&desk, "2026-12-31").as_deref(), Some("2026-12-31"));
    assert_eq!(stayed_until(&desk, "2027-01-01"), None);
    assert_eq!(poll(&desk, "2026-12-31"), "");
    let report = poll(&desk, "2027-01-04");
    for words in [
        "In force since 2027-01-01: The stay ordered by 2026-00001 ends",
        "in force again (it was stayed until 2026-12-31)",
        "Published 2026-01-05; in force again since 2027-01-01.",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(!report.contains("effective 2027-01-01"), "{report}");
    assert_eq!(poll(&desk, "2027-01-05"), "", "it is said once");
}

/// An entry that a rule stays is not said to be in force in any rendering, whatever else the rule does to it.
#[test]
fn what_is_stayed_is_not_in_force_in_any_rendering() {
    let desk = Desk::with_list();
    let number = "2026-00001";
    put(&desk, number, "2026-01-05", "January 5, 2026", STAY, "");
    poll(&desk, "2026-01-05");
    let report = |format: &str, as_of: &str| {
        let args = ["report", "--document", number, "--format", format];
        desk.done(&[&args[..], &["--as-of", as_of]].concat())
    };
    for (as_of, words) in [
        ("2026-12-31", "stayed until 2026-12-31, not in force"),
        ("2027-01-01", "stayed until 2026-12-31, in force again"),
    ] {
        for format in ["text", "md", "html", "mail", "csv"] {
            let report = report(format, as_of);
            let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(report.contains(words), "{format}: {report}");
        }
    }
    let rows = report("csv", "2026-12-31");
    let stayed = rows.lines().find(|row| row.starts_with("text,")).unwrap();
    assert!(stayed.contains("no: stayed until 2026-12-31"), "{stayed}");
}

#[test]
fn a_stay_that_is_extended_does_not_end() {
    let desk = Desk::with_list();
    put(&desk, "2026-00001", "2026-01-05", "January 5, 2026", STAY, "");
    poll(&desk, "2026-01-05");
    put(&desk, "2026-00900", "2026-12-28", "December 29, 2026", LONGER, "");
    let report = poll(&desk, "2026-12-28");
    assert!(report.contains("stayed until 2027-06-30"), "{report}");
    assert_eq!(stayed_until(&desk, "2027-01-01").as_deref(), Some("2027-06-30"));
    assert_eq!(stayed_until(&desk, "2027-07-01"), None);
    // Known by a day before the extension was published, the stay ends as first ordered.
    let args = ["list", "--as-of", "2027-01-01", "--known-by", "2026-12-01"];
    let entries = desk.ndjson(&args);
    assert!(entries.iter().all(|entry| entry.get("stayed_until").is_none()));
}

#[test]
fn the_stay_that_a_baseline_states_ends_too() {
    let desk = desk_with_a_stay();
    assert_eq!(desk.hashes().len(), 2);
    put(&desk, "2026-00900", "2026-12-28", "December 29, 2026", STAY, "");
    poll(&desk, "2026-12-28");
    let effective: Vec<_> =
        desk.ndjson(&["versions"]).iter().map(|version| text_of(version, "effective").to_owned()).collect();
    let expected = ["2026-07-23", "2026-11-10", "2026-12-29", "2027-01-01"];
    assert_eq!(effective, expected);
    let texts = desk.json(&["diff", "2026-11-09", "2026-11-10"]);
    assert_eq!(texts["texts"][0]["subject"], "introductory-text");
    assert_eq!(texts["texts"][0]["change"], "lifted");
}

#[test]
fn a_date_that_was_to_come_is_reported_when_it_comes() {
    let desk = Desk::with_list();
    let row = "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
        <ROW><ENT I=\"01\">TURKEY</ENT><ENT A=\"03\">* * *</ENT></ROW><ROW><ENT I=\"22\"> </ENT>\
        <ENT>Delayed Party A.S., 1 Sokak, Ankara, Turkey.</ENT>\
        <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
        <ENT>91 FR 100, 3/2/26.</ENT></ROW></GPOTABLE>";
    let order = "Effective April 15, 2026, under TURKEY, by adding an entry for “Delayed Party A.S.”.";
    put(&desk, "2026-00300", "2026-03-02", "March 2, 2026", order, row);
    let report = poll(&desk, "2026-03-02");
    assert!(report.contains("effective 2026-04-15 (in 44 days)"), "{report}");
    assert!(report.contains("1 to be added (Turkey) from 2026-04-15"), "{report}");
    assert_eq!(poll(&desk, "2026-04-14"), "");
    let report = poll(&desk, "2026-04-15");
    for words in ["In force since 2026-04-15", "Delayed Party A.S.", "1 addition (Turkey) now in force"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert_eq!(poll(&desk, "2026-04-16"), "");
    let again = desk.done(&["report", "--date", "2026-04-15"]);
    assert!(again.contains("Delayed Party A.S."), "{again}");
}

/// A list whose introductory text the official note says to be stayed until November 9, 2026.
fn stayed_list() -> String {
    support::text(support::OLD_LIST).replace(
        "</DIV9>",
        "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, \
         the introductory text was stayed, effective until Nov. 9, 2026.</PSPACE></EFFDNOT></DIV9>",
    )
}

fn desk_with_a_stay() -> Desk {
    let desk = Desk::new();
    let path = desk.file("list.xml", stayed_list());
    desk.done(&["init", "--list", &path, "--as-of", "2026-07-23"]);
    desk
}

#[test]
fn a_changed_rule_is_undone_although_a_stay_ends_after_it() {
    let desk = desk_with_a_stay();
    let party = "TURKEY: Dexlas Sanayi Ticaret Limited Şirketi";
    let order = "Under TURKEY, by removing the entry for “Dexlas Sanayi Ticaret Limited Şirketi”.";
    let lists = |day: &str| {
        let entries = desk.ndjson(&["list", "--as-of", day]);
        let name = |it: &serde_json::Value| format!("{}: {}", text_of(it, "country"), text_of(it, "name"));
        entries.iter().any(|entry| name(entry) == party)
    };
    put(&desk, "2026-00500", "2026-08-03", "August 3, 2026", order, "");
    poll(&desk, "2026-08-03");
    assert!(!lists("2026-08-04"));
    put(&desk, "2026-00500", "2026-08-03", "December 15, 2026", order, "");
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    desk.ends_with(3, &["poll", "--archive", &archive, "--until", "2026-08-04"]);
    assert!(lists("2026-08-04") && lists("2026-12-14"));
    assert!(!lists("2026-12-15"));
    let effective: Vec<_> =
        desk.ndjson(&["versions"]).iter().map(|version| text_of(version, "effective").to_owned()).collect();
    assert_eq!(effective, ["2026-07-23", "2026-11-10", "2026-12-15"]);
}

#[test]
fn a_date_that_comes_is_told_although_a_late_rule_derives_it_again() {
    let desk = Desk::new();
    desk.file("archive/baseline.xml", stayed_list());
    desk.file("archive/baseline.json", "{\"as_of\": \"2026-07-23\"}");
    poll(&desk, "2026-10-01");
    let order = "Under TURKEY, by removing the entry for “Dexlas Sanayi Ticaret Limited Şirketi”.";
    put(&desk, "2026-00600", "2026-10-02", "October 5, 2026", order, "");
    let report = poll(&desk, "2026-11-12");
    for words in ["In force since 2026-11-10", "Dexlas Sanayi"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(desk.done(&["report", "--since", "2026-11-01"]).contains("In force since 2026-11-10"));
}

const LIFTED: &str = "Under TURKEY, the stay of the entry for “Dexlas Sanayi Ticaret Limited Şirketi” is lifted.";

/// What happened to the entry, with the last day of a stay, by which document; one event a line.
fn events(desk: &Desk, known_by: &[&str]) -> String {
    let args = [&["history", "Dexlas Sanayi Ticaret Limited Şirketi"], known_by].concat();
    let history = desk.json(&args);
    let mut out = String::new();
    for event in history["entries"][0]["events"].as_array().unwrap() {
        let day = event.get("stayed_until").map_or("", |day| day.as_str().unwrap());
        let of = |key| text_of(event, key);
        let (what, since, by) = (of("happened"), of("effective"), of("document"));
        out.push_str(format!("{since} {what} {day} {by}").trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn an_entry_tells_that_it_was_stayed_and_is_in_force_again() {
    let desk = Desk::with_list();
    let day = "2026-01-05";
    put(&desk, "2026-00001", day, "January 5, 2026", STAY, "");
    poll(&desk, day);
    let first = "2023-06-30 baseline\n2026-01-05 stayed 2026-12-31 2026-00001\n";
    let lapse = "2027-01-01 lifted 2026-12-31 2026-00001\n";
    assert_eq!(events(&desk, &[]), format!("{first}{lapse}"));
    let name = "Dexlas Sanayi Ticaret Limited Şirketi";
    // Whether a day is to come depends on the day of the test.
    let history = desk.done(&["history", name]).replace("to come: ", "");
    for words in [
        "  2026-01-05  stayed until 2026-12-31 by 2026-00001 (91 FR 100), published 2026-01-05, effective 2026-01-05\n",
        "is stayed until December 31, 2026.”\n",
        "  2027-01-01  in force again: the stay until 2026-12-31 by 2026-00001 has ended\n",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    let shown = |args: &[&str]| desk.done(&[&["show", name], args].concat());
    let stayed = "\n  stayed          until 2026-12-31, not in force\n";
    assert!(shown(&["--as-of", "2026-12-31"]).contains(stayed));
    assert!(!shown(&["--as-of", "2027-01-01"]).contains("stayed"));

    let day = "2026-06-01";
    put(&desk, "2026-00500", day, "June 1, 2026", LONGER, "");
    put(&desk, "2026-00900", "2026-12-28", "December 29, 2026", LIFTED, "");
    poll(&desk, "2026-12-28");
    let longer = "2026-06-01 stayed 2027-06-30 2026-00500\n";
    let lifted = "2026-12-29 lifted 2027-06-30 2026-00900\n";
    assert_eq!(events(&desk, &[]), format!("{first}{longer}{lifted}"));
    // What was published later is left out, and the stay ends as it was known to.
    let known = events(&desk, &["--known-by", "2026-05-31"]);
    assert_eq!(known, format!("{first}{lapse}"));
    let history = desk.done(&["history", name]);
    let words = "in force again: the stay until 2027-06-30 is lifted by 2026-00900";
    assert!(history.contains(words), "{history}");
}

#[test]
fn a_stay_that_a_baseline_states_is_told_of_the_entry() {
    let list = support::text(support::OLD_LIST).replace(
        "</DIV9>",
        "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, \
         under TURKEY, the entry for “Dexlas Sanayi Ticaret Limited Şirketi” was stayed, effective until \
         Nov. 9, 2026.</PSPACE></EFFDNOT></DIV9>",
    );
    let desk = Desk::new();
    let path = desk.file("list.xml", list);
    desk.done(&["init", "--list", &path, "--as-of", "2026-07-23"]);
    let expected = "2026-07-23 baseline\n2026-07-23 stayed 2026-11-09\n2026-11-10 lifted 2026-11-09\n";
    assert_eq!(events(&desk, &[]), expected);
    let history = desk.done(&["history", "Dexlas Sanayi Ticaret Limited Şirketi"]);
    for words in [
        "stayed until 2026-11-09 in the baseline as of 2026-07-23",
        "in force again: the stay until 2026-11-09 by the baseline has ended",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    let versions = desk.done(&["versions"]);
    assert_eq!(versions.matches("baseline").count(), 1, "{versions}");
}
