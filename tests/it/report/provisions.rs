//! Rules about all entries: read from the texts, dated, told in sentences; and what a report asks of its reader.

use crate::support::{Desk, text_of};
use serde_json::{Value, json};

/// A rule with its orders and the text below them, put into the archive.
fn put(desk: &Desk, number: &str, (published, effective): (&str, &str), preamble: &str, orders: &str) {
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Owners</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective {effective}.</P></EFFDATE></PREAMB>\
         <SUPLINF><HD SOURCE=\"HD1\">Background</HD><P>Some words.</P>{preamble}\
         <REGTEXT TITLE=\"15\" PART=\"744\">{orders}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 7-6-23; 8:45 am]</FRDOC></RULE>"
    );
    let volume: u32 = published.get(..4).unwrap().parse::<u32>().unwrap() - 1935;
    let record = json!({"document_number": number, "title": "Owners", "type": "Rule", "volume": volume,
        "start_page": 100, "publication_date": published});
    desk.file(&format!("archive/{number}.xml"), xml);
    desk.file(&format!("archive/{number}.json"), record.to_string());
}

fn poll(desk: &Desk, day: &str) -> Value {
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    desk.json(&["poll", "--archive", &archive, "--until", day])
}

/// The intro with a rule about owners in words that no rule of the real world had.
fn intro(share: &str) -> String {
    format!(
        "<AMDPAR>2. Supplement No. 4 to part 744 is amended by revising the introductory text to read as follows:</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><P>This is a test list. License requirements for \
         these entities include exports and reexports. The license requirements extend to any foreign company in which \
         listed entities hold, collectively, {share} of the equity. It is revised from time to time.</P>"
    )
}

const STAY: &str = "<AMDPAR>2. Supplement No. 4 to part 744 is amended by staying the introductory text until December 31, \
                    2026.</AMDPAR>";
const OWNED: &str = "foreign entities owned 25 percent or more by one or more listed entities, in aggregate";

/// A desk with a rule about owners, and its stay of a year.
fn desk_with_a_rule_about_owners() -> Desk {
    let desk = Desk::with_list();
    put(&desk, "2025-00001", ("2025-09-30", "September 29, 2025"), "", &intro("at least 25 percent"));
    poll(&desk, "2025-09-30");
    put(&desk, "2026-00001", ("2026-01-05", "January 5, 2026"), "", STAY);
    poll(&desk, "2026-01-05");
    desk
}

fn words(report: &Value) -> Vec<&str> {
    let sections = report["sections"].as_array().unwrap().iter();
    sections
        .flat_map(|section| section["provisions"].as_array().unwrap())
        .filter(|rule| rule["kind"] == "affiliates")
        .map(|rule| text_of(rule, "words"))
        .collect()
}

#[test]
fn a_rule_about_owners_is_told_when_it_is_set_stayed_and_back() {
    let desk = Desk::with_list();
    put(&desk, "2025-00001", ("2025-09-30", "September 29, 2025"), "", &intro("at least 25 percent"));
    let set = poll(&desk, "2025-09-30");
    let applies = |when: &str| format!("By the texts on record, the license requirements {when} to {OWNED}");
    assert_eq!(words(&set), [applies("apply from 2025-09-29")]);
    put(&desk, "2026-00001", ("2026-01-05", "January 5, 2026"), "", STAY);
    let stayed = poll(&desk, "2026-01-05");
    let by_stay = format!(
        "By the texts on record, the rule by which the license requirements apply to {OWNED} is stayed from 2026-01-05 \
         until 2026-12-31"
    );
    assert_eq!(words(&stayed), [by_stay, applies("apply again from 2027-01-01")]);
    let back = poll(&desk, "2027-01-01");
    assert_eq!(words(&back), [applies("apply again from 2027-01-01")]);
    assert_eq!(back["asks"][0]["topic"], "rule");
    for format in ["text", "md", "html", "mail", "atom", "jsonfeed"] {
        let report = desk.done(&["report", "--document", "2025-00001", "--format", format]);
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        let unbroken = ["<span class=\"whole\">", "<span style=\"white-space:nowrap\">", "</span>"];
        let report = unbroken.iter().fold(report, |report, tag| report.replace(tag, ""));
        assert!(report.contains(&applies("apply from 2025-09-29")), "{format}: {report}");
        let headline = "Entity List: license requirements apply from 2025-09-29 to foreign entities owned";
        assert!(report.contains("2025-09-29 to foreign entities owned"), "{format}: {report}");
        assert!(format != "text" || report.starts_with(headline), "what happened is not said first: {report}");
        assert!(format.contains("feed") || format == "atom" || report.contains("URGENT"), "{format}: {report}");
    }
}

