//! Feeds: what readers of Atom and JSON Feed make of a report.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::Test;
use crate::needs;
use crate::support::{self, Desk, text_of};
use chrono::NaiveDate;
use earwatch_law::announced::ProvisionalChange;
use earwatch_law::diff::Origin;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_report::render::Rendering;
use earwatch_report::render::feed::{self, Site};
use earwatch_report::report::announced::{ProvisionalRecord, Stage};
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::{DocumentFacts, Report, Section};
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

/// A desk whose database holds the sample.
fn sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-10"]);
    desk
}

/// What Python prints of a file.
fn asked(python: &Path, script: &str, file: &str) -> String {
    let output = Command::new(python).args(["-c", script, file]).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The feed without the day on which a report is made.
fn without_today(feed: &str) -> String {
    let today = |line: &str| match line.split_once("In force as of ") {
        Some((before, after)) => {
            let rest: String = after.chars().skip("2025-01-01".len()).collect();
            format!("{before}In force as of [day]{rest}\n")
        }
        None => format!("{line}\n"),
    };
    feed.lines().map(today).collect()
}

fn the_atom_of_the_sample() {
    let desk = sample();
    let atom = desk.done(&["report", "--since", "2025-01-01", "--format", "atom"]);
    golden!("atom", without_today(&atom));
}

fn the_json_feed_of_the_sample() {
    let desk = sample();
    let feed = desk.done(&["report", "--document", "2023-07840", "--format", "jsonfeed"]);
    golden!("json", without_today(&feed));
}

/// Raw, as a reader that does not clean what it shows.
const READ: &str = r#"
import feedparser, json, sys
feedparser.SANITIZE_HTML = feedparser.RESOLVE_RELATIVE_URIS = False
feed = feedparser.parse(sys.argv[1])
assert not feed.bozo, feed.bozo_exception
assert feed.version == "atom10" and feed.feed.id and feed.feed.updated and feed.feed.title and feed.feed.author
print(json.dumps([{
    "id": e.id, "title": e.title, "updated": e.updated, "published": e.get("published"),
    "summary": e.summary, "content": e.content[0].value, "type": e.content[0].type,
    "tags": [[t.scheme, t.term] for t in e.get("tags", [])],
    "links": [[l.rel, l.type, l.href] for l in e.get("links", [])],
} for e in feed.entries]))
"#;

fn read(python: &Path, desk: &Desk, atom: &[u8]) -> Vec<Value> {
    let file = desk.file("feed.atom", atom);
    serde_json::from_str(&asked(python, READ, &file)).unwrap()
}

fn all<'a>(entries: &'a [Value], key: &str) -> Vec<&'a str> {
    entries.iter().map(|entry| text_of(entry, key)).collect()
}

fn a_reader_of_feeds_opens_the_atom() {
    let python = needs::python("feedparser");
    let desk = sample();
    let atom = desk.done(&["report", "--since", "2023-01-01", "--format", "atom"]);
    let entries = read(&python, &desk, atom.as_bytes());
    assert_eq!(entries.len(), 7);
    let ids: BTreeSet<_> = all(&entries, "id").into_iter().collect();
    assert_eq!(ids.len(), entries.len());
    assert!(all(&entries, "updated").is_sorted_by(|a, b| a >= b));
    let newest = entries.first().unwrap();
    assert_eq!(text_of(newest, "published"), "2025-10-09T00:00:00-04:00");
    let links = newest["links"].to_string();
    for link in [
        "federalregister.gov/documents/2025/10/09/2025-19508",
        "FR-2025-10-09/pdf/2025-19508.pdf",
        "ecfr.gov/current/title-15/part-744",
    ] {
        assert!(links.contains(link), "{links}");
    }
    let tagged = all(&entries, "title").into_iter().zip(&entries);
    let (_, tagged) = tagged.into_iter().find(|(title, _)| title.contains("2025-05427")).unwrap();
    let tags = tagged["tags"].to_string();
    for tag in [
        r#"["urn:earwatch:country","TAIWAN"]"#,
        r#"["urn:earwatch:designation","footnote 4"]"#,
        r#"["urn:earwatch:class","added"]"#,
    ] {
        assert!(tags.contains(tag), "{tags}");
    }
}

