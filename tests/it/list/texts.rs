//! What stands around the entries: a footnote, the introductory text, a heading or a stay that changes is reported.

use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, named, text, text_of};
use serde_json::{Value, json};

/// A rule whose items and texts are given.
fn rule(items: &[&str], texts: &str) -> String {
    let items = items.join("</AMDPAR><AMDPAR>");
    format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Texts</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective July 7, 2023.</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\
         <AMDPAR>{items}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>{texts}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90909 Filed 7-6-23; 8:45 am]</FRDOC></RULE>"
    )
}

const FACTS: [&str; 4] = ["--publication-date", "2023-07-10", "--volume", "88"];

fn imported(desk: &Desk, rule: &str) -> String {
    let number = if rule.contains("2023-90910") { "2023-90910" } else { "2023-90909" };
    let path = desk.file(&format!("{number}.xml"), rule);
    desk.done(&[&["import", &path], &FACTS[..]].concat());
    desk.done(&["report", "--document", number, "--as-of", "2026-12-01", "--format", "md"])
}

const FOOTNOTE: &str = "a. By revising footnote 4;";
const NEW_FOOTNOTE: &str = "<P><SU>4</SU> For this entity the reach of the EAR includes all items.</P>";
const COUNTRY: &str = "b. By adding, in alphabetical order, a heading for ATLANTIS;";
const STAY: &str =
    "c. Under TURKEY, the entry for “Dexlas Sanayi Ticaret Limited Şirketi” is stayed until December 31, 2026.";
const INTRO: &str = "d. The introductory text is stayed, effective until Nov. 9, 2026.";

