//! What a poll asks for: little where nothing is new, everything that may have changed, and nothing that a source asked
//! to be spared.

use crate::support::body_html;
use crate::support::standin::{Document, Fault, StandIn, World, day};
use crate::support::{self, Desk, Ended};
use serde_json::json;

const RULES: [&str; 2] = ["2023-90101", "2023-90202"];

fn rules() -> StandIn {
    StandIn::new(World::of(RULES.map(Document::fixture)))
}

/// A rule of the bureau that concerns no list.
fn unrelated() -> Document {
    let mut document = Document::fixture("2023-90101");
    let xml = document.xml.unwrap().replace("2023-90101", "2023-90707");
    let xml = xml.replace("PART=\"744\"", "PART=\"748\"").replace("art 744", "art 748");
    "2023-90707".clone_into(&mut document.number);
    document.xml = Some(xml.replace("Entity List", "Country Group").replace("744", "748"));
    document
}

fn run(desk: &Desk, hosts: &StandIn, args: &[&str]) -> Ended {
    let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
    support::ended(&program.args(args).output().unwrap())
}

fn poll(desk: &Desk, hosts: &StandIn, until: &str) -> Ended {
    run(desk, hosts, &["poll", "--until", until])
}

fn quiet(ended: &Ended) {
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
}

#[test]
fn a_poll_that_finds_nothing_new_makes_at_most_six_requests() {
    let hosts = rules();
    hosts.world(|world| world.documents.push(unrelated()));
    let desk = Desk::with_list();
    for until in ["2023-07-10", "2023-08-25", "2023-09-20"] {
        let first = poll(&desk, &hosts, until);
        assert_eq!(first.code, 0, "{}", first.err);
        hosts.forget_asked();
        quiet(&poll(&desk, &hosts, until));
        let asked: Vec<_> = hosts.asked().into_iter().map(|asked| asked.target).collect();
        assert!(asked.len() <= 6, "{until}: {asked:#?}");
    }
}

#[test]
fn a_text_on_record_is_asked_for_on_condition_and_one_that_changed_is_told() {
    let hosts = rules();
    let desk = Desk::with_list();
    poll(&desk, &hosts, "2023-08-25");
    hosts.forget_asked();
    quiet(&poll(&desk, &hosts, "2023-08-25"));
    let asked = hosts.asked_for("2023-90202.xml");
    assert_eq!(asked.len(), 1);
    assert!(asked[0].header("if-none-match").is_some());
    hosts.world(|world| {
        let xml = world.document("2023-90202").xml.as_mut().unwrap();
        *xml = xml.replace("Kestrel Logic", "Kestrel Logistics");
    });
    let changed = poll(&desk, &hosts, "2023-08-25");
    assert_eq!(changed.code, 3, "{}", changed.err);
    assert!(changed.out.contains("document-changed"), "{}", changed.out);
    assert!(changed.out.contains("Kestrel Logistics"), "{}", changed.out);
    quiet(&poll(&desk, &hosts, "2023-08-25"));
}

#[test]
fn a_text_that_concerns_no_list_is_asked_for_again_when_its_record_changes() {
    let hosts = StandIn::new(World::of([unrelated()]));
    let desk = Desk::with_list();
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    hosts.forget_asked();
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    assert_eq!(hosts.asked_for(".xml").len(), 0);
    hosts.world(|world| world.document("2023-90707").set("title", json!("Changed")));
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    assert_eq!(hosts.asked_for(".xml").len(), 1);
}

#[test]
fn a_document_that_is_gone_from_the_list_is_told_once_and_stays_applied() {
    let hosts = rules();
    let desk = Desk::with_list();
    poll(&desk, &hosts, "2023-08-25");
    let before = desk.hashes();
    hosts.world(|world| world.document("2023-90202").listed = false);
    let gone = poll(&desk, &hosts, "2023-08-25");
    assert_eq!(gone.code, 3);
    assert!(gone.out.contains("document-withdrawn"), "{}", gone.out);
    for _ in 0..2 {
        let still = poll(&desk, &hosts, "2023-08-25");
        assert_eq!((still.code, still.out.as_str()), (3, ""));
    }
    assert_eq!(desk.hashes(), before);
    hosts.world(|world| world.document("2023-90202").listed = true);
    quiet(&poll(&desk, &hosts, "2023-08-25"));
    assert!(!desk.findings(None).contains("document-withdrawn"));
}