fn an_entry_is_the_same_in_another_database_on_another_day_and_in_another_format() {
    let python = needs::python("feedparser");
    let desk = sample();
    let since = ["report", "--since", "2025-01-01", "--format", "atom"];
    let entries = read(&python, &desk, desk.done(&since).as_bytes());
    let other = Desk::new();
    // Polled day by day: other runs, other days, other numbers of versions.
    for until in ["2024-01-01", "2025-04-01", "2025-10-09"] {
        other.done(&["poll", "--archive", SAMPLE, "--until", until]);
    }
    let again = read(&python, &other, other.done(&since).as_bytes());
    assert_eq!(all(&entries, "id"), all(&again, "id"));
    assert_eq!(all(&entries, "updated"), all(&again, "updated"));
    let json = desk.done(&["report", "--since", "2025-01-01", "--format", "jsonfeed"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(all(&entries, "id"), all(json["items"].as_array().unwrap(), "id"));
    let one = desk.done(&["report", "--document", "2025-05427", "--format", "atom"]);
    let [one] = read(&python, &desk, one.as_bytes()).try_into().unwrap();
    assert!(all(&entries, "id").contains(&text_of(&one, "id")));
}

fn what_a_watch_list_leaves_is_another_feed() {
    let desk = sample();
    let watch = desk.file("acme.watch", "Inspur");
    let since = ["report", "--since", "2025-01-01"];
    let whole = desk.json_feed(&since);
    let watched = desk.json_feed(&[&since[..], &["--watch", &watch]].concat());
    let ids = |feed: &Value| -> BTreeSet<String> {
        let items = all(feed["items"].as_array().unwrap(), "id");
        items.into_iter().map(str::to_owned).collect()
    };
    assert!(ids(&whole).is_disjoint(&ids(&watched)));
    assert_eq!(ids(&whole).len(), ids(&watched).len());
    assert!(text_of(&watched, "title").ends_with("watch list “acme.watch”"));
    let titles = all(watched["items"].as_array().unwrap(), "title").join("\n");
    assert!(
        titles.contains("6 added (China 5, Taiwan 1), all with footnote 4, in force since 2025-03-25: 2025-05427"),
        "{titles}"
    );
}

fn a_feed_says_what_every_rendering_says() {
    let desk = sample();
    for format in ["md", "html", "atom", "jsonfeed"] {
        let report = desk.done(&["report", "--document", "2025-05427", "--format", format]);
        assert!(report.contains(earwatch_report::report::DISCLAIMER), "{format}");
    }
}

fn two_lists_from_files_make_one_entry() {
    let desk = Desk::new();
    let (from, to) = (support::fixture(support::OLD_LIST), support::fixture(support::NEW_LIST));
    let feed = desk.json_feed(&["diff", &from, &to]);
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
    let desk = Desk::with_list();
    desk.refuses(&["list", "--format", "atom"], &["--format atom is for `report`"]);
}

impl Desk {
    fn json_feed(&self, args: &[&str]) -> Value {
        let feed = self.done(&[args, &["--format", "jsonfeed"]].concat());
        let feed = serde_json::from_str(&feed).unwrap();
        is_json_feed(&feed);
        feed
    }
}

/// The rules of <https://www.jsonfeed.org/version/1.1/>.
fn is_json_feed(feed: &Value) {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    only_texts(feed, &["title", "home_page_url", "feed_url", "description", "language"]);
    assert!(feed["title"].is_string());
    authors(feed);
    let known = ["version", "authors", "items"];
    knows(feed, &["title", "home_page_url", "feed_url", "description", "language"], &known);
    let mut ids = BTreeSet::new();
    for item in feed["items"].as_array().unwrap() {
        let texts = [
            "id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published",
            "date_modified",
        ];
        only_texts(item, &texts);
        knows(item, &texts, &["tags", "attachments", "_earwatch"]);
        if let Some(own) = item.get("_earwatch") {
            let ids = own["public_ids"].as_object().unwrap().values().flat_map(|ids| ids.as_array().unwrap());
            assert!(own["about"].is_string() && ids.clone().count() > 0, "{own}");
            assert!(ids.into_iter().all(|id| id.as_str().unwrap().len() > 16), "{own}");
        }
        assert!(ids.insert(item["id"].as_str().unwrap().to_owned()));
        assert!(item["content_html"].is_string() || item["content_text"].is_string());
        for time in ["date_published", "date_modified"] {
            let time = item.get(time).and_then(Value::as_str);
            assert!(time.is_none_or(|time| chrono::DateTime::parse_from_rfc3339(time).is_ok()));
        }
        for tag in item.get("tags").and_then(Value::as_array).into_iter().flatten() {
            assert!(tag.is_string());
        }
        let attachments = item.get("attachments").and_then(Value::as_array);
        for attachment in attachments.into_iter().flatten() {
            assert!(attachment["url"].is_string() && attachment["mime_type"].is_string());
            knows(attachment, &["url", "mime_type", "title"], &[]);
        }
    }
}

fn authors(feed: &Value) {
    for author in feed["authors"].as_array().unwrap() {
        assert!(author["name"].is_string());
    }
}

fn only_texts(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_none_or(Value::is_string), "{key}");
    }
}

