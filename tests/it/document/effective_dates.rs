//! A rule that is not, or no longer, in force on the date it prints is never taken to be so without a word.

use earwatch_law::amendment;
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::{Given, xml};

/// Codes and effective date of a removal ordered under a DATES section, beside a record with an effective date.
fn read(dates: &str, order: &str, effective_on: &str) -> (Vec<&'static str>, Vec<String>) {
    let text = format!(
        "<RULE><PREAMB><SUBJECT>S</SUBJECT><EFFDATE><HD SOURCE=\"HED\">DATES:</HD><P>{dates}</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. {order}</AMDPAR></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let json = format!(
        r#"{{"document_number": "2023-90001", "type": "Rule", "publication_date": "2023-05-03", "volume": 88,
            "effective_on": {effective_on}}}"#
    );
    let given = Given { record: DocumentRecord::from_json(json.as_bytes()).ok(), ..Given::default() };
    let reading = xml::read(&text, &|_| given.clone()).unwrap();
    let orders = amendment::read(reading.documents.first().unwrap());
    let told = orders.findings.iter().map(|finding| finding.code.name());
    let days = orders.amendments.iter();
    (told.collect(), days.map(|amendment| amendment.effective.to_string()).collect())
}

const REMOVAL: &str = "Supplement No. 4 to part 744 is amended under FRANCE by removing the entry for “Gamma Ltd.”.";

#[test]
fn a_date_that_is_taken_back_is_told() {
    for dates in [
        "This rule will not be effective May 2, 2023.",
        "The effective date of this rule, May 2, 2023, is postponed.",
        "This rule is effective May 2, 2023, but is stayed until May 2, 2024.",
        "This rule is effective May 2, 2023, and expires May 2, 2024.",
        "This rule is effective from May 2, 2023 through May 2, 2024.",
    ] {
        assert_eq!(read(dates, REMOVAL, "null"), (vec!["date-ambiguous"], vec!["2023-05-02".to_owned()]), "{dates}");
    }
}

#[test]
fn a_date_that_is_not_that_of_the_record_is_told() {
    let dates = "This rule is effective May 2, 2023.";
    assert_eq!(read(dates, REMOVAL, "\"2023-05-02\"").0, [""; 0]);
    assert_eq!(read(dates, REMOVAL, "\"2023-06-02\"").0, ["date-ambiguous"]);
}

#[test]
fn a_date_years_away_from_publication_is_told() {
    for (date, told) in
        [("May 2, 2032", vec!["date-ambiguous"]), ("May 2, 1923", vec!["date-ambiguous"]), ("May 3, 2025", vec![])]
    {
        let dates = format!("This rule is effective {date}.");
        assert_eq!(read(&dates, REMOVAL, "null").0, told, "{date}");
    }
    let order = format!("Effective May 2, 2032, {}", REMOVAL.replacen('S', "s", 1));
    let (told, days) = read("This rule is effective May 2, 2023.", &order, "null");
    assert_eq!((told, days), (vec!["date-ambiguous"], vec!["2032-05-02".to_owned()]));
}

#[test]
fn a_rule_that_orders_the_stay_itself_is_in_force() {
    let stay = "Supplement No. 4 to part 744 is amended under FRANCE: the entry for “Gamma Ltd.” is stayed until \
                November 9, 2026.";
    let dates = "Effective May 2, 2023, the entry is stayed until November 9, 2026.";
    assert_eq!(read(dates, stay, "\"2023-05-02\"").0, [""; 0]);
}

