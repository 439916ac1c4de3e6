//! What is told of a screening: in words, as JSON, as tables, and by the exit code.

use serde_json::{Value, json};

use crate::support::Desk;

const PARTIES: &str = "id,name,address,country\n\
    A1,Coldridge Lithography,,CN\n\
    A2,Quite Another Ltd.,\"Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong\",HK\n\
    A3,Nobody At All,,\n\
    A4,=HYPERLINK(“x”) <b>Wong Kai Ming</b>,,\n\
    A5,?,,\n";

fn desk() -> (Desk, String) {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    (desk, path)
}

fn screen<'a>(path: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["screen", path, "--as-of", "2023-06-30", "--no-store"], more].concat()
}

#[test]
fn each_hit_says_what_the_entry_requires_and_why_it_matches() {
    let (desk, path) = desk();
    let screened = desk.json(&screen(&path, &[]));
    assert_eq!(screened["schema"], "earwatch/screen/1");
    assert_eq!(screened["as_of"], "2023-06-30");
    assert_eq!(screened["lists"][0]["list"], "entity-list");
    let hit = &screened["results"][0]["hits"][0];
    assert_eq!(hit["kind"], "name");
    assert_eq!(hit["band"], "strong");
    assert_eq!(hit["reasons"], json!(["the same words", "the same country, CN"]));
    assert_eq!(hit["why_not_higher"], json!(["legal form: none, and limited on the list"]));
    let entry = &hit["entry"];
    let id = desk.json(&["show", "Coldridge Lithography Co., Ltd.", "--as-of", "2023-06-30"])[0]["public_id"].clone();
    assert_eq!(entry["public_id"], id);
    for key in ["license_requirement", "license_review_policy"] {
        assert!(entry[key].as_str().is_some_and(|text| !text.is_empty()), "{entry}");
    }
    assert!(entry["designations"][0].as_str().unwrap().starts_with("footnote "), "{entry}");
    // An entry that is an address is met by whoever operates there, and by nobody's name.
    let at_address = &screened["results"][1]["hits"][0];
    assert_eq!((&at_address["kind"], &at_address["entry"]["name"]), (&json!("address"), &json!("Address 01")));
    let reasons = at_address["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!("the entry is this address: it reaches whoever operates there")), "{reasons:?}");
    assert_eq!(screened["results"][2]["hits"], json!([]));
    assert_eq!(screened["results"][2].get("skipped"), None);
}

#[test]
fn lines_of_json_are_the_results() {
    let (desk, path) = desk();
    let all = desk.json(&screen(&path, &[]));
    let lines = desk.done(&screen(&path, &["--format", "ndjson"]));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(all["results"], Value::Array(lines));
}

/// What is said is that a person must look, or that nothing was found; never that a party is cleared.
#[test]
fn no_rendering_clears_a_party() {
    let (desk, path) = desk();
    for format in ["text", "md", "html", "csv"] {
        let told = desk.done(&screen(&path, &["--format", format]));
        let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.replace('\\', "");
        let words = words.split_once("</style>").map_or(words.as_str(), |(_, page)| page);
        assert!(words.to_lowercase().contains("potential match, review"), "{format}: {words}");
        assert!(
            words.contains("no potential match found in lists as of 2023-06-30, with threshold 0.76"),
            "{format}: {words}"
        );
        assert!(!words.to_lowercase().contains("clear"), "{format}: {words}");
        assert!(words.contains("line 6: the name “?” has no letter or digit"), "{format}: {words}");
        // Names of the file are shown, and do nothing.
        let is_markup = ["md", "html"].contains(&format);
        assert!(!is_markup || !told.contains(") <b>Wong"), "{format}: {told}");
        assert!(!told.contains(",=HYPERLINK"), "{format}: {told}");
    }
    let book = desk.path("screened.xlsx");
    desk.done(&screen(&path, &["--format", "xlsx", "-o", book.to_str().unwrap()]));
    assert!(std::fs::read(book).unwrap().starts_with(b"PK"));
    for format in ["mail", "atom", "jsonfeed"] {
        desk.ends_with(2, &screen(&path, &["--format", format]));
    }
}

#[test]
fn potential_matches_can_end_with_eleven() {
    let (desk, path) = desk();
    desk.ends_with(11, &screen(&path, &["--fail-on", "hits"]));
    let nobody = desk.file("nobody.csv", "name\nNobody At All\n");
    desk.done(&screen(&nobody, &["--fail-on", "hits"]));
    desk.ends_with(2, &screen(&path, &["--fail-on", "names"]));
}

#[test]
fn the_lists_are_those_of_a_day_as_known_by_a_day() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let path = desk.file("parties.csv", "name\nMaple Relay Incorporated\n");
    let hits = |flags: &[&str]| {
        let screened = desk.json(&[&["screen", &path, "--no-store"], flags].concat());
        screened["counts"]["hits"].as_u64().unwrap()
    };
    let listed = desk.json(&["show", "Maple Relay Inc."]);
    let (from, document) = (listed[0]["effective_from"].as_str().unwrap(), &listed[0]["document"]);
    assert_eq!(document, "2023-90101");
    assert_eq!(hits(&["--as-of", from]), 1);
    assert_eq!(hits(&["--as-of", "2023-06-30"]), 0);
    assert_eq!(hits(&["--as-of", from, "--known-by", "2023-06-30"]), 0);
    desk.refuses(&["screen", &path, "--as-of", "1999-01-01"], &["1999-01-01"]);
}