#[test]
fn a_day_without_an_issue_is_told_apart_from_an_issue_without_news() {
    let hosts = rules();
    let desk = Desk::with_list();
    poll(&desk, &hosts, "2023-08-25");
    for (until, words) in [
        ("2023-08-28", "the issue of 2023-08-28 is out"),
        ("2023-08-26", "no issue was published on 2023-08-26 (Saturday), the newest is that of 2023-08-25"),
    ] {
        let ended = run(&desk, &hosts, &["poll", "--heartbeat", "--until", until]);
        assert!(ended.out.contains(words), "{until}: {}{}", ended.out, ended.err);
        // Who asks later for the report of that day is told the same.
        let report = desk.done(&["report", "--date", until, "--format", "md"]);
        for words in [words, "no change**", "Federal Register, 2023-08-"] {
            assert!(report.contains(words), "{words}: {report}");
        }
    }
    hosts.world(|world| world.offers_contents(false));
    hosts.fault("facets", 9, Fault::Status(404));
    let ended = run(&desk, &hosts, &["poll", "--heartbeat", "--until", "2023-08-29"]);
    assert!(ended.out.contains("is not known"), "{}{}", ended.out, ended.err);
}

#[test]
fn a_source_that_asks_to_wait_longer_than_a_run_is_not_asked_before() {
    let hosts = rules();
    let desk = Desk::with_list();
    hosts.fault("documents.json", 1, Fault::ComeAgain(429, "3600".to_owned()));
    for words in ["3600 s", "asked for no further requests before"] {
        let ended = poll(&desk, &hosts, "2023-08-25");
        assert_eq!((ended.code, ended.out.as_str()), (1, ""));
        assert!(ended.err.contains(words), "{}", ended.err);
    }
    assert_eq!(hosts.asked().len(), 1);
}

#[test]
fn a_source_that_keeps_failing_is_told_once_and_so_is_its_recovery() {
    let hosts = rules();
    let desk = Desk::with_list();
    let mut told = Vec::new();
    for _ in 0..4 {
        hosts.fault("documents.json", 1, Fault::Wall);
        let ended = poll(&desk, &hosts, "2023-06-30");
        assert_eq!(ended.code, 1);
        assert!(ended.err.contains("Request Access"), "{}", ended.err);
        told.push(ended.out.matches("source-blocked").count());
    }
    assert_eq!(told, [0, 0, 1, 0]);
    let well = poll(&desk, &hosts, "2023-06-30");
    assert!(well.out.contains("source-recovered"), "{}", well.out);
    assert_eq!(well.code, 0);
    assert_eq!(desk.findings(None).matches("source-blocked").count(), 0);
    quiet(&poll(&desk, &hosts, "2023-06-30"));
    let runs = desk.ndjson(&["runs"]);
    let codes: Vec<_> = runs.iter().map(|run| run["exit_code"].as_i64()).collect();
    assert_eq!(codes, [Some(0), Some(1), Some(1), Some(1), Some(1), Some(0), Some(0)]);
}

/// Issues go on coming out, but the bureau has nothing in them: its name may have changed there.
#[test]
fn a_source_without_anything_new_for_long_is_told_once() {
    let hosts = rules();
    let desk = Desk::with_list();
    poll(&desk, &hosts, "2023-08-25");
    quiet(&poll(&desk, &hosts, "2023-09-10"));
    let stale = poll(&desk, &hosts, "2023-09-29");
    assert_eq!(stale.code, 3, "{}", stale.err);
    assert!(stale.out.contains("source-stale"), "{}", stale.out);
    assert_eq!(poll(&desk, &hosts, "2023-09-29").out, "");
    hosts.world(|world| {
        world.documents.push(Document { published: day("2023-10-02"), ..unrelated() });
    });
    let well = poll(&desk, &hosts, "2023-10-02");
    assert!(well.out.contains("source-recovered"), "{}", well.out);
}

