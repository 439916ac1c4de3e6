//! Nothing that a document prints is lost on the way to its orders: it is read, or it is told with the words.

mod support;

use support::{Desk, text};

/// A whole issue in which one document bears no number: the others are read, and this one is told if it can concern
/// a list.
#[test]
fn a_document_without_number_does_not_hold_up_an_issue() {
    let issue = text("issues/FR-2023-10-02.xml");
    let without_number = |number: &str| {
        let printed = format!("<FRDOC>[FR Doc. {number} Filed");
        assert!(issue.contains(&printed));
        issue.replace(&printed, "<FRDOC>[Filed")
    };
    let desk = Desk::with_list();
    let other = desk.file("other/FR-2023-10-02.xml", without_number("2023-80001"));
    desk.done(&["import", &other]);
    assert_eq!(desk.hashes().len(), 2, "the rule of the bureau was applied");

    let desk = Desk::with_list();
    let ours = desk.file("FR-2023-10-02.xml", without_number("2023-90505"));
    desk.ends_with(3, &["import", &ours]);
    let told = desk.findings(None);
    assert!(told.contains("review | document-unread |"), "{told}");
    assert!(told.contains("expected a document number"), "{told}");
    let quoted = desk.json(&["findings"]).to_string();
    assert!(quoted.contains("Removal of an Entity From the Entity List"));

    let list = support::fixture(support::OLD_LIST);
    let replay = ["replay", "--from", &list, "--rules", &ours, "--to", &list];
    let told = desk.ends_with(3, &replay);
    assert!(told.contains("document-unread"), "{told}");
}
