//! Owners in the files of others, and the provision about them in the texts of the corpus.

use std::fs;

use chrono::NaiveDate;

use crate::Test;
use crate::needs::corpus;
use crate::support::Desk;
use earwatch::query::affiliates::on_record;
use earwatch::store::Store;
use earwatch_screen::affiliates::provision::Force;
use earwatch_screen::ownership::read;

pub(crate) const TESTS: &[Test] =
    tests![the_examples_of_the_standard_are_read, the_stay_of_the_provision_begins_and_ends];

/// Each example gives holdings, or says in a note why one of its owners cannot be told of.
fn the_examples_of_the_standard_are_read() {
    let folder = corpus("ownership/bods/examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let owners = read::owners(&text, "example").unwrap();
        let relationships = text.matches("\"relationship\"").count();
        assert!(owners.holdings.len() + owners.notes.len() >= relationships.min(1), "{}: {owners:?}", file.display());
        for note in &owners.notes {
            let is_known =
                ["not disclosed", "is an office and no share"].iter().any(|words| note.message.contains(words));
            assert!(is_known, "{}: {note:?}", file.display());
        }
    }
}

/// By the part as the eCFR prints it, and by a chain of rules on a list that has no sections: there the introductory text
/// says it.
fn the_stay_of_the_provision_begins_and_ends() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let stayed = || Force::Stayed { until: Some(day("2026-11-09")) };
    for (list, as_of, rules, days) in [
        (
            "ecfr/part-744_2026-07-23.xml",
            "2026-07-23",
            None,
            &[("2026-08-01", stayed()), ("2026-11-09", stayed()), ("2026-11-10", Force::InForce)][..],
        ),
        (
            "ecfr/supplement-4_2023-12-06.xml",
            "2023-12-06",
            Some("reconstructed/plain/rules"),
            &[
                ("2025-09-29", Force::InForce),
                ("2025-11-09", Force::InForce),
                ("2025-11-10", stayed()),
                ("2026-11-09", stayed()),
                ("2026-11-10", Force::InForce),
            ],
        ),
    ] {
        let desk = Desk::with(&corpus(list), as_of);
        if let Some(rules) = rules {
            desk.run(&["import", &corpus(rules)]);
        }
        let store = Store::open_existing(&desk.path("earwatch.db")).unwrap();
        let force = |day: NaiveDate, list: &str| on_record(&store, day, None).unwrap().provisions[list].force.clone();
        for (on, expected) in days {
            assert_eq!(force(day(on), "entity-list"), *expected, "{list}: {on}");
        }
        let others = if rules.is_none() { [Force::InForce, Force::InForce].to_vec() } else { Vec::new() };
        for (list, expected) in ["meu-list", "sdn"].iter().zip(&others) {
            assert_eq!(force(day("2026-11-10"), list), *expected, "{list}");
        }
        // What no text on record says is not told.
        if rules.is_some() {
            for (on, list) in [("2024-06-01", "entity-list"), ("2026-11-10", "meu-list"), ("2026-11-10", "sdn")] {
                assert!(matches!(force(day(on), list), Force::Unknown { .. }), "{list}: {on}");
            }
        } else {
            let programs = on_record(&store, day("2026-11-10"), None).unwrap().programs.unwrap();
            assert!(["SDGT", "NPWMD", "RUSSIA-EO14024"].iter().all(|tag| programs.contains(*tag)), "{programs:?}");
            assert_eq!(force(day("2026-11-10"), "unverified-list"), Force::NotProvided);
        }
    }
}