/// Who is called as an entry was that was removed, or sits where it sat, may be its successor; that is told apart, and low.
#[test]
fn removed_entries_are_a_suspicion_of_their_own() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    let path = desk.file(
        "parties.csv",
        "id,name,address\n1,Gulf Meridian FZE,\n2,Quite Another LLC,\"Office 40, Al Maktoum Road 12, Dubai, UAE\"\n\
         3,Palm Trading,\"Office 12, Al Maktoum Road, Dubai, U.A.E.\"\n4,Kestrel Logic Ltd,\n",
    );
    let screened = |day: &str| desk.json(&["screen", &path, "--no-store", "--as-of", day]);
    let after = screened("2023-09-01");
    assert_eq!(after["counts"]["by_successor"], 3, "{after:#}");
    for at in [0, 1, 2] {
        let hit = &after["results"][at]["hits"][0];
        assert_eq!((&hit["kind"], &hit["band"]), (&json!("successor"), &json!("possible")));
        let entry = &hit["entry"];
        assert_eq!(entry["removed"], json!({"on": "2023-08-18", "by": "2023-90202"}));
        assert_eq!((&entry["name"], &entry["license_requirement"]), (&json!("Gulf Meridian FZE"), &Value::Null));
    }
    let told = desk.done(&["screen", &path, "--no-store", "--as-of", "2023-09-01"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["successor suspicion", "Removed from the Entity List on 2023-08-18 by document 2023-90202"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // A name that an entry bore before it was renamed is a former name of it.
    let hit = &after["results"][3]["hits"][0];
    assert_eq!(
        (&hit["entry"]["name"], &hit["matched"]["entry_field"]),
        (&json!("Kestrel Logic Limited"), &json!("former-name"))
    );
    // Before the removal they are plain matches.
    let before = screened("2023-08-17");
    assert_eq!(
        (&before["counts"]["by_successor"], &before["results"][0]["hits"][0]["kind"]),
        (&json!(0), &json!("name"))
    );
}

#[test]
fn thresholds_and_bands_are_those_of_the_configuration() {
    let (desk, path) = desk();
    let near = desk.file("near.csv", "name\nColdridge Lithographie\n");
    let hits = |flags: &[&str]| desk.json(&screen(&near, flags))["counts"]["hits"].as_u64().unwrap();
    assert_eq!((hits(&["--threshold", "0.6"]), hits(&["--threshold", "0.99"])), (1, 0));
    desk.file("config.toml", "[screening]\nthreshold = 0.8\nstrong_from = 1.0\nlikely_from = 0.999\n");
    let screened = desk.json(&screen(&path, &[]));
    assert_eq!(screened["threshold"], 0.8);
    assert_eq!(screened["results"][0]["hits"][0]["band"], "possible");
    desk.file("config.toml", "[screening]\nthreshold = 7\n");
    desk.ends_with(2, &screen(&path, &[]));
}
