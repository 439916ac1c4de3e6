//! `earwatch verify`: the list against what others print of it, and whose each difference is.

use std::fmt::Write as _;

use crate::support::standin::{Document, StandIn, World, day};
use crate::support::{self, Desk, Ended, NEW_LIST, OLD_LIST, fixture, text, text_of};
use serde_json::Value;

/// Differences as class, field and name, one a line; those of layout are left out.
fn differences(verified: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for source in verified["sources"].as_array().unwrap() {
        for list in source["lists"].as_array().unwrap() {
            for one in list["differences"].as_array().unwrap() {
                if one["class"] != "editorial" {
                    out.push(format!("{} {} {}", text_of(one, "class"), text_of(one, "field"), text_of(one, "name")));
                }
            }
        }
    }
    out
}

fn verified(desk: &Desk, code: i32, args: &[&str]) -> Value {
    let all = [&["verify"], args, &["--format", "json"]].concat();
    serde_json::from_str(&desk.ends_with(code, &all)).unwrap()
}

/// A CSV of the Consolidated Screening List with these rows: source, name, addresses, notice.
fn csl(rows: &[[&str; 4]]) -> String {
    let mut out = String::from("_id,source,name,addresses,federal_register_notice,alt_names\n");
    for [source, name, addresses, notice] in rows {
        let _ = writeln!(out, "x,\"{source}\",\"{name}\",\"{addresses}\",\"{notice}\",");
    }
    out
}

const EL: &str = "Entity List (EL) - Bureau of Industry and Security";

/// The whole list as the Consolidated Screening List has it: every entry a row.
fn whole(desk: &Desk) -> Vec<[String; 4]> {
    let row = |entry: &Value| {
        let cited = entry["citations"].as_array().and_then(|cited| cited.first()?.as_str()).unwrap_or_default();
        let notice = cited.split(',').next().unwrap_or_default().to_owned();
        let country = earwatch_law::law::country::code(text_of(entry, "country"));
        let country = if country == "UA-43" { "CRIMEA (OCCUPIED)" } else { &*country };
        [EL.to_owned(), text_of(entry, "name").to_owned(), format!("1 Road, {country}"), notice]
    };
    desk.entries("1").iter().map(row).collect()
}

fn printed(rows: &[[String; 4]]) -> String {
    let rows: Vec<_> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    csl(&rows)
}

#[test]
fn a_list_agrees_with_itself_in_a_line_a_list() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let out = desk.done(&["verify", &fixture(NEW_LIST), "--as-of", "2026-07-23"]);
    let lines: Vec<_> = out.lines().take(3).collect();
    for (line, list) in lines.iter().zip(["Entity List", "Unverified List", "Military End-User (MEU) List"]) {
        assert!(line.starts_with("agrees: ") && line.contains(list), "{out}");
    }
    // The markup of another year is another layout.
    let old = verified(&desk, 0, &[&fixture(OLD_LIST), "--as-of", "2026-07-23"]);
    assert_eq!(differences(&old), Vec::<String>::new());
    let not_compared = old["sources"][0]["not_compared"].to_string();
    assert!(not_compared.contains("Unverified List"), "lists that the file lacks are counted: {not_compared}");
}

#[test]
fn a_copy_of_the_list_with_one_oddity_never_agrees() {
    let list = text(OLD_LIST);
    let (before, after) = list.split_once("Huamei Drone Parts Company").unwrap();
    let (_, begin) = before.rsplit_once("<TR>").unwrap();
    let (end, _) = after.split_once("</TR>").unwrap();
    let row = format!("<TR>{begin}Huamei Drone Parts Company{end}</TR>");
    // What is changed in the list, and how the difference reads; only layout is no difference.
    let cases: [(&str, String, &[&str]); 7] = [
        ("a row dropped", list.replacen(&row, "", 1), &["ours entry Huamei Drone Parts Company"]),
        ("a name cut short", list.replacen("Lapis Road Traders,", "Lapis Road,", 1), &["name name Lapis Road Traders"]),
        ("another house", list.replacen("501, 9", "502, 9", 1), &["ours addresses Lapis Road Traders"]),
        ("digits grouped otherwise", list.replacen("41–47", "4147", 1), &["ours addresses Address 01"]),
        ("another page", list.replacen("76 FR 71869", "76 FR 71868", 1), &["ours citation_text Lapis Road Traders"]),
        (
            "another policy",
            list.replacen(">Presumption of denial<", ">Policy of denial<", 1),
            &["ours license_review_policy Lapis Road Traders"],
        ),
        (
            "another introduction",
            list.replacen("This is a test list.", "This is no list.", 1),
            &["ours text introductory text"],
        ),
    ];
    let desk = Desk::with_list();
    for (what, changed, expected) in cases {
        assert_ne!(changed, list, "{what}");
        let file = desk.file("changed.xml", changed);
        let found = verified(&desk, 3, &[&file, "--as-of", "2023-06-30", "--dry-run"]);
        assert_eq!(differences(&found), expected, "{what}");
        let line = text_of(&found["sources"][0]["lists"][0], "line");
        assert!(line.starts_with("differs in "), "{what}: {line}");
    }
    let layout = desk.file("layout.xml", list.replacen("Kabul, Afghanistan.", "Kabul; AFGHANISTAN", 1));
    let found = verified(&desk, 0, &[&layout, "--as-of", "2023-06-30"]);
    assert!(text_of(&found["sources"][0]["lists"][0], "line").ends_with("1 in layout only)"), "{found}");
}

