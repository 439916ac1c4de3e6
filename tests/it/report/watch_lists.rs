//! Reports that are filtered by a watch list: nothing that matches is left out, and what was filtered is said.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::support::{Desk, text_of};
use earwatch::query::report::{Scope, build};
use earwatch::run::Occasion;
use earwatch::store::Store;
use earwatch_report::render::Rendering;
use earwatch_report::report::watch::WatchList;
use earwatch_report::report::{Report, Section};
use proptest::prelude::*;
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
const SINCE: [&str; 3] = ["report", "--since", "2023-01-01"];

fn sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-10"]);
    desk
}

/// Everything that the sample changes.
static ALL: LazyLock<Report> = LazyLock::new(|| {
    let desk = sample();
    let store = Store::open_existing(&desk.path("earwatch.db")).unwrap();
    let occasion = Occasion {
        command: "report".to_owned(),
        as_of: "2025-10-10".parse().unwrap(),
        now: "2025-10-10T12:00:00Z".parse().unwrap(),
        is_today: true,
    };
    build(&store, &Scope::Since("2023-01-01".parse().unwrap()), &occasion).unwrap()
});

fn list(text: &str) -> WatchList {
    WatchList::parse("acme.watch", text.as_bytes()).unwrap()
}

fn watched(text: &str) -> Report {
    ALL.clone().watched(&list(text))
}

/// Names of the entries that a report shows.
fn shown(report: &Report) -> BTreeSet<String> {
    let sections = || report.sections.iter();
    let entries = sections().flat_map(|section| section.added.iter().chain(&section.removed));
    let changed = sections().flat_map(|section| &section.changed);
    let editorial = sections().flat_map(|section| &section.editorial);
    entries
        .map(|entry| entry.name.clone())
        .chain(changed.map(|change| change.name.clone()))
        .chain(editorial.map(|record| record.name.clone()))
        .collect()
}

/// What a report says, without what the filter adds to it.
fn unfiltered(report: &Report) -> Report {
    Report { subject: String::new(), watch: None, ..report.clone() }
}

#[test]
fn only_what_matches_is_shown_and_counted() {
    let report = watched("INSPUR\n");
    assert_eq!(report.counts.added, 6);
    assert_eq!(report.counts.removed + report.counts.changed, 0);
    assert_eq!(report.designations_gained.get(&4), Some(&6));
    let countries: Vec<_> = report.countries.iter().map(|of| of.country.as_str()).collect();
    assert_eq!(countries, ["CHINA, PEOPLE'S REPUBLIC OF", "TAIWAN"]);
    assert!(shown(&report).iter().all(|name| name.contains("Inspur")));
    // The documents stay, and say that they changed others.
    assert_eq!(report.sections.len(), ALL.sections.len());
    for section in &report.sections {
        let is_same = |all: &&Section| all.document == section.document && all.title == section.title;
        let all = ALL.sections.iter().find(is_same).unwrap();
        assert_eq!(section.texts, all.texts);
        let entries: BTreeSet<_> = section.added.iter().map(|entry| entry.id).collect();
        assert!(section.orders.keys().all(|id| entries.contains(id)));
    }
    assert_eq!(report.findings, ALL.findings);
    let others: String = report.sections.iter().flat_map(|section| section.other.clone()).collect();
    assert!(others.contains("6 of its 12 changed entries match the watch list. Not on it: "), "{others}");
    assert!(others.contains("None of its 8 changed entries matches the watch list. Not on it: "), "{others}");
    assert!(others.contains("Nettrix Information Industry Co., Ltd. (CHINA, PEOPLE'S REPUBLIC OF)"), "{others}");
    // What matches comes first.
    assert_eq!(report.sections[0].added.len(), 6);
}

