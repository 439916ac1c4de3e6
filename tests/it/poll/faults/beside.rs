//! What does not fit into a row: faults with a story, and manners.

use std::time::{Duration, Instant};

use super::{ALWAYS, AUGUST, SEARCH, always, spoil_text};
use crate::support::disturbed_poll::{self, Trial, open_codes};
use crate::support::standin::{Document, Fault, day};
use crate::support::written::Written;

/// What is tested beside the rows: in this file, in `crash.rs` and in `soak.rs`.
pub(crate) const BESIDE: [(&str, &str); 10] = [
    ("A list that lacks a document and does not show it", "found by the next poll, whose window overlaps by 14 days"),
    ("A document that changes after it was applied", "applied again; `document-changed`, exit 3"),
    (
        "A document that disappears from the list",
        "`document-withdrawn`, exit 3; what it changed is kept until a person decides",
    ),
    ("`Retry-After` of more than the longest wait", "exit 1 at once; says when to come again"),
    ("A clock that is off by more than an hour", "`clock-skew`, exit 3"),
    ("Two polls at once", "the second leaves with exit 4"),
    ("A database that another program has locked", "exit 1 after ten seconds"),
    (
        "kill -9 before, in the middle of, or after any write",
        "the last good version is kept; the next run reports what was lost, and nothing twice",
    ),
    ("Disk full at any write", "exit 1; the last good version is kept; the next run completes"),
    ("Power lost at any moment", "what was confirmed is kept; the next run completes"),
];

/// A list that silently lacks a document: its count agrees, so nobody can tell. The window of the next poll overlaps.
#[test]
fn a_document_that_a_list_did_not_hold_is_found_by_the_next_poll() {
    let trial = Trial::new();
    trial.standin.world(|world| world.document("2023-90250").listed = false);
    let ended = trial.poll();
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(!ended.out.contains("Hafen Optik"), "{}", ended.out);
    trial.standin.world(|world| world.document("2023-90250").listed = true);
    let next = trial.poll();
    assert_eq!((next.code, next.err.as_str()), (0, ""), "{}", next.out);
    assert!(next.out.contains("Hafen Optik"), "{}", next.out);
    assert_eq!(trial.state(), disturbed_poll::undisturbed().1);
}

/// The text changes after it was applied: it is applied anew, and a person is told.
#[test]
fn a_document_that_changes_is_applied_anew() {
    let trial = Trial::new();
    trial.poll();
    spoil_text(&trial, |xml| xml.replace("Kaiweg 1,", "Kaiweg 11,"));
    let ended = trial.poll();
    assert_eq!((ended.code, ended.err.as_str()), (3, ""), "{}", ended.out);
    assert_eq!(open_codes(&ended.out), ["document-changed"]);
    let at_once = Trial::new();
    spoil_text(&at_once, |xml| xml.replace("Kaiweg 1,", "Kaiweg 11,"));
    at_once.poll();
    assert_eq!(trial.state().hashes, at_once.state().hashes);
    assert_eq!(trial.poll().out, "");
}

/// A document disappears from the list after it was applied: a person is told, once, and nothing is undone by guess.
#[test]
fn a_document_that_disappears_is_told() {
    let trial = Trial::new();
    trial.poll();
    let before = trial.state();
    trial.standin.world(|world| {
        world.documents.retain(|document| document.number != "2023-90250");
    });
    let ended = trial.poll();
    assert_eq!((ended.code, ended.err.as_str()), (3, ""), "{}", ended.out);
    assert_eq!(open_codes(&ended.out), ["document-withdrawn"]);
    assert_eq!(trial.state(), before);
    assert_eq!(trial.poll().out, "");
}

/// `Retry-After` is obeyed, not merely survived.
#[test]
fn a_request_waits_as_long_as_it_is_asked_to() {
    let trial = Trial::new();
    trial.configure("max_attempts = 2");
    trial.standin.fault(AUGUST, 1, Fault::ComeAgain(503, "2".to_owned()));
    assert_eq!(trial.poll().code, 0);
    let asked = trial.standin.asked_for(AUGUST);
    assert!(asked[1].at - asked[0].at >= Duration::from_secs(2));
}

/// A server that asks for more patience than is configured is not asked again: the run ends, and says when to come.
#[test]
fn a_longer_wait_than_the_longest_ends_the_run() {
    let trial = Trial::new();
    trial.configure("max_attempts = 5");
    trial.standin.fault(SEARCH, ALWAYS, Fault::ComeAgain(429, "7200".to_owned()));
    let begun = Instant::now();
    let ended = trial.poll();
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);
    assert!(ended.err.contains("429") && ended.err.contains("again"), "{}", ended.err);
    assert_eq!(trial.standin.asked_for(SEARCH).len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(5));
    // Until then the server is left alone, even by runs that do not know of it.
    trial.mend();
    let early = trial.poll();
    assert_eq!((early.code, early.out.as_str()), (1, ""), "{}", early.err);
    assert_eq!(trial.standin.asked_for(SEARCH).len(), 1);
}