/// A Register of which no issue comes out any more, where no federal holiday says why.
#[test]
fn a_register_without_issues_is_told_after_three_business_days() {
    for (closed, days) in [
        // The Friday, the Monday and the Tuesday are without an issue.
        (&["2023-08-25", "2023-08-28", "2023-08-29"][..], [("2023-08-28", false), ("2023-08-29", true)]),
        // Labor Day is none of them.
        (&["2023-09-01", "2023-09-05", "2023-09-06"], [("2023-09-05", false), ("2023-09-06", true)]),
    ] {
        let (hosts, desk) = (rules(), Desk::with_list());
        hosts.world(|world| world.holidays.extend(closed.iter().map(|closed| day(closed))));
        poll(&desk, &hosts, "2023-08-24");
        for (until, told) in days {
            let ended = poll(&desk, &hosts, until);
            assert_eq!(ended.out.contains("source-stale"), told, "{until}: {}", ended.out);
            assert_eq!(ended.code, if told { 3 } else { 0 }, "{until}: {}", ended.err);
            let words = "has no issue of the Federal Register after";
            assert_eq!(ended.out.replace('\n', " ").contains(words), told, "{until}: {}", ended.out);
        }
        let well = poll(&desk, &hosts, "2023-09-08");
        assert!(well.out.contains("source-recovered") && well.code == 0, "{}{}", well.out, well.err);
    }
}

/// That the bureau is silent hides not that the whole Register is.
#[test]
fn a_register_without_issues_is_told_although_the_bureau_was_silent_before() {
    let (hosts, desk) = (rules(), Desk::with_list());
    hosts.world(|world| world.holidays.extend(["2023-10-02", "2023-10-03", "2023-10-04"].map(day)));
    poll(&desk, &hosts, "2023-08-25");
    assert!(poll(&desk, &hosts, "2023-09-29").out.contains("nothing of the bureau"));
    assert!(!poll(&desk, &hosts, "2023-10-03").out.contains("source-stale"));
    let frozen = poll(&desk, &hosts, "2023-10-04");
    assert_eq!(frozen.code, 3, "{}", frozen.err);
    assert!(frozen.out.replace('\n', " ").contains("no issue of the Federal Register after"), "{}", frozen.out);
    quiet(&poll(&desk, &hosts, "2023-10-04"));
}

/// A calendar of other days than those asked for says nothing of these; an archive has no issues.
#[test]
fn an_answer_about_other_days_makes_no_register_stale() {
    let (hosts, desk) = (rules(), Desk::with_list());
    poll(&desk, &hosts, "2023-08-25");
    hosts.fault("facets", 9, Fault::Body("{\"2023-08-25\": {\"count\": 90}}".to_owned()));
    hosts.world(|world| world.offers_contents(false));
    quiet(&poll(&desk, &hosts, "2023-10-20"));
    std::fs::create_dir(desk.path("archive")).unwrap();
    quiet(&run(&desk, &hosts, &["poll", "--archive", "archive", "--until", "2024-09-20"]));
}

/// A register that lists nothing of the bureau, from the first day on.
#[test]
fn a_source_that_never_has_anything_is_told() {
    let hosts = StandIn::new(World::default());
    let desk = Desk::with_list();
    let first = poll(&desk, &hosts, "2023-09-29");
    assert_eq!(first.code, 3, "{}", first.err);
    assert!(first.out.contains("source-stale"), "{}", first.out);
}

/// What was read from an archive says nothing of what the register holds.
#[test]
fn a_poll_of_an_archive_shortens_no_window() {
    let hosts = rules();
    let desk = Desk::with_list();
    std::fs::create_dir(desk.path("archive")).unwrap();
    let archive = run(&desk, &hosts, &["poll", "--archive", "archive", "--until", "2023-09-20"]);
    quiet(&archive);
    let polled = poll(&desk, &hosts, "2023-09-20");
    assert_eq!(polled.code, 0, "{}", polled.err);
    for number in RULES {
        assert!(polled.out.contains(number), "{}", polled.out);
    }
}

