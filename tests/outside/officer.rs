//! What a compliance officer does on a working day, in a browser on a server that runs.

use std::process::Command;

use serde_json::{Value, json};

use crate::Test;
use crate::needs;
use crate::support::served::Served;
use crate::support::written::Written;
use crate::support::{Desk, text_of};

const CHINA: &str = "CHINA, PEOPLE'S REPUBLIC OF";

fn put(desk: &Desk, rule: &Written) {
    let record = json!({"document_number": rule.number, "title": "Additions to the Entity List", "type": "Rule", "volume": 91,
        "start_page": rule.page, "publication_date": rule.published.to_string()});
    let xml = desk.file(&format!("{}.xml", rule.number), rule.xml());
    desk.file(&format!("{}.json", rule.number), record.to_string());
    desk.done(&["import", &xml]);
}

/// A database with entries that changed, that sit together, and with findings that wait for a person.
fn desk() -> Desk {
    let desk = Desk::with_list();
    desk.import(3, "rules/2023-90202.xml");
    let written = |number: &str, day: &str, page: u32| {
        let day = day.parse().unwrap();
        Written::new(number, day, day, page)
    };
    let long = "Quillon Trading and General Commercial Agency of the Wuxi Economic Development Zone Company, Limited";
    put(
        &desk,
        &written("2026-00001", "2026-01-05", 100)
            .add(CHINA, "Vantor Optics", "No. 8 Hefeng Road, Wuxi, Jiangsu, China")
            .add(CHINA, long, "Room 12, 8 Hefeng Rd., Wuxi, China")
            .add(CHINA, "Orvane Freight", "8 Hefeng Road, Wuxi; and No. 77 Lanting Street, Dalian, China"),
    );
    // A hub of three hundred, in several rules, since one counts its orders by letters.
    for n in (0..300_u32).step_by(25) {
        let number = format!("2026-{:05}", 10 + n);
        let rule = (n + 1..=n + 25).fold(written(&number, "2026-02-02", 200 + n), |rule, n| {
            let name = format!("Tessel Marine Equipment and Shipping Agency Number {n} Company, Limited");
            rule.add(CHINA, &name, &format!("Unit {n}, No. 212 Harbour View Road, Qingdao, Shandong, China"))
        });
        put(&desk, &rule);
    }
    put(
        &desk,
        &written("2026-00600", "2026-03-02", 900)
            .order(format!("Under {CHINA}, by removing the entry for “Vantor Optics”"))
            .add(CHINA, "Sarrow Instruments (f.k.a. Vantor Optics)", "5 Beiling Lane, Harbin, China")
            .add(CHINA, "Moreth Cargo", "77 Lanting St., Dalian, China"),
    );
    desk
}

/// The public id of the first entry that a rule changed.
fn changed(desk: &Desk) -> String {
    let diff = desk.json(&["diff", "1", "2"]);
    text_of(&diff["changed"][0], "public_id").to_owned()
}

fn an_officer_does_the_work_of_a_day() {
    let (browser, modules) = needs::browser();
    let desk = desk();
    let parties = "Customer No.,Company,Street,City,Country\n\
                   1001,Coldridge Litography Company,,,CN\n\
                   1002,Vantor Optical,8 Hefeng Road,Wuxi,CN\n\
                   1003,Bäckerei Sonnenschein GmbH,Marktplatz 1,Ulm,DE\n\
                   1004,Sarrow Instruments,,,CN\n\
                   1005,—,,,DE\n\
                   1006,Tessel Marine Equipment,\"Unit 5, 212 Harbour View Road\",Qingdao,CN\n";
    // Of parties that match nobody, which take no room.
    let large = format!("name\n{}", "Sonnenschein\n".repeat(60_000));
    let linked = desk.json(&["show", "Orvane Freight"]);
    let asked = json!({
        "misspelled": "Coldridge Litography",
        "name": "Coldridge Lithography Co., Ltd.",
        "changed": changed(&desk),
        "day": "2023-07-01",
        "country": "CHINA",
        "file": desk.file("customers.csv", parties),
        "large": desk.file("large.csv", large),
        "linked": text_of(&linked[0], "public_id"),
        "hub": "Tessel Marine Equipment and Shipping Agency Number 7 Company, Limited",
    });
    let served = Served::of(&desk, &["--write"]);
    let mut node = Command::new("node");
    let script = needs::root().join("tests/browser/officer.mjs");
    node.arg(script).arg(browser).arg(modules).arg(format!("http://{}", served.address)).arg(asked.to_string());
    if let Some(pictures) = std::env::var_os("EARWATCH_PICTURES") {
        node.arg(pictures);
    }
    let output = needs::installed("node", node.output());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let wrong: Vec<_> = report.as_object().unwrap().iter().filter(|(_, wrong)| **wrong != json!([])).collect();
    assert!(report.as_object().unwrap().len() >= 10);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let decided = desk.json(&["decide"]);
    assert_eq!((text_of(&decided[0], "verdict"), text_of(&decided[0], "by")), ("dismissed", "KL"));
}

pub(crate) const TESTS: &[Test] = tests![an_officer_does_the_work_of_a_day];
