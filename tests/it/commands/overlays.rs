//! What a person decides: readings of defective documents, and findings that somebody looked at.

use crate::support::{self, Desk, fixture, text_of};
use serde_json::Value;

/// A rule with a misspelt removal, a name without a row, and a row without an instruction.
const RULE: &str = "rules/2023-90303.xml";
const OVERLAY: &str = "overlays/2023-90303.toml";

const READINGS: &str = r#"
reviewer = "KL"

[[replace]]
printed = "Lapis Road Trading Company"
read = "Lapis Road Traders"
reason = "the list prints the other name at this address"

[[row]]
country = "FRANCE"
entity = "Senseless Limited, 4 rue du Port, Lyon, France."
license_requirement = "For all items subject to the EAR. (See § 744.11 of the EAR)"
license_review_policy = "Presumption of denial"
citation = "88 FR 70000, 10/11/23."
reason = "the row is on the bureau's own page"

[[accept]]
code = "row-without-instruction"
name = "Uncalled For AG"
reason = "the bureau confirmed that it is not listed"
"#;

const MISSPELT: &str = "AFGHANISTAN: Lapis Road Traders";

/// `COUNTRY: name` of each entry.
fn names(desk: &Desk) -> Vec<String> {
    let entries = desk.ndjson(&["list"]);
    let name = |entry: &Value| format!("{}: {}", text_of(entry, "country"), text_of(entry, "name"));
    entries.iter().map(name).collect()
}

fn lists(desk: &Desk, name: &str) -> bool {
    names(desk).iter().any(|listed| listed == name)
}

fn import(desk: &Desk) -> String {
    let ended = desk.run(&["import", &fixture(RULE), "--format", "md"]);
    format!("exit {}\n{}{}", ended.code, ended.out, ended.err)
}

