//! What a document says of itself against what it orders, and what is summed up of lists without a baseline.

use std::collections::BTreeSet;

use crate::support::amending::{row, rule};
use crate::support::{Desk, text_of};
use earwatch_law::amendment;
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;

/// What is told of a rule with a preamble.
fn told_of_preamble(preamble: &str, items: &[&str], rows: &str) -> Vec<String> {
    let items = items.join("</AMDPAR><AMDPAR>");
    let unit = format!(
        "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>{items}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <GPOTABLE COLS=\"5\">{rows}</GPOTABLE>"
    );
    let orders = amendment::read(&rule(preamble, &unit));
    let told = orders.findings.into_iter();
    let told = told.filter(|finding| finding.code.name() != "metadata-derived");
    told.map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

/// What is told to a reader who tracks the Entity List only.
fn told_without_other_lists(unit: &str) -> Vec<Finding> {
    let document = rule("", unit);
    let tracked = BTreeSet::from([ListId::EntityList]);
    let mut told = amendment::read(&document).findings_for(&document, &tracked);
    told.retain(|finding| finding.code.name() != "metadata-derived");
    told
}

#[test]
fn findings_of_an_untracked_list_are_summed_up_by_code() {
    let told = told_without_other_lists(
        "<AMDPAR>3. Supplement No. 6 to part 744 is amended under CHINA, by adding entries for “Alpha” and “Beta”.\
         </AMDPAR><AMDPAR>4. Supplement No. 6 to part 744 is amended under RUSSIA, by removing the entry for “Gamma”.\
         </AMDPAR>",
    );
    let [sum] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(sum.code.name(), "list-not-tracked");
    for words in ["unverified-list", "amendments not applied: 1", "2 instruction-without-row"] {
        assert!(sum.message.contains(words), "{}", sum.message);
    }
}

/// The list of an item is carried over from the paragraph above; if that was misread, the item may be ours.
#[test]
fn a_finding_whose_list_is_not_named_in_its_words_stays() {
    let told = told_without_other_lists(
        "<AMDPAR>3. Supplement No. 6 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. Under CHINA, by adding entries for “Alpha” and “Beta”.</AMDPAR>",
    );
    let codes: Vec<_> = told.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["instruction-without-row", "instruction-without-row", "list-not-tracked"]);
}

const REMOVALS: &str =
    "<HD SOURCE=\"HD2\">Removals From the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>";

