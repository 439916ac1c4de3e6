//! A baseline from the eCFR, and history that is walked month by month.

use crate::support::standin::{Document, Fault, StandIn, World, day};
use crate::support::{self, Desk, Ended, NEW_LIST, text, text_of};

fn hosts() -> StandIn {
    StandIn::new(World {
        codified: vec![(day("2023-01-01"), text(NEW_LIST))],
        codified_up_to: day("2023-06-30"),
        ..World::of(["2023-90101", "2023-90202"].map(Document::fixture))
    })
}

fn run(desk: &Desk, hosts: &StandIn, args: &[&str]) -> Ended {
    let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
    support::ended(&program.args(args).output().unwrap())
}

#[test]
fn the_baseline_is_fetched_as_of_the_day_to_which_the_ecfr_is_up_to_date() {
    let (hosts, desk) = (hosts(), Desk::new());
    let ended = run(&desk, &hosts, &["init"]);
    assert!(ended.out.contains("baseline as of 2023-06-30"), "{}{}", ended.out, ended.err);
    let asked: Vec<_> = hosts.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(asked, ["/api/versioner/v1/titles.json", "/api/versioner/v1/full/2023-06-30/title-15.xml?part=744"]);
    let from_file = Desk::with(&support::fixture(NEW_LIST), "2023-06-30");
    assert_eq!(desk.hashes(), from_file.hashes());
}

#[test]
fn a_day_that_the_ecfr_has_not_reached_is_refused() {
    let (hosts, desk) = (hosts(), Desk::new());
    let ended = run(&desk, &hosts, &["init", "--as-of", "2023-07-03"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("up to 2023-06-30"), "{}", ended.err);
    assert!(!desk.path("earwatch.db").exists());
}

#[test]
fn a_wall_in_front_of_the_ecfr_makes_no_baseline() {
    let (hosts, desk) = (hosts(), Desk::new());
    for address in ["titles.json", "title-15.xml"] {
        hosts.fault(address, 1, Fault::Wall);
        let ended = run(&desk, &hosts, &["init"]);
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{address}");
        assert!(ended.err.contains("Request Access"), "{}", ended.err);
    }
    assert_eq!(run(&desk, &hosts, &["init"]).code, 0);
}

#[test]
fn a_list_that_the_ecfr_serves_shrunken_is_refused() {
    let (hosts, desk) = (hosts(), Desk::new());
    run(&desk, &hosts, &["init"]);
    hosts.world(|world| {
        let list = &mut world.codified[0].1;
        let (before, rest) = list.split_once("<TBODY>").unwrap();
        let (_, after) = rest.split_once("</TBODY>").unwrap();
        *list = format!("{before}<TBODY></TBODY>{after}");
    });
    let ended = run(&desk, &hosts, &["init", "--replace"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert_eq!(desk.hashes().len(), 1);
    assert_eq!(run(&Desk::new(), &hosts, &["init"]).code, 1);
}

#[test]
fn a_part_without_the_entity_list_makes_no_baseline() {
    let (hosts, desk) = (hosts(), Desk::new());
    hosts.world(|world| {
        let part = &mut world.codified[0].1;
        *part = part.replace("Supplement No. 4 to Part 744", "Supplement No. 9 to Part 744");
    });
    let ended = run(&desk, &hosts, &["init"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("without the entries of Supplement No. 4"), "{}", ended.err);
}

#[test]
fn a_list_that_the_ecfr_is_at_work_on_is_not_taken() {
    let (hosts, desk) = (hosts(), Desk::new());
    let titles = r#"{"titles": [{"number": 15, "up_to_date_as_of": "2023-06-30", "processing_in_progress": true}]}"#;
    hosts.fault("titles.json", 1, Fault::Body(titles.to_owned()));
    let ended = run(&desk, &hosts, &["init"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("run again"), "{}", ended.err);
    assert_eq!(run(&desk, &hosts, &["init"]).code, 0);
}

/// The list shows what was in force on its day: a rule that was published before and takes effect later is not in it.
#[test]
fn a_rule_that_was_published_before_the_day_and_takes_effect_after_it_is_applied() {
    let hosts = hosts();
    hosts.world(|world| {
        let rule = world.document("2023-90101");
        rule.published = day("2023-06-28");
    });
    let desk = Desk::new();
    run(&desk, &hosts, &["init"]);
    let polled = run(&desk, &hosts, &["poll", "--until", "2023-08-01"]);
    assert!(polled.out.contains("Maple Relay Inc."), "{}{}", polled.out, polled.err);
    assert_eq!(desk.hashes().len(), 2);
    // A file that a person says to be complete up to the day contains it.
    let stated = Desk::with(&support::fixture(NEW_LIST), "2023-06-30");
    run(&stated, &hosts, &["poll", "--until", "2023-08-01"]);
    assert_eq!(stated.hashes().len(), 1);
}

#[test]
fn history_is_walked_month_by_month_and_goes_on_where_it_was_interrupted() {
    let (hosts, desk) = (hosts(), Desk::with_list());
    hosts.fault("[gte]=2023-09-01", 9, Fault::Status(404));
    let broken = run(&desk, &hosts, &["backfill", "--since", "2023-05-15"]);
    assert_eq!(broken.code, 1, "{}", broken.out);
    assert!(broken.err.contains("goes on from there"), "{}", broken.err);
    hosts.mend();
    hosts.forget_asked();
    let walked = run(&desk, &hosts, &["backfill", "--since", "2023-05-15"]);
    // Nothing of this world is newer than 2023.
    assert_eq!(walked.code, 3, "{}", walked.err);
    assert!(walked.out.contains("source-stale"), "{}", walked.out);
    assert!(walked.out.contains("Kestrel Logic Limited"), "{}", walked.out);
    let asked = hosts.asked_for("documents.json");
    assert!(asked[0].target.contains("[gte]=2023-09-01"), "{}", asked[0].target);
    let polled = Desk::with_list();
    run(&polled, &hosts, &["poll", "--until", "2023-12-31"]);
    assert_eq!(desk.hashes(), polled.hashes());
    let commands = desk.ndjson(&["runs"]);
    assert!(commands.iter().skip(1).all(|run| text_of(run, "command") == "backfill"));
}

#[test]
fn what_was_published_before_the_baseline_is_on_record_and_changes_nothing() {
    let hosts = hosts();
    let desk = Desk::with(&support::fixture(NEW_LIST), "2023-07-31");
    let before = desk.hashes();
    run(&desk, &hosts, &["backfill", "--since", "2023-07-01"]);
    let documents = desk.ndjson(&["documents"]);
    let status = |number: &str| {
        let found = documents.iter().find(|document| text_of(document, "number") == number);
        text_of(found.unwrap(), "status").to_owned()
    };
    assert_eq!(status("2023-90101"), "in-baseline");
    assert_eq!(desk.hashes()[..1], before[..]);
}
