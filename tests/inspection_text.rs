//! The text of a document on public inspection, read.

use earwatch::citation::DocumentNumber;
use earwatch::document::public_inspection::record::InspectionRecord;
use earwatch::document::public_inspection::{ProvisionalDocument, Reading, changes, read};
use earwatch::finding::{Code, Place};
use earwatch::instruction::{self, AmendatoryParagraph, Order};
use proptest::prelude::*;
use serde_json::json;

fn record(number: &str, kind: &str) -> InspectionRecord {
    InspectionRecord::read(&json!({"document_number": number, "type": kind})).unwrap()
}

fn announced(text: &str) -> ProvisionalDocument {
    match read(record("2023-90909", "Rule"), text, &|_| false) {
        Reading::Announces(document) => *document,
        Reading::Unrelated => panic!("read as unrelated"),
    }
}

/// Changes and findings, one a line.
fn shown(document: &ProvisionalDocument) -> String {
    let mut out = format!(
        "action: {}\ndates: {} {:?}\ncounts: {:?}\nbullets: {:?}\n",
        document.action,
        document.dates.printed,
        document.dates.effective,
        document
            .preamble
            .counts
            .iter()
            .map(|claim| (&claim.country, claim.entries))
            .collect::<Vec<_>>(),
        document
            .preamble
            .bullets
            .iter()
            .map(|bullet| (&bullet.country, &bullet.name))
            .collect::<Vec<_>>(),
    );
    for change in &document.changes {
        let names: Vec<_> = change
            .names
            .iter()
            .map(|named| named.name.as_str())
            .collect();
        out += &format!(
            "{} {} {:?} {names:?} {:?} {:?}\n  > {}\n",
            change.list, change.verb, change.country, change.count, change.detail, change.quote
        );
    }
    for finding in &document.findings {
        out += &format!(
            "{} {}\n  > {:?}\n",
            finding.code, finding.message, finding.quote
        );
    }
    out
}

#[test]
fn additions_are_read_out_of_pages_and_wrapped_lines() {
    let text = include_str!("fixtures/inspection/2023-90101.txt");
    insta::assert_snapshot!("additions", shown(&announced(text)));
}

#[test]
fn revisions_and_removals_are_read() {
    let text = include_str!("fixtures/inspection/2023-90202.txt");
    insta::assert_snapshot!("revisions", shown(&announced(text)));
}

#[test]
fn a_rule_of_several_parts_gives_the_changes_of_its_lists() {
    let text = include_str!("fixtures/inspection/several_parts.txt");
    insta::assert_snapshot!("several_parts", shown(&announced(text)));
}

#[test]
fn a_text_that_amends_a_list_and_cannot_be_read_is_told() {
    let text = include_str!("fixtures/inspection/unread.txt");
    insta::assert_snapshot!("unread", shown(&announced(text)));
}

#[test]
fn an_order_that_lost_its_number_is_read_all_the_same() {
    let text = include_str!("fixtures/inspection/2023-90202.txt");
    let numbered = announced(text).changes;
    let lost = announced(&text.replace("2. Supplement", "Supplement"));
    assert_eq!(lost.changes, numbered);
    assert!(lost.findings.is_empty());
}

#[test]
fn new_text_of_a_section_may_speak_of_a_list() {
    let text = "DATES: Effective on October 8, 2023.\nPART 744—CONTROL POLICY\n\
                1. Section 744.11 is amended by revising paragraph (a) to read as follows:\n\
                § 744.11 License requirements.\n(a) Whoever is on the Entity List in supplement no. 4 to part 744\n\
                needs a license.\n[FR Doc. 2023-90909 Filed: 10/6/2023 8:45 am]";
    let document = announced(text);
    assert_eq!((document.changes.len(), document.findings.len()), (0, 0));
    assert_eq!(document.dates.effective.len(), 1);
}

