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