#[test]
fn a_term_is_matched_as_show_matches_and_the_report_says_how() {
    for (term, name, how) in [
        ("Nettrix Information Industry Company Limited", "Nettrix Information Industry Co., Ltd.", "the same words"),
        ("Netrixx Information Industry", "Nettrix Information Industry Co., Ltd.", "sounds like"),
        ("Nettirx Information Industry", "Nettrix Information Industry Co., Ltd.", "spelling"),
        (
            "Inspur Beijing Electronics Information Industry",
            "Inspur (Beijing) Electronic Information Industry Co., Ltd.",
            "",
        ),
        ("浪潮", "", ""),
    ] {
        let report = watched(term);
        let watch = report.watch.as_ref().unwrap();
        assert_eq!(shown(&report).contains(name), !name.is_empty(), "{term}: {:?}", shown(&report));
        assert!(watch.terms[0].how.iter().any(|words| words.contains(how)) || how.is_empty(), "{:?}", watch.terms[0]);
        assert!(how.is_empty() || watch.words.contains("Written otherwise: "), "{}", watch.words);
    }
}

#[test]
fn countries_citations_and_documents_are_watched() {
    let only = |text: &str| {
        let names = shown(&watched(text));
        names.into_iter().collect::<Vec<_>>().join("; ")
    };
    assert_eq!(only("country: Taiwan (Republic of China)"), "Inspur Taiwan");
    assert_eq!(only("country: the Republic of Türkiye"), only("country: TURKEY"));
    let of_document = only("document: 2025-05427");
    assert_eq!(of_document.split("; ").count(), 12);
    // The page that its entries cite.
    assert_eq!(only("citation: 90 FR 14048, 3/28/25"), of_document);
    // The page on which it begins, and another document ends.
    assert_eq!(only("citation: 90 FR 14046").split("; ").count(), 26);
    assert_eq!(only("citation: 90 FR 14050"), of_document);
    assert_eq!(only("citation: 90 FR 1"), "");
}

#[test]
fn an_alias_that_did_not_change_brings_its_change() {
    let desk = sample();
    let report: Value = serde_json::to_value(&*ALL).unwrap();
    let mut tried = 0;
    for section in report["sections"].as_array().unwrap() {
        let Some(version) = section["version"].as_i64() else {
            continue;
        };
        let entries = desk.entries(&version.to_string());
        for change in section["changed"].as_array().unwrap() {
            let entry = entries.iter().find(|entry| entry["id"] == change["id"]).unwrap();
            for alias in entry["aliases"].as_array().unwrap() {
                let term = format!("name: {}", alias.as_str().unwrap());
                assert!(shown(&watched(&term)).contains(text_of(change, "name")), "{term}");
                tried += 1;
            }
        }
    }
    assert!(tried > 5, "{tried}");
    // The name before the change.
    assert!(shown(&watched("AOOK Technology Ltd.")).contains("AOOK Technology Limited"));
}

#[test]
fn a_report_says_what_it_was_filtered_by_in_every_rendering() {
    let desk = sample();
    let watch = desk.file("acme.watch", "Inspur\nNobody at all\nDjamshid\ncountry: Atlantis\n");
    let words = [
        "Filtered by the watch list “acme.watch” (4 terms): of 59 changed entries 6 match",
        "Changed entries by term: “Inspur” 6.",
        "No changed entry, but a document, a finding, an announcement or another text of the list matches: “Djamshid”.",
        "Nothing in this report matches: “Nobody at all”, country “Atlantis”.",
        "Not known as the name of a country heading; searched as written: country “Atlantis”.",
        "does not mean that such a party is not listed or not restricted.",
    ];
    for format in ["text", "md", "html", "mail", "json", "ndjson", "csv", "atom", "jsonfeed"] {
        let args = ["--watch", &watch, "--format", format];
        let out = on_one_line(&desk.done(&[&SINCE[..], &args].concat()));
        for words in words {
            assert!(out.contains(words), "{format} does not say “{words}”: {out}");
        }
    }
    let record = &desk.json(&[&SINCE[..], &["--watch", &watch]].concat())["watch"];
    assert_eq!(record["changes"]["matching"], 6);
    assert_eq!(record["terms"][1]["line"], 2);
    assert_eq!(record["terms"][2]["elsewhere"], 1);
    assert_eq!(record["terms"][3]["is_known"], false);
    assert!(desk.json(&SINCE).get("watch").is_none());
}

/// Text is wrapped where its lines end.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_comparison_is_filtered_alike() {
    let desk = sample();
    let watch = desk.file("acme.watch", "Inspur");
    let diff = ["diff", "1", "7", "--watch", &watch];
    let json = desk.json(&diff);
    assert_eq!(json["added"].as_array().unwrap().len(), 6);
    assert_eq!(json["counts"]["added"], 6);
    assert_eq!(json["counts"]["changed"], 0);
    assert_eq!(json["watch"]["changes"]["matching"], 6);
    let text = on_one_line(&desk.done(&diff));
    assert!(text.contains("Filtered by the watch list “acme.watch”"));
}

