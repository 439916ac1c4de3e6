//! Documents that have orders of their own and act on another one besides: second printings, and rules whose prose stays an
//! earlier rule.

use crate::support::{Desk, text_of};
use serde_json::json;

const ADDS: &str = "a. Under AFGHANISTAN, by adding, in alphabetical order, an entry for “Alder Traders”; and";
const REMOVES: &str = "b. Under AFGHANISTAN, by removing the entry for “Lapis Road Traders”.";
const EFFECTIVE: &str = "This rule is effective February 4, 2026.";

/// A rule with its record: number, day, page, DATES, prose, orders and the street of its row.
struct Printed<'a> {
    number: &'a str,
    published: &'a str,
    page: u32,
    dates: &'a str,
    prose: &'a str,
    orders: &'a [&'a str],
    street: &'a str,
}

const FIRST: Printed<'static> = Printed {
    number: "2026-00001",
    published: "2026-01-05",
    page: 100,
    dates: EFFECTIVE,
    prose: "Prose.",
    orders: &[ADDS, REMOVES],
    street: "7 Upper Road",
};

impl Printed<'_> {
    fn put(&self, desk: &Desk) {
        let Self { number, published, page, dates, prose, orders, street } = self;
        let row = format!(
            "<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
             <ROW><ENT>AFGHANISTAN</ENT><ENT>Alder Traders, {street}, Kabul, Afghanistan.</ENT>\
             <ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
             <ENT>91 FR [INSERT FR PAGE NUMBER], 1/5/26.</ENT></ROW></GPOTABLE>"
        );
        let row = if orders.contains(&ADDS) { row.as_str() } else { "" };
        let orders = orders.join("</AMDPAR>\n<AMDPAR>");
        let xml = format!(
            "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><DEPDOC>[Docket No. 260105-0001]</DEPDOC>\
             <SUBJECT>Revisions to the Entity List</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
             <EFFDATE><HD>DATES:</HD><P>{dates}</P></EFFDATE></PREAMB>\
             <SUPLINF><P>{prose}</P><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:\
             </AMDPAR>\n<AMDPAR>{orders}</AMDPAR>{row}</REGTEXT></SUPLINF>\
             <FRDOC>[FR Doc. {number} Filed 1-2-26; 8:45 am]</FRDOC></RULE>"
        );
        let record = json!({"document_number": number, "title": "Revisions to the Entity List", "type": "Rule",
            "volume": 91, "start_page": page, "end_page": page + 3, "publication_date": published});
        desk.file(&format!("rules/{number}.xml"), xml);
        desk.file(&format!("rules/{number}.json"), record.to_string());
    }
}

