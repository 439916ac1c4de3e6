//! An order that stands where none is looked for, or below a part that is none of ours, is told.

use earwatch_law::amendment;
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::Severity;

/// Amendments, and code and quote of what a person must look at, of a rule with these `REGTEXT`s.
fn read(regtexts: &str) -> (usize, Vec<(&'static str, String)>) {
    let rule = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Entity List</SUBJECT><EFFDATE><P>This rule is effective May \
         2, 2023.</P></EFFDATE></PREAMB><SUPLINF>{regtexts}</SUPLINF>\
         <FRDOC>[FR Doc. 2023-90002 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&rule, &|_| given.clone()).unwrap();
    let mut amendments = 0;
    let mut told = Vec::new();
    for document in &reading.documents {
        let orders = amendment::read(document);
        amendments += orders.amendments.len();
        let review = orders.findings.into_iter();
        let review = review.filter(|finding| finding.code.severity() == Severity::Review);
        told.extend(review.map(|finding| (finding.code.name(), finding.quote.unwrap_or_default())));
    }
    (amendments, told)
}

const APPLIES: &str =
    "<AMDPAR>2. Supplement No. 4 to part 744 is amended under FRANCE by removing the entry for “Gamma Ltd.”.</AMDPAR>";

const REMOVED: [&str; 4] = [
    "3. Under FRANCE, remove the entry for “Delta SA”.",
    "b. By removing the entry for “Delta SA”;",
    "The entry for “Delta SA” is removed.",
    "3. In Supplement No. 4, under FRANCE, remove the entry for “Delta SA”.",
];

fn quoted(order: &str) -> Vec<(&'static str, String)> {
    vec![("unparsed-instruction", order.to_owned())]
}

#[test]
fn an_order_in_an_element_that_holds_none_is_told() {
    for (open, close) in [
        ("<LI>", "</LI>"),
        ("<HD SOURCE=\"HD1\">", "</HD>"),
        ("<SECTION><P>", "</P></SECTION>"),
        ("<SIG><P>", "</P></SIG>"),
        ("<AUTH><P>", "</P></AUTH>"),
        ("<AMDPAR1>", "</AMDPAR1>"),
        ("<Amdpar>", "</Amdpar>"),
        ("<INSTR>", "</INSTR>"),
        ("", ""),
    ] {
        for order in REMOVED {
            let printed = format!("<REGTEXT TITLE=\"15\" PART=\"744\">{APPLIES}{open}{order}{close}</REGTEXT>");
            assert_eq!(read(&printed), (1, quoted(order)), "{open}{order}");
        }
    }
}

#[test]
fn text_of_a_section_that_speaks_of_the_list_is_no_order() {
    for text in [
        "(a) The Entity List (supplement no. 4 to this part) is amended by adding entities under this section.",
        "(b) Under this section, the End-User Review Committee may add, remove or modify an entry for an entity.",
        "(c) An entry for an entity that is removed stands no longer.",
        "In supplement no. 4 to part 744, entities are listed by country.",
        "Supplement No. 4 to Part 744—Entity List",
        "By license, as the entry for the entity says.",
    ] {
        let printed = format!("<REGTEXT TITLE=\"15\" PART=\"744\">{APPLIES}<SECTION><P>{text}</P></SECTION></REGTEXT>");
        assert_eq!(read(&printed), (1, vec![]), "{text}");
    }
}

const ORDER: &str = "2. Supplement No. 4 is amended under FRANCE by removing the entry for “Gamma Ltd.”.";
const HEADING: &str = "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>";

#[test]
fn a_part_that_is_oddly_printed_is_read_or_told() {
    let regtext = |part: &str, below: &str| {
        read(&format!("<REGTEXT TITLE=\"15\"{part}><AMDPAR>{ORDER}</AMDPAR>{below}</REGTEXT>"))
    };
    let told = (0, quoted(ORDER));
    for part in [" PART=\"744\"", " PART=\"744.\"", " PART=\"74 4\"", " PART=\"Part 744\""] {
        assert_eq!(regtext(part, ""), (1, vec![]), "{part}");
    }
    for part in ["", " PART=\"\""] {
        assert_eq!(regtext(part, HEADING), (1, vec![]), "{part}");
        assert_eq!(regtext(part, ""), told, "{part}");
    }
    for part in [" PART=\"744, 746\"", " PART=\"744-748\""] {
        assert_eq!(regtext(part, ""), told, "{part}");
        assert_eq!(regtext(part, HEADING), told, "{part}");
    }
    assert_eq!(regtext(" PART=\"774\"", HEADING), told);
    assert_eq!(regtext(" PART=\"774\"", ""), (0, vec![]));
}

#[test]
fn an_appendix_to_a_part_that_has_none_is_told() {
    for order in [
        "2. Appendix No. 4 to part 744 is amended under FRANCE by removing the entry for “Gamma Ltd.”.",
        "2. In appendix 4 to part 744, under FRANCE, remove the entry for “Gamma Ltd.”.",
    ] {
        let printed = format!("<REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>{order}</AMDPAR></REGTEXT>");
        assert_eq!(read(&printed), (0, quoted(order)));
    }
}
