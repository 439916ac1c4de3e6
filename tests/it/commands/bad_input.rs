//! Files that are not what they should be: each is refused in one line that names it, and nothing changes.

use std::fs;

use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, half, text, without};

const AS_OF: [&str; 2] = ["--as-of", "2023-07-31"];

/// The list of the fixtures in the markup of 2026 with one text replaced.
fn damaged(what: &str, by: &str) -> String {
    let list = text(NEW_LIST);
    assert!(list.contains(what), "{what}");
    list.replacen(what, by, 1)
}

/// Lists that are none, by name, text and what the complaint says.
fn bad_lists() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let old = text(OLD_LIST);
    let new = text(NEW_LIST);
    let row = "<TD class=\"left border-right-single\">GERMANY</TD>";
    vec![
        ("empty.xml", String::new(), vec!["expected well-formed XML"]),
        ("text.xml", "The list of 2023\n".to_owned(), vec!["expected well-formed XML"]),
        (
            "page.xml",
            "<!DOCTYPE html><html><body>Request Access</body></html>".to_owned(),
            vec!["expected well-formed XML"],
        ),
        ("other.xml", "<FEDREG><VOL>88</VOL></FEDREG>".to_owned(), vec!["expected eCFR XML", "<FEDREG>"]),
        ("rule.xml", text("rules/2023-90101.xml"), vec!["expected eCFR XML", "<RULE>"]),
        ("part-746.xml", new.replace("to Part 744", "to Part 746"), vec!["expected eCFR XML", "<DIV5>"]),
        ("empty-table.xml", without(&old, "<TR><TD", "</TABLE>"), vec!["expected entries", "Supplement No. 4"]),
        (
            "no-table.xml",
            "<DIV9 N=\"Supplement No. 4 to Part 744\" TYPE=\"APPENDIX\"><P>None.</P></DIV9>".to_owned(),
            vec!["expected a table", "Supplement No. 4"],
        ),
        ("row-less.xml", damaged(row, ""), vec!["expected 5 cells", "found 4", "Djalil"]),
        ("row-more.xml", damaged(row, &format!("{row}<TD>?</TD>")), vec!["expected 5 cells", "found 6", "Djalil"]),
        (
            "column-less.xml",
            damaged("<TH class=\"center border-top-single border-bottom-single\">Entity</TH>", ""),
            vec!["expected the columns Country | Entity"],
        ),
        (
            "column-more.xml",
            damaged(
                "<TH class=\"center border-top-single border-bottom-single\">Entity</TH>",
                "<TH>Entity</TH><TH>Since</TH>",
            ),
            vec!["expected the columns Country | Entity", "Since"],
        ),
        ("other-column.xml", damaged(">License requirement<", ">Remarks<"), vec!["expected the columns", "Remarks"]),
        ("no-header.xml", old.replace("<TH", "<TD").replace("</TH>", "</TD>"), vec!["expected"]),
        (
            "twice.xml",
            new.replace("No. 7 to", "No. 4 to"),
            vec!["expected Supplement No. 4 once", "begins again at line"],
        ),
        (
            "cell-outside.xml",
            old.replacen("</TABLE>", "<TD>Stray JSC</TD></TABLE>", 1),
            vec!["expected rows of cells", "Stray JSC"],
        ),
        (
            "text-outside.xml",
            old.replacen("<TR><TD", "<TR>Stray JSC<TD", 1),
            vec!["expected rows of cells", "Stray JSC"],
        ),
        ("truncated.xml", half(&new), vec!["expected well-formed XML"]),
        (
            "bomb.xml",
            format!("<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]>{}", "<a>&c;</a>"),
            vec!["expected well-formed XML without a document type declaration"],
        ),
        (
            "outside.xml",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>".to_owned(),
            vec!["document type declaration"],
        ),
        ("deep.xml", format!("{}{}", "<DIV9>".repeat(100_000), "</DIV9>".repeat(100_000)), vec!["nested at most"]),
    ]
}