/// The exit code of importing rules in an order, the codes that need a person, and whether the rule's entry is listed.
fn after(rules: &[&Printed<'_>], listed_on: &str) -> (i32, Vec<String>, bool) {
    let desk = Desk::with_list();
    let mut code = 0;
    for rule in rules {
        rule.put(&desk);
        code = desk.run(&["import", desk.path(&format!("rules/{}.xml", rule.number)).to_str().unwrap()]).code;
    }
    let findings = desk.ndjson(&["findings"]);
    let open = findings.iter().filter(|finding| text_of(finding, "severity") == "review");
    let mut open: Vec<_> = open.map(|finding| text_of(finding, "code").to_owned()).collect();
    open.sort();
    open.dedup();
    let entries = desk.ndjson(&["list", "--as-of", listed_on]);
    let alder = entries.iter().filter(|entry| text_of(entry, "name") == "Alder Traders").count();
    assert!(alder < 2, "it is entered once");
    (code, open, alder == 1)
}

const ANEW: &str = "In rule document 2026-00001, beginning on page 100 in the issue of January 5, 2026, a heading was left out. \
                    The document is republished in its entirety.";

#[test]
fn a_second_printing_orders_nothing_anew() {
    for (number, prose) in [
        ("R1-2026-00001", ANEW),
        ("2026-00021", "BIS is republishing the rule published at 91 FR 100."),
        ("2026-00021", "The rule published January 5, 2026 (91 FR 100), is reprinted below in full."),
    ] {
        let again = Printed { number, published: "2026-01-12", page: 400, prose, ..FIRST };
        assert_eq!(after(&[&FIRST, &again], "2026-02-05"), (0, vec![], true), "{prose}");
        // Whichever comes first; what was asked of the second alone is taken back.
        let (_, open, listed) = after(&[&again, &FIRST], "2026-02-05");
        assert_eq!((open, listed), (vec![], true), "{prose}");
    }
}

#[test]
fn a_second_printing_that_differs_is_held_and_quoted() {
    let again = Printed { number: "R1-2026-00001", published: "2026-01-12", page: 400, prose: ANEW, ..FIRST };
    for other in [
        Printed { street: "17 Upper Road", ..again },
        Printed { orders: &[ADDS], ..again },
        Printed { dates: "This rule is effective March 4, 2026.", ..again },
    ] {
        let (code, open, listed) = after(&[&FIRST, &other], "2026-02-05");
        assert!(code == 3 && open.contains(&"act-held".to_owned()) && listed, "{open:?}");
    }
}

/// Its own orders are applied; what its prose says of a rule in force is never passed over.
#[test]
fn a_rule_with_orders_whose_prose_stays_an_earlier_rule_is_held() {
    const OTHER: &[&str] = &["a. Under AFGHANISTAN, by removing the entry for “Lapis Road Traders”."];
    let earlier = Printed { orders: &[ADDS], dates: "This rule is effective January 5, 2026.", ..FIRST };
    let later = Printed {
        number: "2026-00031",
        published: "2026-01-20",
        page: 900,
        dates: "This rule is effective January 20, 2026.",
        ..FIRST
    };
    for (prose, orders, expected) in [
        // What that one added is stayed.
        ("In addition, this rule suspends the rule published at 91 FR 100 until June 1, 2026.", OTHER, false),
        (
            "In addition, this rule suspends the removals in the rule published at 91 FR 100 until June 1, 2026.",
            OTHER,
            true,
        ),
        ("The effective date of FR Doc. 2026-00001 is delayed until June 1, 2026.", OTHER, true),
        ("BIS hereby withdraws the rule published at 91 FR 100.", OTHER, true),
        // Its own order does it.
        (
            "BIS withdraws the rule published at 91 FR 100.",
            &["a. Under AFGHANISTAN, by removing the entry for “Alder Traders”."],
            false,
        ),
        (
            "This rule stays the entry added by the rule published at 91 FR 100 until June 1, 2026.",
            &["a. Under AFGHANISTAN, the entry for “Alder Traders” is stayed until June 1, 2026."],
            false,
        ),
        ("The rule published at 91 FR 100 added one entity.", OTHER, false),
    ] {
        let (code, open, _) =
            after(&[&earlier, &Printed { prose, orders, street: "7 Upper Road", ..later }], "2026-02-05");
        assert_eq!(open.contains(&"act-held".to_owned()), expected, "{prose}: {code} {open:?}");
    }
}

/// A delay of another rule in the DATES section of a rule is no doubt about its own date.
#[test]
fn a_rule_may_delay_another_one_and_take_effect_itself() {
    let delaying = Printed {
        number: "2026-00031",
        published: "2026-01-20",
        page: 900,
        dates: "This rule is effective January 20, 2026. The effective date of the rule published at 91 FR 100 is delayed \
                until June 1, 2026.",
        orders: &["a. Under AFGHANISTAN, by removing the entry for “Lapis Road Traders”."],
        ..FIRST
    };
    let first = Printed { orders: &[ADDS], ..FIRST };
    for (day, listed) in [("2026-02-05", false), ("2026-06-02", true)] {
        let (_, open, found) = after(&[&first, &delaying], day);
        assert!(!open.contains(&"act-held".to_owned()) && !open.contains(&"date-ambiguous".to_owned()), "{open:?}");
        assert_eq!(found, listed, "{day}");
    }
}