/// A clock that is off by more than an hour asks for the wrong days, and judges "in force" by them: a person is told.
#[test]
fn a_clock_that_is_wrong_is_told() {
    for ahead in [-366 * 86_400, -2 * 3600, 2 * 3600, 366 * 86_400] {
        let trial = Trial::new();
        trial.standin.world(|world| world.clock_ahead = ahead);
        // Without `--until`, the clock says which day it is.
        let ended = trial.poll_by_the_clock();
        assert_eq!((ended.code, ended.err.as_str()), (3, ""), "{ahead}: {}", ended.out);
        // Nothing of this world is newer than 2023.
        let mut codes = open_codes(&ended.out);
        codes.retain(|code| code != "source-stale");
        assert_eq!(codes, ["clock-skew"], "{ahead}");
        trial.mend();
        let next = trial.poll_by_the_clock();
        assert!(!next.out.contains("this machine's clock is"), "{ahead}: {}", next.out);
        assert_eq!(trial.state(), disturbed_poll::undisturbed().1);
    }
}

/// The second of two polls leaves with a word, and the first is not disturbed.
#[test]
fn two_polls_at_once_do_not_meet() {
    let trial = Trial::new();
    trial.standin.fault(SEARCH, 1, Fault::Slow(Duration::from_millis(1500)));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| trial.poll());
        while trial.standin.asked().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let second = trial.poll();
        assert_eq!((second.code, second.out.as_str()), (4, ""), "{}", second.err);
        assert_eq!(second.err.lines().count(), 1, "{}", second.err);
        assert!(second.err.contains("another"), "{}", second.err);
        assert_eq!(first.join().unwrap().code, 0);
    });
    assert_eq!(trial.state(), disturbed_poll::undisturbed().1);
}

/// Another program holds the database: a short wait, and a clear word.
#[test]
fn a_database_that_another_program_holds_ends_the_run() {
    let trial = Trial::new();
    let before = trial.state();
    let other = rusqlite::Connection::open(trial.desk.path("earwatch.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    let ended = trial.poll();
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);
    assert!(ended.err.contains("locked") && ended.err.lines().count() == 1, "{}", ended.err);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(trial.state(), before);
    trial.completes();
}

/// The number of a document names the year in which it was written: one of December is published in January.
#[test]
fn a_rule_of_the_old_year_is_published_in_the_new_one() {
    let trial = Trial::new();
    trial.poll();
    let rule = Written::new("2023-91999", day("2023-12-30"), day("2024-01-02"), 20).add(
        "GERMANY",
        "Neujahr GmbH",
        "Silvesterweg 1, Bonn, Germany",
    );
    let document = Document::rule("2023-91999", rule.published, rule.page, &rule.xml());
    trial.standin.world(|world| world.documents.push(document));
    let stale = trial.poll_until("2023-12-31", &["--format", "json"]);
    assert_eq!(open_codes(&stale.out), ["source-stale"]);
    // For months the eCFR has not caught up with the rule before.
    let behind = trial.poll_until("2024-01-01", &[]);
    assert!(behind.code == 0 && behind.out.contains("ecfr-behind"), "{}{}", behind.out, behind.err);
    let ended = trial.poll_until("2024-01-02", &[]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("Neujahr GmbH") && ended.out.contains("89 FR 21, 1/2/24"), "{}", ended.out);
    assert_eq!(trial.poll_until("2024-01-03", &[]).out, "");
}

/// Inspection and publication, record and text may write one number with and without zeros.
#[test]

fn a_number_with_other_zeros_is_the_same_document() {
    let trial = Trial::new();
    trial.standin.world(|world| {
        let document = world.document("2023-90250");
        document.number = "2023-7333".to_owned();
        document.xml = document.xml.as_deref().map(|xml| xml.replace("2023-90250", "2023-07333"));
    });
    let ended = trial.poll();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert_eq!(ended.out.matches("\"name\": \"Hafen Optik GmbH\"").count(), 1, "{}", ended.out);
    assert_eq!(trial.poll().out, "");
}

/// Whoever runs the sites can see who asks, and how to reach them.
#[test]
fn every_request_says_who_asks() {
    let trial = Trial::new();
    trial.poll();
    let asked = trial.standin.asked();
    assert!(!asked.is_empty());
    for asked in asked {
        let agent = asked.header("User-Agent").unwrap_or_default();
        assert!(agent.starts_with("earwatch/") && agent.contains("tests@localhost"), "{agent}");
    }
}

/// What was received once and did not change is not sent again.
#[test]
fn a_poll_that_finds_nothing_asks_six_times_at_most() {
    let trial = Trial::new();
    trial.poll();
    trial.standin.forget_asked();
    let ended = trial.poll();
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let asked = trial.standin.asked();
    assert!(asked.len() <= 6, "{asked:#?}");
}

/// A run that failed stands in the list of runs, with its code and its reason.
#[test]
fn a_run_that_failed_is_on_record() {
    let trial = Trial::new();
    always(&trial, SEARCH, Fault::Status(503));
    assert_eq!(trial.poll().code, 1);
    let runs = trial.desk.ndjson(&["runs"]);
    let last = runs.last().unwrap();
    assert_eq!(last["exit_code"], 1, "{last}");
    assert!(last["message"].as_str().unwrap().contains("503"), "{last}");
}

/// "Nothing was published today" is not "nothing was found".
#[test]
fn a_day_without_an_issue_is_told_from_one_without_news() {
    let trial = Trial::new();
    trial.poll();
    // A Tuesday, a Sunday, and the first Monday of September.
    for (day, without) in [("2023-09-05", false), ("2023-09-03", true), ("2023-09-04", true)] {
        let ended = trial.poll_until(day, &["--heartbeat"]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{day}");
        assert_eq!(ended.out.lines().count(), 1, "{day}: {}", ended.out);
        assert_eq!(ended.out.contains("no issue"), without, "{day}: {}", ended.out);
    }
}