fn texts(diff: &Value) -> Vec<String> {
    let shown = |text: &Value| {
        ["subject", "change", "footnote", "entries", "country", "name", "until"]
            .map(|key| {
                let value = &text[key];
                let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                shown.replace("null", "-")
            })
            .join(" | ")
    };
    diff["texts"].as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn a_changed_text_is_in_report_and_diff() {
    let desk = Desk::with_list();
    let report = imported(&desk, &rule(&[FOOTNOTE, COUNTRY, STAY, INTRO], NEW_FOOTNOTE));
    for words in [
        "4 texts changed, in force since 2023-07-07; introductory text in force again since 2026-11-10\n",
        // The stay says up to which day it holds; the day after it is told with the document.
        "**In force again from 2027-01-01, in ",
        "**URGENT**: in force before publication; a rule for all entries of the list",
        "**Footnote 4** · Entity List · revised · 1 entry has it",
        "~~made abroad as § 734.9(e)(2) describes them.~~",
        "**Heading ATLANTIS** · Entity List · added",
        "**Dexlas Sanayi Ticaret Limited Şirketi · TURKEY** · Entity List · stayed until 2026-12-31",
        "**Introductory text** · Entity List · stayed until 2026-11-09",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(!report.contains("“"), "the orders are not told twice: {report}");
    let diff = desk.json(&["diff", "1", "2"]);
    let expected = [
        "introductory-text | stayed | - | - | - | - | 2026-11-09",
        "heading | added | - | 0 | ATLANTIS | - | -",
        "footnote | revised | 4 | 1 | - | - | -",
        "entry | stayed | - | - | TURKEY | Dexlas Sanayi Ticaret Limited Şirketi | 2026-12-31",
    ];
    assert_eq!(texts(&diff), expected);
    let back = texts(&desk.json(&["diff", "2", "1"]));
    let changes = |texts: &[String]| -> Vec<String> {
        let change = |text: &String| text.split(" | ").nth(1).map(str::to_owned);
        texts.iter().filter_map(change).collect()
    };
    assert_eq!(changes(&back), ["lifted", "removed", "revised", "lifted"]);
    // A file states no stay, so none is lifted by it.
    let to_file = desk.json(&["diff", "2", &fixture(OLD_LIST)]);
    assert_eq!(changes(&texts(&to_file)), ["removed", "revised"]);
    let report = desk.done(&["diff", "2", &fixture(OLD_LIST), "--format", "md"]);
    assert!(report.contains("Stays are not compared"), "{report}");
    assert!(!desk.done(&["diff", "1", "2"]).contains("Stays are not compared"));
}

#[test]
fn what_a_changed_document_undoes_of_texts_is_reported() {
    let desk = Desk::with_list();
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    let record = json!({"document_number": "2023-90909", "title": "Texts", "type": "Rule", "volume": 88,
        "publication_date": "2023-07-10", "effective_on": "2023-07-07"});
    desk.file("archive/2023-90909.json", record.to_string());
    let poll = |code, rule: String| {
        desk.file("archive/2023-90909.xml", rule);
        desk.ends_with(code, &["poll", "--archive", &archive, "--until", "2023-07-31", "--format", "md"])
    };
    poll(0, rule(&[FOOTNOTE, COUNTRY, STAY, INTRO], NEW_FOOTNOTE));
    let report = poll(3, rule(&[COUNTRY], ""));
    let (_, corrected) = report.split_once("as reported before").unwrap();
    for words in [
        "**Footnote 4** · Entity List · revised",
        "**items made abroad as § 734.9(e)(2) describes**",
        "**Introductory text** · Entity List · stay lifted (it was to last until 2026-11-09)",
        "**Dexlas Sanayi Ticaret Limited Şirketi · TURKEY** · Entity List · stay lifted",
    ] {
        assert!(corrected.contains(words), "{words}: {report}");
    }
    assert!(!corrected.contains("ATLANTIS"), "{report}");
    // The version is gone altogether: what it had changed is undone.
    let report = poll(3, rule(&[], "").replace("744", "748").replace("Entity List", "Group"));
    let (_, undone) = report.split_once("its changes are undone").unwrap();
    assert!(undone.contains("**Heading ATLANTIS** · Entity List · removed"), "{report}");
}

#[test]
fn a_stayed_entry_is_marked_and_counts_in_the_hash() {
    let desk = Desk::with_list();
    imported(&desk, &rule(&[STAY], ""));
    let stayed = desk.entries("2");
    let entry = named(&stayed, "Dexlas Sanayi Ticaret Limited Şirketi");
    assert_eq!(entry[0]["stayed_until"], "2026-12-31");
    let marked = stayed.iter().filter(|entry| entry.get("stayed_until").is_some());
    assert_eq!(marked.count(), 1);
    assert!(desk.done(&["list", "--version", "2"]).contains("[stayed until 2026-12-31]"));
    let hashes = desk.hashes();
    assert_ne!(hashes[0], hashes[1]);
    let lifted =
        rule(&["a. Under TURKEY, by lifting the stay of the entry for “Dexlas Sanayi Ticaret Limited Şirketi”;"], "")
            .replace("2023-90909", "2023-90910")
            .replace("July 7", "July 8");
    imported(&desk, &lifted);
    let hashes = desk.hashes();
    assert_eq!(hashes.first(), hashes.last(), "a list without stays has the hash of its texts");
}

#[test]
fn texts_of_files_are_compared_and_layout_is_editorial() {
    let desk = Desk::new();
    let diff_with = |from: &str, to: &str| {
        assert!(text(OLD_LIST).contains(from), "{from}");
        let changed = desk.file("changed.xml", text(OLD_LIST).replace(from, to));
        let diff = desk.json(&["diff", &fixture(OLD_LIST), &changed]);
        assert_eq!(diff["counts"]["changed"], 0);
        let texts = diff["texts"].as_array().unwrap().clone();
        texts.iter().map(|text| format!("{} {}", text_of(text, "subject"), text_of(text, "change"))).collect::<Vec<_>>()
    };
    assert_eq!(
        diff_with("made abroad as § 734.9(g) describes", "made abroad, as § 734.9(g) describes"),
        ["footnote editorial"]
    );
    assert_eq!(
        diff_with("made abroad as § 734.9(g) describes", "made abroad as § 734.9(h) describes"),
        ["footnote revised"]
    );
    assert_eq!(diff_with("This is a test list", "This was a test list"), ["introductory-text revised"]);
    let both = desk.json(&["diff", &fixture(OLD_LIST), &fixture(NEW_LIST)]);
    assert!(both["texts"].is_array());
}

/// Another name of its country is no removal and no addition of anybody, and either name finds the entries afterwards.
#[test]
fn a_heading_under_another_name_is_told_as_renamed() {
    let desk = Desk::with_list();
    let items = ["a. By removing the heading “TURKEY” and adding in its place “TÜRKIYE”;"];
    let report = imported(&desk, &rule(&items, ""));
    for words in [
        "**Heading TÜRKIYE** · Entity List · renamed",
        "~~TURKEY~~ **TÜRKIYE**",
        "Entity List: 1 editorial, heading TÜRKIYE changed",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let items = ["a. Under TURKEY, by removing the entry for “Dexlas Sanayi Ticaret Limited Şirketi”;"];
    let later = rule(&items, "").replace("2023-90909", "2023-90910");
    assert!(imported(&desk, &later).contains("country-alias"));
    assert!(!desk.entries("3").iter().any(|entry| entry["country"] == "TÜRKIYE"));
}