#[test]
fn a_printing_that_is_older_than_a_rule_lags() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    // Effective 2023-07-07, published 2023-07-10.
    for (day, code, class) in [("2023-07-08", 0, "lag"), ("2023-07-12", 0, "lag"), ("2023-08-30", 3, "source")] {
        let found = verified(&desk, code, &[&fixture(OLD_LIST), "--as-of", day, "--dry-run"]);
        let all = differences(&found);
        assert!(!all.is_empty() && all.iter().all(|one| one.starts_with(class)), "{day}: {all:#?}");
        let days = &found["sources"][0]["lists"][0]["differences"][0]["days"];
        assert_eq!(
            days,
            match day {
                "2023-08-30" => 51,
                _ => 2,
            },
            "{day}"
        );
    }
    // An entry that cites a rule of a later day is later than the source.
    let desk = Desk::with_list();
    let cites = text(OLD_LIST).replacen("76 FR 71869, 11/21/11.", "76 FR 71869, 11/21/11. 88 FR 100, 1/3/23.", 1);
    let later = Desk::with(&desk.file("later.xml", cites), "2023-06-30");
    let found = verified(&later, 0, &[&fixture(OLD_LIST), "--as-of", "2023-01-01", "--dry-run"]);
    assert_eq!(differences(&found), ["lag citation_text Lapis Road Traders"]);
    // Before the baseline nothing is on record; the baseline stands in, and that is said.
    let early = desk.done(&["verify", &fixture(OLD_LIST), "--as-of", "2020-01-01"]);
    assert!(early.starts_with("agrees: ") && early.contains("the source is older than that"), "{early}");
}

#[test]
fn a_rule_that_the_source_cites_and_nobody_has_is_named() {
    let desk = Desk::with_list();
    let list = text(OLD_LIST).replacen("76 FR 71869, 11/21/11.", "76 FR 71869, 11/21/11. 88 FR 99999, 12/30/23.", 1);
    let file = desk.file("part-744_2024-01-02.xml", list);
    let found = verified(&desk, 3, &[&file]);
    assert_eq!(differences(&found), ["ours citation_text Lapis Road Traders"]);
    let reason = text_of(&found["sources"][0]["lists"][0]["differences"][0], "reason").to_owned();
    assert!(reason.contains("88 FR 99999") && reason.contains("poll or import"), "{reason}");
    assert_eq!(
        (text_of(&found["sources"][0], "day"), &found["sources"][0]["derived"]),
        ("2024-01-02", &Value::Bool(true))
    );
}

