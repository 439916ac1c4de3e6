//! Nothing that a document prints is lost on the way to its orders: it is read, or it is told with the words.

use crate::support::{self, Desk, text};
use earwatch_law::amendment::{self, Edit, Orders};
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::Severity;

/// What a rule orders that prints `regtexts` below its preamble.
fn orders(regtexts: &str) -> Orders {
    let rule = format!(
        "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>S</SUBJECT>\
         <EFFDATE><P>This rule is effective May 2, 2023.</P></EFFDATE></PREAMB><SUPLINF>{regtexts}</SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&rule, &|_| given.clone()).unwrap();
    amendment::read(reading.documents.first().unwrap())
}

/// An order for Supplement No. 4 with what is printed below it.
fn ordered(order: &str, below: &str) -> Orders {
    orders(&format!(
        "<REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended {order}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>{below}</REGTEXT>"
    ))
}

/// A table of five columns; cells are separated by `|`, rows by line feeds.
fn table(rows: &str) -> String {
    let rows = rows.replace('|', "</ENT><ENT>").replace('\n', "</ENT></ROW><ROW><ENT>");
    format!("<GPOTABLE COLS=\"5\"><ROW><ENT>{rows}</ENT></ROW></GPOTABLE>")
}

/// The beginning of a table with a header in front of its rows.
fn boxhd(header: &str) -> String {
    let names = header.replace('|', "</CHED><CHED H=\"1\">");
    let columns = header.split('|').count();
    format!("<GPOTABLE COLS=\"{columns}\"><BOXHD><CHED H=\"1\">{names}</CHED></BOXHD>")
}

/// What a list has to bear out.
fn is_reprint(edit: &Edit) -> bool {
    matches!(edit, Edit::Reprint { .. } | Edit::ReprintRow { .. })
}

/// Code and quote of what needs a person, texts among them that a list has to bear out: an empty one does not.
fn told(orders: &Orders) -> Vec<(&'static str, &str)> {
    let findings = orders.findings.iter().filter(|finding| finding.severity() == Severity::Review);
    let reprinted = orders.amendments.iter().filter(|amendment| is_reprint(&amendment.edit));
    findings
        .map(|finding| (finding.code.name(), finding.quote.as_deref().unwrap_or_default()))
        .chain(reprinted.map(|amendment| ("row-without-instruction", amendment.quote.as_str())))
        .collect()
}

/// How many amendments change a list.
fn changes(orders: &Orders) -> usize {
    orders.amendments.iter().filter(|amendment| !is_reprint(&amendment.edit)).count()
}

const ADDED: &str = "by adding under FRANCE an entry for “New SA”.";

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

#[test]
fn the_header_of_a_table_says_what_its_columns_are() {
    let (header, row) = (
        "Federal Register citation|Entity|License review policy|License requirement|Country",
        "88 FR 5, 5/3/23.|New SA, Lyon.|Policy of denial|All items|FRANCE",
    );
    let in_front = |row: &str| {
        let boxhd = boxhd(header);
        table(row).replace("<GPOTABLE COLS=\"5\">", &boxhd)
    };
    for printed in [table(&format!("{header}\n{row}")), in_front(row)] {
        let orders = ordered(ADDED, &printed);
        assert_eq!(told(&orders), [], "{printed}");
        let Edit::Add { country, row, .. } = &orders.amendments[0].edit else {
            panic!("{:?}", orders.amendments);
        };
        let cells = [&row.entity, &row.license_requirement, &row.license_review_policy, &row.citation];
        assert_eq!(country, "FRANCE");
        assert_eq!(cells, ["New SA, Lyon.", "All items", "Policy of denial", "88 FR 5, 5/3/23."]);
    }
}

#[test]
fn text_of_a_column_that_the_list_does_not_have_is_told() {
    let five = "Country|Entity|License requirement|License review policy|Federal Register citation";
    for (header, row) in [
        (five.replace("License requirement", "Remarks"), "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23."),
        (format!("{five}|Remarks"), "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23.|Until May"),
        (five.to_owned(), "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23.|Until May"),
        ("Sort|Grade|Size|Weight|Colour".to_owned(), "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23."),
        (
            "Country|Listed person and address|Federal Register citation".to_owned(),
            "FRANCE|New SA, Lyon.|88 FR 5, 5/3/23.",
        ),
    ] {
        let boxhd = boxhd(&header);
        let orders = ordered(ADDED, &table(row).replace("<GPOTABLE COLS=\"5\">", &boxhd));
        assert!(orders.amendments.is_empty(), "{header}");
        let told = told(&orders);
        assert_eq!(told[0].0, "row-without-instruction", "{header}: {told:?}");
        for text in row.split('|').filter(|text| *text != "FRANCE") {
            assert!(told[0].1.contains(text), "{header}: {told:?}");
        }
    }
}

#[test]
fn what_stands_between_the_rows_is_told() {
    let row = "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23.";
    for stray in ["<P>Stray JSC</P>", "<ROW>Stray JSC</ROW>", "<ROW><P>Stray JSC</P><ENT> </ENT></ROW>"] {
        let printed = table(row).replace("</GPOTABLE>", &format!("{stray}</GPOTABLE>"));
        let orders = ordered(ADDED, &printed);
        assert_eq!(orders.amendments.len(), 1);
        let told = told(&orders);
        assert!(told.iter().any(|(_, quote)| quote.contains("Stray JSC")), "{stray}: {told:?}");
    }
}

const ROW: &str = "FRANCE|New SA, Lyon.|All items|Denial|88 FR 5, 5/3/23.";

#[test]
fn text_of_a_list_that_no_order_sets_is_told() {
    let note = "<TNOTE><SU>6</SU> For this entity, all.</TNOTE></GPOTABLE>";
    let noted = table(ROW).replace("</GPOTABLE>", note);
    let intro = format!("<P>This supplement lists parties.</P>{}", table(ROW));
    let below = format!("{}<FP>Note to this supplement.</FP>", table(ROW));
    for (printed, order, quote) in [
        (&noted, "and by adding footnote 6.", "^6^ For this entity, all."),
        (&intro, "and by revising the introductory text.", "This supplement lists parties."),
        (&below, "", "Note to this supplement."),
    ] {
        let unset = ordered(ADDED, printed);
        let expected = [("row-without-instruction", quote)];
        assert_eq!((told(&unset), changes(&unset)), (expected.to_vec(), 1));
        if !order.is_empty() {
            let set = ordered(&format!("{} {order}", ADDED.trim_end_matches('.')), printed);
            assert_eq!((told(&set), set.amendments.len()), (vec![], 2), "{order}");
        }
    }
}

#[test]
fn a_footnote_that_is_printed_twice_is_told() {
    let notes = "<TNOTE><SU>6</SU> One.</TNOTE><TNOTE><SU>6</SU> Two.</TNOTE></GPOTABLE>";
    let order = "by adding footnote 6 and by adding under FRANCE an entry for “New SA”.";
    let orders = ordered(order, &table(ROW).replace("</GPOTABLE>", notes));
    assert_eq!(told(&orders), [("row-without-instruction", "^6^ One.")]);
}

#[test]
fn the_heading_of_another_supplement_ends_ours() {
    let heading = |no| format!("<HD SOURCE=\"HD1\">Supplement No. {no} to Part 744—Countries</HD>");
    let order = "by revising the introductory text.";
    let orders = ordered(order, &format!("{}<P>Other text.</P>", heading(3)));
    assert_eq!(orders.amendments, []);
    assert_eq!(told(&orders)[0].0, "instruction-without-row");
    let orders = ordered(ADDED, &format!("{}{}", heading(3), table(&format!("Country|Entity\n{ROW}"))));
    assert_eq!(orders.amendments, []);
    assert!(told(&orders).len() >= 2, "{:?}", told(&orders));
}

#[test]
fn orders_and_tables_are_read_wherever_they_stand() {
    let heading = "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>";
    let order = format!("<AMDPAR>2. Supplement No. 4 to part 744 is amended {ADDED}</AMDPAR>");
    let part = "<HD SOURCE=\"HED\">PART 744—CONTROL POLICY</HD>";
    let regtext = |inner: String| format!("<REGTEXT TITLE=\"15\" PART=\"744\">{inner}</REGTEXT>");
    let table = table(ROW);
    for rule in [
        format!("<PART>{part}{order}{heading}{table}</PART>"),
        format!("<PART>{part}{}</PART>", regtext(format!("{order}{heading}{table}"))),
        regtext(format!("<PART>{part}{order}{heading}{table}</PART>")),
        regtext(format!("{order}<PART>{part}{heading}{table}</PART>")),
        regtext(order.replace("</AMDPAR>", &format!("{table}</AMDPAR>"))),
        regtext(format!("{order}{heading}<P>{table}</P>")),
        regtext(format!("{order}{heading}<EXTRACT>{table}</EXTRACT>")),
    ] {
        let orders = orders(&rule);
        assert_eq!((told(&orders), orders.amendments.len()), (vec![], 1), "{rule}");
        assert_eq!(orders.instructions[0].quote.matches("Lyon").count(), 0, "{rule}");
    }
}

#[test]
fn text_below_the_heading_is_told_by_whichever_element() {
    for element in ["P", "FP", "FP-1", "FTNT", "NOTE"] {
        let printed = format!("<{element}>Some text.</{element}>{}", table(ROW));
        let expected = ("row-without-instruction", "Some text.");
        assert_eq!(told(&ordered(ADDED, &printed)), [expected], "{element}");
    }
    let printed = format!("<PART><P>Some text.</P></PART>{}", table(ROW));
    assert_eq!(told(&ordered(ADDED, &printed)).len(), 1);
}

#[test]
fn a_block_of_institutions_printed_in_a_rule_does_not_join_the_entry_above_it() {
    let rows = [
        "Country|Entity|Federal Register citation",
        "CHINA|Test Academy, Xian, China|85 FR 83799, 12/23/2020.",
        "|The following two subordinate institutions of Turbine Works:|",
        "|Subordinate institution:|",
        "|Turbine Works Guizhou, Guiyang, China|",
    ];
    let printed = table(&rows.join("\n")).replace("COLS=\"5\"", "COLS=\"3\"");
    let order = "by adding under CHINA an entry for “Test Academy”.";
    let rule = "<REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 7 to part 744 is amended ";
    let heading = "<HD SOURCE=\"HD1\">Supplement No. 7 to Part 744—‘Military End-User’ (MEU) List</HD>";
    let orders = orders(&format!("{rule}{order}</AMDPAR>{heading}{printed}</REGTEXT>"));
    let Edit::Add { row, .. } = &orders.amendments[0].edit else {
        panic!("{:?}", orders.amendments);
    };
    assert_eq!(row.entity, "Test Academy, Xian, China");
    let told = told(&orders);
    assert!(told.iter().any(|(_, quote)| quote.contains("Turbine Works Guizhou")), "{told:?}");
}

#[test]
fn an_accent_that_cannot_be_read_is_told() {
    let accented = |kind: &str| {
        ordered(
            &ADDED.replace("New SA", "Ne\u{301}w SA"),
            &table(&ROW.replace("New SA", &format!("Ne<AC T=\"{kind}\"/>w SA"))),
        )
    };
    let known = accented("1");
    assert_eq!((told(&known), known.amendments.len()), (vec![], 1));
    let unknown = accented("8");
    assert_eq!(told(&unknown)[0], ("unparsed-instruction", "Ne◌w SA, Lyon."));
}

/// Codes told of a rule that is no matter for the lists but for the paragraphs `text`.
fn overlooked(text: &str) -> Vec<&'static str> {
    let rule =
        format!("<RULE><SUPLINF>{text}</SUPLINF><FRDOC>[FR Doc. 2023-90002 Filed 5-1-23; 8:45 am]</FRDOC></RULE>");
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&rule, &|_| given.clone()).unwrap();
    let findings = reading.documents.iter().flat_map(|document| &document.findings);
    findings.map(|finding| finding.code.name()).collect()
}