fn knows(value: &Value, texts: &[&str], others: &[&str]) {
    for key in value.as_object().unwrap().keys() {
        let key = key.as_str();
        assert!(texts.contains(&key) || others.contains(&key), "{key}");
    }
}

fn the_json_keeps_to_the_rules_of_json_feed() {
    let desk = sample();
    let feed = desk.json_feed(&["report", "--since", "2023-01-01"]);
    assert_eq!(feed["items"].as_array().unwrap().len(), 7);
    desk.json_feed(&["report"]);
}

const BAD: &str = "<script>alert(1)</script>]]><b onclick='x'>\" &lt;i&gt; \u{202E}evil\u{7}\u{1}\u{FFFF}\u{0}";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every text that a document or a server can choose is hostile.
fn hostile() -> Report {
    let cells = Cells {
        entity: format!("{BAD}, {BAD}, Germany."),
        license_requirement: format!("{BAD}^4^"),
        license_review_policy: BAD.to_owned(),
        citation: BAD.to_owned(),
    };
    let entry = Entry::new(EntryId(1), ListId::EntityList, BAD, cells);
    let record = EntryRecord::new(&Arc::new(entry), Origin::default());
    let mut section = Section::new(format!("Version 2: {BAD}"));
    section.version = Some(2);
    section.document = Some(DocumentFacts {
        number: DocumentNumber::new(BAD),
        title: BAD.to_owned(),
        action: BAD.to_owned(),
        citation: Some(BAD.to_owned()),
        published: day("2025-03-28"),
        dates: BAD.to_owned(),
        url: Some("javascript:alert(1)".to_owned()),
        pdf: Some("https://a.b/\"><script>c".to_owned()),
        pages: (None, None),
        savings: None,
    });
    section.effective = Some(day("2025-04-28"));
    section.counts.added = 1;
    section.added = vec![record.clone()];
    section.removed = vec![record];
    section.other = vec![BAD.to_owned()];
    // The same document again, as one that was corrected.
    let again = section.clone();
    let mut finding = Finding::new(Code::UnparsedInstruction, BAD).with_entry(BAD, BAD);
    finding.document = Some(DocumentNumber::new("2025-1"));
    let mut report =
        Report::new(BAD.to_owned(), day("2025-03-28"), BAD.to_owned(), vec![section, again], vec![finding]);
    report.provisional = vec![announcement(Stage::Announced), announcement(Stage::Withdrawn)];
    report
}

fn announcement(status: Stage) -> ProvisionalRecord {
    ProvisionalRecord {
        provisional: true,
        status,
        document: DocumentNumber::new("2025-2"),
        title: BAD.to_owned(),
        kind: Some(BAD.to_owned()),
        action: BAD.to_owned(),
        filed: day("2025-03-27").and_hms_opt(8, 45, 0),
        filing: Some(BAD.to_owned()),
        scheduled: Some(day("2025-03-31")),
        effective: Vec::new(),
        dates: BAD.to_owned(),
        url: Some(format!("https://{BAD}")),
        read: true,
        changes: vec![ProvisionalChange {
            list: ListId::EntityList,
            country: Some(BAD.to_owned()),
            verb: "add".to_owned(),
            names: Vec::new(),
            count: None,
            detail: Some(BAD.to_owned()),
            quote: BAD.to_owned(),
        }],
        counts: Vec::new(),
        note: Some(BAD.to_owned()),
        doubts: vec![BAD.to_owned()],
        told: vec![BAD.to_owned()],
    }
}

