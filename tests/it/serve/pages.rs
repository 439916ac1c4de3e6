//! The pages: those of the archive site, and what only a server can do.

use crate::support::Desk;
use crate::support::served::{Answer, Served};
use crate::support::written::Written;

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
    let of_server = [
        "news.html",
        "news-whole.html",
        "find.html",
        "find.html?q=Coldridge",
        "find.html?q=Coldridge&as_of=2023-06-30",
        "findings.html",
        "findings.html?show=all",
        "acknowledgements.html",
        "provisions.html",
        "provisions.html?as_of=2023-06-30",
    ];
    pages.extend(of_server.map(str::to_owned));
    for page in &pages {
        let shown = text(&served.get(&format!("/{page}")));
        for link in shown.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with('#') || link.contains("://") {
                continue;
            }
            let folder = page.split_once('/').map_or("", |(folder, _)| folder);
            let link = &link.replace("&amp;", "&");
            let path = match link.strip_prefix("../") {
                // Another version of the page itself.
                None if link.starts_with('?') => format!("/{page}{link}"),
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
    // From there on, the pages are of that day; those of today say so of themselves.
    let list = text(&served.get("/countries.html?as_of=2023-06-30"));
    assert!(list.contains(".html?as_of=2023-06-30\">") && list.contains("index.html?as_of=2023-06-30"), "{list}");
    let found = text(&served.get("/find.html?q=Coldridge&as_of=2023-06-30"));
    assert!(found.contains(".html?as_of=2023-06-30\">Coldridge"), "{found}");
    let told = text(&served.get("/documents/2023-90101.html?as_of=2024-01-01"));
    assert!(told.contains(".html?as_of=2024-01-01"), "{told}");
    assert!(!text(&served.get("/countries.html")).contains("as_of="));
    assert_eq!(served.get("/index.html?as_of=1999-01-01").status, 404);
    assert_eq!(served.get("/index.html?as_of=").status, 200);
    assert_eq!(served.get("/index.html?as_of=soon").status, 400);
}

/// Pages are kept, and those of a state that is gone are not shown, however soon the next one comes.
#[test]
fn pages_are_of_what_was_recorded_last() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let page = |path: &str| text(&served.get(path));
    let (index, news) = ("/index.html?as_of=2024-01-01", "/news.html");
    for (rule, exit) in [("2023-90101", 0), ("2023-90202", 0), ("2023-90303", 3)] {
        let document = format!("/documents/{rule}.html");
        for path in [index, index, "/index.html", news, "/news-whole.html", "/feed.atom", "/search-data.js"] {
            assert!(!page(path).contains(rule), "{path}");
        }
        assert_eq!(served.get(&document).status, 404);
        desk.import(exit, &format!("rules/{rule}.xml"));
        for path in [index, index, "/index.html", news, "/news-whole.html", "/feed.atom"] {
            assert!(page(path).contains(rule), "{path}");
        }
        assert_eq!(served.get(&document).status, 200);
    }
    let open = desk.json(&["findings"]);
    let number = open[0]["id"].to_string();
    let document = format!("/documents/{}.html?as_of=2024-01-01", open[0]["document"].as_str().unwrap());
    assert!(!page(&document).contains("(KL: seen)"));
    desk.done(&["acknowledge", &number, "--by", "KL", "--reason", "seen"]);
    assert!(page(&document).contains("(KL: seen)"));
    desk.done(&["acknowledge", "--withdraw", "1"]);
    assert!(!page(&document).contains("(KL: seen)"));
}

/// The first page that somebody loads is short, whatever the run; what it leaves out is counted and a link away.
#[test]
fn the_news_are_short_and_silent_about_nothing() {
    let desk = Desk::with_list();
    let names: Vec<_> = (1..=400).map(|n| format!("Quillon Dynamics {n} & Sons")).collect();
    let quoted: Vec<_> = names.iter().map(|name| format!("“{}”", name.replace('&', "&amp;"))).collect();
    let day = |day: &str| day.parse().unwrap();
    let mut rule = Written::new("2023-90909", day("2023-07-07"), day("2023-07-07"), 43_000);
    rule = rule.order(format!("Under FRANCE, by adding in alphabetical order, entries for {}", quoted.join(", ")));
    for (at, name) in names.iter().enumerate() {
        rule = rule.row(
            "FRANCE",
            &name.replace('&', "&amp;"),
            &format!("{at} Rue de l'Orme, Lyon, France"),
            "Presumption of denial",
        );
    }
    let file = desk.file("2023-90909.xml", rule.xml());
    desk.done(&["import", &file, "--publication-date", "2023-07-07", "--volume", "88"]);
    let listed = desk.done(&["list"]);
    assert_eq!(listed.matches("Quillon Dynamics").count(), 400, "{listed}");
    let served = Served::of(&desk, &[]);
    let (short, whole) = (text(&served.get("/news.html")), text(&served.get("/news-whole.html")));
    assert!(short.len() < 100_000, "{} bytes", short.len());
    assert!(whole.len() > 300_000, "{} bytes", whole.len());
    let cards = |page: &str| page.matches("<article class=\"card\"").count();
    assert_eq!(cards(&whole), 400);
    let shown = cards(&short);
    assert!(shown >= 10, "{shown}");
    assert!(short.contains(&format!("{shown} of 400 entries added, removed or changed")), "{short}");
    assert!(short.contains("href=\"news-whole.html\""), "{short}");
    assert!(!whole.contains("shows a part"));
    // The heading says how many there are, and words lead to what is shown, here or there.
    assert!(short.contains("Added (400)"), "{short}");
    for link in short.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if let Some(place) = link.strip_prefix('#') {
            assert!(short.contains(&format!("id=\"{place}\"")), "{link}");
        } else if let Some(place) = link.strip_prefix("news-whole.html#") {
            assert!(whole.contains(&format!("id=\"{place}\"")), "{link}");
        }
    }
    // A run with little news is told whole.
    let little = Desk::with_list();
    little.import(0, "rules/2023-90101.xml");
    assert!(!text(&Served::of(&little, &[]).get("/news.html")).contains("shows a part"));
}