#[test]
fn parties_of_a_table_are_found_by_name_country_and_page() {
    let desk = Desk::with_list();
    let rows = whole(&desk);
    let all = printed(&rows);
    let file = desk.file("csl_2023-06-30.csv", &all);
    let out = desk.done(&["verify", &file]);
    assert!(out.starts_with("agrees: "), "{out}");
    // The name in another row's place, and how the difference reads.
    let cases = [
        ("Lapis Road Traders", "LAPIS ROAD TRADERS", ""),
        ("Lapis Road Traders", "Lapis Road Trader", "name name Lapis Road Trader"),
        ("Lapis Road Traders", "Traders Lapis Road", "name name Traders Lapis Road"),
        ("Lapis Road Traders", "Lapis Road Traders, Kandahar Market", "name name Lapis Road Traders, Kandahar Market"),
        ("Aerolume Institute", "Aerolume", "name name Aerolume"),
        (
            "Aerolume Institute",
            "Aerolume Institute. Subordinate Institution - 9th Laboratory",
            "subordinate name Aerolume Institute. Subordinate Institution - 9th Laboratory",
        ),
        (
            "Lapis Road Traders",
            "Quite Another Party",
            "ours entry Quite Another Party\nsource entry Lapis Road Traders\nsource entry Lapis Road Traders",
        ),
    ];
    for (name, becomes, expected) in cases {
        let mut rows = rows.clone();
        rows.iter_mut().filter(|row| row[1] == name).for_each(|row| becomes.clone_into(&mut row[1]));
        let file = desk.file("csl_2023-06-30.csv", printed(&rows));
        let found = verified(&desk, 0, &[&file, "--dry-run"]);
        assert_eq!(differences(&found).join("\n"), expected, "{becomes}");
    }
    for (column, becomes, expected) in
        [(2, "1 Road, BR", "source country Lapis Road Traders"), (3, "70 FR 1", "source citation Lapis Road Traders")]
    {
        let mut rows = rows.clone();
        rows.iter_mut()
            .filter(|row| row[1] == "Lapis Road Traders")
            .for_each(|row| becomes.clone_into(&mut row[column]));
        let file = desk.file("csl_2023-06-30.csv", printed(&rows));
        assert_eq!(differences(&verified(&desk, 0, &[&file, "--dry-run"])), [expected]);
    }
}

/// A row dropped, a header twice, columns more and in another order, a mark, tabs, UTF-16, rows of other lists, JSON: the same
/// list.
#[test]
fn a_table_reads_the_same_in_whatever_dress() {
    let desk = Desk::with_list();
    let rows = whole(&desk);
    let all = printed(&rows);
    let (header, body) = all.split_once('\n').unwrap();
    let wide = |text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        let mut out = mark.to_vec();
        out.extend(text.encode_utf16().flat_map(bytes));
        out
    };
    let json: Vec<Value> = rows
        .iter()
        .map(|[source, name, addresses, notice]| {
            let country = addresses.rsplit(", ").next().unwrap();
            serde_json::json!({"source": source, "name": name, "federal_register_notice": notice,
                "addresses": [{"address": "1 Road", "country": country}], "alt_names": []})
        })
        .collect();
    let other = "x,\"Specially Designated Nationals (SDN) - Treasury Department\",\"Somebody Else\",\"1 Road, IR\",,\n";
    let turned = rows.iter().fold("name,more,federal_register_notice,Addresses,SOURCE\n".to_owned(), |out, row| {
        let [source, name, addresses, notice] = row;
        out + &format!("\"{name}\",\"a\nb\",{notice},\"{addresses}\",{source}\n")
    });
    let objects: Vec<Value> = json
        .iter()
        .map(|record| {
            serde_json::json!({"source": {"code": "EL", "full_name": EL}, "name": record["name"],
                "federal_register_notice": [record["federal_register_notice"]],
                "addresses": [], "country": record["addresses"][0]["country"], "alt_names": null})
        })
        .collect();
    let cases: [(&str, Vec<u8>); 13] = [
        ("a title before the header", format!("Screening List,,\nof 2023-06-30\n\n{all}").into()),
        ("what a spreadsheet puts first", format!("sep=,\n{all}").into()),
        (
            "semicolons between the columns",
            all.replace("\",", "\";")
                .replace("x,", "x;")
                .replace(
                    "_id,source,name,addresses,federal_register_notice,alt_names",
                    "_id;source;name;addresses;federal_register_notice;alt_names",
                )
                .into(),
        ),
        (
            "JSON, with objects and lists as an earlier version of its API had them",
            Value::Array(objects).to_string().into(),
        ),
        ("a header twice", format!("{header}\n{header}\n{body}").into()),
        ("columns more, and in another order", turned.into()),
        ("the mark of UTF-8", format!("\u{FEFF}{all}").into()),
        ("UTF-16", wide(&all, [0xFF, 0xFE], u16::to_le_bytes)),
        ("UTF-16, the other way round", wide(&all, [0xFE, 0xFF], u16::to_be_bytes)),
        ("lines that end with CR LF", all.replace('\n', "\r\n").into()),
        ("rows of other lists", format!("{all}{other}").into()),
        ("JSON", serde_json::json!({"results": json, "total": json.len()}).to_string().into()),
        ("JSON, a list", Value::Array(json).to_string().into()),
    ];
    for (what, bytes) in cases {
        let file = desk.file("csl_2023-06-30.csv", bytes);
        let out = desk.done(&["verify", &file, "--dry-run"]);
        assert!(out.starts_with("agrees: "), "{what}: {out}");
    }
    let bis: String = rows
        .iter()
        .flat_map(|[_, name, addresses, notice]| {
            let country = addresses.rsplit(", ").next().unwrap();
            (1..=2).map(move |house| format!("EL,\"{name}\",{house} Road,{country},{notice},\n"))
        })
        .collect();
    let file = desk.file(
        "bis_20230630.csv",
        format!("Source List,Name,Address,Country,Federal Register Notice,Alternate Name\n{bis}"),
    );
    let out = desk.done(&["verify", &file]);
    assert!(out.starts_with("agrees: ") && out.contains("BIS CSV of 2023-06-30"), "{out}");
}