/// Days of the removals of Aster (2), Birch (3), Cedar (4.a) and Dogwood (4.b), and the codes that are told.
fn days(dates: &str, orders: [&str; 5]) -> (String, Vec<&'static str>) {
    let orders = format!("<AMDPAR>{}</AMDPAR>", orders.join("</AMDPAR><AMDPAR>"));
    let text = format!(
        "<RULE><PREAMB><SUBJECT>S</SUBJECT><EFFDATE><HD SOURCE=\"HED\">DATES:</HD>{dates}</EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\">{orders}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 6-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let given = Given { published: "2023-06-02".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&text, &|_| given.clone()).unwrap();
    let orders = amendment::read(reading.documents.first().unwrap());
    let days: Vec<_> = orders.amendments.iter().map(|one| one.effective.format("%-m/%-d").to_string()).collect();
    (days.join(" "), orders.findings.iter().map(|finding| finding.code.name()).collect())
}

const ORDERS: [&str; 5] = [
    "2. Supplement No. 4 to part 744 is amended under IRAN by removing the entry for “Aster”.",
    "3. Supplement No. 4 to part 744 is further amended under IRAN by removing the entry for “Birch”.",
    "4. Supplement No. 4 to part 744 is further amended:",
    "a. Under IRAN, by removing the entry for “Cedar”; and",
    "b. Under IRAN, by removing the entry for “Dogwood”.",
];

/// The number of an instruction stands for it and for the items below it; a closer number counts more.
#[test]
fn each_order_takes_the_day_that_is_said_of_its_instruction() {
    for (dates, expected) in [
        (
            "This rule is effective June 5, 2023, except for amendatory instruction 3, which is effective September 16, 2023.",
            "6/5 9/16 6/5 6/5",
        ),
        (
            "Effective June 5, 2023, except that instructions 2 and 4.b are effective September 16, 2023.",
            "9/16 6/5 6/5 9/16",
        ),
        (
            "Effective June 5, 2023, except for instruction 4, which is effective October 1, 2023, and instruction 4.a, which is effective November 1, 2023.",
            "6/5 6/5 11/1 10/1",
        ),
        (
            "This rule is effective June 5, 2023, except for instructions 3 through 4, which are effective September 16, 2023.",
            "6/5 9/16 9/16 9/16",
        ),
        (
            "The following amendatory instructions are effective: Instruction 2, on June 5, 2023; Instruction 3, on September 16, 2023; and Instruction 4, on October 1, 2023.",
            "6/5 9/16 10/1 10/1",
        ),
        (
            "Effective on June 5, 2023: instructions 2 and 3. Effective on October 1, 2023: instruction 4.",
            "6/5 6/5 10/1 10/1",
        ),
        (
            "This rule is effective in phases. Instructions 2 and 3 are effective June 5, 2023. Instruction 4 is effective October 1, 2023.",
            "6/5 6/5 10/1 10/1",
        ),
        (
            "This rule is effective June 5, 2023, except for § 740.2(a)(9), which is effective October 1, 2023.",
            "6/5 6/5 6/5 6/5",
        ),
        (
            "This rule is effective June 5, 2023, except for supplement no. 2 to part 746, which is effective October 1, 2023.",
            "6/5 6/5 6/5 6/5",
        ),
        (
            "This rule is effective June 5, 2023. Compliance with footnote 5 is required by December 31, 2023, except as noted.",
            "6/5 6/5 6/5 6/5",
        ),
        (
            "This rule is effective June 5, 2023, except for amendatory instruction 7, which is effective from June 5, 2023 through June 5, 2024.",
            "6/5 6/5 6/5 6/5 date-ambiguous",
        ),
    ] {
        let (days, told) = days(&format!("<P>{dates}</P>"), ORDERS);
        let came: Vec<_> = std::iter::once(days.as_str()).chain(told).collect();
        assert_eq!(came.join(" "), expected, "{dates}");
    }
}

/// Without a day of its own, an instruction that the rule takes effect without is not applied on the day of the rule.
#[test]
fn an_instruction_that_is_put_off_is_held_alone() {
    for dates in [
        "This rule is effective June 5, 2023, except for instruction 3, which is delayed indefinitely.",
        "This rule, except for instruction 3, is effective June 5, 2023.",
        "Effective June 5, 2023, except amendatory instruction 3, which is stayed until further notice.",
        "This rule is effective June 5, 2023. Instruction 3 is postponed indefinitely.",
        "This rule is effective June 5, 2023, except for instruction 3; its effective date will be announced.",
        "With the exception of amendatory instruction 3, this rule is effective June 5, 2023.",
        "This rule is effective June 5, 2023. Amendatory instruction 3 will not take effect until further notice.",
    ] {
        let came = days(&format!("<P>{dates}</P>"), ORDERS);
        assert_eq!(came, ("6/5 6/5 6/5".to_owned(), vec!["date-ambiguous"]), "{dates}");
    }
    let of_items =
        "<P>This rule is effective June 5, 2023, except for instruction 4.b, which is delayed indefinitely.</P>";
    assert_eq!(days(of_items, ORDERS), ("6/5 6/5 6/5".to_owned(), vec!["date-ambiguous"]));
    // The day stands in another sentence.
    let dated = "<P>With the exception of instruction 3, this rule is effective June 5, 2023. Instruction 3 is effective \
                 October 1, 2023.</P>";
    assert_eq!(days(dated, ORDERS), ("6/5 10/1 6/5 6/5".to_owned(), vec![]));
}

/// What is done to another document is no exception from the day of the rule's own orders.
#[test]
fn an_exception_about_another_document_says_nothing_of_the_rule() {
    for exception in [
        "except that the effective date of the rule published at 88 FR 100 is delayed until October 1, 2023",
        "except for the amendments in the final rule published at 88 FR 100 (May 1, 2023), which are stayed",
    ] {
        let dates = format!("<P>This rule is effective June 5, 2023, {exception}.</P>");
        assert_eq!(days(&dates, ORDERS), ("6/5 6/5 6/5 6/5".to_owned(), vec![]), "{exception}");
    }
}

/// What is said twice, of some orders only, or otherwise by the instruction itself, is for a person.
#[test]
fn a_day_that_is_not_certain_is_told() {
    for dates in [
        "Instructions 2 and 4 are effective June 5, 2023.",
        "This rule is effective June 5, 2023, except for the removals, which are effective October 1, 2023.",
        "Instruction 3 is effective June 5, 2023. Instruction 3 is effective October 1, 2023. The rest of this rule is effective June 5, 2023.",
        "Instructions 2 through 4 are effective from June 5, 2023 through June 5, 2024.",
        "This rule is effective June 5, 2023. This rule is effective October 1, 2023.",
    ] {
        let (_, told) = days(&format!("<P>{dates}</P>"), ORDERS);
        assert!(told.contains(&"date-ambiguous"), "{dates}: {told:?}");
    }
    let of_list = "<P>This rule is effective June 5, 2023, except for the amendments to the Entity List, which are effective October 1, 2023.</P>";
    assert_eq!(days(of_list, ORDERS), ("10/1 10/1 10/1 10/1".to_owned(), vec![]));
    let said = "3. Effective September 16, 2023, supplement No. 4 to part 744 is further amended under IRAN by removing the \
                entry for “Birch”.";
    let orders = [ORDERS[0], said, ORDERS[2], ORDERS[3], ORDERS[4]];
    let agrees =
        "<P>This rule is effective June 5, 2023, except for instruction 3, which is effective September 16, 2023.</P>";
    assert_eq!(days(agrees, orders), ("6/5 9/16 6/5 6/5".to_owned(), vec![]));
    let otherwise =
        "<P>This rule is effective June 5, 2023, except for instruction 3, which is effective October 1, 2023.</P>";
    assert_eq!(days(otherwise, orders), ("6/5 9/16 6/5 6/5".to_owned(), vec!["date-ambiguous"]));
    let narrower = "<P>This rule is effective June 5, 2023.</P>";
    assert_eq!(days(narrower, orders), ("6/5 9/16 6/5 6/5".to_owned(), vec![]));
    let nowhere = "<P>This rule is effective October 1, 2023.</P>";
    assert_eq!(days(nowhere, orders), ("10/1 9/16 10/1 10/1".to_owned(), vec!["date-ambiguous"]));
}

/// A general license, a comment period, a modification request have days of their own (90 FR 47201).
#[test]
fn bullets_of_the_dates_section_name_no_entries() {
    let dates = "<P>• <E T=\"03\">Effective date:</E> This rule is effective June 5, 2023.</P>\
                 <P>• Modification request date: Requests may be submitted at any time on or after June 5, 2023.</P>\
                 <P>• Temporary General License (TGL) validity date: The TGL is effective June 6, 2023, through October 1, 2023.</P>\
                 <P>• Comment date: Comments must be received no later than July 5, 2023.</P>\
                 <P>• Compliance date: November 1, 2023, for supplement no. 2 to part 746.</P>";
    assert_eq!(days(dates, ORDERS), ("6/5 6/5 6/5 6/5".to_owned(), vec![]));
}