#[test]
fn removals_and_modifications_are_held_against_the_preamble() {
    let alpha = "a. Under RUSSIA, by removing the entry for “Alpha JSC”.";
    let beta = "b. Under RUSSIA, by removing the entry for “Beta JSC”.";
    assert_eq!(told_of_preamble(REMOVALS, &[alpha], ""), [""; 0]);
    let told = told_of_preamble(REMOVALS, &[alpha, beta], "");
    assert_eq!(told, ["count-mismatch: “Beta JSC” is removed, but the preamble does not list it"]);
    let told = told_of_preamble(REMOVALS, &[beta], "");
    assert!(told[0].contains("the preamble lists “Alpha JSC” under Russia as removed"), "{told:?}");
    let modified =
        "<HD SOURCE=\"HD2\">Modifications on the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>";
    let words = "a. Under RUSSIA, in the entry for “Beta JSC”, in the Entity column, by removing “X” and adding in its place “Y”.";
    let told = told_of_preamble(modified, &[words], "");
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn totals_of_removals_and_modifications_are_held_against_the_orders() {
    let summary = |text| format!("<SUM><P>{text}</P></SUM>");
    let alpha = "a. Under RUSSIA, by removing the entry for “Alpha JSC”.";
    let two = summary("This rule removes two entries from the Entity List, under Russia.");
    let told = told_of_preamble(&two, &[alpha], "");
    assert_eq!(told, ["count-mismatch: the summary counts 2 entries removed, the instructions name 1"]);
    let one = summary("This rule removes one entry under the destination of Russia (1).");
    assert_eq!(told_of_preamble(&one, &[alpha], ""), [""; 0]);
}

/// The names of a counted order stand in the table; it opens no other country either.
#[test]
fn a_counted_order_switches_no_check_off() {
    let preamble = "<HD SOURCE=\"HD2\">Additions to the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>\
                    <HD SOURCE=\"HD3\">France</HD><P>• Gamma SA</P>";
    let counted = "a. Under RUSSIA, by adding in alphabetical order one Russian entity.";
    let named = "b. Under FRANCE, by adding an entry for “Delta SA”.";
    let rows = row("FRANCE", "Delta SA, Lyon, France.") + &row("RUSSIA", "Omega JSC, Omsk, Russia.");
    let told = told_of_preamble(preamble, &[counted, named], &rows);
    for name in ["Alpha JSC", "Gamma SA", "Delta SA", "Omega JSC"] {
        assert!(told.iter().any(|line| line.contains(name)), "{name}: {told:?}");
    }
}

/// A rule with a summary, published on a day of July 2023, in a file of the desk.
fn published(desk: &Desk, number: &str, day: u8, summary: &str, item: &str, rows: &str) -> i32 {
    let xml = format!(
        "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>S</SUBJECT><SUM><P>{summary}</P></SUM>\
         <EFFDATE><P>This rule is effective July {day}, 2023.</P></EFFDATE></PREAMB><SUPLINF>\
         <REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended {item}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">{rows}</GPOTABLE></REGTEXT>\
         </SUPLINF><FRDOC>[FR Doc. {number} Filed 7-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let path = desk.file(&format!("{number}.xml"), xml);
    let date = format!("2023-07-{day:02}");
    desk.run(&["import", &path, "--publication-date", &date, "--volume", "88"]).code
}

/// One matter is told once: the entry that is listed already; the count that it upsets is linked to it, as long as it
/// stands.
#[test]
fn a_count_that_another_finding_explains_is_linked_to_it_in_the_store() {
    let desk = Desk::with_list();
    let summary =
        "BIS is adding 1 entities under 1 entries to the Entity List, under the destination of Afghanistan (1).";
    let item = "under AFGHANISTAN, by adding entries for “Lapis Road Traders” and “New Road Traders”.";
    let rows = row("AFGHANISTAN", "Lapis Road Traders, Herat, Afghanistan.")
        + &row("AFGHANISTAN", "New Road Traders, Kabul, Afghanistan.");
    assert_eq!(published(&desk, "2023-90801", 20, summary, item, &rows), 3);
    let told = |code: &str| {
        let mut findings = desk.ndjson(&["findings", "--document", "2023-90801"]);
        findings.retain(|finding| finding["code"] == code);
        findings
    };
    let counts = told("count-mismatch");
    assert_eq!(counts.len(), 2);
    for count in &counts {
        assert_eq!(text_of(count, "explained_by"), "entry-already-listed “Lapis Road Traders”");
    }
    // An earlier removal, learned of late: nothing is listed already any more, and nothing explains the counts.
    let item = "under AFGHANISTAN, by removing the entry for “Lapis Road Traders”.";
    published(&desk, "2023-90800", 10, "", item, "");
    assert!(told("entry-already-listed").is_empty());
    for count in told("count-mismatch").iter().filter(|count| count["country"] != "") {
        assert!(count["explained_by"].is_null(), "{count}");
    }
}

/// A correction by page needs a person where it names Part 744 or corrects a document on record, and is noted elsewhere.
#[test]
fn a_correction_of_another_part_needs_nobody_unless_it_corrects_a_document_of_ours() {
    let desk = Desk::with_list();
    let item = "under AFGHANISTAN, by removing the entry for “Lapis Road Traders”.";
    published(&desk, "2023-90800", 10, "", item, "");
    let correction = |number: &str, part: &str| {
        let xml = format!(
            "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><CFR>15 CFR Part {part}</CFR><SUBJECT>S</SUBJECT>\
             <P>On page 123, in the second column, “four” should read “five”.</P></PREAMB>\
             <FRDOC>[FR Doc. {number} Filed 7-1-23; 8:45 am]</FRDOC></RULE>"
        );
        let path = desk.file(&format!("{number}.xml"), xml);
        let given = ["--publication-date", "2023-07-21", "--volume", "88"];
        let code = desk.run(&[&["import", path.as_str()], given.as_slice()].concat()).code;
        (code, desk.findings(Some(number)))
    };
    for (number, part, code, told) in [
        ("C1-2023-77001", "774", 0, "correction-elsewhere"),
        ("C1-2023-77002", "744", 3, "correction-by-page"),
        ("C1-2023-90800", "774", 3, "correction-by-page"),
        ("2023-90811", "774", 3, "correction-by-page"),
    ] {
        let (ended, findings) = correction(number, part);
        assert_eq!(ended, code, "{number}: {findings}");
        assert!(findings.contains(told), "{number}: {findings}");
    }
}

/// A rule whose summary claims changes of the list, and whose text lost them: never taken for one that concerns no list.
#[test]
fn a_summary_without_any_order_is_told() {
    const COUNTED: &str = "This rule amends the Export Administration Regulations by adding three entities under three \
                           entries to the Entity List. These entries are listed under the destinations of France (2) and \
                           Germany (1).";
    const REMOVED: &str = "This final rule removes two entries from the Entity List.";
    const PLAIN: &str = "In this rule the Bureau amends the Entity List by removing an entity.";
    let authority = "<AMDPAR>1. The authority citation for 15 CFR part 744 continues to read as follows:</AMDPAR>";
    let section = "<AMDPAR>2. Section 744.11 is amended by revising paragraph (a) to read as follows:</AMDPAR>";
    for (summary, unit, told) in [
        (COUNTED, authority, true),
        (REMOVED, authority, true),
        (PLAIN, authority, true),
        (COUNTED, "", true),
        (COUNTED, section, true),
        (PLAIN, section, true),
        // Text of the part is amended on account of the list, too.
        ("This rule revises the license requirements for entities on the Entity List.", section, false),
        ("This rule corrects the authority citation of the regulations.", authority, false),
        // Told of another document.
        (
            "On May 6, the Bureau published a rule adding three entities under three entries to the Entity List. It is \
          delayed.",
            authority,
            false,
        ),
        ("The Bureau proposes to add four entities under four entries to the Entity List.", authority, false),
    ] {
        let summary = format!("<SUM><HD SOURCE=\"HED\">SUMMARY:</HD><P>{summary}</P></SUM>");
        let unit = match unit {
            "" => String::new(),
            unit => format!("<REGTEXT TITLE=\"15\" PART=\"744\">{unit}</REGTEXT>"),
        };
        let xml = format!(
            "<RULE><PREAMB><SUBJECT>Revisions to the Entity List</SUBJECT>{summary}</PREAMB><SUPLINF>{unit}</SUPLINF>\
             <FRDOC>[FR Doc. 2031-00077 Filed 5-5-31; 8:45 am]</FRDOC></RULE>"
        );
        let given = |_: Option<&_>| Given { published: Some("2031-05-06".parse().unwrap()), ..Given::default() };
        let reading = xml::read(&xml, &given).unwrap();
        let found = reading.documents.iter().flat_map(|document| amendment::read(document).findings);
        let codes: Vec<_> = found.map(|finding| finding.code.name()).collect();
        assert_eq!(codes.contains(&"count-mismatch"), told, "{summary} {unit}: {codes:?}");
    }
}
