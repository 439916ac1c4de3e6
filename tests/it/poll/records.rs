//! Metadata opens doors and closes none: what the API files under the wrong agency or no part, forgets to list, or records
//! with a value of another kind.

use crate::support::standin::{Document, Fault, StandIn, World};
use crate::support::{self, Desk, Ended};
use serde_json::{Value, json};

const RULE: &str = "2023-90101";

fn poll(desk: &Desk, hosts: &StandIn, until: &str) -> Ended {
    let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
    support::ended(&program.args(["poll", "--until", until]).output().unwrap())
}

fn hosts(change: impl FnOnce(&mut Document)) -> StandIn {
    let mut rule = Document::fixture(RULE);
    change(&mut rule);
    StandIn::new(World::of([rule]))
}

fn department() -> Value {
    json!([{"name": "Commerce Department", "slug": "commerce-department"}])
}

/// The rule is applied, and a second poll finds nothing new in few requests.
fn is_applied(hosts: &StandIn, what: &str) -> Desk {
    let desk = Desk::with_list();
    let first = poll(&desk, hosts, "2023-07-12");
    assert_eq!(first.code, 0, "{what}: {}{}", first.err, first.out);
    assert!(first.out.contains("Maple Relay"), "{what}: {}", first.out);
    hosts.forget_asked();
    let second = poll(&desk, hosts, "2023-07-12");
    assert_eq!((second.code, second.out.as_str()), (0, ""), "{what}: {}", second.err);
    let asked = hosts.asked();
    assert!(asked.len() <= 8, "{what}: {asked:#?}");
    desk
}

#[test]
fn what_one_search_lacks_another_finds() {
    for (what, agencies, parts) in [
        ("no bureau", department(), json!([{"title": 15, "part": 744}])),
        ("no agency", json!([]), json!([{"title": 15, "part": 744}])),
        ("null for the agencies", Value::Null, json!([{"title": 15, "part": 744}])),
        ("another bureau", json!([{"slug": "census-bureau"}]), json!([{"title": 15, "part": 744}])),
        ("no part", json!([{"slug": "industry-and-security-bureau"}]), json!([])),
        ("another part", json!([{"slug": "industry-and-security-bureau"}]), json!([{"title": 15, "part": 730}])),
        // The table of contents alone has it.
        ("neither", department(), json!([])),
        ("nothing", Value::Null, Value::Null),
    ] {
        let hosts = hosts(|rule| {
            rule.set("agencies", agencies);
            rule.set("cfr_references", parts);
        });
        is_applied(&hosts, what);
    }
}

/// Past days' tables are asked for once, that of the day at each poll; where none is offered that is no trouble.
#[test]
fn a_table_of_contents_is_asked_for_once_its_day_is_over() {
    for offered in [true, false] {
        let hosts = hosts(|_| ());
        hosts.world(|world| world.offers_contents(offered));
        let desk = Desk::with_list();
        let tables = |until: &str| {
            hosts.forget_asked();
            assert_eq!(poll(&desk, &hosts, until).code, 0);
            let asked = hosts.asked_for("/issues/").into_iter();
            asked.map(|asked| asked.target.split("/issues/").nth(1).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(tables("2023-07-13").len(), 8);
        assert_eq!(tables("2023-07-13"), ["2023-07-13.json"]);
        // The fourteenth is a Friday.
        assert_eq!(tables("2023-07-15"), ["2023-07-14.json", "2023-07-13.json"]);
        assert_eq!(tables("2023-07-16"), [""; 0]);
    }
}

/// A table that cannot be had costs nothing but itself, is asked for again, and is said.
#[test]
fn a_table_of_contents_that_fails_ends_no_poll() {
    let faults = [
        Fault::Status(500),
        Fault::Wall,
        Fault::Empty,
        Fault::Body("{\"agencies\": 7}".to_owned()),
        Fault::Body("[]".to_owned()),
        Fault::Close,
    ];
    for fault in faults {
        let hosts = hosts(|rule| {
            rule.set("agencies", department());
            rule.set("cfr_references", json!([]));
        });
        let desk = Desk::with_list();
        hosts.fault("/issues/", 99, fault.clone());
        let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
        program.env("EARWATCH_SOURCES_MAX_ATTEMPTS", "1");
        let ended = support::ended(&program.args(["poll", "--heartbeat", "--until", "2023-07-12"]).output().unwrap());
        assert_eq!(ended.code, 0, "{fault:?}: {}", ended.err);
        let out = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains("could not be compared"), "{fault:?}: {out}");
        hosts.mend();
        let next = poll(&desk, &hosts, "2023-07-12");
        assert!(next.out.contains("Maple Relay"), "{fault:?}: {}{}", next.out, next.err);
    }
}

/// A table names a document that nobody serves: a person looks, and it is asked for again.
#[test]
fn a_document_of_a_table_that_cannot_be_had_is_told() {
    let hosts = hosts(|rule| {
        rule.set("agencies", department());
        rule.set("cfr_references", json!([]));
    });
    hosts.fault("/documents/2023-90101.json", 9, Fault::Status(404));
    let desk = Desk::with_list();
    let ended = poll(&desk, &hosts, "2023-07-12");
    assert_eq!(ended.code, 3, "{}", ended.err);
    let out = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("names it, no search finds it"), "{out}");
    hosts.mend();
    let next = poll(&desk, &hosts, "2023-07-13");
    assert!(next.code == 0 && next.out.contains("Maple Relay"), "{}{}", next.out, next.err);
}