#[test]
fn what_is_no_printing_is_refused_in_a_line() {
    let desk = Desk::with_list();
    let all = printed(&whole(&desk));
    let (header, _) = all.split_once('\n').unwrap();
    let sdn = format!("{header}\nx,SDN,Somebody,\"1 Road, IR\",,\n");
    let cases: [(&str, Vec<u8>, &[&str]); 14] = [
        ("empty.csv", b"".to_vec(), &["empty"]),
        ("blank.csv", b"\n \n".to_vec(), &["empty"]),
        (
            "page.csv",
            b"<!DOCTYPE html><html><head><title>Request Access</title></head></html>".to_vec(),
            &["web page", "Request Access"],
        ),
        ("page.xml", b"\n<html><body>Not found</body></html>".to_vec(), &["web page"]),
        ("ecfr.html", page_of_ecfr(), &["web page of the eCFR", "versioner/v1/full"]),
        ("cut.json", br#"{"results": [{"source": "Entity"#.to_vec(), &["JSON", "cut off"]),
        ("other.json", br#"{"status": 400, "message": "no"}"#.to_vec(), &["results", "status"]),
        ("none.json", br#"{"results": []}"#.to_vec(), &["none of the Entity List"]),
        ("other.csv", b"a,b,c\n1,2,3\n".to_vec(), &["columns", "a,b,c"]),
        ("sdn.csv", sdn.into(), &["1 rows", "none of the Entity List"]),
        ("header.csv", header.into(), &["0 rows"]),
        ("latin.csv", b"source,name\nEL,Soci\xE9t\xE9\n".to_vec(), &["offset", "UTF-8"]),
        ("binary.csv", b"PK\x03\x04\0\0\0".to_vec(), &["offset"]),
        ("cut.xml", text(OLD_LIST).as_bytes()[..4000].to_vec(), &["cut.xml"]),
    ];
    for (name, bytes, words) in cases {
        let file = desk.file(name, bytes);
        desk.refuses(&["verify", &file], words);
    }
    desk.refuses(&["verify", "nowhere.csv"], &["nowhere.csv"]);
    desk.refuses(&["--offline", "verify"], &["--offline"]);
    Desk::new().refuses(&["verify", &fixture(OLD_LIST)], &["init"]);
}

/// The eCFR's page for readers, as a browser saves it.
fn page_of_ecfr() -> Vec<u8> {
    let list = text(OLD_LIST);
    let (_, list) = list.split_once("<HEAD>").unwrap();
    let title = "eCFR :: Supplement No. 4 to Part 744, Title 15 -- Entity List";
    format!("<!DOCTYPE html>\n<html lang=\"en\"><head><title>{title}</title></head><body><h1>{list}</body></html>")
        .into()
}

#[test]
fn a_table_that_was_cut_off_says_so_and_never_agrees() {
    let desk = Desk::with_list();
    let all = printed(&whole(&desk));
    let file = desk.file("csl_2023-06-30.csv", support::half(&all));
    let out = desk.done(&["verify", &file, "--dry-run"]);
    assert!(out.starts_with("differs in "), "{out}");
    for words in ["fewer fields than the header", "the source does not have the entry"] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

fn raised(desk: &Desk) -> Vec<String> {
    let findings = desk.ndjson(&["findings"]);
    let drifts = findings.iter().filter(|finding| text_of(finding, "code").starts_with("drift-"));
    drifts.map(|finding| text_of(finding, "code").to_owned()).collect()
}

#[test]
fn a_drift_is_told_once_and_so_is_its_mending() {
    let desk = Desk::with_list();
    let rows = whole(&desk);
    let good = desk.file("good_2023-07-02.csv", printed(&rows));
    let mut other = rows;
    "Somebody Else".clone_into(&mut other[0][1]);
    let bad = desk.file("bad_2023-07-01.csv", printed(&other));
    desk.done(&["verify", &bad, "--dry-run"]);
    assert_eq!(raised(&desk), Vec::<String>::new());
    for _ in 0..2 {
        desk.done(&["verify", &bad]);
        assert_eq!(raised(&desk), ["drift-csl"]);
    }
    desk.done(&["verify", &good]);
    assert_eq!(raised(&desk), ["drift-mended"]);
    // An older printing is compared, and changes nothing on record.
    desk.done(&["verify", &bad]);
    assert_eq!(raised(&desk), ["drift-mended"]);

    let changed = desk.file("changed.xml", text(OLD_LIST).replacen("501, 9", "502, 9", 1));
    for _ in 0..2 {
        desk.ends_with(3, &["verify", &changed, "--as-of", "2023-07-01"]);
        assert_eq!(raised(&desk), ["drift-ecfr", "drift-mended"]);
    }
    desk.done(&["verify", &fixture(OLD_LIST), "--as-of", "2023-07-02"]);
    assert_eq!(raised(&desk), ["drift-mended", "drift-mended"]);
}

fn poll(desk: &Desk, hosts: &StandIn, until: &str) -> Ended {
    let mut program = desk.asking(&hosts.federal_register(), &hosts.ecfr());
    support::ended(&program.args(["poll", "--until", until]).output().unwrap())
}

#[test]
fn a_poll_compares_with_the_ecfr_once_that_has_caught_up() {
    let hosts = StandIn::new(World::of([Document::fixture("2023-90101")]));
    let desk = Desk::with_list();
    let asked = || hosts.asked_for("/versioner/").into_iter().map(|asked| asked.target).collect::<Vec<_>>();
    // On the day of the rule nobody asks; then once a day, as long as the eCFR is not there yet.
    assert_eq!(poll(&desk, &hosts, "2023-07-10").code, 0);
    assert_eq!(asked(), Vec::<String>::new());
    for (day, times) in [("2023-07-11", 1), ("2023-07-11", 1), ("2023-07-12", 2)] {
        poll(&desk, &hosts, day);
        assert_eq!(asked().len(), times, "{:?}", asked());
    }
    assert!(asked()[0].contains("/full/2023-07-10/"), "{:?}", asked());
    // It has come so far, and lacks the rule.
    hosts.world(|world| {
        world.codified = vec![(day("2023-01-01"), text(OLD_LIST))];
        world.codified_up_to = day("2023-07-31");
    });
    let caught_up = poll(&desk, &hosts, "2023-07-14");
    assert_eq!((caught_up.code, asked().len()), (0, 3), "{}{}", caught_up.err, caught_up.out);
    assert_eq!(raised(&desk), Vec::<String>::new(), "the eCFR has a week to work a rule in");
    // A month later that is a difference, told once.
    hosts.world(|world| world.codified_up_to = day("2023-09-30"));
    let late = poll(&desk, &hosts, "2023-08-30");
    assert_eq!(late.code, 3, "{}{}", late.err, late.out);
    let told = raised(&desk);
    assert!(!told.is_empty() && told.iter().all(|code| code == "drift-ecfr"), "{told:?}");
    assert!(late.out.contains("drift-ecfr"), "{}", late.out);
    let again = poll(&desk, &hosts, "2023-08-31");
    assert!(!again.out.contains("drift-ecfr"), "{}", again.out);
    assert_eq!(raised(&desk), told);
}

/// It is two business days behind as a rule; where it never comes, somebody must know.
#[test]
fn an_ecfr_that_does_not_catch_up_is_told_once_and_taken_back() {
    let hosts = StandIn::new(World::of([Document::fixture("2023-90101")]));
    let desk = Desk::with_list();
    let behind = |desk: &Desk| {
        let findings = desk.ndjson(&["findings"]);
        findings.iter().filter(|finding| finding["code"] == "ecfr-behind").count()
    };
    // The rule is of 2023-07-10.
    for (day, told, count) in
        [("2023-07-12", false, 0), ("2023-07-18", false, 0), ("2023-07-19", true, 1), ("2023-07-20", false, 1)]
    {
        let polled = poll(&desk, &hosts, day);
        assert_eq!((polled.code, polled.out.contains("in vain"), behind(&desk)), (0, told, count), "{day}: {polled:?}");
    }
    hosts.world(|world| {
        world.codified = vec![(day("2023-01-01"), text(OLD_LIST))];
        world.codified_up_to = day("2023-07-31");
    });
    let polled = poll(&desk, &hosts, "2023-07-21");
    assert!(polled.out.contains("was compared"), "{}{}", polled.err, polled.out);
    assert_eq!(behind(&desk), 0);
}

/// Somebody has looked at a difference: nobody is called for it again, and the texts still differ.
#[test]
fn an_acknowledgement_answers_the_finding_and_not_the_comparison() {
    let desk = Desk::with_list();
    let changed = desk.file("changed.xml", text(OLD_LIST).replacen("501, 9", "502, 9", 1));
    let args = ["verify", &changed, "--as-of", "2023-07-01"];
    desk.ends_with(3, &args);
    let findings = desk.ndjson(&["findings"]);
    let drift = findings.iter().find(|finding| finding["code"] == "drift-ecfr").unwrap();
    desk.done(&["acknowledge", &drift["id"].to_string(), "--by", "AB", "--reason", "looked at, see the rule"]);
    let open = || {
        let findings = desk.ndjson(&["findings"]).into_iter();
        findings.filter(|finding| finding["code"] == "drift-ecfr" && finding["answer"].is_null()).count()
    };
    assert_eq!(open(), 0);
    let out = desk.ends_with(3, &args);
    assert!(out.starts_with("differs in 1"), "{out}");
    assert_eq!((open(), raised(&desk).len()), (0, 1), "told once");
}

/// A text that cannot be read is no text that does not print something.
#[test]
fn a_document_that_cannot_be_read_is_an_error_and_no_reason() {
    let desk = Desk::with_list();
    // The rule revises the entry, and the source has neither what it prints nor what was before it.
    desk.run(&["import", &fixture("rules/2023-90202.xml")]);
    let source = desk.file("other.xml", text(OLD_LIST).replacen("8 Nathan Road", "99 Nathan Road", 1));
    let args = ["verify", &source, "--as-of", "2023-09-30"];
    let found = differences(&verified(&desk, 3, &[&source, "--as-of", "2023-09-30", "--dry-run"]));
    assert!(found.iter().any(|one| one.contains("addresses Huamei Drone Parts Company")), "{found:?}");
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    for (bytes, words) in [(&b"<RULE><P>cut off"[..], "cut off"), (b"\xFF\xFE", "UTF-8")] {
        let sql = "UPDATE captures SET bytes = ?1 WHERE id = (SELECT text_capture FROM documents)";
        assert_eq!(database.execute(sql, [bytes]).unwrap(), 1);
        desk.refuses(&args, &["2023-90202", words]);
    }
}

#[test]
fn fidelity_is_computed_and_stands_on_the_site() {
    let desk = Desk::with_list();
    let file = desk.path("fidelity.json");
    let total = desk.entries("1").len();
    desk.done(&["verify", &fixture(OLD_LIST), "--as-of", "2023-06-30", "--fidelity", file.to_str().unwrap()]);
    let fidelity: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let line = format!(
        "replayed from 0 rules; equal to the official list of 2023-06-30 in {total} of {total} entries; 0 open findings"
    );
    assert_eq!((text_of(&fidelity, "line"), text_of(&fidelity, "schema")), (line.as_str(), "earwatch/fidelity/1"));
    desk.done(&["site", "public"]);
    let index = std::fs::read_to_string(desk.path("public/index.html")).unwrap();
    assert!(index.contains(line.trim_start_matches('r')), "{index}");
    let of_site: Value =
        serde_json::from_str(&std::fs::read_to_string(desk.path("public/fidelity.json")).unwrap()).unwrap();
    assert_eq!(of_site, fidelity);
}

#[test]
fn each_format_has_the_same_answer() {
    let desk = Desk::with_list();
    let file = desk.file("changed.xml", text(OLD_LIST).replacen("501, 9", "502, 9", 1));
    let line = "differs in 1: ";
    for format in ["text", "md", "csv", "html", "ndjson"] {
        let out = desk.ends_with(3, &["verify", &file, "--as-of", "2023-06-30", "--dry-run", "--format", format]);
        assert!(out.contains(line) && out.contains("Lapis Road Traders"), "{format}: {out}");
    }
    desk.refuses(&["verify", &file, "--format", "atom"], &["atom", "verify"]);
}
