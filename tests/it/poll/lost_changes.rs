//! Ways in which a change could be lost or told wrongly: each was one once.

use crate::support::disturbed_poll::{self, TODAY, Trial, open_codes};
use crate::support::standin::{Document, Fault, StandIn, World, day};
use crate::support::written::Written;
use crate::support::{self, Desk, Ended, text_of};

fn written(rule: &Written) -> Document {
    Document::rule(&rule.number, rule.published, rule.page, &rule.xml())
}

fn publish(trial: &Trial, rule: &Written) {
    let document = written(rule);
    trial.standin.world(|world| world.documents.push(document));
}

/// Adds one entry, and takes effect later than it is published.
fn to_come(effective: &str) -> Written {
    Written::new("2023-90260", day(effective), day("2023-08-24"), 54_000)
        .add("GERMANY", "Zukunft AG", "Morgenweg 1, Bonn, Germany")
}

/// The report that tells that a rule is in force now could not be written, and then the chain was derived anew.
#[test]
fn a_rule_that_came_into_force_is_told_though_it_was_derived_anew() {
    let trial = Trial::new();
    publish(&trial, &to_come("2023-09-10"));
    assert_eq!(trial.poll().code, 0);
    let lost = trial.poll_until("2023-09-11", &["-o", "no/such/folder/report.md"]);
    assert_eq!(lost.code, 1, "{}", lost.out);
    let earlier = Written::new("2023-90261", day("2023-09-08"), day("2023-09-08"), 55_000)
        .add("GERMANY", "Gestern AG", "Altweg 1, Bonn, Germany");
    publish(&trial, &earlier);
    let told = trial.poll_until("2023-09-11", &[]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert_eq!(told.out.matches("In force since 2023-09-10").count(), 1, "{}", told.out);
    assert!(told.out.contains("Gestern AG"), "{}", told.out);
    assert_eq!(trial.poll_until("2023-09-11", &[]).out, "");
}

/// The report of a rule could not be written before its day came: it is told once, as in force.
#[test]
fn a_rule_that_is_told_first_on_its_day_is_told_once() {
    let trial = Trial::new();
    publish(&trial, &to_come("2023-09-10"));
    trial.poll_until(TODAY, &["-o", "no/such/folder/report.md"]);
    let told = trial.poll_until("2023-09-11", &["--format", "md"]);
    assert_eq!(told.out.matches("\n## 2023-90260").count(), 1, "{}", told.out);
    assert!(told.out.contains("Zukunft AG"), "{}", told.out);
}

/// A rule that is published and takes effect later: nobody is told that there is no such entry, and no more.
#[test]
fn an_entry_to_come_is_said_to_come() {
    let trial = Trial::new();
    publish(&trial, &to_come("2093-09-10"));
    trial.poll();
    let shown = trial.desk.run(&["show", "Zukunft AG"]);
    assert_eq!(shown.code, 1, "{}", shown.out);
    assert!(shown.err.contains("has this name from 2093-09-10 on"), "{}", shown.err);
    let history = trial.desk.done(&["history", "Zukunft AG"]);
    assert!(history.contains("2093-09-10  to come: added by"), "{history}");
}

/// A number of our days is given once: another day, or other zeros, make no other document of it.
#[test]
fn a_document_is_one_though_its_day_or_its_zeros_are_written_otherwise() {
    let undisturbed = disturbed_poll::undisturbed();
    for (number, published) in [("2023-90250", "2023-08-21"), ("2023-090250", "2023-08-22")] {
        let trial = Trial::new();
        let text = Trial::world().document("2023-90250").xml.clone().unwrap();
        let text = text.replace("2023-90250", number);
        let path = trial.desk.file("imported.xml", text);
        let stated = ["--publication-date", published, "--volume", "88"];
        let imported = trial.desk.run(&[&["import", &path], &stated[..]].concat());
        assert!(imported.out.contains("Hafen Optik"), "{}{}", imported.out, imported.err);
        let polled = trial.poll();
        let codes = open_codes(&polled.out);
        assert!(codes.iter().all(|code| code == "document-changed"), "{number} {published}: {}", polled.out);
        assert_eq!(trial.state().entries.len(), undisturbed.1.entries.len());
        let documents = trial.desk.ndjson(&["documents"]);
        let of_number = documents.iter().filter(|document| text_of(document, "number").ends_with("90250"));
        assert_eq!(of_number.count(), 1, "{documents:#?}");
    }
}

/// A list of the eCFR does not contain what takes effect after its day, even where that could not be understood.
#[test]
fn what_is_not_understood_of_a_rule_to_come_is_told() {
    let rule = Written::new("2023-90270", day("2023-07-20"), day("2023-06-20"), 40_000)
        .add("GERMANY", "Unverstanden AG", "Rätselweg 1, Bonn, Germany");
    let mut document = written(&rule);
    let broken = document.xml.unwrap().replace("by adding in alphabetical order,", "by somehow considering");
    document.xml = Some(broken);
    let list = support::fixture("lists/part-744_2026-markup.xml");
    let hosts = StandIn::new(World {
        codified: vec![(day("2023-06-30"), std::fs::read_to_string(list).unwrap())],
        codified_up_to: day("2023-06-30"),
        ..World::of([document])
    });
    let desk = Desk::new();
    let run = |args: &[&str]| -> Ended {
        let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
        support::ended(&program.args(args).output().unwrap())
    };
    assert_eq!(run(&["init"]).code, 0);
    let polled = run(&["poll", "--until", "2023-07-01", "--format", "json"]);
    assert_eq!(polled.code, 3, "{}{}", polled.out, polled.err);
    let codes = open_codes(&polled.out);
    assert!(codes.iter().any(|code| code == "unparsed-instruction"), "{codes:?}");
}

/// What the list says of a text that could not be had is still new at the next poll.
#[test]
fn a_record_that_changed_is_asked_for_until_its_text_came() {
    let trial = Trial::new();
    trial.poll();
    trial.standin.world(|world| {
        let meeting = world.document("2023-90299");
        meeting.set("title", "Another meeting".into());
    });
    trial.standin.fault("2023-90299.xml", 1, Fault::Status(500));
    trial.poll();
    trial.standin.forget_asked();
    trial.poll();
    let asked = trial.standin.asked();
    assert!(asked.iter().any(|asked| asked.target.contains("2023-90299.xml")), "{asked:#?}");
}

/// A text that another version of the program read is read anew, whichever command was the first of this version.
#[test]
fn what_another_version_read_is_asked_for_again() {
    let trial = Trial::new();
    trial.poll();
    let database = rusqlite::Connection::open(trial.desk.path("earwatch.db")).unwrap();
    database.execute("UPDATE runs SET program = '0.0.1'", []).unwrap();
    drop(database);
    trial.desk.run(&["import", "no-such-file.xml"]);
    trial.standin.fault("2023-90299.xml", 1, Fault::Status(500));
    let failed = trial.poll();
    assert_eq!(failed.code, 3, "{}{}", failed.out, failed.err);
    assert_eq!(open_codes(&failed.out), ["source-unreachable"]);
    let next = trial.poll();
    assert_eq!((next.code, next.out.as_str()), (0, ""), "{}", next.err);
    let runs = trial.desk.ndjson(&["runs"]);
    assert_eq!(text_of(runs.last().unwrap(), "program"), env!("CARGO_PKG_VERSION"));
}
