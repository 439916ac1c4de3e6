//! Documents of other agencies that speak of a rule on record: they are found by the words of their text, or by their title in
//! a table of contents. What they do to a rule of the bureau is held, and a person is called.

use crate::support::disturbed_poll::Trial;
use crate::support::standin::{Document, Fault, World, day};
use crate::support::written::Written;
use crate::support::{self, Ended, text_of};
use serde_json::json;

const RULE: &str = "2023-90260";
const FREEZE: &str = "2023-90280";
const IN_GENERAL: &str = "Delay of Effective Dates of Rules Published by the Department of Commerce";
/// A title that tells nothing to somebody who looks for rules of the bureau.
const OF_ITSELF: &str = "Review of Pending Matters";

/// A rule that adds one entry on 9 October.
fn rule() -> Document {
    let written = Written::new(RULE, day("2023-10-09"), day("2023-08-24"), 54_000)
        .add("GERMANY", "Zukunft AG", "Morgenweg 1, Bonn, Germany");
    Document::rule(RULE, written.published, written.page, &written.xml())
}

/// A document of an agency that is not the bureau, about no part of the CFR.
fn freeze((name, slug): (&str, &str), title: &str, words: &str) -> Document {
    let xml = format!(
        "<RULE><PREAMB><AGENCY TYPE=\"N\">{name}</AGENCY><SUBJECT>{title}</SUBJECT><ACT><HD>ACTION:</HD>\
         <P>Notification.</P></ACT><SUM><HD>SUMMARY:</HD><P>Some rules are reviewed.</P></SUM></PREAMB>\
         <SUPLINF><P>{words}</P></SUPLINF><FRDOC>[FR Doc. {FREEZE} Filed 8-25-23; 8:45 am]</FRDOC></RULE>"
    );
    let mut document = Document::rule(FREEZE, day("2023-08-28"), 56_000, &xml);
    document.set("agencies", json!([{"name": name, "slug": slug}]));
    document.set("cfr_references", json!([]));
    document.set("title", json!(title));
    document
}

const PRINTER: (&str, &str) = ("Federal Register Office", "federal-register-office");
const BUDGET: (&str, &str) = ("Management and Budget Office", "management-and-budget-office");
const DEPARTMENT: (&str, &str) = ("Commerce Department", "commerce-department");
const FISHERIES: (&str, &str) =
    ("National Oceanic and Atmospheric Administration", "national-oceanic-and-atmospheric-administration");
const BY_PAGE: &str =
    "The effective date of the rule “Changes of the Entity List,” 88 FR 54000, is delayed until December 1, 2023.";
const BY_NUMBER: &str = "The effective date of FR Doc. 2023\u{2013}90260 is postponed to December 1, 2023.";
const WITHDRAWN: &str = "The rule published on August 24, 2023, at 88 FR 54000, is withdrawn.";

fn trial() -> Trial {
    let trial = Trial::of(World { ..Trial::world() });
    trial.standin.world(|world| {
        world.documents.push(rule());
        world.offers_contents(false);
    });
    trial
}

fn publish(trial: &Trial, document: Document) {
    trial.standin.world(|world| world.documents.push(document));
}

/// On which of the days the rule is in force.
fn in_force(trial: &Trial) -> Vec<&'static str> {
    let listed = |day: &&str| {
        let entries = trial.desk.ndjson(&["list", "--as-of", day]);
        entries.iter().any(|entry| text_of(entry, "name") == "Zukunft AG")
    };
    ["2023-10-10", "2023-12-02"].into_iter().filter(listed).collect()
}

fn well(ended: &Ended) {
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
}

#[test]
fn a_document_of_any_agency_that_cites_a_rule_is_found_by_its_words() {
    for (agency, words) in [(BUDGET, BY_PAGE), (FISHERIES, BY_NUMBER), (PRINTER, WITHDRAWN)] {
        let trial = trial();
        well(&trial.poll_until("2023-08-25", &[]));
        assert_eq!(in_force(&trial), ["2023-10-10", "2023-12-02"]);
        publish(&trial, freeze(agency, OF_ITSELF, words));
        let told = trial.poll_until("2023-08-28", &[]);
        assert!(told.code == 3 && told.out.contains(FREEZE), "{} {}", told.code, told.out);
        assert_eq!(in_force(&trial), ["2023-10-10", "2023-12-02"], "{words}");
        assert_eq!(
            trial.poll_until("2023-08-29", &[]).out,
            "",
            "it is told once, and is not gone from a list that never had it"
        );
        trial.standin.fault("term", 9, Fault::Status(503));
        let broken = trial.poll_until("2023-08-30", &[]);
        assert!(broken.code == 0 && !broken.out.contains("document-withdrawn"), "{}", broken.out);
    }
}

