//! Who is found by a name as people write it, by an address, and what a document orders and the list does not hold.

use std::fmt::Write as _;

use crate::support::{Desk, text_of};
use serde_json::Value;

const CHINA: &str = "CHINA, PEOPLE'S REPUBLIC OF";
const RUSSIA: &str = "RUSSIA";

/// Entries of an invented list: heading, and the cell of the entity.
const ENTRIES: [(&str, &str); 14] = [
    (
        CHINA,
        "Huarong Lantian Technologies Co., Ltd., a.k.a., the following two aliases: —Huarong Lantian Technology; and \
             —HLT Shenzhen. 12 Meilin Road, Futian District, Shenzhen, China.",
    ),
    (CHINA, "Northern Light Semiconductor Manufacturing Corporation (NLSMC), 8 Keyuan Road, Pudong, Shanghai, China."),
    (CHINA, "Northern Light Semiconductor (Wuhan) Co., Ltd., 9 Keyuan Road, Wuhan, China."),
    (CHINA, "58th Institute of Applied Optics, 3 Xue Yuan Road, Beijing, China."),
    (CHINA, "55th Institute of Applied Optics, 5 Xue Yuan Road, Beijing, China."),
    (
        CHINA,
        "Jinxi Precision Machinery subordinate institution: Jinxi Gear Works, a.k.a., the following one alias: —Jinxi \
             Gears. 77 Gongye Street, Dalian, China.",
    ),
    ("EGYPT", "Huarong Lantian Technologies Egypt, 1 Nile Street, Cairo, Egypt."),
    ("JAMAICA", "Huarong Lantian Technologies Jamaica Company Limited, 4 Harbour Street, Kingston, Jamaica."),
    (
        RUSSIA,
        "OOO Zarnitsa Pribor, a.k.a., the following one alias: —Limited Liability Company Zarnitsa Pribor. \
              14 ul. Lenina, Omsk, 644043, Russia.",
    ),
    (RUSSIA, "Uralsky Zavod Mekhaniki AO, 2 Zavodskaya Street, Chelyabinsk, Russia."),
    (RUSSIA, "Ivan Petrovich Sedov, 3 Mira Street, Kazan, Russia."),
    ("TÜRKİYE", "Üçpınar Lojistik Dış Ticaret Limited Şirketi, Room 803, Chevalier House, Istanbul, Türkiye."),
    ("UNITED ARAB EMIRATES", "Al-Najm Trading FZE, Office 12, Jebel Ali, Dubai, United Arab Emirates."),
    (
        "UNITED ARAB EMIRATES",
        "Good Will Marine LLC, Room 803, Chevalier House, 45 Creek Road, Dubai, United Arab Emirates.",
    ),
];

fn desk() -> Desk {
    let desk = Desk::new();
    let mut rows = String::new();
    for (country, entity) in ENTRIES {
        let entity = entity.replace('—', "<br/>—");
        let _ = write!(
            rows,
            "<TR><TD>{country}</TD><TD>{entity}</TD><TD>For all items subject to the EAR. (See § 744.11 of the EAR)</TD>\
             <TD>Presumption of denial</TD><TD>88 FR 1, 1/2/23.</TD></TR>"
        );
    }
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>\
         <TH>License review policy</TH><TH>Federal Register citation</TH></TR>{rows}</TABLE></DIV9>"
    );
    let path = desk.file("list.xml", list);
    desk.done(&["init", "--list", &path, "--as-of", "2023-01-31"]);
    desk
}

