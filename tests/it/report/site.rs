//! The archive site: complete, linked, incremental, and harmless.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Desk, text_of};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

fn with_sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    desk
}

fn site(desk: &Desk, as_of: &str) -> (PathBuf, String) {
    let dir = desk.path("site");
    let said = desk.done(&["site", dir.to_str().unwrap(), "--as-of", as_of]);
    (dir, said)
}

/// All pages by name.
fn pages(dir: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for folder in ["", "documents", "entries", "countries"] {
        for file in fs::read_dir(dir.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "html") {
                let name = path.strip_prefix(dir).unwrap();
                let name = name.to_str().unwrap().to_owned();
                pages.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    pages
}

#[test]
fn every_link_of_the_archive_leads_somewhere() {
    let desk = with_sample();
    let (dir, _) = site(&desk, "2026-01-01");
    let link = scraper::Selector::parse("a[href], link[href], script[src]").unwrap();
    let named = scraper::Selector::parse("[id]").unwrap();
    let pages: BTreeMap<_, _> =
        pages(&dir).into_iter().map(|(name, text)| (name, scraper::Html::parse_document(&text))).collect();
    let ids: BTreeMap<_, BTreeSet<_>> = pages
        .iter()
        .map(|(name, page)| {
            let all: Vec<_> = page.select(&named).filter_map(|it| it.attr("id")).collect();
            let ids: BTreeSet<_> = all.iter().copied().collect();
            assert_eq!(ids.len(), all.len(), "{name} names two places alike");
            (name.as_str(), ids)
        })
        .collect();
    let mut followed = 0;
    for (name, page) in &pages {
        for element in page.select(&link) {
            let to = element.attr("href").or_else(|| element.attr("src")).unwrap();
            if to.starts_with("https://") {
                continue;
            }
            let (file, place) = to.split_once('#').unwrap_or((to, ""));
            let folder = Path::new(name).parent().unwrap();
            let target = match file {
                "" => name.clone(),
                file => match file.strip_prefix("../") {
                    Some(file) => file.to_owned(),
                    None => folder.join(file).to_str().unwrap().to_owned(),
                },
            };
            assert!(dir.join(&target).is_file(), "{name} leads to {to}");
            if !place.is_empty() {
                assert!(ids[target.as_str()].contains(place), "{name} leads to {to}");
            }
            followed += 1;
        }
    }
    assert!(followed > 1000, "{followed}");
}

#[test]
fn every_entry_has_a_page_that_tells_its_history_and_the_search_knows_it() {
    let desk = with_sample();
    let (dir, _) = site(&desk, "2026-01-01");
    let pages = pages(&dir);
    let known = fs::read_to_string(dir.join("search-data.js")).unwrap();
    let entries = desk.ndjson(&["list", "--as-of", "2026-01-01"]);
    for entry in &entries {
        let name = text_of(entry, "name");
        assert!(known.contains(&serde_json::to_string(name).unwrap()), "{name}");
    }
    let of_entries = pages.keys().filter(|name| name.starts_with("entries/"));
    assert!(of_entries.count() >= entries.len());
    let nettrix = &pages["entries/el-9096006f9e1d66e7.html"];
    for words in ["Listed on 2026-01-01", "footnote 4", "2025-05427", "added by", "§ 734.9(e)(2)"] {
        assert!(nettrix.contains(words), "{words}");
    }
}

#[test]
fn the_feeds_of_the_archive_tell_every_document_and_lead_to_its_pages() {
    let desk = with_sample();
    let dir = desk.path("site");
    let dir = dir.to_str().unwrap();
    let base = "https://example.org/lists/";
    desk.done(&["site", dir, "--base-url", base]);
    let json = fs::read_to_string(desk.path("site/feed.json")).unwrap();
    let feed: serde_json::Value = serde_json::from_str(&json).unwrap();
    let items = feed["items"].as_array().unwrap();
    for document in desk.json(&["documents"]).as_array().unwrap() {
        let number = text_of(document, "number");
        let page = format!("{base}documents/{}.html", number.to_lowercase());
        let of_document = items.iter().filter(|item| item["url"] == page.as_str());
        assert!(of_document.count() > 0, "{page} in {json}");
        let name = page.strip_prefix(base).unwrap();
        assert!(desk.path("site").join(name).is_file(), "{name}");
    }
    let atom = fs::read_to_string(desk.path("site/feed.atom")).unwrap();
    assert!(atom.contains("https://example.org/lists/feed.atom"), "{atom}");
    let refused = desk.run(&["site", dir, "--base-url", "javascript:x"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("https://example.org/earwatch"));
}

#[test]
fn a_second_run_writes_nothing_and_a_later_day_only_what_differs() {
    let desk = with_sample();
    let (dir, first) = site(&desk, "2026-01-01");
    let files = pages(&dir).len();
    assert!(!first.contains(" 0 written"), "{first}");
    let (_, second) = site(&desk, "2026-01-01");
    assert!(second.contains(" 0 written, 0 removed"), "{second}");
    fs::remove_file(dir.join("index.html")).unwrap();
    let (_, third) = site(&desk, "2026-01-01");
    assert!(third.contains(" 1 written"), "{third}");
    assert_eq!(pages(&dir).len(), files);
    // Before a rule, its entries are not listed yet; their pages stand where they stood.
    let before = pages(&dir);
    site(&desk, "2024-01-01");
    let names = |pages: BTreeMap<String, String>| pages.into_keys().collect::<BTreeSet<_>>();
    assert_eq!(names(pages(&dir)), names(before));
}

#[test]
fn a_run_that_died_is_completed_by_the_next() {
    let desk = with_sample();
    let (dir, _) = site(&desk, "2026-01-01");
    let whole = pages(&dir);
    let manifest = dir.join("site.json");
    // As the run left it that died among the pages of another day.
    site(&desk, "2024-01-01");
    let text = fs::read_to_string(&manifest).unwrap();
    let mut died: serde_json::Value = serde_json::from_str(&text).unwrap();
    died["key"] = "".into();
    for hash in died["files"].as_object_mut().unwrap().values_mut() {
        *hash = "".into();
    }
    fs::write(&manifest, died.to_string()).unwrap();
    site(&desk, "2026-01-01");
    assert!(pages(&dir) == whole, "pages of two days");
}

#[test]
fn an_entry_bears_the_name_that_it_had_on_the_day() {
    let desk = with_sample();
    let (dir, _) = site(&desk, "2023-04-01");
    let renamed = |pages: BTreeMap<String, String>| {
        pages.into_iter().find(|(_, page)| page.contains("<h1>AOOK Technology L")).unwrap()
    };
    let (name, before) = renamed(pages(&dir));
    assert!(before.contains("<h1>AOOK Technology Ltd.</h1>"), "{before}");
    assert!(before.contains("Listed on 2023-04-01") && before.contains("(not in force yet)"));
    let (dir, _) = site(&desk, "2026-01-01");
    let (named, after) = renamed(pages(&dir));
    // The name is a part of the id; the address of the other one leads on.
    assert_ne!(named, name);
    assert!(pages(&dir)[&name].contains(named.strip_prefix("entries/").unwrap()));
    assert!(after.contains("<h1>AOOK Technology Limited</h1>"), "{after}");
    // One that a later rule adds is not listed yet.
    let (dir, _) = site(&desk, "2024-01-01");
    let pages = pages(&dir);
    let words = "Not listed on 2024-01-01: to be listed from 2025-03-25";
    assert!(pages["entries/el-9096006f9e1d66e7.html"].contains(words));
}

#[test]
fn a_manifest_of_somebody_else_moves_nothing() {
    let desk = with_sample();
    let dir = desk.path("site");
    fs::create_dir(&dir).unwrap();
    let victim = desk.file("victim.txt", "mine");
    for manifest in [
        r#"{"title": "my blog"}"#,
        "no JSON",
        r#"{"schema": "earwatch/site/1", "key": "", "files": {"../victim.txt": "a"}}"#,
    ] {
        desk.file("site/site.json", manifest);
        desk.file("site/index.html", "mine");
        desk.refuses(&["site", dir.to_str().unwrap()], &["contains files, but no site of earwatch"]);
        assert_eq!(fs::read_to_string(dir.join("index.html")).unwrap(), "mine");
    }
    assert_eq!(fs::read_to_string(victim).unwrap(), "mine");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let desk = with_sample();
    fs::create_dir(desk.path("site")).unwrap();
    desk.file("site/index.html", "mine");
    let dir = desk.path("site");
    desk.refuses(&["site", dir.to_str().unwrap()], &["contains files, but no site of earwatch"]);
    assert_eq!(fs::read_to_string(dir.join("index.html")).unwrap(), "mine");
}