#[test]
fn a_list_says_which_rules_count_on_a_day() {
    let desk = desk_with_a_rule_about_owners();
    let on = |args: &[&str]| {
        let list = desk.json(&[&["list"], args].concat());
        let provisions = list["provisions"].as_array().unwrap().clone();
        provisions.into_iter().find(|one| one["kind"] == "affiliates")
    };
    assert_eq!(on(&["--as-of", "2025-09-28"]), None);
    let set = on(&["--as-of", "2025-12-01"]).unwrap();
    assert_eq!((text_of(&set, "standing"), text_of(&set, "document")), ("in-force", "2025-00001"));
    assert_eq!(text_of(&set, "id"), "entity-list/introductory-text/affiliates");
    assert_eq!((text_of(&set, "in_force_from"), &set["stayed_until"]), ("2025-09-29", &Value::Null));
    let stayed = on(&["--as-of", "2026-12-31"]).unwrap();
    assert_eq!((text_of(&stayed, "standing"), text_of(&stayed, "stayed_until")), ("stayed", "2026-12-31"));
    let back = on(&["--as-of", "2027-01-01"]).unwrap();
    assert_eq!((text_of(&back, "standing"), &back["stayed_until"]), ("in-force", &Value::Null));
    assert_eq!(back["stays"][0]["document"], "2026-00001");
    // As known before the stay was published.
    let known = on(&["--as-of", "2026-06-01", "--known-by", "2025-12-01"]).unwrap();
    assert_eq!(text_of(&known, "standing"), "in-force");
    let known = on(&["--as-of", "2027-06-01", "--known-by", "2026-02-01"]).unwrap();
    assert_eq!((text_of(&known, "standing"), text_of(&known["stays"][0], "lifted")), ("in-force", "2027-01-01"));
}