/// Asked, the name of the entry that comes first, and words of the reason.
const ASKED: [(&str, &str, &str); 27] = [
    // Legal forms, and the parent before its branches.
    ("Huarong Lantian Technologies Company", "Huarong Lantian Technologies Co., Ltd.", "the same words"),
    ("HUARONG LANTIAN TECHNOLOGIES CO LTD (CHINA)", "Huarong Lantian Technologies Co., Ltd.", ""),
    ("Limited Liability Company \"Zarnitsa-Pribor\"", "OOO Zarnitsa Pribor", ""),
    ("Zarnitsa Pribor", "OOO Zarnitsa Pribor", "the same words"),
    ("JSC Uralsky Zavod Mekhaniki", "Uralsky Zavod Mekhaniki AO", ""),
    // Slips of the hand, words that changed places, words glued together or split.
    ("Haurong Lantian", "Huarong Lantian Technologies Co., Ltd.", "spelling: “haurong” for “huarong”"),
    ("Huarong Lantain Technologies", "Huarong Lantian Technologies Co., Ltd.", "spelling"),
    ("Lantian Huarong Technology", "Huarong Lantian Technologies Co., Ltd.", ""),
    ("HuarongLantian Technologies", "Huarong Lantian Technologies Co., Ltd.", "is written"),
    ("Goodwill Marine", "Good Will Marine LLC", "is written"),
    ("Alnajm Trading", "Al-Najm Trading FZE", "is written"),
    // Acronyms, printed and made.
    ("NLSMC", "Northern Light Semiconductor Manufacturing Corporation (NLSMC)", "acronym"),
    (
        "Northern Light Semiconductor Manufacturing Corporation",
        "Northern Light Semiconductor Manufacturing Corporation (NLSMC)",
        "",
    ),
    ("HLT", "Huarong Lantian Technologies Co., Ltd.", ""),
    // Numbers tell institutes apart, in figures or words.
    ("58 Institute Applied Optics", "58th Institute of Applied Optics", ""),
    ("Fifty-Fifth Institute of Applied Optics", "55th Institute of Applied Optics", ""),
    // Other scripts, with and without accents, look-alikes, what cannot be seen.
    ("华荣蓝天科技有限公司", "Huarong Lantian Technologies Co., Ltd.", ""),
    ("Hua Rong Lan Tian Technology", "Huarong Lantian Technologies Co., Ltd.", ""),
    ("ООО «Зарница Прибор»", "OOO Zarnitsa Pribor", ""),
    ("Уральский завод механики", "Uralsky Zavod Mekhaniki AO", ""),
    ("Ucpinar Lojistik", "Üçpınar Lojistik Dış Ticaret Limited Şirketi", ""),
    ("Нuаrоng Lаntiаn Technologies", "Huarong Lantian Technologies Co., Ltd.", ""),
    ("Huarong\u{200B} Lan\u{AD}tian Technologies Egypt LLC", "Huarong Lantian Technologies Egypt", ""),
    // Parts: of a word, of a name, of a subordinate's; persons in another order.
    ("Zarnit", "OOO Zarnitsa Pribor", "part of it"),
    ("Jinxi Gear Plant", "Jinxi Precision Machinery subordinate institution: Jinxi Gear Works", ""),
    ("SEDOV, Ivan Petrovich", "Ivan Petrovich Sedov", ""),
    ("Üçpinar Logistics", "Üçpınar Lojistik Dış Ticaret Limited Şirketi", ""),
];

