//! What a document is decides whether it is applied; where it says two things of itself, it is not, and a person is
//! told.

use earwatch_law::amendment;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::Severity;

/// Amendments, and the findings a person must look at, of a removal printed in an element with an ACTION line and a
/// record of a type.
fn read(element: &str, action: &str, kind: Option<&str>) -> (usize, Vec<String>) {
    let text = format!(
        "<{element}><PREAMB><SUBJECT>S</SUBJECT><ACT><HD SOURCE=\"HED\">ACTION:</HD><P>{action}</P></ACT>\
         <EFFDATE><P>This rule is effective May 3, 2023.</P></EFFDATE></PREAMB><SUPLINF>\
         <REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended under FRANCE by \
         removing the entry for “Gamma Ltd.”.</AMDPAR></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></{element}>"
    );
    let record = kind.map(|kind| {
        let json = format!(r#"{{"document_number": "2023-90001", "type": "{kind}"}}"#);
        DocumentRecord::from_json(json.as_bytes()).unwrap()
    });
    let given = Given { record, published: "2023-05-03".parse().ok(), volume: Some(88) };
    let reading = xml::read(&text, &|_| given.clone()).unwrap();
    let orders = amendment::read(reading.documents.first().unwrap());
    let told = orders.findings.into_iter();
    let told = told.filter(|finding| finding.code.severity() == Severity::Review);
    (orders.amendments.len(), told.map(|finding| finding.message).collect())
}

#[test]
fn a_rule_that_also_withdraws_a_proposal_is_applied() {
    for (element, action, kind) in [
        ("RULE", "Final rule; withdrawal of proposed rule.", None),
        ("RULE", "Final rule; withdrawal of proposed rule.", Some("Rule")),
        ("RULE", "Withdrawal of proposed rule; final rule.", None),
        ("UNKNOWN", "Final rule; withdrawal of proposed rule.", Some("Rule")),
        ("CORRECT", "Final rule; correction of proposed rule.", None),
    ] {
        assert_eq!(read(element, action, kind), (1, vec![]), "{element} {action}");
    }
}

#[test]
fn a_rule_that_says_that_it_is_none_is_left_to_a_person() {
    for (element, action, kind, words) in [
        ("RULE", "Proposed rule.", None, "printed as a rule, but its ACTION line says “Proposed rule.”"),
        ("RULE", "Notice of proposed rulemaking.", Some("Rule"), "“Notice of proposed rulemaking.”"),
        ("RULE", "Final rule.", Some("Notice"), "printed as a rule, but its record says “Notice”"),
        ("UNKNOWN", "Proposed rule.", Some("Rule"), "record of the type “Rule”, but its ACTION line"),
    ] {
        let (amendments, told) = read(element, action, kind);
        assert_eq!((amendments, told.len()), (0, 1), "{told:?}");
        assert!(told.iter().all(|message| message.contains(words)), "{told:?}");
    }
}

#[test]
fn a_proposal_or_a_notice_needs_nobody() {
    for (element, action, kind) in [
        ("PRORULE", "Proposed rule.", None),
        ("NOTICE", "Notice.", Some("Notice")),
        ("UNKNOWN", "Proposed rule.", None),
        ("CORRECT", "Proposed rule; correction.", Some("Proposed Rule")),
    ] {
        assert_eq!(read(element, action, kind), (0, vec![]), "{element} {action}");
    }
}

/// The number of a document that prints this in its FRDOC.
fn number(frdoc: &str) -> Option<String> {
    let text = format!(
        "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended \
         under FRANCE by removing the entry for “Gamma Ltd.”.</AMDPAR></REGTEXT></SUPLINF><FRDOC>{frdoc}</FRDOC></RULE>"
    );
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&text, &|_| given.clone()).ok()?;
    Some(reading.documents.first()?.number.to_string())
}

#[test]
fn a_number_is_read_past_its_label_and_only_if_it_can_be_one() {
    for (frdoc, expected) in [
        ("[FR Doc. 2023-12345 Filed 5-1-23; 8:45 am]", Some("2023-12345")),
        ("[FR Doc. No. 2023-12345 Filed 5-1-23; 8:45 am]", Some("2023-12345")),
        ("[FR Doc. No.: E8–23178; filed 5-1-23]", Some("E8-23178")),
        ("[FR Doc. C1-2023-12345 Filed 5-1-23; 8:45 am]", Some("C1-2023-12345")),
        ("[FR Doc. ../../etc Filed 5-1-23; 8:45 am]", None),
        ("[FR Doc. No. Filed 5-1-23; 8:45 am]", None),
    ] {
        assert_eq!(number(frdoc).as_deref(), expected, "{frdoc}");
    }
    let record = br#"{"document_number": "../../etc"}"#;
    assert!(DocumentRecord::from_json(record).is_err());
}
