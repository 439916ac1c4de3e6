//! Owners from files against the lists: who is covered, on which day, and what a file must not hide.

use serde_json::{Value, json};

use crate::support::{Desk, text_of};

const NAME: &str = "Coldridge Lithography Co., Ltd.";

/// A baseline of all of Part 744: sections that order something of affiliates, with or without a stay.
fn part(sections: &str) -> String {
    let list = std::fs::read_to_string(crate::support::fixture("lists/part-744_2026-markup.xml")).unwrap();
    list.replacen("<DIV9", &format!("{sections}<DIV9"), 1)
}

/// A section with a rule about affiliates of a list.
fn section(number: &str, list: &str, share: &str, note: &str) -> String {
    format!(
        "<DIV8 N=\"{number}\" TYPE=\"SECTION\"><HEAD>&#xA7; {number} Sample.</HEAD><P>(a) <I>Owners.</I> The {list} license \
         requirements also apply to any foreign entity that is owned, directly or indirectly, individually or in aggregate, \
         {share} percent or more by one or more listed entities.</P>{note}</DIV8>\n"
    )
}

fn stay(number: &str, until: &str) -> String {
    format!(
        "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>At 90 FR 50001, Nov. 12, 2025, in &#xA7; {number}, paragraph (a) was \
         stayed, effective until {until}.</PSPACE></EFFDNOT>"
    )
}

fn desk(sections: &str) -> Desk {
    let desk = Desk::new();
    let list = desk.file("part-744.xml", part(sections));
    desk.done(&["init", "--list", &list, "--as-of", "2026-07-23"]);
    desk
}

/// What is told of each party by its owners: covered, and all words.
fn told(desk: &Desk, parties: &str, owners: &str, more: &[&str]) -> Vec<(Value, String)> {
    screened(desk, parties, owners, more).0
}

fn screened(desk: &Desk, parties: &str, owners: &str, more: &[&str]) -> (Vec<(Value, String)>, Value) {
    let parties = desk.file("parties.csv", format!("id,name,country\n{parties}"));
    let owners = desk.file("owners.csv", owners);
    let screened = desk.json(&[&["screen", &parties, "--no-store", "--ownership", &owners], more].concat());
    let results = screened["results"].as_array().unwrap();
    let of_result = |result: &Value| {
        let hits = result["hits"].as_array().unwrap();
        let hit = hits.iter().find(|hit| hit["kind"] == "ownership");
        hit.map_or((json!("none"), String::new()), |hit| (hit["covered"].clone(), hit.to_string()))
    };
    (results.iter().map(of_result).collect(), screened.clone())
}

fn owners(lines: &str) -> String {
    format!("owner,owned,percent\n{}", lines.replace("NAME", &format!("\"{NAME}\"")))
}

#[test]
fn a_stay_holds_the_provision_back_up_to_its_last_day() {
    let desk = desk(&section("744.11", "Entity List", "50", &stay("744.11", "Dec. 31, 2026")));
    let owners = owners("NAME,Birch Ltd,50\nBirch Ltd,Elm GmbH,60\nNAME,Oak AG,30\n");
    let on =
        |day: &str| told(&desk, "1,Birch Ltd,DE\n2,Elm GmbH,AT\n3,Oak AG,CH\n4,Ash,CH\n", &owners, &["--as-of", day]);
    let covered = |all: &[(Value, String)]| all.iter().map(|(covered, _)| covered.clone()).collect::<Vec<_>>();
    let stayed = on("2026-12-31");
    assert_eq!(covered(&stayed), [json!(false), json!(false), json!(false), json!("none")]);
    for words in ["is stayed until 2026-12-31", "\"covered_from\":\"2027-01-01\"", "from 2027-01-01 on it is covered"] {
        assert!(stayed[1].1.contains(words), "{words}: {}", stayed[1].1);
    }
    let back = on("2027-01-01");
    assert_eq!(covered(&back), [json!(true), json!(true), json!(false), json!("none")]);
    assert!(back[2].1.contains("own 30 percent of it, less than 50 percent"), "{}", back[2].1);
    assert!(back[0].1.contains("\"least\":50.0,\"most\":50.0"), "{}", back[0].1);
}

#[test]
fn the_share_and_the_list_are_those_of_the_text() {
    let desk = desk(&section("744.11", "Entity List", "25", ""));
    let owners = owners("NAME,Birch Ltd,25\nNAME,Elm GmbH,24.9\n");
    let all = told(&desk, "1,Birch Ltd,DE\n2,Elm GmbH,AT\n", &owners, &["--as-of", "2026-08-01"]);
    assert_eq!((&all[0].0, &all[1].0), (&json!(true), &json!(false)));
}