/// The slider, the list of versions and the date lead to the same state, with and without a script.
#[test]
fn an_entry_is_shown_in_each_of_its_versions() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    let of = |name: &str| desk.json(&["show", name])[0]["public_id"].as_str().unwrap().to_owned();
    let public_id = of("Huamei Drone Parts Company");
    let page = format!("/entries/{public_id}.html");
    let served = Served::of(&desk, &[]);
    let now = text(&served.get(&page));
    assert!(now.contains("type=\"range\"") && now.contains("max=\"2\"") && now.contains("value=\"2\""), "{now}");
    assert!(now.contains("aria-valuetext=\"Version 2 of 2, from "), "{now}");
    assert!(now.contains("<option value=\"1\" label=\"2023-06-30\""), "{now}");
    let first = served.get(&format!("{page}?version=1"));
    assert_eq!((first.status, first.header("location")), (303, &*format!("{page}?as_of=2023-06-30")));
    let before = text(&served.get(first.header("location")));
    assert!(before.contains("value=\"1\"") && before.contains("Listed on 2023-06-30"), "{before}");
    let printed = desk.json(&["show", &public_id, "--as-of", "2023-06-30"]);
    let text_of = printed[0]["entity_text"].as_str().unwrap().split(['&', '\'', '"', '<', '\n']).next().unwrap();
    assert!(before.contains(text_of), "{text_of}: {before}");
    // What had not been published by then is not known: neither the change nor that there will be one.
    let known = text(&served.get(&format!("{page}?as_of=2023-06-30&known_by=2023-06-30")));
    assert!(known.contains("as known by 2023-06-30") && !known.contains("2023-90202"), "{known}");
    let diff = desk.json(&["diff", "1", "2"]);
    let added = format!("/entries/{}.html", diff["added"][0]["public_id"].as_str().unwrap());
    let unknown = served.get(&format!("{added}?as_of=2023-06-30&known_by=2023-06-30"));
    assert_eq!(unknown.status, 404, "{unknown:?}");
    for wrong in ["version=0", "version=3", "version=x", "as_of=soon", "known_by=1999-13-01"] {
        assert!([400, 404].contains(&served.get(&format!("{page}?{wrong}")).status), "{wrong}");
    }
    assert!(text(&served.get("/versions.js")).contains("aria-valuetext"));
}

/// What `text` prints, in a page: each text and each rule, on any day.
#[test]
fn provisions_are_shown_as_the_command_prints_them() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let served = Served::of(&desk, &[]);
    for day in ["2023-06-30", "2024-01-01"] {
        let page = text(&served.get(&format!("/provisions.html?as_of={day}")));
        let printed = desk.json(&["text", "--as-of", day]);
        let footnotes = printed["footnotes"].as_array().unwrap();
        assert!(page.contains(&format!("Footnotes ({})", footnotes.len())), "{page}");
        let provisions = printed["provisions"].as_array().unwrap();
        for provision in provisions {
            let words = provision["text"].as_str().unwrap().split(['&', '\'', '"', '<', '^']).next().unwrap();
            assert!(page.contains(words), "{words}: {page}");
        }
        // What orders nothing stands in the whole texts.
        let rules = provisions.iter().filter(|one| one["kind"] != "other");
        assert_eq!(page.matches("<blockquote>").count(), footnotes.len() + rules.count() + 1, "{page}");
    }
    assert_eq!(served.get("/provisions.html?list=sdn").status, 400);
    assert_eq!(served.get("/provisions.html?as_of=1999-01-01").status, 404);
}

/// What went wrong is a page for people, in a browser.
#[test]
fn people_are_told_on_a_page_what_went_wrong() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let told = |path: &str| served.asks("GET", path, &["Accept: text/html"], "");
    for (path, status) in [
        ("/nothing.html", 404),
        ("/entries/%3Cscript%3Ealert(1)%3C%2Fscript%3E.html", 404),
        ("/index.html?as_of=%3Cscript%3E", 400),
        ("/provisions.html?list=%3Cscript%3E", 400),
        ("/find.html?as_of=1999-01-01", 404),
    ] {
        let answer = told(path);
        assert_eq!((answer.status, answer.header("content-type")), (status, "text/html; charset=utf-8"), "{path}");
        let page = String::from_utf8(answer.body).unwrap();
        assert!(page.contains("<h1>") && !page.contains("<script>"), "{page}");
    }
    assert_eq!(told("/api/v1/entries/nobody").header("content-type"), "application/problem+json");
}