/// Both came since the last poll, or both lie in a month of history.
#[test]
fn a_rule_that_comes_with_what_delays_it_is_looked_for_too() {
    for command in [&["poll", "--until", "2023-08-31"][..], &["backfill", "--since", "2023-08-01"]] {
        let trial = trial();
        publish(&trial, freeze(BUDGET, OF_ITSELF, BY_PAGE));
        let mut program = trial.desk.asking(&trial.standin.federal_register(), &trial.standin.ecfr());
        let ended = support::ended(&program.args(command).output().unwrap());
        // Nothing of this world is newer than 2023.
        assert!([0, 3].contains(&ended.code), "{}{}", ended.out, ended.err);
        assert!(trial.desk.findings(None).contains(FREEZE), "{command:?}");
    }
}

/// Where the server does not search by words, the title of a freeze is enough; that the search fails is said once.
#[test]
fn a_search_that_fails_is_told_and_the_table_of_contents_stands_in() {
    for fault in [Fault::Status(400), Fault::Status(404), Fault::Wall, Fault::OtherDays] {
        let trial = trial();
        well(&trial.poll_until("2023-08-25", &[]));
        publish(&trial, freeze(BUDGET, IN_GENERAL, BY_PAGE));
        trial.standin.fault("term", 9, fault.clone());
        let blind = trial.poll_until("2023-08-28", &[]);
        assert_eq!(blind.code, 0, "{}{}", blind.out, blind.err);
        assert!(
            blind.out.contains("search-incomplete") && blind.out.contains("may be missed"),
            "{fault:?}: {}",
            blind.out
        );
        assert_eq!(in_force(&trial), ["2023-10-10", "2023-12-02"]);
        assert_eq!(trial.poll_until("2023-08-28", &[]).out, "", "it is told once");
        trial.standin.world(|world| world.offers_contents(true));
        let told = trial.poll_until("2023-08-29", &[]);
        assert!(told.code == 3 && told.out.contains(FREEZE), "{fault:?}: {}{}", told.out, told.err);
        trial.mend();
        trial.poll_until("2023-08-30", &[]);
        assert!(!trial.desk.findings(None).contains("search-incomplete"), "it is taken back");
    }
}

/// A server that ignores the words hands over whatever it has; each text says itself that it concerns nothing.
#[test]
fn a_server_that_ignores_the_words_calls_nobody() {
    let trial = trial();
    trial.standin.world(World::ignores_words);
    publish(
        &trial,
        freeze(
            FISHERIES,
            "Fisheries of the Northeast; Delay of Effective Date",
            "The rule at 88 FR 53990 is delayed until December 1, 2023.",
        ),
    );
    well(&trial.poll_until("2023-08-31", &[]));
    assert_eq!(in_force(&trial), ["2023-10-10", "2023-12-02"]);
    assert_eq!(trial.poll_until("2023-08-31", &[]).out, "");
}

/// Of a server that finds everything for words that stand nowhere nothing is believed: no text is awaited, and that the
/// search cannot be had is told once.
#[test]
fn a_server_that_ignores_the_words_of_many_documents_is_told_as_one_that_does_not_search() {
    let trial = trial();
    trial.standin.world(World::ignores_words);
    for number in 300..315 {
        let mut without_text = freeze(FISHERIES, "Fisheries of the Northeast", "Nothing.");
        without_text.number = format!("2023-90{number}");
        (without_text.xml, without_text.html) = (None, None);
        publish(&trial, without_text);
    }
    let told = trial.poll_until("2023-08-31", &[]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    assert_eq!(told.out.matches("search-incomplete").count(), 1, "{}", told.out);
    assert!(!trial.desk.findings(None).contains("text-not-yet"));
    assert_eq!(trial.poll_until("2023-08-31", &[]).out, "", "it is told once");
    assert_eq!(in_force(&trial), ["2023-10-10", "2023-12-02"]);
}

#[test]
fn a_poll_with_a_rule_to_come_asks_at_most_twice_more() {
    let trial = trial();
    well(&trial.poll_until("2023-08-31", &[]));
    trial.standin.forget_asked();
    well(&trial.poll_until("2023-08-31", &[]));
    let asked = trial.standin.asked();
    assert!(asked.len() <= 8, "{asked:#?}");
    assert_eq!(trial.standin.asked_for("term").len(), 1);
}

/// By the department alone, as the table of contents has it, whatever its title.
#[test]
fn what_stands_under_the_department_or_the_printer_is_read() {
    for (agency, expected) in [(DEPARTMENT, &["2023-12-02"][..]), (PRINTER, &["2023-10-10", "2023-12-02"])] {
        let trial = trial();
        well(&trial.poll_until("2023-08-25", &[]));
        trial.standin.fault("term", 9, Fault::Status(400));
        trial.standin.world(|world| world.offers_contents(true));
        publish(&trial, freeze(agency, OF_ITSELF, BY_PAGE));
        let told = trial.poll_until("2023-08-28", &[]);
        assert!(told.out.contains(FREEZE), "{agency:?}: {}", told.out);
        assert_eq!(in_force(&trial), expected, "{agency:?}");
    }
}