#[test]
fn a_section_that_is_not_on_record_leaves_the_answer_open() {
    let desk = Desk::with_list();
    let (all, screened) =
        screened(&desk, "1,Birch Ltd,DE\n", &owners("NAME,Birch Ltd,100\n"), &["--as-of", "2023-06-30"]);
    assert_eq!(all[0].0, Value::Null);
    assert!(all[0].1.contains("§ 744.11 is not on record"), "{}", all[0].1);
    let provisions = screened["ownership"]["provisions"].as_array().unwrap();
    assert!(provisions.iter().any(|one| one["list"] == "entity-list" && one["standing"] == "not-on-record"));
    // A section that is, and says nothing of affiliates, covers nobody.
    let silent =
        self::desk("<DIV8 N=\"744.11\" TYPE=\"SECTION\"><HEAD>&#xA7; 744.11 Sample.</HEAD><P>(a) Words.</P></DIV8>\n");
    let all = told(&silent, "1,Birch Ltd,DE\n", &owners("NAME,Birch Ltd,100\n"), &["--as-of", "2026-08-01"]);
    assert_eq!(all[0].0, json!(false));
    assert!(all[0].1.contains("no text on record extends that list"), "{}", all[0].1);
}

#[test]
fn parties_of_the_sdn_list_count_by_the_programs_of_the_section() {
    let blocked = "<DIV8 N=\"744.8\" TYPE=\"SECTION\"><HEAD>&#xA7; 744.8 Sample.</HEAD><P>(a) <I>Scope.</I> (1) These are:</P>\
        <P>(i) [TESTPROG]; or</P><P>(ii) [OTHER-EO1].</P><P>(2) These controls also apply to any foreign affiliate of a listed \
        entity that is owned, directly or indirectly, individually or in aggregate, 50 percent or more by one or more persons \
        blocked pursuant to the programs listed in paragraph (a)(1) of this section.</P></DIV8>\n";
    let desk = desk(&(section("744.11", "Entity List", "50", "") + blocked));
    let sdn = desk.file(
        "SDN.CSV",
        "11,\"HOLLOW SHIPPING LTD\",-0- ,\"ELSEWHERE] [TESTPROG\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\
         12,\"FAR TRADING\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\u{1a}",
    );
    let owners = owners(
        "NAME,Birch Ltd,30\nHollow Shipping Ltd.,Birch Ltd,20\nFar Trading,Elm GmbH,100\nHollow Shipping Ltd,Oak,50\n",
    );
    let (all, screened) = screened(
        &desk,
        "1,Birch Ltd,DE\n2,Elm GmbH,AT\n3,Oak,CH\n",
        &owners,
        &["--as-of", "2026-08-01", "--sdn", &sdn],
    );
    let covered: Vec<_> = all.iter().map(|(covered, _)| covered.clone()).collect();
    assert_eq!(covered, [json!(true), json!("none"), json!(true)], "{all:#?}");
    assert!(all[2].1.contains("HOLLOW SHIPPING LTD") && all[2].1.contains("sdn-11"), "{}", all[2].1);
    assert_eq!(screened["ownership"]["programs"], json!(["OTHER-EO1", "TESTPROG"]));
    // Who of the owners is on no list, and whom listed ones own that the file of parties does not have, is said.
    let notes = screened["ownership"]["notes"].to_string();
    assert!(
        notes.contains("of 3 owners in the files 2 are parties of the lists, 0 are called nearly so, and 1 are not"),
        "{notes}"
    );
    let notes = screened["ownership"]["notes"].to_string();
    assert!(notes.contains("1 party of the SDN List is designated under none of the programs"), "{notes}");
    for format in ["text", "md", "html", "csv"] {
        let parties = desk.path("parties.csv").to_str().unwrap().to_owned();
        let file = desk.path("owners.csv").to_str().unwrap().to_owned();
        let args = [
            "screen", &parties, "--no-store", "--as-of", "2026-08-01", "--sdn", &sdn, "--ownership", &file, "--format",
            format,
        ];
        let out = desk.done(&args).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["Hollow Shipping Ltd. (sdn-11) owns 20 percent of Birch Ltd", "50 percent or more"] {
            assert!(out.contains(words), "{format}: {words}: {out}");
        }
    }
}

