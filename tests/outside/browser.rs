//! Pages as a browser shows them: nothing is fetched, nothing is wider than a phone, no label touches another, and axe-core
//! finds no violation, in light and in dark.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::served::Served;
use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture};
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

/// Opens pages of a desk and fails with all that is wrong with them.
fn look(desk: &Desk, pages: &[&str]) {
    look_at(&pages.iter().map(|page| desk.path(page).to_str().unwrap().to_owned()).collect::<Vec<_>>());
}

/// The same of files and addresses.
fn look_at(pages: &[String]) {
    let (browser, modules) = needs::browser();
    let output = Command::new("node")
        .arg(needs::root().join("tests/browser/check.mjs"))
        .arg(browser)
        .arg(modules)
        .args(pages)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let report = report.as_object().unwrap();
    assert_eq!(report.len(), pages.len());
    for (page, wrong) in report {
        assert_eq!(wrong, &Value::Array(Vec::new()), "{page}");
    }
}

fn the_reports_of_the_sample_read_well_in_a_browser() {
    let desk = Desk::new();
    let page = |name: &str, format: &str, args: &[&str]| {
        let path = desk.path(name);
        let path = path.to_str().unwrap();
        desk.done(&[args, &["--format", format, "-o", path]].concat());
    };
    page("poll.html", "html", &["poll", "--archive", SAMPLE]);
    page("rule.html", "html", &["report", "--document", "2025-05427"]);
    page("mail.html", "mail", &["report", "--document", "2025-05427"]);
    page("lists.html", "html", &["diff", &fixture(OLD_LIST), &fixture(NEW_LIST)]);
    page("same.html", "html", &["diff", "1", "1"]);
    look(&desk, &["poll.html", "rule.html", "mail.html", "lists.html", "same.html"]);
}

fn the_archive_reads_well_in_a_browser_and_its_search_needs_no_server() {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    let dir = desk.path("site");
    desk.done(&["site", dir.to_str().unwrap()]);
    let page = |folder: &str, start: &str| {
        let pages = std::fs::read_dir(dir.join(folder)).unwrap();
        let mut names = pages.map(|file| file.unwrap().file_name().into_string().unwrap());
        let name = names.find(|name| {
            // Pages of entries are called by their public ids.
            let titled = || std::fs::read_to_string(dir.join(folder).join(name)).unwrap();
            name.starts_with(start) || titled().contains(&format!("<title>{start}"))
        });
        format!("site/{folder}/{}", name.unwrap())
    };
    look(
        &desk,
        &[
            "site/index.html",
            "site/countries.html",
            &page("countries", "china"),
            "site/documents/2025-05427.html",
            &page("entries", "Nettrix"),
            "site/search.html?q=Nettrix+CHINA",
            "site/search.html?q=Nettirx+Infromation+Industry",
            "site/search.html?q=%D0%9D%D0%B5%D1%82%D1%82%D1%80%D0%B8%D0%BA%D1%81",
        ],
    );
}

/// The page's script reads names by the tables of the program: both find the same first.
fn the_search_of_the_archive_finds_first_what_show_finds() {
    const ASKED: [&str; 14] = [
        "Nettrix Information Industry Company Limited",
        "Netrix Information Industry",
        "Nettirx Infromation",
        "Неттрикс",
        "inspur beijing electronics information",
        "Beijing Academy of Artificial Intelligance",
        "BAAI",
        "Aook Technologies",
        "AOOK Tecnology Limitted",
        "Suma USI Electronic",
        "Sugon",
        "北京 Academy Artificial Intelligence",
        "Iинspur",
        "Zzyzx",
    ];
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    let dir = desk.path("site");
    desk.done(&["site", dir.to_str().unwrap()]);
    let (_, _) = needs::browser();
    let script = needs::root().join("tests/browser/search.mjs");
    let mut node = Command::new("node");
    let output = needs::installed("node", node.arg(script).arg(&dir).args(ASKED).output());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Vec<Option<String>> = serde_json::from_slice(&output.stdout).unwrap();
    for (asked, found) in ASKED.iter().zip(found) {
        let shown = desk.run(&["show", asked, "--format", "json"]).out;
        let shown: Value = serde_json::from_str(&shown).unwrap_or_default();
        assert_eq!(found.as_deref(), shown[0]["name"].as_str(), "{asked}");
    }
}

