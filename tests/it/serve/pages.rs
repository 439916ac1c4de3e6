//! The pages: those of the archive site, and what only a server can do.

use crate::support::Desk;
use crate::support::served::{Answer, Served};

fn text(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    String::from_utf8(answer.body.clone()).unwrap()
}

/// A page of the server is the page of the folder, with what a server offers besides.
#[test]
fn it_has_every_page_of_the_site_and_each_leads_somewhere() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.done(&["site", "site"]);
    let served = Served::of(&desk, &[]);
    let mut folders = vec![desk.path("site")];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                pages.push(path.strip_prefix(desk.path("site")).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    assert!(pages.len() > 20, "{pages:?}");
    pages.extend(["news.html".to_owned(), "find.html".to_owned(), "find.html?q=Coldridge".to_owned()]);
    for page in &pages {
        let shown = text(&served.get(&format!("/{page}")));
        for link in shown.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with('#') || link.contains("://") {
                continue;
            }
            let folder = page.split_once('/').map_or("", |(folder, _)| folder);
            let path = match link.strip_prefix("../") {
                Some(up) => format!("/{up}"),
                None if folder.is_empty() => format!("/{link}"),
                None => format!("/{folder}/{link}"),
            };
            let path = path.split('#').next().unwrap();
            assert_eq!(served.get(path).status, 200, "{page} leads to {path}");
        }
    }
    assert_eq!(served.get("/").status, 307);
    for nothing in [
        "/site.json", "/entries/nobody.html", "/..%2fearwatch.db", "/../earwatch.db", "/entries/..%2f..%2fx.html",
        "/earwatch.db",
    ] {
        assert!([400, 404].contains(&served.get(nothing).status), "{nothing}");
    }
}

#[test]
fn the_search_finds_what_show_finds_without_a_script() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let found = text(&served.get("/find.html?q=coldridge+litography&as_of=2023-06-30"));
    assert!(found.contains("Coldridge Lithography Co., Ltd.</a>") && found.contains("score"), "{found}");
    let by_address = text(&served.get("/find.html?q=41-47+Marble+Road&as_of=2023-06-30"));
    assert!(by_address.contains("Address 01</a>"), "{by_address}");
    let nobody = text(&served.get("/find.html?q=Nobody+At+All"));
    assert!(nobody.contains("does not mean that a party is not listed"), "{nobody}");
    let odd = text(&served.get("/find.html?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=%22x"));
    assert!(!odd.contains("<script>alert") && !odd.contains("\" onfocus"), "{odd}");
}

#[test]
fn a_page_is_of_the_day_that_is_asked_for() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let served = Served::of(&desk, &[]);
    let diff = desk.json(&["diff", "1", "2"]);
    let added = &diff["added"][0];
    let page = format!("/entries/{}.html", added["public_id"].as_str().unwrap());
    let before = text(&served.get(&format!("{page}?as_of=2023-06-30")));
    let after = text(&served.get(&format!("{page}?as_of=2024-01-01")));
    assert!(before.contains("Not listed on 2023-06-30"), "{before}");
    assert!(after.contains("Listed on 2024-01-01") && after.contains("value=\"2024-01-01\""), "{after}");
    assert_eq!(served.get("/index.html?as_of=1999-01-01").status, 404);
    assert_eq!(served.get("/index.html?as_of=").status, 200);
    assert_eq!(served.get("/index.html?as_of=soon").status, 400);
}