#[test]
fn who_is_nearly_called_so_is_offered_and_left_open() {
    let desk = desk(&section("744.11", "Entity List", "50", ""));
    let owners = owners("Coldridge Lithographie,Birch Ltd,60\nNAME,Elm Trading GmbH,60\nAddress 01,Oak,100\n");
    let parties = "1,Birch Ltd,DE\n2,Elm Trading Gesellschaft mbH,AT\n3,Oak,CH\n4,Elm Trading GmbH,US\n";
    let all = told(&desk, parties, &owners, &["--as-of", "2026-08-01"]);
    let covered: Vec<_> = all.iter().map(|(covered, _)| covered.clone()).collect();
    assert_eq!(covered, [json!(null), json!(null), json!(false), json!(false)], "{all:#?}");
    for (at, words) in [
        (0, "whether “Coldridge Lithographie” is “Coldridge Lithography Co., Ltd.”"),
        (1, "of the file of owners"),
        (2, "an address only"),
        (3, "it is in the United States"),
    ] {
        assert!(all[at].1.contains(words), "{words}: {}", all[at].1);
    }
}

/// Nothing is passed over without a word, and what would put names into other columns is refused.
#[test]
fn what_is_wrong_with_a_file_of_owners_is_told_with_its_line() {
    let desk = desk(&section("744.11", "Entity List", "50", ""));
    let long = "x".repeat(2 << 20);
    let lines =
        format!("owner,owned,percent\nA,A,40\nB,Sum,60\nC,Sum,60\nCold Co., Ltd.,D,60\nE,F,most\nG,{long},60\n,H,60\n");
    let (_, screened) = screened(&desk, "1,Sum,DE\n", &lines, &["--as-of", "2026-08-01"]);
    let notes = screened["ownership"]["notes"].as_array().unwrap();
    for words in [
        "line 2: “A” owns itself",
        "line 3: the shares in “Sum” add up to at least 120 percent",
        "line 5: expected 3 cells, but found 4; a name with a comma",
        "line 6: expected a share from 0 to 100 percent, but found “most”",
        "line 7: the line has 2",
        "line 8: expected an owner and what it owns",
    ] {
        let is_told = |note: &Value| note.as_str().unwrap().starts_with(&format!("owners.csv, {words}"));
        assert!(notes.iter().any(is_told), "{words}: {notes:#?}");
    }
    let windows = [b"owner,owned,percent\nM\xF6bel K\xFChn,X,60\n".as_slice()].concat();
    let wide: Vec<u8> = "owner,owned,percent\nMöbel,X,60\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let parties = desk.file("parties.csv", "id,name\n1,X\n");
    let with = |bytes: &[u8]| {
        let owners = desk.file("owners.csv", bytes);
        desk.run(&[
            "screen", &parties, "--no-store", "--as-of", "2026-08-01", "--ownership", &owners, "--format", "json",
        ])
    };
    for bytes in [windows.as_slice(), &wide] {
        let out: Value = serde_json::from_str(&with(bytes).out).unwrap();
        assert!(text_of(&out["ownership"]["notes"][0], "").is_empty());
        assert!(out["ownership"]["notes"][0].as_str().unwrap().contains("read as "), "{out:#}");
        assert_eq!(out["ownership"]["files"][0]["records"], 1);
    }
    for (bytes, words) in [
        ("", "found an empty file"),
        ("owner,percent\nA,60\n", "expected a column “owned”, but found owner, percent"),
        ("owner,owned,percent\n\"A,B,60\nC,D,60\n", "line 2: a quotation mark is opened and not closed"),
        ("owner,owned,percent\nA,B,0.6\nA,C,1\n", "multiply them by 100"),
        ("{\"a\": 1}\n", "JSON without “recordType”"),
        ("owner,owned,percent\n\u{0}\u{0}\u{0}\n", "bytes of zero"),
    ] {
        let ended = with(bytes.as_bytes());
        assert!(ended.err.contains(words) && ended.code == 1, "{words}: {} {}", ended.code, ended.err);
    }
}

#[test]
fn files_of_several_kinds_are_one_graph() {
    let desk = desk(&section("744.11", "Entity List", "50", ""));
    let more = desk.file(
        "more.ftm",
        format!(
            "{}\n{}\n{}\n",
            json!({"id": "b", "schema": "Company", "properties": {"name": ["Birch Works Ltd"], "country": ["de"]}}),
            json!({"id": "c", "schema": "Company", "properties": {"name": ["Cedar"], "alias": [NAME]}}),
            json!({"id": "o", "schema": "Ownership", "properties": {"owner": ["c"], "asset": ["b"], "percentage": ["30"]}}),
        ),
    );
    let all = told(
        &desk,
        "1,\"Birch Works, Ltd.\",DE\n",
        &owners("Halfway Ltd,Birch Works Ltd.,20\nNAME,Halfway Ltd,50\n"),
        &["--as-of", "2026-08-01", "--ownership", &more],
    );
    assert_eq!(all[0].0, json!(true), "{}", all[0].1);
    assert!(all[0].1.contains("\"least\":50.0"), "{}", all[0].1);
}