/// A bad file never becomes a baseline, neither the first nor another, and never a side of a comparison.
#[test]
fn what_is_no_list_is_refused_with_one_line() {
    let fresh = Desk::new();
    let kept = Desk::with_list();
    for (name, text, mut words) in bad_lists() {
        words.push(name);
        let path = kept.file(name, text);
        fresh.refuses(&[&["init", "--list", &path], &AS_OF[..]].concat(), &words);
        kept.refuses(&[&["init", "--replace", "--list", &path], &AS_OF[..]].concat(), &words);
        kept.refuses(&["diff", "1", &path], &words);
    }
}

/// Documents that are none, by name, text and what the complaint says.
#[test]
fn what_is_no_document_is_refused_with_one_line() {
    let desk = Desk::with_list();
    let rule = text("rules/2023-90101.xml");
    for (name, text, words) in [
        ("2023-90901.xml", String::new(), ["expected well-formed XML", "2023-90901.xml"]),
        (
            "2023-90902.xml",
            "<html><body>Request Access</body></html>".to_owned(),
            ["expected a Federal Register document", "<html>"],
        ),
        ("2023-90903.xml", half(&rule), ["expected well-formed XML", "2023-90903.xml"]),
        (
            "2023-90904.xml",
            fs::read_to_string(fixture(OLD_LIST)).unwrap(),
            ["expected a Federal Register document", "<DIV9>"],
        ),
        ("2023-90905.xml", rule.replace("FRDOC", "P"), ["expected a document number", "2023-90905.xml"]),
        (
            "2023-90906.xml",
            format!("{}{}", "<RULE>".repeat(5_000), "</RULE>".repeat(5_000)),
            ["nested at most", "2023-90906.xml"],
        ),
        (
            "2023-90907.xml",
            format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{rule}"),
            ["document type declaration", "2023-90907.xml"],
        ),
    ] {
        let path = desk.file(name, text);
        desk.refuses(&["import", &path], &words);
    }
    let path = desk.file("2023-90908.xml", rule);
    desk.file("2023-90908.json", "{}");
    desk.refuses(&["import", &path], &["2023-90908.json"]);
    desk.refuses(&["import", "nowhere/2023-90909.xml"], &["nowhere/2023-90909.xml"]);
}

/// A rule whose record is that of another document is refused.
#[test]
fn a_record_of_another_document_is_refused() {
    let desk = Desk::with_list();
    let path = desk.file("2023-90101.xml", text("rules/2023-90101.xml"));
    desk.file("2023-90101.json", text("rules/2023-90202.json"));
    desk.refuses(&["import", &path], &["2023-90101", "2023-90202"]);
}

/// A file beyond 64 MiB is refused before it is read.
#[test]
fn a_huge_file_is_refused() {
    let desk = Desk::with_list();
    let path = desk.file("huge.xml", "<DIV9>");
    fs::File::options().write(true).open(&path).unwrap().set_len(100 << 20).unwrap();
    let words = ["huge.xml", "64 MiB", "100 MiB"];
    desk.refuses(&[&["init", "--replace", "--list", &path], &AS_OF[..]].concat(), &words);
    desk.refuses(&["diff", "1", &path], &words);
}

/// A huge document is refused as well.
#[test]
fn a_huge_document_is_refused() {
    let desk = Desk::with_list();
    let path = desk.file("2023-90910.xml", "<RULE>");
    fs::File::options().write(true).open(&path).unwrap().set_len(100 << 20).unwrap();
    desk.refuses(&["import", &path], &["2023-90910.xml", "MiB"]);
}

/// A complaint says each thing once.
#[test]
fn a_complaint_says_each_thing_once() {
    let desk = Desk::with_list();
    let text = desk.file("text.xml", "The list of 2023");
    for (args, words) in [
        (&["diff", "1", &text][..], "expected well-formed XML"),
        (&["import", &text], "expected well-formed XML"),
        (&["init", "--list", "nowhere.xml", "--as-of", "2023-07-31"], "No such file"),
        (&["import", "nowhere.xml"], "No such file"),
    ] {
        let err = desk.run(args).err;
        assert_eq!(err.matches(words).count(), 1, "{args:?}: {err}");
    }
}