/// The large case; its figures are checked elsewhere.
fn a_page_of_a_thousand_changes_reads_well_in_a_browser() {
    let side = |name: &str| needs::corpus(&format!("ecfr/{name}"));
    let desk = Desk::new();
    let large = desk.path("large.html");
    desk.done(&[
        "diff",
        &side("supplement-4_2023-12-06.xml"),
        &side("part-744_2026-07-23.xml"),
        "--format",
        "html",
        "-o",
        large.to_str().unwrap(),
    ]);
    let bytes = std::fs::metadata(&large).unwrap().len();
    assert!(bytes < 5 * 1024 * 1024, "{bytes} bytes");
    look(&desk, &["large.html"]);
}

/// A desk whose server has every kind of page: changed entries, findings, an answered one.
fn desk_of_server() -> (Desk, String) {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    desk.done(&["acknowledge", "1", "--by", "KL", "--reason", "read"]);
    let changed = desk.json(&["show", "Huamei Drone Parts Company"])[0]["public_id"].as_str().unwrap().to_owned();
    (desk, changed)
}

fn every_page_of_a_server_reads_well_in_a_browser() {
    needs::browser();
    let (desk, changed) = desk_of_server();
    let token = desk.file("token", "d3b07384d113edec49eaa6238ad5ff00");
    let writing = Served::of(&desk, &["--write"]);
    let asking = Served::of(&desk, &["--token-file", &token]);
    let countries = String::from_utf8(writing.get("/countries.html").body).unwrap();
    let country = countries.split("href=\"countries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let pages = [
        "news.html".to_owned(),
        "news-whole.html".to_owned(),
        "index.html".to_owned(),
        "countries.html".to_owned(),
        format!("countries/{country}"),
        "documents/2023-90202.html".to_owned(),
        format!("entries/{changed}.html"),
        format!("entries/{changed}.html?as_of=2023-06-30&known_by=2023-06-30"),
        "find.html?q=Coldridge".to_owned(),
        "findings.html".to_owned(),
        "findings.html?show=all".to_owned(),
        "acknowledgements.html".to_owned(),
        "provisions.html".to_owned(),
    ];
    let mut addresses: Vec<_> = pages.iter().map(|page| format!("http://{}/{page}", writing.address)).collect();
    addresses.push(format!("http://{}/login.html?next=/news.html", asking.address));
    look_at(&addresses);
}

fn a_person_works_with_the_pages_of_a_server() {
    let (browser, modules) = needs::browser();
    let (desk, changed) = desk_of_server();
    let token = "d3b07384d113edec49eaa6238ad5ff00";
    let file = desk.file("token", token);
    let served = Served::of(&desk, &["--write", "--token-file", &file]);
    let output = Command::new("node")
        .arg(needs::root().join("tests/browser/served.mjs"))
        .args([browser, modules])
        .args([&format!("http://{}", served.address), token, &changed])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let wrong: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(wrong, Value::Array(Vec::new()));
    assert_eq!(desk.ndjson(&["acknowledge"]).len(), 2);
}

pub(crate) const TESTS: &[Test] = tests![
    the_reports_of_the_sample_read_well_in_a_browser,
    the_archive_reads_well_in_a_browser_and_its_search_needs_no_server,
    the_search_of_the_archive_finds_first_what_show_finds,
    a_page_of_a_thousand_changes_reads_well_in_a_browser,
    every_page_of_a_server_reads_well_in_a_browser,
    a_person_works_with_the_pages_of_a_server,
];