#[test]
fn a_clock_that_is_wrong_is_told() {
    let hosts = StandIn::new(World::default());
    let desk = Desk::with_list();
    hosts.world(|world| world.clock_ahead = 3 * 86_400);
    let ended = run(&desk, &hosts, &["poll"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(ended.out.contains("clock-skew"), "{}", ended.out);
    assert!(ended.out.contains("minutes behind that of federal-register"), "{}", ended.out);
    hosts.world(|world| world.clock_ahead = 0);
    run(&desk, &hosts, &["poll"]);
    assert!(!desk.findings(None).contains("clock-skew"));
}

#[test]
fn a_dry_run_says_what_a_poll_would_and_keeps_nothing() {
    let hosts = rules();
    let desk = Desk::with_list();
    let (versions, runs) = (desk.done(&["versions"]), desk.done(&["runs"]));
    let dry = run(&desk, &hosts, &["poll", "--dry-run", "--until", "2023-08-25"]);
    assert!(dry.out.contains("Maple Relay"), "{}{}", dry.out, dry.err);
    assert_eq!(desk.done(&["versions"]), versions);
    assert_eq!(desk.done(&["runs"]), runs);
    let real = poll(&desk, &hosts, "2023-08-25");
    let without_instants = |text: &str| support::redacted(text);
    assert_eq!(without_instants(&dry.out), without_instants(&real.out));
}

/// Until the XML is there the page for readers is read and said to be; then only what differs is told.
#[test]
fn a_page_stands_in_for_an_xml_that_is_not_there_yet() {
    let hosts = rules();
    let xml = hosts.world(|world| {
        let rule = world.document("2023-90101");
        rule.html = Some(body_html::page(rule.xml.as_deref().unwrap(), body_html::TODAY));
        rule.xml.take()
    });
    let desk = Desk::with_list();
    let first = poll(&desk, &hosts, "2023-07-15");
    assert!(first.out.contains("Maple Relay"), "{}{}", first.out, first.err);
    assert!(first.out.contains("text-from-html"), "{}", first.out);
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    let before = desk.hashes();
    hosts.world(|world| world.document("2023-90101").xml = xml);
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    assert_eq!(desk.hashes(), before);
    assert!(!desk.findings(None).contains("text-from-html"));
    quiet(&poll(&desk, &hosts, "2023-07-15"));
    let from_disk = Desk::with_list();
    from_disk.import(0, "rules/2023-90101.xml");
    assert_eq!(desk.hashes(), from_disk.hashes());
}

#[test]
fn what_a_page_did_not_show_is_told_when_the_xml_comes() {
    let hosts = rules();
    let xml = hosts.world(|world| {
        let rule = world.document("2023-90101");
        let page = body_html::page(rule.xml.as_deref().unwrap(), body_html::TODAY);
        rule.html = Some(page.replace("Maple Relay", "Maple Delay"));
        rule.xml.take()
    });
    let desk = Desk::with_list();
    poll(&desk, &hosts, "2023-07-15");
    hosts.world(|world| world.document("2023-90101").xml = xml);
    let told = poll(&desk, &hosts, "2023-07-15");
    assert_eq!(told.code, 3, "{}", told.err);
    assert!(told.out.contains("document-changed"), "{}", told.out);
    assert!(told.out.contains("Maple Relay"), "{}", told.out);
}

/// The page for readers is no step forward from the XML, and the XML is not awaited once it was read.
#[test]
fn an_xml_that_is_gone_for_a_while_stands() {
    let (hosts, desk) = (rules(), Desk::with_list());
    poll(&desk, &hosts, "2023-07-15");
    let before = desk.hashes();
    for page in [true, false] {
        let xml = hosts.world(|world| {
            let rule = world.document("2023-90101");
            let html = body_html::page(rule.xml.as_deref().unwrap(), body_html::TODAY);
            rule.html = page.then(|| html.replace("Maple Relay", "Maple Delay"));
            rule.xml.take()
        });
        let gone = poll(&desk, &hosts, "2023-07-15");
        assert_eq!((gone.code, gone.out.as_str()), (0, ""), "{}", gone.err);
        hosts.world(|world| world.document("2023-90101").xml = xml);
        quiet(&poll(&desk, &hosts, "2023-07-15"));
        assert_eq!(desk.hashes(), before);
    }
}

/// A text that could not be read for once and is what it was ends the wait for it.
#[test]
fn an_xml_that_is_as_it_was_after_all_is_not_awaited() {
    let (hosts, desk) = (rules(), Desk::with_list());
    poll(&desk, &hosts, "2023-07-15");
    hosts.fault("2023-90101.xml", 1, Fault::Damaged("</REGTEXT>"));
    // Only a record that changed has the text sent whole.
    hosts.world(|world| {
        world.document("2023-90101").set("title", "Another title".into());
    });
    let broken = poll(&desk, &hosts, "2023-07-15");
    assert_eq!(broken.code, 3, "{}", broken.err);
    assert!(broken.out.contains("document-unread"), "{}", broken.out);
    let back = poll(&desk, &hosts, "2023-07-15");
    assert_eq!(back.code, 0, "{}{}", back.out, back.err);
    assert!(!desk.findings(None).contains("document-unread"));
    quiet(&poll(&desk, &hosts, "2023-07-15"));
}

/// A rule that amends Part 744 by its record, and whose XML is a stub at first.
#[test]
fn a_rule_without_any_order_is_not_taken_for_one_that_concerns_no_list() {
    let hosts = rules();
    let whole = hosts.world(|world| {
        world.document("2023-90202").xml.replace(
            "<RULE><PREAMB><SUBJECT>Additions</SUBJECT></PREAMB><FRDOC>[FR Doc. 2023-90202 Filed 8-23-23; 8:45 am]</FRDOC></RULE>"
                .to_owned(),
        )
    });
    let desk = Desk::with_list();
    let stub = poll(&desk, &hosts, "2023-08-25");
    assert_eq!(stub.code, 3, "{}", stub.err);
    assert!(stub.out.contains("document-unread"), "{}", stub.out);
    hosts.world(|world| world.document("2023-90202").xml = whole);
    let next = poll(&desk, &hosts, "2023-08-26");
    assert_eq!(next.code, 0, "{}", next.err);
    assert!(next.out.contains("2023-90202"), "{}", next.out);
    assert_eq!(desk.hashes().len(), 3);
}

/// No server means to be left alone for sixty years.
#[test]
fn a_wait_without_reason_ends_after_a_day() {
    let (hosts, desk) = (rules(), Desk::with_list());
    hosts.fault("documents.json", 1, Fault::ComeAgain(503, "2147483647".to_owned()));
    assert_eq!(poll(&desk, &hosts, "2023-08-25").code, 1);
    let held = poll(&desk, &hosts, "2023-08-25");
    assert!(held.code == 1 && held.err.contains("asked for no further requests"), "{}", held.err);
    assert!(!held.err.contains("2094"), "{}", held.err);
}

/// What one text was refused with counts for the next run.
#[test]
fn a_text_that_is_refused_for_a_while_is_not_asked_for_before() {
    let (hosts, desk) = (rules(), Desk::with_list());
    hosts.fault("2023-90202.xml", 1, Fault::ComeAgain(429, "3600".to_owned()));
    assert_eq!(poll(&desk, &hosts, "2023-08-25").code, 3);
    hosts.forget_asked();
    let held = poll(&desk, &hosts, "2023-08-25");
    assert!(held.code == 1 && held.err.contains("asked for no further requests"), "{}", held.err);
    assert!(hosts.asked().is_empty());
}

#[test]
fn a_password_in_an_address_is_refused_and_not_shown() {
    let desk = Desk::with_list();
    let mut program = desk.program();
    program
        .env("EARWATCH_CONTACT", "compliance@example.org")
        .env("EARWATCH_FEDERAL_REGISTER_URL", "http://user:s3cret@127.0.0.1:9/api/v1")
        .arg("poll");
    let ended = support::ended(&program.output().unwrap());
    assert!(ended.code != 0 && ended.err.contains("password"), "{}", ended.err);
    assert!(!ended.err.contains("s3cret"), "{}", ended.err);
}
