//! What summaries count, held against what is ordered; and rules that claim changes and order none.

use crate::support::facts::{facts, judge, rule_text, told};
use crate::support::{Desk, text};
use serde::Deserialize;

#[derive(Deserialize)]
struct Summaries {
    summary: Vec<Summary>,
}

#[derive(Deserialize)]
struct Summary {
    text: String,
    orders: Option<String>,
    #[serde(default)]
    vague: bool,
}

/// Each form in which a summary counts: nothing is told where the orders bear it out, a difference is.
#[test]
fn every_number_of_a_summary_is_held_against_the_orders() {
    let summaries: Summaries = toml::from_str(&text("summaries.toml")).unwrap();
    let mut wrong = Vec::new();
    for Summary { text, orders, vague } in summaries.summary {
        let found = match orders {
            Some(orders) => judge(&text, &facts(&orders), !vague),
            None => told(&text, &[]),
        };
        wrong.extend(found.into_iter().map(|what| format!("{what}: {text}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SUMMARY: &str = "BIS amends the EAR by adding three entities under three entries to the Entity List. These entries are \
                       listed on the Entity List under the destinations of France (2) and Germany (1).";

/// What a rule says that it does to a list is checked though it amends nothing of Part 744, has no REGTEXT, and its record
/// names no part; where it prints no summary, its record's abstract is what it says.
#[test]
fn a_rule_that_claims_changes_and_orders_none_is_told() {
    let whole = rule_text(SUMMARY, &[]);
    let without = |text: &str, tag: &str| {
        let (before, rest) = text.split_once(&format!("<{tag}")).unwrap();
        before.to_owned() + rest.split_once(&format!("</{tag}>")).unwrap().1
    };
    let without_orders = without(&whole, "REGTEXT");
    let without_part = without(&without_orders, "CFR");
    let without_summary = without(&without_part, "SUM");
    let proposed = whole.replace("<RULE>", "<PRORULE>").replace("</RULE>", "</PRORULE>");
    for (what, xml, kind, code) in [
        ("the authority citation alone", &whole, "Rule", 3),
        ("no REGTEXT", &without_orders, "Rule", 3),
        ("no part either", &without_part, "Rule", 3),
        ("no summary in the XML", &without_summary, "Rule", 3),
        ("a proposed rule", &proposed, "Proposed Rule", 0),
    ] {
        let desk = Desk::with_list();
        let record = serde_json::json!({
            "document_number": "2023-90001", "type": kind, "publication_date": "2023-07-03", "volume": 88,
            "start_page": 5, "end_page": 6, "abstract": SUMMARY, "cfr_references": [],
        });
        desk.file("2023-90001.json", record.to_string());
        let path = desk.file("2023-90001.xml", xml);
        let ended = desk.run(&["import", &path]);
        let findings = desk.ndjson(&["findings", "--document", "2023-90001"]);
        let told: Vec<_> = findings.iter().filter(|finding| finding["code"] == "count-mismatch").collect();
        assert_eq!((ended.code, told.len()), (code, usize::from(code == 3)), "{what}: {findings:?}");
        if let [told] = told.as_slice() {
            assert_eq!(told["message"], "the summary counts 3 entries added, the instructions name 0", "{what}");
            assert_eq!(told["quote"], SUMMARY, "{what}");
        }
    }
}

/// What the summary says of a list without a baseline needs nobody, as long as it names that list.
#[test]
fn a_number_of_a_list_without_a_baseline_is_summed_up() {
    let desk = Desk::with_list();
    let xml = rule_text("BIS is adding 13 persons to the Unverified List (UVL).", &facts("6+ China*12"));
    let path = desk.file("2023-90001.xml", xml);
    let ended = desk.run(&["import", &path, "--publication-date", "2023-07-03", "--volume", "88"]);
    assert_eq!(ended.code, 0, "{}", desk.findings(None));
    assert!(desk.findings(None).contains("1 count-mismatch"), "{}", desk.findings(None));
}