#[test]
fn a_rule_of_another_part_is_unrelated_however_it_speaks_of_the_list() {
    let text = include_str!("fixtures/inspection/fees.txt");
    assert_eq!(
        read(record("2023-90909", "Rule"), text, &|_| false),
        Reading::Unrelated
    );
    assert_eq!(
        read(record("2023-90909", "Rule"), "", &|_| false),
        Reading::Unrelated
    );
}

#[test]
fn a_proposed_rule_announces_nothing_and_says_so() {
    let text = include_str!("fixtures/inspection/2023-90101.txt");
    let Reading::Announces(document) = read(record("2023-90909", "PRORULE"), text, &|_| false)
    else {
        panic!("read as unrelated");
    };
    assert!(document.changes.is_empty());
    assert_eq!(document.findings[0].code, Code::ProposedOnly);
}

#[test]
fn a_correction_is_related_if_what_it_corrects_is_on_record() {
    let text = "In rule document 2023-90101 appearing on page 41170 in the issue of\n\
                July 10, 2023, make the following correction:\nOn page 41171, in the third column.";
    let read = |tracked: bool| {
        read(record("C1-2023-90101", "Correction"), text, &|number| {
            tracked && number.as_str() == "2023-90101"
        })
    };
    assert_eq!(read(false), Reading::Unrelated);
    let Reading::Announces(document) = read(true) else {
        panic!("read as unrelated");
    };
    assert_eq!(document.corrects, [DocumentNumber::new("2023-90101")]);
}

#[test]
fn what_a_pdf_breaks_agrees_in_letters_and_digits_with_what_is_printed() {
    let text = include_str!("fixtures/inspection/2023-90101.txt");
    let document = announced(text);
    let broken = document.changes.iter().flat_map(|change| &change.names);
    let broken = broken
        .map(|named| named.name.as_str())
        .find(|name| name.starts_with("Dexlas"))
        .unwrap();
    assert_eq!(broken, "Dexlas Indus-trial Trade LLC");
    assert!(earwatch::list::canonical::equal(
        broken,
        "Dexlas Industrial Trade LLC"
    ));
}

#[test]
fn an_order_without_effect_on_a_list_is_no_change() {
    assert!(changes(&[]).is_empty());
    let (instructions, _) = instruction::read(&[AmendatoryParagraph {
        title: Some(15),
        part: Some(744),
        text: "1. The authority citation for 15 CFR part 744 continues to read as follows:"
            .to_owned(),
        place: Place::default(),
    }]);
    assert!(matches!(instructions[0].order, Order::NoListEffect(_)));
    assert!(changes(&instructions).is_empty());
}

/// Lines of rules, of pages and of nothing, in any order.
fn lines_of_rules() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "\\PC{0,80}",
        Just("For the reasons stated in the preamble, part 744 is amended as follows:".to_owned()),
        Just("PART 744—CONTROL POLICY".to_owned()),
        Just("2. Supplement No. 4 to part 744 is amended:".to_owned()),
        Just("a. Under CHINA, by adding an entry for “Ä-".to_owned()),
        Just("ﬁ Co., Ltd.”; and".to_owned()),
        Just("•".to_owned()),
        Just("\u{c}- 12 -".to_owned()),
        Just("SUMMARY:".to_owned()),
        Just("This document is scheduled to be published".to_owned()),
        Just("[FR Doc. 2023-90101 corrects 2023-90202".to_owned()),
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn no_text_panics(text in "(?s).{0,400}", tracked in any::<bool>()) {
        let _ = read(record("2023-90909", "Rule"), &text, &|_| tracked);
    }

    #[test]
    fn no_order_of_lines_panics(text in lines_of_rules()) {
        let _ = read(record("2023-90909", "Rule"), &text, &|_| true);
    }

    /// What amends a list in words that the grammar does not know is never read as nothing.
    #[test]
    fn orders_about_a_list_end_in_a_change_or_a_finding(words in "[a-z ]{5,60}") {
        let text = format!("PART 744—CONTROL POLICY\n2. Supplement No. 4 to part 744 is amended by {words} “X Y”.");
        let document = announced(&text);
        prop_assert!(!document.changes.is_empty() || !document.findings.is_empty());
    }
}