#[test]
fn readings_of_a_document_on_record_are_applied_and_told() {
    let desk = Desk::with_list();
    desk.import(3, RULE);
    assert!(lists(&desk, MISSPELT));
    desk.file(OVERLAY, READINGS);
    let report = import(&desk);
    assert!(report.starts_with("exit 0\n"), "{report}");
    for words in [
        "“Lapis Road Trading Company” was read as “Lapis Road Traders”",
        "KL: the list prints the other name at this address",
        "Senseless Limited",
        "overlay-applied",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(!lists(&desk, MISSPELT));
    assert!(lists(&desk, "FRANCE: Senseless Limited"));
    assert!(!lists(&desk, "GERMANY: Uncalled For AG"));
    let findings = desk.done(&["findings"]);
    assert!(
        findings.contains("answered by the overlay (KL): the bureau confirmed that it is not listed"),
        "{findings}"
    );
    assert_eq!(import(&desk), "exit 0\n", "the second time is silent");
}

#[test]
fn an_overlay_counts_from_the_first_import_on_and_is_undone_when_it_goes() {
    let desk = Desk::with_list();
    desk.file(OVERLAY, READINGS);
    desk.import(0, RULE);
    assert!(!lists(&desk, MISSPELT));
    std::fs::remove_file(desk.path(OVERLAY)).unwrap();
    let report = import(&desk);
    assert!(report.starts_with("exit 3\n"), "{report}");
    assert!(lists(&desk, MISSPELT));
    assert!(report.contains("entry-not-found"), "{report}");
    assert!(!lists(&desk, "FRANCE: Senseless Limited"));
}

#[test]
fn readings_that_fit_nothing_are_told_once() {
    let desk = Desk::with_list();
    desk.file(
        OVERLAY,
        "reviewer = \"KL\"\n[[replace]]\nprinted = \"Traders of Nowhere\"\nread = \"X\"\nreason = \"r\"\n\
         [[accept]]\ncode = \"text-not-found\"\nreason = \"r\"\n",
    );
    desk.file("overlays/2031-00001.toml", "reviewer = \"KL\"\n[[accept]]\ncode = \"name-variant\"\nreason = \"r\"\n");
    desk.import(3, RULE);
    let unused = |desk: &Desk| desk.findings(None).matches("overlay-unused").count();
    assert_eq!(unused(&desk), 3, "{}", desk.findings(None));
    assert_eq!(import(&desk), "exit 0\n", "nothing is told twice");
    std::fs::remove_file(desk.path("overlays/2031-00001.toml")).unwrap();
    import(&desk);
    assert_eq!(unused(&desk), 2);
}

#[test]
fn an_overlay_with_mistakes_stops_the_run() {
    let desk = Desk::with_list();
    for (text, words) in [
        ("reviewer = \"\"\n", "initials"),
        ("reviewer = \"KL\"\n", "[[replace]]"),
        ("[[replace]]\nprinted = \"a\"\n", "missing field"),
        ("reviewer = \"KL\"\n\n[[accept]]\ncode = \"name-variant\"\nreason = \" \"\n", "line 3: expected a reason"),
        ("reviewer = \"KL\"\n[[accept]]\ncode = \"no-such-code\"\nreason = \"r\"\n", "no-such-code"),
        ("reviewer = \"KL\"\nguess = true\n", "guess"),
    ] {
        desk.file(OVERLAY, text);
        let ended = desk.run(&["import", &fixture(RULE), "--format", "md"]);
        assert_eq!(ended.code, 2, "{text}: {}", ended.err);
        assert!(ended.err.contains(words), "{text}: {}", ended.err);
        assert!(ended.err.contains("2023-90303.toml"), "{}", ended.err);
    }
    assert_eq!(desk.ndjson(&["documents"]).len(), 0);
}

fn number_of(desk: &Desk, code: &str) -> String {
    let findings = desk.ndjson(&["findings"]);
    let found = findings.iter().find(|it| text_of(it, "code") == code);
    found.unwrap()["id"].to_string()
}

#[test]
fn acknowledged_findings_ask_for_nobody_until_they_say_something_else() {
    let desk = Desk::with_list();
    desk.import(3, RULE);
    for code in ["entry-not-found", "instruction-without-row", "row-without-instruction"] {
        let number = number_of(&desk, code);
        desk.done(&["acknowledge", &number, "--by", "MB", "--reason", "asked the bureau"]);
    }
    let listed = desk.done(&["findings"]);
    assert_eq!(listed.matches("acknowledged (MB): asked the bureau").count(), 3);
    // Taking the baseline anew meets the same findings again; nobody is needed.
    let list = fixture(support::OLD_LIST);
    desk.done(&["init", "--list", &list, "--as-of", "2023-06-30", "--replace"]);
    assert_eq!(desk.ndjson(&["acknowledge"]).len(), 3);
    desk.done(&["acknowledge", "--withdraw", "1"]);
    desk.ends_with(3, &["init", "--list", &list, "--as-of", "2023-06-30", "--replace"]);
}

#[test]
fn an_acknowledgement_that_fits_nothing_any_more_is_told() {
    let desk = Desk::with_list();
    desk.import(3, RULE);
    let number = number_of(&desk, "entry-not-found");
    desk.done(&["acknowledge", &number, "--by", "MB", "--reason", "seen"]);
    desk.file(OVERLAY, READINGS);
    let report = import(&desk);
    assert!(report.contains("acknowledgement-unused"), "{report}");
    desk.done(&["acknowledge", "--withdraw", "1"]);
    import(&desk);
    assert!(!desk.findings(None).contains("acknowledgement-unused"));
}

#[test]
fn an_acknowledgement_needs_a_finding_a_person_and_a_reason() {
    let desk = Desk::with_list();
    desk.refuses(&["acknowledge", "9999", "--by", "MB", "--reason", "seen"], &["finding 9999 is not open"]);
    desk.refuses(&["acknowledge", "--withdraw", "7"], &["acknowledgement 7"]);
    let ended = desk.run(&["acknowledge", "1"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    let ended = desk.run(&["acknowledge", "1", "--by", " ", "--reason", "x"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
}

#[test]
fn printed_words_are_those_of_the_document_and_folders_and_names_are_checked() {
    let desk = Desk::with_list();
    desk.file(
        OVERLAY,
        "reviewer = \"KL\"\n[[replace]]\nprinted = \"Lapis Road Trading Company\"\nread = \"Lapis Road Traders\"\nreason = \"a\"\n\
         [[replace]]\nprinted = \"Lapis Road Traders\"\nread = \"Senseless Limited\"\nreason = \"b\"\n",
    );
    let report = import(&desk);
    assert!(report.contains("0 times"), "{report}");
    assert!(!lists(&desk, MISSPELT), "{report}");
    for name in ["overlays/2023-90303.TOML", "overlays/2023-90404.toml.txt"] {
        desk.file(name, READINGS);
        let ended = desk.run(&["import", &fixture(RULE), "--format", "md"]);
        assert_eq!(ended.code, 2, "{name}: {}{}", ended.out, ended.err);
        std::fs::remove_file(desk.path(name)).unwrap();
    }
    let config = desk.file("other.toml", "[overlays]\ndir = \"nowhere\"\n");
    let ended = desk.run(&["--config", &config, "import", &fixture(RULE)]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("nowhere"), "{}", ended.err);
}

#[test]
fn an_overlay_that_changes_no_entry_changes_no_identity() {
    let desk = Desk::with_list();
    let rule = support::text("rules/2023-90101.xml")
        .replace("entries for “Maple Relay Inc.”", "entries for “Maple Relai Inc.”");
    let path = desk.file("2023-90101.xml", rule);
    desk.file("2023-90101.json", support::text("rules/2023-90101.json"));
    desk.ends_with(3, &["import", &path, "--format", "md"]);
    let id = |desk: &Desk| {
        let shown = desk.json(&["show", "Maple Relay Inc."]);
        shown[0]["id"].clone()
    };
    let before = id(&desk);
    desk.file(
        "overlays/2023-90101.toml",
        "reviewer = \"KL\"\n[[replace]]\nprinted = \"Maple Relai\"\nread = \"Maple Relay\"\nreason = \"misspelt\"\n",
    );
    let report = desk.done(&["import", &path, "--format", "md"]);
    assert_eq!(id(&desk), before);
    assert!(!report.contains("### Added") && !report.contains("### Removed"), "{report}");
    std::fs::remove_file(desk.path("overlays/2023-90101.toml")).unwrap();
    let report = desk.ends_with(3, &["import", &path, "--format", "md"]);
    assert!(report.contains("overlay of the document was taken away"), "{report}");
}

/// The way out that `row-defective` names: a row that a person supplies is taken in place of the printed one.
#[test]
fn a_row_that_is_supplied_takes_the_place_of_one_in_doubt() {
    let in_doubt = "<ROW><ENT>FRANCE</ENT></ROW><ROW><ENT> </ENT><ENT>Senseless Limited, <GPH/>, Lyon, France.</ENT>\
                    <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
                    <ENT>88 FR 70000, 10/11/23.</ENT></ROW></GPOTABLE>";
    let desk = Desk::with_list();
    let rule = desk.file("2023-90303.xml", support::text(RULE).replace("</GPOTABLE>", in_doubt));
    desk.file("2023-90303.json", support::text("rules/2023-90303.json"));
    desk.ends_with(3, &["import", &rule]);
    assert!(desk.findings(None).contains("row-defective | FRANCE | Senseless Limited |"), "{}", desk.findings(None));
    assert!(!lists(&desk, "FRANCE: Senseless Limited"));
    desk.file(OVERLAY, READINGS);
    desk.done(&["import", &rule]);
    assert!(lists(&desk, "FRANCE: Senseless Limited"));
    assert!(!desk.findings(None).contains("row-defective"));
}
