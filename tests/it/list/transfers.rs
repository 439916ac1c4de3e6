//! A party that goes from one list to another is one change in the report, and a new listing all the same.

use crate::support::{self, Desk, NEW_LIST, fixture};
use serde_json::Value;

const RULE: &str = "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>From list to list</SUBJECT><ACT><HD>ACTION:</HD>\
    <P>Final rule.</P></ACT><EFFDATE><HD>DATES:</HD><P>This rule is effective August 24, 2026.</P></EFFDATE></PREAMB>\
    <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended under COUNTRY by adding an \
    entry for “PARTY”.</AMDPAR><HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
    <ROW><ENT I=\"01\">COUNTRY</ENT><ENT A=\"03\">* * *</ENT></ROW><ROW><ENT I=\"22\"> </ENT><ENT>PARTY, 1 Main Street.</ENT>\
    <ENT>For all items subject to the EAR. (See §§ 734.9(g),<SU>3</SU> 746.8(a)(3), and 744.21(b) of the EAR)</ENT>\
    <ENT>Policy of denial</ENT><ENT>91 FR 100, 8/24/26.</ENT></ROW></GPOTABLE></REGTEXT>\
    <REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>3. Supplement No. 7 to part 744 is amended under COUNTRY by removing the entry \
    for “PARTY”.</AMDPAR></REGTEXT></SUPLINF><FRDOC>[FR Doc. 2026-00100 Filed 8-23-26; 8:45 am]</FRDOC></RULE>";

#[test]
fn a_party_that_goes_from_list_to_list_is_one_change() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let listed = desk.ndjson(&["list", "--list", "meu-list"]);
    let here = desk.ndjson(&["list"]);
    let stands_alone = |party: &&Value| {
        listed.iter().filter(|other| other["name"] == party["name"]).count() == 1
            && here.iter().any(|entry| entry["country"] == party["country"])
    };
    let party = listed.iter().find(stands_alone);
    let party = party.map(|party| (support::text_of(party, "country"), support::text_of(party, "name")));
    let Some((country, name)) = party else {
        panic!("the fixture's Military End User List has no party of a country that the Entity List has too");
    };
    let rule = RULE.replace("COUNTRY", country).replace("PARTY", name);
    let path = desk.file("rule.xml", rule);
    let facts = ["--publication-date", "2026-08-24", "--volume", "91"];
    let report = desk.done(&[&["import", &path, "--format", "md"], &facts[..]].concat());
    for words in ["1 moved (China), with footnote 3", "list: from the meu-list to the entity-list", name] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(!report.contains("### Added") && !report.contains("### Removed"), "{report}");
    let report = desk.json(&["report", "--document", "2026-00100"]);
    let change = &report["sections"][0]["changed"][0];
    assert_eq!(change["list"], "entity-list");
    assert_eq!(change["changes"]["list"][0], "meu-list");
    assert_eq!(change["changes"]["designations"][1][0], 3);
    // A comparison of states keeps what it says of each list.
    let diff = desk.json(&["diff", "1", "2"]);
    assert_eq!((&diff["counts"]["added"], &diff["counts"]["removed"]), (&1.into(), &1.into()));
}