#[test]
fn a_list_that_cannot_be_read_ends_with_2_and_all_its_mistakes() {
    let desk = sample();
    let refused = |bytes: &[u8], lines: &[&str]| {
        let watch = desk.file("bad.watch", bytes);
        let ended = desk.run(&["report", "--watch", &watch]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
        let said: Vec<_> = ended.err.lines().collect();
        assert_eq!(said.len(), lines.len(), "{said:?}");
        for (said, line) in said.iter().zip(lines) {
            let line = format!("earwatch: bad.watch:{line}: expected ");
            assert!(said.starts_with(&line), "{said}");
        }
    };
    refused(b"", &["1"]);
    refused(b"\xEF\xBB\xBF\r\n# x\r\n", &["1"]);
    refused(b"fine\r\ncitation: x\r\n\r\nnames: y\r\n", &["2", "4"]);
    refused(b"fine\nnot \xFF\n", &["2"]);
    refused(b"\xFF\xFEI\0n\0s\0p\0u\0r\0", &["1"]);
    let film = desk.file("film.watch", vec![0; 17 << 20]);
    desk.refuses(&["report", "--watch", &film], &["of at most 16 MiB"]);
}

#[test]
fn a_list_of_a_megabyte_is_no_matter() {
    let desk = sample();
    let mut text = String::from("\u{FEFF}");
    let mut n = 0;
    while text.len() < 1 << 20 {
        n += 1;
        let _ = write!(text, "Trading Company No. {n}\r\n");
    }
    text.push_str("Inspur\r\n");
    let watch = desk.file("large.watch", text);
    let report = desk.json(&[&SINCE[..], &["--watch", &watch]].concat());
    assert_eq!(report["counts"]["added"], 6);
    let words = text_of(&report["watch"], "words");
    assert!(words.contains(&format!("and {} more, all in the JSON", n - 20)), "{words}");
    assert!(words.len() < 2000, "{words}");
}

#[test]
fn a_term_that_everything_matches_leaves_everything() {
    let everything = ALL.countries.iter().map(|of| format!("country: {}", of.country)).collect::<Vec<_>>();
    let report = watched(&everything.join("\n"));
    assert_eq!(unfiltered(&report), unfiltered(&ALL));
    let watch = report.watch.unwrap();
    assert_eq!(watch.changes.matching, watch.changes.of);
}

/// Words and names of the sample, and what is in none of them.
fn terms() -> impl Strategy<Value = Vec<String>> {
    let names: Vec<String> = shown(&ALL).into_iter().collect();
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let words: BTreeSet<String> =
        words.filter(|word| word.chars().any(char::is_alphanumeric)).map(str::to_owned).collect();
    let words: Vec<_> = words.into_iter().collect();
    let term = prop_oneof![proptest::sample::select(names), proptest::sample::select(words), "[a-zA-Zé]{1,8}",];
    proptest::collection::vec(term, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_filter_only_takes_away_and_never_what_it_seeks(terms in terms()) {
        let text: Vec<_> = terms.iter().map(|term| format!("name: {term}")).collect();
        let text = text.join("\n");
        let report = watched(&text);
        let pairs = [
            (report.counts.added, ALL.counts.added),
            (report.counts.removed, ALL.counts.removed),
            (report.counts.renamed, ALL.counts.renamed),
            (report.counts.moved, ALL.counts.moved),
            (report.counts.changed, ALL.counts.changed),
            (report.counts.editorial, ALL.counts.editorial),
        ];
        prop_assert!(pairs.iter().all(|(watched, all)| watched <= all));
        let names = shown(&report);
        for term in &terms {
            for name in shown(&ALL).iter().filter(|name| *name == term) {
                prop_assert!(names.contains(name));
            }
        }
        // More terms never show less.
        let more = watched(&format!("{text}\nname: Inspur"));
        prop_assert!(names.is_subset(&shown(&more)));
        // Every rendering stands.
        prop_assert!(Rendering::Html.render(&report).is_ok());
    }
}