#[test]
fn the_texts_of_a_day_are_printed_with_who_set_them() {
    let desk = desk_with_a_rule_about_owners();
    let text = |args: &[&str]| {
        let text = desk.done(&[&["text"], args].concat());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let stayed = text(&["--as-of", "2026-06-01"]);
    for words in [
        "Entity List (Supplement No. 4 to Part 744): texts on 2026-06-01",
        "Set by 2025-00001, in force from 2025-09-29; stayed from 2026-01-05 until 2026-12-31 by 2026-00001, not in force",
        "Footnote 4: reaches foreign-made items, § 734.9(e)(2)",
        "In the baseline; who set it is not on record",
        &format!("F{}", OWNED.strip_prefix('f').unwrap()),
        "No section of Part 744 is on record",
    ] {
        assert!(stayed.contains(words), "{words}: {stayed}");
    }
    let before = text(&["--as-of", "2025-01-01", "--format", "md"]);
    assert!(before.contains("This is a test list") && !before.contains("25 percent"), "{before}");
    let json = desk.json(&["text", "--as-of", "2027-01-01"]);
    assert_eq!(
        (text_of(&json, "schema"), &json["introductory_text"]["standing"]),
        ("earwatch/text/1", &json!("in-force"))
    );
    assert_eq!(json["footnotes"][0]["number"], 1);
    desk.refuses(&["text", "--list", "meu-list"], &["the baseline holds no meu-list"]);
}

#[test]
fn a_footnote_of_tomorrow_is_understood_named_and_urgent() {
    let desk = Desk::with_list();
    let orders = "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>a. Under TURKEY, by adding in \
        alphabetical order an entry for “Zebra Optik”; and</AMDPAR><AMDPAR>b. By adding footnote 6.</AMDPAR>\
        <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
        <ROW><ENT I=\"01\">TURKEY</ENT><ENT A=\"03\">* * *</ENT></ROW><ROW><ENT I=\"22\"> </ENT>\
        <ENT>Zebra Optik, 1 Main Street, Ankara, Turkey.</ENT><ENT>For all items subject to the EAR. (See §§ 734.9(e)(4) \
        and 744.11 of the EAR)<SU>6</SU> This license requirement may be overcome by License Exception GOV.</ENT>\
        <ENT>Presumption of denial.</ENT><ENT>92 FR [INSERT FR PAGE NUMBER AND 1/5/2027].</ENT></ROW></GPOTABLE>\
        <P><SU>6</SU> For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the \
        EAR under § 734.9(e)(4) of the EAR.</P>";
    let savings = "<HD SOURCE=\"HD1\">Savings Clause</HD><P>Shipments en route aboard a carrier on January 5, 2027, may \
        proceed to their destination before February 4, 2027.</P>";
    put(&desk, "2027-00001", ("2027-01-05", "January 5, 2027"), savings, orders);
    let report = poll(&desk, "2027-01-05");
    let section = &report["sections"][0];
    assert_eq!(section["added"][0]["designations"], json!([6]), "{report:#}");
    assert_eq!(section["provisions"][0]["kind"], "designation");
    let asks: Vec<_> = report["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| format!("{}: {}", text_of(ask, "topic"), text_of(ask, "words")))
        .collect();
    for words in [
        "rule: By the texts on record, footnote 6 is new from 2027-01-05: reaches foreign-made items, § 734.9(e)(4)",
        "license-requirement: A license is required as stated for 1 new entry, in force since 2027-01-05",
        "review-policy: Applications are reviewed as stated for 1 new entry, in force since 2027-01-05",
        "designation: 1 entry bears footnote 6: products made abroad are reached as § 734.9(e)(4) of the EAR says",
        "license-exceptions: The text of 1 entry names a license exception",
        "savings: Shipments that were under way on 2027-01-05 may go on as the clause says, before 2027-02-04",
    ] {
        assert!(asks.iter().any(|ask| ask == words), "{words}: {asks:#?}");
    }
    let text = desk.done(&["report", "--document", "2027-00001"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("URGENT") && text.contains("ootnote 6: reaches foreign-made items, § 734.9(e)(4)"), "{text}");
    assert!(!text.contains("see its text"), "{text}");
    let shown = desk.done(&["show", "Zebra Optik", "--as-of", "2027-01-05"]);
    assert!(shown.contains("footnote 6: reaches foreign-made items, § 734.9(e)(4)"), "{shown}");
}

#[test]
fn who_is_named_and_not_listed_is_said_to_be_unsettled() {
    let desk = Desk::with_list();
    let orders = "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>a. Under TURKEY, by adding in \
        alphabetical order an entry for “Zebra Optik”.</AMDPAR>\
        <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD><GPOTABLE COLS=\"5\">\
        <ROW><ENT I=\"01\">TURKEY</ENT><ENT A=\"03\">* * *</ENT></ROW></GPOTABLE>";
    put(&desk, "2027-00001", ("2027-01-05", "January 5, 2027"), "", orders);
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    desk.ends_with(3, &["poll", "--archive", &archive, "--until", "2027-01-05"]);
    let report = desk.done(&["report", "--document", "2027-00001", "--format", "md"]);
    let words = "“Zebra Optik” (Turkey): named by 2027-00001, absent from the list's text; whether the requirement applies \
                 is not settled here (finding instruction-without-row)";
    assert!(report.contains(words), "{words}: {report}");
}

#[test]
fn sections_are_kept_as_documents_print_them() {
    let desk = Desk::with_list();
    let orders = "<AMDPAR>2. Section 744.11 is amended by revising paragraph (a)(1) to read as follows:</AMDPAR><SECTION>\
        <SECTNO>§ 744.11</SECTNO><SUBJECT>License requirements.</SUBJECT><STARS/><P>(a) * * *</P><P>(1) The Entity List \
        license requirements also apply to any entity owned 50 percent or more by one or more listed entities.</P><STARS/>\
        </SECTION><AMDPAR>3. In § 744.21, paragraph (a)(3) is stayed until December 31, 2027.</AMDPAR>\
        <AMDPAR>4. In § 744.16(e), remove “any” and add “each” in its place.</AMDPAR>";
    put(&desk, "2027-00001", ("2027-01-05", "January 5, 2027"), "", orders);
    let report = poll(&desk, "2027-01-05");
    let owned = "entities owned 50 percent or more by one or more listed entities";
    assert_eq!(
        words(&report),
        [format!("By the texts on record, the license requirements apply from 2027-01-05 to {owned}")]
    );
    let text = desk.json(&["text", "--as-of", "2027-01-05"]);
    let provisions = text["provisions"].as_array().unwrap().iter();
    let found: Vec<_> = provisions
        .filter(|one| text_of(one, "section").starts_with('§'))
        .map(|one| ["section", "kind", "standing", "document"].map(|key| text_of(one, key).to_owned()).join(" | "))
        .collect();
    let expected = [
        "§ 744.11(a)(1) | affiliates | in-force | 2027-00001",
        "§ 744.21(a)(3) | other | not-on-record | 2027-00001",
        "§ 744.16(e) | other | as-printed | 2027-00001",
    ];
    assert_eq!(found, expected);
}

const OWNERS: &str = "<AMDPAR>2. Section 744.11 is amended by revising paragraph (a)(1) to read as follows:</AMDPAR><SECTION>\
    <SECTNO>§ 744.11</SECTNO><SUBJECT>License requirements.</SUBJECT><STARS/><P>(a) * * *</P><P>(1) The Entity List \
    license requirements also apply to any entity owned 50 percent or more by one or more listed entities.</P><STARS/>\
    </SECTION>";
const RED_FLAG: &str = "<AMDPAR>2. Section 744.11 is amended by revising paragraph (a)(1) to read as follows:</AMDPAR><SECTION>\
    <SECTNO>§ 744.11</SECTNO><SUBJECT>License requirements.</SUBJECT><STARS/><P>(a) * * *</P><P>(1) License exceptions may \
    not be used for listed entities.</P><STARS/></SECTION>";

const STAYED: &str = "<AMDPAR>2. In § 744.11, paragraph (a)(1) is stayed until December 31, 2027.</AMDPAR>";
const UNKNOWN: &str = "<AMDPAR>2. In § 744.21, paragraph (a)(3) is stayed until December 31, 2027.</AMDPAR>";
const LONGER: &str = "<AMDPAR>2. In § 744.11, paragraph (a)(1) is stayed until June 30, 2028.</AMDPAR>";

/// What rules order of sections alone makes no version of a list: the days on which it takes effect, or comes back, are
/// told all the same, each once, and as urgent as those of a list.
#[test]
fn days_of_sections_are_told_once() {
    type Rule<'a> = (&'a str, (&'a str, &'a str), &'a str);
    let set = ("2027-00001", ("2027-01-05", "January 5, 2027"), OWNERS);
    let stay = |words: &'static str| ("2027-00100", ("2027-03-01", "March 1, 2027"), words);
    let owned = "entities owned 50 percent or more by one or more listed entities";
    let again = |day: &str| format!("the license requirements apply again from {day} to {owned}");
    let cases: Vec<(&str, Vec<Rule<'_>>, &str, &str, String)> = vec![
        ("a stay ends", vec![set, stay(STAYED)], "2027-12-31", "2028-01-03", again("2028-01-01")),
        (
            "what is stayed is not on record",
            vec![stay(UNKNOWN)],
            "2027-12-31",
            "2028-01-01",
            "the rule in § 744.21(a)(3) applies again from 2028-01-01".to_owned(),
        ),
        (
            "a rule that is not about owners",
            vec![("2027-00001", ("2027-01-05", "January 5, 2027"), RED_FLAG), stay(STAYED)],
            "2027-12-31",
            "2028-01-01",
            "the rule on license exceptions in § 744.11(a)(1) applies again from 2028-01-01".to_owned(),
        ),
        (
            "a delayed date",
            vec![("2027-00001", ("2027-01-05", "February 1, 2027"), OWNERS)],
            "2027-01-31",
            "2027-02-01",
            format!("the license requirements apply from 2027-02-01 to {owned}"),
        ),
        (
            "a stay that is extended",
            vec![set, stay(STAYED), ("2027-00900", ("2027-12-01", "December 1, 2027"), LONGER)],
            "2028-06-30",
            "2028-07-01",
            again("2028-07-01"),
        ),
        (
            "a stay that is ordered anew after it ran out",
            vec![set, stay(STAYED), ("2028-00900", ("2028-03-01", "March 1, 2028"), LONGER)],
            "2028-06-30",
            "2028-07-01",
            again("2028-07-01"),
        ),
    ];
    for (case, rules, silent, day, words) in cases {
        let desk = Desk::with_list();
        let archive = desk.path("archive").to_str().unwrap().to_owned();
        let text = |day: &str| desk.done(&["poll", "--archive", &archive, "--until", day]);
        for (number, (published, effective), orders) in rules {
            put(&desk, number, (published, effective), "", orders);
            let report = text(published);
            assert!(report.contains("URGENT"), "{case}: {report}");
        }
        // What came back between two rules was told by then.
        text(silent);
        assert_eq!(text(silent), "", "{case}: nothing is new on {silent}");
        let report = text(day);
        let plain = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(&words), "{case}: {report}");
        assert!(
            plain.contains("URGENT") && plain.contains("What this asks of you".to_uppercase().as_str()),
            "{report}"
        );
        let (headline, _) = plain.split_once(" ===").unwrap();
        assert!(headline.contains(words.trim_start_matches("the license ")), "{case}: {headline}");
        assert_eq!(text(day), "", "{case}: it is said once");
        let feed = desk.done(&["report", "--date", day, "--format", "atom"]);
        assert!(feed.contains("In force since"), "{case}: {feed}");
    }
}

/// The days of a stay that was over before anybody polled are told by the first poll.
#[test]
fn a_stay_that_is_over_is_told_with_its_rule() {
    let desk = Desk::with_list();
    put(&desk, "2027-00001", ("2027-01-05", "January 5, 2027"), "", OWNERS);
    put(&desk, "2027-00100", ("2027-03-01", "March 1, 2027"), "", STAYED);
    let report = poll(&desk, "2028-02-01");
    let told: Vec<_> = words(&report).iter().map(|words| words.contains("again from 2028-01-01")).collect();
    assert_eq!(told.iter().filter(|again| **again).count(), 1, "{report:#}");
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    assert_eq!(desk.done(&["poll", "--archive", &archive, "--until", "2028-02-02"]), "");
}

/// A spreadsheet has the rules about all entries, and what the report asks, as rows of their own.
#[test]
fn tables_have_rules_and_asks_as_rows() {
    let desk = desk_with_a_rule_about_owners();
    let table = desk.done(&["report", "--document", "2025-00001", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let row = |record: &str| {
        let is_meant = |row: &&csv::StringRecord| {
            &row[at("record")] == record
                && (record != "rule" || &row[at("field")] == "entities owned by listed parties")
        };
        rows.iter().find(is_meant).unwrap_or_else(|| panic!("{table}"))
    };
    let of = |record: &str, columns: &[&str]| -> Vec<String> {
        columns.iter().map(|column| row(record)[at(column)].to_owned()).collect()
    };
    let columns = ["list", "change", "name", "field", "effective", "document"];
    let expected =
        ["entity-list", "set", "introductory text", "entities owned by listed parties", "2025-09-29", "2025-00001"];
    assert_eq!(of("rule", &columns), expected);
    let rule = row("rule");
    assert!(rule[at("new")].contains("25 percent") && rule[at("note")].contains(OWNED), "{rule:?}");
    assert_eq!(of("ask", &["field", "document"]), ["Rule about all entries", "2025-00001"]);
    assert!(row("ask")[at("note")].contains("(source: Entity List, introductory text, by 2025-00001"), "{table}");
}