/// Each costs its field, and is noted with the document's number.
#[test]
fn a_field_of_another_kind_does_not_end_the_run() {
    for (key, value) in [
        ("effective_on", json!("2023-09-31")),
        ("effective_on", json!("")),
        ("effective_on", json!({"date": "2023-09-01"})),
        ("docket_ids", json!([null])),
        ("docket_ids", json!("Docket No. 230701-0001")),
        ("dates", json!({"effective": "x"})),
        ("title", json!(["Additions"])),
        ("title", json!(7)),
        ("type", json!(["Rule"])),
        ("start_page", json!("44000")),
        ("end_page", json!(-4)),
        ("volume", json!("88")),
        ("volume", json!("LXXXVIII")),
        ("volume", json!(99_999_999_999_u64)),
        ("cfr_references", json!(["15 CFR 744"])),
        ("regulation_id_numbers", json!([{"id": 1}])),
        ("abstract", json!(false)),
        ("correction_of", json!(5)),
    ] {
        let what = format!("{key}: {value}");
        let hosts = hosts(|rule| {
            rule.set("html_url", json!(null));
            rule.set(key, value);
        });
        let desk = is_applied(&hosts, &what);
        let noted = desk.ndjson(&["findings", "--document", RULE]);
        let noted: Vec<_> = noted.iter().filter(|finding| finding["code"] == "record-odd").collect();
        assert!(noted.len() == 1 && noted[0]["message"].as_str().unwrap().contains(key), "{what}: {noted:?}");
        assert_eq!(noted[0]["document"], RULE, "{what}");
    }
}

/// Types that nobody has heard of, and records that lack most.
#[test]
fn what_a_record_lacks_is_read_from_the_text() {
    for (key, value) in [
        ("type", json!("Uncategorized Document")),
        ("type", Value::Null),
        ("volume", Value::Null),
        ("start_page", Value::Null),
        ("title", Value::Null),
        ("dates", Value::Null),
        ("effective_on", Value::Null),
        ("cfr_references", Value::Null),
    ] {
        let hosts = hosts(|rule| rule.set(key, value.clone()));
        is_applied(&hosts, &format!("{key}: {value}"));
    }
}

/// A list that knows fewer fields, and a server without single records: what the list has is all that there is.
#[test]
fn a_list_of_few_fields_is_enough() {
    let hosts = hosts(|_| ());
    hosts.world(|world| world.lists_without = Some("docket_ids"));
    is_applied(&hosts, "with single records");
    hosts.fault("/documents/2023-90101.json", 99, Fault::Status(404));
    is_applied(&hosts, "without");
}

/// On the desk, too.
#[test]
fn an_odd_record_on_public_inspection_is_read_and_noted() {
    let desk = Desk::with_list();
    let hosts = StandIn::new(World::default());
    let body = json!({"count": 2, "results": [
        {"document_number": "2023-90303", "agencies": [null, 7], "agency_names": "x", "title": "Additions to the Entity List",
         "type": {"code": "RULE"}, "filed_at": "yesterday", "publication_date": "2023-06-31", "raw_text_url":
         format!("{}/documents/full_text/text/inspection/2023-90303.txt", hosts.host()), "num_pages": "8"},
        {"document_number": "2023-90304", "agencies": [{"slug": "farm-service-agency"}], "title": 7},
    ]});
    let text = "[Billing Code 3510-33-P]\n\nDEPARTMENT OF COMMERCE\n\nBureau of Industry and Security\n\n15 CFR Part 744\n\n\
                Additions to the Entity List\n\nACTION: Final rule.\n\nAccordingly, part 744 of the Export Administration \
                Regulations is amended as follows:\n\n2. Supplement No. 4 to part 744 is amended under CANADA by adding an \
                entry for \u{201c}Hazel Ltd.\u{201d}\n\n[FR Doc. 2023-90303 Filed: 6/29/2023 8:45 am; Publication Date: 7/3/2023]\n";
    hosts.fault("public-inspection-documents/current", 9, Fault::Body(body.to_string()));
    hosts.fault("inspection/2023-90303.txt", 9, Fault::Plain(text.to_owned()));
    let ended = poll(&desk, &hosts, "2023-06-30");
    let out = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("Hazel Ltd."), "{out}{}", ended.err);
    for words in ["filed_at", "publication_date", "type"] {
        assert!(out.contains(&format!("the record's {words}")), "{words}: {out}");
    }
}