fn first(desk: &Desk, asked: &str) -> Value {
    desk.json(&["show", asked]).as_array().unwrap()[0].clone()
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let desk = desk();
    let mut wrong = Vec::new();
    for (asked, name, why) in ASKED {
        let ended = desk.run(&["show", asked, "--format", "json"]);
        let found: Value = serde_json::from_str(&ended.out).unwrap_or_default();
        let is_told = found[0]["match"]["why"]
            .to_string()
            .contains(&serde_json::to_string(why).unwrap().trim_matches('"').to_owned());
        if ended.code != 0 || found[0]["name"] != name || !is_told {
            wrong.push(format!("{asked}: {} {} {}", ended.code, found[0]["name"], found[0]["match"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_found_by_words_that_many_names_have_or_by_chance() {
    let desk = desk();
    for asked in ["Zzyzx", "Brightwater Foods", "Blue Harvest Trading Co., Ltd.", "59th Bakery", "Lopez"] {
        for command in ["show", "history"] {
            let ended = desk.run(&[command, asked]);
            assert_eq!(ended.code, 1, "{asked}: {}", ended.out);
            assert!(ended.err.contains("no name is close to it"), "{}", ended.err);
        }
    }
}

#[test]
fn one_exact_match_is_printed_in_full_and_candidates_are_listed() {
    let desk = desk();
    let exact = desk.done(&["show", "huarong lantian technology"]);
    assert!(exact.contains("found by alias") && exact.contains("as published"), "{exact}");
    assert!(!exact.contains("Egypt") && first(&desk, "huarong lantian technology").get("match").is_none());
    let listed = desk.done(&["show", "Huarong Lantian Technologies Company"]);
    for words in
        ["No entry is called exactly", "the likeliest first", "JAMAICA", "earwatch show NUMBER", "to be reviewed"]
    {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    // One candidate is printed in full, and said to be one.
    let only = desk.done(&["show", "Zarnit"]);
    assert!(only.contains("Nothing is called exactly “Zarnit”") && only.contains("as published"), "{only}");
    // A life has the same names.
    let lives = desk.json(&["history", "Haurong Lantian"]);
    assert_eq!(lives["entries"].as_array().unwrap().len(), 0);
    assert_eq!(lives["candidates"][0]["name"], "Huarong Lantian Technologies Co., Ltd.");
    assert!(desk.done(&["history", "Haurong Lantian"]).contains("earwatch history NUMBER"));
}

#[test]
fn an_address_finds_everybody_at_it() {
    let desk = desk();
    for (asked, names) in [
        ("Room 803, Chevalier House", &["Good Will Marine LLC", "Üçpınar Lojistik Dış Ticaret Limited Şirketi"][..]),
        ("chevalier house dubai", &["Good Will Marine LLC"]),
        ("Kejuan Road Pudong", &["Northern Light Semiconductor Manufacturing Corporation (NLSMC)"]),
    ] {
        let found = desk.json(&["show", "--address", asked]);
        let mut found: Vec<_> = found.as_array().unwrap().iter().map(|one| text_of(one, "name").to_owned()).collect();
        found.sort();
        assert_eq!(found, names, "{asked}");
    }
    assert_eq!(desk.run(&["show", "--address", "Nowhere Street 5"]).code, 1);
    assert_eq!(desk.run(&["show", "--address", " . "]).code, 2);
    assert_eq!(desk.run(&["show"]).code, 2);
    assert_eq!(desk.run(&["show", "Sedov", "--address", "Kazan"]).code, 2);
}

/// A rule that names two parties and prints a row for one.
const RULE: &str = "<RULE><PREAMB><AGENCY>DEPARTMENT OF COMMERCE</AGENCY><SUBAGY>Bureau of Industry and Security</SUBAGY>\
    <CFR>15 CFR Part 744</CFR><SUBJECT>Additions to the Entity List</SUBJECT><EFFDATE><HD SOURCE=\"HED\">DATES:</HD>\
    <P>This rule is effective March 1, 2023.</P></EFFDATE></PREAMB><SUPLINF><REGTEXT PART=\"744\" TITLE=\"15\">\
    <AMDPAR>2. Supplement No. 4 to part 744 is amended under CHINA, PEOPLE'S REPUBLIC OF, by adding, in alphabetical order, \
    entries for “Quartz Lake Limited” and “Ruby Field Co., Ltd.”</AMDPAR><EXTRACT><GPOTABLE COLS=\"5\"><BOXHD>\
    <CHED H=\"1\">Country</CHED><CHED H=\"1\">Entity</CHED><CHED H=\"1\">License requirement</CHED>\
    <CHED H=\"1\">License review policy</CHED><CHED H=\"1\">Federal Register citation</CHED></BOXHD>\
    <ROW><ENT>CHINA, PEOPLE'S REPUBLIC OF</ENT></ROW><ROW><ENT> </ENT><ENT>Ruby Field Co., Ltd., 1 Ruby Road, Xi'an, \
    China.</ENT><ENT>For all items subject to the EAR. (See § 744.11 of the EAR)</ENT><ENT>Presumption of denial</ENT>\
    <ENT>88 FR 12001, March 1, 2023.</ENT></ROW></GPOTABLE></EXTRACT></REGTEXT></SUPLINF><FRDOC>[FR Doc. 2023-90909]\
    </FRDOC></RULE>";

#[test]
fn a_party_that_a_rule_names_and_the_list_lacks_is_found_as_what_it_is() {
    let desk = desk();
    let rule = desk.file("2023-90909.xml", RULE);
    let ended = desk.run(&["import", &rule, "--publication-date", "2023-03-01", "--volume", "88"]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    for asked in ["Quartz Lake Limited", "quartz lake ltd", "Qaurtz Lake"] {
        let found = first(&desk, asked);
        assert_eq!((&found["found_by"], &found["held"]), (&"finding".into(), &"Quartz Lake Limited".into()), "{asked}");
        assert_eq!((&found["code"], &found["document"]), (&"instruction-without-row".into(), &"2023-90909".into()));
        assert_eq!((&found["listed"], &found["answer"]), (&false.into(), &Value::Null));
        let told = desk.done(&["show", asked]);
        for words in ["no entry: held back by finding", "open", "2023-90909", "is to be added, but no row", "next"] {
            assert!(told.contains(words), "{asked}, {words}: {told}");
        }
        assert_eq!(desk.json(&["history", asked])["held"][0]["held"], "Quartz Lake Limited");
    }
    // An answer does not make it vanish.
    let number = first(&desk, "Quartz Lake Limited")["finding"].to_string();
    desk.done(&["acknowledge", &number, "--by", "KL", "--reason", "asked the bureau"]);
    let told = desk.done(&["show", "Quartz Lake Limited"]);
    assert!(told.contains("answered") && told.contains("KL: asked the bureau"), "{told}");
    assert_eq!(first(&desk, "Quartz Lake Limited")["answer"]["reviewer"], "KL");
    // Before the rule was published nothing was known of it.
    assert_eq!(desk.run(&["show", "Quartz Lake Limited", "--known-by", "2023-02-15"]).code, 1);
    // The search of the site has it, too.
    let dir = desk.path("site");
    desk.done(&["site", dir.to_str().unwrap()]);
    let data = std::fs::read_to_string(dir.join("search-data.js")).unwrap();
    assert!(data.contains("ordered by 2023-90909, and no entry: held back by finding"), "{data}");
}
