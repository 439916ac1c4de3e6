//! Who sits with an entry: a drawing, and a table that says the same.

use chrono::NaiveDate;
use serde_json::json;

use crate::support::Desk;
use crate::support::served::Served;
use crate::support::written::Written;

fn page(served: &Served, path: &str, status: u16) -> String {
    let answer = served.get(path);
    assert_eq!(answer.status, status, "{path}: {answer:?}");
    String::from_utf8(answer.body).unwrap()
}

#[test]
fn the_page_says_what_the_command_says() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let mut drawn = 0;
    for entry in desk.json(&["list", "--as-of", "2023-06-30"])["entries"].as_array().unwrap() {
        let id = entry["public_id"].as_str().unwrap();
        let told = desk.json(&["links", id, "--as-of", "2023-06-30"]);
        let shown = page(&served, &format!("/links.html?entry={id}&as_of=2023-06-30"), 200);
        let edges = told["edges"].as_array().unwrap();
        assert_eq!(shown.matches("<tr><th scope=\"row\">").count(), edges.len(), "{id}");
        assert_eq!(shown.contains("<svg viewBox=\"0 0 360"), !edges.is_empty(), "{id}");
        assert_eq!(
            shown,
            page(&served, &format!("/links.html?entry={id}&as_of=2023-06-30"), 200),
            "the same each time"
        );
        drawn += edges.len();
        let of_entry = page(&served, &format!("/entries/{id}.html?as_of=2023-06-30"), 200);
        assert!(of_entry.contains(&format!("links.html?entry={id}&amp;as_of=2023-06-30")), "{of_entry}");
    }
    assert!(drawn > 0);
}

#[test]
fn who_is_not_found_is_said_and_what_is_no_question_is_refused() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    assert!(page(&served, "/links.html", 200).contains("name=\"entry\""));
    assert!(page(&served, "/links.html?entry=Zzyzx+Nobody", 404).contains("Zzyzx Nobody"));
    assert_eq!(served.get("/links.html?entry=a&depth=4").status, 400);
    assert_eq!(served.get("/links.html?entry=a&depth=x").status, 400);
    assert_eq!(served.get("/links.html?entry=a&as_of=soon").status, 400);
}

/// Of a hub the nearest are drawn, the rest is counted, and the table has all.
#[test]
fn of_many_links_the_nearest_are_drawn_and_the_rest_is_counted() {
    let desk = Desk::with_list();
    let day: NaiveDate = "2026-01-05".parse().unwrap();
    let named = |n: u32| {
        format!("Vantor Precision Optical Instruments and Machinery Subsidiary Number {n} of Wuxi Company, Limited")
    };
    // A rule counts its orders by letters.
    for of_rule in (0..301).collect::<Vec<u32>>().chunks(25) {
        let number = format!("2026-{:05}", of_rule[0] + 1);
        let rule = of_rule.iter().fold(Written::new(&number, day, day, 100 + of_rule[0]), |rule, n| {
            let address = format!("Room {n}, No. 8 Hefeng Road, Wuxi, Jiangsu, China");
            rule.add("CHINA, PEOPLE'S REPUBLIC OF", &named(*n), &address)
        });
        let record = json!({"document_number": number, "title": "Changes", "type": "Rule", "volume": 91,
            "start_page": rule.page, "publication_date": "2026-01-05"});
        let xml = desk.file(&format!("{number}.xml"), rule.xml());
        desk.file(&format!("{number}.json"), record.to_string());
        desk.done(&["import", &xml]);
    }
    let served = Served::of(&desk, &[]);
    let asked = "Vantor+Precision+Optical+Instruments+and+Machinery+Subsidiary+Number+7+of+Wuxi+Company,+Limited";
    let shown = page(&served, &format!("/links.html?entry={asked}&as_of=2026-02-01"), 200);
    assert_eq!(shown.matches("<tr><th scope=\"row\">").count(), 300);
    assert_eq!(shown.matches("<circle").count(), 20);
    assert_eq!(shown.matches("<path class=\"arc b-address\" d=\"M84").count(), 19);
    assert!(shown.contains("Drawn are the 20 nearest of 301 parties; 281 more are left out here"), "{shown}");
}