#[test]
fn an_order_beside_the_orders_of_another_part_is_told() {
    let other = "<REGTEXT TITLE=\"15\" PART=\"746\"><AMDPAR>1. Part 746 is amended:</AMDPAR></REGTEXT>";
    let about = "<P>This rule is about the Entity List.</P>";
    let removal = "Supplement No. 4 to part 744 is amended by removing “Gamma Ltd.” under FRANCE.";
    let inside = other.replace("</REGTEXT>", &format!("<P>{removal}</P></REGTEXT>"));
    let issuance = "<P>Accordingly, part 744 of the EAR is amended as follows:</P>";
    for text in [
        format!("<P>{removal}</P>{other}"),
        format!("{other}<P>{removal}</P>"),
        format!("{other}<P>In {}</P>", removal.replace(" is amended by removing", ", by removing")),
        format!("{about}{other}<P>a. Under FRANCE, by removing the entry for “Gamma Ltd.”.</P>"),
        format!("{about}{other}<FP>Remove the entry for “Gamma Ltd.”.</FP>"),
        format!("{about}{issuance}<P>Under FRANCE, remove the entry for “Gamma Ltd.”.</P>{other}"),
        format!("<P>{removal}</P>"),
        inside,
    ] {
        assert_eq!(overlooked(&text), ["unparsed-instruction"], "{text}");
    }
    for prose in [
        "BIS is adding one entity to the Entity List by revising supplement no. 4 to part 744.",
        "This rule amends the Entity List by adding one entity under FRANCE.",
        "2. The Entity List is amended by adding one entity.",
        "Under the Entity List, by removing entries, BIS acts.",
    ] {
        let text = format!("<P>{prose}</P>{issuance}{other}");
        assert_eq!(overlooked(&text), [""; 0], "{text}");
    }
    let of_others = "<P>Apples are amended by adding pears.</P><P>Remove the entry.</P>";
    assert_eq!(overlooked(&format!("{other}{of_others}")), [""; 0]);
}