/// Tags and attributes of HTML, and whether a hidden character is left anywhere.
const TAGS: &str = r#"
import html.parser, json, sys, unicodedata
class P(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in {"p", "h3", "h4", "ul", "li", "a"}, tag
        for name, value in attrs:
            assert (tag, name) == ("a", "href") and value.startswith("https://"), (name, value)
    def handle_comment(self, data): raise AssertionError(data)
    def handle_decl(self, data): raise AssertionError(data)
    unknown_decl = handle_pi = handle_decl
for entry in json.load(open(sys.argv[1])):
    for key in ("title", "summary", "content", "content_html", "content_text"):
        text = entry.get(key) or ""
        assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cn")], (key, text)
        if text and key in ("content", "content_html"):
            P().feed(text)
            assert "&lt;script&gt;" in text, text
"#;

fn nothing_of_a_hostile_document_becomes_markup() {
    let python = needs::python("feedparser");
    let desk = Desk::new();
    let report = hostile();
    let atom = Rendering::Atom.render(&report).unwrap();
    let entries = read(&python, &desk, &atom);
    // Both sections, both announcements, and the finding of a document that is not told.
    assert_eq!(entries.len(), 5);
    let ids: BTreeSet<_> = all(&entries, "id").into_iter().collect();
    assert_eq!(ids.len(), 5);
    for entry in &entries {
        for link in entry["links"].as_array().unwrap() {
            let href = link[2].as_str().unwrap();
            assert!(href.starts_with("https://"), "{href}");
        }
    }
    asked(&python, TAGS, &desk.file("atom.json", serde_json::to_vec(&entries).unwrap()));
    let json = Rendering::JsonFeed.render(&report).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    is_json_feed(&json);
    let items = serde_json::to_vec(&json["items"]).unwrap();
    asked(&python, TAGS, &desk.file("items.json", items));
}

fn a_rule_is_updated_on_the_day_on_which_it_comes_into_force() {
    let updated = |as_of: &str| {
        let mut report = hostile();
        report.as_of = day(as_of);
        report.sections.truncate(1);
        report.provisional.clear();
        report.findings.clear();
        let json = Rendering::JsonFeed.render(&report).unwrap();
        let json: Value = serde_json::from_slice(&json).unwrap();
        let item = &json["items"][0];
        (text_of(item, "id").to_owned(), text_of(item, "date_modified").to_owned())
    };
    let (id, before) = updated("2025-03-28");
    assert_eq!(before, "2025-03-28T00:00:00-04:00");
    assert_eq!(updated("2025-04-27"), (id.clone(), before));
    let after = "2025-04-28T00:00:00-04:00".to_owned();
    assert_eq!(updated("2025-04-28"), (id.clone(), after.clone()));
    assert_eq!(updated("2026-01-01"), (id, after));
}

fn a_site_adds_its_own_addresses() {
    let desk = sample();
    let store = earwatch::store::Store::open_existing(&desk.path("earwatch.db")).unwrap();
    let occasion = earwatch::run::Occasion {
        command: "report".to_owned(),
        as_of: day("2025-10-10"),
        now: "2025-10-10T12:00:00Z".parse().unwrap(),
        is_today: true,
    };
    let scope = earwatch::query::report::Scope::Since(day("2025-01-01"));
    let report = earwatch::query::report::build(&store, &scope, &occasion).unwrap();
    let page = |number: &DocumentNumber| Some(format!("https://example.org/{number}.html"));
    let site =
        Site { home: Some("https://example.org/"), feed: Some("https://example.org/feed.json"), page: Some(&page) };
    let json: Value = serde_json::from_slice(&feed::json(&report, &site).unwrap()).unwrap();
    is_json_feed(&json);
    assert_eq!(json["feed_url"], "https://example.org/feed.json");
    let newest = &json["items"][0];
    assert_eq!(newest["url"], "https://example.org/2025-19508.html");
    let source = newest["external_url"].as_str().unwrap();
    assert!(source.starts_with("https://www.federalregister.gov/documents/"));
    let atom = String::from_utf8(feed::atom(&report, &site).unwrap()).unwrap();
    assert!(atom.contains(r#"<link href="https://example.org/feed.json" rel="self""#));
}

fn a_channel_of_files_keeps_feeds() {
    let desk = Desk::new();
    let config = "[delivery.site]\nkind = \"files\"\ndir = \"out\"\nformats = [\"atom\", \"jsonfeed\"]\n";
    desk.file("config.toml", config);
    desk.done(&["poll", "--archive", SAMPLE, "--until", "2025-10-10"]);
    for name in ["latest.atom", "latest.feed.json", "2025-10-10.atom"] {
        assert!(desk.path("out").join(name).is_file(), "{name}");
    }
    let latest = std::fs::read(desk.path("out/latest.feed.json")).unwrap();
    is_json_feed(&serde_json::from_slice(&latest).unwrap());
}

pub(crate) const TESTS: &[Test] = tests![
    the_atom_of_the_sample,
    the_json_feed_of_the_sample,
    a_reader_of_feeds_opens_the_atom,
    an_entry_is_the_same_in_another_database_on_another_day_and_in_another_format,
    what_a_watch_list_leaves_is_another_feed,
    a_feed_says_what_every_rendering_says,
    two_lists_from_files_make_one_entry,
    the_json_keeps_to_the_rules_of_json_feed,
    nothing_of_a_hostile_document_becomes_markup,
    a_rule_is_updated_on_the_day_on_which_it_comes_into_force,
    a_site_adds_its_own_addresses,
    a_channel_of_files_keeps_feeds,
];
